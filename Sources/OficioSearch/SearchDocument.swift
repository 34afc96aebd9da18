/// A document as search sees it: what is found, and what a result shows.
package struct SearchDocument: Sendable {
    /// A heading with what stands under it.
    package struct Section: Sendable {
        /// What questions a section answers besides its words.
        package enum Answer: UInt8, Sendable { case none, who }

        package var heading: String
        package var answer = Answer.none
        package var pieces: [Piece]

        package init(heading: String, answer: Answer = .none, pieces: [Piece]) {
            self.heading = heading
            self.answer = answer
            self.pieces = pieces
        }
    }

    /// A function, a step, a paragraph.
    package struct Piece: Sendable {
        /// The id of its place in the page, empty where it has none.
        package let anchor: String
        package let text: String

        package init(anchor: String = "", text: String) {
            self.anchor = anchor
            self.text = text
        }
    }

    /// `job/agente-ventanilla`: stable from build to build.
    package let key: String
    /// From the root of the site.
    package let url: String
    package let title: String
    /// The type's name in the site's language.
    package let type: String
    package var code = ""
    package var version = ""
    package var unit = ""
    package var owner = ""
    /// The label of its state where it is not simply in force.
    package var state = ""
    /// Other names, codes and acronyms.
    package var keywords: [String] = []
    /// Percent of its usual weight: less for what no longer applies.
    package var weight = 100
    package var sections: [Section] = []

    package init(key: String, url: String, title: String, type: String) {
        self.key = key
        self.url = url
        self.title = title
        self.type = type
    }
}

/// Names of one thing: whoever asks for one finds the others.
package struct SearchConcept: Sendable {
    package let names: [String]

    package init(names: [String]) {
        self.names = names
    }
}
