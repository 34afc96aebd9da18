import Diagnostics
import OficioSchema
import OficioSource

// Tells which references lead to documents that a public build hides.
extension PublicView {
    /// Whether a reference leads to a hidden document, or may do so: one of several matches is hidden, the file name
    /// of an unknown path is the name of a hidden document, or a snapshot (`former`) names a record that no longer
    /// exists.
    func hides(_ target: String, _ types: [TypeKey], from file: FileID, isPath: Bool, former: Bool) -> Bool {
        switch full.resolve(target, types: types, from: file, isPath: isPath) {
        case .record(let index, _): return parts[index].isWhole || isDraft(index, of: full)
        case .ambiguous(let indices): return indices.contains { parts[$0].isWhole || isDraft($0, of: full) }
        case .attachment: return false
        case .unknown:
            // Even a path that leads nowhere contains the name of its file.
            let names = isPath && target.hasSuffix(".md") ? full.schema.possibleIDs(ofFile: target) : []
            if names.contains(where: { hides($0, types, from: file, isPath: false, former: former) }) { return true }
            // A snapshot names records by their record ids. A record that no longer exists may have been internal.
            if former, target.firstIndex(of: "/").map({ full.schema.type(id: String(target[..<$0])) != nil }) == true {
                return true
            }
            // The edition leaves out other records too, which are still found in the sources.
            switch working.resolve(target, types: types, from: file, isPath: isPath) {
            case .record(let index, _): return hides(working: index) || isDraft(index, of: working)
            case .ambiguous(let indices):
                return indices.contains { hides(working: $0) || isDraft($0, of: working) }
            case .attachment, .unknown: return false
            }
        }
    }

    func isDraft(_ index: Int, of corpus: Corpus) -> Bool {
        !drafts.isEmpty && drafts.contains(corpus.recordID(of: index))
    }

    /// Whether words are a name, the code or the id of a hidden record, and not of a shown record.
    func isNameOfHidden(_ words: String, from file: FileID) -> Bool {
        switch full.resolve(words, from: file, isPath: false) {
        case .record(let index, _): return parts[index].isWhole
        case .ambiguous(let indices): return indices.allSatisfy { parts[$0].isWhole }
        case .attachment: return false
        case .unknown:
            switch working.resolve(words, from: file, isPath: false) {
            case .record(let index, _): return hides(working: index)
            case .ambiguous(let indices): return indices.allSatisfy(hides(working:))
            case .attachment, .unknown: return false
            }
        }
    }

    func hides(working index: Int) -> Bool { workingParts[working.recordID(of: index)]?.isWhole ?? false }

    /// Whether an id contains the id of a hidden record.
    func containsHiddenID(_ id: String) -> Bool {
        let marked = "-\(id)-"
        return wholeIDs.contains { marked.contains("-\($0)-") }
    }
}
