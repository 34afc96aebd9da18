import OficioSource

/// Recognizes the headings over the steps of a procedure.
enum ProseSteps {
    /// Whether a heading announces the steps: *Descripción del procedimiento*, *Desarrollo*.
    static func isHeading(_ text: String) -> Bool { headings.contains(text.folded) }

    private static let headings: Set<String> = [
        "procedimiento", "pasos", "desarrollo", "actividades", "descripcion de actividades", "metodologia",
        "descripcion de las actividades", "descripcion del procedimiento", "desarrollo del procedimiento",
        "desarrollo de actividades", "descripcion del proceso", "descripcion de procedimiento", "procedure", "steps",
        "descripcion", "desarrollo de las actividades",
    ]
}
