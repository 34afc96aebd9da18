import OficioModel
import OficioSource

/// Proposes paths to sources and attachments, relative to a document.
struct PathProposals {
    private let source: EditedSource

    private static let limit = 100

    /// Proposes paths for a document.
    init(_ source: EditedSource) { self.source = source }

    /// Returns the paths that contain what was typed.
    func list(typed: Substring, range: Range<Int>) -> CompletionList {
        let words = typed.split(separator: "/").filter { $0 != "." && $0 != ".." }.map { String($0).folded }
        let all = source.corpus.attachments.sorted() + source.corpus.paths.filter { $0.hasSuffix(".md") }
        let found = all.filter { path in
            path != source.path && words.allSatisfy { path.folded.contains($0) }
        }
        let items = found.prefix(Self.limit).map { path -> CompletionItem in
            let relative = Self.relative(path, to: source.path)
            let isAttachment = source.corpus.attachments.contains(path)
            return CompletionItem(
                label: relative, kind: isAttachment ? .file : .document,
                text: relative.contains(" ") ? "<\(relative)>" : relative, filter: "\(typed) \(relative)")
        }
        return CompletionList(range: range, items: items, isPart: found.count > Self.limit)
    }

    /// Returns a path of the site as a path that begins in the folder of another one.
    static func relative(_ path: String, to base: String) -> String {
        var target = path.split(separator: "/")[...]
        var folder = base.split(separator: "/").dropLast()
        while let a = target.first, a == folder.first, target.count > 1 {
            target = target.dropFirst()
            folder = folder.dropFirst()
        }
        return (folder.map { _ in ".." } + target.map(String.init)).joined(separator: "/")
    }
}
