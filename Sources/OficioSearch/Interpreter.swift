internal import CDuktape

/// Runs JavaScript outside a browser (Duktape, ECMAScript 5).
package final class Interpreter {
    /// An error that a script threw, or a lack of memory.
    package struct Failure: Error {
        /// The message of the error.
        package let message: String
    }

    private let context: OpaquePointer

    /// Creates a global scope that defines only `atob`, the one function of browsers that the engine needs.
    /// Throws if there is no memory.
    package init() throws(Failure) {
        guard let context = oficio_duk_create() else { throw Failure(message: "no memory for the interpreter") }
        self.context = context
        try run(Array(Self.atob.utf8))
    }

    deinit { duk_destroy_heap(context) }

    /// Runs a script in the global scope; returns its value if that is a string, otherwise an empty
    /// text. Throws the script's error.
    @discardableResult package func run(_ source: [UInt8]) throws(Failure) -> String {
        let status = source.withUnsafeBytes {
            oficio_duk_eval(context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
        defer { oficio_duk_pop(context) }
        if status != 0 { throw Failure(message: oficio_duk_error(context, -1).map { String(cString: $0) } ?? "") }
        var length = 0
        guard let text = oficio_duk_string(context, -1, &length) else { return "" }
        return text.withMemoryRebound(to: UInt8.self, capacity: length) {
            Self.text(UnsafeBufferPointer(start: $0, count: length))
        }
    }

    /// Returns the text of a string of the interpreter (CESU-8), in which a character above U+FFFF is encoded
    /// as two surrogates of three bytes each.
    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard bytes.contains(0xED) else { return String(decoding: bytes, as: UTF8.self) }
        /// Returns the surrogate that is encoded at an index; `nil` if there is none, or none of `range`.
        func surrogate(_ index: Int, _ range: ClosedRange<UInt32>) -> UInt32? {
            guard index + 2 < bytes.count, bytes[index] == 0xED else { return nil }
            let unit = 0xD000 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
            return range.contains(unit) ? unit : nil
        }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if let high = surrogate(index, 0xD800...0xDBFF), let low = surrogate(index + 3, 0xDC00...0xDFFF),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                out += String(scalar).utf8
                index += 6
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let atob = """
        function atob(text) {
          var bytes = Duktape.dec('base64', text), out = '', part = [], k;
          for (k = 0; k < bytes.length; k += 1) {
            part.push(bytes[k]);
            if (part.length > 4000) { out += String.fromCharCode.apply(null, part); part = []; }
          }
          return out + String.fromCharCode.apply(null, part);
        }
        """
}
