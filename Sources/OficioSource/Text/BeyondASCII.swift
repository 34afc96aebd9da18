import Diagnostics

extension UnsafeRawBufferPointer {
    /// The place of the first byte at or after `start` that is not ASCII, the end where all are: eight are looked at together.
    func firstBeyondASCII(from start: Int) -> Int {
        var index = start
        while index + 8 <= count, loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 { index += 8 }
        while index < count, self[index] < 0x80 { index += 1 }
        return index
    }

    /// Whether some byte that is not ASCII is as asked.
    @inline(__always) func containsBeyondASCII(where isAsked: (UInt8) -> Bool) -> Bool {
        var index = firstBeyondASCII(from: 0)
        while index < count {
            if isAsked(self[index]) { return true }
            index += 1
            if index < count, self[index] < 0x80 { index = firstBeyondASCII(from: index) }
        }
        return false
    }
}

extension String {
    /// Whether some byte of the text that is not ASCII lies in a range: what scripts begin with in UTF-8.
    package func containsByte(beyondASCII range: ClosedRange<UInt8>) -> Bool {
        withBytes { UnsafeRawBufferPointer($0).containsBeyondASCII(where: { range.contains($0) }) }
    }
}
