import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a field of a document that no section of its form prints.
    package static let notPrinted = Rule(
        "dato-sin-imprimir", .form, .note,
        what: Localized(
            es: "El documento dice algo que ninguna sección de su formato imprime.",
            en: "The document says something that no section of its form prints."),
        why: Localized(
            es: "Sale en la página, bajo «Fuera del formato», y falta en la hoja que se firma.",
            en: "It is on the page, under “Outside the form”, and missing from the sheet that is signed."),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            secciones:
              - {título: Objetivo, vista: texto, campo: objetivo}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---

            ## Objetivo

            Cobrar.

            ## Experiencia

            Un año.
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            secciones:
              - {título: Objetivo, vista: texto, campo: objetivo}
              - {vista: demás}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---

            ## Objetivo

            Cobrar.

            ## Experiencia

            Un año.
            """)
}

enum NotPrinted {
    /// Fields that the control block of a page shows, and the log and page number of a manual.
    private static let control: Set<FieldKey> = [
        .title, .term, .code, .version, .effective, .created, .owner, .unit, .reviewEvery, .nextReview, .authorisedBy,
        .reviewedBy, .form, .state, .access, .formerIDs, .formerNames, .acronym, .log, .folio,
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        let form = corpus.schema.forms[record.form]
        // Pages of these types have a layout of their own.
        if [.protocol, .checklist, .manual].contains(type.key) || form.isBuiltIn || form.showsRest { return [] }
        let printed = context.printedFields[record.form]
        return record.fields.compactMap { field in
            let declared = type.fields[field.field]
            if printed.contains(field.field) || control.contains(declared.key) || field.value.isNotApplicable {
                return nil
            }
            let title = form.title.replacing("\n", with: " ")
            return Diagnostic(
                .notPrinted, at: field.span,
                Localized(
                    es: "ninguna sección del formato «\(title)» imprime «\(declared.label.spanish)»",
                    en: "no section of the form “\(title)” prints “\(declared.label.english)”"),
                label: Localized(
                    es: "queda en la página, fuera de la hoja; una sección «{vista: demás}» lo imprimiría",
                    en: "it stays on the page, outside the sheet; a section “{view: rest}” would print it"),
                record: corpus.name(ofRecord: index))
        }
    }
}
