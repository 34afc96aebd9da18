import OficioBasics
import OficioSource
internal import Glibc

/// The list of what the program has made in an output folder: a path a line, and how the file lay when it was made.
///
/// One lies in the folder: it tells which files are the program's own, wherever the folder is copied, and nothing that is not published; only of
/// files that are expensive to make does it tell more. One with everything lies in the cache of the person who builds.
struct Manifest: Sendable {
    /// How a file lay when it was made.
    struct Mark: Equatable, Sendable {
        let fingerprint: String
        /// Everything that tells the file from another; of a dear one size and time, which it keeps where the folder is copied.
        let place: String
        /// The records that were asked while it was made, see `SiteStamps`; `nil` where the fingerprint says everything.
        var records: String?
    }

    private static let head = "oficio archivos 4"

    private(set) var paths: [String] = []
    /// By path in their order; `nil` for files without a fingerprint.
    private var marks: [Mark?] = []
    private var places: [String: Int] = [:]

    init() {}

    /// - Parameter prefix: what the paths that are wanted begin with.
    init(_ bytes: [UInt8], below prefix: String = "") {
        // Mostly there is none such; the whole need not be taken apart to see it.
        if !prefix.isEmpty, !bytes.contains(Array(("\n" + prefix).utf8)) { return }
        bytes.withUnsafeBufferPointer { bytes in
            var rest = bytes[...]
            guard let head = rest.cut(at: 0x0A), head.starts(with: "oficio archivos ".utf8) else { return }
            // The paths of another version are ours all the same.
            let isOurs = head.elementsEqual(Self.head.utf8)
            // About as long as a line is.
            places.reserveCapacity(rest.count / 128)
            while var line = rest.cut(at: 0x0A) {
                guard let path = line.cut(at: 0x09), path.starts(with: prefix.utf8) else { continue }
                let text = String(decoding: path, as: UTF8.self)
                // A line that leaves the folder cannot be one of ours.
                if text.isEmpty || text.hasPrefix("/") || text.contains("..") && text.parts(between: "/").contains("..") { continue }
                let columns = (line.cut(at: 0x09), line.cut(at: 0x09), line.cut(at: 0x09))
                guard isOurs, let fingerprint = columns.0, let place = columns.1 else {
                    add(text, nil)
                    continue
                }
                add(text, Mark(fingerprint: fingerprint.text, place: place.text, records: columns.2?.text))
            }
        }
    }

    func contains(_ path: String) -> Bool { places[path] != nil }

    /// How a file lay; `nil` where it is not in the list, or without a fingerprint.
    subscript(path: String) -> Mark? { places[path].flatMap { marks[$0] } }

    mutating func add(_ path: String, _ mark: Mark?) {
        if let known = places[path] {
            marks[known] = mark
            return
        }
        places[path] = paths.count
        paths.append(path)
        marks.append(mark)
    }

    /// Takes over how files lay, of those that are in the list.
    mutating func add(marksOf other: Manifest) {
        for (place, path) in other.paths.enumerated() { if let mark = other.marks[place], contains(path) { add(path, mark) } }
    }

    /// The same without how files lay, but for some of them.
    func withoutMarks(except isKept: (String) -> Bool) -> Manifest {
        var list = self
        for (place, path) in paths.enumerated() where !isKept(path) { list.marks[place] = nil }
        return list
    }

    /// Sorted by path.
    var bytes: [UInt8] {
        var order = Array(paths.indices)
        // Mostly it was read so.
        if zip(paths, paths.dropFirst()).contains(where: { !$0.isBefore($1) }) { order.sort { paths[$0].isBefore(paths[$1]) } }
        var out: [UInt8] = []
        out.reserveCapacity(paths.count * 192)
        func add(_ text: String, after separator: UInt8?) {
            if let separator { out.append(separator) }
            text.withBytes { out.append(contentsOf: $0) }
        }
        add(Self.head, after: nil)
        for place in order {
            add(paths[place], after: 0x0A)
            guard let mark = marks[place] else { continue }
            for column in [mark.fingerprint, mark.place] { add(column, after: 0x09) }
            if let records = mark.records { add(records, after: 0x09) }
        }
        out.append(0x0A)
        return out
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }

    /// Takes what stands in front of the next such byte, and that byte; the whole where there is none, `nil` where nothing is left.
    fileprivate mutating func cut(at byte: UInt8) -> Self? {
        if isEmpty { return nil }
        let start = UnsafeRawPointer(base.baseAddress! + startIndex)
        let end = memchr(start, Int32(byte), count).map { startIndex + (UnsafeRawPointer($0) - start) } ?? endIndex
        defer { self = self[(end == endIndex ? end : end + 1)...] }
        return self[..<end]
    }
}
