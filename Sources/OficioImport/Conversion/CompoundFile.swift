/// Distinguishes OLE compound files by the names of their streams: Word and Excel files of old formats, and
/// encrypted files of new formats.
enum CompoundFile {
    enum Kind {
        case word
        case excel
        /// The file is encrypted or protected by a password.
        case encrypted
        case other
    }

    static func kind(_ bytes: [UInt8]) -> Kind {
        if hasEntry(bytes, "EncryptedPackage") { return .encrypted }
        if hasEntry(bytes, "WordDocument") { return isEncryptedWord(bytes) ? .encrypted : .word }
        if hasEntry(bytes, "Workbook") || hasEntry(bytes, "Book") {
            return isEncryptedExcel(bytes) ? .encrypted : .excel
        }
        return .other
    }

    static func hasMacros(_ bytes: [UInt8]) -> Bool { hasEntry(bytes, "_VBA_PROJECT") }

    /// Whether the file has a directory entry with a name. Entries have 128 bytes and begin with
    /// the name in UTF-16.
    private static func hasEntry(_ bytes: [UInt8], _ name: String) -> Bool {
        let wanted: [UInt8] = name.utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0]
        var index = 512
        while index + 128 <= bytes.count {
            if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) { return true }
            index += 128
        }
        return false
    }

    /// Whether the file information block marks the file as encrypted ([MS-DOC], FibBase,
    /// fEncrypted).
    private static func isEncryptedWord(_ bytes: [UInt8]) -> Bool {
        var index = 512
        while index + 12 <= bytes.count {
            if bytes[index] == 0xEC, bytes[index + 1] == 0xA5 { return bytes[index + 11] & 1 == 1 }
            index += 512
        }
        return false
    }

    /// Whether one of the first records of the workbook is FilePass, which marks it as encrypted
    /// ([MS-XLS], 2.4.117).
    private static func isEncryptedExcel(_ bytes: [UInt8]) -> Bool {
        var index = 512
        while index + 8 <= bytes.count {
            if bytes[index] == 0x09, bytes[index + 1] == 0x08, bytes[index + 6] == 0x05, bytes[index + 7] == 0 {
                var record = index
                for _ in 0..<20 where record + 4 <= bytes.count {
                    if bytes[record] == 0x2F, bytes[record + 1] == 0 { return true }
                    record += 4 + Int(bytes[record + 2]) + Int(bytes[record + 3]) << 8
                }
                return false
            }
            index += 512
        }
        return false
    }
}
