import Diagnostics
internal import CDuktape

/// Runs the engine of the search page outside a browser (Duktape), so that the command line and the page rank alike.
package final class SearchEngine {
    /// The engine's script failed: the interpreter's words.
    package struct Failure: Error {
        package let message: String
    }

    private let context: OpaquePointer
    private let shard: (String) -> [UInt8]?

    /// What a page does with `<script>` elements: asks for shards and is told when they have come.
    private static let host = """
        var oficioShards = {}, oficioWaiting = [], oficioResult = null, oficioEngine = null;
        function oficioDato(name, data) { oficioShards[name] = data; }
        function oficioLoad(name, done) { if (name in oficioShards) { done(oficioShards[name]); } else { oficioWaiting.push([name, done]); } }
        function oficioAsk(query, options) {
          oficioResult = null;
          if (!oficioEngine) { oficioEngine = new OficioEngine(oficioIndice, oficioLoad); }
          oficioEngine.search(query, options, function (answer) { oficioResult = answer; });
        }
        function oficioPending() { return oficioWaiting.map(function (w) { return w[0]; }).join(' '); }
        function oficioArrived() { var all = oficioWaiting; oficioWaiting = []; all.forEach(function (w) { w[1](w[0] in oficioShards ? oficioShards[w[0]] : null); }); }
        function oficioAnswer() { return oficioResult ? JSON.stringify(oficioResult) : ''; }
        """

    /// - Parameters:
    ///   - script: `search-engine.js`.
    ///   - shard: the bytes of a file of the index by its name, `nil` where there is none.
    package init(_ script: [UInt8], shard: @escaping (String) -> [UInt8]?) throws(Failure) {
        guard let context = oficio_duk_create() else { throw Failure(message: "no memory for the interpreter") }
        self.context = context
        self.shard = shard
        try run(Array(Self.host.utf8))
        try run(script)
        guard let meta = shard("m.js") else { throw Failure(message: "m.js is missing") }
        try run(meta)
    }

    deinit { duk_destroy_heap(context) }

    /// The answer as the engine gives it.
    package func search(_ query: String, options: JSONText) throws(Failure) -> String {
        try run(Array("oficioAsk(\(JSONText.string(query).compact), \(options.compact))".utf8))
        while true {
            let answer = try run(Array("oficioAnswer()".utf8))
            if !answer.isEmpty { return answer }
            let pending = try run(Array("oficioPending()".utf8))
            guard !pending.isEmpty else { throw Failure(message: "the engine gave no answer") }
            for name in pending.split(separator: " ") { if let bytes = shard(name + ".js") { try run(bytes) } }
            try run(Array("oficioArrived()".utf8))
        }
    }

    @discardableResult private func run(_ source: [UInt8]) throws(Failure) -> String {
        let status = source.withUnsafeBytes { oficio_duk_eval(context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
        defer { oficio_duk_pop(context) }
        if status != 0 { throw Failure(message: oficio_duk_error(context, -1).map { String(cString: $0) } ?? "") }
        var length = 0
        guard let text = oficio_duk_string(context, -1, &length) else { return "" }
        return text.withMemoryRebound(to: UInt8.self, capacity: length) { String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self) }
    }
}
