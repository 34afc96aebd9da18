import OficioModel
import OficioSchema

// Refuses lines of a ledger after which no line or source would declare the internal parts of a release.
extension EntryWriter {
    /// Refuses a line if some records have marks that no line records, and their sources may be deleted once the line
    /// is written. `isKept` accepts the records that the line leaves in the document; their marks stay in the source.
    func refuseLosingMarks(_ ledger: Ledger, where isKept: (Int) -> Bool) throws(ReleaseRefusal) {
        guard let latest = ledger.latestContent, let place = history.ledger(of: document, in: corpus) else { return }
        _ = try snapshot(latest, ledger)
        let content = DocumentContent(of: document, in: corpus)
        let contents = history.ledgers.indices.map { $0 == place ? content : nil }
        let marks = history.unrecordedMarks(corpus, contents) { record, ledger in ledger == place && !isKept(record) }
        guard let mark = marks.first(where: \.isOwnKey) else {
            return try refuseLosingMovedText(content, where: isKept)
        }
        let title = corpus.records[mark.record].title
        let isOwn = (content.records + content.competencies).contains(mark.record)
        let name = corpus.records[isOwn ? document : mark.record].id
        throw ReleaseRefusal(
            """
            la fuente de «\(title)» marca como interno lo que la versión \(mark.version) publicó sin marca, y sin su \
            fuente nada lo diría: publique primero una versión con la marca, o anótela con «oficio release \(name) \
            --mark-internal»
            """,
            """
            the source of “\(title)” marks something as internal that version \(mark.version) released without a mark, \
            and without its source nothing would say so: first release a version with the mark, or record it with \
            “oficio release \(name) --mark-internal”
            """)
    }

    /// Refuses a line that allows deleting the source of a record whose internal text another document released, if
    /// no line records that the text is internal.
    private func refuseLosingMovedText(
        _ content: DocumentContent, where isKept: (Int) -> Bool
    ) throws(ReleaseRefusal) {
        let lost = (content.records + content.competencies).filter { !isKept($0) }
        if lost.isEmpty { return }
        let contents = history.contents(in: corpus)
        let moved = history.movedTexts(DocumentNames(corpus, history), contents).first { place, text in
            text.holder.map { lost.contains($0) && !history.willRecord(place, $0, contents) } ?? false
        }
        guard let moved, let holder = moved.text.holder else { return }
        let title = corpus.records[holder].title
        let (folder, id) = history.name(of: moved.ledger)
        let name = corpus.records[contents[moved.ledger]?.records.first ?? document].id
        throw ReleaseRefusal(
            """
            «\(title)» dice como interno algo que la versión \(moved.text.version) de «\(folder)/\(id)» publicó, y sin \
            su fuente nada lo diría: anótelo primero con «oficio release \(name) --mark-internal»
            """,
            """
            “\(title)” marks as internal something that version \(moved.text.version) of “\(folder)/\(id)” released, \
            and without its source nothing would say so: record it first with “oficio release \(name) --mark-internal”
            """)
    }

    /// Returns the refusal of a version without changes to log. If the document has unrecorded marks, it names the
    /// command that records them, because a mark needs no new version.
    func nothingToDescribe() -> ReleaseRefusal {
        let content = DocumentContent(of: document, in: corpus)
        let place = history.ledger(of: document, in: corpus)
        let contents = history.ledgers.indices.map { $0 == place ? content : nil }
        let marks = history.unrecordedMarks(corpus, contents) { record, ledger in
            ledger == place && (content.records + content.competencies).contains(record)
        }
        let name = record.id
        return ReleaseRefusal(
            """
            no hay ningún cambio que describir en la bitácora de «\(record.title)»: diga con --note qué cambia y por \
            qué\(marks.isEmpty ? "" : ", o anote solo la marca con «oficio release \(name) --mark-internal»")
            """,
            """
            there is no change to describe in the log of “\(record.title)”: say with --note what changes, and \
            why\(marks.isEmpty ? "" : ", or record only the mark with “oficio release \(name) --mark-internal”")
            """)
    }
}
