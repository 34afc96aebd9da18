import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Renames a document with every reference to it. The document keeps its former name.
///
/// At a title, or at a reference by title, the title changes; at an id, or at a reference by id or by path, the id.
struct Rename {
    /// What a new name replaces.
    private enum Name { case title, id }

    private let source: EditedSource
    private let renamesFiles: Bool
    private let record: Int
    private let name: Name
    /// The bytes of the present name at the cursor.
    private let range: Range<Int>

    private var language: Language { source.language }

    /// Finds the name at an offset.
    ///
    /// - Parameters:
    ///   - source: the document.
    ///   - offset: the offset in the document.
    ///   - renamesFiles: whether the client can rename files in an edit.
    /// - Throws: an error if no document is named at the offset.
    init(_ source: EditedSource, at offset: Int, renamesFiles: Bool) throws(ResponseError) {
        self.source = source
        self.renamesFiles = renamesFiles
        let corpus = source.corpus
        if let (mention, range) = Navigation(source).mention(at: offset) {
            guard case .record(let record, let way) = mention.resolution else { throw Self.nothing(source.language) }
            switch way {
            case .title, .foldedTitle: name = .title
            case .id: name = .id
            case .code, .formerName: throw Self.otherName(source.language)
            }
            self.record = record
            self.range = Self.lastPart(range, source.bytes)
            return
        }
        for record in source.records {
            let own = corpus.records[record]
            if own.span.range.contains(offset) || own.span.range.upperBound == offset, !own.title.isEmpty {
                (self.record, name, range) = (record, .title, own.span.range)
                return
            }
        }
        let line = source.lines.range(ofLine: source.lines.line(of: offset))
        let text = String(decoding: source.bytes[line], as: UTF8.self)
        guard CursorPlace.key(text)?.folded == "id", let record = Navigation(source).record(at: offset),
            let colon = source.bytes[line].firstIndex(of: UInt8(ascii: ":"))
        else { throw Self.nothing(source.language) }
        var start = colon + 1
        while start < line.upperBound, source.bytes[start] == 0x20 { start += 1 }
        (self.record, name, range) = (record, .id, start..<max(start, line.upperBound))
    }

    private static func nothing(_ language: Language) -> ResponseError {
        .refused(
            Localized(
                es: "aquí no hay ningún nombre de documento", en: "there is no name of a document here")[language])
    }

    private static func otherName(_ language: Language) -> ResponseError {
        .refused(
            Localized(
                es: "es un código o un nombre anterior: cambie el título o el id en el propio documento",
                en: "this is a code or a former name: change the title or the id in the document itself")[language])
    }

    /// Returns the part of a reference that names the document: `x` in `protocolos/x` and in `../protocolos/x.md#paso`.
    private static func lastPart(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var range = range
        if let hash = bytes[range].firstIndex(of: UInt8(ascii: "#")), hash > range.lowerBound {
            range = range.lowerBound..<hash
        }
        if let slash = bytes[range].lastIndex(of: UInt8(ascii: "/")) { range = (slash + 1)..<range.upperBound }
        if bytes[range].count > 3, bytes[range].suffix(3).elementsEqual(".md".utf8) {
            range = range.lowerBound..<(range.upperBound - 3)
        }
        return range
    }

    /// The bytes at the cursor, and the present name.
    var preparation: JSONText {
        let own = source.corpus.records[record]
        return .object([
            ("range", source.json(range)), ("placeholder", .string(name == .title ? own.title : own.id)),
        ])
    }

    /// Returns the edits of all sources for a new name.
    ///
    /// - Throws: the reason in words if the document cannot have the name, or a file cannot be changed.
    func edits(to newName: String) throws(ResponseError) -> JSONText {
        let words = newName.split(separator: " ").joined(separator: " ")
        if words.isEmpty {
            throw .refused(Localized(es: "el nombre está vacío", en: "the name is empty")[language])
        }
        let rename = DocumentRename(
            source.site, record: record, id: name == .id ? words : nil, title: name == .title ? words : nil)
        switch rename.changes() {
        case .failure(let refusal): throw .refused(refusal.message[language])
        case .success(let changes): return try workspaceEdit(changes)
        }
    }

    private func workspaceEdit(_ changes: [SourceChange]) throws(ResponseError) -> JSONText {
        let added = changes.first { $0.before == nil }
        let removed = changes.first { $0.after == nil }
        var edits: [JSONText] = []
        for change in changes {
            guard let before = change.before, let after = change.after else { continue }
            edits.append(textEdit(change.path, before, after))
        }
        if let added, let removed, let before = removed.before, let after = added.after {
            guard renamesFiles else {
                throw .refused(
                    Localized(
                        es: "este editor no sabe cambiar el nombre de un archivo; use «oficio serve --edit»",
                        en: "this editor cannot rename a file; use “oficio serve --edit”")[language])
            }
            edits.append(textEdit(removed.path, before, after))
            edits.append(
                .object([
                    ("kind", .string("rename")), ("oldUri", .string(source.address(removed.path))),
                    ("newUri", .string(FileAddress.address(source.root + "/" + added.path))),
                ]))
        }
        if renamesFiles { return .object([("documentChanges", .array(edits))]) }
        return .object([
            (
                "changes",
                .object(
                    edits.compactMap { edit in
                        guard let address = edit["textDocument"]?["uri"]?.text, let edits = edit["edits"] else {
                            return nil
                        }
                        return (address, edits)
                    })
            )
        ])
    }

    private func textEdit(_ path: String, _ before: [UInt8], _ after: [UInt8]) -> JSONText {
        let lines = TextLines(before)
        let edits = ChangedLines.between(lines, TextLines(after)).map { range, text -> JSONText in
            .object([("range", lines.json(range, source.encoding)), ("newText", .string(text))])
        }
        var document: [(String, JSONText)] = [("uri", .string(source.address(path)))]
        if path == source.path { document.append(("version", .integer(source.document.version))) }
        return .object([("textDocument", .object(document)), ("edits", .array(edits))])
    }
}
