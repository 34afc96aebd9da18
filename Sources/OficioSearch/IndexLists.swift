import Diagnostics
import OficioSource

/// Every list of the index: where the words of each group stand, and where those of each name stand together. What would be made of the same is taken from the
/// lists of the build before.
package struct IndexLists: Sendable {
    /// By group, in the order of their keys.
    private(set) var groups: [EncodedPostings] = []
    /// By the stems of a name; `nil` where nothing holds them.
    var names: [String: NameList?] { nameLists.mapValues(\.list) }

    private let keys: [[UInt8]]
    /// By group: of all that its list is made of.
    private let stamps: [UInt64]
    private var nameLists: [String: (stamp: UInt64, list: NameList?)] = [:]

    /// - Parameters:
    ///   - parts: whose words are let go as they are read.
    ///   - average: lengths of a section of the whole index.
    ///   - documents: how many the index has, roughly.
    init(
        _ parts: inout [SearchPart], _ vocabulary: Vocabulary, _ names: ConceptNames, average: (body: Double, heading: Double), documents: Int, former: IndexLists?
    ) {
        keys = vocabulary.groups
        let stamps = Self.stamps(parts, vocabulary, average)
        self.stamps = stamps
        let taken = former.map { Self.taken($0, keys, stamps) } ?? Array(repeating: nil, count: keys.count)
        let isWanted = taken.map { $0 == nil }
        var wanted: [String: [Int]] = [:]
        for name in names.all.joined() where nameLists[name.stems] == nil {
            guard let groups = name.groups else { continue }
            var stamp = Stamp()
            stamp.add(documents)
            for group in groups { stamp.add(stamps[group]) }
            if let known = former?.nameLists[name.stems], known.stamp == stamp.value {
                nameLists[name.stems] = known
            } else {
                nameLists[name.stems] = (stamp.value, nil)
                wanted[name.stems] = groups
            }
        }
        /// The postings of some groups, of those that are asked for.
        func postings(_ range: Range<Int>, where isAsked: [Bool]) -> [PostingLists] {
            let counts = parts.map(\.counts)
            return Array(counts.indices).concurrentMap { PostingLists(counts[$0], vocabulary, chunk: $0, average: average, groups: range, where: isAsked) }
        }
        // Where most are made, a share of them at a time: all of them at once are a sixth of what a build holds.
        let share = max(1, isWanted.count { $0 } * 8 < keys.count ? keys.count : keys.count / 6 + 1)
        for start in stride(from: 0, to: keys.count, by: share) {
            let range = start..<min(keys.count, start + share)
            let chunks = postings(range, where: isWanted)
            groups += Array(range).concurrentMap { group in
                if let place = taken[group], let former { former.groups[place] } else { EncodedPostings(chunks, group: group) }
            }
        }
        if !wanted.isEmpty {
            var isNamed = [Bool](repeating: false, count: keys.count)
            for group in wanted.values.joined() { isNamed[group] = true }
            let chunks = postings(keys.indices, where: isNamed)
            for (stems, groups) in wanted { nameLists[stems]?.list = EncodedPostings.together(chunks, groups, among: documents) }
        }
        for place in parts.indices { parts[place].counts.uses = TermUses() }
    }

    /// By group: of everything that its list hangs on.
    private static func stamps(_ parts: [SearchPart], _ vocabulary: Vocabulary, _ average: (body: Double, heading: Double)) -> [UInt64] {
        var basis = Stamp()
        basis.add(average.body.bitPattern)
        basis.add(average.heading.bitPattern)
        let start = basis.value
        let own = Array(parts.indices).concurrentMap { chunk -> [UInt64] in
            let counts = parts[chunk].counts
            let groups = vocabulary.group[chunk]
            let terms = vocabulary.term[chunk]
            var stamps = [UInt64](repeating: 0, count: vocabulary.groups.count)
            for (term, stamp) in counts.uses.stamps.enumerated() {
                let group = Int(groups[term])
                let said = (stamps[group] ^ stamp &+ UInt64(vocabulary.surface[Int(terms[term])])) &* 0x9E37_79B9_7F4A_7C15
                stamps[group] = said ^ said >> 32
            }
            return stamps
        }
        return vocabulary.groups.indices.map { group in
            var stamp = Stamp()
            stamp.add(start)
            for chunk in own { stamp.add(chunk[group]) }
            return stamp.value
        }
    }

    /// By group: the place among the former lists of the one that would be made again.
    private static func taken(_ former: IndexLists, _ keys: [[UInt8]], _ stamps: [UInt64]) -> [Int?] {
        var place = 0
        return keys.indices.map { group in
            while place < former.keys.count, former.keys[place].isBefore(keys[group]) { place += 1 }
            return place < former.keys.count && former.keys[place] == keys[group] && former.stamps[place] == stamps[group] ? place : nil
        }
    }
}

// MARK: - Between builds

extension IndexLists {
    /// How many lists there are.
    package var count: Int { keys.count + nameLists.count }

    private init(keys: [[UInt8]], stamps: [UInt64], groups: [EncodedPostings], nameLists: [String: (stamp: UInt64, list: NameList?)]) {
        self.keys = keys
        self.stamps = stamps
        self.groups = groups
        self.nameLists = nameLists
    }

    /// The lists that others lack, or have otherwise.
    package func changes(since former: IndexLists) -> IndexLists {
        let taken = Self.taken(former, keys, stamps)
        let own = keys.indices.filter { taken[$0] == nil }
        return IndexLists(
            keys: own.map { keys[$0] }, stamps: own.map { stamps[$0] }, groups: own.map { groups[$0] },
            nameLists: nameLists.filter { former.nameLists[$0.key]?.stamp != $0.value.stamp })
    }

    /// These lists with others in their places, and with those that are new.
    package func with(_ changes: IndexLists) -> IndexLists {
        var (keys, stamps, groups): ([[UInt8]], [UInt64], [EncodedPostings]) = ([], [], [])
        var own = 0
        func take(_ lists: IndexLists, _ place: Int) {
            keys.append(lists.keys[place])
            stamps.append(lists.stamps[place])
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
        return IndexLists(keys: keys, stamps: stamps, groups: groups, nameLists: nameLists.merging(changes.nameLists) { $1 })
    }

    /// As bytes for `init(stored:)`.
    ///
    /// - Parameter head: what stands in front of them.
    package func stored(after head: [UInt8] = []) -> [UInt8] {
        let most = groups.reduce(65_536) { $0 + $1.head.count + $1.tail.count + 32 } + nameLists.values.reduce(0) { $0 + ($1.list?.head.count ?? 0) + 64 }
        return StoreWriter.sealed(after: head, capacity: most) { out in
            out.count(keys.count)
            for (group, list) in groups.enumerated() {
                out.text(keys[group][...])
                out.word(stamps[group])
                out.count(list.documents)
                out.text(list.head[...])
                out.text(list.tail[...])
            }
            out.list(nameLists.sorted { $0.key < $1.key }) { out, name in
                out.text(name.key)
                out.word(name.value.stamp)
                out.optional(name.value.list) { out, list in
                    out.count(list.worth)
                    out.text(list.head[...])
                }
            }
        }
    }

    /// The lists that these bytes were made of, `nil` where they were made of none.
    package init?(stored: ArraySlice<UInt8>) {
        guard let lists = stored.withUnsafeBytes({ bytes in StoreReader(sealed: bytes).flatMap { IndexLists($0) } }) else { return nil }
        self = lists
    }

    private init?(_ reader: StoreReader) {
        var reader = reader
        var keys: [[UInt8]] = []
        var stamps: [UInt64] = []
        for _ in 0..<reader.size() {
            keys.append(reader.text { Array($0) })
            stamps.append(reader.word())
            let documents = reader.count(), head = reader.text { Array($0) }
            groups.append(EncodedPostings(documents: documents, head: head, tail: reader.text { Array($0) }))
            if reader.isBroken { return nil }
        }
        self.keys = keys
        self.stamps = stamps
        let names = reader.list { reader in
            let stems = reader.text(), stamp = reader.word()
            return (stems, (stamp, reader.optional { reader in NameList(worth: reader.count(), head: reader.text { Array($0) }) }))
        }
        if reader.isBroken { return nil }
        nameLists = Dictionary(names) { a, _ in a }
    }
}
