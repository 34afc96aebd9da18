"""Made-up posts of a public register: short, without a form, some of them in capitals. The texts are our own."""
VERBS = ["Registrar", "Verificar", "Elaborar", "Coordinar", "Custodiar", "Programar", "Distribuir", "Clasificar",
         "Supervisar", "Inspeccionar", "Archivar",
         "Proponer", "Calcular", "Notificar", "Conciliar", "Evaluar"]
THINGS = ["las solicitudes de vivienda", "el inventario de bienes muebles", "los expedientes del personal técnico",
          "las licencias de construcción",
          "el presupuesto de operación", "las órdenes de pago", "los informes de gestión",
          "el padrón de contribuyentes", "las quejas del público",
          "la programación de vehículos", "los contratos de servicios básicos", "las muestras de agua potable",
          "el catálogo de trámites",
          "la correspondencia del área jurídica", "las pólizas contables", "los planes de capacitación"]
HOWS = ["conforme al reglamento interno", "en el sistema informático municipal", "con la documentación de respaldo",
        "para su revisión por la jefatura",
        "dentro de los plazos de ley", "según el calendario aprobado", "con las áreas técnicas correspondientes",
        "para la atención de la población"]
POSTS = ["Auxiliar de Archivo", "Técnico de Catastro", "Inspector de Obras", "Analista de Presupuesto",
         "Encargado de Almacén", "Secretario de Actas",
         "Médico de Turno", "Operador de Bombeo", "Jefe de Nóminas", "Promotor de Salud", "Notificador Fiscal",
         "Chofer de Ruta"]
SCHOOLS = ["Licenciatura en Administración o Contaduría.", "Bachillerato técnico concluido.",
           "Ingeniería Civil o Arquitectura, con título.",
           "Carrera técnica en Informática."]
KNOWLEDGE = ["Normativa de archivo público", "Hojas de cálculo", "Redacción de oficios", "Atención telefónica",
             "Contabilidad gubernamental",
             "Lectura de planos", "Primeros auxilios", "Manejo de vehículos livianos"]


def posts(random, count):
    """(path, text) of each post; every other one is in capitals."""
    pairs = [(v, t) for v in VERBS for t in THINGS]
    random.shuffle(pairs)
    for number in range(count):
        functions = [f"- {v} {t} {random.choice(HOWS)}." for v, t in (pairs.pop() for _ in range(random.randint(4, 8)))]
        wanted = random.sample(KNOWLEDGE, 5)
        body = ["## Objetivo", "", f"{VERBS[number % 16]} {THINGS[number % 16]} y dar apoyo a la unidad.", "",
                "## Funciones", "", *functions, "",
                "## Formación", "", random.choice(SCHOOLS), "", "## Experiencia", "",
                random.choice(["Un año en puestos afines.", "Dos años en el área."]), "",
                "## Conocimientos indispensables", "", "| Conocimiento | Nivel |", "|---|---|",
                *[f"| {k} | {random.choice(['60', '70'])} |" for k in wanted[:2]], f"| {wanted[2]} | 90 |", "",
                "## Conocimientos deseables", "", "| Conocimiento | Nivel |", "|---|---|", f"| {wanted[3]} | 50 |",
                f"| {wanted[4]} | 40 |", "",
                "## Aptitudes", "", "- Trato cordial", "- Orden en el trabajo", "- Discreción con los datos", ""]
        title = f"{POSTS[number % 12]} {['Norte', 'Sur', 'Este', 'Oeste'][number // 12 % 4]}"
        front = ["---", f"título: {title}", f"grupo: G{number % 5}", "---", ""]
        yield f"content/puestos/puesto-{number:03}.md", "\n".join(front + body), number % 2 == 1
