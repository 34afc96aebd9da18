/// The paths of a site's caches in the user's cache folder: decoded documents, findings, results about jobs, and hashes
/// of history files.
package struct CachePaths: Sendable {
    /// The common beginning of the paths, to which each cache adds its ending.
    private let stem: String

    /// Creates the paths from their common beginning.
    package init(_ stem: String) { self.stem = stem }

    var records: String { stem + ".registros" }
    var findings: String { stem + ".hallazgos" }
    var jobs: String { stem + ".puestos" }

    var history: String { stem + ".historial" }

    /// The paths of all caches of the site.
    package var all: [String] { [records, findings, jobs, history] }
}
