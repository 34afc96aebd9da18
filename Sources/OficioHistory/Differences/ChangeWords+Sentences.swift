import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

// Builds the sentences about changes of single values and texts.
extension ChangeWords {
    static func additionsAndRemovals(_ added: [String], _ removed: [String]) -> [(Localized, Bool)] {
        func sentence(_ items: [String], _ one: Localized, _ many: Localized) -> [(Localized, Bool)] {
            if items.isEmpty { return [] }
            let es = enumeration(items.map { "«\(short($0))»" }, "y")
            let en = enumeration(items.map { "“\(short($0))”" }, "and")
            let verb = items.count == 1 ? one : many
            return [(Localized(es: "\(verb.spanish) \(es)", en: "\(verb.english) \(en)"), true)]
        }
        return sentence(added, Localized(es: "se agrega", en: "added:"), Localized(es: "se agregan", en: "added:"))
            + sentence(
                removed, Localized(es: "se suprime", en: "removed:"), Localized(es: "se suprimen", en: "removed:"))
    }

    static func reorderSentence(_ moved: Bool, _ isAll: Bool) -> [(Localized, Bool)] {
        moved || isAll
            ? [
                (
                    moved
                        ? Localized(es: "cambia el orden", en: "the order changes")
                        : Localized(es: "cambia la presentación", en: "the layout changes"), false
                )
            ] : []
    }

    func replacement(_ old: Value, _ new: Value) -> Localized {
        func shown(_ value: Value) -> String {
            if case .codes(let codes, let text) = value {
                return codes.isEmpty
                    ? text.plain : codes.map { $0.label == $0.code ? $0.code : $0.label }.joined(separator: ", ")
            }
            return describe(value)
        }
        var (before, after) = (shown(old), shown(new))
        let isSentence = [before, after].allSatisfy { $0.split(separator: " ").count > 5 }
        // Leave out a full stop that both texts end with.
        if before.hasSuffix("."), after.hasSuffix(".") {
            (before, after) = (String(before.dropLast()), String(after.dropLast()))
        }
        if !isSentence, before.utf8.count <= 80, after.utf8.count <= 80 {
            return Localized(es: "pasa de «\(before)» a «\(after)»", en: "from “\(before)” to “\(after)”")
        }
        return Self.rewording(before, after)
    }

    /// Returns a description of a reworded text, which quotes the replaced words in their context, or both texts if
    /// little of the old text is left. If one of the texts is empty, it describes an addition or a removal.
    static func rewording(_ old: String, _ new: String) -> Localized {
        if old.isEmpty { return Localized(es: "se agrega «\(short(new))»", en: "added “\(short(new))”") }
        if new.isEmpty { return Localized(es: "se suprime «\(short(old))»", en: "removed “\(short(old))”") }
        let marks = WordComparison.runs(old, new)
        let changed = marks.filter { $0.kind != .same }.reduce(0) { $0 + $1.text.split(separator: " ").count }
        let whole = max(1, new.split(separator: " ").count)
        if changed > 24 || changed * 3 > whole * 4 {
            return Localized(
                es: "«\(short(old))» se redacta de nuevo: «\(short(new))»",
                en: "“\(short(old))” is worded anew: “\(short(new))”")
        }
        var es: [String] = []
        var en: [String] = []
        var index = 0
        while index < marks.count {
            let mark = marks[index]
            let text = mark.text.trimmedASCII
            switch mark.kind {
            case .same: break
            case .deleted where index + 1 < marks.count && marks[index + 1].kind == .inserted:
                let other = marks[index + 1].text.trimmedASCII
                es.append("«\(text)» por «\(other)»")
                en.append("“\(text)” becomes “\(other)”")
                index += 1
            case .deleted:
                es.append("se quita «\(text)»")
                en.append("“\(text)” is taken out")
            case .inserted:
                es.append("se añade «\(text)»")
                en.append("“\(text)” is put in")
            }
            index += 1
        }
        return Localized(
            es: """
                en «\(short(old))», \
                \(es.first?.hasPrefix("«") == true ? "se cambia " : "")\(es.joined(separator: "; "))
                """,
            en: "in “\(short(old))”, \(en.joined(separator: "; "))")
    }

    static func quotedES(_ words: String) -> String { words.isEmpty ? "" : " «\(short(words))»" }
    static func quotedEN(_ words: String) -> String { words.isEmpty ? "" : " “\(short(words))”" }

    /// Returns the first 14 words of a text, followed by `…` if there are more; otherwise the whole text without its
    /// final punctuation.
    static func short(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        var result = words.prefix(14).joined(separator: " ")
        if words.count > 14 { return result + "…" }
        while let last = result.last, ".;,:".contains(last) { result.removeLast() }
        return result
    }

    private static func enumeration(_ items: [String], _ and: String) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(and) " + last
    }
}
