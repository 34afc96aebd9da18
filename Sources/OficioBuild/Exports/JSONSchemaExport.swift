import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Creates JSON Schemas (draft 2020-12) for YAML sources, with which editors complete and check keys, codes and
/// references.
///
/// The schemas accept more than the checker: any value may be *not applicable*, and most fields also accept plain text.
package struct JSONSchemaExport {
    private let corpus: Corpus

    /// Loads the site whose folder is `root`.
    package init(_ root: String) {
        corpus = SiteLoader.load(root).corpus
    }

    /// The schemas: one for each type, and `yaml.json` for any file of `content/`, which selects the type by the key
    /// `tipo:`.
    package var files: [(name: String, bytes: [UInt8])] {
        let types = corpus.schema.types.map { (name: "\($0.id).json", bytes: Self.text(document($0))) }
        return types + [("yaml.json", Self.text(any))]
    }

    private static func text(_ json: JSONText) -> [UInt8] { Array((json.compact + "\n").utf8) }

    private var language: Language { corpus.schema.language }

    private func document(_ type: DocumentType) -> JSONText {
        .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string(type.name[language])), ("type", .string("object")),
            ("properties", .object(properties(type))), ("additionalProperties", .bool(type.keepsExtra)),
        ])
    }

    /// The schema of a file with one record, or with several below `elementos`.
    private var any: JSONText {
        let branches = corpus.schema.types.map { type -> JSONText in
            let names = JSONText.array(
                type.names.map { .string($0) } + [type.name.spanish, type.name.english].map { .string($0) })
            let items = JSONText.object([
                ("type", .string("array")),
                (
                    "items",
                    .object([
                        ("type", .string("object")), ("properties", .object(properties(type))),
                        ("additionalProperties", .bool(type.keepsExtra)),
                    ])
                ),
            ])
            return .object([
                (
                    "if",
                    .object([
                        (
                            "properties",
                            .object([("tipo", .object([("enum", names)])), ("type", .object([("enum", names)]))])
                        ), ("anyOf", Self.oneOf("tipo", "type")),
                    ])
                ),
                (
                    "then",
                    .object([("properties", .object(properties(type) + [("elementos", items), ("items", items)]))])
                ),
            ])
        }
        return .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("title", .string("Oficio")),
            ("type", .string("object")), ("allOf", .array(branches)),
        ])
    }

    private static func oneOf(_ names: String...) -> JSONText {
        .array(names.map { .object([("required", .array([.string($0)]))]) })
    }

    private func properties(_ type: DocumentType) -> [(String, JSONText)] {
        var found: [(String, JSONText)] = []
        var seen: Set<String> = []
        func add(_ name: String, _ schema: JSONText) { if seen.insert(name).inserted { found.append((name, schema)) } }
        let words = JSONText.object([("type", .string("string"))])
        for name in ["tipo", "type", "id"] { add(name, words) }
        for field in type.fields { for name in field.spellings { add(name, schema(field)) } }
        // Keys that are no field's name are accepted with any value; the checker reports unknown keys.
        for field in type.fields {
            for name in field.others where !name.isBeginning {
                add(name.spelling, .object([("description", .string(field.label[language]))]))
            }
        }
        for name in ["oficio"] { add(name, .object([])) }
        return found
    }

    private func schema(_ field: Field) -> JSONText {
        guard case .object(let members) = schema(field.kind) else { return .object([]) }
        return .object([("description", .string(field.label[language]))] + members)
    }

    private func schema(_ kind: FieldKind) -> JSONText {
        let text = JSONText.object([
            ("type", .array([.string("string"), .string("number"), .string("boolean"), .string("null")]))
        ])
        func anyOf(_ parts: [JSONText]) -> JSONText { .object([("anyOf", .array(parts))]) }
        func many(_ item: JSONText) -> JSONText {
            anyOf([.object([("type", .string("array")), ("items", item)]), item])
        }
        switch kind {
        case .text, .markdown, .url, .email: return text
        case .date:
            return anyOf([
                .object([("type", .string("string")), ("pattern", .string("^\\d{4}-\\d{2}-\\d{2}$"))]), text,
            ])
        case .integer, .percent, .duration, .interval, .boolean: return text
        case .choice(let list): return choice(list, text)
        case .codes(let list): return many(choice(list, text))
        case .references(let kind):
            let ids = corpus.records.indices.filter {
                kind.types.isEmpty || kind.types.contains(corpus.type(of: $0).key)
            }.map { corpus.records[$0].id }
            let known = Array(Set(ids)).sorted().prefix(2_000).map { JSONText.string($0) }
            let one = known.isEmpty ? text : anyOf([.object([("enum", .array(Array(known)))]), text])
            return kind.isMany ? many(one) : one
        case .list: return many(text)
        case .codeList: return .object([("type", .array([.string("array"), .string("object"), .string("string")]))])
        case .group(let fields): return anyOf([object(fields), text])
        case .rows(let rows):
            // The field takes several rows, a single row, or the name of a clause.
            let row = anyOf([object(rows.columns), text])
            return anyOf([
                .object([("type", .string("array")), ("items", row)]),
                object(rows.columns, and: ["de", "salvo", "from", "except"]), text,
            ])
        }
    }

    private func choice(_ list: String, _ text: JSONText) -> JSONText {
        guard list.folded == Frequencies.name || list.folded == "frequencies" else { return text }
        let codes = Frequencies.list(in: language).codes.map { JSONText.string($0.label) }
        return .object([("anyOf", .array([.object([("enum", .array(codes))]), text]))])
    }

    private func object(_ fields: [Field], and more: [String] = []) -> JSONText {
        var properties: [(String, JSONText)] = []
        var seen: Set<String> = []
        for field in fields {
            for name in field.spellings where seen.insert(name).inserted { properties.append((name, schema(field))) }
        }
        for name in more + ["id"] where seen.insert(name).inserted { properties.append((name, .object([]))) }
        return .object([
            ("type", .string("object")), ("properties", .object(properties)), ("additionalProperties", .bool(false)),
        ])
    }
}
