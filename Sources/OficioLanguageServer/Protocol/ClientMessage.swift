import OficioBasics

/// A message of the client: a request, a notification or a response to a request of the server.
struct ClientMessage: Sendable {
    /// The identifier of a request or a response; `nil` for a notification.
    let id: RequestID?
    /// The method of a request or a notification, such as `textDocument/hover`; `nil` for a response.
    let method: String?
    /// The parameters; an empty object if the message has none.
    let parameters: JSONText

    /// Reads a message; `nil` if the value is no object of JSON-RPC. Several messages in an array are not accepted,
    /// because the protocol does not use them.
    init?(_ value: JSONText) {
        guard case .object = value else { return nil }
        id = RequestID(value["id"])
        method = value["method"]?.text
        parameters = value["params"] ?? .object([])
        if id == nil, method == nil { return nil }
    }
}

/// The reason why the server cannot answer a request, with the code of JSON-RPC or of the Language Server Protocol.
struct ResponseError: Error, Sendable {
    let code: Int
    let message: String

    /// The bytes of a message are no JSON.
    static let parse = ResponseError(code: -32_700, message: "invalid JSON")
    /// The JSON is no message.
    static let invalidRequest = ResponseError(code: -32_600, message: "not a JSON-RPC message")
    /// The client sent a request before `initialize`.
    static let notInitialized = ResponseError(code: -32_002, message: "the server is not initialized")
    /// The client cancelled the request.
    static let cancelled = ResponseError(code: -32_800, message: "cancelled")

    /// Returns the error for a method that the server does not have.
    static func unknown(_ method: String) -> ResponseError {
        ResponseError(code: -32_601, message: "unknown method: \(method)")
    }

    /// Returns the error for parameters that the server does not understand.
    static func invalid(_ what: String) -> ResponseError {
        ResponseError(code: -32_602, message: "missing or invalid: \(what)")
    }

    /// Returns the error for a request that is well-formed and cannot be carried out, with the reason in words that a
    /// client shows.
    static func refused(_ reason: String) -> ResponseError { ResponseError(code: -32_803, message: reason) }
}
