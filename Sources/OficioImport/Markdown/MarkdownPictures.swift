import Diagnostics
import OficioOffice
import OficioSource

/// Opens the pictures that lie beside Markdown files, and nothing outside the folder that is
/// imported.
package enum MarkdownPictures {
    /// Reads the pictures that a document shows.
    ///
    /// - Parameters:
    ///   - document: the document, which receives the bytes of its pictures and remarks on those
    ///     that are not read.
    ///   - path: the absolute path of the file.
    ///   - root: the absolute path of the folder that is imported.
    package static func load(_ document: inout LocatedDocument, path: String, root: String) {
        guard document.format == .markdown else { return }
        for index in document.pictures.indices {
            let picture = document.pictures[index]
            let name = String(picture.name.prefix { $0 != "?" && $0 != "#" })
            guard !name.contains("://"), !name.hasPrefix("//"), !name.hasPrefix("data:") else {
                document.remarks.append(
                    .init(
                        .external,
                        Localized(
                            es: "imagen enlazada, no descargada: \(picture.name.visibleName)",
                            en: "linked picture, not downloaded: \(picture.name.visibleName)"), at: picture.address))
                continue
            }
            let found = MarkdownPaths.candidates(name.removingPercentEscapes, from: path, root: root).lazy.compactMap {
                bytes($0, root)
            }.first
            guard let found else {
                document.remarks.append(
                    .init(
                        .damage,
                        Localized(
                            es: "no está la imagen «\(picture.name.visibleName)»",
                            en: "the picture “\(picture.name.visibleName)” is missing"), at: picture.address))
                continue
            }
            document.pictures[index].bytes = found
            document.pictures[index].type = PictureTypes.type(of: found)
        }
    }

    private static let largest = 32 << 20

    /// Returns the bytes of a file within a folder; nil if a link leads out of it, or if it is no file, too large or
    /// not readable.
    private static func bytes(_ path: String, _ root: String) -> [UInt8]? {
        guard let real = Files.resolved(path), let top = Files.resolved(root), real.hasPrefix(top + "/"),
            let status = Files.status(real), status.kind == .file, status.size <= largest
        else { return nil }
        return try? Files.read(real)
    }
}

/// Resolves the links of Markdown files within the imported folder.
package enum MarkdownPaths {
    /// Returns absolute paths within the root for a link, the likeliest first: beside the file, beside its page, in
    /// folders of static files.
    package static func candidates(_ link: String, from path: String, root: String) -> [String] {
        let folder = parent(path)
        // Docusaurus calls the folder of the site `@site`.
        let link = link.hasPrefix("@site/") ? String(link.dropFirst(5)) : link
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        var found: [String?] = []
        if link.hasPrefix("/") {
            let rest = String(link.dropFirst())
            // The folder of the site is the imported folder, or a folder between it and the file.
            var site = folder
            while site.hasPrefix(root) {
                for top in ["", "static/", "content/", "docs/", "assets/", "public/", "src/"] {
                    found.append(resolved(site + "/" + top + rest))
                }
                if site == root { break }
                site = parent(site)
            }
        } else {
            found.append(resolved(folder + "/" + link))
            found.append(resolved(folder + "/" + stem + "/" + link))
        }
        return found.compactMap(\.self).filter { $0.hasPrefix(root + "/") }
    }

    static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// Returns a path without `.` and `..`; nil if it would lead above the root of the file system.
    static func resolved(_ path: String) -> String? {
        var steps: [Substring] = []
        for step in path.split(separator: "/") where step != "." {
            if step == ".." {
                if steps.isEmpty { return nil }
                steps.removeLast()
            } else {
                steps.append(step)
            }
        }
        return "/" + steps.joined(separator: "/")
    }
}

extension String {
    /// The string with `%20` and the like replaced by the characters that they stand for.
    var removingPercentEscapes: String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        var out: [UInt8] = []
        var bytes = Array(utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%"),
                let value = UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16), bytes.count >= 2
            {
                out.append(value)
                bytes = bytes.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
