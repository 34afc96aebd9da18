import OficioBasics
import OficioSchema
import OficioSource

/// Which records lead to which, and the fingerprints of results that depend on it.
extension Corpus {
    /// The links of every record, by record, computed on first access. Marks the result as depending on the whole
    /// site.
    package var links: [RecordLinks] {
        var answers: ResultCache?
        return links(knowing: &answers)
    }

    /// Returns the links of every record; an earlier run's results are reused for unchanged records.
    ///
    /// `answers` holds the results of the earlier run and receives the results of this run; `nil` reuses and stores
    /// nothing. `baseStamp` is a fingerprint of the program, the types and the forms. Marks the result as depending on
    /// the whole site.
    package func links(knowing answers: inout ResultCache?, baseStamp: UInt64 = 0) -> [RecordLinks] {
        DependencyRecorder.recordAll()
        return memory.links.value {
            DependencyRecorder.pausing {
                if let origin, answers == nil { return links(from: origin) }
                let mentions = mentions, keys = keys, numbers = numbersByKey
                // Finding mentions uses no derived facts, which would need the links.
                let stamps = ReadStamps(self, names: starts, facts: [])
                var links =
                    answers?.evaluate(self, stamps, baseStamp: baseStamp) { RecordLinks(mentions.recomputed($0), keys) }
                    ?? Array(all.indices).concurrentMap { RecordLinks(mentions[$0], keys) }
                for index in links.indices { links[index].resolveTargets(numbers) }
                return links
            }
        }
    }

    /// Returns the links of every record. Copies the links of a record from `origin` if its names lead to the same
    /// records here: all its targets are in this corpus, no name leads to several records, and no record has a new
    /// name.
    private func links(from origin: Corpus) -> [RecordLinks] {
        let mentions = mentions, keys = keys, present = numbersByKey
        let places = origin.numbers, formerKeys = origin.keys, former = origin.links
        let hasNewNames = all.indices.contains { index in
            // Of several records with one type and id, another may have the key now.
            if let place = places[ObjectIdentifier(all[index])] { return formerKeys[place] != keys[index] }
            guard let place = origin.numbersByKey[keys[index]] else { return true }
            return !names.hasSameNames(index, as: place, in: origin.names)
                || path(of: all[index].ownFile) != origin.path(of: origin.all[place].ownFile)
        }
        return Array(all.indices).concurrentMap { index in
            if !hasNewNames, let place = places[ObjectIdentifier(all[index])],
                let links = former[place].moved(to: present)
            {
                return links
            }
            return RecordLinks(mentions[index], keys)
        }
    }

    /// The offset in bytes of each record in its file.
    private var starts: [UInt64] { stamps.map { UInt64($0.start) } }

    /// Returns the fingerprints for cached results that contain spans and read the facts derived from records:
    /// mentions, functions and scales. `today` is the day with which the results compare days; `nil` if none does.
    package func readStamps(today: CalendarDate? = nil) -> ReadStamps {
        // Derived facts contain spans of the record, so the fingerprint includes the record's offset in the file.
        let own = stamps.map { stamps in
            var stamp = Stamp()
            stamp.add(stamps.whole)
            stamp.add(stamps.start)
            return stamp.value
        }
        let mentions = zip(own, links).map { own, links in
            var stamp = Stamp()
            stamp.add(own)
            stamp.add(links.stamp)
            return stamp.value
        }
        return ReadStamps(
            self, names: starts, facts: [(.mentions, mentions), (.functions, own), (.scale, own)], today: today)
    }
}
