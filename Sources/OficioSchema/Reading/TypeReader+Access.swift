import OficioSource

extension TypeReader {
    /// Whether a declaration makes its field public explicitly: `texto público`, `{tipo: texto, acceso: público}`.
    static func isOpened(_ node: YAMLNode) -> Bool {
        if expression(node)?.isPublic == true { return true }
        guard case .mapping(let entries, _) = node else { return false }
        return isOpened(entries)
    }

    /// Whether the entries of a declaration contain `acceso: público`.
    static func isOpened(_ entries: [YAMLNode.Entry]) -> Bool {
        entries.contains { entry in
            guard Access.names.contains(entry.key.text.folded), case .scalar(let word) = entry.value else {
                return false
            }
            return Access(word.text) == .everybody
        }
    }
}
