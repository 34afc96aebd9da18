"""Wrong values and misspelt keys in settings, types, forms and themes: each is named at its line and column."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

from series import PROGRAM

MEMORY = '/dev/shm' if os.path.isdir('/dev/shm') else None
SITE = '''institución: Archivo Municipal
lengua: es
tema: {nombre: institucional, color: "#0b5d3b"}
nada que decir: [Sin novedad]
búsqueda: {sinónimos: [[queja, reclamo]]}
identidad: {pie: [Calle 3]}
accesibilidad: {contacto: a@b.org, niveles: {1.4.10: {nivel: cumple, nota: x}}}
'''
TYPE = '''nombre: acta | minutes
plural: actas | minutes
id: acta
campos:
  título | title: texto
  fecha | date: fecha
otros nombres: {fecha: [día]}
'''
FORM = '''tipo: formato
para: puesto
título: Ficha
papel: carta
listas: {periodicidad: {D: Diario}, nivel: [alto, bajo]}
control: {código: RH-01, patrón de código: RH-99}
rótulos: {Puesto a ocupar: título}
secciones:
  - {título: Datos, vista: ficha, campos: [[título: "Nombre:"]]}
  - {título: Tareas, vista: matriz, campo: funciones, columnas: [tarea: "", frecuencia: Cuándo], \
listas: {frecuencia: periodicidad}, marca: X}
  - {título: Claves, vista: tabla, campo: funciones claves, \
columnas: [{título: Pila, campos: [función: "", tiempo: "%"]}]}
'''
BOOK = '''tipo: formato
para: manual
título: Libro
secciones:
  - {título: Contenido, vista: índice, columnas: [título: "", página: Página]}
'''
THEME = '''title: Propio
version: 1.0
styles: [base.css]
templates: {home: home}
'''
FILES = {
    'content/site.yaml': SITE, 'content/tipos/acta.yaml': TYPE, 'content/formatos/ficha.yaml': FORM,
    'content/formatos/libro.yaml': BOOK, 'themes/propio/theme.yaml': THEME,
    'content/puestos/jefe.md': '---\ntítulo: Jefe\nformato: ficha\n---\n\n## Objetivo\n\nDirigir.\n',
}
# A file, words of it, what stands there instead, and the words of the finding.
WRONG = [
    ('content/site.yaml', 'Sin novedad', '""', 'aquí va un texto, y no hay nada'),
    ('content/site.yaml', 'Archivo Municipal', 'null', 'aquí va un texto, y «null» no es ninguno'),
    ('content/site.yaml', 'Archivo Municipal', '~', 'aquí va un texto, y «~» no es ninguno'),
    ('content/site.yaml', 'Archivo Municipal', 'no', 'aquí va un nombre, y «no» no es ninguno'),
    ('content/site.yaml', 'Archivo Municipal', 'off', 'aquí va un nombre, y «off» no es ninguno'),
    ('content/formatos/ficha.yaml', 'título: Ficha', 'título: null', 'aquí va un texto, y «null» no es ninguno'),
    ('content/tipos/acta.yaml', 'acta\ncampos', 'аcta\ncampos', '«аcta» lleva U+0430, que se ve como una letra latina'),
    ('content/tipos/acta.yaml', 'actas | minutes', 'асtas | minutes',
     '«асtas» lleva U+0430, que se ve como una letra latina'),
    ('content/site.yaml', 'reclamo', '""', 'aquí va un texto, y no hay nada'),
    ('content/site.yaml', 'Calle 3', '~', 'aquí va un texto, y no hay nada'),
    ('content/site.yaml', '{pie: [Calle 3]}', '""', 'aquí van líneas «clave: valor», y no hay nada'),
    ('content/site.yaml', '"#0b5d3b"', '~', 'aquí va un texto, y no hay nada'),
    ('content/site.yaml', '{contacto: a@b.org, ', '{contacto: "", ', 'falta «contacto:»'),
    ('content/site.yaml', '{contacto: a@b.org, ', '{contacto: ~, ', 'aquí va un texto, y «~» no es ninguno'),
    ('content/tipos/acta.yaml', 'acta | minutes', '""', 'aquí va un texto, y no hay nada'),
    ('content/tipos/acta.yaml', 'actas | minutes', '~', 'aquí va un texto, y no hay nada'),
    ('content/tipos/acta.yaml', 'acta\ncampos', '""\ncampos', 'aquí va un texto, y no hay nada'),
    ('content/tipos/acta.yaml', 'día', '""', 'aquí va un texto, y no hay nada'),
    ('content/formatos/ficha.yaml', 'carta', '""', 'papel desconocido «»'),
    ('content/formatos/ficha.yaml', 'carta', '~', 'papel desconocido «~»'),
    ('content/formatos/ficha.yaml', 'alto', '""', 'aquí va un texto, y no hay nada'),
    ('content/formatos/ficha.yaml', 'RH-99', 'RH-NN', '«RH-NN» no deja lugar para un número'),
    ('content/formatos/ficha.yaml', 'título}\nsecciones', '""}\nsecciones', 'aquí va un texto, y no hay nada'),
    ('content/formatos/ficha.yaml', '{título: Datos, vista: ficha, campos: [[título: "Nombre:"]]}', '',
     'aquí va una sección'),
    ('content/formatos/ficha.yaml', 'título: "Nombre:"', '""', 'aquí va un campo'),
    ('content/formatos/ficha.yaml', 'X}', '""}', 'aquí va un texto, y no hay nada'),
    ('content/formatos/ficha.yaml', 'título: Pila', 'titulos: Pila', 'no hay ninguna clave «titulos» aquí'),
    ('content/formatos/ficha.yaml', 'función: "", tiempo', '[función], tiempo', 'aquí va una columna'),
    ('content/formatos/libro.yaml', 'página: Página', 'hoja: Página', 'no hay ninguna columna «hoja»'),
    ('content/formatos/libro.yaml', 'título: "", página', 'titulos: "", página', 'no hay ninguna columna «titulos»'),
    ('themes/propio/theme.yaml', 'home}', 'portada}',
     'las páginas «home» salen siempre de «templates/home.mustache»'),
    ('content/puestos/jefe.md', 'ficha', 'zeta', 'no hay ningún formato «zeta»'),
    ('content/site.yaml', 'Archivo Municipal', '""', 'aquí va un texto, y no hay nada'),
    ('content/site.yaml', 'nota: x', 'nota: ""', 'aquí va un texto, y no hay nada'),
    ('content/tipos/acta.yaml', 'acta | minutes\nplural', 'puesto | minutes\nplural',
     '«puesto» ya es el tipo «puesto»'),
    ('content/tipos/acta.yaml', 'id: acta', 'id: job', '«job» ya es el tipo «puesto»'),
    ('content/formatos/ficha.yaml', 'Diario', '""', 'aquí va un texto, y no hay nada'),
    ('content/formatos/ficha.yaml', 'RH-01', '""', 'aquí va un texto, y no hay nada'),
    ('themes/propio/theme.yaml', 'title: Propio', 'title: ~', 'aquí va un texto'),
    ('themes/propio/theme.yaml', 'version: 1.0', 'version: [1, 0]', 'aquí va un texto'),
]


class Settings(unittest.TestCase):
    def found(self, folder, number, changed):
        site = pathlib.Path(folder) / str(number)
        files = {**FILES, **changed}
        if any(path.startswith('themes/') for path in changed):
            files['content/site.yaml'] = SITE.replace('institucional, color: "#0b5d3b"', 'propio')
        for path, text in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, 'utf-8')
        done = subprocess.run([PROGRAM, 'check', '--site', str(site), '--format', 'json', '--today', '2026-11-29'],
            capture_output=True, text=True, env={**os.environ, 'XDG_CACHE_HOME': str(site / 'cache')})
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_a_date_in_another_spelling_has_the_right_one_as_a_fix(self):
        key = 'historial: {claves: [{clave: ' + '0123456789abcdef' * 4 + ', desde: 5 de enero de 2026}]}\n'
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            settings = SITE.replace('a@b.org, ', 'a@b.org, fecha: 31/12/2025, ') + key
            found = self.found(folder, 'dates', {'content/site.yaml': settings})
            self.assertEqual({'«31/12/2025» no es una fecha como 2026-12-01',
                '«5 de enero de 2026» no es una fecha como 2026-12-01'}, {one['message'] for one in found
                    if one['code'] == 'ajuste-invalido'})
            site = pathlib.Path(folder) / 'dates'
            subprocess.run([PROGRAM, 'check', '--fix', '--site', str(site)], capture_output=True)
            written = (site / 'content/site.yaml').read_text('utf-8')
            self.assertIn('fecha: 2025-12-31,', written)
            self.assertIn('desde: 2026-01-05}', written)

    def test_styles_and_scripts_of_a_theme_that_nothing_names_are_told(self):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            found = self.found(folder, 'unused', {
                'themes/propio/theme.yaml': THEME, 'themes/propio/styles/base.css': 'a {}\n',
                'themes/propio/styles/mine.css': 'b {}\n', 'themes/propio/scripts/mine.js': '1;\n'})
            told = {one['file']: one['severity'] for one in found if one['code'] == 'tema-invalido'}
            self.assertEqual({'themes/propio/styles/mine.css': 'warning', 'themes/propio/scripts/mine.js': 'warning'},
                told)

    def test_every_value_that_is_not_understood_is_named_where_it_stands(self):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder, ThreadPoolExecutor(2) as pool:
            self.assertEqual([], [one for one in self.found(folder, 'base', {}) if one['severity'] == 'error'])

            def check(number):
                path, words, wrong, _ = WRONG[number]
                self.assertEqual(1, FILES[path].count(words), words)
                return self.found(folder, number, {path: FILES[path].replace(words, wrong)})

            for (path, words, wrong, message), found in zip(WRONG, pool.map(check, range(len(WRONG)))):
                with self.subTest(path=path, words=words, wrong=wrong):
                    line = FILES[path][:FILES[path].index(words)].count('\n') + 1
                    here = [one['message'] for one in found
                        if one['severity'] == 'error' and one['file'] == path and one['line'] == line]
                    self.assertTrue([one for one in here if one.startswith(message)], (here, found))

    def test_an_unknown_form_names_the_forms_of_the_type(self):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            path = 'content/puestos/jefe.md'
            for text, label in (('zeta', 'para este tipo hay: ficha'), ('fica', '¿quiso decir «ficha»?')):
                found = self.found(folder, text, {path: FILES[path].replace('ficha', text)})
                self.assertEqual([label], [one['label'] for one in found if one['code'] == 'referencia-desconocida'])
            page = '---\ntítulo: P\nformato: zeta\n---\n\nHola.\n'
            found = self.found(folder, 'page', {'content/paginas/p.md': page})
            self.assertIn('no tiene ninguno para este tipo: borre la línea', str(found))

    def test_versions_that_git_could_not_merge_are_named(self):
        """In settings and in front matter, where YAML itself would only miss a key."""
        versions = '<<<<<<< HEAD\n{}: Uno\n=======\n{}: Dos\n>>>>>>> rama\n'
        cases = (('content/site.yaml', 'institución: Archivo Municipal\n', 'institución', 1),
                 ('content/puestos/jefe.md', 'título: Jefe\n', 'título', 2))
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            for path, words, key, line in cases:
                found = self.found(folder, key, {path: FILES[path].replace(words, versions.format(key, key))})
                self.assertEqual([(path, line, 'el texto guarda dos versiones que Git no pudo juntar')],
                    [(one['file'], one['line'], one['message']) for one in found if one['code'] == 'yaml-invalido'])

    def test_a_site_in_a_folder_below_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([PROGRAM, 'new', 'sitio'], cwd=folder, capture_output=True, check=True)
            done = subprocess.run([PROGRAM, 'build'], cwd=folder, capture_output=True, text=True)
            self.assertEqual(64, done.returncode)
            self.assertIn('el sitio «sitio» está dentro: entre en él («cd sitio») o dé «--site sitio»', done.stderr)


if __name__ == '__main__':
    unittest.main()
