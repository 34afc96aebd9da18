internal import CMimalloc
internal import Glibc

/// Configures mimalloc, which replaces `malloc` in the whole program when it is linked.
enum Memory {
    /// Makes the program end with a message when it runs out of memory. Complete files on disk stay unchanged.
    ///
    /// - Parameter isEnglish: whether the message is in English; otherwise it is in Spanish.
    static func exitOnExhaustion(isEnglish: Bool) {
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
        // Allocate the message now, because later there is no memory for it.
        mi_register_error(
            { code, words in
                guard code == ENOMEM || code == EOVERFLOW, let words else { return }
                _ = write(STDERR_FILENO, words, strlen(words))
                _exit(70)
            }, strdup(words))
    }
}
