import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Checks that the decoder still reads every key and heading as the same field after an edit.
extension SourceEditor {
    /// Throws if the place of an edit is ambiguous: a field with several headings, or a section that gathers other
    /// fields.
    func checkPlace(_ edit: Edit) throws(EditRefusal) {
        guard let path = edit.path, edit.changesText else { return }
        let headings = finder.headings(meantBy: path)
        if headings.count > 1 {
            let spanish = headings.map { "«\($0)»" }.joined(separator: ", ")
            let english = headings.map { "“\($0)”" }.joined(separator: ", ")
            throw EditRefusal(
                "«\(path.shown)» está bajo varios títulos (\(spanish)): diga cuál",
                "“\(path.shown)” stands under several headings (\(english)): say which")
        }
        guard let place = try finder.find(path) else { return }
        let gathered = finder.places.filter { $0.owner == place.start }.map(\.name)
        if !gathered.isEmpty {
            let spanish = gathered.map { "«\($0)»" }.joined(separator: ", ")
            let english = gathered.map { "“\($0)”" }.joined(separator: ", ")
            throw EditRefusal(
                "«\(path.shown)» reúne otros campos (\(spanish)): cámbielos por su nombre",
                "“\(path.shown)” gathers other fields (\(english)): change them by their names")
        }
    }

    /// Throws if the decoder would read a key or a heading as another field after a patch.
    func checkReading(_ edit: Edit, _ patch: SourcePatch, _ edited: SourceEditor) throws(EditRefusal) {
        guard finder.type != nil, !edit.choosesForm else { return }
        let (before, after) = (readings, edited.readings)
        let own = try edit.path.flatMap { (path) throws(EditRefusal) in try finder.find(path) }.map { range(of: $0) }
        let moved = own.map { patch.moved($0).clamped(to: 0..<edited.text.count) }
        let news = patch.newRanges + (moved.map { [$0] } ?? [])
        func isNew(_ reading: NamePlace) -> Bool { news.contains { $0.contains(reading.start) } }

        // Collect the fields that the edit may change.
        let target = edit.path.flatMap { finder.target($0) }
        var fields = Set([target?.field].compactMap(\.self))
        switch edit {
        case .move: fields.formUnion(before.filter { own?.contains($0.start) == true }.compactMap(\.field))
        case .rename, .addSection, .makeFrontMatter, .retarget:
            fields.formUnion(after.filter { isNew($0) }.compactMap(\.field))
        default: break
        }
        /// Whether a reading is the title's heading, in an edit of the title. The decoder keeps the heading as a
        /// section if a key gives another title.
        func isTitle(_ reading: NamePlace, in editor: SourceEditor) -> Bool {
            guard let title = editor.finder.titleHeading, let field = finder.type?.declaredTitleField else {
                return false
            }
            return reading.field == nil && title.contains(reading.start) && fields.contains(field)
        }

        // Compare places, too: a heading whose field has another heading gives no reading of its
        // own.
        let places = Dictionary(edited.finder.places.map { ($0.place.start, $0) }) { first, _ in first }
        for old in finder.places where !(edit.isRenaming && old.place.start == own?.lowerBound) {
            guard let new = places[patch.moved(old.place.start)], new.name == old.name, new.target != old.target else {
                continue
            }
            throw misread(
                old.name, was: old.target?.field, is: NamePlace(field: new.target?.field, start: new.place.start))
        }
        for reading in before where !after.contains(reading.moved(by: patch)) && !isTitle(reading, in: self) {
            let isOwn = reading.field.map { fields.contains($0) } ?? own?.contains(reading.start) ?? false
            if !isOwn {
                let found = after.first { $0.start == patch.moved(reading.start) }
                throw misread(text.line(at: reading.start), was: reading.field, is: found)
            }
        }
        let known = Set(before.map { $0.moved(by: patch) })
        let heading = moved.map { $0.lowerBound..<edited.text.nextLine($0.lowerBound) }
        for reading in after where !known.contains(reading) && !isTitle(reading, in: edited) {
            var isMeant = reading.field.map { fields.contains($0) } ?? isNew(reading)
            // The edited place has to stay a field, and not become a section of the author's own.
            if reading.field == nil, target != nil, heading?.contains(reading.start) == true, !edit.isRenaming {
                isMeant = false
            }
            if !isMeant { throw misread(edited.text.line(at: reading.start), was: target?.field, is: reading) }
        }
    }

    private func misread(_ line: String, was old: Int?, is new: NamePlace?) -> EditRefusal {
        func label(_ field: Int?, _ language: Language, _ none: String) -> String {
            field.flatMap { field in finder.type.map { $0.fields[field].label[language] } } ?? none
        }
        guard let new else {
            return EditRefusal(
                "«\(line)» ya no se leería como «\(label(old, .spanish, "sección aparte"))»",
                "“\(line)” would no longer be read as “\(label(old, .english, "a section of its own"))”")
        }
        return EditRefusal(
            "«\(line)» se leería como «\(label(new.field, .spanish, "sección aparte"))», "
                + "y no como «\(label(old, .spanish, "sección aparte"))»",
            "“\(line)” would be read as “\(label(new.field, .english, "a section of its own"))”, "
                + "not as “\(label(old, .english, "a section of its own"))”")
    }

    /// The fields and the sections of the author's own that the decoder reads, each with its offset.
    private var readings: Set<NamePlace> {
        var readings: Set<NamePlace> = []
        for record in decoder.decode(document).records {
            for field in record.fields { readings.insert(NamePlace(field: field.field, start: Int(field.span.start))) }
            for section in record.extra {
                readings.insert(NamePlace(field: nil, start: Int(section.heading.span.start)))
            }
        }
        return readings
    }
}

/// A key or a heading as the decoder reads it.
private struct NamePlace: Hashable {
    /// The index of the field in its type; `nil` for a section of the author's own.
    let field: Int?
    /// The offset of the key, or of the words of the heading.
    let start: Int

    func moved(by patch: SourcePatch) -> NamePlace { NamePlace(field: field, start: patch.moved(start)) }
}

extension SourcePatch {
    /// Returns the range of the result between the shifted ends of a range of the original.
    fileprivate func moved(_ range: Range<Int>) -> Range<Int> {
        let start = moved(range.lowerBound)
        return start..<max(start, moved(range.upperBound))
    }
}

extension FieldFinder {
    /// Returns the headings of the field that a path means; empty if the path is the name of a key or heading.
    func headings(meantBy path: FieldPath) -> [String] {
        guard path.record == nil, let name = path.names.first, let field = target(path)?.field,
            !places.contains(where: { $0.name == name || $0.isNamed(name) })
        else { return [] }
        return places.filter { $0.isField(field) && !$0.isKey }.map(\.name)
    }
}

extension SourceText {
    /// Returns the text of the line of an offset, without the `#` signs of a heading.
    fileprivate func line(at offset: Int) -> String {
        let start = lineStart(min(offset, count))
        let words = string(start..<nextLine(start)).trimmedASCII
        return String(words.drop { $0 == "#" || $0 == " " })
    }
}

extension Edit {
    /// The path of the field or section that the edit changes; `nil` for an edit that is not about one of them.
    fileprivate var path: FieldPath? {
        switch self {
        case .set(let path, _), .addKey(let path, _), .remove(let path), .move(let path, _), .rename(let path, _),
            .insertItem(let path, _, _), .setItem(let path, _, _), .removeItem(let path, _), .moveItem(let path, _, _),
            .setCell(let path, _, _, _), .addSection(let path, _, _), .removeHeading(let path),
            .insertText(let path, _, _):
            path
        case .makeFrontMatter, .retarget: nil
        }
    }

    /// Whether the edit changes the text below a heading.
    fileprivate var changesText: Bool {
        switch self {
        case .set, .remove, .insertItem, .setItem, .removeItem, .moveItem, .setCell, .removeHeading, .insertText: true
        case .addKey, .move, .rename, .addSection, .makeFrontMatter, .retarget: false
        }
    }

    fileprivate var isRenaming: Bool { if case .rename = self { true } else { false } }

    /// Whether the edit changes a key that decides how the other keys are read.
    fileprivate var choosesForm: Bool {
        guard let name = path?.names.first else { return false }
        return ["formato", "form", "tipo", "type", "elementos", "items"].contains(name.folded)
    }
}
