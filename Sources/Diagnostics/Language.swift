/// A language that the program itself speaks.
package enum Language: String, Sendable, CaseIterable {
    case spanish = "es"
    case english = "en"

    /// The program's language for a site's BCP 47 tag: English for `en…`, otherwise Spanish.
    package init(tag: String) {
        self = tag.utf8.lazy.prefix(2).map { $0 | 0x20 }.elementsEqual("en".utf8) ? .english : .spanish
    }
}

/// One wording in each language of the program.
package struct Localized: Hashable, Sendable {
    package let spanish: String
    package let english: String

    package init(es spanish: String, en english: String) {
        self.spanish = spanish
        self.english = english
    }

    /// The same wording in both languages: names, codes, figures.
    package init(same text: String) {
        self.init(es: text, en: text)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .spanish: spanish
        case .english: english
        }
    }
}
