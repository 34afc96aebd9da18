import Diagnostics
import OficioHistory
import OficioSchema

/// Formats the messages of commands about releases.
enum ReleaseReport {
    static func text(_ document: ReleasePlan.DocumentRelease, _ language: Language, isDry: Bool) -> String {
        var lines: [String] = []
        let entry = document.entry
        let kind = kind(entry, language)
        let dry =
            isDry
            ? Localized(es: " (simulacro: no se escribió nada)", en: " (dry run: nothing was written)")[language] : ""
        let ledger = Ledger(document.ledger.bytes, path: document.folder)
        let head: Localized =
            switch entry.kind {
            case .annulment: annulledWords(entry, in: ledger)
            case .mark:
                Localized(
                    es: "consta lo que su fuente marca como interno, también de lo ya publicado",
                    en: "what its source marks as internal is on record, of what was released too")
            default:
                Localized(
                    es: "versión \(entry.version), \(kind), rige desde \(entry.effective.iso)",
                    en: "version \(entry.version), \(kind), effective \(entry.effective.iso)")
            }
        lines.append("\(document.title): \(head[language])\(dry)")
        lines += details(entry, language).map { "  \($0)" }
        let unlogged = document.changes.filter { $0.isMaterial && !entry.log.contains($0.text[language]) }
        if !unlogged.isEmpty {
            lines.append(
                Localized(es: "  cambia además, según las fuentes:", en: "  changes besides, by the sources:")[language]
            )
            lines += unlogged.map { "    · \($0.text[language])" }
        }
        if entry.isVersion, entry.recorded > entry.effective, !entry.isReconstructed {
            lines.append(
                Localized(
                    es: "  se anota el \(entry.recorded.iso), después de empezar a regir",
                    en: "  recorded on \(entry.recorded.iso), after it took effect")[language])
        }
        lines.append("  \(entry.shortCode)  \(document.folder)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the remarks that are printed on standard error after a release: warnings, and the name of a new index.
    static func remarks(_ plan: ReleasePlan, isDry: Bool, _ language: Language) -> String {
        var lines: [Localized] = []
        for document in plan.documents
        where document.entry.authorized.isEmpty && document.entry.act == nil && document.entry.kind != .mark {
            lines.append(
                Localized(
                    es: "advertencia: nadie autoriza «\(document.title)»; --authorized-by o --act lo dicen",
                    en: "warning: nobody authorises “\(document.title)”; --authorized-by or --act says it"))
        }
        if plan.beginsIndex, !isDry {
            let origin = HistoryIndex(plan.index.bytes).origin.prefix(16)
            lines.append(
                plan.settings != nil
                    ? Localized(
                        es: """
                            se empezó el índice del historial, y site.yaml lo nombra: índice del historial: \
                            "\(origin)"
                            """,
                        en: "the history's index was begun, and site.yaml names it: history index: \"\(origin)\"")
                    : Localized(
                        es: """
                            se empezó el índice del historial; anótelo en site.yaml: índice del historial: "\(origin)"
                            """,
                        en: "the history's index was begun; enter it in site.yaml: history index: \"\(origin)\""))
        }
        return lines.map { $0[language] + "\n" }.joined()
    }

    /// Returns a line of a ledger as `oficio log` prints it.
    static func line(_ entry: LedgerEntry, in ledger: Ledger, _ language: Language) -> String {
        var period = entry.effective.iso
        if entry.isVersion, let end = ledger.replacementDay(of: entry) { period += " … \(end.adding(days: -1).iso)" }
        let recorded = Localized(es: "anotada el \(entry.recorded.iso)", en: "recorded on \(entry.recorded.iso)")[
            language]
        let head = "  \(entry.version)  \(period)  \(kind(entry, language))  \(entry.shortCode)  \(recorded)"
        var notes: [Localized] = []
        if let annulment = ledger.annulment(of: entry) {
            notes.append(
                Localized(
                    es: "quedó sin efecto el \(annulment.recorded.iso), antes de regir",
                    en: "annulled on \(annulment.recorded.iso), before it took effect"))
        }
        if entry.kind == .annulment { notes.append(annulledWords(entry, in: ledger)) }
        let all = notes.map { $0[language] } + details(entry, language)
        return ([head] + all.map { "      \($0)" }).joined(separator: "\n") + "\n"
    }

    /// Returns which version, withdrawal or reinstatement an annulment cancels, and when it would have taken effect;
    /// empty if the ledger lacks the entry.
    private static func annulledWords(_ entry: LedgerEntry, in ledger: Ledger) -> Localized {
        guard let target = ledger.entries.first(where: { $0.number == entry.reversedLine }) else {
            return Localized(same: "")
        }
        func name(_ language: Language) -> String {
            target.isVersion
                ? Localized(es: "la versión \(target.version)", en: "version \(target.version)")[language]
                : Localized(es: "la \(kind(target, .spanish))", en: "the \(kind(target, .english))")[language]
        }
        return Localized(
            es: "queda sin efecto \(name(.spanish)), prevista para el \(target.effective.iso)",
            en: "\(name(.english)), due on \(target.effective.iso), is annulled")
    }

    /// Returns the details of a line: who authorised it, the act, the reason, the replacement and the corrections.
    private static func details(_ entry: LedgerEntry, _ language: Language) -> [String] {
        var lines: [Localized] = []
        if !entry.authorized.isEmpty {
            let people = entry.authorized.joined(separator: "; ")
            lines.append(Localized(es: "autoriza: \(people)", en: "authorised by: \(people)"))
        }
        if let act = entry.act {
            let date = act.date.map { " (\($0.iso))" } ?? ""
            lines.append(Localized(es: "acto: \(act.title)\(date)", en: "act: \(act.title)\(date)"))
        }
        if !entry.reason.isEmpty {
            lines.append(Localized(es: "motivo: \(entry.reason)", en: "reason: \(entry.reason)"))
        }
        if let successor = entry.successor {
            lines.append(Localized(es: "lo sustituye: \(successor.id)", en: "replaced by: \(successor.id)"))
        }
        for correction in entry.corrections {
            lines.append(
                Localized(
                    es: "versión \(correction.version): donde dice «\(correction.was)» debe decir «\(correction.now)»",
                    en: "version \(correction.version): for “\(correction.was)” read “\(correction.now)”"))
        }
        return lines.map { $0[language] } + entry.log.map { "- \($0)" }
    }

    static func kind(_ entry: LedgerEntry, _ language: Language) -> String {
        let words: Localized =
            switch entry.kind {
            case .material: Localized(es: "de fondo", en: "material")
            case .editorial: Localized(es: "de forma", en: "editorial")
            case .withdrawal: Localized(es: "derogación", en: "withdrawal")
            case .reinstatement: Localized(es: "reposición", en: "reinstatement")
            case .erratum: Localized(es: "fe de erratas", en: "erratum")
            case .annulment: Localized(es: "anulación", en: "annulment")
            case .mark: Localized(es: "marca de interno", en: "mark of what is internal")
            case .join: Localized(es: "unión de ramas", en: "join of branches")
            }
        return words[language]
            + (entry.isReconstructed ? Localized(es: ", reconstruida", en: ", reconstructed")[language] : "")
    }
}
