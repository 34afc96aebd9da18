import OficioBasics
import OficioBuild
import OficioSource

/// Renders the pages of the site with the unsaved text of a form, at a secret address.
///
/// The pages have the origin of the preview, not that of the editor, so that a frame with them gets no cookie.
package final class UnsavedPages: Sendable {
    private struct Shown: Sendable {
        let key: String
        /// The person whose form it is; `nil` for an editor of one person.
        let person: String?
        let secret: String
        let site: Preview
    }

    /// The maximum number of forms whose pages are kept at the same time.
    private let capacity: Int
    private static let folder = "-oficio/vista/"
    let origin: String
    private let shown = Locked<[Shown]>([])
    /// The lock that serialises the planning of sites with unsaved texts.
    private let planning = Locked(())

    init(port: Int) {
        origin = "http://localhost:\(port)"
        capacity = 3
    }

    /// Creates the renderer of an office, whose pages have the origin of the editor.
    init(office: Void) {
        origin = ""
        capacity = 30
    }

    /// Returns the address of the document's page with its unsaved text; `nil` if the document has no page, or if the
    /// client has closed the connection.
    func address(of work: EditedDocument, in preview: Preview, for person: String? = nil) -> String? {
        planning.withLock { _ in
            if Task.isCancelled { return nil }
            let site = preview.replacing([work.address.path: work.mine])
            guard let record = work.address.index(in: site.loaded.corpus), let path = site.page(ofRecord: record) else {
                return nil
            }
            let key = work.address.link("") + "\n" + (person ?? "")
            let secret = shown.withLock { shown in
                // Keep the address of a form, so that the preview frame still shows the form's page.
                let secret = shown.first { $0.key == key }?.secret ?? Self.secret()
                shown.removeAll { $0.key == key }
                shown.append(Shown(key: key, person: person, secret: secret, site: site))
                if shown.count > capacity { shown.removeFirst() }
                return secret
            }
            let names = path.split(separator: "/").map { String($0).percentEncoded }
            return "\(origin)/\(Self.folder)\(secret)/" + names.joined(separator: "/")
        }
    }

    /// Returns the site and the path to which an address of the preview leads; `nil` if the address is not that of an
    /// unsaved page, or if the page is no longer kept.
    package func site(at path: String, for person: String? = nil) -> (site: Preview, path: String)? {
        guard path.hasPrefix(Self.folder) else { return nil }
        let rest = path.dropFirst(Self.folder.count)
        let secret = rest.prefix { $0 != "/" }
        guard rest.count > secret.count,
            let found = shown.withLock({ $0.first { $0.secret == secret && $0.person == person } })
        else {
            return nil
        }
        return (found.site, String(rest.dropFirst(secret.count + 1)))
    }

    private static func secret() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }.hexadecimal
    }
}

extension Editor {
    /// Returns `{address, anchor}` of the document's page with its unsaved text, as JSON. The anchor is the anchor of
    /// the edited field; it is empty if the page has no anchor for the field. Returns `{}` if there is no such page.
    func unsavedPage(_ work: EditedDocument, _ document: Document, _ request: EditorRequest) -> EditorResponse {
        guard let address = unsaved.address(of: work, in: preview(), for: viewer?.person.person) else {
            return .json("{}")
        }
        let name = request.query["campo"] ?? ""
        let part = work.model.parts.first { $0.controls.contains { $0.name == name } }
        let names = [part?.title, work.model.control(name)?.label].compactMap { $0?.slug() }
        var anchor = ""
        let path = String(address.dropFirst(unsaved.origin.count + 1)).removingPercents
        if let (site, path) = unsaved.site(at: path, for: viewer?.person.person), let page = site.bytes(path) {
            let html = String(decoding: page, as: UTF8.self)
            anchor = names.first { !$0.isEmpty && html.contains("id=\"\($0.escapedForHTML)\"") } ?? ""
        }
        return .json(JSONText.object([("address", .string(address)), ("anchor", .string(anchor))]).compact)
    }
}
