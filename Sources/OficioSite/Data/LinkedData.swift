import OficioBasics
import OficioModel
import OficioSchema

/// The schema.org metadata of a page for search engines. The home page describes the institution, and the page of a
/// protocol describes a service.
struct LinkedData {
    let site: SiteContext
    let path: String

    private var base: String { site.settings.baseURL }
    private var institution: JSONText {
        .object([
            ("@type", .string("GovernmentOrganization")), ("name", .string(site.settings.institution)),
            ("url", .string(base)),
        ])
    }

    /// Returns the text of the JSON-LD script. It is `nil` for other kinds of pages, for archived versions, and if
    /// the site gives no address or no institution.
    func script(kind: String, title: String, description: String?) -> String? {
        guard !base.isEmpty, !site.settings.institution.isEmpty, !site.isArchive else { return nil }
        var members: [(String, JSONText)] = [("@context", .string("https://schema.org"))]
        switch kind {
        case "home":
            members += [
                ("@type", .string("GovernmentOrganization")), ("name", .string(site.settings.institution)),
                ("url", .string(base)),
            ]
            if !site.settings.acronym.isEmpty { members.append(("alternateName", .string(site.settings.acronym))) }
        case "protocol":
            members += [
                ("@type", .string("GovernmentService")), ("name", .string(title)), ("url", .string(base + path)),
                ("provider", institution),
            ]
            if let description { members.append(("description", .string(description))) }
        default: return nil
        }
        return JSONText.object(members).compact
    }
}
