import OficioBasics

/// The JSON that the script of the form gets for a check.
struct CheckJSON {
    let check: FormCheck

    init(_ check: FormCheck) { self.check = check }

    /// `{findings: [{name, row, severity, message, fixes: [[label, action]]}], changes: [{label, lines}],
    /// refused: [{place, label, message}], lines}`. The
    /// name is empty for the whole document, and the row -1 for the whole control.
    var text: String {
        let findings = check.findings.map { finding -> JSONText in
            .object([
                ("name", .string(finding.name ?? "")), ("row", .integer(finding.row ?? -1)),
                ("severity", .string(finding.severity.rawValue)), ("message", .string(finding.message)),
                ("fixes", .array(finding.fixes.map { .array([.string($0.label), .string($0.action)]) })),
            ])
        }
        let changes = check.changes.map { change -> JSONText in
            .object([("label", .string(change.label)), ("lines", .array(change.lines.map { .string($0) }))])
        }
        let refused = check.refused.map { name, label, message -> JSONText in
            .object([
                ("place", .string(HTML.place(name))), ("label", .string(label)), ("message", .string(message)),
            ])
        }
        return JSONText.object([
            ("findings", .array(findings)), ("refused", .array(refused)), ("changes", .array(changes)),
            ("lines", .array(check.lines.map { .string($0) })),
        ]).compact
    }
}
