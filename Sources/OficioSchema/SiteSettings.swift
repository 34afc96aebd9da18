import Diagnostics
import OficioBasics
import OficioSource

/// The settings of `site.yaml`. The starter site documents every key.
package struct SiteSettings: Sendable {
    /// The name of the institution, empty if the site gives none.
    package var institution = ""
    /// The institution's acronym, empty if the site gives none.
    package var acronym = ""
    /// The language of the site as a BCP 47 tag: `es`, `es-CO`, `en`.
    package var languageTag = "es"
    /// The address at which the site is published, with a final slash; empty if the site gives none.
    package var baseURL = ""
    /// The path component of `baseURL`, such as `/manuales/`; empty if the site gives no address.
    package var basePath: String {
        baseURL.isEmpty ? "" : "/" + baseURL.split(separator: "/").dropFirst(2).map { $0 + "/" }.joined()
    }
    /// The name of the theme.
    package var theme = "institucional"
    /// The IANA name of the time zone.
    package var timeZone = "UTC"
    /// Wordings of *not applicable* besides the built-in ones, in the form of `notApplicableKey`.
    package var notApplicable: Set<String> = []
    /// The values of the theme's tokens, from `tema:` and `identidad:`. A later value of a token overrides an earlier
    /// one.
    package var tokens: [(name: String, value: String)] = []
    /// The values of `tema:` as written, with the names of the theme's tokens and the spans of the settings.
    package private(set) var themeValues: [(name: String, value: String, span: Span)] = []
    /// The site's severities and options of rules.
    package var rules = RuleSettings()
    /// Whether the spelling rules run, which look words up in a dictionary.
    package var checksSpelling = false
    /// Whether the rules of plain language run.
    package var checksPlainLanguage = false
    /// The percentage that the time of a job's key functions should add up to.
    package var timeTarget = 100
    /// The settings of the history.
    package var history = HistorySettings()
    /// Whether a document is internal if neither it nor its type says otherwise.
    package var isInternal = false
    /// Whether the settings declare a general access. Without one, the program refuses a public build.
    package var declaresAccess = false
    /// Whether data files, and all pages of a public build, may name people.
    package var publishesPeople = false
    /// Whether readers can keep the pages of a unit on their device (by a service worker).
    package var keepsOffline = false
    /// Whether the site can be downloaded as one archive.
    package var offersArchive = false
    /// The institution's logo, colours, font and footer.
    package var identity = Identity()
    /// The files of `recursos/` that are published although a browser could run them.
    package var resources = ResourcePolicy()
    /// Groups of words that search treats as synonyms.
    package var synonyms: [[String]] = []
    /// The words of the interface that the institution replaces, with their replacements, in the order of the file.
    package var words: [InterfaceWords] = []
    /// The declaration of accessibility, `nil` if the site makes none.
    package var accessibility: AccessibilitySettings?
    /// The separator of cells in the site's CSV files, as an ASCII character.
    package var separator = CSV.usualSeparator
    /// The version of the rules for addresses of pages. With 2, English sites have English names, and file names have
    /// *ni* for *ñ*. A published site keeps its version, because another one changes its addresses.
    package var addressRules = 1
    /// Whether the folders and fixed pages of the published site have English names.
    package var hasEnglishAddresses: Bool { addressRules > 1 && language == .english }
    /// Every entry as written, for the page that describes the site.
    package var entries: [YAMLNode.Entry] = []

    /// The path of the settings, relative to the site.
    package static let path = "content/site.yaml"

    /// Creates the default settings.
    package init() {}

    /// The language of the program's pages and messages, from `languageTag`.
    package var language: Language { Language(tag: languageTag) }

    /// Reads the entries of `site.yaml` and appends the findings about them to `diagnostics`.
    package init(_ document: SourceDocument, reporting diagnostics: inout [Diagnostic]) {
        self.init(document.entries, path: document.path, reporting: &diagnostics)
        // The findings about a file without readable entries are in the language that it names.
        if document.entries.isEmpty, Self.namesEnglish(document.bytes) { languageTag = Language.english.rawValue }
    }

    /// Whether a line of an unreadable file is `language: en` or `idioma: en`.
    private static func namesEnglish(_ bytes: [UInt8]) -> Bool {
        bytes.split(separator: UInt8(ascii: "\n")).contains { line in
            let parts = String(decoding: line.prefix(80), as: UTF8.self).split(separator: ":", maxSplits: 1)
            guard parts.count == 2, ["language", "idioma", "lengua"].contains(parts[0]) else { return false }
            return String(parts[1]).trimmedASCII.hasPrefix("en")
        }
    }

    private init(_ entries: [YAMLNode.Entry], path: String, reporting diagnostics: inout [Diagnostic]) {
        var settings = SiteSettings()
        settings.entries = entries
        var reader = SettingsReader(path: path, rule: .invalidSetting)
        reader.forEach(entries, SettingKeys.site) { reader, name, entry in
            guard !entry.value.isAbsent else {
                if name == "access" { reader.report(.unclearAccess, entry.span, Access.expectedMessage("")) }
                return
            }
            switch name {
            case "institution": settings.institution = reader.requiredText(entry.value) ?? ""
            case "acronym": settings.acronym = reader.requiredText(entry.value) ?? ""
            case "language": settings.languageTag = reader.languageTag(entry.value) ?? settings.languageTag
            case "base url":
                let url = reader.word(entry.value)
                let host = ["https://", "http://"].first { url.hasPrefix($0) }.map {
                    url.dropFirst($0.count).prefix { $0 != "/" }
                }
                if let host, host.isEmpty || url.contains(where: \.isWhitespace) {
                    reader.report(
                        entry.value.span,
                        Localized(
                            es: "«\(url)» no es una dirección web como https://manuales.ejemplo.org/",
                            en: "“\(url)” is not a base URL like https://manuals.example.org/"))
                } else if host == nil {
                    reader.report(
                        entry.value.span,
                        Localized(es: "la dirección web empieza con https://", en: "the base URL begins with https://"))
                } else {
                    settings.baseURL = url.hasSuffix("/") ? url : url + "/"
                }
            case "theme": settings.readTheme(entry.value, &reader)
            case "time zone": settings.timeZone = reader.timeZone(entry.value) ?? settings.timeZone
            case "not applicable": settings.notApplicable = Set(reader.texts(entry.value).map(\.notApplicableKey))
            case "rules": settings.rules = RuleSettings(entry.value, &reader)
            case "spelling": settings.checksSpelling = reader.readFlag(entry.value)
            case "plain language": settings.checksPlainLanguage = reader.readFlag(entry.value)
            case "figures":
                reader.forEach(reader.mapping(entry.value), SettingKeys.figures) {
                    reader, _, value in
                    settings.timeTarget = reader.percent(value.value) ?? settings.timeTarget
                }
            case "search":
                reader.forEach(reader.mapping(entry.value), SettingKeys.search) { reader, _, value in
                    settings.readSynonyms(value.value, &reader)
                }
            case "resources":
                reader.forEach(reader.mapping(entry.value), SettingKeys.resources) { reader, _, value in
                    settings.resources = ResourcePolicy(value.value, &reader)
                }
            case "accessibility": settings.accessibility = AccessibilitySettings(entry.value, &reader)
            case "csv separator": settings.separator = reader.separator(entry.value) ?? settings.separator
            case "addresses": settings.addressRules = reader.addressRules(entry.value) ?? settings.addressRules
            case "words": settings.readWords(entry.value, &reader)
            case "offline": settings.readOffline(entry.value, &reader)
            case "identity":
                settings.identity = Identity(entry.value, &reader)
                settings.tokens += settings.identity.tokens
            case "access": settings.readAccess(entry.value, &reader)
            case "history": settings.history.read(entry.value, &reader)
            case "history index": settings.history.readIndex(entry.value, &reader)
            default: break
            }
        }
        diagnostics += reader.diagnostics
        self = settings
    }

    /// Returns the settings with each text as `shown` returns it. Settings that are no texts, such as the theme and the
    /// address, stay.
    package func replacingTexts(_ shown: (String) -> String) -> SiteSettings {
        var nothing: [Diagnostic] = []
        let entries = entries.map { YAMLNode.Entry(key: $0.key, value: $0.value.replacingTexts(shown)) }
        var settings = SiteSettings(entries, path: Self.path, reporting: &nothing)
        settings.languageTag = languageTag
        settings.baseURL = baseURL
        settings.theme = theme
        settings.timeZone = timeZone
        settings.rules = rules
        settings.history = history
        settings.resources = resources
        settings.separator = separator
        settings.addressRules = addressRules
        return settings
    }

    /// Reads `tema: nombre`, or `tema: {nombre: …, color: …}` with tokens.
    private mutating func readTheme(_ node: YAMLNode, _ reader: inout SettingsReader) {
        guard case .mapping(let entries, _) = node else {
            return readThemeName(node, &reader)
        }
        for entry in entries {
            if ["nombre", "name"].contains(entry.key.text.folded) {
                readThemeName(entry.value, &reader)
            } else if let value = reader.requiredText(entry.value) {
                let token = (name: entry.key.text.slug(), value: value)
                tokens.append(token)
                themeValues.append((token.name, token.value, entry.value.span))
            }
        }
    }

    /// Reads the name of the theme. A name that is empty or that no theme has is reported where the theme is loaded.
    private mutating func readThemeName(_ node: YAMLNode, _ reader: inout SettingsReader) {
        let name = reader.word(node)
        // The reader has already reported any other node.
        if case .scalar = node { theme = name }
    }

    /// Reads `sinónimos: [[queja, reclamo], [cita, turno]]`.
    private mutating func readSynonyms(_ node: YAMLNode, _ reader: inout SettingsReader) {
        let expected = Localized(
            es: "los sinónimos van en grupos de dos palabras o más: [[queja, reclamo], [cita, turno]]",
            en: "synonyms stand in groups of two words or more: [[fee, charge], [desk, counter]]")
        guard case .sequence(let groups, _) = node else { return reader.report(node.span, expected) }
        for group in groups {
            guard case .sequence(let words, _) = group, words.count > 1 else {
                reader.report(group.span, expected)
                continue
            }
            synonyms.append(reader.texts(group))
        }
    }

    /// Reads `palabras: {Talento Humano: Gestión Humana}`.
    private mutating func readWords(_ node: YAMLNode, _ reader: inout SettingsReader) {
        for entry in reader.mapping(node) {
            let own = reader.text(entry.value)
            if own.trimmedASCII.isEmpty || entry.key.text.trimmedASCII.isEmpty {
                reader.report(
                    entry.value.span,
                    Localized(
                        es: "aquí van las palabras de la institución, como «Talento Humano: Gestión Humana»",
                        en: "the institution's words belong here, like “Human resources: People and culture”"))
            } else {
                words.append(InterfaceWords(words: entry.key.text.trimmedASCII, own: own, span: entry.key.span))
            }
        }
    }

    /// Reads `sin conexión: sí`, or `sin conexión: {guardar: sí, descargar: sí}`.
    private mutating func readOffline(_ node: YAMLNode, _ reader: inout SettingsReader) {
        guard case .mapping(let entries, _) = node else {
            let isOn = reader.readFlag(node)
            (keepsOffline, offersArchive) = (isOn, isOn)
            return
        }
        var flags: [String: Bool] = [:]
        reader.forEach(entries, SettingKeys.offline) { reader, name, entry in
            flags[name] = reader.readFlag(entry.value)
        }
        (keepsOffline, offersArchive) = (flags["keep"] ?? false, flags["download"] ?? false)
    }

    /// Reads `acceso: público`, or `acceso: {general: público | interno, personas: publicar | reservar}`.
    private mutating func readAccess(_ node: YAMLNode, _ reader: inout SettingsReader) {
        func general(_ node: YAMLNode, _ reader: inout SettingsReader) {
            isInternal = reader.isInternal(node)
            declaresAccess = true
        }
        guard case .mapping(let entries, _) = node else { return general(node, &reader) }
        var isPublishing = false
        reader.forEach(entries, SettingKeys.access) { reader, name, entry in
            if name == "general" { return general(entry.value, &reader) }
            switch reader.word(entry.value).folded {
            case "publicar", "publish": isPublishing = true
            case "reservar", "withhold": isPublishing = false
            default:
                reader.report(
                    entry.value.span,
                    Localized(es: "se espera «publicar» o «reservar»", en: "expected “publish” or “withhold”"))
            }
        }
        publishesPeople = isPublishing
    }
}

extension String {
    /// The form in which wordings of *not applicable* are compared: folded, or the trimmed text itself if folding
    /// leaves nothing (`—`).
    package var notApplicableKey: String {
        let folded = folded
        return folded.isEmpty ? trimmedASCII : folded
    }
}

extension YAMLNode {
    /// Returns the node with each scalar as `shown` returns it; keys stay.
    fileprivate func replacingTexts(_ shown: (String) -> String) -> YAMLNode {
        switch self {
        case .scalar(let scalar):
            let words = shown(scalar.text)
            if words == scalar.text { return self }
            return .scalar(Scalar(text: words, span: scalar.span, isPlain: scalar.isPlain, comment: scalar.comment))
        case .sequence(let items, let span): return .sequence(items.map { $0.replacingTexts(shown) }, span)
        case .mapping(let entries, let span):
            return .mapping(entries.map { Entry(key: $0.key, value: $0.value.replacingTexts(shown)) }, span)
        }
    }
}
