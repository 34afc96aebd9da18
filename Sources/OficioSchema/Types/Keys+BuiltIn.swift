// The keys of built-in types, fields and columns that code refers to. `KeyTests` checks that `files/types` declares
// each.

extension TypeKey {
    /// The type *lista de incorporación*.
    package static let checklist = TypeKey(.checklist)
    /// The type *cláusula*.
    package static let clause = TypeKey(.clause)
    /// The type *competencia*.
    package static let competency = TypeKey(.competency)
    /// The type *documento externo*.
    package static let externalDocument = TypeKey(.externalDocument)
    /// The type *puesto*.
    package static let job = TypeKey(.job)
    /// The type *manual*.
    package static let manual = TypeKey(.manual)
    /// The type *sede*.
    package static let office = TypeKey(.office)
    /// The type *página*.
    package static let page = TypeKey(.page)
    /// The type *protocolo*.
    package static let `protocol` = TypeKey(.protocol)
    /// The type *estándar*.
    package static let standard = TypeKey(.standard)
    /// The type *término*.
    package static let term = TypeKey(.term)
    /// The type *unidad*.
    package static let unit = TypeKey(.unit)
}

extension FieldKey {
    /// The field *acceso*.
    package static let access = FieldKey("access")
    /// The field *sigla*.
    package static let acronym = FieldKey("acronym")
    /// The field *dirección*.
    package static let address = FieldKey("address")
    /// The field *edad*.
    package static let age = FieldKey("age")
    /// The field *aplica a*.
    package static let appliesTo = FieldKey("applies-to")
    /// The field *aprobación*.
    package static let approvedOn = FieldKey("approved-on")
    /// The field *aptitudes*.
    package static let aptitudes = FieldKey("aptitudes")
    /// The field *área*.
    package static let area = FieldKey("area")
    /// The field *actitudes*.
    package static let attitudes = FieldKey("attitudes")
    /// The field *dirigido a*.
    package static let audience = FieldKey("audience")
    /// The field *autoriza*.
    package static let authorisedBy = FieldKey("authorised-by")
    /// The field *comportamientos*.
    package static let behaviours = FieldKey("behaviours")
    /// The field *texto*.
    package static let body = FieldKey("body")
    /// The field *categoría*.
    package static let category = FieldKey("category")
    /// The field *canales*.
    package static let channels = FieldKey("channels")
    /// The field *clase*.
    package static let `class` = FieldKey("class")
    /// The field *código*.
    package static let code = FieldKey("code")
    /// The field *comités*.
    package static let committees = FieldKey("committees")
    /// The field *funciones comunes*.
    package static let commonFunctions = FieldKey("common-functions")
    /// The field *competencias*.
    package static let competencies = FieldKey("competencies")
    /// The field *competencias por familia*.
    package static let competenciesByFamily = FieldKey("competencies-by-family")
    /// The field *costo*.
    package static let cost = FieldKey("cost")
    /// The field *creación*.
    package static let created = FieldKey("created")
    /// The field *decisiones*.
    package static let decisions = FieldKey("decisions")
    /// The field *puestos bajo su cargo*.
    package static let declaredDirectReports = FieldKey("declared-direct-reports")
    /// The field *definición*.
    package static let definition = FieldKey("definition")
    /// The field *título obtenido*.
    package static let degree = FieldKey("degree")
    /// The field *conocimientos deseables*.
    package static let desirableKnowledge = FieldKey("desirable-knowledge")
    /// The field *disciplina*.
    package static let discipline = FieldKey("discipline")
    /// The field *no usar*.
    package static let doNotUse = FieldKey("do-not-use")
    /// The field *formación*.
    package static let education = FieldKey("education")
    /// The field *tipo de formación*.
    package static let educationKind = FieldKey("education-kind")
    /// The field *nivel educativo*.
    package static let educationLevel = FieldKey("education-level")
    /// The field *vigencia*.
    package static let effective = FieldKey("effective")
    /// The field *escalamiento*.
    package static let escalation = FieldKey("escalation")
    /// The field *requisitos indispensables*.
    package static let essentialRequirements = FieldKey("essential-requirements")
    /// The field *excepciones*.
    package static let exceptions = FieldKey("exceptions")
    /// The field *experiencia*.
    package static let experience = FieldKey("experience")
    /// The field *área de experiencia*.
    package static let experienceArea = FieldKey("experience-area")
    /// The field *sector industria*.
    package static let experienceIndustry = FieldKey("experience-industry")
    /// The field *experiencia en meses*.
    package static let experienceInMonths = FieldKey("experience-in-months")
    /// The field *tipo de experiencia*.
    package static let experienceKind = FieldKey("experience-kind")
    /// The field *contactos externos*.
    package static let externalContacts = FieldKey("external-contacts")
    /// The field *folio*.
    package static let folio = FieldKey("folio")
    /// The field *para*.
    package static let `for` = FieldKey("for")
    /// The field *formato*.
    package static let form = FieldKey("form")
    /// The field *ids anteriores*.
    package static let formerIDs = FieldKey("former-ids")
    /// The field *nombres anteriores*.
    package static let formerNames = FieldKey("former-names")
    /// The field *funciones*.
    package static let functions = FieldKey("functions")
    /// The field *género*.
    package static let gender = FieldKey("gender")
    /// The field *puesto genérico*.
    package static let genericTitle = FieldKey("generic-title")
    /// The field *bienes*.
    package static let goods = FieldKey("goods")
    /// The field *grado*.
    package static let grade = FieldKey("grade")
    /// The field *jefatura*.
    package static let head = FieldKey("head")
    /// The field *identificación*.
    package static let identification = FieldKey("identification")
    /// The field *contactos internos*.
    package static let internalContacts = FieldKey("internal-contacts")
    /// The field *presentación*.
    package static let introduction = FieldKey("introduction")
    /// The field *actividades*.
    package static let items = FieldKey("items")
    /// The field *funciones claves*.
    package static let keyFunctions = FieldKey("key-functions")
    /// The field *clase*.
    package static let kind = FieldKey("kind")
    /// The field *idiomas*.
    package static let languages = FieldKey("languages")
    /// The field *última revisión*.
    package static let lastReviewed = FieldKey("last-reviewed")
    /// The field *base legal*.
    package static let legalBasis = FieldKey("legal-basis")
    /// The field *niveles*.
    package static let levels = FieldKey("levels")
    /// The field *licencias*.
    package static let licences = FieldKey("licences")
    /// The field *modificaciones*.
    package static let log = FieldKey("log")
    /// The field *estado civil*.
    package static let maritalStatus = FieldKey("marital-status")
    /// The field *miembros*.
    package static let members = FieldKey("members")
    /// The field *nacionalidad*.
    package static let nationality = FieldKey("nationality")
    /// The field *próxima revisión*.
    package static let nextReview = FieldKey("next-review")
    /// The field *objetivo*.
    package static let objective = FieldKey("objective")
    /// The field *otros conocimientos*.
    package static let otherTraining = FieldKey("other-training")
    /// The field *resultado*.
    package static let outcome = FieldKey("outcome")
    /// The field *responsable*.
    package static let owner = FieldKey("owner")
    /// The field *unidad superior*.
    package static let parentUnit = FieldKey("parent-unit")
    /// The field *fases*.
    package static let phases = FieldKey("phases")
    /// The field *elabora*.
    package static let preparedBy = FieldKey("prepared-by")
    /// The field *objetivo* or *propósito*.
    package static let purpose = FieldKey("purpose")
    /// The field *para frecuencia*.
    package static let purposeFrequency = FieldKey("purpose-frequency")
    /// The field *preguntas frecuentes*.
    package static let questions = FieldKey("questions")
    /// The field *relaciones*.
    package static let relations = FieldKey("relations")
    /// The field *reporta a*.
    package static let reportsTo = FieldKey("reports-to")
    /// The field *conocimientos indispensables*.
    package static let requiredKnowledge = FieldKey("required-knowledge")
    /// The field *requisitos*.
    package static let requirements = FieldKey("requirements")
    /// The field *insumos y recursos*.
    package static let resources = FieldKey("resources")
    /// The field *plazo de respuesta*.
    package static let responseTime = FieldKey("response-time")
    /// The field *responsabilidades*.
    package static let responsibilities = FieldKey("responsibilities")
    /// The field *revisa*.
    package static let reviewedBy = FieldKey("reviewed-by")
    /// The field *revisión cada*.
    package static let reviewEvery = FieldKey("review-every")
    /// The field *filas*.
    package static let rows = FieldKey("rows")
    /// The field *salario*.
    package static let salary = FieldKey("salary")
    /// The field *alcance* or *ámbito*.
    package static let scope = FieldKey("scope")
    /// The field *medidas de seguridad*.
    package static let securityMeasures = FieldKey("security-measures")
    /// The field *servicios*.
    package static let services = FieldKey("services")
    /// The field *firmas*.
    package static let signatures = FieldKey("signatures")
    /// The field *habilidades*.
    package static let skills = FieldKey("skills")
    /// The field *estado*.
    package static let state = FieldKey("state")
    /// The field *enunciados*.
    package static let statements = FieldKey("statements")
    /// The field *pasos*.
    package static let steps = FieldKey("steps")
    /// The field *supervisa*.
    package static let supervises = FieldKey("supervises")
    /// The field *sinónimos*.
    package static let synonyms = FieldKey("synonyms")
    /// The field *supervisa técnicamente*.
    package static let technicallySupervises = FieldKey("technically-supervises")
    /// The field *teléfonos*.
    package static let telephones = FieldKey("telephones")
    /// The field *término*.
    package static let term = FieldKey("term")
    /// The field *tiempo restante*.
    package static let timeRemainder = FieldKey("time-remainder")
    /// The field *tiempo meta*.
    package static let timeTarget = FieldKey("time-target")
    /// The field *título*.
    package static let title = FieldKey("title")
    /// The field *unidad*.
    package static let unit = FieldKey("unit")
    /// The field *versión*.
    package static let version = FieldKey("version")
    /// The field *cuándo se usa*.
    package static let whenToUse = FieldKey("when-to-use")
    /// The field *dónde*.
    package static let `where` = FieldKey("where")
    /// The field *quién puede solicitarlo*.
    package static let whoMayAsk = FieldKey("who-may-ask")
    /// The field *condiciones del cargo*.
    package static let workingConditions = FieldKey("working-conditions")
    /// The field *relaciones de trabajo*.
    package static let workingRelationships = FieldKey("working-relationships")
}

extension ColumnKey {
    /// The column *responsable*.
    package static let actor = ColumnKey("actor")
    /// The column *respuesta*.
    package static let answer = ColumnKey("answer")
    /// The column *autoriza*.
    package static let authorisedBy = ColumnKey("authorised-by")
    /// The column *comportamiento*.
    package static let behaviour = ColumnKey("behaviour")
    /// The column *comportamientos*.
    package static let behaviours = ColumnKey("behaviours")
    /// The column *caso*.
    package static let `case` = ColumnKey("case")
    /// The column *descripción*.
    package static let description = ColumnKey("description")
    /// The column *documento*.
    package static let document = ColumnKey("document")
    /// The column *plazo*.
    package static let due = ColumnKey("due")
    /// The column *vigencia*.
    package static let effective = ColumnKey("effective")
    /// The column *evidencia*.
    package static let evidence = ColumnKey("evidence")
    /// The column *frecuencia*.
    package static let frequency = ColumnKey("frequency")
    /// The column *función*.
    package static let function = ColumnKey("function")
    /// The column *apoyo*.
    package static let helper = ColumnKey("helper")
    /// The column *indicador*.
    package static let indicator = ColumnKey("indicator")
    /// The column *clase*.
    package static let kind = ColumnKey("kind")
    /// The column *rótulo*.
    package static let label = ColumnKey("label")
    /// The column *nivel*.
    package static let level = ColumnKey("level")
    /// The column *modificado*.
    package static let modified = ColumnKey("modified")
    /// The column *nombre* or *denominación*.
    package static let name = ColumnKey("name")
    /// The column *nota*.
    package static let note = ColumnKey("note")
    /// The column *porcentaje*.
    package static let percent = ColumnKey("percent")
    /// The column *elabora*.
    package static let preparedBy = ColumnKey("prepared-by")
    /// The column *propósito*.
    package static let purpose = ColumnKey("purpose")
    /// The column *registro*.
    package static let record = ColumnKey("record")
    /// The column *cargo*.
    package static let role = ColumnKey("role")
    /// The column *qué decir*.
    package static let say = ColumnKey("say")
    /// The column *meta*.
    package static let target = ColumnKey("target")
    /// The column *teléfono*.
    package static let telephone = ColumnKey("telephone")
    /// The column *tiempo*.
    package static let time = ColumnKey("time")
    /// The column *plazo*.
    package static let timeLimit = ColumnKey("time-limit")
    /// The column *a quién*.
    package static let to = ColumnKey("to")
    /// The column *versión*.
    package static let version = ColumnKey("version")
    /// The column *para qué*.
    package static let why = ColumnKey("why")
}
