import OficioBasics
import OficioSource
internal import Glibc

/// The list of files that the program wrote into an output folder: one line for each file with its path, its
/// fingerprint and its metadata.
///
/// The manifest in the output folder shows which files belong to the program, even in a copy of the folder, and has
/// fingerprints only for expensive files. The complete manifest is in the user's cache, because it contains unpublished
/// facts.
struct Manifest: Sendable {
    /// The recorded state of a file at the time when it was written.
    struct FileState: Equatable, Sendable {
        let fingerprint: String
        /// The fingerprint of the file's metadata. For an expensive file, the fingerprint covers only size and time,
        /// which survive a copy of the folder.
        let metadata: String
    }

    private static let head = "oficio archivos 4"

    private(set) var paths: [String] = []
    /// The states of the files in the order of `paths`; `nil` for files without a fingerprint.
    private var states: [FileState?] = []
    private var indices: [String: Int] = [:]

    init() {}

    /// Reads the entries of a manifest whose paths begin with `prefix`.
    init(_ bytes: [UInt8], below prefix: String = "") {
        // Searching for the prefix is cheaper than parsing, and usually no path has it.
        if !prefix.isEmpty, !bytes.contains(Array(("\n" + prefix).utf8)) { return }
        bytes.withUnsafeBufferPointer { bytes in
            var rest = bytes[...]
            guard let head = rest.cut(at: 0x0A), head.starts(with: "oficio archivos ".utf8) else { return }
            // Files that another version of the program listed also belong to the program, but their states are not
            // read.
            let isOurs = head.elementsEqual(Self.head.utf8)
            // A line usually has about 128 bytes.
            indices.reserveCapacity(rest.count / 128)
            while var line = rest.cut(at: 0x0A) {
                guard let path = line.cut(at: 0x09), path.starts(with: prefix.utf8) else { continue }
                let text = String(decoding: path, as: UTF8.self)
                // The program never writes outside the folder, so a path that leads out of it does not belong to the
                // program.
                if text.isEmpty || text.hasPrefix("/") || text.contains("..") && text.parts(between: "/").contains("..")
                {
                    continue
                }
                let columns = (line.cut(at: 0x09), line.cut(at: 0x09))
                guard isOurs, let fingerprint = columns.0, let metadata = columns.1 else {
                    add(text, nil)
                    continue
                }
                add(text, FileState(fingerprint: fingerprint.text, metadata: metadata.text))
            }
        }
    }

    func contains(_ path: String) -> Bool { indices[path] != nil }

    /// The state of a file, `nil` if the file is not listed or has no fingerprint.
    subscript(path: String) -> FileState? { indices[path].flatMap { states[$0] } }

    mutating func add(_ path: String, _ mark: FileState?) {
        if let known = indices[path] {
            states[known] = mark
            return
        }
        indices[path] = paths.count
        paths.append(path)
        states.append(mark)
    }

    /// Copies the states of the files in this manifest from another manifest.
    mutating func add(statesOf other: Manifest) {
        for (place, path) in other.paths.enumerated() {
            if let mark = other.states[place], contains(path) { add(path, mark) }
        }
    }

    /// Returns the manifest without the states of files for which `isKept` is false.
    func withoutStates(except isKept: (String) -> Bool) -> Manifest {
        var list = self
        for (place, path) in paths.enumerated() where !isKept(path) { list.states[place] = nil }
        return list
    }

    /// The manifest as text, sorted by path.
    var bytes: [UInt8] {
        var order = Array(paths.indices)
        // Sort only if needed: the paths of a manifest that was read are usually sorted.
        if zip(paths, paths.dropFirst()).contains(where: { !$0.isBefore($1) }) {
            order.sort { paths[$0].isBefore(paths[$1]) }
        }
        var out: [UInt8] = []
        out.reserveCapacity(paths.count * 192)
        func add(_ text: String, after separator: UInt8?) {
            if let separator { out.append(separator) }
            text.withBytes { out.append(contentsOf: $0) }
        }
        add(Self.head, after: nil)
        for place in order {
            add(paths[place], after: 0x0A)
            guard let mark = states[place] else { continue }
            for column in [mark.fingerprint, mark.metadata] { add(column, after: 0x09) }
        }
        out.append(0x0A)
        return out
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }

    /// Removes and returns the bytes before the next separator, and drops the separator. Returns all bytes if there is
    /// no separator; `nil` if the slice is empty.
    fileprivate mutating func cut(at byte: UInt8) -> Self? {
        guard !isEmpty, let address = base.baseAddress else { return nil }
        let start = UnsafeRawPointer(address + startIndex)
        let end = memchr(start, Int32(byte), count).map { startIndex + (UnsafeRawPointer($0) - start) } ?? endIndex
        defer { self = self[(end == endIndex ? end : end + 1)...] }
        return self[..<end]
    }
}
