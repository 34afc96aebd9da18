import OficioBasics

/// The unit in which client and server count the characters of a line.
enum PositionEncoding: String, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"

    /// Chooses the encoding for a client. A client that names none counts in UTF-16.
    init(offered: [JSONText]) { self = offered.contains { $0.text == Self.utf8.rawValue } ? .utf8 : .utf16 }

    /// Returns how many units the character that begins with a byte of UTF-8 takes; 0 for a byte within a character.
    func units(of byte: UInt8) -> Int {
        if self == .utf8 { return 1 }
        if byte & 0xC0 == 0x80 { return 0 }
        return byte >= 0xF0 ? 2 : 1
    }
}
