import Diagnostics
import OficioBuild

/// Formats the last lines of a check or build.
enum Summary {
    static func text(_ found: Findings, _ language: Language) -> String {
        func count(_ severity: Severity) -> Int { found.diagnostics.count { $0.severity == severity } }
        let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
        func words(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
        switch language {
        case .spanish:
            return "\(words(found.records, "documento", "documentos")): \(words(errors, "error", "errores")), "
                + "\(words(warnings, "advertencia", "advertencias")), \(words(notes, "nota", "notas"))\n"
        case .english:
            return "\(words(found.records, "document", "documents")): \(words(errors, "error", "errors")), "
                + "\(words(warnings, "warning", "warnings")), \(words(notes, "note", "notes"))\n"
        }
    }

    /// Returns the number of findings for each rule, the most frequent first; empty for ten findings or fewer.
    static func byRule(_ found: Findings) -> String {
        if found.diagnostics.count <= 10 { return "" }
        var counts: [String: Int] = [:]
        for finding in found.diagnostics { counts[finding.code, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, number in
            "\(right(String(number), 6)) \(code)\n"
        }.joined()
    }

    /// Returns a line with the command that explains the gravest finding; empty if there is none.
    static func explanationHint(_ found: Findings, _ language: Language) -> String {
        guard let gravest = found.diagnostics.max(by: { $0.severity < $1.severity }) else { return "" }
        let words = Localized(
            es: "qué es y cómo se arregla: oficio explain \(gravest.code)\n",
            en: "what it is and how to mend it: oficio explain \(gravest.code)\n")
        return words[language]
    }

    private static func right(_ words: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - words.count)) + words
    }

    /// Returns a line with the number of files that a build rendered and the number of all its files.
    static func rendered(_ outcome: OutputFolder.Outcome, _ language: Language) -> String {
        let total = outcome.written + outcome.unchanged
        let words = Localized(
            es: "archivos hechos: \(total - outcome.skipped) de \(total)\n",
            en: "files made: \(total - outcome.skipped) of \(total)\n")
        return words[language]
    }

    /// Returns the text that explains why the build rendered a page, or why it did not; `page` is the path that the
    /// user typed.
    static func text(_ explanation: Explanation?, of page: String, _ language: Language) -> String {
        guard let explanation else {
            let words = Localized(
                es: "no hay una página «\(page)», o hay varias: escriba su dirección, como puestos/cajero.html",
                en: "there is no page “\(page)”, or there are several: give its address, such as jobs/cashier.html")
            return words[language] + "\n"
        }
        let outcome =
            switch (explanation.isMade, explanation.isWritten) {
            case (false, _):
                Localized(
                    es: "no se hizo de nuevo: nada de lo que lee cambió",
                    en: "not made again: nothing that it reads has changed")
            case (true, true):
                Localized(
                    es: "se hizo de nuevo, y salió distinta; cambió:", en: "made again, and it differs; changed:")
            case (true, false):
                Localized(
                    es: "se hizo de nuevo, y salió igual; cambió:", en: "made again, and it is the same; changed:")
            }
        if !explanation.isMade { return "\(explanation.path): \(outcome[language])\n" }
        var reasons = explanation.reasons.map { $0[language] }
        if reasons.count > 20 {
            let left = reasons.count - 20
            let more = Localized(es: "sin mostrar: \(left)", en: "not shown: \(left)")
            reasons = reasons.prefix(20) + [more[language]]
        }
        return "\(explanation.path): \(outcome[language])\n" + reasons.map { "  - \($0)\n" }.joined()
    }

    /// Returns a text with the time of each stage of a build and with the slowest pages.
    static func text(_ progress: Progress, _ language: Language) -> String {
        var lines = ["", Localized(es: "      ms   ms de procesador", en: "      ms   ms of processor")[language]]
        for share in progress.shares {
            lines.append(
                "\(right(String(share.wall), 8)) \(right(String(share.processor), 8))  \(share.stage.name[language])"
                    + (share.count > 0 ? " (\(share.count))" : ""))
        }
        lines.append("")
        for page in progress.slowest {
            let tenths = Int((page.milliseconds * 10).rounded())
            lines.append("\(right("\(tenths / 10).\(tenths % 10)", 8))           \(page.name)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the last line of a build.
    static func text(_ outcome: OutputFolder.Outcome, _ output: String, _ language: Language) -> String {
        let written = Localized.count(
            outcome.written, es: ("archivo escrito", "archivos escritos"), en: ("file written", "files written"))
        let same = Localized.count(outcome.unchanged, es: ("igual", "iguales"), en: ("unchanged", "unchanged"))
        let removed = Localized.count(outcome.removed, es: ("retirado", "retirados"), en: ("removed", "removed"))
        return "\(output)/index.html: \(written[language]), \(same[language]), \(removed[language])\n"
    }
}
