"""Kinds of defect, each with the codes that point at it and the ways in which it is put into a document.

A mutation returns the numbers (from 0) of the lines at which a finding is right, or None where the document has no
place for it.
"""
import re

from documents import fold

KINDS = {}


def kind(name, *codes):
    def add(function):
        KINDS[name] = (set(codes), function)
        return function
    return add


def pick(random, things):
    things = list(things)
    return random.choice(things) if things else None


def as_written(document, words):
    """Returns the words in capitals if the document is in capitals."""
    return words.upper() if document.capitals else words


def insert(document, line, text):
    document.lines.insert(line, text)
    return [line]


@kind("blank-field", "campo-en-blanco", "seccion-vacia")
def blank_field(document, random):
    if not document.front():
        return None
    names = {"puestos": ["folio", "grupo", "grado", "número de puestos", "sector industria", "tipo de experiencia",
        "área de experiencia"],
             "protocolos": ["costo", "plazo de respuesta", "código"],
             "estandares": ["código", "revisión cada"]}.get(document.type)
    if not names:
        return None
    present = {fold(document.lines[n].split(":")[0]) for n in document.front()}
    free = [n for n in names if fold(n) not in present]
    name = pick(random, free)
    if not name:
        return None
    return insert(document, document.front()[-1] + 1, name + ":"
        + random.choice(["", " ", "            # falta", ' ""']))


@kind("na-mixed", "no-aplica-mezclado", "no-aplica-mal-escrito")
def na_mixed(document, random):
    places = [n for n, line in enumerate(document.lines)
        if line.strip() in ("N/A", "N/A.", "No aplica", "NO APLICA", "n/a")]
    if len(places) < 2:
        return None
    place = random.choice(places)
    now = document.lines[place].strip()
    document.lines[place] = random.choice([w for w in ("N/A", "N/A.", "No aplica", "N.A.", "n/a") if w != now])
    return places


@kind("name-variant", "nombre-con-variante", "nombre-de-varios-modos")
def name_variant(document, random):
    if document.capitals:
        return None
    names = [t for t in document.titles if len(t.split()) >= 4 and re.search(r" (de|del|al|a la|de la) ", t)]
    name = pick(random, names)
    tasks = document.tasks()
    if not name or not tasks:
        return None
    other = random.choice([
        lambda t: re.sub(r" (de la|del|al|de) (?!.* (de la|del|al|de) )", " ", t, count=1),
        lambda t: re.sub(r" del ", " de ", t, count=1)
        if " del " in t else re.sub(r" de (?=[A-Z])", " del ", t, count=1),
    ])(name)
    if other == name:
        return None
    line, words, write = random.choice(tasks)
    write(words.rstrip(".") + random.choice([", en coordinación con el ", ", según lo acuerde el "]) + other + ".")
    return [line]


@kind("time-sum", "tiempo-no-suma")
def time_sum(document, random):
    for title, header, rows in document.tables("funciones claves"):
        names = [fold(c) for c in document.cells(header)]
        column = next((i for i, c in enumerate(names) if "tiempo" in c), None)
        if column is None or any(fold(document.lines[n]).startswith("tiempo ") for n in document.front()):
            return None
        line = random.choice(rows)
        cells = document.cells(line)
        share = re.match(r"(\d+)", cells[column])
        if not share or int(share[1]) < 15:
            return None
        cells[column] = f"{int(share[1]) + random.choice([-10, -5, 5, 10])}%"
        document.set_cells(line, cells)
        return rows
    return None


@kind("catch-all", "funcion-de-todo")
def catch_all(document, random):
    for title, header, rows in document.tables("funciones claves"):
        names = [fold(c) for c in document.cells(header)]
        column = next((i for i, c in enumerate(names) if "tiempo" in c), None)
        if column is None:
            return None
        big = [n for n in rows if (m := re.match(r"(\d+)", document.cells(n)[column])) and int(m[1]) >= 20]
        line = pick(random, big)
        if line is None:
            return None
        cells = document.cells(line)
        cells[0] = as_written(document, random.choice([
            "Realizar otras actividades que se le asignen.", "Otras funciones afines al puesto.",
            "Las demás que le encomiende su jefe.",
            "Ejecutar otras tareas relacionadas con el área.", "Cualquier otra función asignada por la jefatura.",
            "Desempeñar las demás funciones inherentes al cargo.", "Apoyar en otras labores del área."]))
        document.set_cells(line, cells)
        return [line]
    return None


@kind("same-task", "funcion-repetida", "funcion-contradictoria", "funcion-casi-repetida")
def same_task(document, random):
    tasks = [t for t in document.tasks() if len(t[1].split()) >= 7 and "[[" not in t[1]]
    if len(tasks) < 4:
        return None
    (first, words, _), (second, _, write) = random.sample(tasks, 2)
    where = {n: (title, start) for title, start, end in document.sections() for n in range(start, end)}
    if where.get(first, (0,))[0] != where.get(second, (1,))[0]:
        return None
    parts = words.rstrip(".").split()
    extra = as_written(document, random.choice(["oportunamente", "diligentemente", "siempre"]))
    change = random.choice([
        lambda: words, lambda: words.rstrip(".") if words.endswith(".") else words + ".", lambda: words.swapcase()
        if False else words.replace(",", ""),
        lambda: " ".join(parts[:1] + [extra] + parts[1:]) + ".",
        lambda: " ".join(p for i, p in enumerate(parts)
            if not (i == next((k for k, q in enumerate(parts) if fold(q) in ("los", "las", "la", "el")), -1))) + "."])
    write(change())
    return [first, second]


@kind("not-infinitive", "funcion-sin-infinitivo")
def not_infinitive(document, random):
    tasks = [t for t in document.tasks() if re.match(r"\w+[aei]r\b", fold(t[1]))]
    if len(tasks) < 4:
        return None
    line, words, write = random.choice(tasks)
    verb, _, rest = words.partition(" ")
    stem = verb[:-2]
    ending = fold(verb[-2:])
    gerund = stem + ("ando" if ending == "ar" else "iendo")
    third = stem + ("a" if ending == "ar" else "e")
    write(random.choice([
        as_written(document, gerund) + " " + rest, as_written(document, third) + " " + rest,
        as_written(document, "Líder en ") + rest, as_written(document, "Responsable de ") + rest,
        as_written(document, "Seguimiento de ") + rest,
        as_written(document, "Titular de ") + rest, as_written(document, "Control de ") + rest]))
    return [line]


@kind("copied-function", "funcion-copiada", "funcion-comun-divergente")
def copied_function(document, random):
    other = pick(random, [d for d in document.others if d.type == "puestos" and d.capitals == document.capitals])
    own, their = document.tasks(), [t for t in other.tasks() if len(t[1].split()) >= 6
        and "[[" not in t[1]] if other else []
    if not own or not their:
        return None
    line, _, write = random.choice(own)
    words = random.choice(their)[1]
    write(random.choice([lambda: words, lambda: words.replace(",", "", 1), lambda: words.rstrip(".") + ";"])())
    return [line]


@kind("flat-scale", "escala-plana")
def flat_scale(document, random):
    found = []
    for title, header, rows in document.tables():
        names = [fold(c) for c in document.cells(header)]
        column = next((i for i, c in enumerate(names) if c.startswith("nivel")), None)
        if column is not None and len(rows) >= 3:
            found.append((column, rows))
    place = pick(random, found)
    if not place:
        return None
    column, rows = place
    rows = list(rows)
    level = random.choice(["80", "100", "3"])
    while len(rows) < 5:
        document.lines.insert(rows[-1] + 1, document.lines[rows[-1]])
        cells = document.cells(rows[-1])
        rows.append(rows[-1] + 1)
        cells[0] = as_written(document, random.choice(["Manejo de archivos", "Gestión del tiempo", "Redacción de actas",
            "Lectura de planos", "Registro de datos"]) + f" {len(rows)}")
        document.set_cells(rows[-1], cells)
    for n in rows:
        cells = document.cells(n)
        cells[column] = level
        document.set_cells(n, cells)
    return rows


@kind("item-twice", "entrada-repetida", "funcion-repetida")
def item_twice(document, random):
    items = [i for i in document.items() if len(i[2]) > 8]
    lists = {}
    for title, start, end in document.sections():
        own = [i for i in items if start <= i[0] < end]
        if len(own) > 1 and not title.startswith(("relaciones", "funciones")):
            lists[title] = own
    own = pick(random, lists.values())
    if not own:
        return None
    line, before, words = random.choice(own)
    last = own[-1][0]
    copy = random.choice([words, words.rstrip("."), words.rstrip(".") + "."])
    insert(document, last + 1, re.sub(r"\d+", lambda m: str(int(m[0]) + 1), own[-1][1]) + copy)
    return [line, last + 1]


@kind("knowledge-both", "conocimiento-doble")
def knowledge_both(document, random):
    tables = {title: rows for title, _, rows in document.tables("conocimientos")}
    wanted, liked = tables.get("conocimientos indispensables"), tables.get("conocimientos deseables")
    if not wanted or not liked:
        return None
    from_line, to_line = random.choice(wanted), random.choice(liked)
    words = document.cells(from_line)[0]
    cells = document.cells(to_line)
    words = random.choice([words, as_written(document, "Conocimiento de ") + words[:1].lower() + words[1:], words + ".",
                           as_written(document, "Manejo de ") + words[:1].lower() + words[1:]])
    cells[0] = as_written(document, words)
    document.set_cells(to_line, cells)
    return [from_line, to_line]


@kind("leader", "jefatura-sin-liderazgo")
def leader(document, random):
    if document.type != "puestos":
        return None
    front = list(document.front())
    has_team = any(fold(document.lines[n]).startswith("supervisa") for n in front)
    rows = [n for n in front if re.search(r"id: (liderazgo|desarrollo-personas|conduccion|direccion)",
        document.lines[n])]
    if not has_team or not rows or re.search("liderazgo|dirección de|conducción",
            "".join(document.lines[document.front()[-1] + 1:]), re.I):
        return None
    for n in reversed(rows):
        del document.lines[n]
    return [n for n in range(len(document.lines))
        if document.lines[n].startswith(("competencias", "supervisa"))] + [rows[0]]


@kind("placeholder", "sin-rellenar")
def placeholder(document, random):
    items = [i for i in document.items() if len(i[2].split()) > 2]
    texts = ["XXXX", "xxxxx", "____________", "[DESCRIBIR LA FUNCIÓN]", "[indicar la unidad responsable]", "Pendiente",
             "Por definir", "POR DEFINIR.",
             "Lorem ipsum dolor sit amet", "TBD", "..........", "(completar)", "<<nombre del sistema>>",
             "Pendiente de definir", "A definir", "???"]
    place = pick(random, items)
    if not place:
        return None
    line, before, words = place
    text = random.choice(texts)
    inside = [as_written(document, w) for w in (words.rstrip(".") + " de la unidad XXXX.", words.rstrip(".")
        + " en el plazo de ____ días.")]
    document.lines[line] = before + random.choice([as_written(document, text)] * 3 + inside)
    return [line]


@kind("cut-off", "frase-cortada")
def cut_off(document, random):
    places = [(n, w, set_) for n, w, set_ in document.tasks() if len(w.split()) > 6]
    places += [(n, w, lambda t, n=n, b=b: document.lines.__setitem__(n, b + t)) for n, b, w in document.items()
        if len(w.split()) > 6]
    place = pick(random, places)
    if not place:
        return None
    line, words, write = place
    parts = words.split()
    small = [i for i, p in enumerate(parts) if i > 3
        and fold(p) in ("de", "del", "para", "con", "en", "la", "los", "las", "el", "por", "y", "al", "que")]
    cut = pick(random, small)
    if cut is None or "[[" in words:
        return None
    write(" ".join(parts[:cut + 1]) + random.choice(["", ".", ""]))
    return [line]


@kind("two-functions", "dos-funciones-en-una")
def two_functions(document, random):
    tasks = [t for t in document.tasks() if re.match(r"\w+[aei]r\b", fold(t[1])) and "[[" not in t[1]]
    if len(tasks) < 3:
        return None
    (line, words, write), (_, more, _) = random.sample(tasks, 2)
    write(words.rstrip(".") + random.choice([".", ". ", ". "]) + more)
    return [line]


@kind("discrimination", "requisito-discriminatorio")
def discrimination(document, random):
    if document.type != "puestos":
        return None
    places = document.items("otros conocimientos", "aptitudes", "habilidades", "experiencia", "formacion", "requisitos")
    texts = ["Edad entre 25 y 35 años.", "Sexo femenino.", "Buena presencia.", "Excelente presentación personal.",
             "No mayor de 40 años.",
             "Preferiblemente mujer.", "Estatura mínima de 1.65 m.", "Soltero y sin hijos.", "De preferencia varón.",
             "Edad máxima: 45 años.",
             "Género masculino."]
    text = as_written(document, random.choice(texts))
    if places and random.random() < .7:
        line, before, _ = random.choice(places)
        return insert(document, line + 1, before + text)
    for title, start, end in document.sections():
        if title.startswith(("experiencia", "formacion", "requisitos indispensables")):
            line = next((n for n in range(start, end) if document.lines[n].strip()), None)
            if line is not None and not document.lines[line].startswith(("|", "-", "#")):
                document.lines[line] += " " + text
                return [line]
    return None


@kind("accent-capitals", "mayuscula-sin-tilde")
def accent_capitals(document, random):
    if not document.capitals:
        return None
    words = re.compile(
        r"\b[A-ZÑ]*(?:CIÓN|SIÓN|ÍA|ÍAS|TÉCNIC[OA]S?|ÁREAS?|"
        r"MÉDIC[OA]S?|LÓGIC[OA]S?|ÓNIC[OA]S?|PÚBLIC[OA]S?|ÁTIC[OA]S?)\b")
    start = document.front()[-1] + 2 if document.front() else 0
    places = [(n, m) for n in range(start, len(document.lines)) if not document.lines[n].startswith("#")
              and not document.lines[min(n + 1, len(document.lines) - 1)].startswith("|---")
              for m in words.finditer(document.lines[n]) if len(m[0]) > 3 and "[[" not in document.lines[n]]
    place = pick(random, places)
    if not place:
        return None
    line, match = place
    plain = match[0].translate(str.maketrans("ÁÉÍÓÚ", "AEIOU"))
    document.lines[line] = document.lines[line][:match.start()] + plain + document.lines[line][match.end():]
    return [line]


@kind("acronym", "sigla-de-varios-modos")
def acronym(document, random):
    found = [(n, m) for n, line in enumerate(document.lines)
             for m in re.finditer(r"(?<![\w\[|/-])(PQRS|CRM|OOAD|IPSV|NPS)(?![\w\]|-])", line)
             if n not in document.front() and not line.startswith("#")]
    place = pick(random, found)
    if not place or document.counts.get(place[1][0], 0) < 3:
        return None
    line, match = place
    word = match[0]
    text = document.lines[line]
    document.lines[line] = text[:match.start()] + random.choice([".".join(word) + ".", word[:-1] + "'"
        + word[-1]]) + text[match.end():]
    return [line]
