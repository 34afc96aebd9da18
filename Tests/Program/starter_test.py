"""New sites and documents are valid: the output of `oficio new` builds without findings, and a filled-in template of
`oficio add` has no error and only known headings."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
PACKAGE = pathlib.Path(__file__).resolve().parents[2]
FORMS = {'es': ['simple', 'frecuencia', 'tareas', 'isss', 'vacío'],
    'en': ['simple', 'frequency', 'tasks', 'isss', 'blank']}
TYPES = ['puesto', 'manual', 'protocolo', 'página', 'unidad', 'competencia', 'término', 'estándar', 'incorporación',
    'sede', 'cláusula', 'documento-externo']


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words), '--today', '2026-11-21'], capture_output=True, text=True)


def followed(text):
    """A template filled in as its comments ask: facts without their sign, examples as text, the line of the state
    removed."""
    head, body = text.split('\n---\n', 1)
    lines = [line for line in head.split('\n') if not re.match(r'(estado|state):', line)]
    lines = [line[2:] if re.match(r'# [^«“]+: \S', line) and '«' not in line and '“' not in line else line
        for line in lines]
    body = re.sub(r'<!-- (?:Ejemplo|Example):\s?(.*?)\s*-->', r'\1', body, flags=re.S)
    return '\n'.join(lines) + '\n---\n' + body.replace('\n\nN/A\n', '\n')


class Starter(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def check(self, site):
        return [json.loads(line) for line in run('check', '--site', site, '--format', 'json').stdout.splitlines()]

    def test_every_form_in_either_language_builds_without_a_remark(self):
        for language, forms in FORMS.items():
            for form in forms:
                site = self.root / f'{language}-{form}'
                self.assertEqual(0, run('new', site, '--form', form, '--lang', language).returncode)
                done = run('build', '--site', site, '--strict')
                self.assertEqual(0, done.returncode, done.stderr)
                page = (site / 'output/index.html').read_text('utf-8')
                self.assertIn(f'lang="{language}"', page)
                if language == 'en':
                    words = ' '.join(file.read_text('utf-8') for file in site.rglob('content/**/*') if file.is_file())
                    self.assertNotRegex(words, r'\b(Ejemplo|Archivo|documentos|título)\b')

    def test_the_manual_is_a_book_of_its_jobs(self):
        run('new', self.root / 's')
        run('build', '--site', self.root / 's')
        page = (self.root / 's/output/manuales/manual-archivo.html').read_text('utf-8')
        for words in ('Dirigir el Archivo', 'Atender las consultas del público', 'Contenido', 'Presentación',
                'Creación del manual'):
            self.assertIn(words, page)

    def test_a_folder_that_holds_only_a_repository_is_empty(self):
        subprocess.run(['git', 'init', '-q', self.root], check=True)
        done = subprocess.run([PROGRAM, 'new', '.'], cwd=self.root, capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertTrue((self.root / 'content/site.yaml').exists())
        (self.root / 'otra').mkdir()
        self.assertEqual(64, run('new', self.root).returncode)

    def test_files_of_a_repository_stay_as_they_are(self):
        kept = {'README.md': '# Mine\n', '.gitignore': 'node_modules\n', 'LICENSE': 'MIT\n', '.git/HEAD': 'x\n',
            '.DS_Store': 'x', 'Thumbs.db': 'x'}
        for path, text in kept.items():
            (self.root / path).parent.mkdir(exist_ok=True)
            (self.root / path).write_text(text)
        done = subprocess.run([PROGRAM, 'new', '.', '--lang', 'en'], cwd=self.root, capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(kept, {path: (self.root / path).read_text() for path in kept})
        self.assertIn('“README.md”', done.stdout)
        self.assertTrue((self.root / 'content/site.yaml').exists())

    def test_a_folder_with_other_files_is_not_used(self):
        (self.root / 'carta.docx').write_text('x')
        done = subprocess.run([PROGRAM, 'new', '.', '--lang', 'es'], cwd=self.root, capture_output=True, text=True)
        self.assertEqual(64, done.returncode)
        self.assertIn('«carta.docx»', done.stderr)
        self.assertEqual(['carta.docx'], os.listdir(self.root))

    def test_there_is_nothing_to_repair_before_the_first_release(self):
        run('new', self.root / 's', '--lang', 'es')
        done = run('repair', '--site', self.root / 's')
        self.assertEqual((0, 'no hay nada que reparar'), (done.returncode, done.stderr.strip()))
        self.assertFalse((self.root / 's/content/historial').exists())

    def test_an_unknown_form_is_named(self):
        done = run('new', self.root / 's', '--form', 'bonito')
        self.assertEqual(64, done.returncode)
        self.assertIn('frecuencia', done.stderr)
        self.assertFalse((self.root / 's').exists())

    def follow(self, site, kinds, *options):
        """Adds a document of each type, fills it in as its comments ask, and checks and builds the site before and
        after."""
        paths = {}
        for kind in kinds:
            done = run('add', kind, f'Ejemplar de {kind}', '--site', site, *options)
            self.assertEqual(0, done.returncode, done.stderr)
            paths[done.stdout.strip()] = site / done.stdout.strip()
        found = [f for f in self.check(site) if f['file'] in paths]
        self.assertEqual([], [f['message'] for f in found if f['severity'] == 'error'])
        # A fresh template has one warning, that it is a draft.
        self.assertEqual([], [(f['file'], f['message']) for f in found
                              if f['code'] in ('seccion-vacia', 'documento-de-nadie')])
        for path in paths.values():
            path.write_text(followed(path.read_text('utf-8')), 'utf-8')
        wrong = ('campo-desconocido', 'titulo-desconocido', 'titulo-parecido', 'seccion-vacia')
        bad = [(f['file'], f['code'], f['message']) for f in self.check(site)
               if f['file'] in paths and (f['severity'] == 'error' or f['code'] in wrong)]
        self.assertEqual([], bad)
        done = run('build', '--site', site)
        self.assertEqual(0, done.returncode, done.stderr)
        for path in paths.values():
            path.unlink()

    def test_a_template_followed_to_the_letter_gives_no_error(self):
        for language, forms in FORMS.items():
            for form in forms:
                site = self.root / f'{language}-{form}'
                run('new', site, '--form', form, '--lang', language)
                with self.subTest(language=language, form=form):
                    self.follow(site, TYPES)

    def test_a_template_of_every_form_of_the_demonstration_holds(self):
        site = self.root / 'demostracion'
        site.mkdir()
        subprocess.run(['cp', '-r', str(PACKAGE / 'content'), str(site / 'content')], check=True)
        for form in ('carta-de-puesto', 'descriptivo-fo-th-07', 'ficha-por-frecuencia', 'perfil-prestaciones'):
            with self.subTest(form=form):
                self.follow(site, ['puesto'], '--form', form)

    def template(self, site, kind, title, *options):
        done = run('add', kind, title, '--site', site, *options)
        self.assertEqual(0, done.returncode, done.stderr)
        path = site / done.stdout.strip()
        return path, *path.read_text('utf-8').split('\n---\n', 1)

    def test_a_new_document_of_any_type_is_a_draft_with_a_code_of_its_own(self):
        for language, form in (('es', 'simple'), ('en', 'simple')):
            site = self.root / language
            run('new', site, '--form', form, '--lang', language)
            codes = re.findall(r'^(?:código|code): (\S+)$', '\n'.join(
                file.read_text('utf-8') for file in site.rglob('content/**/*.md')), re.M)
            pages = []
            for kind in ('puesto', *TYPES[1:]):
                for number in (1, 2) if kind in ('protocolo', 'unidad') else (1,):
                    with self.subTest(language=language, kind=kind, number=number):
                        path, head, body = self.template(site, kind, f'Ejemplar {number} de {kind}')
                        self.assertRegex(head, r'\n(estado: borrador|state: draft)\n')
                        self.assertNotIn('##', head)
                        # Below the front matter are only headings and comments, so that no invented text is published.
                        left = re.sub(r'<!--.*?-->', '', body, flags=re.S)
                        self.assertEqual('', re.sub(r'^#{2,3} .*$', '', left, flags=re.M).strip())
                        self.assertIn('Ejemplo:' if language == 'es' else 'Example:', body)
                        if kind != 'página': self.assertIn('\n## ', body)
                        code = re.search(r'^# (?:código|code): (\S+)$', head, re.M)
                        if code:
                            self.assertNotIn(code[1], codes)
                            codes.append(code[1])
                        pages.append(path)
            done = run('build', '--site', site)
            self.assertEqual(0, done.returncode, done.stderr)
            for path in pages:
                self.assertEqual([], list((site / 'output').rglob(path.stem + '.html')), path)

    def test_a_protocol_has_its_sections(self):
        for language, kind, headings in (('es', 'protocolo', ('Objetivo', 'Alcance', 'Pasos', 'Preguntas frecuentes')),
                                         ('en', 'protocol', ('Purpose', 'Scope', 'Steps', 'Questions'))):
            run('new', self.root / language, '--lang', language)
            _, head, body = self.template(self.root / language, kind, 'Préstamo')
            for heading in headings:
                self.assertIn(f'\n## {heading}\n', body)
            self.assertIn('PR-02', head)

    def test_headings_are_those_of_the_form(self):
        run('new', self.root / 's', '--form', 'isss')
        run('add', 'puesto', 'Conserje', '--site', self.root / 's')
        text = (self.root / 's/content/puestos/conserje.md').read_text('utf-8')
        head, body = text.split('\n---\n', 1)
        self.assertNotIn('##', head)
        for heading in ('## MISIÓN', '## FUNCIONES', '## PERFIL DE CONTRATACIÓN', '### Formación'):
            self.assertIn(heading + '\n', body)


if __name__ == '__main__':
    unittest.main()
