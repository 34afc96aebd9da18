import Foundation
import OficioBuild
import TestSupport
import Testing

@Suite struct CacheFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String, daysAgo days: Double = 0) throws {
        try Data().write(to: URL(fileURLWithPath: folder.path + "/" + name))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -days * 86_400)], ofItemAtPath: folder.path + "/" + name)
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path + "/" + name) }

    private func tidy() { CacheFolder.tidy(folder.path, used: [folder.path + "/used.registros"]) }

    @Test func `caches unused for sixty days are removed, others stay`() throws {
        try write("used.registros", daysAgo: 90)
        try write("old.registros", daysAgo: 61)
        try write("recent.registros", daysAgo: 59)
        try write("foreign.txt", daysAgo: 90)
        tidy()
        #expect(!exists("old.registros"))
        #expect(exists("used.registros") && exists("recent.registros") && exists("foreign.txt"))
    }

    @Test func `the folder is looked through once a day`() throws {
        try write("used.registros")
        tidy()
        try write("old.registros", daysAgo: 61)
        tidy()
        #expect(exists("old.registros"))
        try write("limpieza", daysAgo: 1.1)
        tidy()
        #expect(!exists("old.registros"))
    }
}
