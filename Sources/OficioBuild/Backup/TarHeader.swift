/// The header of a file in a tar archive (POSIX.1-2017, pax interchange format). Only regular files are written and
/// read.
struct TarHeader {
    static let block = 512
    /// The largest size that the header of a file can say: eleven octal digits.
    static let sizeLimit = 1 << 33 - 1
    /// The longest extended header that is read, in bytes.
    static let extensionLimit = 1 << 16

    let path: String
    let size: Int
    /// The time of the last change, in seconds since 1970.
    let modified: Int
    /// The permission bits.
    let mode: UInt32

    /// The header as blocks: an extended header for a path that is long or not ASCII, then that of the file.
    var bytes: [UInt8] {
        let name = Array(path.utf8)
        if name.count <= 100, name.allSatisfy({ (0x20..<0x7F).contains($0) }) { return ustar(name, size, "0") }
        let record = Self.record("path", path)
        // A program that reads no extended headers gets a name that leads to no folder.
        let plain = name.suffix(90).map { (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "/") ? $0 : 0x5F }
        return ustar(Array("PaxHeaders/oficio".utf8), record.count, "x") + Self.padded(record) + ustar(plain, size, "0")
    }

    /// Returns bytes with zeros up to a whole number of blocks.
    static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: padding(bytes.count)) }

    /// Returns the number of zeros after a file of a size.
    static func padding(_ size: Int) -> Int { (block - size % block) % block }

    /// The end of an archive.
    static var end: [UInt8] { [UInt8](repeating: 0, count: 2 * block) }

    private func ustar(_ name: [UInt8], _ size: Int, _ type: Character) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: Self.block)
        func put(_ bytes: [UInt8], at place: Int) { out.replaceSubrange(place..<place + bytes.count, with: bytes) }
        func octal(_ number: Int, _ digits: Int) -> [UInt8] {
            let text = String(number, radix: 8)
            return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
        }
        put(name, at: 0)
        put(octal(Int(mode & 0o777), 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(max(0, min(modified, Self.sizeLimit)), 11), at: 136)
        put(Array("        ".utf8), at: 148)
        put(Array(String(type).utf8), at: 156)
        put(Array("ustar\0".utf8) + Array("00".utf8), at: 257)
        let sum = out.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6) + [0, 0x20], at: 148)
        return out
    }

    /// Returns a record of an extended header: its length, which counts itself, the keyword and the value.
    private static func record(_ keyword: String, _ value: String) -> [UInt8] {
        let rest = " \(keyword)=\(value)\n"
        var length = rest.utf8.count
        while length - rest.utf8.count < String(length).utf8.count { length += 1 }
        return Array((String(length) + rest).utf8)
    }

    /// Returns the path in the records of an extended header; `nil` if there is any other record.
    static func path(inExtension bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self), let space = text.firstIndex(of: " "),
            Int(text[..<space]) == bytes.count, text.utf8.last == UInt8(ascii: "\n")
        else { return nil }
        let rest = text[text.index(after: space)...].utf8.dropLast()
        let keyword = Array("path=".utf8)
        return rest.starts(with: keyword) ? String(Substring(rest.dropFirst(keyword.count))) : nil
    }

    /// A header block of an archive.
    enum Block {
        case file(TarHeader)
        /// An extended header of the given size.
        case extended(size: Int)
        /// A block of zeros, which ends the archive.
        case end
    }

    /// Reads a header block; `nil` for a block that is damaged, or that is neither a file nor an extended header.
    static func read(_ block: [UInt8]) -> Block? {
        if block.allSatisfy({ $0 == 0 }) { return .end }
        func number(_ range: Range<Int>) -> Int? {
            let text = block[range].prefix { $0 != 0 && $0 != 0x20 }
            return text.isEmpty ? nil : Int(String(decoding: text, as: UTF8.self), radix: 8)
        }
        let sum = block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element)) }
        guard number(148..<156) == sum, let size = number(124..<136), size >= 0,
            let modified = number(136..<148), modified >= 0, let mode = number(100..<108), mode >= 0,
            block[257..<263].elementsEqual("ustar\0".utf8)
        else { return nil }
        switch block[156] {
        case UInt8(ascii: "x"): return size <= extensionLimit ? .extended(size: size) : nil
        case UInt8(ascii: "0"):
            guard block[345] == 0,
                let name = String(validating: block[0..<100].prefix { $0 != 0 }, as: UTF8.self)
            else { return nil }
            return .file(TarHeader(path: name, size: size, modified: modified, mode: UInt32(mode & 0o777)))
        default: return nil
        }
    }
}
