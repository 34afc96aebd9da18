"""Formats for other programs, validated by their published schemas: SARIF (OASIS) and exported JSON Schemas
(metaschema)."""
import copy
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import jsonschema

from environment import SEEDS_SITE, present
from pages import PROGRAM, SITE, TODAY

SCHEMA = json.loads((SITE / 'Tests/Published/sarif-schema-2.1.0.json').read_text())


def judge(log):
    checker = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    return [f'{list(error.absolute_path)}: {error.message[:300]}' for error in checker.iter_errors(log)]


def sarif(site, *more):
    made = subprocess.run([PROGRAM, 'check', '--site', str(site), '--format', 'sarif', '--today', TODAY, '--quiet',
        *more], capture_output=True, text=True)
    return json.loads(made.stdout)


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        broken = cls.broken(pathlib.Path(cls.folder.name))
        cls.logs = {site.name: sarif(site) for site in [SITE, broken] + ([SEEDS_SITE] if present(SEEDS_SITE) else [])}
        cls.good, cls.bad = cls.logs[SITE.name], cls.logs[broken.name]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def broken(root):
        """A site with many kinds of findings: syntax, misspelt keys, names with a space and an accent, and findings
        with fixes."""
        shutil.copytree(SITE / 'content', root / 'content')
        jobs = root / 'content' / 'puestos de años'
        jobs.mkdir()
        (jobs / 'niña #1 100%.md').write_text('---\ntipo: puesto\ntitulo: Niña  «<&>"\nversión: 05\ncodgo: X-1\n'
            'reporta a: nadie\n---\n\n# Propósito\n\nTODO\n')
        (jobs / 'rota.md').write_text('---\ntipo: [puesto\n---\n')
        (jobs / 'vacía.yaml').write_text('')
        shutil.copy(next((SITE / 'content/puestos').glob('*.md')), root / 'content/puestos/copia.md')
        return root

    def test_sarif_is_valid_against_the_published_schema(self):
        for name, log in self.logs.items():
            with self.subTest(name):
                self.assertTrue(log['runs'][0]['results'])
                self.assertEqual([], judge(log))

    def test_the_broken_site_uses_every_member_that_is_written(self):
        results = self.bad['runs'][0]['results']
        self.assertTrue(any('fixes' in result for result in results))
        self.assertTrue(any('relatedLocations' in result for result in results))
        uris = [place['physicalLocation']['artifactLocation']['uri'] for result in results
            for place in result.get('locations', [])]
        self.assertIn('content/puestos%20de%20a%C3%B1os/ni%C3%B1a%20%231%20100%25.md', uris)

    def test_the_judge_refuses_what_the_schema_forbids(self):
        good = self.good
        for spoil in (lambda run: run['results'][0].pop('message'), lambda run: run['tool']['driver'].pop('name'),
                      lambda run: run['results'][0].update(severity='high'),
                      lambda run: run['results'][0]['locations'][0]['physicalLocation']['region'].update(startLine=0),
                      lambda run: run['results'][0].update(level='warn')):
            bad = copy.deepcopy(good)
            spoil(bad['runs'][0])
            self.assertTrue(judge(bad))

    def test_exported_schemas_are_json_schemas(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([PROGRAM, 'export', 'jsonschema', '--site', str(SITE), '--output', folder], check=True,
                capture_output=True)
            files = sorted(pathlib.Path(folder).rglob('*.json'))
            self.assertTrue(files)
            for file in files:
                schema = json.loads(file.read_text())
                jsonschema.validators.validator_for(schema).check_schema(schema)


if __name__ == '__main__':
    unittest.main()
