internal import Glibc
internal import OficioCommandLine

let arguments = Array(CommandLine.arguments.dropFirst())
Memory.endInWords(isEnglish: arguments.contains("--lang=en") || zip(arguments, arguments.dropFirst()).contains { $0 == ("--lang", "en") })
exit(Program.run(arguments, .process()).rawValue)
