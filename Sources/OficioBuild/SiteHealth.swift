import Diagnostics
import OficioBasics
import OficioFiles
import OficioSite
import OficioSource
internal import Glibc

/// The condition of a site that a server shows, for a program that watches the server. It has no words of documents,
/// no names and no paths.
package struct SiteHealth: Sendable {
    /// The condition at one moment.
    package struct Measured: Sendable {
        /// Whether there is no problem.
        package let isWell: Bool
        /// The condition as JSON.
        package let json: [UInt8]
    }

    /// A reason why the server needs somebody.
    private enum Problem: String {
        case contentUnreadable = "contenido-ilegible"
        case contentReadOnly = "contenido-de-solo-lectura"
        case diskFull = "disco-casi-lleno"
        case notBuilt = "sin-generar"
        case builtLongAgo = "generado-hace-mucho"
        case clockWrong = "reloj-atrasado"
    }

    /// The free space below which a disk counts as almost full, in bytes.
    private static let minimumSpace = 256 << 20
    /// The age at which a build counts as old, in seconds: a day and two hours, because a build every night takes
    /// some time.
    private static let maximumAge = 26 * 3600
    /// How much later than the clock a file may seem to be written, in seconds.
    private static let tolerance = 3600

    private let root: String
    private let output: String?
    private let isEdited: Bool
    private let state: String?

    /// Prepares to measure.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - output: the folder of the last build; `nil` to leave its age out.
    ///   - isEdited: whether the server writes into the site.
    ///   - state: the user's folder for saved states; `nil` without an editor.
    package init(_ root: String, output: String?, isEdited: Bool, state: String?) {
        self.root = root
        self.output = output
        self.isEdited = isEdited
        self.state = state
    }

    /// Measures the condition; messages are in `language`.
    package func measured(_ language: Language) -> Measured {
        var problems: [Problem] = []
        var members: [(String, JSONText)] = []
        let content = root + "/content"
        if (try? Files.names(in: content)) == nil {
            problems.append(.contentUnreadable)
        } else if isEdited, !FileSystem.isWritable(content) {
            problems.append(.contentReadOnly)
        }
        let folders = [root, state.map(Self.existing), output.map(Self.existing)].compactMap { $0 }
        if let free = folders.compactMap({ FileSystem.space(at: $0)?.free }).min() {
            if free < Self.minimumSpace { problems.append(.diskFull) }
            members.append(("freeBytes", .integer(free)))
        }
        if let output {
            // A build of a day on which nothing changes writes the files of the day alone.
            let times = [OutputFolder.manifestPath, DayFiles.style].map { Files.status(output + "/" + $0)?.modified }
            if let manifest = times[0] {
                let built = max(manifest, times[1] ?? 0)
                let age = time(nil) - Int(built / 1_000_000_000)
                if age > Self.maximumAge { problems.append(.builtLongAgo) }
                if age < -Self.tolerance { problems.append(.clockWrong) }
                members.append(("secondsSinceBuild", .integer(max(0, age))))
            } else {
                problems.append(.notBuilt)
            }
        }
        let list = problems.map { problem in
            JSONText.object([("code", .string(problem.rawValue)), ("message", .string(Self.words(problem)[language]))])
        }
        let all = [
            ("status", JSONText.string(problems.isEmpty ? "ok" : "problem")), ("problems", JSONText.array(list)),
        ]
        return Measured(isWell: problems.isEmpty, json: Array((JSONText.object(all + members).compact + "\n").utf8))
    }

    /// Returns a folder, or the nearest one above it that exists.
    private static func existing(_ folder: String) -> String {
        var folder = folder
        while folder != "/", folder != ".", Files.status(folder) == nil { folder = FileSystem.folder(of: folder) }
        return folder
    }

    private static func words(_ problem: Problem) -> Localized {
        switch problem {
        case .contentUnreadable:
            Localized(es: "no se puede leer «content»", en: "“content” cannot be read")
        case .contentReadOnly:
            Localized(
                es: "no se puede escribir en «content»: mire el dueño, los permisos y el disco",
                en: "“content” cannot be written: look at its owner, its permissions and the disk")
        case .diskFull:
            Localized(
                es: "queda poco disco: «oficio disk» dice qué ocupa y qué se puede quitar",
                en: "little disk is left: “oficio disk” says what takes it and what may be removed")
        case .notBuilt:
            Localized(es: "«oficio build» no ha generado el sitio", en: "“oficio build” has not built the site")
        case .builtLongAgo:
            Localized(
                es: "el sitio se generó hace más de un día: mire por qué falló «oficio build»",
                en: "the site was built more than a day ago: look why “oficio build” failed")
        case .clockWrong:
            Localized(
                es: "el reloj va atrasado: el sitio parece generado en el futuro",
                en: "the clock is late: the site seems to be built in the future")
        }
    }
}
