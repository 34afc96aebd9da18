import Diagnostics

/// Writes values as bytes for the program's own eyes (`StoreReader` reads them): numbers in as few bytes as they need, texts with their length in front.
public struct StoreWriter {
    package private(set) var bytes: [UInt8] = []
    /// Whether something lies in another file, which is not told.
    package private(set) var isForeign = false
    private let file: FileID?

    /// - Parameters:
    ///   - file: the file that everything lies in; `nil` where every place tells its own.
    ///   - capacity: about how many bytes there will be.
    package init(_ file: FileID? = nil, capacity: Int = 0) {
        self.file = file
        if capacity > 0 { bytes.reserveCapacity(capacity) }
    }

    /// What `write` writes, with a hash in front, for `StoreReader.init(sealed:)`.
    ///
    /// - Parameters:
    ///   - head: what stands in front of the hash, and is not read with the rest.
    ///   - capacity: about how many bytes there will be.
    package static func sealed(after head: [UInt8] = [], capacity: Int = 0, _ write: (inout StoreWriter) -> Void) -> [UInt8] {
        var out = StoreWriter(capacity: head.count + 8 + capacity)
        out.bytes += head
        out.word(0)
        write(&out)
        let hash = out.bytes.withUnsafeBytes { Fingerprint.quick(UnsafeRawBufferPointer(rebasing: $0[(head.count + 8)...])) }
        for place in 0..<8 { out.bytes[head.count + place] = UInt8(truncatingIfNeeded: hash >> UInt64(place * 8)) }
        return out.bytes
    }

    package mutating func byte(_ value: UInt8) { bytes.append(value) }

    @usableFromInline package mutating func count(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A number that may be negative.
    package mutating func number(_ value: Int) { count(value << 1 ^ value >> 63) }

    package mutating func word(_ value: UInt64) { for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) } }

    @usableFromInline package mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    package mutating func text(_ value: String) {
        value.withBytes {
            count($0.count)
            bytes.append(contentsOf: $0)
        }
    }

    package mutating func text(_ value: ArraySlice<UInt8>) {
        count(value.count)
        bytes.append(contentsOf: value)
    }

    @inlinable @inline(never) public mutating func optional<Value>(_ value: Value?, _ write: (inout StoreWriter, Value) -> Void) {
        flag(value != nil)
        if let value { write(&self, value) }
    }

    @inlinable @inline(never) public mutating func list<Element>(_ elements: [Element], _ write: (inout StoreWriter, Element) -> Void) {
        count(elements.count)
        for element in elements { write(&self, element) }
    }

    package mutating func span(_ span: Span) {
        guard let file else {
            for number in [Int(span.file.index) + 1, Int(span.start), Int(span.end - span.start)] { count(number) }
            return
        }
        // -1 is nowhere.
        if span.file != file, span.file.index != -1 { isForeign = true }
        count(Int(span.start) << 1 | (span.file == file ? 0 : 1))
        count(Int(span.end - span.start))
    }
}
