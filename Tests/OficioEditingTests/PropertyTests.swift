import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Properties of every edit of every source.
@Suite struct PropertyTests {
    /// Each case runs an eighth of the sources, so that cases run in parallel.
    private static let parts = 0..<8

    private func materials(_ part: Int) -> [Material] {
        var random = Trial.generator(1_000 + UInt64(part))
        return Material.all.enumerated().filter { $0.offset % Self.parts.count == part }.map(\.element)
            + (0..<20).map { _ in GeneratedDocument.job(&random) }
    }

    @Test(arguments: parts) func `setting a field to its own value changes no byte`(part: Int) throws {
        var random = Trial.generator(UInt64(part))
        for original in materials(part) {
            for material in [original, original.varied(&random)] {
                let editor = material.editor
                for path in editor.fields {
                    #expect(editor.content(of: path) != nil, "\(material.path) \(path.names)")
                    if let content = editor.content(of: path) {
                        expectNothing(editor.patch(.set(path, content)), material, path)
                    }
                    for (place, item) in editor.items(of: path).enumerated() {
                        expectNothing(editor.patch(.setItem(path, at: place, item)), material, path)
                        expectNothing(editor.patch(.moveItem(path, from: place, to: place)), material, path)
                    }
                }
            }
        }
    }

    private func expectNothing(_ result: Result<SourcePatch, EditRefusal>, _ material: Material, _ path: FieldPath) {
        switch result {
        case .success(let patch):
            #expect(
                patch.isEmpty,
                """
                \(material.path) \(path.names): \
                \(patch.replacements.map { String(decoding: $0.bytes, as: UTF8.self) })
                """
            )
        case .failure(let refusal): Issue.record("\(material.path) \(path.names): \(refusal.message.spanish)")
        }
    }

    @Test(arguments: parts) func `a value that is set reads back, and every other field stays the same`(part: Int)
        throws
    {
        var random = Trial.generator(100 + UInt64(part))
        var (made, refused) = (0, 0)
        for _ in 0..<Trial.rounds {
            for original in materials(part) {
                let material = Bool.random(using: &random) ? original : original.varied(&random)
                let editor = material.editor
                for path in editor.fields.shuffled(using: &random).prefix(4) {
                    let edit = RandomEdit.any(of: path, in: editor, &random)
                    switch editor.patch(edit) {
                    case .failure(let refusal):
                        refused += 1
                        #expect(!refusal.message.spanish.isEmpty && refusal.finding == nil || refusal.finding != nil)
                    case .success(let patch):
                        made += 1
                        try check(patch, edit, path, material)
                    }
                }
            }
        }
        #expect(made > refused * 2, "\(made) made, \(refused) refused")
    }

    /// Checks the properties of a patch with the decoder.
    private func check(_ patch: SourcePatch, _ edit: Edit, _ path: FieldPath, _ material: Material) throws {
        let after = try #require(patch.applied(to: material.bytes))
        let name = "\(material.path): \(edit)"
        // Bytes outside the patch stay the same.
        let inverse = try #require(patch.inverse(of: material.bytes))
        #expect(inverse.applied(to: after) == material.bytes, "undo: \(name)")
        let document = SourceDocument(after, file: FileID(0), path: material.path)
        #expect(
            !document.isBroken && !document.diagnostics.hasErrors,
            "damaged: \(name)\n\(String(decoding: after, as: UTF8.self))")
        checkReading(edit, document, name)
        guard let first = path.names.first, !["formato", "form", "tipo", "type", "oficio"].contains(first.folded) else {
            return
        }
        let differences = DecodedFields(after, material).differences(from: DecodedFields(material.bytes, material))
        var expected = EditedPlace(path, material).names(after: after)
        // A heading that repeats the title is told from one that does not.
        if case .heading(1, let heading)? = document.blocks.first, expected.contains("0.title") {
            expected.insert("0.\(heading.plain.folded)")
        }
        #expect(
            differences.isSubset(of: expected),
            "\(name): \(differences.subtracting(expected))\n\(String(decoding: after, as: UTF8.self))")
    }

    /// Expects that the YAML scalar after a key reads back as the text that the edit gave.
    private func checkReading(_ edit: Edit, _ document: SourceDocument, _ name: String) {
        guard case .set(let path, .text(let text, _)) = edit, path.names.count == 1, path.record == nil else { return }
        for entry in document.entries where entry.key.text == path.names[0] {
            let wanted = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").precomposed
            if case .scalar(let scalar) = entry.value {
                #expect(scalar.text == wanted, "\(name)")
            } else {
                #expect(wanted.hasPrefix("[["), "\(name)")
            }
        }
    }

    @Test(arguments: parts) func `edits of two fields commute`(part: Int) throws {
        var random = Trial.generator(200 + UInt64(part))
        for _ in 0..<Trial.rounds {
            for original in materials(part) {
                let editor = original.varied(&random).editor
                let paths = editor.fields.filter { $0.names.count == 1 }.shuffled(using: &random)
                guard paths.count > 1, paths[0] != paths[1] else { continue }
                let (a, b) = (
                    RandomEdit.any(of: paths[0], in: editor, &random), RandomEdit.any(of: paths[1], in: editor, &random)
                )
                guard a.isLocal, b.isLocal, case .success(let first) = editor.patch(a),
                    case .success(let second) = editor.patch(b)
                else { continue }
                let both = try? editor.patch([a, b]).get().applied(to: editor.bytes)
                let reversed = try? editor.patch([b, a]).get().applied(to: editor.bytes)
                #expect(both == reversed && both != nil, "\(original.path): \(a) and \(b)")
                if let merged = first.merging(second) {
                    #expect(merged.applied(to: editor.bytes) == both, "\(original.path): \(a) and \(b)")
                }
            }
        }
    }

    @Test(arguments: parts) func `a damaged source is refused with its finding, and any other keeps the properties`(
        part: Int
    ) throws {
        var random = Trial.generator(300 + UInt64(part))
        var refused = 0
        for _ in 0..<Trial.rounds {
            for original in materials(part) {
                for _ in 0..<3 {
                    let bytes = Mutation.random(original.bytes, using: &random)
                    let material = Material(path: original.path, bytes: bytes, schema: original.schema)
                    let editor = material.editor
                    guard let path = (editor.fields + ["título"]).randomElement(using: &random) else { continue }
                    let edit = RandomEdit.any(of: path, in: editor, &random)
                    let damage = SourceDocument(bytes, file: FileID(0), path: original.path).diagnostics.first {
                        $0.severity == .error
                    }
                    switch editor.patch(edit) {
                    case .failure(let refusal):
                        if damage != nil {
                            refused += 1
                            #expect(refusal.finding?.code == damage?.code)
                        }
                    case .success(let patch):
                        #expect(damage == nil, "\(original.path): \(edit)")
                        try check(patch, edit, path, material)
                    }
                }
            }
        }
        #expect(refused > 0)
    }
}

extension Edit {
    /// Whether the edit changes only the value of its own field.
    fileprivate var isLocal: Bool {
        switch self {
        case .move, .addKey, .addSection, .makeFrontMatter, .rename, .remove, .removeHeading: false
        default: true
        }
    }
}

/// Makes random edits.
enum RandomEdit {
    static func any(of path: FieldPath, in editor: SourceEditor, _ random: inout SeededRandom) -> Edit {
        let items = editor.items(of: path)
        let text = HardText.random(&random)
        let place = items.isEmpty ? 0 : Int.random(in: 0..<items.count, using: &random)
        let content = row(like: items.randomElement(using: &random), text, &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0 where !items.isEmpty: return .removeItem(path, at: place)
        case 1 where !items.isEmpty:
            return .moveItem(path, from: place, to: Int.random(in: 0..<items.count, using: &random))
        case 2 where !items.isEmpty: return .setItem(path, at: place, content)
        case 3...4 where !items.isEmpty:
            return .insertItem(path, at: Bool.random(using: &random) ? nil : place, content)
        case 5...6 where !items.isEmpty:
            guard case .members(let members, _) = items[place], let member = members.randomElement(using: &random)
            else { return .setItem(path, at: place, .text(text)) }
            return .setCell(path, row: place, column: member.name, .text(text))
        case 7: return .remove(path)
        case 8 where path.names.count == 1 && path.record == nil:
            return .insertText(path, text, atEnd: Bool.random(using: &random))
        case 9: return .set(path, .list([.text(text), .text(HardText.random(&random))]))
        default: return .set(path, .text(text))
        }
    }

    /// A row with the shape of another one and a new text in one cell.
    private static func row(like item: Content?, _ text: String, _ random: inout SeededRandom) -> Content {
        guard case .members(var members, let layout)? = item, let place = members.indices.randomElement(using: &random)
        else { return .text(text) }
        members[place].content = .text(text)
        return .members(members, layout: layout)
    }
}
