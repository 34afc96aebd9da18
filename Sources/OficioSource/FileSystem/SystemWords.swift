import Diagnostics
internal import Glibc

/// Why the system refused something, in words that say what to do.
package enum SystemWords {
    private static let known: [(number: Int32, words: Localized)] = [
        (
            ENOSPC,
            Localized(es: "no queda espacio en el disco; libere espacio y repita la orden", en: "no space is left on the disk; make room and run the command again")
        ),
        (EDQUOT, Localized(es: "se agotó la cuota de disco; libere espacio y repita la orden", en: "the disk quota is used up; make room and run the command again")),
        (EFBIG, Localized(es: "el archivo es más grande de lo que el sistema permite", en: "the file is larger than the system allows")),
        (EACCES, Localized(es: "no tiene permiso; pida acceso a quien administra la carpeta", en: "permission denied; ask whoever manages the folder")),
        (EPERM, Localized(es: "no tiene permiso; pida acceso a quien administra la carpeta", en: "permission denied; ask whoever manages the folder")),
        (EROFS, Localized(es: "el disco es de solo lectura; elija otra carpeta", en: "the disk is read-only; choose another folder")),
        (ENOENT, Localized(es: "no existe", en: "it does not exist")),
        (ENOTDIR, Localized(es: "parte de la ruta es un archivo, no una carpeta", en: "part of the path is a file, not a folder")),
        (EISDIR, Localized(es: "es una carpeta, no un archivo", en: "it is a folder, not a file")),
        (EINVAL, Localized(es: "no es un archivo", en: "it is not a file")),
        (ELOOP, Localized(es: "los enlaces forman un círculo", en: "the links go round in a circle")),
        (ENAMETOOLONG, Localized(es: "el nombre es demasiado largo", en: "the name is too long")),
        (EMFILE, Localized(es: "hay demasiados archivos abiertos", en: "too many files are open")),
        (ENFILE, Localized(es: "hay demasiados archivos abiertos", en: "too many files are open")),
        (ENOMEM, Localized(es: "falta memoria; cierre otros programas y repita la orden", en: "memory is short; close other programs and run the command again")),
        (EIO, Localized(es: "el disco falló al leer o escribir; haga una copia y revíselo", en: "the disk failed; make a copy and have it checked")),
    ]

    package static func of(_ number: Int32) -> Localized { known.first { $0.number == number }?.words ?? Localized(same: String(cString: strerror(number))) }

    /// For words of the system's own.
    package static func of(_ reason: String) -> Localized { known.first { String(cString: strerror($0.number)) == reason }?.words ?? Localized(same: reason) }
}
