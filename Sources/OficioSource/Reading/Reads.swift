internal import Glibc

/// What is asked of a site while something is made of it: the next time it need not be made where all of that says the same.
///
/// Noted are objects that were asked what they say, and numbers of what something is known of. What is asked on threads that work is handed to
/// (`concurrentMap`) is noted as well.
package final class Reads {
    package private(set) var objects: Set<ObjectIdentifier> = []
    package private(set) var numbers: Set<Int> = []
    /// Whether a question went to the whole.
    package private(set) var isOfAll = false
    private var last: ObjectIdentifier?

    private init() {}

    /// Notes what `body` asks.
    package static func noting<Result>(_ body: () -> Result) -> (Result, Reads) {
        let reads = Reads()
        let former = pthread_getspecific(key)
        pthread_setspecific(key, Unmanaged.passUnretained(reads).toOpaque())
        defer { pthread_setspecific(key, former) }
        return (withExtendedLifetime(reads) { body() }, reads)
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

    /// Something numbered was asked.
    package static func note(_ number: Int) { current?.numbers.insert(number) }

    /// The answer hangs on everything.
    package static func noteAll() { current?.isOfAll = true }

    /// Of the thread.
    static var current: Reads? { pthread_getspecific(key).map { Unmanaged<Reads>.fromOpaque($0).takeUnretainedValue() } }

    func take(_ other: Reads) {
        objects.formUnion(other.objects)
        numbers.formUnion(other.numbers)
        if other.isOfAll { isOfAll = true }
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()
}

/// Something known of each record, by its number: whoever asks for it has asked what is known of that record.
package struct ByRecord<Element: Sendable>: Sendable {
    private let elements: [Element]

    package init(_ elements: [Element]) { self.elements = elements }

    package subscript(record: Int) -> Element {
        Reads.note(record)
        return elements[record]
    }

    /// Of every record.
    package var all: [Element] {
        Reads.noteAll()
        return elements
    }
}

/// Something known of some records, by number: whoever asks for it has asked what is known of that record.
package struct KnownOf<Element: Sendable>: Sendable {
    private let elements: [Int: Element]

    package init(_ elements: [Int: Element] = [:]) { self.elements = elements }

    package subscript(record: Int) -> Element? {
        Reads.note(record)
        return elements[record]
    }

    /// Of every record that anything is known of.
    package var all: [Int: Element] {
        Reads.noteAll()
        return elements
    }
}
