import Diagnostics

/// One file of a batch with what became of it.
package struct ImportedFile: Sendable {
    /// As the person named it.
    package let path: String
    package var document: LocatedDocument?
    package var refusal: ImportRefusal?
    /// Tells files of other bytes from this one; empty where it could not be read.
    package var fingerprint = ""
    package var match: Match?
    /// By record: the source that is to be written.
    package var drafts: [Int: SourceDraft] = [:]
    package var ledger: WordLedger?
    /// By record: the identifier that a document of the site, or of an earlier file of the batch, has already. It is
    /// not written.
    package var collisions: [Int: String] = [:]
    /// Of the collisions: records that say the same as an earlier file of the batch.
    package var duplicates: Set<Int> = []
    /// By record: the identifier of an earlier file of the batch with the same title and other words; this one has a
    /// number behind it.
    package var renamed: [Int: String] = [:]
    /// By record: values that stand under *Sin colocar* because Oficio does not understand them.
    package var demoted: [Int: [FoundField]] = [:]

    /// The file of the batch that this one was read with, where both are sheets about the same documents.
    package var joinedTo: String?

    /// The folder that was imported with it; its own where it was named alone.
    package var root: String

    package init(path: String, root: String? = nil) {
        self.path = path
        self.root = root ?? MarkdownPaths.parent(path)
    }

    /// The pictures that its sources show.
    package var pictures: [PictureFile] {
        guard let outline = match?.outline, !outline.pictures.isEmpty else { return [] }
        let texts = sources.map(\.text)
        return Set(outline.pictures.values).filter { picture in texts.contains { $0.contains(picture.name) } }
            .sorted { $0.name < $1.name }
    }

    /// Whether a person should look at it before it is used.
    package var needsLook: Bool {
        guard let match else { return joinedTo == nil }
        return ledger?.isExact != true || !collisions.isEmpty || !renamed.isEmpty
            || match.records.contains { record in
                !record.unplaced.isEmpty || record.fields.contains { $0.confidence < 0.6 }
            }
    }

    /// The sources to write: those whose names are free, and none where the sums do not agree.
    package var sources: [SourceDraft] {
        guard ledger?.isExact == true else { return [] }
        return drafts.keys.sorted().filter { collisions[$0] == nil }.compactMap { drafts[$0] }
    }

    /// The words of a record that stand in no field, one text a stretch.
    package func unplacedTexts(ofRecord number: Int) -> [String] {
        guard let match, match.records.indices.contains(number) else { return [] }
        return match.records[number].unplaced.map { match.outline.text(of: $0) }.filter { !$0.isEmpty }
    }

    /// The last part of the path.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
