internal import CMimalloc
internal import Glibc
internal import OficioCommandLine

// Once linked, mimalloc stands in for `malloc` in the whole program; it is named here so that no linker leaves it out.
_ = mi_version()

exit(Program.run(Array(CommandLine.arguments.dropFirst()), .process()).rawValue)
