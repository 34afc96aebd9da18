import Diagnostics
import OficioBasics

/// The reasons why a name is not valid on every system that a site may be copied to.
///
/// Windows has the strictest rules: "Naming Files, Paths, and Namespaces",
/// learn.microsoft.com/windows/win32/fileio/naming-a-file.
package enum NameProblem: Sendable, Equatable {
    /// The name is empty.
    case empty
    /// The name begins with a dot: `.`, `..`, or a hidden file.
    case dots
    /// The name contains a slash or backslash, which makes it a path.
    case path
    /// The name contains a control character, a character without width, or one that changes the writing direction.
    case invisible(Unicode.Scalar)
    /// The name contains one of `< > : " | ? *`.
    case sign(Character)
    /// The name is reserved for a device: `con`, `nul`, `com1` …, with any extension.
    case device(String)
    /// The name ends with a dot or a space, which Windows removes.
    case ending
    /// The name has more bytes than `Limits.nameBytes`.
    case long

    /// The words in which findings state the reason.
    package var words: Localized {
        switch self {
        case .empty: Localized(es: "está vacío", en: "it is empty")
        case .dots: Localized(es: "empieza con un punto", en: "it begins with a dot")
        case .path: Localized(es: "lleva una barra", en: "it has a slash")
        case .invisible(let scalar):
            Localized(
                es: "lleva un carácter invisible (\(scalar.codePoint))",
                en: "it has an invisible character (\(scalar.codePoint))")
        case .sign(let sign):
            Localized(
                es: "lleva «\(sign)», que Windows no admite", en: "it has “\(sign)”, which Windows does not allow")
        case .device(let name):
            Localized(
                es: "Windows reserva «\(name)» para un dispositivo", en: "Windows reserves “\(name)” for a device")
        case .ending:
            Localized(
                es: "termina en punto o espacio, que Windows quita",
                en: "it ends with a dot or a space, which Windows removes")
        case .long:
            Localized(es: "pasa de \(Limits.nameBytes) bytes", en: "it is longer than \(Limits.nameBytes) bytes")
        }
    }
}

extension String {
    /// The first reason for which the string is not a portable name of a file or folder; nil if it is one.
    package var nameProblem: NameProblem? {
        if utf8.isEmpty { return .empty }
        for scalar in unicodeScalars {
            if scalar == "/" || scalar == "\\" { return .path }
            if scalar.isInvisible || scalar.value < 0x20 { return .invisible(scalar) }
            if "<>:\"|?*".unicodeScalars.contains(scalar) { return .sign(Character(scalar)) }
        }
        if utf8.first == UInt8(ascii: ".") { return .dots }
        if utf8.last == UInt8(ascii: ".") || utf8.last == 0x20 { return .ending }
        let stem = (parts(between: ".").first.map { String($0) } ?? self).trimmedASCII.lowercased()
        if Self.devices.contains(stem) { return .device(stem) }
        return utf8.count > Limits.nameBytes ? .long : nil
    }

    /// The first reason for which the string is not a portable relative path such as `a/b.css`; nil if it is one. A
    /// valid path stays below its folder.
    package var pathProblem: NameProblem? {
        if utf8.isEmpty { return .empty }
        for part in split(separator: "/", omittingEmptySubsequences: false) {
            if part.isEmpty { return .path }
            if let problem = String(part).nameProblem { return problem }
        }
        return nil
    }

    private static let devices = Set(
        ["con", "prn", "aux", "nul", "conin$", "conout$"] + "0123456789¹²³".flatMap { ["com\($0)", "lpt\($0)"] })
}
