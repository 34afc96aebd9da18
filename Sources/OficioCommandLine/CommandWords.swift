import OficioSource

/// The words that users try as commands before they know the commands' names.
enum CommandWords {
    /// Returns the command that a word most likely means; `nil` if the word resembles no command.
    static func command(for word: String) -> String? {
        let folded = word.folded
        return words.first { $0.words.contains(folded) }?.command
    }

    private static let words: [(command: String, words: Set<String>)] = [
        ("new", ["nuevo", "nueva", "crear", "crea", "iniciar", "inicia", "empezar", "init", "create", "start"]),
        ("add", ["anadir", "anade", "agregar", "agrega", "documento", "insertar"]),
        ("import", ["importar", "importa", "convertir", "convierte", "cargar", "convert", "load"]),
        (
            "check",
            [
                "comprobar", "comprueba", "revisar", "revisa", "validar", "valida", "verificar sitio", "lint", "test",
                "chequear", "errores",
            ]
        ),
        (
            "build",
            ["construir", "construye", "generar", "genera", "compilar", "compila", "make", "generate", "exportar html"]
        ),
        (
            "serve",
            [
                "servir", "sirve", "servidor", "vista previa", "previsualizar", "ver", "abrir", "preview", "server",
                "watch", "dev",
            ]
        ),
        ("release", ["publicar", "publica", "liberar", "emitir", "lanzar", "version nueva", "publish"]),
        ("log", ["historial", "historia", "bitacora", "registro", "history"]),
        ("diff", ["comparar", "compara", "diferencias", "cambios", "compare"]),
        ("verify", ["verificar", "verifica", "auditar"]),
        ("search", ["buscar", "busca", "find"]),
        ("receipts", ["recibos", "acuses", "constancias", "firmas"]),
        ("export", ["exportar", "exporta"]),
        ("backup", ["respaldar", "respaldo", "respalda", "copia", "copiar", "salvaguardar", "archive", "dump"]),
        ("restore", ["restaurar", "restaura", "recuperar", "recupera", "recover"]),
        ("disk", ["disco", "espacio", "tamano", "ocupacion", "du", "df", "space", "size"]),
        ("explain", ["explicar", "explica", "explicame", "describe"]),
        ("help", ["ayuda", "ayudame", "opciones"]),
        ("version", ["versiones"]),
    ]
}
