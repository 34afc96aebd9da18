import OficioModel
import OficioSchema

/// The rows of a section of groups that stand under no single code: rows without a code, and rows under a
/// heading that names several codes or none.
struct LooseRows {
    /// Consecutive rows under the same heading, or under none.
    struct Run {
        /// The index of the group whose heading is shown, `nil` for none.
        let group: Int?
        var rows: [Row]
    }

    /// Indices of the groups that keep their own heading above their rows, if they have any.
    private let own: Set<Int>
    private let groupBy: Int
    /// The runs by the code that they follow. The empty code stands for runs before all codes.
    private var runs: [String: [Run]] = [:]
    /// The runs that follow all codes.
    private(set) var last: [Run] = []
    /// Whether the section has loose rows.
    var isUsed: Bool { !runs.isEmpty || !last.isEmpty }

    /// Whether rows without a heading precede all codes.
    var isUnheaded: Bool { runs(behind: "").contains { $0.group == nil && !$0.rows.isEmpty } }

    /// Finds the loose rows of a section. `isFixed` says whether a form of the site prints the codes one by one, and
    /// `isOrdered` whether it prints them in its own order. `code` returns the code of a value in the group-by
    /// column.
    init(_ rows: Rows, _ type: RowType, isFixed: Bool, isOrdered: Bool, code: (Value) -> String?) {
        groupBy = type.groupBy ?? -1
        let used = Set(rows.rows.compactMap(\.group))
        own = Set(rows.groups.indices).filter { place in
            rows.groups[place].isOwn(isFixed) && (used.contains(place) || !rows.groups[place].isCode)
        }
        var empty = rows.groups.indices.filter { own.contains($0) && !used.contains($0) }[...]
        var above = ""
        var former: Int?
        func addEmpty(before group: Int) {
            while let next = empty.first, next < group {
                empty.removeFirst()
                let run = Run(group: next, rows: [])
                if isOrdered, !above.isEmpty {
                    last.append(run)
                } else {
                    runs[isOrdered ? "" : above, default: []].append(run)
                }
                former = nil
            }
        }
        defer { addEmpty(before: .max) }
        for (place, row) in rows.rows.enumerated() {
            if let group = row.group { addEmpty(before: group) }
            guard contains(row) else {
                if let value = row[groupBy], let code = code(value) { above = code }
                continue
            }
            let group = row.group.flatMap { own.contains($0) ? $0 : nil }
            // On a form of the site, rows without a heading come before all groups.
            let isHeaded = group != nil || type.continues.contains { row[$0] != nil }
            let isLast = isOrdered && isHeaded && !above.isEmpty
            let key = isOrdered ? "" : above
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

    /// Returns the runs that follow a code; for the empty code, those before all codes.
    func runs(behind code: String) -> [Run] { runs[code] ?? [] }

    /// Whether a row stands under no single code.
    func contains(_ row: Row) -> Bool { row[groupBy] == nil || row.group.map(own.contains) ?? false }

    /// Whether a group keeps its heading, above its rows or without any.
    func keepsHeading(ofGroup group: Int) -> Bool { own.contains(group) }
}

extension RowGroup {
    fileprivate var isCode: Bool { if case .codes = value { true } else { false } }

    /// Whether rows keep the heading of the group: the heading is not a code, or it names several of the codes that a
    /// form of the site prints one by one.
    fileprivate func isOwn(_ isFixed: Bool) -> Bool {
        switch value {
        case .text: true
        case .codes(let codes, _): isFixed && codes.count > 1
        default: false
        }
    }
}
