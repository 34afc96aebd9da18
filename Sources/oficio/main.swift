internal import Glibc
internal import OficioCommandLine

let arguments = Array(CommandLine.arguments.dropFirst())
let isEnglish =
    arguments.contains("--lang=en") || zip(arguments, arguments.dropFirst()).contains { $0 == ("--lang", "en") }
Memory.exitOnExhaustion(isEnglish: isEnglish)
// Ignore SIGXFSZ: writing beyond `ulimit -f` then fails with an error that the program reports.
signal(SIGXFSZ, SIG_IGN)
exit(Stack.withLargeStack { Program.run(arguments, .process(isEnglish: isEnglish)).rawValue })
