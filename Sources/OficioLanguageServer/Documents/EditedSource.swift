import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// An open document with the site to which it belongs.
struct EditedSource: Sendable {
    let document: OpenDocument
    /// The path of the document relative to the site.
    let path: String
    /// The absolute path of the site's folder.
    let root: String
    let site: LoadedSite
    /// The findings about the present text; `nil` while it is being checked.
    let findings: PublishedFindings?
    let encoding: PositionEncoding

    var corpus: Corpus { site.corpus }
    var schema: Schema { site.corpus.schema }
    var language: Language { site.corpus.schema.language }
    var lines: TextLines { document.lines }
    var bytes: [UInt8] { document.bytes }

    let lazyParsed = Lazy<SourceDocument>()
    /// The text as the decoder reads it.
    var parsed: SourceDocument { lazyParsed.value { SourceDocument(bytes, file: FileID(0), path: path) } }

    /// The type of the document; `nil` for settings, forms and files without a type.
    var type: DocumentType? {
        guard Schema.role(of: path) == .document else { return nil }
        return schema.type(of: parsed).map { schema.types[$0] }
    }

    /// The editor of the text.
    var editor: SourceEditor { SourceEditor(bytes, path: path, schema: schema) }

    /// The records of the document, as indices into the corpus.
    var records: [Int] {
        guard let file = corpus.paths.firstIndex(of: path) else { return [] }
        return corpus.records.indices.filter { Int(corpus.records[$0].file.index) == file }
    }

    /// Returns the offset that a request's position means.
    func offset(_ parameters: JSONText) throws(ResponseError) -> Int {
        guard let position = TextPosition(parameters["position"]) else { throw .invalid("position") }
        return lines.offset(position, encoding)
    }

    /// Returns a range of the document's bytes as JSON.
    func json(_ range: Range<Int>) -> JSONText { lines.json(range, encoding) }

    /// Returns an edit of the document as JSON.
    func edit(_ range: Range<Int>, _ text: String) -> JSONText {
        .object([("range", json(range)), ("newText", .string(text))])
    }

    /// Returns the address of a source of the site.
    func address(_ path: String) -> String {
        path == self.path ? document.address : FileAddress.address(root + "/" + path)
    }

    /// Returns a place in a source of the site as JSON.
    func location(_ file: FileID, _ range: Range<Int>) -> JSONText? {
        guard let path = corpus.path(of: file) else { return nil }
        let lines = path == self.path ? self.lines : TextLines(site.bytes(of: file))
        return .object([("uri", .string(address(path))), ("range", lines.json(range, encoding))])
    }
}
