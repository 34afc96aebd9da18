import Diagnostics

/// A file of a batch with its results.
package struct ImportedFile: Sendable {
    /// The path as the person gave it.
    package let path: String
    /// The contents; nil if the file could not be read.
    package var document: LocatedDocument?
    /// The reason why the file could not be read; nil if the file was read.
    package var refusal: ImportRefusal?
    /// A fingerprint of the bytes; empty if the file could not be read.
    package var fingerprint = ""
    /// The form and the values found; nil if no form fits.
    package var match: Match?
    /// The source to write for each record.
    package var drafts: [Int: SourceDraft] = [:]
    /// The ledger of the file's words and their fates; nil until the sources are written.
    package var ledger: WordLedger?
    /// The taken identifier of each record that is not written: a document of the site, or of an
    /// earlier file of the batch, has it.
    package var collisions: [Int: String] = [:]
    /// The records with a collision that have the same words as an earlier file of the batch.
    package var duplicates: Set<Int> = []
    /// The identifier that each numbered record would have had without its number. An earlier file of the
    /// batch, with the same title and other words, has taken it.
    package var renamed: [Int: String] = [:]
    /// For each record, a notice that another document has its code as well.
    package var codeNotices: [Int: Localized] = [:]
    /// For each record, the values that stand under *Sin colocar* because Oficio does not
    /// understand them.
    package var demoted: [Int: [FoundField]] = [:]

    /// The path of the file that this file was joined to, because both are sheets about the same documents; nil
    /// if this file stands alone.
    package var joinedTo: String?

    /// The folder whose import included the file; the file's own folder if it was named alone.
    package var root: String

    /// Creates a file that has not been read yet.
    package init(path: String, root: String? = nil) {
        self.path = path
        self.root = root ?? MarkdownPaths.parent(path)
    }

    /// The pictures that the file's sources show.
    package var pictures: [PictureFile] {
        guard let outline = match?.outline, !outline.pictures.isEmpty else { return [] }
        let texts = sources.map(\.text)
        return Set(outline.pictures.values).filter { picture in texts.contains { $0.contains(picture.name) } }
            .sorted { $0.name < $1.name }
    }

    /// Whether a person should look at the file before its sources are used.
    package var needsLook: Bool {
        guard let match else { return joinedTo == nil }
        return ledger?.isExact != true || !collisions.isEmpty || !renamed.isEmpty || !codeNotices.isEmpty
            || match.records.contains { record in
                !record.unplaced.isEmpty || record.fields.contains { $0.confidence < 0.6 }
            }
    }

    /// The sources to write: those whose names are free, or none if the account of the file's words has problems.
    package var sources: [SourceDraft] {
        guard ledger?.isExact == true else { return [] }
        return drafts.keys.sorted().filter { collisions[$0] == nil }.compactMap { drafts[$0] }
    }

    /// The identifiers and codes of the file's documents that other documents have as well, in words.
    package var nameNotices: [Localized] {
        var notices: [Localized] = []
        for (number, id) in collisions.sorted(by: { $0.key < $1.key }) {
            notices.append(
                duplicates.contains(number)
                    ? Localized(
                        es: "dice lo mismo que otro archivo: «\(id)» se escribe una vez",
                        en: "says the same as another file: “\(id)” is written once")
                    : Localized(
                        es: "ya hay un documento «\(id)»: no se toca, y este no se escribe",
                        en: "there is a document “\(id)” already: it stays, and this one is not written"))
        }
        for (number, id) in renamed.sorted(by: { $0.key < $1.key }) {
            let own = drafts[number]?.id ?? ""
            notices.append(
                Localized(
                    es: "otro archivo lleva el título de «\(id)» y dice otra cosa: este es «\(own)»",
                    en: "another file bears the title of “\(id)” and says something else: this one is “\(own)”"))
        }
        let written = codeNotices.filter { collisions[$0.key] == nil }
        return notices + written.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Returns the texts of a record that are in no field, one for each stretch.
    package func unplacedTexts(ofRecord number: Int) -> [String] {
        guard let match, match.records.indices.contains(number) else { return [] }
        return match.records[number].unplaced.map { match.outline.text(of: $0) }.filter { !$0.isEmpty }
    }

    /// The name of the file: the last part of the path.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
