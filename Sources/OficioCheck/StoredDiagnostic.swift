import Diagnostics
import OficioModel
import OficioSource

// Encodes findings as bytes and decodes them.

extension Diagnostic: BinaryCodable {
    /// Appends the finding to `out`.
    package func write(to out: inout BinaryWriter) { out.diagnostic(self) }

    /// Reads a finding that `write(to:)` wrote.
    package init(from reader: inout BinaryReader) { self = reader.diagnostic() }
}

extension BinaryWriter {
    mutating func diagnostic(_ diagnostic: Diagnostic) {
        text(diagnostic.code)
        text(diagnostic.severity.rawValue)
        words(diagnostic.message)
        span(diagnostic.span)
        optional(diagnostic.label) { $0.words($1) }
        list(diagnostic.notes) { out, note in
            out.words(note.message)
            out.optional(note.span) { $0.span($1) }
        }
        list(diagnostic.fixes) { out, fix in
            out.words(fix.summary)
            out.flag(fix.isSafe)
            out.list(fix.edits) { out, edit in
                out.span(edit.span)
                out.text(edit.replacement)
            }
        }
        optional(diagnostic.record) { $0.text($1) }
        optional(diagnostic.group) { $0.text($1) }
    }

    mutating func words(_ words: Localized) {
        text(words.spanish)
        text(words.english)
    }
}

extension BinaryReader {
    mutating func diagnostic() -> Diagnostic {
        let code = text(), severity = Severity(rawValue: text()) ?? .note
        let message = words(), span = span(), label = optional { $0.words() }
        let notes = list { reader in
            let message = reader.words()
            return Diagnostic.Note(message, at: reader.optional { $0.span() })
        }
        let fixes = list { reader in
            let summary = reader.words(), isSafe = reader.flag()
            let edits = reader.list { reader in
                let span = reader.span()
                return Diagnostic.Edit(span, reader.text())
            }
            return Diagnostic.Fix(summary, safe: isSafe, edits)
        }
        let record = optional { $0.text() }
        return Diagnostic(
            code: code, severity: severity, message, at: span, label: label, notes: notes, fixes: fixes, record: record,
            group: optional { $0.text() })
    }

    mutating func words() -> Localized {
        let spanish = text()
        return Localized(es: spanish, en: text())
    }
}
