import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema

/// Writes files for documents that imported files name but no source describes.
package enum StubFile {
    /// Returns one file for each type, in the order of the types, at paths that the site does not
    /// have.
    package static func all(
        _ stubs: [NamedDocuments.Entry], _ corpus: Corpus
    ) -> [(path: String, text: String)] {
        let yaml = YAMLWriter()
        let schema = corpus.schema
        let language = schema.language
        let taken = Set(corpus.paths)
        return schema.types.compactMap { type in
            let own = stubs.filter { $0.type == type.key }
            guard !own.isEmpty else { return nil }
            let tail = Localized(es: "por-describir", en: "to-describe")[language]
            let folder = corpus.sourceFolder(of: type)
            var path = "content/\(folder)-\(tail).yaml"
            var number = 2
            while taken.contains(path) {
                path = "content/\(folder)-\(tail)-\(number).yaml"
                number += 1
            }
            let note = Localized(
                es: """
                    Los archivos importados los nombran y ninguno los describe. Corrija los nombres, o describa cada \
                    uno en su archivo y quítelo de aquí.
                    """,
                en: """
                    Imported files name these and none describes them. Correct the names, or describe each in its \
                    own file and take it out here.
                    """
            )
            let title = type.fields[type.titleField].label[language].lowercased()
            var text =
                "# \(note[language])\n" + Localized(es: "tipo: ", en: "type: ")[language] + type.name[language] + "\n"
            text += Localized(es: "elementos:\n", en: "items:\n")[language]
            for stub in own {
                text += "  - id: \(yaml.scalar(stub.id))\n    \(title): \(yaml.scalar(stub.title))\n"
                if type.key == .job {
                    text += Localized(es: "    estado: externo\n", en: "    state: external\n")[language]
                }
            }
            return (path, text)
        }
    }
}
