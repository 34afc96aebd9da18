import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Finds ids that are not valid page names on every system. An id that is also the name of its file is reported by
/// the scan of the folder instead.
enum PortableID {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        var names = [record.id]
        if case .list(let former)? = corpus.value(record, .formerIDs) {
            names += former.map { $0.blocks.plain.slug() }
        }
        return names.compactMap { name in
            guard let problem = name.nameProblem else { return nil }
            if problem != .long, isName(name, of: record.file, corpus) { return nil }
            let shown = name.count > 60 ? String(name.prefix(60)) + "…" : name
            return Diagnostic(
                problem == .long ? .limitExceeded : .unportableName, at: record.span,
                Localized(
                    es: "el id «\(shown)» no puede ser el nombre de una página: \(problem.words.spanish)",
                    en: "the id “\(shown)” cannot be the name of a page: \(problem.words.english)"),
                label: Localized(es: "dé otro con «id:»", en: "give another with “id:”"),
                record: corpus.name(ofRecord: index))
        }
    }

    private static func isName(_ id: String, of file: FileID, _ corpus: Corpus) -> Bool {
        corpus.path(of: file).map { corpus.schema.documentID(ofFile: $0) } == id
    }
}
