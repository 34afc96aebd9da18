import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioReceipts
import OficioSchema
import OficioTheme

/// The page of a receipt for a released document (*acuse de recibo*). Readers print and sign it, or fill it in and send
/// the file.
struct AcknowledgementPage {
    let site: SiteContext
    let index: Int

    /// Returns the path of the page. It is `nil` for a document that was never released, is withdrawn, is shown with
    /// unreleased changes, is not controlled or does not belong to the release, and on every public, past or archived
    /// page.
    static func path(_ site: SiteContext, of index: Int) -> String? {
        guard !site.isArchive, !site.edition.isPast, site.edition.publicView == nil,
            let history = DocumentHistory(site, of: index), !history.publication.showsUnreleasedChanges,
            history.publication.withdrawal == nil,
            history.publication.entry.records.contains(site.corpus.recordID(of: index)), site.type(index).isControlled
        else { return nil }
        return "\(site.address("acuses"))/\(site.paths[index])"
    }

    func frame(path: String) -> PageFrame {
        let record = site.corpus.records[index]
        var frame = PageFrame(site, path: path, kind: "receipt", title: "\(site.message("receipt")): \(record.title)")
        frame.isIndexed = false
        let links = LinkShapes(site: site, root: frame.root)
        frame.breadcrumb = [
            links.link(frame.root + "index.html", site.message("home")),
            links.link(site.url(of: index, from: frame.root), record.title),
            links.link(nil, site.message("receipt"), isCurrent: true),
        ]
        guard let history = DocumentHistory(site, of: index) else { return frame }
        let entry = history.publication.entry
        let control = site.corpus.records[history.index]
        let code = site.corpus.words(record, .code) ?? site.corpus.words(control, .code) ?? ""
        let base = site.settings.baseURL
        let text =
            base.isEmpty
            ? ["OFICIO", code, "\(site.message("version")) \(entry.version)", entry.shortCode, entry.effective.iso]
                .filter { !$0.isEmpty }.joined(separator: " · ")
            : "\(base)\(history.path(of: entry))#\(entry.shortCode)"
        let qr = QRCode(text)
        frame.data = [
            (
                "receiptPage",
                Shape(
                    ("document", links.link(to: index)), ("title", .text(record.title)), ("code", .optional(code)),
                    ("version", .optional(entry.version)),
                    ("effective", links.date(entry.effective)), ("shortCode", .text(entry.shortCode)),
                    ("manual", history.index == index ? .absent : links.link(to: history.index)),
                    ("key", .text(site.corpus.recordID(of: index).text)),
                    ("ledger", .text("\(site.type(history.index).folder)/\(control.id)")),
                    ("entry", .number(entry.number)), ("release", .text(entry.hash)), ("qr", .optional(qr?.path)),
                    ("qrSize", .text(String((qr?.side ?? 0) + 8))),
                    ("qrText", .text(text))
                ).value
            )
        ]
        return frame
    }
}

extension AcknowledgementPage: PageKind {
    static let dataNames: [TemplateName] = ["receiptPage"]

    static func plan(_ plan: inout PagePlan) {
        plan.add(AcknowledgementData(plan.site).files)
    }
}

/// The data file `datos/acuses.js`, from which a page shows the changes since its reader signed.
struct AcknowledgementData: Sendable {
    let site: SiteContext
    /// The records with a receipt page.
    let documents: [Int]

    init(_ site: SiteContext) {
        self.site = site
        documents = site.corpus.records.indices.filter { AcknowledgementPage.path(site, of: $0) != nil }
    }

    var files: [PlannedFile] {
        if documents.isEmpty { return [] }
        var known = Stamp()
        known.add(site.corpus.stamp(of: documents))
        return documents.compactMap { index in
            AcknowledgementPage.path(site, of: index).map { path in
                PlannedFile(path: path, tracksDependencies: true) {
                    AcknowledgementPage(site: site, index: index).frame(path: path).rendered()
                }
            }
        } + [PlannedFile(path: SitePaths.receiptData, tracksDependencies: true, known: known) { script }]
    }

    /// The script: `oficioAcuses({key: [number, version, page, redline of the last change, receipt page, list of
    /// versions]})`.
    private var script: [UInt8] {
        var members: [(String, JSONText)] = []
        for index in documents {
            guard let history = DocumentHistory(site, of: index) else { continue }
            let entry = history.publication.entry
            let changes = history.previous(entry) == nil ? history.listPath : history.changesPath(of: entry)
            members.append(
                (
                    site.corpus.recordID(of: index).text,
                    .array([
                        .integer(entry.number), .string(entry.version), .string(site.paths[index]), .string(changes),
                        .string(AcknowledgementPage.path(site, of: index) ?? ""),
                        .string(history.listPath),
                    ])
                ))
        }
        var bytes = Array("oficioAcuses(".utf8)
        JSONText.object(members).write(to: &bytes)
        return bytes + Array(");\n".utf8)
    }
}
