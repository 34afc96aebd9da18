import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// One job says whom it reports to and the other does not list it, or the other way round.
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
        var places: [[Int]: Span] = [:]
        for mention in context.mentions.all.joined() where !mention.isInline {
            guard let target = mention.resolution.record, let field = mention.field, corpus.type(of: mention.source).id == "job",
                corpus.type(of: target).id == "job", mention.column == nil
            else { continue }
            switch corpus.type(of: mention.source).fields[field].id {
            case "reports-to":
                bosses[mention.source, default: []].insert(target)
                places[[mention.source, target, 0]] = mention.span
            case "supervises":
                teams[mention.source, default: []].insert(target)
                places[[mention.source, target, 1]] = mention.span
            default: break
            }
        }
        var found: [Diagnostic] = []
        for (job, above) in bosses.sorted(by: { $0.key < $1.key }) {
            for boss in above.sorted() where teams[boss] != nil && teams[boss]?.contains(job) != true && !corpus.isExternal(corpus.records[boss]) {
                found.append(finding(corpus, job, boss, places[[job, boss, 0]], es: "reporta a", isUpward: true))
            }
        }
        for (boss, team) in teams.sorted(by: { $0.key < $1.key }) {
            for job in team.sorted() where bosses[job]?.contains(boss) != true && !corpus.isExternal(corpus.records[job]) && !corpus.records[job].isBroken {
                found.append(finding(corpus, boss, job, places[[boss, job, 1]], es: "supervisa", isUpward: false))
            }
        }
        return found
    }

    private static func finding(_ corpus: Corpus, _ source: Int, _ target: Int, _ span: Span?, es verb: String, isUpward: Bool) -> Diagnostic {
        let other = corpus.records[target].title
        return Diagnostic(
            .reciprocity, at: span ?? corpus.records[source].span,
            Localized(
                es: isUpward ? "\(verb) «\(other)», que no lo cuenta entre quienes supervisa" : "\(verb) «\(other)», que no dice reportarle",
                en: isUpward ? "reports to “\(other)”, which does not list it under supervises" : "supervises “\(other)”, which does not report to it"),
            notes: [.init(Localized(same: other), at: corpus.records[target].span)], record: corpus.name(ofRecord: source))
    }
}
