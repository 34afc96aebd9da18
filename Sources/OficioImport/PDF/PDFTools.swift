import Diagnostics
import OficioFiles
import OficioSource
import Glibc

/// Runs the tools of poppler and qpdf on one PDF file, each for a bounded time and with bounded
/// memory.
///
/// The tools run as separate processes, so that a damaged file can at worst end the tool and not the import.
struct PDFTools {
    private let scratch: ScratchFolder
    private let search: String
    private let seconds: Int
    private let limits: ReadingLimits

    init(_ bytes: [UInt8], limits: ReadingLimits) throws(ImportRefusal) {
        guard let scratch = ScratchFolder(), LibreOffice.writePrivateFile(bytes, scratch.path + "/in.pdf") else {
            throw ImportRefusal(
                .unreadable,
                Localized(es: "no se pudo escribir una copia temporal", en: "a temporary copy could not be written"))
        }
        self.scratch = scratch
        self.limits = limits
        search = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        seconds = limits.seconds
        if ChildProcess.find(["pdftotext"], in: search) == nil {
            throw ImportRefusal(
                .program,
                Localized(
                    es: "para leer archivos PDF hace falta poppler: instale el paquete poppler-utils",
                    en: "reading PDF files needs poppler: install the package poppler-utils"))
        }
    }

    /// Returns the output of a tool; nil if the tool is not installed, fails or takes too long. The `arguments`
    /// precede the name of the file; with `toStandardOutput`, `-` follows it.
    func output(_ tool: String, _ arguments: [String], toStandardOutput: Bool) -> [UInt8]? {
        guard let path = ChildProcess.find([tool], in: search) else { return nil }
        let out = scratch.path + "/out"
        let limited = ["/bin/sh", "-c", "ulimit -v 4000000; ulimit -f 1000000; ulimit -c 0; exec \"$@\"", "sh", path]
        let end = ChildProcess.run(
            limited + arguments + [scratch.path + "/in.pdf"] + (toStandardOutput ? ["-"] : []), output: out,
            errors: scratch.path + "/errors", seconds: seconds)
        // qpdf exits with 3 if it has only warnings.
        guard case .exited(let status) = end, status == 0 || tool == "qpdf" && status >> 8 == 3 else { return nil }
        guard let bytes = try? Files.read(out), bytes.count <= limits.partBytes else { return nil }
        return bytes
    }

    /// Returns the properties that `pdfinfo` prints, each with its label: *Pages*, *Tagged*, *Form*, *Title*.
    func info() throws(ImportRefusal) -> [(name: String, value: String)] {
        guard let bytes = output("pdfinfo", [], toStandardOutput: false) else {
            let log = ((try? Files.read(scratch.path + "/errors")) ?? []).map { $0 }
            if String(decoding: log, as: UTF8.self).contains("Incorrect password") { throw ImportRefusal.encrypted }
            throw ZIPArchive.damaged
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: "\n").compactMap { line -> (name: String, value: String)? in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), PlainText.clean(String(parts[1]))) : nil
        }
    }
}
