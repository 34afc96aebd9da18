import OficioHistory
import OficioOffice
import OficioSchema
import OficioSite

/// The office formats for a single document, to circulate a draft.
package enum OfficeFormat: String, Sendable, CaseIterable { case odt, docx, epub }

extension Pipeline {
    /// All findings of a site, before one of its documents is exported for the public. Throws if
    /// the site does not declare its access.
    package static func checkForPublic(_ root: String, today: CalendarDate) throws(WriteError) -> Findings {
        let site = OpenedSite(root)
        let found = check(site, today: today)
        if !found.fail(strict: false), !site.settings.declaresAccess { throw .undeclaredAccess }
        return found
    }

    private static func edition(_ site: OpenedSite, _ today: CalendarDate, _ isPublic: Bool) -> Edition {
        var options = Edition.Options()
        options.isPublic = isPublic
        // Drafts are shown, because exports often circulate them.
        options.showsUnreleasedDrafts = !isPublic
        return site.edition(today: today, options: options)
    }

    /// A document as a single HTML file with a suggested name, `nil` if no document has the name
    /// `document`.
    package static func singleFile(_ root: String, document: String, today: CalendarDate, isPublic: Bool = false) throws(WriteError) -> (name: String, bytes: [UInt8])? {
        let site = OpenedSite(root)
        guard let single = SingleFile(edition(site, today, isPublic), site.theme, document: document) else { return nil }
        let bytes = single.bytes
        if !site.theme.isSound { throw .endlessTemplate }
        return (single.name, bytes)
    }

    /// A document for a word processor or an e-book reader with a suggested name, `nil` if no
    /// document has the name `document`.
    package static func office(_ root: String, document: String, today: CalendarDate, as format: OfficeFormat, isPublic: Bool = false) throws(WriteError) -> (
        name: String, bytes: [UInt8]
    )? {
        let site = OpenedSite(root)
        let settings = site.settings
        guard let single = SingleFile(edition(site, today, isPublic), site.theme, document: document) else { return nil }
        let page = single.bytes
        if !site.theme.isSound { throw .endlessTemplate }
        var office = OfficeDocument(page: page, title: single.title, language: settings.languageTag)
        office.institution = settings.institution
        office.code = single.code
        office.version = single.version
        switch format {
        case .odt: return (single.name, ODTWriter.bytes(office))
        case .docx: return (single.name, DOCXWriter.bytes(office))
        case .epub:
            let identifier = "urn:sha256:" + SHA256.hex(Array("\(settings.baseURL)|\(settings.institution)|\(single.key)|\(single.version)".utf8))
            return (single.name, EPUBWriter.bytes(office, identifier: identifier, modified: (single.effective ?? today).iso))
        }
    }
}
