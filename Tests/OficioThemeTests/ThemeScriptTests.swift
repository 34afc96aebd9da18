import Foundation
import Testing

@testable import OficioTheme

@Suite struct ThemeScriptTests {
    private func script(_ root: String) -> String {
        String(decoding: ThemeFiles(name: "propio", root: root).script("search.js"), as: UTF8.self)
    }

    @Test func `a script is joined with its parts, and a theme replaces one of them`() throws {
        let root = NSTemporaryDirectory() + "theme-\(UInt64.random(in: 0...UInt64.max))"
        let folder = root + "/themes/propio/scripts/search"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        let builtIn = script(root)
        #expect(
            builtIn.contains("function box(") && builtIn.contains("function page(") && !builtIn.contains("//# parts"))
        #expect(builtIn.hasPrefix("// Runs") && builtIn.hasSuffix("}());\n"))
        try "function box() {}\n".write(toFile: folder + "/box.js", atomically: true, encoding: .utf8)
        let own = script(root)
        #expect(
            own.contains("function box() {}") && !own.contains("function box(form") && own.contains("function page("))
        // A script of the theme's own without the line stays as it is.
        try "own();\n".write(toFile: root + "/themes/propio/scripts/search.js", atomically: true, encoding: .utf8)
        #expect(script(root) == "own();\n")
    }
}
