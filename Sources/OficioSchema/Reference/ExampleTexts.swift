import Diagnostics

/// The examples of fields, as authors write them. Each line of a list or of rows is one item.
package enum ExampleTexts {
    /// Returns the example of a field in a type; nil if the field has no example of its own.
    package static func example(_ field: Field, _ type: DocumentType) -> Localized? {
        texts["\(type.id)/\(field.id)"] ?? texts[field.id]
    }

    /// The example row for rows without an example of their own.
    package static let task = Localized(es: "Atender las consultas del público.", en: "Answer the public's questions.")
    /// The example items for lists without an example of their own.
    package static let items = Localized(es: "Orden\nPaciencia", en: "Order\nPatience")

    /// Returns an example of a person who signs, reviews or writes a document.
    package static func person(_ field: FieldKey) -> Localized {
        switch field {
        case .preparedBy: Localized(es: "Analista de procesos", en: "Process analyst")
        case .reviewedBy: Localized(es: "Jefatura del Archivo", en: "Head of the archive")
        default: Localized(es: "Dirección General", en: "Managing Director")
        }
    }

    private static let texts: [String: Localized] = [
        "job/scope": Localized(es: "Nacional", en: "National"),
        "job/purpose-frequency": Localized(
            es: "Pedir expedientes. Diaria\nResponder consultas. Semanal",
            en: "Ask for files. Daily\nAnswer questions. Weekly"),
        "log": Localized(
            es: "| Versión | Vigencia | Descripción |\n|---|---|---|\n| 01 | 2026-01-31 | Creación del documento. |",
            en: "| Version | Effective | Description |\n|---|---|---|\n| 01 | 2026-01-31 | Created. |"),
        "next-review": Localized(same: "2036-01-31"),
        "state": Localized(es: "borrador", en: "draft"),
        "access": Localized(es: "interno", en: "internal"),
        "former-ids": Localized(es: "jefe-de-archivo", en: "chief-archivist"),
        "former-names": Localized(es: "Jefe de Archivo", en: "Chief Archivist"),
        "title": Localized(es: "Nombre del documento", en: "Name of the document"),
        "code": Localized(same: "DOC-01"),
        "version": Localized(same: "01"),
        "unit": Localized(es: "archivo", en: "archive"),
        "parent-unit": Localized(es: "archivo", en: "archive"),
        "area": Localized(es: "archivo", en: "archive"),
        "class": Localized(same: "03"),
        "objective": Localized(
            es: "Atender a quien visita el edificio y cuidar sus accesos.",
            en: "Receive whoever visits the building and watch its doors."),
        "education": Localized(es: "Bachillerato completo.", en: "Completed secondary school."),
        "experience": Localized(es: "Un año en un puesto similar.", en: "One year in a similar job."),
        "working-conditions": Localized(es: "Turnos de ocho horas, de pie.", en: "Shifts of eight hours, standing."),
        "essential-requirements": Localized(es: "Ser mayor de edad.", en: "To be of age."),
        "aptitudes": Localized(es: "Orden\nMemoria visual", en: "Order\nVisual memory"),
        "other-training": Localized(es: "Primeros auxilios\nHojas de cálculo", en: "First aid\nSpreadsheets"),
        "responsibilities": Localized(
            es: "Las llaves del edificio\nEl libro de visitas",
            en: "The keys of the building\nThe visitors' book"),
        "values": Localized(es: "Respeto y discreción.", en: "Respect and discretion."),
        "goods": Localized(es: "Un escritorio y una computadora.", en: "A desk and a computer."),
        "decision-making-level": Localized(
            es: "Decide el turno de atención; lo demás lo consulta.",
            en: "Decides whose turn it is; asks about anything else."),
        "key-authorisations": Localized(es: "Entrada al depósito.", en: "Entry to the storeroom."),
        "resources": Localized(es: "Libro de visitas y teléfono.", en: "Visitors' book and telephone."),
        "security-measures": Localized(es: "Guantes al mover cajas.", en: "Gloves when moving boxes."),
        "location": Localized(es: "Planta baja, entrada principal.", en: "Ground floor, main entrance."),
        "working-hours": Localized(es: "De lunes a viernes, de 8:00 a 16:00.", en: "Monday to Friday, 8:00 to 16:00."),
        "contract-type": Localized(es: "Por tiempo indefinido.", en: "Permanent."),
        "salary": Localized(es: "Según la escala vigente.", en: "According to the scale in force."),
        "languages": Localized(es: "Español\nInglés básico", en: "Spanish\nBasic English"),
        "licences": Localized(es: "De conducir, clase B", en: "Driving licence, class B"),
        "attitudes": Localized(es: "Amabilidad\nPaciencia", en: "Kindness\nPatience"),
        "authority": Localized(
            es: "Puede cerrar el acceso en una emergencia.",
            en: "May close the entrance in an emergency."),
        "supervision-received": Localized(
            es: "La jefatura revisa el libro de visitas cada semana.",
            en: "The head reviews the visitors' book every week."),
        "supervision-exercised": Localized(
            es: "Reparte las tareas de dos ayudantes.",
            en: "Gives two assistants their tasks."),
        "consequence-of-error": Localized(
            es: "Un documento extraviado no se puede reponer.",
            en: "A lost document cannot be replaced."),
        "results": Localized(es: "Toda visita queda anotada.", en: "Every visit is on record."),
        "indicators": Localized(
            es: "Visitas anotadas entre visitas recibidas.",
            en: "Visits on record out of visits received."),
        "processes": Localized(
            es: "Atención al público\nPréstamo de documentos",
            en: "Service to the public\nLending of documents"),
        "tools": Localized(es: "Libro de visitas, teléfono, escáner.", en: "Visitors' book, telephone, scanner."),
        "risks": Localized(es: "Polvo y cargas de hasta 10 kg.", en: "Dust, and loads of up to 10 kg."),
        "effort": Localized(es: "Permanece de pie la mayor parte de la jornada.", en: "Stands for most of the day."),
        "legal-framework": Localized(es: "Ley de Archivos.", en: "Archives Act."),
        "career-path": Localized(es: "Auxiliar, técnico, jefatura.", en: "Assistant, technician, head."),
        "remarks": Localized(es: "El puesto rota entre dos sedes.", en: "The job rotates between two offices."),
        "identification": Localized(es: "Puesto de la planta baja.", en: "Job on the ground floor."),
        "requirements": Localized(
            es: "Bachillerato y un año de experiencia.",
            en: "Secondary school and one year of experience."),
        "working-relationships": Localized(
            es: "Trata cada día con el público.",
            en: "Deals with the public every day."),
        "what": Localized(es: "Recibe y anota las visitas.", en: "Receives visits and records them."),
        "how": Localized(
            es: "Con el libro de visitas y las normas de acceso.",
            en: "With the visitors' book and the rules of access."),
        "what-for": Localized(
            es: "Para que se sepa quién está en el edificio.",
            en: "So that it is known who is in the building."),
        "with": Localized(es: "Oficina de Personal\nPúblico", en: "Personnel office\nThe public"),
        "alone": Localized(es: "El turno de atención", en: "Whose turn it is"),
        "with-approval": Localized(es: "El préstamo de un documento", en: "Lending a document"),
        "required-knowledge": Localized(es: "Normas de archivo.", en: "Rules of archives."),
        "desirable-knowledge": Localized(es: "Restauración de papel.", en: "Restoring paper."),
        "skills": Localized(es: "Explicar con claridad.", en: "Explaining clearly."),
        "competencies-by-family": Localized(es: "Escucha antes de responder.", en: "Listens before answering."),
        "internal-contacts": Localized(es: "Oficina de Personal.", en: "Personnel office."),
        "external-contacts": Localized(es: "Archivo Nacional.", en: "National archive."),
        "committees": Localized(es: "Comité de Archivo.", en: "Archive committee."),
        "functions": Localized(
            es: "Atender las consultas del público.\nAnotar cada visita en el libro.",
            en: "Answer the public's questions.\nRecord every visit in the book."),
        "key-functions": Localized(
            es: "Atender las consultas del público.\nCuidar los documentos.",
            en: "Answer the public's questions.\nLook after the documents."),
        "common-functions": Localized(
            es: "Cumplir las normas de la institución.",
            en: "Comply with the institution's rules."),
        "generic-title": Localized(es: "Auxiliar administrativo", en: "Administrative assistant"),
        "folio": Localized(es: "1 de 1", en: "1 of 1"),
        "category": Localized(es: "Administrativo", en: "Administrative"),
        "group": Localized(es: "Apoyo", en: "Support"),
        "grade": Localized(same: "5"),
        "number-of-positions": Localized(same: "2"),
        "declared-direct-reports": Localized(same: "3"),
        "education-kind": Localized(es: "Técnica", en: "Technical"),
        "education-level": Localized(es: "Bachillerato", en: "Secondary school"),
        "degree": Localized(es: "Bachiller", en: "Secondary school certificate"),
        "discipline": Localized(es: "Archivística", en: "Archive studies"),
        "experience-in-months": Localized(es: "12 meses", en: "12 months"),
        "experience-area": Localized(es: "Archivo", en: "Archives"),
        "experience-kind": Localized(same: "General"),
        "experience-industry": Localized(es: "Sector público", en: "Public sector"),
        "time-target": Localized(same: "100%"),
        "time-remainder": Localized(same: "0%"),
        "hierarchical-level": Localized(es: "Operativo", en: "Operative"),
        "age": Localized(es: "Mayor de 18 años", en: "Over 18"),
        "gender": Localized(es: "Indistinto", en: "Any"),
        "nationality": Localized(es: "Cualquiera", en: "Any"),
        "marital-status": Localized(es: "Indistinto", en: "Any"),
        "institution": Localized(es: "Archivo Municipal", en: "Municipal archive"),
        "cost-centre": Localized(same: "CC-100"),
        "incumbent": Localized(same: "Ana Paz"),
        "macroprocess": Localized(es: "Servicios", en: "Services"),
        "process": Localized(es: "Atención al público", en: "Service to the public"),
        "subprocess": Localized(es: "Consulta en sala", en: "Reading room"),
        "document-type": Localized(es: "Procedimiento", en: "Procedure"),
        "supersedes": Localized(es: "PR-01 versión 01", en: "PR-01 version 01"),
        "approving-act": Localized(es: "Acta 12 de 2026", en: "Minutes 12 of 2026"),
        "purpose": Localized(
            es: "Que toda solicitud se atienda del mismo modo.",
            en: "That every request is served in the same way."),
        "scope": Localized(
            es: "Desde que llega la solicitud hasta que se entrega la respuesta.",
            en: "From the arrival of a request to the delivery of its answer."),
        "who-may-ask": Localized(es: "Cualquier persona mayor de edad.", en: "Any adult."),
        "channels": Localized(es: "Ventanilla\nCorreo electrónico", en: "Counter\nE-mail"),
        "when-to-use": Localized(
            es: "Cuando una persona pide ver un documento.",
            en: "When somebody asks to see a document."),
        "protocol/requirements": Localized(
            es: "Documento de identidad\nSolicitud firmada",
            en: "Identity document\nSigned request"),
        "cost": Localized(es: "Gratuito.", en: "Free."),
        "response-time": Localized(es: "En el acto.", en: "At once."),
        "legal-basis": Localized(es: "Ley de Archivos, artículo 12", en: "Archives Act, section 12"),
        "where": Localized(es: "Sala de lectura", en: "Reading room"),
        "steps": Localized(
            es: "Recibir la solicitud y anotarla.\nBuscar el documento.\nEntregarlo y anotar la hora.",
            en: "Take the request and write it down.\nFind the document.\nHand it over and write down the time."),
        "exceptions": Localized(
            es: "Los documentos reservados se piden por escrito.",
            en: "Restricted documents are requested in writing."),
        "escalation": Localized(es: "El documento no aparece.", en: "The document cannot be found."),
        "outcome": Localized(
            es: "El documento consultado o una respuesta escrita.",
            en: "The document seen, or an answer in writing."),
        "questions": Localized(es: "¿Cuánto cuesta?\n   Nada.", en: "What does it cost?\n   Nothing."),
        "statements": Localized(
            es: "Toda visita se atiende en menos de diez minutos.",
            en: "Every visitor is served within ten minutes."),
        "manual/introduction": Localized(
            es: "Este manual reúne los puestos del Archivo y dice qué hace cada uno.",
            en: "This manual gathers the jobs of the archive and says what each one does."),
        "checklist/introduction": Localized(
            es: "La primera semana sirve para conocer el lugar y a las personas.",
            en: "The first week is for getting to know the place and the people."),
        "items": Localized(
            es: "Recorrer el edificio con la jefatura.\nFirmar el acuse de lectura del manual.",
            en: "Walk through the building with the head.\nSign that the manual was read."),
        "unit/purpose": Localized(
            es: "Guardar los documentos de la institución y ponerlos a disposición del público.",
            en: "Keep the institution's documents and make them available to the public."),
        "competency/kind": Localized(es: "Conductual", en: "Behavioural"),
        "competency/definition": Localized(
            es: "Capacidad de mantener la calma y tratar bien a las personas en momentos difíciles.",
            en: "Ability to keep calm and treat people well in difficult moments."),
        "behaviours": Localized(
            es: "Escucha antes de responder.\nMantiene el tono de voz.",
            en: "Listens before answering.\nKeeps an even voice."),
        "levels": Localized(
            es: "Necesita que le recuerden mantener la calma.",
            en: "Needs to be reminded to keep calm."),
        "term/acronym": Localized(es: "SG", en: "SM"),
        "term/definition": Localized(
            es: "Código que dice en qué estante está un documento.",
            en: "Code that says on which shelf a document is kept."),
        "synonyms": Localized(es: "Cota\nCódigo de estante", en: "Call number\nShelf code"),
        "do-not-use": Localized(es: "Número de caja", en: "Box number"),
        "rows": Localized(
            es: "Cumplir las normas de la institución.\nCuidar los bienes a su cargo.",
            en: "Comply with the institution's rules.\nLook after the goods in one's charge."),
        "external-document/where": Localized(es: "Diario Oficial n.º 120", en: "Official Gazette no. 120"),
        "external-document/version": Localized(same: "2024"),
        "external-document/description": Localized(
            es: "Ley que dice cuánto tiempo se guarda cada documento.",
            en: "Act that says how long each document is kept."),
        "office/address": Localized(es: "Calle del Archivo 12", en: "12 Archive Street"),
        "office/hours": Localized(es: "De lunes a viernes, de 8:00 a 16:00.", en: "Monday to Friday, 8:00 to 16:00."),
        "telephones": Localized(same: "2200 0100"),
        "page/body": Localized(
            es: "El Archivo abre de lunes a viernes, de 8:00 a 16:00.",
            en: "The archive opens Monday to Friday, 8:00 to 16:00."),
    ]
}
