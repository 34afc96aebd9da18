import OficioBasics
import OficioSource

/// All posting lists of the index, of groups and of names. Lists whose inputs did not change are
/// reused from the build before.
package struct IndexLists: Sendable {
    /// The list of each group, in the order of the groups' keys.
    private(set) var groups: [EncodedPostings] = []
    /// The posting list of each name of a concept, by the name's stems; `nil` for a name that no section holds.
    var names: [String: NameList?] { nameLists.mapValues(\.list) }

    private let keys: [[UInt8]]
    /// The fingerprint of everything that a group's list depends on, by group.
    private let fingerprints: [UInt64]
    private var nameLists: [String: (fingerprint: UInt64, list: NameList?)] = [:]

    /// Makes the lists of all parts and releases the occurrences of the parts afterwards. `average`
    /// holds the average lengths of a section in the whole index, in words; `documents` is the
    /// number of documents, rounded; `former` holds the lists of the build before.
    init(
        _ parts: inout [SearchPart], _ vocabulary: Vocabulary, _ names: ConceptNames,
        average: (body: Double, heading: Double), documents: Int, former: IndexLists?
    ) {
        keys = vocabulary.groups
        let fingerprints = Self.fingerprints(parts, vocabulary, average)
        self.fingerprints = fingerprints
        let reusable =
            former.map { Self.reusableLists($0, keys, fingerprints) } ?? Array(repeating: nil, count: keys.count)
        let isWanted = reusable.map { $0 == nil }
        var wanted: [String: Int] = [:]
        for name in names.all.lazy.flatMap(\.names) where nameLists[name.stems] == nil {
            guard let group = name.group else { continue }
            var stamp = Stamp()
            stamp.add(documents)
            stamp.add(fingerprints[group])
            if let known = former?.nameLists[name.stems], known.fingerprint == stamp.value {
                nameLists[name.stems] = known
            } else {
                nameLists[name.stems] = (stamp.value, nil)
                wanted[name.stems] = group
            }
        }
        /// Returns the unencoded lists of the wanted groups in a range, by part.
        func postings(_ range: Range<Int>, where isWanted: [Bool]) -> [PostingLists] {
            let counts = parts.map(\.counts)
            return Array(counts.indices).concurrentMap {
                PostingLists(counts[$0], vocabulary, chunk: $0, average: average, groups: range, where: isWanted)
            }
        }
        // Make a sixth of the lists at a time if an eighth of them or more must be made: all of them unencoded would
        // take a sixth of a build's memory.
        let share = max(1, isWanted.count { $0 } * 8 < keys.count ? keys.count : keys.count / 6 + 1)
        for start in stride(from: 0, to: keys.count, by: share) {
            let range = start..<min(keys.count, start + share)
            let chunks = postings(range, where: isWanted)
            groups += Array(range).concurrentMap { group in
                if let place = reusable[group], let former {
                    former.groups[place]
                } else {
                    EncodedPostings(chunks, group: group)
                }
            }
        }
        if !wanted.isEmpty {
            var isNamed = [Bool](repeating: false, count: keys.count)
            for group in wanted.values { isNamed[group] = true }
            let chunks = postings(keys.indices, where: isNamed)
            for (stems, group) in wanted {
                nameLists[stems]?.list = EncodedPostings.nameList(chunks, group, among: documents)
            }
        }
        for place in parts.indices { parts[place].counts.occurrences = TermOccurrences() }
    }

    /// Returns, by group, the fingerprint of everything that its list depends on.
    private static func fingerprints(
        _ parts: [SearchPart], _ vocabulary: Vocabulary, _ average: (body: Double, heading: Double)
    ) -> [UInt64] {
        var base = Stamp()
        base.add(average.body.bitPattern)
        base.add(average.heading.bitPattern)
        var fingerprints = [UInt64](repeating: base.value, count: vocabulary.groups.count)
        for (chunk, part) in parts.enumerated() {
            let groups = vocabulary.group[chunk]
            let terms = vocabulary.term[chunk]
            // A term's fingerprint counts documents within its chunk, so the chunk's number belongs to it.
            let number = UInt64(chunk) << 40
            for (term, fingerprint) in part.counts.occurrences.fingerprints.enumerated() {
                let group = Int(groups[term])
                let surface = UInt64(vocabulary.surface[Int(terms[term])]) &+ number
                let mixed = (fingerprints[group] ^ fingerprint &+ surface) &* 0x9E37_79B9_7F4A_7C15
                fingerprints[group] = mixed ^ mixed >> 32
            }
        }
        return fingerprints
    }

    /// Returns, by group, the index of the former list that can be reused; `nil` if there is none.
    private static func reusableLists(_ former: IndexLists, _ keys: [[UInt8]], _ fingerprints: [UInt64]) -> [Int?] {
        var place = 0
        return keys.indices.map { group in
            while place < former.keys.count, former.keys[place].isBefore(keys[group]) { place += 1 }
            return place < former.keys.count && former.keys[place] == keys[group]
                && former.fingerprints[place] == fingerprints[group] ? place : nil
        }
    }
}

// MARK: - Between builds

extension IndexLists {
    /// The number of posting lists, including those of names.
    package var count: Int { keys.count + nameLists.count }

    private init(
        keys: [[UInt8]], fingerprints: [UInt64], groups: [EncodedPostings],
        nameLists: [String: (fingerprint: UInt64, list: NameList?)]
    ) {
        self.keys = keys
        self.fingerprints = fingerprints
        self.groups = groups
        self.nameLists = nameLists
    }

    /// Returns the lists that `former` lacks or that differ from it.
    package func changes(since former: IndexLists) -> IndexLists {
        let reusable = Self.reusableLists(former, keys, fingerprints)
        let own = keys.indices.filter { reusable[$0] == nil }
        return IndexLists(
            keys: own.map { keys[$0] }, fingerprints: own.map { fingerprints[$0] }, groups: own.map { groups[$0] },
            nameLists: nameLists.filter { former.nameLists[$0.key]?.fingerprint != $0.value.fingerprint })
    }

    /// Returns the lists with the changed and new lists of `changes` merged in.
    package func merging(_ changes: IndexLists) -> IndexLists {
        var (keys, fingerprints, groups): ([[UInt8]], [UInt64], [EncodedPostings]) = ([], [], [])
        var own = 0
        func take(_ lists: IndexLists, _ place: Int) {
            keys.append(lists.keys[place])
            fingerprints.append(lists.fingerprints[place])
            groups.append(lists.groups[place])
        }
        for place in changes.keys.indices {
            while own < self.keys.count, self.keys[own].isBefore(changes.keys[place]) {
                take(self, own)
                own += 1
            }
            if own < self.keys.count, self.keys[own] == changes.keys[place] { own += 1 }
            take(changes, place)
        }
        while own < self.keys.count {
            take(self, own)
            own += 1
        }
        return IndexLists(
            keys: keys, fingerprints: fingerprints, groups: groups,
            nameLists: nameLists.merging(changes.nameLists) { $1 })
    }

    /// Returns the lists encoded for `init(stored:)`, after the bytes of `head`.
    package func encoded(after head: [UInt8] = []) -> [UInt8] {
        let ofGroups = groups.reduce(65_536) { $0 + $1.head.count + $1.tail.count + 32 }
        let ofNames = nameLists.values.reduce(0) { $0 + ($1.list?.head.count ?? 0) + 64 }
        return BinaryWriter.sealed(after: head, capacity: ofGroups + ofNames) { out in
            out.count(keys.count)
            for (group, list) in groups.enumerated() {
                out.text(keys[group][...])
                out.word(fingerprints[group])
                out.count(list.documents)
                out.text(list.head[...])
                out.text(list.tail[...])
            }
            out.list(nameLists.sorted { $0.key < $1.key }) { out, name in
                out.text(name.key)
                out.word(name.value.fingerprint)
                out.optional(name.value.list) { out, list in
                    out.count(list.inverseDocumentFrequency)
                    out.text(list.head[...])
                }
            }
        }
    }

    /// Decodes stored lists; `nil` if the bytes are damaged.
    package init?(stored: ArraySlice<UInt8>) {
        guard let lists = stored.withUnsafeBytes({ bytes in BinaryReader(sealed: bytes).flatMap { IndexLists($0) } })
        else { return nil }
        self = lists
    }

    private init?(_ reader: BinaryReader) {
        var reader = reader
        var keys: [[UInt8]] = []
        var fingerprints: [UInt64] = []
        for _ in 0..<reader.size() {
            keys.append(reader.text { Array($0) })
            fingerprints.append(reader.word())
            let documents = reader.count(), head = reader.text { Array($0) }
            groups.append(EncodedPostings(documents: documents, head: head, tail: reader.text { Array($0) }))
            if reader.isBroken { return nil }
        }
        self.keys = keys
        self.fingerprints = fingerprints
        let names = reader.list { reader in
            let stems = reader.text(), fingerprint = reader.word()
            return (
                stems,
                (
                    fingerprint,
                    reader.optional { reader in
                        NameList(inverseDocumentFrequency: reader.count(), head: reader.text { Array($0) })
                    }
                )
            )
        }
        if reader.isBroken { return nil }
        nameLists = Dictionary(names) { a, _ in a }
    }
}
