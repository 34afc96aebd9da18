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

    /// Returns a finding as a diagnostic of the protocol. Its data holds the fixes, which the client returns when it
    /// asks for actions: `{version, fixes: [{title, safe, edits}]}`.
    private func json(_ finding: Diagnostic) -> JSONText {
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
        let fixes = finding.fixes.filter { $0.edits.allSatisfy { $0.span.file == finding.span.file } }
        if !fixes.isEmpty {
            members.append(
                (
                    "data",
                    .object([("version", .integer(document.version)), ("fixes", .array(fixes.map(json)))])
                ))
        }
        return .object(members)
    }

    private func json(_ fix: Diagnostic.Fix) -> JSONText {
        .object([
            ("title", .string(fix.summary[findings.language].capitalizedFirst)), ("safe", .bool(fix.isSafe)),
            (
                "edits",
                .array(
                    fix.edits.map {
                        .object([
                            ("range", document.lines.json($0.span.range, encoding)),
                            ("newText", .string($0.replacement)),
                        ])
                    })
            ),
        ])
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
