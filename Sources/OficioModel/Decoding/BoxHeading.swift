import OficioSchema
import OficioSource

/// Headings over short facts of a document, which the front matter has.
package enum BoxHeading: Equatable {
    /// What document it is: *DATOS DEL PUESTO*, *Identificación*, *Datos generales*.
    case facts
    /// Who prepared, reviewed and approved it, and when: *APROBACIÓN DEL DOCUMENTO*, *Elaboración y revisión*.
    case approval

    /// Classifies a heading in documents of a type; `nil` for any other heading.
    package init?(_ heading: String, _ type: DocumentType) {
        if Self.isIdentification(heading, of: type) {
            self = .facts
        } else if Self.holds(heading, Self.approvals)
            || type.field(.signatures).map({ type.fields(named: heading) == $0 }) ?? false
        {
            self = .approval
        } else {
            return nil
        }
    }

    /// Whether a heading is that of the box of facts in documents of a type.
    package static func isIdentification(_ heading: String, of type: DocumentType) -> Bool {
        if let field = type.field(.identification), type.fields(named: heading) == field { return true }
        return isCover(heading)
    }

    /// Whether a heading that names no field is that of a cover or of a document's control box.
    package static func isCover(_ heading: String) -> Bool { holds(heading, covers) }

    /// The fields that name the people of a document and the days of its approval and review.
    package static let approvalFields: Set<FieldKey> = PastedPeople.fields.union([
        .approvedOn, .lastReviewed, .nextReview,
    ])

    private static func holds(_ heading: String, _ names: Set<String>) -> Bool {
        HeadingNumber.candidates(heading).contains { names.contains(LooseName.looseForm($0)) }
    }

    private static func loose(_ names: [String]) -> Set<String> {
        Set(names.map { LooseName.looseForm($0.folded) })
    }

    private static let covers = loose([
        "identificación", "identificación del documento", "identificación del procedimiento", "datos generales",
        "datos del procedimiento", "datos del protocolo", "información general", "presentación", "portada",
        "carátula", "encabezado", "ficha técnica", "generalidades", "datos del documento", "control del documento",
        "datos de identificación", "datos básicos", "datos generales del procedimiento",
        "datos generales del protocolo",
        "datos generales del documento", "información básica", "información del documento",
        "información del procedimiento", "información del protocolo", "ficha del procedimiento", "ficha del protocolo",
        "ficha del documento", "ficha de identificación", "cuadro de identificación", "cuadro de control",
        "hoja de control", "control documental",
        "identification", "general information", "presentation", "cover", "document details", "document information",
        "document control", "procedure details", "basic information",
    ])

    private static let approvals = loose([
        "aprobación", "aprobaciones", "aprobación del documento", "autorización", "autorizaciones", "validación",
        "firmas", "firmas de aprobación", "firmas de autorización", "visto bueno", "revisión y aprobación",
        "elaboración y aprobación", "elaboración, revisión y aprobación", "elaboración y revisión",
        "cuadro de aprobación", "hoja de aprobación", "hoja de firmas", "control de emisión",
        "responsables del documento", "revisión y autorización", "elaboración, revisión y autorización",
        "approval", "approvals", "document approval", "review and approval", "sign-off", "signatures", "authorisation",
        "authorization",
    ])
}

extension ExtraSection {
    /// Returns the kind of box if the section is only the heading over facts of the front matter; otherwise `nil`.
    package func box(_ type: DocumentType) -> BoxHeading? {
        blocks.isEmpty ? BoxHeading(heading.plain, type) : nil
    }
}
