import Diagnostics
import Foundation
import OficioBuild
import OficioSchema
import TestSupport
import Testing

/// A site that is built once into a folder of its own and shared by all tests that read it.
final class BuiltSite: Sendable {
    let source: String
    let output: TemporaryFolder
    let findings: Findings
    let pages: [String: HTMLDocumentBox]

    /// The demonstration site of the package.
    static let demonstration = Result { try BuiltSite(Folders.package) }
    /// The real documents beside the package; `nil` if they are absent.
    static let seeds: Result<BuiltSite, any Error>? = OutsideMaterial.seedsSite.map { folder in
        Result { try BuiltSite(folder) }
    }

    static var all: [BuiltSite] {
        get throws { [try demonstration.get()] + (try seeds.map { [try $0.get()] } ?? []) }
    }

    static let day = CalendarDate.testDay

    init(_ source: String) throws {
        self.source = source
        output = try TemporaryFolder()
        let (findings, outcome) = try Pipeline.build(
            source, output: output.path + "/sitio", today: Self.day, stopsAtWarnings: false)
        self.findings = findings
        try #require(
            outcome != nil,
            "\(source) does not build: \(findings.diagnostics.filter { $0.severity == .error }.map(\.message.spanish))")
        var pages: [String: HTMLDocumentBox] = [:]
        for (path, data) in try output.files() where path.hasSuffix(".html") {
            pages[String(path.dropFirst("sitio/".count))] = HTMLDocumentBox(HTMLDocument(data))
        }
        self.pages = pages
    }
}

/// The parts of a page that tests read, as a `Sendable` value.
struct HTMLDocumentBox: Sendable {
    let links: [String]
    let ids: [String]
    let headings: [String]
    let text: String

    init(_ document: HTMLDocument) {
        links = document.links
        ids = document.ids
        headings = document.headings
        text = document.text
    }
}
