/// Which fields a body gives, by their indices in the type, in ascending order.
struct FieldMarks: Sendable {
    let indices: [Int]

    init(_ fields: some Sequence<Int>) { indices = Set(fields).sorted() }

    func contains(_ field: Int) -> Bool { indices.contains(field) }
}
