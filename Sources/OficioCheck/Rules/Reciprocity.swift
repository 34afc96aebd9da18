import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a job that names its superior although the superior does not list it, or the reverse.
    package static let reciprocity = Rule(
        "supervision-no-reciproca", .relations, .warning,
        what: Localized(
            es: "Un puesto dice a quién reporta y el otro no lo cuenta entre su personal, o al revés.",
            en: "One job says whom it reports to and the other does not list it, or the other way round."),
        why: Localized(
            es: "El organigrama sale distinto según por dónde se lea.",
            en: "The organisation chart depends on where one starts reading."),
        fires: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            supervisa: [cajero]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            === content/puestos/auxiliar.md
            ---
            título: Auxiliar
            reporta a: jefe-caja
            ---
            """,
        passes: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            supervisa: [cajero, auxiliar]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            === content/puestos/auxiliar.md
            ---
            título: Auxiliar
            reporta a: jefe-caja
            ---
            """)
}

enum Reciprocity {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        var bosses: [Int: Set<Int>] = [:]
        var teams: [Int: Set<Int>] = [:]
        var technical: [Int: Set<Int>] = [:]
        for (source, links) in corpus.links.enumerated() where corpus.type(of: source).key == .job {
            for link in links.links
            where !link.isInline && link.column == nil && corpus.type(of: link.target).key == .job {
                switch link.field.map({ corpus.type(of: source).fields[$0].key }) {
                case .reportsTo: bosses[source, default: []].insert(link.target)
                case .supervises: teams[source, default: []].insert(link.target)
                case .technicallySupervises: technical[source, default: []].insert(link.target)
                default: break
                }
            }
        }
        var found: [Diagnostic] = []
        for (job, above) in bosses.sorted(by: { $0.key < $1.key }) {
            for boss in above.sorted()
            where teams[boss] != nil && teams[boss]?.contains(job) != true && !corpus.isExternal(corpus.records[boss]) {
                found.append(finding(context, job, boss, .reportsTo, es: "reporta a", isUpward: true))
            }
        }
        for (boss, team) in technical.sorted(by: { $0.key < $1.key }) {
            for job in team.sorted() where bosses[job]?.contains(boss) == true && teams[boss]?.contains(job) != true {
                let title = corpus.records[job].title
                var own = Diagnostic(
                    .reciprocity, at: span(context, boss, job, .technicallySupervises),
                    Localized(
                        es: "supervisa técnicamente a «\(title)», y «\(title)» dice que le reporta",
                        en: "supervises “\(title)” technically, but “\(title)” says that it reports to this job"),
                    notes: [.init(Localized(same: title), at: corpus.records[job].span)],
                    record: corpus.name(ofRecord: boss))
                own.severity = .note
                found.append(own)
            }
        }
        for (boss, team) in teams.sorted(by: { $0.key < $1.key }) {
            for job in team.sorted()
            where bosses[job]?.contains(boss) != true && !corpus.isExternal(corpus.records[job])
                && !corpus.records[job].isBroken
            {
                found.append(finding(context, boss, job, .supervises, es: "supervisa", isUpward: false))
            }
        }
        return found
    }

    /// Returns the span where a job names another job in a field, or the job's own span if the field does not name
    /// the other job.
    private static func span(_ context: CheckContext, _ source: Int, _ target: Int, _ field: FieldKey) -> Span {
        let corpus = context.corpus
        return context.mentions[source].last { mention in
            mention.resolution.record == target && mention.column == nil
                && mention.field.map { corpus.type(of: source).fields[$0].key } == field && !mention.isInline
        }?.span ?? corpus.records[source].span
    }

    private static func finding(
        _ context: CheckContext, _ source: Int, _ target: Int, _ field: FieldKey, es verb: String, isUpward: Bool
    ) -> Diagnostic {
        let corpus = context.corpus
        let other = corpus.records[target].title
        return Diagnostic(
            .reciprocity, at: span(context, source, target, field),
            Localized(
                es: isUpward
                    ? "\(verb) «\(other)», y «\(other)» no lo nombra en «supervisa»"
                    : "\(verb) «\(other)», y «\(other)» no dice que le reporta",
                en: isUpward
                    ? "reports to “\(other)”, but “\(other)” does not name it under “supervises”"
                    : "supervises “\(other)”, but “\(other)” does not say that it reports to this job"),
            notes: [.init(Localized(same: other), at: corpus.records[target].span)],
            record: corpus.name(ofRecord: source))
    }
}
