import Diagnostics
import OficioBasics
/// A parsed source file: YAML, Markdown, or front matter followed by Markdown.
package struct SourceDocument: Sendable {
    /// The identifier of the source file.
    package let file: FileID
    /// The path relative to the site, with `/`: `content/…`.
    package let path: String
    /// The entries of the front matter, or of the YAML file.
    package let entries: [YAMLNode.Entry]
    /// The blocks of a Markdown file; empty for a YAML file.
    package let blocks: [Block]
    /// The comments of the Markdown that are blocks of their own, as typed; `blocks` leaves them out.
    package let comments: [Text]
    /// Whether the file holds `<!--` anywhere.
    package let holdsComments: Bool
    /// The words of the file that no output shows: those of comments, also inside a line, and of definitions of links.
    package let unpublished: [Text]
    /// The bytes of the file, to which all spans refer, with `?` in place of each byte that is not valid UTF-8.
    package let bytes: [UInt8]
    /// Whether reading the file failed in part, so that `entries` may be incomplete.
    package let isBroken: Bool
    /// The findings from reading the file.
    package let diagnostics: [Diagnostic]
    /// The fingerprint of the bytes; 0 if they could not be read.
    package let stamp: UInt64
    /// The fingerprint of the front matter; of all bytes for a YAML file.
    package let headStamp: UInt64
    /// The text of the file if it is a form; empty for other files.
    package var source = ""

    /// Parses a `.md` or `.yaml` file. Accepts any bytes.
    package init(_ bytes: [UInt8], file: FileID, path: String) {
        var reader = SourceDocumentReader(bytes, file: file)
        if path.isMarkdownPath { reader.readMarkdown() } else { reader.readYAML() }
        self.file = file
        self.path = path
        self.entries = reader.entries
        self.blocks = reader.blocks
        comments = reader.comments
        holdsComments = bytes.contains(Array("<!--".utf8))
        unpublished = UnpublishedWords.texts(
            in: reader.bytes, yaml: reader.yaml, definitions: reader.definitions, file: file)
        self.bytes = reader.bytes
        self.isBroken = reader.isBroken
        self.diagnostics = reader.diagnostics
        stamp = Self.stamp(of: bytes)
        headStamp = reader.headStamp ?? stamp
    }

    /// Returns the fingerprint of the bytes of a source.
    package static func stamp(of bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { Fingerprint.wordwise($0) } }

    /// Creates the empty document of a file that could not be read, with one finding.
    package init(unreadable file: FileID, path: String, _ rule: Rule, _ message: Localized) {
        self.file = file
        self.path = path
        entries = []
        blocks = []
        comments = []
        holdsComments = false
        unpublished = []
        bytes = []
        isBroken = true
        stamp = 0
        headStamp = 0
        diagnostics = [Diagnostic(rule, at: .start(of: file), message)]
    }
}

/// Splits a file into front matter and body and parses both.
private struct SourceDocumentReader {
    let bytes: [UInt8]
    let file: FileID
    var entries: [YAMLNode.Entry] = []
    var blocks: [Block] = []
    var comments: [Text] = []
    /// The range of the YAML; `nil` for Markdown without front matter.
    var yaml: Range<Int>?
    /// The lines of the definitions of links.
    var definitions: [Range<Int>] = []
    var isBroken = false
    var diagnostics: [Diagnostic] = []
    /// The fingerprint of the front matter; nil for a YAML file.
    var headStamp: UInt64?

    init(_ raw: [UInt8], file: FileID) {
        self.file = file
        if let bad = InvalidUTF8.firstOffset(in: raw) {
            diagnostics.append(InvalidUTF8.diagnostic(bad, in: raw, file: file))
            isBroken = true
            bytes = InvalidUTF8.repaired(raw)
        } else {
            bytes = raw
        }
    }

    private var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    mutating func readYAML() {
        read(yaml: start..<bytes.count)
        reportInvisibleCharacters()
    }

    /// Reports invisible characters. If the YAML is broken, the YAML reader has reported control
    /// characters already.
    private mutating func reportInvisibleCharacters(except written: SourceLines? = nil) {
        var text = InvisibleCharacters()
        for found in written.map(PastedBreaks.replacements) ?? [] {
            text.breaks[found.range.lowerBound] = found.instead
        }
        text.scan(bytes, start..<bytes.count)
        diagnostics += text.diagnostics(file).filter { !isBroken || $0.code != Rule.controlCharacter.code }
    }

    mutating func readMarkdown() {
        let split = FrontMatter.split(bytes, from: start)
        if let problem = split.problem {
            diagnostics.append(problem.diagnostic(file: file))
            isBroken = true
        }
        if let range = split.yaml { read(yaml: range) }
        headStamp = bytes.withUnsafeBytes {
            Fingerprint.wordwise(UnsafeRawBufferPointer(rebasing: $0[..<split.body.lowerBound]))
        }
        var reader = MarkdownReader(bytes, body: split.body, file: file)
        blocks = reader.read()
        comments = reader.comments
        definitions = reader.definitions
        diagnostics += reader.diagnostics
        let written = SourceLines(blocks, in: bytes)
        reportInvisibleCharacters(except: written)
        reportLostMeaning(written)
    }

    /// Reports Markdown that will be published otherwise than its author probably meant.
    private mutating func reportLostMeaning(_ written: SourceLines) {
        diagnostics +=
            TableWithoutDelimiterRow.findings(written, file: file) + RunTogetherPairs.findings(written, file: file)
        diagnostics +=
            ForeignSyntax.findings(written, blocks, file: file) + WordPaste.findings(written, blocks, file: file)
        diagnostics += HeadingWithoutSpace.findings(written, file: file)
        diagnostics += PathWithBlanks.findings(written, file: file)
        diagnostics += UnclosedFence.findings(blocks, in: bytes, file: file)
        diagnostics += RemotePicture.findings(blocks, in: bytes, file: file)
    }

    private mutating func read(yaml range: Range<Int>) {
        yaml = range
        if let line = GitConflict.first(in: bytes, range) {
            isBroken = true
            let span = Span(file: file, start: line.lowerBound, end: line.upperBound)
            diagnostics.append(Diagnostic(.invalidYAML, at: span, GitConflict.message, label: GitConflict.advice))
            return
        }
        var reader = YAMLReader(bytes, range: range, file: file)
        let node = reader.read()
        diagnostics += reader.diagnostics
        if reader.isBroken { isBroken = true }
        switch node {
        case nil: break
        case .mapping(let entries, _): self.entries = entries
        case .scalar(let scalar) where scalar.text.isEmpty: break
        case .scalar, .sequence:
            isBroken = true
            diagnostics.append(
                Diagnostic(
                    .invalidYAML, at: node?.span ?? .start(of: file),
                    Localized(
                        es: "se esperaban líneas «clave: valor»", en: "expected “key: value” lines")))
        }
    }
}
