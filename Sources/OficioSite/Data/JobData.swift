import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// The data for pages that compare jobs and draw calendars. Classic scripts with a few jobs each, so that the pages
/// also work when opened from a disk.
///
/// `datos/puestos/i.js` calls `oficioPuestos(0, [[id, title, unit, page, shard], …])`, and `datos/puestos/N.js` calls
/// `oficioPuestos(N, [job, …])`.
struct JobData: Sendable {
    let site: SiteContext

    /// The number of jobs in a file.
    static let shard = 16

    var files: [PlannedFile] {
        let jobs = site.jobs.jobs
        if jobs.isEmpty { return [] }
        var files = [
            PlannedFile(path: SitePaths.jobData + "i.js", isNoted: true) { script(0, .array(jobs.indices.map(entry))) }
        ]
        for start in stride(from: 0, to: jobs.count, by: Self.shard) {
            let number = start / Self.shard + 1
            files.append(
                shard(number, Array(jobs[start..<min(jobs.count, start + Self.shard)])))
        }
        return files
    }

    private func shard(_ number: Int, _ jobs: [Int]) -> PlannedFile {
        var known = Stamp()
        known.add(site.corpus.stamp(of: jobs))
        return PlannedFile(path: SitePaths.jobData + "\(number).js", isNoted: true, known: known) {
            script(number, .array(jobs.map(job)))
        }
    }

    private func script(_ number: Int, _ data: JSONText) -> [UInt8] {
        var bytes = Array("oficioPuestos(\(number),".utf8)
        data.write(to: &bytes)
        return bytes + Array(");\n".utf8)
    }

    private func entry(_ place: Int) -> JSONText {
        let job = site.jobs.jobs[place]
        return .array([
            .string(site.corpus.records[job].id), .string(site.corpus.records[job].title),
            .string(site.jobs.units[job].map { site.corpus.records[$0].title } ?? ""), .string(site.paths[job]),
            .integer(place / Self.shard + 1),
        ])
    }

    private func job(_ job: Int) -> JSONText {
        let corpus = site.corpus
        let record = corpus.records[job]
        func texts(_ texts: [String]) -> JSONText { .array(texts.map { .string($0) }) }
        func entry(_ index: Int) -> JSONText {
            .array([.string(corpus.records[index].title), .string(site.paths[index])])
        }
        var members: [(String, JSONText)] = [
            ("id", .string(record.id)), ("title", .string(record.title)), ("url", .string(site.paths[job])),
            ("unit", .string(site.jobs.units[job].map { corpus.records[$0].title } ?? "")),
            ("boss", .array(site.jobs.bosses[job].map { [entry($0)] } ?? [])),
            ("reports", .array((site.jobs.reports[job] ?? []).map(entry))),
        ]
        members.append(
            (
                "competencies",
                .array(
                    (site.jobs.requirements[job] ?? []).map { need in
                        let behaviours =
                            need.rank.flatMap { rank in
                                need.competency.flatMap { site.jobs.scales[$0]?.levels[rank - 1].behaviours }
                            } ?? []
                        let page = need.competency.map { site.paths[$0] } ?? ""
                        return .array([
                            .string(need.title), .string(need.level), .integer(need.rank ?? 0), .string(page),
                            texts(behaviours),
                        ])
                    })
            ))
        for (name, fields) in [
            ("knowledge", [FieldKey.requiredKnowledge, .otherTraining]), ("desirable", [.desirableKnowledge]),
            ("skills", [.skills, .aptitudes]),
            ("education", [FieldKey.education, .educationLevel, .degree]),
            ("experience", [.experience, .experienceInMonths]),
        ] {
            members.append((name, texts(fields.flatMap { words(record, $0) })))
        }
        members.append(
            (
                "functions",
                .array(
                    (site.jobs.functions[job] ?? []).map { function in
                        .array([
                            .string(function.words), .string(function.id), texts(function.meanings),
                            texts(function.frequencies), .integer(function.isShared ? 1 : 0),
                            .string(function.field == .keyFunctions ? "key" : ""), .string(function.folded),
                        ])
                    })
            ))
        return .object(members)
    }

    /// Returns the plain text of a field, one text for each item, row or block. Empty if the field is absent or not
    /// applicable.
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
