import OficioBasics

/// Every number that decides how a query ranks: weights, limits, windows and prices.
///
/// The index computes impacts with this table and writes it into its manifest (`m.js`, member `ranking`), where the
/// engine (`Engine/`) reads it: no number is written twice. All values are integers, so that every interpreter adds up
/// the same. A weight of 100 % is that of a word found as it was typed.
package struct RankingConstants: Sendable {
    /// The constants of this version of the program.
    package static let current = RankingConstants()

    let words = Words()
    let query = Query()
    let weight = Weight()
    let prefix = Prefix()
    let inflection = Inflection()
    let correction = Correction()
    let distance = Distance()
    let otherNames = OtherNames()
    let impact = Impact()
    let lists = Lists()
    let idf = IDF()
    let score = Score()
    let second = Second()
    let results = Results()

    /// What counts as a word, in the index and in a query.
    struct Words: Sendable {
        /// The longest word: bytes in the index, characters in a query.
        let word = 40
        /// The longest code written with signs (`F-GC-012`), signs left out.
        let code = 24
    }

    /// How much of a question is read.
    struct Query: Sendable {
        /// Characters of a question; of a longer one the first words are searched for.
        let length = 1_000
        /// Letters that a part of a code needs to count beside the code itself.
        let codePart = 3
        /// Letters that the last word needs to be completed.
        let openWord = 2
        /// Different words that are searched for.
        let tokens = 16
        /// Words of a long question that are always counted, the rarest.
        let rarest = 9
        /// Binary logarithm of the documents up to which any other word is counted too.
        let usualDocuments = 6
        /// Decoded posting lists that the engine keeps between questions.
        let keptLists = 200
        /// Documents below which a filtered question reads the tails of long lists as well.
        let fewResults = 10
    }

    /// What a word counts by how it was found, in percent.
    struct Weight: Sendable {
        /// The word as it was typed, accents and case aside.
        let exact = 100
        /// A word that differs from the typed one by accents alone, and is less usual than another such word.
        let otherAccents = 70
        /// Another inflection of the same stem.
        let inflection = 95
        /// The nearest correction.
        let correction = 75
        /// Any further correction.
        let otherCorrection = 45
        /// Taken from a correction of a short word that may also be unfinished.
        let lessBesidePrefix = 20
        /// Another name of the same thing.
        let otherName = 70
    }

    /// Completion of an unfinished last word.
    struct Prefix: Sendable {
        /// Blocks of the lexicon that are read.
        let blocks = 2
        /// Letters that a known word needs to be completed as well.
        let letters = 3
        /// Completions, the most usual.
        let words = 8
        /// Weight of a completion that adds no letter where the word is also known as it is, in tenths of a percent.
        let besideWord = 375
        /// The same where the word is not known.
        let alone = 900
        /// How fast the weight fades: each added letter counts as so many tenths of a typed one.
        let fade = 3
    }

    /// Inflected forms that the index does not have.
    struct Inflection: Sendable {
        /// Letters of the shortest stem from which an ending is cut.
        let stem = 3
        /// Letters of a stem that is surely the word's own: no slip is considered then.
        let longStem = 5
        /// Letters of the ending that are left out to find the block of the stem.
        let ending = 4
        /// How usual it is that a form is its own stem, as a logarithm like those of endings.
        let noEnding = 15
        /// Tenths by which the value of a stem is multiplied for each of its letters.
        let growth = 16
        /// Endings that the manifest lists, the most usual.
        let endings = 400
    }

    /// Corrections of mistyped words.
    struct Correction: Sendable {
        /// Letters of the shortest word that is corrected.
        let letters = 4
        /// Letters of the shortest half that is looked up.
        let half = 2
        /// Letters from which on the middle letter belongs to neither half.
        let middle = 6
        /// Blocks that are read for each half.
        let blocks = 4
        /// Distance that a correction stays below, in tenths of a letter.
        let limit = 11
        /// The same for long words.
        let longLimit = 21
        /// Letters of the shortest long word.
        let longWord = 8
        /// The most by which lengths differ.
        let lengths = 2
        /// Distance of words that sound alike.
        let sameSound = 5
        /// Hundredths of a letter that each doubling of a word's occurrences takes from its distance.
        let usual = 3
        /// Hundredths of a letter by which further corrections may be farther than the nearest.
        let spread = 40
        /// Corrections of one word.
        let candidates = 3
        /// Letters below which an unfinished word is rather completed than corrected.
        let shortPrefix = 6
    }

    /// Prices of slips, in tenths of a letter.
    struct Distance: Sendable {
        /// A wrong, missing or superfluous letter.
        let letter = 10
        /// Two neighbours in the wrong order.
        let swap = 8
        /// A letter for one that Spanish writers confuse with it (b/v, c/s/z, g/j …).
        let confused = 4
        /// A missing or superfluous h; no letter costs less.
        let silent = 4
    }

    /// Limits of the search for other names of the same thing (synonyms, acronyms).
    struct OtherNames: Sendable {
        /// The longest name, in words.
        let words = 4
        /// Blocks that are read for each word that may begin a name.
        let blocks = 2
        /// Other names that one name leads to.
        let names = 3
        /// Documents of the list of a name.
        let documents = 200
    }

    /// BM25F: what a group counts in one section, in percent of one occurrence in a text of average length.
    struct Impact: Sendable {
        /// k1: occurrences at which an impact has half its greatest value.
        let saturation = 50
        /// Text under a heading.
        let body = 100
        /// b of the text: how much its length counts.
        let bodyLength = 40
        /// The section's heading.
        let heading = 500
        /// b of the heading.
        let headingLength = 20
        /// Title and unit of the document, which count in all its sections.
        let titleAndUnit = 150
        /// Code and other names of the document.
        let keyword = 400
        /// Occurrences that count in titles and keywords.
        let repeats = 2
        /// Impacts are integers from 1 to this; five bits of a posting hold them.
        let levels = 31
    }

    /// How much of a posting list every query reads; filters read the rest, its tail.
    struct Lists: Sendable {
        /// Documents of a list that stands in the lexicon itself.
        let inline = 1
        /// Documents of a head; a list of at most half as many has no tail.
        let documents = 400
        /// The part of a list's documents that its head has at least: one in so many.
        let share = 40
        /// Sections of each document in a list with a tail.
        let sections = 2
    }

    /// Inverse document frequency, in parts of a bit.
    struct IDF: Sendable {
        /// Parts of one bit.
        let unit = 64
        /// The least, for words that nearly all documents have.
        let least = 4
        /// Steps for names, whose value is stored: one document more seldom changes it.
        let nameStep = 8
    }

    /// How impacts become the score of a document.
    struct Score: Sendable {
        /// Divides weight × idf × impact.
        let scale = 25
        /// Percent of the greatest impact that the very form that was typed adds.
        let surface = 12
        /// Percent that a section counts whose heading, or whose document's title, unit, code or other names have the
        /// word.
        let outsideText = 180
        /// Percent of what the other sections add to the best one.
        let otherSections = 30
    }

    /// The second ranking of the first documents, by their texts.
    struct Second: Sendable {
        /// Results of an answer, if the question does not say.
        let results = 10
        /// Documents that are ranked again.
        let zone = 10
        /// The same for phrases and who-does-what questions.
        let wideZone = 20
        /// Sections of each document whose texts are read.
        let sections = 2
        /// Words that pieces of a section (paragraphs, steps) count as lying apart.
        let pieceGap = 3
        /// Distance in words from which on two words are not near.
        let window = 16
        /// Two near words in the order of the question add (`window` − distance) × this ÷ `closeness` of what the
        /// lesser one is worth: neighbours 37.5 %.
        let inOrder = 5
        /// The same for another order: neighbours 30 %.
        let outOfOrder = 4
        /// The divisor of both.
        let closeness = 200
        /// Percent of its worth that a title adds whose words were all asked for.
        let wholeTitle = 60
        /// Percent of the best section's score from which on a function or step answers a who-does-what question.
        let answering = 60
        /// Percent that the score of a document with such an answer counts.
        let answer = 130
    }

    /// What a result shows, in characters.
    struct Results: Sendable {
        /// Completions of an unfinished word that a page marks.
        let prefixMarks = 3
        /// The longest text that is shown whole.
        let wholeText = 260
        /// The stretch of a text in which words stand together.
        let cluster = 200
        /// What an excerpt shows before the first of them.
        let lead = 40
        /// The length of an excerpt.
        let excerpt = 240
        /// Further headings of the document.
        let otherHeadings = 2
    }

    /// The table as the manifest holds it: an object of objects of integers, with the names of this type.
    package var json: JSONText {
        func members(_ value: Any, _ json: (Any) -> JSONText) -> JSONText {
            .object(Mirror(reflecting: value).children.map { ($0.label ?? "", json($0.value)) })
        }
        return members(self) { group in members(group) { .integer($0 as? Int ?? 0) } }
    }
}
