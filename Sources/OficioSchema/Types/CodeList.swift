import OficioSource

/// One code with its meaning.
package struct Code: Sendable, Hashable {
    /// As printed: `D`, `s`, `OOAD`.
    package let code: String
    /// Its meaning: `Diario`.
    package let label: String
    /// The canonical frequency it stands for (`diaria`), where it stands for one.
    package let meaning: String?

    package init(code: String, label: String, meaning: String? = nil) {
        self.code = code
        self.label = label
        self.meaning = meaning
    }
}

/// Codes in their order; belongs to the column that uses it.
package struct CodeList: Sendable {
    package let name: String
    package let codes: [Code]
    private let byCode: [String: Int]
    private let byLabel: [String: Int]
    /// `-1` where two codes fold to one.
    private let byFolded: [String: Int]

    package init(name: String, codes: [Code]) {
        self.name = name
        self.codes = codes
        var exact: [String: Int] = [:]
        var labels: [String: Int] = [:]
        var folded: [String: Int] = [:]
        for (index, code) in codes.enumerated() {
            if exact[code.code] == nil { exact[code.code] = index }
            let label = code.label.folded
            if labels[label] == nil { labels[label] = index }
            let key = code.code.folded
            folded[key] = folded[key] == nil ? index : -1
        }
        byCode = exact
        byLabel = labels
        byFolded = folded
    }

    package enum Match: Sendable {
        case codes([Int])
        /// The piece that is no code of the list.
        case unknown(String)
        /// The piece that folds to several codes.
        case ambiguous(String)
    }

    /// The codes that a cell names, in the order written: whole, then split at spaces, commas and slashes.
    package func match(_ text: String) -> Match {
        if let whole = index(of: text) { return .codes([whole]) }
        var found: [Int] = []
        for piece in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "/" || $0 == ";" || $0 == "\u{A0}" }) {
            guard let index = index(of: String(piece)) else {
                return byFolded[String(piece).folded] == -1 ? .ambiguous(String(piece)) : .unknown(String(piece))
            }
            if !found.contains(index) { found.append(index) }
        }
        return .codes(found)
    }

    private func index(of piece: String) -> Int? {
        if let exact = byCode[piece] { return exact }
        let folded = piece.folded
        if folded.isEmpty { return nil }
        if let label = byLabel[folded] { return label }
        if let code = byFolded[folded], code >= 0 { return code }
        return nil
    }
}
