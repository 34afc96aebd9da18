import OficioBasics

/// Runs the engine of the search page outside a browser, so that the command line and the page rank
/// alike.
package final class SearchEngine {
    private let interpreter: Interpreter
    private let shard: (String) -> [UInt8]?

    /// A script that stands in for the page: it records which shards the engine requests, and delivers them.
    private static let host = """
        var oficioShards = {}, oficioWaiting = [], oficioResult = null, oficioEngine = null;
        function oficioDato(name, data) { oficioShards[name] = data; }
        function oficioLoad(name, done) {
          if (name in oficioShards) { done(oficioShards[name]); } else { oficioWaiting.push([name, done]); }
        }
        function oficioAsk(query, options) {
          oficioResult = null;
          if (!oficioEngine) { oficioEngine = new OficioEngine(oficioIndice, oficioLoad); }
          oficioEngine.search(query, options, function (answer) { oficioResult = answer; });
        }
        function oficioPending() { return oficioWaiting.map(function (w) { return w[0]; }).join(' '); }
        function oficioArrived() {
          var all = oficioWaiting;
          oficioWaiting = [];
          all.forEach(function (w) { w[1](w[0] in oficioShards ? oficioShards[w[0]] : null); });
        }
        function oficioAnswer() { return oficioResult ? JSON.stringify(oficioResult) : ''; }
        """

    /// Starts the engine. `shard` returns the bytes of a file of the index by its name, `nil` if
    /// there is none. Throws if the manifest `m.js` is missing or the interpreter fails.
    package init(shard: @escaping (String) -> [UInt8]?) throws(Interpreter.Failure) {
        interpreter = try Interpreter()
        self.shard = shard
        try interpreter.run(Array(Self.host.utf8))
        try interpreter.run(EngineScript.bytes)
        guard let manifest = shard("m.js") else { throw Interpreter.Failure(message: "m.js is missing") }
        try interpreter.run(manifest)
    }

    /// Searches, loads the shards that the engine asks for on the way, and returns the answer as
    /// JSON. Throws if the interpreter fails.
    package func search(_ query: String, options: JSONText) throws(Interpreter.Failure) -> String {
        try interpreter.run(Array("oficioAsk(\(JSONText.string(query).compact), \(options.compact))".utf8))
        while true {
            let answer = try interpreter.run(Array("oficioAnswer()".utf8))
            if !answer.isEmpty { return answer }
            let pending = try interpreter.run(Array("oficioPending()".utf8))
            guard !pending.isEmpty else { throw Interpreter.Failure(message: "the engine gave no answer") }
            for name in pending.split(separator: " ") {
                if let bytes = shard(name + ".js") { try interpreter.run(bytes) }
            }
            try interpreter.run(Array("oficioArrived()".utf8))
        }
    }
}
