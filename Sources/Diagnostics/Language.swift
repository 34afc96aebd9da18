/// A language of the program's messages.
package enum Language: String, Sendable, CaseIterable {
    case spanish = "es"
    case english = "en"

    /// Chooses the language for a site's BCP 47 tag: English for `en…`, Spanish otherwise.
    package init(tag: String) {
        self = tag.utf8.lazy.prefix(2).map { $0 | 0x20 }.elementsEqual("en".utf8) ? .english : .spanish
    }
}

/// A text in both languages of the program.
package struct Localized: Hashable, Sendable {
    /// The Spanish text.
    package let spanish: String
    /// The English text.
    package let english: String

    /// Creates a text from its two versions.
    package init(es spanish: String, en english: String) {
        self.spanish = spanish
        self.english = english
    }

    /// Creates a text that is the same in both languages: a name, a code, a figure.
    package init(same text: String) {
        self.init(es: text, en: text)
    }

    /// The text in one language.
    package subscript(language: Language) -> String {
        switch language {
        case .spanish: spanish
        case .english: english
        }
    }
}
