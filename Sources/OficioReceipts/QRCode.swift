internal import CQREncode

/// A QR code with error correction level M (ISO/IEC 18004), made by libqrencode.
package struct QRCode: Sendable {
    /// The number of modules per side, without the quiet zone.
    package let side: Int
    private let modules: [Bool]

    /// Encodes a text in UTF-8; nil if it is too long for any QR code.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        side = width
        modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// The SVG path data of the dark modules, in a square of `side + 8` units with a quiet zone of four units on each
    /// side.
    package var path: String {
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                guard modules[row * side + column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < side, modules[row * side + column] { column += 1 }
                path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
            }
        }
        return path
    }
}
