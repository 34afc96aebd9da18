"""A table of forgeries: changes that somebody with write access could make to a history. `oficio verify` and
docs/oficio_verify.py must both report each, with and without an index, signed and unsigned."""
import pathlib
import shutil
import tempfile
import unittest

import forgeries_of_releases  # noqa: F401 (each of these modules adds its forgeries to the list)
from forgeries_of_files import a_snapshot_behind_a_link, a_snapshot_deleted
from forgeries_of_indexes import a_line_that_the_index_does_not_know, the_index_deleted
from forgeries_of_lines import recorded_in_the_future
from forged import FORGERIES, INDEXED, SIGNED, Forged
from trust_site import FROZEN, PROTOCOL, TODAY, Git, Site, run
from verifier import verify


class Forgeries(unittest.TestCase):
    """Tries every forgery of the table on each history that it applies to."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.key = cls.root / 'clave', run('key', cls.root / 'clave').stdout.strip()
        cls.models = {'indexed': cls.made('indexed', None), 'signed': cls.made('signed', cls.key)}
        for name, main, other in (('abierto', 'protocolos/constancia', 'protocolos/pago'),
                ('firmado', 'estandares/wait', 'protocolos/year-end')):
            cls.models[name] = Forged(FROZEN / name, main, other)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def made(cls, name, key):
        """A site with every kind of line, including a branch that was set aside."""
        site = Site(cls.root / name, key)
        site.edit('manuales/archivo.md', 'Rosa Ibáñez', 'Rosa I.')
        site.release('archivo', today='2026-03-01', erratum=True, effective=False, reason='Se copió mal.')
        act = cls.root / 'acto.pdf'
        act.write_bytes(b'%PDF-1.4 acto\n')
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        site.release('acta', today='2026-03-02', effective='2027-03-02', act='Resolución 1', act_date='2026-03-01',
            act_file=act)
        site.release('acta', today='2026-03-03', effective=False, annul=True, reason='La fecha estaba mal.')
        site.release('boda', today='2026-03-04', withdraw=True, effective='2026-03-05', note='Ya no se hace.')
        site.release('boda', today='2026-03-06', reinstate=True, reason='Sí se hace.')
        site.write('protocolos/unido.md', PROTOCOL.format(title='Unión', code='PR-4', step='Leer los artículos.'))
        site.release('unido', today='2026-03-07')
        site.write('protocolos/caja.md', PROTOCOL.format(
            title='Caja', code='PR-5', step='Leer la clave.\n1. Abrir la caja fuerte con la clave de la semana'
        ).replace('código', 'acceso: público\ncódigo', 1))
        site.release('caja', today='2026-03-07')
        site.edit('protocolos/caja.md', '1. Abrir la caja fuerte con la clave de la semana', '')
        site.write('paginas/claves.md', '---\ntítulo: Claves\nacceso: interno\n---\n\n'
                   'Abrir la caja fuerte con la clave de la semana.\n')
        keys = ['--key', key[0]] if key else []
        done = site.run('release', 'caja', '--mark-internal', *keys, today='2026-03-07')
        assert done.returncode == 0, done.stderr
        site.release('caja', today='2026-03-08')
        git = Git(site.root)
        git('init', '-q')
        git('add', '-A')
        git('commit', '-qm', 'base')
        for person in ('Ana', 'Luis'):
            git('checkout', '-q', '-b', person, 'principal')
            site.edit('protocolos/unido.md', '\n1. ', f'\n1. De {person}.\n1. ')
            site.release('unido', today='2026-03-08')
            git('add', '-A')
            git('commit', '-qm', person)
        git('merge', '--no-edit', 'Ana', fails=True)
        git('checkout', '--ours', 'content/protocolos/unido.md')
        kept = next(line for line in site.lines('protocolos/unido') if 'De Luis' in str(line.get('log')))
        done = site.run('repair', '--keep', kept['line'][:8], *(['--key', key[0]] if key else []), today='2026-03-09')
        assert done.returncode == 0, done.stderr
        shutil.rmtree(site.root / '.git')
        return Forged(site.root, 'protocolos/acta', 'protocolos/boda')

    def copy(self, name):
        model = self.models[name]
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.root)) / 'sitio'
        shutil.copytree(model.root, folder)
        return Forged(folder, model.main, model.other)

    def verdicts(self, site):
        program = run('verify', '--site', site.root, '--today', TODAY)
        return program, verify(site.root, '--today', TODAY)

    def test_the_models_hold(self):
        for name in self.models:
            program, verifier = self.verdicts(self.copy(name))
            self.assertEqual((0, 0), (program.returncode, verifier.returncode), program.stdout + verifier.stdout
                + verifier.stderr)

    def test_the_table_has_many_forgeries(self):
        self.assertGreaterEqual(len(FORGERIES), 80)

    def check(self, kind, *tables):
        for name, act, words, only, known in FORGERIES:
            if only not in tables:
                continue
            site = self.copy(kind)
            before = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
            act(site)
            after = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
            program, verifier = self.verdicts(site)
            shutil.rmtree(site.root.parent)
            # Without an index, a missing document or missing last lines of a ledger cannot be detected.
            expected = 1 if known or kind in INDEXED else 0
            with self.subTest(forgery=name, history=kind):
                self.assertNotEqual(before, after, 'the forgery changes nothing')
                self.assertEqual((expected, expected), (program.returncode, verifier.returncode), program.stdout
                    + program.stderr + verifier.stdout + verifier.stderr)
                if expected and kind in INDEXED:
                    self.assertIn(words, program.stdout)

    def test_a_history_with_an_index(self):
        self.check('indexed', None, INDEXED)

    def test_a_signed_history_with_an_index(self):
        self.check('signed', SIGNED)

    def test_a_history_without_an_index(self):
        self.check('firmado', None)

    def test_nothing_of_a_forged_history_is_published(self):
        """One forgery of each file; trust_test.py checks the same for many more."""
        for act in (recorded_in_the_future, the_index_deleted, a_snapshot_deleted, a_line_that_the_index_does_not_know,
                a_snapshot_behind_a_link):
            site = self.copy('indexed')
            act(site)
            self.assertEqual(1, run('check', '--site', site.root, '--today', TODAY).returncode, act.__name__)
            output = site.root / 'salida'
            self.assertEqual(1, run('build', '--site', site.root, '--output', output, '--today', TODAY).returncode,
                act.__name__)
            self.assertFalse((output / 'index.html').exists(), act.__name__)

    def test_a_witness_of_another_history(self):
        """A history that is rewritten whole is consistent; only a witness kept elsewhere shows the forgery."""
        site = self.copy('signed')
        digest = run('verify', '--digest', '--site', site.root, '--today', TODAY).stdout.split()[0]
        other = self.root / 'otra'
        other_key = self.root / 'otra-clave', run('key', self.root / 'otra-clave').stdout.strip()
        Site(other, other_key)
        trusted = self.root / 'de-confianza'
        trusted.write_text(self.key[1] + ' Registro\n')
        self.assertEqual(0, run('verify', '--site', other, '--today', TODAY).returncode)
        for more in (['--expect', digest], ['--trust', trusted]):
            program = run('verify', '--site', other, '--today', TODAY, *more)
            verifier = verify(other, '--today', TODAY, *more)
            self.assertEqual((1, 1), (program.returncode, verifier.returncode), more)
            program = run('verify', '--site', site.root, '--today', TODAY, *more)
            verifier = verify(site.root, '--today', TODAY, *more)
            self.assertEqual((0, 0), (program.returncode, verifier.returncode), program.stdout + verifier.stdout)


if __name__ == '__main__':
    unittest.main()
