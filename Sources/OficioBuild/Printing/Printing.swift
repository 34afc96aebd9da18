import Diagnostics
import OficioBasics
import OficioFiles
import OficioHistory
import OficioModel
import OficioSite
import OficioSource

/// The documents to print, and the program that prints them.
package struct PrintOrder: Sendable {
    /// The titles, codes, ids or paths of documents; empty for every controlled document.
    package var documents: [String] = []
    /// The printing program; `nil` if none is installed.
    package var engine: PrintEngine?
    /// The time limit for each document, in seconds.
    package var seconds = 300

    /// Creates an order for every controlled document.
    package init() {}
}

/// The numbers of printed documents, and the failures.
package struct PrintReport: Sendable {
    /// The number of PDFs that were created.
    package var created = 0
    /// The number of PDFs that were still up to date.
    package var unchanged = 0
    /// The failures, each with the reason: the title of a document that could not be printed, a requested name that
    /// no document has, or `PDF` if no printing program is installed.
    package var failures: [(title: String, reason: Localized)] = []
}

/// Prints pages of an output folder as PDF.
struct Printing {
    let folder: OutputFolder
    let plan: SitePlan
    let book: [UInt8]
    /// The address of the site; empty if the site has no address.
    let base: String

    /// Returns the PDFs of earlier builds that are still up to date.
    func upToDatePDFs() -> [PlannedFile] {
        let known = folder.fingerprints(below: "pdf/")
        if known.isEmpty { return [] }
        return plan.printable.compactMap { document in
            guard let mark = known[document.pdf], mark.hasSuffix(document.fingerprint()) else { return nil }
            return existingFile(document, mark)
        }
    }

    /// Returns all PDFs of earlier builds, including those that are out of date.
    func earlierPDFs() -> [PlannedFile] {
        let known = folder.fingerprints(below: "pdf/")
        if known.isEmpty { return [] }
        return plan.printable.compactMap { document in known[document.pdf].map { existingFile(document, $0) } }
    }

    private func existingFile(_ document: SitePlan.Printable, _ fingerprint: String) -> PlannedFile {
        let path = folder.path + "/" + document.pdf
        return PlannedFile(path: document.pdf, fingerprint: fingerprint, isExpensive: true) {
            (try? Files.read(path)) ?? []
        }
    }

    /// Removes temporary files of the printing programs.
    func removeScratchFiles() { FileSystem.removeAll(folder.scratch) }

    /// Prints the changed documents on all processors. If a document cannot be printed, its earlier PDF remains.
    func run(_ order: PrintOrder, engine: PrintEngine, chosen: [SitePlan.Printable], _ progress: Progress)
        throws(WriteError) -> ([PlannedFile], PrintReport)
    {
        let known = folder.fingerprints(below: "pdf/")
        let scratch = folder.scratch
        removeScratchFiles()
        let bookPath = scratch + "/book.css"
        do throws(DiskError) { try AtomicFile.create(bookPath, with: book) } catch { throw WriteError(error) }
        progress.enter(.printing, of: chosen.count)
        let report = Locked(PrintReport())
        let files = chosen.indices.map { $0 }.concurrentMap { place -> PlannedFile? in
            let document = chosen[place]
            defer { progress.step() }
            let former = known[document.pdf]
            // The number is the version of `PrintedPage`; increase it if the copies of pages change, so that all PDFs
            // are printed again.
            let fingerprint =
                String(SHA256.hex(Array((engine.identity + "\n6").utf8)).prefix(16)) + document.fingerprint()
            if former == fingerprint {
                report.withLock { $0.unchanged += 1 }
                return existingFile(document, fingerprint)
            }
            let own = "\(scratch)/\(place)"
            try? FileSystem.makeFolder(own)
            let target = own + "/documento.pdf"
            let copy = own + "/pagina.html"
            let root = Files.resolved(folder.path) ?? folder.path
            let page = PrintedPage(path: document.page, root: root, base: base)
            let outcome: PrintEngine.Outcome
            do {
                let bytes = try Files.read(root + "/" + document.page)
                let style = document.style()
                if engine.kind == .weasyprint {
                    try AtomicFile.replace(copy, with: page.bytes(bytes, style: style), mode: 0o600)
                }
                outcome =
                    try engine.printAtOnce(
                        copy, to: target, book: bookPath, scratch: own, seconds: order.seconds
                    )
                    ?? print(bytes, engine) { marks, isMeasured in
                        // WeasyPrint takes a quarter of its time to draw, which a measured copy does not need.
                        let isDrawn = !isMeasured || engine.kind != .weasyprint
                        let style = isDrawn ? style : style + PrintedPositions.undrawn
                        try AtomicFile.replace(copy, with: page.bytes(bytes, style: style, marks: marks), mode: 0o600)
                        let outcome = engine.print(
                            copy, to: target, book: bookPath, scratch: own, seconds: order.seconds,
                            isMeasured: isMeasured)
                        guard case .created = outcome else { return (outcome, []) }
                        return (outcome, try Files.read(target))
                    }
            } catch {
                outcome = .failed(Localized(same: "\(document.page): \(error)"))
            }
            func fail(_ reason: Localized) -> PlannedFile? {
                report.withLock { $0.failures.append((document.title, reason)) }
                return former.map { existingFile(document, $0) }
            }
            switch outcome {
            case .created:
                report.withLock { $0.created += 1 }
                return PlannedFile(path: document.pdf, fingerprint: fingerprint, isExpensive: true) {
                    PDFMetadata.withoutMachineData((try? Files.read(target)) ?? [])
                }
            case .failed(let words):
                return fail(
                    Localized(
                        es: "el programa que imprime falló: \(words.spanish)",
                        en: "the printing program failed: \(words.english)"))
            case .tooLong:
                return fail(
                    Localized(es: "pasó de \(order.seconds) segundos", en: "it took more than \(order.seconds) seconds")
                )
            }
        }
        return (files.compactMap { $0 }, report.withLock { $0 })
    }

    /// Prints a page: once if it has neither feet to place nor page numbers to fill in; otherwise twice, and a third
    /// time if a foot moved to another page.
    ///
    /// - Parameters:
    ///   - page: the page.
    ///   - engine: the printing program.
    ///   - pass: prints a copy of the page with the values of an earlier pass (`nil` if one pass suffices, empty in
    ///     the first of several passes), and returns the result with the PDF. The second parameter requests a PDF
    ///     that `PDFTargets` can read.
    /// - Returns: the result of the last pass.
    private func print(
        _ page: [UInt8], _ engine: PrintEngine, pass: (PrintedPositions?, Bool) throws -> (PrintEngine.Outcome, [UInt8])
    ) rethrows -> PrintEngine.Outcome {
        let margins = PrintedPage.margins(page)
        // WeasyPrint itself writes the page numbers of the table of contents.
        let hasNumbers = engine.kind == .chromium && PrintedPage.hasContents(page)
        guard !margins.isEmpty || hasNumbers else { return try pass(nil, false).0 }
        let (first, pdf) = try pass(PrintedPositions(), true)
        guard let targets = PDFTargets(pdf) else { return first }
        var marks = PrintedPositions(targets, margins: margins)
        let (second, result) = try pass(marks, false)
        if result.isEmpty { return second }
        if PDFTargets.pageCount(result) == targets.pageHeights.count { return second }
        // Leave a foot that moved to another page directly below the text. If the PDF does not show which feet moved,
        // do so with every foot.
        let found = PDFTargets(result)
        marks.spaces = marks.spaces.indices.map { sheet in
            func pages(_ pdf: PDFTargets?) -> Int? {
                guard let start = pdf?.targets[PrintedPositions.id(sheet, isEnd: false)],
                    let end = pdf?.targets[PrintedPositions.id(sheet, isEnd: true)]
                else { return nil }
                return end.page - start.page
            }
            return pages(found) == pages(targets) ? marks.spaces[sheet] : 0
        }
        return try pass(marks, false).0
    }
}
