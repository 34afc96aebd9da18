"""Sites with internal parts, and helpers to build and search them."""
import os
import pathlib
import subprocess
import tempfile
import unittest

from canaries import Canaries

PROGRAM = os.environ['PROGRAM']
TODAY = '2026-11-29'
DOCUMENT = '---\ntítulo: Cobro\n{front}---\n\n## Pasos\n\n1. Saludar.\n\n{body}'


class Site(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir='/dev/shm' if os.path.isdir('/dev/shm') else None)
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'obra'
        self.canary = Canaries()
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')

    def write(self, path, text):
        file = self.site / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text) if isinstance(text, bytes) else file.write_text(text)

    def replace(self, path, old, new):
        text = (self.site / 'content' / path).read_text()
        self.assertIn(old, text)
        self.write(path, text.replace(old, new))

    def run_it(self, command, *more, today=TODAY, cache='cache'):
        return subprocess.run(
            [PROGRAM, *command.split(), '--site', self.site, '--today', today, *map(str, more)], capture_output=True,
            text=True, cwd=self.root,
            env=dict(os.environ, XDG_CACHE_HOME=str(self.root / cache)))

    def build(self, output='salida', audience='public', **options):
        made = self.run_it('build', '--output', self.root / output, '--audience', audience, **options)
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)
        return self.root / output

    def release(self, document, day, *more):
        made = self.run_it(f'release {document} --effective {day} --note nota', *more, today=min(day, TODAY))
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)

    def assert_hidden(self, output, places=None):
        self.assertEqual({}, self.canary.found(output, places))
