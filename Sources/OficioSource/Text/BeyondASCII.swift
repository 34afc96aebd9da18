import Diagnostics

extension UnsafeRawBufferPointer {
    /// Returns the offset of the first byte at or after `start` that is not ASCII, or `count` if there is none. Tests
    /// eight bytes at a time.
    func firstBeyondASCII(from start: Int) -> Int {
        var index = start
        while index + 8 <= count, loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
            index += 8
        }
        while index < count, self[index] < 0x80 { index += 1 }
        return index
    }

    /// Whether any byte that is not ASCII satisfies `isMatch`.
    @inline(__always) func containsBeyondASCII(where isMatch: (UInt8) -> Bool) -> Bool {
        var index = firstBeyondASCII(from: 0)
        while index < count {
            if isMatch(self[index]) { return true }
            index += 1
            if index < count, self[index] < 0x80 { index = firstBeyondASCII(from: index) }
        }
        return false
    }
}

extension String {
    /// Whether any byte of the UTF-8 outside ASCII lies in a range, such as the lead bytes of a script.
    package func containsByte(beyondASCII range: ClosedRange<UInt8>) -> Bool {
        withBytes { UnsafeRawBufferPointer($0).containsBeyondASCII(where: { range.contains($0) }) }
    }
}
