import Foundation
import OficioImport
import OficioSchema
import OficioSource

/// A field of a sample: the value that a perfect importer finds, and the value that was found.
package struct FieldResult {
    package let document: String
    package let field: String
    package let expected: String
    package let found: String
    package var isRight: Bool { expected == found }
}

/// The content of a file `expected/*.json`: all values that a perfect importer finds in a sample.
package struct Expectation {
    package typealias Object = [String: Any]

    package let root: Object

    package init(path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        root = try JSONSerialization.jsonObject(with: data) as? Object ?? [:]
    }

    package var documents: [Object] { root["documents"] as? [Object] ?? [] }

    /// Compares every field of every document with the value that was found.
    package func compare(_ file: ImportedFile) -> [FieldResult] {
        guard let match = file.match else {
            return documents.map {
                FieldResult(
                    document: $0["id"] as? String ?? "", field: "form", expected: $0["form"] as? String ?? "", found: ""
                )
            }
        }
        var results: [FieldResult] = []
        var rest = Array(match.records.indices)
        let ids = Self.identifiers(documents, match)
        for document in documents {
            let id = document["id"] as? String ?? ""
            let form = document["form"] as? String ?? ""
            let place = rest.firstIndex { number in match.labels.forms[match.records[number].form].form.id == form }
            guard let place else {
                results.append(FieldResult(document: id, field: "form", expected: form, found: "none"))
                continue
            }
            let number = rest.remove(at: place)
            let record = match.records[number]
            let labels = match.labels.forms[record.form]
            results.append(FieldResult(document: id, field: "form", expected: form, found: labels.form.id))
            var seen: Set<[Int]> = []
            for content in document["content"] as? [Object] ?? [] {
                let name = content["field"] as? String ?? ""
                guard let path = Self.path(name, labels.type) else {
                    results.append(FieldResult(document: id, field: name, expected: "a field", found: "no such field"))
                    continue
                }
                seen.insert(path)
                let expected = Canonical.expected(content, ValueReaderKind.kind(path, labels.type))
                var found =
                    record.field(path).map { Canonical.found($0.value, ValueReaderKind.kind(path, labels.type)) } ?? ""
                if labels.members == path.first {
                    let members = match.records.indices.filter {
                        !match.labels.forms[match.records[$0].form].hasMembers
                    }
                    found = members.compactMap { ids[$0] }.joined(separator: " ")
                }
                results.append(FieldResult(document: id, field: name, expected: expected, found: found))
            }
            for field in record.fields where !seen.contains(field.path) {
                results.append(
                    FieldResult(
                        document: id, field: labels.type.fields[field.path[0]].id, expected: "",
                        found: Canonical.found(field.value, ValueReaderKind.kind(field.path, labels.type))))
            }
        }
        for number in rest {
            results.append(
                FieldResult(document: "more", field: "document", expected: "", found: file.drafts[number]?.id ?? "?"))
        }
        return results
    }

    package var records: [Object] { root["records"] as? [Object] ?? [] }

    /// Compares every field of every row of a spreadsheet with the value that was found.
    package func compareRows(_ file: ImportedFile) -> [FieldResult] {
        guard let match = file.match else {
            return records.map { _ in FieldResult(document: "row", field: "match", expected: "a match", found: "") }
        }
        let type = match.labels.forms[0].type
        var results = [
            FieldResult(
                document: file.name, field: "rows", expected: "\(records.count)", found: "\(match.records.count)")
        ]
        for (expected, record) in zip(records, match.records) {
            let title = expected["título"] as? String ?? ""
            var all = expected
            if let derived = all.removeValue(forKey: "derived") as? Object { all.merge(derived) { first, _ in first } }
            var seen: Set<[Int]> = []
            for (name, value) in all.sorted(by: { $0.key < $1.key }) where name != "row" && !(value is NSNull) {
                // The file's heading is «Última revisión»; the expectation calls it «revisión».
                guard let path = Self.path(name == "revisión" ? "última revisión" : name, type) else {
                    results.append(
                        FieldResult(document: title, field: name, expected: "a field", found: "no such field"))
                    continue
                }
                seen.insert(path)
                let kind = ValueReaderKind.kind(path, type)
                let found = record.field(path).map { Canonical.found($0.value, kind) } ?? ""
                results.append(
                    FieldResult(
                        document: title, field: name, expected: Canonical.expectedCell(value, kind), found: found))
            }
            for field in record.fields where !seen.contains(field.path) {
                let kind = ValueReaderKind.kind(field.path, type)
                results.append(
                    FieldResult(
                        document: title, field: type.fields[field.path[0]].id, expected: "",
                        found: Canonical.found(field.value, kind)))
            }
        }
        return results
    }

    /// The identifiers that the expectations give to the documents that were found, keyed by their index among the
    /// documents of a form.
    private static func identifiers(_ documents: [Object], _ match: Match) -> [Int: String] {
        var rest = Array(match.records.indices)
        var ids: [Int: String] = [:]
        for document in documents {
            guard
                let place = rest.firstIndex(where: {
                    match.labels.forms[match.records[$0].form].form.id == document["form"] as? String
                })
            else { continue }
            ids[rest.remove(at: place)] = document["id"] as? String
        }
        return ids
    }

    private static func path(_ name: String, _ type: DocumentType) -> [Int]? {
        let parts = name.components(separatedBy: ": ")
        guard let field = type.field(named: parts[0].folded) ?? type.field(understood: parts[0].folded) else {
            return nil
        }
        guard parts.count > 1, case .group(let members) = type.fields[field].kind else { return [field] }
        return members.place(of: parts[1].folded).map { [field, $0] }
    }
}

/// The kind of a field by its path.
package enum ValueReaderKind {
    package static func kind(_ path: [Int], _ type: DocumentType) -> FieldKind {
        let field = type.fields[path[0]]
        if path.count > 1, case .group(let members) = field.kind { return members[path[1]].kind }
        return field.kind
    }
}
