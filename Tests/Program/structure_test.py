"""Random documents of every type with text: each word of an author is on the page, in `datos/`, in every export and in
the PDF once, in order and in its kind of element.

Every text carries a word that is nowhere else; the test compares the order of these words in the source with that in
each output. `OFICIO_SEED` and `OFICIO_DOCUMENTS` make other or more documents.
"""
import html.parser
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as tree
import zipfile

import environment
import paper_order
from environment import DOCUMENTS as COUNT

PROGRAM = os.environ['PROGRAM']
SEED = environment.SEED + 27
PICTURE = (pathlib.Path(__file__).resolve().parents[1] / 'Frozen/abierto/content/recursos/pantalla.png').read_bytes()
MARK = re.compile(r'Zq\d+x')
FILL = '''de la que en los se por con para como su más sobre también cuando desde todos según cada mediante conforme
servicio usuario gestión proceso norma puesto función unidad supervisión evaluación capacitación calidad informe
registro expediente archivo solicitud presupuesto contrato compra inventario equipo limpieza salud paciente
familia técnico jefe turno horario permiso código información red plan objetivo meta resultado ley acta reunión
comité oficina región ciudadano queja encuesta análisis liderazgo'''.split()
# Headings of fields, of the author's own sections, and of lines above rows.
HEADINGS = {
    'puesto': ['Objetivo', 'Funciones', 'Formación', 'Experiencia', 'Experiencia específica',
               'Conocimientos indispensables', 'Habilidades', 'Responsabilidades',
               'Relaciones de trabajo', 'Condiciones de trabajo', 'Observaciones', 'Tareas de apoyo',
               'Historia de la plaza', 'Lema', 'Marco legal',
               'Competencias', 'Contactos internos', 'Riesgos', 'Herramientas', 'Perfil del puesto', 'Indicadores'],
    'protocolo': ['Objetivo', 'Alcance', 'Pasos', 'Escalamiento', 'Excepciones', 'Preguntas frecuentes', 'Resultado',
                  'Antecedentes', 'Anexo técnico',
                  'Costo', 'Base legal', 'Flujo', 'Requisitos', 'Canales', 'Cuándo se usa'],
    'estandar': ['Objetivo', 'Alcance', 'Enunciados', 'Antecedentes', 'Glosario', 'Cómo se mide'],
    'pagina': ['Uno', 'Dos', 'Tres', 'Cuatro', 'Cinco'],
    'clausula': ['Funciones', 'Origen', 'Nota'],
    'incorporacion': ['Presentación', 'Antes del primer día', 'Nota', 'Actividades'],
    'competencia': ['Definición', 'Comportamientos', 'Niveles'],
    'unidad': ['Propósito'],
    'termino': ['Definición'],
}
# What the box at the top of a protocol shows, in its order.
BOX = ['Canales', 'Requisitos']
# Headings that no field understands carry a mark of their own.
OWN = {'Historia de la plaza', 'Lema', 'Antecedentes', 'Anexo técnico', 'Flujo', 'Glosario', 'Cómo se mide', 'Uno',
    'Dos', 'Tres', 'Cuatro', 'Cinco'}
FOLDERS = {
    'puesto': 'puestos', 'protocolo': 'protocolos', 'estandar': 'estandares', 'pagina': 'paginas',
    'clausula': 'clausulas', 'incorporacion': 'incorporacion',
    'competencia': 'competencias', 'unidad': 'unidades', 'termino': 'glosario',
}
PRINTED = {'puestos', 'protocolos', 'estandares'}


class Author:
    """Writes a document and records its marked texts: (mark, kind, section)."""

    def __init__(self, seed, type):
        self.random = random.Random(seed)
        self.type, self.count, self.lines, self.marks, self.section = type, 0, [], [], ''
        self.joined = []

    def text(self, kind, least=3, most=12):
        self.count += 1
        mark = f'Zq{self.count}x'
        self.marks.append((mark, kind, self.section))
        return mark + ' ' + ' '.join(self.random.choices(FILL, k=self.random.randint(least, most)))

    def write(self):
        wanted = list(HEADINGS[self.type])
        self.random.shuffle(wanted)
        front = ['---', f'título: Ejemplar de {self.type}']
        if self.type not in ('clausula', 'pagina', 'termino'):
            front.append(f'código: C-{self.random.randint(1, 10 ** 9)}')
        self.lines += [*front, '---', '']
        for heading in wanted[:self.random.randint(min(3, len(wanted)), len(wanted))]:
            self.section = heading
            name = f'{heading} {self.text("heading", 0, 2)}' if heading in OWN else heading
            self.lines += ['## ' + name, '']
            self.body(heading)
        return '\n'.join(self.lines) + '\n'

    def printed(self):
        """The marks in the order of the page: the box at the top of a protocol comes first, and a section that a
        finding calls joined, as that of further steps, follows the section to which it is joined."""
        box = [section for section in BOX if self.type == 'protocolo']
        order = {section: (place, 0) for place, section in enumerate(box, -len(box))}
        for place, section in enumerate(dict.fromkeys(section for *_, section in self.marks)):
            order.setdefault(section, (place, 0))
        for second, first in self.joined:
            order[second] = (order[first][0], 1)
        return [mark for mark, _, section in sorted(self.marks, key=lambda mark: order[mark[2]])]

    def body(self, heading):
        if heading == 'Preguntas frecuentes' and self.random.random() < 0.6:
            for _ in range(self.random.randint(1, 3)):
                self.lines += [f'### ¿{self.text("heading", 2, 4)}?', '']
                self.blocks(self.random.randint(1, 3), tables=True)
            return
        if heading == 'Competencias':
            for _ in range(self.random.randint(1, 3)):
                self.lines += [f'### {self.text("heading", 1, 2)}', '']
                self.list(0, nested=False)
            return
        if heading in ('Pasos', 'Funciones', 'Escalamiento', 'Enunciados', 'Actividades', 'Niveles',
                       'Preguntas frecuentes'):
            return self.rows(heading)
        self.blocks(self.random.randint(1, 4), tables=True)
        if self.random.random() < 0.3:
            for _ in range(self.random.randint(1, 2)):
                self.lines += [f'### {self.text("heading", 1, 3)}', '']
                self.blocks(self.random.randint(1, 2), tables=True)
                if self.random.random() < 0.3:
                    for level in (4, 5, 6)[:self.random.randint(1, 3)]:
                        self.lines += [f'{"#" * level} {self.text("heading", 1, 3)}', '']
                        self.blocks(1, tables=True)

    def rows(self, heading):
        """Rows with blocks between them, as authors put them there; half of the sections have phases."""
        if self.random.random() < 0.3:
            self.paragraph()
        phases = self.random.randint(2, 3) if self.random.random() < 0.4 else 1
        number = 1
        for _ in range(phases):
            if phases > 1:
                self.lines += [f'### {self.text("heading", 1, 3)}', '']
                if self.random.random() < 0.4:
                    self.paragraph()
            for _ in range(self.random.randint(1, 4)):
                self.lines += [f'{number}. {self.text("item")}']
                number += 1
                if self.random.random() < 0.3 and heading != 'Escalamiento':
                    self.inner()
                self.lines.append('')
                if self.random.random() < 0.4:
                    self.between()
        if self.random.random() < 0.3:
            self.paragraph()

    def inner(self):
        """An inner list; a picture or a text without indentation may interrupt it."""
        signs = self.random.choice([('- ', '- '), ('1. ', '2. ')])
        self.lines.append(f'   {signs[0]}{self.text("item", 2, 4)}')
        if self.random.random() < 0.3:
            self.lines.append('')
            self.random.choice([self.picture, self.quote, self.paragraph])()
        self.lines.append(f'   {signs[1]}{self.text("item", 2, 4)}')

    def between(self):
        """What stands between two items of rows."""
        self.random.choice([self.paragraph, self.quote, self.table, self.picture, self.code, self.callout,
            self.subheadings, self.pictured_heading, self.quoted_heading])()

    def subheadings(self):
        for level in (4, 5)[:self.random.randint(1, 2)]:
            self.lines += [f'{"#" * level} {self.text("heading", 1, 3)}', '']
            if self.random.random() < 0.6:
                self.random.choice([self.paragraph, self.picture, self.quote, self.table])()

    def pictured_heading(self):
        self.lines += [f'#### ![{self.text("pictured heading", 1, 3)}](../recursos/mapa.png)', '']

    def quoted_heading(self):
        self.lines += [f'> #### {self.text("heading", 1, 3)}', '>', '> ' + self.text('quote'), '']

    def blocks(self, count, tables):
        kinds = [self.paragraph, self.paragraph, lambda: self.list(0), self.quote, self.code, self.picture,
            self.callout, self.tasks, self.deep, self.interrupted, self.quoted_heading] + [self.table] * tables
        for _ in range(count):
            self.random.choice(kinds)()

    def interrupted(self):
        """A list with a picture, a quotation or code between its items."""
        sign = self.random.choice(['-', '1'])
        for number in range(self.random.randint(2, 4)):
            self.lines += [f'{"-" if sign == "-" else f"{number + 1}."} {self.text("item")}', '']
            if self.random.random() < 0.5:
                self.random.choice([self.picture, self.quote, self.code, self.table, self.pictured_heading])()

    def paragraph(self):
        self.lines += [self.text('text', 6, 30) + '.', '']

    def list(self, depth, nested=True):
        for number in range(self.random.randint(1, 4)):
            sign = '- ' if depth or self.random.random() < 0.6 else f'{number + 1}. '
            if number == 0:
                self.sign = sign[0] == '-'
            self.lines.append(' ' * 3 * depth + ('- ' if self.sign else f'{number + 1}. ') + self.text('item'))
            if nested and depth == 0 and self.random.random() < 0.25:
                mine = self.sign
                self.lines += [f'   - {self.text("item", 2, 4)}' for _ in range(2)]
                self.sign = mine
        if depth == 0:
            self.lines.append('')

    def quote(self):
        self.lines += ['> ' + self.text('quote'), '']

    def callout(self):
        self.lines += [f'> [!{self.random.choice(["NOTE", "TIP", "WARNING", "IMPORTANT", "CAUTION"])}]', '> '
            + self.text('callout'), '']

    def tasks(self):
        self.lines += [f'- [{self.random.choice(" x")}] {self.text("item")}'
            for _ in range(self.random.randint(2, 3))] + ['']

    def deep(self):
        """A list of three levels, with a second paragraph, a quotation and code inside its items."""
        self.lines += [f'1. {self.text("item")}', '', f'   {self.text("text")}', '', f'   - {self.text("item")}',
                       f'     1. {self.text("item")}',
                       f'     2. {self.text("item")}', f'   - {self.text("item")}', '', f'   > {self.text("quote")}',
                       '', f'2. {self.text("item")}', '',
                       '   ```', f'   {self.text("code", 1, 2)}', '   ```', '']

    def code(self):
        self.lines += ['```', self.text('code', 1, 3), self.text('code', 1, 3), '```', '']

    def picture(self):
        self.lines += [f'![{self.text("picture", 1, 3)}](../recursos/mapa.png)', '']

    def table(self):
        columns = self.random.randint(2, 3)
        row = lambda: '| ' + ' | '.join(self.text('cell', 0, 3) for _ in range(columns)) + ' |'
        self.lines += [row(), '|' + ' --- |' * columns]
        self.lines += [row() for _ in range(self.random.randint(1, 3))]
        self.lines.append('')


class Page(html.parser.HTMLParser):
    """The marks of the main part in order, each with the elements around it."""
    void = {'img', 'br', 'hr', 'input', 'meta', 'link', 'col', 'wbr'}

    def __init__(self, text):
        super().__init__()
        self.open, self.found = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == 'img' and 'main' in self.open:
            self.found += [(mark, {*self.open, 'img'}) for mark in MARK.findall(attrs.get('alt') or '')]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        # Captions of tables are for screen readers only.
        if 'main' in self.open and not {'script', 'style', 'nav', 'caption'} & set(self.open):
            self.found += [(mark, set(self.open)) for mark in MARK.findall(data)]


# The elements that may hold a text of each kind.
ELEMENTS = {
    'item': {'li', 'td', 'th', 'dd', 'dt', 'p'}, 'cell': {'td', 'th', 'li'}, 'quote': {'blockquote'},
    'callout': {'aside', 'div', 'blockquote'}, 'code': {'pre'}, 'picture': {'img'}, 'pictured heading': {'img'},
    'heading': {'h2', 'h3', 'h4', 'h5', 'h6', 'dt', 'strong', 'td', 'li', 'th', 'p'},
    'text': {'p', 'li', 'td', 'dd', 'div'},
}


def office(path):
    """The marks of an office document or an electronic book, in order."""
    with zipfile.ZipFile(path) as archive:
        chapters = sorted((name for name in archive.namelist() if re.search(r'/c\d+\.xhtml$', name)),
            key=lambda name: int(re.search(r'c(\d+)\.', name)[1]))
        text = []
        for name in {'.docx': ['word/document.xml'], '.odt': ['content.xml']}.get(path.suffix, chapters):
            root = tree.fromstring(archive.read(name))
            collect(next(element for element in root if element.tag.rsplit('}', 1)[-1] == 'body'), text)
        return MARK.findall(''.join(text))


def collect(element, text):
    tag = element.tag.rsplit('}', 1)[-1]
    if tag in ('docPr', 'img'):
        text.append(' ' + (element.get('descr') or element.get('alt') or '') + ' ')
    text.append(element.text or '')
    for child in element:
        collect(child, text)
        text.append(child.tail or '')
    if tag in ('p', 'h', 'li', 'td', 'th'):
        text.append(' ')


def headings_first(value, headings):
    """A copy of decoded JSON whose objects begin with the members that hold nothing but headings."""
    if isinstance(value, list):
        return [headings_first(item, headings) for item in value]
    if not isinstance(value, dict):
        return value

    def is_heading(member):
        marks = MARK.findall(json.dumps(member[1], ensure_ascii=False))
        return bool(marks) and headings.issuperset(marks)
    members = sorted(value.items(), key=lambda member: not is_heading(member))
    return {key: headings_first(item, headings) for key, item in members}


class Structure(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / 'content/recursos').mkdir(parents=True)
        (self.root / 'content/recursos/mapa.png').write_bytes(PICTURE)
        (self.root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')

    def run_program(self, *words):
        done = subprocess.run([PROGRAM, *map(str, words), '--site', self.root, '--today', '2026-11-21'],
            capture_output=True, text=True)
        self.assertEqual(0, done.returncode, '\n'.join(re.findall(r'(?m)^error.*(?:\n.+)*', done.stderr + done.stdout)))

    def test_order_and_structure(self):
        authors = {}
        for number in range(COUNT):
            type = list(HEADINGS)[number % len(HEADINGS)]
            author = Author(f'{SEED}-{number}', type)
            path = f'{FOLDERS[type]}/doc-{number}'
            file = self.root / 'content' / (path + '.md')
            file.parent.mkdir(exist_ok=True)
            file.write_text(author.write(), 'utf-8')
            authors[path] = author
        self.run_program('build', '--drafts', '--quiet')
        self.note_joined(authors)
        data = {}
        for listing in (self.root / 'output/datos').glob('*.json'):
            for record in json.loads(listing.read_text('utf-8')).get('records', []):
                data[record['url'].removesuffix('.html')] = record
        words = problems = 0
        for path, author in authors.items():
            with self.subTest(path=path, seed=SEED):
                words += len((self.root / 'content' / (path + '.md')).read_text('utf-8').split())
                wanted = author.printed()
                page = Page((self.root / 'output' / (path + '.html')).read_text('utf-8'))
                self.assertEqual(wanted, [mark for mark, _ in page.found], 'the page')
                found = dict(page.found)
                for mark, kind, section in author.marks:
                    inside = found[mark]
                    self.assertTrue(inside & ELEMENTS[kind],
                        f'{mark}, a {kind} under {section}, stands in {sorted(inside)}')
                self.assert_data(author, data[path])
        self.exports(authors)
        self.pdfs(authors)

    def note_joined(self, authors):
        """Notes the sections that the program says it prints beside an earlier section of the same field."""
        done = subprocess.run([PROGRAM, 'check', '--format', 'json', '--site', self.root, '--today', '2026-11-21'],
            capture_output=True, text=True)
        for line in done.stdout.splitlines():
            found = json.loads(line)
            if found['code'] == 'campo-repetido' and 'se publican juntas' in found['message']:
                path = found['file'].removeprefix('content/').removesuffix('.md')
                authors[path].joined.append(re.findall('«(.*?)»', found['message']))

    def assert_data(self, author, record):
        """In the data fields stand in the order of the type: the order holds within each section."""
        # A heading that is a column of its rows stands in each of them, behind the words of the row.
        kinds = {mark: kind for mark, kind, _ in author.marks}
        headings = {mark for mark, kind in kinds.items() if 'heading' in kind}
        found = []
        for mark in MARK.findall(json.dumps(headings_first(record, headings), ensure_ascii=False)):
            if mark not in found or mark not in headings:
                found.append(mark)
        self.assertEqual(sorted(kinds), sorted(found), 'datos')
        for section in {section for *_, section in author.marks}:
            wanted = [mark for mark, _, of in author.marks if of == section]
            self.assertEqual(wanted, [mark for mark in found if mark in wanted], f'datos: {section}')

    def exports(self, authors):
        """Exports a document of each type in every format."""
        for path, author in list(authors.items())[:len(HEADINGS) * 2]:
            wanted = author.printed()
            for kind in ('html', 'odt', 'docx', 'epub'):
                with self.subTest(path=path, kind=kind, seed=SEED):
                    file = self.root / f'{path.replace("/", "-")}.{kind}'
                    self.run_program('export', kind, path.split('/')[1], '--output', file)
                    self.assertEqual(wanted, [mark for mark, _ in Page(file.read_text('utf-8')).found]
                        if kind == 'html' else office(file))

    def pdfs(self, authors):
        """Prints a document of each type."""
        some = [path for path in list(authors)[:len(HEADINGS)] if path.split('/')[0] in PRINTED]
        environment = dict(os.environ, PATH=os.environ['ENGINE_PATH'] + ':' + os.environ['PATH'])
        done = subprocess.run(
            [PROGRAM, 'build', '--drafts', '--quiet', '--site', self.root, '--today', '2026-11-21', '--pdf',
                *(path.split('/')[1] for path in some)],
            env=environment, capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr[-3000:])
        for path in some:
            with self.subTest(path=path, kind='pdf', seed=SEED):
                # A picture has no words on paper; a heading of a table is printed again where the table goes on in
                # another page.
                sections = {}
                of = {mark: section for mark, kind, section in authors[path].marks if not kind.startswith('picture')}
                for mark in authors[path].printed():
                    if mark in of:
                        sections.setdefault(of[mark], []).append(mark)
                self.assertEqual([], paper_order.problems(self.root / f'output/pdf/{path}.pdf', MARK, sections, BOX))


if __name__ == '__main__':
    unittest.main()
