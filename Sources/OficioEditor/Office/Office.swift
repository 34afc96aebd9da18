import Diagnostics
import OficioBasics
import OficioBuild
import OficioFiles
import OficioModel
import OficioSchema
import OficioSource

/// The options of an editor that serves an office behind a reverse proxy.
package struct OfficeOptions: Sendable {
    /// The address at which browsers reach the proxy, such as `https://oficios.example.org`.
    package let origin: String
    /// The path of the file of permissions.
    package let permissions: String
    /// The path of the audit log; `nil` for the one beside the saved states.
    package let audit: String?

    /// Creates the options.
    package init(origin: String, permissions: String, audit: String?) {
        self.origin = origin
        self.permissions = permissions
        self.audit = audit
    }
}

/// What an editor behind a reverse proxy knows of the people who use it: their permissions, and for each set of
/// permissions the site that they see.
final class Office: Sendable {
    private struct View: Sendable {
        /// The preview of the whole site from which the view was made.
        let base: Preview
        let preview: Preview
    }

    private struct State: Sendable {
        var stamp = ""
        var file: PermissionsFile?
    }

    let options: OfficeOptions
    let audit: AuditLog
    private let root: String
    private let today: CalendarDate
    private let state = Locked(State())
    /// The views by the permissions of those who see them. The lock is held while a view is made, so that many people
    /// with the same permissions make it once.
    private let views = Locked<[String: View]>([:])
    private let limits = Locked<[String: RateLimit]>([:])
    /// The maximum number of views that are kept.
    private static let capacity = 64

    init(_ options: OfficeOptions, root: String, today: CalendarDate, states: String) {
        self.options = options
        self.root = root
        self.today = today
        audit = AuditLog(options.audit ?? states + "/auditoria.jsonl")
    }

    /// Returns the permissions of a person; `nil` for a person without any. Reads the file again after it has changed.
    /// A file that is damaged or unsafe gives nobody permissions; `report` gets its findings.
    func permissions(_ person: String, _ language: Language, report: (String) -> Void) -> PersonPermissions? {
        state.withLock { state in
            let path = options.permissions
            let status = Files.status(path)
            let stamp = status.map { "\($0.identity) \($0.size) \($0.modified) \($0.changed)" } ?? "-"
            if stamp != state.stamp {
                state.stamp = stamp
                switch Self.read(path, corpus: nil, language) {
                case .success(let file): state.file = file
                case .failure(let problem):
                    state.file = nil
                    report(problem.words)
                }
            }
            return state.file?.people[person]
        }
    }

    /// The reason why the file of permissions cannot be used.
    struct Problem: Error {
        let words: String
    }

    /// Reads a file of permissions. Others than its owner and group must not be able to read or write it.
    static func read(_ path: String, corpus: Corpus?, _ language: Language) -> Result<PermissionsFile, Problem> {
        guard let status = Files.status(path), status.kind == .file, let bytes = try? Files.read(path) else {
            let words = Localized(
                es: "no se puede leer el archivo de permisos «\(path)»",
                en: "the file of permissions “\(path)” cannot be read")
            return .failure(Problem(words: words[language] + "\n"))
        }
        guard status.permissions & 0o027 == 0 else {
            let words = Localized(
                es: "«\(path)» es privado: que no lo lean otros ni lo cambie el grupo (chmod 640)",
                en: "“\(path)” is private: others must not read it, nor the group change it (chmod 640)")
            return .failure(Problem(words: words[language] + "\n"))
        }
        let file = PermissionsFile(bytes, path: path, corpus: corpus)
        return file.isUsable ? .success(file) : .failure(Problem(words: file.findings(language)))
    }

    /// Returns the site that a person sees.
    func preview(_ rights: Rights, of whole: Preview) -> Preview {
        if rights.seesEverything { return whole }
        return views.withLock { views in
            let key = rights.person.grants
            if let known = views[key], known.base === whole { return known.preview }
            let (removed, replaced) = rights.filter(whole.loaded)
            let preview = Preview(
                root, today: today, replacing: replaced, removing: removed, former: views[key]?.preview)
            // The disk may have changed since `whole` was read, and may hold what the person must not read.
            guard Rights(rights.person, preview.loaded).allowsAll else {
                return Preview(root, today: today, removing: Self.everything(preview, removed))
            }
            if views.count >= Self.capacity { views = [:] }
            views[key] = View(base: whole, preview: preview)
            return preview
        }
    }

    /// The paths of all documents: what is left out if the files change while a view is made.
    private static func everything(_ preview: Preview, _ removed: Set<String>) -> Set<String> {
        let paths = preview.loaded.folder.sources.map(\.path).filter { Schema.role(of: $0) == .document }
        return removed.union(paths).union(preview.loaded.folder.attachments.map(\.path))
    }

    /// Returns the rate limit for writes of a person.
    func writes(_ person: String) -> RateLimit {
        limits.withLock { limits in
            if let known = limits[person] { return known }
            let made = RateLimit(burst: 600, perSecond: 10)
            limits[person] = made
            return made
        }
    }
}

extension OfficeOptions {
    /// Returns why a file of permissions cannot be used, with line and column of each finding; `nil` if it can.
    package static func problem(_ path: String, _ corpus: Corpus, _ language: Language) -> String? {
        guard case .failure(let problem) = Office.read(path, corpus: corpus, language) else { return nil }
        return problem.words.trimmedASCII
    }
}
