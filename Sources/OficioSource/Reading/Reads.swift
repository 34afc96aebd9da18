internal import Glibc

/// What is asked of a site while something is made of it: the next time it need not be made where
/// all of that says the same.
///
/// Noted are objects that were asked what they say, and numbers of what something is known of. What
/// is asked on threads that work is handed to (`concurrentMap`) is noted as well.
package final class Reads {
    package private(set) var objects: Set<ObjectIdentifier> = []
    /// Objects that were asked what their heads say, which is less.
    package private(set) var heads: Set<ObjectIdentifier> = []
    package private(set) var numbers: Set<Int> = []
    /// Whether a question went to the whole.
    package private(set) var isOfAll = false
    private var last: ObjectIdentifier?
    private var lastHead: ObjectIdentifier?

    private init() {}

    /// Notes what `body` asks.
    package static func noting<Result>(_ body: () -> Result) -> (Result, Reads) {
        let reads = Reads()
        let former = pthread_getspecific(key)
        pthread_setspecific(key, Unmanaged.passUnretained(reads).toOpaque())
        defer { pthread_setspecific(key, former) }
        return (withExtendedLifetime(reads) { body() }, reads)
    }

    /// What `body` asks is not noted: whoever asks for its answer notes that.
    package static func pausing<Result>(_ body: () -> Result) -> Result {
        let former = pthread_getspecific(key)
        pthread_setspecific(key, nil)
        defer { pthread_setspecific(key, former) }
        return body()
    }

    /// An object was asked.
    package static func note(_ object: AnyObject) {
        guard let reads = current else { return }
        let identity = ObjectIdentifier(object)
        // What is asked is mostly asked many times in a row.
        if reads.last == identity { return }
        reads.last = identity
        reads.objects.insert(identity)
    }

    /// An object was asked what its head says.
    package static func note(headOf object: AnyObject) {
        guard let reads = current else { return }
        let identity = ObjectIdentifier(object)
        if reads.lastHead == identity || reads.last == identity { return }
        reads.lastHead = identity
        reads.heads.insert(identity)
    }

    /// Something numbered was asked.
    package static func note(_ number: Int) { current?.numbers.insert(number) }

    /// The answer hangs on everything.
    package static func noteAll() { current?.isOfAll = true }

    /// Of the thread.
    static var current: Reads? {
        pthread_getspecific(key).map { Unmanaged<Reads>.fromOpaque($0).takeUnretainedValue() }
    }

    func take(_ other: Reads) {
        objects.formUnion(other.objects)
        heads.formUnion(other.heads)
        numbers.formUnion(other.numbers)
        if other.isOfAll { isOfAll = true }
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()
}
