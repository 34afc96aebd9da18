"""Four people release for a year in clones of Git, merge, correct, withdraw, reinstate, annul and change their keys.

After every step `oficio verify` and docs/oficio_verify.py accept the history; both refuse it while a merge waits for
`oficio repair`.
"""
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from trust_site import MANUAL, PROTOCOL, SETTINGS, Git, Site, run
from verifier import verify

PEOPLE = ('Ana', 'Luis', 'Eva', 'Juan')


class Clone(Site):
    """The clone of one person, with the keys of the day."""

    def __init__(self, root, keys=()):
        self.root, self.keys, self.key = pathlib.Path(root), list(keys), None
        self.git = Git(self.root)

    def try_release(self, *documents, today, **options):
        more = ['--key=' + str(key) for key in self.keys]
        options.setdefault('authorized_by', 'Dirección')
        options.setdefault('effective', today)
        more += [f'--{name.replace("_", "-")}{"" if value is True else f"={value}"}' for name, value in options.items()
            if value is not False]
        return self.run('release', *documents, *more, today=today)

    def step(self, name, words, today, **options):
        """Releases a new version with one more step."""
        self.edit(f'protocolos/{name}.md', '\n1. ', f'\n1. {words}\n1. ')
        self.release(name, today=today, **options)
        self.commit(words)

    def commit(self, words):
        self.git('add', '-A')
        self.git('commit', '-qm', words)

    def repair(self, today, *more):
        done = self.run('repair', *more, *['--key=' + str(key) for key in self.keys], today=today)
        assert done.returncode == 0, done.stderr + done.stdout
        self.commit('repair')


class Year(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.steps = 0

    def verdicts(self, clone, today, *more):
        """The verdicts of the program and of the verifier, which sees nothing but the site."""
        self.steps += 1
        program = clone.run('verify', *more, today=today)
        verifier = verify(clone.root, '--today', today, *more)
        self.assertEqual(program.returncode, verifier.returncode, program.stdout + program.stderr + verifier.stdout
            + verifier.stderr)
        return program.returncode, program.stdout + verifier.stdout

    def holds(self, clone, today, *more):
        status, words = self.verdicts(clone, today, *more)
        self.assertEqual(0, status, words)

    def waits(self, clone, today, words):
        status, said = self.verdicts(clone, today)
        self.assertEqual(1, status)
        self.assertIn(words, said)

    def clones(self):
        first = Clone(self.root / 'Ana')
        first.root.mkdir()
        first.write('site.yaml', SETTINGS)
        for name, title, code in (('acta', 'Acta de nacimiento', 'PR-1'), ('boda', 'Matrimonio', 'PR-2'),
                ('copia', 'Copia certificada', 'PR-3')):
            first.write(f'protocolos/{name}.md', PROTOCOL.format(title=title, code=code,
                step='Pedir la identificación.'))
        first.write('puestos/archivista.md', '---\ntítulo: Archivista\n---\n\n## Objetivo\n\nGuardar los libros.\n')
        first.write('manuales/archivo.md', MANUAL)
        first.git('init', '-q')
        for name in ('acta', 'boda', 'copia', 'archivo'):
            first.release(name, today='2025-01-02')
        first.commit('las primeras versiones')
        found = {'Ana': first}
        for person in PEOPLE[1:]:
            subprocess.run(['git', 'clone', '-q', first.root, self.root / person], check=True, capture_output=True)
            found[person] = Clone(self.root / person)
        return found

    def merge(self, into, other, fails=False, ours=()):
        into.git('pull', '-q', '--no-rebase', '--no-edit', other.root, 'principal', fails=True)
        for path in ours:
            into.git('checkout', '--ours', path)
        if fails:
            into.git('add', '-A')
            into.git('commit', '-qm', 'unir', fails=True)

    def test_a_year(self):
        people = self.clones()
        ana, luis, eva, juan = (people[name] for name in PEOPLE)
        for clone in people.values():
            self.holds(clone, '2025-01-03')

        # January to March: everybody releases something else; Ana merges and joins the index.
        ana.step('acta', 'Saludar.', '2025-02-01')
        luis.step('boda', 'Leer los artículos.', '2025-02-03')
        eva.edit('puestos/archivista.md', 'Guardar', 'Guardar y ordenar')
        eva.release('archivo', today='2025-02-10', act='Resolución 7-2025', act_date='2025-02-08')
        eva.commit('el archivo')
        juan.step('copia', 'Cobrar el timbre.', '2025-02-12', effective='2025-04-01')
        for clone in people.values():
            self.holds(clone, '2025-02-15')
        for other in (luis, eva, juan):
            self.merge(ana, other)
            self.holds(ana, '2025-03-01')
        self.assertIn('dos ramas', ana.run('verify', today='2025-03-01').stderr)
        ana.repair('2025-03-01')
        self.holds(ana, '2025-03-01')
        digest = ana.run('verify', '--digest', today='2025-03-01').stdout.split()[0]
        for clone in (luis, eva, juan):
            self.merge(clone, ana)
            self.holds(clone, '2025-03-02', '--expect', digest)

        # April: two people release the same document; the merge waits for a decision which version stands.
        luis.step('acta', 'De Luis.', '2025-04-01')
        juan.step('acta', 'De Juan.', '2025-04-02')
        self.merge(luis, juan, fails=True, ours=['content/protocolos/acta.md'])
        self.waits(luis, '2025-04-03', 'dos ramas')
        self.assertNotEqual(0, luis.run('build', '--output', self.root / 'x', today='2025-04-03').returncode)
        kept = next(line for line in luis.lines('protocolos/acta') if 'De Luis' in str(line.get('log')))
        luis.repair('2025-04-03', '--keep', kept['line'][:8])
        self.holds(luis, '2025-04-03')
        output = self.root / 'abril'
        self.assertEqual(0, luis.run('build', '--output', output, today='2025-04-04').returncode)
        page = (output / 'historial/protocolos/acta/index.html').read_text()
        for words in ('De Juan', 'De Luis', 'Apartada el 3 de abril de 2025',
                f'{kept["line"][:4].upper()}-{kept["line"][4:8].upper()}'):
            self.assertIn(words, page)
        for clone in (ana, eva, juan):
            self.merge(clone, luis, fails=clone is juan, ours=['content/protocolos/acta.md'] if clone is juan else ())
            if clone is juan:
                shutil.copy(luis.path('protocolos/acta.md'), juan.path('protocolos/acta.md'))
                juan.git('add', '-A')
                juan.git('commit', '-qm', 'la de Luis', fails=True)
            self.holds(clone, '2025-04-05')

        # May: an erratum in one branch, and a version in another, of the same manual.
        eva.edit('manuales/archivo.md', 'Rosa Ibáñez', 'Rosa Ibáñez Soto')
        eva.release('archivo', today='2025-05-02', erratum=True, effective=False, reason='El acta decía dos apellidos.')
        eva.commit('errata')
        self.holds(eva, '2025-05-02')
        self.merge(ana, eva)
        self.holds(ana, '2025-05-03')

        # June: keys. Earlier releases stay unsigned.
        first, second = (self.key(name) for name in ('primera', 'segunda'))
        ana.path('site.yaml').write_text(ana.path('site.yaml').read_text()
            + f'historial:\n  claves:\n    - {{clave: {first[1]}, nombre: Registro, desde: 2025-06-01}}\n')
        ana.commit('una clave')
        ana.keys = [first[0]]
        self.holds(ana, '2025-06-02')
        ana.step('copia', 'Firmar la copia.', '2025-06-02')
        self.holds(ana, '2025-06-02')
        # On the last day Luis released without a key, in a clone that did not know of any.
        self.merge(luis, eva)
        luis.step('boda', 'Antes de la clave.', '2025-05-30')
        self.holds(luis, '2025-06-02')
        self.merge(ana, luis)
        self.waits(ana, '2025-06-03', 'firma')
        ana.repair('2025-06-03')
        self.holds(ana, '2025-06-03')
        for clone in (luis, eva, juan):
            self.merge(clone, ana)
            clone.keys = [first[0]]
            self.holds(clone, '2025-06-04')

        # July: a withdrawal with a wrong day, taken back; then the right one, its successor, and the return.
        juan.release('copia', today='2025-07-01', effective='2032-09-01', withdraw=True, note='La copia es digital.',
            successor='acta')
        juan.release('copia', today='2025-07-02', effective=False, annul=True, reason='Era septiembre de 2025.')
        self.holds(juan, '2025-07-02')
        juan.release('copia', today='2025-07-03', effective='2025-09-01', withdraw=True, note='La copia es digital.',
            successor='acta')
        juan.commit('la derogación')
        self.holds(juan, '2025-07-03')
        self.merge(eva, juan)
        eva.step('acta', 'Ver la copia digital.', '2025-07-10')
        self.holds(eva, '2025-07-10')
        eva.release('copia', today='2025-09-15', effective='2025-10-01', reinstate=True, reason='El sistema falló.')
        eva.commit('la reposición')
        self.holds(eva, '2025-09-15')
        output = self.root / 'septiembre'
        self.assertEqual(0, eva.run('build', '--output', output, today='2025-09-16').returncode)
        page = (output / 'protocolos/copia.html').read_text()
        for words in ('derogado el 1 de septiembre de 2025', 'Vuelve a regir el 1 de octubre de 2025',
                'El sistema falló.'):
            self.assertIn(words, page)

        # October: the key changes. For a week both keys count, and a release bears both signatures.
        eva.settings = eva.path('site.yaml')
        eva.settings.write_text(eva.settings.read_text().replace(
            'desde: 2025-06-01}', f'desde: 2025-06-01, hasta: 2025-10-15}}\n    - {{clave: {second[1]}, nombre: '
                f'Registro, desde: 2025-10-08}}'))
        eva.keys = [first[0], second[0]]
        eva.step('boda', 'Con dos firmas.', '2025-10-10')
        self.assertEqual(2, len(eva.lines('protocolos/boda')[-1]['signatures']))
        self.holds(eva, '2025-10-10')
        eva.keys = [first[0]]
        eva.edit('protocolos/boda.md', '\n1. ', '\n1. Con la clave vieja.\n1. ')
        self.assertEqual(1, eva.try_release('boda', today='2025-10-20').returncode)
        eva.keys = [second[0]]
        eva.release('boda', today='2025-10-20')
        eva.commit('con la nueva')
        self.holds(eva, '2025-10-20')

        # November: a version for next year is annulled and released again under the next number; the second key is
        # stolen and revoked.
        for clone in (ana, luis, juan):
            self.merge(clone, eva)
            clone.keys = [second[0]]
            self.holds(clone, '2025-11-01')
        luis.step('acta', 'Desde enero.', '2025-11-02', effective='2027-01-01')
        luis.release('acta', today='2025-11-03', effective=False, annul=True, reason='Era 2026.')
        luis.release('acta', today='2025-11-03', effective='2026-01-01')
        luis.commit('la fecha')
        self.holds(luis, '2025-11-03')
        third = self.key('tercera')
        self.merge(ana, luis)
        text = ana.path('site.yaml').read_text()
        ana.path('site.yaml').write_text(text.replace(
            'desde: 2025-10-08}', f'desde: 2025-10-08, revocada: 2025-12-01}}\n    - {{clave: {third[1]}, nombre: '
                f'Registro, desde: 2025-12-01}}'))
        ana.commit('otra clave')
        ana.keys = [second[0]]
        ana.edit('puestos/archivista.md', 'ordenar', 'ordenar bien')
        self.assertEqual(1, ana.try_release('archivo', today='2025-12-02').returncode)
        ana.keys = [third[0]]
        ana.release('archivo', today='2025-12-02')
        ana.commit('diciembre')
        self.holds(ana, '2025-12-02')

        # The year is over: the witness of March still matches, and the keys are those of the institution.
        trusted = self.root / 'de-confianza'
        trusted.write_text(''.join(f'{key[1]} Registro\n' for key in (first, second, third)))
        self.holds(ana, '2026-01-02', '--expect', digest)
        self.holds(ana, '2026-01-02', '--trust', trusted)
        self.assertEqual(0, ana.run('check', today='2026-01-02').returncode)
        log = ana.run('log', today='2026-01-02').stdout
        for words in ('apartada al unir dos ramas', 'fe de erratas', 'derogación', 'reposición', 'anulación',
                'unión de ramas', 'Resolución 7-2025'):
            self.assertIn(words, log)
        # The history has every line of every person, and removing any one is detected.
        lines = {path: path.read_bytes() for path in ana.path('historial').rglob('*')
            if path.name in ('libro.jsonl', 'indice')}
        self.assertGreater(sum(data.count(b'\n') for data in lines.values()), 40)
        for path, data in lines.items():
            texts = data.splitlines(True)
            for place in {0, len(texts) // 2, len(texts) - 1}:
                path.write_bytes(b''.join(texts[:place] + texts[place + 1:]))
                self.assertEqual(1, self.verdicts(ana, '2026-01-02')[0], (path.name, place))
            path.write_bytes(data)
        self.holds(ana, '2026-01-02')
        self.assertGreater(self.steps, 50)

    def key(self, name):
        made = run('key', self.root / name)
        self.assertEqual(0, made.returncode, made.stderr)
        return self.root / name, made.stdout.strip()


if __name__ == '__main__':
    unittest.main()
