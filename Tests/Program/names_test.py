"""Names of fields, as the program's own lists have them: each is understood as a heading and as a key, and nothing stops a build."""
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
NAMES = pathlib.Path(__file__).resolve().parents[2] / 'Sources/BuiltIn/files/names'


def listed(name):
    """The names of a file, each with its source."""
    lines = (NAMES / name).read_text('utf-8').splitlines()
    return [re.match(r'    - (.*?)\s+# (.+)', line) or line for line in lines if line.startswith('    - ')]


class Names(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.write('site.yaml', 'institución: Prueba\n')

    def write(self, path, text):
        path = self.root / 'content' / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def check(self):
        done = subprocess.run(
            [PROGRAM, 'check', '--site', self.folder.name, '--format', 'json', '--today', '2026-11-21', '--quiet'], capture_output=True, text=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def page(self, path):
        subprocess.run([PROGRAM, 'build', '--site', self.folder.name, '--today', '2026-11-21', '--quiet'], check=True)
        text = (self.root / 'output' / path).read_text('utf-8')
        return html.unescape(re.sub(r'<[^>]+>', ' ', re.search(r'<main.*</main>', text, re.S)[0]))

    def test_every_name_tells_its_source(self):
        for name in ('puesto.yaml', 'comun.yaml'):
            self.assertEqual([], [line for line in listed(name) if isinstance(line, str)])

    def test_every_name_is_understood_as_a_heading(self):
        names = [match[1].replace(' …', ' de más') for match in listed('puesto.yaml')]
        self.assertGreater(len(names), 500)
        for number, name in enumerate(names):
            for form, heading in (('a', name.upper()), ('b', f'{number}. {name[:1].upper()}{name[1:]} del puesto')):
                self.write(f'puestos/{form}{number}.md', f'# Puesto {form}{number}\n\n## {heading}\n\nTexto {number}{form} de la sección.\n')
        found = self.check()
        self.assertEqual([], [f['message'] for f in found if f['severity'] == 'error'])
        unknown = {f['message'] for f in found if f['code'] in ('titulo-desconocido', 'campo-desconocido')}
        self.assertEqual(set(), unknown)

    def test_every_name_is_understood_as_a_key(self):
        names = [match[1] for file in ('puesto.yaml', 'comun.yaml') for match in listed(file) if '…' not in match[1]]
        for number, name in enumerate(names):
            self.write(f'puestos/p{number}.md', f'---\n{name}: N/A\n---\n')
        self.assertEqual([], [f['message'] for f in self.check() if f['code'] == 'campo-desconocido'])

    def test_an_unknown_section_stands_in_its_place(self):
        self.write('puestos/cajero.md', '# Cajero\n\n## Objetivo\n\nUNO.\n\n## Historia de la caja\n\nDOS.\n\n## Experiencia\n\nTRES.\n\n## Lema\n\nCUATRO.\n')
        text = self.page('puestos/cajero.html')
        places = [text.index(word) for word in ('UNO', 'Historia de la caja', 'DOS', 'TRES', 'Lema', 'CUATRO')]
        # The list of contents above the text names the sections as well: the last place of each counts.
        places = [text.rindex(word) for word in ('UNO', 'DOS', 'TRES', 'CUATRO')]
        self.assertEqual(sorted(places), places)
        self.assertIn('Historia de la caja', text)

    def test_two_headings_of_functions_are_printed_as_groups(self):
        self.write('puestos/cajero.md', '# Cajero\n\n## Funciones generales\n\n- Planificar.\n\n## Funciones específicas\n\n- Firmar.\n- Archivar.\n')
        text = ' '.join(self.page('puestos/cajero.html').split())
        for words in ('Funciones generales Planificar.', 'Funciones específicas Firmar. Archivar.'):
            self.assertIn(words, text)

    def test_a_released_section_stays_what_it_was(self):
        """In a protocol a heading that is now another name of a field was released as a section: a release of it has no change."""
        body = '---\ntítulo: Cobro\ncódigo: PR-1\nversión: 1\nvigencia: 2026-01-01\nrevisión cada: 1 año y 6 meses\n---\n\n## Objetivos\n\nCobrar.\n\n## Elaborado por\n\nAna.\n'
        self.write('protocolos/cobro.md', body)
        run = lambda *words: subprocess.run([PROGRAM, *words, '--site', self.folder.name, '--today', '2026-02-01'], capture_output=True, text=True)
        done = run('release', 'protocolos/cobro', '--effective', '2026-02-01')
        self.assertEqual(0, done.returncode, done.stderr)
        snapshot = next((self.root / 'content/historial').rglob('*.json')).read_text('utf-8')
        self.assertIn('"heading":"Objetivos"', snapshot)
        self.assertIn('"heading":"Elaborado por"', snapshot)
        self.assertIn('"duration":[1,"years"]', snapshot)
        self.assertNotIn('"after"', snapshot)
        self.assertNotIn('cambio-sin-publicar', run('check').stdout)


if __name__ == '__main__':
    unittest.main()
