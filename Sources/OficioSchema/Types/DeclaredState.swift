import OficioBasics

/// The state that a document declares in its front matter. The ledger decides the state of a released document.
package enum DeclaredState: Sendable, Hashable {
    case draft, review, current, repealed, replaced, external

    /// Reads a state in either language and in either gender; `nil` if the words name none.
    package init?(_ words: String) {
        guard let state = Self.names[words.folded] else { return nil }
        self = state
    }

    /// The folded words of all states, sorted.
    package static let words = names.keys.sorted()

    private static let names: [String: DeclaredState] = [
        "borrador": .draft, "draft": .draft,
        "en revision": .review, "in review": .review, "under review": .review, "review": .review,
        "vigente": .current, "en vigor": .current, "current": .current, "in force": .current,
        "derogado": .repealed, "derogada": .repealed, "abrogado": .repealed, "abrogada": .repealed,
        "retirado": .repealed, "retirada": .repealed, "obsoleto": .repealed, "obsoleta": .repealed,
        "repealed": .repealed, "withdrawn": .repealed, "revoked": .repealed, "obsolete": .repealed,
        "sustituido": .replaced, "sustituida": .replaced, "reemplazado": .replaced, "reemplazada": .replaced,
        "superseded": .replaced, "replaced": .replaced,
        "externo": .external, "externa": .external, "external": .external,
    ]
}
