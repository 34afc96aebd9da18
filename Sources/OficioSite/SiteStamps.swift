import OficioBasics
import OficioHistory
import OficioModel
import OficioSource
import OficioTheme

/// Fingerprints that decide whether a file must be rendered again: one of everything that all files share, and one for
/// each thing that a file has read (see `Reads` and `ReadStamps`).
package struct SiteStamps: Sendable {
    /// Fingerprint of what the site's context does not contain: the program, the options, and sources that are not
    /// records.
    let baseStamp: UInt64
    /// Fingerprint of the data that all files share. It covers neither the records and their names nor the day, whose
    /// effects on a record are among the facts about that record.
    private let common: UInt64
    private let reads: ReadStamps

    /// Computes the fingerprints; `baseStamp` covers what the context does not contain.
    package init(_ site: SiteContext, baseStamp: UInt64) {
        let edition = site.edition
        let corpus = edition.corpus
        var common = Stamp()
        common.add(baseStamp)
        self.baseStamp = baseStamp
        // The banner of a past edition, and whether it leads to a list of what did not exist.
        common.add(edition.isPast)
        if edition.isPast { common.add(edition.absent) }
        // What is hidden in one record of a public build is decided by the names of all.
        if let view = edition.publicView {
            common.add(view.signature)
            common.add(view.stamp)
        }
        common.add(site.postSignature)
        // Releases are rare, and pages show ledgers and snapshots in many places.
        common.add(edition.history.stamp)
        common.add(site.theme.stamp)
        // Which forms have pages. Types and forms themselves belong to the base fingerprint.
        common.add(site.formPaths.map { $0 ?? "" })
        common.add(site.navigation.stamp)
        // Which attachments a public build publishes.
        common.add(site.published.map { $0.sorted() } ?? ["*"])
        self.common = common.value
        let names = corpus.records.indices.map { index in
            var name = Stamp()
            name.add(site.paths.all[index])
            name.add(!site.pdfs.isEmpty && site.pdfs.contains(site.pdfPath(index)))
            return name.value
        }
        reads = ReadStamps(
            corpus, names: names,
            facts: edition.factStamps + site.jobs.factStamps,
            lists: [(JobFacts.list, site.jobs.listStamp)])
    }

    /// The keys of everything that was read (`ReadKey`), `nil` if the result must not be reused.
    package func keys(of reads: Reads) -> [UInt64]? { self.reads.keys(of: reads) }

    /// The present fingerprint of a file that depends on what some keys stand for. `known` is a fingerprint of the data
    /// that its renderer uses without reading records.
    package func fingerprint(of keys: [UInt64], known: UInt64 = 0) -> UInt64 {
        var base = Stamp()
        base.add(common)
        base.add(known)
        return reads.fingerprint(of: keys, baseStamp: base.value)
    }
}
