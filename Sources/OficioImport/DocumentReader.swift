import Diagnostics
import Glibc
import OficioBasics

/// Reads office files of every supported format into a ``LocatedDocument``.
package enum DocumentReader {
    /// Reads a file. Its bytes, not its name, decide the format, except for text files. Nothing
    /// that the file holds or names is run or fetched. Throws the reason why the file cannot be
    /// read.
    package static func read(path: String, limits: ReadingLimits = ReadingLimits()) throws(ImportRefusal)
        -> LocatedDocument
    {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try read(try bytes(path: path, limits: limits), fileName: name, limits: limits)
    }

    /// Reads the bytes of a file; throws the reason why they cannot be read. `fileName` decides the
    /// format only for text files.
    package static func read(
        _ bytes: [UInt8], fileName: String, limits: ReadingLimits = ReadingLimits()
    ) throws(ImportRefusal) -> LocatedDocument {
        switch FileKind(bytes, fileName: fileName) {
        case .zip: return try package(bytes, fileName, limits)
        case .text: return try CSVReader.read(bytes, fileName: fileName, limits: limits)
        case .markdown: return try MarkdownFileReader.read(bytes, fileName: fileName, limits: limits)
        case .html: return try HTMLReader.read(bytes, fileName: fileName, limits: limits)
        case .rtf: return try ConvertedReader.read(bytes, as: .rtf, fileName: fileName, limits: limits)
        case .compound:
            switch CompoundFile.kind(bytes) {
            case .word: return try ConvertedReader.read(bytes, as: .doc, fileName: fileName, limits: limits)
            case .excel: return try ConvertedReader.read(bytes, as: .xls, fileName: fileName, limits: limits)
            case .encrypted: throw ImportRefusal.encrypted
            case .other: throw unknown
            }
        case .pdf: return try PDFReader.read(bytes, fileName: fileName, limits: limits)
        case .empty: throw ImportRefusal(.damaged, Localized(es: "el archivo está vacío", en: "the file is empty"))
        default: throw unknown
        }
    }

    private static let readable = "DOCX, XLSX, ODT, ODS, CSV, HTML, Markdown, PDF, DOC, RTF, XLS"
    private static let unknown = ImportRefusal(
        .unknownFormat,
        Localized(
            es: "formato no admitido; se leen \(readable)", en: "format not supported; readable formats: \(readable)"))

    private static func package(
        _ bytes: [UInt8], _ name: String, _ limits: ReadingLimits
    ) throws(ImportRefusal) -> LocatedDocument {
        let archive = try ZIPArchive(bytes, limits: limits)
        if archive.contains("content.xml") { return try ODFReader.read(archive, fileName: name, limits: limits) }
        if archive.names.contains(where: { $0.hasSuffix("workbook.bin") }) {
            throw ImportRefusal(
                .unknownFormat,
                Localized(
                    es: "es un libro binario de Excel (.xlsb); guárdelo como .xlsx e impórtelo de nuevo",
                    en: "a binary Excel workbook (.xlsb); save it as .xlsx and import it again"))
        }
        if archive.names.contains(where: { $0.hasPrefix("ppt/") }) { throw unknown }
        let isWorkbook = archive.names.contains { $0.hasPrefix("xl/") }
        return isWorkbook
            ? try XLSXReader.read(archive, fileName: name, limits: limits)
            : try DOCXReader.read(archive, fileName: name, limits: limits)
    }

    /// Returns the bytes of a file; throws the reason why it cannot be read.
    package static func bytes(path: String, limits: ReadingLimits = ReadingLimits()) throws(ImportRefusal) -> [UInt8] {
        let unreadable = ImportRefusal(
            .unreadable, Localized(es: "no se puede leer el archivo", en: "the file cannot be read"))
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw unreadable }
        guard status.st_size <= limits.fileBytes else {
            throw ImportRefusal(
                .tooLarge,
                Localized(
                    es: "el archivo ocupa más de \(limits.fileBytes >> 20) MB",
                    en: "the file is larger than \(limits.fileBytes >> 20) MB"))
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                let rest = buffer[filled...]
                return Glibc.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            }
            if count < 0 { throw unreadable }
            if count == 0 { break }
            filled += count
        }
        bytes.removeSubrange(filled...)
        return bytes
    }
}
