import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The data for pages that compare jobs and draw calendars. It is written as classic
/// scripts with a few jobs each, so that the pages also work when opened from a disk.
///
/// `datos/puestos/i.js` calls `oficioPuestos(0, [[id, title, unit, page, shard], …])`, and `datos/puestos/N.js` calls
/// `oficioPuestos(N, [job, …])`. The name of a job decides its shard, so that a job that comes or goes changes no other
/// shard.
struct JobData: Sendable {
    let site: SiteContext
    /// The jobs of each shard, in the order of titles.
    private let shards: [[Int]]

    /// The maximum of the average number of jobs in a shard.
    private static let size = 16

    init(site: SiteContext) {
        self.site = site
        let jobs = site.jobs.jobs, keys = site.corpus.keys
        var count = 1
        while count * Self.size < jobs.count { count *= 2 }
        var shards = [[Int]](repeating: [], count: count)
        for job in jobs { shards[Self.shard(keys[job], of: count)].append(job) }
        self.shards = shards
    }

    /// Returns the index of a job's shard. `key` is the key of the job (`Corpus.keys`), and `count`, the number
    /// of shards, is a power of two.
    private static func shard(_ key: UInt64, of count: Int) -> Int { Int(key >> 32) & (count - 1) }

    var files: [PlannedFile] {
        let jobs = site.jobs.jobs
        if jobs.isEmpty { return [] }
        return [PlannedFile(path: SitePaths.jobData + "i.js", list(jobs))]
            + shards.indices.filter { !shards[$0].isEmpty }.map { place in
                var known = Stamp()
                known.add(site.corpus.stamp(of: shards[place]))
                return PlannedFile(path: SitePaths.jobData + "\(place + 1).js", tracksDependencies: true, known: known)
                {
                    var out = JSONBytes()
                    out.write("oficioPuestos(\(place + 1),")
                    out.array(shards[place]) { writeJob($0, to: &$1) }
                    out.write(");\n")
                    return out.bytes
                }
            }
    }

    private func list(_ jobs: [Int]) -> ChunkedFile {
        let keys = site.corpus.keys
        let places = jobs.map { Self.shard(keys[$0], of: shards.count) }
        let chunks = jobs.indices.map { place in
            var key = Stamp()
            // Only the first job has no comma before it.
            for number in [place == 0 ? 1 : 0, places[place]] { key.add(number) }
            key.add(keys[jobs[place]])
            return key.value
        }
        return ChunkedFile(head: Array("oficioPuestos(0,[".utf8), keys: chunks, tail: Array("]);\n".utf8)) { place in
            let job = jobs[place], record = site.corpus.records[jobs[place]]
            var out = JSONBytes()
            if place > 0 { out.write(",") }
            out.array { out in
                for text in [record.id, record.title, unit(of: job), site.paths[job]] { out.element(text) }
                out.element { $0.write(String(places[place] + 1)) }
            }
            return out.bytes
        }
    }

    private func unit(of job: Int) -> String { site.jobs.units[job].map { site.corpus.records[$0].title } ?? "" }

    private func writeJob(_ job: Int, to out: inout JSONBytes) {
        let corpus = site.corpus
        let record = corpus.records[job]
        func writeTexts(_ texts: [String], to out: inout JSONBytes) { out.array(texts) { $1.quote($0) } }
        func writePost(_ index: Int, to out: inout JSONBytes) {
            writeTexts([corpus.records[index].title, site.paths[index]], to: &out)
        }
        out.object { out in
            out.member("id", record.id)
            out.member("title", record.title)
            out.member("url", site.paths[job])
            out.member("unit", unit(of: job))
            out.member("boss") { $0.array(site.jobs.bosses[job].map { [$0] } ?? []) { writePost($0, to: &$1) } }
            out.member("reports") { $0.array(site.jobs.reports[job] ?? []) { writePost($0, to: &$1) } }
            out.member("competencies") { out in
                out.array(site.jobs.requirements[job] ?? []) { need, out in
                    let behaviours =
                        need.rank.flatMap { rank in
                            need.competency.flatMap { site.jobs.scales[$0]?.levels[rank - 1].behaviours }
                        } ?? []
                    out.array { out in
                        out.element(need.title)
                        out.element(need.level)
                        out.element { $0.write(String(need.rank ?? 0)) }
                        out.element(need.competency.map { site.paths[$0] } ?? "")
                        out.element { writeTexts(behaviours, to: &$0) }
                    }
                }
            }
            for (name, fields) in Self.lists {
                out.member(name) { writeTexts(fields.flatMap { words(record, $0) }, to: &$0) }
            }
            out.member("functions") { out in
                out.array(site.jobs.functions[job] ?? []) { function, out in
                    out.array { out in
                        out.element(function.words)
                        out.element(function.id)
                        out.element { writeTexts(function.meanings, to: &$0) }
                        out.element { writeTexts(function.frequencies, to: &$0) }
                        out.element { $0.write(function.isShared ? "1" : "0") }
                        out.element(function.field == .keyFunctions ? "key" : "")
                        out.element(function.folded)
                    }
                }
            }
        }
    }

    /// The fields that are compared as lists of texts, grouped under the names of the JSON members that hold
    /// them.
    private static let lists: [(String, [FieldKey])] = [
        ("knowledge", [.requiredKnowledge, .otherTraining]), ("desirable", [.desirableKnowledge]),
        ("skills", [.skills, .aptitudes]), ("education", [.education, .educationLevel, .degree]),
        ("experience", [.experience, .experienceInMonths]),
    ]

    /// Returns the plain text of a field, one text for each item, row or block; empty if the field is absent or
    /// not applicable.
    private func words(_ record: Record, _ field: FieldKey) -> [String] {
        guard let place = site.schema.types[record.type].field(field), let value = record.value(place),
            !value.isNotApplicable
        else { return [] }
        switch value {
        case .list(let items): return items.map { site.corpus.plain($0.blocks, from: record.file) }
        case .rows(let rows):
            let main = site.schema.types[record.type].fields[place].kind.rowType.main
            return rows.rows.compactMap { row in
                guard let value = row[main], !value.isNotApplicable else { return nil }
                let level =
                    site.schema.types[record.type].fields[place].kind.rowType.column(.level).flatMap { row[$0]?.plain }
                    ?? ""
                let words = site.corpus.plain(value, from: record.file)
                return level.isEmpty ? words : "\(words) (\(level))"
            }
        case .blocks(let blocks): return blocks.flatMap { lines($0, from: record.file) }
        default: return value.plain.isEmpty ? [] : [value.plain]
        }
    }

    private func lines(_ block: Block, from file: FileID) -> [String] {
        if case .list(let list) = block { return list.items.map { site.corpus.plain($0.blocks, from: file) } }
        return [site.corpus.plain([block], from: file)]
    }
}
