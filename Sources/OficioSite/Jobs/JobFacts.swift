import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// Facts about each job for pages about many jobs: its functions, its competencies, its position in the organization.
struct JobFacts: Sendable {
    /// A competency that a job requires.
    struct Requirement: Sendable {
        /// The index of the competency's record, `nil` if the job only names it.
        let competency: Int?
        let title: String
        /// The level as the job states it: `3`, `Avanzado`.
        let level: String
        /// The position of the level in the catalogue's scale, from 1; `nil` if the level is not on the scale.
        let rank: Int?
    }

    /// The jobs of the institution itself, in the order of titles. Reading them records a dependency on the list.
    var jobs: [Int] {
        corpus?.recordQuery(list: Self.list)
        return all
    }

    /// The name under which `ReadStamps` records a dependency on the list of jobs.
    static let list = "jobs"
    private let corpus: Corpus?
    private let all: [Int]
    /// The functions of each job, including those of clauses.
    let functions: SparseRecordFacts<[JobFunction]>
    let requirements: SparseRecordFacts<[Requirement]>
    /// The levels of each competency in the catalogue.
    let scales: SparseRecordFacts<CompetencyLevels>
    /// For each job, the number of its functions and requirements, and their fingerprint.
    private let digests: [Int: JobDigest]
    let units: SparseRecordFacts<Int>
    /// The jobs of each unit, in the order of titles.
    let members: SparseRecordFacts<[Int]>
    /// The job that each job reports to.
    let bosses: SparseRecordFacts<Int>
    /// The jobs that report to each job, in the order of titles.
    let reports: SparseRecordFacts<[Int]>
    /// The jobs that each job supervises technically.
    let technical: SparseRecordFacts<[Int]>
    /// The checklists of each job: those that name it, followed by those for everybody.
    let checklists: SparseRecordFacts<[Int]>

    /// Creates the facts of a site without jobs.
    init() {
        corpus = nil
        all = []
        functions = SparseRecordFacts(nil)
        requirements = SparseRecordFacts(nil)
        scales = SparseRecordFacts(nil)
        digests = [:]
        units = SparseRecordFacts(nil)
        members = SparseRecordFacts(nil)
        bosses = SparseRecordFacts(nil)
        reports = SparseRecordFacts(nil)
        technical = SparseRecordFacts(nil)
        checklists = SparseRecordFacts(nil)
    }

    /// Collects the facts about the jobs of an edition.
    ///
    /// - Parameters:
    ///   - edition: the edition to read.
    ///   - order: the position of each record in the order of titles.
    ///   - known: the cached digests, which this call updates; `nil` to cache nothing.
    ///   - baseStamp: fingerprint of the program, the types and the forms.
    init(_ edition: Edition, order: [Int32], knowing known: inout ResultCache?, baseStamp: UInt64) {
        let corpus = edition.corpus
        self.corpus = corpus
        let all = corpus.records.indices.filter { corpus.type(of: $0).key == .job }
        let jobs = all.filter { !corpus.isExternal(corpus.records[$0]) }.sorted { order[$0] < order[$1] }
        self.all = jobs
        let competencies = corpus.records.indices.filter { corpus.type(of: $0).key == .competency }
        let scales = Dictionary(uniqueKeysWithValues: competencies.map { ($0, CompetencyLevels(of: $0, corpus)) })
        let levels = SparseRecordFacts(.scale, scales)
        self.scales = levels
        let isJob = Set(jobs)
        let own = corpus.functions
        let functions = SparseRecordFacts(.functions, of: isJob) {
            corpus.usesClause(in: $0) ? corpus.functions(of: $0, withClauses: true) : own[$0]
        }
        let requirements = SparseRecordFacts(.requirements, of: isJob) { Self.requirements(of: $0, corpus, levels) }
        self.functions = functions
        self.requirements = requirements
        let keys = corpus.keys
        let digest = { @Sendable (job: Int) in
            JobDigest(functions.recomputed(job) ?? [], requirements.recomputed(job) ?? [], keys)
        }
        let digests =
            known?.evaluate(corpus, corpus.readStamps(), baseStamp: baseStamp, digest)
            ?? Array(corpus.records.indices).concurrentMap(digest)
        self.digests = Dictionary(uniqueKeysWithValues: jobs.map { ($0, digests[$0]) })
        func targets(_ index: Int, _ field: FieldKey) -> [Int] {
            let record = corpus.records[index]
            guard case .references(let references)? = corpus.value(record, field) else { return [] }
            return references.compactMap {
                corpus.target(of: $0, types: $0.hasContext ? [] : [.job, .unit], from: record.file)
            }
        }
        var units: [Int: Int] = [:]
        var bosses: [Int: Int] = [:]
        var technical: [Int: [Int]] = [:]
        for job in all {
            for field in [FieldKey.unit, .area] where units[job] == nil {
                units[job] = targets(job, field).first { corpus.type(of: $0).key == .unit }
            }
            for target in targets(job, .reportsTo) where bosses[job] == nil {
                let boss = corpus.type(of: target).key == .unit ? Self.head(of: target, corpus) : target
                if let boss, boss != job, corpus.type(of: boss).key == .job { bosses[job] = boss }
            }
            technical[job] = targets(job, .technicallySupervises).filter {
                corpus.type(of: $0).key == .job && $0 != job
            }
        }
        for job in all {
            for target in targets(job, .supervises)
            where corpus.type(of: target).key == .job && target != job && bosses[target] == nil { bosses[target] = job }
        }
        var reports: [Int: [Int]] = [:]
        for (job, boss) in bosses { reports[boss, default: []].append(job) }
        self.units = SparseRecordFacts(.unit, units)
        members = SparseRecordFacts(.members, Dictionary(grouping: jobs.filter { units[$0] != nil }) { units[$0] ?? 0 })
        self.bosses = SparseRecordFacts(.boss, bosses)
        self.technical = SparseRecordFacts(.technical, technical)
        self.reports = SparseRecordFacts(.reports, reports.mapValues { $0.sorted { order[$0] < order[$1] } })
        var named: [Int: [Int]] = [:]
        var general: [Int] = []
        for (index, record) in corpus.records.enumerated() where corpus.type(of: index).key == .checklist {
            let jobs = targets(index, .for).filter { corpus.type(of: $0).key == .job }
            if jobs.isEmpty, corpus.words(record, .for) == nil { general.append(index) }
            for job in jobs { named[job, default: []].append(index) }
        }
        var checklists: [Int: [Int]] = [:]
        for job in jobs {
            let lists = (named[job] ?? []) + general
            if !lists.isEmpty { checklists[job] = lists }
        }
        self.checklists = SparseRecordFacts(.checklists, checklists)
    }

    /// The fingerprints of all facts, by kind and record; 0 for none.
    var factStamps: [(kind: DependencyKey.Kind, stamps: [UInt64])] {
        guard let corpus else { return [] }
        let keys = corpus.keys
        func stamps(_ kind: DependencyKey.Kind, _ stamp: (Int) -> UInt64?) -> (DependencyKey.Kind, [UInt64]) {
            (kind, keys.indices.map { stamp($0) ?? 0 })
        }
        return [
            stamps(.functions) { digests[$0]?.functionsStamp },
            stamps(.requirements) { digests[$0]?.requirementsStamp },
            stamps(.scale) { scales[$0]?.stamp }, stamps(.unit) { units[$0].map { keys[$0] } },
            stamps(.members) { members[$0].map { corpus.stamp(of: $0) } },
            stamps(.boss) { bosses[$0].map { keys[$0] } },
            stamps(.reports) { reports[$0].map { corpus.stamp(of: $0) } },
            stamps(.technical) { technical[$0].map { corpus.stamp(of: $0) } },
            stamps(.checklists) { checklists[$0].map { corpus.stamp(of: $0) } },
        ]
    }

    /// Fingerprint of the list of jobs.
    var listStamp: UInt64 { corpus?.stamp(of: all) ?? 0 }

    /// Returns the selected jobs grouped by unit, both in the order of titles. Jobs without a unit come last,
    /// under `nil`.
    func byUnit(
        _ order: NameDependent<Int32>, where isWanted: (Int) -> Bool = { _ in true }
    ) -> [(unit: Int?, jobs: [Int])] {
        let groups = Dictionary(grouping: jobs.filter(isWanted)) { units[$0] }
        let known = groups.keys.compactMap(\.self).sorted { order[$0] < order[$1] }
        return (known.map { Optional($0) } + [nil]).compactMap { unit in groups[unit].map { (unit, $0) } }
    }

    /// Returns the fingerprint of grouped jobs, for groups that are computed before dependencies of pages are
    /// recorded.
    func stamp(of groups: [(unit: Int?, jobs: [Int])]) -> Stamp {
        var stamp = Stamp()
        for group in groups {
            stamp.add([group.unit.map { [$0] } ?? [], group.jobs].map { corpus?.stamp(of: $0) ?? 0 })
        }
        return stamp
    }

    /// Returns the keys of the rows about some jobs of a unit in tables (`ChunkedFile.keys`).
    func rowKeys(of jobs: [Int], in unit: Int?) -> [UInt64] {
        jobs.map { stamp(of: [(unit, [$0])]).value }
    }

    private static func head(of unit: Int, _ corpus: Corpus) -> Int? {
        guard case .references(let heads)? = corpus.value(corpus.records[unit], .head), let first = heads.first else {
            return nil
        }
        return corpus.target(of: first, types: [.job], from: corpus.records[unit].file)
    }

    /// Returns the number of a job's functions, and the number of competencies that it requires. Records a dependency
    /// on both.
    func count(of job: Int) -> (functions: Int, requirements: Int) {
        DependencyRecorder.record(.functions, of: job)
        DependencyRecorder.record(.requirements, of: job)
        return digests[job].map { ($0.functions, $0.requirements) } ?? (0, 0)
    }

    private static func requirements(of index: Int, _ corpus: Corpus, _ scales: SparseRecordFacts<CompetencyLevels>)
        -> [Requirement]
    {
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard let place = type.field(.competencies), case .rows(let rows)? = record.value(place) else { return [] }
        let kind = type.fields[place].kind.rowType
        let level = kind.column(.level)
        return rows.rows.compactMap { row in
            guard let main = row[kind.main], !main.isNotApplicable else { return nil }
            var competency: Int?
            if case .references(let references) = main, let first = references.first {
                competency = corpus.target(of: first, types: [.competency], from: record.file)
            }
            let words = level.flatMap { row[$0]?.plain } ?? ""
            return Requirement(
                competency: competency, title: competency.map { corpus.records[$0].title } ?? main.plain, level: words,
                rank: competency.flatMap { scales[$0]?.rank(of: words) })
        }
    }
}

/// The number of a job's functions and requirements, with their fingerprint.
private struct JobDigest: BinaryCodable {
    let functions: Int
    let requirements: Int
    let functionsStamp: UInt64
    let requirementsStamp: UInt64

    /// Counts the functions and requirements of a job. `keys` are the hashes of the record ids (`Corpus.keys`).
    init(_ functions: [JobFunction], _ requirements: [JobFacts.Requirement], _ keys: [UInt64]) {
        self.functions = functions.count
        self.requirements = requirements.count
        var stamp = Stamp()
        for function in functions {
            for text in [function.field.text, function.id, function.words, function.group] { stamp.add(text) }
            for texts in [function.frequencies, function.meanings, function.kinds] { stamp.add(texts) }
            stamp.add(function.share ?? -1)
            stamp.add(function.isShared)
        }
        functionsStamp = stamp.value
        stamp = Stamp()
        for need in requirements {
            for text in [need.title, need.level] { stamp.add(text) }
            stamp.add(need.competency.map { keys[$0] } ?? 0)
            stamp.add(need.rank ?? -1)
        }
        requirementsStamp = stamp.value
    }

    func write(to out: inout BinaryWriter) {
        out.count(functions)
        out.count(requirements)
        out.word(functionsStamp)
        out.word(requirementsStamp)
    }

    init(from reader: inout BinaryReader) {
        functions = reader.count()
        requirements = reader.count()
        functionsStamp = reader.word()
        requirementsStamp = reader.word()
    }
}

/// The levels of a competency in the order of the catalogue.
struct CompetencyLevels: Sendable {
    struct Level: Sendable {
        /// The level's number or code: `2`.
        let level: String
        /// The level's name: `Autónomo`.
        let name: String
        var behaviours: [String]
        /// Folded names under which jobs may state the level.
        let names: [String]
    }

    private(set) var levels: [Level] = []

    /// Fingerprint of all levels.
    var stamp: UInt64 {
        var stamp = Stamp()
        for level in levels {
            stamp.add([level.level, level.name])
            stamp.add(level.behaviours)
            stamp.add(level.names)
        }
        return stamp.value
    }

    init(of competency: Int, _ corpus: Corpus) {
        let type = corpus.type(of: competency)
        guard let place = type.field(.levels), case .rows(let rows)? = corpus.records[competency].value(place) else {
            return
        }
        let columns = type.fields[place].kind.rowType.columns
        func text(_ row: Row, _ key: ColumnKey) -> String { columns.column(key).flatMap { row[$0]?.plain } ?? "" }
        for row in rows.rows {
            var level = text(row, .level)
            if level.isEmpty, let group = row.group, rows.groups.indices.contains(group) {
                level = rows.groups[group].heading.plain
            }
            let behaviour = text(row, .behaviour)
            let folded = level.folded
            if let known = levels.firstIndex(where: { $0.names[0] == folded }) {
                levels[known].behaviours.append(behaviour)
            } else {
                let name = text(row, .name)
                levels.append(
                    Level(
                        level: level, name: name, behaviours: behaviour.isEmpty ? [] : [behaviour],
                        names: [folded, name.folded, "\(level) \(name)".folded]))
            }
        }
    }

    /// Returns the position, counted from 1, of the level with a number or a name; `nil` for an unknown level.
    func rank(of words: String) -> Int? {
        let wanted = words.folded
        guard !wanted.isEmpty else { return nil }
        return levels.firstIndex { level in level.names.contains(wanted) }.map { $0 + 1 }
    }
}
