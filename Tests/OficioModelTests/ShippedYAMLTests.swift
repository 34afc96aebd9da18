import Diagnostics
import OficioSchema
import OficioSource
import Testing

/// The YAML files that are embedded in the program.
@Suite struct ShippedYAMLTests {
    @Test func `every shipped YAML file is read to its end`() throws {
        let paths = ["types/", "names/", "themes/", "starter/"].flatMap { BuiltInFiles.paths(under: $0) }.filter(
            \.isYAMLPath)
        #expect(paths.count > 12)
        for path in paths {
            let document = SourceDocument(try #require(BuiltInFiles.bytes(path)), file: FileID(0), path: path)
            #expect(document.diagnostics.isEmpty, "\(path): \(document.diagnostics.map(\.message.spanish))")
        }
    }

    @Test func `a theme's words are the same keys in both languages`() throws {
        func keys(_ language: String) throws -> Set<String> {
            let path = "themes/institucional/messages/\(language).yaml"
            return Set(
                SourceDocument(try #require(BuiltInFiles.bytes(path)), file: FileID(0), path: path).entries.map(
                    \.key.text))
        }
        #expect(try keys("es") == keys("en"))
    }
}
