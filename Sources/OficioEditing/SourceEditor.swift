import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Plans edits of one source as patches of its bytes.
///
/// The editor tests every patch before returning it: it parses the patched source and compares it with the original.
/// The edited place has to hold the new value, and every other place its old one; otherwise the editor refuses the
/// edit.
package struct SourceEditor: Sendable {
    /// The bytes of the source, which the editor never changes.
    package let bytes: [UInt8]
    /// The path of the source, relative to the site.
    package let path: String
    let schema: Schema
    let text: SourceText
    let document: SourceDocument
    let finder: FieldFinder
    let decoder: DocumentDecoder
    /// The items found so far, by field path. They are cached so that each field is parsed once.
    let known = Locked<[FieldPath: WrittenItems]>([:])

    /// Reads a source. `path` is relative to the site; the path decides the document type.
    package init(_ bytes: [UInt8], path: String, schema: Schema) {
        self.init(bytes, path: path, schema: schema, DocumentDecoder(schema: schema))
    }

    private init(_ bytes: [UInt8], path: String, schema: Schema, _ decoder: DocumentDecoder) {
        self.bytes = bytes
        self.path = path
        self.schema = schema
        text = SourceText(bytes)
        document = SourceDocument(bytes, file: FileID(0), path: path)
        self.decoder = decoder
        finder = FieldFinder(text, document, schema, decoder)
    }

    /// The first error in the source, `nil` if there is none. The editor refuses to edit a source that has one.
    package var damage: Diagnostic? { document.diagnostics.first { $0.severity == .error } }

    // MARK: Patches

    /// Returns the patch of one edit, or the reason for refusing the edit.
    package func patch(_ edit: Edit) -> Result<SourcePatch, EditRefusal> { patch([edit]) }

    /// Returns one patch for several edits, each applied to the result of the previous edit. Fails if one of the
    /// edits is refused.
    package func patch(_ edits: [Edit]) -> Result<SourcePatch, EditRefusal> {
        do throws(EditRefusal) {
            return .success(try testedPatch(edits).0)
        } catch {
            return .failure(error)
        }
    }

    /// Returns the editor of the patched source, or `nil` if the patch does not fit the source.
    package func applying(_ patch: SourcePatch) -> SourceEditor? {
        patch.applied(to: bytes).map { SourceEditor($0, path: path, schema: schema, decoder) }
    }

    /// Returns the tested patch of an edit, and the editor of the patched source. Throws if the
    /// test fails.
    func testedPatch(_ edit: Edit) throws(EditRefusal) -> (SourcePatch, SourceEditor) {
        if let damage { throw EditRefusal(damaged: damage) }
        try edit.checkCharacters()
        // Keep the notation of a value that already decodes to the wanted one, including its quotes and its normal
        // form.
        if edit.givesValue, try reflects(edit, instead: self) { return (.none, self) }
        let steps = try steps(of: edit)
        if steps == [edit] {
            let patch = try simplePatch(edit)
            guard let edited = applying(patch) else { throw .unreadable }
            if let damage = edited.damage {
                throw EditRefusal(
                    EditRefusal.unreadable.message.spanish, EditRefusal.unreadable.message.english, finding: damage)
            }
            guard isKept(edited, patch), try edited.reflects(edit, instead: self) else { throw .unreadable }
            try checkReading(edit, patch, edited)
            return (patch, edited)
        }
        let (total, editor) = try testedPatch(steps)
        guard try editor.reflects(edit, instead: self) else { throw .unreadable }
        return (total, editor)
    }

    /// Whether the body begins with the title heading that it had before, or the edit itself changed that heading.
    func keepsTitle(_ edited: SourceEditor, _ patch: SourcePatch) -> Bool {
        let (old, new) = (finder.titleStart, edited.finder.titleStart)
        if old.map({ patch.moved($0) }) == new { return true }
        let isGone = old.map { old in patch.replacements.contains { $0.range.contains(old) } } ?? true
        let isNew = new.map { new in patch.newRanges.contains { $0.contains(new) } } ?? true
        return isGone && isNew
    }

    private func simplePatch(_ edit: Edit) throws(EditRefusal) -> SourcePatch {
        try checkPlace(edit)
        let replacements = try replacements(of: edit).filter { replacement in
            replacement.bytes != Array(bytes[replacement.range])
                || replacement.range.isEmpty && !replacement.bytes.isEmpty
        }
        guard let patch = SourcePatch(replacements) else { throw .layout }
        return patch
    }

    // MARK: Reading back

    /// Whether the edited source contains the value that an edit writes; true for edits without a value to compare.
    private func reflects(_ edit: Edit, instead before: SourceEditor) throws(EditRefusal) -> Bool {
        switch edit {
        case .set(let path, let content): return try containsField(path, content)
        case .addKey(let path, let content):
            guard let place = try finder.findKey(path) else { return false }
            return canonical(try self.content(at: place, path), path) == canonical(content, path)
        case .setItem(let path, let place, let content):
            let items = try items(path)
            return items.indices.contains(place) && canonicalItem(items[place], path) == canonicalItem(content, path)
        case .insertItem(let path, let place, let content):
            let items = try items(path)
            guard let place else {
                for item in items { if try isItem(item, content, path) { return true } }
                return false
            }
            guard items.indices.contains(place) else { return false }
            return try isItem(items[place], content, path)
        case .setCell(let path, let row, let column, let content):
            if before.bytes != bytes, try isGroup(column, of: path) { return true }
            let items = try items(path)
            guard items.indices.contains(row) else { return content == nil }
            let found = try cell(items[row], column, path)
            return found == content || content == .text("") && found == nil
        case .addSection(let path, let text, _):
            guard let place = try finder.find(path) else { return false }
            return markdown(at: place) == text.lineFeeds.trimmedASCII.precomposed
        case .moveItem(let path, let from, let to):
            let (old, new) = (try before.items(path), try items(path))
            return old.count == new.count && canonicalItem(old[from], path).isMoved(to: canonicalItem(new[to], path))
        case .removeItem(let path, _): return try before.items(path).count == (try items(path)).count + 1
        case .rename(let path, let name):
            return try finder.find(FieldPath(path.names.dropLast() + [name], inRecord: path.record)) != nil
        case .insertText(let path, let text, let atEnd):
            let words = text.lineFeeds.trimmedASCII.precomposed
            guard let place = try finder.find(path), let found = markdown(at: place) else { return words.isEmpty }
            return atEnd ? found.hasSuffix(words) : found.hasPrefix(words)
        case .remove, .move, .removeHeading, .makeFrontMatter, .retarget: return true
        }
    }

    /// Whether an item of the edited source decodes to the item that the edit gave. An item that was given without a
    /// group takes the group of the heading above it.
    func isItem(_ item: Content, _ given: Content, _ path: FieldPath) throws(EditRefusal) -> Bool {
        let wanted = canonicalItem(given, path)
        if canonicalItem(item, path) == wanted { return true }
        return canonicalItem(try ungrouped(item, like: given, path), path) == wanted
    }

    private func containsField(_ path: FieldPath, _ content: Content) throws(EditRefusal) -> Bool {
        guard let place = try finder.find(path) else { return content == .members([]) }
        if case .text(let text, _) = content, let markdown = markdown(at: place) {
            return markdown == text.lineFeeds.trimmedASCII.precomposed
        }
        if !holdsItems(path), case .list = content, let markdown = markdown(at: place) {
            return markdown == (try self.markdown(content, path)).asRead
        }
        return canonical(try self.content(at: place, path), path) == canonical(content, path)
    }

    // MARK: Reading

    /// Returns the content of a field, or `nil` if the field is absent. A section of a list or rows
    /// field gives its items, any other section its Markdown.
    package func content(of path: FieldPath) -> Content? {
        guard let place = try? finder.find(path) else { return nil }
        return try? content(at: place, path)
    }

    /// The paths of all fields in the source, in order: the keys of each record, the members of groups, the sections.
    package var fields: [FieldPath] {
        var paths: [FieldPath] = []
        func add(_ record: Int?) {
            guard let mapping = try? finder.mapping(ofRecord: record) else { return }
            for entry in mapping.entries {
                let path = FieldPath(entry.key.text, inRecord: record)
                paths.append(path)
                guard finder.hasMembers(path), case .mapping(let members, _) = entry.value else { continue }
                paths += members.map { FieldPath(path.names + [$0.key.text], inRecord: record) }
            }
        }
        if isCollection { for place in finder.recordNodes.indices { add(place) } } else { add(nil) }
        for place in finder.places {
            switch place.place {
            case .section(let section):
                let path = FieldPath(place.name)
                paths.append(path)
                guard case .group? = finder.kind(path) else { continue }
                paths += section.parts(text).map { FieldPath(path.names + [$0.heading.plain]) }
            case .part(_, let section): paths.append([section.heading.plain, place.name])
            case .key, .title, .body: break
            }
        }
        return paths
    }

    func content(at place: FieldPlace, _ path: FieldPath) throws(EditRefusal) -> Content {
        if case .key(let mapping, let index) = place { return mapping.entries[index].value.content }
        if holdsItems(path) {
            let items = try items(path)
            if !items.isEmpty { return .list(items) }
        }
        return .text(markdown(at: place) ?? "")
    }

    /// Returns the Markdown of a place in the body, with LF line ends and in NFC; `nil` for a key.
    func markdown(at place: FieldPlace) -> String? {
        let range: Range<Int>
        switch place {
        case .key: return nil
        case .section(let section), .part(let section, _): range = section.textRange(text)
        case .title(let section): range = text.headingWords(section.range.lowerBound)
        case .body(let whole): range = text.trimmed(whole)
        }
        return text.string(range).asRead.trimmedASCII
    }

    func holdsItems(_ path: FieldPath) -> Bool {
        switch finder.kind(path) {
        case .list, .rows, .references, .codeList: true
        default: false
        }
    }
}

extension Edit {
    /// Whether the edit sets the whole value of a place, so that it changes nothing if the place already has the
    /// value.
    fileprivate var givesValue: Bool {
        switch self {
        case .set, .setItem, .setCell: true
        default: false
        }
    }

    func checkCharacters() throws(EditRefusal) {
        switch self {
        case .set(_, let content), .addKey(_, let content), .insertItem(_, _, let content), .setItem(_, _, let content),
            .setCell(_, _, _, .some(let content)):
            try content.checkCharacters()
        case .rename(_, let name): try name.checkCharacters()
        case .addSection(let path, let text, _):
            try text.checkCharacters()
            try path.names.last?.checkCharacters()
        case .insertText(_, let text, _): try text.checkCharacters()
        case .makeFrontMatter(let members): try Content.members(members).checkCharacters()
        case .retarget(_, _, let target): try target.checkCharacters()
        case .setCell(_, _, _, nil), .remove, .move, .removeItem, .moveItem, .removeHeading: break
        }
    }
}

extension Content {
    /// Whether two items are equal, or equal in their first member. A moved item may stand below another heading.
    fileprivate func isMoved(to other: Content) -> Bool { self == other || self.main == other.main }

    /// The content of the first member; the value itself if it has no members.
    private var main: Content {
        if case .members(let members, _) = self, let first = members.first { return first.content }
        return self
    }
}
