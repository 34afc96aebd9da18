import Diagnostics

/// The state that readers of all formats share while they build a document: the numbers of its parts, and the limits.
final class DocumentBuilder {
    var document: LocatedDocument
    let limits: ReadingLimits
    private var paragraphCount = 0
    private var tableCount = 0
    private var cellCount = 0
    private var repeatedCount = 0
    private var depth = 0

    init(_ document: LocatedDocument, limits: ReadingLimits) {
        self.document = document
        self.limits = limits
    }

    /// Returns the number of the next paragraph. ``checkParagraphs()`` throws if there are too many.
    func paragraphID() -> Int {
        defer { paragraphCount += 1 }
        return paragraphCount
    }

    /// Throws if the file has more paragraphs than the limit. Readers call it for each block or row.
    func checkParagraphs() throws(ImportRefusal) {
        guard paragraphCount <= limits.paragraphs else {
            throw ImportRefusal(
                .tooLarge,
                Localized(
                    es: "el archivo tiene más de \(limits.paragraphs) párrafos o celdas con texto",
                    en: "the file has more than \(limits.paragraphs) paragraphs or cells with text"))
        }
    }

    func tableID() -> Int {
        defer { tableCount += 1 }
        return tableCount
    }

    /// Calls `body` one level deeper: in a table, a text box or a note. Throws if that is too deep.
    func oneLevelDeeper<Result>(_ body: () throws(ImportRefusal) -> Result) throws(ImportRefusal) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else {
            throw ImportRefusal(
                .tooLarge,
                Localized(
                    es: "el archivo anida tablas o cuadros de texto más de \(limits.depth) veces",
                    en: "the file nests tables or text boxes more than \(limits.depth) times"))
        }
        return try body()
    }

    /// Counts cells of a grid towards the limit of the whole file; throws if there are too many.
    func charge(cells: Int) throws(ImportRefusal) {
        cellCount += cells
        guard cells >= 0, cellCount <= limits.cells else {
            throw ImportRefusal(
                .tooLarge,
                Localized(
                    es: "las tablas del archivo tienen más de \(limits.cells) celdas",
                    en: "the tables of the file have more than \(limits.cells) cells"))
        }
        try checkParagraphs()
    }

    /// Counts cells with text that a file repeats without writing them out; throws if there are too many.
    func charge(repeatedCells cells: Int) throws(ImportRefusal) {
        repeatedCount += cells
        guard repeatedCount <= limits.repeatedCells else {
            throw ImportRefusal(
                .tooLarge,
                Localized(
                    es: "la hoja repite la misma celda con texto más de \(limits.repeatedCells) veces",
                    en: "the sheet repeats the same cell with text more than \(limits.repeatedCells) times"))
        }
    }

    /// Moves the changes of a paragraph to the paragraph that it became part of.
    func moveChanges(ofParagraph id: Int, to other: LocatedDocument.Paragraph) {
        for index in document.changes.indices where document.changes[index].paragraph == id {
            document.changes[index].paragraph = other.id
            document.changes[index].address = other.address
        }
    }

    func remark(
        _ kind: LocatedDocument.Remark.Kind, es spanish: String, en english: String,
        at address: LocatedDocument.Address? = nil
    ) {
        let message = Localized(es: spanish, en: english)
        if document.remarks.contains(where: { $0.message == message && $0.kind == kind }) { return }
        document.remarks.append(.init(kind, message, at: address))
    }

    /// Records a remark that the macros of the file are left out.
    func remarkMacros() { document.remarks.append(.macros) }
}

/// A container of blocks (the body, a cell, a note) and the numbers that its next table and paragraph get in their
/// addresses.
final class BlockContainer {
    let address: LocatedDocument.Address
    private var tables = 0
    private var paragraphs = 0

    init(_ address: LocatedDocument.Address) { self.address = address }

    func nextTable() -> LocatedDocument.Address {
        tables += 1
        return address.adding(.table(tables))
    }

    func nextParagraph() -> LocatedDocument.Address {
        paragraphs += 1
        return address.adding(.paragraph(paragraphs))
    }
}

extension LocatedDocument.Remark {
    /// The remark about a file with macros.
    static var macros: Self {
        .init(
            .leftOut,
            Localized(
                es: "el archivo contiene macros; no se leen ni se ejecutan",
                en: "the file contains macros; they are neither read nor run"))
    }
}
