import OficioSchema
import OficioSource

/// Resolves the references of imported documents, and collects documents that no source describes.
package struct ReferencePlan: Sendable {
    /// The documents that references may lead to.
    package private(set) var names: NamedDocuments
    /// The documents that only references name. They are written as external ones.
    package private(set) var stubs: [NamedDocuments.Entry] = []

    /// Creates a plan with the documents of a site.
    package init(_ names: NamedDocuments) { self.names = names }

    /// Adds a document that is imported.
    package mutating func add(_ entry: NamedDocuments.Entry) { names.add(entry) }

    /// A reference in the form that the source gets.
    package struct WrittenReference: Sendable {
        /// The source text: an identifier, `[[id|words]]`, or the words if the field allows them.
        package let text: String
        /// The identifier of the document that the reference leads to; nil for words.
        package let id: String?
        /// Whether the words certainly name the document with that identifier, or may stay words.
        package let isSure: Bool
    }

    /// Returns the source text of a reference. `kind` gives the types that the field may refer to. An unknown
    /// document becomes a stub, unless the field allows words.
    package mutating func write(_ words: String, _ kind: ReferenceKind) -> WrittenReference {
        if let (entry, way) = names.find(words, types: kind.types) {
            switch way {
            case .title: return WrittenReference(text: entry.id, id: entry.id, isSure: true)
            case .otherSpelling, .formerName:
                return WrittenReference(text: "[[\(entry.id)|\(words)]]", id: entry.id, isSure: true)
            case .alike: return WrittenReference(text: "[[\(entry.id)|\(words)]]", id: entry.id, isSure: false)
            }
        }
        if kind.allowsText || kind.types.isEmpty {
            return WrittenReference(text: words, id: nil, isSure: kind.allowsText)
        }
        let type = Self.type(of: words, among: kind.types)
        if let stub = names.stub(words, type: type) {
            return WrittenReference(text: stub.id, id: stub.id, isSure: false)
        }
        let id = ImportedID.unusedID(ImportedID.slug(words), names.ids(ofType: type))
        let entry = NamedDocuments.Entry(id: id, type: type, title: words, formerNames: [], isStub: true)
        stubs.append(entry)
        names.add(entry)
        return WrittenReference(text: id, id: id, isSure: false)
    }

    /// Splits the texts of references at commas and full stops if every part is the name of a document, or of several:
    /// *Jefe de Pensiones. Jefe de Recaudo.* Both may also belong to a name, as in *Coord. Tec.* and *Unidad de
    /// Compras, Contratos y Almacén*.
    mutating func partNames(_ match: inout Match?) {
        guard var found = match else { return }
        for (number, record) in found.records.enumerated() {
            let type = found.labels.forms[record.form].type
            for (place, field) in record.fields.enumerated() {
                if case .rows(let rows) = field.value, case .rows(let rowType) = ValueReader.kind(field.path, type) {
                    var parted = rows.map { partingCells(of: $0, rowType, &found) }
                    if case .references(let kind) = rowType.columns[rowType.main].kind {
                        parted = parted.flatMap { parts(of: $0, rowType.main, kind) }
                    }
                    found.records[number].fields[place].value = .rows(parted)
                    continue
                }
                guard case .references(let texts) = field.value,
                    case .references(let kind) = ValueReader.kind(field.path, type), kind.isMany
                else { continue }
                found.records[number].fields[place].value = .references(parting(texts, kind, &found))
            }
        }
        match = found
    }

    /// Returns the row with the references in its other cells split.
    private func partingCells(of row: FoundRow, _ type: RowType, _ match: inout Match) -> FoundRow {
        var row = row
        for (column, cell) in row.cells where column != type.main {
            guard case .references(let texts) = cell, case .references(let kind) = type.columns[column].kind,
                kind.isMany
            else { continue }
            row.cells[column] = .references(parting(texts, kind, &match))
        }
        return row
    }

    /// Returns the texts, split into names. The *and* before the last name is in no source, so it counts as a label.
    private func parting(_ texts: [FoundText], _ kind: ReferenceKind, _ match: inout Match) -> [FoundText] {
        texts.flatMap { text in
            let parts = part(text, kind)
            if parts.count > 1, let joiner = Self.joiner(text, parts, match.outline) {
                match.fates.reassign(match.outline.words(in: joiner), .label)
            }
            return parts
        }
    }

    /// Returns a row for each name in a row that has nothing but names: *Liderazgo, Paciencia, Orden*.
    private func parts(of row: FoundRow, _ column: Int, _ kind: ReferenceKind) -> [FoundRow] {
        guard row.cells.count == 1, case .references(let texts)? = row.cells[column], texts.count == 1,
            !texts[0].text.contains(" y ")
        else { return [row] }
        return part(texts[0], kind).map { text in
            var made = row
            made.cells[column] = .references([text])
            return made
        }
    }

    private func part(_ text: FoundText, _ kind: ReferenceKind) -> [FoundText] {
        func isName(_ words: String) -> Bool {
            names.areName(words, types: kind.types) || names.find(words, types: kind.types) != nil
        }
        if isName(text.text) { return [text] }
        let named = Self.atCommas(text.text)
        if named.count > 1, named.allSatisfy(isName) || Self.areLikelyNames(named) {
            return named.map { part in
                var made = text
                made.text = part
                return made
            }
        }
        let pieces = text.text.split(separator: ". ").map(String.init)
        var parts: [String] = []
        var start = 0
        while start < pieces.count {
            let end = (start..<min(pieces.count, start + 6)).last { end in
                isName(pieces[start...end].joined(separator: ". "))
            }
            guard let end else { return [text] }
            parts.append(pieces[start...end].joined(separator: ". "))
            start = end + 1
        }
        return parts.map { part in
            var made = text
            made.text = part
            return made
        }
    }

    /// Returns the parts between commas, and before and after the *y* of the last one: *Cajero, Archivista y Auditor*.
    private static func atCommas(_ text: String) -> [String] {
        var parts = text.split(separator: ",").map { PlainText.clean(String($0)) }.filter { !$0.isEmpty }
        for sign in [" y ", " e ", " and "] {
            guard parts.count > 1, let last = parts.last, let place = last.range(of: sign),
                last[place.upperBound...].first?.isUppercase == true
            else { continue }
            parts[parts.count - 1] = String(last[..<place.lowerBound])
            parts.append(String(last[place.upperBound...]))
        }
        return parts
    }

    /// Returns the place of the *y* before the last part of a text; `nil` if there is none.
    private static func joiner(_ text: FoundText, _ parts: [FoundText], _ outline: Outline) -> Stretch? {
        guard let last = parts.last?.text, text.stretches.count == 1, let stretch = text.stretches.first else {
            return nil
        }
        let shown = outline.paragraphs[stretch.paragraph].text.slice(stretch.range)
        for sign in [" y ", " e ", " and "] {
            guard let place = shown.range(of: sign + last) else { continue }
            let start = stretch.range.lowerBound + shown[..<place.lowerBound].utf8.count
            return Stretch(stretch.paragraph, start + 1..<start + sign.utf8.count - 1)
        }
        return nil
    }

    /// Whether parts between commas are still names where some name no document. Each begins with a capital, and after
    /// a first part with *de*, as in *Unidad de Compras, Contratos y Almacén*, a single word names a post.
    private static func areLikelyNames(_ parts: [String]) -> Bool {
        func namesPost(_ word: String) -> Bool {
            PersonText.isPost(word)
                || ["or", "ora", "ores", "ista", "istas", "ero", "era", "eros", "nte", "ntes"].contains {
                    word.folded.hasSuffix($0)
                }
        }
        return parts.allSatisfy { $0.first?.isUppercase == true }
            && (!parts[0].contains(" de ") || parts.dropFirst().allSatisfy { $0.contains(" ") || namesPost($0) })
    }

    /// Returns the type of an unknown document, judged by its name: a unit or a job if both are allowed.
    private static func type(of words: String, among types: [TypeKey]) -> TypeKey {
        guard types.count > 1, types.contains(.unit), let first = words.folded.split(separator: " ").first else {
            return types.first ?? .job
        }
        let units: Set<Substring> = [
            "unidad", "direccion", "gerencia", "subgerencia", "departamento", "area", "seccion", "coordinacion",
            "oficina", "division",
            "subdireccion", "secretaria", "centro", "comite", "consejo", "junta", "unit", "department", "office",
            "division",
        ]
        return units.contains(first) ? .unit : types.first { $0 != .unit } ?? .job
    }
}
