import Diagnostics
import OficioModel
import OficioSource

/// What the rules of records found when they were last asked, with what they asked of the site to find it: where all of that says the same, they are not
/// asked again.
///
/// As bytes: a line that names what all findings hang on, then, with a hash in front, by record what it asked and what was found (`StoreWriter`). Whatever is
/// missing, damaged or of another site is asked anew.
package struct RecordFindings: Sendable {
    package private(set) var bytes: [UInt8]
    /// Whether the bytes are others than those it began with.
    package private(set) var isNew = false
    /// How many records were asked the last time.
    package private(set) var asked = 0
    private let basis: UInt64

    /// - Parameters:
    ///   - bytes: what an earlier run kept, empty for nothing.
    ///   - basis: tells the program, and what types and forms say.
    package init(_ bytes: [UInt8], basis: UInt64) {
        self.bytes = bytes
        self.basis = basis
    }

    /// What the rules find in all records, in their order.
    ///
    /// - Parameter ask: all rules of a record; called on all processors.
    mutating func ask(_ ask: @Sendable (Int) -> [Diagnostic], _ context: CheckContext) -> [Diagnostic] {
        let records = context.corpus.records
        let head = Array("oficio hallazgos 1 \(String(context.stamp(basis), radix: 36))\n".utf8)
        let entries = Self.entries(bytes, head: head, count: records.count)
        let numbers = Dictionary(records.enumerated().map { (ObjectIdentifier($1), $0) }) { a, _ in a }
        let answers = Array(records.indices).concurrentMap { index -> Answer in
            if let entry = entries?[index], let found = Self.found(entry, in: records[index], records) { return Answer(found: found, entry: entry, isNew: false) }
            let (found, reads) = Reads.noting { ask(index) }
            return Answer(found: found, entry: Self.entry(found, of: records[index], reads, numbers, records)[...], isNew: true)
        }
        asked = answers.count { $0.isNew }
        isNew = entries == nil || answers.contains { $0.isNew && !$0.entry.isEmpty }
        if isNew {
            var body = StoreWriter()
            body.list(answers) { $0.text($1.entry) }
            bytes = head + body.sealed
        }
        return Array(answers.map(\.found).joined())
    }

    /// Of one record: what was found, and how it is kept; an empty entry for what is asked every time.
    private struct Answer {
        let found: [Diagnostic]
        let entry: ArraySlice<UInt8>
        let isNew: Bool
    }

    // MARK: Entries

    /// By record, `nil` where the bytes are of something else.
    private static func entries(_ bytes: [UInt8], head: [UInt8], count: Int) -> [ArraySlice<UInt8>]? {
        guard bytes.starts(with: head) else { return nil }
        return bytes.withUnsafeBytes { all in
            guard var reader = StoreReader(sealed: UnsafeRawBufferPointer(rebasing: all[head.count...])) else { return nil }
            let start = all.baseAddress!
            let places = reader.list { reader in
                reader.text { entry in
                    let place = entry.baseAddress.map { $0 - start } ?? 0
                    return place..<(place + entry.count)
                }
            }
            return reader.isBroken || places.count != count ? nil : places.map { bytes[$0] }
        }
    }

    /// What an entry tells, `nil` where something that was asked says something else.
    private static func found(_ entry: ArraySlice<UInt8>, in record: Record, _ records: [Record]) -> [Diagnostic]? {
        entry.withUnsafeBytes { bytes in
            var reader = StoreReader(bytes, record.file)
            let asked = reader.list { $0.count() }
            let stamp = reader.word()
            if reader.isBroken || stamp != self.stamp(of: asked, records) { return nil }
            let found = reader.list { $0.diagnostic() }
            return reader.isBroken ? nil : found
        }
    }

    private static func entry(_ found: [Diagnostic], of record: Record, _ reads: Reads, _ numbers: [ObjectIdentifier: Int], _ records: [Record]) -> [UInt8] {
        if reads.isOfAll { return [] }
        var asked = reads.numbers
        for object in reads.objects {
            guard let number = numbers[object] else { return [] }
            asked.insert(number)
        }
        let order = asked.sorted()
        guard let stamp = stamp(of: order, records) else { return [] }
        var entry = StoreWriter(record.file)
        entry.list(order) { $0.count($1) }
        entry.word(stamp)
        entry.list(found) { $0.diagnostic($1) }
        return entry.isForeign ? [] : entry.bytes
    }

    /// Tells whether some records say the same, `nil` where one of them cannot be told by its source.
    private static func stamp(of asked: [Int], _ records: [Record]) -> UInt64? {
        var stamp = Stamp()
        for number in asked {
            guard records.indices.contains(number), records[number].stamp != 0 else { return nil }
            stamp.add(number)
            stamp.add(records[number].stamp)
            // Findings have places, which move with what stands in front.
            stamp.add(Int(records[number].span.start))
        }
        return stamp.value
    }
}

extension CheckContext {
    /// Of what every rule may ask without its being noted: names and places of records, who heads whom, the day.
    fileprivate func stamp(_ basis: UInt64) -> UInt64 {
        var stamp = Stamp()
        stamp.add(basis)
        stamp.add(today.iso)
        stamp.add(corpus.namesStamp)
        stamp.add(corpus.paths)
        stamp.add(corpus.attachments.sorted())
        for record in corpus.records {
            stamp.add(record.id)
            stamp.add(record.title)
            for number in [record.type, record.form, Int(record.file.index)] { stamp.add(number) }
            stamp.add(record.isBroken)
        }
        stamp.add(bosses.sorted())
        return stamp.value
    }
}

// MARK: - Findings as bytes and back

extension StoreWriter {
    fileprivate mutating func diagnostic(_ diagnostic: Diagnostic) {
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
    }

    private mutating func words(_ words: Localized) {
        text(words.spanish)
        text(words.english)
    }
}

extension StoreReader {
    fileprivate mutating func diagnostic() -> Diagnostic {
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
        return Diagnostic(code: code, severity: severity, message, at: span, label: label, notes: notes, fixes: fixes, record: optional { $0.text() })
    }

    private mutating func words() -> Localized {
        let spanish = text()
        return Localized(es: spanish, en: text())
    }
}
