"""Made-up clean sites of the second set: posts, procedures and standards in Spanish (also in capitals) and in English.

A document is data until it is rendered: its front matter and sections can be changed by a mutation, which puts MARK
into every text where a finding is right. Rendering takes the marks out and tells their lines.
"""
MARK = "\u241f"

VERBS = ["Gestionar", "Revisar", "Preparar", "Organizar", "Actualizar", "Tramitar", "Administrar", "Analizar",
         "Controlar", "Emitir", "Ejecutar", "Planificar",
         "Recopilar", "Validar", "Monitorear", "Diseñar", "Autorizar", "Publicar", "Comprobar", "Asignar"]
THINGS = ["las historias clínicas del servicio", "los permisos de atraque", "el calendario de vacunación",
          "las becas de posgrado", "los dictámenes de impacto ambiental",
          "las fianzas de los contratistas", "el archivo fotográfico de la institución",
          "las rutas de recolección nocturna", "los convenios con universidades",
          "las existencias de la farmacia hospitalaria", "la base catastral de predios rurales",
          "los certificados de origen animal", "el tablero de alertas sísmicas",
          "las solicitudes de acceso a la información", "los turnos del laboratorio clínico",
          "las pruebas de los equipos de rescate", "la matrícula de los cursos nocturnos",
          "las garantías de los bienes arrendados", "los boletines de mercado agrícola",
          "las multas de tránsito pendientes", "la flota de ambulancias terrestres",
          "los registros de temperatura de las vacunas", "el listado de proveedores sancionados",
          "las visitas guiadas del museo", "los planos de evacuación del edificio",
          "las partituras de la orquesta juvenil", "el presupuesto de las ferias regionales",
          "las muestras de suelo y de agua", "los expedientes de adopción",
          "las guías de embarque marítimo"]
HOWS = ["según el manual interno vigente", "con apoyo de la mesa técnica", "antes del cierre de cada mes",
        "para informar a la dirección general", "en la plataforma oficial",
        "con firma de dos testigos", "bajo las normas de seguridad", "de acuerdo con el plan operativo",
        "y comunicar los resultados al equipo", "sin exceder los plazos fijados"]
POSTS = ["Técnico de Registro Portuario", "Asistente de Museo Regional", "Enfermero de Campaña",
         "Inspector de Predios Rurales", "Bibliotecario de Fondo Antiguo",
         "Programador de Turnos Clínicos", "Oficial de Becas", "Analista de Fianzas", "Guardián de Almacén General",
         "Instructor de Rescate Acuático"]
UNITS = ["Departamento de Gestión Documental", "Oficina de Bienes Arrendados", "Unidad de Vigilancia del Clima",
    "División de Contratos Menores"]
SYSTEMS = ["Sistema Integrado de Expedientes", "Ventanilla Única de Comercio", "Registro Nacional de Visitantes"]
KNOWLEDGE = ["Estadística aplicada", "Derecho administrativo", "Primeros auxilios avanzados", "Cartografía digital",
             "Gestión de inventarios", "Redacción técnica",
             "Bases de datos relacionales", "Control de calidad de muestras", "Normas de archivo",
             "Protocolo institucional", "Conducción de lanchas", "Facturación electrónica"]
ITEMS = ["Documento de identidad vigente", "Comprobante de pago de la tasa", "Plano firmado por profesional",
         "Carta de solicitud con sello", "Certificado de antecedentes",
         "Dos fotografías recientes", "Poder notariado del representante", "Constancia de residencia"]

VERBS_EN = ["Manage", "Review", "Prepare", "Organise", "Update", "Process", "Check", "Analyse", "Issue", "Plan",
    "Collect", "Design", "Approve", "Publish", "Assign", "Inspect"]
THINGS_EN = ["the berth permits of the harbour", "the vaccination calendar", "postgraduate grant files",
             "environmental impact reports", "the bonds of contractors",
             "the photographic archive", "night collection routes", "agreements with universities",
             "the stock of the hospital pharmacy", "the cadastral database",
             "certificates of animal origin", "freedom of information requests", "laboratory shifts",
             "rescue equipment tests", "evening course enrolments",
             "farm market bulletins", "unpaid traffic fines", "the ambulance fleet"]
HOWS_EN = ["under the manual in force", "with the technical desk", "before the end of each month",
           "and report to the director", "on the official platform",
           "within the time limits set"]
POSTS_EN = ["Harbour Registry Technician", "Regional Museum Assistant", "Field Nurse", "Rural Land Inspector",
    "Grants Officer", "Bond Analyst"]
KNOWLEDGE_EN = ["Applied statistics", "Administrative law", "Advanced first aid", "Digital mapping", "Stock control",
                "Technical writing", "Relational databases",
                "Records standards", "Electronic invoicing", "Boat handling"]
ITEMS_EN = ["Valid identity card", "Receipt of the fee", "Plan signed by an architect", "Letter of application",
    "Police record certificate", "Two recent photographs"]


class Paper:
    """A document as data: front matter as (key, text or list), sections as [heading, kind, rows], where kind is list,
    steps, text or a table header."""

    def __init__(self, path, kind, english=False, capitals=False):
        self.path, self.type, self.english, self.capitals = path, kind, english, capitals
        self.front, self.sections = [], []

    def section(self, *headings):
        return next((s for s in self.sections if s[0] in headings), None)

    def say(self, text):
        """The text as the document writes it: in capitals if the document is in capitals."""
        return text.upper() if self.capitals else text

    def render(self):
        """(text, numbers of the marked lines, from 1)."""
        lines = ["---"]
        for key, value in self.front:
            if isinstance(value, list):
                lines.append(f"{key}:")
                lines += [f"  - {item}" for item in value]
            else:
                lines.append(f"{key}: {value}".rstrip() if value else f"{key}:" + ("" if MARK not in key else ""))
        lines += ["---", ""]
        for heading, kind, rows in self.sections:
            lines += [f"## {heading}", ""]
            if kind == "text":
                lines += list(rows)
            elif kind == "list":
                lines += ["- " + row for row in rows]
            elif kind == "steps":
                lines += [f"{n}. {row}" for n, row in enumerate(rows, 1)]
            else:
                lines += ["| " + " | ".join(kind) + " |", "|" + "---|" * len(kind)] + ["| " + " | ".join(row) + " |"
                    for row in rows]
            lines.append("")
        marked = {n for n, line in enumerate(lines, 1) if MARK in line}
        return "\n".join(lines).replace(MARK, ""), marked


def tasks(random, verbs, things, hows, count):
    """Functions of one document. Each object stands in one of them only."""
    return [f"{random.choice(verbs)} {thing} {random.choice(hows)}." for thing in random.sample(things, count)]


def spanish(random, capitals):
    papers = []
    say = (lambda t: t.upper()) if capitals else (lambda t: t)
    for n in range(20):
        p = Paper(f"content/puestos/plaza-{n:02}.md", "job", capitals=capitals)
        lead = n % 5 == 0
        p.front = [("título",
            f"{'Jefe de Zona' if lead else POSTS[n % 10]} {['Alfa', 'Beta'][n // 10]}{' ' + str(n) if lead else ''}"),
            ("grupo", "G2"), ("unidad", UNITS[n % 4])]
        if lead:
            p.front += [("puestos bajo su cargo", "4"),
                ("competencias", ["{id: conduccion, nivel: 2}", "{id: rigor, nivel: 1}"])]
        elif n % 5 == 1:
            p.front += [("competencias", ["{id: rigor, nivel: 2}", "{id: cercania, nivel: 1}"])]
        if n % 3 == 0:
            p.front.append(("otros conocimientos", [say(k) for k in random.sample(KNOWLEDGE, 3)]))
        fs = [say(t) for t in tasks(random, VERBS, THINGS, HOWS, 6)]
        p.sections.append(["Objetivo", "text",
            [say(f"{random.choice(VERBS)} los asuntos del área con trato digno y en plazo.")]])
        if n % 2:
            p.sections.append(["Funciones", ("Tarea", "Frecuencia"),
                [[f, random.choice(["Diaria", "Semanal", "Mensual"])] for f in fs]])
        else:
            p.sections.append(["Funciones", "list", fs])
        if n % 4 < 2:
            ks = [say(t) for t in tasks(random, VERBS, THINGS, HOWS, 4)]
            p.sections.append(["Funciones clave", ("Función", "% tiempo"),
                [[k, s] for k, s in zip(ks, ["40%", "25%", "20%", "15%"])]])
        wanted = random.sample(KNOWLEDGE, 8)
        levels = random.choice([["Alto", "Medio", "Alto", "Básico", "Medio"], ["3", "2", "3", "1", "2"]])
        p.sections.append(["Conocimientos indispensables", ("Conocimiento", "Nivel"),
            [[say(k), say(v)] for k, v in zip(wanted[:5], levels)]])
        p.sections.append(["Conocimientos deseables", ("Conocimiento", "Nivel"),
            [[say(k), say(v)] for k, v in zip(wanted[5:], levels)]])
        p.sections.append(["Formación", "text", [say("Título de nivel superior en un área afín.")]])
        p.sections.append(["Experiencia", "text",
            [say(random.choice(["Dos años en labores semejantes.", "Un año como ayudante."]))]])
        p.sections.append(["Aptitudes", "list", [say(a)
            for a in random.sample(["Paciencia", "Puntualidad en las entregas", "Observación atenta", "Trato amable",
                "Buena memoria"], 4)]])
        p.sections += [["Valores", "text", ["N/A"]], ["Bienes", "text", ["N/A"]]]
        papers.append(p)
    for n in range(8):
        p = Paper(f"content/protocolos/tramite-{n}.md", "protocol", capitals=capitals)
        p.front = [("título",
            f"Trámite de {['permiso', 'beca', 'fianza', 'visita', 'traslado', 'consulta', 'registro', 'pago'][n]}"),
            ("código", f"PT-{n:02}"), ("costo", "Gratuito.")]
        p.front.append(("requisitos", [say(i) for i in random.sample(ITEMS, 4)]))
        p.sections = [
            ["Objetivo", "text",
                [say(f"Ordenar la atención de {random.choice(THINGS)} para que nadie vuelva dos veces.")]],
            ["Alcance", "text", [say("Comprende todas las oficinas y las personas que atienden.")]],
            ["Canales", "list", [say(c) for c in ["En la oficina central", "Por correo electrónico",
                "En la oficina móvil"]]],
            ["Pasos", ("Acción", "Registro"), [[say(t), say(r)] for t,
                r in zip(tasks(random, VERBS, THINGS, HOWS, 5),
                    ["Bitácora", "Sistema", "Hoja firmada", "N/A", "Correo"])]],
            ["Preguntas frecuentes", ("Pregunta", "Respuesta"), [[say(q), say(a)] for q, a in [
                ("¿Cuánto tarda el trámite?", "Tres días hábiles desde la entrega completa."),
                ("¿Puede venir otra persona?", "Sí, con un poder firmado por usted."),
                ("¿Dónde se paga la tasa?", "En cualquier banco autorizado por la institución.")]]],
        ]
        papers.append(p)
    for n in range(5):
        p = Paper(f"content/estandares/norma-{n}.md", "standard", capitals=capitals)
        p.front = [("título", f"Norma de {['limpieza', 'saludo', 'espera', 'avisos', 'archivo'][n]}"),
            ("código", f"NE-{n:02}")]
        p.sections = [["Objetivo", "text", [say("Que las personas reciban siempre el mismo servicio.")]],
                      ["Alcance", "text", [say("Todas las salas abiertas al público.")]],
                      ["Enunciados", ("Enunciado", "Indicador", "Meta"), [[say(a), say(b), c] for a, b, c in [
                          (f"Se atienden {random.choice(THINGS)} sin demora alguna.", "Casos atendidos a tiempo",
                              "95 %"), ("La sala se ventila dos veces por turno.", "Turnos conformes", "90 %"),
                          ("Los avisos se cambian cuando vencen.", "Avisos vencidos", "0"),
                          ("El personal saluda y dice su nombre.", "Saludos observados", "85 %")]]]]
        papers.append(p)
    return papers


def english(random):
    papers = []
    for n in range(14):
        p = Paper(f"content/puestos/post-{n:02}.md", "job", english=True)
        p.front = [("title", f"{POSTS_EN[n % 6]} {['North', 'South', 'East'][n // 6]}"), ("grade", "B")]
        if n % 4 == 0:
            p.front.append(("direct reports", "3"))
            p.front.append(("competencies", ["{id: conduccion, level: 2}", "{id: rigor, level: 1}"]))
        fs = tasks(random, VERBS_EN, THINGS_EN, HOWS_EN, 6)
        p.sections = [["Objective", "text", ["Serve the public with care and on time."]], ["Functions", "list", fs]]
        if n % 2:
            p.sections.append(["Key functions", ("Function", "Time"),
                [[k, s] for k, s in zip(tasks(random, VERBS_EN, THINGS_EN, HOWS_EN, 3), ["50%", "30%", "20%"])]])
        wanted = random.sample(KNOWLEDGE_EN, 8)
        p.sections += [["Required knowledge", ("Knowledge", "Level"),
            [[k, v] for k, v in zip(wanted[:5], ["High", "Basic", "High", "Medium", "Medium"])]],
                       ["Desirable knowledge", ("Knowledge", "Level"),
                           [[k, v] for k, v in zip(wanted[5:], ["Basic", "Medium", "Basic"])]],
                       ["Education", "text", ["A degree in a related field."]],
                       ["Experience", "text", ["Two years in similar work."]],
                       ["Aptitudes", "list", ["Patience", "Attention to detail", "Friendly manner"]],
                       ["Values", "text", ["N/A"]], ["Goods", "text", ["N/A"]]]
        papers.append(p)
    for n in range(6):
        p = Paper(f"content/protocolos/procedure-{n}.md", "protocol", english=True)
        p.front = [("title", f"Procedure for {['permits', 'grants', 'bonds', 'visits', 'transfers', 'payments'][n]}"),
            ("cost", "Free."), ("requirements", random.sample(ITEMS_EN, 4))]
        p.sections = [["Purpose", "text", ["Nobody should have to come twice."]],
                      ["Scope", "text", ["All offices that serve the public."]],
                      ["Channels", "list", ["At the main office", "By electronic mail", "At the mobile office"]],
                      ["Steps", ("Action", "Record"), [[t, r] for t,
                          r in zip(tasks(random, VERBS_EN, THINGS_EN, HOWS_EN, 4),
                              ["Log book", "System", "N/A", "Signed sheet"])]],
                      ["Questions", ("Question", "Answer"),
                          [["How long does it take?", "Three working days from the full delivery."],
                                                             ["May another person come?",
                                                                 "Yes, with a letter signed by you."],
                                                                 ["Where do I pay?",
                                                                     "At any bank that the office names."]]]]
        papers.append(p)
    return papers


COMPETENCIES = """elementos:
  - id: conduccion
    título: Liderazgo de personas
    niveles:
      - {nivel: 1, comportamiento: Reparte el trabajo con equidad.}
      - {nivel: 2, comportamiento: Escucha a su equipo antes de decidir.}
  - id: rigor
    título: Rigor técnico
    comportamientos: [Comprueba los datos dos veces., Cita sus fuentes.]
    niveles:
      - {nivel: 1, comportamiento: Comprueba lo que entrega.}
      - {nivel: 2, comportamiento: Corrige errores ajenos con tacto.}
  - id: cercania
    título: Cercanía
    niveles:
      - {nivel: 1, comportamiento: Saluda por su nombre.}
      - {nivel: 2, comportamiento: Se pone en el lugar del otro.}
"""
UNITS_FILE = "elementos:\n" + "".join(f"  - {{id: unidad-{n}, título: {u}}}\n" for n, u in enumerate(UNITS))


def sites(random):
    """(name, papers, other files) of the clean sites."""
    for capitals in (False, True):
        papers = spanish(random, capitals)
        # Name systems several times in running text, so that rules see repeated names.
        for paper in papers:
            if paper.type == "protocol" and not capitals:
                paper.section("Alcance")[2].append(f"Se usan el {SYSTEMS[0]}, la {SYSTEMS[1]} y el {SYSTEMS[2]}; las "
                    f"PTAS y el RTVU los lleva el {UNITS[0]}.")
        settings = "institución: Autoridad de Prueba\nlengua: es\n"
        yield ("posts and procedures in capitals" if capitals else "posts and procedures"), papers, {
            "content/site.yaml": settings, "content/competencias.yaml": COMPETENCIES,
            "content/unidades.yaml": UNITS_FILE}
    papers = english(random)
    for paper in papers:
        if paper.type == "protocol":
            paper.section("Scope")[2].append("The Records Management Office and the Single Trade Window take part; the "
                "PTAS and the RTVU are kept there.")
    yield "posts and procedures in English", papers, {
        "content/site.yaml": "institución: Test Authority\nlengua: en\n", "content/competencias.yaml": COMPETENCIES}
