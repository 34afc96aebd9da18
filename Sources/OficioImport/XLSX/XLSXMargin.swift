/// Reads the header or footer of a sheet, which is written in codes:
/// `&LIzquierda&CPágina &P de &N`.
enum XLSXMargin {
    static func runs(_ text: String) -> [LocatedDocument.Run] {
        var runs: [LocatedDocument.Run] = []
        var plain = ""
        func flush() {
            runs += CSVReader.lines(plain)
            plain = ""
        }
        var rest = Array(text)[...]
        while let first = rest.popFirst() {
            guard first == "&", let code = rest.popFirst() else {
                plain.append(first)
                continue
            }
            switch code {
            case "L", "C", "R":
                flush()
                if !runs.isEmpty { runs.append(.init(.tab)) }
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "K": rest = rest.dropFirst(6)
            case "&": plain.append("&")
            case "0"..."9": rest = rest.drop { $0.isASCII && $0.isNumber }
            // Page, pages, date, time, file and sheet are only known when the sheet is printed.
            default: break
            }
        }
        flush()
        return runs
    }
}
