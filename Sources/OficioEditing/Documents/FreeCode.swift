import Diagnostics
import OficioModel
import OficioSchema

/// Proposes codes for new documents.
enum FreeCode {
    /// Returns the next free code of a type: in the series that most of its documents use, or in the pattern of the
    /// form if no document of the type has a code. No document has the returned code, and `isWritten` is false for
    /// it.
    static func next(
        _ type: DocumentType, _ form: Form, _ corpus: Corpus, _ language: Language, isWritten: (String) -> Bool
    ) -> String {
        let codes = corpus.records.compactMap { record in
            corpus.words(record, .code).map { (isOwn: corpus.schema.types[record.type].key == type.key, code: $0) }
        }
        let taken = Set(codes.map(\.code.folded))
        let own = codes.filter(\.isOwn).compactMap { Series($0.code) }
        let counts = Dictionary(grouping: own) { $0.prefix }
        let usual = counts.values.max { ($0.count, $1[0].prefix) < ($1.count, $0[0].prefix) }
        let series =
            usual?.max { $0.number < $1.number }
            ?? Series(pattern: form.control.codePattern, defaultPrefix(type.key)[language])
        var number = series.number
        while true {
            number += 1
            let code = series.code(number)
            if !taken.contains(code.folded), !isWritten(code) { return code }
        }
    }

    private static func defaultPrefix(_ type: TypeKey) -> Localized {
        switch type {
        case .protocol: Localized(same: "PR")
        case .manual: Localized(same: "M")
        case .standard: Localized(es: "EST", en: "ST")
        case .checklist: Localized(es: "INC", en: "ONB")
        case .competency: Localized(same: "COM")
        case .unit: Localized(es: "UN", en: "U")
        case .office: Localized(es: "SE", en: "OF")
        case .clause: Localized(same: "CL")
        case .externalDocument: Localized(es: "DE", en: "ED")
        default: Localized(same: "DOC")
        }
    }

    /// A series of codes that differ only in the number at their end.
    private struct Series {
        let prefix: String
        let number: Int
        let width: Int

        init?(_ code: String) {
            let digits = code.reversed().prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, digits.count < 10, let number = Int(String(digits.reversed())) else { return nil }
            prefix = String(code.dropLast(digits.count))
            self.number = number
            width = digits.count
        }

        /// Creates the series of a pattern such as `AA-99`. A pattern that is empty or does not end with `9` gives
        /// the series of `beginning` with two digits. Each `A` becomes the next letter of `beginning`, or `X` after
        /// its last one, and a `9` before the final ones becomes `0`.
        init(pattern: String, _ beginning: String) {
            let digits = pattern.reversed().prefix { $0 == "9" }.count
            number = 0
            width = digits == 0 ? 2 : digits
            guard digits > 0 else {
                prefix = beginning + "-"
                return
            }
            var letters = beginning[...]
            prefix = String(
                pattern.dropLast(digits).map { sign in
                    sign == "9" ? "0" : sign == "A" ? letters.popFirst() ?? "X" : sign
                })
        }

        func code(_ number: Int) -> String {
            let digits = String(number)
            return prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }
}
