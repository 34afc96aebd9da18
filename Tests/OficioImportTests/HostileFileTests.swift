import Diagnostics
import Foundation
@testable import OficioImport
import OficioOffice
import Testing
import TestSupport

/// Damaged and hostile files: the program reads each one or refuses it with a message.
@Suite struct HostileFileTests {
    /// The parts of a sample, and a function that makes a package of changed parts.
    private func parts(_ name: String) throws -> [(String, [UInt8])] {
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Samples.path(name))))
        let archive = try ZIPArchive(bytes, limits: ReadingLimits())
        return try archive.names.map { ($0, try archive.bytes($0) ?? []) }
    }

    private func pack(_ parts: [(String, [UInt8])]) -> [UInt8] { ZIPFile.bytes(parts.map { .init($0.0, $0.1) }) }

    /// Reads a file and visits all values of its model.
    @discardableResult private func read(_ bytes: [UInt8], _ name: String) -> Bool {
        guard let document = try? DocumentReader.read(bytes, fileName: name) else { return false }
        let words = document.words
        #expect(Set(words.map(\.id)).count == words.count)
        for word in words.prefix(50) { _ = word.address.description[.spanish] }
        for table in document.blocks.tables {
            for row in table.rows.indices.prefix(50) {
                for column in 0..<min(50, table.columnCount) { _ = table.cell(row: row, column: column) }
            }
        }
        return true
    }

    @Test func `a sheet that repeats one cell without end is refused`() throws {
        let sheet = """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">\
            <office:body><office:spreadsheet><table:table table:name="a"><table:table-row \
            table:number-rows-repeated="1000000">\
            <table:table-cell table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell>\
            </table:table-row>\
            </table:table></office:spreadsheet></office:body></office:document-content>
            """
        let bytes = pack([
            ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
            ("content.xml", Array(sheet.utf8)),
        ])
        #expect { try DocumentReader.read(bytes, fileName: "a.ods") } throws: {
            ($0 as? ImportRefusal)?.kind == .tooLarge
        }
    }

    @Test(arguments: ["> ", "[", "_", "{", "<", "{{", "!!! note\n", "    ", "a = [\n", "`", "- "])
    func `Markdown of one sign without end`(_ sign: String) {
        for start in ["", "---\n", "+++\n"] {
            read(Array((start + String(repeating: sign, count: 4_000) + "x\n").utf8), "a.md")
        }
    }

    @Test func `damaged parts of a package`() throws {
        var random = SeededRandom(31)
        var readable = 0
        for name in (Samples.names("docx").suffix(2) + Samples.names("odt").suffix(1) + Samples.names("xlsx")) {
            let whole = try parts(name)
            let main = try #require(
                whole.firstIndex { ["word/document.xml", "content.xml", "xl/worksheets/sheet1.xml"].contains($0.0) })
            for _ in 0..<25 {
                var broken = whole
                let part = Bool.random(using: &random) ? main : Int.random(in: 0..<whole.count, using: &random)
                broken[part].1 = Mutation.random(broken[part].1, using: &random)
                if read(pack(broken), name) { readable += 1 }
            }
        }
        if Samples.folder != nil { #expect(readable > 10) }
    }

    /// Puts extreme values into the attributes of a well-formed part.
    @Test func `wild numbers in every attribute`() throws {
        var random = SeededRandom(7)
        let values = [
            "-1", "0", "99999999999999999999", "2147483647", "-9223372036854775808", "1e308", "nan", "", "x",
            "A1:XFD1048576", "&#x10FFFF;",
        ]
        for name in Samples.names("docx").suffix(1) + Samples.names("odt").suffix(1) + Samples.names("xlsx") {
            let whole = try parts(name)
            for _ in 0..<12 {
                var wild = whole
                for index in wild.indices where wild[index].0.hasSuffix(".xml") && !wild[index].0.hasPrefix("[") {
                    let text = String(decoding: wild[index].1, as: UTF8.self)
                    var out = ""
                    for (at, piece) in text.split(separator: "=\"", omittingEmptySubsequences: false).enumerated() {
                        guard at > 0 else {
                            out += piece
                            continue
                        }
                        let end = piece.firstIndex(of: "\"") ?? piece.endIndex
                        let isNumber = !piece[..<end].isEmpty && piece[..<end].allSatisfy(\.isNumber)
                        out +=
                            "=\""
                            + (isNumber && Int.random(in: 0..<6, using: &random) == 0
                                ? values.randomElement(using: &random)! : String(piece[..<end])) + piece[end...]
                    }
                    wild[index].1 = Array(out.utf8)
                }
                read(pack(wild), name)
            }
        }
    }

    @Test func `cut files of every format`() throws {
        for name in Samples.names("docx").prefix(1) + Samples.names("odt").prefix(1) + Samples.names("xlsx")
            + Samples.names("html") + Samples.names("csv")
        {
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: Samples.path(name))))
            for share in 1..<12 { read(Array(bytes.prefix(bytes.count * share / 12)), name) }
        }
    }

    @Test func `a ZIP bomb is refused before it takes memory`() throws {
        // 300 MB of blanks in less than 2 MB.
        let blanks = [UInt8](repeating: 0x20, count: 300 << 20)
        let bomb = pack([
            ("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", blanks),
            ("_rels/.rels", Array("<r/>".utf8)),
        ])
        #expect(bomb.count < 2 << 20)
        let types = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
            <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
            wordprocessingml.document.main+xml"/></Types>
            """
        let typed = pack([("[Content_Types].xml", Array(types.utf8)), ("word/document.xml", blanks)])
        do {
            _ = try DocumentReader.read(typed, fileName: "a.docx")
            Issue.record("read")
        } catch {
            #expect(error.kind == .tooLarge)
        }
    }

    @Test func `formats beside those that are read are refused with advice`() {
        for part in ["xl/workbook.bin", "ppt/presentation.xml"] {
            do {
                _ = try DocumentReader.read(pack([(part, [1])]), fileName: "a.x")
                Issue.record("read")
            } catch {
                #expect(error.kind == .unknownFormat)
            }
        }
    }

    @Test func `entities and nesting without end`() throws {
        let entities =
            "<!DOCTYPE r [<!ENTITY a \"" + String(repeating: "a", count: 1000) + "\">"
            + (1..<12).map {
                "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 == 1 ? "" : String($0 - 1));", count: 10))\">"
            }.joined() + "]>"
        let bomb = Array(
            """
            \(entities)<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">\
            &a11;</office:document-content>
            """
            .utf8)
        #expect(!read(pack([("content.xml", bomb)]), "a.odt"))
        let file = Array("<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><r>&a;</r>".utf8)
        #expect(!read(pack([("content.xml", file)]), "a.odt"))
        let deep = String(repeating: "<div>", count: 5000) + "hola" + String(repeating: "</div>", count: 5000)
        read(Array(deep.utf8), "a.html")
        let tables = String(repeating: "<table><tr><td>", count: 5000) + "hola"
        read(Array(tables.utf8), "a.html")
        let spans = String(repeating: "<span>", count: 5000) + "hola"
        read(Array(spans.utf8), "a.html")
        read(
            Array("<table><tr><td rowspan=65000 colspan=1000>a<td rowspan=65000 colspan=1000>b</table>".utf8), "a.html")
    }

    @Test func `random bytes behind the first bytes of each format`() {
        var random = SeededRandom(3)
        for start in ["PK\u{3}\u{4}", "<html>", "", "%PDF-1.4\n"] {
            for name in ["a.docx", "a.html", "a.csv"] {
                for _ in 0..<(start.hasPrefix("%") ? 1 : 20) {
                    let bytes = (0..<Int.random(in: 0..<600, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    }
                    read(Array(start.utf8) + bytes, name)
                }
            }
        }
    }
}
