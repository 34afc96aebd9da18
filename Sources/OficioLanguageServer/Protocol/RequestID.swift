import OficioBasics

/// The identifier that a client gives a request (JSON-RPC 2.0).
enum RequestID: Hashable, Sendable {
    case number(Int)
    case name(String)

    /// Reads an identifier; `nil` for a value that is neither an integer nor a string.
    init?(_ value: JSONText?) {
        switch value {
        case .integer(let number): self = .number(number)
        case .string(let name): self = .name(name)
        default: return nil
        }
    }

    /// The identifier as the response repeats it.
    var json: JSONText {
        switch self {
        case .number(let number): .integer(number)
        case .name(let name): .string(name)
        }
    }
}
