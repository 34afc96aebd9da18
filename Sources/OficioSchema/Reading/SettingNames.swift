import Diagnostics

/// The keys that a mapping of settings may have, in Spanish and English.
package struct SettingNames: Sendable {
    /// The canonical names of the keys, by the folded names that files use.
    private let canonical: [String: String]
    /// The Spanish names of the keys, in the order of declaration.
    package let spanish: [String]
    /// The English names of the keys, in the order of declaration.
    package let english: [String]

    /// Declares keys: each declaration lists names with `=` between them (`código=code`). The first is the Spanish one;
    /// the last is the English and the canonical one.
    fileprivate init(_ declarations: String...) {
        let keys = declarations.map { $0.split(separator: "=").map(String.init) }
        var canonical: [String: String] = [:]
        for names in keys { for name in names { canonical[name.folded] = names[names.count - 1] } }
        self.canonical = canonical
        spanish = keys.map { $0[0] }
        english = keys.map { $0[$0.count - 1] }
    }

    /// The canonical name of a key as written, nil for an unknown key.
    subscript(key: String) -> String? { canonical[key.folded] }

    /// Returns the finding about an unknown key: its message, and a label with the probable key or with all keys.
    func unknownKeyMessages(_ key: String) -> (message: Localized, label: Localized) {
        (
            Localized(es: "no hay ninguna clave «\(key)» aquí", en: "there is no key “\(key)” here"),
            Hint.suggest(key, spanish: spanish, english: english)
        )
    }
}

/// Declares the keys of every mapping of settings. A test misspells each key, so all keys are declared here.
package enum SettingKeys {
    /// The keys of `site.yaml`.
    package static let site = SettingNames(
        "institución=institution", "sigla=acronym", "lengua=idioma=language", "dirección web=base url", "tema=theme",
        "zona horaria=time zone", "nada que decir=not applicable", "reglas=rules", "cifras=figures", "acceso=access",
        "historial=history", "índice del historial=history index", "búsqueda=search", "identidad=identity",
        "sin conexión=offline", "ortografía=spelling", "lenguaje claro=plain language", "recursos=resources",
        "palabras=words", "separador csv=csv separator", "accesibilidad=accessibility",
        "direcciones=addresses")
    /// The keys of the file with the permissions of people, which is no part of a site.
    package static let permissions = SettingNames(
        "administradores=administrador=administrator=administrators", "personas=people")
    /// The keys of one person's permissions.
    package static let personPermissions = SettingNames(
        "persona=person", "nombre=name", "lee=leer=lectura=reads=read", "edita=editar=edits=edit",
        "publica=publicar=publishes=publish")
    static let accessibility = SettingNames(
        "contacto=contact", "fecha=date", "evaluación=evaluation", "niveles=levels")
    static let accessibilityLevel = SettingNames("nivel=level", "nota=note")
    static let figures = SettingNames("tiempo meta=time target")
    static let search = SettingNames("sinónimos=synonyms")
    static let resources = SettingNames("permitir=allow")
    static let offline = SettingNames("guardar=keep", "descargar=download")
    static let access = SettingNames("general", "personas=people")
    static let identity = SettingNames("logo", "color", "color oscuro=dark color", "letra=font", "pie=footer")
    static let history = SettingNames("clave pública=public key", "claves=keys", "sin publicar=unreleased")
    static let historyKey = SettingNames(
        "clave=key", "nombre=name", "desde=from", "hasta=until", "revocada=revoked")
    static let type = SettingNames(
        "tipo=type", "id", "extiende=extends", "nombre=name", "plural", "carpeta=folder", "controlado=controlled",
        "extra", "cuerpo=body", "campos=fields", "acceso=access",
        "otros nombres=spanish names", "other names=english names")
    static let fieldKind = SettingNames("filas=rows", "campos=fields", "tipo=type", "acceso=visibilidad=access")
    static let form = SettingNames(
        "tipo=type", "para=for", "id", "título=title", "control", "fechas=dates", "numeración=numbering",
        "encabezado=header", "pie=footer", "listas=lists", "secciones=sections", "cambios=changes",
        "reglas=rules", "papel=paper", "márgenes=margins", "copia controlada=controlled copy", "rótulos=labels",
        "páginas=pages", "empieza=starts", "página en blanco=blank page")
    static let formControl = SettingNames(
        "código=code", "versión=version", "emisión=issued", "proceso=process", "patrón de código=code pattern")
    static let running = SettingNames("izquierda=left", "centro=center", "derecha=right")
    static let stack = SettingNames("título=title", "campos=fields")
    static let code = SettingNames("rótulo=label", "vale=means")
    static let section = SettingNames(
        "título=title", "vista=view", "campo=field", "campos=fields", "columnas=columns", "listas=lists",
        "obligatorio=required", "repite=repeats", "vacío=empty", "marca=mark", "fin=end", "fechas=dates",
        "numeración=numbering", "texto=text", "secciones=sections", "papel=paper")

    /// The keys of every mapping, each with a name for the output of tests.
    package static let all: [(name: String, keys: SettingNames)] = [
        ("site", site), ("figures", figures), ("search", search), ("resources", resources), ("offline", offline),
        ("access", access), ("identity", identity), ("history", history), ("historyKey", historyKey), ("type", type),
        ("fieldKind", fieldKind), ("form", form), ("formControl", formControl), ("running", running), ("code", code),
        ("section", section), ("stack", stack),
        ("accessibility", accessibility), ("accessibilityLevel", accessibilityLevel),
    ]
}
