import Diagnostics
import OficioHistory
import OficioImport
import OficioOffice
import OficioSchema
import OficioSite
import OficioSource

extension SiteFolder {
    /// Returns the files of `content/recursos/` to publish below `recursos/`, without files that a browser could
    /// execute. A public build includes only files that some document refers to.
    func attachments(for edition: Edition) -> [PlannedFile] {
        var named: Set<String>?
        let settings = edition.corpus.schema.settings
        if edition.publicView != nil {
            named = Set(edition.corpus.links.flatMap(\.attachments))
            if let logo = settings.identity.logo?.path { named?.insert("content/" + logo) }
        }
        return attachments.filter { named?.contains($0.path) ?? true }.compactMap { file in
            let source = root + "/" + file.path
            let path = String(file.path.dropFirst("content/".count))
            switch settings.resources.treatment(of: file.path) {
            case .withheld: return nil
            case .asIs where edition.publicView != nil && AttachmentMetadata.isPicture(path):
                return PlannedFile(path: path) { (try? Files.read(source)).flatMap(PictureMetadata.published) ?? [] }
            case .asIs: return PlannedFile(path: path) { (try? Files.read(source)) ?? [] }
            case .cleaned:
                return PlannedFile(path: path) {
                    (try? Files.read(source)).flatMap { SVGCleaner.clean($0)?.bytes } ?? []
                }
            }
        }
    }
}

/// Reports attached files that are not published, or are published without their active parts.
struct ResourceCheck {
    private(set) var diagnostics: [Diagnostic] = []
    /// The paths of the reported files, in the order of their ids.
    private(set) var paths: [String] = []

    /// Checks the attached files; `start` is the id that the first reported file receives.
    init(_ site: OpenedSite, from start: Int) {
        let policy = site.settings.resources
        for file in site.loaded.folder.attachments {
            let path = file.path
            func report(_ severity: Severity, _ message: Localized) { add(severity, path, message, from: start) }
            switch policy.treatment(of: path) {
            case .withheld:
                report(
                    .warning,
                    Localized(
                        es: """
                            «\(path)» puede ejecutarse en quien lo abra o en el servidor: no se publica; si debe, \
                            nómbrelo en «site.yaml», «recursos: {permitir: […]}»
                            """,
                        en: """
                            “\(path)” may run where it is opened or on the server: it is not published; if it has \
                            to, name it in “site.yaml”, “resources: {allow: […]}”
                            """
                    ))
            case .cleaned:
                guard let outcome = SVGCleaner.clean((try? Files.read(site.root + "/" + path)) ?? []) else {
                    report(
                        .error,
                        Localized(
                            es: "«\(path)» no es un archivo SVG completo: no se publica",
                            en: "“\(path)” is not a complete SVG file: it is not published"))
                    continue
                }
                if outcome.removed.isEmpty { continue }
                let what = outcome.removed.joined(separator: ", ")
                report(
                    .warning,
                    Localized(
                        es: "«\(path)» se publica sin lo que se ejecuta o lleva fuera de él: \(what)",
                        en: "“\(path)” is published without what runs or leads out of it: \(what)"))
            case .asIs:
                if !site.settings.isInternal { reportMetadata(path, site.root, from: start) }
                guard policy.needsInspection(path),
                    let bytes = Files.beginning(of: site.root + "/" + path, count: 1024),
                    policy.isPage(path, beginning: bytes)
                else { continue }
                report(
                    .error,
                    Localized(
                        es: """
                            «\(path)» es una página o un guion, y su nombre no lo dice: póngale su extensión, \
                            o nómbrelo en «site.yaml», «recursos: {permitir: […]}»
                            """,
                        en: """
                            “\(path)” is a page or a script, and its name does not say so: give it its ending, \
                            or name it in “site.yaml”, “resources: {allow: […]}”
                            """
                    ))
            }
        }
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

    /// Reports what an attached file says about its author beside its content.
    private mutating func reportMetadata(_ path: String, _ root: String, from start: Int) {
        guard AttachmentMetadata.needsLook(path), let bytes = try? Files.read(root + "/" + path) else { return }
        if AttachmentMetadata.isPicture(path) {
            guard PictureMetadata.published(bytes) == nil else { return }
            return add(
                .warning, path,
                Localized(
                    es: """
                        «\(path)» tiene metadatos que no se pueden quitar: la compilación pública no lo publica; \
                        guárdelo como PNG, JPEG o WebP
                        """,
                    en: """
                        “\(path)” has metadata that cannot be removed: public builds do not publish it; save it as \
                        PNG, JPEG or WebP
                        """), rule: .attachmentMetadata, from: start)
        }
        let found = AttachmentMetadata.found(in: bytes)
        if found.isEmpty { return }
        add(
            .warning, path,
            Localized(
                es: "«\(path)» se publica con lo que dice de quien lo hizo: "
                    + found.map(\.spanish).joined(separator: "; "),
                en: "“\(path)” is published with what it says of whoever made it: "
                    + found.map(\.english).joined(separator: "; ")), rule: .attachmentMetadata, from: start)
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
    /// Reports an attached file that says in its properties, comments or tracked changes who made it
    /// and how.
    package static let attachmentMetadata = Rule(
        "metadatos-en-adjunto", .site, .warning,
        what: Localized(
            es: "Un archivo adjunto lleva autor, comentarios o cambios anotados, y se publica con ellos.",
            en: "An attached file has an author, comments or tracked changes, and is published with them."),
        why: Localized(
            es: """
                Quien lo baje los ve. Se quitan con «Inspeccionar documento» de Word, en «Archivo, Propiedades» de \
                LibreOffice, o guardando el PDF de nuevo; de las fotos, la compilación pública los quita sola.
                """,
            en: """
                Whoever downloads it sees them. Word's “Inspect document”, LibreOffice's “File, Properties”, or saving \
                the PDF anew remove them; public builds remove them from pictures by themselves.
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
