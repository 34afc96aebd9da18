import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

/// Renames a row of a document, such as a function or a step, with the links that lead to it: `{#old}` in the item
/// and `#old` in references.
struct RowRename {
    private let source: EditedSource
    private let record: Int
    private let id: String
    /// The bytes of the present id.
    let range: Range<Int>

    /// Finds the id of a row at an offset, in `{#id}`; `nil` if there is none.
    init?(_ source: EditedSource, at offset: Int) {
        let line = source.lines.range(ofLine: source.lines.line(of: offset))
        let bytes = source.bytes
        var start = min(offset, line.upperBound)
        while start > line.lowerBound, Self.isPart(bytes[start - 1]) { start -= 1 }
        guard start >= line.lowerBound + 2, bytes[start - 1] == UInt8(ascii: "#"), bytes[start - 2] == UInt8(ascii: "{")
        else { return nil }
        var end = start
        while end < line.upperBound, Self.isPart(bytes[end]) { end += 1 }
        let id = String(decoding: bytes[start..<end], as: UTF8.self)
        guard !id.isEmpty, let record = source.records.first(where: { source.corpus.hasAnchor(id, in: $0) }) else {
            return nil
        }
        self.source = source
        self.record = record
        self.id = id
        range = start..<end
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }

    /// The bytes at the cursor, and the present id.
    var preparation: JSONText {
        .object([("range", source.json(range)), ("placeholder", .string(id))])
    }

    /// Returns the edits of the row and of every link to it.
    ///
    /// - Throws: the reason in words if the row cannot have the id.
    func edits(to name: String) throws(ResponseError) -> JSONText {
        let corpus = source.corpus
        guard !name.isEmpty, name == name.slug() else {
            throw .refused(
                Localized(
                    es: "el id de una fila lleva solo minúsculas sin tilde, cifras y guiones",
                    en: "the id of a row has only plain lower-case letters, digits and hyphens")[source.language])
        }
        if corpus.hasAnchor(name, in: record) {
            throw .refused(
                Localized(es: "ya hay una fila «\(name)»", en: "there is a row “\(name)” already")[source.language])
        }
        var changes: [(String, [JSONText])] = [(source.document.address, [source.edit(range, name)])]
        for other in corpus.records.indices {
            guard corpus.mentions(in: other).contains(where: leadsHere) else { continue }
            let file = corpus.records[other].file
            guard let path = corpus.path(of: file) else { continue }
            let bytes = path == source.path ? source.bytes : source.site.bytes(of: file)
            let lines = TextLines(bytes)
            let edits = MentionPlace.all(in: other, of: corpus, bytes).filter { leadsHere($0.mention) }.compactMap {
                place -> JSONText? in
                guard let hash = bytes[place.range].lastIndex(of: UInt8(ascii: "#")) else { return nil }
                return .object([
                    ("range", lines.json((hash + 1)..<place.range.upperBound, source.encoding)),
                    ("newText", .string(name)),
                ])
            }
            let address = source.address(path)
            if let known = changes.firstIndex(where: { $0.0 == address }) {
                changes[known].1 += edits
            } else {
                changes.append((address, edits))
            }
        }
        return .object([("changes", .object(changes.map { ($0.0, .array($0.1)) }))])
    }

    private func leadsHere(_ mention: Mention) -> Bool {
        mention.resolution.record == record && LinkTarget(mention.target).anchor == id
    }
}
