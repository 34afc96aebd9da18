import Diagnostics
internal import CJansson

/// Reads the fields of a PDF form (`qpdf --json`): names and values, and which boxes are ticked.
enum PDFForm {
    /// Adds the fields to a document whose pages have been read. Texts become content controls in their places; each
    /// box goes into the text beside it, or else into a paragraph of its own. Without `qpdf`, adds only a remark.
    static func read(_ tools: PDFTools, _ pages: [PDFPages.Page], _ builder: DocumentBuilder) {
        guard let bytes = tools.output("qpdf", ["--json"], toStandardOutput: false) else {
            return builder.remark(
                .loss, es: "los campos del formulario no se leen por su nombre: instale el paquete qpdf",
                en: "the fields of the form are not read by their names: install the package qpdf")
        }
        for field in fields(bytes) { add(field, pages, builder) }
    }

    struct Field: Equatable {
        var name: String
        var label: String?
        var page: Int
        /// The text of a text field or choice; nil for a box.
        var value: String?
        var isTicked = false
        var choices: [String] = []
        /// The rectangle on its page, in points from the lower left corner: left, bottom, right,
        /// top.
        var rectangle: [Double] = []
    }

    /// Returns the fields in qpdf's JSON, of version 1 or 2.
    static func fields(_ json: [UInt8]) -> [Field] {
        let root = json.withUnsafeBytes { buffer in
            json_loadb(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, 0, nil)
        }
        guard let root else { return [] }
        defer { json_decref(root) }
        let list = json_object_get(json_object_get(root, "acroform"), "fields")
        // Version 1 of the JSON has the objects under *objects*, version 2 as the second item of *qpdf*.
        let objects = json_object_get(root, "objects") ?? json_array_get(json_object_get(root, "qpdf"), 1)
        return (0..<json_array_size(list)).compactMap { index in
            guard let item = json_array_get(list, index) else { return nil }
            func text(_ key: String) -> String? {
                guard let value = json_object_get(item, key), let bytes = json_string_value(value) else { return nil }
                let text = String(cString: bytes)
                // Version 2 of the JSON marks texts and binary strings with a prefix.
                return text.hasPrefix("u:") ? String(text.dropFirst(2)) : text
            }
            func flag(_ key: String) -> Bool {
                json_object_get(item, key).map { $0.pointee.type == JSON_TRUE } ?? false
            }
            let label = text("alternativename").flatMap { $0.isEmpty ? nil : $0 }
            var field = Field(
                name: text("fullname") ?? "", label: label,
                page: Int(json_integer_value(json_object_get(item, "pageposfrom1"))))
            let value = text("value") ?? ""
            if let annotation = json_object_get(item, "annotation"),
                let id = json_string_value(json_object_get(annotation, "object"))
            {
                field.rectangle = rectangle(objects, String(cString: id))
            }
            if flag("ischeckbox") || flag("isradiobutton") {
                // A radio button has a field for each choice, whose own state says whether it is
                // the chosen one.
                let state = json_object_get(json_object_get(item, "annotation"), "appearancestate").flatMap {
                    json_string_value($0)
                }.map { String(cString: $0) }
                let shown = state.flatMap { $0.isEmpty ? nil : $0 } ?? value
                field.isTicked = !["", "/Off"].contains(shown)
            } else if flag("istext") || flag("ischoice") {
                field.value = value
                let choices = json_object_get(item, "choices")
                field.choices = (0..<json_array_size(choices)).compactMap {
                    json_string_value(json_array_get(choices, $0)).map { String(cString: $0) }
                }
            } else {
                return nil
            }
            return field
        }
    }

    private static func rectangle(_ objects: UnsafeMutablePointer<json_t>?, _ id: String) -> [Double] {
        let object = json_object_get(objects, id) ?? json_object_get(json_object_get(objects, "obj:" + id), "value")
        let list = json_object_get(object, "/Rect")
        let numbers = (0..<json_array_size(list)).map { json_number_value(json_array_get(list, $0)) }
        guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else { return [] }
        return [
            min(numbers[0], numbers[2]), min(numbers[1], numbers[3]), max(numbers[0], numbers[2]),
            max(numbers[1], numbers[3]),
        ]
    }

    private static func add(_ field: Field, _ pages: [PDFPages.Page], _ builder: DocumentBuilder) {
        let index = builder.document.controls.count
        let address = LocatedDocument.Address([.page(max(1, field.page))])
        let kind: LocatedDocument.ContentControl.Kind =
            field.value == nil ? .checkBox : field.choices.isEmpty ? .text : .dropDown
        builder.document.controls.append(
            .init(
                kind: kind, tag: field.name, alias: field.label, showsPlaceholder: field.value == "",
                choices: field.choices, address: address))
        guard let value = field.value else { return addBox(field, index, address, pages, builder) }
        let wanted = PlainText.clean(value)
        if wanted.isEmpty { return }
        var isPlaced = false
        for section in builder.document.sections.indices where !isPlaced {
            builder.document.sections[section].blocks = builder.document.sections[section].blocks.map { block in
                isPlaced ? block : place(wanted, index, field.page, block, &isPlaced)
            }
        }
        if isPlaced { return }
        // If the page does not show the value where poppler draws, the value goes to the end.
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: address)
        paragraph.runs = CSVReader.lines(value).map { run in
            var run = run
            run.controls = [index]
            return run
        }
        paragraph.page = max(1, field.page)
        paragraph.deriveLook()
        append(.paragraph(paragraph), builder)
    }

    private static func append(_ block: LocatedDocument.Block, _ builder: DocumentBuilder) {
        let last = builder.document.sections.count - 1
        if last >= 0 { builder.document.sections[last].blocks.append(block) }
    }

    private static func addBox(
        _ field: Field, _ index: Int, _ address: LocatedDocument.Address, _ pages: [PDFPages.Page],
        _ builder: DocumentBuilder
    ) {
        var run = LocatedDocument.Run(
            .tickBox(.init(kind: .control, isTicked: field.isTicked, text: field.isTicked ? "☒" : "☐")))
        run.controls = [index]
        if field.rectangle.count == 4, pages.indices.contains(field.page - 1) {
            let height = pages[field.page - 1].height
            let place = LocatedDocument.Box(
                left: field.rectangle[0], top: height - field.rectangle[3], right: field.rectangle[2],
                bottom: height - field.rectangle[1])
            var placement = PDFBoxPlacement(run, place, page: field.page, words: pages[field.page - 1].words)
            for section in builder.document.sections.indices
            where placement.insertBox(into: &builder.document.sections[section].blocks) { return }
        }
        var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), runs: [run], address: address)
        paragraph.page = max(1, field.page)
        append(.paragraph(paragraph), builder)
    }

    /// Returns a block in which the run that is, or contains, the value refers to the control, and sets `isPlaced`;
    /// the block unchanged if no run contains the value.
    private static func place(
        _ value: String, _ control: Int, _ page: Int, _ block: LocatedDocument.Block, _ isPlaced: inout Bool
    ) -> LocatedDocument.Block {
        switch block {
        case .paragraph(var paragraph):
            guard paragraph.page == nil || page < 1 || paragraph.page == page else { return block }
            for (at, run) in paragraph.runs.enumerated() where run.controls.isEmpty {
                guard case .text(let text) = run.content, let range = text.ranges(of: value).first else { continue }
                var pieces = [text[..<range.lowerBound], text[range], text[range.upperBound...]].map {
                    run.with(.text(String($0)))
                }
                pieces[1].controls = [control]
                paragraph.runs.replaceSubrange(at...at, with: pieces.filter { !$0.shownText.isEmpty })
                isPlaced = true
                break
            }
            return .paragraph(paragraph)
        case .table(var table):
            for row in table.rows.indices {
                for cell in table.rows[row].cells.indices where !isPlaced {
                    table.rows[row].cells[cell].blocks = table.rows[row].cells[cell].blocks.map { inner in
                        isPlaced ? inner : place(value, control, page, inner, &isPlaced)
                    }
                }
            }
            return .table(table)
        }
    }
}
