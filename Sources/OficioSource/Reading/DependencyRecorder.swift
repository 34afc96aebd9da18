internal import Glibc

/// The dependencies of a computation: the records it read whole, those of which it read only the head or only the name,
/// those of which it used derived facts, and the queries about all records that it made. While no record changes and
/// every query has the same answer, a cached result is valid.
///
/// Reads on threads that `concurrentMap` starts are recorded too.
package final class DependencyRecorder {
    /// The records that the computation read whole.
    package private(set) var objects: Set<ObjectIdentifier> = []
    /// The records of which the computation read the head; some may be in `objects` as well.
    package private(set) var heads: Set<ObjectIdentifier> = []
    /// The records of which the computation read the name; some may be in `objects` or `heads` as well.
    package private(set) var names: Set<ObjectIdentifier> = []
    /// The derived facts that the computation used: the number of the record times `DependencyKey.kinds`, plus the
    /// kind of fact.
    package private(set) var facts: Set<Int> = []
    /// The keys of the queries that the computation made (`DependencyKey`), by the object that answered them, usually a
    /// corpus.
    package private(set) var queries: [ObjectIdentifier: Set<UInt64>] = [:]
    /// The keys of the days that the computation compared with the present day (`DependencyKey.day`).
    package private(set) var days: Set<UInt64> = []
    /// The subjects of the queries by their keys; `nil` if they are not recorded.
    package private(set) var subjects: [UInt64: String]?
    /// Whether the result depends on every record, so that it is never reused.
    package private(set) var dependsOnAll = false
    /// The files and folders that the computation read. No key stands for them, so such a result is never reused.
    package private(set) var files: Set<String> = []
    /// Whether the result may be reused while nothing that was recorded has changed.
    package var isReusable: Bool { !dependsOnAll && files.isEmpty }
    private var last: ObjectIdentifier?
    private var lastHead: ObjectIdentifier?
    private var lastName: ObjectIdentifier?

    private init() {}

    /// Runs `body` and returns its result with its dependencies. With `naming` it also records the subjects of
    /// queries.
    package static func recording<Result>(naming: Bool = false, _ body: () -> Result) -> (Result, DependencyRecorder) {
        let reads = DependencyRecorder()
        if naming { reads.subjects = [:] }
        let former = pthread_getspecific(key)
        pthread_setspecific(key, Unmanaged.passUnretained(reads).toOpaque())
        defer { pthread_setspecific(key, former) }
        return (withExtendedLifetime(reads) { body() }, reads)
    }

    /// Runs `body` without recording its dependencies, which the caller records. A computation also uses this method
    /// to read a file that a recorded dependency stands for, such as a snapshot that a ledger names.
    package static func pausing<Result>(_ body: () -> Result) -> Result {
        let former = pthread_getspecific(key)
        pthread_setspecific(key, nil)
        defer { pthread_setspecific(key, former) }
        return body()
    }

    /// Records that the current computation read the whole object.
    package static func record(_ object: AnyObject) {
        guard let reads = current else { return }
        let identity = ObjectIdentifier(object)
        // Most reads of an object come in a row.
        if reads.last == identity { return }
        reads.last = identity
        reads.objects.insert(identity)
    }

    /// Records that the current computation read the head of an object.
    package static func record(headOf object: AnyObject) {
        guard let reads = current else { return }
        let identity = ObjectIdentifier(object)
        if reads.lastHead == identity || reads.last == identity { return }
        reads.lastHead = identity
        reads.heads.insert(identity)
    }

    /// Records that the current computation read the name of an object.
    package static func record(nameOf object: AnyObject) {
        guard let reads = current else { return }
        let identity = ObjectIdentifier(object)
        if reads.lastName == identity || reads.lastHead == identity || reads.last == identity { return }
        reads.lastName = identity
        reads.names.insert(identity)
    }

    /// Records that the current computation used a derived fact of the record with this number.
    package static func record(_ fact: DependencyKey.Kind, of number: Int) {
        current?.facts.insert(number * DependencyKey.kinds + Int(fact.rawValue))
    }

    /// Records that the current computation made a query that `source` answers.
    package static func record(from source: AnyObject, _ kind: DependencyKey.Kind, _ subject: @autoclosure () -> String)
    {
        guard let reads = current else { return }
        let subject = subject(), key = DependencyKey.query(kind, subject)
        reads.queries[ObjectIdentifier(source), default: []].insert(key)
        reads.subjects?[key] = subject
    }

    /// Records that the current computation tested whether the day with this number has passed.
    package static func record(day number: Int) { current?.days.insert(DependencyKey.day(number)) }

    /// Records that the result depends on every record: it is never reused.
    package static func recordAll() { current?.dependsOnAll = true }

    /// Records that the current computation read a file or a folder.
    static func record(file path: String) { current?.files.insert(path) }

    /// The recorder of this thread, `nil` for none.
    static var current: DependencyRecorder? {
        pthread_getspecific(key).map { Unmanaged<DependencyRecorder>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Adds the dependencies that another recorder has recorded.
    func add(_ other: DependencyRecorder) {
        objects.formUnion(other.objects)
        heads.formUnion(other.heads)
        names.formUnion(other.names)
        facts.formUnion(other.facts)
        days.formUnion(other.days)
        queries.merge(other.queries) { $0.union($1) }
        subjects?.merge(other.subjects ?? [:]) { known, _ in known }
        files.formUnion(other.files)
        if other.dependsOnAll { dependsOnAll = true }
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()
}
