import Diagnostics
import OficioBasics

/// Writes values in a compact binary form, which `BinaryReader` reads: integers with variable length, strings after
/// their length.
public struct BinaryWriter {
    /// The bytes written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether a span lies in another file than `file`, whose number is not stored.
    package private(set) var isForeign = false
    private let file: FileID?

    /// Starts writing.
    ///
    /// - Parameters:
    ///   - file: the file of all spans; nil if each span stores its own.
    ///   - capacity: the expected number of bytes.
    package init(_ file: FileID? = nil, capacity: Int = 0) {
        self.file = file
        if capacity > 0 { bytes.reserveCapacity(capacity) }
    }

    /// Returns the bytes that `write` writes after a hash of them, for `BinaryReader.init(sealed:)`.
    ///
    /// - Parameters:
    ///   - head: bytes before the hash that it does not cover.
    ///   - capacity: the expected number of bytes.
    ///   - write: writes the values.
    /// - Returns: the head, the hash in eight bytes, and the values.
    package static func sealed(after head: [UInt8] = [], capacity: Int = 0, _ write: (inout BinaryWriter) -> Void)
        -> [UInt8]
    {
        var out = BinaryWriter(capacity: head.count + 8 + capacity)
        out.bytes += head
        out.word(0)
        write(&out)
        let hash = out.bytes.withUnsafeBytes {
            Fingerprint.wordwise(UnsafeRawBufferPointer(rebasing: $0[(head.count + 8)...]))
        }
        for place in 0..<8 { out.bytes[head.count + place] = UInt8(truncatingIfNeeded: hash >> UInt64(place * 8)) }
        return out.bytes
    }

    /// Writes a byte.
    package mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// Writes an unsigned integer in LEB128.
    @usableFromInline package mutating func count(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes a signed integer (zigzag, LEB128).
    package mutating func number(_ value: Int) { count(value << 1 ^ value >> 63) }

    /// Writes 64 bits, little-endian.
    package mutating func word(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes an array of 64-bit numbers, as `list` with `word` does.
    package mutating func wordArray(_ values: [UInt64]) {
        count(values.count)
        for value in values { word(value) }
    }

    /// Writes an array of numbers or structures of numbers as it lies in memory, for caches of this machine.
    package mutating func raw<Element: BitwiseCopyable>(_ elements: [Element]) {
        count(elements.count)
        elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// Writes a Boolean.
    @usableFromInline package mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    /// Writes a string.
    package mutating func text(_ value: String) {
        value.withBytes {
            count($0.count)
            bytes.append(contentsOf: $0)
        }
    }

    /// Writes the UTF-8 bytes of a string.
    package mutating func text(_ value: ArraySlice<UInt8>) {
        count(value.count)
        bytes.append(contentsOf: value)
    }

    /// Writes an optional value.
    @inlinable @inline(never) public mutating func optional<Value>(
        _ value: Value?, _ write: (inout BinaryWriter, Value) -> Void
    ) {
        flag(value != nil)
        if let value { write(&self, value) }
    }

    /// Writes an array.
    @inlinable @inline(never) public mutating func list<Element>(
        _ elements: [Element], _ write: (inout BinaryWriter, Element) -> Void
    ) {
        count(elements.count)
        for element in elements { write(&self, element) }
    }

    /// Writes a span.
    package mutating func span(_ span: Span) {
        guard let file else {
            for number in [Int(span.file.index) + 1, Int(span.start), Int(span.end - span.start)] { count(number) }
            return
        }
        // `FileID(-1)` means that there is no file.
        if span.file != file, span.file.index != -1 { isForeign = true }
        count(Int(span.start) << 1 | (span.file == file ? 0 : 1))
        count(Int(span.end - span.start))
    }
}
