// swift-tools-version: 6.2
import PackageDescription

// Targets in the order of the pipeline: a target may import only targets above it. Swift packages are never
// downloaded; C libraries come from the system (see docs/dependencies.md).
let package = Package(
    name: "oficio",

    targets: [
        .systemLibrary(
            name: "CYAML", path: "Sources/CLibraries/CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(
            name: "CCMarkGFM", path: "Sources/CLibraries/CCMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(
            name: "CXML2", path: "Sources/CLibraries/CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]
        ),
        .systemLibrary(
            name: "CUTF8Proc", path: "Sources/CLibraries/CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),

        .systemLibrary(
            name: "CJansson", path: "Sources/CLibraries/CJansson", pkgConfig: "jansson",
            providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(
            name: "CSodium", path: "Sources/CLibraries/CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"])]),

        .systemLibrary(name: "CStemmer", path: "Sources/CLibraries/CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(
            name: "CQREncode", path: "Sources/CLibraries/CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CZip", path: "Sources/CLibraries/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CMicroHTTPD", path: "Sources/CLibraries/CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev", "zlib1g-dev"])]),
        .systemLibrary(name: "CMimalloc", path: "Sources/CLibraries/CMimalloc", providers: [.apt(["libmimalloc-dev"])]),
        .systemLibrary(name: "CThreads", path: "Sources/CLibraries/CThreads"),
        .systemLibrary(
            name: "CDuktape", path: "Sources/CLibraries/CDuktape", pkgConfig: "duktape",
            providers: [.apt(["duktape-dev"])]),

        .target(name: "OficioBasics", dependencies: ["CJansson", "CSodium"]),
        .target(name: "OficioFiles"),
        .target(name: "Diagnostics", dependencies: ["OficioBasics"]),
        .target(
            name: "OficioSource", dependencies: ["Diagnostics", "OficioBasics", "CYAML", "CCMarkGFM", "CUTF8Proc"]),
        .target(name: "BuiltIn", exclude: ["files", "embed.sh"], publicHeadersPath: "include"),
        .target(name: "OficioSchema", dependencies: ["OficioSource", "Diagnostics", "OficioBasics", "BuiltIn"]),
        .target(
            name: "OficioModel",
            dependencies: ["OficioFiles", "OficioSchema", "OficioSource", "Diagnostics", "OficioBasics"]),
        .target(
            name: "OficioEditing",
            dependencies: ["OficioModel", "OficioSchema", "OficioSource", "Diagnostics", "OficioBasics"]),
        .target(
            name: "OficioCheck",
            dependencies: ["OficioModel", "OficioSchema", "OficioSource", "Diagnostics", "OficioBasics"]),
        .target(
            name: "OficioHistory",
            dependencies: [
                "OficioEditing", "OficioModel", "OficioSchema", "OficioSource", "Diagnostics", "OficioBasics",
                "CSodium",
            ]),
        .target(name: "SearchEngineScript", path: "Sources/OficioSearch/Engine/Embedded"),
        .target(
            name: "OficioSearch",
            dependencies: [
                "OficioSource", "Diagnostics", "OficioBasics", "SearchEngineScript", "CStemmer", "CDuktape",
            ],
            exclude: ["README.md", "Engine"]),
        .target(
            name: "OficioReceipts",
            dependencies: [
                "OficioHistory", "OficioModel", "OficioSchema", "OficioSource", "Diagnostics", "OficioBasics",
                "CQREncode",
            ]),
        .target(name: "OficioOffice", dependencies: ["OficioBasics", "CXML2", "CZip"]),
        .target(
            name: "OficioImport",
            dependencies: [
                "OficioEditing", "OficioOffice", "OficioModel", "OficioSchema", "OficioSource", "OficioFiles",
                "Diagnostics", "OficioBasics", "CJansson", "CXML2", "CZip",
            ]),
        .target(name: "OficioTheme", dependencies: ["OficioSchema", "OficioSource", "Diagnostics", "OficioBasics"]),
        .target(
            name: "OficioSite",
            dependencies: [
                "OficioReceipts", "OficioHistory", "OficioOffice", "OficioSearch", "OficioTheme", "OficioModel",
                "OficioSchema", "OficioSource", "Diagnostics", "OficioBasics",
            ]),
        .target(
            name: "OficioBuild",
            dependencies: [
                "OficioImport", "OficioOffice", "OficioReceipts", "OficioSite", "OficioSearch", "OficioTheme",
                "OficioHistory", "OficioCheck",
                "OficioEditing", "OficioModel", "OficioSchema",
                "OficioSource", "OficioFiles", "Diagnostics", "OficioBasics",
            ]),
        .target(
            name: "OficioEditor",
            dependencies: [
                "OficioBuild", "OficioImport", "OficioHistory", "OficioEditing", "OficioModel", "OficioSchema",
                "OficioSource", "OficioFiles",
                "Diagnostics", "OficioBasics",
            ]),
        .target(
            name: "OficioServer",
            dependencies: [
                "OficioEditor", "OficioBuild", "OficioSchema", "OficioSource", "OficioFiles", "Diagnostics",
                "OficioBasics", "CMicroHTTPD",
            ]),
        .target(
            name: "OficioLanguageServer",
            dependencies: [
                "OficioBuild", "OficioEditing", "OficioModel", "OficioSchema", "OficioSource",
                "Diagnostics", "OficioBasics",
            ]),
        .target(
            name: "OficioCommandLine",
            dependencies: [
                "OficioLanguageServer", "OficioServer", "OficioEditor", "OficioBuild", "OficioReceipts", "OficioSearch",
                "OficioHistory",
                "OficioImport", "OficioEditing", "OficioModel", "OficioCheck", "OficioSchema", "OficioSource",
                "OficioFiles", "Diagnostics", "OficioBasics",
            ]),
        .executableTarget(name: "oficio", dependencies: ["OficioCommandLine", "CMimalloc", "CThreads"]),

        .target(
            name: "TestSupport",
            dependencies: [
                "OficioBuild", "OficioHistory", "OficioModel", "OficioSchema", "OficioSource", "Diagnostics", "CXML2",
            ],
            path: "Tests/TestSupport"),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "OficioImport", "OficioOffice",
                "OficioServer", "OficioBuild", "OficioSite", "OficioTheme", "OficioReceipts", "OficioHistory",
                "OficioCheck", "OficioModel", "OficioSchema",
                "OficioSource",
                "Diagnostics",
            ], path: "Tests/FuzzTargets"),
        .testTarget(name: "OficioFilesTests", dependencies: ["TestSupport", "OficioFiles"]),
        .testTarget(name: "OficioBasicsTests", dependencies: ["TestSupport", "OficioBasics"]),
        .testTarget(name: "OficioSourceTests", dependencies: ["TestSupport", "OficioSource", "Diagnostics"]),
        .testTarget(
            name: "OficioModelTests",
            dependencies: ["TestSupport", "OficioModel", "OficioSchema", "OficioSource", "Diagnostics"]),
        .executableTarget(
            name: "edit-probe", dependencies: ["OficioBuild", "OficioEditing", "OficioModel", "OficioSchema"],
            path: "Tests/EditProbe"),
        .testTarget(
            name: "OficioEditingTests",
            dependencies: [
                "TestSupport", "OficioBuild", "OficioEditing", "OficioModel", "OficioSchema", "OficioSource",
                "Diagnostics", "OficioBasics", "edit-probe",
            ]),
        .testTarget(
            name: "OficioCheckTests",
            dependencies: ["TestSupport", "OficioBuild", "OficioCheck", "OficioModel", "OficioSchema", "Diagnostics"]),
        .testTarget(
            name: "OficioHistoryTests",
            dependencies: [
                "TestSupport", "OficioHistory", "OficioModel", "OficioSchema", "OficioSource", "Diagnostics",
                "OficioBasics",
            ],
            exclude: ["Frozen"]),
        .testTarget(
            name: "OficioSearchTests",
            dependencies: ["TestSupport", "OficioSearch", "OficioSource", "Diagnostics", "OficioBasics"]),
        .testTarget(
            name: "OficioReceiptsTests",
            dependencies: [
                "TestSupport", "OficioReceipts", "OficioCommandLine", "OficioBuild", "OficioHistory", "OficioModel",
                "OficioSchema", "Diagnostics", "OficioBasics",
            ]),
        .testTarget(
            name: "OficioSiteTests",
            dependencies: [
                "TestSupport", "OficioSite", "OficioBuild", "OficioHistory", "OficioTheme", "OficioModel",
                "OficioSchema", "Diagnostics",
            ],
            exclude: ["Snapshots"]),
        .testTarget(name: "OficioOfficeTests", dependencies: ["OficioOffice"]),
        .testTarget(name: "OficioServerTests", dependencies: ["OficioServer"]),
        .testTarget(
            name: "OficioEditorTests",
            dependencies: [
                "TestSupport", "OficioEditor", "OficioEditing", "OficioModel", "OficioSchema", "OficioSource",
                "Diagnostics",
            ]),
        .testTarget(name: "OficioThemeTests", dependencies: ["TestSupport", "OficioTheme"]),
        .executableTarget(
            name: "import-probe", dependencies: ["OficioImport", "Diagnostics"], path: "Tests/ImportProbe"),
        .target(
            name: "ImportExpectations",
            dependencies: ["OficioImport", "OficioModel", "OficioSchema", "OficioSource", "Diagnostics"],
            path: "Tests/ImportExpectations"),
        .executableTarget(
            name: "match-probe", dependencies: ["ImportExpectations", "OficioImport", "Diagnostics"],
            path: "Tests/MatchProbe"),
        .testTarget(
            name: "OficioImportTests",
            dependencies: [
                "TestSupport", "ImportExpectations", "OficioImport", "OficioOffice", "OficioModel", "OficioSchema",
                "OficioSource",
                "OficioFiles", "Diagnostics",
            ]),
        .executableTarget(
            name: "release-probe",
            dependencies: ["OficioBuild", "OficioHistory", "OficioModel", "OficioSchema", "Diagnostics"],
            path: "Tests/ReleaseProbe"),
        .executableTarget(
            name: "history-maker",
            dependencies: ["OficioHistory", "OficioModel", "OficioSchema", "Diagnostics", "OficioBasics"],
            path: "Tests/HistoryMaker"),
        .testTarget(
            name: "OficioBuildTests",
            dependencies: [
                "TestSupport", "OficioBuild", "OficioHistory", "OficioModel", "OficioSchema", "OficioSite",
                "release-probe",
            ]),
        .testTarget(
            name: "OficioCommandLineTests",
            dependencies: [
                "TestSupport", "Diagnostics", "OficioSchema", "OficioTheme", "OficioBuild", "OficioCommandLine",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestSupport", "FuzzTargets", "OficioBuild", "OficioModel", "OficioSchema", "OficioSource",
                "Diagnostics", "OficioBasics",
            ]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17
)

// `make fuzz` sets the variable. It compiles every module with coverage instrumentation.
if Context.environment["OFICIO_FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz",
            exclude: ["README.md", "fuzz.sh", "words.dict", "corpus"]))
}
