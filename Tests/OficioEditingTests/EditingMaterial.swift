import Diagnostics
import Foundation
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// The sources on which the properties of edits are tested.
struct Material: Sendable {
    let path: String
    let bytes: [UInt8]
    let schema: Schema

    var editor: SourceEditor { SourceEditor(bytes, path: path, schema: schema) }

    /// Every document of the demonstration and of the real site beside the package.
    static let all: [Material] = sites.flatMap { site -> [Material] in
        let schema = SiteLoader.load(site).corpus.schema
        let folder = SiteFolder(scanning: site)
        return folder.sources.indices.compactMap { place in
            (try? folder.bytes(of: FileID(place))).map {
                Material(path: folder.sources[place].path, bytes: $0, schema: schema)
            }
        }
    }

    private static let sites = [Folders.package] + [OutsideMaterial.seedsSite].compactMap(\.self)

    /// The document with a random choice of CRLF line ends, a byte order mark, and no line end at the end of the file.
    func varied(_ random: inout SeededRandom) -> Material {
        var text = String(decoding: bytes, as: UTF8.self)
        if Bool.random(using: &random) { text = text.replacingOccurrences(of: "\n", with: "\r\n") }
        if Bool.random(using: &random), text.hasSuffix("\n") { text.removeLast() }
        if Int.random(in: 0..<4, using: &random) == 0 { text = text.decomposedStringWithCanonicalMapping }
        var bytes = Array(text.utf8)
        if Bool.random(using: &random) { bytes = [0xEF, 0xBB, 0xBF] + bytes }
        return Material(path: path, bytes: bytes, schema: schema)
    }
}

/// The number of rounds and the seed of the property tests: `OFICIO_SEED=7 OFICIO_ROUNDS=100 swift test --filter
/// OficioEditing`.
enum Trial {
    static let rounds = ProcessInfo.processInfo.environment["OFICIO_ROUNDS"].flatMap { Int($0) } ?? 1

    static func generator(_ salt: UInt64) -> SeededRandom { TestSeed.generator(salt) }
}

/// Texts that YAML, Markdown, tables or attributes would take for syntax.
enum HardText {
    static let all = [
        "Sencillo", "clave: valor", "nota #1", "a # b", "---", "- guion", "-5", "no", "No", "Sí", "sí", "null", "~",
        "yes", "true", "05", "007", "1.10", "2018-01-02", "12:30",
        "10%", "% tiempo", "@casa", "`código`", "a | b", "a|b", "*énfasis*", "_sub_", "[enlace](x.md)", "[[jefe]]",
        "[[jefe|el jefe]]", "{llaves}", "[corchetes]", "comillas \"dobles\"",
        "comillas 'simples'", "«ángulos»", "barra \\ inversa", "ñandú", "n\u{303}andu\u{301}", "¿Qué hace?", "a,b",
        "a, b", ": al inicio", "al final:", "? duda", "!importante",
        "&ancla", "*alias", ">doblado", "|literal", "línea una\nlínea dos", "uno\n\ndos", "con\ttabulador", "…", "—",
        "N/A", "<br>", "a < b > c", "1. uno", "# título",
        "## Sección", "🙂 emoji", "\u{2028}", "x\u{2028}y", "http://ejemplo.org/a?b=c&d", "correo@ejemplo.org", "=1+1",
        "<<", "...", "a: b: c", "`a | b`", "fin {a=b}", "fin {#id}",
        "\"entera\"", "'entera'", " espacio", "espacio ", "", "y", "n", "0x1F", "1e3", "0o17", ".5", "+1",
        "2026-11-29T10:00:00Z", "texto\r\ncon retornos", "a;b", "a&amp;b", "\\n",
    ]

    static func random(_ random: inout SeededRandom) -> String {
        if Int.random(in: 0..<3, using: &random) > 0, let text = all.randomElement(using: &random) { return text }
        let alphabet = Array("aábñ01 :#-|\"'{}[],*&!%@`\\?<>=~\n\t.;/_()¿«é")
        return String(
            (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
    }
}
