internal import CCMarkGFM

/// A wrapper of cmark-gfm. A tree is valid only during the call that receives it.
enum CMark {
    typealias Node = UnsafeMutablePointer<cmark_node>

    /// Registers the extensions once per process, because cmark keeps them in a global list.
    private static let isRegistered: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    /// Parses a range of valid UTF-8 and calls `body` with the root of the tree.
    static func withDocument<Result>(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Node) -> Result) -> Result {
        precondition(isRegistered)
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { preconditionFailure("out of memory") }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough"] {
            if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
        }
        bytes.withUnsafeBytes { buffer in
            if let base = buffer.baseAddress {
                cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self) + range.lowerBound, range.count)
            }
        }
        guard let root = cmark_parser_finish(parser) else { preconditionFailure("out of memory") }
        defer { cmark_node_free(root) }
        return body(root)
    }

    /// Whether a node is a table. The node type is a run-time value that the installed headers do not declare.
    static func isTable(_ node: Node) -> Bool { typeName(node) == "table" }

    /// The alignments that the delimiter row of a table gives its columns; empty if it gives none.
    static func alignments(_ table: Node, columns: Int) -> [TableBlock.Alignment] {
        guard let letters = cmark_gfm_extensions_get_table_alignments(table), columns > 0 else { return [] }
        let all = (0..<columns).map { column -> TableBlock.Alignment in
            switch letters[column] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: .unset
            }
        }
        return all.allSatisfy { $0 == .unset } ? [] : all
    }

    static func typeName(_ node: Node) -> String { string(cmark_node_get_type_string(node)) }

    static func literal(_ node: Node) -> String { string(cmark_node_get_literal(node)) }

    static func string(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

    /// The source text of the inlines of a node.
    static func content(_ node: Node) -> UnsafeBufferPointer<UInt8> {
        var length: Int32 = 0
        let start = oficio_node_content(node, &length)
        return UnsafeBufferPointer(start: start, count: Int(length))
    }
}
