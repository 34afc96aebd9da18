import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// A release adds its log row in the notation of the author's file.
@Suite struct LogRowTests {
    private static let schema = SiteLoader.load("/nowhere").corpus.schema

    private func edited(_ text: String, path: String = "content/protocolos/x.md") throws -> String {
        let editor = SourceEditor(Array(text.utf8), path: path, schema: Self.schema)
        let day = try #require(CalendarDate(iso: "2026-12-01"))
        let row = try editor.adding(
            LogRow(
                version: "06", modified: day, effective: day, authorized: ["Director"], descriptions: ["Se agrega «ñ»."]
            )
        ).get()
        let patch = try editor.patch([.set("version", .text("06")), .set("effective", .text(day.iso)), row]).get()
        return String(decoding: try #require(patch.applied(to: editor.bytes)), as: UTF8.self)
    }

    @Test func `a key under another name is the one that is changed`() throws {
        let text = "---\ntítulo: Cobro\nEdición: 05\nRige a partir de: 2025-01-01\n---\n"
        let after = try edited(text)
        #expect(after.hasPrefix("---\ntítulo: Cobro\nEdición: 06\nRige a partir de: 2026-12-01\n"), "\(after)")
        #expect(!after.contains("\nversión:"))
    }

    @Test func `values change in place and the log grows at its end`() throws {
        let text = """
            ---
            título: Cobro  # comentario
            versión: 05    # del año
            vigencia: 2025-01-01
            modificaciones:
              - versión: "05"
                vigencia: 2025-01-01
                descripción: [Creación.]
            responsable: jefe
            ---

            Texto  con   espacios.
            """
        #expect(
            try edited(text) == """
                ---
                título: Cobro  # comentario
                versión: 06    # del año
                vigencia: 2026-12-01
                modificaciones:
                  - versión: "05"
                    vigencia: 2025-01-01
                    descripción: [Creación.]
                  - versión: "06"
                    modificado: 2026-12-01
                    vigencia: 2026-12-01
                    autoriza: [{cargo: "Director"}]
                    descripción:
                      - "Se agrega «ñ»."
                responsable: jefe
                ---

                Texto  con   espacios.
                """)
    }

    @Test func `missing keys are added to the front matter`() throws {
        let result = try edited("---\ntítulo: Cobro\n---\n\nTexto.\n")
        #expect(result.hasPrefix("---\ntítulo: Cobro\nversión: 06\n"))
        #expect(result.contains("modificaciones:\n  - versión: \"06\"\n"))
        #expect(result.hasSuffix("---\n\nTexto.\n"))
    }

    @Test func `a log kept newest first grows at its top`() throws {
        let result = try edited(
            """
            ---
            título: X
            versión: "05"
            vigencia: 2025-01-01
            modificaciones:
            - {versión: "05", vigencia: 2025-01-01}
            - {versión: "04", vigencia: 2024-01-01}
            ---

            """
        )
        let new = try #require(result.range(of: "\"06\"", options: .backwards))
        let old = try #require(result.range(of: "\"05\""))
        #expect(new.lowerBound < old.lowerBound)
        #expect(result.contains("versión: \"06\"\n"), "the author's quotes stay: \(result)")
    }

    @Test func `a table grows by a row in its own columns`() throws {
        let result = try edited(
            """
            ---
            título: X
            versión: 05
            vigencia: 2025-01-01
            ---

            ## Modificaciones

            | Versión | Vigencia | Descripción |
            |---|---|---|
            | 05 | 2025-01-01 | Creación. |

            Fin.

            """
        )
        #expect(result.contains("| 05 | 2025-01-01 | Creación. |\n| 06 | 2026-12-01 | Se agrega «ñ». |\n\nFin.\n"))
    }

    @Test func `line endings and a mark at the start stay`() throws {
        let result = try edited(
            "\u{FEFF}---\r\ntítulo: X\r\nversión: 05\r\nvigencia: 2025-01-01\r\n---\r\n\r\nTexto.\r\n")
        #expect(result.unicodeScalars.first == "\u{FEFF}")
        #expect(!result.replacing("\r\n", with: "").contains("\n"))
    }

    @Test func `a log written on one line grows on that line`() throws {
        let result = try edited("---\ntítulo: X\nmodificaciones: [{versión: \"05\"}]  # sigue\n---\n")
        #expect(
            result.contains(
                """
                modificaciones: [{versión: "05"}, {versión: "06", modificado: 2026-12-01, vigencia: 2026-12-01, \
                autoriza: [{cargo: "Director"}], descripción: ["Se agrega «ñ»."]}]  # sigue\n
                """), "\(result)")
    }

    @Test func `a log written in prose is refused rather than rewritten`() throws {
        #expect(throws: EditRefusal.self) {
            try edited("---\ntítulo: X\n---\n\n## Modificaciones\n\nSe creó en 2019 y nadie recuerda más.\n")
        }
    }

    @Test func `a table kept newest first grows at its top`() throws {
        let head = """
            ---
            título: X
            versión: 05
            vigencia: 2025-01-01
            ---

            ## Modificaciones

            | Versión | Descripción |
            |---|---|

            """
        let result = try edited(head + "| 05 | Ajuste. |\n| 04 | Creación. |\n")
        #expect(result.contains("|---|---|\n| 06 | Se agrega «ñ». |\n| 05 | Ajuste. |\n"), "\(result)")
    }

    @Test(arguments: [
        ("05", "06"), ("5.", "6."), ("1.9", "1.10"), ("09", "10"), ("099", "100"), ("Rev. 3", "Rev. 4"), ("v2", "v3"),
    ])
    func `versions go on as the author writes them`(_ pair: (String, String)) {
        #expect(VersionNumber.following(pair.0) == pair.1)
    }
}
