import Diagnostics
import OficioBasics
import OficioSource

/// The ways in which a file of `recursos/` is published.
package enum ResourceTreatment: Sendable {
    case asIs
    /// The file is published without the parts that a browser could run.
    case cleaned
    /// The file is not published at all.
    case withheld
}

/// Decides which files of `recursos/` are published, with the exceptions that `site.yaml` allows: `recursos: {permitir:
/// [html, calculadora/suma.js, mp4]}`.
package struct ResourcePolicy: Sendable {
    /// The allowed file name extensions in lower case, without a dot.
    private let endings: Set<String>
    /// The allowed paths below `recursos/`, as written.
    private let paths: Set<String>
    /// The elements of the setting as written, each with its place in `site.yaml`.
    package private(set) var entries: [(text: String, span: Span)] = []

    /// Reads the elements of `permitir`. Reports and ignores those that are neither a file name extension nor the path
    /// of a file.
    init(_ node: YAMLNode, _ reader: inout SettingsReader) {
        var items = node.isAbsent ? [] : [node]
        if case .sequence(let elements, _) = node { items = elements }
        var understood: [(text: String, span: Span)] = []
        for item in items {
            let text = reader.text(item)
            if Self.isUnderstood(text) {
                understood.append((text, item.span))
            } else {
                reader.report(
                    item.span,
                    Localized(
                        es: """
                            «\(text)» no es una extensión ni la ruta de un archivo dentro de «recursos», como «html» o \
                            «planos/sala.pdf»
                            """,
                        en: """
                            “\(text)” is neither a file name extension nor the path of a file below “recursos”, like \
                            “html” or “plans/room.pdf”
                            """))
            }
        }
        self.init(permitted: understood.map(\.text))
        entries = understood
    }

    private static func isUnderstood(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return text != "~" && !text.contains { $0 == "*" || $0 == "?" } && text.first?.isWhitespace == false
            && text.last?.isWhitespace == false && !parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
    }

    /// Whether one element of the setting allows at least one of `attachments` to be published.
    package static func hasEffect(_ text: String, on attachments: [String]) -> Bool {
        let (policy, none) = (ResourcePolicy(permitted: [text]), ResourcePolicy())
        return attachments.contains { path in
            let treatment = policy.treatment(of: path)
            return treatment != none.treatment(of: path) || (treatment != .withheld && policy.permits(path))
        }
    }

    /// Creates a policy. Each element of `permitted` is a path; one without a slash, and without a dot after its first
    /// character, is also a file name extension.
    package init(permitted: [String] = []) {
        paths = Set(permitted.map { $0.hasPrefix("recursos/") ? String($0.dropFirst("recursos/".count)) : $0 })
        endings = Set(
            permitted.filter { !$0.contains("/") && !$0.dropFirst().contains(".") }
                .map { ($0.hasPrefix(".") ? String($0.dropFirst()) : $0).lowercased() })
    }

    /// Returns the treatment of a file by its name. `path` is relative to the site and begins with `content/recursos/`.
    package func treatment(of path: String) -> ResourceTreatment {
        let below = String(path.dropFirst("content/recursos/".count))
        if paths.contains(below) { return .asIs }
        let name = Self.name(below)
        if Self.configuration.contains(name) { return .withheld }
        // Some servers run `x.php.jpg` as PHP.
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map(String.init)
        let isRun = { (part: String) in !endings.contains(part) && Self.active.contains(part) }
        if parts.last.map(isRun) ?? false || parts.contains(where: { Self.handled.contains($0) && isRun($0) }) {
            return .withheld
        }
        return parts.last == "svg" && !endings.contains("svg") ? .cleaned : .asIs
    }

    /// Whether the site allows a file by its path or by its extension.
    package func permits(_ path: String) -> Bool {
        let below = String(path.dropFirst("content/recursos/".count))
        let name = Self.name(below)
        guard !paths.contains(below) else { return true }
        return name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
            .map { endings.contains(String($0)) } ?? false
    }

    /// Returns the name of a file in lower case, without the stops and blanks at its end, which Windows ignores, and
    /// without invisible characters.
    private static func name(_ path: String) -> String {
        var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        name.unicodeScalars.removeAll {
            $0.properties.generalCategory == .control || $0.properties.isDefaultIgnorableCodePoint
        }
        while let last = name.last, last == "." || last.isWhitespace { name.removeLast() }
        return name
    }

    /// Whether a browser might show a file as a page: its first 1024 bytes begin like a page or a script, and its
    /// extension is unknown or belongs to files that never begin so, such as pictures.
    package func isPage(_ path: String, beginning bytes: [UInt8]) -> Bool {
        let below = String(path.dropFirst("content/recursos/".count))
        let name = Self.name(below)
        let ending = name.contains(".") ? name.split(separator: ".").last.map(String.init) ?? "" : ""
        guard !Self.texts.contains(ending), !Self.active.contains(ending), !paths.contains(below),
            !endings.contains(ending)
        else { return false }
        // Without the byte order mark and the zero bytes, UTF-16 reads like UTF-8.
        let plain = bytes.prefix(1024).filter { $0 != 0 && $0 < 0xFE }
        let text = String(decoding: plain, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return Self.beginnings.contains { text.hasPrefix($0) }
    }

    /// The beginnings of scripts and of pages; some browsers run scripts in XML of any kind, such as Atom.
    private static let beginnings = ["#!", "<"]

    /// Whether `isPage` needs the first bytes of a file because its extension alone does not decide.
    package func needsInspection(_ path: String) -> Bool {
        let name = Self.name(path)
        return !(name.contains(".") && Self.texts.contains(name.split(separator: ".").last.map(String.init) ?? ""))
    }

    /// Names of files that configure a server.
    private static let configuration: Set<String> = [
        ".htaccess", ".htpasswd", ".user.ini", "web.config", "php.ini", "_headers", "_redirects", "_worker.js",
    ]

    /// Extensions of files that browsers, servers or desktops run.
    private static let active: Set<String> = [
        "html", "htm", "xhtml", "xht", "xhtm", "shtml", "shtm", "stm", "mht", "mhtml", "hta", "htc", "xml", "xsl",
        "xslt", "svgz", "rdf", "xul", "xbl", "swf", "js",
        "mjs", "cjs", "jsx", "ts", "wasm", "vbs", "vbe", "jse", "wsf", "wsh", "php", "php3", "php4", "php5", "php7",
        "php8", "phps", "pht", "phtm", "phtml", "phar", "inc",
        "asp", "aspx", "asa", "asax", "ascx", "ashx", "asmx", "cer", "cshtml", "vbhtml", "jsp", "jspx", "jspf", "jsw",
        "war", "cfm", "cfml", "cfc", "cgi", "fcgi", "pl",
        "pm", "py", "pyc", "pyw", "rb", "rhtml", "lua", "sh", "bash", "zsh", "ksh", "csh", "bat", "cmd", "com", "exe",
        "dll", "msi", "scr", "ps1", "psm1", "jar", "jnlp",
        "appcache", "webmanifest", "manifest", "lnk", "url", "desktop", "htaccess", "htpasswd", "config",
        "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "xla", "xll", "pptm", "potm", "ppsm", "ppam", "sldm", "iqy",
        "oqy", "slk", "chm", "hlp", "scf", "reg", "vb", "wsc", "sct", "ps1xml", "psd1", "psc1", "command", "tool",
        "action", "workflow", "applescript", "scpt", "app", "apk", "dmg", "pkg", "deb", "rpm", "appimage", "run", "msp",
        "mst", "cpl", "gadget", "inf", "msc", "pif", "application", "erb", "ejs",
    ]

    /// The extensions in `active` that some servers honour anywhere in a file name.
    private static let handled: Set<String> = [
        "php", "php3", "php4", "php5", "php7", "php8", "phps", "pht", "phtm", "phtml", "phar", "cgi", "fcgi", "shtml",
        "asp", "aspx", "jsp",
    ]

    /// Extensions of texts that servers send with their own media type, so that browsers do not guess, and that may
    /// begin like a page.
    private static let texts: Set<String> = ["svg", "txt", "csv", "tsv", "md", "json", "ics", "css", "rtf", "kml"]
}
