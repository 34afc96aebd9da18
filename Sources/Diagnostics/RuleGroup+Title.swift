extension RuleGroup {
    /// The heading of the group.
    package var title: Localized {
        switch self {
        case .form: Localized(es: "Forma y campos", en: "Form and fields")
        case .identity: Localized(es: "Identidad y control", en: "Identity and control")
        case .functions: Localized(es: "Funciones", en: "Functions")
        case .competencies: Localized(es: "Competencias y perfil", en: "Competencies and profile")
        case .procedures: Localized(es: "Procedimientos y estándares", en: "Procedures and standards")
        case .language: Localized(es: "Lengua", en: "Language")
        case .plainLanguage: Localized(es: "Lenguaje claro", en: "Plain language")
        case .history: Localized(es: "Historial", en: "History")
        case .relations: Localized(es: "Relaciones", en: "Relations")
        case .theme: Localized(es: "Tema", en: "Theme")
        case .site: Localized(es: "Sitio", en: "Site")
        }
    }
}
