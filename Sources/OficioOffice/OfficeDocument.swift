/// The content of a document page for office formats and EPUB: headings, paragraphs, lists and tables.
package struct OfficeDocument: Sendable {
    /// A run of text with one style.
    package struct Run: Sendable, Equatable {
        var text: String
        var isBold = false
        var isItalic = false
        var isUnderlined = false
        var isStruck = false
        /// A picture instead of the text, which is its description then; nil for a run of text.
        var picture: Picture?
        /// The field whose value contains the run; nil for none.
        var control: FieldControl?
        /// A run that breaks the line.
        static let lineBreak = Run(text: "\n")
        /// The placeholder in a text for the page number. `pageCount` stands for the number of pages.
        static let pageNumber: Character = "\u{E000}"
        static let pageCount: Character = "\u{E001}"
    }

    /// A block of the document.
    package indirect enum Block: Sendable {
        /// A heading of level 1…6.
        case heading(Int, [Run])
        case paragraph([Run])
        case quote([Run])
        /// Items with bullets, or with numbers from `start`.
        case list(start: Int?, items: [[Block]])
        case table(Table)
        /// Paragraphs and lists that are the value of a field.
        case control(FieldControl, [Block])
        case pageBreak
    }

    /// The title of the document.
    package var title: String
    /// The language of the document as a BCP 47 tag.
    package var language: String
    /// The institution that publishes the document; empty if not known.
    package var institution = ""
    /// The code of the document; empty if it has none.
    package var code = ""
    /// The version of the document; empty if it has none.
    package var version = ""
    /// The key `type/id` of the record, which tags of its own fields leave out; empty if there is none.
    package var record = ""
    /// The running header. If empty, the writers compose one from institution, title, code and version.
    package var header: [Block] = []
    /// The running footer, above the page number.
    package var footer: [Block] = []
    /// The paper with its margins.
    package var paper = OfficePaper()
    /// Custom properties of the file, by name. Word processors keep them and show them with the file's properties.
    package var properties: [(name: String, value: String)] = []
    /// The blocks of the document's body.
    package var blocks: [Block] = []

    /// The fields whose values the document marks, in the order of the text; a field that occurs twice is listed
    /// twice.
    package var controls: [FieldControl] { blocks.allControls }

    /// Creates an empty document.
    package init(title: String, language: String) {
        self.title = title
        self.language = language
    }
}

extension [OfficeDocument.Block] {
    /// Every run of the blocks and of their nested blocks, in order.
    var allRuns: [OfficeDocument.Run] {
        flatMap { block -> [OfficeDocument.Run] in
            switch block {
            case .heading(_, let runs), .paragraph(let runs), .quote(let runs): runs
            case .list(_, let items): items.flatMap { $0.allRuns }
            case .table(let table): table.rows.flatMap { $0.flatMap { $0.blocks.allRuns } }
            case .control(_, let blocks): blocks.allRuns
            case .pageBreak: []
            }
        }
    }

    var allControls: [FieldControl] {
        flatMap { block -> [FieldControl] in
            switch block {
            case .heading(_, let runs), .paragraph(let runs), .quote(let runs): runs.compactMap(\.control)
            case .list(_, let items): items.flatMap { $0.allControls }
            case .table(let table): table.rows.flatMap { $0.flatMap { $0.blocks.allControls } }
            case .control(let control, let blocks): [control] + blocks.allControls
            case .pageBreak: []
            }
        }
    }

    /// Whether a text contains the placeholder of the page number.
    var numberPages: Bool { allRuns.contains { $0.text.contains(OfficeDocument.Run.pageNumber) } }
}

extension String {
    /// The string escaped for XML 1.0 text and attributes, without the characters that XML does not allow.
    var xml: String {
        // Most texts have nothing to escape. U+FFFE and U+FFFF begin with the byte 0xEF.
        let isPlain = utf8.allSatisfy {
            ($0 >= 0x20 || $0 == 0x09 || $0 == 0x0A) && $0 != 0x22 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E
                && $0 != 0xEF
        }
        if isPlain { return self }
        var out = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            default:
                if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }
}
