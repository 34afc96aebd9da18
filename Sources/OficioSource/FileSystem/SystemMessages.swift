import Diagnostics
internal import Glibc

/// Messages for `errno` values in both languages, with advice if there is any.
package enum SystemMessages {
    private static let messages: [(number: Int32, words: Localized)] = [
        (
            ENOSPC,
            Localized(
                es: "no queda espacio en el disco; libere espacio y repita la orden",
                en: "no space is left on the disk; make room and run the command again")
        ),
        (
            EDQUOT,
            Localized(
                es: "se agotó la cuota de disco; libere espacio y repita la orden",
                en: "the disk quota is used up; make room and run the command again")
        ),
        (
            EFBIG,
            Localized(
                es: "el archivo es más grande de lo que el sistema permite",
                en: "the file is larger than the system allows")
        ),
        (
            EACCES,
            Localized(
                es: "no tiene permiso; pida acceso a quien administra la carpeta",
                en: "permission denied; ask whoever manages the folder")
        ),
        (
            EPERM,
            Localized(
                es: "no tiene permiso; pida acceso a quien administra la carpeta",
                en: "permission denied; ask whoever manages the folder")
        ),
        (
            EROFS,
            Localized(
                es: "el disco es de solo lectura; elija otra carpeta",
                en: "the disk is read-only; choose another folder")
        ),
        (ENOENT, Localized(es: "no existe", en: "it does not exist")),
        (
            ENOTDIR,
            Localized(
                es: "parte de la ruta es un archivo, no una carpeta", en: "part of the path is a file, not a folder")
        ),
        (EISDIR, Localized(es: "es una carpeta, no un archivo", en: "it is a folder, not a file")),
        (EINVAL, Localized(es: "no es un archivo", en: "it is not a file")),
        (ELOOP, Localized(es: "los enlaces forman un círculo", en: "the links form a loop")),
        (ENAMETOOLONG, Localized(es: "el nombre es demasiado largo", en: "the name is too long")),
        (EMFILE, Localized(es: "hay demasiados archivos abiertos", en: "too many files are open")),
        (ENFILE, Localized(es: "hay demasiados archivos abiertos", en: "too many files are open")),
        (
            ENOMEM,
            Localized(
                es: "falta memoria; cierre otros programas y repita la orden",
                en: "not enough memory; close other programs and run the command again")
        ),
        (EEXIST, Localized(es: "ya existe", en: "it already exists")),
        (ENOTEMPTY, Localized(es: "la carpeta no está vacía", en: "the folder is not empty")),
        (
            EBUSY,
            Localized(
                es: "otro programa lo está usando; ciérrelo y repita la orden",
                en: "another program is using it; close it and run the command again")
        ),
        (
            ETXTBSY,
            Localized(
                es: "otro programa lo está usando; ciérrelo y repita la orden",
                en: "another program is using it; close it and run the command again")
        ),
        (EXDEV, Localized(es: "está en otro disco", en: "it lies on another disk")),
        (EMLINK, Localized(es: "tiene demasiados enlaces", en: "it has too many links")),
        (ENXIO, Localized(es: "es un dispositivo que no responde", en: "it is a device that does not respond")),
        (ENODEV, Localized(es: "es un dispositivo que no responde", en: "it is a device that does not respond")),
        (ETIMEDOUT, Localized(es: "la carpeta compartida no responde", en: "the shared folder does not respond")),
        (EHOSTDOWN, Localized(es: "la carpeta compartida no responde", en: "the shared folder does not respond")),
        (
            ESTALE,
            Localized(
                es: "la carpeta compartida se desconectó; ábrala de nuevo",
                en: "the shared folder was disconnected; open it again")
        ),
        (ENOTSUP, Localized(es: "esta clase de disco no lo admite", en: "this kind of disk does not support it")),
        (ENOSYS, Localized(es: "este sistema no lo admite", en: "this system does not support it")),
        (
            EAGAIN,
            Localized(es: "el sistema está ocupado; repita la orden", en: "the system is busy; run the command again")
        ),
        (ENOEXEC, Localized(es: "no es un programa de este equipo", en: "it is not a program for this machine")),
        (
            EPIPE,
            Localized(
                es: "el programa que leía la salida terminó antes", en: "the program that read the output ended first")
        ),
        (
            ENOLCK,
            Localized(es: "el disco no admite más bloqueos de archivos", en: "the disk allows no more file locks")
        ),
        (
            EIO,
            Localized(
                es: "el disco falló al leer o escribir; haga una copia y revíselo",
                en: "the disk failed to read or write; make a copy and have the disk checked")
        ),
    ]

    /// Returns the message for an `errno`.
    package static func message(_ number: Int32) -> Localized {
        messages.first { $0.number == number }?.words ?? wrapped(String(cString: strerror(number)))
    }

    /// Returns the message for the system's own text of an `errno`; returns any other text unchanged.
    package static func message(_ reason: String) -> Localized {
        (1...133).first { String(cString: strerror($0)) == reason }.map { message($0) } ?? Localized(same: reason)
    }

    /// Returns a message that quotes the system's text, for an `errno` that `messages` does not list.
    private static func wrapped(_ reason: String) -> Localized {
        Localized(
            es: "el sistema no lo permite (dice «\(reason)»)", en: "the system does not allow it (it says “\(reason)”)")
    }
}
