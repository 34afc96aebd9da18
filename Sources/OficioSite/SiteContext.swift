import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioOffice
import OficioSchema
import OficioSource
import OficioTheme

/// Data shared by all pages of a build: the edition, the theme's messages, and the paths of records.
package final class SiteContext: Sendable {
    let edition: Edition
    let theme: Theme
    /// Paths of pages by record, relative to the output folder.
    let paths: NameDependent<String>
    /// Paths of pages by form, `nil` for a form without a page.
    let formPaths: [String?]
    let messages: TemplateValue
    let states: StateNames
    let competencies: CompetencyCatalogue
    /// Positions in the order of titles, by record.
    let titleOrder: NameDependent<Int32>
    let navigation: Navigation
    /// The first day after the edition's day on which some page would differ, `nil` if no such day is known.
    let nextChange: CalendarDate?
    /// Whether the context is for an archived version, whose records have no links.
    let isArchive: Bool
    /// The root of links in a file that is used outside the site: the address of the site, empty for none. `nil` inside
    /// the site.
    let linkBase: String?
    /// Whether the values of fields are marked; see `ControlKey`.
    let writesControls: Bool

    /// Folded names of posts, for a public build that hides people's names; `nil` if names may be shown.
    private let posts: Set<String>?

    /// Paths of the PDFs that the site contains.
    let pdfs: Set<String>
    /// Paths of the attachments that a public build publishes; `nil` if it publishes all.
    let published: Set<String>?
    /// Facts about jobs; empty in an archived version.
    let jobs: JobFacts
    /// The versions that the public sees, by record; `nil` if nothing is hidden.
    let publicVersions: SparseRecordFacts<PublicVersions>?

    /// The fingerprint of the program, the settings, the types and the forms; 0 if nothing is cached.
    let configuration: UInt64

    /// The records of the edition with the paths of their pages.
    package var recordPages: [(document: RecordID, path: String)] {
        edition.corpus.records.indices.map { (edition.corpus.recordID(of: $0), paths.all[$0]) }
    }

    /// Creates the context of a site without a cache.
    ///
    /// - Parameters:
    ///   - edition: the edition to show.
    ///   - theme: the theme of the pages.
    ///   - linkBase: the root of links in a file outside the site, `nil` inside the site.
    ///   - writesControls: whether the values of fields are marked; see `ControlKey`.
    ///   - published: the paths of the attachments that a public build publishes; `nil` for all.
    package convenience init(
        edition: Edition, theme: Theme, linkBase: String? = nil, writesControls: Bool = false,
        published: Set<String>? = nil
    ) {
        var nothing: ResultCache?
        self.init(
            edition: edition, theme: theme, linkBase: linkBase, writesControls: writesControls, published: published,
            knowing: &nothing, configuration: 0)
    }

    /// Creates the context of a site, with a cache of facts about jobs.
    ///
    /// - Parameters:
    ///   - edition: the edition to show.
    ///   - theme: the theme of the pages.
    ///   - linkBase: the root of links in a file outside the site, `nil` inside the site.
    ///   - writesControls: whether the values of fields are marked; see `ControlKey`.
    ///   - published: the paths of the attachments that a public build publishes; `nil` for all.
    ///   - known: the cached digests of jobs, which this call updates; `nil` to cache nothing.
    ///   - configuration: the fingerprint of the program, the settings, the types and the forms.
    package init(
        edition: Edition, theme: Theme, linkBase: String? = nil, writesControls: Bool = false,
        published: Set<String>? = nil, knowing known: inout ResultCache?, configuration: UInt64
    ) {
        self.linkBase = linkBase
        self.writesControls = writesControls
        self.configuration = configuration
        self.published = published
        pdfs = []
        self.edition = edition
        self.theme = theme
        paths = NameDependent(edition.corpus, RecordPaths.assign(edition.corpus))
        let folder = edition.corpus.schema.language == .spanish ? "formatos" : "forms"
        // A public build has pages only for the forms of the documents that it shows.
        let used = edition.publicView == nil ? nil : Set(edition.corpus.records.map(\.form))
        formPaths = edition.corpus.schema.forms.enumerated().map { place, form in
            form.isBuiltIn || used?.contains(place) == false ? nil : "\(folder)/\(form.address.slug()).html"
        }
        posts =
            edition.publicView == nil || edition.corpus.schema.settings.publishesPeople
            ? nil : Self.posts(edition.corpus)
        let sorted = SpanishOrder.sorted(edition.corpus)
        var order = [Int32](repeating: 0, count: sorted.count)
        for (place, record) in sorted.enumerated() { order[record] = Int32(place) }
        titleOrder = NameDependent(edition.corpus, order)
        jobs = JobFacts(edition, order: order, knowing: &known, baseStamp: configuration)
        publicVersions = PublicVersions.all(edition)
        navigation = Navigation(edition, jobs)
        nextChange = edition.nextChange
        isArchive = false
        messages = .object(
            TemplateObject(theme.messages.sorted { $0.key < $1.key }.map { (TemplateName($0.key), .text($0.value)) }))
        states = StateNames(theme)
        competencies = CompetencyCatalogue(edition.corpus)
    }

    /// Creates a copy of a context that also has PDFs.
    init(_ bare: SiteContext, pdfs: Set<String>) {
        self.pdfs = pdfs
        published = bare.published
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
        writesControls = bare.writesControls
        linkBase = bare.linkBase
        configuration = bare.configuration
        jobs = bare.jobs
        publicVersions = bare.publicVersions
    }

    /// Creates the context of an archived version for its page at `path`. The document is the edition's first record.
    init(archive edition: Edition, path: String, of site: SiteContext) {
        linkBase = nil
        writesControls = false
        configuration = site.configuration
        pdfs = []
        published = site.published
        posts = site.posts
        jobs = JobFacts()
        publicVersions = nil
        self.edition = edition
        theme = site.theme
        let others = Array(repeating: "", count: max(0, edition.corpus.records.count - 1))
        paths = NameDependent(edition.corpus, [path] + others)
        formPaths = edition.corpus.schema.forms.map { _ in nil }
        titleOrder = NameDependent(edition.corpus, Array(repeating: 0, count: edition.corpus.records.count))
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

    /// Whether a page may name the person or body that authorised a release. A public build may only show names of
    /// posts, because any other name may be a person's. Records a dependency on the name.
    func mayShow(authorizer: String) -> Bool {
        guard let posts, let view = edition.publicView else { return true }
        let name = authorizer.folded
        corpus.recordQuery(.post, name)
        return posts.contains(name) || view.isPost(authorizer)
    }

    private static let postList = "posts"

    /// The answers to the queries that `mayShow` and `recordPublicView` record as dependencies, for the fingerprints
    /// of a build.
    var postAnswers: [ReadStamps.Answer] {
        guard let posts else { return [] }
        var all = Stamp()
        all.add(posts.sorted())
        return posts.map { (.post, $0, 1) } + [(.list, Self.postList, all.value)]
    }

    /// Records that the current computation depends on the whole public view: everything that decides what a public
    /// build hides.
    func recordPublicView() {
        guard let view = edition.publicView else { return }
        view.dependOnWholeView()
        corpus.recordQuery(list: Self.postList)
    }

    /// Returns the folded roles in rows that also give a name.
    private static func posts(_ corpus: Corpus) -> Set<String> {
        Set(corpus.records.flatMap { $0.posts(corpus.schema) }.map(\.folded))
    }

    /// Returns the person or unit responsible for a document, or else its unit; `nil` if the document gives neither, or
    /// only a hidden name.
    func answerable(for index: Int) -> String? {
        let whole = corpus.records[index]
        let record = edition.publicView?.withoutNames(whole) ?? whole
        for field in [FieldKey.owner, .unit, .area] {
            guard case .references(let references)? = corpus.value(record, field), let first = references.first else {
                continue
            }
            return corpus.target(of: first, from: record.file).map { corpus.records[$0].title } ?? first.text.plain
        }
        return nil
    }

    /// Returns a message of the theme, or its key if the theme has none.
    func message(_ key: String) -> String { theme.messages[key] ?? key }

    /// Returns the address of a record's page from a page at `root`. It is `nil` for an archived version, and in a
    /// file outside a site that has no address.
    func url(of record: Int, from root: String) -> String? { isArchive || linkBase == "" ? nil : root + paths[record] }

    /// Returns the path from a page to the root of the site; in a file outside the site, the address of the site.
    func root(of path: String) -> String { linkBase ?? PageFrame.root(of: path) }

    /// Returns the address of an attachment, relative to the root of the site.
    func attachmentURL(_ path: String) -> String {
        path.dropFirst("content/".count).split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
    }

    /// Whether an attachment is published. Files that a browser could run are not, and a public build leaves out
    /// others.
    func isPublished(_ path: String) -> Bool {
        if case .withheld = settings.resources.treatment(of: path) { return false }
        return published?.contains(path) ?? true
    }

    /// Returns the address of an image, `nil` if it is not published. In a file outside the site, it is a `data:` URL
    /// with the image itself. An SVG picture is cleaned first; an incomplete one keeps its address, at which the site
    /// publishes nothing.
    func image(_ path: String, from root: String) -> String? {
        guard isPublished(path) else { return nil }
        let address = root + attachmentURL(path)
        guard linkBase != nil, var bytes = try? Files.read(edition.history.root + "/" + path) else { return address }
        let isPublic = edition.publicView != nil
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let type = ["svg": "svg+xml", "jpg": "jpeg"][ending] ?? ending
        if case .cleaned = settings.resources.treatment(of: path) {
            guard let cleaned = SVGCleaner.clean(bytes, isPublic: isPublic)?.bytes else { return address }
            bytes = cleaned
        } else if isPublic {
            // A picture that cannot be cleaned is published only if the site allows it as it is.
            bytes = PictureMetadata.withoutMetadata(bytes) ?? bytes
        }
        return "data:image/\(type);base64,\(Base64.text(bytes))"
    }

    /// Returns the path that the PDF of a record has, whether or not the PDF exists.
    func pdfPath(_ record: Int) -> String { "pdf/" + paths[record].replacing(".html", with: ".pdf") }

    func type(_ record: Int) -> DocumentType { corpus.type(of: record) }

    func typeName(_ type: DocumentType) -> String { type.name[language].capitalizedFirst }

    func pluralName(_ type: DocumentType) -> String { type.plural[language].capitalizedFirst }

    /// Returns the path of the page that lists the records of a type.
    func listPath(_ type: DocumentType) -> String { "\(schema.addressFolder(of: type))/index.html" }
}

/// The pages that every page links to: the three doors and the lists in the footer.
struct Navigation: Sendable {
    /// The path of each type's list page by the type's identifier, for types with records.
    let lists: [String: String]

    /// Whether the site has a page of news: something was released, or the edition is past.
    let hasNews: Bool
    /// Whether some job has functions.
    let hasFunctions: Bool
    /// Whether some job requires competencies.
    let hasMatrix: Bool
    /// Whether some document is controlled.
    let hasControlled: Bool

    /// Fingerprint of all properties, because every page shows the navigation. Add new properties here.
    var stamp: UInt64 {
        var stamp = Stamp()
        stamp.add(lists.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
        for flag in [hasNews, hasFunctions, hasMatrix, hasControlled] { stamp.add(flag) }
        return stamp.value
    }

    init(_ edition: Edition, _ jobs: JobFacts) {
        hasFunctions = jobs.jobs.contains { jobs.count(of: $0).functions > 0 }
        hasMatrix = jobs.jobs.contains { jobs.count(of: $0).requirements > 0 }
        hasControlled = edition.corpus.records.indices.contains {
            edition.corpus.type(of: $0).isControlled && edition.manuals[$0] == nil
                && !edition.corpus.isExternal(edition.corpus.records[$0])
        }
        let corpus = edition.corpus
        hasNews = !edition.publications.all.isEmpty || edition.isPast
        let present = Set(corpus.records.map(\.type))
        let schema = corpus.schema
        lists = Dictionary(
            present.map { (schema.types[$0].id, "\(schema.addressFolder(of: schema.types[$0]))/index.html") }
        ) { a, _ in a }
    }
}

/// Assigns the paths of records' pages: `folder/id.html`, readable and stable.
private enum RecordPaths {
    static func assign(_ corpus: Corpus) -> [String] {
        let folders = corpus.schema.types.map { corpus.schema.addressFolder(of: $0) }
        var names = UniqueNames(Set(folders.map { "\($0)/index.html" }))
        return corpus.records.map { record in
            let folder = folders[record.type]
            return names.next("\(folder)/\(record.id).html", ignoresCase: true) {
                "\(folder)/\(record.id)-\($0).html"
            }
        }
    }
}
