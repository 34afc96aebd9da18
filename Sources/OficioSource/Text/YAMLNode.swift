import Diagnostics
import OficioBasics
/// A YAML value with its span in the source. Scalars keep their spelling; no type is inferred.
package indirect enum YAMLNode: Sendable {
    case scalar(Scalar)
    case sequence([YAMLNode], Span)
    case mapping([Entry], Span)

    /// A scalar with its spelling.
    package struct Scalar: Sendable {
        /// The text in NFC, without the line breaks that end a block scalar.
        package let text: String
        /// The span of the scalar, with its quotes.
        package let span: Span
        /// Whether the scalar is neither quoted nor a block. An empty plain scalar is an absent value.
        package let isPlain: Bool
        /// The comment after a plain value that may have been meant as part of it (see `cutFinding`); `nil` if there
        /// is none.
        package let comment: Comment?

        /// A comment that may belong to the value before it.
        package struct Comment: Sendable {
            /// The span of the comment, from the blank before `#`.
            package let span: Span
            /// The value and the comment as written.
            package let whole: String
        }

        /// Creates a scalar.
        package init(text: String, span: Span, isPlain: Bool, comment: Comment? = nil) {
            self.text = text
            self.span = span
            self.isPlain = isPlain
            self.comment = comment
        }
    }

    /// Whether the value is a quoted or block scalar of nothing but spaces, such as `""`.
    package var isBlankText: Bool {
        if case .scalar(let scalar) = self { return scalar.text.utf8.allSatisfy { $0 == 0x20 } && !isAbsent }
        return false
    }

    /// An entry of a mapping.
    package struct Entry: Sendable {
        /// The key of the entry.
        package let key: Scalar
        /// The value of the entry.
        package let value: YAMLNode

        /// Creates an entry.
        package init(key: Scalar, value: YAMLNode) {
            self.key = key
            self.value = value
        }

        /// The span of key and value.
        package var span: Span { key.span.union(value.span) }
    }

    /// The span of the value.
    package var span: Span {
        switch self {
        case .scalar(let scalar): scalar.span
        case .sequence(_, let span), .mapping(_, let span): span
        }
    }

    /// Whether the value is absent: an empty plain scalar.
    package var isAbsent: Bool {
        if case .scalar(let scalar) = self { return scalar.isPlain && scalar.text.isEmpty }
        return false
    }

    /// Whether the value is `[]` or `{}`.
    package var isEmptyCollection: Bool {
        switch self {
        case .scalar: false
        case .sequence(let nodes, _): nodes.isEmpty
        case .mapping(let entries, _): entries.isEmpty
        }
    }

    /// Whether the value is a word that YAML 1.1 reads as null.
    package var isNullWord: Bool {
        if case .scalar(let scalar) = self {
            return scalar.isPlain && ["~", "null", "Null", "NULL"].contains(scalar.text)
        }
        return false
    }

    /// Whether the value is absent, an empty text or a word for null.
    package var saysNothing: Bool { isAbsent || isBlankText || isNullWord }

    /// Adds the content and the spans of the node to a fingerprint, with offsets relative to `start`.
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
