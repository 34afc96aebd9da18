import Diagnostics
import OficioBasics
import OficioSource

/// Handles the name of the person who edits. The browser keeps the name in a cookie, and saved states and commits
/// record the name. The name does not prove an identity.
enum Author {
    private static let cookie = "oficio-nombre"
    /// The maximum length of a person's name, in characters.
    private static let limit = 80

    /// Returns a name on one line, without control characters and without characters that have a meaning in Git;
    /// empty if no character is left.
    static func cleanedName(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { scalar -> Character in
            let isPlain =
                scalar.value >= 0x20 && scalar.value != 0x7F && !scalar.isInvisible && scalar != "<" && scalar != ">"
            return isPlain && !scalar.properties.isWhitespace ? Character(scalar) : " "
        }
        let words = String(scalars).split(separator: " ").joined(separator: " ")
        return String(words.prefix(limit)).trimmedSpaces
    }

    /// Returns the name in a `Cookie` header; empty if the header has no name.
    static func name(_ header: String?) -> String {
        EditorAccess.cookies(header, cookie).first.map { cleanedName($0.removingPercents) } ?? ""
    }

    /// Returns the value of the header `Set-Cookie` that stores a name for a year.
    static func cookieKeeping(_ name: String) -> String {
        "\(cookie)=\(cleanedName(name).percentEncoded); "
            + "Path=/-oficio/editar; Max-Age=31536000; HttpOnly; SameSite=Strict"
    }

    /// Returns the form in which a person types a name, as HTML.
    static func form(_ name: String, token: String, _ language: Language) -> String {
        func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
        return """
            <form method="post" action="/-oficio/editar/nombre" class="busca">
            <input type="hidden" name="ficha" value="\(token.escapedForHTML)">
            <label for="nombre">\
            \(localized("Quién edita (queda con lo que guarde)", "Who edits (kept with what you save)"))\
            </label>
            <input type="text" id="nombre" name="nombre" value="\(name.escapedForHTML)" maxlength="\(limit)" \
            autocomplete="name">
            <button>\(localized("Recordar", "Remember"))</button>
            </form>

            """
    }
}

extension Editor {
    /// Returns the name of the person who sent a request; empty if the name is unknown.
    func author(_ request: EditorRequest) -> String { viewer?.person.name ?? Author.name(request.cookie) }

    /// Returns the response that stores the name of the person in a cookie of the browser.
    func keepName(_ request: EditorRequest) -> EditorResponse {
        guard let pairs = FormBody.parse(request.body) else { return refusalResponse(400, Self.noForm) }
        func value(_ name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }
        guard isFormToken(value("ficha"), request) else { return refusalResponse(403, Self.foreign) }
        var response = EditorResponse.redirect("/-oficio/editar/")
        response.headers.append(("Set-Cookie", Author.cookieKeeping(value("nombre"))))
        return response
    }
}
