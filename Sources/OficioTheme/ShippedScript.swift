/// Makes a script smaller for publication, because every reader loads it, many over a slow network.
package enum ShippedScript {
    /// Returns the script without indentation and without lines that contain only a comment. The first line stays,
    /// because it says what the script is.
    ///
    /// A script with anything that may continue on the next line (a template literal, a `/* … */` comment, a string) is
    /// returned unchanged.
    package static func minified(_ source: [UInt8]) -> [UInt8] {
        var shipped: [UInt8] = []
        shipped.reserveCapacity(source.count)
        var rest = source[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
            let line = rest[..<end].drop { $0 == 0x20 || $0 == 0x09 }
            let isComment = line.starts(with: "//".utf8)
            if !isComment, continuesOnNextLine(line) { return source }
            if !isComment || rest.startIndex == 0 { shipped += line }
            rest = rest[end...]
        }
        return shipped
    }

    private static func continuesOnNextLine(_ line: ArraySlice<UInt8>) -> Bool {
        if line.contains(UInt8(ascii: "`")) { return true }
        if line.last(where: { $0 != 0x0A && $0 != 0x0D }) == UInt8(ascii: "\\") { return true }
        // A block comment that ends on the line where it starts does not continue.
        var isOpen = false
        var place = line.startIndex
        while place + 1 < line.endIndex {
            switch (line[place], line[place + 1]) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")) where !isOpen: (isOpen, place) = (true, place + 2)
            case (UInt8(ascii: "*"), UInt8(ascii: "/")) where isOpen: (isOpen, place) = (false, place + 2)
            default: place += 1
            }
        }
        return isOpen
    }
}
