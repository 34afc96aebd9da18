internal import CJansson

extension JSONText {
    /// Parses JSON (RFC 8259) with jansson and keeps the order of members. `nil` for invalid JSON and repeated members,
    /// and for fractions and `null`, which no file of the program contains. With `omittingNulls`, leaves out members
    /// and items that are fractions or `null` instead.
    package init?(_ bytes: [UInt8], omittingNulls: Bool = false) {
        var error = json_error_t()
        let flags = Int(JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL)
        let root = bytes.withUnsafeBytes {
            json_loadb($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, flags, &error)
        }
        guard let root else { return nil }
        defer { json_decref(root) }
        guard let value = Self.value(root, omittingNulls) else { return nil }
        self = value
    }

    private static func value(_ node: UnsafeMutablePointer<json_t>, _ omitsNulls: Bool) -> JSONText? {
        func isOmitted(_ item: UnsafeMutablePointer<json_t>) -> Bool {
            omitsNulls && [JSON_NULL, JSON_REAL].contains(item.pointee.type)
        }
        switch node.pointee.type {
        case JSON_STRING: return .string(string(json_string_value(node), json_string_length(node)))
        case JSON_INTEGER: return .integer(Int(json_integer_value(node)))
        case JSON_TRUE: return .bool(true)
        case JSON_FALSE: return .bool(false)
        case JSON_ARRAY:
            var items: [JSONText] = []
            items.reserveCapacity(json_array_size(node))
            for index in 0..<json_array_size(node) {
                guard let item = json_array_get(node, index) else { return nil }
                if isOmitted(item) { continue }
                guard let value = value(item, omitsNulls) else { return nil }
                items.append(value)
            }
            return .array(items)
        case JSON_OBJECT:
            var members: [(String, JSONText)] = []
            var place = json_object_iter(node)
            while let here = place {
                place = json_object_iter_next(node, here)
                guard let key = json_object_iter_key(here), let item = json_object_iter_value(here) else { return nil }
                if isOmitted(item) { continue }
                guard let value = value(item, omitsNulls) else { return nil }
                members.append((String(cString: key), value))
            }
            return .object(members)
        default: return nil
        }
    }

    private static func string(_ pointer: UnsafePointer<CChar>?, _ count: Int) -> String {
        guard let pointer else { return "" }
        return pointer.withMemoryRebound(to: UInt8.self, capacity: count) {
            String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }
}

extension JSONText {
    /// The member of an object with a name; `nil` if the object has none, or if the value is not an object.
    package subscript(name: String) -> JSONText? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == name }?.1
    }

    /// The text of a string, `nil` for any other value.
    package var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    /// The number of an integer, `nil` for any other value.
    package var number: Int? {
        if case .integer(let number) = self { return number }
        return nil
    }

    /// The value of a Boolean, `nil` for any other value.
    package var flag: Bool? {
        if case .bool(let flag) = self { return flag }
        return nil
    }

    /// The items of an array, empty for any other value.
    package var items: [JSONText] {
        if case .array(let items) = self { return items }
        return []
    }

    /// The members of an object in order, empty for any other value.
    package var members: [(String, JSONText)] {
        if case .object(let members) = self { return members }
        return []
    }
}
