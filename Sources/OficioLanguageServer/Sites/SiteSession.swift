internal import Dispatch
import OficioBasics
import OficioBuild
import OficioModel
import OficioSchema
import OficioSource

/// A site of which documents are open in the client. It keeps the site as it was read last, and checks the open
/// documents with their unsaved text on a queue of its own.
final class SiteSession: Sendable {
    /// The absolute path of the site's folder.
    let root: String

    private struct State: Sendable {
        /// The open documents by path, relative to the site.
        var documents: [String: OpenDocument] = [:]
        /// The path of the document that changed last, which is checked first.
        var changed: String?
        /// The site on disk; `nil` before the first check.
        var preview: Preview?
        /// Whether a file of the site changed on disk since `preview` was read.
        var isStale = false
        /// The site with the unsaved text, and the versions of the documents that it holds.
        var edited: (site: LoadedSite, versions: [String: Int])?
        /// The findings that were sent last about each open document.
        var findings: [String: PublishedFindings] = [:]
        var isCheckPending = false

        var versions: [String: Int] { documents.mapValues(\.version) }
        var texts: [String: [UInt8]] { documents.mapValues(\.bytes) }
    }

    private let state = Locked(State())
    private let queue: DispatchQueue
    private let today: @Sendable () -> CalendarDate
    private let encoding: PositionEncoding
    private let publish: @Sendable (PublishedFindings) -> Void

    /// Creates the session of a site; `publish` receives the findings about a document's text.
    init(
        root: String, encoding: PositionEncoding, today: @escaping @Sendable () -> CalendarDate,
        publish: @escaping @Sendable (PublishedFindings) -> Void
    ) {
        self.root = root
        self.encoding = encoding
        self.today = today
        self.publish = publish
        queue = DispatchQueue(label: "check")
    }

    // MARK: Documents

    /// Notes the text of a document that was opened or changed, and checks it.
    func put(_ document: OpenDocument, at path: String) {
        state.withLock { state in
            state.documents[path] = document
            state.changed = path
        }
        scheduleCheck()
    }

    /// Forgets a document that the client has closed.
    func remove(_ path: String) {
        state.withLock { state in
            state.documents[path] = nil
            state.findings[path] = nil
            state.isStale = true
        }
        scheduleCheck()
    }

    /// Notes that files of the site changed on disk, and checks the open documents again.
    func noteChangeOnDisk() {
        state.withLock { $0.isStale = true }
        scheduleCheck()
    }

    /// Whether no document of the site is open.
    var isIdle: Bool { state.withLock { $0.documents.isEmpty } }

    // MARK: The site

    /// The site as it was read last, perhaps without the last changes of open documents. Waits for the first reading.
    var lastSite: LoadedSite {
        if let edited = state.withLock({ $0.edited?.site }) { return edited }
        return site
    }

    /// The site with the unsaved text of all open documents.
    var site: LoadedSite {
        let (known, texts, preview) = state.withLock { state -> (LoadedSite?, [String: [UInt8]], Preview?) in
            let isCurrent = !state.isStale && state.edited?.versions == state.versions
            return (isCurrent ? state.edited?.site : nil, state.texts, state.preview)
        }
        return known ?? SiteLoader.load(root, replacing: texts, former: preview?.loaded)
    }

    // MARK: Checks

    private func scheduleCheck() {
        let starts = state.withLock { state in
            defer { state.isCheckPending = true }
            return !state.isCheckPending
        }
        if starts { queue.async { [self] in check() } }
    }

    /// Checks all open documents, the one that changed last first.
    private func check() {
        let (documents, first, former, isStale) = state.withLock { state in
            defer {
                state.isCheckPending = false
                state.isStale = false
            }
            return (state.documents, state.changed, state.preview, state.isStale)
        }
        let preview = !isStale ? former : nil
        let current = preview ?? Preview(root, today: today(), former: former)
        if preview == nil { state.withLock { $0.preview = current } }
        let paths = documents.keys.sorted { ($0 == first ? 0 : 1, $0) < ($1 == first ? 0 : 1, $1) }
        var found: [(String, OpenDocument, Findings)] = []
        let site = current.check(paths, replacing: documents.mapValues(\.bytes)) { path, findings in
            if let document = documents[path] { found.append((path, document, findings)) }
        }
        state.withLock { $0.edited = (site, documents.mapValues(\.version)) }
        for (path, document, findings) in found {
            let published = PublishedFindings(
                document: document, findings: findings, site: site, encoding: encoding)
            let isCurrent = state.withLock { state in
                guard state.documents[path]?.version == document.version else { return false }
                state.findings[path] = published
                return true
            }
            if isCurrent { publish(published) }
        }
    }

    /// Returns the findings that were sent about the present text of a document; `nil` while it is being checked.
    func findings(at path: String) -> PublishedFindings? {
        state.withLock { state in
            state.findings[path].flatMap { $0.document.version == state.documents[path]?.version ? $0 : nil }
        }
    }
}
