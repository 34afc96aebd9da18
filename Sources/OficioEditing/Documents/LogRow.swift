import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// A row of a document's modification log, as a release writes it. An empty list leaves out its column.
package struct LogRow: Sendable {
    /// The number of the version, as the log prints it: `05`.
    package var version: String
    /// The date on which the document was modified.
    package var modified: CalendarDate
    /// The first day on which the version is in force.
    package var effective: CalendarDate
    /// The roles of the people who authorised the version.
    package var authorized: [String]
    /// The descriptions of the changes, one text for each change.
    package var descriptions: [String]

    /// Creates a row from the values of its columns.
    package init(
        version: String, modified: CalendarDate, effective: CalendarDate, authorized: [String], descriptions: [String]
    ) {
        self.version = version
        self.modified = modified
        self.effective = effective
        self.authorized = authorized
        self.descriptions = descriptions
    }

    /// Returns the row as members of a YAML map. The version is quoted, each role is a map, and the descriptions are a
    /// list.
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

    /// The row with one text per cell, for tables and Markdown lists. Commas join the roles, spaces
    /// the descriptions.
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
    /// Returns the edit that adds a row to the log: after the last row, or before the first if the log begins with
    /// the newest version. A source without a log gets one. Fails if the log is neither a list nor a table.
    package func adding(_ row: LogRow) -> Result<Edit, EditRefusal> {
        let path: FieldPath = "log"
        do throws(EditRefusal) {
            guard let place = try finder.find(path) else {
                return .success(.addKey(path, .list([row.members(schema.language)])))
            }
            let items = try written(path).items
            let isNewestFirst = isNewestFirst(try self.items(path), path)
            if case .key = place {
                return .success(.insertItem(path, at: isNewestFirst ? 0 : nil, row.members(schema.language)))
            }
            guard !items.isEmpty || content(of: path).map({ $0.text?.isEmpty != false }) == true else {
                throw EditRefusal(
                    """
                    «\(self.path)» lleva su bitácora escrita de un modo que no se puede continuar solo; póngala \
                    como lista «- versión: …» o como tabla
                    """,
                    """
                    the log in “\(self.path)” is written in a way that cannot be continued by itself; make it a \
                    list “- version: …” or a table
                    """
                )
            }
            return .success(.insertItem(path, at: isNewestFirst ? 0 : nil, texts(of: row, items)))
        } catch {
            return .failure(error)
        }
    }

    /// Returns the cells of the row for the columns that the table has; all cells if the items are
    /// not rows of a table.
    private func texts(of row: LogRow, _ items: [(item: WrittenItem, group: Section?)]) -> Content {
        guard case .row(let table, _)? = items.first?.item, case .members(let members, _) = row.texts else {
            return row.texts
        }
        let names = table.header.indices.map { headerName($0, table, "log") }
        return .members(members.filter { names.contains($0.name) })
    }

    private func isNewestFirst(_ items: [Content], _ path: FieldPath) -> Bool {
        guard items.count > 1, let first = items.first, let last = items.last else { return false }
        func version(_ item: Content) -> VersionNumber? {
            (try? cell(item, "version", path))?.text.flatMap { VersionNumber($0) }
        }
        guard let a = version(first), let b = version(last) else { return false }
        return b < a
    }
}
