import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a function that a job lists twice.
    package static let duplicateFunction = Rule(
        "funcion-repetida", .functions, .warning,
        what: Localized(
            es: "Una función está dos veces en el mismo puesto.", en: "A function stands twice in one job."),
        why: Localized(
            es: "Quien lo ocupa la lee dos veces, y al cambiar una queda la otra.",
            en: "Whoever holds the job reads it twice, and when one is changed the other stays."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            ### Diaria

            1. Contar el efectivo de la caja.
            2. Cerrar la caja.
            3. Contar el efectivo de la caja.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            ### Diaria

            1. Contar el efectivo de la caja.
            2. Cerrar la caja.
            """)

    /// Reports a function that says nearly the same as another function of its job; see `NearlyRepeated`.
    package static let nearlyRepeated = Rule(
        "funcion-casi-repetida", .functions, .note,
        what: Localized(
            es: "Dos funciones del mismo puesto se distinguen solo por una palabra de poco peso.",
            en: "Two functions of one job differ only by a word of little weight."),
        why: Localized(
            es: "Suelen ser la misma, copiada y retocada: quien mide la carga de trabajo la cuenta dos veces.",
            en: "They are often one, copied and touched up: whoever measures workload counts it twice."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Líder la gestión de los reclamos, asegurando su correcta resolución.
            - Cerrar la caja.
            - Contar el efectivo.
            - Liderar la gestión de los reclamos, asegurando su correcta resolución.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Elaborar el informe diario de los cobros de la oficina.
            - Elaborar el informe mensual de los cobros de la oficina.
            - Recibir los depósitos de los clientes internos de la oficina.
            - Recibir los depósitos de los clientes externos de la oficina.
            """)

    /// Reports a function that a job lists with two frequencies or two kinds.
    package static let contradictoryFunction = Rule(
        "funcion-contradictoria", .functions, .warning,
        what: Localized(
            es: "La misma función lleva en el mismo puesto otra frecuencia u otra clase.",
            en: "The same function has another frequency or kind in the same job."),
        why: Localized(
            es: "Una de las dos está mal, y nadie sabe cuál obedecer.",
            en: "One of the two is wrong, and nobody knows which to follow."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            ### Diaria

            1. Contar el efectivo de la caja.

            ### Mensual

            1. Contar el efectivo de la caja.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            ### Diaria

            1. Contar el efectivo de la caja.

            ### Mensual

            1. Conciliar el efectivo de la caja con el banco.
            """)
}

enum DuplicateFunction {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let near = NearlyRepeated.check(context, index)
        let functions = context.functions[index]
        // Most jobs repeat no function.
        guard functions.map({ WordHash.hash($0.folded) }).hasDuplicates else { return near }
        var first: [String: JobFunction] = [:]
        var found: [Diagnostic] = []
        for function in functions {
            guard let former = first[function.field.text + function.folded] else {
                first[function.field.text + function.folded] = function
                continue
            }
            let note = Diagnostic.Note(Localized(es: "ya está aquí", en: "it stands here already"), at: former.span)
            let name = context.corpus.name(ofRecord: index)
            if former.frequencies.map(\.folded) == function.frequencies.map(\.folded),
                former.kinds.map(\.folded) == function.kinds.map(\.folded)
            {
                found.append(
                    Diagnostic(
                        .duplicateFunction, at: function.span,
                        Localized(es: "la función está repetida", en: "the function stands twice"), notes: [note],
                        record: name))
            } else {
                let (old, new) = (
                    (former.frequencies + former.kinds).joined(separator: ", "),
                    (function.frequencies + function.kinds).joined(separator: ", ")
                )
                found.append(
                    Diagnostic(
                        .contradictoryFunction, at: function.span,
                        Localized(
                            es: "la misma función es «\(old)» y «\(new)»",
                            en: "the same function is “\(old)” and “\(new)”"), notes: [note], record: name))
            }
        }
        return found + near
    }
}
