internal import CMimalloc
internal import Glibc

/// The allocator of the whole program: once linked, mimalloc stands in for `malloc`.
enum Memory {
    /// Ends the program with a message when the system gives no more memory. What was written until
    /// then is whole, as after any other end.
    ///
    /// - Parameter isEnglish: the reader's language.
    static func endInWords(isEnglish: Bool) {
        let words =
            isEnglish
            ? """
            not enough memory: close other programs, or build on a machine with more; nothing that was published \
            is lost\n
            """
            : """
            no alcanza la memoria: cierre otros programas o genere el sitio en un equipo con más; no se pierde \
            nada de lo publicado\n
            """
        // Made beforehand: then there is no room for it.
        mi_register_error(
            { code, words in
                guard code == ENOMEM || code == EOVERFLOW, let words else { return }
                _ = write(STDERR_FILENO, words, strlen(words))
                _exit(70)
            }, strdup(words))
    }
}
