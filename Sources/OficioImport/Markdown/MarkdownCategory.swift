import Diagnostics
import OficioFiles
import OficioSource

/// Reads the texts of a `_category_.json` of Docusaurus, which titles and describes a folder of pages.
package enum MarkdownCategory {
    private static let largest = 1 << 16

    /// Returns the label and the description of a folder; empty for any other file.
    package static func texts(at path: String) -> [String] {
        guard path.contains("/_category_."), let status = Files.status(path), status.size <= largest,
            let bytes = try? Files.read(path)
        else { return [] }
        // JSON is YAML as well.
        return texts(SourceDocument(bytes, file: FileID(0), path: "category.yaml").entries)
    }

    private static func texts(_ entries: [YAMLNode.Entry]) -> [String] {
        entries.flatMap { entry -> [String] in
            switch entry.value {
            case .scalar(let scalar): ["label", "title", "description"].contains(entry.key.text) ? [scalar.text] : []
            case .mapping(let inside, _): texts(inside)
            case .sequence: []
            }
        }
    }
}
