"""Functions under headings and in tables, in the notations of real manuals. A form prints each once, under its
frequency or its own heading, and a released document does not change."""
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from group_cases import FREQUENCIES, NAMES, TABLES, table

PROGRAM = os.environ['PROGRAM']
HEAD = """---
título: {}
formato: ficha
unidad: sala-consulta
reporta a: jefe-archivo
clase: 03
---

## Misión

Servir.

"""
LABELS = ['Permanente', 'Diaria', 'Semanal', 'Quincenal', 'Mensual', 'Bimestral', 'Trimestral', 'Cuatrimestral',
    'Semestral', 'Anual', 'Eventual', 'Ocasional']


def plain(markup):
    return ' '.join(html.unescape(re.sub('<[^>]*>', ' ', markup)).split())


class Site(unittest.TestCase):
    form = 'frecuencia'
    # The frequencies of the starter's form.
    all = True

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name) / 'site'
        done = subprocess.run([PROGRAM, 'new', str(cls.root), '--form', cls.form], capture_output=True, text=True)
        sheet = cls.root / 'content/formatos/ficha.yaml'
        if sheet.exists():
            # The form says of each frequency that it has no functions.
            sheet.write_text(sheet.read_text('utf-8').replace('    vacío: omitir\n    obligatorio: sí\n',
                '    vacío: N/A\n    obligatorio: sí\n'), 'utf-8')
        assert done.returncode == 0, done.stderr
        if cls.all:
            form = cls.root / 'content/formatos/ficha.yaml'
            form.write_text(re.sub(r'frecuencia: \{[^}]*\}', 'frecuencia: {' + ', '.join(f'{label}: {label}'
                for label in LABELS) + '}', form.read_text('utf-8')), 'utf-8')
        cls.sources = {}
        cls.write()
        for name, source in cls.sources.items():
            (cls.root / f'content/puestos/{name}.md').write_text(HEAD.format('Puesto ' + name) + source, 'utf-8')
        cls.found = [json.loads(line) for line in cls.run_program('check', '--format', 'json').stdout.splitlines()]
        done = cls.run_program('build')
        assert done.returncode == 0, done.stdout[-2000:]

    @classmethod
    def write(cls):
        pass

    @classmethod
    def run_program(cls, *words):
        return subprocess.run([PROGRAM, *words, '--site', str(cls.root), '--today', '2026-11-21'], capture_output=True,
            text=True, env={**os.environ, 'NO_COLOR': '1'})

    def page(self, name):
        text = (self.root / f'output/puestos/{name}.html').read_text('utf-8')
        return re.search(r'<main.*?</main>', text, re.S)[0]

    def sheet(self, name):
        """The headings and the texts of the section *Funciones*, in order; fails where the sheet repeats a text."""
        page = self.page(name)
        self.assertNotIn('id="fuera-del-formato"', page, self.sources[name])
        section = re.search(r'<h2[^>]*>[^<]*(?:<[^h][^>]*>[^<]*)*Funciones.*?(?=<h2)', page, re.S)[0]
        section = re.sub(r'<caption.*?</caption>', '', section, flags=re.S)
        parts = re.findall(r'<(h[3-6]|li|td|th|p|div class="part-value")(?: [^>]*)?>(.*?)</(?:h[3-6]|li|td|th|p|div)>',
            section, re.S)
        return [('## ' if tag[0] == 'h' else '') + plain(words) for tag, words in parts]

    def findings(self, name):
        return [f for f in self.found if f['file'].endswith(f'/{name}.md')
            and f['code'] not in ('supervision-no-reciproca', 'funcion-copiada')]


class Headings(Site):
    @classmethod
    def write(cls):
        for number, (heading, _) in enumerate(FREQUENCIES):
            rows = f'- Abrir la sala {number}.\n- Cerrar la caja {number}.\n'
            nested = ''.join(f'  {line}\n' for line in rows.splitlines())
            cls.sources[f'h{number}'] = f'## Funciones\n\n### {heading}\n\n{rows}'
            cls.sources[f'b{number}'] = f'## Funciones\n\n**{heading}**\n\n{rows}'
            cls.sources[f'l{number}'] = f'## Funciones\n\n{heading.rstrip(":")}:\n\n{rows}'
            is_word = heading[0].isalpha() and heading[1:2] not in '.)'
            cls.sources[f'i{number}'] = \
                f'## Funciones\n\n- {heading}\n{nested}' if is_word else cls.sources[f'h{number}']
        for number, heading in enumerate(NAMES):
            cls.sources[f'n{number}'] = f'## Funciones\n\n### {heading}\n\n- Abrir la sala {number}.\n' \
                f'- Cerrar la caja {number}.\n'

    def test_every_frequency_is_printed_under_the_group_of_the_form(self):
        self.assertGreaterEqual(len(FREQUENCIES), 60)
        for number, (heading, label) in enumerate(FREQUENCIES):
            for kind in 'hbli':
                with self.subTest(heading=heading, kind=kind):
                    sheet = self.sheet(f'{kind}{number}')
                    place = sheet.index('## ' + label)
                    self.assertEqual([f'Abrir la sala {number}.', f'Cerrar la caja {number}.'],
                                     sheet[place + 1:place + 3])
                    self.assertEqual(len(LABELS) - 1, sheet.count('N/A'))
                    # A letter or number typed by hand has a finding, and its fix keeps the frequency.
                    self.assertEqual([], [f['message'] for f in self.findings(f'{kind}{number}')
                        if f['code'] != 'pegado-de-word'])

    def test_every_other_heading_is_printed_once_above_its_functions(self):
        for number, heading in enumerate(NAMES):
            with self.subTest(heading=heading):
                sheet = self.sheet(f'n{number}')
                wanted = ['## ' + heading, f'Abrir la sala {number}.', f'Cerrar la caja {number}.']
                place = sheet.index(wanted[0])
                self.assertEqual(wanted, sheet[place:place + 3])
                self.assertEqual(3, len([text for text in sheet if text != 'N/A' and text[3:] not in LABELS]))

    def test_the_task_calendar_knows_the_frequencies(self):
        records = json.loads((self.root / 'output/datos/puestos.json').read_text('utf-8'))['records']
        found = next(record for record in records if record['id'] == 'h0')['fields']['functions']
        self.assertEqual(4, json.dumps(found, ensure_ascii=False).count("Diaria"))


class Tables(Site):
    all = False

    @classmethod
    def write(cls):
        for number, (header, rows, _) in enumerate(TABLES):
            cls.sources[f't{number}'] = '## Funciones\n\n' + table(header, rows)

    def test_every_table_is_understood_or_reported(self):
        self.assertGreaterEqual(len(TABLES), 15)
        for number, (header, _, kind) in enumerate(TABLES):
            with self.subTest(header=header):
                name = f't{number}'
                words = plain(self.page(name))
                # A column of the author for which the form has no place stands beside the task that it is about.
                for task in ('Abrir la sala.', 'Rendir parte.'):
                    self.assertEqual(1, words.count(task), words)
                if kind == 'own column':
                    self.assertRegex(
                        words, r'Diaria .*Abrir la sala\. Porcentaje de tiempo: 60 Mensual .*'
                        r'Rendir parte\. Porcentaje de tiempo: 40')
                    continue
                if kind == 'no frequency':
                    self.assertRegex(words, r'Abrir la sala\. %: 60 % .*Rendir parte\. %: 40 %')
                    self.assertNotIn('N/A', self.sheet(name))
                    continue
                labels = ('D', 'M') if kind == 'codes' else ('Diaria', 'Mensual')
                sheet = self.sheet(name)
                self.assertEqual('Abrir la sala.', sheet[sheet.index('## ' + labels[0]) + 1])
                self.assertEqual('Rendir parte.', sheet[sheet.index('## ' + labels[1]) + 1])
                codes = [f['code'] for f in self.findings(name) if f['severity'] != 'note']
                self.assertEqual(['codigo-desconocido'] * 2 if kind == 'codes' else [], codes)


class Nested(Site):
    @classmethod
    def write(cls):
        cls.sources['two'] = '## Funciones\n\n### Funciones generales\n\n#### Diarias\n\n- A1.\n\n' \
            '#### Mensuales\n\n- A2.\n\n### Funciones específicas\n\n#### Diarias\n\n- B1.\n'
        cls.sources['inside'] = '## Funciones\n\n### Diarias\n\n#### Atención\n\n- A1.\n- A2.\n\n' \
            '#### Archivo\n\n- B1.\n\n### Mensuales\n\nN/A\n'
        cls.sources['sections'] = '## Funciones diarias\n\n- A1.\n\n## Funciones mensuales\n\n- B1.\n- B2.\n\n' \
            '## Funciones generales\n\n- C1.\n'
        cls.sources['words'] = '## Funciones\n\n**Diarias:**\n\n1. A1.\n\nTexto.\n\n2. A2.\n\n**Mensuales:** N/A\n'
        cls.sources['qualified'] = '## Funciones\n\n### Funciones generales diarias\n\nNota 1.\n\n- A1.\n\n' \
            '### Funciones específicas diarias\n\nNota 2.\n\n- B1.\n'
        cls.sources['notes'] = '## Funciones\n\n### Mensuales\n\n- A1.\n\n### Tareas mensuales\n\nNota.\n\n- B1.\n'
        cls.sources['absent'] = '## Funciones\n\n### Cada siglo\n\n- A1.\n'

    def short(self, name):
        sheet = self.sheet(name)
        return '|'.join(text for place, text in enumerate(sheet)
            if text != 'N/A' and sheet[place + 1:place + 2] != ['N/A'] or name == 'words' and text == '## Mensual')

    def test_headings_above_and_below_frequencies_are_kept(self):
        for name, wanted in {
                'two': '## Diaria|## Funciones generales|A1.|## Funciones específicas|B1.|## Mensual|## Funciones '
                'generales|A2.',
                'inside': '## Diaria|## Atención|A1.|A2.|## Archivo|B1.',
                'sections': '## Diaria|A1.|## Mensual|B1.|B2.|## Funciones generales|C1.',
                'qualified': '## Diaria|## Funciones generales diarias|Nota 1.|A1.|'
                    '## Funciones específicas diarias|Nota 2.|B1.',
                'notes': '## Mensual|A1.|## Tareas mensuales|Nota.|B1.',
                'absent': '## Cada siglo|A1.'}.items():
            with self.subTest(name=name):
                self.assertEqual(wanted, self.short(name))

    def test_text_between_functions_stays_with_the_function_above(self):
        words = plain(self.page('words'))
        places = [words.index(text) for text in ('Diaria', 'A1.', 'Texto.', 'A2.', 'Mensual')]
        self.assertEqual(sorted(places), places)
        self.assertEqual(1, words.count('Texto.'))


class WithoutRows(Site):
    """Headings below which, and below whose own headings, no functions stand."""
    form = 'simple'
    all = False
    WORDS = ['Ventanilla', 'Horario partido', 'Abrir la sala.', 'Archivo central', 'Cierre anual']

    @classmethod
    def write(cls):
        ventanilla, horario, abrir, archivo, cierre = cls.WORDS
        cls.sources['above'] = f'## Funciones\n\n#### {ventanilla}\n\n##### {horario}\n\n### Diarias\n\n- {abrir}\n'
        cls.sources['below'] = f'## Funciones\n\n- {abrir}\n\n#### {archivo}\n\n##### {cierre}\n'
        cls.sources['text'] = f'## Funciones\n\n- {abrir}\n\n#### {archivo}\n\n##### {cierre}\n\nTexto suelto.\n'

    def test_each_heading_is_printed_once_in_its_place(self):
        # Functions without rows are to complete, so that the documents are drafts.
        self.assertEqual(0, self.run_program('build', '--drafts').returncode)
        for name, source in self.sources.items():
            with self.subTest(name=name):
                page = plain(self.page(name))
                wanted = sorted((word for word in self.WORDS if word in source), key=source.index)
                self.assertEqual([1] * len(wanted), [page.count(word) for word in wanted], page)
                self.assertEqual(wanted, sorted(wanted, key=page.index), page)


class Matrix(Site):
    form = 'tareas'
    all = False

    @classmethod
    def write(cls):
        cls.sources['m'] = '## Funciones\n\n### Diarias\n\n- Abrir la sala.\n\n### Semanales\n\n- Rendir parte.\n'
        cls.sources['n'] = '## Funciones\n\n### Atención\n\n- Abrir la sala. {frecuencia=D}\n'

    def test_no_mark_is_lost(self):
        page = self.page('m')
        self.assertNotIn('id="fuera-del-formato"', page)
        self.assertIn('Semanales', plain(page))
        self.assertEqual(2, len(re.findall(r'>X<', page)), page)
        page = plain(self.page('n'))
        self.assertEqual(1, page.count('Abrir la sala.'))
        self.assertEqual(1, page.count('Atención'))


class Simple(Site):
    form = 'simple'
    all = False

    @classmethod
    def write(cls):
        cls.sources['m'] = '## Funciones\n\n### Diarias\n\n- Abrir la sala.\n\n### Atención\n\n- Rendir parte.\n'
        cls.sources['full'] = FULL

    def test_a_list_shows_the_headings_above_its_rows(self):
        self.assertEqual(['## Diaria', 'Abrir la sala.', '## Atención', 'Rendir parte.'], self.sheet('m'))

    def test_a_full_sheet_is_printed_whole_and_in_order(self):
        page = self.page('full')
        self.assertNotIn('id="fuera-del-formato"', page)
        sheet = plain(re.search(r'<div class="sheet.*?(?=<h2[^>]*>[^<]*Control del documento|</article>)', page,
                                re.S)[0])
        places = [sheet.index(words)
                  for words in ('Abrir la sala.', 'Perfil del candidato', 'Bachillerato.', 'Español.',
            'Riesgos', 'Polvo.', 'Historia del puesto', 'Se creó en 1990.', 'Indicadores', 'Quejas.')]
        del places[2]  # The form has a place of its own for education.
        self.assertEqual(sorted(places), places, sheet)
        for words in ('Bachillerato.', 'Español.', 'Polvo.', 'Se creó en 1990.', 'Quejas.'):
            self.assertEqual(1, plain(page).count(words), words)


FULL = """## Funciones

- Abrir la sala.

## Perfil del candidato

### Formación

Bachillerato.

### Idiomas

- Español.

## Riesgos

Polvo.

## Historia del puesto

Se creó en 1990.

## Indicadores

Quejas.
"""


class Release(Site):
    """A released document that is read again has no unreleased change, and its page is the same."""

    @classmethod
    def write(cls):
        cls.sources['r'] = '## Funciones\n\n**Diarias**\n\n1. Abrir la sala.\n\n### Mensuales\n\n- Rendir parte.\n'
        cls.sources['s'] = '## Funciones\n\n' + table(*TABLES[9][:2])

    def test_a_release_is_read_back_as_it_was(self):
        before = {name: self.sheet(name) for name in self.sources}
        done = self.run_program('release', 'puestos/r', 'puestos/s', '--effective', '2026-11-21', '--authorized-by',
                                'Junta')
        self.assertEqual(0, done.returncode, done.stderr)
        found = self.run_program('check', '--format', 'json').stdout
        self.assertNotIn('cambios-sin-publicar', found)
        self.assertEqual(0, self.run_program('build').returncode)
        self.assertEqual(before, {name: self.sheet(name) for name in self.sources})


class BuiltIn(unittest.TestCase):
    """Without a form of the site, pages keep the author's numbers and lists."""

    def test_numbers_and_lists(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            path = root / 'content/puestos/a.md'
            path.parent.mkdir(parents=True)
            path.write_text('# Uno\n\n## Funciones\n\n1. Abrir.\n2. Cerrar.\n\n## Conocimientos\n\n- Inventarios.\n'
                            '- Cajas.\n\n'
                '## Aptitudes\n\n1. Orden.\n2. Trato.\n\n## Responsabilidades\n\n- Fondo fijo.\n- Llaves.\n', 'utf-8')
            run = lambda *words: subprocess.run([PROGRAM, *words, '--site', folder, '--today', '2026-11-21'],
                capture_output=True, text=True)
            for released in (False, True):
                if released:
                    done = run('release', 'puestos/a', '--effective', '2026-11-21', '--authorized-by', 'Junta')
                    self.assertEqual(0, done.returncode, done.stderr)
                self.assertEqual(0, run('build').returncode)
                page = (root / 'output/puestos/a.html').read_text('utf-8')
                for name, tag in {'Abrir.': 'ol', 'Inventarios.': 'ul', 'Orden.': 'ol', 'Fondo fijo.': 'ul'}.items():
                    with self.subTest(name=name, released=released):
                        before = page[:page.index(name)]
                        self.assertEqual(tag, re.findall(r'<(ol|ul|table)[ >]', before)[-1])

    def test_headings_without_rows_keep_their_places(self):
        texts = {
            'a': ('### Caja\n\n#### Cobros\n\n### Archivo\n\n- Foliar.\n\n### Limpieza\n\n### Cierre\n\n- Cuadrar.\n',
                ['Caja', 'Cobros', 'Archivo', 'Foliar.', 'Limpieza', 'Cierre', 'Cuadrar.']),
            'b': ('### Caja\n\nA veces no la hay.\n\n### Archivo\n\n- Foliar.\n',
                ['Caja', 'A veces no la hay.', 'Archivo', 'Foliar.']),
            'c': ('### Diarias\n\n#### Caja\n\n#### Archivo\n\n- Foliar.\n\n### Mensuales\n\n- Cuadrar.\n',
                ['Diarias', 'Caja', 'Archivo', 'Foliar.', 'Mensuales', 'Cuadrar.']),
        }
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / 'content/puestos').mkdir(parents=True)
            for name, (text, _) in texts.items():
                (root / f'content/puestos/{name}.md').write_text(f'# Uno {name}\n\n## Funciones\n\n{text}', 'utf-8')
            done = subprocess.run([PROGRAM, 'build', '--drafts', '--site', folder, '--today', '2026-11-21'],
                capture_output=True, text=True)
            self.assertEqual(0, done.returncode, done.stderr)
            for name, (_, expected) in texts.items():
                with self.subTest(name):
                    page = (root / f'output/puestos/{name}.html').read_text('utf-8')
                    section = page.split('>Funciones</span>', 1)[1].split('<aside', 1)[0]
                    shown = [words for words in map(plain, re.findall(r'>([^<]+)<', section)) if words in expected]
                    self.assertEqual(expected, list(dict.fromkeys(shown)))


if __name__ == '__main__':
    unittest.main()
