/// The set of fields that a record's body sets, as ascending indices into the type's fields.
struct BodyFields: Sendable {
    let indices: [Int]

    init(_ fields: some Sequence<Int>) { indices = Set(fields).sorted() }

    func contains(_ field: Int) -> Bool { indices.contains(field) }
}
