import Diagnostics
import OficioBasics
import OficioSource

/// The search index of a site: a manifest and shards, which a page and `oficio search` load as a
/// query needs them.
///
/// Words are stemmed with their accents and folded afterwards; the words of one folded stem are a
/// *group*, the term of the index. `Sources/OficioSearch/README.md` describes the files.
package struct SearchIndex: Sendable {
    /// The manifest and all shards except text shards.
    package private(set) var files: [File] = []
    /// The posting lists, for the next build to reuse.
    package let lists: IndexLists
    /// The text shards, by bucket.
    package private(set) var texts: [Text] = []

    /// Every file of the index, with its name below `buscar/`.
    package var all: [(name: String, bytes: [UInt8])] {
        files.map { ($0.name, $0.bytes()) } + texts.map { ($0.name, $0.bytes()) }
    }

    /// A file of the index.
    package struct File: Sendable {
        /// The name of the file below `buscar/`.
        package let name: String
        /// The fingerprint of the file's content.
        package let fingerprint: UInt64
        /// Returns the content of the file.
        package let bytes: @Sendable () -> [UInt8]
    }

    /// A text shard: the words that results show for the documents of one bucket.
    package struct Text: Sendable {
        /// The name of the shard's file below `buscar/`.
        package let name: String
        /// The number of the `SearchPart` that holds the counts of the shard's documents.
        package let part: Int
        /// Returns the content of the shard.
        package let bytes: @Sendable () -> [UInt8]
    }

    /// Indexes documents whose keys are unique. `known` lists words that are not corrected, folded and
    /// one a line.
    package init(
        _ documents: [SearchDocument], concepts: [SearchConcept], language: Language, known: [UInt8] = []
    ) {
        self.init(
            keys: documents.map(\.key), concepts: concepts, language: language, known: known,
            document: { documents[$0] })
    }

    /// Indexes documents by key, in buckets of their own.
    package init(
        keys: [String], concepts: [SearchConcept], language: Language, known: [UInt8] = [],
        document: @escaping @Sendable (Int) -> SearchDocument,
        former: IndexLists? = nil, part: @Sendable (Int, () -> SearchPart) -> SearchPart = { $1() }
    ) {
        self.init(
            IndexLayout(keys), concepts: concepts, language: language, known: known, document: document,
            former: former, part: part)
    }

    /// Indexes the documents of a layout.
    ///
    /// `known` lists words that are not corrected. `document` returns the document of the key at an index; it is
    /// called on any thread, and its result is not kept. `former` holds the posting lists of an earlier build; those
    /// whose inputs did not change are reused. `part` returns the part with a number: it calls the function, or
    /// returns a cached part with the same content.
    package init(
        _ layout: IndexLayout, concepts: [SearchConcept], language: Language, known: [UInt8] = [],
        document: @escaping @Sendable (Int) -> SearchDocument,
        former: IndexLists? = nil, part: @Sendable (Int, () -> SearchPart) -> SearchPart = { $1() }
    ) {
        let buckets = layout.buckets
        let phrases = PhraseNames(concepts, language)
        var parts = Array(layout.ranges.enumerated()).concurrentMap { number, range in
            part(number) { SearchPart(buckets, range, phrases, document) }
        }
        texts = layout.texts(parts.map(\.texts), document)
        for number in parts.indices { parts[number].texts = nil }
        let seen = parts.map(\.kinds)
        let kinds = Set(seen.joined()).sorted { ($0.type, $0.unit) < ($1.type, $1.unit) }
        let vocabulary = Vocabulary(parts.map(\.counts), language)
        let average = Self.averageLengths(parts)
        let concepts = ConceptNames(concepts, vocabulary, language)
        lists = IndexLists(
            &parts, vocabulary, concepts, average: average, documents: Self.rounded(layout.count), former: former)
        let lexicon = Lexicon(vocabulary, lists.groups, language)
        var meta: [(String, JSONText)] = [
            ("format", .integer(Self.format)), ("documents", .integer(Self.rounded(layout.count))),
            ("slots", .integer(IndexLayout.slots)), ("buckets", .integer(buckets.count)),
            ("language", .string(language.rawValue)), ("ranking", RankingConstants.current.json),
        ]
        var names: Set<String> = []
        func add(_ name: String, _ table: BlockTable) -> JSONText {
            var fences: [JSONText] = []
            for block in table.blocks {
                var file = "\(name)-\(Fingerprint.name(block.bytes))"
                while !names.insert(file).inserted { file += "x" }
                fences.append(.string(String(decoding: block.first, as: UTF8.self) + " " + file.dropFirst(2)))
                files.append(Self.blockScript(file, block.bytes))
            }
            return .array(fences)
        }
        meta.append(("l", add("l", BlockTable(lexicon.forms, target: 1_408))))
        meta.append(("r", add("r", BlockTable(lexicon.reversed, target: 1_408))))
        let synonyms = ConceptTable(concepts, lists.names)
        let entries = lexicon.postings + synonyms.entries
        let postings = KeyOrder.sortedIndices(entries.map(\.key)).map { entries[$0] }
        meta.append(
            (
                "p",
                add(
                    "p",
                    BlockTable(
                        postings, target: Self.targetBlockSize(lexicon.postings.reduce(0) { $0 + $1.payload.count }))
                )
            ))
        meta.append(("starts", .string(String(decoding: synonyms.starts.base64, as: UTF8.self))))
        // Tails are rarely needed: their blocks are listed in a file of their own, not in the
        // manifest.
        let tails = add("q", BlockTable(lexicon.tails, target: 12_288))
        files.append(Self.file("q.js", Array("oficioDato(\"q\",\(tails.compact));\n".utf8)))
        let words = known.isEmpty ? [] : KnownWords(known).filters
        for (number, filter) in words.enumerated() { files.append(Self.blockScript("w-\(number)", filter)) }
        // Only filters need the names of kinds, after the results are shown.
        let kindNames = JSONText.array(kinds.map { .array([.string($0.type), .string($0.unit)]) })
        files.append(Self.file("k.js", Array("oficioDato(\"k\",\(kindNames.compact));\n".utf8)))
        for (number, block) in Self.facets(buckets, Array(seen.joined()), kinds).enumerated() {
            files.append(Self.blockScript("f-\(number)", block))
        }
        meta += [
            ("known", .integer(words.count)),
            ("stop", .string(StopWords.all(language).sorted().joined(separator: " "))),
            ("suffixes", .string(lexicon.suffixes)),
            ("irregular", .string(language == .spanish ? Self.irregular(vocabulary) : "")),
        ]
        var bytes = Array("var oficioIndice=".utf8)
        JSONText.object(meta).write(to: &bytes)
        files.append(Self.file("m.js", bytes + Array(";\n".utf8)))
        files.sort { $0.name < $1.name }
    }

    /// The version of the manifest's format; the engine (`Engine/index.js`) reads no other version.
    package static let format = 6

    /// Returns the stems of irregular verbs whose infinitive the site has, separated by spaces. The engine
    /// (`Engine/index.js`, `regular`) derives the infinitive's stem; where it cannot, the entry is `conduj:conduc`.
    private static func irregular(_ vocabulary: Vocabulary) -> String {
        Stemmer.irregular.filter { vocabulary.group(of: $0.value) != nil }.map { stem, infinitive in
            let (stem, infinitive) = (
                String(decoding: stem, as: UTF8.self), String(decoding: infinitive, as: UTF8.self)
            )
            return Stemmer.regular(stem) == infinitive ? stem : stem + ":" + infinitive
        }.sorted().joined(separator: " ")
    }

    /// Returns the average numbers of words in the text and in the heading of a section, rounded to two significant
    /// digits.
    private static func averageLengths(_ parts: [SearchPart]) -> (body: Double, heading: Double) {
        var (body, heading, sections) = (0, 0, 0)
        for part in parts {
            for length in part.counts.sections {
                body += Int(length.body)
                heading += Int(length.heading)
            }
            sections += part.counts.sections.count
        }
        return (Double(rounded(max(1, body / max(1, sections)))), Double(rounded(max(1, heading / max(1, sections)))))
    }

    /// Returns a count rounded to two significant digits and at least 1, so that one more document seldom changes the
    /// values that depend on it.
    private static func rounded(_ count: Int) -> Int {
        var unit = 1
        while count / unit >= 100 { unit *= 10 }
        return max(1, (count + unit / 2) / unit * unit)
    }

    /// Returns the average size of a block of posting lists in bytes: 3,072, doubled up to 12,288 while there would
    /// be more than 2,048 blocks.
    private static func targetBlockSize(_ total: Int) -> Int {
        var target = 2_304
        while total / target > 2_048, target < 12_288 { target = min(12_288, target * 2) }
        return target
    }

    private static func file(_ name: String, _ bytes: [UInt8]) -> File {
        File(name: name, fingerprint: bytes.withUnsafeBytes { Fingerprint.wordwise($0) }) { bytes }
    }

    /// Returns a block as a script that passes it to `oficioDato`.
    private static func blockScript(_ name: String, _ bytes: [UInt8]) -> File {
        File(name: name + ".js", fingerprint: bytes.withUnsafeBytes { Fingerprint.wordwise($0) }) {
            Array("oficioDato(\"\(name)\",\"".utf8) + bytes.base64 + Array("\");\n".utf8)
        }
    }

    /// Returns the kind of each document by its number, plus one, in two bytes; 0 for unused
    /// numbers. A block has 16,384 numbers. `seen` holds the kinds of the documents in the order of
    /// buckets and slots.
    private static func facets(
        _ buckets: [[(number: Int, document: Int)]], _ seen: [SearchPart.Kind], _ kinds: [SearchPart.Kind]
    ) -> [[UInt8]] {
        let places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0 + 1) })
        var bytes = [UInt8](repeating: 0, count: buckets.count * IndexLayout.slots * 2)
        for (entry, kind) in zip(buckets.joined(), seen) {
            let place = places[kind] ?? 0
            bytes[entry.number * 2] = UInt8(place & 255)
            bytes[entry.number * 2 + 1] = UInt8(place >> 8)
        }
        return stride(from: 0, to: bytes.count, by: 32_768).map { Array(bytes[$0..<min(bytes.count, $0 + 32_768)]) }
    }
}
