import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a legend that explains a code list which no section uses.
    package static let unusedLegend = Rule(
        "leyenda-sin-uso", .form, .warning,
        what: Localized(
            es: "Una leyenda explica una lista de códigos que ninguna sección usa.",
            en: "A legend explains a code list that no section uses."),
        why: Localized(
            es: "El lector busca en la hoja códigos que no están, o la columna que debía usarlos quedó sin su lista.",
            en: "The reader looks for codes that are not there, or the column meant to use them lost its list."),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {D: Diario, M: Mensual}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, frecuencia: Periodicidad]}
              - {título: Convenciones, vista: leyenda, listas: [periodicidad]}
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {D: Diario, M: Mensual}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, \
            frecuencia: Periodicidad], listas: {frecuencia: periodicidad}}
              - {título: Convenciones, vista: leyenda, listas: [periodicidad]}
            """)
}

enum UnusedLegend {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for form in context.corpus.schema.forms where !form.isBuiltIn {
            var used: Set<String> = []
            var legends: [(list: String, span: Span)] = []
            func visit(_ section: FormSection) {
                used.formUnion(section.lists.map(\.list))
                legends += section.legend.map { ($0.list, section.span) }
                section.sections.forEach(visit)
            }
            form.sections.forEach(visit)
            for legend in legends where !used.contains(legend.list) {
                found.append(
                    Diagnostic(
                        .unusedLegend, at: legend.span,
                        Localized(
                            es: "ninguna sección usa la lista «\(legend.list)»",
                            en: "no section uses the list “\(legend.list)”"),
                        label: Localized(
                            es: "se pone en la sección: «listas: {columna: \(legend.list)}»",
                            en: "put into the section: “lists: {column: \(legend.list)}”"))
                )
            }
        }
        return found
    }
}
