import Diagnostics
import OficioSchema
import OficioSource

/// Records by everything that they may be called.
struct NameIndex: Sendable {
    private var ids: [String: [Int32]] = [:]
    private var codes: [String: [Int32]] = [:]
    private var titles: [String: [Int32]] = [:]
    private var foldedTitles: [String: [Int32]] = [:]
    private var formerNames: [String: [Int32]] = [:]
    private let types: [String]
    /// Tells whether every name leads where it led.
    private(set) var stamp = Stamp()

    init(_ records: [Record], _ schema: Schema) {
        types = records.map { schema.types[$0.type].id }
        for (number, record) in records.enumerated() {
            let index = Int32(number)
            let type = schema.types[record.type]
            stamp.add([type.id, record.id, record.title])
            ids[record.id, default: []].append(index)
            if let code = record.value(type.field(id: "code"))?.plain, !code.isEmpty {
                stamp.add(code)
                codes[code, default: []].append(index)
            }
            titles[record.title, default: []].append(index)
            foldedTitles[record.title.folded, default: []].append(index)
            if case .list(let names)? = record.value(type.field(id: "former-names")) {
                for name in names { add(former: name.blocks.plain.folded, index) }
            }
            if case .list(let names)? = record.value(type.field(id: "former-ids")) {
                for name in names { add(former: name.blocks.plain.folded, index) }
            }
        }
    }

    private mutating func add(former name: String, _ index: Int32) {
        stamp.add(name)
        formerNames[name, default: []].append(index)
    }

    /// Records that bear one title, whatever its case and accents.
    var sharedTitles: [[Int]] { foldedTitles.values.filter { $0.count > 1 }.map { $0.map { Int($0) } } }

    func index(ofType type: String, id: String) -> Int? { ids[id]?.first { types[Int($0)] == type }.map { Int($0) } }

    func resolve(_ target: String, types wanted: [String], _ schema: Schema) -> Resolution {
        var name = target
        var allowed = wanted
        if let slash = target.utf8.firstIndex(of: UInt8(ascii: "/")), let type = schema.type(named: String(target[..<slash]).folded) {
            allowed = [schema.types[type].id]
            name = String(target[target.utf8.index(after: slash)...])
        }
        func found(in names: [String: [Int32]], _ name: String, _ way: Resolution.Way) -> Resolution? {
            guard let found = names[name]?.filter({ allowed.isEmpty || allowed.contains(types[Int($0)]) }), !found.isEmpty else { return nil }
            if found.count == 1 { return .record(Int(found[0]), way) }
            // A glossary term that explains a thing is no rival of the thing.
            let things = found.filter { types[Int($0)] != "term" }
            if things.count == 1 { return .record(Int(things[0]), way) }
            return .ambiguous(found.map { Int($0) })
        }
        if let resolution = found(in: ids, name, .id) ?? found(in: codes, name, .code) ?? found(in: titles, name, .title) { return resolution }
        let folded = name.folded
        if let resolution = found(in: foldedTitles, folded, .foldedTitle) ?? found(in: formerNames, folded, .formerName) { return resolution }
        return .unknown(nearest: nearest(to: name, allowed))
    }

    private func nearest(to name: String, _ allowed: [String]) -> String? {
        let known = ids.keys.filter { key in allowed.isEmpty || ids[key]!.contains { allowed.contains(types[Int($0)]) } }
        return Suggestion.nearest(to: name, in: known.sorted())
    }
}
