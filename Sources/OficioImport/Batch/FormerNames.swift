import OficioSource

/// Finds former names of documents in logs of changes: *Se renombró A por B*.
enum FormerNames {
    /// Returns the former names of each document by its folded new name, the earliest first.
    static func all(_ files: [ImportedFile]) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for file in files {
            guard let match = file.match else { continue }
            for record in match.records {
                let type = match.labels.forms[record.form].type
                guard let log = type.field(.log), case .rows(let rows)? = record.field([log])?.value else {
                    continue
                }
                for text in rows.flatMap({ $0.cells.sorted { $0.key < $1.key }.flatMap(\.value.texts) }) {
                    for (old, new) in renamings(text.text) where old.folded != new.folded {
                        if found[new.folded]?.contains(old) != true { found[new.folded, default: []].append(old) }
                    }
                }
            }
        }
        return found
    }

    private static let beginnings = [
        "se renombro", "se renombra", "renombramiento de", "renombramiento del", "se cambia el nombre de",
        "se cambio el nombre de", "se cambia el nombre del", "se cambio el nombre del", "cambio de nombre de",
        "cambio de nombre del", "cambio de denominacion de", "cambio de denominacion del", "renamed",
        "se modifica el nombre de", "se modifica el nombre del", "se modifico el nombre del",
    ]
    private static let subjects = ["el puesto", "puesto", "el cargo", "cargo", "la unidad", "unidad", "el area", "la"]

    /// Returns the pairs of an old and a new name in a sentence about a rename.
    static func renamings(_ text: String) -> [(old: String, new: String)] {
        let words = text.split(separator: " ").map(String.init)
        guard let length = beginning(words) else { return [] }
        var rest = Array(words[length...])
        for thing in subjects {
            let count = thing.split(separator: " ").count
            if rest.count > count, rest.prefix(count).joined(separator: " ").folded == thing {
                rest.removeFirst(count)
                break
            }
        }
        var pairs: [(old: String, new: String)] = []
        for part in rest.joined(separator: " ").split(whereSeparator: { ",;".contains($0) }) {
            let names = part.split(separator: " ").map(String.init)
            guard let link = names.firstIndex(where: { ["por", "a", "to"].contains($0.lowercased()) }) else { continue }
            let old = cleanName(names[..<link])
            let new = cleanName(names[(link + 1)...])
            // A name begins with a capital; the rest of the sentence does not.
            guard old.first?.isUppercase == true, new.first?.isUppercase == true, new.utf8.count <= 120 else {
                continue
            }
            pairs.append((old, new))
        }
        return pairs
    }

    private static func beginning(_ words: [String]) -> Int? {
        for beginning in beginnings {
            let count = beginning.split(separator: " ").count
            if words.count > count, words.prefix(count).joined(separator: " ").folded == beginning { return count }
        }
        return nil
    }

    private static func cleanName(_ words: ArraySlice<String>) -> String {
        var text = words.joined(separator: " ")
        while let last = text.last, ".:«»\"“”' ".contains(last) { text.removeLast() }
        return String(text.drop { "«»\"“”' ".contains($0) })
    }
}
