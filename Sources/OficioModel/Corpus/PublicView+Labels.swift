import Diagnostics
import OficioSchema
import OficioSource

// Chooses the words for references to hidden documents.
extension PublicView {
    /// Returns the label of a reference to a hidden document, or the neutral words if there is no label or the label
    /// reveals the document: it shares a distinctive word with the path, the title, the code or another name.
    ///
    /// Of a reference to a draft the author's own words stay, but not the id.
    func label(_ label: String?, of target: String, from file: FileID, isPath: Bool) -> String {
        if let draft = draft(target, from: file, isPath: isPath) {
            if let label, !label.isEmpty { return label }
            let isID = target.folded == draft.id.folded && target.folded != draft.title.folded
            return isPath || isID || target.contains("/") ? neutral : target
        }
        guard let label else { return neutral }
        var records: [(Corpus, Int)] = []
        for corpus in [full, working] {
            switch corpus.resolve(target, from: file, isPath: isPath) {
            case .record(let index, _): records.append((corpus, index))
            case .ambiguous(let indices): records += indices.map { (corpus, $0) }
            case .attachment, .unknown: break
            }
        }
        let path =
            isPath ? [".md", ".html"].reduce(target) { $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0 } : target
        let names = [path] + records.flatMap { $0.records[$1].namesInRunningText(in: $0) }
        let revealing = names.reduce(into: Set<String>()) { $0.formUnion(Self.words($1)) }.subtracting(commonWords)
        return revealing.isDisjoint(with: Self.words(label)) ? label : neutral
    }

    /// Returns the draft that a reference leads to; `nil` if it leads to something else or if the draft is internal.
    private func draft(_ target: String, from file: FileID, isPath: Bool) -> Record? {
        if drafts.isEmpty { return nil }
        for corpus in [full, working] {
            guard let index = corpus.resolve(target, from: file, isPath: isPath).record else { continue }
            let isInternal = corpus === full ? parts[index].isWhole : hides(working: index)
            return isDraft(index, of: corpus) && !isInternal ? corpus.records[index] : nil
        }
        return nil
    }

    /// Whether words are the name of a shown record.
    func isNameOfShown(_ words: String, _ isPath: Bool, _ file: FileID) -> Bool {
        full.resolve(words, from: file, isPath: isPath).record.map { !parts[$0].isWhole } ?? false
    }

    /// Returns words that name people or posts, *Jefe de sala y Cajera*, with the neutral words in place of each name,
    /// code or id of something hidden.
    func withoutHiddenNames(_ words: String, from file: FileID) -> String {
        if words == neutral || words.isEmpty { return words }
        if isNameOfHidden(words, from: file) { return neutral }
        if isNameOfShown(words, false, file) { return words }
        var shown = NameList.parts(of: words).map { part in
            part.isName && isNameOfHidden(part.words, from: file) ? neutral : part.words
        }.joined()
        for found in hiddenNames.flatMap({ $0.occurrences(in: shown) }) where !found.mayBeWords {
            shown = shown.replacing(found.words, with: neutral)
        }
        return shown
    }

    /// Returns a text of the settings, a form or a theme with the neutral words in place of each name of a hidden
    /// document. References stay: they are replaced where they are shown.
    package func withoutHiddenNames(inText words: String) -> String {
        if !hidesNames || words.isEmpty { return words }
        if !words.contains("[[") { return replacingNames(in: words) { _ in true } }
        return References.split(words).map { piece in
            switch piece {
            case .reference(let target, let label):
                "[[\(target)" + (label.map { "|" + replacingNames(in: $0) { _ in true } } ?? "") + "]]"
            case .text(let words): replacingNames(in: words) { _ in true }
            default: ""
            }
        }.joined()
    }

    /// Whether the path of an attachment says the name of a hidden document.
    package func isNamed(inPath path: String) -> Bool { hiddenNames.contains { $0.occurrence(inPath: path) != nil } }

    /// Whether some hidden document has a name.
    package var hidesNames: Bool { !hiddenNames.allSatisfy(\.isEmpty) }

    /// Returns a style or a script with the neutral words in place of each name of a hidden document that has several
    /// words with blanks or hyphens between them. Other words may be code.
    package func withoutHiddenNames(inCode text: String) -> String {
        replacingNames(in: text) { found in
            found.words.contains { $0 == " " || $0 == "-" }
                && found.words.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
        }
    }

    private func replacingNames(in words: String, where isWanted: (HiddenNames.Occurrence) -> Bool) -> String {
        hiddenNames.reduce(words) { $1.replacing(in: $0, with: neutral, where: isWanted) }
    }

    /// The schema of public builds: no text of the settings says the name of a hidden document.
    package var publicSchema: Schema {
        if !hidesNames { return full.schema }
        return full.schema.with(full.schema.settings.replacingTexts(withoutHiddenNames(inText:)))
    }

    /// Returns the folded words of at least four letters or digits in a text.
    private static func words(_ text: String) -> Set<String> {
        Set(text.folded.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 3 })
    }

    /// Returns folded words of hidden names that identify no document: two shown documents or more have them in their
    /// names, or a type has them in its name.
    static func indistinctiveWords(_ corpus: Corpus, _ parts: [InternalParts], _ working: [(Corpus, Int)]) -> Set<
        String
    > {
        func words(_ corpus: Corpus, _ index: Int) -> Set<String> {
            corpus.records[index].namesInRunningText(in: corpus).reduce(into: []) { $0.formUnion(Self.words($1)) }
        }
        let hidden = corpus.records.indices.filter { parts[$0].isWhole }.map { (corpus, $0) } + working
        let wanted = hidden.reduce(into: Set<String>()) { $0.formUnion(words($1.0, $1.1)) }
        let types = Set(corpus.schema.types.flatMap { $0.names + [$0.folder] }.flatMap(Self.words))
        if wanted.isEmpty { return types }
        var counts: [String: Int] = [:]
        for index in corpus.records.indices where !parts[index].isWhole {
            for word in words(corpus, index).intersection(wanted) { counts[word, default: 0] += 1 }
        }
        return Set(counts.filter { $0.value > 1 }.keys).union(types)
    }
}
