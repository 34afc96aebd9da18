import Diagnostics
import OficioBasics

/// The page of one file. It lists the values to check, then shows the file and its sources side by side, with links
/// between each piece and its line.
package struct ReportPage {
    private let file: ImportedFile
    private let language: Language
    private let pieces: [ReportPiece]
    /// The lowest record whose source has a path, by path.
    private let recordOfPath: [String: Int]

    /// Makes the page of a file.
    package init(_ file: ImportedFile, _ language: Language) {
        self.file = file
        self.language = language
        pieces = ReportPieceSplitter(file)?.all() ?? []
        recordOfPath = Dictionary(file.drafts.map { ($0.value.path, $0.key) }, uniquingKeysWith: min)
    }

    /// The page as HTML.
    package var html: String {
        ReportHTML.page(file.name, "<h1>\(text(file.name))</h1>\n\(body(showsSources: true))", language)
    }

    /// Returns the page as HTML without its title and frame. `showsSources` shows the sources beside the file; without
    /// them the page names only the field of each piece.
    package func body(showsSources: Bool) -> String {
        let pieces = file.match == nil ? "" : showsSources ? sides : placed
        return "<p class=\"soft\">\(text(summary))</p>\n" + doubts + sums + pieces + aside
    }

    private func text(_ text: String) -> String { text.escapedForHTML }
    private func localized(_ spanish: String, _ english: String) -> String { language == .spanish ? spanish : english }

    private var summary: String {
        guard let match = file.match else {
            if let other = file.joinedTo?.split(separator: "/").last {
                return localized("Se leyó como otra hoja de «\(other)».", "Read as another sheet of “\(other)”.")
            }
            return file.refusal?.message[language]
                ?? localized("Ningún formato encaja: no se importó nada.", "No form fits: nothing was imported.")
        }
        let forms = match.labels.forms.map {
            $0.form.isBuiltIn
                ? localized(
                    "formato propio del tipo «\($0.type.name.spanish)»",
                    "the built-in form of “\($0.type.name.english)”") : localized("«\($0.form.id)»", "“\($0.form.id)”")
        }
        let share = Int(((match.choice.outer?.coverage ?? 0) * 100).rounded())
        return localized("Formato: ", "Form: ") + forms.joined(separator: localized(" con ", " with "))
            + " (\(share) %). "
            + localized(
                "Documentos: \(match.records.count). Palabras: \(file.ledger?.total ?? 0).",
                "Documents: \(match.records.count). Words: \(file.ledger?.total ?? 0).")
    }

    // MARK: Values to check

    private var doubts: String {
        var rows: [String] = []
        for problem in file.ledger?.problems ?? [] {
            rows.append(
                row("lost", localized("Las cuentas no cuadran", "The sums do not agree"), problem[language], nil))
        }
        for notice in file.nameNotices {
            rows.append(row("lost", localized("Nombre o código repetido", "Name or code taken"), notice[language], nil))
        }
        for piece in pieces where piece.fate.kind == "unplaced" {
            rows.append(row("lost", localized("Sin colocar", "Not placed"), piece.text, piece))
        }
        var doubtful: [(Double, String)] = []
        let firstPieces = self.firstPieces
        for (number, record) in (file.match?.records ?? []).enumerated() {
            let type = file.match?.labels.forms[record.form].type
            for field in record.fields where field.confidence < 0.75 || !field.doubts.isEmpty {
                let why = field.doubts.map { $0.words[language] }.joined(separator: "; ")
                var shown = field.value.texts.map(\.text).joined(separator: " ")
                if case .date(let date, _) = field.value, shown.isEmpty { shown = date.iso }
                let piece = type.flatMap {
                    firstPieces[.field(record: number, field: Assembler.name(field.path, $0))]
                }
                let name = "\(field.label) — \(Int(field.confidence * 100)) %"
                doubtful.append(
                    (
                        field.confidence,
                        row("look", name, (why.isEmpty ? "" : why + ": ") + String(shown.prefix(200)), piece)
                    ))
            }
        }
        rows += doubtful.sorted { $0.0 < $1.0 }.map(\.1)
        let title = localized("Para revisar", "To look at")
        if rows.isEmpty {
            return "<h2>\(title)</h2>\n<p class=\"sure\">\(localized("Nada en duda.", "Nothing is in doubt."))</p>\n"
        }
        return "<h2>\(title) (\(rows.count))</h2>\n<table>\n" + rows.joined() + "</table>\n"
    }

    /// The first piece of each field of each record, by its fate.
    private var firstPieces: [Fate: ReportPiece] {
        Dictionary(pieces.filter { $0.field != nil }.map { ($0.fate, $0) }) { first, _ in first }
    }

    private func row(_ kind: String, _ name: String, _ words: String, _ piece: ReportPiece?) -> String {
        var cell = text(words)
        if let piece {
            cell = """
                <a href="#p\(piece.number)">\(cell)</a> <span \
                class="fate">\(text(piece.address.description[language]))</span>
                """
        }
        return "<tr><th class=\"\(kind)\">\(text(name))</th><td>\(cell)</td></tr>\n"
    }

    // MARK: Sums

    private var sums: String {
        guard let ledger = file.ledger else { return "" }
        var byName: [(String, Int)] = []
        for (fate, words) in ledger.counts {
            let name = fate.kind == "field" ? localized("en campos", "in fields") : fate.words[language]
            if let place = byName.firstIndex(where: { $0.0 == name }) {
                byName[place].1 += words
            } else {
                byName.append((name, words))
            }
        }
        let rows = byName.map { "<tr><td>\(text($0.0))</td><td class=\"number\">\($0.1)</td></tr>\n" }.joined()
        let total = """
            <tr><th>\(localized("palabras del archivo", "words of the file"))</th>\
            <td class="number">\(ledger.total)</td></tr>\n
            """
        return """
            <h2>\(localized("Cuenta de palabras", "Word ledger"))</h2>
            <table class="sums">
            \(rows)\(total)</table>

            """
    }

    // MARK: Side by side

    /// Returns the pieces of the file as HTML, each with the field that holds it. `isLinked` links the fields to the
    /// lines of the sources.
    private func pieceList(isLinked: Bool) -> String {
        pieces.map { piece -> String in
            let isDoubtful = piece.field.map { $0.confidence < 0.75 } ?? false
            var fate = text(
                piece.fieldName.map { localized("campo «\($0.spanish)»", "field “\($0.english)”") }
                    ?? piece.fate.words[language])
            if isLinked, let place = piece.place {
                fate = "<a href=\"#\(anchor(place.path, place.line))\">\(fate)</a>"
            }
            return """
                <div class="piece \(isDoubtful ? "doubtful" : piece.fate.kind)" id="p\(piece.number)" \
                title="\(text(piece.address.description[language]))">\(text(piece.text)) <span class="fate">\(fate)\
                </span></div>\n
                """
        }.joined()
    }

    private var placed: String {
        """
        <h2>\(localized("Dónde queda cada parte del archivo", "Where each part of the file goes"))</h2>
        <div class="side" tabindex="0" role="region" aria-label="\(localized("Archivo", "File"))">
        \(pieceList(isLinked: false))</div>

        """
    }

    private var sides: String {
        let left = pieceList(isLinked: true)
        var targets: [String: Int] = [:]
        for piece in pieces {
            if let place = piece.place, targets[anchor(place.path, place.line)] == nil {
                targets[anchor(place.path, place.line)] = piece.number
            }
        }
        let right = file.drafts.keys.sorted().map { number -> String in
            guard let draft = file.drafts[number] else { return "" }
            let lines = draft.lines.enumerated().map { index, line -> String in
                let id = anchor(draft.path, index + 1)
                let label = "<span class=\"number\">\(index + 1)</span>"
                let linked = targets[id].map { "<a href=\"#p\($0)\">\(label)</a>" } ?? label
                return "<div class=\"line\" id=\"\(id)\">\(linked)\(text(line.text))</div>\n"
            }
            return "<h3>\(text(draft.path))</h3>\n" + lines.joined()
        }.joined()
        return """
            <h2>\(localized("El archivo y sus fuentes", "The file and its sources"))</h2>
            <div class="sides">
            <div class="side" tabindex="0" role="region" aria-label="\(localized("Archivo", "File"))">
            \(left)</div>
            <div class="side" tabindex="0" role="region" aria-label="\(localized("Fuentes", "Sources"))">
            \(right)</div>
            </div>

            """
    }

    private func anchor(_ path: String, _ line: Int) -> String {
        "s\(recordOfPath[path] ?? 0)-\(line)"
    }

    // MARK: Words outside the sources

    private var aside: String {
        guard let document = file.document else { return "" }
        var body = ""
        body += table(
            localized("Comentarios", "Comments"),
            document.comments.map { comment in
                [comment.author, comment.date ?? "", comment.on, comment.blocks.text]
            })
        body += table(
            localized("Cambios con control de cambios", "Tracked changes"),
            document.changes.filter { !$0.text.isEmpty }.map { change in
                [change.author, change.date ?? "", name(of: change.kind), change.text]
            })
        body += table(
            localized("Propiedades del archivo", "Properties of the file"),
            document.properties.map { [$0.name, $0.value] })
        body += table(
            localized("Sobre la lectura", "About the reading"),
            document.remarks.map { [$0.message[language], $0.address?.description[language] ?? ""] })
        return body
    }

    private func name(of kind: LocatedDocument.Change.Kind) -> String {
        switch kind {
        case .insertion: localized("insertado", "inserted")
        case .deletion: localized("borrado", "deleted")
        case .movedFrom: localized("movido desde aquí", "moved from here")
        case .movedTo: localized("movido aquí", "moved here")
        case .format: localized("formato", "format")
        case .paragraphInserted, .paragraphDeleted: localized("párrafo", "paragraph")
        case .rowInserted, .rowDeleted: localized("fila", "row")
        case .cellInserted, .cellDeleted: localized("celda", "cell")
        }
    }

    private func table(_ title: String, _ rows: [[String]]) -> String {
        if rows.isEmpty { return "" }
        return "<h2>\(title)</h2>\n<table class=\"wide\">\n"
            + rows.map { "<tr>" + $0.map { "<td>\(text($0))</td>" }.joined() + "</tr>\n" }.joined() + "</table>\n"
    }
}
