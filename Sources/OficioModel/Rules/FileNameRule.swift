import Diagnostics
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a document without releases whose address has `n` for the *ñ* of its file's name.
    package static let nameWithEnye = Rule(
        "nombre-con-enie", .site, .note,
        what: Localized(
            es: "El nombre del archivo lleva «ñ» y la dirección de su página, «n».",
            en: "The name of the file has “ñ” and the address of its page has “n”."),
        why: Localized(
            es: """
                «ano» no es «año». La dirección de un documento nuevo se escribe con «ni»; la que ya se publicó no \
                cambia.
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

/// Compares the name of a document's file with its id.
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
            Diagnostic(
                .nameWithEnye, at: record.span,
                Localized(
                    es: "la dirección de su página termina en «\(record.id)», no en «\(address)»",
                    en: "the address of its page ends in “\(record.id)”, not in “\(address)”"),
                label: Localized(
                    es: "escriba «id: \(address)», o «id: \(record.id)» si la página ya se publicó",
                    en: "write “id: \(address)”, or “id: \(record.id)” if the page is already published"),
                record: "\(schema.types[record.type].id)/\(record.id)")
        ]
    }
}
