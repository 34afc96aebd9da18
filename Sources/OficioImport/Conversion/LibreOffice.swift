import Diagnostics
import OficioFiles
import OficioSource
import Glibc

/// Converts files of old formats through LibreOffice, isolated from network and files.
enum LibreOffice {
    /// Returns the bytes of a file in another format. `ending` is the format of the file (*doc*, *rtf*, *xls*),
    /// `target` the format to convert to (*odt*, *ods*). Throws a refusal if LibreOffice is missing, cannot be
    /// isolated, or cannot read the file.
    static func convert(_ bytes: [UInt8], from ending: String, to target: String, limits: ReadingLimits)
        throws(ImportRefusal) -> [UInt8]
    {
        let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        guard ChildProcess.find(["soffice"], in: search) != nil else { throw missingProgramRefusal(ending) }
        guard let scratch = ScratchFolder(), let isolation = IsolatedProgram(scratch, search: search) else {
            throw notIsolated
        }
        guard writePrivateFile(bytes, isolation.work + "/in." + ending), writeProfile(isolation.work) else {
            throw ImportRefusal(
                .unreadable,
                Localized(es: "no se pudo escribir una copia temporal", en: "a temporary copy could not be written"))
        }
        let end = isolation.run(
            [
                "soffice", "-env:UserInstallation=file:///task/profile", "--headless", "--norestore", "--nolockcheck",
                "--convert-to", target,
                "--outdir", "/task/out", "/task/in." + ending,
            ], seconds: limits.seconds)
        if end == .notIsolated { throw notIsolated }
        if let converted = try? Files.read(isolation.work + "/out/in." + target), !converted.isEmpty {
            return converted
        }
        if end == .tooLong {
            throw ImportRefusal(
                .program,
                Localized(
                    es: "LibreOffice no terminó de leer el archivo en \(limits.seconds) segundos",
                    en: "LibreOffice did not finish reading the file in \(limits.seconds) seconds"))
        }
        let log = (try? Files.read(isolation.work + "/log")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if log.contains("no export filter") || log.contains("could not be loaded"), target == "ods", !hasCalc {
            throw missingProgramRefusal(ending)
        }
        // A message of unshare shows that the system allows no namespaces.
        if log.contains("unshare") { throw notIsolated }
        throw ImportRefusal(
            .program,
            Localized(
                es: "LibreOffice no pudo abrir el archivo: puede estar dañado o protegido con contraseña",
                en: "LibreOffice could not open the file: it may be damaged or protected by a password"))
    }

    private static var hasCalc: Bool { access("/usr/lib/libreoffice/program/libsclo.so", F_OK) == 0 }

    private static func missingProgramRefusal(_ ending: String) -> ImportRefusal {
        let package = ending == "xls" ? "libreoffice-calc" : "libreoffice-writer"
        return ImportRefusal(
            .program,
            Localized(
                es: """
                    para leer archivos .\(ending) instale LibreOffice (paquete \(package)) o guárdelos en un formato \
                    actual
                    """,
                en:
                    "to read .\(ending) files install LibreOffice (package \(package)) or save them in a current format"
            ))
    }

    private static let notIsolated = ImportRefusal(
        .program,
        Localized(
            es:
                "LibreOffice no se ejecuta: el sistema no permite aislarlo de la red (unshare y espacios de nombres)",
            en:
                "LibreOffice is not run: the system does not allow isolating it from the network (unshare, namespaces)"
        ))

    /// Writes a file that only its owner may read; returns false if that fails.
    static func writePrivateFile(_ bytes: [UInt8], _ path: String) -> Bool {
        (try? AtomicFile.create(path, with: bytes, mode: 0o600)) != nil
    }

    /// Writes a profile in which no macro runs and no link is updated; returns false if that fails.
    private static func writeProfile(_ work: String) -> Bool {
        func item(_ path: String, _ name: String, _ value: String) -> String {
            """
            <item oor:path="/org.openoffice.\(path)"><prop oor:name="\(name)" oor:op="fuse">\
            <value>\(value)</value></prop></item>
            """
        }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">\
            \(item("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"))\
            \(item("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"))\
            \(item("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"))\
            \(item("Office.Writer/Content/Update", "Link", "0"))\
            \(item("Office.Calc/Content/Update", "Link", "2"))\
            </oor:items>
            """
        let profile = work + "/profile"
        guard (try? FileSystem.makeFolder(profile + "/user", mode: 0o700)) != nil else { return false }
        return writePrivateFile(Array(text.utf8), profile + "/user/registrymodifications.xcu")
    }
}
