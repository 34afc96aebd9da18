import Diagnostics
import OficioSource

/// What `site.yaml` says; every key is documented in the starter site.
package struct SiteSettings: Sendable {
    package var institution = ""
    package var acronym = ""
    /// BCP 47.
    package var languageTag = "es"
    /// The address at which the site is published, with a slash at its end; empty where it has none.
    package var baseURL = ""
    /// The path of that address, `/manuales/`; empty where there is none.
    package var basePath: String {
        baseURL.isEmpty ? "" : "/" + baseURL.split(separator: "/").dropFirst(2).map { $0 + "/" }.joined()
    }
    package var theme = "institucional"
    /// IANA name.
    package var timeZone = "UTC"
    /// Wordings of *not applicable*, folded, besides the built-in ones.
    package var notApplicable: Set<String> = []
    /// Tokens for the theme: logo, colours, footer.
    package var tokens: [(name: String, value: String)] = []
    package var rules = RuleSettings()
    /// Whether words are looked up in a dictionary.
    package var checksSpelling = false
    /// Whether the rules of plain language are asked.
    package var checksPlainLanguage = false
    /// Percent that key functions should add up to.
    package var timeTarget = 100
    package var history = HistorySettings()
    /// Whether documents are internal unless something says otherwise.
    package var isInternal = false
    /// Whether the site says who may see what; a public build is refused until it does.
    package var declaresAccess = false
    /// Whether data files may name people.
    package var publishesPeople = false
    /// Whether pages of a unit can be kept at hand by a service worker.
    package var keepsOffline = false
    /// Whether the site offers itself as one archive.
    package var offersArchive = false
    package var identity = Identity()
    /// Which files of `recursos/` are published though they could run.
    package var resources = ResourcePolicy()
    /// Groups of words that mean the same to whoever searches.
    package var synonyms: [[String]] = []
    /// Every entry as written, for the page that explains the site.
    package var entries: [YAMLNode.Entry] = []

    /// Relative to the site.
    package static let path = "content/site.yaml"

    package init() {}

    package var language: Language { Language(tag: languageTag) }

    private static let keys = settingNames(
        "institución=institution", "sigla=acronym", "lengua=idioma=language", "dirección web=base url", "tema=theme", "zona horaria=time zone",
        "nada que decir=not applicable", "reglas=rules", "cifras=figures", "acceso=access", "historial=history", "índice del historial=history index", "búsqueda=search",
        "identidad=identity", "sin conexión=offline", "ortografía=spelling", "lenguaje claro=plain language", "recursos=resources")

    /// Reads the entries of `site.yaml`.
    package init(_ document: SourceDocument, reporting diagnostics: inout [Diagnostic]) {
        var settings = SiteSettings()
        settings.entries = document.entries
        var reader = SettingsReader(path: document.path, rule: .invalidSetting)
        reader.forEach(document.entries, Self.keys) { reader, name, entry in
            guard !entry.value.isAbsent else {
                if name == "access" { reader.report(.unclearAccess, entry.span, Access.expected("")) }
                return
            }
            switch name {
            case "institution": settings.institution = reader.text(entry.value)
            case "acronym": settings.acronym = reader.text(entry.value)
            case "language": settings.languageTag = reader.languageTag(entry.value) ?? settings.languageTag
            case "base url":
                let url = reader.word(entry.value)
                if !url.hasPrefix("https://"), !url.hasPrefix("http://") {
                    reader.report(entry.value.span, Localized(es: "la dirección web empieza con https://", en: "the base URL begins with https://"))
                } else {
                    settings.baseURL = url.hasSuffix("/") ? url : url + "/"
                }
            case "theme": settings.readTheme(entry.value, &reader)
            case "time zone": settings.timeZone = reader.timeZone(entry.value) ?? settings.timeZone
            case "not applicable": settings.notApplicable = Set(reader.texts(entry.value).map(\.notApplicableKey))
            case "rules": settings.rules = RuleSettings(entry.value, &reader)
            case "spelling": settings.checksSpelling = reader.flag(entry.value)
            case "plain language": settings.checksPlainLanguage = reader.flag(entry.value)
            case "figures":
                reader.forEach(reader.mapping(entry.value), settingNames("tiempo meta=time target")) { reader, _, value in
                    settings.timeTarget = reader.percent(value.value) ?? settings.timeTarget
                }
            case "search":
                reader.forEach(reader.mapping(entry.value), settingNames("sinónimos=synonyms")) { reader, _, value in
                    guard case .sequence(let groups, _) = value.value else {
                        return reader.report(
                            value.value.span,
                            Localized(es: "se espera una lista de grupos: [[queja, reclamo], [cita, turno]]", en: "expected a list of groups: [[a, b], [c, d]]"))
                    }
                    settings.synonyms = groups.map { reader.texts($0) }
                }
            case "resources":
                reader.forEach(reader.mapping(entry.value), settingNames("permitir=allow")) { reader, _, value in
                    settings.resources = ResourcePolicy(permitted: reader.texts(value.value))
                }
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

    /// `tema: nombre`, or `tema: {nombre: …, color: …}` with tokens.
    private mutating func readTheme(_ node: YAMLNode, _ reader: inout SettingsReader) {
        guard case .mapping(let entries, _) = node else {
            theme = reader.word(node)
            return
        }
        for entry in entries {
            if ["nombre", "name"].contains(entry.key.text.folded) {
                theme = reader.word(entry.value)
            } else {
                tokens.append((name: entry.key.text.slug(), value: reader.text(entry.value)))
            }
        }
    }

    /// `sin conexión: sí`, or `sin conexión: {guardar: sí, descargar: sí}`
    private mutating func readOffline(_ node: YAMLNode, _ reader: inout SettingsReader) {
        guard case .mapping(let entries, _) = node else {
            let isOn = reader.flag(node)
            (keepsOffline, offersArchive) = (isOn, isOn)
            return
        }
        var flags: [String: Bool] = [:]
        reader.forEach(entries, settingNames("guardar=keep", "descargar=download")) { reader, name, entry in flags[name] = reader.flag(entry.value) }
        (keepsOffline, offersArchive) = (flags["keep"] ?? false, flags["download"] ?? false)
    }

    /// `acceso: público`, or `acceso: {general: público | interno, personas: publicar | reservar}`
    private mutating func readAccess(_ node: YAMLNode, _ reader: inout SettingsReader) {
        func general(_ node: YAMLNode, _ reader: inout SettingsReader) {
            isInternal = reader.isInternal(node)
            declaresAccess = true
        }
        guard case .mapping(let entries, _) = node else { return general(node, &reader) }
        var isPublishing = false
        reader.forEach(entries, settingNames("general", "personas=people")) { reader, name, entry in
            if name == "general" { return general(entry.value, &reader) }
            switch reader.word(entry.value).folded {
            case "publicar", "publish": isPublishing = true
            case "reservar", "withhold": isPublishing = false
            default: reader.report(entry.value.span, Localized(es: "se espera «publicar» o «reservar»", en: "expected “publish” or “withhold”"))
            }
        }
        publishesPeople = isPublishing
    }
}

extension String {
    /// The form in which wordings of *not applicable* are compared: folded, or the signs themselves where nothing is left (`—`).
    package var notApplicableKey: String {
        let folded = folded
        return folded.isEmpty ? trimmedASCII : folded
    }
}
