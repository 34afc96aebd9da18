internal import CQREncode

/// A QR code (ISO/IEC 18004, error correction M), made by libqrencode.
package struct QRCode: Sendable {
    /// Modules a side, without the quiet zone.
    package let side: Int
    private let modules: [Bool]

    /// `nil` for a text that no code holds.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        side = width
        modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// The path of the dark modules in a square of `side + 8` units, the quiet zone of four among them.
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
