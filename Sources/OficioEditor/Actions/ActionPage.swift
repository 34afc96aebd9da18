import Diagnostics
import OficioBasics

/// The page of an action: its form, the proposed changes, and the button that writes them.
struct ActionPage {
    private let title: String
    private let back: (link: String, words: String)
    private let inputs: String
    private let confirmation: Localized
    private let path: String
    private let sendsFiles: Bool
    private let language: Language
    private let token: String
    /// The proposal of the action; `nil` before the first review.
    var proposal: Proposal?
    /// The reason why the action cannot be done; `nil` if it can.
    var refusal: Localized?
    /// The message above the form; `nil` if there is none.
    var notice: Localized?
    /// The hidden fields that name received files.
    var hiddenFileFields: [(name: String, value: String)] = []

    init(_ action: some EditorAction, language: Language, token: String) {
        title = action.title
        back = action.back
        inputs = action.inputs
        confirmation = action.confirmation
        path = type(of: action).path
        sendsFiles = type(of: action).sendsFiles
        self.language = language
        self.token = token
    }

    /// The whole page of the action as HTML.
    var html: String {
        var main = "<p class=\"enlaces\"><a href=\"\(back.link.escapedForHTML)\">\(back.words.escapedForHTML)</a></p>\n"
        if let refusal {
            main += "<p class=\"aviso error\" role=\"alert\">\(localized("No se puede: ", "This cannot be done: "))"
            main += "\(refusal[language].escapedForHTML)</p>\n"
        }
        if let notice { main += "<p class=\"aviso\" role=\"status\">\(notice[language].escapedForHTML)</p>\n" }
        let encoding = sendsFiles ? " enctype=\"multipart/form-data\"" : ""
        main += "<form method=\"post\" action=\"/-oficio/editar/\(path)\" class=\"accion\"\(encoding)>\n"
        main += Self.hidden("ficha", token)
        for field in hiddenFileFields { main += Self.hidden(field.name, field.value) }
        main += inputs
        main += "<p class=\"botones\"><button name=\"accion\" value=\"revisar\">"
        main += "\(localized("Ver qué se va a hacer", "See what will be done"))</button></p>\n"
        if let proposal {
            let heading = localized("Qué se va a hacer", "What will be done")
            main += "<section id=\"revision\" role=\"status\"><h2>\(heading)</h2>\n"
            main += proposal.html
            main += Self.hidden("huella", proposal.digest)
            main += "<p class=\"botones\"><button name=\"accion\" value=\"hacer\" class=\"principal\">"
            main += "\(confirmation[language].escapedForHTML)</button></p></section>\n"
        }
        return EditorPage(title: title, language: language, main: main + "</form>\n").html
    }

    static func hidden(_ name: String, _ value: String) -> String {
        "<input type=\"hidden\"\(HTMLMarkup.attributes([("name", name), ("value", value)]))>\n"
    }

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
}

/// Makes the form controls of actions.
struct ActionInputs {
    let language: Language

    /// Returns a text input of one line as HTML.
    func text(
        _ name: String, _ label: Localized, _ value: String, help: Localized? = nil, type: String = "text",
        required: Bool = false
    ) -> String {
        let attributes = [("type", type), ("id", name), ("name", name), ("value", value), ("autocomplete", "off")]
        let more = required ? " required" : ""
        return field(
            name, label, help, "<input\(HTMLMarkup.attributes(attributes + descriptionAttributes(name, help)))\(more)>")
    }

    /// Returns a text area as HTML.
    func area(_ name: String, _ label: Localized, _ value: String, help: Localized? = nil) -> String {
        let attributes = [("id", name), ("name", name), ("rows", "4")] + descriptionAttributes(name, help)
        return field(
            name, label, help, "<textarea\(HTMLMarkup.attributes(attributes))>\n\(value.escapedForHTML)</textarea>")
    }

    /// Returns a drop-down list of grouped options as HTML. The options of a group without a name stand outside of
    /// groups.
    func choice(
        _ name: String, _ label: Localized, _ value: String,
        _ groups: [(name: String, options: [(value: String, words: String)])], help: Localized? = nil
    ) -> String {
        var out = "<select\(HTMLMarkup.attributes([("id", name), ("name", name)] + descriptionAttributes(name, help)))>"
        for group in groups {
            if !group.name.isEmpty { out += "<optgroup\(HTMLMarkup.attributes([("label", group.name)]))>" }
            for option in group.options {
                let chosen = option.value == value ? " selected" : ""
                out += "<option\(HTMLMarkup.attributes([("value", option.value)]))\(chosen)>"
                out += "\(option.words.escapedForHTML)</option>"
            }
            if !group.name.isEmpty { out += "</optgroup>" }
        }
        return field(name, label, help, out + "</select>")
    }

    /// Returns a check box as HTML.
    func box(_ name: String, _ label: Localized, _ isTicked: Bool) -> String {
        let attributes = HTMLMarkup.attributes([("type", "checkbox"), ("id", name), ("name", name), ("value", "1")])
        let ticked = isTicked ? " checked" : ""
        let words = label[language].escapedForHTML
        return "<div class=\"campo\"><label><input\(attributes)\(ticked)> \(words)</label></div>\n"
    }

    /// Returns a file input as HTML; `received` is the name of a file that came with an earlier request.
    func file(_ name: String, _ label: Localized, accept: String, received: String?, help: Localized? = nil) -> String {
        let attributes =
            [("type", "file"), ("id", name), ("name", name), ("accept", accept)] + descriptionAttributes(name, help)
        let words = Localized(es: "Recibido: ", en: "Received: ")[language]
        let known = received.map { "<p>\(words)\(($0).escapedForHTML)</p>" }
        return field(name, label, help, (known ?? "") + "<input\(HTMLMarkup.attributes(attributes))>")
    }

    private func descriptionAttributes(_ name: String, _ help: Localized?) -> [(String, String)] {
        help == nil ? [] : [("aria-describedby", "ayuda-" + name)]
    }

    private func field(_ name: String, _ label: Localized, _ help: Localized?, _ control: String) -> String {
        let words = help.map { "<p class=\"ayuda\" id=\"ayuda-\(name)\">\(($0[language]).escapedForHTML)</p>" } ?? ""
        return "<div class=\"campo\"><label for=\"\(name)\">\(label[language].escapedForHTML)</label>\(words)"
            + "\(control)</div>\n"
    }
}
