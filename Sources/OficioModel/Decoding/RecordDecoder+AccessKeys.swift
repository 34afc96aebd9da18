import Diagnostics
import OficioSchema
import OficioSource

// Reports keys and headings that seem to limit the readers of a document but hide nothing: `interno: sí`,
// `clasificación: confidencial`, `## Confidencial`.
extension RecordDecoder {
    /// Reports the key of an entry if the key or the value is an access word that has no other meaning in the field
    /// that the key names. `target` is the field that the key names, nil for an unknown key.
    ///
    /// - Returns: whether there is a finding.
    mutating func checkAccess(ofKey entry: YAMLNode.Entry, _ target: FieldResolver.Target?) -> Bool {
        let name = entry.key.text.folded
        if ["id", "oficio"].contains(name) { return false }
        if let target, isTitleOrAccess(target.field) || isDeclaredBySite(name, target) { return false }
        if Access(name) != nil || Self.alike.contains(name) {
            // *Público: personas mayores* describes readers. It is an unknown key if no field has that name.
            let isMeant = isFlag(entry.value) || !hasExactName(name, target) && Access(name) != .everybody
            if !isMeant { return false }
        } else {
            guard let word = entry.value.onlyText, saysInternal(word), !mayMean(word, name, target) else {
                return false
            }
            // A value declares access only under a key about access. An unknown key is an error in any case.
            if !namesAccess(name, word) {
                if target != nil { unmarked.read(value: word, of: entry) }
                return false
            }
        }
        reportUnclearAccess(
            entry.key.span,
            Localized(
                es: """
                    «\(entry.key.text)» no dice quién puede verlo: se escribe «acceso: interno» o «acceso: público»
                    """,
                en: """
                    “\(entry.key.text)” does not say who may see it: write “access: internal” or “access: public”
                    """))
        return true
    }

    /// Reports the heading of a section without a mark if the heading, or the only text below it, is an access word
    /// that has no other meaning in the field that the heading names.
    mutating func checkAccess(ofSection heading: Text, _ blocks: [Block]) {
        let words = heading.plain
        let word = blocks.onlyText.flatMap { saysInternal($0) ? $0 : nil }
        guard word != nil || Self.headings.contains(words.folded) else { return }
        let target = resolver.target(ofSection: heading, blocks)
        if let target, isTitleOrAccess(target.field) || isDeclaredBySite(words.folded, target) { return }
        if Self.headings.contains(words.folded), !hasExactName(words.folded, target) {
            return reportAccess(ofSection: heading)
        }
        guard let word, !mayMean(word, words.folded, target) else { return }
        if namesAccess(words.folded, word) {
            reportAccess(ofSection: heading)
        } else {
            unmarked.read(value: word, ofSection: heading)
        }
    }

    /// Whether a folded key or heading is about access, so that a word below it declares access: *clasificación*,
    /// *carácter*, *tipo de documento*. *Uso* declares access only with *interno* and *confidencial*, because other
    /// uses are private too.
    private func namesAccess(_ name: String, _ word: String) -> Bool {
        let words = name.split(separator: " ").map(String.init)
        if words.contains("uso") || words.contains("use") {
            return ["interno", "interna", "internal", "confidencial", "confidential"].contains(word.folded)
        }
        return words.contains {
            Access.isNearlyName($0) || AccessWords.headingWords.contains($0) || Self.aboutAccess.contains($0)
        }
    }

    private static let aboutAccess: Set<String> = [
        "clasificacion", "classification", "caracter", "circulacion", "circulation", "difusion", "distribucion",
        "distribution", "divulgacion", "disclosure", "documento", "document", "informacion", "information",
        "publicacion", "publication", "reserva", "sensibilidad", "sensitivity",
    ]

    private mutating func reportAccess(ofSection heading: Text) {
        reportUnclearAccess(
            heading.span,
            Localized(
                es: "esto no oculta la sección: se escribe «{acceso=interno}» al final de su título",
                en: "this does not hide the section: write “{access=internal}” at the end of its heading"))
    }

    private func isTitleOrAccess(_ field: Int) -> Bool {
        field == type.titleField || type.fields[field].key == .access
    }

    /// Whether a text is one word that means internal. Plurals in *-os* and *-as* describe the things that the key
    /// names: `clientes: internos`, `grupo: Secretos`.
    private func saysInternal(_ text: String) -> Bool {
        // A text of more letters is no single word, and need not be folded.
        if text.utf8.count > 60, text.utf8.count(where: { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) > 40 {
            return false
        }
        let word = text.folded
        if word.hasSuffix("os") || word.hasSuffix("as") { return false }
        return Access(text) == .staff || Self.alike.contains(word)
    }

    /// Folded headings that can only declare access. Other headings, such as *Secretos* or *Reservado*, may be the
    /// subject of the section; `UnmarkedInternal` reports them.
    private static let headings: Set<String> = [
        "interno", "interna", "internal", "confidencial", "confidenciales", "confidential",
    ]

    /// Folded words that authors may mistake for access words.
    private static let alike: Set<String> = [
        "confidential", "private", "restricted", "reserved", "classified", "secret", "secreto", "secreta", "secretos",
        "secretas",
    ]

    /// Whether a folded name is a declared or additional name of the field, or a label of the form.
    private func hasExactName(_ name: String, _ target: FieldResolver.Target?) -> Bool {
        guard let target else { return false }
        return type.field(named: name) != nil || forms[form].path(labelled: name) != nil
            || type.fields[target.field].others.contains { !$0.isBeginning && $0.folded == name }
    }

    /// Whether a folded name is the declared name of a field of the site's own. The site then defines what its values
    /// mean.
    private func isDeclaredBySite(_ name: String, _ target: FieldResolver.Target) -> Bool {
        type.fields[target.field].isOwn && type.field(named: name) == target.field
    }

    /// Whether an access word may be an ordinary value of the field: a code of its list, or a reference under an
    /// exact name of the field, because *reporta a: interno* may name a post.
    private func mayMean(_ word: String, _ name: String, _ target: FieldResolver.Target?) -> Bool {
        guard let target else { return false }
        switch type.fields[target.field].kind {
        case .choice(let list), .codes(let list): return values.isCode(word, ofList: list, field: target.field)
        case .references: return hasExactName(name, target)
        default: return false
        }
    }

    /// Whether a value is a mere switch: `sí`, `no`, `x`, an access word, or empty.
    private func isFlag(_ value: YAMLNode) -> Bool {
        if value.isAbsent || value.isBlankText { return true }
        guard let word = value.onlyText else { return false }
        let flags: Set<String> = ["si", "no", "yes", "true", "false", "verdadero", "falso", "x", "1", "0"]
        return flags.contains(word.folded) || Access(word) != nil
    }
}

extension YAMLNode {
    /// The text of a scalar, or of a list of one scalar; nil for anything else.
    fileprivate var onlyText: String? {
        switch self {
        case .scalar(let scalar): scalar.text
        case .sequence(let items, _): items.count == 1 ? items[0].onlyText : nil
        case .mapping: nil
        }
    }
}

extension [Block] {
    /// The words of a single short paragraph, of a list of one, or of either in a block quote; `nil` for other
    /// blocks.
    fileprivate var onlyText: String? {
        guard count == 1 else { return nil }
        switch self[0] {
        case .paragraph(let text): return text.source.utf8.count < 60 ? text.plain : nil
        case .list(let list): return list.items.count == 1 ? list.items[0].blocks.onlyText : nil
        case .quote(let inside, _): return inside.onlyText
        default: return nil
        }
    }
}
