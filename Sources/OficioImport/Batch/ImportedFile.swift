import Diagnostics

/// One file of a batch with what became of it.
package struct ImportedFile: Sendable {
    /// As the person named it.
    package let path: String
    package var document: LocatedDocument?
    package var refusal: ImportRefusal?
    package var match: Match?
    /// By record: the source that is to be written.
    package var drafts: [Int: SourceDraft] = [:]
    package var ledger: WordLedger?
    /// By record: a source of that name that the site, or an earlier file of the batch, has already.
    package var collisions: [Int: String] = [:]
    /// By record: values that stand under *Sin colocar* because Oficio does not understand them.
    package var demoted: [Int: [FoundField]] = [:]

    package init(path: String) { self.path = path }

    /// Whether a person should look at it before it is used.
    package var needsLook: Bool {
        guard let match else { return true }
        return ledger?.isExact != true || !collisions.isEmpty || match.records.contains { record in
            !record.unplaced.isEmpty || record.fields.contains { $0.confidence < 0.6 }
        }
    }

    /// The last part of the path.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
