"""Stops a change of several sources at every system call that changes the disk, by a kill or by a failing call."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import environment

PROGRAM = os.environ['PROGRAM']
PROBE = environment.PROBES / 'edit-probe'
# System calls after which the disk may differ. A file that `openat` creates is visible at the next of them.
CALLS = 'write,fsync,renameat,renameat2,linkat,unlinkat,mkdirat,fchmod,flock'
SITE = {
    'site.yaml': 'institución: Prueba\n',
    'puestos/jefe.md': '---\ntítulo: Jefe\n---\n\n## Objetivo\n\nDirigir.\n',
    'puestos/cajero.md':
    '---\ntítulo: Cajero\nreporta a: jefe   # de área\n---\n\n## Objetivo\n\nAyudar a [[jefe|su jefe]].\n',
    'unidades.yaml': 'elementos:\n  - {id: caja, título: Caja, jefatura: puesto/jefe}\n',
}
TODAY = '2026-11-29'


class Stopped(unittest.TestCase):
    def setUp(self):
        if not shutil.which('strace'):
            if os.environ.get('CI'):
                self.fail('strace is missing')
            self.skipTest('strace is missing: a change of several files is not stopped at its calls')
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.count = 0

    def site(self):
        self.count += 1
        root = self.folder / str(self.count)
        for name, text in SITE.items():
            path = root / 'content' / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding='utf-8')
        return root

    @staticmethod
    def sources(root):
        return {str(path.relative_to(root)): path.read_bytes() for path in (root / 'content').rglob('*')
                if path.is_file() and not path.name.startswith('.')}

    def rename(self, root, *strace):
        return subprocess.run([*strace, PROBE, root, 'job/jefe', 'jefatura', 'kill', '0'], capture_output=True,
            text=True)

    def calls(self):
        """Each call that a rename makes, with its number among the calls of the same name, as strace counts them."""
        root, log = self.site(), self.folder / 'log'
        self.assertEqual(0, self.rename(root, 'strace', '-f', '-qq', '-o', log, '-e', f'trace={CALLS}').returncode)
        lines = [line.split(None, 1)[1] for line in log.read_text(errors='replace').splitlines()]
        names = [line.split('(')[0] for line in lines[next(n for n, line in enumerate(lines)
            if line.startswith('flock(')):]]
        return [(name, names[:place].count(name) + 1) for place, name in enumerate(names)], self.sources(root)

    def stop(self, fault):
        calls, new = self.calls()
        old = self.sources(self.site())
        outcomes = set()
        self.assertGreater(len(calls), 25)
        for place, (call, when) in enumerate(calls):
            root = self.site()
            done = self.rename(root, 'strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={call}',
                               '-e', f'inject={call}:{fault}:when={when}')
            case = (fault, call, when, done.returncode, done.stdout, done.stderr)
            self.assertTrue(done.returncode != 0 or 'KILL' not in fault, case)
            found = self.sources(root)
            for path, data in found.items():
                self.assertIn(data, (old.get(path), new.get(path)), (case, path))
            journal = (root / 'content/.oficio-pendiente.json').exists()
            # Without a journal, either every file is as before or every file is new.
            if not journal:
                self.assertIn(found, (old, new), case)
            if done.returncode == 0:
                self.assertEqual((new, False), (found, journal), case)
            said = subprocess.run([PROGRAM, 'check', '--fix', '--only', 'cambio-interrumpido', '--site', root,
                '--today', TODAY],
                                  capture_output=True, text=True)
            self.assertEqual(journal, 'quedado a medias' in said.stderr, (case, said.stderr))
            after = self.sources(root)
            self.assertIn(after, (old, new), case)
            if journal:
                self.assertEqual('se deshizo' in said.stderr, after == old, (case, said.stderr))
            self.assertFalse((root / 'content/.oficio-pendiente.json').exists(), case)
            outcomes.add(('old' if after == old else 'new', journal))
            if place % 4 == 0:
                # The next change works, and no hidden file is left.
                name = 'jefatura' if after == new else 'jefe'
                again = subprocess.run([PROBE, root, f'job/{name}', 'otra', 'kill', '0'], capture_output=True,
                    text=True)
                self.assertEqual(0, again.returncode, (case, again.stdout))
                self.assertEqual([], [path.name for path in (root / 'content').rglob('.*') if path.is_file()], case)
        return outcomes

    def test_killed(self):
        self.assertLessEqual({('old', False), ('new', True), ('new', False)}, self.stop('signal=KILL'))

    def test_failing_disk(self):
        self.assertLessEqual({('old', False), ('new', True), ('new', False)}, self.stop('error=EIO'))


if __name__ == '__main__':
    unittest.main()
