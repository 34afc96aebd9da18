import Foundation
import OficioSchema
import TestSupport
import Testing

@Suite struct BuiltInFilesTests {
    /// If this fails, run `Sources/BuiltIn/embed.sh`, which writes the list anew.
    @Test func `the program embeds every built-in file with its bytes`() throws {
        var wanted: [String: String] = [:]
        for (folder, prefix) in [("Sources/BuiltIn/files", ""), ("themes", "themes/")] {
            let names =
                FileManager.default.enumerator(atPath: Folders.package + "/" + folder)?.compactMap { $0 as? String }
                ?? []
            for name in names {
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(
                    atPath: "\(Folders.package)/\(folder)/\(name)", isDirectory: &isFolder)
                let isStarter = folder.hasSuffix("files") && name.hasPrefix("starter/")
                let file = name.split(separator: "/").last ?? ""
                if !isFolder.boolValue, isStarter || !file.hasPrefix(".") && !file.hasSuffix(".md") {
                    wanted[prefix + name] = "\(folder)/\(name)"
                }
            }
        }
        #expect(BuiltInFiles.paths(under: "").sorted() == wanted.keys.sorted())
        for (path, file) in wanted {
            // Compare to a flag: a failed comparison of the bytes themselves would print them all.
            let isSame =
                BuiltInFiles.bytes(path)
                == FileManager.default.contents(atPath: Folders.package + "/" + file).map(Array.init)
            #expect(isSame, "\(path)")
        }
    }
}
