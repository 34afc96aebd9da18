import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a code that does not follow the pattern of its form.
    package static let codePattern = Rule(
        "codigo-fuera-de-patron", .identity, .warning,
        what: Localized(
            es: "Un código no sigue el patrón de su formato.",
            en: "A code does not follow the pattern of its form."),
        why: Localized(
            es: "Un código mal escrito no se encuentra en la lista maestra.",
            en: "A misspelled code is not found in the master list."),
        fires: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: protocolo
            título: Ficha
            control: {patrón de código: AA-99}
            secciones:
              - {vista: ficha, campos: [título, código]}
            === content/protocolos/cobro.md
            ---
            título: Cobro
            formato: ficha
            código: PR-1
            ---
            """,
        passes: """
            === content/formatos/ficha.yaml
            tipo: formato
            para: protocolo
            título: Ficha
            control: {patrón de código: AA-99}
            secciones:
              - {vista: ficha, campos: [título, código]}
            === content/protocolos/cobro.md
            ---
            título: Cobro
            formato: ficha
            código: PR-01
            ---
            """)
}

enum CodePattern {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let pattern = corpus.schema.forms[record.form].control.codePattern
        guard !pattern.isEmpty, let field = corpus.fieldValue(record, .code), !field.value.isNotApplicable else {
            return []
        }
        let code = field.value.plain
        if matches(code, pattern) { return [] }
        return [
            Diagnostic(
                .codePattern, at: field.value.textSpan ?? field.span,
                Localized(
                    es: "el código «\(code)» no sigue el patrón «\(pattern)»",
                    en: "the code “\(code)” does not follow the pattern “\(pattern)”"),
                record: corpus.name(ofRecord: index))
        ]
    }

    /// Whether a code matches a pattern. In a pattern, `9` stands for a digit, `A` for a capital letter, and any other
    /// character for itself.
    private static func matches(_ code: String, _ pattern: String) -> Bool {
        guard code.unicodeScalars.count == pattern.unicodeScalars.count else { return false }
        return zip(code.unicodeScalars, pattern.unicodeScalars).allSatisfy { scalar, wanted in
            switch wanted {
            case "9": scalar.value >= 0x30 && scalar.value <= 0x39
            case "A": scalar.properties.isUppercase
            default: scalar == wanted
            }
        }
    }
}
