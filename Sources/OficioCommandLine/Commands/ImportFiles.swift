import Diagnostics
import OficioImport
import OficioSource

/// Finds the files that the words of `oficio import` name.
enum ImportFiles {
    private static let endings: Set<String> = [
        "docx", "docm", "dotx", "odt", "ott", "xlsx", "xlsm", "ods", "csv", "tsv", "html", "htm", "pdf", "doc", "rtf",
        "xls",
    ]

    /// The named files, and the readable files in named folders and their subfolders, without
    /// repetitions.
    static func all(_ words: [String], _ absolute: (String) -> String) throws(UsageError) -> [String] {
        var found: [String] = []
        for word in words {
            let path = absolute(word)
            switch Files.status(path)?.kind {
            case .folder: found += inside(path, depth: 0)
            case .file: found.append(path)
            default:
                throw UsageError(
                    message: Localized(es: "no hay ningún archivo «\(word)»", en: "there is no file “\(word)”"))
            }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    private static func inside(_ folder: String, depth: Int) -> [String] {
        guard depth < 16, let names = try? Files.names(in: folder) else { return [] }
        return names.sorted().flatMap { name -> [String] in
            // Skips hidden files, and the lock files that Word leaves beside an open document.
            if name.hasPrefix(".") || name.hasPrefix("~$") { return [] }
            let path = folder + "/" + name
            switch Files.status(path)?.kind {
            case .folder: return inside(path, depth: depth + 1)
            case .file:
                guard let dot = name.lastIndex(of: "."), endings.contains(name[name.index(after: dot)...].lowercased())
                else { return [] }
                return [path]
            default: return []
            }
        }
    }
}
