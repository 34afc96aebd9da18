"""What the package runs at night, without the package: the build that is swapped whole, and the backups that are kept.
`make test-long` tests the package itself (`deb.sh`)."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from series import PROGRAM, tree

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Packaging(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ('bin', 'sitios', 'www', 'respaldos'):
            (self.root / name).mkdir()
        os.symlink(PROGRAM, self.root / 'bin/oficio')
        self.environment = {'PATH': f'{self.root}/bin:{os.environ["PATH"]}', 'HOME': str(self.root),
            'OFICIO_SITES': f'{self.root}/sitios', 'OFICIO_WWW': f'{self.root}/www',
            'OFICIO_BACKUPS': f'{self.root}/respaldos'}
        self.site = self.root / 'sitios/rrhh'
        subprocess.run([PROGRAM, 'new', self.site], check=True, capture_output=True)
        self.link = self.root / 'www/rrhh/sitio'

    def script(self, name, **more):
        return subprocess.run([ROOT / 'packaging/libexec' / name, 'rrhh'], capture_output=True, text=True,
            env={**self.environment, **more})

    def test_the_link_leads_to_the_last_whole_build(self):
        for folder in ('a', 'b', 'a'):
            done = self.script('build')
            self.assertEqual((0, folder), (done.returncode, os.readlink(self.link)), done.stderr)
        before = tree(self.link)
        settings = self.site / 'content/site.yaml'
        settings.write_text(settings.read_text() + 'reglas: [\n')
        self.assertEqual(1, self.script('build').returncode)
        self.assertEqual(('a', before), (os.readlink(self.link), tree(self.link)))
        self.assertEqual({'a', 'b', 'sitio'}, set(os.listdir(self.link.parent)))

    def test_the_last_backups_are_kept(self):
        folder = self.root / 'respaldos'
        others = {'rrhh-notas.tar.gz', 'otro-2026-01-01T000000.tar.gz', 'rrhh-b-2026-01-01T000000.tar.gz'}
        old = [f'rrhh-2026-01-0{day}T000000.tar.gz' for day in range(1, 6)]
        for name in [*others, *old, 'rrhh-2026-01-06T000000.tar.gz.oficio-nuevo']:
            (folder / name).write_text('')
        done = self.script('backup', BACKUPS_KEPT='3')
        self.assertEqual(0, done.returncode, done.stderr)
        left = set(os.listdir(folder))
        self.assertLessEqual(others | set(old[-2:]), left)
        new, = left - others - set(old[-2:])
        self.assertGreater((folder / new).stat().st_size, 1000)
        # A backup that fails removes none.
        shutil.rmtree(self.site / 'content')
        self.assertNotEqual(0, self.script('backup', BACKUPS_KEPT='1').returncode)
        self.assertEqual(left, set(os.listdir(folder)))

    def test_the_units_are_right(self):
        if not shutil.which('systemd-analyze'):
            self.skipTest('systemd is missing: make test-long judges the units')
        done = subprocess.run([ROOT / 'Tests/Program/units.sh'], capture_output=True, text=True)
        self.assertEqual((0, ''), (done.returncode, done.stderr))


if __name__ == '__main__':
    unittest.main()
