import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// One acronym, several spellings.
    package static let termVariants = Rule(
        "sigla-de-varios-modos", .language, .note,
        what: Localized(es: "Una sigla está escrita de varios modos.", en: "An acronym is spelled in several ways."),
        why: Localized(
            es: "«PQRS», «PQRs» y «PQR's» son lo mismo para quien escribe y tres cosas para quien busca.",
            en: "“PQRS”, “PQRs” and “PQR's” are one thing to the writer and three to whoever searches."),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Recibir las PQRS. Clasificar las PQRS. Archivar las PQRS.
            === content/protocolos/b.md
            ---
            título: Dos
            ---

            ## Objetivo

            Responder las PQRs.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Recibir las PQRS. Clasificar las PQRS. Archivar las PQRS.
            """)
}

enum TermVariants {
    /// An acronym in a text, with all that tells where it is found there.
    struct Use: GatheredFact {
        /// The letters, folded.
        let key: String
        let written: String
        let span: Span
        let record: Int
        let stamp: UInt64

        init(key: String, written: String, span: Span, record: Int, stamp: UInt64) {
            self.key = key
            self.written = written
            self.span = span
            self.record = record
            self.stamp = stamp
        }

        func write(to out: inout StoreWriter) {
            out.text(key)
            out.text(written)
            out.span(span)
            out.count(record)
            out.word(stamp)
        }

        func add(to stamp: inout Stamp) {
            stamp.add([key, written])
            for number in [Int(span.start), Int(span.end), record] { stamp.add(number) }
            stamp.add(self.stamp)
        }

        init(from reader: inout StoreReader) {
            key = reader.text()
            written = reader.text()
            span = reader.span()
            record = reader.count()
            stamp = reader.word()
        }
    }

    static func uses(_ context: CheckContext, _ index: Int) -> [Use] {
        let corpus = context.corpus
        // The glossary names the spellings; it does not use them.
        if corpus.type(of: index).id == "term" { return [] }
        var found: [Use] = []
        corpus.forEachText(of: index) { text in
            // Two capitals in a row: most texts have none, and are not looked at any closer.
            guard text.source.hasNeighbours({ $0 >= 0x41 && $0 <= 0x5A && $1 >= 0x41 && $1 <= 0x5A }) else { return }
            // No word has a space in it; what has no three capitals, which are ASCII or begin with C3 or more, is no acronym.
            let parts = text.plain.utf8.split(separator: 0x20).filter { $0.count { $0 >= 0x41 && $0 <= 0x5A || $0 >= 0xC3 } > 2 }
            for word in parts.flatMap({ Substring($0).split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" && $0 != "." }) }) {
                let written = String(word).trimmingDots
                let letters = written.filter(\.isLetter)
                let upper = letters.count { $0.isUppercase }
                // Mostly capitals, three to six of them: an acronym.
                guard (3...6).contains(upper), letters.count - upper <= 1, letters.count <= 7, letters.last?.isLowercase != true || letters.hasSuffix("s") else {
                    continue
                }
                found.append(Use(key: String(letters).folded, written: written, span: text.span, record: index, stamp: corpus.records[index].stamp))
            }
        }
        return found
    }

    static func check(_ context: CheckContext, _ uses: [[Use]]) -> [Diagnostic] {
        let corpus = context.corpus
        var byKey: [String: [Use]] = [:]
        for use in uses.joined() { byKey[use.key, default: []].append(use) }
        var found: [Diagnostic] = []
        for key in byKey.keys.sorted() {
            guard let all = byKey[key] else { continue }
            var counts: [String: Int] = [:]
            for use in all { counts[use.written, default: 0] += 1 }
            guard counts.count > 1, let usual = counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).first else { continue }
            // Words in capitals throughout (a heading) are no spelling of their own, and a draw decides nothing.
            for (written, count) in counts.sorted(by: { $0.key < $1.key }) where written != usual.key && count < usual.value {
                guard let first = all.first(where: { $0.written == written }) else { continue }
                found.append(
                    Diagnostic(
                        .termVariants, at: context.locate(written, in: first.span),
                        Localized(
                            es: "«\(written)» (\(count)) se escribe casi siempre «\(usual.key)» (\(usual.value))",
                            en: "“\(written)” (\(count)) is mostly written “\(usual.key)” (\(usual.value))"), record: corpus.name(ofRecord: first.record)))
            }
        }
        return found
    }
}

extension String {
    fileprivate var trimmingDots: String {
        var text = Substring(self)
        while let last = text.last, !last.isLetter { text.removeLast() }
        while let first = text.first, !first.isLetter { text.removeFirst() }
        return String(text)
    }
}
