import Diagnostics
import OficioBasics

/// Writes the pieces of a file for scripts, as one JSON object per line.
package enum ReportLines {
    /// Returns the pieces of a file, one JSON object a line; an empty text for a file that was not matched.
    package static func text(_ file: ImportedFile) -> String {
        guard let pieces = ReportPieceSplitter(file) else { return "" }
        return pieces.all().map { line($0, file).compact + "\n" }.joined()
    }

    private static func line(_ piece: ReportPiece, _ file: ImportedFile) -> JSONText {
        var members: [(String, JSONText)] = [
            ("file", .string(file.name)), ("piece", .integer(piece.number)), ("part", .string(piece.part.rawValue)),
            ("at", .string(piece.address.description.english)), ("text", .string(piece.text)),
            ("words", .integer(piece.words)),
            ("fate", .string(piece.fate.kind)),
        ]
        switch piece.fate {
        case .field(_, let field): members.append(("field", .string(field)))
        case .furniture(let why): members.append(("why", .string(why.rawValue)))
        case .dropped(let why): members.append(("why", .string(why.rawValue)))
        case .label, .mark, .unplaced: break
        }
        if let field = piece.field {
            members.append(("label", .string(field.label)))
            members.append(("geometry", .string(field.geometry.rawValue)))
            members.append(("confidence", .integer(Int(field.confidence * 100))))
            if !field.doubts.isEmpty { members.append(("doubts", .array(field.doubts.map { .string($0.rawValue) }))) }
        }
        if let place = piece.place {
            members.append(("source", .string(place.path)))
            members.append(("line", .integer(place.line)))
        }
        return .object(members)
    }
}
