import OficioModel
import OficioSchema
import OficioSource
import TestSupport

/// Random jobs in all notations: keys plain, quoted and in blocks, lists on lines and in brackets, rows in the four
/// notations, comments between them.
enum GeneratedDocument {
    private static let schema = SiteLoader.load("/nowhere").corpus.schema

    static func job(_ random: inout SeededRandom) -> Material {
        var lines = [
            "---",
            "título: \(["Cajero", "\"Cajero: turno #2\"", "'Cajero ''B'''"].randomElement(using: &random) ?? "X")",
        ]
        if Bool.random(using: &random) { lines.append("# un comentario que se queda") }
        lines += clazz(&random) + list("nombres anteriores", &random)
        let inFront = Bool.random(using: &random)
        if inFront { lines += yamlRows("funciones", &random) }
        if Bool.random(using: &random) { lines += ["objetivo: |", "  Primera línea.", "", "  Segunda línea."] }
        if Bool.random(using: &random) { lines += ["bienes:   N/A   # nada"] }
        lines.append("---")
        if Bool.random(using: &random) { lines.append("") }
        if !inFront { lines += section("Funciones", &random) }
        lines += section("Funciones claves", &random)
        if Bool.random(using: &random) {
            lines += [
                "## Relaciones del puesto", "", "### Con", "", "- [[jefe]]", "- Público.", "", "### Para / frecuencia",
                "", "Diaria.", "",
            ]
        }
        lines += ["## Formación", "", "Bachillerato. <!-- se revisa -->", "", "Otro párrafo.", ""]
        return Material(
            path: "content/puestos/cajero.md", bytes: Array((lines.joined(separator: "\n")).utf8), schema: schema)
    }

    private static func clazz(_ random: inout SeededRandom) -> [String] {
        [["clase: 03"], ["clase: \"03\"  # con cero"], ["clase:"], []].randomElement(using: &random) ?? []
    }

    private static func list(_ key: String, _ random: inout SeededRandom) -> [String] {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: ["\(key): [Uno, \"Dos: y medio\", Tres]"]
        case 1: ["\(key):", "- Uno", "# en medio", "- 'Dos'"]
        case 2: ["\(key):", "    - Uno", "    - Dos  # segundo", ""]
        case 3: ["\(key): Uno"]
        case 4: ["\(key): []"]
        default: ["\(key): [", "  Uno,", "  Dos", "]"]
        }
    }

    private static func yamlRows(_ key: String, _ random: inout SeededRandom) -> [String] {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: ["\(key):", "  - Cobrar en caja.", "  - Cuadrar la caja."]
        case 1:
            [
                "\(key):", "  - tarea: Cobrar en caja.", "    frecuencia: D   # cada día",
                "  - {tarea: Cuadrar la caja., frecuencia: M}", "  - Archivar.",
            ]
        case 2: ["\(key): [{tarea: Cobrar, frecuencia: D}, Cuadrar]"]
        default:
            [
                "\(key):", "-   tarea: >", "      Cobrar", "      en caja.", "    frecuencia: \"D\"",
                "-   tarea: Cuadrar.",
            ]
        }
    }

    private static func section(_ title: String, _ random: inout SeededRandom) -> [String] {
        let head =
            [
                ["## \(title)", ""], ["## \(title)"], ["## 3. \(title) ##", ""],
                [title, String(repeating: "-", count: 12), ""],
            ].randomElement(using: &random) ?? []
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return head + ["- Cobrar en caja.", "- Cuadrar la caja. {#cuadre frecuencia=M}", ""]
        case 1: return head + ["1. Cobrar en caja,", "   con recibo.", "2. Cuadrar la caja.", ""]
        case 2: return head + ["* Cobrar.", "", "* Cuadrar.", "", "  Con el supervisor.", "", "* Archivar.", ""]
        case 3: return head + ["### Diaria", "", "- Cobrar.", "- Atender.", "", "### Mensual", "", "N/A", ""]
        case 4:
            return head + [
                "| Función | Frecuencia |", "|---|:--|", "| Cobrar \\| cuadrar | D |", "|Archivar||", "| Otra", "",
            ]
        case 5: return head + ["Función | Frecuencia", "--- | ---", "Cobrar | D", "Cuadrar | M", ""]
        default: return head + ["- Cobrar:", "  - en ventanilla;", "  - por teléfono.", "- Cuadrar.", ""]
        }
    }
}
