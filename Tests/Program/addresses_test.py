"""How the addresses of pages are made: English names on an English site and `ni` for ñ in a new site; a site that is
published keeps its addresses."""
import pathlib
import posixpath
import re
import subprocess
import tempfile
import unicodedata
import unittest

from trust_site import PROGRAM

JOB = '---\ntítulo: Jefe de la Niñez\n---\n\n## Misión\n\nCuidar.\n'
CLERK = '---\ntítulo: Auxiliar\nreporta a: jefe-niñez\n---\n\n## Misión\n\nAyudar.\n'


class Addresses(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def run_program(self, *words, code=0):
        done = subprocess.run([PROGRAM, *words], cwd=self.root, capture_output=True, text=True, timeout=120)
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def write(self, path, text):
        path = self.root / 'content' / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def settings(self, rest=''):
        self.write('site.yaml', 'institución: Casa\nlengua: es\n' + rest)

    def jobs(self):
        self.run_program('build', '--today', '2026-11-21', '--color', 'never')
        return sorted(path.stem for path in (self.root / 'output/puestos').glob('*.html') if path.stem != 'index')

    def test_the_letter_of_a_new_file_is_written_ni(self):
        self.settings('direcciones: 2\n')
        self.write('puestos/jefe-niñez.md', JOB)
        self.write('puestos/auxiliar.md', CLERK)
        self.assertEqual(['auxiliar', 'jefe-niniez'], self.jobs())
        self.assertNotIn('jefe-niñez', self.run_program('check'), 'the name of the file still leads to the job')
        self.assertIn('href="jefe-niniez.html"', (self.root / 'output/puestos/auxiliar.html').read_text('utf-8')
            .replace('../puestos/', ''))
        # Other systems write the letter in two parts.
        (self.root / 'content/puestos/jefe-niñez.md').unlink()
        self.write('puestos/' + unicodedata.normalize('NFD', 'jefe-niñez.md'), JOB)
        self.assertEqual(['auxiliar', 'jefe-niniez'], self.jobs())

    def test_an_existing_site_keeps_its_addresses(self):
        self.settings()
        self.write('puestos/jefe-niñez.md', JOB)
        self.assertEqual(['jefe-ninez'], self.jobs())

    def test_commands_write_ni_on_an_older_site_too(self):
        self.settings()
        self.run_program('add', 'puesto', 'Jefe de la Niñez')
        folder = self.root / 'in'
        folder.mkdir()
        (folder / 'perfiles.csv').write_text('Cargo,Misión,Reporta a\nNiñera,Cuidar.,Jefe de Compañía\n'
            'Diseñador,Diseñar.,Niñera\n', 'utf-8')
        self.run_program('import', 'in/perfiles.csv')
        written = {path.stem for path in (self.root / 'content/puestos').glob('*.md')}
        self.assertEqual({'jefe-de-la-niniez', 'niniera', 'diseniador'}, written)
        self.assertIn('reporta a: niniera', (self.root / 'content/puestos/diseniador.md').read_text('utf-8'))
        self.assertIn('id: jefe-compania', (self.root / 'content/puestos-por-describir.yaml').read_text('utf-8'))
        # A document that an earlier import named otherwise is the same one.
        (self.root / 'content/puestos/niniera.md').rename(self.root / 'content/puestos/ninera.md')
        self.run_program('import', 'in/perfiles.csv')
        written = {path.stem for path in (self.root / 'content/puestos').glob('*.md')}
        self.assertNotIn('niniera', written)

    def test_a_new_file_of_an_older_site_is_told_its_address_until_it_says_an_id(self):
        self.settings()
        self.write('puestos/jefe-niñez.md', JOB)
        said = self.run_program('check', '--color', 'never')
        self.assertIn('nota[nombre-con-enie]', said)
        self.assertIn('«id: jefe-niniez», o «id: jefe-ninez»', said)
        for id in ('jefe-niniez', 'jefe-ninez'):
            self.write('puestos/jefe-niñez.md', JOB.replace('título', f'id: {id}\ntítulo'))
            self.write('puestos/auxiliar.md', CLERK)
            said = self.run_program('check', '--color', 'never')
            self.assertNotIn('nombre-con-enie', said)
            self.assertNotIn('referencia', said, 'the name of the file still leads to the job')
            self.assertEqual(['auxiliar', id], self.jobs())

    def test_a_form_of_an_older_site_is_told_its_address_until_it_says_an_id(self):
        self.settings()
        form = ('tipo: formato\npara: puesto\ntítulo: Ficha\n'
            'secciones:\n  - {título: MISIÓN, vista: texto, campo: misión}\n')
        self.write('formatos/ficha-del-año.yaml', form)
        self.write('puestos/jefe.md', JOB.replace('título', 'formato: ficha-del-año\ntítulo'))
        said = self.run_program('check', '--color', 'never')
        self.assertIn('nota[nombre-con-enie]', said)
        self.assertIn('«id: ficha-del-anio», o «id: ficha-del-ano»', said)
        for id in ('ficha-del-anio', 'ficha-del-ano'):
            self.write('formatos/ficha-del-año.yaml', f'id: {id}\n' + form)
            self.assertNotIn('nota[', self.run_program('check', '--color', 'never'), 'the name of the file leads to it')
            self.jobs()
            self.assertEqual([id], [path.stem for path in (self.root / 'output/formatos').glob('*.html')])

    def test_a_form_has_ni_in_its_address_on_a_new_site_only(self):
        for rules, name in (('', 'ficha-anual-del-ano'), ('direcciones: 2\n', 'ficha-anual-del-anio')):
            self.settings(rules)
            self.write('formatos/ficha-anual-del-año.yaml', 'tipo: formato\npara: puesto\ntítulo: Ficha\n'
                'secciones:\n  - {título: MISIÓN, vista: texto, campo: misión}\n')
            self.write('puestos/jefe.md', JOB.replace('título', 'formato: ficha-anual-del-año\ntítulo'))
            self.jobs()
            self.assertEqual([name], [path.stem for path in (self.root / 'output/formatos').glob('*.html')])

    def test_a_released_document_keeps_its_id_by_either_rules(self):
        self.settings()
        self.write('puestos/jefe-niñez.md', JOB.replace('---\n\n', 'código: N-1\nversión: "1"\nunidad: caja\n'
            'vigencia: 2026-11-01\n---\n\n', 1) + '\n## Funciones\n\n- Cuidar a la niñez.\n')
        self.write('unidades.yaml', 'tipo: unidad\nelementos:\n  - {id: caja, título: Caja}\n')
        self.run_program('release', 'jefe-ninez', '--today', '2026-11-20')
        self.assertTrue((self.root / 'content/historial/puestos/jefe-ninez').is_dir())
        self.assertNotIn('nombre-con-enie', self.run_program('check'), 'the history holds its address')
        self.jobs()
        before = re.findall(r' id="(cuidar[\w-]*)"', (self.root / 'output/puestos/jefe-ninez.html').read_text('utf-8'))
        self.assertTrue(before)
        settings = (self.root / 'content/site.yaml').read_text('utf-8')
        (self.root / 'content/site.yaml').write_text(settings + '\ndirecciones: 2\n', 'utf-8')
        self.write('puestos/dueño.md', JOB.replace('Jefe de la Niñez', 'Dueño'))
        self.assertEqual(['duenio', 'jefe-ninez'], self.jobs())
        self.assertEqual(before, re.findall(r' id="(cuidar[\w-]*)"',
            (self.root / 'output/puestos/jefe-ninez.html').read_text('utf-8')))
        self.assertEqual(['jefe-ninez'], [path.name for path in (self.root / 'content/historial/puestos').iterdir()])
        self.run_program('verify')

    def test_other_rules_are_refused(self):
        for value in ('3', 'inglés', '0'):
            self.settings(f'direcciones: {value}\n')
            self.assertIn(f'no «{value}»', self.run_program('check', code=1))

    def pages(self, folder):
        return {path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file()
            and path.relative_to(folder).parts[0] not in ('.oficio', 'buscar', 'datos', 'estilos', 'guiones')}

    def test_an_english_site_has_english_addresses(self):
        self.run_program('new', 'site', '--lang', 'en')
        self.root /= 'site'
        settings = self.root / 'content/site.yaml'
        settings.write_text(settings.read_text('utf-8') + 'offline: {download: yes}\n'
            'accessibility: {contact: a@b.example}\n', 'utf-8')
        self.run_program('release', 'archive-manual', '--today', '2026-11-20')
        self.write('onboarding/first-week.md', '---\ntitle: First week\ncode: IN-01\nversion: 01\n'
            'effective: 2026-01-05\nowner: head-archivist\nfor: [archivist]\nphases: {day1: First day}\n---\n\n'
            '## Items\n\n| Phase | Task |\n|---|---|\n| day1 | Introduce the team. |\n')
        self.run_program('build', '--today', '2026-11-21')
        output = self.root / 'output'
        pages = self.pages(output)
        for page in ('jobs/archivist.html', 'units/archive.html', 'search.html', 'who-does-what.html', 'about.html',
                'accessibility.html', 'news.html', 'news.atom', 'organization-chart.svg', 'site-offline.zip',
                'history/manuals/archive-manual/index.html', 'receipts/manuals/archive-manual.html',
                'onboarding/first-week.html', 'onboarding/jobs/archivist.html', 'quality.html', 'a-to-z.html',
                'calendar.html', 'compare.html'):
            self.assertIn(page, pages)
        spanish = re.compile(r'puestos|unidades|manuales|protocolos|glosario|competencias|clausulas|historial|acuses|'
            r'incorporacion|buscar|calidad|reglas|novedades|matriz|organi[zg]a(cion|rama)|lista-maestra|comparar|'
            r'calendario|acerca|indice|accesibilidad|quien-hace|sin-conexion')
        self.assertEqual([], sorted(page for page in pages if spanish.search(page)))
        every = {path.relative_to(output).as_posix() for path in output.rglob('*')} | {'.'}
        for page in output.rglob('*.html'):
            folder = posixpath.dirname(page.relative_to(output).as_posix())
            for address in re.findall(r'(?:href|src|action)="([^"#?]+)', page.read_text('utf-8')):
                if not re.match(r'[a-z]+:|/', address):
                    self.assertIn(posixpath.normpath(posixpath.join(folder, address)), every, page)
        home = (output / 'index.html').read_text('utf-8')
        self.assertIn('data-calendar-page="calendar.html"', home)
        self.assertIn('data-compare-page="compare.html"', home)
        # The history holds these addresses.
        settings.write_text(settings.read_text('utf-8').replace('addresses: 2', '# none'), 'utf-8')
        self.assertIn('write “addresses: 2” again', self.run_program('check', code=1))

    def test_a_published_english_site_keeps_its_addresses(self):
        self.run_program('new', 'site', '--lang', 'en')
        self.root /= 'site'
        settings = self.root / 'content/site.yaml'
        new = settings.read_text('utf-8')
        older = re.sub('addresses: 2.*\n', '', new)
        self.assertNotEqual(new, older)
        settings.write_text(older, 'utf-8')
        self.run_program('build', '--today', '2026-11-21')
        self.assertLessEqual({'puestos/archivist.html', 'buscar.html'}, self.pages(self.root / 'output'))
        # Nothing is released, so that only the folder shows the addresses.
        settings.write_text(new, 'utf-8')
        self.run_program('check')
        self.assertIn('“buscar.html”, not “search.html”', self.run_program('build', '--today', '2026-11-21', code=74))
        self.assertTrue((self.root / 'output/buscar.html').exists())
        settings.write_text(older, 'utf-8')
        self.run_program('release', 'archive-manual', '--today', '2026-11-20')
        self.run_program('build', '--today', '2026-11-21')
        self.assertIn('historial/manuales/archive-manual/index.html', self.pages(self.root / 'output'))
        self.run_program('verify')
        settings.write_text('addresses: 2\n' + settings.read_text('utf-8'), 'utf-8')
        said = self.run_program('check', '--color', 'never', code=1)
        self.assertIn('site.yaml:1:1', said)
        self.assertIn('take the line away', said)

    def test_a_type_of_the_site_keeps_the_folder_that_it_declares(self):
        self.write('site.yaml', 'institution: House\nlanguage: en\naddresses: 2\n')
        self.write('types/minutes.yaml', 'name: acta | minutes\nplural: actas | minutes\nfolder: records\n'
            'fields:\n  título | title: texto\n  asunto | subject: texto\n')
        self.write('types/form.yaml', 'name: aviso | notice\nplural: avisos | notices\n'
            'fields:\n  título | title: texto\n  asunto | subject: texto\n')
        self.write('records/a.md', '---\ntitle: A\nsubject: Words.\n---\n')
        self.write('avisos/b.md', '---\ntitle: B\nsubject: Words.\n---\n')
        self.run_program('build', '--today', '2026-11-21')
        self.assertLessEqual({'records/a.html', 'notices/b.html'}, self.pages(self.root / 'output'))


if __name__ == '__main__':
    unittest.main()
