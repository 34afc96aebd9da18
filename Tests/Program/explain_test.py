"""`oficio explain` answers for every type, field, kind, form and rule in both languages; the examples of types check
clean."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
ENGLISH = re.compile(r'\b(?:the|with|which|nobody|written)\b')
SPANISH = re.compile(r'\b(?:los|las|una|que|para|está)\b')
QUOTED = re.compile(r'«[^»]*»|“[^”]*”|`[^`]*`')

TYPES = {
    'es': ['puesto', 'protocolo', 'manual', 'unidad', 'competencia', 'cláusula', 'estándar', 'página', 'sede',
        'término', 'documento externo', 'lista de incorporación'],
    'en': ['job', 'protocol', 'manual', 'unit', 'competency', 'clause', 'standard', 'page', 'office', 'term',
        'external document', 'checklist'],
}


class Explain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.sites = {}
        for lang in ('es', 'en'):
            site = pathlib.Path(cls.folder.name) / lang
            subprocess.run([PROGRAM, 'new', site, '--lang', lang], check=True, capture_output=True)
            cls.sites[lang] = site

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def explain(self, lang, *words):
        done = subprocess.run([PROGRAM, 'explain', *words, '--site', self.sites[lang], '--lang', lang],
            capture_output=True, text=True)
        self.assertEqual(0, done.returncode, f'{words}: {done.stderr}')
        return done.stdout

    def subjects(self, lang):
        """The subjects that `explain` lists: types, forms and rules."""
        return re.findall(r'(?m)^  (\S[^:]*): ', self.explain(lang))

    def test_every_subject_is_explained_in_its_language(self):
        for lang, foreign in (('es', ENGLISH), ('en', SPANISH)):
            subjects = self.subjects(lang)
            self.assertGreater(len(subjects), 120)
            for subject in subjects:
                with self.subTest(lang=lang, subject=subject):
                    text = self.explain(lang, subject)
                    self.assertGreater(len(text), 40)
                    foreign_lines = [line for line in text.splitlines()[1:] if line and not line.startswith('    ')
                        and foreign.search(QUOTED.sub('', line))]
                    # Other names of a field may be of either language.
                    self.assertEqual([], [line for line in foreign_lines if '·' not in line])

    def test_every_field_of_every_type_is_explained(self):
        for lang in ('es', 'en'):
            seen = set()
            for kind in TYPES[lang]:
                fields = re.findall(r'(?m)^  (\S[^(\n]*?) \(',
                    re.split(r'(?m)^(?:Ejemplo|Example):', self.explain(lang, kind))[0])
                self.assertTrue(fields, kind)
                for field in fields:
                    if field not in seen:
                        with self.subTest(lang=lang, kind=kind, field=field):
                            # A field may have the name of a type; `explain` then explains the type: *estándares*.
                            self.assertIn(field.lower()[:5], self.explain(lang, field).lower())
                    seen.add(field)

    def test_the_folder_is_the_one_that_the_site_uses(self):
        self.assertIn('content/jobs/', self.explain('en', 'job'))
        self.assertIn('content/jobs/', self.explain('en'))
        self.assertIn('content/puestos/', self.explain('es', 'puesto'))

    def test_a_field_of_a_type(self):
        for words in (('puesto.misión',), ('puesto/misión',), ('puesto', 'misión'), ('job.objective',)):
            self.assertTrue(self.explain('es', *words).startswith('Objetivo · campo de puesto'), words)
        self.assertTrue(self.explain('es', 'documento externo.dónde').startswith('Dónde · campo de documento externo'))
        # «competencia comportamientos» is also another name of a field of jobs.
        self.assertTrue(self.explain('es', 'competencia.comportamientos').startswith(
            'Comportamientos · campo de competencia'))

    def test_a_word_for_a_field_and_for_a_kind_is_explained_as_both(self):
        text = self.explain('es', 'texto')
        self.assertIn('Texto · campo de página\n', text)
        self.assertIn('Texto · text\nUn texto en una línea', text)

    def test_examples_of_fields_check_clean(self):
        """Each example is read as the field that it explains, without an error and without a past date."""
        site = self.sites['es']
        known = set()
        for kind in TYPES['es']:
            listing = self.explain('es', kind)
            folder = re.search(r'content/(\S+?)/', listing)[1]
            fields = re.findall(r'(?m)^  (\S[^(\n]*?) \(', re.split(r'(?m)^Ejemplo:', listing)[0])
            written = []
            for number, field in enumerate(fields):
                # Types share the fields of the control block.
                if field in known and field != 'formato':
                    continue
                known.add(field)
                text = self.explain('es', f'{kind}.{field}')
                example = re.search(r'(?ms)^Ejemplo:\n(.*?)(?=^\S|\Z)', text)
                if example is None:
                    self.assertIn('no tiene ningún formato para este tipo', text, f'{kind}.{field}')
                    continue
                lines = '\n'.join(line.removeprefix('    ') for line in example[1].rstrip().splitlines())
                name = 'término' if kind == 'término' else 'título'
                title = '' if field == name else f'{name}: Ejemplo {number}\n'
                file = site / 'content' / folder / f'ejemplo-probado-{number}.md'
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(f'---\n{title}---\n\n{lines}\n' if lines.startswith('## ')
                    else f'---\n{title}{lines}\n---\n', 'utf-8')
                written.append(file)
            done = subprocess.run([PROGRAM, 'check', '--site', site, '--today', '2026-11-21', '--format', 'json'],
                capture_output=True, text=True)
            for file in written:
                file.unlink()
            found = [json.loads(line) for line in done.stdout.splitlines()]
            with self.subTest(kind=kind):
                self.assertEqual([], [(one['file'], one['message']) for one in found if 'probado' in one['file'] and (
                    one['severity'] == 'error' and one['code'] != 'codigo-repetido' and 'manuales' not in one['code']
                    or one['code'] in ('titulo-desconocido', 'revision-vencida'))])

    def test_people_and_logs_have_examples_of_their_own(self):
        for field in ('protocolo.autoriza', 'protocolo.elabora', 'puesto.firmas', 'protocolo.modificaciones'):
            self.assertNotIn('Atender las consultas', self.explain('es', field))
        self.assertIn('autoriza: [{cargo: Dirección General}]', self.explain('es', 'protocolo.autoriza'))
        self.assertIn('| Versión | Vigencia | Descripción |', self.explain('es', 'protocolo.modificaciones'))
        self.assertNotIn('formato:', self.explain('es', 'protocolo.formato').split('\n', 1)[1].lower())

    def test_examples_of_types_check_clean(self):
        """The example that a type shows is a document without errors."""
        for lang in ('es', 'en'):
            site = self.sites[lang]
            for kind in TYPES[lang]:
                with self.subTest(lang=lang, kind=kind):
                    text = self.explain(lang, kind)
                    example = re.search(r'(?ms)^(?:Ejemplo|Example):\n(.*?)(?=^\S|\Z)', text)
                    self.assertIsNotNone(example, text[-600:])
                    lines = [line.removeprefix('    ') for line in example[1].rstrip().splitlines()]
                    path = re.search(r'content/(\S+?)/', text)[1]
                    file = site / 'content' / path / 'ejemplo-probado.md'
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text('\n'.join(lines) + '\n', 'utf-8')
                    done = subprocess.run([PROGRAM, 'check', '--site', site, '--today', '2026-11-21', '--format',
                        'json'], capture_output=True, text=True)
                    file.unlink()
                    self.assertEqual([], [line for line in done.stdout.splitlines() if '"error"' in line
                        or 'ejemplo-probado' in line and '"campo-obligatorio"' in line])


if __name__ == '__main__':
    unittest.main()
