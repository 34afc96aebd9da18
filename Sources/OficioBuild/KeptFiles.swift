/// Where commands keep, for the person who runs them, what the next ones need not do again for a site: its decoded documents, what rules
/// found in them, and what pages about many jobs ask of each.
package struct KeptFiles: Sendable {
    /// The paths without their endings.
    private let stem: String

    package init(_ stem: String) { self.stem = stem }

    var records: String { stem + ".registros" }
    var findings: String { stem + ".hallazgos" }
    var jobs: String { stem + ".puestos" }

    var history: String { stem + ".historial" }

    package var all: [String] { [records, findings, jobs, history] }
}
