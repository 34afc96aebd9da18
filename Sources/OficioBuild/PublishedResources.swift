import Diagnostics
import OficioCheck
import OficioHistory
import OficioImport
import OficioModel
import OficioOffice
import OficioSchema
import OficioSite
import OficioSource

/// The files of `content/recursos/` that a build publishes below `recursos/`, without files that a browser could
/// execute. A public build includes only files that some document refers to and that `PublicAttachment` accepts.
struct PublishedResources: Sendable {
    /// The files that the build publishes.
    let files: [PlannedFile]
    /// The paths of the files below `content/` that a public build publishes; `nil` for a build of everything.
    let published: Set<String>?

    /// Decides which attached files of a site a build publishes.
    init(_ folder: SiteFolder, for edition: Edition) {
        let settings = edition.corpus.schema.settings
        let policy = settings.resources, root = folder.root
        let secrets = SecretFiles(root: root, settings.history)
        guard let view = edition.publicView else {
            published = nil
            files = folder.attachments.compactMap { file in
                if secrets.reason(file.path, root: root) != nil { return nil }
                let source = root + "/" + file.path
                switch policy.treatment(of: file.path) {
                case .withheld: return nil
                case .asIs: return Self.plannedFile(file.path) { (try? Files.read(source)) ?? [] }
                case .cleaned:
                    return Self.plannedFile(file.path) {
                        (try? Files.read(source)).flatMap { SVGCleaner.clean($0)?.bytes } ?? []
                    }
                }
            }
            return
        }
        var named = Set(edition.corpus.links.flatMap(\.attachments))
        if let logo = settings.identity.logo?.path { named.insert("content/" + logo) }
        let paths = folder.attachments.map(\.path).filter(named.contains)
        let isOut = paths.concurrentMap { path -> Bool in
            if !policy.permits(path), view.isNamed(inPath: path) { return false }
            if case .withheld = policy.treatment(of: path) { return false }
            if secrets.reason(path, root: root) != nil { return false }
            if case .withheld = PublicAttachment.decision(on: path, root: root, policy) { return false }
            return true
        }
        let shown = zip(paths, isOut).filter(\.1).map(\.0)
        published = Set(shown)
        files = shown.map { path in
            Self.plannedFile(path) {
                guard let bytes = try? Files.read(root + "/" + path) else { return [] }
                switch PublicAttachment(path, bytes, policy) {
                case .published(let bytes, _), .permitted(let bytes, _): return bytes
                case .withheld: return []
                }
            }
        }
    }

    private static func plannedFile(_ path: String, _ render: @escaping @Sendable () -> [UInt8]) -> PlannedFile {
        PlannedFile(path: String(path.dropFirst("content/".count)), render: render)
    }
}

/// Reports attached files and signed copies that are not published, and attached files that are published without
/// their active parts or with data about their author.
struct ResourceCheck {
    private(set) var diagnostics: [Diagnostic] = []
    /// The paths of the reported files, in the order of their ids.
    private(set) var paths: [String] = []

    /// Creates a check that has looked at no file.
    init() {}

    /// Checks the attached files and the signed copies of releases. Findings receive consecutive file ids from `start`.
    init(_ site: OpenedSite, from start: Int) {
        let policy = site.settings.resources
        // Where everything is internal, no public build has files to publish.
        let isForPublic = !site.settings.isInternal || site.corpus.hiddenRecords.count < site.corpus.records.count
        let secrets = SecretFiles(root: site.root, site.settings.history)
        for file in site.loaded.folder.attachments {
            let path = file.path
            if let reason = secrets.reason(path, root: site.root) {
                reportSecret(path, reason, from: start)
                continue
            }
            switch policy.treatment(of: path) {
            case .withheld:
                reportActive(path, from: start)
            case .cleaned:
                guard let outcome = SVGCleaner.clean((try? Files.read(site.root + "/" + path)) ?? []) else {
                    reportDamaged(path, from: start)
                    continue
                }
                if outcome.removed.isEmpty { continue }
                reportCleaned(path, outcome.removed, from: start)
            case .asIs:
                if isForPublic { reportMetadata(path, site.root, policy, from: start) }
                guard policy.needsInspection(path),
                    let bytes = Files.beginning(of: site.root + "/" + path, count: 1024),
                    policy.isPage(path, beginning: bytes)
                else { continue }
                reportDisguised(path, from: start)
            }
        }
        if isForPublic { reportNames(site, policy, from: start) }
        reportTheme(site, isForPublic: isForPublic, from: start)
        let assets = site.theme.filesOnDisk.map(\.path).filter(ThemeResources.isAsset)
        reportIneffective(
            policy, site.loaded.folder.attachments.map(\.path) + assets.map(ThemeResources.resource))
        for ledger in site.history.ledgers {
            for copy in ledger.entries.flatMap(\.attachments) where !ledger.isAcceptable(copy, root: site.root) {
                let path = ledger.path + "/" + copy.file
                guard Files.status(site.root + "/" + path) != nil else { continue }
                add(
                    .warning, path,
                    Localized(
                        es: "«\(path)» no es un PDF ni una imagen: no se publica",
                        en: "“\(path)” is neither a PDF nor a picture: it is not published"),
                    from: start)
            }
        }
    }

    /// Reports a file of `folder` that no build publishes.
    mutating func reportSecret(
        _ path: String, _ reason: Localized, in folder: String = "content/recursos", from start: Int
    ) {
        add(
            .error, path,
            Localized(
                es: "«\(path)» \(reason.spanish): ninguna compilación lo publica; sáquelo de «\(folder)»",
                en: "“\(path)” \(reason.english): no build publishes it; take it out of “\(folder)”"),
            rule: .secretFile, from: start)
    }

    /// Reports a file that a browser or a server could run, by its name.
    mutating func reportActive(_ path: String, from start: Int) {
        add(
            .warning, path,
            Localized(
                es: """
                    «\(path)» puede ejecutarse en quien lo abra o en el servidor: no se publica; si debe, nómbrelo en \
                    «site.yaml», «recursos: {permitir: […]}»
                    """,
                en: """
                    “\(path)” may run where it is opened or on the server: it is not published; if it has to, name it \
                    in “site.yaml”, “resources: {allow: […]}”
                    """), from: start)
    }

    /// Reports a picture that is published without some of its parts.
    mutating func reportCleaned(_ path: String, _ removed: [String], from start: Int) {
        let what = removed.joined(separator: ", ")
        add(
            .warning, path,
            Localized(
                es: "«\(path)» se publica sin lo que se ejecuta o lleva fuera de él: \(what)",
                en: "“\(path)” is published without what runs or leads out of it: \(what)"), from: start)
    }

    /// Reports an SVG picture that cannot be read as a whole.
    mutating func reportDamaged(_ path: String, from start: Int) {
        add(
            .error, path,
            Localized(
                es: "«\(path)» no es un archivo SVG completo: no se publica",
                en: "“\(path)” is not a complete SVG file: it is not published"), from: start)
    }

    /// Reports a page or a script whose name says something else.
    mutating func reportDisguised(_ path: String, from start: Int) {
        add(
            .error, path,
            Localized(
                es: """
                    «\(path)» es una página o un guion, y su nombre no lo dice: póngale su extensión, o nómbrelo en \
                    «site.yaml», «recursos: {permitir: […]}»
                    """,
                en: """
                    “\(path)” is a page or a script, and its name does not say so: give it its ending, or name it in \
                    “site.yaml”, “resources: {allow: […]}”
                    """), from: start)
    }

    /// Reports a file that public builds leave out because of what it says of its maker. `name` is the name by which
    /// the site may allow it.
    mutating func reportPersonal(_ path: String, _ name: String, _ reason: Localized, from start: Int) {
        add(
            .warning, path,
            Localized(
                es: """
                    «\(path)» \(reason.spanish): la compilación pública no lo publica; quítele los metadatos, o \
                    permítalo en «site.yaml», «recursos: {permitir: ["\(name)"]}»
                    """,
                en: """
                    “\(path)” \(reason.english): public builds do not publish it; remove its metadata, or allow it in \
                    “site.yaml”, “resources: {allow: ["\(name)"]}”
                    """), rule: .attachmentMetadata, from: start)
    }

    /// Reports an attached file that public builds withhold, or that the site allows although it contains data about
    /// its author.
    private mutating func reportMetadata(_ path: String, _ root: String, _ policy: ResourcePolicy, from start: Int) {
        switch PublicAttachment.decision(on: path, root: root, policy) {
        case .published(_, let told):
            if told.isEmpty { return }
            add(
                .note, path,
                Localized(
                    es: "la compilación pública publica «\(path)» "
                        + told.map(\.spanish).joined(separator: "; "),
                    en: "public builds publish “\(path)” " + told.map(\.english).joined(separator: "; ")),
                rule: .attachmentMetadata, from: start)
        case .permitted(_, let metadata):
            if metadata.isEmpty { return }
            add(
                .note, path,
                Localized(
                    es: "«\(path)» se publica, porque el sitio lo permite, con lo que dice de quien lo hizo: "
                        + metadata.map(\.spanish).joined(separator: "; "),
                    en: "“\(path)” is published, because the site allows it, with what it says of whoever made it: "
                        + metadata.map(\.english).joined(separator: "; ")), rule: .attachmentMetadata, from: start)
        case .withheld(let reason):
            reportPersonal(path, String(path.dropFirst("content/recursos/".count)), reason, from: start)
        }
    }

    /// Reports attached files that a public document links and public builds withhold because their names are those of
    /// internal documents.
    private mutating func reportNames(_ site: OpenedSite, _ policy: ResourcePolicy, from start: Int) {
        let corpus = site.corpus
        let names = HiddenNames(ofInternalIn: corpus)
        let found = site.loaded.folder.attachments.map(\.path).compactMap { path in
            policy.permits(path) ? nil : names.occurrence(inPath: path).map { (path, $0) }
        }
        if found.isEmpty { return }
        let hidden = Set(corpus.hiddenRecords)
        let linked = Set(
            corpus.links.enumerated().filter { !hidden.contains($0.offset) }.flatMap(\.element.attachments))
        for (path, name) in found where linked.contains(path) {
            let file = path.dropFirst("content/recursos/".count)
            let source = corpus.path(of: corpus.records[name.record].file) ?? ""
            add(
                .warning, path,
                Localized(
                    es: """
                        «\(path)» se llama como «\(source)», que es interno: la compilación pública no lo publica; \
                        déle otro nombre, o permítalo en «site.yaml», «recursos: {permitir: ["\(file)"]}»
                        """,
                    en: """
                        “\(path)” has a name of “\(source)”, which is internal: public builds do not publish it; give \
                        it another name, or allow it in “site.yaml”, “resources: {allow: ["\(file)"]}”
                        """), rule: .internalName, from: start)
        }
    }

    /// Reports elements of `recursos: {permitir: […]}` that allow no file of the site, such as misspelled paths.
    private mutating func reportIneffective(_ policy: ResourcePolicy, _ attachments: [String]) {
        for (text, span) in policy.entries where !ResourcePolicy.hasEffect(text, on: attachments) {
            var found = Diagnostic(
                .invalidSetting, at: span,
                Localized(
                    es: "«\(text)» no permite nada: ningún archivo de «recursos» tiene esa ruta o extensión",
                    en: "“\(text)” allows nothing: no file of “recursos” has this path or extension"))
            found.severity = .warning
            diagnostics.append(found)
        }
    }

    private mutating func add(
        _ severity: Severity, _ path: String, _ message: Localized, rule: Rule = .activeResource, from start: Int
    ) {
        var found = Diagnostic(rule, at: .start(of: FileID(start + paths.count)), message)
        found.severity = severity
        diagnostics.append(found)
        paths.append(path)
    }
}

extension Rule {
    /// Reports an attached file that public builds withhold because its metadata names its author, or may do so.
    package static let attachmentMetadata = Rule(
        "metadatos-en-adjunto", .site, .warning,
        what: Localized(
            es: """
                Un archivo adjunto lleva autor, comentarios u otros metadatos, o puede llevarlos: la compilación \
                pública no lo publica.
                """,
            en: """
                An attached file has an author, comments or other metadata, or may have them: public builds do not \
                publish it.
                """),
        why: Localized(
            es: """
                Quien lo bajara los vería. Se quitan con «Inspeccionar documento» de Word, en «Archivo, Propiedades» \
                de LibreOffice, o guardando el PDF de nuevo; de imágenes PNG, JPEG, GIF, WebP y SVG, la compilación \
                pública los quita sola. Lo que deba salir como está se nombra en «site.yaml»: «recursos: {permitir: \
                [pdf, plano.tif]}», por extensión o por su ruta.
                """,
            en: """
                Whoever downloaded it would see them. Word's “Inspect document”, LibreOffice's “File, Properties”, or \
                saving the PDF anew remove them; public builds remove them from PNG, JPEG, GIF, WebP and SVG pictures \
                by themselves. Name what has to go out as it is in “site.yaml”: “resources: {allow: [pdf, plan.tif]}”, \
                by its ending or its path.
                """),
        fires: """
            === content/recursos/plano.pdf
            %PDF-1.4
            1 0 obj <</Author (Rosa)>> endobj
            """,
        passes: """
            === content/recursos/plano.pdf
            %PDF-1.4
            1 0 obj <</Title (Plano)>> endobj
            """)

    /// Reports a file of `recursos/`, or a signed copy, that a browser or server could execute.
    package static let activeResource = Rule(
        "recurso-activo", .site, .warning,
        what: Localized(
            es: "Un archivo adjunto puede ejecutar algo al abrirlo.",
            en: "An attached file may run something where it is opened."),
        why: Localized(
            es: """
                Una página, un guion o un SVG con código se abriría en nombre de la institución, \
                con lo que ella guarda en el navegador de quien lee; lo que un servidor ejecuta, \
                en el servidor. Lo que haga falta se nombra en «site.yaml»: «recursos: {permitir: [html]}», \
                por extensión o por su ruta.
                """,
            en: """
                A page, a script or an SVG with code would open in the institution's name, \
                with what that keeps in its readers' browsers; what a server runs, \
                on the server. Name what is needed in “site.yaml”: “resources: {allow: [html]}”, \
                by its ending or its path.
                """
        ),
        fires: """
            === content/recursos/calculadora.html
            <script>alert(1)</script>
            """,
        passes: """
            === content/site.yaml
            institución: Archivo
            recursos: {permitir: [calculadora.html]}
            === content/recursos/calculadora.html
            <script>alert(1)</script>
            """)
}
