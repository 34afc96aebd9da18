import OficioBasics
import OficioBuild
import OficioHistory
import TestSupport
import Testing

/// The next command finishes or undoes an interrupted change of several sources, and says which.
@Suite struct SourceRecoveryTests {
    private static let old = "---\ntítulo: Antes\n---\n"
    private static let new = "---\ntítulo: Después\n---\n"
    private static let journal = "content/.oficio-pendiente.json"

    /// A site with two changed files of a transaction whose journal is in place.
    ///
    /// `files` are the texts at `a.md` and `b.md`, and `staged` their new texts, `nil` where the text is gone.
    private func site(_ files: [String], staged: [String?]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        func hash(_ text: String) -> String { SHA256.hex(Array(text.utf8)) }
        let moves = ["a", "b"].map {
            "{\"path\":\"content/\($0).md\",\"before\":\"\(hash(Self.old))\",\"after\":\"\(hash(Self.new))\"}"
        }
        try folder.write([
            (Self.journal, "{\"format\":\"oficio-cambios-1\",\"moves\":[\(moves.joined(separator: ","))]}")
        ])
        for (name, (text, next)) in zip(["a", "b"], zip(files, staged)) {
            try folder.write([("content/\(name).md", text)])
            if let next { try folder.write([("content/.\(name).md.oficio-nuevo", next)]) }
        }
        return folder
    }

    private func recovered(_ folder: TemporaryFolder) throws -> SourceRecovery.Outcome {
        let outcome = try #require(try SourceTransaction(root: folder.path).recover())
        #expect(!folder.exists(Self.journal))
        #expect(try !folder.files(except: "-").keys.contains { $0.hasSuffix(".oficio-nuevo") })
        #expect(try SourceTransaction(root: folder.path).recover() == nil)
        return outcome
    }

    private func texts(_ folder: TemporaryFolder) throws -> [String] {
        try ["a", "b"].map { try folder.text("content/\($0).md") }
    }

    @Test(arguments: [[old, old], [new, old]]) func `a change with all its texts is finished`(files: [String]) throws {
        let folder = try site(files, staged: files.map { $0 == Self.old ? Self.new : nil })
        let outcome = try recovered(folder)
        #expect(outcome.finished == ["content/a.md", "content/b.md"] && !outcome.isUndone)
        #expect(outcome.message.spanish.contains("se terminó: content/a.md, content/b.md"))
        #expect(try texts(folder) == [Self.new, Self.new])
    }

    @Test(arguments: [nil, "estropeado"])
    func `a change without one of its texts is undone, and no word is lost`(text: String?) throws {
        let folder = try site([Self.old, Self.old], staged: [Self.new, text])
        let outcome = try recovered(folder)
        #expect(outcome.isUndone && outcome.lost == ["content/b.md"] && outcome.beside == ["content/a.md"])
        #expect(outcome.message.english.contains("undone"))
        #expect(try texts(folder) == [Self.old, Self.old])
        #expect(try folder.text("content/a.md.oficio-pendiente") == Self.new)
    }

    @Test func `an interrupted change is finished as far as its texts exist, and the rest is reported`() throws {
        let folder = try site([Self.new, Self.old], staged: [nil, nil])
        let outcome = try recovered(folder)
        #expect(outcome.finished == ["content/a.md"] && outcome.lost == ["content/b.md"])
        #expect(outcome.message.spanish.contains("el texto nuevo ya no está: content/b.md"))
        #expect(try texts(folder) == [Self.new, Self.old])
    }

    @Test func `a save in between stays`() throws {
        let folder = try site([Self.old, "---\ntítulo: De otro\n---\n"], staged: [Self.new, Self.new])
        let outcome = try recovered(folder)
        #expect(outcome.finished == ["content/a.md"] && outcome.beside == ["content/b.md"])
        #expect(try texts(folder) == [Self.new, "---\ntítulo: De otro\n---\n"])
        #expect(try folder.text("content/b.md.oficio-pendiente") == Self.new)
    }
}
