"""Checks the results that `oficio search` prints, over the demonstration and the queries written for it."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Results(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        queries = {line.split('\t')[1] for line in (ROOT / 'Tests/Search/needs.tsv').read_text('utf-8').splitlines()
            if '\t' in line and not line.startswith('#')}
        for name in ('everyday.tsv', 'everyday-other.tsv'):
            queries |= {line.split('\t')[2] for line in (ROOT / 'Tests/Search' / name).read_text('utf-8').splitlines()
                if line.startswith('demo\t')}
        with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
            file.writelines(json.dumps({'query': query}) + '\n' for query in sorted(queries))
            file.flush()
            done = subprocess.run([PROGRAM, 'search', '--site', str(ROOT), '--today', '2026-11-21', '--queries',
                file.name], check=True, capture_output=True, encoding='utf-8')
        cls.results = [result for line in done.stdout.splitlines() for result in json.loads(line)['results']]

    def test_no_result_shows_an_id(self):
        self.assertGreater(len(self.results), 2_000)
        ids = {path.stem for path in (ROOT / 'content').rglob('*.md')}
        for path in (ROOT / 'content').glob('*.yaml'):
            ids |= set(re.findall(r'^\s*-? *id: *(\S+)', path.read_text('utf-8'), re.M))
        ids = {name for name in ids if '-' in name}
        self.assertGreater(len(ids), 80)
        shown = {}
        for result in self.results:
            words = ' '.join([result['heading'], *result['more'], *(run[0] for run in result['excerpt'])])
            for word in re.findall(r'[\w/]+(?:-[\w/]+)+', words):
                if word.split('/')[-1] in ids:
                    shown[word] = result['id']
        self.assertEqual({}, shown)

    def test_no_excerpt_repeats_the_unit_beside_it(self):
        for result in self.results:
            words = ''.join(run[0] for run in result['excerpt'])
            self.assertNotEqual('Unidad: ' + result['unit'], words, result['id'])


if __name__ == '__main__':
    unittest.main()
