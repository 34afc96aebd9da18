import Diagnostics
import OficioBasics
import OficioFiles
import OficioHistory
import OficioModel
import OficioSite
import OficioSource

/// Which documents are to be printed, and by what.
package struct PrintOrder: Sendable {
    /// Titles, codes, ids or paths; empty for every controlled document.
    package var documents: [String] = []
    /// `nil` where none is installed.
    package var engine: PrintEngine?
    /// For one document.
    package var seconds = 300

    package init() {}
}

/// What printing came to.
package struct PrintReport: Sendable {
    package var made = 0
    package var unchanged = 0
    /// Titles with what went wrong.
    package var failures: [(title: String, reason: Localized)] = []
}

/// PDFs of pages that lie in an output folder.
struct Printing {
    let folder: OutputFolder
    let plan: SitePlan
    let book: [UInt8]
    /// The address of the site, empty where it has none.
    let base: String

    /// PDFs of former builds that are still what their documents say.
    func upToDate() -> [PlannedFile] {
        let known = folder.fingerprints(below: "pdf/")
        if known.isEmpty { return [] }
        return plan.printable.compactMap { document in
            guard let mark = known[document.pdf], mark.hasSuffix(document.fingerprint()) else { return nil }
            return kept(document, mark)
        }
    }

    /// PDFs of former builds, whatever their documents say by now.
    func former() -> [PlannedFile] {
        let known = folder.fingerprints(below: "pdf/")
        if known.isEmpty { return [] }
        return plan.printable.compactMap { document in known[document.pdf].map { kept(document, $0) } }
    }

    private func kept(_ document: SitePlan.Printable, _ fingerprint: String) -> PlannedFile {
        let path = folder.path + "/" + document.pdf
        return PlannedFile(path: document.pdf, fingerprint: fingerprint, isExpensive: true) { (try? Files.read(path)) ?? [] }
    }

    /// Takes away what engines have left behind.
    func clean() { FileSystem.removeAll(folder.scratch) }

    /// Prints what has changed, two at a time; what fails keeps the PDF that it had.
    func run(_ order: PrintOrder, engine: PrintEngine, chosen: [SitePlan.Printable], _ progress: Progress) throws(WriteError) -> ([PlannedFile], PrintReport) {
        let known = folder.fingerprints(below: "pdf/")
        let scratch = folder.scratch
        clean()
        let bookPath = scratch + "/book.css"
        do throws(DiskError) { try AtomicFile.create(bookPath, with: book) } catch { throw WriteError(error) }
        progress.enter(.printing, of: chosen.count)
        let report = Locked(PrintReport())
        let files = chosen.indices.map { $0 }.concurrentMap { place -> PlannedFile? in
            let document = chosen[place]
            defer { progress.step() }
            let former = known[document.pdf]
            // With the way in which pages are handed over: another one makes other PDFs.
            let fingerprint = String(SHA256.hex(Array((engine.identity + "\n3").utf8)).prefix(16)) + document.fingerprint()
            if former == fingerprint {
                report.withLock { $0.unchanged += 1 }
                return kept(document, fingerprint)
            }
            let own = "\(scratch)/\(place)"
            try? FileSystem.makeFolder(own)
            let target = own + "/documento.pdf"
            let copy = own + "/pagina.html"
            let root = Files.resolved(folder.path) ?? folder.path
            let page = PrintedPage(path: document.page, root: root, base: base)
            let outcome: PrintEngine.Outcome
            do {
                try AtomicFile.replace(copy, with: page.bytes(try Files.read(root + "/" + document.page)), mode: 0o600)
                outcome = engine.print(copy, to: target, book: bookPath, scratch: own, seconds: order.seconds)
            } catch {
                outcome = .failed(Localized(same: "\(document.page): \(error)"))
            }
            func fail(_ reason: Localized) -> PlannedFile? {
                report.withLock { $0.failures.append((document.title, reason)) }
                return former.map { kept(document, $0) }
            }
            switch outcome {
            case .made:
                report.withLock { $0.made += 1 }
                return PlannedFile(path: document.pdf, fingerprint: fingerprint, isExpensive: true) {
                    PrintedFacts.withoutMachine((try? Files.read(target)) ?? [])
                }
            case .failed(let words):
                return fail(Localized(es: "el programa que imprime falló: \(words.spanish)", en: "the printing program failed: \(words.english)"))
            case .tooLong:
                return fail(Localized(es: "pasó de \(order.seconds) segundos", en: "it took more than \(order.seconds) seconds"))
            }
        }
        return (files.compactMap { $0 }, report.withLock { $0 })
    }
}
