import OficioBasics
import OficioSchema

/// Finds the ids of internal documents in the query or the fragment of an address: `?doc=jefe-boveda`.
///
/// An address may lead anywhere, and its writer may have encoded it. The search therefore ignores case, accents and
/// the signs between words, and removes up to four layers of percent encoding.
struct HiddenIDs: Sendable {
    /// Folded ids of several words, with a space around each word.
    private var phrases: [String] = []
    /// Folded ids of one word. An address contains them only as a whole value.
    private var words: Set<String> = []

    /// Collects ids, except ids that a document visible to everybody has too; `shown` has these ids.
    init(_ ids: some Sequence<String>, besides shown: some Sequence<String>) {
        let shared = Set(shown.map(\.folded))
        for id in Set(ids.map(\.folded)).subtracting(shared).sorted() where !id.isEmpty {
            if id.contains(" ") { phrases.append(" \(id) ") } else { words.insert(id) }
        }
    }

    /// Adds all ids to a fingerprint.
    func add(to stamp: inout Stamp) {
        stamp.add(phrases)
        stamp.add(words.sorted())
    }

    /// Whether a part of an address contains a hidden id.
    func occur(in part: String) -> Bool {
        if phrases.isEmpty, words.isEmpty { return false }
        var name = part.lowercased()
        for ending in [".md", ".html", ".yaml"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        let folded = name.folded
        return name.split(separator: ".").contains { words.contains(String($0).folded) }
            || phrases.contains { " \(folded) ".contains($0) }
    }

    /// Returns the decoded parts of the query and the fragment of an address: names, values and path segments.
    static func parts(ofAddress address: String) -> [String] {
        guard let start = address.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return [] }
        let text = String(address[start...]).removingAllPercents.removingCharacterReferences
        return text.split { "?#&=;/\\:,|()[]{}\"'<>~!".contains($0) }.map { String($0).replacing("+", with: " ") }
    }
}

extension String {
    /// The text with the characters in place of numeric character references of HTML (`&#45;`, `&#x2D;`).
    fileprivate var removingCharacterReferences: String {
        var out = ""
        var rest = self[...]
        while let open = rest.firstRange(of: "&#") {
            out += rest[..<open.lowerBound]
            rest = rest[open.upperBound...]
            let isHex = rest.first == "x" || rest.first == "X"
            let digits = rest.dropFirst(isHex ? 1 : 0).prefix { $0.isHexDigit }
            guard let code = UInt32(digits, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(code) else {
                out += "&#"
                continue
            }
            out.unicodeScalars.append(scalar)
            rest = rest[digits.endIndex...]
            if rest.first == ";" { rest = rest.dropFirst() }
        }
        return out + rest
    }
}

extension Corpus {
    /// Returns the id and the former ids of a record.
    func ids(of index: Int) -> [String] {
        guard case .list(let former)? = value(records[index], .formerIDs) else { return [records[index].id] }
        return [records[index].id] + former.map(\.blocks.plain)
    }
}
