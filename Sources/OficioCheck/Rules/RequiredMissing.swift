import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A field that the form requires is missing.
    package static let requiredMissing = Rule(
        "campo-obligatorio", .form, .error,
        what: Localized(
            es: "Falta un campo que el formato exige.",
            en: "A field that the form requires is missing."),
        why: Localized(
            es: "La hoja saldría con un hueco donde la institución pide un dato; si no hay nada que decir, se escribe «N/A».",
            en: "The sheet would have a gap where the institution asks for a fact; if there is nothing to say, write “N/A”."),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            secciones:
              - {título: Misión, vista: texto, campo: misión, obligatorio: sí}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: puesto
            título: Ficha
            secciones:
              - {título: Misión, vista: texto, campo: misión, obligatorio: sí}
            === content/puestos/cajero.md
            ---
            título: Cajero
            formato: ficha
            ---

            ## Misión

            Cobrar los aranceles de la municipalidad.
            """)
}

enum RequiredMissing {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        if record.isBroken { return [] }
        let type = corpus.type(of: index)
        var found: [Diagnostic] = []
        if let title = type.field(named: "titulo"), record.value(title) == nil { found.append(missing(type.fields[title], nil, record, context, index)) }
        if corpus.isExternal(record) { return found }
        func visit(_ sections: [FormSection]) {
            for place in sections.indices {
                if sections[place].isRequired {
                    let section = sections[place]
                    for placement in section.allFields where !isGiven(placement.path, in: record) {
                        if placement.path.count == 1, section.field?.path == placement.path, !section.fields.isEmpty { continue }
                        found.append(missing(field(placement.path, type), section.title, record, context, index))
                    }
                }
                visit(sections[place].sections)
            }
        }
        visit(corpus.schema.forms[record.form].sections)
        return found
    }

    private static func isGiven(_ path: [Int], in record: Record) -> Bool {
        guard let value = record.value(path[0]) else { return false }
        guard path.count > 1, case .group(let members) = value else { return true }
        return members.contains { $0.field == path[1] }
    }

    private static func field(_ path: [Int], _ type: DocumentType) -> Field {
        let field = type.fields[path[0]]
        if path.count > 1, case .group(let members) = field.kind { return members[path[1]] }
        return field
    }

    private static func missing(_ field: Field, _ section: String?, _ record: Record, _ context: CheckContext, _ index: Int) -> Diagnostic {
        let isLong: Bool
        switch field.kind {
        case .markdown, .rows, .list, .group: isLong = true
        default: isLong = false
        }
        let where_ = section.map { $0.isEmpty ? "" : " («\($0.replacing("\n", with: " "))»)" } ?? ""
        // Whoever heads an institution reports to nobody, and forms ask all the same.
        let isHead = field.id == "reports-to" && context.bosses.contains(index)
        var finding = Diagnostic(
            .requiredMissing, at: record.span,
            Localized(es: "falta «\(field.label.spanish)»\(where_)", en: "“\(field.label.english)” is missing\(where_)"),
            label: Localized(
                es: isLong ? "añada la sección «## \(field.label.spanish)»" : "añada «\(field.label.spanish.lowercased()):» al encabezado",
                en: isLong ? "add the section “## \(field.label.english)”" : "add “\(field.label.english.lowercased()):” to the front matter"),
            record: context.corpus.name(ofRecord: index))
        if isHead { finding.severity = .warning }
        return finding
    }
}
