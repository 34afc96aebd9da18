import OficioBasics
import OficioHistory
import OficioImport
import OficioModel
import OficioOffice
import OficioSchema
import OficioSite

/// The office formats to which a single document can be exported, for example to circulate a draft.
package enum DocumentFormat: String, Sendable, CaseIterable {
    case odt, docx, epub

    /// Whether the file is for a word processor. Such a file has the layout of the sheet, and its fields are in content
    /// controls, so that an edited file can be compared with its document.
    var isForEditing: Bool {
        switch self {
        case .odt, .docx: true
        case .epub: false
        }
    }
}

extension Pipeline {
    /// Returns all findings of a site, which must have no errors before one of its documents is exported for the
    /// public. Throws if a site without errors does not declare its access.
    package static func checkForPublic(_ root: String, today: CalendarDate) throws(WriteError) -> Findings {
        let site = OpenedSite(root)
        var found = check(site, today: today)
        found.stopAtNamesInTypes()
        if !found.areFatal(strict: false), !site.settings.declaresAccess { throw .undeclaredAccess }
        return found
    }

    private static func edition(_ site: OpenedSite, _ today: CalendarDate, _ isPublic: Bool) -> Edition {
        var options = Edition.Options()
        options.isPublic = isPublic
        // Exports show drafts, because authors export drafts to circulate them. Public exports do not.
        options.showsUnreleasedDrafts = !isPublic
        return site.edition(today: today, options: options)
    }

    /// Returns a document as a single HTML file, with a suggested name; returns `nil` if no document has the name
    /// `document`. Throws `endlessTemplate` if a template of the theme never ends.
    package static func exportSingleFile(_ root: String, document: String, today: CalendarDate, isPublic: Bool = false)
        throws(WriteError) -> (name: String, bytes: [UInt8])?
    {
        let opened = OpenedSite(root)
        let edition = edition(opened, today, isPublic)
        let site = opened.withTheme(of: edition)
        let published = PublishedResources(site.loaded.folder, for: edition).published
        guard let single = SingleFile(edition, site.theme, document: document, published: published) else {
            return nil
        }
        let bytes = single.bytes
        if !site.theme.isSound { throw .endlessTemplate }
        return (single.name, bytes)
    }

    /// Returns a document for a word processor or an e-book reader, with a suggested name; returns `nil` if no
    /// document has the name `document`.
    package static func exportDocument(
        _ root: String, document: String, today: CalendarDate, as format: DocumentFormat, isPublic: Bool = false
    ) throws(WriteError) -> (
        name: String, bytes: [UInt8]
    )? {
        let opened = OpenedSite(root)
        let edition = edition(opened, today, isPublic)
        let site = opened.withTheme(of: edition)
        guard let export = try DocumentExport(site, edition, document: document, as: format, today: today) else {
            return nil
        }
        return (export.name, export.bytes)
    }
}

/// A document of an edition, exported as an office file.
struct DocumentExport {
    let name: String
    /// The record id of the exported document, `type/id`.
    let key: String
    private(set) var bytes: [UInt8]
    /// The content controls of the file, in document order.
    let controls: [FieldControl]

    /// Exports one document; `nil` if no document of the edition has the name `document`, which is an id, a record id
    /// (`type/id`), a code or a title.
    ///
    /// `today` is the date of an EPUB whose document is not in force yet. Throws `endlessTemplate` if a template of
    /// the theme never ends.
    init?(
        _ site: OpenedSite, _ edition: Edition, document: String, as format: DocumentFormat, today: CalendarDate
    ) throws(WriteError) {
        let published = PublishedResources(site.loaded.folder, for: edition).published
        let single = SingleFile(
            edition, site.theme, document: document, writesControls: format.isForEditing, published: published)
        guard let single else { return nil }
        let page = single.bytes
        if !site.theme.isSound { throw .endlessTemplate }
        var office = OfficeDocument(
            page: page, title: single.title, language: site.settings.languageTag, laysOutSheets: format.isForEditing)
        office.institution = edition.corpus.schema.settings.institution
        office.code = single.code
        office.version = single.version
        office.record = single.key
        office.paper = OfficePaper(css: single.paper, margins: single.margins)
        name = single.name
        key = single.key
        controls = office.controls
        func written(_ office: OfficeDocument) -> [UInt8] {
            switch format {
            case .odt: return ODTWriter.bytes(office)
            case .docx: return DOCXWriter.bytes(office)
            case .epub:
                let facts = "\(site.settings.baseURL)|\(site.settings.institution)|\(single.key)|\(single.version)"
                let identifier = "urn:sha256:" + SHA256.hex(Array(facts.utf8))
                return EPUBWriter.bytes(office, identifier: identifier, modified: (single.effective ?? today).iso)
            }
        }
        guard format.isForEditing else {
            bytes = written(office)
            return
        }
        office.properties = ExportedFingerprints(record: key, hash: "", version: "", values: []).properties
        bytes = written(office)
        // A public file contains no fingerprints, because they would reveal something about internal text.
        if edition.publicView != nil {
            office.properties = []
            bytes = written(office)
            return
        }
        // Compute the fingerprints from the values that the importer reads from the exported file, so that they are
        // comparable with the fingerprints of an edited file.
        guard let document = try? DocumentReader.read(bytes, fileName: name + "." + format.rawValue) else { return }
        let values = ControlledText(document).values()
        var seen: Set<String> = []
        let ids = controls.map { FieldControl.id(of: $0.key) }.filter { seen.insert($0).inserted }
        let base = ExportedFingerprints(
            record: key, hash: single.contentHash, version: single.version,
            values: ids.map { ($0, values[$0]?.first?.fingerprint ?? ControlledText.fingerprint("")) })
        office.properties = base.properties
        bytes = written(office)
    }
}
