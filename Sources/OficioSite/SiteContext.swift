import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme

/// What every page of one build reads: the edition, the theme's words, and where each record is published.
package final class SiteContext: Sendable {
    let edition: Edition
    let theme: Theme
    /// By record: paths below the output folder.
    let paths: [String]
    /// By form: paths, `nil` for forms that the site does not declare.
    let formPaths: [String?]
    let messages: TemplateValue
    let states: StateNames
    let competencies: CompetencyCatalogue
    /// By record: its place in the order of titles.
    let titleOrder: [Int32]
    let navigation: Navigation
    /// The first day after the edition's on which some page would read otherwise.
    let nextChange: CalendarDate?
    /// Whether it shows a version that is not the published one: nothing in it is a link.
    let isArchive: Bool
    /// Where links lead from a document that travels alone: the address of the site, empty for nowhere; `nil` inside the site.
    let linkBase: String?
    /// Whether the values of fields are marked; see `FieldMark`.
    let marksFields: Bool

    /// Folded names of posts, for public builds that show no names of people; `nil` where names may be shown.
    private let posts: Set<String>?

    /// Paths of the PDFs that the site has.
    let pdfs: Set<String>
    /// What is known of jobs; none in an archived version.
    let jobs: JobFacts

    /// - Parameters:
    ///   - linkBase: where links lead from a document that travels alone; `nil` inside the site.
    ///   - marksFields: whether the values of fields are marked; see `FieldMark`.
    package convenience init(edition: Edition, theme: Theme, linkBase: String? = nil, marksFields: Bool = false) {
        var nothing: KeptAnswers?
        self.init(
            edition: edition, theme: theme, linkBase: linkBase, marksFields: marksFields, knowing: &nothing, basis: 0)
    }

    /// - Parameters:
    ///   - known: what was worked out of jobs the last time, and afterwards what is now; `nil` where nobody keeps it.
    ///   - basis: tells the program, and what types and forms say.
    package init(
        edition: Edition, theme: Theme, linkBase: String? = nil, marksFields: Bool = false,
        knowing known: inout KeptAnswers?, basis: UInt64
    ) {
        self.linkBase = linkBase
        self.marksFields = marksFields
        pdfs = []
        self.edition = edition
        self.theme = theme
        paths = RecordPaths.assign(edition.corpus)
        let folder = edition.corpus.schema.language == .spanish ? "formatos" : "forms"
        // The public sees the forms of what it sees.
        let used = edition.publicView == nil ? nil : Set(edition.corpus.records.map(\.form))
        formPaths = edition.corpus.schema.forms.enumerated().map { place, form in
            form.isBuiltIn || used?.contains(place) == false ? nil : "\(folder)/\(form.id.slug()).html"
        }
        posts = edition.publicView == nil || edition.corpus.schema.settings.publishesPeople ? nil : Self.posts(edition.corpus)
        let keyed = edition.corpus.records.indices.map { (key: SpanishOrder.key(edition.corpus.records[$0].title), index: $0) }
        let sorted = keyed.sorted { ($0.key, edition.corpus.records[$0.index].id, $0.index) < ($1.key, edition.corpus.records[$1.index].id, $1.index) }
        var order = [Int32](repeating: 0, count: sorted.count)
        for (place, entry) in sorted.enumerated() { order[entry.index] = Int32(place) }
        titleOrder = order
        jobs = JobFacts(edition, order: order, knowing: &known, basis: basis)
        navigation = Navigation(edition, jobs)
        nextChange = edition.nextChange
        isArchive = false
        messages = .object(TemplateObject(theme.messages.sorted { $0.key < $1.key }.map { (TemplateName($0.key), .text($0.value)) }))
        states = StateNames(theme)
        competencies = CompetencyCatalogue(edition.corpus)
    }

    /// The same site with PDFs.
    init(_ bare: SiteContext, pdfs: Set<String>) {
        self.pdfs = pdfs
        posts = bare.posts
        edition = bare.edition
        theme = bare.theme
        paths = bare.paths
        formPaths = bare.formPaths
        messages = bare.messages
        states = bare.states
        competencies = bare.competencies
        titleOrder = bare.titleOrder
        navigation = bare.navigation
        nextChange = bare.nextChange
        isArchive = bare.isArchive
        marksFields = bare.marksFields
        linkBase = bare.linkBase
        jobs = bare.jobs
    }

    /// A version on its own page, inside a site.
    ///
    /// - Parameter path: the page of the document, which is the edition's first record.
    init(archive edition: Edition, path: String, of site: SiteContext) {
        linkBase = nil
        marksFields = false
        pdfs = []
        posts = site.posts
        jobs = JobFacts()
        self.edition = edition
        theme = site.theme
        paths = [path] + Array(repeating: "", count: max(0, edition.corpus.records.count - 1))
        formPaths = edition.corpus.schema.forms.map { _ in nil }
        titleOrder = Array(repeating: 0, count: edition.corpus.records.count)
        navigation = site.navigation
        nextChange = site.nextChange
        isArchive = true
        messages = site.messages
        states = site.states
        competencies = CompetencyCatalogue(edition.corpus)
    }

    var corpus: Corpus { edition.corpus }
    var schema: Schema { edition.corpus.schema }
    var settings: SiteSettings { _read { yield edition.corpus.schema.settings } }
    var language: Language { edition.corpus.schema.language }

    /// Whether the page may say who authorised a release: what is not the name of a post may be that of a person.
    func mayShow(authorizer: String) -> Bool {
        guard let posts, let view = edition.publicView else { return true }
        return posts.contains(authorizer.folded) || view.isPost(authorizer)
    }

    /// Everything that `mayShow` goes by besides the public view, in one line.
    var postSignature: String { posts?.sorted().joined(separator: "|") ?? "-" }

    /// Roles that stand beside a name.
    private static func posts(_ corpus: Corpus) -> Set<String> { Set(corpus.records.flatMap { $0.posts(corpus.schema) }.map(\.folded)) }

    /// Who answers for a document, else the unit that it belongs to; `nil` where neither is said, or only a name that is not shown.
    func owner(of index: Int) -> String? {
        let whole = corpus.records[index]
        let record = edition.publicView?.withoutNames(whole) ?? whole
        for field in [FieldKey.owner, .unit, .area] {
            guard case .references(let references)? = corpus.value(record, field), let first = references.first else { continue }
            return corpus.target(of: first, from: record.file).map { corpus.records[$0].title } ?? first.text.plain
        }
        return nil
    }

    /// A word of the interface; its key where the theme has none.
    func message(_ key: String) -> String { theme.messages[key] ?? key }

    /// The address of a record's page from a page at `root`, `nil` in an archived version.
    func url(of record: Int, from root: String) -> String? { isArchive || linkBase == "" ? nil : root + paths[record] }

    /// From a page to the root of the site.
    func root(of path: String) -> String { linkBase ?? PageFrame.root(of: path) }

    /// The address of an attachment below the root of the site.
    func attachmentURL(_ path: String) -> String {
        path.dropFirst("content/".count).split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
    }

    /// Whether an attachment is among the files of the site: not where it could run.
    func isPublished(_ path: String) -> Bool { if case .withheld = settings.resources.treatment(of: path) { false } else { true } }

    /// The address of a picture; the picture itself in a document that travels alone.
    func image(_ path: String, from root: String) -> String {
        guard linkBase != nil, let bytes = try? Files.read(edition.history.root + "/" + path) else { return root + attachmentURL(path) }
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let type = ["svg": "svg+xml", "jpg": "jpeg"][ending] ?? ending
        return "data:image/\(type);base64,\(Base64.text(bytes))"
    }

    /// Where a record's PDF lies, if it has one.
    func pdfPath(_ record: Int) -> String { "pdf/" + paths[record].replacing(".html", with: ".pdf") }

    func type(_ record: Int) -> DocumentType { corpus.type(of: record) }

    func typeName(_ type: DocumentType) -> String { type.name[language].capitalizedFirst }

    func pluralName(_ type: DocumentType) -> String { type.plural[language].capitalizedFirst }

    /// The page that lists the records of a type.
    func listPath(_ type: DocumentType) -> String { "\(type.folder)/index.html" }
}

/// What every page links to: the three doors, and the lists of the footer.
struct Navigation: Sendable {
    /// Types with records, by identifier: the page that lists them.
    let lists: [String: String]

    let hasNews: Bool
    /// Whether some job has functions, some job asks for competencies, some document is controlled.
    let hasFunctions: Bool
    let hasMatrix: Bool
    let hasControlled: Bool

    init(_ edition: Edition, _ jobs: JobFacts) {
        hasFunctions = jobs.jobs.contains { jobs.count(of: $0).functions > 0 }
        hasMatrix = jobs.jobs.contains { jobs.count(of: $0).requirements > 0 }
        hasControlled = edition.corpus.records.indices.contains {
            edition.corpus.type(of: $0).isControlled && edition.manuals[$0] == nil && !edition.corpus.isExternal(edition.corpus.records[$0])
        }
        let corpus = edition.corpus
        hasNews = !edition.publications.all.isEmpty || edition.isPast
        let present = Set(corpus.records.map(\.type))
        lists = Dictionary(present.map { (corpus.schema.types[$0].id, "\(corpus.schema.types[$0].folder)/index.html") }) { a, _ in a }
    }
}

/// Where each record is published: `folder/id.html`, readable and stable.
private enum RecordPaths {
    static func assign(_ corpus: Corpus) -> [String] {
        var taken: Set<String> = Set(corpus.schema.types.map { "\($0.folder)/index.html" })
        return corpus.records.map { record in
            let folder = corpus.schema.types[record.type].folder
            var path = "\(folder)/\(record.id).html"
            var counter = 2
            while !taken.insert(path.lowercased()).inserted {
                path = "\(folder)/\(record.id)-\(counter).html"
                counter += 1
            }
            return path
        }
    }
}
