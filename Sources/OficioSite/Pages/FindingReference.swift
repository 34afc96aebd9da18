import Diagnostics
import OficioModel
import OficioSchema

extension SiteSettings {
    /// Returns the address at which an internal build explains a finding with the code of a rule: the fields of the
    /// document's type for an unknown name, otherwise the rule. `record` is the record id (`type/id`) of the document;
    /// `nil` for none.
    package func reference(ofFinding code: String, about record: String?) -> String {
        let names = [Rule.unknownField.code, Rule.unknownHeading.code]
        guard names.contains(code), let type = record?.split(separator: "/").first else {
            return "\(address(SitePaths.rules))#\(code)"
        }
        return "\(address(SitePaths.about))#campos-\(type)"
    }
}
