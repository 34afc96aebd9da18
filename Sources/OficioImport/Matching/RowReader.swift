import OficioModel
import OficioSchema
import OficioSource

/// Turns texts and table rows into rows of a field.
struct RowReader {
    private let reader: ValueReader
    private let form: FormLabels
    private let field: Int
    private let type: RowType
    private let items: TextItems
    var labels: [Stretch] = []
    var marks: [Stretch] = []

    init(_ reader: ValueReader, _ form: FormLabels, field: Int, _ type: RowType) {
        self.reader = reader
        self.form = form
        self.field = field
        self.type = type
        items = reader.items
    }

    // MARK: Texts

    mutating func rows(of stretches: [Stretch]) -> [FoundRow] {
        let texts = items.items(stretches, strips: true, inLine: .all)
        labels += texts.flatMap(\.typedLabels)
        if isPeople { return people(texts) }
        if let column = type.groupBy, let list = groupList(column) {
            let grouped = rowsByCode(texts, list)
            if !grouped.isEmpty { return grouped }
        }
        if let children = type.children, case .references = type.columns[type.main].kind {
            return rowsByHeading(texts, children)
        }
        return oneRowPerText(items.joiningSplitItems(texts))
    }

    /// Returns a row for each text. A bold line over items fills the column that continues from row to row.
    private func oneRowPerText(_ texts: [FoundText]) -> [FoundRow] {
        let heads = type.continues.min().flatMap { column -> Int? in
            let isMixed = texts.contains { $0.isBold && !$0.isItem } && texts.contains { !$0.isBold }
            return isMixed && column != type.main ? column : nil
        }
        var rows: [FoundRow] = []
        var head: FoundText?
        let base = baseLevel(texts)
        for (index, text) in texts.enumerated() {
            if heads != nil, text.isBold, !text.isItem, index + 1 < texts.count, !texts[index + 1].isBold {
                if let head { rows.append(alone(head)) }
                head = text
                continue
            }
            if isChild(text, of: rows, base) {
                add(text, to: &rows[rows.count - 1])
                continue
            }
            var row = alone(text)
            if let column = heads {
                if let head { row.cells[column] = .text(head) } else if !rows.isEmpty { row.continued.insert(column) }
            }
            head = nil
            rows.append(row)
        }
        if let head { rows.append(alone(head)) }
        return rows
    }

    private func alone(_ text: FoundText) -> FoundRow {
        var row = FoundRow()
        row.cells[type.main] = main(text)
        return row
    }

    private func main(_ text: FoundText) -> FoundValue {
        if case .references = type.columns[type.main].kind { return .references([text]) }
        return .text(text)
    }

    // MARK: Lists within a row

    /// The level of the items that are rows themselves.
    private func baseLevel(_ texts: [FoundText]) -> Int { texts.filter(\.isItem).map(\.level).min() ?? 0 }

    /// Whether a text belongs to the list within the last row.
    private func isChild(_ text: FoundText, of rows: [FoundRow], _ base: Int) -> Bool {
        type.children != nil && text.isItem && text.level > base && rows.last?.cells[type.main] != nil
    }

    private func add(_ text: FoundText, to row: inout FoundRow) {
        guard let children = type.children else { return }
        row.cells[children] = .list((row.cells[children]?.texts ?? []) + [text])
    }

    private func groupList(_ column: Int) -> CodeList? {
        if let list = form.lists[.init(field: field, column: column)] { return list }
        if case .codes(Frequencies.name) = type.columns[column].kind { return Frequencies.list }
        return nil
    }

    /// Returns the rows under headings that are codes, such as *Diaria.* over the tasks of every day; empty if
    /// no text is such a heading.
    private mutating func rowsByCode(_ texts: [FoundText], _ list: CodeList) -> [FoundRow] {
        var rows: [FoundRow] = []
        var group: FoundGroup?
        var pending: [FoundText] = []
        var isFilled = true
        func close(_ rows: inout [FoundRow]) {
            let merged = items.joiningSplitItems(pending)
            let base = baseLevel(merged)
            let start = rows.count
            for text in merged {
                if rows.count > start, isChild(text, of: rows, base) {
                    add(text, to: &rows[rows.count - 1])
                    continue
                }
                var row = FoundRow()
                row.group = group
                row.cells[type.main] = main(text)
                rows.append(row)
            }
            if merged.isEmpty, !isFilled, group != nil {
                var row = FoundRow()
                row.group = group
                rows.append(row)
            }
            pending = []
        }
        for text in texts {
            if let (code, rest) = heading(text, list) {
                close(&rows)
                let head = rest == nil ? text : FoundText(headText(text, without: rest), text.stretches)
                group = FoundGroup(code: code, text: head)
                isFilled = false
                if let rest {
                    let tail = FoundText(rest, text.stretches)
                    if reader.isNotApplicable(rest) { group?.notApplicable = tail } else { pending.append(tail) }
                }
            } else if group != nil, reader.isNotApplicable(text.text), pending.isEmpty, group?.notApplicable == nil {
                group?.notApplicable = text
            } else {
                pending.append(text)
                isFilled = true
            }
        }
        close(&rows)
        return rows.contains { $0.group != nil } ? rows : []
    }

    private func headText(_ text: FoundText, without rest: String?) -> String {
        guard let rest, text.text.hasSuffix(rest) else { return text.text }
        return PlainText.clean(String(text.text.dropLast(rest.count)))
    }

    /// Returns the code that a text is, or begins with as in *Semanal. N/A*, and the rest of the
    /// text; nil for other texts.
    private func heading(_ text: FoundText, _ list: CodeList) -> (Code, rest: String?)? {
        let folded = text.text.folded
        func matches(_ code: Code, _ folded: String) -> Bool {
            code.label.folded == folded || code.code.count > 2 && code.code.folded == folded
                || areVariants(code.label.folded, folded)
        }
        if let code = list.codes.first(where: { matches($0, folded) }) { return (code, nil) }
        if let frequency = FrequencyHeading.frequency(of: text.text),
            let code = list.codes.first(where: { matches($0, frequency) })
        {
            return (code, nil)
        }
        guard let stop = text.text.firstIndex(where: { $0 == "." || $0 == ":" }) else { return nil }
        let head = String(text.text[..<stop]).folded
        let rest = PlainText.clean(String(text.text[text.text.index(after: stop)...]))
        guard !rest.isEmpty, let code = list.codes.first(where: { matches($0, head) }) else { return nil }
        return (code, rest)
    }

    /// Whether two words differ only by gender or number, as *Diarias* and *Diario* do from *Diaria*.
    private func areVariants(_ a: String, _ b: String) -> Bool {
        func stem(_ word: String) -> Substring {
            var word = word[...]
            if word.hasSuffix("s") { word = word.dropLast() }
            if let last = word.last, "aoe".contains(last) { word = word.dropLast() }
            return word
        }
        return a.count > 4 && b.count > 4 && !b.contains(" ") && stem(a) == stem(b)
    }

    /// Returns a row for each heading with the list below it, as for competencies and their behaviours, or for each
    /// name of a plain list. Adds the titles of groups to `labels`.
    private mutating func rowsByHeading(_ texts: [FoundText], _ children: Int) -> [FoundRow] {
        let groups = texts.filter { CompetencyGroups.matches($0.text) }
        labels += groups.flatMap(\.stretches)
        let texts = texts.filter { !CompetencyGroups.matches($0.text) }
        // In a plain list of names, each name is a row.
        if texts.count > 1, Set(texts.map { $0.isItem }).count == 1, texts.allSatisfy({ $0.level == texts[0].level }),
            Set(texts.map(\.isBold)).count == 1,
            texts.count(where: { !TextItems.endsSentence($0.text) && $0.text.split(separator: " ").count <= 6 })
                == texts.count
        {
            return texts.map { text in
                var row = FoundRow()
                row.cells[type.main] = .references([text])
                return row
            }
        }
        // If names are list items as well, they are bold or stand above their behaviours.
        let areItems = texts.allSatisfy(\.isItem)
        let top = areItems ? texts.map(\.level).min() ?? 0 : 0
        let isNested = areItems && texts.contains { $0.level > top }
        let anyBold = texts.contains { $0.isBold && (areItems || !$0.isItem) }
        let anyPlain = texts.contains { !$0.isBold }
        var rows: [FoundRow] = []
        var behaviours: [FoundText] = []
        func close() {
            guard !behaviours.isEmpty, !rows.isEmpty else { return }
            rows[rows.count - 1].cells[children] = .list(items.joiningSplitItems(behaviours))
        }
        for text in texts {
            let isHead =
                isNested
                ? text.level == top
                : anyBold && anyPlain
                    ? text.isBold && (areItems || !text.isItem)
                    : !text.isItem && !TextItems.endsSentence(text.text) && text.text.split(separator: " ").count <= 8
            if isHead || rows.isEmpty {
                close()
                behaviours = []
                var row = FoundRow()
                row.cells[type.main] = .references([text])
                rows.append(row)
            } else {
                behaviours.append(text)
            }
        }
        close()
        return rows
    }

    // MARK: People

    /// Returns the rows with each name joined to the post below it.
    private func withPostsJoined(_ people: [FoundRow]) -> [FoundRow] {
        guard let name = type.column(.name), let role = type.column(.role) else { return people }
        var joined: [FoundRow] = []
        for row in people {
            if let last = joined.last, last.cells[name] != nil, last.cells[role] == nil, row.cells.count == 1,
                let post = row.cells[role]
            {
                joined[joined.count - 1].cells[role] = post
            } else {
                joined.append(row)
            }
        }
        return joined
    }

    private var isPeople: Bool {
        type.holdsPeople
    }

    /// Returns the rows of people. *Elaborado por: Clara Arce* names the person who signs; words without a
    /// colon are a name or a post.
    private func people(_ texts: [FoundText]) -> [FoundRow] {
        withPostsJoined(texts.map { PersonText.rowWithRole($0, type) })
    }

    /// Returns a row for each column of a table of signatures: a label, a name, a post.
    func signatures(_ columns: [[Stretch]]) -> [FoundRow] {
        columns.map { stretches in
            var row = FoundRow()
            let texts = items.items(stretches, strips: false)
            var keys: [ColumnKey] = texts.count == 2 ? [.label, .name] : [.label, .name, .role]
            if let first = texts.first, PersonText.isName(first.text) || PersonText.isTitled(first.text),
                !SignatureWords.matches(first.text)
            {
                keys = [.name, .role]
            }
            for (index, text) in texts.enumerated() {
                let column = type.column(keys[min(index, keys.count - 1)]) ?? 0
                if case .text(var known)? = row.cells[column] {
                    known.text += " " + text.text
                    known.stretches += text.stretches
                    row.cells[column] = .text(known)
                } else {
                    row.cells[column] = .text(text)
                }
            }
            return row
        }
    }
}

/// Recognizes headings of groups of competencies, which are not competencies themselves.
enum CompetencyGroups {
    static func matches(_ text: String) -> Bool {
        var words = text.folded.split(separator: " ").map(String.init)
        if words.first == "competencias" { words.removeFirst() }
        guard !words.isEmpty, words.count <= 4 else { return false }
        return names.contains(words.joined(separator: " "))
    }

    private static let names: Set<String> = [
        "comunes", "por nivel", "por nivel jerarquico", "del nivel", "del nivel jerarquico", "transversales",
        "genericas",
        "generales", "especificas", "tecnicas", "institucionales", "cardinales", "organizacionales", "gerenciales",
        "conductuales", "funcionales", "blandas", "laborales", "comportamentales", "corporativas", "directivas",
    ]
}

/// Recognizes headings that give functions a frequency: *Funciones diarias*, *Tareas mensuales*.
enum FrequencyHeading {
    /// Returns the word of the frequency, folded; nil for any other text.
    static func frequency(of text: String) -> String? {
        let words = text.folded.split(separator: " ").map(String.init)
        guard words.count == 2,
            ["funciones", "tareas", "actividades", "labores", "functions", "tasks"].contains(words[0]),
            Frequencies.meaning(of: words[1]) != nil
        else { return nil }
        return words[1]
    }
}
