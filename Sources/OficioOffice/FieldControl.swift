/// The identity of a field in an office file, by which an edited file is matched with its document.
///
/// Word keeps the key in the tag of a content control. LibreOffice 7 drops tags, but keeps
/// bookmarks, so both formats mark the piece with a bookmark as well.
package struct FieldControl: Sendable, Hashable {
    /// The key of the field, `type/id:field/row/column`, as the page says it.
    package let key: String
    /// The printed label.
    package let label: String

    package init(key: String, label: String) {
        self.key = key
        self.label = label
    }

    private static let tagPrefix = "oficio:"
    private static let bookmarkPrefix = "_oficio_"

    /// Ten hexadecimal digits that stand for the key where names are short (FNV-1a, 64 bits, folded
    /// to 40).
    package static func id(of key: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let folded = (hash ^ (hash >> 40)) & 0xFF_FFFF_FFFF
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }

    /// The tag: at most 64 characters, the most that Word takes.
    ///
    /// `record` is the document, whose own fields do without its name.
    func tag(in record: String) -> String {
        let isOwn = !record.isEmpty && key.hasPrefix(record + ":")
        let whole = Self.tagPrefix + (isOwn ? String(key.dropFirst(record.count + 1)) : key)
        if whole.unicodeScalars.count <= 64 { return whole }
        // A long row gives way to the id, so that field and column can still be read.
        let id = "~" + Self.id(of: key)
        var parts = whole.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if isOwn, parts.count > 1 {
            parts[1] = id
            let short = parts.joined(separator: "/")
            if short.unicodeScalars.count <= 64 { return short }
        }
        return Self.tagPrefix + id
    }

    /// The name of the bookmark. Word hides names that begin with a line; one name stands once in a
    /// file.
    ///
    /// `number` says which of the places that show the field, from 1.
    func bookmark(_ number: Int) -> String {
        Self.bookmarkPrefix + Self.id(of: key) + (number > 1 ? "_\(number)" : "")
    }

    /// The id of the key that a tag or the name of a bookmark stands for; nil for those of other
    /// programs.
    ///
    /// `record` is the document that the file says it is of.
    package static func id(ofMark mark: String, in record: String) -> String? {
        if mark.hasPrefix(bookmarkPrefix) {
            let id = mark.dropFirst(bookmarkPrefix.count).prefix { $0 != "_" }
            return id.count == 10 ? String(id) : nil
        }
        guard mark.hasPrefix(tagPrefix) else { return nil }
        if let sign = mark.firstIndex(of: "~") { return String(mark[mark.index(after: sign)...].prefix(10)) }
        return key(ofMark: mark, in: record).map { id(of: $0) }
    }

    /// The key that a tag holds, with `~` and the id in place of a long row; nil for other marks.
    package static func key(ofMark mark: String, in record: String) -> String? {
        guard mark.hasPrefix(tagPrefix), !mark.hasPrefix(tagPrefix + "~") else { return nil }
        let key = String(mark.dropFirst(tagPrefix.count))
        let names = key.split(separator: ":", maxSplits: 1)
        let isWhole = names.count == 2 && names[0].split(separator: "/").count == 2 && !names[0].contains("=")
        return isWhole ? key : record + ":" + key
    }

    /// Whether a name is the tag of a control, and no bookmark.
    package static func isTag(_ mark: String) -> Bool { mark.hasPrefix(tagPrefix) }
}
