internal import CZip

/// Creates ZIP files in memory with libzip. The same entries give the same bytes, on any day and in any time zone.
package struct ZIPFile {
    /// A file in the archive.
    package struct Entry {
        let path: String
        let bytes: [UInt8]
        /// Whether the entry is stored uncompressed, as formats require for the entry that identifies them.
        let isStored: Bool

        /// Creates a file for the archive.
        package init(_ path: String, _ bytes: [UInt8], isStored: Bool = false) {
            self.path = path
            self.bytes = bytes
            self.isStored = isStored
        }
    }

    /// The size in bytes above which an entry is compressed at the fastest level. The default level takes three times
    /// as long for a seventh fewer bytes.
    private static let fastCompression = 8 << 20

    /// Returns an archive with the entries in order, without entries that libzip refuses; empty if it cannot write
    /// the archive.
    package static func bytes(_ entries: [Entry]) -> [UInt8] {
        var error = zip_error_t()
        guard let source = zip_source_buffer_create(nil, 0, 0, &error) else { return [] }
        zip_source_keep(source)
        defer { zip_source_free(source) }
        guard let archive = zip_open_from_source(source, Int32(ZIP_TRUNCATE), &error) else { return [] }
        for entry in entries {
            // libzip takes ownership and frees the copy when it closes the archive.
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, entry.bytes.count), alignment: 1)
            entry.bytes.withUnsafeBytes {
                copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
            }
            guard let data = zip_source_buffer(archive, copy, zip_uint64_t(entry.bytes.count), 1) else {
                copy.deallocate()
                continue
            }
            let index = zip_file_add(archive, entry.path, data, zip_flags_t(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else {
                zip_source_free(data)
                continue
            }
            let level: zip_uint32_t = entry.bytes.count > fastCompression ? 1 : 0
            zip_set_file_compression(
                archive, zip_uint64_t(index), entry.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, level)
            // The date is 1980-01-01, the first day of the format, so that the output does not depend on the time.
            zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            return []
        }
        guard zip_source_open(source) == 0, zip_source_seek(source, 0, SEEK_END) == 0 else { return [] }
        defer { zip_source_close(source) }
        let length = Int(zip_source_tell(source))
        guard length > 0, zip_source_seek(source, 0, SEEK_SET) == 0 else { return [] }
        var out = [UInt8](repeating: 0, count: length)
        let read = out.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, zip_uint64_t(length)) }
        return Int(read) == length ? out : []
    }
}
