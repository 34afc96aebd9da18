import OficioSource
internal import CArchive

/// The site as one ZIP file, for use without a network: the same bytes for the same files.
enum SiteArchive {
    /// - Parameters:
    ///   - root: the output folder.
    ///   - paths: below it, sorted.
    static func bytes(_ root: String, _ paths: [String]) -> [UInt8] {
        guard let archive = archive_write_new() else { return [] }
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        archive_write_zip_set_compression_deflate(archive)
        let sink = Sink()
        let isOpen = archive_write_open(
            archive, Unmanaged.passUnretained(sink).toOpaque(), nil,
            { _, client, buffer, length in
                guard let client, let buffer else { return -1 }
                Unmanaged<Sink>.fromOpaque(client).takeUnretainedValue().bytes.append(
                    contentsOf: UnsafeRawBufferPointer(start: buffer, count: length))
                return la_ssize_t(length)
            }, nil)
        guard isOpen == ARCHIVE_OK else { return [] }
        for path in paths {
            guard let bytes = try? Files.read(root + "/" + path), let entry = archive_entry_new() else { continue }
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname_utf8(entry, "sitio/" + path)
            archive_entry_set_size(entry, Int64(bytes.count))
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_perm(entry, 0o644)
            // No date: ZIP writes those in local time, and a site has none of its own.
            guard archive_write_header(archive, entry) == ARCHIVE_OK else { return [] }
            let written = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
            guard written == bytes.count else { return [] }
        }
        guard archive_write_close(archive) == ARCHIVE_OK else { return [] }
        return withExtendedLifetime(sink) { sink.bytes }
    }

    private final class Sink {
        var bytes: [UInt8] = []
    }
}
