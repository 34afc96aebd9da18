/// The input of the index for one document: its searchable texts, and the words that a result shows.
package struct SearchDocument: Sendable {
    /// A heading with its text.
    package struct Section: Sendable {
        /// The kind of question that a section answers because of its field.
        package enum Answer: String, Sendable {
            case none
            /// Who does something: functions and steps.
            case who
            /// What a reader tells in their own words: frequent questions, when a procedure is used.
            case need
            /// How long something takes.
            case time
            /// What somebody has to bring.
            case requirement
            /// What something costs.
            case cost
        }

        /// The heading of the section; empty for the section with the facts of the document, which has none.
        package var heading: String
        /// The kind of question that the section answers.
        package var answer = Answer.none
        /// The texts under the heading, in order.
        package var pieces: [Piece]

        /// Creates a section of a document.
        package init(heading: String, answer: Answer = .none, pieces: [Piece]) {
            self.heading = heading
            self.answer = answer
            self.pieces = pieces
        }
    }

    /// A piece of a section that a result can link to: a function, a step or a paragraph.
    package struct Piece: Sendable {
        /// The id of the piece's element in the page; empty if the piece has none.
        package let anchor: String
        /// The text of the piece, without markup.
        package let text: String

        /// Creates a piece of a section.
        package init(anchor: String = "", text: String) {
            self.anchor = anchor
            self.text = text
        }
    }

    /// The key of the document: its type and id (`job/agente-ventanilla`). It is the same in every build.
    package let key: String
    /// The path of the document's page, from the root of the site.
    package let url: String
    /// The title of the document.
    package let title: String
    /// The type's name in the site's language.
    package let type: String
    /// The code of the document; empty if it has none.
    package var code = ""
    /// The version of the document; empty if it has none.
    package var version = ""
    /// The name of the unit that the document belongs to; empty if the document names none.
    package var unit = ""
    /// The name of the post that answers for the document; empty if the document names none.
    package var owner = ""
    /// The label of the document's state; empty if it is in force.
    package var state = ""
    /// Other names, codes and acronyms of the document.
    package var keywords: [String] = []
    /// The weight of the document in percent, by which impacts are multiplied; less than 100 for a document that is
    /// no longer in force.
    package var weight = RankingConstants.current.document.other
    /// The sections in the order of the page.
    package var sections: [Section] = []

    /// Creates a document without sections.
    package init(key: String, url: String, title: String, type: String) {
        self.key = key
        self.url = url
        self.title = title
        self.type = type
    }
}

/// Names of one thing: a query for one of them finds the others too.
package struct SearchConcept: Sendable {
    /// The names of the thing. In a one-way concept, queries for any of the other names also find the first
    /// one.
    package let names: [String]
    /// Whether a query with one of the other names also finds the first one, but not the reverse: *a qué hora abren*
    /// also finds *horario*, while *horario* finds only itself.
    package let isOneWay: Bool

    /// Creates a concept from its names.
    package init(names: [String], isOneWay: Bool = false) {
        self.names = names
        self.isOneWay = isOneWay
    }
}
