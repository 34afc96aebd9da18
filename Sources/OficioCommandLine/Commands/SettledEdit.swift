import OficioBuild

extension Invocation {
    /// Finishes or undoes a change of several sources that was cut short, and says so.
    func settleInterruptedEdit() throws {
        if let outcome = try SourceTransaction(root: site).recover() {
            console.err(outcome.message[language] + "\n")
        }
    }
}
