import Diagnostics
import OficioFiles
internal import Glibc
import OficioSource

extension Console {
    /// Creates the console of the process. `isEnglish` selects the language for errors before the site is read.
    ///
    /// Only the console's `today` reads the clock. Its first call sets `TZ`, which must happen before any thread
    /// starts.
    package static func process(isEnglish: Bool) -> Console {
        var buffer = [CChar](repeating: 0, count: 4096)
        let folder = getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? "."
        return Console(
            folder: folder, showsColor: isatty(1) == 1 && getenv("NO_COLOR") == nil,
            showsProgress: isatty(2) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb",
            searchPath: getenv("PATH").map { String(cString: $0) } ?? "",
            cacheFolder: userFolder("XDG_CACHE_HOME", or: "/.cache"),
            stateFolder: userFolder("XDG_STATE_HOME", or: "/.local/state"),
            homeFolder: getenv("HOME").map { String(cString: $0) }, userLanguage: userLanguage, today: day(in:),
            out: { put($0, on: 1, isEnglish) }, err: { put($0, on: 2, isEnglish) })
    }

    /// Returns a folder of the user for this program: `$VARIABLE/oficio`, otherwise a folder below the home folder;
    /// nil if neither `$VARIABLE` nor `$HOME` is an absolute path
    /// (https://specifications.freedesktop.org/basedir-spec/).
    private static func userFolder(_ variable: String, or below: String) -> String? {
        func folder(_ name: String, _ below: String) -> String? {
            guard let value = getenv(name).map({ String(cString: $0) }), value.hasPrefix("/") else { return nil }
            return value + below
        }
        return folder(variable, "/oficio") ?? folder("HOME", below + "/oficio")
    }

    /// The language of messages that the environment names (POSIX, 8.2): the first variable that is set decides.
    /// `nil` if none is set, or the program does not have its language.
    private static var userLanguage: Language? {
        let names: [String] = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let set = names.compactMap { name in getenv(name).map { String(cString: $0) } }
        guard let name = set.first(where: { !$0.isEmpty }) else { return nil }
        let tag = name.prefix { $0 != "_" && $0 != "." && $0 != "@" }
        return Language.allCases.first { $0.rawValue == tag }
    }

    private static func day(in zone: String) -> String {
        setenv("TZ", zone, 1)
        tzset()
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
    }

    private static func put(_ text: String, on descriptor: Int32, _ isEnglish: Bool) {
        guard let number = WritableFile.write(Array(text.utf8), to: descriptor), descriptor == 1, number != EPIPE else {
            return
        }
        // End with an error, because the output is incomplete.
        let reason = SystemMessages.message(number)
        let words = Localized(
            es: "no se pudo escribir la salida: \(reason.spanish)", en: "could not write the output: \(reason.english)")
        put("oficio: \(words[isEnglish ? .english : .spanish])\n", on: 2, isEnglish)
        exit(ExitStatus.inputOutput.rawValue)
    }
}
