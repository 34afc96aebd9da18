import OficioImport
import OficioOffice

/// The fingerprints of a record in an exported file. The program later compares the fingerprints to find changed
/// values. The file contains no other copy of the text.
struct ExportedFingerprints {
    /// The record id of the exported record, `type/id`.
    var record: String
    /// The SHA-256 of the content, in the form that the history uses.
    var hash: String
    var version: String
    /// The fingerprint of each value, with its control id, in the order of the file.
    var values: [(id: String, fingerprint: String)] = []
    private var byID: [String: String] = [:]
    /// The index of each control in the file, by control id.
    private(set) var places: [String: Int] = [:]

    private static let names = (
        record: "oficio-registro", hash: "oficio-contenido", version: "oficio-versión", values: "oficio-valores"
    )
    /// The maximum number of values in one property of the file, because Word limits a property to 255 characters.
    private static let perProperty = 15

    init(record: String, hash: String, version: String, values: [(id: String, fingerprint: String)]) {
        self.record = record
        self.hash = hash
        self.version = version
        self.values = values
        byID = Dictionary(values.map { ($0.id, $0.fingerprint) }) { first, _ in first }
        places = Dictionary(values.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// Reads the properties of a file; `nil` if the file is not an export of Oficio.
    init?(_ properties: [LocatedDocument.Property]) {
        func value(_ name: String) -> String? { properties.first { $0.name == name }?.value }
        guard let record = value(Self.names.record) else { return nil }
        var values: [(id: String, fingerprint: String)] = []
        var number = 1
        while let text = value("\(Self.names.values)-\(number)") {
            var rest = text[...]
            while rest.count >= 16 {
                values.append((String(rest.prefix(10)), String(rest.dropFirst(10).prefix(6))))
                rest = rest.dropFirst(16)
            }
            number += 1
        }
        self.init(
            record: record, hash: value(Self.names.hash) ?? "", version: value(Self.names.version) ?? "", values: values
        )
    }

    subscript(id: String) -> String? { byID[id] }

    var properties: [(name: String, value: String)] {
        var properties = [(Self.names.record, record), (Self.names.hash, hash), (Self.names.version, version)]
        for (number, start) in stride(from: 0, to: values.count, by: Self.perProperty).enumerated() {
            let part = values[start..<min(values.count, start + Self.perProperty)]
            properties.append(("\(Self.names.values)-\(number + 1)", part.map { $0.id + $0.fingerprint }.joined()))
        }
        return properties.filter { !$0.1.isEmpty }
    }
}
