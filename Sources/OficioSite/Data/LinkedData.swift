import OficioBasics
import OficioModel
import OficioSchema

/// Metadata of a page for search engines and messengers: Open Graph (https://ogp.me) on all indexed pages, and
/// schema.org on the home page (the institution) and on protocols (a service). Both need the address of the site.
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

    /// Returns the text of the JSON-LD script, `nil` if the page has none.
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
