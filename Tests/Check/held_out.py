"""The second set of defects: other wordings, places and document types, and a second language. Its author had read the
rules and avoided their words.

A mutation changes a paper and puts MARK into every text where a finding is right. It returns whether it found a place
for the defect.
"""
import re

from documents import fold
from held_out_sites import MARK, SYSTEMS, UNITS, KNOWLEDGE

KINDS = {}


def kind(name, *codes):
    def add(function):
        KINDS[name] = (set(codes), function)
        return function
    return add


def texts(paper):
    """(words, write) of every sentence of a section or list: list items, steps, table cells, paragraphs, lists of the
    front matter."""
    found = []
    for heading, form, rows in paper.sections:
        for n, row in enumerate(rows):
            if isinstance(row, list):
                for c, cell in enumerate(row):
                    found.append((heading, cell, lambda t, row=row, c=c: row.__setitem__(c, t)))
            else:
                found.append((heading, row, lambda t, rows=rows, n=n: rows.__setitem__(n, t)))
    for n, (key, value) in enumerate(paper.front):
        if isinstance(value, list) and not value[0].startswith("{"):
            for i, item in enumerate(value):
                found.append((key, item, lambda t, value=value, i=i: value.__setitem__(i, t)))
    return found


def functions(paper, keys=True):
    """(list, index, words, write) of each function, or of each step of a procedure."""
    found = []
    for heading, form, rows in paper.sections:
        if heading in ("Funciones", "Functions", "Pasos", "Steps") or keys \
                and heading in ("Funciones clave", "Key functions"):
            for n, row in enumerate(rows):
                if isinstance(row, list):
                    found.append((heading, n, row[0], lambda t, row=row: row.__setitem__(0, t)))
                else:
                    found.append((heading, n, row, lambda t, rows=rows, n=n: rows.__setitem__(n, t)))
    return found


def lists(paper):
    """Lists whose items should differ from each other."""
    found = [(heading, rows) for heading, form, rows in paper.sections if form == "list"
        and heading not in ("Funciones", "Functions")]
    return found + [(key, value) for key, value in paper.front if isinstance(value, list)
        and not value[0].startswith("{")]


# An empty section that makes a document a draft is told by borrador.
@kind("blank-field", "campo-en-blanco", "seccion-vacia", "sin-rellenar", "valor-invalido", "borrador")
def blank_field(paper, random):
    names = {"job": ["folio", "categoría", "jornada", "herramientas"],
        "protocol": ["plazo de respuesta", "vigencia", "dirigido a"], "standard": ["vigencia", "aplica a", "unidad"]}
    if paper.english:
        names = {"job": ["folio", "category", "salary"], "protocol": ["response time", "effective", "audience"]}
    if random.random() < .3:
        where = random.choice(paper.sections)
        if where[1] == "text":
            where[2][:] = []
            where[0] = where[0] + MARK
            return True
    at = random.randrange(1, len(paper.front) + 1)
    paper.front.insert(at, (MARK + random.choice(names[paper.type]), random.choice(["", "~", "null", '""', "''"])))
    return True


@kind("na-mixed", "no-aplica-mezclado", "no-aplica-mal-escrito")
def na_mixed(paper, random):
    own = [(w, write) for _, w, write in texts(paper) if w == "N/A"]
    other = random.choice(["n/a", "Not applicable", "N.A."]
        if paper.english else ["No aplica.", "NO APLICA", "N. A.", "n.a.", "no aplica"])
    if len(own) < 2:
        steps = paper.section("Pasos", "Steps")
        if not steps or paper.type != "protocol":
            return False
        steps[2][0][1], steps[2][-1][1], steps[2][2][1] = MARK + "N/A", MARK + "N/A", MARK + other
        for row in steps[2]:
            row[1] = MARK + row[1] if row[1] == "N/A" else row[1]
        return True
    for w, write in own:
        write(MARK + w)
    own[0][1](MARK + other)
    return True


@kind("name-variant", "nombre-con-variante", "nombre-de-varios-modos", "referencia-desconocida")
def name_variant(paper, random):
    if paper.english:
        name = random.choice(["Record Management Office", "Single Trades Window", "Single Window of Trade"])
        heading, words, write = random.choice([t for t in texts(paper) if len(t[1].split()) > 5])
        write(MARK + words.rstrip(".") + f", with the {name}.")
        return True
    name = random.choice(UNITS + SYSTEMS)
    changes = [lambda t: t.replace(" de ", " ", 1), lambda t: t[:-1] if t.endswith("s") else t + "s",
               lambda t: t.replace(" de ", " del ", 1),
               lambda t: t.replace(" del ", " de ") if " del " in t else t.replace(" de ", " de la ", 1),
               lambda t: t.split(" ", 1)[0] + "s " + t.split(" ", 1)[1]]
    other = random.choice(changes)(name)
    if other == name:
        return False
    if random.random() < .3 and paper.type == "job":
        at = next((i for i, (k, v) in enumerate(paper.front) if k == "unidad" and v in UNITS), None)
        if at is not None:
            changed = paper.front[at][1].replace(" de ", " ", 1)
            paper.front[at] = ("unidad", MARK + changed)
            return changed.count(" ") > 0
    heading, words, write = random.choice([t for t in texts(paper) if len(t[1].split()) > 5])
    write(MARK + words.rstrip(".") + paper.say(f", junto al {other}."))
    return not paper.capitals


@kind("time-sum", "tiempo-no-suma")
def time_sum(paper, random):
    table = paper.section("Funciones clave", "Key functions")
    if not table:
        return False
    row = random.choice(table[2])
    row[1] = f"{int(row[1][:-1]) + random.choice([-9, -3, 1, 7, 12])}%"
    for row in table[2]:
        row[0] = MARK + row[0]
    return True


@kind("catch-all", "funcion-de-todo")
def catch_all(paper, random):
    table = paper.section("Funciones clave", "Key functions")
    if not table:
        return False
    row = random.choice([r for r in table[2] if int(r[1][:-1]) >= 20])
    words = ["Perform other duties as assigned.", "Carry out any additional tasks that the supervisor requests.",
        "Miscellaneous support as needed.", "Other related work."]
    if not paper.english:
        words = ["Atender lo que disponga la dirección.", "Colaborar en lo que se le requiera.",
                 "Tareas diversas según las necesidades del servicio.", "Cumplir las demás que se le encarguen.",
                 "Todas aquellas actividades que le sean encomendadas.",
                 "Llevar a cabo otras diligencias propias del cargo.", "Funciones varias.", "Y otras que se requieran."]
    row[0] = MARK + paper.say(random.choice(words))
    return True


@kind("same-task", "funcion-repetida", "funcion-contradictoria", "funcion-casi-repetida", "entrada-repetida")
def same_task(paper, random):
    own = functions(paper, keys=False)
    if len(own) < 4:
        return False
    (_, a, words, write), (_, b, _, other) = random.sample(own, 2)
    parts = words.rstrip(".").split(" ")
    changes = [lambda: words, lambda: words.upper() if not paper.capitals else words.rstrip("."),
               lambda: " ".join(parts[:1] + [paper.say("also" if paper.english else "diariamente")] + parts[1:]) + ".",
               lambda: " ".join(parts) + (" always." if paper.english else paper.say(" siempre.")),
               lambda: words.replace(" ", "  ", 1).rstrip(".") + ";"]
    if not paper.english:
        changes.append(lambda: " ".join(p for p in parts if fold(p) not in ("del", "de", "la")) + ".")
    write(MARK + words)
    other(MARK + random.choice(changes)())
    return True


@kind("not-infinitive", "funcion-sin-infinitivo")
def not_infinitive(paper, random):
    own = functions(paper, keys=False)
    own = [f for f in own if re.match(r"\w+[aei]r\b", fold(f[2]))] if not paper.english else own
    if len(own) < 4:
        return False
    _, _, words, write = random.choice(own)
    verb, _, rest = words.partition(" ")
    stem = verb[:-2].lower()
    if paper.english:
        gerund = (verb[:-1] if verb.endswith("e") else verb) + "ing"
        third = verb + ("es" if verb.endswith(("s", "h", "ss")) else "s")
        new = random.choice([f"{gerund} {rest}", f"{third} {rest}", f"Responsible for {rest}", f"Control of {rest}"])
    else:
        ending = fold(verb[-2:])
        gerund = stem + ("ando" if ending == "ar" else "iendo")
        third = stem + ("a" if ending == "ar" else "e")
        new = random.choice([gerund.capitalize() + " " + rest, f"El titular {third} {rest}", "Encargado de " + rest,
                             f"Se {third} {rest}", "Elaboración de " + rest, "Manejo y custodia de " + rest,
                             stem.capitalize() + ("amos " if ending == "ar" else "imos ") + rest,
                             "Particular atención a " + rest, "Actividades de apoyo"])
    write(MARK + paper.say(new))
    return True


@kind("copied-function", "funcion-copiada", "funcion-comun-divergente")
def copied_function(paper, random):
    if paper.type != "job":
        return False
    others = [f for p in paper.others if p.type == "job" for f in functions(p, keys=False)]
    own = functions(paper, keys=False)
    words = random.choice(others)[2]
    parts = words.split(" ")
    changes = [words, words.rstrip("."), words.replace(" ", ", ", 1) if len(parts) > 8 else words, words.lower()
        if not paper.capitals else words]
    random.choice(own)[3](MARK + random.choice(changes))
    return True


@kind("behaviours-differ", "comportamientos-distintos", "nivel-fuera-de-escala")
def behaviours_differ(paper, random):
    at = next((i for i, (k, v) in enumerate(paper.front) if k in ("competencias", "competencies")), None)
    if at is None:
        return False
    key, rows = paper.front[at]
    level, behaviours = ("level", "behaviours") if paper.english else ("nivel", "comportamientos")
    place = next(i for i, row in enumerate(rows) if "rigor" in row)
    rows[place] = MARK + random.choice([f"{{id: rigor, {level}: 7}}",
                                     f"{{id: rigor, {level}: 1, {behaviours}: [Habla varios idiomas con soltura.]}}",
                                     f"{{id: rigor, {behaviours}: [Cita sus fuentes.]}}",
                                     f"{{id: rigor, {level}: Experto}}"])
    return True


@kind("flat-scale", "escala-plana")
def flat_scale(paper, random):
    table = paper.section("Conocimientos indispensables", "Required knowledge")
    if not table:
        return False
    level = random.choice(["High", "Medium"] if paper.english else ["Alto", "2", "Avanzado"])
    for row in table[2]:
        row[0], row[1] = MARK + row[0], paper.say(level)
    return True


@kind("item-twice", "entrada-repetida", "funcion-repetida")
def item_twice(paper, random):
    if paper.type == "standard" or paper.type == "protocol" and random.random() < .4:
        table = paper.section("Enunciados", "Preguntas frecuentes", "Questions")
        row = random.choice(table[2])
        row[0] = MARK + row[0]
        table[2].append([row[0].rstrip(".") if random.random() < .5 else row[0]] + row[1:])
        return True
    name, rows = random.choice(lists(paper) or [(None, None)])
    if not rows:
        return False
    n = random.randrange(len(rows))
    words = rows[n]
    rows[n] = MARK + words
    article = "The " if paper.english else ("Los " if words.split()[0].endswith("s") else "La ")
    rows.append(MARK + random.choice([words, words + ".", words.upper(), paper.say(article) + words[0].lower()
        + words[1:] if not paper.capitals else words]))
    return True


@kind("knowledge-both", "conocimiento-doble")
def knowledge_both(paper, random):
    wanted, liked = paper.section("Conocimientos indispensables",
        "Required knowledge"), paper.section("Conocimientos deseables", "Desirable knowledge")
    if not wanted:
        return False
    row, other = random.choice(wanted[2]), random.choice(liked[2])
    words = row[0]
    small = words if paper.capitals else words[0].lower() + words[1:]
    prefixes = ["Knowledge of ", "Good command of ", "Experience in "] if paper.english else ["Dominio de ",
        "Nociones sobre ", "Experiencia en ", "Formación en ", "Actualización en "]
    suffixes = [" (basic)"] if paper.english else [" (nivel básico)", " a nivel usuario"]
    row[0] = MARK + words
    other[0] = MARK + random.choice([words, words.rstrip(".") + ".", paper.say(random.choice(prefixes)) + small, words
        + paper.say(random.choice(suffixes))])
    return True


@kind("leader", "jefatura-sin-liderazgo")
def leader(paper, random):
    at = next((i for i, (k, v) in enumerate(paper.front) if k in ("competencias", "competencies")), None)
    if at is None or not any(k in ("puestos bajo su cargo", "direct reports") for k, _ in paper.front):
        return False
    key, rows = paper.front[at]
    kept = [r for r in rows if "conduccion" not in r]
    if len(kept) == len(rows):
        return False
    paper.front[at] = (MARK + key, [MARK + r for r in kept])
    return True


@kind("placeholder", "sin-rellenar", "campo-en-blanco")
def placeholder(paper, random):
    words = ["[insert name]", "TBC", "To be completed", "xxx", "____", "-", "???", "Lorem ipsum dolor sit amet.",
        "[DESCRIBE THE TASK]", "Pending", "To be confirmed", "<name of the unit>"]
    if not paper.english:
        words = ["[NOMBRE DEL RESPONSABLE]", "dd/mm/aaaa", "Pendiente de aprobación",
                 "A completar por recursos humanos", "(por confirmar)", "N.º ____", "XXXXXX", "...", "Por precisar",
                 "-", "0", "*****",
                 "Lorem ipsum", "Por definirse", "{{responsable}}", "Sin información", "<indique el plazo>",
                 "En proceso de definición", "Texto de ejemplo"]
    heading, old, write = random.choice([t for t in texts(paper) if len(t[1].split()) > 1 and t[1] != "N/A"])
    if len(old.split()) > 6 and random.random() < .3:
        inside = [" of unit XXXX.", " by ____."] if paper.english else [" de la sede XXXX.", " antes del __/__/____.",
            " a cargo de [nombre].", " en ……… días."]
        write(MARK + old.rstrip(".") + random.choice(inside))
    else:
        word = random.choice(words)
        write(MARK + (word if random.random() < .5 else paper.say(word)))
    return True


@kind("cut-off", "frase-cortada")
def cut_off(paper, random):
    heading, words, write = random.choice([t for t in texts(paper) if len(t[1].split()) > 4])
    ends = ["of the", "and", "with", "in order to", "for", "between", "such as",
        "according to the"] if paper.english else [
        "así como", "y/o", "entre", "sobre los", "sin", "y la", "conforme a", "para que", "con el fin de",
        "de acuerdo con", "hasta", "o", "cuando", "así como de las", "dentro del", "tales como"]
    write(MARK + words.rstrip(".") + " " + paper.say(random.choice(ends)) + random.choice(["", ".", ","]))
    return True


@kind("two-functions", "dos-funciones-en-una")
def two_functions(paper, random):
    own = functions(paper, keys=False)
    if len(own) < 3 or paper.type != "job":
        return False
    (_, _, words, write), (_, _, more, _) = random.sample(own, 2)
    write(MARK + words.rstrip(".") + random.choice([". ", "; ", ".", " / ", ".- "]) + more)
    return True


@kind("discrimination", "requisito-discriminatorio")
def discrimination(paper, random):
    if paper.type == "standard":
        return False
    words = ["Aged 25 to 35.", "Under 40 years of age.", "Male.", "Female preferred.", "Good looking.",
        "Single, no children.", "Young and energetic.", "At least 1.70 m tall."] if paper.english else [
        "Tener entre 20 y 30 años.", "Menor de 35 años.", "Mujer.", "Hombre, de preferencia casado.",
        "Sexo: masculino.", "Buen aspecto físico.", "Sin cargas familiares.", "Señorita de trato fino.",
        "Talla mínima de 1,60 m.", "Persona joven y dinámica.", "Edad: 25 a 40.", "Varones únicamente.",
        "Peso proporcional a la talla."]
    text = MARK + paper.say(random.choice(words))
    if paper.type == "protocol":
        return False
    if random.random() < .5:
        paper.section("Aptitudes")[2].insert(1, text)
    else:
        rows = paper.section(*random.choice([("Formación", "Education"), ("Experiencia", "Experience")]))[2]
        rows[0] = rows[0] + " " + text
    return True


@kind("accent-capitals", "mayuscula-sin-tilde")
def accent_capitals(paper, random):
    if not paper.capitals:
        return False
    words = re.compile(r"\b[A-ZÁÉÍÓÚÑ]*[ÁÉÍÓÚ][A-ZÁÉÍÓÚÑ]*\b")
    places = [(w, write, m) for _, w, write in texts(paper) for m in words.finditer(w) if len(m[0]) > 3]
    if not places:
        return False
    w, write, m = random.choice(places)
    write(MARK + w[:m.start()] + m[0].translate(str.maketrans("ÁÉÍÓÚ", "AEIOU")) + w[m.end():])
    return True


@kind("acronym", "sigla-de-varios-modos")
def acronym(paper, random):
    places = [(w, write, m) for _, w, write in texts(paper) for m in re.finditer(r"\b(PTAS|RTVU)\b", w)]
    if not places or paper.capitals:
        return False
    w, write, m = random.choice(places)
    word = m[0]
    write(MARK + w[:m.start()] + random.choice([".".join(word) + ".", word + "'s",
        *([] if paper.english else [word[:-1] + "s" if word.endswith("S") else word + "s"]), ". ".join(word) + "."])
        + w[m.end():])
    return True


@kind("experience", "experiencia-no-cuadra")
def experience(paper, random):
    if paper.type != "job":
        return False
    text = paper.section("Experiencia", "Experience")[2]
    key = "experience in months" if paper.english else "experiencia en meses"
    paper.front.append((MARK + key, random.choice(["6 months", "60 months"]
        if paper.english else ["6 meses", "60 meses", "84 MESES"])))
    text[0] = MARK + text[0]
    return True
