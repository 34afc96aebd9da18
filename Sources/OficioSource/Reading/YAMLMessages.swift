import Diagnostics

/// Messages for libyaml's errors (0.2.5: `scanner.c`, `parser.c`, `reader.c`), in the author's terms.
enum YAMLMessages {
    static func message(_ problem: String) -> Localized {
        table[problem]
            ?? Localized(
                es: "esta parte no se puede leer como YAML (el lector dice «\(problem)»)",
                en: "this part cannot be read as YAML (the reader says “\(problem)”)")
    }

    private static let quotes = Localized(
        es: "unas comillas se abren y no se cierran", en: "a quotation mark opens and is not closed")
    private static let bytes = Localized(es: "el archivo no está en UTF-8", en: "the file is not UTF-8")
    private static let tag = Localized(
        es: "una etiqueta «!» no se entiende; si el signo es parte del texto, ponga el valor entre comillas",
        en: "a tag “!” is not valid; if the sign belongs to the text, put the value in quotes")
    private static let directive = Localized(
        es: "una línea que empieza con «%» no se entiende; si es texto, ponga el valor entre comillas",
        en: "a line that begins with “%” is not valid; if it is text, put the value in quotes")
    private static let second = Localized(
        es: "aquí empieza o termina otro documento YAML («---», «...»)",
        en: "another YAML document begins or ends here (“---”, “...”)")
    private static let tab = Localized(
        es: "la sangría lleva un tabulador; en YAML se hace con espacios",
        en: "the indentation has a tab; YAML is indented with spaces")
    private static let anchor = Localized(
        es: "un valor no puede empezar con «&» ni «*» seguidos de signos; póngalo entre comillas",
        en: "a value cannot begin with “&” or “*” followed by signs; put it in quotes")
    private static let indicator = Localized(
        es: "después de «|» o «>» solo puede ir una cifra, «+» o «-»; el texto va en las líneas de abajo",
        en: "only a digit, “+” or “-” may follow “|” or “>”; the text goes in the lines below")

    private static let table: [String: Localized] = [
        "mapping values are not allowed in this context": Localized(
            es: "sobra un «: » en el valor; si es parte del texto, póngalo todo entre comillas",
            en: "there is a “: ” too many in the value; if it belongs to the text, put the whole value in quotes"),
        "could not find expected ':'": Localized(
            es: "falta «:» después de la clave", en: "“:” is missing after the key"),
        "found unexpected ':'": Localized(
            es: "sobra un «:»; si es parte del texto, ponga el valor entre comillas",
            en: "there is a “:” too many; if it belongs to the text, put the value in quotes"),
        "did not find expected key": Localized(
            es: "la sangría o las comillas no cuadran: aquí se esperaba una clave",
            en: "the indentation or the quotes do not match: a key was expected here"),
        "did not find expected node content": Localized(
            es: "aquí se esperaba un valor: falta, o un signo de más está en su lugar",
            en: "a value was expected here: it is missing, or a stray sign is in its place"),
        "block sequence entries are not allowed in this context": Localized(
            es: "un elemento «-» de lista no puede estar aquí: va en una línea propia, debajo de la clave",
            en: "a list item “-” cannot be here: it goes on a line of its own, below the key"),
        "found unexpected end of stream": quotes,
        "found unexpected document indicator": quotes,
        "found character that cannot start any token": Localized(
            es: "un valor no puede empezar con este signo; póngalo entre comillas",
            en: "a value cannot begin with this sign; put it in quotes"),
        "did not find expected ',' or ']'": Localized(
            es: "falta «,» o «]» en la lista", en: "“,” or “]” is missing in the list"),
        "did not find expected ',' or '}'": Localized(es: "falta «,» o «}»", en: "“,” or “}” is missing"),
        "did not find expected '-' indicator": Localized(
            es: "la sangría no cuadra con los elementos «-» de la lista",
            en: "the indentation does not match the “-” items of the list"),
        "control characters are not allowed": Localized(
            es: "hay un carácter de control en el texto", en: "there is a control character in the text"),
        "found unknown escape character": Localized(
            es: """
                una barra «\\» entre comillas dobles debe ir seguida de un signo conocido; use comillas simples, o \
                «\\\\»
                """,
            en: "a “\\” in double quotes must be followed by a known sign; use single quotes, or “\\\\”"),
        "found invalid Unicode character escape code": Localized(
            es: "el código después de «\\x», «\\u» o «\\U» no corresponde a ningún carácter",
            en: "the code after “\\x”, “\\u” or “\\U” is not that of a character"),
        "did not find expected hexdecimal number": Localized(
            es: "después de «\\x», «\\u» o «\\U» van cifras hexadecimales",
            en: "“\\x”, “\\u” and “\\U” must be followed by hexadecimal digits"),
        "found undefined alias": Localized(
            es: "la referencia «*» no tiene un ancla «&» antes", en: "the alias “*” has no anchor “&” before it"),
        "found duplicate anchor; first occurrence": Localized(
            es: "el ancla «&» está definida dos veces", en: "the anchor “&” is defined twice"),
        "did not find expected alphabetic or numeric character": anchor,
        "found unexpected non-alphabetical character": anchor,
        "found a tab character that violates indentation": tab,
        "found a tab character where an indentation space is expected": tab,
        "found an indentation indicator equal to 0": indicator,
        "did not find expected comment or line break": indicator,
        "found undefined tag handle": tag, "did not find expected tag URI": tag, "did not find expected '!'": tag,
        "did not find the expected '>'": tag,
        "did not find URI escaped octet": tag, "found an incorrect leading UTF-8 octet": tag,
        "found an incorrect trailing UTF-8 octet": tag,
        "did not find expected whitespace or line break": tag, "did not find expected whitespace": directive,
        "found unknown directive name": directive, "could not find expected directive name": directive,
        "found duplicate %YAML directive": directive,
        "found duplicate %TAG directive": directive, "found incompatible YAML document": directive,
        "did not find expected version number": directive,
        "found extremely long version number": directive, "did not find expected digit or '.' character": directive,
        "did not find expected <document start>": second, "did not find expected <stream-start>": second,
        "invalid leading UTF-8 octet": bytes, "invalid trailing UTF-8 octet": bytes,
        "incomplete UTF-8 octet sequence": bytes,
        "invalid length of a UTF-8 sequence": bytes, "invalid Unicode character": bytes,
        "incomplete UTF-16 character": bytes,
        "incomplete UTF-16 surrogate pair": bytes, "unexpected low surrogate area": bytes,
        "input is too long": Localized(es: "el archivo es demasiado largo", en: "the file is too long"),
        "exceeded maximum recursion depth": Localized(
            es: "los valores están anidados a demasiados niveles", en: "the values are nested too deeply"),
        "Exceeded maximum depth level": Localized(
            es: "los valores están anidados a demasiados niveles", en: "the values are nested too deeply"),
    ]
}
