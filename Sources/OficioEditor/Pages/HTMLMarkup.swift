import Diagnostics
import OficioBasics

/// Makes HTML elements and attributes from texts.
enum HTMLMarkup {
    /// Returns the HTML identifier of a control's element, to which links lead. The identifier contains no white
    /// space.
    static func place(_ name: String) -> String {
        "f-"
            + name.unicodeScalars.map { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-/".unicodeScalars.contains(scalar)
                    ? String(scalar) : "_\(String(scalar.value, radix: 16))"
            }.joined()
    }

    /// Returns a link to a control of the form, as HTML.
    static func link(_ name: String, _ label: String) -> String {
        "<a\(attributes([("href", "#" + place(name))]))>\(label.escapedForHTML)</a>"
    }

    /// Returns the attributes of an element as HTML, each with a space before it.
    static func attributes(_ pairs: [(String, String)]) -> String {
        pairs.map { " \($0)=\"\($1.escapedForForm)\"" }.joined()
    }
}

extension String {
    /// The text escaped for a text area or an attribute so that the form sends the text back unchanged: control
    /// characters stay, and carriage returns become references. U+0000, which HTML cannot hold, becomes U+2400.
    var escapedForForm: String {
        var bytes: [UInt8] = []
        bytes.appendEscaping(self)
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\r": text += "&#13;"
            case "\0": text += "\u{2400}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// A page of the editor: the frame that all pages have, around a main part.
struct EditorPage {
    let title: String
    let language: Language
    /// The main part of the page as HTML.
    let main: String

    /// The whole page as HTML. The page loads only the editor's own style and script.
    var html: String {
        let list = Localized(es: "Documentos", en: "Documents")[language]
        return """
            <!DOCTYPE html>
            <html lang="\(language == .spanish ? "es" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title.escapedForHTML) · Oficio</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/-oficio/editar/editor.css">
            <script src="/-oficio/editar/editor.js" defer></script>
            </head>
            <body>
            <header><nav aria-label="Oficio"><a href="/-oficio/editar/">\(list)</a></nav></header>
            <main>
            <h1>\(title.escapedForHTML)</h1>
            \(main)
            </main>
            </body>
            </html>

            """
    }
}
