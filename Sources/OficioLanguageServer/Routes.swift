import OficioBasics

/// The requests that the server answers, and what it tells the client about them.
enum Routes {
    /// Answers a request from its parameters; `nil` is JSON's `null`.
    typealias Answer = @Sendable (LanguageServer, JSONText) throws(ResponseError) -> JSONText?

    /// The requests by method.
    static let requests: [String: Answer] = [
        "textDocument/completion": { server, parameters throws(ResponseError) in
            let source = try server.source(parameters, isCurrent: false)
            return Completion(source, at: try source.offset(parameters), today: server.environment.today(source.root))
                .json
        },
        "textDocument/hover": { server, parameters throws(ResponseError) in
            let source = try server.source(parameters)
            return Hover(source, at: try source.offset(parameters), explain: server.environment.explain).json
        },
        "textDocument/definition": { server, parameters throws(ResponseError) in
            let source = try server.source(parameters)
            return Navigation(source).definition(at: try source.offset(parameters))
        },
        "textDocument/references": { server, parameters throws(ResponseError) in
            let source = try server.source(parameters)
            let includesTarget = parameters["context"]?["includeDeclaration"]?.flag ?? false
            return Navigation(source).references(at: try source.offset(parameters), includingTarget: includesTarget)
        },
        "textDocument/documentSymbol": { server, parameters throws(ResponseError) in
            Outline(try server.source(parameters, isCurrent: false)).symbols
        },
        "textDocument/foldingRange": { server, parameters throws(ResponseError) in
            Outline(try server.source(parameters, isCurrent: false)).foldingRanges
        },
        "workspace/symbol": { server, parameters throws(ResponseError) in
            .array(
                server.currentSites.flatMap { root, site in
                    SiteSymbols(root: root, site: site, encoding: server.encoding).matching(
                        parameters["query"]?.text ?? "")
                })
        },
        "textDocument/prepareRename": { server, parameters throws(ResponseError) in
            let source = try server.source(parameters)
            let offset = try source.offset(parameters)
            if let row = RowRename(source, at: offset) { return row.preparation }
            return try Rename(source, at: offset, renamesFiles: server.renamesFiles).preparation
        },
        "textDocument/rename": { server, parameters throws(ResponseError) in
            guard let name = parameters["newName"]?.text else { throw .invalid("newName") }
            let source = try server.source(parameters)
            let offset = try source.offset(parameters)
            if let row = RowRename(source, at: offset) { return try row.edits(to: name) }
            return try Rename(source, at: offset, renamesFiles: server.renamesFiles).edits(to: name)
        },
        "textDocument/codeAction": { server, parameters throws(ResponseError) in
            try CodeActions(try server.source(parameters, isCurrent: false), parameters).json
        },
        "textDocument/formatting": { server, parameters throws(ResponseError) in
            TableFormatting(try server.source(parameters, isCurrent: false)).edits
        },
    ]

    /// Returns the result of `initialize`.
    static func capabilities(_ encoding: PositionEncoding, version: String) -> JSONText {
        let yes = JSONText.bool(true)
        let folders = JSONText.object([("supported", yes), ("changeNotifications", yes)])
        let kinds = ["quickfix", "source.fixAll", "source.organize"].map { JSONText.string($0) }
        return .object([
            (
                "capabilities",
                .object([
                    ("positionEncoding", .string(encoding.rawValue)),
                    (
                        "textDocumentSync",
                        .object([("openClose", yes), ("change", .integer(2)), ("save", .bool(true))])
                    ),
                    (
                        "completionProvider",
                        .object([
                            ("triggerCharacters", .array(["[", "#", ":", "|", "(", "/", "=", " "].map { .string($0) }))
                        ])
                    ),
                    ("hoverProvider", yes), ("definitionProvider", yes), ("referencesProvider", yes),
                    ("documentSymbolProvider", yes), ("workspaceSymbolProvider", yes),
                    ("foldingRangeProvider", yes), ("documentFormattingProvider", yes),
                    ("renameProvider", .object([("prepareProvider", yes)])),
                    ("codeActionProvider", .object([("codeActionKinds", .array(kinds))])),
                    ("workspace", .object([("workspaceFolders", folders)])),
                ])
            ),
            ("serverInfo", .object([("name", .string("oficio")), ("version", .string(version))])),
        ])
    }
}
