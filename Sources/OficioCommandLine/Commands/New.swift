import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioSchema
import OficioSource

extension Option {
    static let starterForm = Option(
        name: "form",
        value: Localized(
            es: StarterForm.allCases.map { $0.names.spanish }.joined(separator: "|"),
            en: StarterForm.allCases.map { $0.names.english }.joined(separator: "|")),
        help: Localized(
            es: """
                formato de los puestos: sencillo, por frecuencia, matriz de tareas, por apartados; «vacío», sin \
                ejemplos
                """,
            en: "form of the jobs: simple, by frequency, matrix of tasks, by chapters; “blank”, without examples"))
}

/// The forms of jobs among which a new site can choose.
enum StarterForm: String, CaseIterable {
    case simple, frequency, tasks, isss, blank

    /// The names of the form that the command line accepts, by language.
    var names: Localized {
        switch self {
        case .simple: Localized(same: "simple")
        case .frequency: Localized(es: "frecuencia", en: "frequency")
        case .tasks: Localized(es: "tareas", en: "tasks")
        case .isss: Localized(same: "isss")
        case .blank: Localized(es: "vacío", en: "blank")
        }
    }

    init?(named word: String) {
        let folded = word.folded
        let form =
            Self.allCases.first { $0.names.spanish.folded == folded || $0.names.english == folded }
            ?? Self.words.first { $0.words.contains(folded) }?.form
        guard let form else { return nil }
        self = form
    }

    /// The words of the help text that users type instead of a form's name.
    private static let words: [(form: StarterForm, words: Set<String>)] = [
        (.simple, ["sencillo", "sencilla"]), (.frequency, ["por frecuencia", "frecuencias", "by frequency"]),
        (.tasks, ["matriz", "matriz de tareas", "matrix", "matrix of tasks"]),
        (.isss, ["por apartados", "apartados", "by chapters", "chapters"]),
        (.blank, ["vacia", "en blanco", "blanco", "empty"]),
    ]
}

extension Command {
    static let new = Command(
        name: "new", words: Localized(es: "CARPETA", en: "FOLDER"),
        summary: Localized(
            es: "crea un sitio de muestra, comentado, en una carpeta nueva",
            en: "makes a commented starter site in a new folder"), options: [.starterForm]
    ) { call in
        guard let name = call.arguments.words.first, call.arguments.words.count == 1 else {
            throw UsageError(message: Localized(es: "se escribe «oficio new CARPETA»", en: "write “oficio new FOLDER”"))
        }
        let folder = call.absolute(name)
        var present: [String] = []
        if let status = Files.status(folder) {
            if status.kind == .folder { present = try Files.names(in: folder) }
            if let first = status.kind == .folder ? present.first(where: { !isOfRepository($0) }) : "" {
                let named = first.isEmpty ? "" : " («\(first.visibleName)»)"
                throw UsageError(
                    message: Localized(
                        es: "«\(folder)» ya existe y no está vacía\(named)",
                        en: "“\(folder)” exists and is not empty\(first.isEmpty ? "" : " (“\(first.visibleName)”)")"))
            }
        }
        let files = StarterSite(call.language, try call.starterForm())
            .files.filter { !present.contains($0.path.prefix { $0 != "/" }.description) }
        for file in files where !file.path.hasPrefix("content/") {
            try AtomicFile.create(folder + "/" + file.path, with: file.bytes)
        }
        try SourceTransaction(root: folder).write(
            files.filter { $0.path.hasPrefix("content/") }.map { SourceChange($0.path, before: nil, after: $0.bytes) })
        let words = Localized(
            es: "Sitio creado en \(folder). Ahora: oficio build --site \(name)",
            en: "Site made in \(folder). Next: oficio build --site \(name)")
        call.console.out(words[call.language] + "\n")
        let kept = present.filter { $0 != ".git" }.sorted()
        if !kept.isEmpty {
            let names = kept.map { "«\($0.visibleName)»" }.joined(separator: ", ")
            let english = kept.map { "“\($0.visibleName)”" }.joined(separator: ", ")
            let note = Localized(
                es: "Ya estaba, y queda como estaba: \(names)", en: "It was there, and stays as it was: \(english)")
            call.console.out(note[call.language] + "\n")
        }
        return .done
    }

    /// Whether a name in the folder of a new site is one that a repository or a file manager puts there. Such a file
    /// stays as it is.
    private static func isOfRepository(_ name: String) -> Bool {
        if name.hasPrefix(".") || ["Thumbs.db", "desktop.ini"].contains(name) { return true }
        let stem = String(name.prefix { $0 != "." }).folded
        return ["readme", "leeme", "license", "licence", "licencia", "copying", "contributing"].contains(stem)
    }
}

extension Invocation {
    fileprivate func starterForm() throws -> StarterForm {
        guard let word = arguments.values["form"] else { return .frequency }
        guard let form = StarterForm(named: word) else {
            let known = StarterForm.allCases.map(\.names)
            let spanish = known.map(\.spanish).joined(separator: ", ")
            let english = known.map(\.english).joined(separator: ", ")
            throw UsageError(
                message: Localized(es: "«--form» admite: \(spanish)", en: "“--form” takes: \(english)"))
        }
        return form
    }
}

/// The files of a new site in one language, with a form for its jobs.
struct StarterSite {
    let files: [(path: String, bytes: [UInt8])]

    init(_ language: Language, _ form: StarterForm) {
        let tag = language == .spanish ? "es" : "en"
        let root = "starter/site/\(tag)/"
        var files = BuiltInFiles.paths(under: root).map { path in
            (path: String(path.dropFirst(root.count)), bytes: BuiltInFiles.bytes(path) ?? [])
        }
        if form == .blank {
            files.removeAll { $0.path.hasPrefix("content/") && $0.path != SiteSettings.path }
        } else {
            let bytes = BuiltInFiles.bytes("starter/forms/\(tag)/\(form.rawValue).yaml") ?? []
            let path = Localized(es: "content/formatos/ficha.yaml", en: "content/forms/sheet.yaml")[language]
            files.append((path, bytes))
        }
        self.files = files
    }
}
