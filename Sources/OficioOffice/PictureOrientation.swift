/// The orientation of the camera, from 2 to 8, in the Exif data (CIPA DC-008) of a picture.
enum PictureOrientation {
    /// Returns the orientation in Exif data, which begin with the header of TIFF; nil for none, and for an upright
    /// picture.
    static func value(in data: [UInt8]) -> UInt8? {
        guard data.count > 8 else { return nil }
        let isLittle = data[0] == 0x49
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= data.count else { return nil }
            let part = data[at..<at + count]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return nil }
        for entry in 0..<min(entries, 200) {
            let at = directory + 2 + entry * 12
            guard let tag = number(at, 2) else { return nil }
            if tag == 0x112, let turned = number(at + 8, 2), (2...8).contains(turned) { return UInt8(turned) }
        }
        return nil
    }

    /// Returns Exif data with only the orientation.
    static func exif(_ turned: UInt8) -> [UInt8] {
        [
            0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0,
        ]
    }
}
