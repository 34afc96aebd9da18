import Diagnostics
import OficioBasics
import OficioBuild
import OficioFiles
import OficioHistory
import OficioImport
import OficioModel
import OficioSchema
import OficioSource

/// Runs `oficio import --update`: shows the changes in edited exports, and with `--apply` writes them to the sources.
struct ImportUpdate {
    private let call: Invocation
    private let report: String
    private let language: Language
    private let applies: Bool

    init(_ call: Invocation, report: String) {
        self.call = call
        self.report = report
        language = call.language
        applies = call.arguments.flags.contains("apply") && !call.arguments.flags.contains("dry-run")
    }

    func run() throws -> ExitStatus {
        var status = ExitStatus.done
        for path in try ImportFiles.all(call.arguments.words, { call.absolute($0) }).map(\.path) {
            if try update(path) == .contentErrors { status = .contentErrors }
        }
        return status
    }

    private func update(_ path: String) throws -> ExitStatus {
        let document: LocatedDocument
        do throws(ImportRefusal) { document = try DocumentReader.read(path: path) } catch {
            call.console.err("\(path): \(error.message[language])\n")
            return .contentErrors
        }
        guard let update = try DocumentUpdate(call.site, file: document, today: try call.today()) else {
            let words = Localized(
                es: "no se sabe de qué documento del sitio es; con «oficio import» se importa como nuevo",
                en: "it is not known which document of the site it is of; “oficio import” imports it as a new one")
            call.console.err("\(path): \(words[language])\n")
            return .contentErrors
        }
        let lines = UpdateText(update, language)
        if !call.isQuiet { call.console.out(lines.shown) }
        try write(lines, document.fileName)
        let isOpen = update.changes.contains { if case .applies = $0.state { false } else { true } }
        if applies {
            let sources = update.sourcesWithUnplaced()
            try SourceTransaction(root: call.site).write(sources)
            for source in sources { call.console.out(source.path + "\n") }
        } else if !update.changes.isEmpty, !call.isQuiet {
            call.console.out(
                Localized(
                    es: "nada se ha escrito: para escribirlo, «--apply»\n",
                    en: "nothing has been written: “--apply” writes it\n")[
                        language])
        }
        return isOpen ? .contentErrors : .done
    }

    private func write(_ lines: UpdateText, _ name: String) throws(WriteError) {
        let file = report + "/" + name.slug() + "-cambios"
        do {
            try AtomicFile.replace(file + ".html", with: Array(lines.html(title: name).utf8))
            try AtomicFile.replace(file + ".jsonl", with: Array(lines.json.utf8))
        } catch { throw WriteError(error) }
    }
}

/// Presents the changes of an edited export in three formats: text for the terminal, a page, and JSON with one object
/// per line.
struct UpdateText {
    private let update: DocumentUpdate
    private let language: Language

    init(_ update: DocumentUpdate, _ language: Language) {
        self.update = update
        self.language = language
    }

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

    // MARK: Terminal

    var shown: String {
        var out = "\(update.title) (\(update.record))\n"
        if !update.hasBase {
            out += localized(
                "  el archivo no dice cómo era al exportarse: se compara con la fuente de ahora\n",
                "  the file does not say what it was when exported: it is compared with the source as it is\n")
        }
        for change in update.changes {
            out += "  \(head(change))\n"
            switch change.state {
            case .applies: out += "    \(words(change))\n"
            case .conflict:
                out +=
                    "    "
                    + localized("conflicto: la fuente también ha cambiado", "conflict: the source has changed as well")
                    + "\n"
                out +=
                    "    " + localized("en la fuente: ", "in the source: ")
                    + (change.mine.isEmpty ? localized("ya no está", "no longer there") : oneLine(change.mine)) + "\n"
                out += "    " + localized("en el archivo: ", "in the file: ") + oneLine(change.inFile) + "\n"
                out +=
                    "    " + localized("antes: ", "before: ")
                    + oneLine(change.before ?? localized("no se sabe", "not known"))
                    + "\n"
            case .rejected(let reason):
                out +=
                    "    \(words(change))\n    " + localized("no se aplica: ", "not applied: ") + reason[language]
                    + "\n"
            }
        }
        for text in update.outside {
            out +=
                "  " + localized("fuera de las casillas", "outside of the fields")
                + " (\(text.address[language])): \(oneLine(text.text))\n"
        }
        for comment in update.comments {
            out += "  " + localized("comentario de", "comment by") + " \(comment.author): \(oneLine(comment.text))"
            let on = oneLine(comment.on)
            out += on.isEmpty ? "\n" : localized(" («\(on)»)\n", " (“\(on)”)\n")
        }
        return out + summary + "\n"
    }

    private var summary: String {
        let all = update.changes.count
        let open = update.changes.count { if case .applies = $0.state { false } else { true } }
        if all == 0, update.outside.isEmpty { return localized("sin cambios", "no changes") }
        let parts = [
            Localized.count(all, es: ("cambio", "cambios"), en: ("change", "changes")),
            Localized.count(all - open, es: ("se aplica", "se aplican"), en: ("applies", "apply")),
            Localized.count(open, es: ("pide mirarse", "piden mirarse"), en: ("needs a look", "need a look")),
            Localized.count(
                update.outside.count, es: ("texto sin casilla", "textos sin casilla"),
                en: ("text outside of fields", "texts outside of fields")),
        ].map { $0[language] }
        return parts[..<3].joined(separator: ", ") + "; " + parts[3]
    }

    private func oneLine(_ text: String) -> String { text.replacing("\n", with: " ¶ ") }

    private func head(_ change: ProposedChange) -> String {
        let what: String
        switch change.kind {
        case .changed: what = localized("cambia", "changed")
        case .added: what = localized("se agrega", "added")
        case .removed: what = localized("se quita", "removed")
        case .moved: what = localized("se mueve", "moved")
        }
        let place = change.address[language].isEmpty ? "" : " (\(change.address[language]))"
        let authors = change.authors.isEmpty ? "" : " — " + change.authors.joined(separator: ", ")
        return "\(change.label): \(what)\(place)\(authors)"
    }

    /// Returns the change as a redline in Markdown: *[-lo que sale-] {+lo que entra+}*.
    private func words(_ change: ProposedChange) -> String {
        WordComparison.runs(oneLine(change.mine), oneLine(change.inFile)).map { mark in
            switch mark.kind {
            case .same: mark.text
            case .deleted: "[-\(mark.text)-]"
            case .inserted: "{+\(mark.text)+}"
            }
        }.joined()
    }

    // MARK: Page

    func html(title: String) -> String {
        var rows = ""
        for change in update.changes {
            let redline = WordComparison.runs(change.mine, change.inFile).map { mark in
                let text = mark.text.escapedForHTML
                switch mark.kind {
                case .same: return text
                case .deleted: return "<del>\(text)</del>"
                case .inserted: return "<ins>\(text)</ins>"
                }
            }.joined()
            rows += """
                <tr><th>\(head(change).escapedForHTML)</th><td>\(redline)</td><td>\(state(change).escapedForHTML)</td>\
                </tr>\n
                """
        }
        func list(_ title: String, _ lines: [String]) -> String {
            if lines.isEmpty { return "" }
            return "<h2>\(title)</h2>\n<ul>\n" + lines.map { "<li>\($0.escapedForHTML)</li>\n" }.joined() + "</ul>\n"
        }
        let outside = update.outside.map { "\($0.address[language]): \($0.text)" }
        let comments = update.comments.map { "\($0.author) \($0.date): \($0.text) («\($0.on)»)" }
        let tracked = update.tracked.map { "\($0.author) \($0.date ?? ""): \($0.kind.rawValue) «\($0.text)»" }
        return """
            <!DOCTYPE html>
            <html lang="\(language == .spanish ? "es" : "en")"><head><meta charset="utf-8">\
            <title>\(title.escapedForHTML)</title>
            <style>body{font:1rem/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 \
            1rem}table{border-collapse:collapse;width:100%}\
            th,td{border:1px solid #999;padding:.4rem;text-align:left;vertical-align:top;white-space:pre-line}\
            ins{background:#dfd}del{background:#fdd}</style></head><body>
            <h1>\(update.title.escapedForHTML)</h1><p>\(title.escapedForHTML) · \(update.record.escapedForHTML) · \
            \(summary.escapedForHTML)</p>
            <table>\n\(rows)</table>
            \(list(localized("Fuera de las casillas", "Outside of the fields"), outside))\
            \(list(localized("Comentarios", "Comments"), comments))\
            \(list(localized("Cambios con control", "Tracked changes"), tracked))</body></html>

            """
    }

    private func state(_ change: ProposedChange) -> String {
        switch change.state {
        case .applies: localized("se aplica", "applies")
        case .conflict:
            localized("conflicto; antes: ", "conflict; before: ")
                + (change.before ?? localized("no se sabe", "not known"))
        case .rejected(let reason): reason[language]
        }
    }

    // MARK: JSON

    var json: String {
        var lines = update.changes.map { change in
            let state: String
            switch change.state {
            case .applies: state = "applies"
            case .conflict: state = "conflict"
            case .rejected: state = "rejected"
            }
            return JSONText.object([
                ("kind", .string(change.kind.rawValue)), ("key", .string(change.key)), ("label", .string(change.label)),
                ("mine", .string(change.mine)), ("file", .string(change.inFile)),
                ("before", .string(change.before ?? "")),
                ("state", .string(state)), ("authors", .array(change.authors.map { .string($0) })),
                ("at", .string(change.address[language])),
            ])
        }
        lines += update.outside.map {
            .object([("kind", .string("outside")), ("text", .string($0.text)), ("at", .string($0.address[language]))])
        }
        lines += update.comments.map {
            .object([
                ("kind", .string("comment")), ("author", .string($0.author)), ("date", .string($0.date)),
                ("on", .string($0.on)), ("text", .string($0.text)),
            ])
        }
        lines += update.tracked.map {
            .object([
                ("kind", .string("tracked")), ("author", .string($0.author)), ("date", .string($0.date ?? "")),
                ("change", .string($0.kind.rawValue)), ("text", .string($0.text)),
            ])
        }
        return lines.map { $0.compact + "\n" }.joined()
    }
}
