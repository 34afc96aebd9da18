/// The linked instructions of all templates in a set, which `Renderer` executes.
struct TemplateProgram: Sendable {
    /// A dotted name to look up.
    struct Path: Sendable {
        /// The indices of the name's segments in `names`; empty for `.`, the top of the context stack.
        let segments: Range<Int>
    }

    /// An instruction. Bodies follow the instruction that contains them, up to its end.
    enum Instruction: Sendable {
        /// Writes bytes of `literals`.
        case text(Range<Int>)
        /// Writes a variable, escaped.
        case variable(Path)
        /// Writes a variable, unescaped.
        case unescaped(Path)
        /// Runs the body up to `end` for each element of a list, or once for any other value that is not false.
        case section(Path, end: Int)
        /// Runs the body up to `end` if the value is false.
        case inverted(Path, end: Int)
        /// Inserts the partial or parent at an index of `insertions`. The overrides of a parent follow the
        /// instruction.
        case insertion(Int)
        /// Writes the block at an index of `blocks`, which an override can replace. The default content
        /// follows.
        case block(Int)
    }

    /// The template that a partial or parent inserts.
    enum Target: Sendable {
        /// No template, because the set has none of that name.
        case missing
        /// A template, as an index of `bodies`.
        case template(Int)
        /// The template whose name a variable holds.
        case dynamic(Path)
    }

    /// A partial or parent tag.
    struct Insertion: Sendable {
        let target: Target
        /// The bytes of `literals` that start every inserted line; nil if the tag is not alone on its line.
        let indentation: Range<Int>?
        /// The template that contains the tag, as an index of `bodies`.
        let template: Int
        /// The byte range of the tag's name in that template.
        let name: Range<Int>
        /// The range of the tag's overrides in `overrides`; empty for a partial.
        var overrides = 0..<0
        /// The index of the instruction after the tag's last override.
        var end = 0
    }

    /// Content that replaces a block of the parent.
    struct Override: Sendable {
        /// The index of the block's name in `names`.
        let name: Int
        /// The range of the override's body in `instructions`.
        let body: Range<Int>
    }

    /// A block that an inheriting template can override.
    struct Block: Sendable {
        /// The index of the block's name in `names`.
        let name: Int
        /// The bytes of `literals` that start every line of the replacement.
        let indentation: Range<Int>
        /// Whether the replacement starts a line; otherwise it follows indentation already written.
        let beginsLine: Bool
        /// The index of the instruction after the block's default content.
        var end = 0
    }

    var instructions: [Instruction] = []
    var literals: [UInt8] = []
    var names: [TemplateName] = []
    var insertions: [Insertion] = []
    var overrides: [Override] = []
    var blocks: [Block] = []
    /// The range of instructions of each template, in the order of the set.
    var bodies: [Range<Int>] = []
}
