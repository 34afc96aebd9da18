import OficioFiles
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Changes of a folder tree follow no links, and a transaction in it is all or nothing.
@Suite struct FileTreeTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `files are written, read, moved and removed with their folders`() throws {
        let folder = try TemporaryFolder()
        let tree = try FileTree(folder.path, "content")
        try tree.write(bytes("uno"), to: "content/a/b/x")
        #expect(try tree.read("content/a/b/x") == bytes("uno") && tree.read("content/a/nada") == nil)
        #expect(try tree.read("content/z/nada") == nil)
        try tree.move("content/a/b/x", to: "content/c/y")
        #expect(try folder.files().keys.sorted() == ["content/c/y"])
        try tree.remove("content/c/y")
        try tree.remove("content/c/y")
        tree.removeEmptyFolder("content/c")
        #expect(try !folder.exists("content/c") && folder.files().isEmpty)
    }

    @Test func `a new file never takes another's place`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("content/x", "ajeno"), ("content/.x", "nuevo")])
        let tree = try FileTree(folder.path, "content")
        let error = #expect(throws: DiskError.self) { try tree.moveToNew("content/.x", to: "content/x") }
        #expect(error?.alreadyExists == true)
        try tree.moveToNew("content/.x", to: "content/y")
        #expect(try folder.files().keys.sorted() == ["content/x", "content/y"])
        #expect(try folder.text("content/x") == "ajeno")
    }

    @Test(arguments: [
        "content", "content/", "otro/x", "/content/x", "content/../x", "content/./x", "content//x", "content/x/../../y",
    ])
    func `no path leaves the tree`(path: String) throws {
        let folder = try TemporaryFolder()
        let tree = try FileTree(folder.path, "content")
        #expect(FileTree.parts(path, below: "content") == nil)
        #expect(throws: DiskError.self) { try tree.write([], to: path) }
        #expect(try folder.files().isEmpty)
    }

    @Test func `no link is followed, but the tree itself may be one`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("fuera/x", "ajeno"), ("real/a/x", "propio")])
        symlink("real", folder.path + "/content")
        symlink("../fuera", folder.path + "/real/enlace")
        symlink("../fuera/x", folder.path + "/real/y")
        let tree = try FileTree(folder.path, "content")
        #expect(try tree.read("content/a/x") == bytes("propio"))
        for call in [
            { try tree.write([], to: "content/enlace/x") }, { _ = try tree.read("content/enlace/x") },
            { _ = try tree.read("content/y") }, { try tree.remove("content/enlace/x") },
            { try tree.move("content/a/x", to: "content/enlace/x") },
        ] as [() throws -> Void] {
            let error = #expect(throws: DiskError.self) { try call() }
            #expect(error?.isLink == true)
        }
        #expect(!tree.isReachedWithoutLinks("content/enlace/x") && !tree.isReachedWithoutLinks("content/y"))
        #expect(tree.isReachedWithoutLinks("content/a/x") && tree.isReachedWithoutLinks("content/nueva/x"))
        #expect(!tree.isReachedWithoutLinks("content/a"))
        #expect(try folder.text("fuera/x") == "ajeno")
    }

    @Test func `a replaced file keeps its rights`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("content/x", "uno")])
        chmod(folder.path + "/content/x", 0o640)
        let tree = try FileTree(folder.path, "content")
        try tree.write(bytes("dos"), to: "content/.x", like: "content/x")
        try tree.move("content/.x", to: "content/x")
        var info = stat()
        #expect(stat(folder.path + "/content/x", &info) == 0 && info.st_mode & 0o777 == 0o640)
    }

    // MARK: Transactions

    private static let moves = [
        FileTransaction.Move(staged: "content/.a", target: "content/a"),
        FileTransaction.Move(staged: "content/n/.b", target: "content/n/b", kind: .create),
        FileTransaction.Move(staged: "", target: "content/c", kind: .remove),
    ]

    /// Runs a transaction and returns the names of its steps.
    private func run(_ folder: TemporaryFolder) throws -> [String] {
        try folder.write([("content/a", "viejo"), ("content/c", "sobra")])
        var steps: [String] = []
        let transaction = FileTransaction(try FileTree(folder.path, "content"), journal: "content/diario") {
            steps.append($0)
        }
        for move in Self.moves where move.kind != .remove { try transaction.stage(bytes("nuevo"), for: move) }
        #expect(try folder.text("content/a") == "viejo" && folder.exists("content/c"))
        try transaction.writeJournal(bytes("{}"), staged: "content/.diario", of: Self.moves)
        #expect(try folder.text("content/diario") == "{}" && folder.text("content/a") == "viejo")
        try transaction.finish(Self.moves)
        return steps
    }

    @Test func `all files of a transaction are in place and its journal is gone`() throws {
        let folder = try TemporaryFolder()
        let steps = try run(folder)
        #expect(try folder.files().keys.sorted() == ["content/a", "content/n/b"])
        #expect(try folder.text("content/a") == "nuevo")
        #expect(
            steps == [
                "write content/a", "write content/n/b", "write the journal", "rename the journal", "put content/a",
                "put content/n/b", "put content/c", "forget the journal",
            ])
    }

    @Test func `an abandoned transaction leaves the old files`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("content/a", "viejo"), ("content/c", "sobra")])
        let transaction = FileTransaction(try FileTree(folder.path, "content"), journal: "content/diario") { _ in }
        for move in Self.moves where move.kind != .remove { try transaction.stage(bytes("nuevo"), for: move) }
        try transaction.writeJournal(bytes("{}"), staged: "content/.diario", of: Self.moves)
        try transaction.abandon(Self.moves)
        #expect(try folder.files().keys.sorted() == ["content/a", "content/c"])
        #expect(try folder.text("content/a") == "viejo")
    }
}
