import Diagnostics
import OficioEditing
import OficioHistory
import OficioModel
import OficioSource

/// Keeps the fields that releases have written into a source, when an earlier text of the source is restored.
enum ReleasedFields {
    private static let names = ["version", "effective", "state", "log"]

    /// Returns a former text of a document with the values of the fields that later releases have written: version,
    /// effective date, state and log rows. Returns the former text unchanged if the document was never released or is
    /// an entry of a collection, and `nil` if the former text cannot hold the log.
    static func keepingReleasedFields(
        _ hash: String, _ former: [UInt8], of document: Editor.Document, _ site: LoadedSite, _ saved: SavedStates
    ) -> [UInt8]? {
        guard let present = document.bytes, ledger(document, in: site)?.latest != nil else { return former }
        let path = document.address.path
        let log = SourceEditor(present, path: path, schema: document.schema).content(of: "log")
        func hasLog(_ text: [UInt8]) -> Bool {
            SourceEditor(text, path: path, schema: document.schema).content(of: "log") == log
        }
        // Merge the lines that releases by the editor have changed after the former text.
        var text = former
        let later = saved.entries(of: path).prefix { $0.file.after != hash && $0.file.before != hash }
        for (entry, file) in later.reversed() where entry.note.action == .release {
            guard let base = saved.text(file.before), let released = saved.text(file.after) else { continue }
            text = LineMerge.merge(base: base, mine: text, theirs: released) ?? text
        }
        return hasLog(text) ? text : copying(from: present, into: text, document).flatMap { hasLog($0) ? $0 : nil }
    }

    /// Returns a former text with the released fields of the present text. Fields that cannot be written stay as they
    /// were.
    private static func copying(from present: [UInt8], into former: [UInt8], _ document: Editor.Document) -> [UInt8]? {
        let path = document.address.path
        let now = SourceEditor(present, path: path, schema: document.schema)
        var text = former
        for name in names {
            let old = SourceEditor(text, path: path, schema: document.schema)
            let content = now.content(of: FieldPath(name))
            if content == old.content(of: FieldPath(name)) { continue }
            let edit: Edit = content.map { .set(FieldPath(name), $0) } ?? .remove(FieldPath(name))
            if case .success(let patch) = old.patch([edit]), let next = patch.applied(to: text) { text = next }
        }
        return text
    }

    /// The message for a former text that cannot keep the released fields.
    static let refusal = Localized(
        es: "Ese texto es anterior a una publicación y no puede llevar la bitácora de lo publicado. Sus palabras están "
            + "en «Qué cambió».",
        en: "That text is older than a release and cannot take the log of what was released. Its words are below "
            + "“What changed”.")

    /// Returns a message about the last line of a document's ledger, for the page that follows a release; `nil` if
    /// the document has no ledger or is an entry of a collection.
    static func notice(_ document: Editor.Document, in site: LoadedSite) -> Localized? {
        guard let entry = ledger(document, in: site)?.entries.last else { return nil }
        let day = entry.effective.iso
        switch entry.kind {
        case .material, .editorial:
            return Localized(
                es: "Publicada la versión \(entry.version); rige desde el \(day).",
                en: "Version \(entry.version) was released; it is effective from \(day).")
        case .withdrawal:
            return Localized(es: "Documento derogado desde el \(day).", en: "The document is withdrawn from \(day).")
        case .reinstatement:
            return Localized(
                es: "Documento repuesto: vuelve a regir desde el \(day).",
                en: "The document is reinstated: it is effective again from \(day).")
        case .annulment:
            return Localized(
                es: "Quedó sin efecto lo último que se había anotado.", en: "The last recorded entry was annulled.")
        case .erratum:
            return Localized(es: "Anotada la corrección de la bitácora.", en: "The correction of the log was recorded.")
        case .mark:
            return Localized(
                es: "Anotado qué partes de lo publicado son internas.",
                en: "The internal parts of what was released were recorded.")
        case .join:
            return Localized(
                es: "Unidas las dos historias del documento.", en: "The document's two histories were merged.")
        }
    }

    private static func ledger(_ document: Editor.Document, in site: LoadedSite) -> Ledger? {
        let history = History(of: site)
        guard document.address.record == nil, let record = document.address.index(in: site.corpus),
            let place = history.ledger(of: record, in: site.corpus)
        else { return nil }
        return history.ledgers[place]
    }
}
