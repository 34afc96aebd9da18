"""A small site for tests of the findings of `oficio check` and the results of `oficio check --fix`."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']


class CheckedSite(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write('site.yaml', 'institución: Prueba\n')

    def write(self, path, text, encoding='utf-8'):
        file = self.root / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode(encoding))
        return file

    def run_program(self, *more):
        return subprocess.run([PROGRAM, *more, '--site', self.root, '--today', '2026-11-21'], capture_output=True,
            text=True)

    def found(self, code=None, language='es'):
        """The findings of a check, or those with one code, as `--format json` gives them."""
        lines = self.run_program('check', '--format', 'json', '--lang', language).stdout.splitlines()
        return [found for found in map(json.loads, lines) if code in (None, found['code'])]

    def fixed(self, text, path='puestos/a.md'):
        """The text of a source after `oficio check --fix`."""
        file = self.write(path, text)
        self.run_program('check', '--fix')
        return file.read_text('utf-8')
