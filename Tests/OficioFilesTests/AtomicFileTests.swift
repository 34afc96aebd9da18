import OficioFiles
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A file that is replaced has its old or its new content, never a part of it.
@Suite struct AtomicFileTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: [false, true]) func `a file is replaced, and nothing is left beside it`(isDurable: Bool) throws {
        let folder = try TemporaryFolder()
        for text in ["uno\n", "dos, más largo\n", ""] {
            try AtomicFile.replace(folder.path + "/a/b/x", with: bytes(text), isDurable: isDurable)
            #expect(try folder.text("a/b/x") == text)
        }
        #expect(try folder.files().count == 1)
    }

    @Test func `files left by an interrupted call are replaced`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("x", "uno"), ("x.oficio-nuevo", "a medias, y más largo")])
        try AtomicFile.replace(folder.path + "/x", with: bytes("dos"))
        #expect(try folder.text("x") == "dos" && folder.files().count == 1)
    }

    @Test func `a file is replaced in a link's place, and what the link leads to stays`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("ajeno", "ajeno")])
        symlink("ajeno", folder.path + "/x")
        try AtomicFile.replace(folder.path + "/x", with: bytes("dos"))
        #expect(try folder.text("x") == "dos" && folder.text("ajeno") == "ajeno")
    }

    @Test func `a file gets the requested permissions`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.replace(folder.path + "/x", with: [], mode: 0o600)
        var info = stat()
        #expect(stat(folder.path + "/x", &info) == 0 && info.st_mode & 0o777 == 0o600)
    }

    @Test func `a failure changes nothing and names the path`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("x/dentro", "uno"), ("archivo", "dos")])
        let all = try folder.files()
        #expect(throws: DiskError(path: folder.path + "/x", number: EISDIR)) {
            try AtomicFile.replace(folder.path + "/x", with: bytes("y"))
        }
        #expect(throws: DiskError(path: folder.path + "/archivo/y.oficio-nuevo", number: ENOTDIR)) {
            try AtomicFile.replace(folder.path + "/archivo/y", with: bytes("y"))
        }
        #expect(try folder.files() == all)
    }

    @Test func `a new file never takes another's place`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.create(folder.path + "/a/x", with: bytes("uno"))
        let error = #expect(throws: DiskError.self) { try AtomicFile.create(folder.path + "/a/x", with: bytes("dos")) }
        #expect(error?.alreadyExists == true)
        #expect(try folder.text("a/x") == "uno")
        symlink("nada", folder.path + "/enlace")
        #expect(throws: DiskError.self) { try AtomicFile.create(folder.path + "/enlace", with: bytes("dos")) }
        #expect(!folder.exists("nada"))
    }

    @Test func `lines are written after a length, and later bytes are removed`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/registro"
        try AtomicFile.append(bytes("uno\n"), to: path, after: 0)
        try AtomicFile.append(bytes("dos\n"), to: path, after: 4)
        #expect(try folder.text("registro") == "uno\ndos\n")
        try AtomicFile.append(bytes("tres\n"), to: path, after: 4)
        #expect(try folder.text("registro") == "uno\ntres\n")
    }

    @Test func `a folder is made with those above it, and a file in the way is named`() throws {
        let folder = try TemporaryFolder()
        try FileSystem.makeFolder(folder.path + "/a/b/c")
        try FileSystem.makeFolder(folder.path + "/a/b/c")
        try folder.write([("a/archivo", "x")])
        for path in ["/a/archivo", "/a/archivo/b/c"] {
            #expect(throws: DiskError(path: folder.path + "/a/archivo", number: ENOTDIR)) {
                try FileSystem.makeFolder(folder.path + path)
            }
        }
        #expect(throws: DiskError.self) { try FileSystem.makeFolder(folder.path + "/x/y", withParents: false) }
        #expect(!folder.exists("x"))
    }

    @Test(arguments: [("x", "."), ("/x", "/"), ("a/x", "a"), ("/a/b/x", "/a/b"), ("á/ñ", "á")])
    func `the folder of a path`(path: String, folder: String) { #expect(FileSystem.folder(of: path) == folder) }

    @Test func `a folder is removed with what is in it, and no link is followed`() throws {
        let folder = try TemporaryFolder()
        try folder.write([("a/b/x", "1"), ("fuera/y", "2")])
        symlink("../fuera", folder.path + "/a/enlace")
        FileSystem.removeAll(folder.path + "/a")
        #expect(!folder.exists("a") && folder.exists("fuera/y"))
    }

    @Test func `a lock keeps others out until it is released`() throws {
        let folder = try TemporaryFolder()
        let (one, two) = (try FolderLock(folder.path), try FolderLock(folder.path))
        try one.acquire(.shared, waits: false)
        try two.acquire(.shared, waits: false)
        two.release()
        try one.acquire(.exclusive, waits: false)
        let error = #expect(throws: DiskError.self) { try two.acquire(.shared, waits: false) }
        #expect(error?.isBusy == true)
        one.release()
        try two.acquire(.exclusive, waits: false)
        #expect(throws: DiskError.self) { try FolderLock(folder.path + "/nada") }
    }
}
