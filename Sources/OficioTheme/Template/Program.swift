/// The templates of a set as one list of instructions, linked: what the renderer runs.
struct Program: Sendable {
    /// A name to look up, as segments.
    struct Path: Sendable {
        /// Its segments in `names`; empty for `.`, the value on top of the context stack.
        let segments: Range<Int>
    }

    /// A step. Bodies follow the step that holds them, up to its end.
    enum Instruction: Sendable {
        /// Bytes of `literals`.
        case text(Range<Int>)
        case variable(Path)
        case unescaped(Path)
        case section(Path, end: Int)
        case inverted(Path, end: Int)
        /// A partial or parent, as an index of `insertions`; the blocks it overrides follow.
        case insertion(Int)
        /// A place that can be overridden, as an index of `blocks`; its default content follows.
        case block(Int)
    }

    /// What a partial or parent inserts.
    enum Target: Sendable {
        /// Nothing: there is no such template.
        case missing
        /// An index of `bodies`.
        case template(Int)
        /// The template named by a variable.
        case dynamic(Path)
    }

    /// A partial or parent.
    struct Insertion: Sendable {
        let target: Target
        /// Bytes of `literals` for the start of every line; `nil` where the tag does not stand alone.
        let indentation: Range<Int>?
        /// The template the tag stands in, as an index of `bodies`.
        let template: Int
        /// The bytes of its name there.
        let name: Range<Int>
        /// Of `overrides`; empty for a partial.
        var overrides = 0..<0
        /// The instruction after its last override.
        var end = 0
    }

    /// Content that replaces a block of the parent.
    struct Override: Sendable {
        /// An index of `names`.
        let name: Int
        /// Of `instructions`.
        let body: Range<Int>
    }

    /// A place that can be overridden.
    struct Block: Sendable {
        /// An index of `names`.
        let name: Int
        /// Bytes of `literals` for the start of every line of what replaces it.
        let indentation: Range<Int>
        /// Whether what replaces it begins a line, or follows an indentation already written.
        let beginsLine: Bool
        /// The instruction after its default content.
        var end = 0
    }

    var instructions: [Instruction] = []
    var literals: [UInt8] = []
    var names: [TemplateName] = []
    var insertions: [Insertion] = []
    var overrides: [Override] = []
    var blocks: [Block] = []
    /// The instructions of each template, in order of the set.
    var bodies: [Range<Int>] = []
}
