import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a field that the form requires but the document lacks.
    package static let requiredMissing = Rule(
        "campo-obligatorio", .form, .error,
        what: Localized(
            es: "Falta un campo que el formato exige.",
            en: "A field that the form requires is missing."),
        why: Localized(
            es: """
                La hoja saldría con un hueco donde la institución pide un dato; si no hay nada que decir, se escribe \
                «N/A».
                """,
            en: """
                The sheet would have a gap where the institution asks for a fact; if there is nothing to say, write \
                “N/A”.
                """
        ),
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

/// Reports required fields that a document lacks.
package enum RequiredMissing {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        context.corpus.missingFields(of: index).map { finding($0, context.corpus, index) }
    }

    private static func finding(_ missing: MissingField, _ corpus: Corpus, _ index: Int) -> Diagnostic {
        let field = missing.field
        let title = missing.section.map { $0.replacing("\n", with: " ") } ?? ""
        var finding = Diagnostic(
            .requiredMissing, at: corpus.records[index].span,
            Localized(
                es: "\(MissingField.messageBeginning(field.label.spanish))\(title.isEmpty ? "" : " («\(title)»)")",
                en: "“\(field.label.english)” is missing\(title.isEmpty ? "" : " (“\(title)”)")"),
            label: hint(missing, corpus, index),
            notes: notes(missing, corpus, index), record: corpus.name(ofRecord: index))
        if missing.isExcused { finding.severity = .warning }
        return finding
    }

    /// Returns what to write for a missing field: a section, a fact between two lines `---`, or a key of an entry.
    package static func hint(_ missing: MissingField, _ corpus: Corpus, _ index: Int) -> Localized {
        let record = corpus.records[index]
        let (es, en) = (missing.field.label.spanish, missing.field.label.english)
        let (keyES, keyEN) = (es.lowercased(), en.lowercased())
        let file = Int(record.file.index)
        if corpus.paths.indices.contains(file), !corpus.paths[file].lowercased().hasSuffix(".md") {
            return Localized(es: "añada «\(keyES):» a esta entrada", en: "add “\(keyEN):” to this entry")
        }
        switch missing.field.kind {
        case .markdown, .rows, .list, .group:
            return Localized(es: "añada la sección «## \(es)»", en: "add the section “## \(en)”")
        default: break
        }
        if missing.section == nil {
            return Localized(
                es: "escriba el nombre arriba: «# Nombre», o «\(keyES): Nombre» entre dos líneas «---»",
                en: "write the name at the top: “# Name”, or “\(keyEN): Name” between two lines “---”")
        }
        return Localized(
            es: "añada «\(keyES):» arriba, entre dos líneas «---»",
            en: "add “\(keyEN):” at the top, between two lines “---”")
    }

    /// Returns notes on where the functions of a job may stand: under *Principales responsabilidades*, which names
    /// another field.
    package static func notes(_ missing: MissingField, _ corpus: Corpus, _ index: Int) -> [Diagnostic.Note] {
        guard missing.field.key == .functions,
            let other = corpus.fieldValue(corpus.records[index], .responsibilities)
        else { return [] }
        return [
            .init(
                Localized(
                    es: "esta sección se lee como «Responsabilidades»: si son las funciones, escriba «## Funciones»",
                    en: "this section is read as “Responsibilities”: if they are the functions, write “## Functions”"),
                at: other.span)
        ]
    }
}
