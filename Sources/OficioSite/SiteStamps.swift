import OficioBasics
import OficioHistory
import OficioModel
import OficioSource
import OficioTheme

/// Fingerprints that decide whether a file must be rendered again: one of everything that all files share, and one for
/// each thing that a file has read (see `DependencyRecorder` and `ReadStamps`).
package struct SiteStamps: Sendable {
    /// Fingerprint of the state outside the site's context: the program, the options, and sources that are not records.
    let baseStamp: UInt64
    /// Fingerprint of the data that all files share. It covers neither the records and their names nor the day, whose
    /// effects on a record are among the facts about that record.
    private let common: UInt64
    /// The parts of `common`.
    private let shared: [(part: SharedPart, stamp: UInt64)]
    private let reads: ReadStamps
    private let site: SiteContext

    /// The parts of the site that all files depend on.
    package enum SharedPart: String, CaseIterable, Sendable {
        case program, edition, hidden, theme, forms, navigation, attachments

        /// The key of the part's fingerprint in the list of dependencies.
        package var key: UInt64 { DependencyKey.query(.list, "shared \(rawValue)") }
    }

    /// Computes the fingerprints; `baseStamp` covers what the context does not contain.
    package init(_ site: SiteContext, baseStamp: UInt64) {
        let edition = site.edition
        let corpus = edition.corpus
        self.baseStamp = baseStamp
        self.site = site
        func stamp(_ part: SharedPart, _ add: (inout Stamp) -> Void) -> (SharedPart, UInt64) {
            var stamp = Stamp()
            add(&stamp)
            return (part, stamp.value)
        }
        shared = [
            stamp(.program) { $0.add(baseStamp) },
            // Pages of a past edition show a banner and list the records that did not exist yet.
            stamp(.edition) { $0.add(edition.isPast ? ["past"] + edition.absent : []) },
            // Any text may name a document that a public build hides.
            stamp(.hidden) { $0.add(edition.publicView?.hiddenStamp ?? 0) },
            stamp(.theme) { $0.add(site.theme.stamp) },
            // Pages link to forms that have pages. Types and forms themselves belong to the base fingerprint.
            stamp(.forms) { $0.add(site.formPaths.map { $0 ?? "" }) },
            stamp(.navigation) { $0.add(site.navigation.stamp) },
            // Pages link to the attachments that a public build publishes.
            stamp(.attachments) { $0.add(site.published.map { $0.sorted() } ?? ["*"]) },
        ]
        var common = Stamp()
        for part in shared { common.add(part.stamp) }
        self.common = common.value
        let names = corpus.records.indices.map { index in
            var name = Stamp()
            name.add(site.paths.all[index])
            name.add(!site.pdfs.isEmpty && site.pdfs.contains(site.pdfPath(index)))
            return name.value
        }
        reads = ReadStamps(
            corpus, names: names,
            facts: edition.factStamps + site.jobs.factStamps + site.historyStamps,
            answers: [(.list, JobFacts.list, site.jobs.listStamp)] + site.postAnswers,
            others: edition.publicView?.corpora ?? [])
    }

    /// Makes a file or a part of one, and returns it with its trace; without one if it must be made in every build.
    /// `known` is a fingerprint of the data that is used without reading records.
    package func tracing<Result>(known: UInt64, _ body: () -> Result) -> (Result, Trace?) {
        reads.tracing(baseStamp: baseStamp(known), body)
    }

    /// Whether the dependencies of a trace have the fingerprints that it recorded. `known` is a fingerprint of the data
    /// that the renderer of the file uses without reading records.
    package func holds(_ trace: Trace, known: UInt64) -> Bool { reads.holds(trace, baseStamp: baseStamp(known)) }

    private func baseStamp(_ known: UInt64) -> UInt64 {
        var base = Stamp()
        base.add(common)
        base.add(known)
        return base.value
    }

    // MARK: Explanations

    /// All fingerprints, encoded for a later build that reports what has changed (`EarlierStamps`).
    package var kept: [UInt8] {
        EarlierStamps.bytes(of: reads, adding: shared.map { ($0.part.key, $0.stamp) })
    }

    /// Returns the shared parts that have changed since an earlier build.
    package func changedParts(since former: EarlierStamps) -> [SharedPart] {
        shared.filter { former[$0.part.key] != $0.stamp }.map(\.part)
    }

    /// Returns the keys whose fingerprints have changed, in order and each once.
    package func changed(_ keys: [UInt64], since former: EarlierStamps) -> [UInt64] {
        Set(keys).filter { former[$0] != reads[$0] }.sorted()
    }

    /// Returns the subject of a key: the title and file of a record, or the subject of a query among those of
    /// `reads`; `nil` if neither this build nor `former` knows it.
    package func subject(of key: UInt64, in reads: DependencyRecorder, _ former: EarlierStamps) -> String? {
        if let subject = self.reads.subject(of: key, in: reads) { return subject }
        guard let record = self.reads.record(of: key) else { return former.name(of: key) }
        return DependencyRecorder.pausing {
            let record = site.corpus.records[record]
            return record.title + (site.corpus.path(of: record.file).map { " (\($0))" } ?? "")
        }
    }
}
