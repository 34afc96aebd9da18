// Reads files and prints what their readers find: `import-probe FILE…`. With `--count` it prints one line of counts per
// file; with `--words` it prints the words of the main text, headers, notes and comments, one per line.
import Diagnostics
import Glibc
import OficioImport

private func milliseconds(_ body: () -> Void) -> Int {
    let clock = ContinuousClock()
    return Int(clock.measure(body) / .milliseconds(1))
}

private func show(_ blocks: [LocatedDocument.Block], _ indent: String) {
    for block in blocks {
        switch block {
        case .paragraph(let paragraph):
            var marks: [String] = []
            if let level = paragraph.heading.level { marks.append("h\(level)") }
            if paragraph.heading.isBold { marks.append("b") }
            if paragraph.heading.isCapitals { marks.append("C") }
            if let list = paragraph.list { marks.append("[\(list.label)]\(list.level)") }
            if let page = paragraph.page { marks.append("p\(page)") }
            print(
                """
                \(indent)\(paragraph.address.description[.spanish]) <\(marks.joined(separator: " "))> \
                \(paragraph.text)
                """
            )
            for box in paragraph.textBoxes { show(box.blocks, indent + "  □ ") }
        case .table(let table):
            print("\(indent)\(table.address.description[.spanish]): \(table.rows.count)×\(table.columnCount)")
            for row in table.rows {
                for cell in row.cells {
                    let head = row.isHeader || cell.isHeader ? " H" : ""
                    print("\(indent)  r\(cell.row)c\(cell.column) \(cell.rowSpan)×\(cell.columnSpan)\(head)")
                    show(cell.blocks, indent + "    ")
                }
            }
        }
    }
}

private var isCounting = false
private var isListing = false
for argument in CommandLine.arguments.dropFirst() {
    if argument == "--count" {
        isCounting = true
        continue
    }
    if argument == "--words" {
        isListing = true
        continue
    }
    var outcome: Result<LocatedDocument, ImportRefusal>?
    let time = milliseconds {
        outcome = Result { () throws(ImportRefusal) in try DocumentReader.read(path: argument) }
    }
    switch outcome {
    case .failure(let refusal): print("\(argument): \(refusal.kind): \(refusal.message[.spanish])")
    case .success(let document):
        if isListing {
            for word in document.words where ![.deleted, .hidden].contains(word.id.part) { print(word.text) }
            continue
        }
        var counts: [LocatedDocument.WordPart: Int] = [:]
        for word in document.words { counts[word.id.part, default: 0] += 1 }
        let parts = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }.joined(
            separator: ", ")
        if !isCounting {
            for section in document.sections { show(section.blocks, "") }
            for margin in document.margins { show(margin.blocks, "\(margin.kind): ") }
            for note in document.notes { show(note.blocks, "nota \(note.label): ") }
            for comment in document.comments { show(comment.blocks, "\(comment.author) «\(comment.on)»: ") }
            for remark in document.remarks { print("\(remark.kind): \(remark.message[.spanish])") }
        }
        print("\(argument): \(time) ms; \(parts)")
    case nil: break
    }
}
