"""`oficio build --explain PAGE` reports which dependencies of a page have changed, in both languages."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']


class ExplainBuild(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write('site.yaml', 'institución: Prueba\n')
        self.write('puestos/jefe.md', '---\ntítulo: Jefe de Caja\n---\n\n## Objetivo\n\nDirigir.\n')
        self.write('puestos/cajero.md',
            '---\ntítulo: Cajero\nreporta a: [jefe]\n---\n\n## Objetivo\n\nCobrar, como dice [[arqueo]].\n')
        self.write('paginas/arqueo.md', '---\ntítulo: Arqueo\n---\n\nContar el dinero.\n')
        self.write('paginas/aparte.md', '---\ntítulo: Aparte\n---\n\nNada que ver.\n')
        self.write('protocolos/cobro.md',
            '---\ntítulo: Cobro\nversión: 1\nvigencia: 2026-01-01\n---\n\n## Objetivo\n\nCobrar.\n')

    def write(self, path, text):
        file = self.root / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, 'utf-8')

    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments, '--site', self.root, '--today', '2026-11-21'], capture_output=True,
            text=True, env=dict(os.environ, XDG_CACHE_HOME=str(self.root / 'cache')))

    def explain(self, page, *options):
        made = self.run_program('build', '--quiet', '--explain', page, *options)
        self.assertEqual(0, made.returncode, made.stderr)
        return made.stdout

    def reasons(self, page, *options):
        return re.findall(r'^  - (.*)$', self.explain(page, *options), re.M)

    def test_what_a_page_read_that_has_changed(self):
        page = 'puestos/cajero.html'
        self.assertEqual(['no hay apuntes de una generación anterior de este archivo'], self.reasons(page))
        self.assertEqual(f'{page}: no se hizo de nuevo: nada de lo que lee cambió\n', self.explain(page))
        self.assertEqual(f'{page}: not made again: nothing that it reads has changed\n',
            self.explain('cajero', '--lang', 'en'))

        text = (self.root / 'content/puestos/cajero.md').read_text('utf-8')
        self.write('puestos/cajero.md', text.replace('Cobrar,', 'Cobrar bien,'))
        said = self.explain(page)
        self.assertIn(f'{page}: se hizo de nuevo, y salió distinta; cambió:\n', said)
        self.assertIn('  - el texto de Cajero (content/puestos/cajero.md)\n', said)
        self.assertNotIn('jefe', said)
        self.assertNotIn('aparte', said)

        self.write('puestos/jefe.md', '---\ntítulo: Jefatura de Caja\n---\n\n## Objetivo\n\nDirigir.\n')
        said = self.reasons(page, '--lang', 'en')
        self.assertTrue([words for words in said if 'of Jefatura de Caja (content/puestos/jefe.md)' in words], said)
        self.assertFalse([words for words in said if 'Cajero' in words], said)

        # A page that does not read it is not made again.
        self.write('paginas/aparte.md', '---\ntítulo: Aparte\n---\n\nTampoco.\n')
        self.assertEqual(f'{page}: no se hizo de nuevo: nada de lo que lee cambió\n', self.explain(page))

        # Another document takes the id that the page mentions.
        (self.root / 'content/paginas/arqueo.md').rename(self.root / 'content/paginas/conteo.md')
        self.write('paginas/zeta.md', '---\ntítulo: Zeta\nid: arqueo\n---\n\nContar.\n')
        said = self.reasons(page)
        self.assertIn('el título, el id, el formato, el archivo o la dirección de Zeta (content/paginas/zeta.md)', said)

        self.write('site.yaml', 'institución: Otra\n')
        self.assertTrue(self.reasons(page)[0].startswith('el programa, site.yaml, un tipo'))
        file = self.root / 'output' / page
        file.write_text('otra cosa', 'utf-8')
        self.assertEqual(['el archivo de la carpeta de salida: alguien lo cambió o lo borró'], self.reasons(page))
        self.assertNotEqual('otra cosa', file.read_text('utf-8'))

    def test_a_release_is_a_reason_for_its_page_only(self):
        self.explain('protocolos/cobro.html')
        for effective in ('2026-02-01', '2026-03-01'):
            done = self.run_program('release', 'cobro', '--effective', effective, '--authorized-by', 'Gerencia',
                '--note', 'Se revisa')
            self.assertEqual(0, done.returncode, done.stderr + done.stdout)
            said = self.reasons('protocolos/cobro.html')
            file = self.root / 'content/protocolos/cobro.md'
            file.write_text(file.read_text('utf-8').replace('Cobrar', 'Cobrar siempre'), 'utf-8')
        # The first release begins the history, which site.yaml names and the navigation shows.
        self.assertIn('las versiones publicadas de Cobro (content/protocolos/cobro.md)', said)
        self.assertFalse([words for words in said if 'site.yaml' in words or 'navegación' in words], said)
        self.assertEqual('puestos/jefe.html: no se hizo de nuevo: nada de lo que lee cambió\n',
            self.explain('puestos/jefe.html'))

    def test_a_public_build_makes_again_what_names_a_document(self):
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')
        self.write('paginas/secreto.md', '---\ntítulo: Cosa Secreta\nacceso: interno\n---\n\nCallar.\n')
        public = ['--audience', 'public']
        page = 'puestos/cajero.html'
        same = f'{page}: no se hizo de nuevo: nada de lo que lee cambió\n'
        self.explain(page, *public)
        self.assertEqual(same, self.explain(page, *public))
        self.write('puestos/nuevo.md', '---\ntítulo: Auxiliar\n---\n\n## Objetivo\n\nAyudar.\n')
        self.assertEqual(same, self.explain(page, *public))
        self.write('paginas/aparte.md', '---\ntítulo: Otro aparte\n---\n\nNada que ver.\n')
        self.assertEqual(same, self.explain(page, *public))
        (self.root / 'content/paginas/aparte.md').unlink()
        self.assertEqual(same, self.explain(page, *public))
        self.write('paginas/arqueo.md', '---\ntítulo: Arqueo de caja\n---\n\nContar el dinero.\n')
        self.assertTrue(any('content/paginas/arqueo.md' in words for words in self.reasons(page, *public)))
        # What it names is hidden now: the page says so, and any page may have said its name.
        self.write('paginas/arqueo.md', '---\ntítulo: Arqueo de caja\nacceso: interno\n---\n\nContar el dinero.\n')
        said = self.reasons(page, *public)
        self.assertIn('qué documentos no ve el público, o cómo se llaman', said)
        self.assertNotIn('arqueo', (self.root / 'output' / page).read_text('utf-8').lower())

    def test_pages_of_drafts_and_of_earlier_versions(self):
        self.write('formatos/marcada.yaml', 'título: Marcada\npara: protocolo\ncambios: subrayar\n')
        file = self.root / 'content/protocolos/cobro.md'
        file.write_text(file.read_text('utf-8').replace('título:', 'formato: marcada\ntítulo:', 1), 'utf-8')
        for version in (1, 2):
            file.write_text(file.read_text('utf-8').replace(
                f'versión: {version - 1 or 1}', f'versión: {version}').replace('Cobrar', 'Cobrar siempre'), 'utf-8')
            done = self.run_program('release', 'cobro', '--effective', f'2026-0{version}-01', '--authorized-by',
                'Gerencia', '--note', 'Se revisa')
            self.assertEqual(0, done.returncode, done.stderr + done.stdout)
        file.write_text(file.read_text('utf-8').replace('siempre', 'bien'), 'utf-8')
        self.explain('protocolos/cobro.html', '--drafts')
        earlier = sorted((self.root / 'output/historial/protocolos/cobro').glob('[0-9]*.html'))
        self.assertTrue(earlier)
        for page in ['protocolos/cobro.html', *(str(path.relative_to(self.root / 'output')) for path in earlier)]:
            self.assertEqual(f'{page}: no se hizo de nuevo: nada de lo que lee cambió\n',
                self.explain(page, '--drafts'))
        file.write_text(file.read_text('utf-8').replace('bien', 'mejor'), 'utf-8')
        self.assertIn('el texto de Cobro (content/protocolos/cobro.md)',
            self.reasons('protocolos/cobro.html', '--drafts'))

    def test_files_of_other_kinds_and_mistakes(self):
        self.assertEqual(['this file is made in every build, and written only if it differs'],
            self.reasons('estilos/dia.css', '--lang', 'en'))
        self.assertIn('no hay una página «nada»', self.explain('nada'))
        self.explain('datos/puestos.json')
        self.write('puestos/jefe.md', '---\ntítulo: Jefe de Caja\n---\n\n## Objetivo\n\nDirigir mucho.\n')
        self.assertEqual(['el texto de Jefe de Caja (content/puestos/jefe.md)'],
            [words for words in self.reasons('datos/puestos.json') if 'texto' in words])
        made = self.run_program('build', '--explain', 'index.html', '--pdf')
        self.assertEqual(64, made.returncode, made.stderr)
        # Damaged notes cost an explanation, never a page.
        [kept] = (self.root / 'cache/oficio').glob('*.lecturas')
        kept.write_bytes(kept.read_bytes()[:-3] + b'xyz')
        self.write('puestos/jefe.md', '---\ntítulo: Jefe de Caja\n---\n\n## Objetivo\n\nDirigir bien.\n')
        self.assertIn('no hay apuntes', self.explain('puestos/jefe.html'))
        self.assertIn('Dirigir bien', (self.root / 'output/puestos/jefe.html').read_text('utf-8'))


if __name__ == '__main__':
    unittest.main()
