import Foundation
import TestSupport
import Testing

/// No other module calls the functions of the system that change the disk.
@Suite struct OnlyWriterTests {
    /// Calls and flags that change files or names.
    private static let calls = [
        "open", "openat", "creat", "fopen", "write", "pwrite", "rename", "renameat", "renameat2", "link", "linkat",
        "symlink",
        "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "mkdtemp", "mkstemp", "truncate", "ftruncate", "chmod",
        "fchmod",
        "utimensat", "futimens", "fsync", "fdatasync", "flock", "lockf", "sendfile", "copy_file_range", "system",
        "popen",
    ]
    /// The exceptions: lines that may use a call, with the reason.
    private static let allowed: [(file: String, call: String, reason: String)] = [
        ("Diagnostics/FatalExit.swift", "write", "the last words of a process, to standard error"),
        ("oficio/Memory.swift", "write", "the last words of a process, to standard error"),
        ("OficioCommandLine/Commands/Serve.swift", "write", "the server's log, to standard error"),
        ("OficioLanguageServer/Protocol/MessageStream.swift", "write", "the messages of a server, to standard output"),
        ("OficioSource/FileSystem/Files.swift", "open", "for reading"),
        ("OficioImport/DocumentReader.swift", "open", "for reading"),
    ]

    @Test func `only OficioFiles calls the system to change files`() throws {
        let pattern = try Regex("(?:^|[^A-Za-z0-9_.])(?:Glibc\\.)?(\(Self.calls.joined(separator: "|")))\\(")
        let sources = Folders.package + "/Sources"
        let names = try #require(FileManager.default.enumerator(atPath: sources)).compactMap { $0 as? String }
        var found: Set<String> = []
        for name in names where name.hasSuffix(".swift") && !name.hasPrefix("OficioFiles/") {
            let text = try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
            // Without the C library, these names are functions of the program itself.
            guard text.contains("import Glibc") || text.contains("import Foundation") else { continue }
            for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                for match in line.matches(of: pattern) {
                    let call = match.output[1].substring.map(String.init) ?? ""
                    if line.contains("func \(call)(") || line.contains("case .\(call)(") { continue }
                    found.insert("\(name) \(call)")
                }
            }
        }
        let allowed = Set(Self.allowed.map { "\($0.file) \($0.call)" })
        #expect(found.subtracting(allowed).isEmpty, "\(found.subtracting(allowed).sorted())")
        #expect(allowed.subtracting(found).isEmpty, "no longer there: \(allowed.subtracting(found).sorted())")
    }

    /// Only two transactions write below `content/`: that of sources and that of releases.
    @Test func `no other place writes a source`() throws {
        let sources = Folders.package + "/Sources"
        let names = try #require(FileManager.default.enumerator(atPath: sources)).compactMap { $0 as? String }
        let users = try names.filter { name in
            guard name.hasSuffix(".swift"), !name.hasPrefix("OficioFiles/") else { return false }
            return try String(contentsOfFile: sources + "/" + name, encoding: .utf8).contains("FileTree(")
        }
        #expect(
            users.sorted() == [
                "OficioBuild/Release/ReleaseLock.swift", "OficioBuild/Release/ReleaseTransaction.swift",
                "OficioBuild/Transactions/SourceTransaction.swift",
            ])
    }
}
