import Diagnostics
import OficioOffice

/// Removes from office documents what no reader sees and no program needs to show them: lists of sources, names of
/// bookmarks, controls and drawings, small pictures of the first page, settings of printers, unused names of cells.
package enum OfficeCleaner {
    /// Returns the document without these parts, and descriptions of them; `nil` if it has none, or if it cannot be
    /// read.
    package static func cleaned(_ bytes: [UInt8]) -> (bytes: [UInt8], removed: [Localized])? {
        guard bytes.starts(with: "PK".utf8), let archive = try? ZIPArchive(bytes, limits: ReadingLimits()) else {
            return nil
        }
        let bodies = ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml"]
        guard archive.names.contains(where: bodies.contains) else { return nil }
        var parts: [(name: String, bytes: [UInt8])] = []
        for name in archive.names {
            guard let content = try? archive.bytes(name), !isMarkup(name) || content.count <= mostMarkup else {
                return nil
            }
            parts.append((name, content))
        }
        var removed: Set<Removed> = []
        let dropped = Set(parts.map(\.name).filter { Removed(part: $0) != nil })
        removed.formUnion(dropped.compactMap { Removed(part: $0) })
        parts.removeAll { dropped.contains($0.name) }
        if !dropped.isEmpty {
            for index in parts.indices where isList(parts[index].name) {
                parts[index].bytes = withoutMentions(of: dropped, in: parts[index].bytes, list: parts[index].name)
            }
        }
        var names = OfficeNames()
        for part in parts where isMarkup(part.name) { names.collect(part.name, part.bytes) }
        for index in parts.indices where isMarkup(parts[index].name) {
            parts[index].bytes = names.withoutNames(parts[index].name, parts[index].bytes, &removed)
        }
        // Fields of ZIP files besides names and contents: comments, accounts of a machine.
        if !isPlain(bytes) { removed.insert(.notes) }
        guard !removed.isEmpty else { return nil }
        // The entry that identifies an OpenDocument file stands first and uncompressed.
        let entries = parts.map { ZIPFile.Entry($0.name, $0.bytes, isStored: $0.name == "mimetype") }
        return (ZIPFile.bytes(entries), removed.sorted { $0.rawValue < $1.rawValue }.map(\.words))
    }

    /// The size in bytes up to which a part is examined as XML. A tree takes up to thirty times as much memory.
    static let mostMarkup = 16 << 20

    /// Kinds of things that are removed.
    enum Removed: Int {
        case sources, names, thumbnails, printers, cells, examples, notes

        /// The kind of a part that is left out; `nil` for a part that stays.
        init?(part name: String) {
            if name.hasPrefix("customXml/") || name.hasPrefix("docMetadata/") {
                self = .sources
            } else if name.hasPrefix("docProps/thumbnail") || name.hasPrefix("Thumbnails/") {
                self = .thumbnails
            } else if name.contains("/printerSettings/") {
                self = .printers
            } else if name.hasPrefix("word/glossary/") {
                self = .examples
            } else {
                return nil
            }
        }

        var words: Localized {
            switch self {
            case .sources: Localized(es: "datos propios y listas de fuentes", en: "own data and lists of sources")
            case .names:
                Localized(
                    es: "nombres de marcadores, controles y dibujos", en: "names of bookmarks, controls and drawings")
            case .thumbnails: Localized(es: "miniaturas", en: "thumbnails")
            case .printers: Localized(es: "ajustes de impresoras", en: "settings of printers")
            case .cells: Localized(es: "nombres de celdas que nada usa", en: "names of cells that nothing uses")
            case .examples: Localized(es: "bloques de texto guardados", en: "stored blocks of text")
            case .notes: Localized(es: "notas del archivo comprimido", en: "notes of the compressed file")
            }
        }
    }

    private static func isList(_ name: String) -> Bool {
        name.hasSuffix(".rels") || name == "[Content_Types].xml" || name == "META-INF/manifest.xml"
            || name.hasPrefix("xl/worksheets/")
    }

    private static func isMarkup(_ name: String) -> Bool { [".xml", ".vml"].contains(where: name.hasSuffix) }

    /// Returns a list of parts, or a sheet, without what leads to some parts.
    private static func withoutMentions(of dropped: Set<String>, in bytes: [UInt8], list: String) -> [UInt8] {
        let pieces = list.split(separator: "/")
        let folder = pieces.dropLast(list.hasSuffix(".rels") ? 2 : pieces.count).joined(separator: "/")
        return XMLTags.rewriting(bytes) { name, tag in
            let local = name.split(separator: ":").last ?? ""
            func leads(_ attribute: String) -> Bool {
                guard let range = XMLTags.value(of: attribute, in: tag) else { return false }
                return dropped.contains(OfficePackage.resolve(String(tag[range]), from: folder + "/"))
            }
            switch local {
            case "Relationship": return tag.hasSuffix("/>") && leads("Target") ? "" : nil
            case "Override": return tag.hasSuffix("/>") && leads("PartName") ? "" : nil
            case "file-entry": return tag.hasSuffix("/>") && leads("manifest:full-path") ? "" : nil
            case "pageSetup":
                guard dropped.contains(where: { Removed(part: $0) == .printers }),
                    let range = XMLTags.value(of: "r:id", in: tag),
                    let start = tag[..<range.lowerBound].firstRange(of: " r:id")?.lowerBound
                else { return nil }
                return String(tag[..<start]) + tag[tag.index(after: range.upperBound)...]
            default: return nil
            }
        }
    }

    /// Whether a ZIP file consists of its entries only, without comments, additional fields and bytes between them.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        func number(_ place: Int, _ count: Int) -> Int {
            place + count > bytes.count ? 0 : (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
        }
        let end = bytes.count - 22
        guard end >= 0, number(end, 4) == 0x0605_4B50 else { return true }
        var place = number(end + 16, 4), expected = 22
        for _ in 0..<number(end + 10, 2) {
            guard number(place, 4) == 0x0201_4B50 else { return false }
            let name = number(place + 28, 2), extra = number(place + 30, 2), comment = number(place + 32, 2)
            // Sizes may stand again behind the data of an entry.
            let descriptor = number(place + 8, 2) & 8 == 0 ? 0 : 16
            expected += 30 + name + number(place + 20, 4) + descriptor + 46 + name
            guard extra == 0, comment == 0 else { return false }
            place += 46 + name
        }
        return expected == bytes.count
    }
}
