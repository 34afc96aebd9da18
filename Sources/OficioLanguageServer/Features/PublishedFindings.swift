import Diagnostics
import OficioBasics
import OficioBuild
import OficioModel
import OficioSchema
import OficioSource

/// The findings about a document, as the client shows them.
struct PublishedFindings: Sendable {
    let document: OpenDocument
    let findings: Findings
    let site: LoadedSite
    let encoding: PositionEncoding

    /// Sends the findings.
    func send(on stream: MessageStream) {
        stream.notify(
            "textDocument/publishDiagnostics",
            .object([
                ("uri", .string(document.address)), ("version", .integer(document.version)),
                ("diagnostics", .array(findings.diagnostics.map(json))),
            ]))
    }

    /// Removes the findings of a document that was closed.
    static func clear(_ document: OpenDocument, on stream: MessageStream) {
        stream.notify(
            "textDocument/publishDiagnostics",
            .object([("uri", .string(document.address)), ("diagnostics", .array([]))]))
    }

    /// Returns a finding as a diagnostic of the protocol.
    func json(_ finding: Diagnostic) -> JSONText {
        let language = findings.language
        let label = finding.label.map { " (\($0[language]))" } ?? ""
        var message = finding.message[language].capitalizedFirst + label
        var related: [JSONText] = []
        for note in finding.notes {
            let words = note.message[language]
            guard let span = note.span, let place = place(span) else {
                message += ". " + words.capitalizedFirst
                continue
            }
            related.append(.object([("location", place), ("message", .string(words))]))
        }
        var members: [(String, JSONText)] = [
            ("range", document.lines.json(finding.span.range, encoding)),
            ("severity", .integer(severity(finding.severity))), ("code", .string(finding.code)),
            ("source", .string("oficio")), ("message", .string(message)),
        ]
        if !related.isEmpty { members.append(("relatedInformation", .array(related))) }
        return .object(members)
    }

    private func severity(_ severity: Severity) -> Int {
        switch severity {
        case .error: 1
        case .warning: 2
        case .note: 3
        }
    }

    private func place(_ span: Span) -> JSONText? {
        guard let path = site.corpus.path(of: span.file) else { return nil }
        let address = site.folder.root + "/" + path
        let isOwn = address == document.path
        let lines = isOwn ? document.lines : TextLines(site.bytes(of: span.file))
        return .object([
            ("uri", .string(isOwn ? document.address : FileAddress.address(address))),
            ("range", lines.json(span.range, encoding)),
        ])
    }
}
