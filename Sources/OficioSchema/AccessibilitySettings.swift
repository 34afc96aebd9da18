import Diagnostics
import OficioSource

/// A site's accessibility declaration: `accesibilidad:` in `site.yaml`. People set the levels; the program never
/// claims that a criterion is met.
package struct AccessibilitySettings: Sendable {
    /// The degrees to which a site meets a criterion, named as in OpenACR.
    package enum Level: String, Sendable, CaseIterable {
        case supports
        case partiallySupports = "partially-supports"
        case doesNotSupport = "does-not-support"
        case notApplicable = "not-applicable"
        case notEvaluated = "not-evaluated"
    }

    /// The judgement of a person about a criterion.
    package struct Judgement: Sendable {
        /// The degree to which the site meets the criterion.
        package var level = Level.notEvaluated
        /// The person's note, empty for none.
        package var note = ""
    }

    /// The e-mail address for complaints and questions.
    package private(set) var contact = ""
    /// The day of the evaluation, `nil` if the settings give none.
    package private(set) var date: CalendarDate?
    /// The method of the evaluation, empty if the settings give none.
    package private(set) var evaluation = ""
    /// The judgements by the number of the criterion.
    package private(set) var judgements: [String: Judgement] = [:]

    /// Reads `accesibilidad: {contacto: …, fecha: …, evaluación: …, niveles: {1.1.1: cumple, …}}`; `nil` if the value
    /// has no e-mail address as its contact.
    init?(_ node: YAMLNode, _ reader: inout SettingsReader) {
        let known = reader.diagnostics.count
        var hasContact = false
        reader.forEach(reader.mapping(node), SettingKeys.accessibility) { reader, name, entry in
            switch name {
            case "contact":
                hasContact = !entry.value.saysNothing
                contact = reader.text(entry.value)
                if !contact.isEmpty, !contact.contains("@") {
                    reader.report(
                        entry.value.span,
                        Localized(es: "«\(contact)» no es un correo", en: "“\(contact)” is no e-mail address"))
                }
            case "evaluation": evaluation = reader.requiredText(entry.value) ?? ""
            case "date":
                date = reader.date(entry.value)
            default: readLevels(entry.value, &reader)
            }
        }
        // One of the findings reported above may be about the misspelt contact.
        if !hasContact, reader.diagnostics.count == known {
            reader.report(
                node.span,
                Localized(
                    es: "falta «contacto:», el correo al que se escribe cuando algo no se puede leer",
                    en: "“contact:” is missing, the e-mail address to write to when something cannot be read"))
        }
        if !contact.contains("@") { return nil }
    }

    private mutating func readLevels(_ node: YAMLNode, _ reader: inout SettingsReader) {
        for entry in reader.mapping(node) {
            let number = entry.key.text
            guard AccessibilityCriterion.all.contains(where: { $0.number == number }) else {
                reader.report(
                    entry.key.span,
                    Localized(
                        es: "«\(number)» no es un criterio de las WCAG 2.2 de nivel A o AA",
                        en: "“\(number)” is no criterion of WCAG 2.2 at level A or AA"))
                continue
            }
            var judgement = Judgement()
            if case .mapping(let parts, _) = entry.value {
                reader.forEach(parts, SettingKeys.accessibilityLevel) { reader, name, part in
                    if name == "note" {
                        judgement.note = reader.requiredText(part.value) ?? ""
                    } else {
                        judgement.level = Self.level(part.value, &reader)
                    }
                }
            } else {
                judgement.level = Self.level(entry.value, &reader)
            }
            judgements[number] = judgement
        }
    }

    private static func level(_ node: YAMLNode, _ reader: inout SettingsReader) -> Level {
        switch reader.word(node).folded {
        case "cumple", "supports": return .supports
        case "cumple en parte", "en parte", "parcial", "partially supports", "partially": return .partiallySupports
        case "no cumple", "does not support": return .doesNotSupport
        case "no aplica", "not applicable": return .notApplicable
        case "sin evaluar", "no evaluado", "not evaluated": return .notEvaluated
        default:
            reader.report(
                node.span,
                Localized(
                    es: "se espera «cumple», «cumple en parte», «no cumple», «no aplica» o «sin evaluar»",
                    en: """
                        expected “supports”, “partially supports”, “does not support”, “not applicable” or \
                        “not evaluated”
                        """))
            return .notEvaluated
        }
    }
}

/// A success criterion of WCAG 2.2 at level A or AA, with what the program knows about its pages.
package struct AccessibilityCriterion: Sendable {
    /// The number of the criterion, such as `1.4.10`.
    package let number: String
    /// Whether the criterion belongs to level A; otherwise it belongs to level AA.
    package let isLevelA: Bool
    /// The name of the criterion.
    package let name: Localized
    /// A note on what the program's own pages do to meet the criterion, empty if the program knows nothing.
    package let note: Localized

    /// All criteria, in the order of the guidelines within each level.
    package static let all: [AccessibilityCriterion] = String(
        decoding: BuiltInFiles.bytes("accessibility/criteria.txt") ?? [], as: UTF8.self
    ).split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6 else { return nil }
        return AccessibilityCriterion(
            number: parts[0], isLevelA: parts[1] == "A", name: Localized(es: parts[2], en: parts[3]),
            note: Localized(es: parts[4], en: parts[5]))
    }
}
