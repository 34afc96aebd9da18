/// The header of a PNG picture: size, depth and colour type.
struct PNGHeader {
    let colour: Int
    private let width: Int, height: Int
    private let bits: Int
    private let isInterlaced: Bool

    /// Reads the 13 bytes of the header; nil for a kind of picture that the standard does not have.
    init?(_ data: ArraySlice<UInt8>) {
        let bytes = Array(data)
        width = PictureMetadata.number(bytes, 0, count: 4)
        height = PictureMetadata.number(bytes, 4, count: 4)
        colour = Int(bytes[9])
        let samples = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4]
        guard bytes.count == 13, let count = samples[colour], [1, 2, 4, 8, 16].contains(bytes[8]), bytes[12] < 2 else {
            return nil
        }
        bits = count * Int(bytes[8])
        isInterlaced = bytes[12] == 1
    }

    /// Returns the number of bytes that the pixels of an image of some size take, with a byte for the filter of each
    /// line; 0 for an image of 2²⁴ columns or lines, or more.
    func size(_ width: Int, _ height: Int) -> Int {
        // Reject pictures of 2²⁴ columns or lines, or more, whose sizes could overflow.
        guard width < 1 << 24, height < 1 << 24 else { return 0 }
        func plain(_ width: Int, _ height: Int) -> Int {
            width > 0 && height > 0 ? height * (1 + (width * bits + 7) / 8) : 0
        }
        guard isInterlaced else { return plain(width, height) }
        // The passes of Adam7: the first column and line, and the distance of columns and lines.
        let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
        return passes.reduce(0) { sum, pass in
            let (x, y, columns, lines) = pass
            return sum + plain((width - x + columns - 1) / columns, (height - y + lines - 1) / lines)
        }
    }

    /// The number of bytes of the whole picture.
    var size: Int { size(width, height) }
}

/// Collects the compressed pixels of a PNG picture, chunk by chunk, and drops the bytes after the end of the pixels.
struct PNGPixels {
    private let header: PNGHeader
    /// The number of bytes that the pixels of the next image take.
    private var size: Int
    private var chunks: [ArraySlice<UInt8>] = []
    private var stream: [UInt8] = []
    private var isFrame = false
    private var hasPicture = false

    init(_ header: PNGHeader) {
        self.header = header
        size = header.size
    }

    /// Begins a frame of an animation, given its control chunk.
    mutating func begin(_ control: ArraySlice<UInt8>) {
        let bytes = Array(control)
        size = header.size(
            PictureMetadata.number(bytes, 4, count: 4), PictureMetadata.number(bytes, 8, count: 4))
    }

    /// Adds a chunk with its data; false if the picture has its pixels already.
    mutating func add(_ chunk: ArraySlice<UInt8>, _ data: ArraySlice<UInt8>, ofFrame: Bool = false) -> Bool {
        if !ofFrame, hasPicture || isFrame && !chunks.isEmpty { return false }
        isFrame = ofFrame
        chunks.append(chunk)
        stream += data
        return true
    }

    /// Ends an image and returns its chunks without bytes after its pixels; empty if no image was begun, nil if the
    /// image is damaged or holds more than its pixels.
    mutating func end() -> [UInt8]? {
        if chunks.isEmpty { return [] }
        defer { (chunks, stream) = ([], []) }
        guard size > 0, size < 1 << 29 else { return nil }
        var used = 0
        let made = Deflate.inflated(stream[...], limit: size + 1, used: &used)
        guard used > 0, !made.isEmpty, made.count <= size else { return nil }
        if !isFrame { hasPicture = true }
        if used == stream.count { return Array(chunks.joined()) }
        // Chunks of a frame have numbers, so they cannot be shortened: keep them all or none.
        return isFrame ? nil : PNGFile.chunk("IDAT", stream[..<used])
    }
}
