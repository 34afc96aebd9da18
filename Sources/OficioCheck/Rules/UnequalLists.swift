import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports parallel lists of different lengths.
    package static let unequalLists = Rule(
        "listas-desiguales", .functions, .warning,
        what: Localized(
            es: "Dos listas que se leen a la par tienen distinto número de entradas.",
            en: "Two lists that are read side by side have different numbers of entries."),
        why: Localized(
            es: "La hoja las imprime en columnas: alguna relación queda sin su motivo, o un motivo sin su relación.",
            en: """
                The sheet prints them as columns: some contact is left without its purpose, or some purpose without \
                its contact.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            relaciones:
              con: [Clientes, Bancos, Proveedores]
              para frecuencia: [Cobrar. Diaria, Depositar. Diaria]
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            relaciones:
              con: [Clientes, Bancos]
              para frecuencia: [Cobrar. Diaria, Depositar. Diaria]
            ---
            """)
}

enum UnequalLists {
    /// Groups of fields whose lists correspond entry by entry.
    private static let parallel: Set<FieldKey> = [.relations]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        return corpus.records[index].fields.compactMap { field in
            guard parallel.contains(type.fields[field.field].key), case .group(let members) = field.value,
                case .group(let declared) = type.fields[field.field].kind
            else {
                return nil
            }
            let lists = members.compactMap { member -> (name: Localized, count: Int, span: Span)? in
                guard case .list(let items) = member.value, let span = items.first?.span else { return nil }
                return (declared[member.field].label, items.count, span)
            }
            // A single entry may apply to all entries of the other list.
            guard lists.count > 1, let longest = lists.max(by: { $0.count < $1.count }),
                let shortest = lists.min(by: { $0.count < $1.count }),
                shortest.count > 1, shortest.count < longest.count
            else { return nil }
            return Diagnostic(
                .unequalLists, at: shortest.span,
                Localized(
                    es: """
                        «\(shortest.name.spanish)» tiene \(shortest.count) \
                        \(shortest.count == 1 ? "entrada" : "entradas") y «\(longest.name.spanish)», \(longest.count)
                        """,
                    en: """
                        “\(shortest.name.english)” has \(shortest.count) \
                        \(shortest.count == 1 ? "entry" : "entries") and “\(longest.name.english)” \(longest.count)
                        """
                ), record: corpus.name(ofRecord: index))
        }
    }
}
