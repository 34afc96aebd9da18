import Diagnostics
import OficioSource

/// The results of a batch in numbers: *312 files, 7 forms, 4 known, 5 need a look*.
package struct BatchSummary: Sendable {
    /// The files of one form, or files with the same labels if their form is not known.
    package struct Group: Sendable {
        /// The identifiers of the forms; empty if none is known.
        package let forms: [String]
        /// The indices of the files in the batch.
        package let files: [Int]
        /// The type of the documents if they keep their own headings; nil if the files are in a form, known or
        /// unknown.
        package let ownHeadings: Localized?
        /// Whether the site has the form, and the batch has not just proposed it.
        package let isKnown: Bool
    }

    /// The groups in the order of their first files.
    package let groups: [Group]
    /// The number of all files, refused ones included.
    package let files: Int
    /// The number of sources to write.
    package let documents: Int
    /// The number of files that a person should look at.
    package let needLook: Int
    /// The number of files that could not be read.
    package let refused: Int

    /// Counts the files of a batch. `proposed` holds the identifiers of the forms that were made
    /// from these files.
    package init(_ files: [ImportedFile], proposed: Set<String> = []) {
        var order: [String] = []
        var byKey: [String: (forms: [String], files: [Int], type: Localized?)] = [:]
        for (index, file) in files.enumerated()
        where file.joinedTo == nil && (file.match != nil || file.document != nil) {
            let forms = file.match?.labels.forms.filter { !$0.form.isBuiltIn }.map(\.form.id) ?? []
            let prose = file.match?.records.first.flatMap { record in
                record.isProse ? file.match?.labels.forms[record.form].type : nil
            }
            let key =
                prose.map { "§" + $0.id }
                ?? (forms.isEmpty ? "?" + LabelFingerprint(file).key : forms.joined(separator: "+"))
            if byKey[key] == nil { order.append(key) }
            byKey[key, default: (forms, [], prose?.plural)].files.append(index)
        }
        groups = order.compactMap { key in
            byKey[key].map {
                Group(
                    forms: $0.forms, files: $0.files, ownHeadings: $0.type,
                    isKnown: !$0.forms.isEmpty && !$0.forms.contains(where: proposed.contains))
            }
        }
        self.files = files.count
        documents = files.map(\.sources.count).reduce(0, +)
        needLook = files.count(where: \.needsLook)
        refused = files.count { $0.refusal != nil }
    }

    /// The numbers of the batch as one line: files, forms, known forms, documents, files that need a look.
    package var words: Localized {
        let known = groups.count(where: \.isKnown)
        let forms = groups.count { $0.ownHeadings == nil }
        func count(_ n: Int, _ one: String, _ many: String) -> String { "\(n) \(n == 1 ? one : many)" }
        return Localized(
            es: """
                \(count(files, "archivo", "archivos")), \(count(forms, "formato", "formatos")), \
                \(count(known, "conocido", "conocidos")), \(count(documents, "documento", "documentos")), \
                \(needLook) por revisar
                """,
            en: "\(count(files, "file", "files")), \(count(forms, "form", "forms")), \(known) known, "
                + "\(count(documents, "document", "documents")), \(count(needLook, "needs", "need")) a look")
    }
}

/// Identifies an unknown form by the texts of a file that look like labels.
package struct LabelFingerprint: Sendable {
    /// The labels of the file, folded and sorted, each once.
    package let labels: [String]
    /// A text that is equal for files with the same labels.
    package var key: String { labels.joined(separator: "|") }

    /// Finds the labels of a file; a file that was not read has none.
    package init(_ file: ImportedFile) {
        guard let document = file.document else {
            labels = []
            return
        }
        let outline = file.match?.outline ?? Outline(document)
        labels = Set(LabelCandidates(outline).all.map { $0.text.folded }).sorted()
    }
}

/// The texts in a file that look like labels of a form, in their order.
package struct LabelCandidates {
    /// A text that looks like a label.
    package struct Candidate: Sendable {
        /// The text of the candidate, up to and including its colon if it has one.
        package let text: String
        /// The index in the outline of the paragraph with the candidate.
        package let paragraph: Int
        /// Whether the paragraph holds nothing but the candidate.
        package let isWhole: Bool
    }

    /// The candidates in the order of the text.
    package private(set) var all: [Candidate] = []

    /// Finds texts of at most eight words before a colon, and single lines of at most twelve words
    /// that are bold or headings.
    package init(_ outline: Outline) {
        for (index, paragraph) in outline.paragraphs[..<outline.bodyCount].enumerated() where !paragraph.isContents {
            guard let first = paragraph.lines.first else { continue }
            let line = outline.lines[first].text
            if let colon = line.firstIndex(of: ":"), line[..<colon].split(separator: " ").count <= 8,
                line[..<colon].count > 1
            {
                all.append(
                    Candidate(
                        text: String(line[...colon]), paragraph: index,
                        isWhole: line.index(after: colon) == line.endIndex))
                continue
            }
            let isMarked = paragraph.isBold || paragraph.headingLevel != nil
            guard isMarked, paragraph.lines.count == 1, line.split(separator: " ").count <= 12, !line.hasSuffix("."),
                line.count > 1
            else { continue }
            all.append(Candidate(text: line, paragraph: index, isWhole: true))
        }
    }
}
