internal import Glibc
internal import OficioCommandLine

exit(Program.run(Array(CommandLine.arguments.dropFirst()), .process()).rawValue)
