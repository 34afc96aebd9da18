import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Plans releases.
///
/// A plan is made from one reading of the sources. It contains the hashes of the files that were read, so that the
/// writer can detect later changes.
package struct ReleasePlanner {
    let root: String
    let site: LoadedSite
    let history: History
    let today: CalendarDate
    private let keys: [SigningKey]

    /// Creates a planner.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - site: the source of the records: the site itself, or an earlier state of it. It should
    ///     hold its bytes (`SiteLoader.loadHolding`).
    ///   - history: the history of the site.
    ///   - today: the day of the release.
    ///   - keys: the keys that sign every new line.
    package init(root: String, site: LoadedSite, history: History, today: CalendarDate, keys: [SigningKey] = []) {
        self.root = root
        self.site = site
        self.history = history
        self.today = today
        self.keys = keys
    }

    var corpus: Corpus { site.corpus }

    /// Returns the index of the document that an argument of the command line names. Throws if no document or several
    /// have that name.
    package static func find(_ name: String, in corpus: Corpus) throws(ReleaseRefusal) -> Int {
        var wanted = name.replacing("\\", with: "/")
        if let folder = "/\(wanted)".ranges(of: "/content/").last {
            wanted = String("/\(wanted)"[folder.upperBound...])
        } else if wanted.hasPrefix("./") {
            wanted = String(wanted.dropFirst(2))
        }
        for ending in [".md", ".yaml", ".yml"] where wanted.hasSuffix(ending) {
            wanted = String(wanted.dropLast(ending.utf8.count))
        }
        switch corpus.resolve(wanted, from: FileID(-1)) {
        case .record(let index, _): return index
        case .ambiguous(let found):
            let names = found.map { corpus.name(of: corpus.records[$0]) }.joined(separator: ", ")
            throw ReleaseRefusal(
                "«\(name)» puede ser \(names): escriba tipo/id", "“\(name)” may be \(names): write type/id")
        case .attachment, .unknown:
            guard let nearest = corpus.nearestName(to: wanted, from: FileID(-1)) else {
                throw ReleaseRefusal("no hay ningún documento «\(name)»", "there is no document “\(name)”")
            }
            throw ReleaseRefusal(
                "no hay ningún documento «\(name)»; ¿quiso decir «\(nearest)»?",
                "there is no document “\(name)”; did you mean “\(nearest)”?")
        }
    }

    /// Returns the plan for the release of one document. Throws the reason if it cannot be released.
    package func plan(_ request: ReleaseRequest) throws(ReleaseRefusal) -> ReleasePlan { try plan([request]) }

    /// Returns the plan for the release of several documents together. Throws the reason if one of them cannot be
    /// released. With `isDry` the plan will not be carried out and need not be signed.
    package func plan(_ requests: [ReleaseRequest], isDry: Bool = false) throws(ReleaseRefusal) -> ReleasePlan {
        guard history.pending == nil else {
            throw ReleaseRefusal(
                "hay una publicación a medias; «oficio repair» la termina o la deshace",
                "a release is pending; “oficio repair” finishes or undoes it")
        }
        if let last = history.index?.lines.map(\.recorded).max(), today < last {
            throw ReleaseRefusal(
                "la última publicación se anotó el \(last.iso) y hoy sería \(today.iso): revise el reloj",
                "the last release was recorded on \(last.iso) and today would be \(today.iso): check the clock")
        }
        if let index = history.index, index.heads.count > 1 {
            throw ReleaseRefusal(
                "dos ramas publicaron por separado; antes de publicar, «oficio repair» las une",
                "two branches released apart; before you release, “oficio repair” joins them")
        }
        var drafts: [LinePlan] = []
        var edits: [String: [UInt8]] = [:]
        for request in requests {
            if let text = request.unfitText {
                throw ReleaseRefusal(
                    "«\(text.visibleControls)» lleva caracteres de control",
                    "“\(text.visibleControls)” holds control characters")
            }
            if let text = request.unreadableText {
                throw ReleaseRefusal(
                    "«\(text.visibleControls)» lleva letras que no se leyeron: escríbalo en UTF-8",
                    "“\(text.visibleControls)” holds letters that could not be read: write it in UTF-8")
            }
            if request.hasBlankText {
                throw ReleaseRefusal(
                    "una nota, quien autoriza o el acto está en blanco: escríbalo, o quite esa opción",
                    "a note, an authorising post or the act is blank: write it, or leave that option out")
            }
            for draft in try LinePlan.drafts(request, self) {
                guard !drafts.contains(where: { $0.folder == draft.folder }) else {
                    throw ReleaseRefusal("«\(draft.title)» está dos veces", "“\(draft.title)” is there twice")
                }
                drafts.append(draft)
                if let edited = draft.editedSource { edits[edited.path] = edited.bytes }
            }
        }
        let after = edits.isEmpty ? site : site.replacing(edits)
        if let finding = after.diagnostics.first(where: { $0.severity == .error }), !site.diagnostics.hasErrors {
            throw ReleaseRefusal(
                "lo que se anotaría en la fuente no se leería bien: \(finding.message.spanish)",
                "what would be entered in the source could not be read: \(finding.message.english)")
        }
        let documents = try drafts.map { draft throws(ReleaseRefusal) in
            try draft.completedRelease(in: after, history, index: history.index?.heads.first ?? "", keys: keys)
        }
        let plan = ReleasePlan(
            documents: documents, index: indexFile(listing: documents), settings: nil, beginsIndex: history.index == nil
        )
        if !isDry { try requireSoundHistory(plan, after) }
        return history.index == nil ? withIndexInSettings(plan) : plan
    }

    // MARK: Index

    /// Returns the index with a line for the release. A new index also lists all other ledgers.
    private func indexFile(listing documents: [ReleasePlan.DocumentRelease]) -> ReleasePlan.File {
        let ledgers = documents.map { Ledger($0.ledger.bytes, path: $0.folder) }
        guard let index = history.index else {
            let others = history.ledgers.filter { ledger in !ledgers.contains { $0.path == ledger.path } }
            let line = signed(
                .init(
                    kind: .start, recorded: today, ledgers: (others + ledgers).map(\.statement), previous: [],
                    hasEnglishAddresses: history.ledgers.isEmpty && corpus.schema.settings.hasEnglishAddresses))
            return .init(path: HistoryIndex.path, bytes: HistoryIndex.bytes(startingWith: line), formerHash: "")
        }
        let line = signed(
            .init(kind: .release, recorded: today, ledgers: ledgers.map(\.statement), previous: index.heads))
        return .init(path: HistoryIndex.path, bytes: index.bytesAdding(line), formerHash: index.hash)
    }

    private func signed(_ line: HistoryIndex.Line) -> HistoryIndex.Line {
        var line = line
        line.sign(with: keys)
        return line
    }

    /// Returns the plan with settings that name its new index, as evidence that the index exists; the plan is
    /// unchanged if the settings cannot be edited.
    private func withIndexInSettings(_ plan: ReleasePlan) -> ReleasePlan {
        let origin = String(HistoryIndex(plan.index.bytes).origin.prefix(16))
        guard history.settings.index == nil, site.folder.root == root,
            let place = corpus.paths.firstIndex(of: SiteSettings.path)
        else { return plan }
        let bytes = site.bytes(of: FileID(place))
        let name = corpus.schema.language == .spanish ? "índice del historial" : "history index"
        let editor = SourceEditor(bytes, path: SiteSettings.path, schema: corpus.schema)
        let key = Edit.addKey(FieldPath(name), .text(origin, quoting: .always))
        guard case .success(let patch) = editor.patch(key), let edited = patch.applied(to: bytes) else { return plan }
        func settings(_ bytes: [UInt8]) -> (SiteSettings, count: Int) {
            var found: [Diagnostic] = []
            let document = SourceDocument(bytes, file: FileID(0), path: SiteSettings.path)
            let settings = SiteSettings(document, reporting: &found)
            return (settings, found.count + document.diagnostics.count)
        }
        let (before, after) = (settings(bytes), settings(edited))
        guard after.0.history.index == origin, after.count == before.count,
            after.0.entries.count == before.0.entries.count + 1
        else { return plan }
        return ReleasePlan(
            documents: plan.documents, index: plan.index,
            settings: .init(path: SiteSettings.path, bytes: edited, formerHash: SHA256.hex(bytes)), beginsIndex: true)
    }

    // MARK: Verifying

    /// The refusal of a release that must be signed but has no key.
    package static let missingKey = ReleaseRefusal(
        "este sitio firma sus publicaciones: dé la clave con --key ARCHIVO",
        "this site signs its releases: give the key with --key FILE")

    /// Throws if the history would fail its audit after the release.
    private func requireSoundHistory(_ plan: ReleasePlan, _ after: LoadedSite) throws(ReleaseRefusal) {
        if keys.isEmpty, SigningPolicy(history.settings.keys).requiresSignature(on: today) { throw Self.missingKey }
        let changed = plan.documents.map { Ledger($0.ledger.bytes, path: $0.folder) }
        let corpus = site.folder.root == root ? after.corpus : nil
        let result = history.replacing(changed, index: HistoryIndex(plan.index.bytes), corpus: corpus)
        let audit = HistoryAudit(result, today: today, readsFiles: plan.beginsIndex)
        let folders = plan.documents.map(\.folder) + [HistoryIndex.path, SiteSettings.path]
        let new = Set(plan.documents.flatMap { document in document.files.map(\.path) })
        let problem = audit.problems.first { problem in
            // A problem prevents the release if it is in a folder of the release, or in an unreadable folder above
            // one.
            func concerns(_ folder: String) -> Bool {
                problem.path == folder || problem.path.hasPrefix(folder + "/") || folder.hasPrefix(problem.path + "/")
            }
            return !new.contains(problem.path) && (plan.beginsIndex || folders.contains(where: concerns))
        }
        guard let problem else { return }
        switch problem.kind {
        case .unsigned where keys.isEmpty: throw Self.missingKey
        case .wrongSignature where !keys.isEmpty, .undeclaredKey, .unsigned:
            let key = keys.first?.publicKey ?? ""
            throw ReleaseRefusal(
                """
                la clave dada no vale hoy en este sitio. Si es la de la institución, \
                anótela en site.yaml: historial: {claves: [{clave: \(key), desde: \(today.iso)}]}
                """,
                """
                the key given does not count today on this site. If it is the institution's, \
                enter it in site.yaml: history: {keys: [{key: \(key), from: \(today.iso)}]}
                """
            )
        default:
            throw ReleaseRefusal(
                "el historial no está como se dejó: \(problem.message.spanish)",
                "the history is not as it was left: \(problem.message.english)")
        }
    }
}

extension Ledger {
    /// The statement about the ledger that a line of the index contains.
    package var statement: HistoryIndex.Line.Ledger {
        HistoryIndex.Line.Ledger(
            path: String(path.dropFirst(Ledger.folder.utf8.count + 1)), lines: lineCount, head: heads.last ?? "")
    }
}

extension String {
    /// The text with control characters shown as code points.
    fileprivate var visibleControls: String {
        unicodeScalars.map {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "\\u{\(String($0.value, radix: 16))}" : String($0)
        }.joined()
    }
}

extension [Change] {
    /// Returns the log rows that the program proposes for the changes: one for each material change, or one for all
    /// editorial changes if none is material; empty without changes.
    package func proposedLogRows(_ language: Language) -> [String] {
        let material = filter(\.isMaterial).map { $0.text[language] }
        if !material.isEmpty || isEmpty { return material }
        var fields: [String] = []
        for change in self {
            let name = [change.record, change.field[language]].compactMap(\.self).filter { !$0.isEmpty }.joined(
                separator: ", ")
            if !name.isEmpty, !fields.contains(name) { fields.append(name) }
        }
        let places = fields.isEmpty ? "" : " (\(fields.joined(separator: "; ")))"
        return [Localized(es: "Correcciones de forma\(places).", en: "Editorial corrections\(places).")[language]]
    }
}
