import OficioBasics

/// Every number that decides how a query ranks: weights, limits, windows and costs.
///
/// The index computes impacts with this table and writes the engine's part of it into its manifest (`m.js`, member
/// `ranking`), where the engine (`Engine/`) reads it: no number is written twice. All values are
/// integers, so that every interpreter adds up the same. A weight of 100 % is that of a word found
/// as it was typed.
package struct RankingConstants: Sendable {
    /// The constants of this version of the program.
    package static let current = RankingConstants()

    let words = Words()
    let query = Query()
    let weight = Weight()
    let prefix = Prefix()
    let inflection = Inflection()
    let correction = Correction()
    let known = Known()
    let distance = Distance()
    let otherNames = OtherNames()
    /// The weights of documents, by state and type.
    package let document = Document()
    let impact = Impact()
    let lists = Lists()
    let idf = IDF()
    let score = Score()
    let second = Second()
    let need = Need()
    let results = Results()

    /// Limits of words, codes and numbers, in the index and in a query.
    struct Words: Sendable {
        /// The maximum length of a word: in bytes in the index, in characters in a query.
        let word = 40
        /// The maximum length of a code written with signs (`F-GC-012`), without the signs, in characters.
        let code = 24
        /// The maximum length of an initialism (`D.N.I.`), without the points, in characters.
        let initials = 10
        /// The minimum number of digits with spaces between them (`2200 0100`) that make one number.
        let digits = 6
    }

    /// Limits of the question that the engine reads.
    struct Query: Sendable {
        /// The maximum number of characters of a question that are read; of a longer one the first words are
        /// searched for.
        let length = 1_000
        /// The minimum number of letters of a part of a code that is searched for in addition to the code
        /// itself.
        let codePart = 3
        /// The maximum number of words in a row that are tried as one code (`pr atc 9`).
        let codeWords = 4
        /// The maximum number of letters and digits of a code written with blanks.
        let spacedCode = 16
        /// The minimum number of letters of an unfinished last word that the engine completes.
        let openWord = 2
        /// The maximum number of different words of a question that are searched for.
        let tokens = 16
        /// The number of rarest words that are always scored in a long question.
        let rarest = 9
        /// The maximum binary logarithm, rounded down, of the number of documents that hold a word. A word of a
        /// long question that exceeds it is scored only if it is among the rarest words.
        let usualDocuments = 6
        /// The number of decoded posting lists that the engine keeps between questions.
        let keptLists = 200
        /// The number of documents below which a filtered question reads the tails of long lists as
        /// well.
        let fewResults = 10
    }

    /// The weights of words in percent, by the way in which look-up found them.
    struct Weight: Sendable {
        /// The weight of an exact match, apart from accents and case.
        let exact = 100
        /// The weight of a word that differs from the typed one by accents alone, and is less usual
        /// than another such word.
        let otherAccents = 70
        /// The weight of another inflection of the same stem.
        let inflection = 95
        /// The weight of the nearest correction.
        let correction = 75
        /// The weight of any further correction.
        let otherCorrection = 45
        /// The weight subtracted from a correction of a short word that may also be unfinished.
        let lessBesidePrefix = 20
        /// The percent of its weight that an everyday word has (*sacar*, *gente*).
        let everyday = 35
        /// The weight of a word found through another name of the same thing (a synonym).
        let otherName = 80
        /// The percent of its weight that another name has if the typed name has several words: a phrase (*nadie me da
        /// razón*) tells a need more surely than a word.
        let phrase = 150
        /// The percent of its weight that a query word keeps if it is part of a known name of several words, because
        /// the name's synonyms count too.
        let inName = 50
    }

    /// The constants for completing an unfinished last word.
    struct Prefix: Sendable {
        /// The number of blocks of the lexicon that a completion reads.
        let blocks = 3
        /// The minimum number of letters of a last word that is completed although it is a known word itself.
        let letters = 3
        /// The maximum number of completions; the most frequent ones are used.
        let words = 8
        /// The weight of a completion that adds no letter if the typed word is itself known, in tenths of a percent.
        let besideWord = 375
        /// The weight of a completion that adds no letter if the typed word is not known, in tenths of a percent.
        let alone = 900
        /// The share of a typed letter, in tenths, that each added letter counts in the divisor of a
        /// completion's weight.
        let fade = 3
    }

    /// The constants for inflected forms that the index does not have.
    struct Inflection: Sendable {
        /// The minimum number of letters of a stem from which an ending is cut.
        let stem = 3
        /// The number of letters of a stem that is surely the word's own: no misspelling is considered
        /// then.
        let longStem = 5
        /// The number of letters of the ending that are left out to find the block of the stem.
        let ending = 4
        /// The frequency assumed for forms that are their own stem, as a binary logarithm.
        let noEnding = 15
        /// The factor, in tenths, by which each letter of a stem multiplies the stem's value.
        let growth = 16
        /// The number of the most frequent endings, which the manifest lists.
        let endings = 400
    }

    /// The constants for correcting mistyped words.
    struct Correction: Sendable {
        /// The minimum number of letters of a word that is corrected.
        let letters = 4
        /// The minimum number of letters of half a word; the engine looks up corrections by both halves.
        let half = 2
        /// The number of letters from which on the middle letter belongs to neither half.
        let middle = 6
        /// The number of blocks that are read for each half.
        let blocks = 6
        /// The distance in tenths of a letter that a correction must stay below.
        let limit = 11
        /// The distance in tenths of a letter that a correction of a long word must stay below.
        let longLimit = 21
        /// The minimum number of letters of a long word.
        let longWord = 8
        /// The maximum difference in length between a word and its correction.
        let lengths = 2
        /// The distance of words that sound alike, in tenths of a letter.
        let sameSound = 5
        /// The hundredths of a letter by which each doubling of a word's occurrences lowers the distance of the
        /// word.
        let usual = 3
        /// The hundredths of a letter by which further corrections may be farther than the nearest.
        let spread = 40
        /// The maximum number of corrections of one word.
        let candidates = 3
        /// The number of letters of an unfinished word with completions below which its corrections weigh less and
        /// are not reported.
        let shortPrefix = 6
    }

    /// Filters of words that are not corrected (`KnownWords`).
    struct Known: Sendable {
        /// The number of filters; a word is in one of them.
        let filters = 16
        /// The number of bits that a filter has for each of its words.
        let bits = 10
        /// The number of bits that each word sets in a filter.
        let hashes = 6
    }

    /// Costs of edits in the distance between two words, in tenths of a letter.
    struct Distance: Sendable {
        /// The cost of a wrong, missing or superfluous letter.
        let letter = 10
        /// The cost of two neighbours in the wrong order.
        let swap = 8
        /// The cost of a letter for one that Spanish writers confuse with it (b/v, c/s/z, g/j …).
        let confused = 4
        /// The cost of a missing or superfluous h; no letter costs less.
        let silent = 4
    }

    /// Limits of the search for other names of the same thing (synonyms, acronyms).
    struct OtherNames: Sendable {
        /// The maximum number of words of a query that are tried as one name.
        let words = 4
        /// The number of blocks that are read for each word that may begin a name.
        let blocks = 2
        /// The maximum number of possible stems of a word that the index lacks.
        let stems = 4
        /// The maximum number of other names that one name leads to.
        let names = 3
        /// The maximum number of documents of a name's posting list.
        let documents = 100
        /// The maximum number of sections of each document in a name's posting list.
        let sections = 5
    }

    /// The weights of documents in percent, by which the index multiplies the impacts of their words. The state of a
    /// document decides first, then its type.
    package struct Document: Sendable {
        /// The weight of a document that was repealed or replaced.
        package let repealed = 30
        /// The weight of an external document that the site only names.
        package let external = 60
        /// The weight of a clause, whose text stands in the documents that use it too.
        package let clause = 50
        /// The weight of a unit.
        package let unit = 75
        /// The weight of a competency, job, manual or term: who asks for a procedure finds it above these.
        package let reference = 80
        /// The weight of all other documents.
        package let other = 100
    }

    /// The constants of BM25F, which computes the impact of a group in one section, in percent of one occurrence in a
    /// text of average length.
    struct Impact: Sendable {
        /// The constant k1 of BM25: the number of occurrences at which an impact has half its greatest value.
        let saturation = 50
        /// The weight of a word in the text under a heading.
        let body = 100
        /// The constant b of BM25 for the text: the influence of its length, in percent.
        let bodyLength = 40
        /// The weight of a word in the section's heading.
        let heading = 500
        /// The constant b of BM25 for the heading: the influence of its length, in percent.
        let headingLength = 20
        /// The weight of a word in title and unit of the document, which count in all its sections.
        let titleAndUnit = 150
        /// The weight of a word in code and other names of the document.
        let keyword = 400
        /// The maximum number of occurrences of a word that count in titles and keywords.
        let repeats = 2
        /// The highest impact; impacts are integers from 1, in five bits of a posting.
        let levels = 31
    }

    /// The length of the head of a posting list, which every query reads; filters read the rest, its tail.
    struct Lists: Sendable {
        /// The maximum number of documents of a list that stands in the lexicon itself.
        let inline = 1
        /// The number of documents of a head; a list of at most half as many has no tail.
        let documents = 400
        /// The divisor of the number of documents of a list that gives the minimum number in its head.
        let share = 40
        /// The maximum number of sections of each document in the head of a list with a tail.
        let sections = 2
    }

    /// The constants of inverse document frequency, in parts of a bit.
    struct IDF: Sendable {
        /// The number of parts of one bit.
        let unit = 64
        /// The minimum inverse document frequency, which words in nearly all documents have.
        let least = 4
        /// The step to which values of names are rounded: they are stored, and one document more
        /// seldom changes them.
        let nameStep = 8
    }

    /// The constants that turn impacts into the score of a document.
    struct Score: Sendable {
        /// The divisor that scales the product of weight, inverse document frequency and impact to a score.
        let scale = 25
        /// The percent of the greatest impact that is added if the section has the exact form that was typed.
        let surface = 12
        /// The weight in percent of a section that has the word in its heading, or in its document's title, unit, code
        /// or other names.
        let outsideText = 180
        /// The percent of the points outside the best section that is added to its score. These points are what the
        /// query's tokens would add if each of them counted in its own best section.
        let otherSections = 30
    }

    /// The constants of the second ranking, which reads the texts of the best documents.
    struct Second: Sendable {
        /// The number of results of an answer, if the question does not set one.
        let results = 10
        /// The minimum number of words of a question in a person's own words.
        let needWords = 3
        /// The number of documents that are ranked again.
        let zone = 10
        /// The number of documents that are ranked again if a phrase in quotes is required.
        let phraseZone = 20
        /// The number of documents that are ranked again for a who-does-what question.
        let whoZone = 12
        /// The number of sections of each document whose texts are read.
        let sections = 2
        /// The distance in words that is assumed between two pieces of a section (paragraphs, steps).
        let pieceGap = 3
        /// The distance in words from which on two words are not near.
        let window = 16
        /// The numerator for two near words in the order of the question. They add (`window` − distance) × this ÷
        /// `closeness` of the lesser weight: neighbours 37.5 %.
        let inOrder = 5
        /// The factor for two near words in another order: neighbours add 30 %.
        let outOfOrder = 4
        /// The divisor of `inOrder` and `outOfOrder`.
        let closeness = 200
        /// The percentage of its weight that a title adds if the query contains all its words.
        let wholeTitle = 60
        /// The percent to which the score of an office is raised if a query asks when or where.
        let place = 130
        /// The percent to which the score of a document is raised if it states the fact that a query asks for.
        let fact = 150
        /// The percent of its score that a glossary term has if a query asks for a fact of a procedure.
        let factTerm = 50
        /// The percent to which the score of a section that tells readers' needs is raised for a question in everyday
        /// words.
        let needSection = 130
        /// The percent of its score that the section of short facts under the title of a procedure has then.
        let factsSection = 80
        /// The maximum number of words of a query that is looked for word for word.
        let wholeWords = 5
        /// The percentage of the worth of all its words that a query adds to a document whose best sections contain it
        /// word for word (*fecha de pago*, *lista de espera*).
        let wholeQuery = 30
        /// The share of a code's worth, in percent, that the second ranking adds to the score of the document
        /// with that code.
        let ownCode = 100
        /// The minimum score, in percent of the best section's score, at which a function or step answers a
        /// who-does-what question.
        let answering = 60
        /// The percent to which the score of a document is raised if one of its functions or steps answers a question.
        let answer = 130
    }

    /// The weight of documents in percent, by the key of their type, for a question in everyday words; 100 for all
    /// others.
    struct Need: Sendable {
        let standard = 95
        let term = 80
        let job = 85
        let manual = 85
        let unit = 90
        let page = 80
        let checklist = 90
        let competency = 80
        let office = 80
    }

    /// Limits of the text that a result shows, in characters.
    struct Results: Sendable {
        /// The number of completions of an unfinished word that a page highlights.
        let prefixMarks = 3
        /// The number of a document's best sections among which a result chooses the one to show.
        let sections = 2
        /// The percent of its worth that a piece has in this choice if it is a fact or a bare name instead of a
        /// sentence.
        let nameShare = 60
        /// The maximum length of a text that a result shows whole.
        let wholeText = 260
        /// The maximum distance between the first and the last of the words found that an excerpt is chosen to
        /// contain.
        let cluster = 200
        /// The number of characters that an excerpt shows before the first word found.
        let lead = 40
        /// The length of an excerpt.
        let excerpt = 240
        /// The maximum number of further headings of a document that a result shows.
        let otherHeadings = 2
    }

    /// The constants that only the index uses, which the manifest leaves out.
    private static let ofIndex: Set<String> = [
        "impact.saturation", "impact.body", "impact.bodyLength", "impact.heading", "impact.headingLength",
        "impact.titleAndUnit", "impact.keyword", "impact.repeats", "known.bits", "lists.inline", "lists.documents",
        "lists.share", "lists.sections", "idf.nameStep", "inflection.endings", "otherNames.names",
        "otherNames.documents", "otherNames.sections", "document.repealed", "document.external", "document.clause",
        "document.unit", "document.reference", "document.other",
    ]

    /// The table as JSON for the manifest: an object of objects of integers, with the names of this type.
    package var json: JSONText {
        let groups = Mirror(reflecting: self).children.map { group in
            let name = group.label ?? ""
            let members = Mirror(reflecting: group.value).children.compactMap { member -> (String, JSONText)? in
                let label = member.label ?? ""
                return Self.ofIndex.contains("\(name).\(label)") ? nil : (label, .integer(member.value as? Int ?? 0))
            }
            return (name, members)
        }
        return .object(groups.filter { !$0.1.isEmpty }.map { ($0.0, .object($0.1)) })
    }
}
