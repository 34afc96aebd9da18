import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a table of knowledge or competencies in which every row has the same level.
    package static let flatScale = Rule(
        "escala-plana", .competencies, .note,
        what: Localized(
            es: "Todas las filas de una tabla con escala (conocimientos, competencias, riesgos) llevan el mismo nivel.",
            en: "All rows of a table with a scale (knowledge, competencies, risks) have the same level."),
        why: Localized(
            es: "Si todo vale lo mismo, la escala no dice qué importa más al elegir o al formar a una persona.",
            en: """
                If everything weighs the same, the scale does not tell what matters most in choosing or training \
                somebody.
                """
        ),
        options: [
            .init(
                Localized(es: "filas", en: "rows"), defaultValue: 4,
                what: Localized(es: "filas desde las que se mira", en: "number of rows from which it is reported"))
        ],
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            conocimientos indispensables:
              - {conocimiento: Contabilidad, nivel: "100"}
              - {conocimiento: Archivo, nivel: "100"}
              - {conocimiento: Redacción, nivel: "100"}
              - {conocimiento: Hojas de cálculo, nivel: "100"}
              - {conocimiento: Trato, nivel: "100"}
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            conocimientos indispensables:
              - {conocimiento: Contabilidad, nivel: "100"}
              - {conocimiento: Archivo, nivel: "50"}
              - {conocimiento: Redacción, nivel: "100"}
              - {conocimiento: Hojas de cálculo, nivel: "80"}
              - {conocimiento: Trato, nivel: "100"}
            ---
            """)
}

/// Finds tables in which every row has the same level, in fields and in extra sections.
enum FlatScale {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        let least = context.option(.flatScale, for: index)
        let name = corpus.name(ofRecord: index)
        var found: [Diagnostic] = []
        func compare(_ levels: [String], at span: Span) {
            guard levels.count >= least, let level = levels.first, !level.isEmpty, levels.allSatisfy({ $0 == level })
            else { return }
            found.append(
                Diagnostic(
                    .flatScale, at: span,
                    Localized(
                        es: levels.count == 1
                            ? "la única fila pide el nivel \(level)"
                            : "las \(levels.count) filas piden el nivel \(level)",
                        en: levels.count == 1
                            ? "the only row asks for level \(level)" : "all \(levels.count) rows ask for level \(level)"
                    ),
                    record: name))
        }
        func examine(_ blocks: [Block]) {
            for case .table(let table) in blocks {
                guard let first = table.rows.first, table.header.count > 1 else { continue }
                let named = table.header.lastIndex { scales.contains($0.plain.folded) }
                let graded = table.header.indices.last {
                    gradedSubjects.contains(table.header[$0].plain.folded) && degrees.contains(level(first.cells[$0]))
                }
                let column = named ?? graded
                if let column { compare(table.rows.map { level($0.cells[column]) }, at: first.span) }
            }
        }
        for value in record.fields {
            switch value.value {
            case .rows(let rows):
                let columns = type.fields[value.field].kind.rowType.columns
                if let first = rows.rows.first, let column = columns.column(.level) ?? columns.column(.percent) {
                    compare(rows.rows.map { $0[column]?.plain.folded ?? "" }, at: first.span)
                }
            // The author wrote a table in a text field.
            case .blocks(let blocks) where typesWithScales.contains(type.key): examine(blocks)
            default: continue
            }
            if case .rows(let rows) = value.value, typesWithScales.contains(type.key) {
                examine(rows.introduction)
                examine(rows.closing)
            }
        }
        if typesWithScales.contains(type.key) { for section in record.extra { examine(section.blocks) } }
        return found
    }

    /// Types whose tables may hold a scale of levels.
    private static let typesWithScales: Set<TypeKey> = [.job, .protocol, .standard, .checklist]

    private static func level(_ cell: Text) -> String { cell.plain.folded }

    /// Headings of columns that hold a scale if their cells are words of a scale: *Riesgo: Alto*, but not *Lugar:
    /// Alto*.
    private static let gradedSubjects: Set<String> = [
        "riesgo", "prioridad", "complejidad", "impacto", "probabilidad", "dificultad", "urgencia", "gravedad",
        "esfuerzo", "exposicion", "frecuencia de uso", "risk", "priority", "impact", "complexity", "urgency",
    ]

    /// Folded words that name a degree of a scale.
    private static let degrees: Set<String> = [
        "alto", "alta", "medio", "media", "bajo", "baja", "avanzado", "intermedio", "basico", "excelente", "muy bueno",
        "muy buena", "bueno", "regular", "muy alto", "muy alta", "critico", "high", "medium", "low", "advanced",
        "intermediate", "excellent", "good",
    ]

    /// Headings of columns that hold a scale, folded.
    private static let scales: Set<String> = [
        "nivel", "grado", "puntaje", "ponderacion", "peso", "intensidad", "valoracion", "importancia", "dominio",
        "level", "grade", "weight", "score",
    ]
}
