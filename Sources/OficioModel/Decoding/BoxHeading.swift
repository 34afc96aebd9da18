import OficioSchema
import OficioSource

/// Headings of the box that identifies a document: *DATOS DEL PUESTO*, *Identificación*, *Datos generales*.
package enum BoxHeading {
    /// Whether a heading is that of the identification box of documents of a type.
    package static func isIdentification(_ heading: String, of type: DocumentType) -> Bool {
        if let field = type.field(.identification), type.fields(named: heading) == field { return true }
        return isCover(heading)
    }

    /// Whether a heading that names no field is that of a cover or of a document's control box.
    package static func isCover(_ heading: String) -> Bool {
        HeadingNumber.candidates(heading).contains { covers.contains(LooseName.looseForm($0)) }
    }

    private static let covers = Set(
        [
            "identificación", "identificación del documento", "identificación del procedimiento", "datos generales",
            "datos del procedimiento", "datos del protocolo", "información general", "presentación", "portada",
            "carátula", "encabezado", "ficha técnica", "generalidades", "datos del documento", "control del documento",
            "identification", "general information", "presentation", "cover", "document details",
        ].map { LooseName.looseForm($0.folded) })
}

extension ExtraSection {
    /// Whether the section is only the heading over the facts of the front matter.
    package func isBox(_ type: DocumentType) -> Bool {
        blocks.isEmpty && BoxHeading.isIdentification(heading.plain, of: type)
    }
}
