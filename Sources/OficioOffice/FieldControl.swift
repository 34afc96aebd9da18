/// The identity of a field in an office file, by which the fields of an edited file are matched with those of its
/// document.
///
/// Word keeps the key in the tag of a content control. LibreOffice 7 drops tags but keeps bookmarks, so both formats
/// mark the field's text with a bookmark as well.
package struct FieldControl: Sendable, Hashable {
    /// The key of the field, `type/id:field/row/column`, as the page has it in `data-field`.
    package let key: String
    /// The label of the field as printed.
    package let label: String

    /// Creates the control of a field.
    package init(key: String, label: String) {
        self.key = key
        self.label = label
    }

    private static let tagPrefix = "oficio:"
    private static let bookmarkPrefix = "_oficio_"

    /// Returns ten hexadecimal digits that represent a key in short names (FNV-1a, 64 bits, folded to 40).
    package static func id(of key: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let folded = (hash ^ (hash >> 40)) & 0xFF_FFFF_FFFF
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }

    /// Returns the tag of the content control: at most 64 characters, the maximum that Word accepts.
    ///
    /// `record` is the key of the document; the tags of its own fields leave it out.
    func tag(in record: String) -> String {
        let isOwn = !record.isEmpty && key.hasPrefix(record + ":")
        let whole = Self.tagPrefix + (isOwn ? String(key.dropFirst(record.count + 1)) : key)
        if whole.unicodeScalars.count <= 64 { return whole }
        // Replace a long row by the id of the key, so that field and column can still be read.
        let id = "~" + Self.id(of: key)
        var parts = whole.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if isOwn, parts.count > 1 {
            parts[1] = id
            let short = parts.joined(separator: "/")
            if short.unicodeScalars.count <= 64 { return short }
        }
        return Self.tagPrefix + id
    }

    /// Returns the name of the bookmark. Word hides bookmarks whose names begin with an underscore; each name must be
    /// unique in the file.
    ///
    /// `number` counts the occurrences of the field, from 1.
    func bookmark(_ number: Int) -> String {
        Self.bookmarkPrefix + Self.id(of: key) + (number > 1 ? "_\(number)" : "")
    }

    /// Returns the id of the key that a tag or bookmark stands for; nil for tags and bookmarks of other programs.
    ///
    /// `record` is the key of the document that the file claims to be.
    package static func id(ofMark mark: String, in record: String) -> String? {
        if mark.hasPrefix(bookmarkPrefix) {
            let id = mark.dropFirst(bookmarkPrefix.count).prefix { $0 != "_" }
            return id.count == 10 ? String(id) : nil
        }
        guard mark.hasPrefix(tagPrefix) else { return nil }
        if let sign = mark.firstIndex(of: "~") { return String(mark[mark.index(after: sign)...].prefix(10)) }
        return key(ofMark: mark, in: record).map { id(of: $0) }
    }

    /// Returns the key in a tag, with `~` and the id in place of a long row; `nil` for other texts, and for a tag
    /// that holds only an id.
    package static func key(ofMark mark: String, in record: String) -> String? {
        guard mark.hasPrefix(tagPrefix), !mark.hasPrefix(tagPrefix + "~") else { return nil }
        let key = String(mark.dropFirst(tagPrefix.count))
        let names = key.split(separator: ":", maxSplits: 1)
        let isWhole = names.count == 2 && names[0].split(separator: "/").count == 2 && !names[0].contains("=")
        return isWhole ? key : record + ":" + key
    }

    /// Whether a tag or bookmark is the tag of a content control.
    package static func isTag(_ mark: String) -> Bool { mark.hasPrefix(tagPrefix) }
}
