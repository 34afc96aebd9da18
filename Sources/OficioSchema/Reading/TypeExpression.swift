import OficioSource

/// A parsed kind such as `refs(job, unit) o texto principal`: the word, its arguments and its flags.
struct TypeExpression {
    var word = ""
    /// The first word of the expression as the author wrote it.
    var written = ""
    var arguments: [String] = []
    var flags: [String] = []

    init(_ text: String) {
        var head = Substring(text)
        if let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close {
            arguments = text[text.index(after: open)..<close].split(separator: ",").map { String($0).trimmedASCII }
                .filter { !$0.isEmpty }
            head = text[..<open] + " " + text[text.index(after: close)...]
        }
        let words = String(head).folded.split(separator: " ").map(String.init)
        word = words.first ?? ""
        written = head.split(separator: " ").first.map(String.init) ?? ""
        flags = Array(words.dropFirst())
        if word == "code", flags.first == "list" {
            word = "code list"
            flags.removeFirst()
        }
    }

    var isMain: Bool { flags.contains("principal") || flags.contains("main") }
    var isGroup: Bool { flags.contains("agrupa") || flags.contains("group") }
    var isChildren: Bool { flags.contains("hijos") || flags.contains("children") }
    var gathers: Bool { flags.contains("reune") || flags.contains("gathers") }
    var continues: Bool { flags.contains("continua") || flags.contains("continues") }
    var isInternal: Bool { flags.contains { Access($0) == .staff } }
    var isPublic: Bool { flags.contains { Access($0) == .everybody } }
    var isPerson: Bool { ([word] + flags).contains { $0 == "persona" || $0 == "person" } }
    var allowsText: Bool { flags.contains("texto") || flags.contains("text") }

    /// The flags that the type language does not define.
    var unknown: [String] { flags.filter { !Self.known.contains($0) && Access($0) == nil } }

    private static let known: Set<String> = [
        "principal", "main", "agrupa", "group", "hijos", "children", "continua", "continues", "o", "or", "texto",
        "text", "reune", "gathers",
        "persona", "person",
    ]
}
