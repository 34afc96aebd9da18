import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioModel
import OficioSchema
import OficioSource

/// Finds the documents that requests name.
extension Editor {
    /// A document that the editor can edit.
    struct Document {
        /// The address of the document in the present file.
        let address: DocumentAddress
        /// The address of the document in the text from which the editor rendered its form.
        let place: DocumentAddress
        /// The id of the document if its file is a collection; `nil` if the file is one document.
        let id: String?
        let type: DocumentType
        var form: Form
        let schema: Schema
        let title: String
        /// The bytes of the file on the disk; `nil` if the file no longer exists.
        let bytes: [UInt8]?
        /// Whether the site still contains the document.
        var isListed = true

        /// The key under which unsaved forms of the document are stored.
        var draftKey: Drafts.Key { Drafts.Key(path: address.path, id: id) }

        /// Returns the document with the form that the browser's page was made from, so that every sent value has a
        /// control. Returns the document with its present form if the site no longer has the other one.
        func withForm(of pairs: [(name: String, value: String)]) -> Document {
            guard let id = pairs.first(where: { $0.name == "formato" })?.value,
                let form = schema.forms.first(where: { $0.id == id && $0.type == type.key })
            else { return self }
            var document = self
            document.form = form
            return document
        }

        func work(before: [UInt8], text: [UInt8], typed: ((FormModel) -> FormState)? = nil) -> EditedDocument {
            EditedDocument(
                place, id: id, type: type, form: form, schema: schema, before: before, text: text, typed: typed)
        }
    }

    /// Returns the document that a request names; `nil` if the site does not contain it.
    ///
    /// A form that the editor rendered from the text `before` keeps its document even if the site no longer lists it,
    /// so that typed values are not lost. The index of an entry of a collection then refers to `before`, because
    /// entries may have been added or removed before it since.
    func document(_ request: EditorRequest, madeFrom before: [UInt8]? = nil) -> Document? {
        let address = DocumentAddress(
            path: request.query["doc"] ?? "", record: request.query["n"].flatMap { Int($0) })
        return document(at: address, madeFrom: before)
    }

    /// Returns the document at an address, which refers to the text `before` unless that is `nil`.
    func document(at address: DocumentAddress, madeFrom before: [UInt8]?) -> Document? {
        // The disk may contain a new document that the preview does not contain yet.
        document(at: address, madeFrom: before, in: site(), isLast: false)
            ?? document(at: address, madeFrom: before, in: freshSite(), isLast: true)
    }

    private func document(
        at place: DocumentAddress, madeFrom before: [UInt8]?, in loaded: LoadedSite, isLast: Bool
    ) -> Document? {
        let schema = loaded.corpus.schema
        guard Schema.role(of: place.path) == .document else { return nil }
        let isListed = loaded.folder.sources.contains { $0.path == place.path }
        let bytes = isListed ? try? Files.read(root + "/" + place.path) : nil
        let ids = (before ?? bytes).flatMap { recordIDs($0, place.path, in: loaded.corpus) }
        let id = ids.flatMap { ids -> String? in
            let index = place.record ?? 0
            return ids.indices.contains(index) ? ids[index] : nil
        }
        var address: DocumentAddress? = place
        if before != nil, let id { address = loaded.corpus.address(of: id, in: place.path) }
        if let address, let index = address.index(in: loaded.corpus), bytes != nil {
            let record = loaded.corpus.records[index]
            return Document(
                address: address, place: place, id: id, type: schema.types[record.type],
                form: schema.forms[record.form], schema: schema, title: record.title, bytes: bytes)
        }
        guard isLast, let before, FileTree.parts(place.path, below: "content") != nil,
            [".md", ".yaml", ".yml"].contains(where: place.path.hasSuffix),
            let type = schema.type(of: SourceDocument(before, file: FileID(0), path: place.path))
        else { return nil }
        return Document(
            address: place, place: place, id: id, type: schema.types[type],
            form: schema.forms[schema.defaultForm(of: schema.types[type])], schema: schema,
            title: id ?? place.path, bytes: bytes, isListed: false)
    }

    /// Returns the ids of the records of a source in order; `nil` if the source is not a collection. Caches the ids
    /// of the last source.
    func recordIDs(_ bytes: [UInt8], _ path: String, in corpus: Corpus) -> [String]? {
        if let known = lastIDs.withLock({ $0 }), known.stamp == corpus.stamp, known.path == path, known.bytes == bytes {
            return known.ids
        }
        let ids = SourceEditor(bytes, path: path, schema: corpus.schema).recordIDs
        if ids != nil {
            lastIDs.withLock { $0 = RecordIDs(path: path, bytes: bytes, stamp: corpus.stamp, ids: ids) }
        }
        return ids
    }

    /// The ids of a source's records, with the text and the names from which they were computed.
    struct RecordIDs: Sendable {
        let path: String
        let bytes: [UInt8]
        /// The fingerprint of the site's names when the source was read.
        let stamp: UInt64
        let ids: [String]?
    }
}

extension Corpus {
    /// Returns the present address of the collection's entry with an id; `nil` if the file has no such entry.
    func address(of id: String, in path: String) -> DocumentAddress? {
        let records = records.indices.filter { self.path(of: self.records[$0].file) == path }
        guard let place = records.firstIndex(where: { self.records[$0].id == id }) else { return nil }
        return DocumentAddress(path: path, record: records.count == 1 ? nil : place)
    }
}
