"""A public build contains no words that an earlier version or another document hides: in logs, redlines and anchors."""
import base64
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

PROGRAM = os.environ['PROGRAM']
HEAD = '---\ntítulo: Cobro\nversión: "01"\nvigencia: 2026-01-01\n'
STEPS = '\n## Pasos\n\n1. Saludar. {responsable=x}\n'
SECRET = 'ZQXA001'


class Former(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = pathlib.Path(folder.name, 'site')
        self.output = pathlib.Path(folder.name, 'output')
        self.write('site.yaml', 'institución: P\nacceso: público\n')

    def write(self, path, text):
        path = self.site / 'content' / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def run_it(self, *words):
        made = subprocess.run([PROGRAM, *words, '--site', str(self.site)], capture_output=True, text=True)
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)

    def release(self, document, day, *more):
        self.run_it('release', document, '--today', day, '--effective', day, '--authorized-by', 'D', *more)

    def assert_hidden(self, secret=SECRET):
        self.run_it('build', '--output', str(self.output), '--audience', 'public', '--today', '2026-11-29', '--quiet')
        told = [str(path.relative_to(self.output)) for path in self.output.rglob('*')
                if path.is_file() and secret.lower().encode() in path.read_bytes().lower()]
        self.assertEqual([], told)

    def edit(self, path, *changes):
        """Replaces parts of a source after a release has written its log. Each change is (pattern, text)."""
        text = (self.site / 'content' / path).read_text('utf-8')
        for pattern, words in changes:
            text, count = re.subn(pattern, words, text, flags=re.S | re.M)
            self.assertEqual(1, count, pattern)
        self.write(path, text)

    def assert_hidden_after(self, text, *changes):
        """Releases a protocol, applies the changes one by one with a release after each, and expects that no canary is
        public."""
        self.write('protocolos/cobro.md', text)
        self.release('cobro', '2026-01-01', '--note', 'c')
        for month, change in enumerate(changes, 2):
            self.edit('protocolos/cobro.md', change)
            self.release('cobro', f'2026-0{month}-01')
        self.assert_hidden()

    def test_a_section_that_was_internal_and_is_removed(self):
        self.assert_hidden_after(HEAD + f'---\n{STEPS}\n## Claves {{acceso=interno}}\n\n{SECRET}\n',
                                 (r'## Claves .*?' + SECRET, ''), (r'\Z', '\n## Otra\n\nAlgo.\n'))

    def test_a_section_that_was_internal_and_is_opened_with_other_words(self):
        self.assert_hidden_after(HEAD + f'---\n{STEPS}\n## Claves {{acceso=interno}}\n\n{SECRET} abre.\n',
                                 (r'## Claves .*? abre', '## Claves\n\nNada que decir'))

    def test_a_section_that_was_public_then_internal_then_removed(self):
        self.assert_hidden_after(HEAD + f'---\n{STEPS}\n## Claves\n\n{SECRET} uno.\n',
                                 (r'## Claves\n\n\w+ uno', f'## Claves {{acceso=interno}}\n\n{SECRET} dos'),
                                 (r'## Claves .*? dos\.', ''))

    def test_a_field_that_was_internal(self):
        self.assert_hidden_after(HEAD + f'costo: {SECRET}\noficio: interno costo\n---\n{STEPS}',
                                 (r'^costo: .*?interno costo', 'costo: Nada'))

    def test_the_title_of_an_internal_document_in_a_log(self):
        self.write('protocolos/sec.md', f'---\ntítulo: Clave {SECRET}\nacceso: interno\n---\n{STEPS}')
        self.assert_hidden_after(HEAD + f'costo: Ver [[sec]].\n---\n{STEPS}', (r'^costo: .*?\.$', 'costo: Nada.'))
        (self.site / 'content/protocolos/sec.md').unlink()
        self.assert_hidden()

    def test_a_log_that_names_nothing_hidden_is_published(self):
        self.assert_hidden_after(HEAD + f'costo: Veinte pesos.\n---\n{STEPS}', (r'Veinte', 'Treinta'))
        self.assertIn('Treinta pesos', (self.output / 'historial/protocolos/cobro/index.html').read_text('utf-8'))

    def test_the_rows_of_an_internal_clause(self):
        self.write('clausulas/cl.md', f'---\ntítulo: Comunes\nacceso: interno\n---\n\n## Filas\n\n'
                   f'- Guardar {SECRET}.\n')
        self.write('puestos/caj.md', '---\ntítulo: Cajero\nversión: "01"\nvigencia: 2026-01-01\n'
                   'funciones comunes: {de: cl}\n'
                   '---\n\n## Objetivo\n\nx\n\n## Funciones\n\n### Diaria\n\n- Cobrar.\n')
        self.release('caj', '2026-01-01', '--note', 'c')
        self.edit('puestos/caj.md', (r'^funciones comunes.*?\n', ''))
        self.release('caj', '2026-02-01')
        self.assert_hidden()

    def test_the_anchor_of_a_section_that_is_left_out(self):
        self.write('protocolos/a.md', f'---\ntítulo: A\n---\n{STEPS}\n## Notas\n\n'
                   f'Véase [aquí](#turnos-{SECRET.lower()}) y '
                   f'[los pasos](#pasos).\n\n## Turnos {SECRET} {{acceso=interno}}\n\nx\n')
        self.assert_hidden()
        self.assertIn('Véase aquí y <a href="#', (self.output / 'protocolos/a.html').read_text('utf-8'))

    def test_pictures_in_exports_are_cleaned(self):
        self.write('recursos/f.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
                   f'<!-- {SECRET} --><metadata>{SECRET}</metadata><script>{SECRET}</script></svg>')
        self.write('paginas/a.md', '---\ntítulo: A\n---\n\n## Texto\n\n![f](../recursos/f.svg)\n')
        for kind in ('epub', 'odt', 'docx', 'html'):
            with self.subTest(kind):
                folder = self.output / kind
                folder.mkdir(parents=True)
                self.run_it('export', kind, 'a', '--output', str(folder), '--today', '2026-11-29')
                [made] = folder.iterdir()
                if kind == 'html':
                    pictures = re.findall(r'data:image/svg\+xml;base64,([^"]*)', made.read_text('utf-8'))
                    parts = [base64.b64decode(picture) for picture in pictures]
                    self.assertTrue(parts)
                else:
                    with zipfile.ZipFile(made) as archive:
                        parts = [archive.read(name) for name in archive.namelist()]
                self.assertFalse([part for part in parts if SECRET.encode() in part])


if __name__ == '__main__':
    unittest.main()
