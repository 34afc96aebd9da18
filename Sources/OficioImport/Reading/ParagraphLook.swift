extension LocatedDocument.Paragraph {
    /// Derives the look of the paragraph from its runs: bold, capitals, underline and size of all
    /// shown letters, and which runs are small.
    ///
    /// Readers call it once, when the runs are complete.
    mutating func deriveLook() {
        var largest: Double?
        var hasLetters = false
        var isBold = true
        var isCapitals = true
        var isUnderlined = true
        for run in runs where run.visibility == .shown {
            guard case .text(let text) = run.content else { continue }
            var runHasLetters = false
            for scalar in text.unicodeScalars {
                let isASCIILower = scalar.value >= 0x61 && scalar.value <= 0x7A
                let isASCIIUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
                if isASCIILower || !scalar.isASCII && scalar.properties.isLowercase {
                    runHasLetters = true
                    // ª and º are lower-case letters that capitals keep.
                    if !run.style.contains(.capitals), scalar != "ª", scalar != "º" { isCapitals = false }
                } else if isASCIIUpper || !scalar.isASCII && scalar.properties.isAlphabetic {
                    runHasLetters = true
                }
            }
            guard runHasLetters else { continue }
            hasLetters = true
            if !run.style.contains(.bold) { isBold = false }
            if !run.style.contains(.underline) { isUnderlined = false }
            if let size = run.size { largest = max(largest ?? 0, size) }
        }
        heading.isBold = hasLetters && isBold
        heading.isCapitals = hasLetters && isCapitals
        heading.isUnderlined = hasLetters && isUnderlined
        heading.isNumbered = list.map { !$0.isBullet } ?? false
        heading.size = largest
        if let largest {
            for index in runs.indices {
                if let size = runs[index].size, size <= largest * 0.8 { runs[index].style.insert(.small) }
            }
        }
    }

    /// Joins adjacent runs of text with equal properties, which word processors split during editing. Replaces
    /// non-breaking hyphens by plain ones, so that equal texts of different formats agree.
    mutating func joinRuns() {
        var joined: [LocatedDocument.Run] = []
        joined.reserveCapacity(runs.count)
        for var run in runs {
            if case .text(let text) = run.content {
                if text.isEmpty { continue }
                if text.unicodeScalars.contains("\u{2011}") {
                    run.content = .text(text.replacing("\u{2011}", with: "-"))
                }
            }
            if case .text(let text) = run.content {
                if let last = joined.last, case .text(let before) = last.content, last.hasSameOrigin(as: run) {
                    joined[joined.count - 1].content = .text(before + text)
                    continue
                }
            }
            joined.append(run)
        }
        runs = joined
    }
}

extension LocatedDocument.Run {
    /// Whether the runs are equal but for the content.
    func hasSameOrigin(as other: LocatedDocument.Run) -> Bool {
        style == other.style && size == other.size && visibility == other.visibility && changes == other.changes
            && fields == other.fields && controls == other.controls && comments == other.comments && link == other.link
    }

    /// Returns the same run with another content.
    func with(_ content: Content) -> LocatedDocument.Run {
        var run = self
        run.content = content
        return run
    }
}
