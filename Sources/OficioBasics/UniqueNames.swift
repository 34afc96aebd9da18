/// Gives out names of which no two are equal: the wanted one, or the wanted one with the first free
/// number from 2 on. A name costs the same however many equal ones were given out before.
package struct UniqueNames: Sendable {
    private var taken: Set<String>
    /// The next number to try for each name that was wanted more than once.
    private var numbers: [String: Int] = [:]

    /// Creates names that differ from those in `taken`.
    package init(_ taken: Set<String> = []) { self.taken = taken }

    /// Whether a name was given out or taken.
    package func contains(_ name: String) -> Bool { taken.contains(name) }

    /// Takes a name, whether it is free or not.
    package mutating func insert(_ name: String) { taken.insert(name) }

    /// Takes a name and returns it: `x`, `x-2`, `x-3`.
    package mutating func next(_ wanted: String) -> String { next(wanted) { "\(wanted)-\($0)" } }

    /// Takes a name and returns it. `numbered` makes the name with a number; names that differ only
    /// in case count as equal if `ignoresCase` is true.
    package mutating func next(_ wanted: String, ignoresCase: Bool = false, _ numbered: (Int) -> String) -> String {
        func key(_ name: String) -> String { ignoresCase ? name.lowercased() : name }
        if taken.insert(key(wanted)).inserted { return wanted }
        var number = numbers[key(wanted)] ?? 2
        while true {
            let name = numbered(number)
            number += 1
            guard taken.insert(key(name)).inserted else { continue }
            numbers[key(wanted)] = number
            return name
        }
    }
}
