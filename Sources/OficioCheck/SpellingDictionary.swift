import OficioSource
internal import Glibc

/// A Hunspell dictionary. It is opened through the system's libhunspell at run time, so building the program does not
/// need the library.
final class SpellingDictionary: @unchecked Sendable {
    private typealias Create = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> OpaquePointer?
    private typealias Spell = @convention(c) (OpaquePointer, UnsafePointer<CChar>) -> Int32
    private typealias Suggest =
        @convention(c) (
            OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
            UnsafePointer<CChar>
        ) -> Int32
    private typealias FreeList =
        @convention(c) (OpaquePointer, UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>, Int32)
        -> Void
    private typealias Destroy = @convention(c) (OpaquePointer) -> Void
    private typealias Encoding = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?

    private let handle: OpaquePointer
    private let spell: Spell
    private let suggest: Suggest
    private let freeList: FreeList
    private let destroy: Destroy
    /// Whether the dictionary is in ISO 8859-1 instead of UTF-8.
    private let isLatin1: Bool

    private static let libraries = ["libhunspell-1.7.so.0", "libhunspell-1.7.so", "libhunspell.so"]
    private static let folders = ["/usr/share/hunspell", "/usr/local/share/hunspell", "/usr/share/myspell/dicts"]

    /// Returns the dictionary for a language tag, or for another region of the same language; `nil` if there is none
    /// or libhunspell is missing.
    static func find(_ tag: String) -> SpellingDictionary? {
        // Read this even if nothing is installed: `ReadJournal` then notices a library or a dictionary that is
        // installed later, and the check runs again.
        _ = try? Files.read("/etc/ld.so.cache")
        let known = folders.map { ($0, (try? Files.names(in: $0)) ?? []) }
        guard let library = libraries.lazy.compactMap({ dlopen($0, RTLD_NOW) }).first else { return nil }
        let parts = tag.split(separator: "-").map(String.init)
        let language = parts.first ?? "es"
        for (folder, all) in known {
            let names = all.filter { $0.hasPrefix(language) && $0.hasSuffix(".aff") }.sorted()
            let wanted =
                parts.count > 1
                ? "\(language)_\(parts[1].uppercased()).aff" : "\(language)_\(language.uppercased()).aff"
            guard let name = names.first(where: { $0 == wanted }) ?? names.first else { continue }
            return SpellingDictionary(library, folder + "/" + name.dropLast(4))
        }
        return nil
    }

    private init?(_ library: UnsafeMutableRawPointer, _ path: String) {
        func symbol<Function>(_ name: String, as type: Function.Type) -> Function? {
            dlsym(library, name).map { unsafeBitCast($0, to: type) }
        }
        guard let create = symbol("Hunspell_create", as: Create.self),
            let spell = symbol("Hunspell_spell", as: Spell.self),
            let suggest = symbol("Hunspell_suggest", as: Suggest.self),
            let freeList = symbol("Hunspell_free_list", as: FreeList.self),
            let destroy = symbol("Hunspell_destroy", as: Destroy.self),
            let encoding = symbol("Hunspell_get_dic_encoding", as: Encoding.self),
            let handle = create(path + ".aff", path + ".dic")
        else { return nil }
        self.handle = handle
        self.spell = spell
        self.suggest = suggest
        self.freeList = freeList
        self.destroy = destroy
        isLatin1 = encoding(handle).map { String(cString: $0).uppercased() != "UTF-8" } ?? false
    }

    /// Closes the dictionary. A preview opens one at every save, and each takes ten megabytes.
    deinit { destroy(handle) }

    func contains(_ word: String) -> Bool {
        guard let bytes = dictionaryBytes(word) else { return true }
        return spell(handle, bytes) != 0
    }

    /// Returns the dictionary's first suggestion, or `nil` if it has no suggestion.
    func suggestion(for word: String) -> String? {
        guard let bytes = dictionaryBytes(word) else { return nil }
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = suggest(handle, &list, bytes)
        defer { if count > 0 { freeList(handle, &list, count) } }
        guard count > 0, let first = list?[0] else { return nil }
        let text = UnsafeRawBufferPointer(start: first, count: strlen(first))
        if !isLatin1 { return String(decoding: text, as: UTF8.self) }
        return String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) }))
    }

    /// Returns the word in the dictionary's encoding with a final zero, `nil` if the encoding has no code for one of
    /// its characters.
    private func dictionaryBytes(_ word: String) -> [CChar]? {
        if !isLatin1 { return word.utf8.map { CChar(bitPattern: $0) } + [0] }
        var bytes: [CChar] = []
        for scalar in word.unicodeScalars {
            guard scalar.value < 256 else { return nil }
            bytes.append(CChar(bitPattern: UInt8(scalar.value)))
        }
        return bytes + [0]
    }
}
