import Diagnostics
import OficioBasics
import OficioReceipts

/// Formats the report of receipts as text, CSV or JSON lines.
struct ReceiptTable {
    private let rows: [ReceiptReport.Row]
    private let language: Language

    init(_ rows: [ReceiptReport.Row], _ language: Language) {
        self.rows = rows
        self.language = language
    }

    subscript(format: String) -> String {
        switch format {
        case "csv": csv
        case "json": rows.map { json($0).compact + "\n" }.joined()
        default: text
        }
    }

    private var text: String {
        if rows.isEmpty {
            return Localized(
                es: "Todavía no hay acuses ni personal que deba firmar.\n",
                en: "There are no receipts yet, and nobody who has to sign.\n")[language]
        }
        var out = ""
        var last: ReceiptReport.Status?
        for row in rows {
            if row.status != last {
                if last != nil { out += "\n" }
                out += "\(row.status.words[language].uppercased()) (\(rows.count { $0.status == row.status }))\n"
                last = row.status
            }
            out += "  \(row.name.printable)\(row.identity.isEmpty ? "" : " (\(row.identity.printable))"): \(row.title)"
            if let signed = row.signed {
                out +=
                    Localized(
                        es: "; firmó la \(signed.version) el \(signed.date.iso)",
                        en: "; signed \(signed.version) on \(signed.date.iso)")[language]
            }
            if let deadline = row.deadline {
                out +=
                    Localized(
                        es: "; la \(row.due), a más tardar el \(deadline.iso)", en: "; \(row.due) by \(deadline.iso)")[
                        language]
            }
            for remark in row.remarks { out += "; " + remark[language] }
            out += "\n"
        }
        return out
    }

    private var csv: String {
        let heads =
            language == .spanish
            ? [
                "estado", "persona", "documento de identidad", "documento", "título", "versión firmada",
                "fecha de firma", "versión vigente", "plazo", "observaciones",
            ]
            : [
                "status", "person", "identity", "document", "title", "version signed", "date signed",
                "version in force", "deadline", "remarks",
            ]
        var csv = CSV(heads)
        for row in rows {
            csv.add([
                row.status.words[language], row.name.printable, row.identity.printable, row.document.text, row.title,
                row.signed?.version ?? "",
                row.signed?.date.iso ?? "", row.due, row.deadline?.iso ?? "",
                row.remarks.map { $0[language] }.joined(separator: "; "),
            ])
        }
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    private func json(_ row: ReceiptReport.Row) -> JSONText {
        var members: [(String, JSONText)] = [
            ("status", .string(row.status.rawValue)), ("name", .string(row.name)), ("identity", .string(row.identity)),
            ("document", .string(row.document.text)),
            ("title", .string(row.title)), ("due", .string(row.due)),
        ]
        if let signed = row.signed {
            members += [("signed", .string(signed.version)), ("date", .string(signed.date.iso))]
        }
        if let deadline = row.deadline { members.append(("deadline", .string(deadline.iso))) }
        if !row.remarks.isEmpty { members.append(("remarks", .array(row.remarks.map { .string($0[language]) }))) }
        return .object(members)
    }
}
