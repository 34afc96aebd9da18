"""Changes a site at random and compares each build with a build from nothing."""
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

from environment import SEED

PROGRAM = os.environ['PROGRAM']
WORDS = 'revisar ordenar expediente cuidado público mañana año plazo vigente ñandú'.split()


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob('*')) if path.is_file()
        and '.oficio' not in path.parts}


class Series(unittest.TestCase):
    """A site that is built after every change, once over the last output (`self.output`) and once from nothing
    elsewhere."""

    def setUp(self):
        self.random = random.Random(SEED)
        folder = tempfile.TemporaryDirectory(dir='/dev/shm' if os.path.isdir('/dev/shm') else None)
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        self.output = self.site / 'output'
        self.day, self.options = 21, []

    def build(self, output):
        # Only the output that is built again and again keeps its decoded documents.
        cache = self.root / ('decodificados' if output == self.output else 'nada')
        shutil.rmtree(self.root / 'nada', ignore_errors=True)
        return subprocess.run(
            [PROGRAM, 'build', '--site', str(self.site), '--output', str(output), '--today', f'2026-11-{self.day:02}',
                *self.options], capture_output=True, text=True,
            env=dict(os.environ, XDG_CACHE_HOME=str(cache)))

    def check(self, cache):
        environment = {name: value for name, value in os.environ.items() if name not in ('XDG_CACHE_HOME', 'HOME')}
        if cache:
            environment['XDG_CACHE_HOME'] = str(self.root / cache)
        # A check always reads the working sources.
        options = [option for option in self.options if option not in ('--drafts', '--as-of', '2026-06-01')]
        made = subprocess.run([PROGRAM, 'check', '--site', str(self.site), '--today', f'2026-11-{self.day:02}',
            *options], capture_output=True, text=True, env=environment)
        return made.returncode, made.stdout, made.stderr

    def state(self, ending):
        """The files that builds of the output have put into the user's cache."""
        return sorted((self.root / 'decodificados/oficio').glob(f'*.{ending}'))

    def sources(self):
        return [path for path in sorted((self.site / 'content').rglob('*')) if path.suffix in ('.md', '.yaml')
            and 'historial' not in path.parts]
