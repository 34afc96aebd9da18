extension StaffPhrase {
    /// Whether folded words only limit a text to the staff: *solo para el personal*, *exclusivo de jefaturas*,
    /// *employees only*.
    static func isLimit(_ words: [String]) -> Bool {
        (2...7).contains(words.count) && words.contains(where: onlyWords.contains)
            && words.contains(where: people.contains)
            && words.allSatisfy { onlyWords.contains($0) || people.contains($0) || linking.contains($0) }
    }

    /// Whether folded words limit what a noun for a text names to the staff: *contenido solo para el personal*. A
    /// material may be a thing, as gloves are.
    static func isLimitOfText(_ words: [String]) -> Bool {
        !words.contains("material") && isLimit(words.filter { !nouns.contains($0) })
    }

    /// Whether a text only names the staff, as the value of *Audiencia*: *personal interno*, *empleados*.
    static func namesStaff(_ text: String) -> Bool {
        let words = text.folded.split(separator: " ").map(String.init)
        return (1...7).contains(words.count) && words.contains { people.contains($0) || interno.contains($0) }
            && words.allSatisfy {
                onlyWords.contains($0) || people.contains($0) || linking.contains($0) || interno.contains($0)
            }
    }

    /// Whether a label addresses the staff: *Para el personal*, *Nota para el personal de caja*, *Solo personal
    /// autorizado de bóveda*.
    static func isForStaff(_ label: String) -> Bool {
        let words = label.folded.split(separator: " ").map(String.init)
        guard let first = words.first, words.count < 9 else { return false }
        let isMessage = messages.contains(first) || isRemark(first)
        let address = isMessage ? Array(words.dropFirst()) : words
        if !isMessage, onlyWords.contains(first) { return isLimit(withoutUnit(address)) }
        let people = isMessage ? withoutUnit(address) : address
        guard let start = people.first, ["para", "for", "al", "a", "to"].contains(start),
            isMessage || start == "para" || start == "for"
        else { return false }
        return people.contains { isMessage ? Self.people.contains($0) : everybody.contains($0) }
            && people.allSatisfy { Self.people.contains($0) || linking.contains($0) }
    }

    /// Whether a label addresses outsiders: *Para los clientes*.
    static func isForCustomers(_ label: String) -> Bool {
        let words = label.folded.split(separator: " ").map(String.init)
        guard let first = words.first, let last = words.last, first == "para" || first == "for" else { return false }
        return words.count < 5 && outsiders.contains(last) && words.dropLast().allSatisfy(linking.contains)
    }

    /// Whether a value limits access to the staff: *restringido al personal*, *limited to employees*.
    static func isLimitedToStaff(_ value: String) -> Bool {
        let words = value.folded.split(separator: " ").map(String.init)
        guard let first = words.first, words.count < 9 else { return false }
        return (adjectives.contains(first) || interno.contains(first) || limited.contains(first))
            && namesStaff(withoutUnit(Array(words.dropFirst())).joined(separator: " "))
    }

    /// Whether a text says with an adjective that a text is for the staff: *restringido al personal de caja*,
    /// *información reservada al personal*, *uso exclusivo de la gerencia*. In *información confidencial del
    /// personal*, the information is about the staff.
    static func isReserved(_ text: String) -> Bool {
        let bare = text.withoutFinalStop
        guard bare.utf8.count < 2 * longestPhrase, !bare.contains(where: { ":;.".contains($0) }) else { return false }
        let words = bare.foldedWords
        guard (2...9).contains(words.count) else { return false }
        let front = words.prefix { nouns.contains($0) || leading.contains($0) }
        guard words.indices.contains(front.count), !front.contains("material") else { return false }
        let word = words[front.count]
        let people = withoutUnit(Array(words.dropFirst(front.count + 1)))
        guard let link = people.first, links.contains(link) || onlyWords.contains(link) else { return false }
        let isUse = front.contains(where: uses.contains)
        let mayBelong = !["de", "del", "of"].contains(link) || isUse || limited.contains(word)
        guard mayBelong, adjectives.contains(word) || interno.contains(word) || limited.contains(word) else {
            return false
        }
        let joined = people.joined(separator: " ")
        if namesStaff(joined) { return people.contains(where: Self.people.contains) }
        return isUse && people.contains(where: units.contains)
            && people.allSatisfy { units.contains($0) || linking.contains($0) }
    }

    /// Whether folded words begin with a noun for places or papers that may be reserved: *acceso restringido al
    /// personal*, *documentos reservados al personal*.
    static func beginsWithThing(_ words: [String]) -> Bool {
        words.first.map { ["acceso", "access", "personal", "staff", "datos", "documentos"].contains($0) } ?? false
    }

    /// Whether words let some people do something, as a sign on a door does: *Solo personal autorizado*.
    static func namesPermission(_ words: String) -> Bool {
        words.folded.split(separator: " ").contains { permitted.contains(String($0)) }
    }

    /// Returns words about people without the unit that they belong to: *personal de caja*.
    private static func withoutUnit(_ words: [String]) -> [String] {
        guard let last = words.lastIndex(where: { people.contains($0) || permitted.contains($0) }),
            words.count - last < 6, words.indices.contains(last + 1),
            ofUnit.contains(words[last + 1])
        else { return words }
        return Array(words[...last])
    }

    static let limited: Set<String> = ["limitado", "limitada", "limited", "exclusivo", "exclusiva"]
    /// Folded words that may stand in front of such an adjective or its noun.
    private static let leading: Set<String> = [
        "de", "del", "para", "the", "for", "solo", "solamente", "unicamente", "only",
    ]
    /// Folded words between such an adjective and the people.
    private static let links: Set<String> = ["a", "al", "para", "de", "del", "to", "for", "of", "by"]
    /// Folded nouns for what readers do with a text.
    static let uses: Set<String> = [
        "uso", "use", "circulacion", "circulation", "difusion", "distribucion", "lectura",
    ]
    /// Folded nouns for the whole institution or the part that directs it.
    static let units: Set<String> = [
        "gerencia", "direccion", "administracion", "jefatura", "institucion", "empresa", "entidad", "organizacion",
        "oficina", "unidad", "departamento", "alcaldia", "municipalidad", "ministerio", "banco", "cooperativa",
        "area", "equipo", "seccion", "sucursal", "agencia", "caja", "cajas", "tesoreria", "boveda", "contabilidad",
        "auditoria", "archivo", "compras", "planillas", "finanzas", "sistemas", "informatica", "operaciones",
        "recursos", "humanos", "rrhh", "juridico", "cobros", "ventas", "creditos", "logistica", "mantenimiento",
        "cash", "desk", "treasury", "vault", "accounting", "finance", "hr", "branch", "office", "department", "unit",
        "management", "institution", "company", "organization", "organisation",
    ]
    /// Folded words between people and their unit.
    static let ofUnit: Set<String> = ["de", "del", "of", "in"]
    /// Folded words that let people do something.
    static let permitted: Set<String> = [
        "autorizado", "autorizados", "autorizadas", "authorized", "authorised",
    ]
    /// Nouns, besides those for remarks, for a text that is addressed to somebody.
    static let messages: Set<String> = [
        "aviso", "recordatorio", "mensaje", "advertencia", "notice", "reminder", "message", "dirigido", "dirigida",
    ]
    /// Words that address the whole staff, and not a person whom a step names: *Para el jefe*.
    private static let everybody: Set<String> = [
        "personal", "staff", "personnel", "empleados", "funcionarios", "trabajadores", "colaboradores", "employees",
    ]
    /// Folded words for people outside of the institution.
    static let outsiders: Set<String> = [
        "cliente", "clientes", "usuario", "usuarios", "ciudadano", "ciudadanos", "ciudadania", "visitante",
        "visitantes", "proveedores", "contribuyentes", "pacientes", "alumnos", "customers", "users", "visitors",
        "citizens", "suppliers",
    ]
    /// Folded words that limit a text to some readers.
    static let onlyWords: Set<String> = [
        "solo", "solamente", "unicamente", "exclusivo", "exclusiva", "exclusivamente", "only", "exclusively",
    ]
    /// Folded words for the people who work in the institution.
    static let people: Set<String> = [
        "personal", "staff", "personnel", "empleado", "empleados", "empleadas", "funcionario", "funcionarios",
        "funcionarias", "jefe", "jefes", "jefas", "jefaturas", "trabajadores", "colaboradores", "directivos",
        "employees", "managers",
    ]
    /// Folded words between those for limits and for people.
    static let linking: Set<String> = permitted.union([
        "a", "al", "de", "del", "el", "los", "las", "la", "para", "uso", "por", "lo", "ve", "ven", "lee", "leen", "y",
        "for", "the", "use", "of", "by", "and", "nuestro", "our", "to",
    ])
}
