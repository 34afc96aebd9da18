import OficioSource

/// A code of a list, with its label.
package struct Code: Sendable, Hashable {
    /// The code as printed: `D`, `s`, `OOAD`.
    package let code: String
    /// The label of the code: `Diario`.
    package let label: String
    /// The canonical frequency of the code (`diaria`), `nil` if the code is not a frequency.
    package let meaning: String?

    /// Creates a code.
    package init(code: String, label: String, meaning: String? = nil) {
        self.code = code
        self.label = label
        self.meaning = meaning
    }
}

/// A list of codes in order, which a form declares for some of its columns.
package struct CodeList: Sendable {
    /// The name of the list, as written.
    package let name: String
    /// The codes of the list, in order.
    package let codes: [Code]
    private let byCode: [String: Int]
    private let byLabel: [String: Int]
    /// Indices by folded code, `-1` if several codes fold to the same text.
    private let byFolded: [String: Int]

    /// Creates a list. The first of several equal codes or labels takes precedence.
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

    /// The result of matching a cell with a list.
    package enum Match: Sendable {
        /// Indices into the list's codes, without repetitions.
        case codes([Int])
        /// The first part of the cell that is not a code of the list.
        case unknown(String)
        /// The first part of the cell that folds to several codes.
        case ambiguous(String)
    }

    /// Returns the codes that a cell names, in the order written, or else the first piece that names no code or
    /// several. Tries the whole text first, and then splits it at spaces, commas, semicolons and slashes.
    package func match(_ text: String) -> Match {
        if let whole = index(of: text) { return .codes([whole]) }
        var found: [Int] = []
        for piece in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "/" || $0 == ";" || $0 == "\u{A0}" })
        {
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
