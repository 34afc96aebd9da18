import OficioBasics
import OficioModel
import OficioSchema

/// What search engines and messengers read of a page: Open Graph (https://ogp.me) on all that are indexed, and schema.org where it fits:
/// the institution on the home page, a service on a protocol. Both need the address of the site.
struct LinkedData {
    let site: SiteContext
    let path: String

    private var base: String { site.settings.baseURL }
    private var institution: JSONText {
        .object([("@type", .string("GovernmentOrganization")), ("name", .string(site.settings.institution)), ("url", .string(base))])
    }

    /// The script's text, `nil` where nothing fits.
    func script(kind: String, title: String, description: String?) -> String? {
        guard !base.isEmpty, !site.settings.institution.isEmpty, !site.isArchive else { return nil }
        var members: [(String, JSONText)] = [("@context", .string("https://schema.org"))]
        switch kind {
        case "home":
            members += [("@type", .string("GovernmentOrganization")), ("name", .string(site.settings.institution)), ("url", .string(base))]
            if !site.settings.acronym.isEmpty { members.append(("alternateName", .string(site.settings.acronym))) }
        case "protocol":
            members += [("@type", .string("GovernmentService")), ("name", .string(title)), ("url", .string(base + path)), ("provider", institution)]
            if let description { members.append(("description", .string(description))) }
        default: return nil
        }
        return JSONText.object(members).compact
    }
}
