"""Checks printed sheets with WeasyPrint and with Chromium: the positions of boxes, notices and page numbers, read back
with poppler."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from PIL import Image

from environment import SEEDS_SITE, needs
from pages import PROGRAM, TODAY

ENGINES = {'weasyprint': os.environ['ENGINE_PATH'] + ':' + os.environ['PATH'],
    'chromium': ':'.join(folder for folder in os.environ['PATH'].split(':')
        if not (pathlib.Path(folder) / 'weasyprint').exists())}
HEADED = '''tipo: formato
para: puesto
título: Ficha
encabezado:
  izquierda: "{folio}"
  centro: Casa de Ensayo
  derecha: |
    Hoja de puesto
    Página {página} de {páginas}
pie:
  izquierda: Formato de la casa
  derecha: Al pie
secciones:
  - {título: IDENTIFICACIÓN, vista: ficha, campos: [[título: "Puesto:"]]}
  - {título: EXPERIENCIA, vista: texto, campo: experiencia}
'''
FILES = {
    'site.yaml': 'institución: Casa de Ensayo\nlengua: es\n',
    'formatos/ficha.yaml': HEADED,
    'formatos/manual.yaml': '''tipo: formato
para: manual
título: Manual
encabezado: {izquierda: "{código}"}
secciones:
  - {vista: portada, secciones: [{vista: ficha, campos: [título]}]}
  - {título: ÍNDICE, vista: índice, columnas: [título: "", página: Página]}
  - {vista: miembros, campo: miembros}
''',
    'puestos/largo.md': '---\ntítulo: Largo\nformato: ficha\nestado: en revisión\nversión: "07"\n'
        'vigencia: 2026-02-03\n---\n\n## Experiencia\n\n'
        + '\n\n'.join(f'Párrafo {n} de la experiencia que se pide.' for n in range(70)) + '\n',
    'puestos/corto.md': '---\ntítulo: Corto\nformato: ficha\n---\n\n## Experiencia\n\nNinguna.\n',
    'manuales/man-1.md': '---\ntítulo: Manual de ensayo\ncódigo: MAN-1\nversión: "01"\nvigencia: 2026-01-01\n'
        'formato: manual\nmiembros: [largo, corto]\n---\n',
}


def words(pdf):
    """The words of each page of a PDF as [(text, top, bottom, left)], in points from the top left corner."""
    found = []
    for page in subprocess.run(['pdftotext', '-bbox', str(pdf), '-'], capture_output=True, text=True,
            check=True).stdout.split('<page ')[1:]:
        found.append([(text, float(top), float(bottom), float(left)) for left, top, bottom, text in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', page)])
    return found


def build(site, output, engine, *documents, search=None):
    done = subprocess.run([PROGRAM, 'build', '--site', str(site), '--output', output, '--today', TODAY, '--quiet',
        '--pdf', *documents], env=dict(os.environ, PATH=search or ENGINES[engine]), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


class Paper(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        root = pathlib.Path(cls.folder.name)
        for name, text in FILES.items():
            path = root / 'content' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, 'utf-8')
        cls.pages = {}
        for engine in ENGINES:
            build(root, str(root / engine), engine)
            for path in (root / engine / 'pdf').rglob('*.pdf'):
                cls.pages[engine, path.stem] = words(path)

    def each(self, document):
        return [self.pages[engine, document] for engine in ENGINES]

    def test_the_box_at_the_foot_stands_at_the_foot_of_every_page(self):
        for document, least in (('largo', 2), ('corto', 1), ('man-1', 4)):
            for pages in self.each(document):
                self.assertGreaterEqual(len(pages), least)
                places = [top for page in pages for text, top, _, _ in page if text == 'pie']
                self.assertEqual(len(pages) - (2 if document == 'man-1' else 0), len(places))
                self.assertLess(max(places) - min(places), 6, 'at the same height on every page')
                self.assertGreater(min(places), 700)

    def test_the_notice_stands_below_the_head_and_covers_nothing(self):
        for pages in self.each('largo'):
            first = pages[0]
            head = max(bottom for text, _, bottom, _ in first if text in ('Página', 'Hoja'))
            notice = [(top, left) for text, top, _, left in first if text == 'Rige']
            self.assertEqual(1, len(notice), 'printed once')
            self.assertGreater(notice[0][0], head)
            title = next(top for text, top, _, _ in first if text == 'IDENTIFICACIÓN')
            self.assertLess(notice[0][0], title)

    def test_a_cell_of_the_head_that_is_empty_is_not_drawn(self):
        page = (pathlib.Path(self.folder.name) / 'chromium/puestos/corto.html').read_text('utf-8')
        self.assertNotIn('band-left', re.search('<header class="band.*?</header>', page, re.S)[0])
        for pages in self.each('corto'):
            left = {text: left for text, _, _, left in pages[0]}
            self.assertLess(left['Casa'], 306)
            self.assertGreater(left['Hoja'], 400, 'the right cell keeps its place')
            self.assertAlmostEqual(left['Hoja'], left['Página'], delta=3)

    def test_version_and_date_stand_on_every_page_of_a_job(self):
        for pages in self.each('largo'):
            for page in pages:
                text = ' '.join(word for word, *_ in page)
                self.assertIn('Versión 07', text)
                self.assertIn('3 de febrero de 2026', text)

    def test_the_outline_leads_to_the_jobs(self):
        for engine in ENGINES:
            pdf = pathlib.Path(self.folder.name) / engine / 'pdf/manuales/man-1.pdf'
            outline = subprocess.run(['pdftohtml', '-xml', '-i', '-stdout', str(pdf)], capture_output=True, text=True,
                check=True).stdout.split('<outline>', 1)[-1]
            items = {title.strip(): int(page)
                for page, title in re.findall(r'<item page="(\d+)">(.*?)</item>', outline)}
            for title in ('Largo', 'Corto'):
                there = [text for text, *_ in self.pages[engine, 'man-1'][items[title] - 1]]
                self.assertIn(title, there, engine)

    def test_the_contents_name_the_pages_of_the_jobs(self):
        for pages in self.each('man-1'):
            contents = pages[1]
            for title in ('Largo', 'Corto'):
                row = next(top for text, top, _, _ in contents if text == title)
                number = max((left, text) for text, top, _, left in contents if abs(top - row) < 4)[1].strip('. ')
                there = [text for text, *_ in pages[int(number) - 1]]
                self.assertIn(title, there, f'{title} on page {number}')
                self.assertIn('IDENTIFICACIÓN', there)


class OnePass(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in FILES.items():
            path = self.root / 'content' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, 'utf-8')

    def printed(self, name, script):
        """The words of the PDFs that a program with the name of WeasyPrint makes."""
        program = self.root / name / 'weasyprint'
        program.parent.mkdir()
        program.write_text(script, 'utf-8')
        program.chmod(0o755)
        build(self.root, str(self.root / (name + '-out')), 'weasyprint',
            search=f'{program.parent}:{ENGINES["weasyprint"]}')
        return {path.stem: words(path) for path in (self.root / (name + '-out') / 'pdf').rglob('*.pdf')}

    def test_weasyprint_needs_one_pass_and_puts_all_where_two_put_it(self):
        venv = os.environ['ENGINE_PATH']
        # Its first line names the Python; to call it fails.
        once = self.printed('once', f'#!{venv}/python3\nraise SystemExit(9)\n')
        # A program that is no Python script is called itself, twice for a foot.
        calls = self.root / 'calls'
        twice = self.printed('twice', f'#!/bin/sh\necho >> {calls}\nexec {venv}/weasyprint "$@"\n')
        self.assertEqual(2 * 3, len(calls.read_text().splitlines()))
        self.assertEqual({'largo', 'corto', 'man-1'}, set(once))
        for name, pages in once.items():
            self.assertEqual(len(twice[name]), len(pages))
            for ours, theirs in zip(pages, twice[name]):
                self.assertEqual([word[0] for word in theirs], [word[0] for word in ours])
                for (text, top, *_, left), (_, other, *_, beside) in zip(ours, theirs):
                    self.assertLess(abs(top - other), 4.5, text)
                    self.assertLess(abs(left - beside), .1, text)

    def test_grounds_move_with_the_foot(self):
        (self.root / 'content/formatos/ficha.yaml').write_text(HEADED + '  - {título: AL PIE, vista: texto, '
            'campo: riesgos, repite: sí}\n', 'utf-8')
        job = self.root / 'content/puestos/corto.md'
        job.write_text(job.read_text('utf-8') + '\n## Riesgos\n\nNinguno.\n', 'utf-8')
        build(self.root, str(self.root / 'out'), 'weasyprint', 'corto')
        pdf = self.root / 'out/pdf/puestos/corto.pdf'
        page = words(pdf)[0]
        last = max(bottom for text, _, bottom, _ in page if text == 'Ninguna.')
        foot = min(top for text, top, _, _ in page if text == 'AL')
        self.assertGreater(foot - last, 300)
        subprocess.run(['pdftoppm', '-r', '72', '-gray', '-singlefile', pdf, self.root / 'page'], check=True)
        picture = Image.open(self.root / 'page.pgm')
        between = picture.crop((60, int(last) + 12, picture.width - 60, int(foot) - 12))
        self.assertEqual((255, 255), between.getextrema())
        self.assertLess(picture.crop((60, int(foot) - 12, picture.width - 60, int(foot) + 12)).getextrema()[0], 255)


class Matrix(unittest.TestCase):
    FORM = '''tipo: formato
para: puesto
título: Ficha
listas: {periodicidad: {D: Diaria, S: Semanal}}
secciones:
  - título: FUNCIONES
    vista: matriz
    campo: funciones
    columnas: [número: "", función: FUNCIONES, tarea: TAREAS, frecuencia: PERIODICIDAD]
    listas: {frecuencia: periodicidad}
'''
    JOB = '''---
título: Jefe
formato: ficha
versión: "01"
vigencia: 2026-01-01
---

## Misión

Mandar.

## Funciones

| Función | Tarea | Periodicidad |
|---|---|---|
'''
    NAME = 'que se describe con un nombre bastante largo, de varias líneas de la primera columna, hasta'
    TASK = 'que se describe con muchas palabras para ocupar varias líneas de la tabla del puesto en la hoja'

    def test_the_name_of_a_group_stands_whole_on_each_page_with_its_rows(self):
        broken = 0
        # One of these groups begins on the last lines of a page.
        for first in (5, 6):
            rows = ''
            for group in range(8):
                for row in range(first if group == 0 else 9):
                    name = f'Grupo{group} {self.NAME} final{group}' if row == 0 else ''
                    rows += f'| {name} | Tarea{group}x{row} {self.TASK} | D |\n'
            with tempfile.TemporaryDirectory() as folder:
                root = pathlib.Path(folder)
                for name, text in (('site.yaml', FILES['site.yaml']), ('formatos/ficha.yaml', self.FORM),
                        ('puestos/jefe.md', self.JOB + rows)):
                    path = root / 'content' / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, 'utf-8')
                for engine in ENGINES:
                    build(root, str(root / engine), engine, 'jefe')
                    pages = [[text for text, *_ in page] for page in words(root / engine / 'pdf/puestos/jefe.pdf')]
                    self.assertGreater(len(pages), 2)
                    for group in range(8):
                        held, begins, ends = ([place for place, page in enumerate(pages) if any(map(is_one, page))]
                            for is_one in (re.compile(f'Tarea{group}x').match, f'Grupo{group}'.__eq__,
                                f'final{group}'.__eq__))
                        broken += len(held) - 1
                        self.assertEqual((held, held), (begins, ends), f'group {group}, {engine}')
                    # Nothing stands on the rows of the next group.
                    for page in words(root / engine / 'pdf/puestos/jefe.pdf'):
                        tops = {text[5]: top for text, top, *_ in page if re.fullmatch(r'Grupo\d', text)}
                        for text, _, bottom, _ in page:
                            below = [top for group, top in tops.items() if group > text[5:6]]
                            if text.startswith('final') and below:
                                self.assertLessEqual(bottom, min(below) + 1, f'{text}, {engine}')
        self.assertGreater(broken, 2)


@needs(SEEDS_SITE)
class Originals(unittest.TestCase):
    def test_the_real_documents_have_as_many_pages_as_their_originals(self):
        for engine in ENGINES:
            with tempfile.TemporaryDirectory() as folder, self.subTest(engine=engine):
                build(SEEDS_SITE, folder, engine, 'coord-tec-orient-inf-derechohabiente-e1',
                    'jefe-servicio-cliente-pqrs', '900 0935')
                found = {path.stem: words(path) for path in pathlib.Path(folder).glob('pdf/*/*.pdf')}
                self.assertEqual({'coord-tec-orient-inf-derechohabiente-e1': 4, 'jefe-servicio-cliente-pqrs': 4,
                    '900-0935': 12}, {name: len(pages) for name, pages in found.items()})
                # The signatures repeat on every page of the profile, at the same height on the last.
                signed = [top for page in found['coord-tec-orient-inf-derechohabiente-e1']
                    for text, top, _, _ in page if text == 'AUTORIZÓ']
                self.assertEqual(4, len(signed))
                self.assertLess(max(signed) - min(signed), 6)


if __name__ == '__main__':
    unittest.main()
