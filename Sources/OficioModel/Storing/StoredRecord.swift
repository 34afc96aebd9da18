import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Encodes records and their values as bytes and decodes them.

extension BinaryWriter {
    /// Writes a record; the part of it that is read on first access goes to `body`.
    mutating func record(_ record: Record, body: inout BinaryWriter) {
        for number in [record.type, record.form] { count(number) }
        text(record.id)
        span(record.span)
        text(record.title)
        let (head, marks) = record.head
        list(Array(head)) { $0.field($1) }
        list(marks.indices) { $0.count($1) }
        flag(record.hasInternalSections)
        let start = body.bytes.count
        body.list(Array(record.fields[head.count...])) { $0.field($1) }
        body.list(record.extra) { out, section in
            out.text(of: section.heading)
            out.blocks(section.blocks)
            out.flag(section.isInternal)
            out.optional(section.recorded) { out, recorded in
                out.text(of: recorded.heading)
                out.flag(recorded.isInternal)
            }
            out.count(section.after.map { $0 + 1 } ?? 0)
            out.optional(section.place) { $0.count($1) }
        }
        count(body.bytes.count - start)
        word(body.bytes.withUnsafeBytes { Fingerprint.wordwise(UnsafeRawBufferPointer(rebasing: $0[start...])) })
        flag(record.isBroken)
        list(record.permitted) { out, permission in
            out.text(permission.code)
            out.span(permission.span)
        }
        list(record.internalFields.sorted()) { $0.count($1) }
        list(record.recordedInternalFields.sorted()) { $0.count($1) }
        list(record.unfinished) { $0.count($1) }
        list(record.unpublished) { $0.text($1) }
        word(record.stamp)
        word(record.headStamp)
    }

    private mutating func field(_ field: FieldValue) {
        count(field.field)
        value(field.value)
        span(field.span)
        optional(field.heading) { $0.text($1) }
        flag(field.isNumbered)
        flag(field.startsAtZero)
        list(field.sections) { out, section in
            out.text(of: section.heading)
            out.count(section.place)
        }
    }

    private mutating func value(_ value: Value) {
        switch value {
        case .notApplicable(let text):
            count(0)
            self.text(of: text)
        case .text(let text):
            count(1)
            self.text(of: text)
        case .blocks(let blocks):
            count(2)
            self.blocks(blocks)
        case .date(let date, let text):
            count(3)
            for number in [date.year, date.month, date.day] { count(number) }
            self.text(of: text)
        case .integer(let number, let text):
            count(4)
            self.number(number)
            self.text(of: text)
        case .percent(let number, let text):
            count(5)
            self.number(number)
            self.text(of: text)
        case .boolean(let flag, let text):
            count(6)
            self.flag(flag)
            self.text(of: text)
        case .duration(let time, let text):
            count(7)
            number(time.amount)
            self.text(time.unit.rawValue)
            self.text(of: text)
        case .codes(let codes, let text):
            count(8)
            list(codes) { $0.code($1) }
            self.text(of: text)
        case .references(let references):
            count(9)
            list(references) { $0.reference($1) }
        case .list(let items):
            count(10)
            list(items) { out, item in
                out.text(item.id)
                out.blocks(item.blocks)
                out.span(item.span)
            }
        case .rows(let rows):
            count(11)
            self.rows(rows)
        case .group(let members):
            count(12)
            list(members) { $0.field($1) }
        case .codeList(let codes):
            count(13)
            text(codes.name)
            list(codes.codes) { $0.code($1) }
        }
    }

    private mutating func code(_ code: Code) {
        text(code.code)
        text(code.label)
        optional(code.meaning) { $0.text($1) }
    }

    private mutating func reference(_ reference: Reference) {
        text(reference.target)
        for flag in [reference.isPath, reference.isOptional, reference.hasContext] { self.flag(flag) }
        text(of: reference.text)
        optional(reference.label) { $0.text($1) }
    }

    private mutating func rows(_ rows: Rows) {
        blocks(rows.introduction)
        list(rows.rows) { out, row in
            out.text(row.id)
            out.list(row.cells) { $0.field($1) }
            out.list(row.continued.sorted()) { $0.count($1) }
            out.optional(row.group) { $0.count($1) }
            out.span(row.span)
        }
        list(rows.groups) { out, group in
            out.text(of: group.heading)
            out.value(group.value)
            out.blocks(group.note)
            out.flag(group.isNotApplicable)
        }
        blocks(rows.closing)
        optional(rows.clause) { out, clause in
            out.reference(clause.clause)
            out.list(clause.except) { $0.text(of: $1) }
        }
        optional(rows.recorded) { $0.rows($1.rows) }
    }
}

extension BinaryReader {
    /// Reads a record. `body` creates the record's body from the fields of the head, the body's length in bytes and its
    /// hash.
    mutating func record(in file: FileID, _ body: ([FieldValue], Int, UInt64) -> StoredBody) -> Record {
        let type = count(), form = count()
        let id = text()
        let span = span()
        let title = text()
        let head = list { $0.field() }, marks = BodyFields(list { $0.count() })
        let hasInternalSections = flag()
        let length = count(), hash = word()
        let body = body(head, length, hash)
        let isBroken = flag()
        let permitted = list { reader in
            let code = reader.text()
            return Permission(code: code, span: reader.span())
        }
        let internalFields = list { $0.count() }, recorded = list { $0.count() }
        let unfinished = list { $0.count() }, unpublished = list { $0.text() }
        let stamp = word()
        return Record(
            type: type, id: id, form: form, file: file, span: span, title: title, head: head, body: body,
            bodyMarks: marks, hasInternalSections: hasInternalSections, isBroken: isBroken,
            permitted: permitted, internalFields: internalFields.isEmpty ? [] : Set(internalFields),
            recordedInternalFields: recorded.isEmpty ? [] : Set(recorded), unfinished: unfinished,
            unpublished: unpublished, stamp: stamp, headStamp: word())
    }

    /// Reads the fields and extra sections of a body.
    mutating func body() -> (fields: [FieldValue], extra: [ExtraSection]) {
        let fields = list { $0.field() }
        let extra = list { reader in
            let heading = reader.richText(), blocks = reader.blocks()
            let isInternal = reader.flag()
            let recorded = reader.optional { reader -> ExtraSection.Recorded in
                let heading = reader.richText()
                return .init(heading: heading, isInternal: reader.flag())
            }
            let after = reader.count()
            return ExtraSection(
                heading: heading, blocks: blocks, isInternal: isInternal, recorded: recorded,
                after: after == 0 ? nil : after - 1,
                place: reader.optional { $0.count() })
        }
        return (fields, extra)
    }

    private mutating func field() -> FieldValue {
        let field = count(), value = value(), span = span()
        let heading = optional { $0.text() }
        return FieldValue(
            field: field, value: value, span: span, heading: heading, isNumbered: flag(), startsAtZero: flag(),
            sections: list { FieldSection(heading: $0.richText(), place: $0.count()) })
    }

    private mutating func value() -> Value {
        switch count() {
        case 0: return .notApplicable(richText())
        case 1: return .text(richText())
        case 2: return .blocks(blocks())
        case 3:
            let date = CalendarDate(year: count(), month: count(), day: count())
            let text = richText()
            return date.map { .date($0, text) } ?? .text(text)
        case 4:
            let number = number()
            return .integer(number, richText())
        case 5:
            let number = number()
            return .percent(number, richText())
        case 6:
            let flag = flag()
            return .boolean(flag, richText())
        case 7:
            let amount = number(), unit = TimeSpan.Unit(rawValue: text()) ?? .months
            return .duration(TimeSpan(amount: amount, unit: unit), richText())
        case 8:
            let codes = list { $0.code() }
            return .codes(codes, richText())
        case 9: return .references(list { $0.reference() })
        case 10:
            return .list(
                list { reader in
                    let id = reader.text(), blocks = reader.blocks()
                    return ListItem(id: id, blocks: blocks, span: reader.span())
                })
        case 11: return .rows(rows())
        case 12: return .group(list { $0.field() })
        default:
            let name = text()
            return .codeList(CodeList(name: name, codes: list { $0.code() }))
        }
    }

    private mutating func code() -> Code {
        let code = text(), label = text()
        return Code(code: code, label: label, meaning: optional { $0.text() })
    }

    private mutating func reference() -> Reference {
        let target = text()
        let isPath = flag(), isOptional = flag(), hasContext = flag()
        let words = richText()
        return Reference(
            target: target, isPath: isPath, isOptional: isOptional, text: words, hasContext: hasContext,
            label: optional { $0.text() })
    }

    private mutating func rows() -> Rows {
        var rows = Rows()
        rows.introduction = blocks()
        rows.rows = list { reader in
            let id = reader.text()
            let cells = reader.list { $0.field() }
            let continued = reader.list { $0.count() }
            let group = reader.optional { $0.count() }
            return Row(
                id: id, cells: cells, continued: continued.isEmpty ? [] : Set(continued), group: group,
                span: reader.span())
        }
        rows.groups = list { reader in
            let heading = reader.richText(), value = reader.value(), note = reader.blocks()
            return RowGroup(heading: heading, value: value, note: note, isNotApplicable: reader.flag())
        }
        rows.closing = blocks()
        rows.clause = optional { reader in
            let clause = reader.reference()
            return ClauseUse(clause: clause, except: reader.list { $0.richText() })
        }
        rows.recorded = optional { RecordedRows($0.rows()) }
        return rows
    }
}
