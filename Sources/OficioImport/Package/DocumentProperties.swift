import Diagnostics

/// Reads the properties of office documents: `docProps/core.xml`, `docProps/app.xml`, `meta.xml`.
enum DocumentProperties {
    /// Returns the properties that may name people, each as its name and its value. Properties on a list, such as the
    /// title and the number of pages, never do.
    static func personalProperties(in xml: String) -> [Localized] {
        var found: [Localized] = []
        var rest = xml[...]
        while let open = rest.firstIndex(of: "<") {
            let tag = rest[rest.index(after: open)...].prefix { !" />\t\r\n".contains($0) }
            guard let end = rest[open...].firstIndex(of: ">") else { break }
            let isKept = keptByLibreOffice.contains { rest[open..<end].contains("meta:name=\"\($0)\"") }
            rest = rest[rest.index(after: end)...]
            if tag.isEmpty || tag.first == "?" || tag.first == "!" { continue }
            let value = rest.prefix { $0 != "<" }
            let words = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !words.isEmpty, !isKept, !isHarmless(String(tag), words) else { continue }
            let shown = words.count > 60 ? words.prefix(60) + "…" : words[...]
            let name = names[String(tag)] ?? Localized(es: "propiedad", en: "property")
            found.append(Localized(es: "\(name.spanish) «\(shown)»", en: "\(name.english) “\(shown)”"))
        }
        return found
    }

    /// Properties of Word files that LibreOffice keeps; they have numbers and switches only.
    private static let keptByLibreOffice = [
        "AppVersion", "DocSecurity", "HyperlinksChanged", "LinksUpToDate", "ScaleCrop", "ShareDoc",
    ]

    private static func isHarmless(_ tag: String, _ words: String) -> Bool {
        if tag == "Template" { return words.lowercased().hasPrefix("normal") }
        return impersonal.contains(tag)
    }

    private static let names: [String: Localized] = [
        "dc:creator": Localized(es: "autor", en: "author"),
        "meta:initial-creator": Localized(es: "autor", en: "author"),
        "cp:lastModifiedBy": Localized(es: "último en guardarlo", en: "last saved by"),
        "meta:printed-by": Localized(es: "último en imprimirlo", en: "last printed by"),
        "Company": Localized(es: "empresa", en: "company"),
        "Manager": Localized(es: "jefe", en: "manager"),
    ]

    private static let impersonal: Set<String> = [
        "dc:title", "dc:language", "dc:date", "dcterms:created", "dcterms:modified", "cp:revision", "cp:version",
        "cp:lastPrinted", "TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity", "Lines",
        "Paragraphs", "ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc", "HyperlinksChanged",
        "AppVersion", "Slides", "Notes", "HiddenSlides", "PresentationFormat", "MMClips", "vt:lpstr", "vt:i4",
        "meta:generator", "meta:creation-date", "meta:editing-cycles", "meta:editing-duration", "meta:print-date",
    ]
}
