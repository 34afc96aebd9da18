import OficioSource

/// Makes sort keys that follow the order of Spanish dictionaries: without accents and case, and with ñ after n.
enum SpanishOrder {
    static func key(_ title: String) -> String {
        guard title.contains("ñ") || title.contains("Ñ") else { return title.folded }
        let lowered = title.lowercased().replacing("ñ", with: "n\u{10FFFF}")
        var key = ""
        for part in lowered.split(separator: "\u{10FFFF}", omittingEmptySubsequences: false) {
            if !key.isEmpty { key += "\u{10FFFF}" }
            key += String(part).folded
        }
        return key
    }
}
