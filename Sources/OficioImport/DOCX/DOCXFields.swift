/// The fields that are open while a story is read. A field extends from its begin to its end mark,
/// which may be in another paragraph.
extension DOCXStory {
    /// Whether the current position is inside the instruction of a field, which readers do not see.
    var isInInstruction: Bool { openFields.contains { !$0.isResult } }

    func beginField(at address: LocatedDocument.Address) {
        openFields.append(OpenField(index: builder.document.fields.count))
        builder.document.fields.append(.init(kind: "", instruction: "", address: address))
    }

    func addInstruction(_ text: String) {
        guard let last = openFields.indices.last, !openFields[last].isResult else { return }
        openFields[last].instruction += text
    }

    func separateField() {
        guard let last = openFields.indices.last else { return }
        openFields[last].isResult = true
        let instruction = PlainText.clean(openFields[last].instruction)
        let kind = instruction.split(separator: " ").first.map { $0.uppercased() } ?? ""
        builder.document.fields[openFields[last].index].instruction = instruction
        builder.document.fields[openFields[last].index].kind = kind
    }

    /// Closes the innermost field and returns it; nil if none is open.
    func endField() -> OpenField? {
        guard let last = openFields.last else { return nil }
        if !last.isResult { separateField() }
        return openFields.popLast()
    }

    func markFieldResult() {
        for index in openFields.indices where openFields[index].isResult { openFields[index].hasResult = true }
    }

    /// Reads the state of a legacy form field of Word: a check box or a drop-down list.
    func readForm(_ data: XMLNode) {
        guard let last = openFields.indices.last else { return }
        if let box = data.child("w:checkBox") {
            let isTicked = box.child("w:checked").map(\.isOn) ?? box.child("w:default")?.isOn ?? false
            openFields[last].tickBox = .init(kind: .field, isTicked: isTicked, text: isTicked ? "☒" : "☐")
        } else if let list = data.child("w:ddList") {
            let entries = list.children.filter { $0.name == "w:listEntry" }.map { $0["val"] ?? "" }
            let chosen = list.child("w:result")?.int("val") ?? list.child("w:default")?.int("val") ?? 0
            if entries.indices.contains(chosen) { openFields[last].choice = entries[chosen] }
        }
    }
}

/// Reads the content controls of a Word file.
extension DOCXStory {
    /// Records a content control and returns its index; nil for a control that only groups text, such as a
    /// table of contents.
    func control(_ node: XMLNode, _ address: LocatedDocument.Address) -> Int? {
        guard let properties = node.child("w:sdtPr") else { return nil }
        var control = LocatedDocument.ContentControl(kind: .other, showsPlaceholder: false, address: address)
        for child in properties.children {
            switch child.name {
            case "w:alias": control.alias = child["val"]
            case "w:tag": control.tag = child["val"]
            case "w:showingPlcHdr": control.showsPlaceholder = child.isOn
            case "w:text", "w:richText": control.kind = .text
            case "w:date": control.kind = .date
            case "w:picture": control.kind = .picture
            case "w:dropDownList", "w:comboBox":
                control.kind = child.name == "w:comboBox" ? .comboBox : .dropDown
                control.choices = child.children.compactMap { $0["displayText"] ?? $0["value"] }
            case "w14:checkbox": control.kind = .checkBox
            default: break
            }
        }
        builder.document.controls.append(control)
        return builder.document.controls.count - 1
    }

    /// Returns the tick box that a content control is; nil for any other control.
    func tickBox(of node: XMLNode) -> LocatedDocument.TickBox? {
        guard let box = node.child("w:sdtPr", "w14:checkbox") else { return nil }
        let isTicked = XMLNode.isTrue(box.child("w14:checked")?["val"] ?? "0")
        return .init(kind: .control, isTicked: isTicked, text: isTicked ? "☒" : "☐")
    }
}
