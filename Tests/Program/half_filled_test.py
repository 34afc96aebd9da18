"""A new document may have gaps and is still read and checked; a released document must not have them."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']


class HalfFilled(unittest.TestCase):
    """A document with unfinished parts is a draft, and never stops the build."""
    DATES = ['', '__/__/____', '____-__-__', 'dd/mm/aaaa', 'por definir', 'S/F', '2 de enero de 2018', '13/04/2021',
             '3/4/2021',
        '2018/01/02', 'enero de 2020', '2018-02-30', '01-ene-2020']
    FIXED = {'2 de enero de 2018': '2018-01-02', '13/04/2021': '2021-04-13', '2018/01/02': '2018-01-02',
        '01-ene-2020': '2020-01-01'}

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, path, text):
        path = self.root / 'content' / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def run_program(self, *words):
        return subprocess.run([PROGRAM, *words, '--site', str(self.root), '--today', '2026-11-21'], capture_output=True,
            text=True, env={**os.environ, 'NO_COLOR': '1'})

    def check(self):
        return [json.loads(line) for line in self.run_program('check', '--format', 'json').stdout.splitlines()]

    def test_dates(self):
        for number, date in enumerate(self.DATES):
            self.write(f'protocolos/p{number}.md',
                f'---\ntítulo: Cobro {number}\nvigencia: {date}\n---\n\n## Objetivo\n\nCobrar.\n\n## Pasos\n\n'
                f'1. Cobrar.\n')
            self.write(f'puestos/j{number}.md', f'---\ntítulo: Cajero {number}\ncreación: {date}\n---\n\n## Misión\n\n'
                       f'Cobrar.\n')
        found = self.check()
        self.assertEqual([], [(f['file'], f['message']) for f in found if f['severity'] == 'error'])
        self.assertEqual(0, self.run_program('build').returncode)
        for number, date in enumerate(self.DATES):
            for file in (f'protocolos/p{number}', f'puestos/j{number}'):
                with self.subTest(date=date, file=file):
                    self.assertEqual(date == '', (self.root / f'output/{file}.html').exists())
                    drafts = [f for f in found if f['file'] == f'content/{file}.md' and f['code'] == 'borrador']
                    self.assertEqual(0 if date == '' else 1, len(drafts))
        self.run_program('check', '--fix')
        for date, wanted in self.FIXED.items():
            number = self.DATES.index(date)
            self.assertIn(f'vigencia: {wanted}\n', (self.root / f'content/protocolos/p{number}.md').read_text('utf-8'))
        self.assertEqual(0, self.run_program('build').returncode)
        self.assertTrue((self.root / f'output/protocolos/p{self.DATES.index("13/04/2021")}.html').exists())

    def test_empty_sections(self):
        sections = {'protocolos': ['Objetivo', 'Alcance', 'Pasos', 'Requisitos', 'Preguntas frecuentes',
                                   'Escalamiento'],
            'puestos': ['Misión', 'Funciones', 'Riesgos', 'Competencias', 'Firmas'], 'clausulas': ['Filas'],
            'competencias': ['Definición', 'Comportamientos'], 'glosario': ['Definición'], 'manuales': ['Introducción']}
        for folder, names in sections.items():
            for number, name in enumerate(names):
                self.write(f'{folder}/x{number}.md', f'---\ntítulo: {folder} {number}\n---\n\n## {name}\n')
        self.write('puestos/entero.md', '# Entero\n\n## Misión\n\nServir.\n')
        self.write('puestos/grupo.md', '# Grupo\n\n## Misión\n\nServir.\n\n## Funciones\n\n### Diaria\n\n'
                   '### Mensual\n\n- Informar.\n')
        found = self.check()
        self.assertEqual([], [(f['file'], f['message']) for f in found if f['severity'] == 'error'])
        self.assertEqual(0, self.run_program('build').returncode)
        self.assertTrue((self.root / 'output/puestos/entero.html').exists())
        for folder in ('protocolos', 'puestos'):
            for number, name in enumerate(sections[folder]):
                self.assertFalse((self.root / f'output/{folder}/x{number}.html').exists(), name)
                message = [f['message'] for f in found if f['file'] == f'content/{folder}/x{number}.md'
                    and f['code'] == 'borrador'][0]
                self.assertIn(f'«{name}»', message)
        self.assertFalse((self.root / 'output/puestos/grupo.html').exists())
        self.assertEqual(0, self.run_program('build', '--drafts').returncode)
        self.assertTrue((self.root / 'output/puestos/grupo.html').exists())

    def test_a_fault_has_one_finding(self):
        """An empty section and a date that is not understood are each told once, where they stand."""
        self.write('puestos/a.md', '---\ntítulo: Uno\ncreación: 2 de enero de 2018\n---\n\n## Misión\n\nServir.\n')
        self.write('puestos/b.md', '---\ntítulo: Dos\n---\n\n## Misión\n\nServir.\n\n## Formación\n')
        self.write('puestos/c.md',
            '---\ntítulo: Tres\ncreación: mañana\n---\n\n## Misión\n\nServir.\n\n## Formación\n')
        self.write('puestos/d.md',
            '---\ntítulo: Cuatro\nestado: borrador\ncreación: mañana\n---\n\n## Misión\n\nServir.\n')
        found = sorted((f['file'][-4], f['line'], f['code']) for f in self.check())
        self.assertEqual([('a', 3, 'borrador'), ('b', 9, 'borrador'), ('c', 3, 'borrador'), ('c', 10, 'borrador'),
                          ('d', 4, 'borrador')], found)
        first = next(f for f in self.check() if f['file'].endswith('a.md'))
        self.assertEqual('«Uno» es un borrador y no se publica: «2 de enero de 2018» no es una fecha como 2018-01-02',
                         first['message'])
        self.write('site.yaml', 'institución: Prueba\nreglas: {borrador: error}\n')
        self.assertEqual({'error'}, {f['severity'] for f in self.check()})

    def test_a_released_document_still_needs_its_date(self):
        self.write('puestos/j.md', '---\ntítulo: Cajero\ncreación: 2026-01-01\n---\n\n## Misión\n\nCobrar.\n')
        done = self.run_program('release', 'puestos/j', '--effective', '2026-11-21', '--authorized-by', 'Junta')
        self.assertEqual(0, done.returncode, done.stderr)
        path = self.root / 'content/puestos/j.md'
        path.write_text(path.read_text('utf-8').replace('2026-01-01', '1 de enero de 2026'), 'utf-8')
        self.assertIn(('valor-invalido', 'error'), [(f['code'], f['severity']) for f in self.check()])


if __name__ == '__main__':
    unittest.main()
