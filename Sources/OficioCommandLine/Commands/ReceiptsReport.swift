import Diagnostics
import OficioHistory
import OficioModel
import OficioReceipts
import OficioSource

extension Invocation {
    /// Runs `receipts report`: prints the receipts of each person, who must sign again or is late, and unusual
    /// receipts.
    func reportReceipts() throws -> ExitStatus {
        let format = try arguments.choice("format", among: ["text", "csv", "json"]) ?? "text"
        var grace = 15
        if let text = arguments.values["grace"] {
            guard let days = Int(text), (0...3650).contains(days) else {
                throw UsageError(
                    message: Localized(es: "«--grace» es un número de días", en: "“--grace” is a number of days"))
            }
            grace = days
        }
        let loaded = SiteLoader.load(site)
        let history = History(of: loaded)
        let opened = try openedRegister()
        if opened.condition.notes != [.nothing] { explain(opened.condition) }
        let report = ReceiptReport(
            opened.register, history, loaded.corpus, roster: try roster(), today: try today(), grace: grace)
        for person in report.unplaced {
            let message = Localized(
                es: "no hay ningún puesto «\(person.job.printable)»", en: "there is no job “\(person.job.printable)”")
            console.err("\(rosterPath):\(person.line): \(message[language])\n")
        }
        for (line, reason) in report.rejected {
            let message = Localized(
                es: "línea \(line.number), no cuenta: \(description(line.receipt))",
                en: "line \(line.number), does not count: \(description(line.receipt))")
            console.err("\(registerPath): \(message[language]): \(reason[language])\n")
        }
        var rows = report.rows
        if let wanted = arguments.values["document"] {
            guard let index = try? ReleasePlanner.find(wanted, in: loaded.corpus) else {
                throw UsageError(
                    message: Localized(
                        es: "no hay ningún documento «\(wanted)»", en: "there is no document “\(wanted)”"))
            }
            rows = rows.filter { $0.document == loaded.corpus.recordID(of: index) }
        }
        console.out(ReceiptTable(rows, language)[format])
        return opened.condition.isIntact ? .done : .contentErrors
    }
}
