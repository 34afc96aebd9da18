import OficioSource

/// The kinds of fields by the personal data that their values may hold.
enum PersonField: Sendable {
    case isNobody
    /// The field refers to a person or a post: *responsable*, *elaboró*. A value that matches no post of the site may
    /// be a person's name.
    case mayName
    /// The value is personal data: *nombre*, *apellidos*, *cédula*, *correo*.
    case isPerson

    /// Classifies a field that a site declares by its name; nil if the name does not refer to people.
    init?(named name: String) {
        let words = name.folded.split { !$0.isLetter }.map(String.init)
        let significant = words.filter { !Self.articles.contains($0) }
        let named = significant.first ?? ""
        let isPair = Self.ownPairs.contains(significant.prefix(2).joined(separator: " "))
        let isOwn =
            isPair || Self.own.contains(named) || Self.own.contains(words.prefix(2).joined(separator: " "))
        let isTitle = Self.titles.contains(named) || words.contains(where: Self.words.contains)
        let rest = isPair ? Array(significant.dropFirst(2)) : words
        if isOwn, rest.allSatisfy({ Self.own.contains($0) || Self.completing.contains($0) }) {
            self = .isPerson
        } else if isOwn, isTitle || words.contains(where: Self.titles.contains) {
            // A column like «nombre del titular» holds the name itself.
            self = .isPerson
        } else if isTitle || words.last == "por" || words.last == "by"
            || Self.verbs.contains(words.joined(separator: " "))
        {
            self = .mayName
        } else {
            return nil
        }
    }

    /// Whether one of the names of a built-in field refers to a person.
    static func refersToPeople(_ names: [String]) -> Bool {
        names.contains { $0.folded.split(separator: " ").contains { words.contains(String($0)) } }
    }

    private static let articles: Set<String> = ["a", "al", "el", "la", "los", "las", "the", "to", "de", "del", "of"]
    /// Folded beginnings of names of fields that hold personal data.
    private static let own: Set<String> = [
        "nombre", "nombres", "apellido", "apellidos", "name", "names", "surname", "surnames", "first name", "last name",
        "full name", "correo", "correos", "email", "emails", "e mail", "mail", "telefono", "telefonos", "tel", "phone",
        "phones", "telephone", "celular", "celulares", "movil", "moviles", "mobile", "cell", "whatsapp", "cedula",
        "dni", "nif", "nie", "curp", "rfc", "rut", "cuil", "cuit", "pasaporte", "passport", "documento de", "dpi",
        "dui", "nit", "run", "rne", "rtn", "nss", "ssn", "carne", "carnet", "domicilio", "domicilios", "edad", "edades",
        "age", "sexo", "sex", "genero", "gender", "nacionalidad", "nationality", "nacimiento", "birthday", "birthdate",
        "iban", "clabe", "cbu", "etnia", "religion", "discapacidad", "padecimientos", "alergias",
    ]
    /// Pairs of folded words, without articles, that name a person's own data.
    private static let ownPairs: Set<String> = [
        "licencia conducir", "licencia manejo", "licencia conduccion", "licencia conductor", "driving licence",
        "driving license", "driver licence", "driver license", "drivers license", "drivers licence",
        "direccion particular", "direccion personal", "direccion domiciliaria", "direccion domicilio",
        "direccion residencia", "lugar residencia", "home address", "cuenta bancaria", "cuentas bancarias",
        "numero cuenta", "cuenta banco", "bank account", "account number", "tarjeta bancaria", "fecha nacimiento",
        "lugar nacimiento", "date birth", "birth date", "place birth", "estado civil", "marital status",
        "grupo sanguineo", "tipo sangre", "tipo sanguineo", "blood type", "blood group", "seguro social",
        "seguridad social", "social security", "numero afiliacion", "numero identidad", "numero identificacion",
        "tarjeta identidad", "credencial elector", "identity card", "contacto emergencia", "emergency contact",
    ]
    /// Words that may accompany a name in `own`: «nombre y apellidos», «correo electrónico personal», «documento de
    /// identidad».
    private static let completing: Set<String> = [
        "y", "and", "o", "or", "completo", "completos", "completa", "propio", "de", "del", "la", "the", "pila",
        "electronico", "electronicos", "personal", "personales", "particular", "directo", "fijo", "number", "numero",
        "address", "ciudadania", "persona", "primer", "segundo", "first", "last", "full", "middle", "legal", "civil",
        "family", "given", "documento", "preferido", "identidad", "identificacion", "identity", "e",
    ]
    /// Folded words in the names of fields for the person who signs, prepares or answers for something.
    private static let words: Set<String> = [
        "responsable", "responsables", "owner", "owners", "dueno", "duena", "autor", "autora", "autores", "author",
        "authors", "elaboro", "elabora", "elaborado", "elaborada", "reviso", "revisa", "revisado", "revisada", "aprobo",
        "aprueba", "aprobado", "aprobada", "autorizo", "autoriza", "autorizado", "autorizada", "firma", "firmas",
        "firmo", "firmante", "firmantes", "contacto", "contact", "titular", "titulares", "encargado", "encargada",
        "ocupante", "incumbent", "prepared", "reviewed", "approved", "authorised", "authorized", "signed", "persona",
        "person", "empleado", "empleada", "employee", "funcionario", "funcionaria", "actor",
    ]
    /// Folded words for further roles of people, which appear only in types that a site declares.
    private static let titles: Set<String> = [
        "ocupantes", "contactos", "contacts", "personas", "people", "empleados", "employees", "funcionarios",
        "encargados", "jefe", "jefa", "jefes", "director", "directora", "subdirector", "subdirectora", "alcalde",
        "alcaldesa", "secretario", "secretaria", "supervisor", "supervisora", "coordinador", "coordinadora",
        "administrador", "administradora", "gerente", "reemplazo", "suplente", "suplentes", "interino", "interina",
        "designado", "designada", "delegado", "delegada", "delegados", "custodio", "vocal",
        "vocales", "presidente", "presidenta", "tesorero", "tesorera", "miembro", "miembros", "integrante",
        "integrantes", "asistente", "asistentes", "participante", "participantes", "testigo", "testigos", "notario",
        "notaria", "usuario", "usuaria", "trabajador", "trabajadora", "trabajadores", "servidor", "servidora",
        "servidores", "colaborador", "colaboradora", "colaboradores", "solicitante", "beneficiario", "beneficiaria",
        "ciudadano", "ciudadana", "elaborador", "elaboradora", "revisor", "revisora", "revisores", "aprobador",
        "aprobadora", "redactor", "redactora", "compilador", "fotografo", "fotografa", "editor", "editora",
        "quien", "quienes", "who", "entrevistado", "entrevistada", "entrevistador", "entrevistadora", "evaluador",
        "evaluadora", "evaluado", "evaluada", "capacitador", "capacitadora", "instructor", "instructora", "tutor",
        "tutora", "mentor", "mentora", "analista", "auditor", "auditora", "auditores", "nombrado", "nombrada", "holder",
        "staff", "signatory", "signatories",
        "signature", "signatures", "witness", "witnesses", "reviewer", "reviewers", "approver", "approvers", "writer",
        "manager", "supervisors", "attendee", "attendees", "member", "members", "participant", "participants", "chair",
        "deputy", "substitute", "head", "editors", "user", "worker", "signer",
    ]
    /// Whole names of fields for the person who did something; as part of a longer name they mean something else.
    private static let verbs: Set<String> = [
        "recibe", "recibio", "entrega", "entrego", "conforme", "certifica", "certifico", "ratifica", "ratifico",
        "valida", "valido", "verifica", "verifico", "prepara", "preparo", "visto bueno", "vo bo", "a cargo de",
    ]
}
