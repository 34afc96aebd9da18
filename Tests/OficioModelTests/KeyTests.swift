import Foundation
import OficioSchema
import Testing

/// Every constant of `Keys+BuiltIn.swift` names a type, field or column that the built-in types declare.
@Suite struct KeyTests {
    private let types = TypeReader().types

    @Test func everyBuiltInTypeIsKnown() {
        #expect(Set(types.map(\.id)) == Set(KnownType.allCases.map(\.rawValue)))
    }

    @Test func everyConstantIsDeclared() throws {
        var fields: Set<String> = []
        var columns: Set<String> = []
        func add(_ field: Field) {
            fields.insert(field.id)
            switch field.kind {
            case .rows(let rows): for column in rows.columns { addColumn(column) }
            case .group(let members): members.forEach(add)
            default: break
            }
        }
        func addColumn(_ column: Field) {
            columns.insert(column.id)
            if case .rows(let rows) = column.kind { rows.columns.forEach(addColumn) }
        }
        for type in types { type.fields.forEach(add) }
        #expect(try texts(of: "FieldKey").subtracting(fields) == [])
        #expect(try texts(of: "ColumnKey").subtracting(columns) == [])
    }

    /// The identifiers in the constants of one kind of key, read from the source file.
    private func texts(of key: String) throws -> Set<String> {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let source = try String(
            contentsOf: root.appending(path: "Sources/OficioSchema/Types/Keys+BuiltIn.swift"), encoding: .utf8)
        let texts = Set(
            source.matches(of: try Regex("= \(key)\\(\"([a-z-]+)\"\\)", as: (Substring, Substring).self)).map {
                String($0.output.1)
            })
        #expect(texts.count > 20)
        return texts
    }
}
