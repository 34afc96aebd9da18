import Diagnostics
import OficioSource

/// A public key that signs releases, as `site.yaml` declares it.
package struct DeclaredKey: Sendable, Equatable {
    /// The Ed25519 public key as 64 hexadecimal digits, or the text of the settings if it is not a key.
    package let key: String
    /// The name of the key's owner, empty if the settings give none.
    package let name: String
    /// The first day on which the key is valid, `nil` for no limit.
    package let from: CalendarDate?
    /// The last day on which the key is valid, `nil` for no limit.
    package let until: CalendarDate?
    /// The day from which the key is no longer trusted, because it was lost or stolen; `nil` for never.
    package let revoked: CalendarDate?

    /// Creates a declared key; `key` is not checked.
    package init(
        key: String, name: String = "", from: CalendarDate? = nil, until: CalendarDate? = nil,
        revoked: CalendarDate? = nil
    ) {
        self.key = key
        self.name = name
        self.from = from
        self.until = until
        self.revoked = revoked
    }

    /// Whether the key is 64 hexadecimal digits in lower case.
    package var isWellFormed: Bool {
        key.utf8.count == 64 && key.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
    }
}

/// The settings of the history: `historial:` and `índice del historial:` in `site.yaml`.
package struct HistorySettings: Sendable, Equatable {
    /// The declared keys in the order of the settings. Malformed keys stay in the list, so that a release that needs
    /// a signature never passes without a signature.
    package var keys: [DeclaredKey] = []
    /// Whether the site leaves out controlled documents that were never released.
    package var omitsUnreleased = false
    /// The beginning of the hash of the history index's first line. An empty text accepts any index; `nil` means that
    /// the settings require no index.
    package var index: String?

    /// Creates settings without keys.
    package init() {}
}

extension HistorySettings {
    /// Reads `historial: {clave pública: …, claves: […], sin publicar: mostrar | omitir}`.
    mutating func read(_ node: YAMLNode, _ reader: inout SettingsReader) {
        reader.forEach(reader.mapping(node), SettingKeys.history) { reader, name, entry in
            switch name {
            case "public key": add(DeclaredKey(key: reader.word(entry.value)), at: entry.value, &reader)
            case "keys": readKeys(entry.value, &reader)
            default:
                switch reader.word(entry.value).folded {
                case "mostrar", "show": omitsUnreleased = false
                case "omitir", "omit": omitsUnreleased = true
                default:
                    reader.report(
                        entry.value.span,
                        Localized(es: "se espera «mostrar» u «omitir»", en: "expected “show” or “omit”"))
                }
            }
        }
    }

    /// Reads `índice del historial: 3f2a91bc…`, or `sí` for any index.
    mutating func readIndex(_ node: YAMLNode, _ reader: inout SettingsReader) {
        let text = reader.word(node).lowercased()
        switch text.folded {
        case "si", "yes", "true": index = ""
        default:
            // A text that is not a hash is no prefix of any hash, so no index is accepted.
            index = text.isEmpty ? "-" : text
            let isHash =
                text.utf8.count >= 8
                && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
            if !isHash {
                reader.report(
                    node.span,
                    Localized(
                        es: "se espera la huella que «oficio release» anotó, o «sí»",
                        en: "expected the hash that “oficio release” entered, or “yes”"))
            }
        }
    }

    private mutating func add(_ key: DeclaredKey, at node: YAMLNode, _ reader: inout SettingsReader) {
        if !key.isWellFormed {
            reader.report(
                node.span,
                Localized(
                    es: "la clave pública son 64 cifras hexadecimales", en: "the public key is 64 hexadecimal digits"))
        }
        keys.append(key)
    }

    private mutating func readKeys(_ node: YAMLNode, _ reader: inout SettingsReader) {
        let items: [YAMLNode] = if case .sequence(let items, _) = node { items } else { [node] }
        for item in items {
            if case .scalar(let scalar) = item {
                add(DeclaredKey(key: scalar.text), at: item, &reader)
                continue
            }
            let before = reader.diagnostics.count
            var values: [String: String] = [:]
            var days: [String: CalendarDate] = [:]
            reader.forEach(reader.mapping(item), SettingKeys.historyKey) { reader, name, entry in
                if name == "name" {
                    values[name] = reader.requiredText(entry.value)
                } else if name == "key" {
                    let text = reader.word(entry.value)
                    if !text.isEmpty { values[name] = text }
                } else if let day = reader.date(entry.value) {
                    days[name] = day
                } else {
                    // A key with an unreadable day must verify no signature, so it is revoked from year 1.
                    days["revoked"] = CalendarDate(year: 1, month: 1, day: 1)
                }
            }
            let key = DeclaredKey(
                key: values["key"] ?? "", name: values["name"] ?? "", from: days["from"], until: days["until"],
                revoked: days["revoked"])
            if values["key"] == nil {
                if reader.diagnostics.count == before {
                    reader.report(item.span, Localized(es: "falta «clave»", en: "“key” is missing"))
                }
                keys.append(key)
            } else {
                add(key, at: item, &reader)
            }
        }
    }
}
