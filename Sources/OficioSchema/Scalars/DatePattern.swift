import Diagnostics

/// A Unicode date pattern (UTS #35, the fields y, M, d and quoted text): `dd 'de' MMMM 'de' yyyy`.
package struct DatePattern: Sendable, Hashable {
    package let pattern: String

    package init(_ pattern: String) {
        self.pattern = pattern
    }

    /// `2 de enero de 2018`, `2 January 2018`.
    package static func long(_ language: Language) -> DatePattern {
        DatePattern(language == .spanish ? "d 'de' MMMM 'de' yyyy" : "d MMMM yyyy")
    }

    /// `enero de 2018`, `January 2018`.
    package static func month(_ language: Language) -> DatePattern { DatePattern(language == .spanish ? "MMMM 'de' yyyy" : "MMMM yyyy") }

    package func format(_ date: CalendarDate, _ language: Language) -> String {
        var out = ""
        var rest = Substring(pattern)
        while let first = rest.first {
            if first == "'" {
                rest.removeFirst()
                if rest.first == "'" {
                    out.append("'")
                    rest.removeFirst()
                } else {
                    out += rest.prefix { $0 != "'" }
                    rest = rest.drop { $0 != "'" }.dropFirst()
                }
                continue
            }
            let run = rest.prefix { $0 == first }.count
            out += field(first, run, date, language) ?? String(repeating: first, count: run)
            rest = rest.dropFirst(run)
        }
        return out
    }

    private func field(_ letter: Character, _ count: Int, _ date: CalendarDate, _ language: Language) -> String? {
        switch letter {
        case "y": count == 2 ? CalendarDate.padded(date.year % 100, 2) : CalendarDate.padded(date.year, count)
        case "d": CalendarDate.padded(date.day, count)
        case "M", "L":
            switch count {
            case 1, 2: CalendarDate.padded(date.month, count)
            case 3: String(Self.months[language]![date.month - 1].prefix(3))
            default: Self.months[language]![date.month - 1]
            }
        default: nil
        }
    }

    /// CLDR, gregorian, format, wide.
    private static let months: [Language: [String]] = [
        .spanish: [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        ],
        .english: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ],
    ]
}
