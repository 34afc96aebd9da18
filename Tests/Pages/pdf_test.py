"""PDFs of the demonstration, read back with poppler."""
import functools
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from environment import SEEDS_SITE, needs
from pages import PROGRAM, SITE, TODAY


@functools.cache
def texts(pdf):
    """The text of every page of a PDF, as it is laid out."""
    return subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True,
        check=True).stdout.split('\f')[:-1]


def text(pdf, page):
    return texts(pdf)[page - 1]


class PDF(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        environment = dict(os.environ, PATH=os.environ['ENGINE_PATH'] + ':' + os.environ['PATH'])
        command = [PROGRAM, 'build', '--site', str(SITE), '--output', cls.folder.name, '--today', TODAY, '--quiet',
            '--pdf', 'MAN-ATC-01', 'director-ejecutivo', 'PR-ATC-04']
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        cls.manual = str(pathlib.Path(cls.folder.name) / 'pdf/manuales/man-atc-01.pdf')
        cls.job = str(pathlib.Path(cls.folder.name) / 'pdf/puestos/director-ejecutivo.pdf')
        cls.protocol = str(pathlib.Path(cls.folder.name) / 'pdf/protocolos/solicitud-pension-vejez.pdf')

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def pages(self, pdf):
        return int(re.search(r'Pages:\s+(\d+)', subprocess.run(['pdfinfo', pdf], capture_output=True, text=True,
            check=True).stdout).group(1))

    def test_every_page_of_the_manual_bears_its_number_and_its_job(self):
        count = self.pages(self.manual)
        self.assertGreater(count, 12)
        for page in range(1, count + 1):
            words = text(self.manual, page)
            self.assertRegex(words, rf'Página:?\s+{page}\s+de\s+{count}')
            self.assertIn('MAN-ATC-01', words)
            self.assertRegex(words, '[Vv]ersión 05')

    def test_the_contents_lead_to_the_right_pages(self):
        contents = next(text(self.manual, page) for page in range(1, 6) if 'CONTENIDO' in text(self.manual, page))
        entries = re.findall(r'^\s*(\S.*?)\s*\.{4,}\s*(\d+)\s*$', contents, re.M)
        self.assertGreaterEqual(len(entries), 7)
        for title, page in entries:
            there = set(re.findall(r'\w+', text(self.manual, int(page)).casefold()))
            self.assertEqual(set(), set(re.findall(r'\w+', title.casefold())) - there, f'{title} on page {page}')

    def test_every_word_of_the_source_is_on_paper_and_every_step_once(self):
        def plain(words):
            return re.sub(r'[\s\u00ad]+', '', re.sub(r'[-‐]\n\s*', '', words)).casefold().replace('-', '').replace('‐',
                '')

        paper = subprocess.run(['pdftotext', self.protocol, '-'], capture_output=True, text=True, check=True).stdout
        # A line end may break a word; whole words must be there.
        there = set(re.findall(r'\w+', re.sub(r'[-‐]\n\s*', '', paper).casefold())) | set(re.findall(r'\w+',
            paper.casefold()))
        source = (SITE / 'content/protocolos/solicitud-pension-vejez.md').read_text('utf-8').split('---', 2)[2]
        source = re.sub(r'\[\[[^\]|\\]*(?:\\?\|([^\]]*))?\]\]', r'\1', source)
        # Remove table headers from the source: the form prints its own words for the columns.
        source = re.sub(r'^\|.*\|\n(?=\|[-: |]+\|$)', '', source, flags=re.M)
        self.assertEqual(set(), {word for word in re.findall(r'\w+', source.casefold()) if word not in there})
        steps = [cells[1].strip() for cells in (line.split('|')
            for line in source.split('## Pasos')[1].split('\n## ')[0].splitlines()) if len(cells) > 3
            and not set(cells[1]) <= set('- :')]
        self.assertGreater(len(steps), 8)
        for step in steps:
            self.assertEqual(1, plain(paper).count(plain(step)), step)

    def test_documents_are_tagged_titled_and_carry_their_fonts(self):
        for pdf, title in ((self.manual, 'Manual de puestos de Atención Ciudadana'), (self.job, 'Director Ejecutivo'),
                (self.protocol, 'Solicitud de pensión de vejez')):
            info = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True, check=True).stdout
            self.assertRegex(info, r'Tagged:\s+yes')
            self.assertIn(title, info)
            self.assertRegex(info, r'Keywords:\s+[A-Z]+-[A-Z]+-\d+, Versión \d+')
            self.assertIn('Instituto de Previsión Social de Valdemar', re.search(r'Author:\s+(.*)', info)[1])
            fonts = subprocess.run(['pdffonts', pdf], capture_output=True, text=True,
                check=True).stdout.splitlines()[2:]
            self.assertTrue(fonts)
            for font in fonts:
                self.assertEqual('yes', font.split()[-5], font)


if __name__ == '__main__':
    unittest.main()


class Book(unittest.TestCase):
    """A manual whose form counts the pages of each job, begins parts on the right and lays a matrix on its side."""
    FILES = {
        'site.yaml': 'institución: Instituto de Ensayo\nidioma: es\n',
        'formatos/libro.yaml': '''tipo: formato
para: manual
título: Manual
páginas: por puesto
empieza: derecha
página en blanco: Página en blanco a propósito
encabezado:
  izquierda: "{código} {título}"
  derecha: "Página {página} de {páginas}"
secciones:
  - {vista: portada, secciones: [{vista: ficha, campos: [título]}]}
  - {título: ÍNDICE, vista: índice, columnas: [título: "", página: Página]}
  - {vista: miembros, campo: miembros}
  - {título: HISTORIA, vista: modificaciones, campo: modificaciones}
''',
        'formatos/hoja.yaml': '''tipo: formato
para: puesto
título: Puesto
listas:
  frecuencia: {D: Diaria, M: Mensual}
secciones:
  - {título: IDENTIFICACIÓN, vista: ficha, campos: [título, misión], repite: sí}
  - {título: FUNCIONES, vista: matriz, campo: funciones, columnas: [función, tarea, frecuencia],\
 listas: {frecuencia: frecuencia}, marca: X, papel: horizontal}
  - {título: EXPERIENCIA, vista: texto, campo: experiencia}
''',
        'manuales/man-1.md': '''---
título: Manual de ensayo
código: MAN-1
versión: "01"
vigencia: 2026-01-01
formato: libro
miembros: ["[[corto]]", "[[largo]]"]
---

## Modificaciones

| versión | vigencia | descripción |
| --- | --- | --- |
| 01 | 2026-01-01 | Creación |
''',
    }

    @staticmethod
    def job(title, functions):
        rows = '\n'.join(f'| Función número {n} de {title} | Tarea {n} | {"D" if n % 2 else "M"} |'
            for n in range(1, functions + 1))
        return f'''---
título: {title}
formato: hoja
misión: Servir en {title}.
---

## Funciones

| función | tarea | frecuencia |
| --- | --- | --- |
{rows}

## Experiencia

Un año en puestos como {title}.
'''

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        files = dict(cls.FILES, **{'puestos/corto.md': cls.job('Puesto corto', 4),
            'puestos/largo.md': cls.job('Puesto largo', 70)})
        for name, words in files.items():
            path = root / 'content' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, 'utf-8')
        environment = dict(os.environ, PATH=os.environ['ENGINE_PATH'] + ':' + os.environ['PATH'])
        done = subprocess.run([PROGRAM, 'build', '--site', str(root), '--today', TODAY, '--quiet', '--pdf', 'MAN-1',
            'largo'], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        cls.manual, cls.alone = str(root / 'output/pdf/manuales/man-1.pdf'), str(root / 'output/pdf/puestos/largo.pdf')
        cls.pages = {pdf: cls.sizes(pdf) for pdf in (cls.manual, cls.alone)}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def sizes(pdf):
        """(width, height) of every page, in points."""
        info = subprocess.run(['pdfinfo', '-f', '1', '-l', '999', pdf], capture_output=True, text=True,
            check=True).stdout
        return [(round(float(w)), round(float(h))) for w,
            h in re.findall(r'Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)', info)]

    def folios(self):
        """The folio of every page of the manual: (number, of how many), None for a blank page."""
        found = []
        for page in range(1, len(self.pages[self.manual]) + 1):
            match = re.search(r'Página\s+(\d+)\s+de\s+(\d+)', text(self.manual, page))
            blank = text(self.manual, page).split() == 'Página en blanco a propósito'.split()
            self.assertTrue(match or blank, f'page {page}')
            found.append(None if blank else (int(match[1]), int(match[2])))
        return found

    def test_the_matrix_lies_on_its_side_and_the_rest_stands(self):
        for pdf in self.pages:
            for page, (width, height) in enumerate(self.pages[pdf], 1):
                words = text(pdf, page)
                self.assertEqual('Función número' in words, width > height, f'{pdf} {page}')
                if 'Función número' in words:
                    self.assertIn('Servir en Puesto', words, 'what repeats stands on the lying pages too')

    def test_every_job_counts_its_own_pages(self):
        parts = []
        for folio in self.folios():
            if folio is None:
                continue
            if folio[0] == 1:
                parts.append([])
            parts[-1].append(folio)
        self.assertEqual(4, len(parts), 'cover with contents, two jobs, history')
        for part in parts:
            numbers = [number for number, _ in part]
            self.assertEqual(numbers, list(range(1, part[0][1] + 1)) if len(numbers) == part[0][1] else sorted(numbers))
            self.assertEqual({part[0][1]}, {total for _, total in part})
            self.assertEqual(part[-1][0], part[0][1])
        self.assertGreater(len(parts[2]), 3)

    def test_parts_begin_on_the_right_and_blank_pages_say_so(self):
        blanks = [page for page, folio in enumerate(self.folios(), 1) if folio is None]
        self.assertTrue(blanks)
        for page in range(1, len(self.pages[self.manual]) + 1):
            words = text(self.manual, page)
            if 'ÍNDICE' in words or 'HISTORIA' in words and 'Creación' in words:
                self.assertEqual(1, page % 2, f'page {page}')

    def test_every_function_is_there_once_and_bears_the_head_of_the_manual(self):
        whole = subprocess.run(['pdftotext', self.manual, '-'], capture_output=True, text=True, check=True).stdout
        for n in range(1, 71):
            self.assertEqual(1, len(re.findall(rf'Función\s+número\s+{n}\s+de\s+Puesto\s+largo', whole)), n)
        for page, folio in enumerate(self.folios(), 1):
            if folio:
                self.assertIn('MAN-1 Manual de ensayo', text(self.manual, page))


@needs(SEEDS_SITE)
class RealDocuments(unittest.TestCase):
    """Compares the five real documents on paper with the raw texts of the originals."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        environment = dict(os.environ, PATH=os.environ['ENGINE_PATH'] + ':' + os.environ['PATH'])
        names = ['900 0935', 'jefe-servicio-cliente-pqrs', 'coord-tec-orient-inf-derechohabiente-e1',
            'supervisor-servicio-usuario', 'ejecutivo-servicio-usuario']
        done = subprocess.run([PROGRAM, 'build', '--site', str(SEEDS_SITE), '--output', cls.folder.name, '--today',
            TODAY, '--quiet', '--pdf', *names], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        cls.made = {path.stem: texts(path) for path in pathlib.Path(cls.folder.name).glob('pdf/*/*.pdf')}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_manual_has_the_pages_of_its_contents(self):
        pages = self.made['900-0935']
        self.assertEqual(['3', '6', '9', '12'], re.findall(r'\.{4,}\s*(\d+)', pages[1]), 'as the original prints them')
        for number, title in ((3, 'Jefe Área de Servicios en Línea'), (6, 'Promotor de Servicios en Línea'),
                (9, 'Asistente de Soporte'), (12, 'MODIFICACIONES REALIZADAS')):
            self.assertIn(title, pages[number - 1])
        self.assertTrue(all('900 0935 MANUAL DE DESCRIPCIÓN DE PUESTOS' in page for page in pages))
        self.assertIn('conforme al original firmado', pages[0])

    def test_the_profile_repeats_all_but_its_functions_on_every_page(self):
        pages = self.made['coord-tec-orient-inf-derechohabiente-e1']
        self.assertEqual(4, len(pages), 'as the original')
        for number, page in enumerate(pages, 1):
            self.assertRegex(page, rf'NÚMERO DE PÁGINA\s+{number}\s+DE\s+{len(pages)}')
            for words in ('DENOMINACIÓN DEL PUESTO', 'ÁMBITO DE APLICACIÓN', 'ESCOLARIDAD', 'FUNCIONES GENERALES',
                    'LÍNEA DE REPORTE', 'AUTORIZÓ'):
                self.assertIn(words, page)
            self.assertRegex(page, r'CENTRAL\s+UMAE\s+OOAD\s+SUBDELEG\s+OPERAT', 'boxes side by side')

    def test_the_form_of_the_company_bears_its_control_on_every_page(self):
        pages = self.made['jefe-servicio-cliente-pqrs']
        self.assertEqual(4, len(pages), 'as the original')
        for number, page in enumerate(pages, 1):
            self.assertRegex(page, rf'Página:\s+{number} de {len(pages)}')
            self.assertIn('Código: GH-ADM-FO-53', page)
        self.assertIn('ENTREGA DEL DESCRIPTIVO DEL CARGO', pages[-1])

    def test_the_sheets_of_the_institute_number_their_sections(self):
        for name in ('supervisor-servicio-usuario', 'ejecutivo-servicio-usuario'):
            whole = '\n'.join(self.made[name])
            places = [whole.index(words) for words in ('1. IDENTIFICACIÓN', '2. MISIÓN', '3. PERFIL', '4. FUNCIONES',
                '5. COMPETENCIAS')]
            self.assertEqual(sorted(places), places)
