import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports marks that hide released text and that no ledger records; see `SourceMark`.
    package static let unrecordedMark = Rule(
        "marca-sin-constancia", .history, .warning,
        what: Localized(
            es: """
                Una fuente marca como interno lo que se publicó sin marca, o una fuente interna dice lo que otro \
                documento publicó, y el historial no lo sabe.
                """,
            en: """
                A source marks as internal what was released without a mark, or an internal source says what another \
                document released, and the history does not know it.
                """),
        why: Localized(
            es: """
                Mientras la fuente lo diga, la compilación pública lo calla. Cambiada o borrada la fuente, nada lo \
                diría, y las versiones viejas volverían a mostrarlo.
                """,
            en: """
                While the source says so, public builds leave it out. Once the source is changed or deleted nothing \
                would say so, and old versions would show it again.
                """),
        fires: HistoryExample.site(
            HistoryExample.document.replacing("título:", with: "acceso: interno\ntítulo:"),
            ledger: HistoryExample.withdrawn),
        passes: HistoryExample.site(ledger: HistoryExample.withdrawn))
}

enum UnrecordedMarkRule {
    /// Returns a finding for every mark that would be lost with its source. The next release records the marks of a
    /// document in force, but until then the part with the mark may be deleted.
    static func check(_ corpus: Corpus, _ history: History, _ contents: [DocumentContent?]) -> [Diagnostic] {
        func holds(_ ledger: Int, _ record: Int) -> Bool {
            contents[ledger].map { ($0.records + $0.competencies).contains(record) } ?? false
        }
        let marks = history.unrecordedMarks(corpus, contents) { _, _ in true }
        var reported: Set<String> = []
        return marks.compactMap { mark in
            let record = corpus.records[mark.record]
            let isHeld = holds(mark.ledger, mark.record)
            let document = isHeld ? contents[mark.ledger]?.records.first ?? mark.record : mark.record
            let isSole = corpus.records.count { $0.id == corpus.records[document].id } == 1
            let name = isSole ? corpus.records[document].id : corpus.name(of: corpus.records[document])
            guard reported.insert("\(mark.record) \(name)").inserted else { return nil }
            let (folder, id) = history.name(of: mark.ledger)
            let isWithdrawn = history.ledgers[mark.ledger].standingWithdrawal != nil
            return Diagnostic(
                .unrecordedMark, at: span(of: record, corpus),
                Localized(
                    es: """
                        «\(record.title)» marca como interno algo que la versión \(mark.version) de «\(folder)/\(id)» \
                        publicó sin marca, y no consta en el historial: si se borra de la fuente, vuelve a ser público
                        """,
                    en: """
                        “\(record.title)” marks something as internal that version \(mark.version) of \
                        “\(folder)/\(id)” released without a mark, and it is not on record: if it is deleted from the \
                        source, it is public again
                        """),
                notes: [.init(remedy(name, isInForce: isHeld && !isWithdrawn))],
                record: corpus.recordID(of: mark.record).text)
        }
    }

    /// Returns the findings about text of an internal source that old versions of another document will publish as
    /// soon as the internal source changes.
    static func checkMoved(_ names: DocumentNames, _ history: History, _ contents: [DocumentContent?]) -> [Diagnostic] {
        let corpus = names.working
        return history.movedTexts(names, contents).compactMap { place, text in
            guard let holder = text.holder, !history.willRecord(place, holder, contents) else { return nil }
            let record = corpus.records[holder]
            let document = contents[place]?.records.first ?? holder
            let isSole = corpus.records.count { $0.id == corpus.records[document].id } == 1
            let name = isSole ? corpus.records[document].id : corpus.name(of: corpus.records[document])
            let (folder, id) = history.name(of: place)
            return Diagnostic(
                .unrecordedMark, at: span(of: record, corpus),
                Localized(
                    es: """
                        «\(record.title)» dice como interno algo que la versión \(text.version) de «\(folder)/\(id)» \
                        publicó, y no consta en el historial: si esta fuente cambia o se borra, vuelve a ser público
                        """,
                    en: """
                        “\(record.title)” marks as internal something that version \(text.version) of \
                        “\(folder)/\(id)” released, and it is not on record: if this source is changed or deleted, \
                        it is public again
                        """),
                notes: [.init(remedy(name, isInForce: false))], record: corpus.recordID(of: holder).text)
        }
    }

    /// Returns advice on how to record a mark, which a release also does if the document is in force.
    private static func remedy(_ name: String, isInForce: Bool) -> Localized {
        if isInForce {
            return Localized(
                es: "publique una versión con la marca, o anótela con «oficio release \(name) --mark-internal»",
                en: "release a version with the mark, or record it with “oficio release \(name) --mark-internal”")
        }
        return Localized(
            es: "anótelo con «oficio release \(name) --mark-internal»",
            en: "record it with “oficio release \(name) --mark-internal”")
    }

    private static func span(of record: Record, _ corpus: Corpus) -> Span {
        record.extra.first(where: \.isInternal)?.heading.span ?? corpus.fieldValue(record, .access)?.span ?? record.span
    }
}
