import Diagnostics
import OficioBasics

/// Reads values from the binary form that `BinaryWriter` writes. Any other input sets `isBroken`.
///
/// Generic methods are public and inlinable so that other modules can specialize them. That makes reading after an edit
/// a sixth faster.
public struct BinaryReader {
    private let bytes: UnsafeRawBufferPointer
    /// The number of bytes read so far.
    package private(set) var place: Int
    private let file: FileID?
    /// Whether the input was malformed; all values read are then meaningless.
    @usableFromInline package private(set) var isBroken = false

    /// Starts reading. The bytes must outlive the reader.
    ///
    /// - Parameters:
    ///   - bytes: the bytes to read.
    ///   - file: the file of all spans; nil if each span stores its own.
    package init(_ bytes: UnsafeRawBufferPointer, _ file: FileID? = nil) {
        self.bytes = bytes
        self.file = file
        place = 0
    }

    /// Starts reading the output of `BinaryWriter.sealed`, without its head; nil if the hash does not match.
    package init?(sealed: UnsafeRawBufferPointer, _ file: FileID? = nil) {
        guard sealed.count >= 8 else { return nil }
        var head = BinaryReader(sealed, file)
        let body = UnsafeRawBufferPointer(rebasing: sealed[8...])
        guard head.word() == Fingerprint.wordwise(body) else { return nil }
        self.init(body, file)
    }

    /// Skips bytes, at most to the end.
    package mutating func skip(_ count: Int) { place += min(max(count, 0), bytes.count - place) }

    /// Reads a byte.
    package mutating func byte() -> UInt8 {
        guard place < bytes.count else {
            isBroken = true
            return 0
        }
        defer { place += 1 }
        return bytes[place]
    }

    /// Reads an unsigned integer in LEB128.
    package mutating func count() -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = byte()
            value |= UInt64(next & 127) << shift
            if next < 128 { return Int(truncatingIfNeeded: value) }
            shift += 7
            guard shift < 64 else {
                isBroken = true
                return 0
            }
        }
    }

    /// Reads a signed integer (zigzag, LEB128).
    package mutating func number() -> Int {
        let value = UInt64(bitPattern: Int64(count()))
        return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
    }

    /// Reads 64 bits, little-endian.
    package mutating func word() -> UInt64 {
        guard bytes.count - place >= 8 else {
            (isBroken, place) = (true, bytes.count)
            return 0
        }
        defer { place += 8 }
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// Reads an array of 64-bit numbers, as `list` with `word` does.
    package mutating func wordArray() -> [UInt64] {
        let length = size()
        guard length * 8 <= bytes.count - place else {
            isBroken = true
            return []
        }
        defer { place += length * 8 }
        return Array(unsafeUninitializedCapacity: length) { out, count in
            for number in 0..<length {
                out.initializeElement(
                    at: number,
                    to: UInt64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: place + number * 8, as: UInt64.self)))
            }
            count = length
        }
    }

    /// Reads an array that `BinaryWriter.raw` wrote. All bit patterns must be valid elements.
    package mutating func raw<Element: BitwiseCopyable>() -> [Element] {
        let length = size(), stride = MemoryLayout<Element>.stride
        guard length <= (bytes.count - place) / stride else {
            isBroken = true
            return []
        }
        defer { place += length * stride }
        return Array(unsafeUninitializedCapacity: length) { out, count in
            UnsafeMutableRawBufferPointer(out).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[place..<(place + length * stride)]))
            count = length
        }
    }

    /// Reads a Boolean.
    @usableFromInline package mutating func flag() -> Bool { byte() == 1 }

    /// Reads a string.
    package mutating func text() -> String { text { String(decoding: $0, as: UTF8.self) } }

    /// Reads the UTF-8 bytes of a string with `body`, without copying them.
    package mutating func text<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let length = size()
        defer { place += length }
        return body(UnsafeRawBufferPointer(rebasing: bytes[place..<(place + length)]))
    }

    /// Reads an optional value; `nil` if its flag says that there is none.
    @inlinable @inline(never) public mutating func optional<Value>(_ read: (inout BinaryReader) -> Value) -> Value? {
        flag() ? read(&self) : nil
    }

    /// Reads an array.
    @inlinable @inline(never) public mutating func list<Element>(_ read: (inout BinaryReader) -> Element) -> [Element] {
        let length = size()
        if length == 0 { return [] }
        var elements: [Element] = []
        elements.reserveCapacity(length)
        for _ in 0..<length {
            if isBroken { break }
            elements.append(read(&self))
        }
        return elements
    }

    /// Reads a span.
    package mutating func span() -> Span {
        guard let file else {
            let file = FileID(size(most: Int(Int32.max)) - 1), start = size(most: Int(Int32.max))
            return Span(file: file, start: start, end: start + size(most: Int(Int32.max) - start))
        }
        let start = count()
        return Span(
            file: start & 1 == 0 ? file : FileID(-1), start: start >> 1, end: start >> 1 + size(most: Int(Int32.max)))
    }

    /// Reads a length. One above `most`, or without it above the number of bytes left, sets `isBroken` and gives 0.
    @usableFromInline package mutating func size(most: Int? = nil) -> Int {
        let value = count()
        if value < 0 || value > most ?? (bytes.count - place) {
            isBroken = true
            return 0
        }
        return value
    }
}
