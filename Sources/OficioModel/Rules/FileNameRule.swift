import Diagnostics
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a form, or a document without releases, whose address has `n` for the *ñ* of its file's name.
    package static let nameWithEnye = Rule(
        "nombre-con-enie", .site, .note,
        what: Localized(
            es: "El nombre del archivo lleva «ñ» y la dirección de su página, «n».",
            en: "The name of the file has “ñ” and the address of its page has “n”."),
        why: Localized(
            es: """
                «ano» no es «año». La dirección de lo nuevo se escribe con «ni»; la que ya se publicó no cambia.
                """,
            en: """
                “ano” is not “año”. The address of a new document is written with “ni”; one that is already published \
                does not change.
                """),
        fires: """
            === content/puestos/niñera.md
            ---
            título: Niñera
            ---
            """,
        passes: """
            === content/puestos/niniera.md
            ---
            título: Niñera
            ---
            """)
}

/// Compares the name of a file with the id of its document or form.
enum FileName {
    /// Returns a note if the id comes from a file's name with *ñ* and has `n` there, unless the document declares its
    /// id or the history holds it.
    static func findings(
        _ record: Record, path: String, entries: [YAMLNode.Entry], _ schema: Schema
    ) -> [Diagnostic] {
        let address = path.fileStemWithNi
        guard record.id == path.fileStem, record.id != address, !schema.recordedNames.contains(record.id),
            !entries.contains(where: { $0.key.text.folded == "id" })
        else { return [] }
        return [
            finding(record.id, address, at: record.span, record: "\(schema.types[record.type].id)/\(record.id)")
        ]
    }

    /// Returns a note for each form whose id comes from a file's name with *ñ* and has `n` in its address.
    static func findings(_ schema: Schema) -> [Diagnostic] {
        schema.forms.filter { !$0.isBuiltIn && !$0.hasOwnID && $0.address != $0.fileNameWithNi }
            .map { finding($0.address, $0.fileNameWithNi, at: $0.span, record: nil) }
    }

    private static func finding(_ id: String, _ address: String, at span: Span, record: String?) -> Diagnostic {
        Diagnostic(
            .nameWithEnye, at: span,
            Localized(
                es: "la dirección de su página termina en «\(id)», no en «\(address)»",
                en: "the address of its page ends in “\(id)”, not in “\(address)”"),
            label: Localized(
                es: "escriba «id: \(address)», o «id: \(id)» si la página ya se publicó",
                en: "write “id: \(address)”, or “id: \(id)” if the page is already published"),
            record: record)
    }
}
