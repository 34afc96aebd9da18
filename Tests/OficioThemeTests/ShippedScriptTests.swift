@testable import OficioTheme
import Testing

@Suite struct ShippedScriptTests {
    private func shipped(_ source: String) -> String {
        String(decoding: ShippedScript.minified(Array(source.utf8)), as: UTF8.self)
    }

    @Test func `indentation and lines that only comment stay at home, but for the first`() {
        let source =
            "// Guión de prueba.\n(function () {\n  'use strict';\n  // Qué hace.\n\tvar a = 'x // y'; // aquí\n"
            + "  try { a(); } catch (e) { /* nada */ }\n}());\n"
        #expect(
            shipped(source)
                == "// Guión de prueba.\n(function () {\n'use strict';\nvar a = 'x // y'; // aquí\ntry { a(); } catch "
                + "(e) { /* nada */ }\n}());\n"
        )
        #expect(shipped("") == "")
        #expect(shipped("  a();\r\n  // b\r\n  c();") == "a();\r\nc();")
    }

    @Test(arguments: [
        "a = `x\n  // y\n`;\n", "a();\n/* b\n  // c */\n  d();\n", "a();\n  b(); /* c */ /* d\n  e */\n",
        "a();\n  b(); /*/\n  c */\n", "a();\n  b = 'x\\\n  // y';\n",
        "/* Licencia\n   // de prueba */\n  a();\n",
    ]) func `scripts with a construct that may span lines stay unchanged`(source: String) {
        #expect(shipped(source) == source)
    }
}
