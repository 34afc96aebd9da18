import OficioBuild

extension Invocation {
    /// Finishes or undoes an interrupted change of several sources, and prints which of the two it did. Also removes
    /// files that a change prepared without replacing any source.
    func settleInterruptedEdit() throws {
        if let outcome = try SourceTransaction(root: site).recover() {
            console.err(outcome.message[language] + "\n")
        }
        try SourceTransaction(root: site).removeStaged()
    }
}
