"""Checks texts of pages and of `oficio check` about relations: clauses by name, functions without a frequency, fields
that no form prints, words of the interface."""
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
TODAY = '2026-11-21'
SITE = {
    'site.yaml': 'institución: Casa\nlengua: es\npalabras:\n  talento humano: Gestión Humana\n  jefatura: Dirección\n',
    'formatos/ficha.yaml': 'tipo: formato\npara: puesto\ntítulo: Ficha\nlistas:\n'
        '  frecuencia: {Diaria: Diaria, Semanal: Semanal}\nsecciones:\n'
        '  - {título: OBJETIVO, vista: texto, campo: objetivo}\n'
        '  - {título: FUNCIONES, vista: grupos, campo: funciones, columnas: [tarea: ""], '
        'listas: {frecuencia: frecuencia}, vacío: N/A}\n'
        '  - {título: COMUNES, vista: lista, campo: funciones comunes}\n',
    'clausulas/comunes.md': '---\ntítulo: Funciones comunes del personal\n---\n\n## Filas\n\n- Cuidar el local.\n',
    'puestos/suelto.md': '---\ntítulo: Suelto\nformato: ficha\nrevisión cada: 1 año\nvigencia: 2025-12-10\n---\n\n'
        '## Objetivo\n\nAtender.\n\n## Funciones\n\n- Abrir la puerta.\n\n### Semanal\n\n- Barrer la sala.\n\n'
        '## Experiencia\n\nUn año en archivos.\n',
    'puestos/ordenado.md': '---\ntítulo: Ordenado\nformato: ficha\nfunciones comunes: Funciones comunes del personal\n'
        '---\n\n## Funciones\n\n### Semanal\n\n- Barrer la calle.\n',
    'puestos/prosa.md': '---\ntítulo: Prosa\nformato: ficha\n---\n\n## Funciones comunes\n\n'
        'Quien ocupe el puesto respeta a los demás.\n\n## Competencias\n\nSe espera paciencia en la sala.\n',
    'incorporacion/casa.md': '---\ntítulo: Casa\npara: [suelto]\n---\n\n## Actividades\n\n### Día 1\n\n- Ver la casa.\n'
}


def plain(markup):
    return ' '.join(html.unescape(re.sub('<[^>]*>', ' ', markup)).split())


class ReaderTexts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.site = pathlib.Path(cls.folder.name)
        for name, text in SITE.items():
            path = cls.site / 'content' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, 'utf-8')
        cls.found = cls.run_program('check')
        cls.run_program('build', '--quiet')

    @classmethod
    def run_program(cls, *arguments):
        done = subprocess.run([PROGRAM, *arguments, '--today', TODAY, '--color', 'never'], cwd=cls.site,
            capture_output=True, text=True)
        return done.stdout + done.stderr

    def page(self, path):
        text = (self.site / 'output' / path).read_text('utf-8')
        return plain(re.search('<main.*</main>', text, re.S)[0])

    def test_functions_without_a_frequency_deny_no_frequency(self):
        self.assertIn('Abrir la puerta. Semanal Barrer la sala.', self.page('puestos/suelto.html'))
        self.assertIn('Diaria N/A Semanal Barrer la calle.', self.page('puestos/ordenado.html'))

    def test_a_clause_named_as_text_is_reported_and_can_be_taken(self):
        self.assertRegex(self.found, r'advertencia\[clausula-por-nombre\].*\n.*content/puestos/ordenado\.md:4:20')
        lines = self.run_program('check', '--format', 'json').splitlines()
        found = [json.loads(line) for line in lines if line.startswith('{"')]
        fix, = [each['fixes'][0] for each in found if each['code'] == 'clausula-por-nombre']
        self.assertIn('{de: comunes}', json.dumps(fix, ensure_ascii=False))

    def test_fields_that_no_form_prints_are_reported(self):
        self.assertRegex(self.found, r'nota\[dato-sin-imprimir\]: ninguna sección del formato «Ficha» imprime '
            r'«Experiencia»\n.*suelto\.md:20:')
        self.assertIn('imprime «Competencias»', self.found)
        self.assertNotIn('imprime «Funciones', self.found)

    def test_prose_among_rows_is_printed_once(self):
        page = self.page('puestos/prosa.html')
        self.assertEqual(1, page.count('respeta a los demás'))
        self.assertEqual(1, page.count('paciencia en la sala'))

    def test_words_of_the_interface_are_the_sites(self):
        page = self.page('incorporacion/puestos/suelto.html')
        self.assertIn('La Dirección', page)
        self.assertIn('Gestión Humana', page)
        self.assertNotRegex(page, 'Talento|La jefatura')
        path = self.site / 'content/site.yaml'
        path.write_text(SITE['site.yaml'] + '  Bodega: Depósito\n', 'utf-8')
        self.addCleanup(path.write_text, SITE['site.yaml'], 'utf-8')
        self.assertRegex(self.run_program('check'), r'ningún texto de las páginas dice «Bodega»\n.*site\.yaml:6:3')

    def test_a_job_says_that_its_review_is_due(self):
        self.assertIn('revisión por vencer', self.page('puestos/suelto.html'))


if __name__ == '__main__':
    unittest.main()
