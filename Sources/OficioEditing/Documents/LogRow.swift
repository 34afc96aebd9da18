import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// A row of a document's modification log, as a release writes it; empty lists leave their columns
/// out.
package struct LogRow: Sendable {
    package var version: String
    package var modified: CalendarDate
    package var effective: CalendarDate
    package var authorized: [String]
    package var descriptions: [String]

    package init(
        version: String, modified: CalendarDate, effective: CalendarDate, authorized: [String], descriptions: [String]
    ) {
        self.version = version
        self.modified = modified
        self.effective = effective
        self.authorized = authorized
        self.descriptions = descriptions
    }

    /// The row as a map of YAML.
    fileprivate func members(_ language: Language) -> Content {
        let role = language == .spanish ? "cargo" : "role"
        var members = dates(version: .text(version, quoting: .always))
        if !authorized.isEmpty {
            let people = authorized.map { Content.members([.init(role, .text($0, quoting: .always))], layout: .inline) }
            members.append(.init("authorised-by", .list(people, layout: .inline)))
        }
        if !descriptions.isEmpty {
            members.append(.init("description", .list(descriptions.map { .text($0, quoting: .always) })))
        }
        return .members(members)
    }

    /// The row with one text a cell, for tables and lists.
    fileprivate var texts: Content {
        var members = dates(version: .text(version))
        if !authorized.isEmpty { members.append(.init("authorised-by", .text(authorized.joined(separator: ", ")))) }
        if !descriptions.isEmpty { members.append(.init("description", .text(descriptions.joined(separator: " ")))) }
        return .members(members)
    }

    private func dates(version: Content) -> [Content.Member] {
        [.init("version", version), .init("modified", .text(modified.iso)), .init("effective", .text(effective.iso))]
    }
}

extension SourceEditor {
    /// Returns the edit that adds a row to the log: behind the last row, or before the first in a
    /// log with the newest row first.
    package func adding(_ row: LogRow) -> Result<Edit, EditRefusal> {
        let path: FieldPath = "log"
        do throws(EditRefusal) {
            guard let place = try finder.find(path) else {
                return .success(.addKey(path, .list([row.members(schema.language)])))
            }
            let items = try written(path).items
            let isNewestFirst = newestIsFirst(try self.items(path), path)
            if case .key = place {
                return .success(.insertItem(path, at: isNewestFirst ? 0 : nil, row.members(schema.language)))
            }
            guard !items.isEmpty || content(of: path).map({ $0.text?.isEmpty != false }) == true else {
                throw EditRefusal(
                    "«\(self.path)» lleva su bitácora escrita de un modo que no se puede continuar solo; póngala como lista «- versión: …» o como tabla",
                    "the log in “\(self.path)” is written in a way that cannot be continued by itself; make it a list “- version: …” or a table"
                )
            }
            return .success(.insertItem(path, at: isNewestFirst ? 0 : nil, texts(of: row, items)))
        } catch {
            return .failure(error)
        }
    }

    /// The row for a table, without the columns that the table lacks.
    private func texts(of row: LogRow, _ items: [(item: WrittenItem, group: Section?)]) -> Content {
        guard case .row(let table, _)? = items.first?.item, case .members(let members, _) = row.texts else {
            return row.texts
        }
        let names = table.header.indices.map { headerName($0, table, "log") }
        return .members(members.filter { names.contains($0.name) })
    }

    private func newestIsFirst(_ items: [Content], _ path: FieldPath) -> Bool {
        guard items.count > 1, let first = items.first, let last = items.last else { return false }
        func version(_ item: Content) -> VersionNumber? {
            (try? cell(item, "version", path))?.text.flatMap { VersionNumber($0) }
        }
        guard let a = version(first), let b = version(last) else { return false }
        return b < a
    }
}
