import Diagnostics
import OficioSource

/// The search index of a site: small files that a browser reads by need, the same that `oficio search` reads.
///
/// Words are stemmed with their accents and folded afterwards; the words of one stem are a *group*. What a file holds is told in
/// `Sources/OficioSearch/README.md`.
package struct SearchIndex: Sendable {
    /// Files by name below `buscar/`, complete but for the texts.
    package private(set) var files: [(name: String, bytes: [UInt8])] = []
    /// By bucket: the documents whose texts one file holds, with their numbers.
    private var buckets: [[(number: Int, document: Int)]] = []
    private let documents: [SearchDocument]
    private let kinds: [(type: String, unit: String)]

    /// How much a word counts by where it stands, and how far a long section is discounted.
    private enum Ranking {
        static let k1 = 0.5
        static let body = (weight: 1.0, b: 0.4)
        static let heading = (weight: 5.0, b: 0.2)
        static let crumb = 1.5
        static let keyword = 4.0
        /// Impacts are told in 1…31.
        static let levels = 31.0
    }

    /// - Parameter documents: keys are unique.
    package init(_ documents: [SearchDocument], concepts: [SearchConcept], language: Language) {
        // Numbers that stay when other documents come and go: a bucket by hash, a slot by order of keys.
        var size = 1
        while size * 4 < documents.count { size *= 2 }
        let hashes = documents.map { Fingerprint.of($0.key.utf8) }
        var members: [[Int]]
        repeat {
            members = [[Int]](repeating: [], count: size)
            for index in documents.indices { members[Int(hashes[index] % UInt64(size))].append(index) }
            if members.allSatisfy({ $0.count <= Self.slots }) { break }
            size *= 2
        } while true
        var order: [Int] = []
        var numbers: [Int] = []
        buckets = members.enumerated().map { bucket, inside in
            inside.sorted { documents[$0].key < documents[$1].key }.enumerated().map { slot, index in
                order.append(index)
                numbers.append(bucket * Self.slots + slot)
                return (bucket * Self.slots + slot, index)
            }
        }
        self.documents = documents
        kinds = Self.kinds(documents)

        let sorted = order.map { documents[$0] }
        let step = max(1, (sorted.count + 15) / 16)
        var chunks = stride(from: 0, to: sorted.count, by: step).map { sorted[$0..<min(sorted.count, $0 + step)] }.concurrentMap { Counts($0) }
        let vocabulary = Vocabulary(chunks, language)
        let postings = Self.postings(&chunks, vocabulary, numbers)
        let lexicon = Lexicon(vocabulary, postings, language)
        var meta: [(String, JSONText)] = [
            ("format", .integer(1)), ("documents", .integer(Self.rounded(documents.count))), ("slots", .integer(Self.slots)), ("buckets", .integer(buckets.count)),
            ("language", .string(language.rawValue)),
        ]
        var taken: Set<String> = []
        func add(_ name: String, _ table: BlockTable) -> JSONText {
            var fences: [JSONText] = []
            for block in table.blocks {
                var file = "\(name)-\(Fingerprint.name(block.bytes))"
                while !taken.insert(file).inserted { file += "x" }
                fences.append(.string(String(decoding: block.first, as: UTF8.self) + " " + file.dropFirst(2)))
                files.append((file + ".js", Self.script(file, block.bytes)))
            }
            return .array(fences)
        }
        meta.append(("l", add("l", BlockTable(lexicon.forms, target: 2_048))))
        meta.append(("r", add("r", BlockTable(lexicon.reversed, target: 2_048))))
        meta.append(("p", add("p", BlockTable(lexicon.postings, target: Self.target(lexicon.postings.reduce(0) { $0 + $1.payload.count })))))
        let names = ConceptTable(concepts, lexicon, language)
        meta.append(("c", add("c", BlockTable(names.entries, target: 1_024))))
        meta.append(("starts", .string(String(decoding: names.starts.base64, as: UTF8.self))))
        // Long tails are rarely asked for: where they stand is not told to everybody.
        let tails = add("q", BlockTable(lexicon.tails, target: 12_288))
        files.append(("q.js", Array("oficioDato(\"q\",\(tails.compact));\n".utf8)))
        for (number, block) in facets().enumerated() {
            let file = "f-\(number)"
            files.append((file + ".js", Self.script(file, block)))
        }
        meta += [
            ("stop", .string(StopWords.all(language).sorted().joined(separator: " "))), ("suffixes", .string(lexicon.suffixes)),
            ("kinds", .array(kinds.map { .array([.string($0.type), .string($0.unit)]) })),
        ]
        var bytes = Array("oficioDato(\"m\",".utf8)
        JSONText.object(meta).write(to: &bytes)
        files.append(("m.js", bytes + Array(");\n".utf8)))
        files.sort { $0.name < $1.name }
    }

    /// The most documents of a bucket.
    private static let slots = 16

    /// Two digits: so that one document more does not change what depends on their number.
    private static func rounded(_ count: Int) -> Int {
        var unit = 1
        while count / unit >= 100 { unit *= 10 }
        return max(1, (count + unit / 2) / unit * unit)
    }

    /// Bytes of a block of postings: small where there are few, doubled where there would be more blocks than everybody should be told of.
    private static func target(_ total: Int) -> Int {
        var target = 3_072
        while total / target > 1_024, target < 12_288 { target *= 2 }
        return target
    }

    private static func script(_ name: String, _ bytes: [UInt8]) -> [UInt8] { Array("oficioDato(\"\(name)\",\"".utf8) + bytes.base64 + Array("\");\n".utf8) }

    // MARK: Postings

    /// By group, by document: section, impact, whether it stands in a heading, title or keyword.
    ///
    /// - Parameter chunks: what they count is let go as it is read.
    private static func postings(_ chunks: inout [Counts], _ vocabulary: Vocabulary, _ numbers: [Int]) -> PostingLists {
        let (bodies, headings, sections) = chunks.reduce(into: (0, 0, 0)) { sum, chunk in
            for document in chunk.lengths {
                for length in document {
                    sum.0 += length.body
                    sum.1 += length.heading
                    sum.2 += 1
                }
            }
        }
        let (averageBody, averageHeading) = (Double(rounded(max(1, bodies / max(1, sections)))), Double(rounded(max(1, headings / max(1, sections)))))
        var counts = [Int](repeating: 0, count: vocabulary.groups.count)
        for (index, chunk) in chunks.enumerated() { for occurrence in chunk.occurrences { counts[Int(vocabulary.group[index][Int(occurrence.term)])] += 1 } }
        var lists = PostingLists(counts)
        var first = 0
        for index in chunks.indices {
            let chunk = chunks[index]
            chunks[index].occurrences = []
            let (groups, terms) = (vocabulary.group[index], vocabulary.term[index])
            for occurrence in chunk.occurrences {
                let length = chunk.lengths[Int(occurrence.document)][Int(occurrence.section)]
                var tf = Ranking.body.weight * Double(occurrence.body) / (1 - Ranking.body.b + Ranking.body.b * Double(length.body) / averageBody)
                tf += Ranking.heading.weight * Double(occurrence.heading) / (1 - Ranking.heading.b + Ranking.heading.b * Double(length.heading) / averageHeading)
                tf += Ranking.crumb * Double(min(2, occurrence.crumb)) + Ranking.keyword * Double(min(2, occurrence.keyword))
                lists.add(
                    Posting(
                        document: UInt32(numbers[first + Int(occurrence.document)]), section: occurrence.section, weight: UInt16(length.weight), tf: Float(tf),
                        isTitle: occurrence.heading > 0 || occurrence.crumb > 0 || occurrence.keyword > 0,
                        surface: vocabulary.surface[Int(terms[Int(occurrence.term)])]),
                    to: Int(groups[Int(occurrence.term)]))
            }
            first += chunk.lengths.count
        }
        return lists
    }

    /// The postings of every group, one list behind the other.
    struct PostingLists: Sendable {
        private var all: [Posting]
        private var starts: [Int]
        private var ends: [Int]

        /// - Parameter counts: by group, the most postings that it will have.
        init(_ counts: [Int]) {
            starts = []
            starts.reserveCapacity(counts.count)
            var total = 0
            for count in counts {
                starts.append(total)
                total += count
            }
            ends = starts
            all = [Posting](repeating: Posting(document: 0, section: 0, weight: 0, tf: 0, isTitle: false, surface: 0), count: total)
        }

        var count: Int { starts.count }

        subscript(group: Int) -> ArraySlice<Posting> { all[starts[group]..<ends[group]] }

        /// Words of one stem in one section follow each other, and are one posting.
        mutating func add(_ posting: Posting, to group: Int) {
            let end = ends[group]
            if end > starts[group], all[end - 1].document == posting.document, all[end - 1].section == posting.section {
                all[end - 1].tf += posting.tf
                all[end - 1].surface = min(all[end - 1].surface, posting.surface)
                if posting.isTitle { all[end - 1].isTitle = true }
            } else {
                all[end] = posting
                ends[group] = end + 1
            }
        }
    }

    struct Posting: Sendable {
        let document: UInt32
        let section: UInt16
        /// Percent.
        let weight: UInt16
        var tf: Float
        var isTitle: Bool
        /// Which of the usual forms of its group stands there: 0…2, the most usual first; 3 for any other.
        var surface: UInt8

        /// 1…31.
        var impact: Int {
            let saturated = Double(tf) * (Ranking.k1 + 1) / (Ranking.k1 + Double(tf))
            let level = saturated / (Ranking.k1 + 1) * Ranking.levels * Double(weight) / 100
            return max(1, min(31, Int(level.rounded())))
        }
    }

    // MARK: Texts

    package var textFiles: Int { buckets.count }

    /// The texts of one bucket: what results show.
    package func text(_ bucket: Int) -> (name: String, bytes: [UInt8]) {
        let inside = buckets[bucket].map { entry -> JSONText in
            let document = documents[entry.document]
            return .object([
                ("n", .integer(entry.number)), ("key", .string(document.key)), ("url", .string(document.url)), ("title", .string(document.title)),
                ("type", .string(document.type)), ("code", .string(document.code)), ("version", .string(document.version)), ("unit", .string(document.unit)),
                ("owner", .string(document.owner)), ("state", .string(document.state)),
                ("deeds", .array(document.sections.indices.filter { document.sections[$0].answer == .who }.map { .integer($0) })),
                (
                    "sections",
                    .array(
                        document.sections.map { section in
                            .array([.string(section.heading)] + section.pieces.map { .array([.string($0.anchor), .string($0.text)]) })
                        })
                ),
            ])
        }
        var bytes = Array("oficioDato(\"t-\(bucket)\",".utf8)
        JSONText.array(inside).write(to: &bytes)
        return ("t-\(bucket).js", bytes + Array(");\n".utf8))
    }

    /// Types with units, as they occur.
    private static func kinds(_ documents: [SearchDocument]) -> [(type: String, unit: String)] {
        var seen: Set<[String]> = []
        for document in documents { seen.insert([document.type, document.unit]) }
        return seen.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
    }

    /// By number of a document: its kind plus one, two bytes; 0 where there is none. 16,384 numbers a block.
    private func facets() -> [[UInt8]] {
        let places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ([$1.type, $1.unit], $0 + 1) })
        var bytes = [UInt8](repeating: 0, count: buckets.count * Self.slots * 2)
        for entry in buckets.joined() {
            let kind = places[[documents[entry.document].type, documents[entry.document].unit]] ?? 0
            bytes[entry.number * 2] = UInt8(kind & 255)
            bytes[entry.number * 2 + 1] = UInt8(kind >> 8)
        }
        return stride(from: 0, to: bytes.count, by: 32_768).map { Array(bytes[$0..<min(bytes.count, $0 + 32_768)]) }
    }
}
