internal import SearchEngineScript

/// The search engine as one classic script in ECMAScript 5, which pages and `oficio search` run.
package enum EngineScript {
    /// The bytes of the script, which wraps the steps of `Engine/` in one function. The script defines
    /// `OficioEngine` and nothing else.
    package static let bytes =
        Array(hint.utf8) + CompactScript.compacted(Array(opening.utf8) + steps + Array(closing.utf8))

    /// The concatenated steps of `Engine/` without the function around them. Their functions are global when a
    /// test runs them.
    package static var steps: [UInt8] {
        Array(UnsafeBufferPointer(start: search_engine_steps, count: search_engine_steps_size))
    }

    /// Makes Chromium compile all functions while the script arrives.
    private static let hint = "//# allFunctionsCalledOnLoad\n"
    private static let opening = """
        (function (scope) {
        'use strict';

        """
    private static let closing = """
        scope.OficioEngine = Engine;
        }(typeof window === 'undefined' ? this : window));

        """
}
