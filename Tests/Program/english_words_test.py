"""On an English site, the program's words are English, and English headings, letters and titles are understood as
Spanish ones are: in help, forms, pasted text, tables with crosses, and imported files."""
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

from trust_site import PROGRAM

JOB = '''---
title: Guard
form: sheet
class: 02
unit: archive
reports to: N/A
---

## Mission

Watch the doors.

'''
FACTS = 'Job title: Guard\nClass: 02\nUnit: archive\nReports to: N/A\n\nJOB PURPOSE\nWatch the doors.\n\n'


class EnglishWords(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'site'
        self.run_program('new', 'site', '--lang', 'en', folder=self.root)
        self.content = self.site / 'content'

    def run_program(self, *words, folder=None, codes=(0,)):
        done = subprocess.run([PROGRAM, *words], cwd=folder or self.site, capture_output=True, text=True, timeout=120)
        self.assertIn(done.returncode, codes, done.stderr)
        return done.stdout + done.stderr

    def write(self, path, text):
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, 'utf-8')
        return file

    def fixed(self, path, text):
        file = self.write(path, text)
        self.run_program('check', '--fix', codes=(0, 1))
        return file.read_text('utf-8')

    def codes(self, path):
        lines = self.run_program('check', '--format', 'json', '--quiet', codes=(0, 1)).splitlines()
        return {found['code'] for found in map(json.loads, lines) if found['file'].endswith(path)}

    def page(self, path):
        self.run_program('build')
        main = re.search('<main.*</main>', (self.site / 'output' / path).read_text('utf-8'), re.S)[0]
        return re.sub(r'\s+', ' ', re.sub('<[^>]+>', ' ', main))

    def imported(self, text, *options):
        before = set(self.content.rglob('*'))
        file = self.root / 'in.html'
        file.write_text(text, 'utf-8')
        self.run_program('import', str(file), *options)
        return {path.relative_to(self.content).as_posix(): path.read_text('utf-8')
                for path in set(self.content.rglob('*')) - before if path.is_file()}

    def test_placeholders_of_options(self):
        for command in ('new', 'add', 'import', 'check', 'build', 'release', 'log', 'verify', 'repair', 'search',
                'receipts', 'serve'):
            text = self.run_program('help', command, '--lang', 'en')
            for option in re.findall(r'^  --\S+ (\S+)  ?', text, re.M):
                self.assertNotRegex(
                    option, 'FECHA|ARCHIVO|TIPO|UNIDAD|REGLA|CARGO|TEXTO|DÍAS|HUELLA|MOTIVO|PÁGINA|tareas', command)
            spanish = self.run_program('help', command, '--lang', 'es')
            self.assertNotRegex(spanish, r'--\S+ (DATE|FILE|TYPE|UNIT|RULE)\b', command)
        self.assertIn('simple|frequency|tasks|isss|blank', self.run_program('help', 'new', '--lang', 'en'))

    def test_explain_lists_the_names_in_the_language_of_the_site(self):
        text = self.run_program('explain', 'job.functions')
        self.assertIn('duties and responsibilities', text)
        self.assertNotIn('deberes y responsabilidades', text)

    def test_a_page_that_does_not_exist(self):
        self.assertIn('such as jobs/cashier.html', self.run_program('build', '--explain', 'no.html'))

    def test_headings_that_name_functions_by_their_frequency(self):
        self.write('jobs/guard.md', JOB + '## Daily functions\n\n- Open the door.\n\n## Yearly tasks\n\n- Oil it.\n')
        self.assertEqual(set(), self.codes('guard.md'))
        self.assertIn('Functions Daily Open the door. Yearly Oil it.', self.page('jobs/guard.html'))

    def test_letters_over_crosses(self):
        self.write('jobs/guard.md', JOB + '## Functions\n\n| No. | Task | D | W | Q | Y |\n|---|---|---|---|---|---|\n'
            '| 1 | Open. | X | | | |\n| 2 | Sweep. | | X | | |\n| 3 | Count. | | | X | |\n| 4 | Oil. | | | | X |\n')
        self.assertIn('Daily Open. Weekly Sweep. Quarterly Count. Yearly Oil.', self.page('jobs/guard.html'))
        table = (self.site / 'output/datos/who-does-what.csv').read_text('utf-8')
        for name in ('daily', 'weekly', 'quarterly', 'yearly'):
            self.assertIn(f'"{name}"', table)
        self.assertNotRegex(table, 'diaria|semanal|trimestral|anual')

    def test_the_number_of_a_row(self):
        self.write('jobs/guard.md', JOB + '## Functions\n\n### Daily\n\n| Task | Priority |\n|---|---|\n'
            '| Open. | High |\n')
        page = self.page('jobs/guard.html')
        self.assertIn('No.', page)
        self.assertNotIn('N.º', page)
        self.assertIn('| No. |', self.fixed('protocols/p.md', 'LOAN OF BOOKS\n\nScope\nAll books.\n\nInstructions\n'
            '1\tReceive.\tCashier\n2\tLend.\tClerk\n'))

    def test_the_name_of_a_pasted_procedure_is_no_sentence_of_a_section(self):
        text = self.fixed('protocols/p.md', 'LOAN OF BOOKS\n\nScope\nAll books.\n\nInstructions\n'
            '1\tReceive.\tCashier\n2\tLend.\tClerk\n')
        self.assertTrue(text.startswith('# LOAN OF BOOKS\n'), text)

    def test_activities_are_steps(self):
        text = self.fixed('protocols/p.md', 'LOAN OF BOOKS\n\nPurpose\nLend.\n\nScope\nAll books.\n\nActivities\n'
            '•\tReceive.\n•\tLend.\n\nEND OF PROCEDURE\n')
        self.assertIn('## Activities {field=steps}\n\n- Receive.\n- Lend.\n\nEND OF PROCEDURE\n', text)

    def test_the_rest_of_a_list_stays_in_it(self):
        text = self.fixed('jobs/guard.md', FACTS + 'DUTIES\n•\tOpen.\n\nREQUIREMENTS\n•\tSecondary school.\n'
            '•\tOthers: first aid.\n')
        self.assertIn('- Secondary school.\n- Others: first aid.\n', text)

    def test_a_text_with_several_jobs_stays_as_it_is(self):
        text = ''.join(f'Job title: {name}\nUnit: archive\n\nPURPOSE\nServe.\n\nDUTIES\n• Open.\n\n'
                       for name in ('Guard', 'Clerk'))
        self.assertEqual(text, self.fixed('jobs/guard.md', text))
        # A backslash of an earlier fix is no part of a name.
        self.write('jobs/guard.md', text.replace('Guard\n', 'Guard\\\n'))
        self.assertIn('oficio add job "Guard"', self.run_program('check', codes=(0, 1)))

    def test_english_messages_have_english_quotes(self):
        site = self.content / 'site.yaml'
        before = site.read_text('utf-8')
        site.write_text(before.replace('theme: institucional', 'theme: somber'), 'utf-8')
        found = self.run_program('check', codes=(0, 1))
        self.assertIn('there is no theme “somber”', found)
        self.assertNotIn('«', found)
        site.write_text(before, 'utf-8')
        self.run_program('release', 'archive-manual', '--effective', '2026-01-05', '--authorized-by', 'Town Clerk')
        (self.content / 'historial/indice').unlink()
        found = self.run_program('verify', codes=(1,))
        self.assertIn("the history's index is missing", found)
        self.assertNotIn('«', found)

    def test_an_address_is_no_hard_word(self):
        text = JOB.replace('Watch the doors.',
            'Answer whoever asks us for a map by https://municipality.example/administration/visitors.')
        self.write('jobs/guard.md', text + '## Functions\n\n- Open.\n')
        self.assertEqual(set(), self.codes('guard.md'))

    def test_reserved_is_an_access_word(self):
        self.write('jobs/guard.md', JOB + '## Functions\n\n- Open.\n\n## Remarks\n\nReserved: the key is here.\n')
        self.assertIn('acceso-no-entendido', self.codes('guard.md'))
        self.write('jobs/guard.md', JOB + '## Functions\n\n- Open.\n\n## Remarks\n\nAll rights reserved.\n\n'
            'A seat is reserved for each reader.\n')
        self.assertEqual(set(), self.codes('guard.md') & {'acceso-no-entendido', 'interno-sin-marca'})

    def test_an_imported_table_with_crosses(self):
        made = self.imported('''<p><b>Job:</b> Guard</p><p><b>Mission</b></p><p>Watch.</p><p><b>Functions</b></p>
            <table><tr><th>Function</th><th>D</th><th>W</th><th>M</th></tr>
            <tr><td>Open the door.</td><td>X</td><td></td><td></td></tr>
            <tr><td>Sweep the floor.</td><td></td><td>X</td><td></td></tr></table>''')
        text = made['jobs/guard.md']
        self.assertIn('| Open the door. | Daily |', text)
        self.assertIn('| Sweep the floor. | Weekly |', text)

    def test_an_imported_table_of_requirements(self):
        made = self.imported('''<p><b>Job:</b> Guard</p><p><b>Mission</b></p><p>Watch.</p>
            <table><tr><th>Requirement</th><th>Essential</th><th>Desirable</th></tr>
            <tr><td>Education</td><td>Degree</td><td>Master's degree</td></tr>
            <tr><td>Languages</td><td>English</td><td>French</td></tr></table>''', '--form', 'sheet')
        text = made['jobs/guard.md']
        self.assertIn("Desirable: Master's degree", text)
        self.assertIn('## Languages\n\n- English\n- Desirable: French\n', text)
        self.assertNotIn('Not placed', text)

    def test_the_job_in_the_title_of_a_checklist(self):
        rows = '''<table><tr><th>Day</th><th>Activity</th><th>Responsible</th></tr>
            <tr><td>1</td><td>Tour</td><td>Head</td></tr><tr><td>2</td><td>Read</td><td>Head</td></tr></table>'''
        for title, job in (('Induction checklist: Cashier', 'Cashier'),
                           ('Orientation for the post of Archivist', 'archivist')):
            with self.subTest(title):
                made = self.imported(f'<h1>{title}</h1>{rows}', '--type', 'checklist')
                (text,) = made.values()
                self.assertRegex(text, rf'(?m)^for: \[?{job}\]?$')

    def test_a_date_in_may_that_a_sentence_states(self):
        made = self.imported('''<h1>Lending policy</h1><p>This policy was approved by the Board on 4 May 2024.</p>
            <h2>Scope</h2><p>All.</p><h2>Field of application</h2><p>All.</p><h2>Steps</h2>
            <ol><li>Take it.</li><li>Lend it.</li></ol>''', '--type', 'protocol', '--learn')
        self.assertIn('approved on: 2024-05-04', made['protocols/lending-policy.md'])

    def test_learned_names_go_to_the_folder_of_types(self):
        made = self.imported('''<h1>Lending</h1><h2>Legal framework</h2><p>The Act.</p><h2>Steps</h2>
            <ol><li>Take it.</li><li>Lend it.</li></ol>''', '--type', 'protocol', '--learn')
        self.assertIn('types/names-protocol.yaml', made)

    def test_files_and_places_that_readers_see_have_english_names(self):
        self.run_program('build')
        output = self.site / 'output'
        for name in ('master-list', 'who-does-what', 'competencies-by-job'):
            for ending in ('csv', 'xlsx'):
                self.assertTrue((output / f'datos/{name}.{ending}').is_file(), name)
        protocol = (output / 'protocols/reading-room-visit.html').read_text('utf-8')
        self.assertIn('id="step-2"', protocol)
        self.assertNotIn('paso-', protocol)
        self.assertIn('step-2', ''.join(file.read_text('utf-8') for file in (output / 'buscar').glob('t-*.js')))
        self.write('pages/way.md', '---\ntitle: Way\n---\n\nSee [it](../protocols/reading-room-visit.md#step-2).\n')
        self.assertEqual(set(), self.codes('pages/way.md'))
        self.write('pages/way.md', '---\ntitle: Way\n---\n\nSee [it](../protocols/reading-room-visit.md#paso-2).\n')
        self.assertEqual({'seccion-enlazada-inexistente'}, self.codes('pages/way.md'))

    def test_the_page_about_the_site_names_fields_in_english(self):
        self.run_program('build')
        words = re.sub('<[^>]+>', ' ', (self.site / 'output/about.html').read_text('utf-8'))
        self.assertIn('reports to', words.lower())
        self.assertEqual([], re.findall(r'.*\b(?:título|versión|puesto|de la|los|que|para)\b.*', words)[:5])

    def test_examples_of_rules_are_english(self):
        self.run_program('build')
        rules = (self.site / 'output/rules.html').read_text('utf-8')
        self.assertIn('number of positions: several', rules)
        self.assertIn('number of positions: several', self.run_program('explain', 'valor-invalido'))
        self.assertIn('It reads only texts in Spanish.', self.run_program('explain', 'mayuscula-sin-tilde'))

    def test_the_report_of_an_import_has_an_english_folder(self):
        self.write('../in/guard.html', '<p><b>Job title:</b> Guard</p><p><b>Mission</b></p><p>Watch the doors.</p>')
        self.run_program('import', 'in')
        self.assertTrue((self.site / 'import-report/index.html').is_file())
        self.assertIn('imported before: 1', self.run_program('import', 'in', '--lang', 'en'))
        self.run_program('import', 'in', '--lang', 'es')
        self.assertFalse((self.site / 'importacion').exists())

    def test_several_frequencies_in_one_cell(self):
        table = '## Functions\n\n| Task | Frequency |\n|---|---|\n| Balance the till. | Daily, Monthly |\n'
        self.write('jobs/guard.md', JOB.replace('form: sheet\n', '') + table)
        self.assertIn('varias-frecuencias', self.codes('jobs/guard.md'))


if __name__ == '__main__':
    unittest.main()
