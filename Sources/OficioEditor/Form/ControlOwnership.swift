import OficioEditing

/// Ensures that no two controls of a form edit the same byte of the source.
///
/// A control whose part of the source contains the parts of other controls links to them. A section that is also a
/// field is shown once, as the field.
struct ControlOwnership {
    let editor: SourceEditor

    /// Returns the parts with their controls changed so that no two editable controls overlap in the source.
    func withoutOverlaps(_ parts: [FormPart]) -> [FormPart] {
        // Take fields before sections, so that a section that is also a field is shown as the field.
        let all = parts.flatMap(\.controls)
        let ordered = all.filter { !$0.isSection } + all.filter(\.isSection)
        let places = ordered.map { editor.ranges(of: $0.path).filter { !$0.isEmpty } }
        var settled: [String: FormControl?] = [:]
        for (place, control) in ordered.enumerated() {
            settled[control.name] = self.control(control, place, ordered, places)
        }
        return parts.map { part in
            var part = part
            part.controls = part.controls.compactMap { settled[$0.name] ?? $0 }
            return part
        }
    }

    /// Returns the control to show: the control itself; a list of links if other controls edit its part of the
    /// source; `nil` for a section that an earlier control edits.
    private func control(
        _ control: FormControl, _ place: Int, _ all: [FormControl], _ places: [[Range<Int>]]
    ) -> FormControl? {
        let own = places[place]
        let twin = all[..<place].indices.first { !places[$0].isEmpty && places[$0].contains { own.contains($0) } }
        if let twin { return control.isSection ? nil : control.shared(by: [all[twin].name], text: "") }
        let inner = all.indices.filter { other in
            other != place && !places[other].isEmpty && !places[other].contains { own.contains($0) }
                && places[other].allSatisfy { range in own.contains { $0.contains(range) } }
        }
        if !inner.isEmpty {
            let rest = rest(of: own, without: inner.flatMap { places[$0] })
            // If the field is also a section, the label shows the section's heading as the document writes it.
            let heading = all.indices.first { all[$0].isSection && places[$0].contains { own.contains($0) } }
            let words = heading.map { all[$0].label } ?? control.label
            let label = words == control.label ? words : "\(words) (\(control.label))"
            return control.shared(by: inner.map { all[$0].name }, text: rest, label: label)
        }
        let before = all[..<place].indices.filter { other in
            places[other].contains { range in
                own.contains { $0.overlaps(range) && !range.contains($0) }
            }
        }
        return before.isEmpty ? control : control.shared(by: before.map { all[$0].name }, text: "")
    }

    /// Returns the text of the sections among the ranges `own`, without their headings and without the ranges
    /// `inner`.
    private func rest(of own: [Range<Int>], without inner: [Range<Int>]) -> String {
        var pieces: [String] = []
        for range in own where editor.bytes[range].first == UInt8(ascii: "#") {
            var start = editor.bytes[range].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? range.upperBound
            for hole in inner.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.contains(hole) {
                if start < hole.lowerBound {
                    pieces.append(String(decoding: editor.bytes[start..<hole.lowerBound], as: UTF8.self))
                }
                start = max(start, hole.upperBound)
            }
            if start < range.upperBound {
                pieces.append(String(decoding: editor.bytes[start..<range.upperBound], as: UTF8.self))
            }
        }
        return pieces.map(\.trimmedSpaces).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension FormControl {
    /// Whether the control is for a whole section, and not for a field.
    var isSection: Bool { name.hasPrefix("## ") }
}
