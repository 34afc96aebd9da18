internal import CZip

/// Compresses bytes into one gzip stream (RFC 1952), part by part. The stream names no file and no time, so the same
/// bytes give the same stream.
package final class GzipWriter {
    /// zlib keeps the address of the structure.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output = [UInt8](repeating: 0, count: 1 << 17)

    /// Creates a writer; `nil` if there is no memory for it.
    package init?() {
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Adds bytes, and passes the compressed bytes that are ready to `put`. `isLast` ends the stream.
    package func add<Failure: Error>(
        _ bytes: [UInt8], isLast: Bool = false, _ put: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var input = bytes
        var start = 0
        repeat {
            // zlib counts the bytes of a call with 32 bits.
            let count = min(input.count - start, 1 << 30)
            let isEnd = isLast && start + count == input.count
            var isFull = true
            var used = 0
            while isFull {
                var made = 0
                input.withUnsafeMutableBufferPointer { input in
                    output.withUnsafeMutableBufferPointer { output in
                        stream.pointee.next_in = input.baseAddress.map { $0 + start + used }
                        stream.pointee.avail_in = UInt32(count - used)
                        stream.pointee.next_out = output.baseAddress
                        stream.pointee.avail_out = UInt32(output.count)
                        deflate(stream, isEnd ? Z_FINISH : Z_NO_FLUSH)
                        used = count - Int(stream.pointee.avail_in)
                        made = output.count - Int(stream.pointee.avail_out)
                    }
                }
                isFull = made == output.count
                if made > 0 { try put(Array(output[..<made])) }
            }
            start += count
        } while start < input.count
    }
}

/// Decompresses one gzip stream (RFC 1952), part by part, and compares its checksum.
package final class GzipReader {
    /// The condition of a stream.
    package enum Condition: Sendable {
        /// The stream goes on.
        case open
        /// The stream has ended, and its checksum agrees.
        case ended
        /// The stream is no gzip, or is damaged.
        case damaged
    }

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output = [UInt8](repeating: 0, count: 1 << 17)
    /// The condition after the bytes so far.
    package private(set) var condition = Condition.open
    /// The number of bytes of the last call that follow the end of the stream.
    package private(set) var surplus = 0

    /// Creates a reader; `nil` if there is no memory for it.
    package init?() {
        stream.initialize(to: z_stream())
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Adds compressed bytes, and passes the decompressed ones to `put`, at most 128 KiB at a time.
    package func add<Failure: Error>(
        _ bytes: [UInt8], _ put: (ArraySlice<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        var input = bytes
        var used = 0
        var isFull = true
        while condition == .open, used < input.count || isFull {
            var made = 0
            var result = Z_OK
            input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_in = input.baseAddress.map { $0 + used }
                    stream.pointee.avail_in = UInt32(input.count - used)
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    result = inflate(stream, Z_NO_FLUSH)
                    used = input.count - Int(stream.pointee.avail_in)
                    made = output.count - Int(stream.pointee.avail_out)
                }
            }
            isFull = made == output.count
            if result == Z_STREAM_END {
                condition = .ended
                surplus = input.count - used
            } else if result != Z_OK, result != Z_BUF_ERROR {
                condition = .damaged
            }
            if made > 0 { try put(output[..<made]) }
        }
        if condition == .ended, bytes.isEmpty == false, used == 0 { surplus = bytes.count }
    }
}
