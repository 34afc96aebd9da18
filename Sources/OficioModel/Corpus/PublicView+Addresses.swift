import Diagnostics
import OficioSchema
import OficioSource

extension PublicView {
    /// Whether a path leads to the file or the page of a hidden document.
    func hides(path: String, from file: FileID, former: Bool) -> Bool {
        let path = String(path.prefix { $0 != "#" && $0 != "?" }).removingAllPercents
        let parts = path.split(separator: "/").map(String.init)
        guard var name = parts.last else { return false }
        let ending = [".md", ".html", ".yaml"].first { name.lowercased().hasSuffix($0) }
        if let ending { name = String(name.dropLast(ending.count)) }
        if ending == ".md", hides(path, [], from: file, isPath: true, former: former) { return true }
        let type =
            parts.count < 2
            ? nil
            : full.schema.types.firstIndex { $0.id == parts[parts.count - 2] || has($0, parts[parts.count - 2]) }
        guard ending != nil || type != nil else { return false }
        let types = type.map { [full.schema.types[$0].key] } ?? []
        return [name, name.lowercased()].contains { hides($0, types, from: file, isPath: false, former: false) }
    }

    /// Whether a folder in an address is that of a type, as its sources or its pages have it.
    private func has(_ type: DocumentType, _ folder: String) -> Bool {
        type.folder == folder || full.schema.addressFolder(of: type) == folder
    }

    /// Whether the query or the fragment of an address, on any host, contains the id or another name of a hidden
    /// document.
    func hidesQuery(of address: String) -> Bool {
        HiddenIDs.parts(ofAddress: address).contains { part in
            hiddenIDs.occur(in: part) || hiddenNames.contains { !$0.occurrences(in: part).isEmpty }
        }
    }

    /// Whether a web address, below the site's own address, is the address of a page that public builds leave out.
    func hidesPage(_ address: String) -> Bool {
        let own = full.schema.settings.baseURL
        guard !own.isEmpty, let page = Self.path(of: address, below: own) else { return false }
        let parts = page.split(separator: "/").map(String.init)
        return zip(parts, parts.dropFirst()).contains { folder, name in
            guard let type = full.schema.types.firstIndex(where: { has($0, folder) }) else { return false }
            let id = name.hasSuffix(".html") ? String(name.dropLast(5)) : name
            if let index = full.index(ofType: type, id: id) {
                return self.parts[index].isWhole || isDraft(index, of: full)
            }
            return working.index(ofType: type, id: id).map { hides(working: $0) || isDraft($0, of: working) } ?? false
        }
    }

    private static func path(of address: String, below own: String) -> String? {
        let (address, own) = (WebAddress(address), WebAddress(own))
        guard let host = address.host, host == own.host, address.path.lowercased().hasPrefix(own.path.lowercased())
        else { return nil }
        return String(address.path.dropFirst(own.path.count)).removingAllPercents
    }

    /// Whether a text may hold an address of the site.
    func mayHoldPage(_ words: String) -> Bool {
        !full.schema.settings.baseURL.isEmpty && words.contains("://")
    }
}

/// The host and path of a web address, without the parts that do not distinguish pages: scheme, user, port, `www.`,
/// query and fragment.
private struct WebAddress {
    /// The host in lower case, `nil` for an address without one.
    var host: String?
    var path: String

    init(_ address: String) {
        guard let slashes = address.firstRange(of: "//") else {
            path = address
            return
        }
        let rest = address[slashes.upperBound...].prefix { $0 != "#" && $0 != "?" }
        var authority = rest.prefix { $0 != "/" && $0 != "\\" }
        path = String(rest[authority.endIndex...])
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        var name = authority.prefix { $0 != ":" }.lowercased()
        if name.hasPrefix("www.") { name = String(name.dropFirst(4)) }
        while name.last == "." { name.removeLast() }
        host = name
        if path.isEmpty { path = "/" }
    }
}
