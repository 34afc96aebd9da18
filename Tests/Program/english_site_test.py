"""An English institution keeps its sources in folders with English names: new, added and imported documents, forms and
units go there."""
import pathlib
import subprocess
import tempfile
import unittest

from trust_site import PROGRAM


class EnglishSite(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'site'
        self.run_program('new', 'site', '--lang', 'en', folder=self.root)
        self.content = self.site / 'content'

    def run_program(self, *words, folder=None, code=0):
        done = subprocess.run([PROGRAM, *words], cwd=folder or self.site, capture_output=True, text=True, timeout=120)
        self.assertEqual(code, done.returncode, done.stderr)
        return done.stdout + done.stderr

    def names(self):
        return sorted(path.name for path in self.content.iterdir())

    def test_an_unreadable_site_file_has_english_findings(self):
        file = self.content / 'site.yaml'
        file.write_text(file.read_text() + 'acronym: a\x07b\n')
        found = self.run_program('check', code=1)
        self.assertIn('there is a control character in the text', found)
        self.assertNotIn('carácter', found)

    def test_a_new_site_has_english_names_only(self):
        self.assertEqual(['clauses', 'competencies.yaml', 'forms', 'glossary.yaml', 'jobs', 'manuals', 'protocols',
            'site.yaml', 'units.yaml'], self.names())
        self.assertIn(' 0 errors, 0 warnings, 0 notes', self.run_program('check'))
        self.run_program('build')
        page = (self.site / 'output/jobs/archivist.html').read_text('utf-8')
        self.assertIn('lang="en"', page)

    def test_added_documents_go_to_the_folder_of_their_type(self):
        self.assertIn('content/jobs/caretaker.md', self.run_program('add', 'job', 'Caretaker'))
        self.assertIn('content/protocols/loan.md', self.run_program('add', 'protocol', 'Loan'))
        # No document of these types has a folder yet.
        self.assertIn('content/standards/quiet.md', self.run_program('add', 'standard', 'Quiet'))
        self.assertIn('content/external-documents/act.md', self.run_program('add', 'external document', 'Act'))
        self.run_program('check')

    def test_a_folder_that_exists_wins(self):
        (self.content / 'jobs').rename(self.content / 'cargos')
        self.assertIn('content/cargos/caretaker.md', self.run_program('add', 'job', 'Caretaker'))
        (self.content / 'puestos').mkdir()
        (self.content / 'puestos/guard.md').write_text('---\ntitle: Guard\n---\n')
        self.assertIn('content/puestos/porter.md', self.run_program('add', 'job', 'Porter'))

    def test_imported_documents_too(self):
        file = self.root / 'clerk.html'
        file.write_text('''<h1>Job description</h1><table><tr><td>Job title:</td><td>Counter clerk</td></tr>
            <tr><td>Reports to:</td><td>Head of the Counter</td></tr>
            <tr><td>Unit:</td><td>Reading Room</td></tr></table>
            <h2>Objective</h2><p>Serve the readers.</p><h2>Functions</h2><ul><li>Open the room.</li></ul>''')
        self.run_program('import', str(file), '--type', 'job')
        self.assertTrue((self.content / 'jobs/counter-clerk.md').exists(), self.names())
        self.assertFalse([name for name in self.names() if name.startswith(('puestos', 'unidades', 'formatos'))])


if __name__ == '__main__':
    unittest.main()
