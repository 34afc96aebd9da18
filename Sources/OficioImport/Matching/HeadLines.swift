import OficioSource

/// Recognizes the lines at the head of a file that belong to the form or the institution.
enum HeadLines {
    /// Whether a line may be the title of the document: it has words and names neither a form nor an institution.
    static func mayBeTitle(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ").map(String.init)
        return !words.isEmpty && words.count <= 10 && !text.contains(":") && !text.contains(where: \.isNumber)
            && !text.hasSuffix(".") && text.contains(where: \.isLetter) && !isForm(text)
            && TypedLabel.length(in: text) == nil && !isPart(text)
    }

    /// Whether a line names the form, the institution or a part of it.
    static func isForm(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ").map(String.init)
        guard let first = words.first else { return false }
        return institutions.contains(first) || words.contains { forms.contains($0) }
    }

    /// Whether two cells side by side only head the labels and the values below them: *Campo*, *Valor*.
    static func headPairs(_ left: String, _ right: String) -> Bool {
        labelHeads.contains(left.folded) && valueHeads.contains(right.folded)
    }

    private static let labelHeads: Set<String> = [
        "campo", "dato", "datos", "concepto", "elemento", "item", "rubro", "atributo", "propiedad", "aspecto", "field",
        "property", "attribute", "key", "clave",
    ]
    private static let valueHeads: Set<String> = [
        "valor", "detalle", "descripcion", "contenido", "informacion", "respuesta", "dato", "value", "detail",
        "details",
        "description", "information",
    ]
    /// Whether a line is the title of a part of a form: *I. Identificación*, *Datos generales*.
    static func isPart(_ text: String) -> Bool {
        let title = TypedLabel.length(in: text).map { String(text.dropFirst($0)) } ?? text
        let words = title.folded.split(separator: " ").map(String.init)
        return words.count <= 5 && words.first.map { parts.contains($0) } == true
    }

    /// Words that begin the title of a part of a form, and of no document.
    private static let parts: Set<String> = ["identificacion", "datos", "generalidades", "identification"]

    private static let forms: Set<String> = [
        "perfil", "perfiles", "descriptor", "descripcion", "descriptivo", "ficha", "formato", "formulario", "manual",
        "anexo", "puesto", "puestos", "cargo", "cargos", "empleo", "empleos", "analisis", "form", "description",
        "profile", "job", "position", "cedula", "hoja", "logo", "logotipo", "escudo",
    ]
    private static let institutions: Set<String> = [
        "ministerio", "municipalidad", "alcaldia", "ayuntamiento", "instituto", "hospital", "gobierno", "universidad",
        "republica", "corporacion", "empresa", "banco", "caja", "superintendencia", "secretaria", "direccion",
        "gerencia", "departamento", "unidad", "ministry", "university", "city", "county", "agencia", "fondo",
        "servicio", "consejo", "comision", "tribunal", "contraloria", "procuraduria", "fiscalia", "intendencia",
    ]
}
