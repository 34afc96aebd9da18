import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Replaces the names of hidden records in the values of a record.
struct HiddenNameReplacer {
    let view: PublicView
    let file: FileID
    let former: Bool
    /// Labels of the footnotes to which no shown text refers.
    var hiddenNotes: Set<String> = []
    /// Words of the hidden references in the current text, which its pictures may repeat; empty for a text without a
    /// picture.
    private var pictureWords: [String] = []
    /// Paths of columns and members that are left out: `steps/key`.
    var hiddenCells: Set<String> = []
    /// Whether plain words are names of people and posts, so that the name of a hidden post is replaced although it
    /// is no reference.
    private var readsNames = false

    init(view: PublicView, file: FileID, former: Bool) {
        self.view = view
        self.file = file
        self.former = former
    }

    func text(_ text: Text) -> Text {
        guard let inlines = text.inlines ?? (readsNames ? [.text(text.source)] : parsedSource(text)) else {
            return text
        }
        var changed = false
        var walker = self
        walker.pictureWords = pictureWords(text.source)
        let shown = walker.inlines(inlines, &changed)
        if !changed { return text }
        var words = ""
        Inline.appendPlain(shown, to: &words)
        return text.replacing(source: words, inlines: shown)
    }

    /// Returns the words of a text's references to hidden documents; empty for a text that holds no picture. A
    /// picture keeps the words of its references, but not the references.
    private func pictureWords(_ source: String) -> [String] {
        guard source.contains("!["), source.contains("[[") else { return [] }
        return References.split(source).compactMap { piece in
            guard case .reference(let target, let label) = piece,
                view.hides(target, [], from: file, isPath: false, former: former)
            else { return nil }
            let words = label ?? target
            return view.label(words, of: target, from: file, isPath: false) == words && label != nil ? nil : words
        }
    }

    /// Returns the parsed source of a text without inline structure; `nil` if the text cannot name anything hidden.
    private func parsedSource(_ text: Text) -> [Inline]? {
        let source = text.source
        if source.contains("[[") || source.contains("](") {
            return InlineMarkdown.text(source, span: text.span).inlines ?? [.text(source)]
        }
        return view.mayHoldPage(source) || HiddenPaths.mayOccur(in: source) ? [.text(source)] : nil
    }

    private func inlines(_ inlines: [Inline], _ changed: inout Bool) -> [Inline] {
        var out: [Inline] = []
        for inline in inlines {
            switch inline {
            case .reference(let target, let label):
                guard view.hides(target, [], from: file, isPath: false, former: former) else {
                    out.append(inline)
                    continue
                }
                changed = true
                // In a snapshot the label may be the title that the record had at that time.
                out.append(
                    .text(former ? view.neutral : view.label(label, of: target, from: file, isPath: false)))
            case .link(let destination, let title, let inside):
                let words = self.inlines(inside, &changed)
                if view.hidesPage(destination) {
                    changed = true
                    out += [.text(view.neutral)]
                } else if view.hidesQuery(of: destination) || isHidden(path: destination) {
                    changed = true
                    let label = Self.label(words)
                    let shown = view.label(label, of: destination, from: file, isPath: true)
                    out += shown == label ? words : [.text(shown)]
                } else {
                    out.append(.link(destination: destination, title: plain(title, &changed), words))
                }
            case .emphasis(let inside): out.append(.emphasis(self.inlines(inside, &changed)))
            case .strong(let inside): out.append(.strong(self.inlines(inside, &changed)))
            case .strikethrough(let inside): out.append(.strikethrough(self.inlines(inside, &changed)))
            case .text(let words):
                var shown = view.mayHoldPage(words) ? withoutPages(words, &changed) : words
                shown = withoutPaths(shown)
                if readsNames { shown = view.withoutHiddenNames(shown, from: file) }
                changed = changed || shown != words
                out.append(.text(shown))
            case .code(let words):
                out.append(.code(plain(words, &changed)))
            case .image(let destination, _, _) where view.hidesPage(destination): changed = true
            case .image(let destination, _, let alternative) where view.hidesQuery(of: destination):
                changed = true
                out.append(.text(plain(alternative, &changed)))
            case .image(let destination, let title, let alternative):
                out.append(
                    .image(
                        destination: destination, title: plain(title, &changed),
                        alternative: plain(alternative, &changed)))
            case .softBreak, .lineBreak: out.append(inline)
            }
        }
        return out
    }

    /// Whether the destination of a link is the path of a hidden document.
    private func isHidden(path: String) -> Bool {
        if path.contains(":") { return false }
        return LinkTarget(path).isRelativePath && view.hides(path, [], from: file, isPath: true, former: former)
            || view.hides(path: path, from: file, former: former)
    }

    /// Returns words without markup, such as the title of a picture, with hidden references, addresses and paths
    /// replaced; sets `changed` if any was.
    private func plain(_ words: String, _ changed: inout Bool) -> String {
        var shown = pictureWords.reduce(withoutReferences(words)) { $0.replacing($1, with: view.neutral) }
        if view.mayHoldPage(shown) { shown = withoutPages(shown, &changed) }
        shown = withoutPaths(shown)
        changed = changed || shown != words
        return shown
    }

    /// Returns the words of a link's label, including the addresses and titles of its pictures.
    private static func label(_ inlines: [Inline]) -> String {
        var words = ""
        Inline.appendPlain(inlines, to: &words)
        func pictures(_ inlines: [Inline]) -> [String] {
            inlines.flatMap { inline -> [String] in
                switch inline {
                case .image(let destination, let title, _): [destination, title]
                case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): pictures(inside)
                default: []
                }
            }
        }
        return ([words] + pictures(inlines)).joined(separator: " ").trimmedASCII
    }

    /// Returns plain text with the addresses of hidden pages replaced; sets `changed` if any was.
    private func withoutPages(_ words: String, _ changed: inout Bool) -> String {
        var shown = ""
        for piece in BareAddress.pieces(of: words) {
            switch piece {
            case .words(let words): shown += words
            case .address(let words, let destination):
                let isHidden = view.hidesPage(destination)
                changed = changed || isHidden
                shown += isHidden ? view.neutral : words
            }
        }
        return shown
    }

    private func code(_ words: String) -> String {
        var isChanged = false
        return plain(words, &isChanged)
    }

    /// Returns words without markup, such as code, with the references to hidden records replaced.
    private func withoutReferences(_ code: String) -> String {
        guard code.contains("[[") else { return code }
        return References.split(code).reduce(into: "") { shown, piece in
            switch piece {
            case .reference(let target, let label):
                let isHidden = view.hides(target, [], from: file, isPath: false, former: former)
                shown += isHidden ? view.neutral : "[[\(target)\(label.map { "|\($0)" } ?? "")]]"
            default: Inline.appendPlain([piece], to: &shown)
            }
        }
    }

    /// Returns words with the neutral words in place of the paths of hidden documents and of addresses whose query or
    /// fragment names one.
    private func withoutPaths(_ words: String) -> String {
        guard HiddenPaths.mayOccur(in: words) else { return words }
        return HiddenPaths.replaced(
            in: words, by: view.neutral, where: { view.hides(path: $0, from: file, former: former) },
            orAddress: { view.hidesQuery(of: $0) })
    }

    /// Returns a text without the definitions of hidden footnotes; `nil` if nothing remains.
    private func withoutNotes(_ text: Text) -> Text? {
        guard !hiddenNotes.isEmpty, let inlines = text.marked.inlines, Footnotes.isMarked(text.marked) else {
            return text
        }
        var isHidden = false
        let lines = Footnotes.lines(inlines)
        // The definition of a footnote extends up to the next definition.
        let shown = lines.filter { line in
            if let (label, _) = Footnotes.parseNote(line) { isHidden = hiddenNotes.contains(label) }
            return !isHidden
        }
        if shown.count == lines.count { return text }
        let left = shown.enumerated().flatMap { $0.offset == 0 ? $0.element : [.softBreak] + $0.element }
        if left.isEmpty { return nil }
        var words = ""
        Inline.appendPlain(left, to: &words)
        return text.replacing(source: words, inlines: left)
    }

    func blocks(_ blocks: [Block]) -> [Block] {
        blocks.compactMap { block in
            switch block {
            case .paragraph(let text): withoutNotes(text).map { .paragraph(self.text($0)) }
            case .heading(let level, let text): .heading(level: level, self.text(text))
            case .list(let list):
                .list(
                    ListBlock(
                        start: list.start,
                        items: list.items.map { .init(blocks: self.blocks($0.blocks), span: $0.span) }, span: list.span)
                )
            case .table(let table):
                .table(
                    TableBlock(
                        header: table.header.map(text),
                        rows: table.rows.map { .init(cells: $0.cells.map(text), span: $0.span) }, span: table.span,
                        alignments: table.alignments))
            case .quote(let inside, let span): .quote(self.blocks(inside), span)
            case .code(let text, let info, let span):
                .code(code(text), info: code(info), span)
            case .rule: block
            }
        }
    }

    /// Returns the value without internal columns and hidden names. `path` is the path of its field: `steps`.
    func value(_ value: Value, _ kind: FieldKind, at path: String) -> Value {
        switch value {
        case .notApplicable(let text): return .notApplicable(self.text(text))
        case .text(let text): return .text(self.text(text))
        case .blocks(let blocks): return .blocks(self.blocks(blocks))
        case .references(let references):
            var types: [TypeKey] = []
            if case .references(let declared) = kind { types = declared.types }
            return .references(references.map { reference($0, types) })
        case .list(let items):
            let shown = items.map { blocks($0.blocks) }
            let ids = ids(zip(items, shown).map { ($0.id, $0.blocks.plain, $1.plain) })
            return .list(items.indices.map { ListItem(id: ids[$0], blocks: shown[$0], span: items[$0].span) })
        case .rows(let rows): return .rows(self.rows(rows, kind.rowType, at: path))
        case .group(let members):
            guard case .group(let fields) = kind else { return value }
            return .group(members.compactMap { cell($0, fields[$0.field], at: path) })
        case .date, .integer, .percent, .boolean, .duration, .codes, .codeList: return value
        }
    }

    private func reference(_ reference: Reference, _ types: [TypeKey]) -> Reference {
        guard
            view.hides(
                reference.target, reference.hasContext ? [] : types, from: file, isPath: reference.isPath,
                former: former)
        else {
            // Beside references, and in place of one, stand names as plain words: *Jefe de sala y Cajera*.
            var walker = self
            walker.readsNames = reference.hasContext || !view.isNameOfShown(reference.target, reference.isPath, file)
            let words = walker.text(reference.text)
            let isChanged = !reference.hasContext && words.source != reference.text.source
            return Reference(
                target: isChanged ? words.plain : reference.target, isPath: reference.isPath && !isChanged,
                isOptional: reference.isOptional || isChanged, text: words, hasContext: reference.hasContext,
                label: reference.label.map { view.withoutHiddenNames($0, from: file) })
        }
        let words =
            reference.hasContext
            ? text(reference.text)
            : Text(
                former
                    ? view.neutral
                    : view.label(reference.label, of: reference.target, from: file, isPath: reference.isPath),
                span: reference.text.span)
        return Reference(
            target: words.plain, isPath: false, isOptional: true, text: words, hasContext: reference.hasContext,
            label: nil)
    }

    /// Returns a cell or a member as the public sees it; `nil` for an internal one.
    private func cell(_ value: FieldValue, _ field: Field, at path: String) -> FieldValue? {
        let path = "\(path)/\(field.id)"
        if field.isInternal || hiddenCells.contains(path) { return nil }
        if field.replacesNames, case .text(let text) = value.value {
            let words = view.withoutHiddenNames(text.plain, from: file)
            if words != text.plain { return value.with(.text(Text(words, span: text.span))) }
        }
        return FieldValue(field: value.field, value: self.value(value.value, field.kind, at: path), span: value.span)
    }

    private func rows(_ rows: Rows, _ type: RowType, at path: String) -> Rows {
        var result = rows
        result.introduction = blocks(rows.introduction)
        result.closing = blocks(rows.closing)
        result.groups = rows.groups.map {
            RowGroup(
                heading: text($0.heading), value: $0.value, note: blocks($0.note), isNotApplicable: $0.isNotApplicable)
        }
        let shown = rows.rows.map { row in
            row.cells.compactMap { cell($0, type.columns[$0.field], at: path) }
        }
        func words(_ cells: [FieldValue]) -> String {
            (cells.first { $0.field == type.main } ?? cells.first)?.value.plain ?? ""
        }
        let ids = ids(zip(rows.rows, shown).map { ($0.id, words($0.cells), words($1)) })
        result.rows = rows.rows.indices.map { place in
            let row = rows.rows[place]
            return Row(id: ids[place], cells: shown[place], continued: row.continued, group: row.group, span: row.span)
        }
        result.recorded = rows.recorded.map { RecordedRows(self.rows($0.rows, type, at: path)) }
        if let use = rows.clause,
            view.hides(use.clause.target, [.clause], from: file, isPath: use.clause.isPath, former: former)
        {
            result.clause = nil
        }
        return result
    }

    /// Returns the ids of items. An id that was made from hidden words, or that contains the id of a hidden record,
    /// is replaced by an id made from the shown words.
    private func ids(_ items: [(id: String, words: String, shown: String)]) -> [String] {
        func isDerived(_ id: String, from words: String) -> Bool {
            let slug = RowIDs.slug(words)
            return id == slug || id.hasPrefix(slug + "-") && id.dropFirst(slug.count + 1).allSatisfy(\.isNumber)
        }
        let isOther = items.map { item in
            // An id made from shown words reveals no more than the words do.
            isDerived(item.id, from: item.words) ? item.words != item.shown : view.containsHiddenID(item.id)
        }
        guard isOther.contains(true) else { return items.map(\.id) }
        var names = UniqueNames(Set(zip(items, isOther).filter { !$0.1 }.map(\.0.id)))
        return zip(items, isOther).map { item, isOther in
            isOther ? names.next(RowIDs.slug(item.shown)) : item.id
        }
    }
}
