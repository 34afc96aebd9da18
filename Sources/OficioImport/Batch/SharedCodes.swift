import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Tells which codes of imported documents are also those of other documents.
struct SharedCodes {
    /// The title of the document with each code in the site.
    private var owners: [String: String] = [:]
    /// The codes of manuals, which stand in the page headers of their jobs.
    private var manuals: Set<String> = []
    /// The code of each record by its file, as the files have it.
    private let read: [[Int: String]]

    init(_ corpus: Corpus, _ files: [ImportedFile]) {
        for record in corpus.records where !corpus.isExternal(record) {
            guard let code = corpus.words(record, .code) else { continue }
            owners[code] = record.title
            if corpus.schema.types[record.type].key == .manual { manuals.insert(code) }
        }
        read = files.map { Self.codes(of: $0) }
        for file in files {
            guard let match = file.match else { continue }
            for (number, code) in Self.codes(of: file) where match.labels.forms[match.records[number].form].isManual {
                manuals.insert(code)
            }
        }
    }

    private static func codes(of file: ImportedFile) -> [Int: String] {
        guard let match = file.match else { return [:] }
        var codes: [Int: String] = [:]
        for (number, record) in match.records.enumerated() {
            let code = match.labels.forms[record.form].type.field(.code).flatMap { record.field([$0]) }
            codes[number] = code?.value.texts.first?.text
        }
        return codes
    }

    /// Adds a notice to each file with a code that another document has. Codes that are in `read` and no longer in
    /// the files belong to several files at once.
    mutating func tell(_ files: inout [ImportedFile]) {
        for index in files.indices {
            let left = Self.codes(of: files[index])
            for (number, code) in read[index].sorted(by: { $0.key < $1.key }) {
                guard left[number] != nil else {
                    if !manuals.contains(code) { files[index].codeNotices[number] = Self.taken(code) }
                    continue
                }
                if let owner = owners[code] {
                    files[index].codeNotices[number] = Localized(
                        es: "el código «\(code)» ya es de «\(owner)»: cambie uno de los dos",
                        en: "“\(owner)” has the code “\(code)” already: change one of them")
                } else {
                    owners[code] = files[index].match?.title ?? files[index].name
                }
            }
        }
    }

    private static func taken(_ code: String) -> Localized {
        Localized(
            es: "el código «\(code)» está en los encabezados de varios archivos y no pasa a ninguno",
            en: "the code “\(code)” stands in the page headers of several files, and none of them gets it")
    }
}
