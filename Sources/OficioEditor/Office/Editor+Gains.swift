import OficioHistory
import OficioModel
import OficioSchema

/// Refuses changes by which a person would gain what others keep: hidden attachments, histories and roles.
extension Editor {
    /// The site before or after changes, with the rights of the person in it.
    typealias State = (site: LoadedSite, rights: Rights)

    /// Throws the reason if changes would open something to the person, or correct the log of a released document
    /// without the permission to publish.
    func authorizeGains(_ viewer: Viewer, _ old: State, _ new: State) throws(EditorRefusal) {
        let isAllowed =
            opensNoAttachment(old.rights, new.rights) && addsNoGrantedUnit(viewer, old.site, new.site)
            && takesNoHistory(old, new) && keepsLogs(old, new)
        guard isAllowed else { throw Self.touchesOthers }
    }

    /// Whether no link leads to an attachment that only documents mention which the person may not read.
    private func opensNoAttachment(_ old: Rights, _ new: Rights) -> Bool {
        new.readAttachments().subtracting(old.readAttachments()).allSatisfy { path in
            old.users(ofAttachment: path).allSatisfy { old.role(old.tree.chains[$0]) != nil }
        }
    }

    /// Whether no unit is made whose id the person's permissions name, such as that of a unit that is gone.
    private func addsNoGrantedUnit(_ viewer: Viewer, _ old: LoadedSite, _ new: LoadedSite) -> Bool {
        func ids(_ site: LoadedSite) -> Set<String> {
            Set(UnitTree.units(in: site.corpus).map { site.corpus.records[$0].id })
        }
        return ids(new).subtracting(ids(old)).allSatisfy { viewer.person.units[$0] == nil }
    }

    /// Whether all released histories of documents that the person may edit afterwards were histories of documents that
    /// the person could edit before.
    private func takesNoHistory(_ old: State, _ new: State) -> Bool {
        let history = History(of: old.site)
        func ledgers(_ state: State, _ isIncluded: (Int) -> Bool) -> Set<Int> {
            let corpus = state.site.corpus
            return Set(corpus.records.indices.filter(isIncluded).compactMap { history.ledger(of: $0, in: corpus) })
        }
        let after = ledgers(new) { (new.rights.role(new.rights.tree.chains[$0]) ?? .read) >= .edit }
        let own = ledgers(old) { (old.rights.role(old.rights.tree.chains[$0]) ?? .read) >= .edit }
        return after.isSubset(of: own)
    }

    /// Whether the rows that the logs of released documents have stay as they are, where the person may not publish.
    private func keepsLogs(_ old: State, _ new: State) -> Bool {
        let history = History(of: old.site)
        let corpus = old.site.corpus
        return corpus.records.indices.allSatisfy { index in
            guard history.ledger(of: index, in: corpus) != nil,
                (old.rights.role(old.rights.tree.chains[index]) ?? .read) < .publish,
                let next = new.site.corpus.index(of: corpus.recordID(of: index))
            else { return true }
            let rows = Self.logRows(corpus, index)
            return Self.logRows(new.site.corpus, next).suffix(rows.count).elementsEqual(rows)
                || Self.logRows(new.site.corpus, next).prefix(rows.count).elementsEqual(rows)
        }
    }

    /// Returns the words of each row of a document's log.
    private static func logRows(_ corpus: Corpus, _ index: Int) -> [String] {
        guard case .rows(let rows)? = corpus.value(corpus.records[index], .log) else { return [] }
        return rows.rows.map { row in
            row.cells.sorted { $0.field < $1.field }.map { "\($0.field)=\($0.value.plain)" }.joined(separator: "\n")
        }
    }
}
