import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a cycle in the lines of reporting or of units.
    package static let cycle = Rule(
        "ciclo-de-mando", .relations, .error,
        what: Localized(
            es: "Una línea de mando o de unidades vuelve a su comienzo.",
            en: "A line of reporting or of units leads back to its beginning."),
        why: Localized(
            es: "Nadie puede ser jefe de su jefe: el organigrama no se puede dibujar.",
            en: "Nobody can be the boss of their own boss: the chart cannot be drawn."),
        fires: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            reporta a: cajero
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            === content/puestos/gerente.md
            ---
            título: Gerente
            ---
            """,
        passes: """
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            reporta a: gerente
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            === content/puestos/gerente.md
            ---
            título: Gerente
            ---
            """)
}

enum Cycle {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        var above: [Int: [RecordLinks.Link]] = [:]
        for (source, links) in corpus.links.enumerated() {
            let type = corpus.type(of: source)
            for link in links.links where !link.isInline && link.column == nil {
                guard let field = link.field, [FieldKey.reportsTo, .parentUnit].contains(type.fields[field].key),
                    corpus.type(of: link.target).id == type.id
                else {
                    continue
                }
                above[source, default: []].append(link)
            }
        }
        // A depth-first search with three colours. It keeps its own stack, because chains may be long.
        var isDone: Set<Int> = []
        var found: [Diagnostic] = []
        for start in above.keys.sorted() where !isDone.contains(start) {
            var path: [(node: Int, next: Int)] = [(start, 0)]
            var onPath: Set<Int> = [start]
            while let (node, next) = path.last {
                let edges = above[node] ?? []
                if next == edges.count {
                    path.removeLast()
                    onPath.remove(node)
                    isDone.insert(node)
                    continue
                }
                path[path.count - 1].next += 1
                let edge = edges[next]
                if onPath.contains(edge.target) {
                    let chain = path.map(\.node).drop { $0 != edge.target } + [edge.target]
                    let names = chain.map { corpus.records[$0].title }.joined(separator: " → ")
                    found.append(
                        Diagnostic(
                            .cycle, at: context.mentions[node][edge.place].span,
                            Localized(
                                es: "la línea vuelve a su comienzo: \(names)",
                                en: "the line leads back to its beginning: \(names)"),
                            record: corpus.name(ofRecord: node)))
                } else if !isDone.contains(edge.target) {
                    path.append((edge.target, 0))
                    onPath.insert(edge.target)
                }
            }
        }
        return found
    }
}
