import Diagnostics
/// A YAML value with its places; scalars keep their spelling, no type is guessed.
package indirect enum YAMLNode: Sendable {
    case scalar(Scalar)
    case sequence([YAMLNode], Span)
    case mapping([Entry], Span)

    package struct Scalar: Sendable {
        /// NFC, without the line feed that ends a block scalar.
        package let text: String
        package let span: Span
        /// Neither quoted nor a block: an empty one is an absent value.
        package let isPlain: Bool
        /// The comment behind a plain value that may have been meant as part of it; see `cutFinding`.
        package let comment: Comment?

        /// A comment, and the value that it would be part of.
        package struct Comment: Sendable {
            /// From the blank before its sign.
            package let span: Span
            /// Value and comment as written.
            package let whole: String
        }

        package init(text: String, span: Span, isPlain: Bool, comment: Comment? = nil) {
            self.text = text
            self.span = span
            self.isPlain = isPlain
            self.comment = comment
        }
    }

    /// Whether it is a text of nothing but spaces: `""`.
    package var isBlankText: Bool {
        if case .scalar(let scalar) = self { return scalar.text.utf8.allSatisfy { $0 == 0x20 } && !isAbsent }
        return false
    }

    package struct Entry: Sendable {
        package let key: Scalar
        package let value: YAMLNode

        package init(key: Scalar, value: YAMLNode) {
            self.key = key
            self.value = value
        }

        /// The key and its value.
        package var span: Span { key.span.union(value.span) }
    }

    package var span: Span {
        switch self {
        case .scalar(let scalar): scalar.span
        case .sequence(_, let span), .mapping(_, let span): span
        }
    }

    /// Whether nothing stands after the key.
    package var isAbsent: Bool {
        if case .scalar(let scalar) = self { return scalar.isPlain && scalar.text.isEmpty }
        return false
    }

    /// Everything in the node: what it says, and where, counted from a place in front of it.
    package func add(to stamp: inout Stamp, from start: Int32) {
        switch self {
        case .scalar(let scalar): scalar.add(to: &stamp, from: start)
        case .sequence(let nodes, let span):
            stamp.add(-2)
            span.add(to: &stamp, from: start)
            for node in nodes { node.add(to: &stamp, from: start) }
            stamp.add(nodes.count)
        case .mapping(let entries, let span):
            stamp.add(-3)
            span.add(to: &stamp, from: start)
            for entry in entries {
                entry.key.add(to: &stamp, from: start)
                entry.value.add(to: &stamp, from: start)
            }
            stamp.add(entries.count)
        }
    }
}

extension YAMLNode.Scalar {
    fileprivate func add(to stamp: inout Stamp, from start: Int32) {
        stamp.add(isPlain)
        stamp.add(text)
        span.add(to: &stamp, from: start)
    }
}

extension Span {
    fileprivate func add(to stamp: inout Stamp, from origin: Int32) {
        stamp.add(Int(start - origin))
        stamp.add(Int(end - origin))
    }
}
