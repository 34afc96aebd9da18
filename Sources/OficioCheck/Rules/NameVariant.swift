import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a name that differs from the title by case, accents or prepositions only.
    package static let nameVariant = Rule(
        "nombre-con-variante", .relations, .note,
        what: Localized(
            es: "Un nombre se distingue del título solo por mayúsculas, tildes o preposiciones.",
            en: "A name differs from the title by case, accents or prepositions only."),
        why: Localized(
            es: "El mismo puesto escrito de dos maneras parece dos puestos.",
            en: "One post spelled two ways looks like two posts."),
        fires: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: "[[jefe-caja|Jefe de caja]]"
            ---
            """,
        passes: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: "[[jefe-caja|la jefatura]]"
            ---
            """)
}

/// Finds names that differ slightly from the title of the record that they refer to. It compares only values of
/// fields, because in running text a title may be a common noun.
enum NameVariant {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        return context.mentions[index].compactMap { mention in
            guard let label = mention.label, let target = mention.resolution.record, !mention.isInline else {
                return nil
            }
            let title = corpus.records[target].title
            guard label != title, key(label) == key(title),
                label.uppercased() != label || title.uppercased() == title
            else { return nil }
            return Diagnostic(
                .nameVariant, at: context.locate(label, in: mention.span),
                Localized(
                    es: "«\(label)» es «\(title)» escrito de otro modo",
                    en: "“\(label)” is “\(title)” spelled another way"),
                record: corpus.name(ofRecord: index))
        }
    }

    private static let particles: Set<String> = ["de", "del", "la", "el", "los", "las", "y", "al", "a", "en"]

    private static func key(_ name: String) -> [String] {
        name.folded.parts(between: " ").map(String.init).filter { !particles.contains($0) }.map(NameForms.stem)
    }
}
