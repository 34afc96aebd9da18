internal import CDuktape

/// Runs JavaScript outside a browser (Duktape, ECMAScript 5).
package final class Interpreter {
    /// The interpreter's message for an error that a script threw.
    package struct Failure: Error {
        /// The message of the interpreter.
        package let message: String
    }

    private let context: OpaquePointer

    /// Makes an empty global scope with the one function of browsers that the engine needs. Throws
    /// if there is no memory.
    package init() throws(Failure) {
        guard let context = oficio_duk_create() else { throw Failure(message: "no memory for the interpreter") }
        self.context = context
        try run(Array(Self.atob.utf8))
    }

    deinit { duk_destroy_heap(context) }

    /// Runs a script in the global scope; returns its value if that is a string, else an empty
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
            String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
        }
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
