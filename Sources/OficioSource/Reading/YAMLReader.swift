import Diagnostics
internal import CYAML

/// Parses YAML 1.1 from libyaml's events. Scalars keep their spelling: `03` stays `03`.
struct YAMLReader {
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether reading stopped before the end.
    private(set) var isBroken = false

    private let bytes: [UInt8]
    private let range: Range<Int>
    private let file: FileID
    /// The byte offsets of all Unicode scalars in the range, and of its end; empty if the range is ASCII.
    private let scalarOffsets: [Int32]
    private var anchors: [String: Anchor] = [:]
    private var aliasNodes = 0
    private var aliasBytes = 0
    private var nodeCount = 0
    private var textBytes = 0
    /// Invisible characters written as escapes, such as `"\u202E"`.
    private var escaped = InvisibleCharacters()

    /// A value with an anchor, and what each of its aliases adds to the file.
    private struct Anchor {
        let node: YAMLNode
        let nodes: Int
        let bytes: Int
        var isUsed = false
    }

    /// Prepares to read a range.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - range: the range of `bytes` that is YAML; it must be valid UTF-8.
    ///   - file: the file of all spans.
    init(_ bytes: [UInt8], range: Range<Int>, file: FileID) {
        self.bytes = bytes
        self.range = range
        self.file = file
        var offsets: [Int32] = []
        let slice = bytes[range]
        if slice.contains(where: { $0 >= 0x80 }) {
            offsets.reserveCapacity(slice.count + 1)
            for index in range where bytes[index] & 0xC0 != 0x80 { offsets.append(Int32(index)) }
            offsets.append(Int32(range.upperBound))
        }
        scalarOffsets = offsets
    }

    /// Returns the first document of the stream; nil if it is empty. After a syntax error, returns the part before
    /// it.
    mutating func read() -> YAMLNode? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return nil }
        defer { yaml_parser_delete(&parser) }
        return bytes.withUnsafeBufferPointer { buffer -> YAMLNode? in
            guard let base = buffer.baseAddress else { return nil }
            yaml_parser_set_input_string(&parser, base + range.lowerBound, range.count)
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            let root = readStream(&parser)
            for (name, anchor) in anchors where !anchor.isUsed { report("&" + name, before: anchor.node) }
            diagnostics += escaped.diagnostics(file)
            return root
        }
    }

    private mutating func readStream(_ parser: inout yaml_parser_t) -> YAMLNode? {
        var root: YAMLNode?
        var documents = 0
        while !isBroken {
            guard var event = next(&parser) else { return root }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT: return root
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                if documents > 1 {
                    isBroken = true
                    diagnostics.append(
                        Diagnostic(
                            .invalidYAML, at: span(event),
                            Localized(
                                es: "hay un segundo documento YAML («---») en el archivo",
                                en: "there is a second YAML document (“---”) in the file")))
                    return root
                }
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT, YAML_NO_EVENT: break
            default: root = node(&event, &parser, depth: 0)
            }
        }
        return root
    }

    /// Returns the next event, which the caller must delete; nil after a syntax error, which is reported.
    private mutating func next(_ parser: inout yaml_parser_t) -> yaml_event_t? {
        var event = yaml_event_t()
        if yaml_parser_parse(&parser, &event) == 1 { return event }
        isBroken = true
        diagnostics.append(
            YAMLSyntaxError(
                parser, offset: offset(ofScalar: Int(parser.problem_mark.index)), in: bytes, range: range, file: file
            ).diagnostic)
        return nil
    }

    private mutating func node(_ event: inout yaml_event_t, _ parser: inout yaml_parser_t, depth: Int) -> YAMLNode {
        nodeCount += 1
        switch event.type {
        case YAML_SCALAR_EVENT:
            let bytesBefore = textBytes
            let result = YAMLNode.scalar(scalar(event))
            reportTag(event.data.scalar.tag, of: result)
            recordAnchor(result, event.data.scalar.anchor, nodes: 1, bytes: textBytes - bytesBefore)
            return result
        case YAML_ALIAS_EVENT: return alias(event)
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
            if depth >= Limits.depth { return tooDeep(event) }
            let nodesBefore = nodeCount
            let bytesBefore = textBytes
            let isMapping = event.type == YAML_MAPPING_START_EVENT
            let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
            let tag = isMapping ? event.data.mapping_start.tag : event.data.sequence_start.tag
            let result = isMapping ? mapping(event, &parser, depth: depth) : sequence(event, &parser, depth: depth)
            reportTag(tag, of: result)
            recordAnchor(result, anchor, nodes: nodeCount - nodesBefore + 1, bytes: textBytes - bytesBefore)
            return result
        default:
            return .scalar(.init(text: "", span: span(event), isPlain: true))
        }
    }

    private mutating func sequence(_ start: yaml_event_t, _ parser: inout yaml_parser_t, depth: Int) -> YAMLNode {
        var items: [YAMLNode] = []
        var end = Int(start.end_mark.index)
        while var event = next(&parser) {
            defer { yaml_event_delete(&event) }
            if event.type == YAML_SEQUENCE_END_EVENT {
                end = Int(event.end_mark.index)
                break
            }
            let item = node(&event, &parser, depth: depth + 1)
            items.append(item)
            if isBroken { break }
        }
        return .sequence(items, span(from: Int(start.start_mark.index), to: end, holding: items.last?.span))
    }

    private mutating func mapping(_ start: yaml_event_t, _ parser: inout yaml_parser_t, depth: Int) -> YAMLNode {
        var entries: [YAMLNode.Entry] = []
        var seen: [String: Span] = [:]
        var end = Int(start.end_mark.index)
        while var event = next(&parser) {
            defer { yaml_event_delete(&event) }
            if event.type == YAML_MAPPING_END_EVENT {
                end = Int(event.end_mark.index)
                break
            }
            let key = node(&event, &parser, depth: depth + 1)
            guard !isBroken, var valueEvent = next(&parser) else { break }
            defer { yaml_event_delete(&valueEvent) }
            let value = node(&valueEvent, &parser, depth: depth + 1)
            guard case .scalar(let name) = key else {
                diagnostics.append(
                    Diagnostic(
                        .invalidYAML, at: key.span,
                        Localized(
                            es: "una clave tiene que ser una palabra o una frase",
                            en: "a key must be a word or a phrase")))
                continue
            }
            if let first = seen[name.text] {
                diagnostics.append(RepeatedKey.diagnostic(name.text, at: name.span, first: first))
            } else {
                seen[name.text] = name.span
                entries.append(.init(key: name, value: value))
            }
            if isBroken { break }
        }
        return .mapping(entries, span(from: Int(start.start_mark.index), to: end, holding: entries.last?.span))
    }

    private mutating func scalar(_ event: yaml_event_t) -> YAMLNode.Scalar {
        let data = event.data.scalar
        let raw = UnsafeBufferPointer(start: data.value, count: data.length)
        let style = data.style
        var text = String(decoding: raw, as: UTF8.self).precomposed
        textBytes += raw.count
        if style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE {
            while text.utf8.last == 0x0A { text.removeLast() }
        }
        let span = span(event)
        if style == YAML_DOUBLE_QUOTED_SCALAR_STYLE, bytes[span.range].contains(UInt8(ascii: "\\")) {
            escaped.note(text, writtenIn: span.range, of: bytes)
        }
        guard style == YAML_PLAIN_SCALAR_STYLE else { return .init(text: text, span: span, isPlain: false) }
        return .init(text: text, span: span, isPlain: true, comment: comment(after: span.range))
    }

    /// Returns the comment after a plain value if it may have been meant as part of the value, as in `Carrera 7 #
    /// 12-34` and `Jefe #2`. There must be exactly one blank before `#`, and a digit after it with at most one blank
    /// between. Returns `nil` for other comments.
    private func comment(after value: Range<Int>) -> YAMLNode.Scalar.Comment? {
        let end = value.upperBound
        guard end + 2 < range.upperBound, bytes[end] == 0x20, bytes[end + 1] == UInt8(ascii: "#") else { return nil }
        let first = bytes[end + 2] == 0x20 ? end + 3 : end + 2
        guard first < range.upperBound, (0x30...0x39).contains(bytes[first]) else { return nil }
        var stop = bytes[first..<range.upperBound].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? range.upperBound
        while bytes[stop - 1] == 0x20 || bytes[stop - 1] == 0x09 { stop -= 1 }
        return .init(
            span: Span(file: file, start: end, end: stop),
            whole: String(decoding: bytes[value.lowerBound..<stop], as: UTF8.self))
    }

    private mutating func alias(_ event: yaml_event_t) -> YAMLNode {
        let name = event.data.alias.anchor.map { String(cString: $0) } ?? ""
        guard let anchor = anchors[name] else {
            diagnostics.append(
                Diagnostic(
                    .invalidYAML, at: span(event),
                    Localized(
                        es: "la referencia «*\(name)» no tiene ancla «&\(name)» antes",
                        en: "the alias “*\(name)” has no anchor “&\(name)” before it")))
            return .scalar(.init(text: "", span: span(event), isPlain: true))
        }
        anchors[name]?.isUsed = true
        aliasNodes += anchor.nodes
        nodeCount += anchor.nodes
        aliasBytes += anchor.bytes
        textBytes += anchor.bytes
        if aliasNodes > Limits.aliasNodes || aliasBytes > Limits.aliasBytes {
            isBroken = true
            let (limit, unit) =
                aliasNodes > Limits.aliasNodes
                ? (Limits.aliasNodes, Localized(es: "valores", en: "values"))
                : (Limits.aliasBytes >> 20, Localized(es: "MiB de texto", en: "MiB of text"))
            diagnostics.append(
                Diagnostic(
                    .limitExceeded, at: span(event),
                    Localized(
                        es: "las referencias «*» del archivo equivalen a más de \(limit) \(unit.spanish)",
                        en: "the aliases of the file stand for more than \(limit) \(unit.english)")))
            return .scalar(.init(text: "", span: span(event), isPlain: true))
        }
        return anchor.node
    }

    private mutating func tooDeep(_ event: yaml_event_t) -> YAMLNode {
        isBroken = true
        diagnostics.append(
            Diagnostic(
                .limitExceeded, at: span(event),
                Localized(
                    es: "los valores están anidados a más de \(Limits.depth) niveles",
                    en: "values are nested more than \(Limits.depth) levels deep")))
        return .scalar(.init(text: "", span: span(event), isPlain: true))
    }

    private mutating func recordAnchor(
        _ node: YAMLNode, _ name: UnsafeMutablePointer<UInt8>?, nodes: Int, bytes: Int
    ) {
        guard let name else { return }
        if let earlier = anchors[String(cString: name)], !earlier.isUsed {
            report("&" + String(cString: name), before: earlier.node)
        }
        anchors[String(cString: name)] = Anchor(node: node, nodes: nodes, bytes: bytes)
    }

    /// Reports a tag that YAML's core schema does not have, such as `!Ojo`. The tags of that schema change nothing,
    /// because the field decides what a value is.
    private mutating func reportTag(_ tag: UnsafeMutablePointer<UInt8>?, of node: YAMLNode) {
        guard let tag else { return }
        let name = String(cString: tag)
        let core = ["str", "int", "float", "bool", "null", "seq", "map"].map { "tag:yaml.org,2002:" + $0 }
        if core.contains(name) { return }
        report(word(startingWith: UInt8(ascii: "!"), in: node.span) ?? name, before: node)
    }

    /// Reports a tag or an anchor that was read off the beginning of a value.
    private mutating func report(_ word: String, before node: YAMLNode) {
        diagnostics.append(CutValue.diagnostic(word, before: node, in: bytes))
    }

    /// Returns the first word of a value that starts with a sign, as written.
    private func word(startingWith sign: UInt8, in span: Span) -> String? {
        bytes[span.range].split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.first { $0.first == sign }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: Places

    /// Returns the byte offset of a libyaml mark, which counts Unicode scalars from the start of its input.
    private func offset(ofScalar index: Int) -> Int {
        if scalarOffsets.isEmpty { return min(range.lowerBound + index, range.upperBound) }
        return Int(scalarOffsets[min(max(0, index), scalarOffsets.count - 1)])
    }

    private func span(_ event: yaml_event_t) -> Span {
        var end = offset(ofScalar: Int(event.end_mark.index))
        let start = offset(ofScalar: Int(event.start_mark.index))
        // libyaml ends a block scalar after the line breaks that follow it.
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D || bytes[end - 1] == 0x20 { end -= 1 }
        return Span(file: file, start: start, end: end)
    }

    /// Returns the span of a collection. A block collection ends with its last value, not with the token after it.
    private func span(from start: Int, to end: Int, holding last: Span?) -> Span {
        let first = offset(ofScalar: start)
        let isFlow =
            first < range.upperBound && (bytes[first] == UInt8(ascii: "[") || bytes[first] == UInt8(ascii: "{"))
        if !isFlow, let last, Int(last.end) >= first { return Span(file: file, start: first, end: Int(last.end)) }
        return Span(file: file, start: first, end: offset(ofScalar: end))
    }
}
