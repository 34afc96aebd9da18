import OficioBasics
import OficioHistory
import OficioModel
import OficioSource
import OficioTheme

/// Fingerprints that decide whether a file must be rendered again: one of everything that all files share, and one for
/// each record that a file has read (see `Reads`).
package struct SiteStamps: Sendable {
    /// Fingerprint of what the site's context does not contain: the program, the options, and sources that are not
    /// records.
    let basis: UInt64
    /// Fingerprint of the data that all files share: names, addresses, types, messages, navigation. It does not cover
    /// the day, whose effects on a record are among the facts about that record.
    private let common: UInt64
    /// Fingerprints of the whole content of each record.
    private let contents: [UInt64]
    private let heads: [UInt64]
    private let facts: [UInt64]
    private let numbers: [ObjectIdentifier: Int]

    /// Computes the fingerprints; `basis` covers what the context does not contain.
    package init(_ site: SiteContext, basis: UInt64) {
        let edition = site.edition
        let corpus = edition.corpus
        var common = Stamp()
        common.add(basis)
        self.basis = basis
        common.add(edition.isPast)
        common.add(edition.absent)
        common.add(edition.publicView?.signature ?? "")
        common.add(site.postSignature)
        common.add(edition.history.stamp)
        common.add(site.theme.stamp)
        common.add(corpus.stamp)
        common.add(site.paths)
        common.add(site.formPaths.map { $0 ?? "" })
        for job in site.jobs.jobs { common.add(job) }
        common.add(site.navigation.stamp)
        common.add(site.pdfs.sorted())
        common.add(site.published.map { $0.sorted() } ?? ["*"])
        self.common = common.value
        contents = corpus.records.map(\.stamp)
        heads = corpus.records.map(\.headStamp)
        facts = Array(corpus.records.indices).concurrentMap { index in
            var stamp = Stamp()
            stamp.add(edition.stamp(of: index))
            stamp.add(site.jobs.stamp(of: index))
            return stamp.value
        }
        numbers = corpus.numbers
    }

    /// Encodes the records that were read as text such as `3 7-9||3`: the records read whole, those of which only the
    /// head was read, and those of which facts were used. `nil` if a record is unknown or all records were read.
    package func records(of reads: Reads) -> String? {
        if reads.isOfAll { return nil }
        var lists: [String] = []
        for objects in [reads.objects, reads.heads.subtracting(reads.objects)] {
            var asked: [Int] = []
            for object in objects {
                guard let number = numbers[object] else { return nil }
                asked.append(number)
            }
            lists.append(Self.text(asked.sorted()))
        }
        return lists.joined(separator: "|") + "|" + Self.text(reads.numbers.sorted())
    }

    private static func text(_ asked: [Int]) -> String {
        var text = ""
        var run: ClosedRange<Int>?
        func end() {
            guard let run else { return }
            if !text.isEmpty { text += " " }
            text += run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)-\(run.upperBound)"
        }
        for number in asked {
            if let known = run, number == known.upperBound + 1 {
                run = known.lowerBound...number
            } else {
                end()
                run = number...number
            }
        }
        end()
        return text
    }

    /// The fingerprint of a file that depends on the records in a text from `records(of:)`, `nil` for malformed text.
    /// `known` is a fingerprint of the data that its renderer uses without reading records.
    package func fingerprint(of asked: String, known: UInt64 = 0) -> String? {
        var stamp = Stamp()
        stamp.add(common)
        stamp.add(known)
        var stamps = contents
        var lists = 1
        var first: Int?
        var number: Int?
        /// Adds the records before a separator; returns false if they are malformed.
        func isTaken() -> Bool {
            defer { (first, number) = (nil, nil) }
            guard let last = number else { return first == nil }
            guard first ?? last <= last, stamps.indices.contains(last) else { return false }
            for number in (first ?? last)...last {
                stamp.add(number)
                stamp.add(stamps[number])
            }
            return true
        }
        for byte in asked.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard number ?? 0 < stamps.count else { return nil }
                number = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "-") where first == nil && number != nil: (first, number) = (number, nil)
            case UInt8(ascii: " "):
                guard number != nil, isTaken() else { return nil }
            case UInt8(ascii: "|"):
                guard isTaken() else { return nil }
                stamps = lists == 1 ? heads : facts
                lists += 1
                stamp.add(-lists)
            default: return nil
            }
        }
        return isTaken() && lists == 3 ? Fingerprint.word(stamp.value) : nil
    }
}
