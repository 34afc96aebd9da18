/// Gives out names of which no two are equal: the requested name, or the requested name with the first free number from
/// 2 on. The cost does not grow with the number of equal names given out before.
package struct UniqueNames: Sendable {
    private var taken: Set<String>
    /// The next number to try for each name that was requested more than once.
    private var numbers: [String: Int] = [:]

    /// Creates names that differ from those in `taken`.
    package init(_ taken: Set<String> = []) { self.taken = taken }

    /// Whether a name was given out or taken.
    package func contains(_ name: String) -> Bool { taken.contains(name) }

    /// Marks a name as taken, whether it is free or not.
    package mutating func insert(_ name: String) { taken.insert(name) }

    /// Returns the first free name of `x`, `x-2`, `x-3` … and marks it as taken.
    package mutating func next(_ preferred: String) -> String { next(preferred) { "\(preferred)-\($0)" } }

    /// Returns a free name and marks it as taken: the requested name, or else the first free one of `numbered(2)`,
    /// `numbered(3)` and so on. Names that differ only in case count as equal if `ignoresCase` is true.
    package mutating func next(_ preferred: String, ignoresCase: Bool = false, _ numbered: (Int) -> String) -> String {
        func key(_ name: String) -> String { ignoresCase ? name.lowercased() : name }
        if taken.insert(key(preferred)).inserted { return preferred }
        var number = numbers[key(preferred)] ?? 2
        while true {
            let name = numbered(number)
            number += 1
            guard taken.insert(key(name)).inserted else { continue }
            numbers[key(preferred)] = number
            return name
        }
    }
}
