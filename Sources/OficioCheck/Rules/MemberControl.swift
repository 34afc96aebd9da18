import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a member of a manual with a version or effective date of its own.
    package static let memberControl = Rule(
        "control-en-miembro", .identity, .warning,
        what: Localized(
            es: "Un puesto de un manual lleva versión o vigencia propias.",
            en: "A member of a manual carries a version or effective date of its own."),
        why: Localized(
            es: "El manual entero tiene un solo control; dos versiones distintas confunden a quien imprime.",
            en: "The manual as a whole has one control block; two versions confuse whoever prints it."),
        fires: """
            === content/manuales/puestos.md
            ---
            título: Manual de puestos
            código: M-01
            miembros: [cajero]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            versión: 03
            ---
            """,
        passes: """
            === content/manuales/puestos.md
            ---
            título: Manual de puestos
            código: M-01
            miembros: [cajero]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            """)
}

enum MemberControl {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        var manual: [Int: Int] = [:]
        var found: [Diagnostic] = []
        for (index, record) in corpus.records.enumerated() {
            guard case .references(let members)? = corpus.value(record, .members) else { continue }
            for member in members {
                guard let target = corpus.target(of: member, from: record.file) else { continue }
                if let other = manual[target], other != index {
                    found.append(
                        Diagnostic(
                            .memberOfTwo, at: member.text.span,
                            Localized(
                                es: """
                                    «\(corpus.records[target].title)» ya es miembro de \
                                    «\(corpus.records[other].title)»
                                    """,
                                en: """
                                    “\(corpus.records[target].title)” is a member of \
                                    “\(corpus.records[other].title)” already
                                    """
                            ), record: corpus.name(ofRecord: index)))
                    continue
                }
                manual[target] = index
                let own = [FieldKey.version, .effective, .log].compactMap {
                    corpus.fieldValue(corpus.records[target], $0)
                }
                for field in own {
                    found.append(
                        Diagnostic(
                            .memberControl, at: field.span,
                            Localized(
                                es: "el control lo lleva el manual «\(record.title)»",
                                en: "the manual “\(record.title)” carries the control block"),
                            record: corpus.name(ofRecord: target)))
                }
            }
        }
        return found
    }
}
