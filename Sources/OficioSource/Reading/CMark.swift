internal import CCMarkGFM
internal import Glibc

/// A wrapper of cmark-gfm. A tree is valid only during the call that receives it.
enum CMark {
    typealias Node = UnsafeMutablePointer<cmark_node>

    /// Registers the extensions once per process, because cmark keeps them in a global list.
    private static let isRegistered: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    /// The byte that replaces a hidden colon while cmark parses. It never occurs in valid UTF-8.
    private static let hidden: UInt8 = 0xFF

    /// Parses a range of valid UTF-8 and calls `body` with the root of the tree.
    ///
    /// `colons` are the offsets of colons that cmark must not see, so that it does not read `[^1]: Ibid.` as a link
    /// definition. The texts of the tree contain these colons again.
    static func withDocument<Result>(
        _ bytes: [UInt8], _ range: Range<Int>, hiding colons: [Int] = [], _ body: (Node) -> Result
    ) -> Result {
        if !colons.isEmpty {
            var masked = bytes
            for colon in colons { masked[colon] = hidden }
            return withDocument(masked, range, body)
        }
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

    /// Returns the alignments that the delimiter row of a table gives its columns; empty if it gives none.
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

    static func string(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer else { return "" }
        let length = strlen(pointer)
        guard memchr(pointer, Int32(hidden), length) != nil else { return String(cString: pointer) }
        let bytes = UnsafeRawBufferPointer(start: pointer, count: length)
        return String(decoding: bytes.lazy.map { $0 == hidden ? UInt8(ascii: ":") : $0 }, as: UTF8.self)
    }

    /// Returns the source text of the inlines of a node.
    static func content(_ node: Node) -> UnsafeBufferPointer<UInt8> {
        var length: Int32 = 0
        let start = oficio_node_content(node, &length)
        if let start, memchr(start, Int32(hidden), Int(length)) != nil {
            let own = UnsafeMutablePointer(mutating: start)
            for index in 0..<Int(length) where own[index] == hidden { own[index] = UInt8(ascii: ":") }
        }
        return UnsafeBufferPointer(start: start, count: Int(length))
    }
}
