import OficioFiles
import Foundation
@testable import OficioImport
import OficioSource
import Testing

@Suite(.serialized) struct ConversionTests {
    @Test(arguments: Samples.names("doc") + Samples.names("rtf")) func `counts are those of a perfect importer`(
        _ name: String
    ) throws {
        let document = try Samples.read(name)
        let expected = try #require(try Samples.expected(name)["counts"] as? [String: Int])
        let found = Samples.counts(document)
        for (what, count) in expected { #expect(try #require(found[what]) == count, "\(what)") }
        let word = try Samples.read(name.replacing(".doc", with: ".docx").replacing(".rtf", with: ".docx"))
        func words(_ document: LocatedDocument) -> [String] {
            document.words.filter { $0.id.part == .body }.map(\.text)
        }
        #expect(words(document) == words(word))
        #expect(name.hasSuffix(document.format.rawValue))
    }

    @Test func `an Excel file of the old format gives the cells of the new one`() throws {
        for name in Samples.names("xlsx") {
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Samples.path(name))))
            let old = try LibreOffice.convert(bytes, from: "xlsx", to: "xls", limits: ReadingLimits())
            let document = try DocumentReader.read(old, fileName: "a.xls")
            #expect(document.format == .xls)
            let new = try Samples.read(name)
            #expect(document.sections.map(\.sheetName) == new.sections.map(\.sheetName))
            #expect(document.sections.map(\.isHidden) == new.sections.map(\.isHidden))
            let (a, b) = (document.blocks.tables[0], new.blocks.tables[0])
            for row in 6..<21 { #expect(a.cell(row: row, column: 2)?.text == b.cell(row: row, column: 2)?.text) }
            #expect(document.comments.map(\.reference) == new.comments.map(\.reference))
        }
    }

    @Test func `a file that names a local file or an address gets nothing of it`() throws {
        let secret = FileManager.default.temporaryDirectory.path + "/oficio-secreto-\(UUID().uuidString).txt"
        try "CONTRASEÑASECRETA".write(toFile: secret, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: secret) }
        let rtf = """
            {\\rtf1 Antes {\\field{\\*\\fldinst INCLUDETEXT "\(secret)"}{\\fldrslt visto}} \
            {\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:9/x.png"}{\\fldrslt }} fin}
            """
        let document = try DocumentReader.read(Array(rtf.utf8), fileName: "a.rtf")
        let text = document.words.map(\.text)
        #expect(text.contains("Antes") && text.contains("fin"))
        #expect(!text.joined().contains("SECRETA"))
        let scratch = try #require(ScratchFolder())
        let isolation = try #require(IsolatedProgram(scratch, search: "/usr/bin:/bin"))
        // The converter sees its one folder, but neither the home folder nor the network.
        #expect(isolation.run(["cat", secret], seconds: 10) == .finished)
        #expect(
            isolation.run(["sh", "-c", "ls /home /root /etc/passwd /sys /task; cat /proc/net/dev"], seconds: 10)
                == .finished)
        let log = String(decoding: try Files.read(isolation.work + "/log"), as: UTF8.self)
        #expect(!log.contains("passwd\n") && !log.contains("eth0") && log.contains("lo:"))
        #expect(isolation.run(["sleep", "30"], seconds: 1) == .tooLong)
    }

    @Test func `an unreadable file is refused with a message`() throws {
        func refusal(_ bytes: [UInt8], _ name: String) -> ImportRefusal? {
            do { _ = try DocumentReader.read(bytes, fileName: name) } catch { return error }
            return nil
        }
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
        func entry(_ name: String) -> [UInt8] {
            let units = name.utf8.flatMap { [$0, 0] as [UInt8] }
            return units + [UInt8](repeating: 0, count: 128 - units.count)
        }
        #expect(refusal(ole + entry("EncryptedPackage"), "a.docx")?.kind == .encrypted)
        #expect(refusal(ole + entry("PowerPoint Document"), "a.doc")?.kind == .unknownFormat)
        let locked: [UInt8] = [0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0x01] + [UInt8](repeating: 0, count: 500)
        #expect(refusal(ole + locked + entry("WordDocument"), "a.doc")?.kind == .encrypted)
        #expect(refusal(ole + entry("WordDocument"), "a.doc")?.kind == .program)
        #expect(refusal([0, 1, 2, 3], "a.bin")?.kind == .unknownFormat)
    }
}
