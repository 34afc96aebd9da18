import OficioModel
import OficioSchema
import OficioSource

/// The texts of one key or section in the three versions of a conflict. A text is `nil` if its version lacks the key
/// or section.
package struct FieldVersions: Sendable, Equatable {
    /// The key or the heading; in a collection, the title of the entry and the key.
    package let name: String
    /// The field's text in the version to be written.
    package let mine: String?
    /// The field's text in the file now.
    package let inFile: String?
    /// The field's text in the version from which the other two were made.
    package let before: String?

    /// Whether both sides changed the field, and to different texts.
    package var isConflict: Bool { mine != before && inFile != before && mine != inFile }
}

extension SourceConflict {
    /// Returns the fields that either side changed, in the order of the file. Fields that the file
    /// lacks come last.
    package func fields(_ schema: Schema) -> [FieldVersions] {
        func parts(_ bytes: [UInt8]?) -> [(name: String, text: String)] {
            bytes.map { SourceEditor($0, path: path, schema: schema).parts } ?? []
        }
        let (mine, inFile, before) = (parts(mine), parts(inFile), parts(before))
        var seen: Set<String> = []
        return (inFile + mine + before).map(\.name).filter { seen.insert($0).inserted }.compactMap { name in
            func text(_ parts: [(name: String, text: String)]) -> String? { parts.first { $0.name == name }?.text }
            let versions = FieldVersions(name: name, mine: text(mine), inFile: text(inFile), before: text(before))
            return versions.mine == versions.before && versions.inFile == versions.before ? nil : versions
        }
    }
}

extension SourceEditor {
    /// The names and texts of the source's keys and sections, as written. The text before the first section has an
    /// empty name.
    fileprivate var parts: [(name: String, text: String)] {
        var parts: [(name: String, text: String)] = []
        func add(_ entries: [YAMLNode.Entry], of owner: String) {
            for entry in entries {
                parts.append((owner + entry.key.text, text.string(Int(entry.key.span.start)..<text.end(of: entry))))
            }
        }
        if let type = finder.type, let collection = document.collection(of: type),
            case .sequence(let items, _) = collection.value
        {
            add(document.entries.filter { $0.key.text != collection.key.text }, of: "")
            var records = 0
            for (place, item) in items.enumerated() {
                guard case .mapping(let entries, _) = item else { continue }
                let title = self.content(of: FieldPath("titulo", inRecord: records))?.text
                records += 1
                add(entries, of: (title ?? "\(place + 1)") + " · ")
            }
        } else {
            add(document.entries, of: "")
        }
        let sections = finder.sections
        let lead = text.trimmed(finder.body.lowerBound..<(sections.first?.range.lowerBound ?? text.count))
        if !lead.isEmpty { parts.append(("", text.string(lead))) }
        for section in sections { parts.append((section.heading.plain, text.string(text.trimmed(section.range)))) }
        return parts
    }
}
