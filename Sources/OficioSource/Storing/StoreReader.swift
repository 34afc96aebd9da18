import Diagnostics

/// Reads what `StoreWriter` has written; of anything else it makes nothing, and says so.
///
/// What is generic is public and inlinable: the modules that use it have it for their own types. After an edit reading then takes a sixth less.
public struct StoreReader {
    private let bytes: UnsafeRawBufferPointer
    /// How many bytes were read.
    package private(set) var place: Int
    private let file: FileID?
    /// Whether it was not what it should be: nothing that was read counts then.
    @usableFromInline package private(set) var isBroken = false

    /// - Parameter file: the file that everything lies in; `nil` where every place tells its own.
    package init(_ bytes: UnsafeRawBufferPointer, _ file: FileID? = nil) {
        self.bytes = bytes
        self.file = file
        place = 0
    }

    /// Reads what `StoreWriter.sealed` gave; `nil` where its hash is another.
    package init?(sealed: UnsafeRawBufferPointer, _ file: FileID? = nil) {
        guard sealed.count >= 8 else { return nil }
        var head = StoreReader(sealed, file)
        let body = UnsafeRawBufferPointer(rebasing: sealed[8...])
        guard head.word() == Fingerprint.quick(body) else { return nil }
        self.init(body, file)
    }

    package mutating func skip(_ count: Int) { place += min(max(count, 0), bytes.count - place) }

    package mutating func byte() -> UInt8 {
        guard place < bytes.count else {
            isBroken = true
            return 0
        }
        defer { place += 1 }
        return bytes[place]
    }

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

    package mutating func number() -> Int {
        let value = UInt64(bitPattern: Int64(count()))
        return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
    }

    package mutating func word() -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 8) { value |= UInt64(byte()) << UInt64(shift) }
        return value
    }

    @usableFromInline package mutating func flag() -> Bool { byte() == 1 }

    package mutating func text() -> String { text { String(decoding: $0, as: UTF8.self) } }

    /// What `body` makes of the bytes of a text.
    package mutating func text<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let length = size()
        defer { place += length }
        return body(UnsafeRawBufferPointer(rebasing: bytes[place..<(place + length)]))
    }

    @inlinable @inline(never) public mutating func optional<Value>(_ read: (inout StoreReader) -> Value) -> Value? { flag() ? read(&self) : nil }

    @inlinable @inline(never) public mutating func list<Element>(_ read: (inout StoreReader) -> Element) -> [Element] {
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

    package mutating func span() -> Span {
        guard let file else {
            let file = FileID(size(most: Int(Int32.max)) - 1), start = size(most: Int(Int32.max))
            return Span(file: file, start: start, end: start + size(most: Int(Int32.max) - start))
        }
        let start = count()
        return Span(file: start & 1 == 0 ? file : FileID(-1), start: start >> 1, end: start >> 1 + size(most: Int(Int32.max)))
    }

    /// A length that what is left can hold.
    @usableFromInline package mutating func size(most: Int? = nil) -> Int {
        let value = count()
        if value < 0 || value > most ?? (bytes.count - place) {
            isBroken = true
            return 0
        }
        return value
    }
}
