"""The third set of defects: wordings by kind, put into the posts of `third_posts.py` in small letters and in capitals.

Its author had read neither the rules nor their word lists. Every wording is used once in each case.
"""
from held_out_sites import MARK

ACRONYMS = ["SIAF", "POA", "UACI", "CENSA"]


def change(paper, headings, number, words):
    """Replaces an item below one of the institution's headings (numbers of `place['headings']`) by marked words."""
    rows = paper.section(*[paper.institution["headings"][h] for h in headings])[2]
    number %= len(rows)
    old = rows[number][0] if isinstance(rows[number], list) else rows[number]
    new = MARK + (words(old) if callable(words) else paper.say(words))
    if isinstance(rows[number], list):
        rows[number][0] = new
    else:
        rows[number] = new


def functions(paper):
    return paper.section(paper.institution["headings"][1])[2]


def shares(paper):
    section = paper.section(paper.institution["headings"][2])
    return section and section[2]


def field(name, value):
    def put(paper, n):
        paper.front.append((MARK + name, value))
        return True
    return put


def section(title, text):
    def put(paper, n):
        paper.sections.append([MARK + title if not text else title, "text", [MARK + paper.say(t) for t in text]])
        return True
    return put


def in_function(words):
    """Replaces a function: by words, or by what a function makes of the paper and the old words."""
    def put(paper, n):
        change(paper, [1], n, (lambda old: words(paper, old)) if callable(words) else words)
        return True
    return put


def in_section(heading, number, words):
    def put(paper, n):
        change(paper, [heading], number, (lambda old: words(paper, old)) if callable(words) else words)
        return True
    return put


def rest(old):
    return old.split(" ", 1)[1]


def noun(ending):
    return in_function(lambda paper, old: paper.say(ending) + rest(old))


def append(text):
    """Appends words to a function, before its full stop."""
    return in_function(lambda paper, old: old.rstrip(".") + paper.say(text))


def variant(which, make):
    """Writes a name in three functions of the paper: twice unchanged, once in another form."""
    def put(paper, n):
        name = paper.institution[which]
        other = make(name)
        if name == other:
            return False
        the = "el " if name.split()[0] in ("Registro", "Servicio", "Sistema", "Viceministerio", "Expediente") else "la "
        for number, (link, written) in enumerate([(", de acuerdo con ", name), (", junto con ", name),
                (", por encargo de ", other)]):
            change(paper, [1], number, lambda old: old.rstrip(".") + paper.say(link + the + written + "."))
        return True
    return put


def time(values):
    def put(paper, n):
        rows = shares(paper)
        if not rows:
            return False
        for row, value in zip(rows, values):
            row[0], row[1] = MARK + row[0], value
        return True
    return put


def rest_function(words, share):
    def put(paper, n):
        rows = shares(paper)
        if not rows:
            return False
        others = (100 - share) // 3
        rows[3][0], rows[3][1] = MARK + paper.say(words), f"{share}%"
        for row in rows[1:3]:
            row[1] = f"{others}%"
        rows[0][1] = f"{100 - share - 2 * others}%"
        return True
    return put


def same(make):
    def put(paper, n):
        rows = functions(paper)
        words = rows[1]
        rows[1], rows[4] = MARK + words, MARK + make(paper, words)
        return True
    return put


def copied(make):
    def put(paper, n):
        other = next(p for p in paper.others if p.institution is paper.institution and p.capitals == paper.capitals)
        rows = functions(paper)
        rows[2] = MARK + make(paper, functions(other)[3])
        return True
    return put


def flat(heading, value, columns=None):
    def put(paper, n):
        if columns:
            title, items = columns
            paper.sections.append([title, ("Aspecto", "Nivel"),
                [[MARK + paper.say(i), paper.say(value)] for i in items]])
            return True
        for row in paper.section(paper.institution["headings"][heading])[2]:
            row[0], row[1] = MARK + row[0], paper.say(value)
        return True
    return put


def twice(heading, make):
    def put(paper, n):
        rows = paper.section(paper.institution["headings"][heading])[2]
        row = rows[0]
        words = row[0] if isinstance(row, list) else row
        again = MARK + make(paper, words)
        if isinstance(row, list):
            row[0] = MARK + words
            rows.append([again] + row[1:])
        else:
            rows[0] = MARK + words
            rows.append(again)
        return True
    return put


def both(make):
    def put(paper, n):
        wanted, liked = (paper.section(paper.institution["headings"][h])[2] for h in (3, 4))
        words = wanted[1][0]
        wanted[1][0] = MARK + words
        liked[0] = MARK + make(paper, words)
        return True
    return put


def leads(key, value, function=None):
    """A post that leads people and has no leadership among its skills."""
    def put(paper, n):
        if any(k == "puestos bajo su cargo" for k, _ in paper.front):
            return False
        skills = paper.institution["headings"][7]
        section = paper.section(skills)
        if key:
            paper.front.append((MARK + key, value))
        section[0] = MARK + section[0]
        if function:
            change(paper, [1], 0, function)
        return True
    return put


def plain(pattern, words):
    """Removes the accents of words; only in documents in capitals."""
    def put(paper, n):
        if not paper.capitals:
            return False
        change(paper, [pattern], n, lambda old: old.rstrip(".") + words + ".")
        return True
    return put


def acronyms(first, other):
    def put(paper, n):
        change(paper, [1], 0, lambda old: old.rstrip(".") + paper.say(" en el ") + first + ".")
        change(paper, [1], 1, lambda old: old.rstrip(".") + paper.say(" con el ") + first + ".")
        change(paper, [1], 2, lambda old: old.rstrip(".") + paper.say(" y el ") + other + ".")
        return not paper.capitals or other.upper() != first.upper()
    return put


def not_applicable(*values):
    def put(paper, n):
        for title, value in zip(["Riesgos", "Equipo asignado", "Viajes"], values):
            old = paper.section(title)
            if old:
                old[2][0] = MARK + value
            else:
                paper.sections.append([title, "text", [MARK + value]])
        return True
    return put


def small(paper, words):
    """Returns the words as they stand inside a sentence of the paper."""
    return words if paper.capitals else words[0].lower() + words[1:]


KINDS = {
    # An empty section that makes a document a draft is told by borrador.
    "blank-field": ({"campo-en-blanco", "seccion-vacia", "sin-rellenar", "valor-invalido", "falta-obligatorio",
        "borrador"}, [
        field("nivel salarial", ""), field("jefe inmediato", "''"), field("plaza", '""'),
        field("fecha de aprobación", "null"), field("ubicación", "~"),
        section("Condiciones de trabajo", []), section("Relaciones internas", ["Con: \\", "Para:"]),
        section("Equipo a cargo", ["Vehículo:"]),
        field("horario", "[]"), section("Responsabilidad por valores", ["Monto en colones: ."])]),
    "na-mixed": ({"no-aplica-mezclado", "no-aplica-mal-escrito"}, [
        not_applicable("N/A", "No aplica"), not_applicable("NA", "N/A"), not_applicable("No aplica.", "N.A."),
        not_applicable("N/A", "N/A", "n/a"), not_applicable("No Aplica", "N/A"),
        not_applicable("No procede", "No aplica"), not_applicable("N / A", "N/A"),
        not_applicable("Ninguno", "N/A", "Ninguna"), not_applicable("NO APLICA", "N/A"),
        not_applicable("-N/A-", "N/A")]),
    "name-variant": ({"nombre-con-variante", "nombre-de-varios-modos", "referencia-desconocida"}, [
        variant("unit", lambda t: t.replace(" de ", " ", 1)), variant("system", lambda t: t.replace(" de ", " ", 1)),
        variant("unit", lambda t: t.replace(" de ", " de la ", 1)),
        variant("system", lambda t: t.replace(" de ", " del ", 1)),
        variant("unit", lambda t: t[:-1] if t.endswith("s") else t + "s"),
        variant("system", lambda t: t[:-1] if t.endswith("s") else t + "s"),
        variant("unit", lambda t: t.replace(" de ", " para ", 1)), variant("system", lambda t: t.replace(" ", "s ", 1)),
        variant("unit", lambda t: t.replace(" ", "s ", 1)),
        variant("unit", lambda t: t.replace(" de ", " de los ", 1))]),
    "time-sum": ({"tiempo-no-suma"}, [
        time(["45%", "25%", "20%", "5%"]), time(["50%", "30%", "20%", "10%"]), time(["40 %", "20 %", "20 %", "10 %"]),
        time(["35", "25", "20", "10"]), time(["60%", "60%", "20%", "10%"]),
        time(["30%", "30%", "20%", "15%"]), time(["0.4", "0.3", "0.2", "0.2"]), time(["45%", "25%", "20%", "11%"]),
        time(["33,3%", "33,3%", "20%", "10%"]), time(["25%", "25%", "25%", "15%"])]),
    "catch-all": ({"funcion-de-todo"}, [
        rest_function("Otras actividades asignadas por el jefe.", 31),
        rest_function("Las demás que le encomiende su superior inmediato.", 40),
        rest_function("Otras funciones afines al cargo.", 25),
        rest_function("Realizar cualquier otra tarea que le soliciten.", 28),
        rest_function("Apoyar en lo que sea necesario.", 34), rest_function("Varios.", 22),
        rest_function("Desempeñar las labores adicionales que la jefatura estime convenientes.", 37),
        rest_function("Actividades diversas inherentes a la plaza.", 25),
        rest_function("Todas las que se deriven del puesto.", 30), rest_function("Otros.", 22)]),
    "same-task": ({"funcion-repetida", "funcion-contradictoria", "funcion-casi-repetida", "entrada-repetida"}, [
        same(lambda p, t: t), same(lambda p, t: t.rstrip(".")), same(lambda p, t: t.rstrip(".") + ";"),
        same(lambda p, t: t.rstrip(".") + p.say(" oportunamente.")),
        same(lambda p, t: t.split(" ", 1)[0] + p.say(" debidamente ") + rest(t)),
        same(lambda p, t: t.replace(p.say(" los "), p.say(" todos los "), 1).replace(p.say(" las "),
            p.say(" todas las "), 1)),
        same(lambda p, t: t.replace(p.say(" y "), p.say(" e "), 1).rstrip(".") + " ."),
        same(lambda p, t: p.say("a) ") + t), same(lambda p, t: t.rstrip(".") + p.say(", cuando corresponda.")),
        same(lambda p, t: "**" + t + "**")]),
    "not-infinitive": ({"funcion-sin-infinitivo"}, [
        noun("Elaboración de "), noun("Responsable de "), noun("Realiza "), noun("Controlando "), noun("Encargada de "),
        noun("Supervisa y controla "), noun("Apoyo en "), noun("Seguimiento a "),
        noun("Debe revisar "), noun("Revisión y despacho de "), noun("Líder "), noun("Que se cumplan "),
        noun("Atenderá "), noun("Es responsable de "), noun("Velando por ")]),
    "copied-function": ({"funcion-copiada", "funcion-comun-divergente"}, [
        copied(lambda p, t: t), copied(lambda p, t: t.rstrip(".")), copied(lambda p, t: t.rstrip(".") + ";"),
        copied(lambda p, t: t.rstrip(".") + ","), copied(lambda p, t: "“" + t + "”"),
        copied(lambda p, t: t.replace(" ", "  ", 2)), copied(lambda p, t: t.rstrip(".") + "..")]),
    "flat-scale": ({"escala-plana"}, [
        flat(3, "Alto"), flat(3, "100%"), flat(3, "Avanzado"), flat(3, "5"), flat(3, "Excelente"), flat(3, "X"),
        flat(3, "Muy bueno"),
        flat(0, "Alta", ("Esfuerzos", ["Esfuerzo físico", "Esfuerzo mental", "Esfuerzo visual"])),
        flat(0, "3", ("Riesgos laborales", ["Caídas", "Cortes", "Ruido", "Polvo"])),
        flat(0, "Medio", ("Competencias valoradas", ["Escucha", "Constancia", "Iniciativa", "Orden"]))]),
    "item-twice": ({"entrada-repetida", "funcion-repetida"}, [
        twice(7, lambda p, t: t), twice(7, lambda p, t: t + "."),
        twice(7, lambda p, t: t.upper() if not p.capitals else t), twice(4, lambda p, t: t), twice(3, lambda p, t: t),
        twice(7, lambda p, t: p.say("El ") + small(p, t)),
        twice(4, lambda p, t: p.say("Conocimiento de ") + small(p, t)), twice(7, lambda p, t: t + ";"),
        twice(4, lambda p, t: t + p.say(" (deseable)")),
        twice(3, lambda p, t: t.rstrip("s") if t.endswith("s") else t + " ")]),
    "knowledge-both": ({"conocimiento-doble"}, [
        both(lambda p, t: t), both(lambda p, t: t + "."), both(lambda p, t: p.say("Manejo de ") + small(p, t)),
        both(lambda p, t: p.say("Conocimientos de ") + small(p, t)), both(lambda p, t: t + p.say(" (avanzado)")),
        both(lambda p, t: p.say("Curso de ") + small(p, t)), both(lambda p, t: p.say("Capacitación en ") + small(p, t)),
        both(lambda p, t: p.say("Diplomado en ") + small(p, t) + "."), both(lambda p, t: t + p.say(", de preferencia")),
        both(lambda p, t: p.say("Buen nivel de ") + small(p, t))]),
    "leader": ({"jefatura-sin-liderazgo"}, [
        leads("puestos bajo su cargo", "6"), leads("personal a cargo", "12"), leads("supervisa a", "cuatro auxiliares"),
        leads("puestos bajo su cargo", "3 técnicos"), leads("subordinados", "8")]),
    "placeholder": ({"sin-rellenar", "campo-en-blanco"}, [
        in_function("XXXX"), in_function("[Describir la función]"), in_function("Por definir."),
        in_function("Pendiente."), in_function("________"), in_section(7, 1, "-"), in_section(7, 1, "Completar"),
        in_section(5, 0, "(indicar carrera)"),
        in_section(6, 0, "___ años"), in_function("Aquí va la función"), append(" de la unidad XXX."),
        append(" (PENDIENTE DE VALIDAR)."), in_section(5, 0, "Lorem ipsum dolor sit amet"),
        in_section(6, 0, "A definir"), in_section(7, 0, "???"),
        in_section(6, 0, "TBD"), in_section(7, 1, "0"), append(" según el artículo ___ del reglamento."),
        in_section(5, 0, "S/D"), in_function("Texto pendiente de RR. HH.")]),
    "cut-off": ({"frase-cortada"}, [
        append(" y"), append(" de la"), append(" para"), append(", así como"), append(" con el"), append(" en los"),
        append(" que se"), append(" por medio de"), append(" y de los."), append(" a fin de"), append(", debiendo"),
        append(" o"),
        append(" mediante"), append(" según"), append(" (conforme al"), append(" bajo la")]),
    "two-functions": ({"dos-funciones-en-una"}, [
        append(". Custodiar las llaves del almacén."), append("; llevar el control de asistencia."),
        append(".Redactar el informe del mes."), append(" / Atender el conmutador."),
        append(". También debe archivar los comprobantes."), append("; asimismo, rendir cuentas al auditor."),
        append(". Además, elaborar las planillas de pago."), append(" • Barrer el patio central."),
        append(" 2) Ordenar la bodega general."), append(" - Sellar la correspondencia.")]),
    "discrimination": ({"requisito-discriminatorio"}, [
        in_section(7, 1, "Edad entre 25 y 40 años"), in_section(7, 1, "Sexo femenino"),
        in_section(7, 1, "Buena presencia"), in_section(6, 0, "Un año en labores afines. Menor de 30 años."),
        in_section(7, 1, "Excelente presentación"), in_section(7, 1, "Ser varón"),
        in_section(5, 0, "Bachiller, de preferencia hombre."), in_section(7, 1, "Soltera y sin hijos"),
        in_section(7, 1, "Estatura mínima 1.65 m"), in_section(7, 1, "No mayor de 35 años"),
        in_section(7, 1, "Persona de complexión delgada"), in_section(7, 1, "No estar embarazada"),
        in_section(7, 1, "Nacionalidad y credo católico"), in_section(7, 1, "Señorita con buen porte")]),
    "accent-capitals": ({"mayuscula-sin-tilde"}, [
        plain(1, " SEGUN LA GUIA"), plain(1, " EN SU COORDINACION"), plain(1, " DEL AREA TECNICA"),
        plain(1, " CON LA POLITICA VIGENTE"), plain(1, " POR TELEFONO"), plain(1, " Y DAR INFORMACION"),
        plain(1, " PARA EL PUBLICO EN GENERAL"),
        plain(1, " DEL SISTEMA ELECTRONICO"), plain(1, " EN DIAS HABILES"), plain(1, " ADEMAS DE LA GESTION"),
        plain(1, " A TRAVES DE LA OFICINA"), plain(1, " SEGUN EL CODIGO"), plain(1, " DEL REGIMEN INTERNO"),
        plain(1, " CON EL MEDICO")]),
    "acronym": ({"sigla-de-varios-modos", "nombre-de-varios-modos"}, [
        acronyms("SIAF", "S.I.A.F."), acronyms("POA", "POAs"), acronyms("UACI", "U.A.C.I"), acronyms("CENSA", "Censa"),
        acronyms("SIAF", "SIAF's"), acronyms("POA", "P.O.A."), acronyms("UACI", "Uaci"), acronyms("SIAF", "SiAF")]),
}
SETTINGS = {"content/site.yaml": "institución: Registro de Prueba\nlengua: es\n"}
