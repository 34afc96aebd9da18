import OficioModel
import OficioSchema

/// The rows of a section of groups that stand under no single code: those without one, and those
/// under a heading that names several codes or none.
struct LooseRows {
    /// Neighbouring rows under one heading, or under none.
    struct Run {
        /// The index of the group whose heading is shown, `nil` for none.
        let group: Int?
        var rows: [Row]
    }

    /// Indices of the groups that keep their own heading above their rows.
    private let own: Set<Int>
    private let groupBy: Int
    /// Runs by the code that they stand behind, empty for those above all codes.
    private var runs: [String: [Run]] = [:]
    /// Runs that stand behind all codes.
    private(set) var last: [Run] = []
    /// Whether there are any.
    var isUsed: Bool { !runs.isEmpty || !last.isEmpty }

    /// Sorts rows out. `isFixed` says whether a form of the site orders the codes; `code` gives the
    /// code of a value in the column of groups.
    init(_ rows: Rows, _ type: RowType, isFixed: Bool, code: (Value) -> String?) {
        groupBy = type.groupBy ?? -1
        own = Set(rows.rows.compactMap(\.group)).filter {
            rows.groups.indices.contains($0) && rows.groups[$0].isOwn(isFixed)
        }
        var above = ""
        var former: Int?
        for (place, row) in rows.rows.enumerated() {
            guard contains(row) else {
                if let value = row[groupBy], let code = code(value) { above = code }
                continue
            }
            let group = row.group.flatMap { own.contains($0) ? $0 : nil }
            // On a form of the site rows without any heading stand above all groups.
            let isHeaded = group != nil || type.continues.contains { row[$0] != nil }
            let isLast = isFixed && isHeaded && !above.isEmpty
            let key = isFixed ? "" : above
            var found = isLast ? last : runs[key] ?? []
            if former == place - 1, let end = found.last, end.group == group {
                found[found.count - 1].rows.append(row)
            } else {
                found.append(Run(group: group, rows: [row]))
            }
            former = place
            if isLast { last = found } else { runs[key] = found }
        }
    }

    /// The runs behind a code.
    func runs(behind code: String) -> [Run] { runs[code] ?? [] }

    /// Whether a row stands under no single code.
    func contains(_ row: Row) -> Bool { row[groupBy] == nil || row.group.map(own.contains) ?? false }

    /// Whether a group has rows, and they keep its heading.
    func contains(group: Int) -> Bool { own.contains(group) }
}

extension RowGroup {
    /// Whether rows keep the heading of the group: it is no code, or names several of those that a
    /// form of the site prints one by one.
    fileprivate func isOwn(_ isFixed: Bool) -> Bool {
        switch value {
        case .text: true
        case .codes(let codes, _): isFixed && codes.count > 1
        default: false
        }
    }
}
