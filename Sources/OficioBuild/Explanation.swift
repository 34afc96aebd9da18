import Diagnostics
import OficioModel
import OficioSite
import OficioSource

/// Explains why a build rendered a file again, or why it did not.
package struct Explanation: Sendable {
    /// The path of the explained file, relative to the output folder.
    package let path: String
    /// Whether the build rendered the file again, and whether the new bytes differ from the former ones.
    package internal(set) var (isMade, isWritten) = (false, false)
    /// The reasons why the file was rendered again, in words. They are never empty, and have no meaning if `isMade`
    /// is false.
    package let reasons: [Localized]

    /// Compares the dependencies of a file in the last build with their present state.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - isIntact: whether the file in the output folder is unmodified since the last build wrote it; `nil` if that
    ///     build did not write it.
    ///   - notes: the dependencies that the last build recorded.
    ///   - stamps: the fingerprints of this build.
    ///   - former: the fingerprints of the last build.
    init(
        _ file: PlannedFile, isIntact: Bool?, _ notes: FileNotes, _ stamps: SiteStamps?, _ former: EarlierStamps
    ) {
        path = file.path
        if file.fromOthers != nil || !file.tracksDependencies && file.fingerprint == nil {
            reasons = [ExplanationWords.always]
            return
        }
        let known: [UInt64]?
        if file.chunks == nil {
            known = file.tracksDependencies ? notes.traces[file.path]?.keys : []
        } else {
            known = notes.files[file.path].map { $0.chunks.flatMap { $0.trace?.keys ?? [] } }
        }
        guard let isIntact, let known, let stamps, !former.isEmpty else {
            reasons = [ExplanationWords.unknown]
            return
        }
        var reasons = isIntact ? [] : [ExplanationWords.touched]
        reasons += stamps.changedParts(since: former).map(ExplanationWords.sharedPart)
        let changed = stamps.changed(known, since: former)
        let (_, reads) = DependencyRecorder.recording(naming: true) { file.render() }
        // A dependency on the whole of a record covers its head and its name.
        reasons += changed.compactMap { key in
            DependencyKey.kind(of: key).map {
                ExplanationWords.dependency($0, stamps.subject(of: key, in: reads, former))
            }
        }
        self.reasons = reasons.isEmpty ? [ExplanationWords.arrangement] : reasons
    }
}

/// Describes dependencies in words.
private enum ExplanationWords {
    static let always = Localized(
        es: "este archivo se hace en cada generación, y solo se escribe si sale distinto",
        en: "this file is made in every build, and written only if it differs")
    static let unknown = Localized(
        es: "no hay apuntes de una generación anterior de este archivo",
        en: "there are no notes of an earlier build of this file")
    static let touched = Localized(
        es: "el archivo de la carpeta de salida: alguien lo cambió o lo borró",
        en: "the file in the output folder: somebody changed or deleted it")
    static let arrangement = Localized(
        es: "lo que reúne: qué entradas tiene, en qué orden o en qué grupos, o una versión publicada",
        en: "what it gathers: its entries, their order or groups, or a release")

    static func sharedPart(_ part: SiteStamps.SharedPart) -> Localized {
        switch part {
        case .program:
            Localized(
                es: "el programa, site.yaml, un tipo, un formato o una opción, de los que depende cada página",
                en: "the program, site.yaml, a type, a form or an option, on which every page depends")
        case .edition:
            Localized(es: "el día pasado que se muestra", en: "the past day that is shown")
        case .hidden:
            Localized(
                es: "qué documentos no ve el público, o cómo se llaman",
                en: "which documents the public does not see, or what they are called")
        case .theme: Localized(es: "el tema o sus mensajes", en: "the theme or its messages")
        case .forms: Localized(es: "qué formatos tienen página", en: "which forms have pages")
        case .navigation: Localized(es: "la navegación: qué listas hay", en: "the navigation: which lists there are")
        case .attachments: Localized(es: "qué adjuntos se publican", en: "which attachments are published")
        }
    }

    /// Returns the description of a dependency in words; `subject` is the title of a record or the name of a query;
    /// `nil` if the page no longer depends on it.
    static func dependency(_ kind: DependencyKey.Kind, _ subject: String?) -> Localized {
        guard let subject else {
            return Localized(
                es: "un nombre o una lista que la página ya no consulta",
                en: "a name or a list that the page does not ask for any more")
        }
        func words(_ es: String, _ en: String) -> Localized {
            Localized(es: es.replacing("*", with: subject), en: en.replacing("*", with: subject))
        }
        return switch kind {
        case .whole: words("el texto de *", "the text of *")
        case .head: words("la cabecera de *", "the front matter of *")
        case .name:
            words(
                "el título, el id, el formato, el archivo o la dirección de *",
                "the title, id, form, file or address of *")
        case .exactName, .foldedName:
            words("a qué documento lleva el nombre «*»", "which document the name “*” leads to")
        case .path: words("qué hay en «*»", "what lies at “*”")
        case .list: list(subject)
        case .post: words("si «*» es el nombre de un puesto", "whether “*” is the name of a post")
        case .access: words("qué partes de * son internas", "which parts of * are internal")
        case .passed: words("si ha pasado el día *", "whether the day * has passed")
        case .mentions: words("a qué documentos remite *", "which documents * refers to")
        case .mentionedBy: words("qué documentos remiten a *", "which documents refer to *")
        case .state: words("el estado de *", "the state of *")
        case .nextReview: words("la próxima revisión de *", "the next review of *")
        case .manual: words("a qué manual pertenece *", "the manual that * belongs to")
        case .publication: words("las versiones publicadas de *", "the releases of *")
        case .history: words("las versiones de * que ve el público", "the releases of * that the public sees")
        case .functions: words("las funciones de *", "the functions of *")
        case .requirements: words("las competencias que pide *", "the competencies that * requires")
        case .scale: words("los niveles de *", "the levels of *")
        case .unit: words("la unidad de *", "the unit of *")
        case .boss: words("a quién reporta *", "whom * reports to")
        case .reports: words("quién reporta a *", "who reports to *")
        case .technical: words("a quién supervisa técnicamente *", "whom * supervises technically")
        case .checklists: words("las listas de incorporación de *", "the onboarding checklists of *")
        case .members: words("los puestos de *", "the jobs of *")
        }
    }

    private static func list(_ name: String) -> Localized {
        switch name {
        case "records": Localized(es: "qué documentos hay, o su orden", en: "which documents there are, or their order")
        case "names": Localized(es: "los nombres de los documentos", en: "the names of the documents")
        case "paths": Localized(es: "qué archivos hay en content/", en: "which files content/ has")
        case "attachments": Localized(es: "qué adjuntos hay", en: "which attachments there are")
        case "posts": Localized(es: "cómo se llaman los puestos", en: "what the posts are called")
        case "jobs": Localized(es: "qué puestos hay, o su orden", en: "which jobs there are, or their order")
        case "bosses": Localized(es: "a qué puestos reporta alguien", en: "which jobs somebody reports to")
        case "public view": Localized(es: "lo que no ve el público", en: "what the public does not see")
        default:
            name.hasPrefix("type/")
                ? Localized(
                    es: "qué documentos hay del tipo «\(name.dropFirst(5))»",
                    en: "which documents of the type “\(name.dropFirst(5))” there are")
                : Localized(es: "qué documentos usan un formato", en: "which documents use a form")
        }
    }
}
