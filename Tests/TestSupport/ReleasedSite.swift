import Foundation
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema

/// A site in a folder of its own, with documents released by the program.
public final class ReleasedSite: Sendable {
    public let folder: TemporaryFolder

    public init(_ files: [(path: String, text: String)]) throws {
        folder = try TemporaryFolder()
        try folder.write(files)
    }

    /// Releases documents. Returns the rows that the release drafted for the modification log.
    @discardableResult public func release(
        _ document: String, effective: String, today: String? = nil, withdraw: Bool = false, notes: [String] = []
    ) throws -> [String] {
        guard let day = CalendarDate(iso: today ?? effective) else { return [] }
        var request = ReleaseRequest(document: document)
        request.effective = CalendarDate(iso: effective)
        if withdraw { request.kind = .withdrawal }
        request.notes = notes
        return try release(request, today: day).log
    }

    /// Makes a release. Returns the line that it added to the ledger.
    @discardableResult package func release(_ request: ReleaseRequest, today: CalendarDate, keys: [SigningKey] = [])
        throws -> LedgerEntry
    {
        let lock = try ReleaseLock(folder.path)
        let site = SiteLoader.loadHolding(folder.path)
        let plan = try ReleasePlanner(
            root: folder.path, site: site, history: History(of: site), today: today, keys: keys
        ).plan(request)
        try ReleaseTransaction(lock).commit(plan)
        return plan.documents[0].entry
    }

    /// Replaces words that a file holds exactly once.
    public func edit(_ path: String, _ old: String, _ new: String) throws {
        let text = try folder.text(path)
        guard text.components(separatedBy: old).count == 2 else { throw EditFailed(path: path, words: old) }
        try folder.write([(path, text.replacing(old, with: new))])
    }

    public struct EditFailed: Error {
        let path: String
        let words: String
    }
}
