"""Sixty made-up posts of six institutions, each institution with its own headings; the third set puts defects into
them."""
from held_out_sites import Paper

# Headings: purpose, functions, shares of time, wanted knowledge, liked knowledge, schooling, experience, skills.
INSTITUTIONS = [
    {
        "name": "municipality",
        "headings": ["Misión", "Funciones", "Funciones clave", "Conocimientos indispensables",
            "Conocimientos deseables", "Formación", "Experiencia", "Habilidades"],
        "unit": "Dirección de Servicios Municipales",
        "system": "Registro Único de Contribuyentes Locales",
        "posts": ["Encargado de Mercados", "Fontanero Municipal", "Oficial de Tránsito", "Cajero de Tesorería",
                  "Jardinero de Parques", "Inspector de Comercio", "Promotor de Deportes",
                  "Auxiliar de Registro Civil", "Operador de Compactador", "Jefe de Alumbrado"],
        "verbs": ["Cobrar", "Vigilar", "Reparar", "Empadronar", "Inspeccionar", "Repartir", "Limpiar", "Asentar"],
        "things": ["los derechos de piso de los comerciantes", "el uso de la vía pública en días de plaza",
                   "las luminarias fundidas de los barrios", "a los vendedores ambulantes del centro",
                   "los rótulos colocados sin licencia", "las boletas de aseo urbano", "los canales de aguas lluvias",
                   "las partidas de nacimiento y de defunción",
                   "los puestos desocupados del rastro", "las fugas de la red de riego",
                   "los remates de solares baldíos", "las canchas de la villa deportiva",
                   "los convenios de pago de impuestos", "las podas de árboles peligrosos",
                   "los nichos del cementerio general"],
        "tails": ["y entregar la cuenta al tesorero", "con el visto bueno del síndico", "en las rutas señaladas",
            "antes de las nueve de la mañana", "según la ordenanza respectiva"],
        "schooling": "Educación media completa.", "experience": "Seis meses en labores parecidas.",
        "knowledge": ["Ley de tributos locales", "Lectura de medidores", "Electricidad domiciliar",
            "Trato con vendedores", "Cálculo de mora", "Podas seguras", "Señales viales"],
        "skills": ["Buen trato", "Fuerza física moderada", "Puntualidad", "Trabajo en la calle"],
    },
    {
        "name": "hospital",
        "headings": ["Propósito", "Funciones", "Funciones clave", "Conocimientos indispensables",
            "Conocimientos deseables", "Escolaridad", "Experiencia", "Aptitudes"],
        "unit": "Servicio de Medicina Interna",
        "system": "Expediente Clínico Electrónico",
        "posts": ["Enfermera de Quirófano", "Camillero de Urgencias", "Químico de Laboratorio", "Dietista Clínica",
                  "Técnico en Rayos X", "Archivista Clínico", "Lavandero de Ropería",
                  "Trabajadora Social", "Farmacéutico de Guardia", "Jefa de Esterilización"],
        "verbs": ["Aplicar", "Trasladar", "Tomar", "Esterilizar", "Dispensar", "Anotar", "Vigilar", "Pesar"],
        "things": ["los medicamentos indicados por el médico tratante", "a los pacientes entre el quirófano y la sala",
                   "las muestras de sangre en ayunas", "el instrumental de cirugía mayor",
                   "las dietas blandas de los encamados", "los signos vitales de cada turno",
                   "las placas de tórax y de huesos", "los sueros vencidos del carro rojo",
                   "la ropa contaminada de aislamiento", "las altas voluntarias", "los biológicos en cadena de frío",
                   "las referencias hacia otros centros",
                   "los tanques de oxígeno portátiles", "a los recién nacidos de la sala cuna",
                   "las curaciones de úlceras por presión"],
        "tails": ["y firmar la hoja de enfermería", "con doble verificación de identidad", "bajo técnica aséptica",
            "en el turno que le toque", "según la guía clínica"],
        "schooling": "Título de técnico o licenciado en salud.", "experience": "Dos años en hospital de segundo nivel.",
        "knowledge": ["Técnica aséptica", "Cadena de frío", "Farmacología básica", "Bioseguridad",
            "Manejo de desechos bioinfecciosos", "Nutrición clínica", "Reanimación"],
        "skills": ["Serenidad", "Trato humano", "Resistencia al turno nocturno", "Orden"],
    },
    {
        "name": "ministry",
        "headings": ["Objetivo", "Funciones generales", "Funciones clave", "Conocimientos requeridos",
            "Conocimientos deseables", "Formación académica", "Experiencia laboral", "Competencias personales"],
        "unit": "Viceministerio de Comercio Exterior",
        "system": "Sistema Nacional de Inversión Pública",
        "posts": ["Analista de Aranceles", "Asesor de Tratados", "Redactor de Discursos", "Estadígrafo Sectorial",
                  "Oficial de Protocolo", "Auditor de Fondos", "Traductor Oficial",
                  "Gestor de Cooperación", "Técnico de Presupuesto", "Director de Estudios"],
        "verbs": ["Negociar", "Redactar", "Traducir", "Cuantificar", "Dictaminar", "Consolidar", "Presupuestar",
            "Auditar"],
        "things": ["las concesiones arancelarias con los países socios", "los discursos del despacho",
                   "las actas de las rondas multilaterales", "el efecto fiscal de las reformas",
                   "los anteproyectos de decreto", "las metas del plan quinquenal", "los desembolsos de la cooperación",
                   "las notas verbales de las embajadas",
                   "las cuotas de importación de lácteos", "los gastos reservados", "las series históricas de empleo",
                   "los recursos de revisión de las empresas",
                   "las visitas de delegaciones extranjeras", "los fideicomisos del sector",
                   "las respuestas al parlamento"],
        "tails": ["para la firma del titular", "dentro del ejercicio fiscal", "con la opinión de la asesoría jurídica",
            "y publicar el resultado en el boletín", "ante los organismos rectores"],
        "schooling": "Licenciatura en Economía o Derecho.", "experience": "Tres años en la administración pública.",
        "knowledge": ["Comercio internacional", "Técnica legislativa", "Econometría", "Idioma inglés",
            "Protocolo diplomático", "Presupuesto público", "Contratación del Estado"],
        "skills": ["Discreción", "Buena redacción", "Pensamiento crítico", "Negociación"],
    },
    {
        "name": "school",
        "headings": ["Objetivo", "Tareas", "Funciones clave", "Conocimientos indispensables", "Conocimientos deseables",
            "Formación", "Experiencia", "Actitudes"],
        "unit": "Coordinación de Bienestar Estudiantil",
        "system": "Sistema de Control de Notas",
        "posts": ["Maestro de Primer Ciclo", "Bibliotecaria Escolar", "Prefecto de Disciplina",
                  "Orientadora Vocacional", "Conserje de Edificio", "Profesor de Física", "Secretaria Académica",
                  "Laboratorista Docente", "Entrenador de Natación", "Subdirectora de Ciclo"],
        "verbs": ["Enseñar", "Calificar", "Cuidar", "Orientar", "Abrir", "Matricular", "Prestar", "Ensayar"],
        "things": ["la lectura y la escritura a los grados iniciales", "los exámenes de período",
                   "el orden de los recreos y de las filas", "a los alumnos que repiten curso",
                   "los portones al inicio de la jornada", "a los estudiantes de nuevo ingreso",
                   "los libros de texto del banco", "los actos cívicos de los lunes",
                   "los reactivos de las prácticas", "las reuniones con padres de familia", "el refrigerio escolar",
                   "las excursiones del trimestre",
                   "los refuerzos de matemática", "la piscina y los vestidores", "las constancias de conducta"],
        "tails": ["de acuerdo con el programa de estudio", "con paciencia y respeto", "al terminar cada bimestre",
            "y avisar a la familia", "en las aulas asignadas"],
        "schooling": "Profesorado o licenciatura en Educación.", "experience": "Un año frente a grupo.",
        "knowledge": ["Didáctica general", "Evaluación del aprendizaje", "Primeros auxilios", "Clasificación de libros",
            "Psicología evolutiva", "Higiene de piscinas", "Legislación educativa"],
        "skills": ["Paciencia", "Voz clara", "Creatividad", "Ejemplo personal"],
    },
    {
        "name": "court",
        "headings": ["Misión", "Funciones", "Funciones clave", "Conocimientos indispensables",
            "Conocimientos deseables", "Formación", "Experiencia", "Aptitudes"],
        "unit": "Secretaría de Actuaciones Judiciales",
        "system": "Sistema de Seguimiento de Causas",
        "posts": ["Secretario de Juzgado", "Citador Judicial", "Perito Contable", "Resolutor de Sala",
                  "Archivero Judicial", "Intérprete de Señas", "Custodio de Evidencias",
                  "Mediador Familiar", "Digitador de Audiencias", "Administrador de Tribunal"],
        "verbs": ["Notificar", "Foliar", "Citar", "Redactar", "Embargar", "Custodiar", "Transcribir", "Certificar"],
        "things": ["las resoluciones a las partes", "los legajos de cada causa", "a los testigos y a los peritos",
                   "los proyectos de sentencia", "los bienes señalados por el actor",
                   "las piezas de convicción", "las audiencias de vista pública", "los exhortos de otros países",
                   "las cauciones juratorias", "los recursos de casación",
                   "las copias de los autos", "a los menores en entrevista", "los turnos de los defensores",
                   "las boletas de libertad", "los sellos y las rúbricas"],
        "tails": ["dentro de tercero día", "con la fe del secretario", "según el código procesal",
            "para el juez que conoce", "y dejar constancia en el libro"],
        "schooling": "Abogado autorizado o estudiante egresado.", "experience": "Dos años en sede judicial.",
        "knowledge": ["Derecho procesal", "Derecho de familia", "Cadena de custodia", "Redacción jurídica",
            "Lengua de señas", "Taquigrafía", "Mediación"],
        "skills": ["Imparcialidad", "Reserva", "Redacción clara", "Atención"],
    },
    {
        "name": "water company",
        "headings": ["Objetivo", "Funciones", "Funciones clave", "Conocimientos indispensables",
            "Conocimientos deseables", "Escolaridad", "Experiencia", "Habilidades"],
        "unit": "Gerencia de Operaciones de Acueducto",
        "system": "Sistema de Telemetría de Pozos",
        "posts": ["Bombero de Pozo", "Lector de Contadores", "Químico de Planta", "Cuadrillero de Redes",
                  "Topógrafo de Campo", "Dibujante de Planos", "Cobrador de Ruta",
                  "Soldador de Tuberías", "Vigilante de Embalse", "Supervisora de Facturación"],
        "verbs": ["Bombear", "Clorar", "Leer", "Soldar", "Levantar", "Dibujar", "Suspender", "Muestrear"],
        "things": ["el agua desde el pozo hasta el tanque elevado", "los caudales de la planta potabilizadora",
                   "los contadores de las zonas altas", "las tuberías de hierro dúctil",
                   "las curvas de nivel del trazo", "los planos de catastro de redes", "el servicio de los morosos",
                   "el cloro residual en los grifos", "las válvulas reguladoras",
                   "los filtros rápidos de arena", "las acometidas clandestinas", "las compuertas del embalse",
                   "las facturas devueltas", "los grupos electrógenos", "las arquetas hundidas"],
        "tails": ["sin dejar la zanja abierta", "y reportar al centro de mando", "en horas de baja demanda",
            "con equipo de protección", "según la orden de trabajo"],
        "schooling": "Bachiller técnico o ingeniero, según la plaza.", "experience": "Un año en acueductos.",
        "knowledge": ["Hidráulica de tuberías", "Cloración", "Topografía", "Dibujo asistido", "Soldadura eléctrica",
            "Seguridad en zanjas", "Atención de reclamos"],
        "skills": ["Vista sana", "Trabajo en cuadrilla", "Cuidado de la herramienta", "Honradez"],
    },
]


def third_posts(random):
    """The sixty papers. `institution` holds the words of its institution; every other paper of an institution is in
    capitals.

    The papers have no defect on purpose.
    """
    papers = []
    for number, place in enumerate(INSTITUTIONS):
        pairs = [(verb, thing) for thing in place["things"] for verb in random.sample(place["verbs"], 7)]
        random.shuffle(pairs)
        for index, post in enumerate(place["posts"]):
            capitals = (index + number) % 2 == 1
            paper = Paper(f"content/puestos/{place['name'].replace(' ', '-')}-{index}.md", "job", capitals=capitals)
            paper.institution, say = place, paper.say
            lead = index == 9
            paper.front = [("título", say(post)), ("código", f"{place['name'][:3].upper()}-{index:03}")]
            if lead:
                paper.front += [("puestos bajo su cargo", "5")]
            purpose, functions, shares, wanted, liked, schooling, experience, skills = place["headings"]
            words = [say(f"{verb} {thing} {random.choice(place['tails'])}.") for verb, thing in take(pairs, 6)]
            paper.sections = [[purpose, "text", [say(f"Contribuir a que la institución cumpla con la población en lo "
                f"que toca a {place['things'][index].removeprefix('a ')}.")]]]
            paper.sections.append([functions, "list", words])
            if index % 3 == 0:
                rows = [[say(f"{verb} {thing}."), share] for (verb, thing),
                    share in zip(take(pairs, 4), ["45%", "25%", "20%", "10%"])]
                paper.sections.append([shares, ("Función", "% tiempo"), rows])
            known = random.sample(place["knowledge"], 7)
            levels = random.choice([["Alto", "Medio", "Básico", "Medio"], ["80", "60", "70", "60"]])
            paper.sections.append([wanted, ("Conocimiento", "Nivel"),
                [[say(k), say(level)] for k, level in zip(known[:4], levels)]])
            paper.sections.append([liked, "list", [say(k) for k in known[4:]]])
            paper.sections.append([schooling, "text", [say(place["schooling"])]])
            paper.sections.append([experience, "text", [say(place["experience"])]])
            paper.sections.append([skills, "list",
                [say(s) for s in (["Dirección de personas"] if lead else []) + place["skills"]]])
            if index % 2 == 0:
                paper.sections += [["Riesgos", "text", ["N/A"]], ["Equipo asignado", "text", ["N/A"]]]
            papers.append(paper)
    return papers


def take(pairs, count):
    """The next pairs of a verb and an object; no object appears twice."""
    taken = []
    for pair in list(pairs):
        if len(taken) == count:
            break
        if all(pair[1] != other[1] for other in taken):
            pairs.remove(pair)
            taken.append(pair)
    return taken
