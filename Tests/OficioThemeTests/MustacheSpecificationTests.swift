import Foundation
import TestSupport
import Testing

@testable import OficioTheme

/// The published specification (https://github.com/mustache/spec); needs a copy beside the package.
@Suite struct MustacheSpecificationTests {
    @Test(arguments: SpecificationCase.all)
    func rendersAsTheSpecificationSays(_ example: SpecificationCase) {
        let partials = (example.partials ?? [:]).map { Template($1, name: $0) }
        let set = TemplateSet([Template(example.template, name: "/main")] + partials.sorted { $0.name < $1.name })
        var sink: [UInt8] = []
        _ = set.render("/main", example.data.value, into: &sink)
        #expect(String(decoding: sink, as: UTF8.self) == example.expected)
    }
}

/// One case of the specification.
struct SpecificationCase: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let data: JSON
    let template: String
    let partials: [String: String]?
    let expected: String
    private var file: String?

    var testDescription: String {
        "\(file ?? ""): \(name)"
    }

    /// The cases of every file except lambdas, which templates do not have; empty without a copy.
    static let all: [SpecificationCase] = {
        guard let folder = OutsideMaterial.folder("mustache-spec").map({ URL(filePath: $0) }) else { return [] }
        let names = [
            "comments", "delimiters", "interpolation", "inverted", "partials", "sections", "~dynamic-names",
            "~inheritance",
        ]
        return names.flatMap { name -> [SpecificationCase] in
            do {
                let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
                return try JSONDecoder().decode(SpecificationFile.self, from: data).tests.map { example in
                    var example = example
                    example.file = name
                    return example
                }
            } catch {
                Issue.record("\(name).json: \(error)")
                return []
            }
        }
    }()
}

private struct SpecificationFile: Decodable {
    let tests: [SpecificationCase]
}

/// The data that a case renders.
struct JSON: Decodable, Sendable {
    let value: TemplateValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .absent
        } else if let condition = try? container.decode(Bool.self) {
            value = .bool(condition)
        } else if let number = try? container.decode(Int.self) {
            value = .number(number)
        } else if let number = try? container.decode(Double.self) {
            value = .text("\(number)")
        } else if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            value = .list(list.map(\.value))
        } else {
            let members = try container.decode([String: JSON].self).sorted { $0.key < $1.key }
            value = .object(TemplateObject(members.map { (TemplateName($0.key), $0.value.value) }))
        }
    }
}
