import Diagnostics

/// Translates messages of the command line for the editor: they name buttons instead of commands, and fields instead
/// of options.
extension Localized {
    /// The message as the editor shows it to a person without a terminal.
    package var inEditor: Localized {
        Localized(
            es: Self.translated(spanish, ("«", "»"), .spanish), en: Self.translated(english, ("“", "”"), .english))
    }

    private static func translated(_ text: String, _ quotes: (String, String), _ language: Language) -> String {
        guard notations.contains(where: text.contains) else { return text }
        var out = ""
        var rest = text[...]
        while let start = rest.firstRange(of: quotes.0 + "oficio "),
            let end = rest[start.upperBound...].firstRange(of: quotes.1)
        {
            out += rest[..<start.lowerBound]
            let words = rest[start.upperBound..<end.lowerBound].split(whereSeparator: \.isWhitespace)
            out += name(ofCommand: words.map(String.init))[language]
            rest = rest[end.upperBound...]
        }
        out += rest
        for (option, words) in options { out = out.replacing(option, with: words[language]) }
        return out
    }

    /// Returns the name of the editor's page or button that does the work of a command; for a command that the editor
    /// lacks, words for the person who administers the site.
    private static func name(ofCommand words: [String]) -> Localized {
        func has(_ option: String) -> Bool { words.contains("--" + option) }
        switch words.first {
        case "release":
            for (option, name) in releases where has(option) { return name }
            return Localized(es: "«Publicar»", en: "“Release”")
        case "add": return Localized(es: "«Documento nuevo»", en: "“New document”")
        case "import": return Localized(es: "«Importar de Word»", en: "“Import from Word”")
        case "check" where has("fix"): return Localized(es: "el botón de arreglar", en: "the button that fixes it")
        case "serve": return Localized(es: "la vista previa", en: "the preview")
        case "explain": return Localized(es: "la guía", en: "the guide")
        default: return Localized(es: "quien administra el sitio", en: "whoever runs the site")
        }
    }

    private static let releases: [(option: String, name: Localized)] = [
        ("withdraw", Localized(es: "«Derogar»", en: "“Withdraw”")),
        ("reinstate", Localized(es: "«Reponer»", en: "“Reinstate”")),
        ("annul", Localized(es: "«Dejar sin efecto»", en: "“Annul”")),
        ("erratum", Localized(es: "«Corregir la bitácora»", en: "“Correct the log”")),
        ("mark-internal", Localized(es: "«Anotar lo interno»", en: "“Record internal parts”")),
    ]

    /// What a message of the command line contains if the editor has other words for it.
    private static let notations = [
        "oficio ", "--", "estado: borrador", "state: draft", "acceso: interno",
        "access: internal",
    ]

    /// The editor's words for options outside of quoted commands and for notation of sources. Longer options come
    /// first.
    private static let options: [(option: String, words: Localized)] = [
        (
            "dé la clave con --key ARCHIVO",
            Localized(same: "pida a quien administra el sitio que abra el editor con la clave")
        ),
        (
            "give the key with --key FILE",
            Localized(same: "ask whoever runs the site to open the editor with the key")
        ),
        ("--effective FECHA", effective), ("--effective DATE", effective), ("--effective", effective),
        ("--reason TEXTO", reason), ("--reason TEXT", reason), ("--reason", reason),
        ("--authorized-by", Localized(es: "«Quién autoriza»", en: "“Who authorises”")),
        ("--version", Localized(es: "«Versión»", en: "“Version”")),
        ("--note", Localized(es: "«Filas de la bitácora»", en: "“Log rows”")),
        ("--erratum", Localized(es: "«Corregir la bitácora»", en: "“Correct the log”")),
        (", entre las líneas «---»", Localized(same: "")),
        ("escriba el nombre arriba: «# Nombre», o «", Localized(same: "escriba el nombre en «")),
        (": Nombre» entre dos líneas «---»", Localized(same: "»")),
        ("write the name at the top: “# Name”, or “", Localized(same: "write the name under “")),
        (": Name” between two lines “---”", Localized(same: "”")),
        (" arriba, entre dos líneas «---»", Localized(same: "")),
        (" at the top, between two lines “---”", Localized(same: "")),
        (", entre las dos líneas «---» del comienzo", Localized(same: "")),
        (" entre las dos líneas «---» del comienzo", Localized(same: "")), (" entre «---»", Localized(same: " arriba")),
        (" between the lines “---”", Localized(same: " to the top")),
        (" between the two lines “---” at the top", Localized(same: "")),
        ("quite «estado: borrador» para publicarlo", Localized(same: "vacíe «Estado» para publicarlo")),
        ("take out “state: draft” to publish it", Localized(same: "empty “State” to publish it")),
        (
            "se oculta con una línea «acceso: interno» en el encabezado",
            Localized(same: "se oculta con «interno» en «Acceso»")
        ),
        (
            "a line “access: internal” in the front matter hides it",
            Localized(same: "“internal” under “Access” hides it")
        ),
        (
            "con una línea «estado: borrador» en el encabezado no se publica",
            Localized(same: "con «borrador» en «Estado» no se publica")
        ),
        (
            "with a line “state: draft” in the front matter it is not published",
            Localized(same: "with “draft” under “State” it is not published")
        ),
    ]
    private static let effective = Localized(es: "«Rige desde»", en: "“Effective from”")
    private static let reason = Localized(es: "«Por qué»", en: "“Why”")
}
