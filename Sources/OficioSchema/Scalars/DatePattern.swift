import Diagnostics

/// A Unicode date pattern (UTS #35: the fields y, M, L, d and quoted text), such as `dd 'de' MMMM 'de' yyyy`.
package struct DatePattern: Sendable, Hashable {
    /// The pattern as written.
    package let pattern: String

    /// Creates a pattern without checking it; see `problem`.
    package init(_ pattern: String) {
        self.pattern = pattern
    }

    /// The faulty part of the pattern: the first unquoted letter that is not a date field, or the whole pattern if it
    /// has no field or an open quote. `nil` if the pattern is valid.
    package var problem: String? {
        var isQuoted = false
        var hasField = false
        for letter in pattern {
            if letter == "'" {
                isQuoted.toggle()
            } else if !isQuoted, letter.isLetter {
                guard "ydML".contains(letter) else { return String(letter) }
                hasField = true
            }
        }
        return hasField && !isQuoted ? nil : pattern
    }

    /// Returns the pattern of a day with its month in words: `2 de enero de 2018`, `2 January 2018`.
    package static func long(_ language: Language) -> DatePattern {
        DatePattern(language == .spanish ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy")
    }

    /// Returns the pattern of a month and a year: `enero de 2018`, `January 2018`.
    package static func month(_ language: Language) -> DatePattern {
        DatePattern(language == .spanish ? "MMMM 'de' yyyy" : "MMMM yyyy")
    }

    /// Returns a date in this pattern, with the names of months in `language`.
    package func format(_ date: CalendarDate, _ language: Language) -> String {
        var out: [UInt8] = []
        var rest = Array(pattern.utf8)[...]
        let quote = UInt8(ascii: "'")
        while let first = rest.first {
            if first == quote {
                rest.removeFirst()
                if rest.first == quote {
                    out.append(quote)
                    rest.removeFirst()
                } else {
                    out += rest.prefix { $0 != quote }
                    rest = rest.drop { $0 != quote }.dropFirst()
                }
                continue
            }
            let run = rest.prefix { $0 == first }
            if let field = field(first, run.count, date, language) { out += field.utf8 } else { out += run }
            rest = rest[run.endIndex...]
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func field(_ letter: UInt8, _ count: Int, _ date: CalendarDate, _ language: Language) -> String? {
        switch letter {
        case UInt8(ascii: "y"):
            count == 2 ? CalendarDate.padded(date.year % 100, 2) : CalendarDate.padded(date.year, count)
        case UInt8(ascii: "d"): CalendarDate.padded(date.day, count)
        case UInt8(ascii: "M"), UInt8(ascii: "L"):
            switch count {
            case 1, 2: CalendarDate.padded(date.month, count)
            case 3: String(Self.months(language)[date.month - 1].prefix(3))
            default: Self.months(language)[date.month - 1]
            }
        default: nil
        }
    }

    /// Returns the names of the twelve months from CLDR (gregorian, format, wide).
    private static func months(_ language: Language) -> [String] {
        switch language {
        case .spanish: spanishMonths
        case .english: englishMonths
        }
    }

    private static let spanishMonths = [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
