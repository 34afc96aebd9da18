/// The words that Oficio's own themes print around the fields of a document, in Spanish and English, by folded text.
enum PrintedWords {
    /// The headings of fields on published pages that differ from the names of the fields, with the field of each.
    static let sections: [String: String] = [
        "para quien": "audience", "for whom": "audience", "plazo": "response-time", "time limit": "response-time",
        "que pedir": "requirements", "what to ask for": "requirements", "cuando se usa": "when-to-use",
        "when to use": "when-to-use",
    ]

    /// The headings over the control block.
    static let control: Set<String> = ["control del documento", "document control"]

    /// The headings over the lines to sign.
    static let receipt: Set<String> = ["acuse de recibo", "acknowledgement of receipt"]

    /// The headings over links of the site in the page of a checklist.
    static let links: Set<String> = ["elegir el puesto", "choose the job"]

    /// The labels of the control block, with their fields.
    static let facts: [String: String] = [
        "codigo": "code", "code": "code", "version": "version", "vigente desde": "effective",
        "in force since": "effective", "creacion": "created", "created": "created", "responsable": "owner",
        "owner": "owner", "unidad": "unit", "unit": "unit", "proxima revision": "review-every",
        "next review": "review-every", "autoriza": "authorised-by", "authorised by": "authorised-by",
        "revisa": "reviewed-by", "reviewed by": "reviewed-by", "nombres anteriores": "former-names",
        "former names": "former-names", "acceso": "access", "access": "access",
    ]

    /// The labels of facts in the control block that the site itself adds.
    static let siteFacts: Set<String> = [
        "formato", "form", "manual", "estado", "state", "pdf", "acuse de recibo", "acknowledgement of receipt",
        "versiones", "versions", "huella", "fingerprint", "original", "cambios", "changes", "acto", "act", "anotada",
        "recorded",
    ]

    /// Whether a text is a label of the control block.
    static func isFact(_ text: String) -> Bool { facts[text.folded] != nil || siteFacts.contains(text.folded) }

    /// The states that stand in the line below the title.
    static let states: Set<String> = [
        "vigente", "borrador", "en revision", "sustituida", "derogada", "por vencer", "revision por vencer",
        "revision vencida", "externo", "por entrar en vigor", "sin efecto", "in force", "draft", "under review",
        "replaced", "withdrawn", "expiring", "expiring soon", "review due soon", "review overdue", "external",
        "coming into force", "annulled",
    ]

    /// The beginnings of notices about the state of a document.
    static let notices = [
        "este documento es un borrador", "este documento esta en revision", "esta version fue sustituida",
        "este documento fue derogado", "la fecha de revision de este documento", "esta version todavia no rige",
        "una version nueva entra en vigor", "este documento se deroga el", "esta version no llego a regir",
        "hay un borrador mas reciente", "borrador la version", "esta version no esta vigente",
        "this document is a draft", "this document is under review", "this version has been replaced",
        "this document was withdrawn", "the review date of this document", "this version is not in force",
        "a new version comes into force", "this document ends on", "this version never came into force",
        "there is a newer draft", "draft version",
    ]

    /// The labels within a row, by the field whose rows have them.
    static let columns: [String: [String: String]] = [
        "steps": [
            "responsable": "actor", "responsible": "actor", "plazo": "time-limit", "time limit": "time-limit",
            "que decir": "say", "what to say": "say", "registro": "record", "record": "record", "nota": "note",
            "note": "note",
        ],
        "escalation": ["se escala a": "to", "escalate to": "to", "plazo": "time-limit", "time limit": "time-limit"],
        "items": [
            "apoya": "helper", "helper": "helper", "evidencia": "evidence", "evidence": "evidence",
            "documento": "document", "document": "document", "plazo": "due", "due": "due",
        ],
    ]
}
