import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a legend that explains codes which no document uses.
    package static let unusedCode = Rule(
        "codigo-sin-uso", .form, .note,
        what: Localized(
            es: "Una leyenda explica códigos que ningún documento del formato usa, o que el suyo no usa.",
            en: "A legend explains codes that no document of the form uses, or that its own document does not use."),
        why: Localized(
            es: """
                Quien lee la leyenda los busca en la hoja. Si sobran, se quitan; si deberían usarse, a algún \
                documento le faltan.
                """,
            en: """
                Whoever reads the legend looks for them on the sheet. Superfluous ones can go; if they are needed, \
                some document lacks them.
                """
        ),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {D: Diario, Q: Quincenal}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, \
            frecuencia: Periodicidad], listas: {frecuencia: periodicidad}}
              - {título: Convenciones, vista: leyenda, listas: [periodicidad]}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---

            ## Funciones

            - Cobrar aranceles. {frecuencia=D}
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {D: Diario, Q: Quincenal}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, \
            frecuencia: Periodicidad], listas: {frecuencia: periodicidad}}
              - {título: Convenciones, vista: leyenda, listas: [periodicidad]}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---

            ## Funciones

            - Cobrar aranceles. {frecuencia=D}
            - Cuadrar la caja. {frecuencia=Q}
            """)

    /// Reports a code with two meanings, or two codes that differ only by case.
    package static let ambiguousCode = Rule(
        "codigo-ambiguo", .form, .note,
        what: Localized(
            es: "Dos códigos de una leyenda se distinguen solo por la mayúscula, o uno significa dos cosas.",
            en: "Two codes of a legend differ by case only, or one means two things."),
        why: Localized(
            es: "En la hoja impresa o copiada a mano «s» y «S» son la misma letra: semanal se lee semestral.",
            en: "On a sheet printed or copied by hand “s” and “S” are one letter: weekly reads as half-yearly."),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {s: Semanal, S: Semestral}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, \
            frecuencia: Periodicidad], listas: {frecuencia: periodicidad}}
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            listas:
              periodicidad: {S: Semanal, SM: Semestral}
            secciones:
              - {título: Funciones, vista: tabla, campo: funciones, columnas: [tarea: Tarea, \
            frecuencia: Periodicidad], listas: {frecuencia: periodicidad}}
            """)
}

/// Checks the codes in the legends of forms.
enum LegendCodes {
    /// A code that a record uses, with its label.
    struct Use: ExtractedFact {
        let code: String

        init(_ code: Code) { self.code = Use.name(of: code) }

        init(from reader: inout BinaryReader, of record: Int) { code = reader.text() }

        func write(to out: inout BinaryWriter) { out.text(code) }

        func add(to stamp: inout Stamp) { stamp.add(code) }

        static func name(of code: Code) -> String { code.code + " " + code.label }
    }

    static let rule = AggregatingRule(extract: uses, aggregate: unusedCodeFindings)

    private static func uses(_ context: CheckContext, _ index: Int) -> [Use] {
        let corpus = context.corpus
        let record = corpus.records[index]
        guard !corpus.schema.forms[record.form].lists.isEmpty else { return [] }
        var seen: Set<String> = []
        var found: [Use] = []
        func visit(_ value: Value) {
            switch value {
            case .codes(let codes, _):
                for code in codes where seen.insert(Use.name(of: code)).inserted { found.append(Use(code)) }
            case .rows(let rows):
                for group in rows.groups { visit(group.value) }
                for row in rows.rows { for cell in row.cells { visit(cell.value) } }
            case .group(let members): for member in members { visit(member.value) }
            default: break
            }
        }
        for field in record.fields { visit(field.value) }
        return found
    }

    private static func unusedCodeFindings(_ context: CheckContext, _ uses: [[Use]]) -> [Diagnostic] {
        let corpus = context.corpus
        var used: [Int: Set<String>] = [:]
        for (index, own) in uses.enumerated() where !own.isEmpty {
            used[corpus.records[index].form, default: []].formUnion(own.map(\.code))
        }
        var found: [Diagnostic] = []
        for (number, form) in corpus.schema.forms.enumerated() where !form.isBuiltIn {
            guard let used = used[number] else { continue }
            var legends: Set<String> = []
            func visit(_ section: FormSection) {
                legends.formUnion(section.legend.map(\.list))
                section.sections.forEach(visit)
            }
            form.sections.forEach(visit)
            for (list, span) in zip(form.lists, form.listSpans) where legends.contains(list.name.folded) {
                let idle = list.codes.filter { !used.contains(Use.name(of: $0)) }
                if idle.isEmpty { continue }
                let codes = idle.map { $0.label.isEmpty || $0.label == $0.code ? $0.code : "\($0.code) (\($0.label))" }
                    .joined(separator: ", ")
                found.append(
                    Diagnostic(
                        .unusedCode, at: span,
                        Localized(
                            es: "la leyenda explica y ningún documento usa: \(codes)",
                            en: "the legend explains and no document uses: \(codes)")))
            }
        }
        return found
    }

    static func ambiguousCodeFindings(_ context: CheckContext) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for form in context.corpus.schema.forms where !form.isBuiltIn {
            var spans: [String: Span] = [:]
            for (list, span) in zip(form.lists, form.listSpans) {
                spans[list.name.folded] = span
                var seen: [String: String] = [:]
                for code in list.codes {
                    guard !code.code.isEmpty, let other = seen.updateValue(code.code, forKey: code.code.folded) else {
                        continue
                    }
                    found.append(
                        Diagnostic(
                            .ambiguousCode, at: span,
                            Localized(
                                es: "«\(other)» y «\(code.code)» se distinguen solo por la mayúscula",
                                en: "“\(other)” and “\(code.code)” differ by case only")))
                }
            }
            func visit(_ section: FormSection) {
                found += sharedCodes(section, form, spans)
                for column in section.columns {
                    if let doubled = lineRepeatingCode(column.label) {
                        found.append(headingFinding(doubled, section, context))
                    }
                }
                section.sections.forEach(visit)
            }
            form.sections.forEach(visit)
        }
        return found
    }

    /// Returns findings about codes that have different meanings in two lists of a legend with the same label.
    private static func sharedCodes(_ section: FormSection, _ form: Form, _ spans: [String: Span]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for (place, entry) in section.legend.enumerated() {
            for former in section.legend[..<place] where former.label.folded == entry.label.folded {
                guard let a = form.list(named: former.list), let b = form.list(named: entry.list),
                    let span = spans[entry.list]
                else { continue }
                for code in b.codes {
                    guard
                        let other = a.codes.first(where: {
                            $0.code == code.code && $0.label.folded != code.label.folded
                        })
                    else { continue }
                    found.append(
                        Diagnostic(
                            .ambiguousCode, at: span,
                            Localized(
                                es: """
                                    «\(code.code)» es «\(code.label)» aquí y «\(other.label)» en «\(a.name)», bajo \
                                    el mismo rótulo de la leyenda
                                    """,
                                en: """
                                    “\(code.code)” is “\(code.label)” here and “\(other.label)” in “\(a.name)”, \
                                    under one label of the legend
                                    """
                            )))
                }
            }
        }
        return found
    }

    /// Returns the line of a column heading that lists codes and repeats a code, such as `O D S Q M T S A`; `nil` if
    /// there is none.
    private static func lineRepeatingCode(_ label: String) -> String? {
        label.split(separator: "\n").map(String.init).first { line in
            let words = line.split(separator: " ")
            return words.count > 3 && words.allSatisfy { $0.count < 3 } && Set(words).count < words.count
        }
    }

    private static func headingFinding(_ line: String, _ section: FormSection, _ context: CheckContext) -> Diagnostic {
        Diagnostic(
            .ambiguousCode, at: context.locate(line, in: section.span),
            Localized(
                es: "el encabezado «\(line)» tiene dos veces el mismo código",
                en: "the heading “\(line)” has one code twice"))
    }
}
