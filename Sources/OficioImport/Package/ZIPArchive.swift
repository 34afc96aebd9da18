import Diagnostics
internal import CZip
import Glibc
import OficioBasics

/// A ZIP file in memory, read with libzip, whose parts are bounded in number and size.
final class ZIPArchive {
    private let archive: OpaquePointer
    private let limits: ReadingLimits
    private var remaining: Int
    /// The names of all files in the archive, in their order.
    let names: [String]
    private let indices: [String: zip_uint64_t]

    /// Opens a ZIP file. Throws a refusal if the file is not a ZIP file or is truncated, and if it has encrypted
    /// entries, names that lead out of it, or the same name twice.
    init(_ bytes: [UInt8], limits: ReadingLimits) throws(ImportRefusal) {
        var error = zip_error_t()
        // libzip frees the copy when the archive is closed.
        guard let copy = malloc(max(1, bytes.count)) else {
            throw ImportRefusal(
                .tooLarge,
                Localized(es: "el archivo no cabe en la memoria", en: "the file does not fit into memory"))
        }
        bytes.withUnsafeBytes { if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) } }
        guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
            free(copy)
            throw Self.damaged
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(source)
            throw Self.damaged
        }
        do {
            (names, indices) = try Self.table(archive, limits)
        } catch {
            zip_discard(archive)
            throw error
        }
        self.archive = archive
        self.limits = limits
        remaining = limits.totalBytes
    }

    deinit { zip_discard(archive) }

    static let damaged = ImportRefusal(
        .damaged, Localized(es: "el archivo está dañado o incompleto", en: "the file is damaged or incomplete"))

    private static func table(
        _ archive: OpaquePointer, _ limits: ReadingLimits
    ) throws(ImportRefusal) -> ([String], [String: zip_uint64_t]) {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0, count <= limits.entries else {
            throw ImportRefusal(
                .tooLarge,
                Localized(
                    es: "el archivo contiene \(count) partes; se admiten \(limits.entries)",
                    en: "the file holds \(count) parts; \(limits.entries) are allowed"))
        }
        var names: [String] = []
        var indices: [String: zip_uint64_t] = [:]
        for index in 0..<zip_uint64_t(count) {
            var stat = zip_stat_t()
            guard zip_stat_index(archive, index, 0, &stat) == 0, let cName = stat.name else { throw damaged }
            let name = String(cString: cName)
            guard staysInPackage(name) else {
                throw ImportRefusal(
                    .hostile,
                    Localized(
                        es: "el archivo contiene una ruta que sale de él: «\(name.visibleName)»",
                        en: "the file contains a path that leads out of it: “\(name.visibleName)”"))
            }
            if stat.valid & zip_uint64_t(ZIP_STAT_ENCRYPTION_METHOD) != 0, stat.encryption_method != ZIP_EM_NONE {
                throw ImportRefusal.encrypted
            }
            if name.hasSuffix("/") { continue }
            guard indices.updateValue(index, forKey: name) == nil else {
                throw ImportRefusal(
                    .hostile,
                    Localized(
                        es: "el archivo contiene dos veces la parte «\(name.visibleName)»",
                        en: "the file holds the part “\(name.visibleName)” twice"))
            }
            names.append(name)
        }
        return (names, indices)
    }

    /// Whether a name stays below the root of its package.
    private static func staysInPackage(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.contains("\\") && !name.split(separator: "/").contains("..")
            && !(name.utf8.count > 1 && name.utf8.dropFirst().first == UInt8(ascii: ":"))
    }

    func contains(_ name: String) -> Bool { indices[name] != nil }

    /// Returns the bytes of a part; nil if the archive has no part of that name. Throws a refusal if the part
    /// is damaged, exceeds its limit, or exceeds the rest of the limit for the whole file.
    func bytes(_ name: String, limit: Int? = nil) throws(ImportRefusal) -> [UInt8]? {
        guard let index = indices[name] else { return nil }
        guard let file = zip_fopen_index(archive, index, 0) else { throw Self.damaged }
        defer { zip_fclose(file) }
        let most = min(limit ?? limits.partBytes, remaining)
        var stat = zip_stat_t()
        let hasSize = zip_stat_index(archive, index, 0, &stat) == 0 && stat.valid & zip_uint64_t(ZIP_STAT_SIZE) != 0
        if hasSize, stat.size > zip_uint64_t(most) { throw Self.tooLargeRefusal(name) }
        var out: [UInt8] = []
        // The declared size may be wrong, so no more than the limit is allocated.
        if hasSize { out.reserveCapacity(Int(stat.size)) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, zip_uint64_t($0.count)) }
            if count < 0 { throw Self.damaged }
            if count == 0 { break }
            if out.count + Int(count) > most { throw Self.tooLargeRefusal(name) }
            out.append(contentsOf: buffer[..<Int(count)])
        }
        remaining -= out.count
        return out
    }

    static func tooLargeRefusal(_ name: String) -> ImportRefusal {
        ImportRefusal(
            .tooLarge,
            Localized(
                es: "la parte «\(name.visibleName)» es demasiado grande al descomprimirla",
                en: "the part “\(name.visibleName)” is too large when decompressed"))
    }
}

extension ImportRefusal {
    static let encrypted = ImportRefusal(
        .encrypted,
        Localized(
            es: "el archivo está cifrado o protegido con contraseña; guárdelo sin contraseña e impórtelo de nuevo",
            en: "the file is encrypted or protected by a password; save it without the password and import it again"))
}
