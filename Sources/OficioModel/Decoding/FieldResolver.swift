import OficioSchema
import OficioSource

/// Decides which field of a document a key or a heading names.
///
/// The decoder and the source editor share the resolver, so that an edit changes the place that the decoder reads.
package struct FieldResolver: Sendable {
    /// The field, or other part of a document, that a key or a heading names.
    package enum Target: Sendable, Equatable {
        /// A field of the document, by its index in the type.
        case field(Int)
        /// A member of a group, by the label that the form gives it: the indices of the group and
        /// of the member.
        case member(Int, Int)
        /// A field whose name begins a longer name. The record keeps the words of the longer name.
        case longer(Int)

        /// The field's index; for a member, the index of its group.
        package var field: Int {
            switch self {
            case .field(let index), .longer(let index), .member(let index, _): index
            }
        }
    }

    /// The type of the document.
    package let type: DocumentType
    /// The labels of the document's form and the fields that they name.
    package let form: FormIndex
    private let schema: Schema

    init(_ type: DocumentType, _ form: FormIndex, _ schema: Schema) {
        self.type = type
        self.form = form
        self.schema = schema
    }

    /// Returns the form that the entries of a document choose, or else the default form of its type.
    static func form(_ entries: [YAMLNode.Entry], of type: DocumentType, _ schema: Schema) -> Int {
        guard let scalar = formName(entries), let index = schema.form(id: scalar.text.folded),
            schema.forms[index].type == type.key
        else { return schema.defaultForm(of: type) }
        return index
    }

    /// Returns the name of the form that the entries of a document give, `nil` for none.
    static func formName(_ entries: [YAMLNode.Entry]) -> YAMLNode.Scalar? {
        guard let entry = entries.first(where: { ["formato", "form"].contains($0.key.text.folded) }),
            case .scalar(let scalar) = entry.value, !scalar.text.isEmpty
        else { return nil }
        return scalar
    }

    // MARK: Keys

    /// Returns the field that a key names: by a declared name, a label of the form or another name; `nil` for an
    /// unknown key.
    ///
    /// If several fields share a name, a number goes to a field that holds numbers.
    package func target(ofKey key: String, _ value: YAMLNode) -> Target? {
        let name = key.folded
        if let index = type.field(named: name) { return .field(fitting(index, name, value)) }
        if name == "id" || name == "oficio" { return nil }
        if let target = target(labelled: name) { return target }
        let candidates = type.fields(understood: name)
        if candidates.isEmpty {
            // Only a reference accepts a longer name. Other kinds would lose its words, or publish what should stay
            // internal.
            guard let index = type.field(beginning: name), case .references = type.fields[index].kind else {
                return nil
            }
            return .field(index)
        }
        if candidates.count == 1 { return .field(candidates[0]) }
        // `status: draft` is the state of the document, `status: exempt` a fact of the job.
        if let state = candidates.first(where: { type.fields[$0].key == .state }), case .scalar(let scalar) = value {
            let other = candidates.first { $0 != state } ?? state
            return .field(DeclaredState(scalar.text) == nil ? other : state)
        }
        var isNumber = false
        if case .scalar(let scalar) = value { isNumber = Int(scalar.text) != nil }
        let fitting = candidates.first { index in
            if case .integer = type.fields[index].kind { return isNumber }
            return !isNumber
        }
        return .field(fitting ?? candidates[0])
    }

    /// Returns another field of the same name if the value does not fit the first field: words for a number or a
    /// group.
    private func fitting(_ index: Int, _ name: String, _ value: YAMLNode) -> Int {
        guard case .scalar(let scalar) = value, !scalar.text.isEmpty else { return index }
        switch type.fields[index].kind {
        case .integer where Int(scalar.text) == nil, .group:
            return type.fields(understood: name).first { other in
                switch type.fields[other].kind {
                case .markdown, .references: other != index
                default: false
                }
            } ?? index
        default: return index
        }
    }

    /// Returns the fields that a name without a value may mean: the one with that declared name or that label of the
    /// form, otherwise all that have it as another name.
    func fields(calledBy name: String) -> [Int] {
        let folded = name.folded
        if let index = type.field(named: folded) { return [index] }
        if case .field(let index)? = target(labelled: folded) { return [index] }
        return type.fields(understood: folded)
    }

    private func target(labelled folded: String) -> Target? {
        form.path(labelled: folded).map { $0.count == 1 ? .field($0[0]) : .member($0[0], $0[1]) }
    }

    // MARK: Headings

    /// Returns the field that the heading of a section names, ignoring its access mark and attributes; `nil` for a
    /// section of the author's own or for a section that only gathers fields.
    package func target(ofSection written: Text, _ blocks: [Block]) -> Target? {
        let mark = AccessMark(written)
        let heading = mark?.heading ?? written
        if let named = HeadingField(heading) { return field(named).map { .field($0) } }
        if type.keepsExtra {
            // A section whose heading has its braces in snapshots was the author's own, and must stay one.
            return keptTarget(of: mark == nil ? heading : Heading.snapshotHeading(written).heading)
        }
        return target(of: HeadingAttributes.split(heading) ?? heading, blocks)
    }

    /// Returns the field that the braces of a heading name; `nil` for an unknown name.
    func field(_ named: HeadingField) -> Int? {
        if let index = type.field(named: named.name) ?? type.field(id: named.name) { return index }
        guard case .field(let index)? = target(labelled: named.name) else { return nil }
        return index
    }

    /// Returns the field that a heading names in a type with sections of the author's own. It accepts only declared
    /// names and labels of the form, so that a section of a released document stays a section, and returns `nil` for
    /// any other heading.
    private func keptTarget(of heading: Text) -> Target? {
        let names = Heading.candidates(heading.plain)
        if let index = names.compactMap({ type.field(named: $0) }).first, !type.fields[index].isKey {
            return .field(index)
        }
        guard case .field(let index)? = names.compactMap({ target(labelled: $0) }).first else { return nil }
        return .field(index)
    }

    /// Returns the field that a heading without mark and attributes names: by a declared name, a label of the form,
    /// another name, as the beginning of the heading, or behind a word such as *key*. Returns `nil` if no such field
    /// fits the blocks below.
    package func target(of heading: Text, _ blocks: [Block]) -> Target? {
        let names = HeadingNumber.candidates(heading.plain)
        if let index = names.compactMap({ type.field(named: $0) }).first {
            if fits(index, blocks) { return .field(index) }
            let other = names.flatMap { type.fields(understood: $0) }.first { $0 != index && fits($0, blocks) }
            return other.map { .field($0) }
        }
        if let target = names.compactMap({ target(labelled: $0) }).first { return target }
        // The title of a form's section over several fields names none of them if their headings
        // follow.
        if names.contains(where: { form.isTitle($0) }), HeadedPart.all(of: blocks).contains(where: { namesField($0) }) {
            return nil
        }
        for name in names {
            let candidates = type.fields(understood: name)
            let fitting = candidates.first { fits($0, blocks) && holds($0, blocks, as: name) }
            if candidates.count == 1 || fitting != nil { return fitting.map { .field($0) } }
        }
        for name in names {
            if let index = type.field(beginning: name), fits(index, blocks), !type.fields[index].kind.isOneFact {
                return .longer(index)
            }
        }
        let qualified = names.lazy.compactMap { type.field(qualified: $0) }.first
        return qualified.flatMap { fits($0, blocks) && !type.fields[$0].kind.isOneFact ? .field($0) : nil }
    }

    /// Whether the `###` headings of a section may name fields of the document.
    package func gathers(_ target: Target?) -> Bool {
        if type.keepsExtra { return false }
        switch target {
        case .field(let index), .longer(let index): return type.fields[index].gathers
        case .member: return false
        case nil: return true
        }
    }

    /// Whether a part of a section that gathers fields is one of these fields.
    func namesField(_ part: HeadedPart) -> Bool { part.heading.map { target(of: $0, part.blocks) != nil } ?? false }

    /// Whether blocks can be the value of a field: a group needs a member's heading, a number or
    /// date a digit.
    private func fits(_ index: Int, _ blocks: [Block]) -> Bool {
        switch type.fields[index].kind {
        case .group(let members):
            if blocks.isEmpty || isNotApplicable(blocks) { return true }
            return blocks.contains { block in
                if case .heading(_, let text) = block { return members.place(ofHeading: text) != nil }
                return false
            }
        case .integer, .date: return blocks.plain.contains { $0.isNumber } || isNotApplicable(blocks)
        case .text, .markdown, .list, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes,
            .references, .codeList, .rows:
            return true
        }
    }

    /// Whether a field can hold the blocks below a heading. A single fact holds one text: *Referencias* above a list is
    /// no code, whose other name is *referencia*.
    private func holds(_ index: Int, _ blocks: [Block], as name: String) -> Bool {
        let field = type.fields[index]
        guard field.kind.isOneFact, !field.others.contains(where: { $0.folded == name }) else { return true }
        var texts = 0
        blocks.forEachText { _ in texts += 1 }
        return texts < 2
    }

    private func isNotApplicable(_ blocks: [Block]) -> Bool {
        NotApplicable.text(of: blocks, schema.settings) != nil
    }

    // MARK: Names alone

    /// Returns the field that a bare name means, without a value: an identifier, a name or a label, as in a key or a
    /// heading; `nil` for an unknown name.
    package func target(ofName name: String) -> Target? {
        if let field = type.field(id: name) { return .field(field) }
        let names = Heading.candidates(name)
        if let field = names.lazy.compactMap({ type.field(named: $0) }).first { return .field(field) }
        if let target = names.lazy.compactMap({ target(labelled: $0) }).first { return target }
        return names.lazy.compactMap { type.field(understood: $0) }.first.map { .field($0) }
    }
}

/// A `###` heading of a section with the blocks below it.
struct HeadedPart {
    /// The heading, `nil` for the blocks above the first heading.
    let heading: Text?
    var blocks: [Block]

    static func all(of blocks: [Block]) -> [HeadedPart] {
        var parts: [HeadedPart] = []
        for block in blocks {
            if case .heading(3, let heading) = block {
                parts.append(HeadedPart(heading: heading, blocks: []))
            } else if parts.isEmpty {
                parts.append(HeadedPart(heading: nil, blocks: [block]))
            } else {
                parts[parts.count - 1].blocks.append(block)
            }
        }
        return parts
    }
}

extension [Field] {
    /// Returns the index of the group member that a heading means; `nil` if it means none.
    package func place(ofHeading heading: Text) -> Int? {
        Heading.candidates(heading.plain).lazy.compactMap { place(of: $0) }.first
    }
}

extension FieldKind {
    /// Whether the kind is a reference to one document.
    var isOneReference: Bool { if case .references(let kind) = self { !kind.isMany } else { false } }

    /// Whether the kind is a reference to one unit.
    var isOneUnit: Bool {
        if case .references(let kind) = self { !kind.isMany && kind.types == [.unit] } else { false }
    }

    /// Whether the kind holds a single short fact instead of text of any length.
    var isOneFact: Bool {
        switch self {
        case .text, .date, .integer, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes: true
        case .markdown, .references, .list, .rows, .group, .codeList: false
        }
    }
}
