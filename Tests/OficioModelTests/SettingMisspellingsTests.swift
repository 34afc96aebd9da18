import Diagnostics
import OficioSchema
import OficioSource
import Testing

/// Misspells every key and every value of `site.yaml`, types and forms, one at a time. The keys come from
/// `SettingKeys`: a new key that no sample has fails the first test.
@Suite struct SettingMisspellingsTests {
    /// A mapping of settings within a whole file: the text before its lines, the lines, and the text after them.
    struct Sample: Sendable {
        let keys: String
        let file: String
        var before = ""
        var indent = 0
        let values: [(key: String, value: String)]
        var after = ""

        /// The text of the file with one line replaced, and the number of that line from 1.
        func text(replacing index: Int? = nil, by line: String = "") -> (text: String, line: Int) {
            let pad = String(repeating: " ", count: indent)
            var lines = before.split(separator: "\n").map(String.init)
            let first = lines.count
            for (place, pair) in values.enumerated() {
                lines.append(pad + (place == index ? line : "\(pair.key): \(pair.value)"))
            }
            lines += after.split(separator: "\n").map(String.init)
            return (lines.joined(separator: "\n") + "\n", first + 1 + (index ?? 0))
        }
    }

    static let form = "tipo: formato\npara: puesto\ntítulo: Ficha\n"
    static let sections = "secciones: [{vista: texto, campo: objetivo}]\n"

    static let samples: [Sample] = [
        Sample(
            keys: "site", file: "site",
            values: [
                ("institución", "Archivo"), ("sigla", "A"), ("lengua", "es"), ("dirección web", "https://a.org/"),
                ("tema", "institucional"), ("zona horaria", "UTC"), ("nada que decir", "[nada]"),
                ("reglas", "{dos-tareas: nota}"), ("cifras", "{tiempo meta: 100}"), ("acceso", "público"),
                ("historial", "{sin publicar: mostrar}"), ("índice del historial", "sí"),
                ("búsqueda", "{sinónimos: [[a, b]]}"), ("identidad", "{letra: serif}"), ("sin conexión", "sí"),
                ("ortografía", "no"), ("lenguaje claro", "sí"), ("recursos", "{permitir: [html]}"),
                ("palabras", "{buscar: hallar}"), ("separador csv", "\",\""),
                ("accesibilidad", "{contacto: a@b.org}"), ("direcciones", "2"),
            ]),
        Sample(
            keys: "accessibility", file: "site", before: "accesibilidad:", indent: 2,
            values: [
                ("fecha", "2026-11-21"), ("contacto", "a@b.org"), ("evaluación", "Revisión"),
                ("niveles", "{1.1.1: cumple}"),
            ]),
        Sample(
            keys: "accessibilityLevel", file: "site",
            before: "accesibilidad:\n  contacto: a@b.org\n  niveles:\n    1.1.1:", indent: 6,
            values: [("nivel", "cumple"), ("nota", "Bien.")]),
        Sample(keys: "figures", file: "site", before: "cifras:", indent: 2, values: [("tiempo meta", "100")]),
        Sample(keys: "search", file: "site", before: "búsqueda:", indent: 2, values: [("sinónimos", "[[a, b]]")]),
        Sample(keys: "resources", file: "site", before: "recursos:", indent: 2, values: [("permitir", "[html]")]),
        Sample(
            keys: "offline", file: "site", before: "sin conexión:", indent: 2,
            values: [("guardar", "sí"), ("descargar", "no")]),
        Sample(
            keys: "access", file: "site", before: "acceso:", indent: 2,
            values: [("general", "interno"), ("personas", "publicar")]),
        Sample(
            keys: "identity", file: "site", before: "identidad:", indent: 2,
            values: [
                ("logo", "recursos/a.svg"), ("color", "\"#0b5d3b\""), ("color oscuro", "\"#0b5d3b\""),
                ("letra", "serif"), ("pie", "[a]"),
            ]),
        Sample(
            keys: "history", file: "site", before: "historial:", indent: 2,
            values: [
                ("clave pública", String(repeating: "0a", count: 32)), ("claves", "[]"), ("sin publicar", "omitir"),
            ]),
        Sample(
            keys: "historyKey", file: "site", before: "historial:\n  claves:\n    -", indent: 6,
            values: [
                ("clave", String(repeating: "0a", count: 32)), ("nombre", "Ana"), ("desde", "2026-01-01"),
                ("hasta", "2026-12-31"), ("revocada", "2026-12-31"),
            ]),
        Sample(
            keys: "type", file: "type",
            values: [
                ("tipo", "tipo"), ("id", "acta"), ("nombre", "acta"), ("plural", "actas"), ("carpeta", "actas"),
                ("controlado", "sí"), ("extra", "conservar"), ("cuerpo", "texto"), ("acceso", "interno"),
                ("campos", "{texto: markdown}"), ("otros nombres", "{texto: [escrito]}"),
                ("other names", "{texto: [writing]}"),
            ]),
        Sample(keys: "type", file: "type", values: [("extiende", "puesto")], after: "campos: {turno: texto}"),
        Sample(
            keys: "fieldKind", file: "type", before: "nombre: acta\ncampos:\n  acuerdo:", indent: 4,
            values: [("filas", "{texto: markdown}"), ("acceso", "interno")]),
        Sample(
            keys: "fieldKind", file: "type", before: "nombre: acta\ncampos:\n  acuerdo:", indent: 4,
            values: [("campos", "{texto: markdown}")]),
        Sample(
            keys: "fieldKind", file: "type", before: "nombre: acta\ncampos:\n  acuerdo:", indent: 4,
            values: [("tipo", "texto")]),
        Sample(
            keys: "form", file: "form",
            values: [
                ("tipo", "formato"), ("para", "manual"), ("id", "ficha"), ("título", "Ficha"),
                ("control", "{código: A}"), ("fechas", "dd/MM/yyyy"), ("numeración", "I."),
                ("encabezado", "{izquierda: A}"), ("pie", "{derecha: A}"), ("listas", "{clases: [a]}"),
                ("cambios", "subrayar"), ("reglas", "{dos-tareas: nota}"), ("papel", "A4"), ("márgenes", "15"),
                ("copia controlada", "sí"), ("rótulos", "{Nombre: título}"), ("páginas", "por puesto"),
                ("empieza", "derecha"), ("página en blanco", "En blanco"), ("secciones", "[{vista: portada}]"),
            ]),
        Sample(
            keys: "formControl", file: "form", before: form + "control:", indent: 2,
            values: [
                ("código", "A"), ("versión", "1"), ("emisión", "2026-01-01"), ("proceso", "P"),
                ("patrón de código", "AA-99"),
            ], after: sections),
        Sample(
            keys: "running", file: "form", before: form + "encabezado:", indent: 2,
            values: [("izquierda", "A"), ("centro", "A"), ("derecha", "A")], after: sections),
        Sample(
            keys: "code", file: "form", before: form + "listas:\n  clases:\n    D:", indent: 6,
            values: [("rótulo", "Diaria"), ("vale", "diaria")], after: sections),
        Sample(
            keys: "stack", file: "form",
            before: form + "secciones:\n  - vista: tabla\n    campo: funciones\n    columnas:\n      -", indent: 8,
            values: [("título", "Pila"), ("campos", "[función, tarea]")]),
        Sample(
            keys: "section", file: "form", before: form + "listas: {veces: [D]}\nsecciones:\n  -", indent: 4,
            values: [
                ("título", "Funciones"), ("vista", "tabla"), ("campo", "funciones"), ("columnas", "[tarea]"),
                ("listas", "{frecuencia: veces}"), ("obligatorio", "sí"), ("repite", "no"), ("vacío", "N/A"),
                ("marca", "X"), ("fin", "\".\""), ("fechas", "dd/MM/yyyy"), ("numeración", "I."), ("papel", "A4"),
            ]),
        Sample(
            keys: "section", file: "form", before: form + "secciones:\n  -", indent: 4,
            values: [
                ("vista", "ficha"), ("campos", "[título]"), ("texto", "Léase."), ("secciones", "[{vista: texto}]"),
            ]),
    ]

    /// Keys whose value may be any text, by the name of their mapping.
    static let freeTexts: Set<String> = [
        "site institución", "site sigla", "site nada que decir", "site tema", "resources permitir", "identity logo",
        "identity letra", "identity pie", "historyKey nombre", "type id", "type nombre", "type plural", "type carpeta",
        "form id", "form título", "form página en blanco", "formControl código", "formControl versión",
        "formControl proceso", "formControl patrón de código", "running izquierda", "running centro",
        "running derecha", "code rótulo", "section título", "section vacío", "section marca", "section fin",
        "section texto", "stack título", "accessibility evaluación", "accessibilityLevel nota",
    ]

    private static let types = TypeReader()

    private func findings(_ sample: Sample, _ text: String) -> [Diagnostic] {
        let document = SourceDocument(Array(text.utf8), file: FileID(0), path: "content/x.yaml")
        #expect(document.diagnostics.isEmpty, "\(text)")
        switch sample.file {
        case "site":
            var found: [Diagnostic] = []
            _ = SiteSettings(document, reporting: &found)
            return found
        case "type":
            var reader = Self.types
            reader.read(document.entries)
            reader.checkReferences()
            return reader.diagnostics
        default:
            var reader = FormReader(types: Self.types.types, path: "content/x.yaml", language: .spanish)
            _ = reader.read(document, id: "x")
            return reader.diagnostics
        }
    }

    /// The lines of findings, from 1.
    private func lines(_ found: [Diagnostic], _ text: String) -> [Int] {
        found.map { 1 + text.utf8.prefix(Int($0.span.start)).count { $0 == 10 } }
    }

    @Test func `every key of every mapping has a sample`() {
        for (name, keys) in SettingKeys.all {
            let sampled = Set(Self.samples.filter { $0.keys == name }.flatMap(\.values).map(\.key))
            #expect(sampled == Set(keys.spanish), "\(name)")
        }
        #expect(Set(Self.samples.map(\.keys)) == Set(SettingKeys.all.map(\.name)))
    }

    @Test func `samples are silent`() {
        for sample in Self.samples {
            let text = sample.text().text
            #expect(findings(sample, text).isEmpty, "\(text)")
        }
    }

    @Test func `a misspelt key is one finding at its line that says what exists`() {
        for sample in Self.samples {
            for (index, pair) in sample.values.enumerated() {
                var wrong = pair.key
                wrong.remove(at: wrong.index(wrong.startIndex, offsetBy: wrong.count / 2))
                for key in [wrong, "zanahoria"] {
                    let (text, line) = sample.text(replacing: index, by: "\(key): \(pair.value)")
                    let found = findings(sample, text).filter { $0.message.spanish.contains("clave «\(key)»") }
                    #expect(lines(found, text) == [line], "\(text)")
                    let hint = found.first?.label?.spanish ?? ""
                    #expect(hint.hasPrefix(key == wrong ? "¿quiso decir" : "se admiten: "), "\(text)\(hint)")
                }
            }
        }
    }

    @Test func `a value of the wrong shape is one finding at its line`() {
        for sample in Self.samples {
            for (index, pair) in sample.values.enumerated() {
                for value in ["[[[zz]]]", "{zz: [zz]}"] {
                    // The checker alone knows the names of rules, and has a test of its own. A list may have any name.
                    let isFree = pair.key == "reglas" || (sample.keys == "form" && pair.key == "listas")
                    if isFree, value.hasPrefix("{") { continue }
                    let (text, line) = sample.text(replacing: index, by: "\(pair.key): \(value)")
                    let found = findings(sample, text)
                    #expect(
                        lines(found, text).filter { $0 == line }.count == 1, "\(text)\(found.map(\.message.spanish))")
                }
            }
        }
    }

    @Test func `a word that a setting does not take is a finding with that word or what is expected`() {
        for sample in Self.samples {
            for (index, pair) in sample.values.enumerated()
            where !Self.freeTexts.contains("\(sample.keys) \(pair.key)") {
                let (text, line) = sample.text(replacing: index, by: "\(pair.key): zzz")
                let found = findings(sample, text)
                #expect(lines(found, text).contains(line), "\(text)")
                for finding in found { #expect(finding.message.spanish != finding.message.english) }
            }
        }
    }
}
