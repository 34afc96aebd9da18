"""Checks the accessibility statement and its OpenACR file, the files of a theme, and the language outside a site."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import jsonschema

import openacr

PROGRAM = os.environ['PROGRAM']
SITE = '''institución: Casa
lengua: es
accesibilidad:
  contacto: acceso@casa.example
  fecha: 2026-11-20
  niveles:
    1.1.1: cumple
    1.4.10: {nivel: cumple en parte, nota: "El organigrama \\"ancho\\" se desplaza."}
    1.2.1: no aplica
'''


class Declared(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def run_program(self, *arguments, folder=None, language='C'):
        done = subprocess.run([PROGRAM, *arguments], cwd=folder or self.root, capture_output=True, text=True,
            env=dict(os.environ, LC_ALL='', LC_MESSAGES='', LANG=language))
        return done.returncode, done.stdout + done.stderr

    def build(self, settings):
        (self.root / 'content').mkdir(exist_ok=True)
        (self.root / 'content/site.yaml').write_text(settings, 'utf-8')
        return self.run_program('build', '--today', '2026-11-21', '--color', 'never')

    def test_people_set_the_levels_and_the_program_adds_its_notes(self):
        code, said = self.build(SITE)
        self.assertEqual(0, code, said)
        page = (self.root / 'output/accesibilidad.html').read_text('utf-8')
        rows = dict(re.findall(r'<th scope="row"[^>]*>([\d.]+) .*?</th>\s*<td[^>]*>(.*?)</td>', page, re.S))
        self.assertEqual(55, len(rows))
        self.assertIn('<b>Cumple</b>', rows['1.1.1'])
        self.assertIn('<b>Cumple en parte</b>', rows['1.4.10'])
        self.assertIn('se desplaza', rows['1.4.10'])
        self.assertIn('320 píxeles', rows['1.4.10'], 'the note of the program follows')
        unjudged = [number for number in rows if number not in ('1.1.1', '1.4.10', '1.2.1')]
        self.assertTrue(all('<b>Sin evaluar</b>' in rows[number] for number in unjudged), 'nothing is met by itself')
        self.assertIn('mailto:acceso@casa.example', page)
        self.assertIn('href="accesibilidad.html"', (self.root / 'output/index.html').read_text('utf-8'))
        report = (self.root / 'output/datos/accesibilidad.yaml').read_text('utf-8')
        levels = dict(re.findall(r'num: "([\d.]+)"\n.*?level: ([\w-]+)\n', report, re.S))
        self.assertEqual(('supports', 'partially-supports', 'not-applicable', 'not-evaluated'),
            tuple(levels[number] for number in ('1.1.1', '1.4.10', '1.2.1', '2.1.1')))
        self.assertEqual(55, len(levels))
        self.assertIn('email: "acceso@casa.example"', report)
        self.assertIn(r'\"ancho\"', report)

    def test_the_report_follows_openacr(self):
        settings = (SITE + '  evaluación: "Con axe: sí; \'a mano\': # no."\n').replace(
            'institución: Casa', 'institución: "Casa: la \\"grande\\""')
        code, said = self.build(settings)
        self.assertEqual(0, code, said)
        report = openacr.read((self.root / 'output/datos/accesibilidad.yaml').read_text('utf-8'))
        check = jsonschema.Draft7Validator(openacr.SCHEMA)
        self.assertEqual([], [error.message for error in check.iter_errors(report)])
        self.assertEqual('Casa: la "grande"', report['product']['name'])
        self.assertEqual("Con axe: sí; 'a mano': # no.", report['evaluation_methods_used'])
        for name, numbers in openacr.CRITERIA.items():
            # WCAG 2.2 removed 4.1.1.
            self.assertEqual([number for number in numbers.split() if number != '4.1.1'],
                [criterion['num'] for criterion in report['chapters'][name]['criteria']])
        # The schema refuses what the format does not know.
        report['chapters']['success_criteria_level_a']['criteria'][0]['components'][0]['adherence']['level'] = 'good'
        del report['author']['email']
        self.assertEqual(2, len(list(check.iter_errors(report))))

    def test_a_declaration_that_is_not_understood_is_reported(self):
        for lines, words in (('  niveles: {9.9.9: cumple}', '«9.9.9» no es un criterio'),
                ('  niveles: {1.1.1: bien}', 'se espera «cumple»'), ('  fecha: ayer', 'no es una fecha como')):
            said = self.build('institución: Casa\naccesibilidad:\n  contacto: a@b.example\n' + lines + '\n')[1]
            self.assertIn(words, said)
        self.assertIn('falta «contacto:»', self.build('institución: Casa\naccesibilidad: {fecha: 2026-11-20}\n')[1])
        self.build('institución: Casa\n')
        self.assertFalse((self.root / 'output/accesibilidad.html').exists())

    def test_a_theme_can_be_taken_out_and_changed(self):
        self.build('institución: Casa\nlengua: es\n')
        before = (self.root / 'output/estilos/oficio.css').read_bytes()
        code, said = self.run_program('export', 'theme', 'institucional')
        self.assertEqual(0, code, said)
        folder = self.root / 'themes/institucional'
        self.assertGreater(len([path for path in folder.rglob('*') if path.is_file()]), 90)
        self.build('institución: Casa\nlengua: es\n')
        self.assertEqual(before, (self.root / 'output/estilos/oficio.css').read_bytes())
        style = folder / 'styles/print.css'
        style.write_text('/* propio */\n', 'utf-8')
        self.build('institución: Casa\nlengua: es\n')
        self.assertIn(b'/* propio */', (self.root / 'output/estilos/oficio.css').read_bytes())
        code, said = self.run_program('export', 'theme', 'institucional')
        self.assertEqual(64, code)
        self.assertIn('ya existe con otro contenido', said)
        self.assertEqual('/* propio */\n', style.read_text('utf-8'))
        code, said = self.run_program('export', 'theme', 'institucional', 'styles', '--output', 'copia')
        self.assertEqual((0, {'styles'}), (code, {path.name for path in (self.root / 'copia').iterdir()}), said)
        self.assertIn('no tiene ningún archivo', self.run_program('export', 'theme', 'folio', 'nada.css')[1])
        self.assertIn('folio, institucional', self.run_program('export', 'theme', 'otro')[1])

    def test_the_environment_speaks_outside_a_site_and_the_site_inside(self):
        outside = tempfile.TemporaryDirectory()
        self.addCleanup(outside.cleanup)
        empty = pathlib.Path(outside.name)
        self.assertIn('there is no command', self.run_program('orden', folder=empty, language='en_GB.UTF-8')[1])
        for language in ('C', 'es_CO.UTF-8', 'fr_FR.UTF-8'):
            self.assertIn('no hay ninguna orden', self.run_program('orden', folder=empty, language=language)[1])
        self.build('institución: Casa\nlengua: es\n')
        self.assertIn('no hay ninguna orden', self.run_program('orden', language='en_GB.UTF-8')[1])
        self.run_program('new', 'made', folder=empty, language='en_GB.UTF-8')
        self.assertIn('language: en', (empty / 'made/content/site.yaml').read_text('utf-8'))
        self.assertIn('there is no command', self.run_program('orden', folder=empty / 'made', language='es_CO')[1])


if __name__ == '__main__':
    unittest.main()
