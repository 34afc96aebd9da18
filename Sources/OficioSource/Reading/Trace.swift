/// The dependencies of a cached result, with their fingerprint when the result was computed (a verifying trace).
/// While the fingerprint is the same, the result is valid.
package struct Trace: Sendable, Equatable {
    /// The keys of the records, facts and queries that the computation depends on (`DependencyKey`), sorted.
    package let keys: [UInt64]
    /// The combined fingerprint of the dependencies that the keys name.
    package let fingerprint: UInt64

    /// Creates a trace.
    package init(keys: [UInt64], fingerprint: UInt64) {
        self.keys = keys
        self.fingerprint = fingerprint
    }
}

extension BinaryWriter {
    /// Writes a trace.
    package mutating func trace(_ trace: Trace) {
        wordArray(trace.keys)
        word(trace.fingerprint)
    }
}

extension BinaryReader {
    /// Reads a trace.
    package mutating func trace() -> Trace {
        let keys = wordArray()
        return Trace(keys: keys, fingerprint: word())
    }
}
