import OficioBuild

extension Invocation {
    /// Finishes or undoes an interrupted change of several sources, and prints the outcome.
    func settleInterruptedEdit() throws {
        if let outcome = try SourceTransaction(root: site).recover() {
            console.err(outcome.message[language] + "\n")
        }
    }
}
