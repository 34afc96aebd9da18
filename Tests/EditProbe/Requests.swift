import Foundation
import OficioEditing
import OficioModel
import OficioSchema

/// Applies the edits that another program sends: one JSON object per line on standard input, one answer per line on
/// standard output.
///
///     {"path": "content/puestos/x.md", "text": "…", "edits": [{"do": "set", "field": ["purpose"], "value": "…"}]}
///     {"text": "…", "patch": [[start, end, "new bytes"]]}   or   {"refused": "why", "finding": "code"}
///
/// If the only edit is `"do": "fields"`, the answer is `{"fields": [{"field": […], "record": n, "value": …}]}`.
struct Requests {
    let schema: Schema

    func run() {
        while let line = readLine(strippingNewline: true) {
            let request = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
            let found = request.map { answer($0) } ?? ["refused": "no JSON"]
            guard let data = try? JSONSerialization.data(withJSONObject: found) else { continue }
            FileHandle.standardOutput.write(data + Data("\n".utf8))
        }
    }

    private func answer(_ request: [String: Any]) -> [String: Any] {
        let bytes = Array((request["text"] as? String ?? "").utf8)
        let editor = SourceEditor(bytes, path: request["path"] as? String ?? "", schema: schema)
        let edits = request["edits"] as? [[String: Any]] ?? []
        if edits.first?["do"] as? String == "fields" { return ["fields": editor.fields.map { field($0, editor) }] }
        switch editor.patch(edits.compactMap { edit($0) }) {
        case .failure(let refusal):
            return ["refused": refusal.message.spanish, "finding": refusal.finding?.code ?? ""]
        case .success(let patch):
            return [
                "text": String(decoding: patch.applied(to: bytes) ?? [], as: UTF8.self),
                "patch": patch.replacements.map {
                    [$0.range.lowerBound, $0.range.upperBound, String(decoding: $0.bytes, as: UTF8.self)] as [Any]
                },
            ]
        }
    }

    private func field(_ path: FieldPath, _ editor: SourceEditor) -> [String: Any] {
        var found: [String: Any] = [
            "field": path.names, "value": json(editor.content(of: path)),
            "items": editor.items(of: path).map { json($0) },
        ]
        if let record = path.record { found["record"] = record }
        return found
    }

    private func edit(_ json: [String: Any]) -> Edit? {
        func path(_ key: String) -> FieldPath? {
            (json[key] as? [String]).map { FieldPath($0, inRecord: json["record"] as? Int) }
        }
        let field = path("field") ?? "-"
        let value = json["value"].flatMap { content($0) }
        let (at, to) = (json["at"] as? Int, json["to"] as? Int ?? 0)
        let text = json["value"] as? String ?? ""
        switch json["do"] as? String {
        case "set": return value.map { .set(field, $0) }
        case "addKey": return value.map { .addKey(field, $0) }
        case "remove": return .remove(field)
        case "move": return .move(field, before: path("before"))
        case "rename": return .rename(field, to: text)
        case "insertItem": return value.map { .insertItem(field, at: at, $0) }
        case "setItem": return value.map { .setItem(field, at: at ?? 0, $0) }
        case "removeItem": return .removeItem(field, at: at ?? 0)
        case "moveItem": return .moveItem(field, from: at ?? 0, to: to)
        case "setCell": return .setCell(field, row: at ?? 0, column: json["column"] as? String ?? "", value)
        case "addSection": return .addSection(field, text: text, before: path("before"))
        case "removeHeading": return .removeHeading(field)
        case "insertText": return .insertText(field, text, atEnd: json["atEnd"] as? Bool ?? true)
        case "makeFrontMatter":
            guard case .members(let members, _)? = value else { return nil }
            return .makeFrontMatter(members)
        case "retarget":
            return .retarget((at ?? 0)..<to, from: json["from"] as? String ?? "", to: text)
        default: return nil
        }
    }

    private func content(_ json: Any) -> Content? {
        if let text = json as? String { return .text(text) }
        if let items = json as? [Any] { return .list(items.compactMap { content($0) }) }
        guard let members = json as? [String: Any] else { return nil }
        // Sort the names: JSON objects have no order, and the answer must be the same each time.
        return .members(
            members.sorted { $0.key < $1.key }.compactMap { name, value in content(value).map { .init(name, $0) } })
    }

    private func json(_ content: Content?) -> Any {
        switch content {
        case .text(let text, _): text
        case .list(let items, _): items.map { json($0) }
        case .members(let members, _): Dictionary(members.map { ($0.name, json($0.content)) }) { first, _ in first }
        case nil: NSNull()
        }
    }
}
