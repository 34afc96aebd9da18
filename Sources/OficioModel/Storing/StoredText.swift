import Diagnostics
import OficioSource

// Encodes texts and blocks as bytes and decodes them.

extension BinaryWriter {
    mutating func text(of text: Text) {
        self.text(text.source)
        optional(text.inlines) { $0.inlines($1) }
        span(text.span)
    }

    mutating func inlines(_ inlines: [Inline]) {
        list(inlines) { out, inline in
            switch inline {
            case .text(let text):
                out.count(0)
                out.text(text)
            case .emphasis(let inside):
                out.count(1)
                out.inlines(inside)
            case .strong(let inside):
                out.count(2)
                out.inlines(inside)
            case .strikethrough(let inside):
                out.count(3)
                out.inlines(inside)
            case .code(let text):
                out.count(4)
                out.text(text)
            case .link(let destination, let title, let inside):
                out.count(5)
                out.text(destination)
                out.text(title)
                out.inlines(inside)
            case .image(let destination, let title, let alternative):
                out.count(6)
                out.text(destination)
                out.text(title)
                out.text(alternative)
            case .reference(let target, let label):
                out.count(7)
                out.text(target)
                out.optional(label) { $0.text($1) }
            case .softBreak: out.count(8)
            case .lineBreak: out.count(9)
            }
        }
    }

    mutating func blocks(_ blocks: [Block]) {
        list(blocks) { out, block in
            switch block {
            case .paragraph(let text):
                out.count(0)
                out.text(of: text)
            case .heading(let level, let text):
                out.count(1)
                out.count(level)
                out.text(of: text)
            case .list(let list):
                out.count(2)
                out.optional(list.start) { $0.number($1) }
                out.list(list.items) { out, item in
                    out.blocks(item.blocks)
                    out.span(item.span)
                    out.count(item.indent)
                }
                out.span(list.span)
            case .table(let table):
                out.count(3)
                out.list(table.header) { $0.text(of: $1) }
                out.list(table.rows) { out, row in
                    out.list(row.cells) { $0.text(of: $1) }
                    out.span(row.span)
                }
                out.span(table.span)
                out.list(table.alignments) { $0.count($1.rawValue) }
            case .quote(let inside, let span):
                out.count(4)
                out.blocks(inside)
                out.span(span)
            case .code(let code, let info, let span):
                out.count(5)
                out.text(code)
                out.text(info)
                out.span(span)
            case .rule(let span):
                out.count(6)
                out.span(span)
            }
        }
    }
}

extension BinaryReader {
    mutating func richText() -> Text {
        let source = text()
        let inlines = optional { $0.inlines() }
        return Text(source, inlines: inlines, span: span())
    }

    mutating func inlines() -> [Inline] {
        list { reader in
            switch reader.count() {
            case 0: return .text(reader.text())
            case 1: return .emphasis(reader.inlines())
            case 2: return .strong(reader.inlines())
            case 3: return .strikethrough(reader.inlines())
            case 4: return .code(reader.text())
            case 5:
                let destination = reader.text(), title = reader.text()
                return .link(destination: destination, title: title, reader.inlines())
            case 6:
                let destination = reader.text(), title = reader.text()
                return .image(destination: destination, title: title, alternative: reader.text())
            case 7:
                let target = reader.text()
                return .reference(target: target, label: reader.optional { $0.text() })
            case 8: return .softBreak
            default: return .lineBreak
            }
        }
    }

    mutating func blocks() -> [Block] {
        list { reader in
            switch reader.count() {
            case 0: return .paragraph(reader.richText())
            case 1:
                let level = reader.count()
                return .heading(level: level, reader.richText())
            case 2:
                let start = reader.optional { $0.number() }
                let items = reader.list { reader in
                    let blocks = reader.blocks()
                    return ListBlock.Item(blocks: blocks, span: reader.span(), indent: reader.count())
                }
                return .list(ListBlock(start: start, items: items, span: reader.span()))
            case 3:
                let header = reader.list { $0.richText() }
                let rows = reader.list { reader in
                    let cells = reader.list { $0.richText() }
                    return TableBlock.Row(cells: cells, span: reader.span())
                }
                let span = reader.span()
                let alignments = reader.list { TableBlock.Alignment(rawValue: $0.count()) ?? .unset }
                return .table(TableBlock(header: header, rows: rows, span: span, alignments: alignments))
            case 4:
                let inside = reader.blocks()
                return .quote(inside, reader.span())
            case 5:
                let code = reader.text(), info = reader.text()
                return .code(code, info: info, reader.span())
            default: return .rule(reader.span())
            }
        }
    }
}
