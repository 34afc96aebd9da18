/// Recognises files that Windows, macOS and office programs create in folders by themselves, and that nobody means to
/// publish.
enum SystemFiles {
    /// Whether the operating system or an office program makes files with this name: `Thumbs.db`, `desktop.ini`,
    /// `~$horario.docx`, `~WRL0001.tmp`.
    static func contains(_ name: String) -> Bool {
        let lower = name.lowercased()
        if names.contains(lower) || lower.hasPrefix("~$") { return true }
        return lower.hasPrefix("~") && lower.hasSuffix(".tmp")
    }

    private static let names: Set<String> = [
        "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "__macosx", "icon\r", "$recycle.bin",
    ]
}

extension String {
    /// Whether the path has the extension `.md`, in any case.
    package var isMarkdownPath: Bool { hasEnding(".md") }

    /// Whether the path has the extension `.yaml` or `.yml`, in any case.
    package var isYAMLPath: Bool { hasEnding(".yaml") || hasEnding(".yml") }

    /// Whether the string ends in `ending`, ignoring the case of ASCII letters.
    private func hasEnding(_ ending: String) -> Bool {
        let (all, last) = (utf8, ending.utf8)
        guard all.count >= last.count else { return false }
        return zip(all.suffix(last.count), last).allSatisfy { (0x41...0x5A).contains($0) ? $0 | 0x20 == $1 : $0 == $1 }
    }
}
