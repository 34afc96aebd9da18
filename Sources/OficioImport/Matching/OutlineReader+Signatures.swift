import OficioSource

// Finds signatures whose field has no label: in a table, or as lines one below the other.
extension OutlineReader {
    /// Reads a table of signatures, whose field has no label in the form; returns false for any other table.
    mutating func walkSignatures(_ grid: Grid) -> Bool {
        let cells = grid.table.rows.joined().filter { !grid.isEmpty($0) }
        if let (form, section) = openSignatures, !cells.isEmpty {
            found.append(.signatures(form: form, section: section, columns(of: grid, cells)))
            open = nil
            return true
        }
        if let (form, section) = anySignatures, !cells.isEmpty, cells.allSatisfy({ isSigned($0, grid) }) {
            for stretch in cells.compactMap({ grid.stretches($0).first }) {
                assignFates(stretch, .furniture(.placeholder))
            }
            let people = cells.map { Array(grid.stretches($0).dropFirst()) }
            found.append(.signatures(form: form, section: section, people))
            open = nil
            return true
        }
        for form in formsInOrder {
            guard let section = labels.forms[form].signatures.first else { continue }
            // People sign; numbers do not.
            guard !cells.contains(where: { grid.holdsHit($0, hits) || grid.text($0).allSatisfy(\.isNumber) }),
                grid.table.rows.first(where: { row in row.contains { !grid.isEmpty($0) } })?.contains(where: {
                    grid.stretches($0).first.map { SignatureWords.matches(outline.text(of: $0)) } ?? false
                }) == true
            else { continue }
            found.append(.signatures(form: form, section: section, columns(of: grid, cells)))
            open = nil
            return true
        }
        return false
    }

    /// Reads lines that are signatures and returns their number. A signature is a verb such as *Elaboró* over a name
    /// and a post, or an item of a list under the title of the section. Returns 0 for any other text.
    mutating func walkSignatures(_ parts: ArraySlice<OutlinePart>) -> Int {
        guard case .paragraph(let first)? = parts.first else { return 0 }
        let titled = openSignatures
        let isItems = titled != nil && outline.paragraphs[first].isList
        guard isItems || SignatureWords.isLabel(outline.text(of: outline.whole(first))),
            let (form, section) = titled ?? untitledSignatures
        else { return 0 }
        var people: [[Stretch]] = []
        var count = 0
        var taken = 0
        for part in parts {
            guard case .paragraph(let index) = part else { break }
            count += 1
            let text = outline.text(of: outline.whole(index))
            if text.isEmpty || text.allSatisfy({ "_-. ".contains($0) }) {
                taken = count
                continue
            }
            guard hits[index].isEmpty, text.split(separator: " ").count <= 10 else { break }
            if isItems ? outline.paragraphs[index].isList : SignatureWords.isLabel(text) {
                people.append([outline.whole(index)])
            } else if let last = people.last, last.count < 3, !TextItems.endsSentence(text) {
                people[people.count - 1].append(outline.whole(index))
            } else {
                break
            }
            taken = count
        }
        guard !people.isEmpty, people.allSatisfy({ $0.count > 1 }) else { return 0 }
        found.append(.signatures(form: form, section: section, people))
        open = nil
        return taken
    }

    /// Whether a cell is a line to sign on over a name and a post.
    private func isSigned(_ cell: Int, _ grid: Grid) -> Bool {
        let texts = grid.stretches(cell).map { outline.text(of: $0) }
        return (2...3).contains(texts.count) && texts[0].count > 4 && texts[0].allSatisfy { "_-. ".contains($0) }
            && !grid.holdsHit(cell, hits) && (PersonText.isName(texts[1]) || PersonText.isTitled(texts[1]))
    }

    /// The first section of signatures, preferably in the form of the document that is being read; `nil` if no form
    /// has one.
    private var anySignatures: (form: Int, section: Int)? {
        for form in formsInOrder {
            if let section = labels.forms[form].sections.firstIndex(where: { $0.view == .signatures }) {
                return (form, section)
            }
        }
        return nil
    }

    /// The indices of the forms, beginning with the form of the document that is being read.
    private var formsInOrder: [Int] {
        let last = lastForm
        return labels.forms.indices.sorted { ($0 == last ? 0 : 1, $0) < ($1 == last ? 0 : 1, $1) }
    }

    /// The section of signatures that the form prints without a title; nil if it has none.
    private var untitledSignatures: (form: Int, section: Int)? {
        for form in formsInOrder {
            if let section = labels.forms[form].signatures.first { return (form, section) }
        }
        return nil
    }

    /// The section of signatures whose title stands right above; nil if none does.
    private var openSignatures: (form: Int, section: Int)? {
        guard let open, case .labelled(let labelled) = found[open], labelled.isEmpty else { return nil }
        let section = labels[labelled.label].section
        let sections = labels.forms[labelled.label.form].sections
        guard sections.indices.contains(section), sections[section].view == .signatures else { return nil }
        return (labelled.label.form, section)
    }

    /// Returns the texts of each column, from top to bottom.
    private func columns(of grid: Grid, _ cells: [Int]) -> [[Stretch]] {
        (0..<grid.table.columnCount).map { column in
            cells.filter { outline.cells[$0].column == column }.flatMap { grid.stretches($0) }
        }.filter { !$0.isEmpty }
    }
}

/// Recognizes words that introduce a signature.
enum SignatureWords {
    static func matches(_ text: String) -> Bool {
        let folded = text.folded
        guard folded.count < 60 else { return false }
        return stems.contains { stem in folded.hasPrefix(stem) || folded.contains(" " + stem) }
    }

    /// Whether a text is only a label of a signature: *Elaboró*, *Revisado por:*, *Vo. Bo. Área Normativa*.
    static func isLabel(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ").map(String.init)
        guard let first = words.first, !text.contains(","), !first.hasSuffix("ion") else { return false }
        if words.starts(with: ["vo", "bo"]) || words.starts(with: ["visto", "bueno"]) { return words.count <= 6 }
        return words.count <= 3 && stems.contains { first.hasPrefix($0) }
            && words.dropFirst().allSatisfy { word in
                ["por", "y", "by"].contains(word) || stems.contains { word.hasPrefix($0) }
            }
    }

    private static let stems = [
        "autoriz", "elabor", "revis", "aprob", "vo bo", "visto bueno", "firma", "valid", "conforme", "prepar",
        "approv", "review", "signed",
    ]
}
