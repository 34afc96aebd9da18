import Diagnostics
import OficioSchema
import OficioSource

extension RecordDecoder {
    /// Reads `oficio: permitir CODE — motivo`, `oficio: interno CAMPO`, a list of permissions, or
    /// `oficio: {interno: [CAMPO, CAMPO]}`.
    mutating func readPermissions(_ node: YAMLNode) {
        switch node {
        case .scalar(let scalar): readPermission(scalar.text, at: scalar.span, isRecorded: true)
        case .sequence(let items, _): for item in items { readPermissions(item) }
        case .mapping(let entries, _):
            for entry in entries {
                let values: [YAMLNode]
                if case .sequence(let items, _) = entry.value { values = items } else { values = [entry.value] }
                for value in values {
                    guard case .scalar(let scalar) = value else {
                        report(permissionAt: value.span)
                        continue
                    }
                    readPermission(
                        "\(entry.key.text) \(scalar.text)", at: scalar.text.isEmpty ? entry.key.span : scalar.span,
                        isRecorded: false)
                }
            }
        }
    }

    /// Reads one permission. `isRecorded` tells whether snapshots record the field as internal; earlier versions
    /// ignored mappings.
    private mutating func readPermission(_ line: String, at span: Span, isRecorded: Bool) {
        var words = line.split(separator: " ", omittingEmptySubsequences: true)
        guard let verb = words.first.map(String.init) else { return report(permissionAt: span) }
        if Access(verb) == .staff, words.count > 1 {
            let name = words.dropFirst().joined(separator: " ")
            let meant = resolver.fields(calledBy: name)
            guard let field = meant.first else { return reportUnknownName(name, at: span) }
            if meant.count > 1 { return report(severalFields: meant, named: name, at: span) }
            hide(field, named: name, at: span)
            declaredInternal.append((field, name, span))
            if isRecorded { recordedInternalFields.insert(field) }
            return
        }
        guard ["permitir", "allow"].contains(verb.folded), words.count > 2 else { return report(permissionAt: span) }
        words.removeFirst()
        permitted.append(Permission(code: String(words[0]), span: span))
    }

    /// Reports a name that several fields share: hiding one of them could publish the value of another.
    private mutating func report(severalFields meant: [Int], named name: String, at span: Span) {
        let labels = meant.map { type.fields[$0].label }
        values.report(
            .wrongValue, span,
            Localized(
                es: "«\(name)» nombra varios datos: \(labels.map { "«\($0.spanish)»" }.joined(separator: ", "))",
                en: "“\(name)” names several facts: \(labels.map { "“\($0.english)”" }.joined(separator: ", "))"),
            label: Localized(es: "escriba el que se oculta", en: "write the one to hide"))
    }

    private mutating func report(permissionAt span: Span) {
        values.report(
            .wrongValue, span,
            Localized(
                es: "aquí va «permitir CÓDIGO — motivo», con su motivo, o «interno CAMPO»",
                en: "write “allow CODE — reason”, with its reason, or “internal FIELD”"))
    }
}
