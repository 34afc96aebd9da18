import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Decodes a source document into its records: one record, or all records of a collection (`elementos:`).
package struct DocumentDecoder: Sendable {
    private let schema: Schema
    /// The labels of each form and the fields that they name, in the order of the schema's forms.
    private let forms: [FormIndex]

    /// Creates a decoder for the types and forms of a schema.
    package init(schema: Schema) {
        self.schema = schema
        forms = schema.forms.map { form in
            let type = schema.types.first { $0.key == form.type } ?? schema.types[0]
            return FormIndex(form, type)
        }
    }

    /// Returns the resolver of field names for a document with these entries, of the type with an index.
    package func resolver(_ entries: [YAMLNode.Entry], type index: Int) -> FieldResolver {
        let type = schema.types[index]
        return FieldResolver(type, forms[FieldResolver.form(entries, of: type, schema)], schema)
    }

    /// Returns the entries of a document that are fields of its only record: all entries but `tipo:`, if this key
    /// names the type and the type has no field `tipo`.
    package func fieldEntries(_ document: SourceDocument, type index: Int) -> [YAMLNode.Entry] {
        document.declaredType.flatMap { schema.type(declaredBy: $0) } == index
            && schema.types[index].field(named: "tipo") == nil
            ? document.entries.filter { !["tipo", "type"].contains($0.key.text.folded) } : document.entries
    }

    /// Returns the records of a document and the findings about it. A folder's README yields neither.
    package func decode(_ document: SourceDocument) -> (records: [Record], diagnostics: [Diagnostic]) {
        if Self.isNote(document) { return ([], []) }
        var findings = document.diagnostics
        let declared = document.declaredType
        let typeIndex = schema.type(of: document)
        guard let typeIndex else {
            let span = declared?.value.span ?? .start(of: document.file)
            let known = schema.types.map(\.folder).sorted().joined(separator: ", ")
            findings.append(
                Diagnostic(
                    .unknownType, at: span,
                    Localized(
                        es: """
                            no se sabe de qué tipo es «\(document.path)»: póngalo en una de las carpetas \(known), o \
                            escriba «tipo:»
                            """,
                        en: """
                            nobody can tell the type of “\(document.path)”: put it into one of the folders \(known), \
                            or write “type:”
                            """
                    )))
            return ([], findings)
        }
        if let items = document.collection(of: schema.types[typeIndex]), case .sequence(let nodes, _) = items.value {
            var records: [Record] = []
            var taken = UniqueNames()
            for (place, node) in nodes.enumerated() {
                guard case .mapping(let entries, let span) = node else {
                    findings.append(
                        Diagnostic(
                            .wrongValue, at: node.span,
                            Localized(
                                es: "cada elemento lleva líneas «clave: valor»",
                                en: "each item consists of “key: value” lines")))
                    continue
                }
                var decoder = RecordDecoder(schema, forms, type: typeIndex, document)
                // Fingerprints an entry from its own start, so that moving the entry does not change its fingerprint.
                var stamp = Stamp()
                stamp.add(document.isBroken)
                node.add(to: &stamp, from: span.start)
                // A comment between two entries may be about either.
                let start = place == 0 ? 0 : Int(nodes[place - 1].span.end)
                let end = place + 1 < nodes.count ? Int(nodes[place + 1].span.start) : Int.max
                let record = decoder.decode(
                    entries, blocks: [], whole: span, reach: start..<max(start, end), defaultID: nil, taken: &taken,
                    stamp: stamp.value)
                records.append(record)
                findings += decoder.diagnostics
            }
            for entry in document.entries where !["tipo", "type", "elementos", "items"].contains(entry.key.text.folded)
            {
                findings.append(
                    Diagnostic(
                        .unknownField, at: entry.key.span,
                        Localized(
                            es: "un archivo de varios documentos no tiene ninguna clave «\(entry.key.text)»",
                            en: "a file of several documents has no key “\(entry.key.text)”")))
            }
            return (records, findings)
        }
        var decoder = RecordDecoder(schema, forms, type: typeIndex, document)
        let end = max(
            document.entries.last.map { Int($0.span.end) } ?? 0, document.blocks.last.map { Int($0.span.end) } ?? 0)
        let whole = Span(file: document.file, start: 0, end: end)
        var taken = UniqueNames()
        let record = decoder.decode(
            fieldEntries(document, type: typeIndex), blocks: document.blocks, whole: whole,
            defaultID: schema.documentID(ofFile: document.path), taken: &taken, stamp: document.stamp,
            headStamp: document.headStamp)
        findings += FileName.findings(record, path: document.path, entries: document.entries, schema)
        return ([record], findings + decoder.diagnostics)
    }

    /// Whether a file describes its folder and is no document: `README.md` or `LEEME.md` without front matter.
    private static func isNote(_ document: SourceDocument) -> Bool {
        guard document.path.isMarkdownPath, document.entries.isEmpty, !document.isBroken else { return false }
        return ["readme", "leeme", "lee-me"].contains(document.path.fileStem)
    }
}

extension Schema {
    /// Returns the type of a document: named by its folder below `content/` or by the name of a file there, or else
    /// by its key `tipo:`; `nil` if neither names a type.
    ///
    /// In a collection, `tipo:` names the type. In a document of a type's folder, it may be a field with the name
    /// `tipo`.
    package func type(of document: SourceDocument) -> Int? {
        let parts = document.path.parts(between: "/")
        if parts.count >= 2,
            let type = type(named: (parts.count > 2 ? String(parts[1]) : document.path.fileStem).folded)
        {
            return type
        }
        return document.declaredType.flatMap { type(declaredBy: $0) }
    }

    fileprivate func type(declaredBy entry: YAMLNode.Entry) -> Int? {
        guard case .scalar(let scalar) = entry.value else { return nil }
        return type(named: scalar.text.folded)
    }
}

extension SourceDocument {
    /// The entry of the front matter that names the document's type; `nil` if there is none.
    fileprivate var declaredType: YAMLNode.Entry? { entries.first { ["tipo", "type"].contains($0.key.text.folded) } }

    /// Returns the entry that holds the records of a collection, `nil` if the document is a single record.
    package func collection(of type: DocumentType) -> YAMLNode.Entry? {
        guard let items = entries.first(where: { ["elementos", "items"].contains($0.key.text.folded) }),
            case .sequence = items.value,
            type.field(named: items.key.text.folded) == nil || blocks.isEmpty && path.isYAMLPath
        else { return nil }
        return items
    }
}
