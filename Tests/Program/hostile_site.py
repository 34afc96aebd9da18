"""A small site for hostile sources and settings."""
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import unittest

from series import PROGRAM

SITE = {'content/site.yaml': 'institución: Archivo Municipal\nacceso: público\n'}
PAGE = '---\ntítulo: Aviso\n---\n\n{}\n'
JOB = '---\ntítulo: {}\n---\n\n## Objetivo\n\nAtender.\n'


class HostileCase(unittest.TestCase):
    """A small site, and helpers to run commands on it within a time limit."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        self.output = self.root / 'publicado'

    def write(self, files):
        shutil.rmtree(self.site, ignore_errors=True)
        for path, text in {**SITE, **files}.items():
            file = self.site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def call(self, command, *more, before=None, folder=None, home=None, today='2026-11-29', timeout=60):
        environment = {**os.environ, 'XDG_CACHE_HOME': str(self.root / 'cache')}
        if home:
            environment['HOME'] = str(home)
        return subprocess.run(
            [PROGRAM, command, '--site', str(self.site), '--today', today, *more], capture_output=True, text=True,
            timeout=timeout, preexec_fn=before,
            cwd=folder, env=environment)

    def build(self, **options):
        return self.call('build', '--output', str(self.output), **options)

    def check(self, files, *more, **options):
        self.write(files)
        return self.call('check', *more, **options)

    def assert_error(self, made, code, words=''):
        self.assertEqual(1, made.returncode, made.stdout + made.stderr)
        self.assertIn(f'error[{code}]', made.stdout + made.stderr)
        self.assertIn(words, made.stdout + made.stderr)

    def assert_warning(self, made, code, place, count=1):
        self.assertEqual(count, made.stdout.count(f'advertencia[{code}]'), made.stdout)
        self.assertIn(f'--> {place}', made.stdout)

    def memory(self, megabytes):
        return lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    def seconds(self, limit):
        """Sets a limit of processor time, which does not depend on the load of the machine."""
        return lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
