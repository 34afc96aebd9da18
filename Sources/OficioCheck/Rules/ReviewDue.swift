import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a document whose review is overdue or due soon.
    package static let reviewDue = Rule(
        "revision-vencida", .identity, .warning,
        what: Localized(
            es: "La revisión del documento venció o vence pronto.",
            en: "The document's review is overdue or due soon."),
        why: Localized(
            es: "Un documento sin revisar puede decir lo que ya no se hace.",
            en: "A document nobody reviewed may say what is no longer done."),
        options: [
            .init(
                Localized(es: "días", en: "days"), defaultValue: 60,
                what: Localized(
                    es: "días antes del vencimiento en que se avisa",
                    en: "days before the due date from which it is reported")
            ),
            .init(
                Localized(es: "años", en: "years"), defaultValue: 5,
                what: Localized(
                    es: "años de vigencia desde los que se avisa si el documento no dice cada cuánto se revisa",
                    en: "years in force after which a document that does not say how often it is reviewed is reported")
            ),
        ],
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            vigencia: 2018-01-02
            revisión cada: 2 años
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            vigencia: 2026-06-01
            revisión cada: 2 años
            ---
            """)
}

enum ReviewDue {
    /// Returns a finding about a document that has been in force for years without a review or a review interval.
    private static func unplannedReviews(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        // Other institutions review their own documents.
        guard corpus.schema.types[record.type].isControlled, !corpus.isExternal(record),
            case .date(let start, let text)? = corpus.value(record, .effective),
            corpus.value(record, .lastReviewed) == nil,
            case let years = context.option(.reviewDue, named: "years", for: index), years > 0,
            context.isPast(start.adding(months: 12 * years))
        else { return [] }
        var finding = Diagnostic(
            .reviewDue, at: text.span,
            Localized(
                es: "rige desde \(start.iso) y no dice cada cuánto se revisa",
                en: "it has been in force since \(start.iso) and does not say how often it is reviewed"),
            record: corpus.name(ofRecord: index))
        finding.severity = .note
        return [finding]
    }

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let (due, place): (CalendarDate, Span?)
        if case .date(let next, let text)? = corpus.value(record, .nextReview) {
            (due, place) = (next, text.span)
        } else if let every = corpus.value(record, .reviewEvery) {
            guard let interval = ReviewInterval(every.plain),
                case .date(let start, _)? = corpus.value(record, .effective) ?? corpus.value(record, .created)
            else { return [] }
            (due, place) = (interval.end(from: start), every.textSpan)
        } else {
            return unplannedReviews(context, index)
        }
        guard context.isPast(due.adding(days: -context.option(.reviewDue, for: index))) else { return [] }
        let isOver = context.isPast(due)
        var found = Diagnostic(
            .reviewDue, at: place ?? record.span,
            Localized(
                es: isOver ? "la revisión venció el \(due.iso)" : "la revisión vence el \(due.iso)",
                en: isOver ? "the review was due on \(due.iso)" : "the review is due on \(due.iso)"),
            record: corpus.name(ofRecord: index))
        if !isOver { found.severity = .note }
        return [found]
    }
}
