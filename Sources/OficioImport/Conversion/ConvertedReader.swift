import Diagnostics

/// Reads DOC, RTF and XLS files: LibreOffice converts them to OpenDocument files, which are then
/// read.
enum ConvertedReader {
    static func read(
        _ bytes: [UInt8], as format: LocatedDocument.Format, fileName: String, limits: ReadingLimits
    ) throws(ImportRefusal) -> LocatedDocument {
        let target = format == .xls ? "ods" : "odt"
        let converted = try LibreOffice.convert(bytes, from: format.rawValue, to: target, limits: limits)
        var document = try ODFReader.read(try ZIPArchive(converted, limits: limits), fileName: fileName, limits: limits)
        document.format = format
        if format != .rtf, CompoundFile.hasMacros(bytes) {
            document.remarks.insert(.macros, at: 0)
        }
        return document
    }
}
