import Diagnostics
import OficioBasics
import OficioFiles
import OficioOffice

/// Reads a backup from its first byte to its last, and accepts only what the manifest lists: those files, in that
/// order, with those sizes and hashes.
final class BackupReader {
    /// The number of compressed bytes that are read at a time. They may become a thousand times as many.
    private static let chunk = 1 << 14

    private let file: OpenedFile
    private let name: String
    private let gzip: GzipReader
    private var offset = 0
    /// Decompressed bytes; those before `start` are used.
    private var buffer: [UInt8] = []
    private var start = 0

    private init(_ path: String) throws(BackupRefusal) {
        guard let file = OpenedFile(path), let gzip = GzipReader() else {
            throw BackupRefusal("no se puede leer «\(path)»", "“\(path)” cannot be read")
        }
        self.file = file
        self.gzip = gzip
        name = path
    }

    /// Reads a backup. Calls `each` with every file that the manifest lists, after its hash was compared, and returns
    /// the manifest.
    static func read(
        _ path: String, each: (BackupManifest.File, [UInt8]) throws -> Void = { _, _ in }
    ) throws -> BackupManifest {
        let reader = try BackupReader(path)
        let first = try reader.header()
        guard first.path == BackupManifest.path, first.size <= min(BackupManifest.sizeLimit, reader.limit),
            let manifest = BackupManifest(try reader.content(first.size))
        else { throw reader.foreign }
        // A small archive that becomes huge is no backup of texts and pictures.
        guard manifest.files.reduce(0, { $0 + $1.size }) <= reader.limit else {
            throw BackupRefusal(
                "«\(path)» ocuparía más de \(Self.ratio) veces su tamaño: no se abre",
                "“\(path)” would take more than \(Self.ratio) times its size: it is not opened")
        }
        for file in manifest.files {
            let header = try reader.header()
            guard header.path == file.path, header.size == file.size else { throw reader.differs(file.path) }
            let bytes = try reader.content(file.size)
            guard SHA256.hex(bytes) == file.hash.lowercased() else { throw reader.differs(file.path) }
            try each(file, bytes)
        }
        try reader.end()
        return manifest
    }

    private static let ratio = 200
    private var limit: Int { 256 << 20 + Self.ratio * file.size }

    private var foreign: BackupRefusal {
        BackupRefusal("«\(name)» no es un respaldo de Oficio", "“\(name)” is no backup of Oficio")
    }

    private var damaged: BackupRefusal {
        BackupRefusal(
            "«\(name)» está dañado o incompleto: use otra copia",
            "“\(name)” is damaged or incomplete: use another copy")
    }

    private func differs(_ path: String) -> BackupRefusal {
        BackupRefusal(
            "«\(name)»: «\(path)» no es como dice la lista del respaldo: use otra copia",
            "“\(name)”: “\(path)” is not as the list of the backup says: use another copy")
    }

    /// Decompresses further bytes; returns false at the end of the archive.
    private func fill() throws(BackupRefusal) -> Bool {
        guard gzip.condition == .open else { return false }
        let bytes = file.bytes(at: offset, count: Self.chunk)
        if bytes.isEmpty { return false }
        offset += bytes.count
        if start > 1 << 20 {
            buffer.removeFirst(start)
            start = 0
        }
        gzip.add(bytes) { buffer += $0 }
        if gzip.condition == .damaged { throw offset <= Self.chunk && buffer.isEmpty ? foreign : damaged }
        return true
    }

    private func take(_ count: Int) throws(BackupRefusal) -> [UInt8] {
        while buffer.count - start < count {
            if try !fill() { throw damaged }
        }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }

    /// Returns the next bytes of a file, and skips the zeros after them.
    private func content(_ size: Int) throws(BackupRefusal) -> [UInt8] {
        let bytes = try take(size)
        _ = try take(TarHeader.padding(size))
        return bytes
    }

    /// Returns the header of the next file.
    private func header() throws(BackupRefusal) -> TarHeader {
        switch TarHeader.read(try take(TarHeader.block)) {
        case .file(let header): return header
        case .extended(let size):
            guard let path = TarHeader.path(inExtension: try content(size)),
                case .file(let header)? = TarHeader.read(try take(TarHeader.block))
            else { throw damaged }
            return TarHeader(path: path, size: header.size, modified: header.modified, mode: header.mode)
        default: throw foreign
        }
    }

    /// Requires that nothing follows but the end of the archive, and the zeros that some programs write after it.
    private func end() throws(BackupRefusal) {
        guard try take(TarHeader.end.count) == TarHeader.end else { throw foreign }
        repeat {
            guard buffer[start...].allSatisfy({ $0 == 0 }) else { throw damaged }
            start = buffer.count
        } while try fill()
        guard gzip.condition == .ended, gzip.surplus == 0, offset == file.size else { throw damaged }
    }
}
