import OficioBasics

/// A picture of a document, as its page embeds it.
package struct Picture: Sendable, Equatable {
    /// The subtype of the picture's media type `image/…`: `png`, `jpeg`, `gif`, `svg+xml`, `webp`.
    let type: String
    let bytes: [UInt8]
    /// The alternative text; empty for a decorative picture.
    let alternative: String
    /// The width and height that the page states, in units of 1/96 inch; nil if it states none.
    private let statedSize: [Int]?
    /// The largest height, in units of 1/96 inch; nil for no limit.
    private var largestHeight: Int?

    /// Decodes a `data:` URL of a picture in Base64; `nil` for any other address.
    ///
    /// `stated` contains the width and the height that the page states.
    init?(address: String, alternative: String, stated: [Int] = []) {
        guard address.hasPrefix("data:image/"), let comma = address.firstIndex(of: ","),
            let end = address[..<comma].firstIndex(of: ";"), address[end..<comma] == ";base64"
        else { return nil }
        let bytes = Base64.bytes(of: address[address.index(after: comma)...])
        if bytes.isEmpty { return nil }
        type = String(address[..<end].dropFirst("data:image/".count))
        self.bytes = bytes
        self.alternative = alternative
        statedSize = stated.count == 2 && stated.allSatisfy { (1...10_000).contains($0) } ? stated : nil
    }

    /// Returns the picture, reduced to a height in units of 1/96 inch.
    func limited(toHeight height: Int) -> Picture {
        var picture = self
        picture.largestHeight = height
        return picture
    }

    /// The extension of the picture's file name.
    var ending: String { ["svg+xml": "svg"][type] ?? type }

    /// Whether word processors show the picture without a fallback in another format.
    var isBitmap: Bool { ["png", "jpeg", "jpg", "gif", "bmp"].contains(type) }

    /// The width and height in units of 1/96 inch, reduced to the width of the text; a default size if the file
    /// states none.
    var size: (width: Int, height: Int) {
        let own = ownSize ?? statedSize.map { ($0[0], $0[1]) } ?? (400, 300)
        var (width, height) = (max(1, own.0), max(1, own.1))
        let widest = 600
        if width > widest { (width, height) = (widest, max(1, height * widest / width)) }
        if let largestHeight, height > largestHeight {
            (width, height) = (max(1, width * largestHeight / height), largestHeight)
        }
        return (width, height)
    }

    private var ownSize: (Int, Int)? {
        func bigEndian(_ place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
        if type == "png", bytes.count > 24 { return (bigEndian(18), bigEndian(22)) }
        if type == "gif", bytes.count > 10 {
            return (Int(bytes[7]) << 8 | Int(bytes[6]), Int(bytes[9]) << 8 | Int(bytes[8]))
        }
        guard type == "jpeg" || type == "jpg" else { return nil }
        // Skip segments up to the start of the frame (ITU-T T.81, B.2.2).
        var place = 2
        while place + 9 < bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return (bigEndian(place + 7), bigEndian(place + 5))
            }
            place += 2 + bigEndian(place + 2)
        }
        return nil
    }
}
