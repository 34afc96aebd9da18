import Diagnostics
import OficioBasics
import OficioBuild
import OficioFiles
import OficioHistory
import OficioSchema
import OficioSource

/// A command of the program: its help, its options and its action.
package struct Command: Sendable {
    /// The name of the command, as typed after `oficio`.
    package let name: String
    /// The placeholders for the command's arguments in the help.
    let words: Localized
    let summary: Localized
    let options: [Option]
    let run: @Sendable (Invocation) throws -> ExitStatus

    /// All commands, in the order of the help.
    package static let all: [Command] = [
        .new, .add, .import, .check, .build, .serve, .lsp, .release, .log, .diff, .verify, .repair, .key, .search,
        .receipts,
        .export, .backup, .restore, .disk, .explain, .help, .version,
    ]
}

/// A call of a command with its arguments.
struct Invocation {
    let arguments: Arguments
    let console: Console
    let language: Language

    /// The absolute path of the site's folder: that of `--site`; otherwise the current folder, or the folder above it
    /// that holds the site of which the current folder is a part.
    var site: String {
        arguments.values["site"].map(absolute) ?? Self.site(around: console.folder)
    }

    /// Returns a folder, or the folder above it that holds the site of which it is a part.
    static func site(around folder: String) -> String {
        if isFolder(folder + "/content") { return folder }
        var above = folder
        while let slash = above.lastIndex(of: "/"), slash > above.startIndex {
            above = String(above[..<slash])
            if isFolder(above + "/content"), Files.status(above + "/" + SiteSettings.path) != nil { return above }
        }
        return folder
    }

    private static func isFolder(_ path: String) -> Bool { Files.status(path)?.kind == .folder }

    /// Returns a path on the command line as an absolute path. A relative path begins in the current folder.
    func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return path == "." ? console.folder : console.folder + "/" + path
    }

    var isQuiet: Bool { arguments.flags.contains("quiet") }

    /// Whether to print findings in colour.
    func usesColor() throws -> Bool {
        switch try arguments.choice("color", among: ["auto", "always", "never"]) {
        case "always": true
        case "never": false
        default: console.showsColor
        }
    }

    /// Returns the day of `--today`, otherwise the current day in the site's time zone.
    func today() throws -> CalendarDate {
        let text = arguments.values["today"] ?? console.today(timeZone)
        guard let date = CalendarDate(iso: text) else {
            throw UsageError(
                message: Localized(
                    es: "«--today» es una fecha como 2026-11-21", en: "“--today” is a date like 2026-11-21"))
        }
        return date
    }

    /// Returns the day to record in the history: the day of `--today`, otherwise the current day.
    ///
    /// - Throws: a usage error if the day is more than ten years in the future, because later releases could not have
    ///   an earlier day.
    func recordingDay() throws -> CalendarDate {
        let today = try today()
        guard let clock = CalendarDate(iso: console.today(timeZone)), today > clock.adding(months: 120) else {
            return today
        }
        throw UsageError(
            message: Localized(
                es: "el \(today.iso) queda a más de diez años: no se anota nada con una fecha así",
                en: "\(today.iso) is more than ten years away: nothing is recorded with such a date"))
    }

    var timeZone: String { SiteSettings.readSettings(site).timeZone }

    /// Throws `UsageError` unless the site's folder has a `content` folder.
    func requireSite() throws {
        guard Self.isFolder(site + "/content") else {
            let near = try? Files.names(in: site).first { Self.isFolder("\(site)/\($0)/content") }
            let hint =
                near.map {
                    Localized(
                        es: "el sitio «\($0)» está dentro: entre en él («cd \($0)») o dé «--site \($0)»",
                        en: "the site “\($0)” is inside: enter it (“cd \($0)”) or give “--site \($0)”")
                }
                ?? Localized(
                    es: "«oficio new CARPETA» crea un sitio", en: "“oficio new FOLDER” makes a site")
            throw UsageError(
                message: Localized(
                    es: "en «\(site)» no hay ninguna carpeta «content»; \(hint.spanish)",
                    en: "there is no “content” folder in “\(site)”; \(hint.english)"))
        }
    }
}

extension SiteSettings {
    /// Returns the settings of a site's `site.yaml`, or the default settings if the site has no such file. Ignores
    /// findings in the file.
    static func readSettings(_ site: String) -> SiteSettings {
        let path = SiteSettings.path
        guard let bytes = try? Files.read(site + "/" + path) else { return SiteSettings() }
        var ignored: [Diagnostic] = []
        return SiteSettings(SourceDocument(bytes, file: FileID(0), path: path), reporting: &ignored)
    }
}

/// Runs command lines. Tests call it without starting a process.
package enum Program {
    /// The version number that `oficio version` prints.
    package static let version = "0.1.0"

    /// Runs the program with its arguments, prints errors, and returns the exit status. The arguments do not include
    /// the program's name.
    package static func run(_ arguments: [String], _ console: Console) -> ExitStatus {
        let name = arguments.first ?? "help"
        let fallback = language(in: arguments, console)
        let wanted = ["--help", "-h"].contains(name) ? "help" : name == "--version" ? "version" : name
        guard let command = Command.all.first(where: { $0.name == wanted }) else {
            let nearest = CommandWords.command(for: name) ?? Suggestion.nearest(to: name, in: Command.all.map(\.name))
            let message = Localized(
                es: "no hay ninguna orden «\(name)»"
                    + (nearest.map { "; ¿quiso decir «\($0)»?" } ?? "; «oficio help» da la lista"),
                en: "there is no command “\(name)”"
                    + (nearest.map { "; did you mean “\($0)”?" } ?? "; “oficio help” lists them"))
            console.err("oficio: \(message[fallback])\n")
            return .usage
        }
        do {
            let parsed = try Arguments(Array(arguments.dropFirst()), options: Option.common + command.options)
            _ = try parsed.choice("lang", among: ["es", "en"])
            let invocation = Invocation(arguments: parsed, console: console, language: fallback)
            if parsed.flags.contains("help") {
                console.out(Help.text(command, fallback))
                return .done
            }
            return try command.run(invocation)
        } catch let error as UsageError {
            console.err("oficio: \(error.message[fallback])\n")
            return .usage
        } catch let error as ReleaseRefusal {
            console.err("oficio: \(error.message[fallback])\n")
            return .contentErrors
        } catch let error as BackupRefusal {
            console.err("oficio: \(error.message[fallback])\n")
            return .inputOutput
        } catch let error as WriteError {
            console.err("oficio: \(error.message[fallback])\n")
            return .inputOutput
        } catch let error as DiskError {
            console.err("oficio: \(WriteError(error).message[fallback])\n")
            return .inputOutput
        } catch let error as FileError {
            console.err("oficio: \(error.path): \(error.words[fallback])\n")
            return .inputOutput
        } catch {
            let message = Localized(
                es: "el programa falló; avise a quien lo mantiene, con estas palabras: \(error)",
                en: "the program failed; tell whoever maintains it, with these words: \(error)")
            console.err("oficio: \(message[fallback])\n")
            return .fault
        }
    }

    /// Returns the language of `--lang`, otherwise the language of the site. Outside a site, returns the language of
    /// the environment, or Spanish if the environment names none.
    private static func language(in arguments: [String], _ console: Console) -> Language {
        func value(_ name: String) -> String? {
            for (index, argument) in arguments.enumerated() {
                if argument == "--\(name)", index + 1 < arguments.count { return arguments[index + 1] }
                if argument.hasPrefix("--\(name)=") { return String(argument.dropFirst(name.count + 3)) }
            }
            return nil
        }
        if let tag = value("lang") { return Language(tag: tag) }
        let named = value("site") ?? Invocation.site(around: console.folder)
        let site = named.hasPrefix("/") ? named : console.folder + "/" + named
        if Files.status(site + "/" + SiteSettings.path) == nil, let own = console.userLanguage { return own }
        return SiteSettings.readSettings(site).language
    }
}
