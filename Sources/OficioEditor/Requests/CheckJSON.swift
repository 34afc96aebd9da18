import Diagnostics
import OficioBasics

/// Encodes the result of a check as JSON for the script of the form.
struct CheckJSON {
    let check: FormCheck
    let language: Language

    /// The result as `{findings: [{name, row, severity, message, reference, fixes: [[label, action]]}], changes:
    /// [{label, summary, lines}], refused: [{place, label, message}], lines}`. A finding about the whole document has
    /// an empty name, a finding about a whole control has the row -1, and a finding without an explanation has an empty
    /// reference. A line of a change is a list of pieces `[state, text]` with the states `=`, `-` and `+`.
    var text: String {
        let findings = check.findings.map { finding -> JSONText in
            .object([
                ("name", .string(finding.name ?? "")), ("row", .integer(finding.row ?? -1)),
                ("severity", .string(finding.severity.rawValue)), ("message", .string(finding.message)),
                ("reference", .string(finding.reference ?? "")),
                ("fixes", .array(finding.fixes.map { .array([.string($0.label), .string($0.action)]) })),
            ])
        }
        let changes = check.changes.map { change -> JSONText in
            let lines = change.redline.lines.map { pieces -> JSONText in
                .array(pieces.map { .array([.string($0.mark.rawValue), .string($0.text)]) })
            }
            return .object([
                ("label", .string(change.label)), ("summary", .string(change.redline.summary[language])),
                ("lines", .array(lines)),
            ])
        }
        let refused = check.refused.map { name, label, message -> JSONText in
            .object([
                ("place", .string(HTMLMarkup.place(name))), ("label", .string(label)), ("message", .string(message)),
            ])
        }
        return JSONText.object([
            ("findings", .array(findings)), ("refused", .array(refused)), ("changes", .array(changes)),
            ("lines", .array(check.lines.map { .string($0) })),
        ]).compact
    }
}
