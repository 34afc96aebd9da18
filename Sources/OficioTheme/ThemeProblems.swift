import Diagnostics
import OficioSource

extension Theme {
    /// Returns the findings about the site's theme: templates, `theme.yaml`, messages, and links that lead outside the
    /// themes.
    ///
    /// - Parameters:
    ///   - first: the `FileID` index of the first path; the others follow in order.
    ///   - more: other findings about a file of settings or messages.
    ///   - inText: other findings about the bytes of a template, a style, a script or another text.
    /// - Returns: the paths of the files with findings, relative to the site, and the findings.
    package func findings(
        from first: Int, and more: (SourceDocument) -> [Diagnostic] = { _ in [] },
        inText: (_ bytes: [UInt8], _ file: FileID) -> [Diagnostic] = { _, _ in [] }
    ) -> (paths: [String], diagnostics: [Diagnostic]) {
        var (paths, diagnostics) = templateFindings(from: first)
        let manifests = ["theme.yaml"] + files.paths(under: "messages/").filter { $0.hasSuffix(".yaml") }
        for path in manifests {
            guard let bytes = files.siteFile(path) else { continue }
            let files = files
            let document = SourceDocument(bytes, file: FileID(first + paths.count), path: path)
            var found = document.diagnostics + more(document)
            for case .scalar(let scalar) in document.entries.map(\.value) {
                found += [scalar.cutFinding()].compactMap(\.self)
            }
            if path == "theme.yaml" {
                var manifest = ThemeManifest { files.bytes($0) != nil }
                manifest.read(document)
                found += manifest.diagnostics
            }
            guard !found.isEmpty else { continue }
            paths.append(files.sitePath(path))
            diagnostics += found
        }
        for path in files.paths(under: "") where Self.texts.contains(where: path.hasSuffix) {
            guard let bytes = files.siteFile(path) else { continue }
            let found = inText(bytes, FileID(first + paths.count))
            if found.isEmpty { continue }
            paths.append(files.sitePath(path))
            diagnostics += found
        }
        for path in files.foreign {
            let message = Localized(
                es: "«\(path)» es un enlace que sale de los temas del sitio",
                en: "“\(path)” is a link that leaves the site's themes")
            diagnostics.append(Diagnostic(.invalidTheme, at: .start(of: FileID(first + paths.count)), message))
            paths.append(files.sitePath(path))
        }
        for (path, problem) in files.unportable {
            let message = Localized(
                es: "el nombre de «\(path.visibleName)» no es válido en todos los equipos: \(problem.words.spanish)",
                en: "the name of “\(path.visibleName)” is not valid on every system: \(problem.words.english)")
            let rule = problem == .long ? Rule.limitExceeded : .unportableName
            diagnostics.append(Diagnostic(rule, at: .start(of: FileID(first + paths.count)), message))
            paths.append(path)
        }
        for path in unusedFiles {
            let key = path.hasPrefix("styles/") ? "styles" : "scripts"
            var found = Diagnostic(
                .invalidTheme, at: .start(of: FileID(first + paths.count)),
                Localized(
                    es: "ninguna página lleva «\(path)»: «\(key):» de «theme.yaml» no lo nombra",
                    en: "no page has “\(path)”: “\(key):” of “theme.yaml” does not name it"))
            found.severity = .warning
            diagnostics.append(found)
            paths.append(files.sitePath(path))
        }
        let engine = "scripts/" + Theme.searchEngine
        if files.siteFile(engine) != nil {
            let message = Localized(
                es: """
                    «\(engine)» no se publica: el buscador es del programa, para que la página y «oficio search» \
                    respondan lo mismo; borre el archivo
                    """,
                en: """
                    “\(engine)” is not published: the search engine is the program's, so that the page and “oficio \
                    search” answer alike; delete the file
                    """
            )
            diagnostics.append(Diagnostic(.invalidTheme, at: .start(of: FileID(first + paths.count)), message))
            paths.append(files.sitePath(engine))
        }
        return (paths, diagnostics + settingFindings + [nameProblem].compactMap(\.self))
    }

    private static let texts = [".mustache", ".css", ".js", ".svg", ".html", ".txt", ".json", ".xml", ".md"]

    private func templateFindings(from first: Int) -> (paths: [String], diagnostics: [Diagnostic]) {
        let names = overrides.keys.sorted()
        let files = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, FileID(first + $0)) })
        // The built-in templates use every name that the program defines.
        let linked = templates.problems(knownNames: knownNames, messages: Set(messages.keys))
        let diagnostics = (problems + linked + templates.endlessRecursions() + endlessTemplates).compactMap {
            problem -> Diagnostic? in
            guard let file = files[problem.template] else { return nil }
            let span = Span(file: file, start: problem.range.lowerBound, end: problem.range.upperBound)
            return Diagnostic(problem.rule, at: span, problem.message)
        }
        return (names.map { overrides[$0] ?? $0 }, diagnostics)
    }
}

extension TemplateProblem {
    fileprivate var rule: Rule {
        switch kind {
        case .missingPartial, .unknownVariable: .unknownTemplateName
        case .unclosedTag, .unclosedSection, .nestedTooDeep, .mismatchedClosing, .badDelimiter, .recursionTooDeep,
            .tooManyParts, .invalidUTF8:
            .invalidTemplate
        }
    }

    fileprivate var message: Localized {
        switch kind {
        case .unclosedTag: Localized(es: "la etiqueta no se cierra con «}}»", en: "the tag is not closed with “}}”")
        case .unclosedSection:
            Localized(
                es: "la sección «\(name)» no se cierra con «{{/\(name)}}»",
                en: "the section “\(name)” is not closed with “{{/\(name)}}”")
        case .mismatchedClosing:
            Localized(
                es: "«{{/\(name)}}» cierra una sección que no está abierta",
                en: "“{{/\(name)}}” closes a section that is not open")
        case .nestedTooDeep:
            Localized(
                es: "las secciones están anidadas a más de \(Renderer.deepest) niveles",
                en: "the sections are nested more than \(Renderer.deepest) levels deep")
        case .missingPartial:
            Localized(es: "no hay ninguna plantilla parcial «\(name)»", en: "there is no partial “\(name)”")
        case .unknownVariable:
            Localized(es: "el programa no da ningún dato «\(name)»", en: "the program gives no “\(name)”")
        case .badDelimiter:
            Localized(
                es: "los delimitadores nuevos se escriben «{{=<% %>=}}»", en: "new delimiters are written “{{=<% %>=}}”"
            )
        case .recursionTooDeep:
            Localized(
                es: "la plantilla parcial «\(name)» se llama a sí misma sin fin, sola o a través de otras",
                en: "the partial “\(name)” calls itself without end, alone or through others")
        case .tooManyParts:
            Localized(
                es: "«\(name)» se repite más de \(Renderer.mostBodies) veces en una página",
                en: "“\(name)” repeats more than \(Renderer.mostBodies) times in a page")
        case .invalidUTF8: Localized(es: "la plantilla no está en UTF-8", en: "the template is not UTF-8")
        }
    }
}

extension Rule {
    /// Reports an unusable entry of `theme.yaml`.
    package static let invalidTheme = Rule(
        "tema-invalido", .theme, .error,
        what: Localized(
            es: "«theme.yaml» nombra un archivo que no está en el tema o una clave que nada lee.",
            en: "“theme.yaml” names a file that is not in the theme or a key that nothing reads."),
        why: Localized(
            es: """
                Las páginas saldrían sin su estilo o sin lo que hace un guion, y un nombre que sale de la carpeta \
                publicaría un archivo ajeno.
                """,
            en: """
                Pages would come out without their style or what a script does, and a name that leaves the folder \
                would publish a stranger's file.
                """
        ),
        fires: """
            === content/site.yaml
            institución: Archivo Municipal
            tema: propio
            === themes/propio/theme.yaml
            scripts: [site.js, ../../content/site.yaml]
            """,
        passes: """
            === content/site.yaml
            institución: Archivo Municipal
            tema: propio
            === themes/propio/theme.yaml
            scripts: [site.js, search.js, turnos.js]
            === themes/propio/scripts/turnos.js
            'use strict';
            """)

    /// Reports malformed or endless templates.
    package static let invalidTemplate = Rule(
        "plantilla-invalida", .theme, .error,
        what: Localized(
            es: "Una plantilla del tema tiene una etiqueta mal cerrada o delimitadores que no se entienden.",
            en: "A template of the theme has a badly closed tag or delimiters that cannot be read."),
        why: Localized(
            es: "La página saldría sin lo que sigue a la etiqueta.",
            en: "The page would come out without what follows the tag."),
        fires: """
            === content/site.yaml
            institución: Archivo Municipal
            === themes/institucional/partials/page/skip-link.mustache
            <a href="#contenido">{{messages.skipToContent</a>
            """,
        passes: """
            === content/site.yaml
            institución: Archivo Municipal
            === themes/institucional/partials/page/skip-link.mustache
            <a href="#contenido">{{messages.skipToContent}}</a>
            """)

    /// Reports unknown variables, messages and partials in templates.
    package static let unknownTemplateName = Rule(
        "nombre-desconocido-en-plantilla", .theme, .warning,
        what: Localized(
            es: "Una plantilla usa un dato o una plantilla parcial que no existe.",
            en: "A template uses a value or a partial that does not exist."),
        why: Localized(
            es: "En su lugar no saldrá nada. Los datos que hay están en «themes/README.md».",
            en: "Nothing will stand in its place. The values that exist are in “themes/README.md”."),
        fires: """
            === content/site.yaml
            institución: Archivo Municipal
            === themes/institucional/partials/page/skip-link.mustache
            <a href="#contenido">{{mensaje}}</a>
            """,
        passes: """
            === content/site.yaml
            institución: Archivo Municipal
            === themes/institucional/partials/page/skip-link.mustache
            <a href="#contenido">{{messages.skipToContent}}</a>
            """)
}
