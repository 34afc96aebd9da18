import Diagnostics

/// Makes HTML of texts.
enum HTML {
    /// A text as the content of an element or of a quoted attribute.
    ///
    /// A control character stays, so that a form sends it back as it was typed; U+0000, which HTML cannot hold, becomes
    /// the picture of it.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\r": out += "&#13;"
            case "\0": out += "\u{2400}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// The identifier of the element of a control, which links lead to. It holds no white space.
    static func place(_ name: String) -> String {
        "f-"
            + name.unicodeScalars.map { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-/".unicodeScalars.contains(scalar)
                    ? String(scalar) : "_\(String(scalar.value, radix: 16))"
            }.joined()
    }

    /// A link to a control of the form.
    static func link(_ name: String, _ label: String) -> String {
        "<a\(attributes([("href", "#" + place(name))]))>\(escaped(label))</a>"
    }

    /// Attributes of an element, each with a space before it.
    static func attributes(_ pairs: [(String, String)]) -> String {
        pairs.map { " \($0)=\"\(escaped($1))\"" }.joined()
    }
}

/// The frame that all pages of the editor share.
struct EditorPage {
    let title: String
    let language: Language
    /// The main part as HTML.
    let main: String

    /// The whole page as HTML. It loads nothing but the editor's own style and script.
    var html: String {
        let list = Localized(es: "Documentos", en: "Documents")[language]
        return """
            <!DOCTYPE html>
            <html lang="\(language == .spanish ? "es" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTML.escaped(title)) · Oficio</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/-oficio/editar/editor.css">
            <script src="/-oficio/editar/editor.js" defer></script>
            </head>
            <body>
            <header><nav aria-label="Oficio"><a href="/-oficio/editar/">\(list)</a></nav></header>
            <main>
            <h1>\(HTML.escaped(title))</h1>
            \(main)
            </main>
            </body>
            </html>

            """
    }
}
