import OficioSchema
import OficioSource

extension Record {
    /// Calls `body` with each text of the record that a public build shows as it stands, headings included. Leaves
    /// out roles and names, in which public builds replace hidden names, and every text of a record that is internal
    /// as a whole.
    package func forEachPublicText(in corpus: Corpus, _ body: (Text) -> Void) {
        let type = corpus.schema.types[self.type]
        let parts = InternalParts(of: self, corpus.schema, manual: nil)
        if parts.isWhole { return }
        for value in fields where !parts.hides(value.field, of: type) {
            value.value.forEachPublicText(type.fields[value.field].kind, body)
        }
        for section in extra where !parts.hides(section, of: type) {
            body(section.heading)
            section.blocks.forEachText(body)
        }
    }
}

extension Value {
    fileprivate func forEachPublicText(_ kind: FieldKind, _ body: (Text) -> Void) {
        switch self {
        case .rows(let rows):
            guard case .rows(let type) = kind else { return }
            rows.introduction.forEachText(body)
            for group in rows.groups {
                body(group.heading)
                group.note.forEachText(body)
            }
            for cell in rows.rows.flatMap(\.cells)
            where !type.columns[cell.field].isInternal && !cell.isReplaced(type.columns[cell.field]) {
                cell.value.forEachPublicText(type.columns[cell.field].kind, body)
            }
            rows.closing.forEachText(body)
        case .group(let members):
            guard case .group(let fields) = kind else { return }
            for member in members
            where !fields[member.field].isInternal && !member.isReplaced(fields[member.field]) {
                member.value.forEachPublicText(fields[member.field].kind, body)
            }
        case .blocks(let blocks): blocks.forEachText(body)
        case .list(let items): for item in items { item.blocks.forEachText(body) }
        case .notApplicable(let text), .text(let text): body(text)
        case .date, .integer, .percent, .boolean, .duration, .codes, .references, .codeList: break
        }
    }
}

extension FieldValue {
    /// Whether public builds replace the names of hidden documents in the value.
    fileprivate func isReplaced(_ field: Field) -> Bool {
        if case .text = value { field.replacesNames } else { false }
    }
}

extension Text {
    /// The words of the text with ` · ` in place of each reference, because public builds replace the names of hidden
    /// documents in references.
    package var wordsOutsideReferences: String {
        func words(_ inlines: [Inline]) -> String {
            inlines.reduce(into: "") { out, inline in
                switch inline {
                case .reference: out += " · "
                case .link(_, _, let inside), .emphasis(let inside), .strong(let inside), .strikethrough(let inside):
                    out += words(inside)
                default: Inline.appendPlain([inline], to: &out)
                }
            }
        }
        if let inlines { return words(inlines) }
        return source.contains("[[") ? words(References.split(source)) : source
    }
}
