"""A build after any change gives the bytes of a build from nothing; a build without a change does nothing.

OFICIO_STEPS=500 OFICIO_SEED=7 python3 -m unittest …  runs a longer series, or another one.
"""
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import time
import unittest

from environment import SEED, STEPS

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


class Incremental(Series):
    def setUp(self):
        super().setUp()
        subprocess.run([PROGRAM, 'new', str(self.site)], check=True, capture_output=True)
        (self.site / 'content/recursos').mkdir(exist_ok=True)
        (self.site / 'content/recursos/plano.txt').write_text('uno')
        self.day, self.number = 1, 0

    # Changes that may happen between two builds

    def nothing(self):
        pass

    def edit(self):
        path = self.random.choice(self.sources())
        lines = path.read_text().split('\n')
        prose = [index for index, line in enumerate(lines) if len(line) > 30 and line[0].isalpha() and ':' not in line
            and '|' not in line]
        if prose:
            lines[self.random.choice(prose)] += ' ' + ' '.join(self.random.choices(WORDS, k=3)) + '.'
            path.write_text('\n'.join(lines))

    def swap_without_changing_size_or_time(self):
        path = self.random.choice(self.sources())
        status = path.stat()
        text = path.read_text()
        if ' de ' in text:
            path.write_text(text.replace(' de ', ' en ', 1))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def add(self):
        self.number += 1
        path = self.site / f'content/paginas/nueva-{self.number}.md'
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'---\ntítulo: Página nueva {self.number}\n---\n\n'
            f'{" ".join(self.random.choices(WORDS, k=8)).capitalize()}.\n')

    def rename(self):
        path = self.random.choice([path for path in self.sources() if path.name != 'site.yaml'])
        self.number += 1
        path.rename(path.with_name(f'{path.stem}-{self.number}{path.suffix}'))

    def delete(self):
        path = self.random.choice([path for path in self.sources() if path.name != 'site.yaml'])
        path.unlink()

    def restore(self):
        shutil.rmtree(self.site / 'content')
        shutil.copytree(self.kept, self.site / 'content')

    def attach(self):
        (self.site / 'content/recursos/plano.txt').write_text(self.random.choice(['uno', 'dos', 'tres']))

    def settings(self):
        path = self.site / 'content/site.yaml'
        path.write_text(path.read_text() + f'# {self.random.random()}\n')
        if self.random.random() < .5:
            text = path.read_text()
            path.write_text('\n'.join(f'institución: Instituto {self.random.choice(WORDS)}'
                if line.startswith('institución:') else line for line in text.split('\n')))

    def theme(self):
        folder = self.site / 'themes/oficio/styles'
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / 'own.css'
        manifest = self.site / 'themes/oficio/messages'
        manifest.mkdir(exist_ok=True)
        if self.random.random() < .3:
            shutil.rmtree(self.site / 'themes')
        else:
            path.write_text(f'/* {self.random.random()} */')
            (manifest / 'es.yaml').write_text(f'home: {self.random.choice(WORDS).capitalize()}\n')

    def another_day(self):
        self.day = self.random.randint(1, 28)

    def other_options(self):
        self.options = self.random.choice([[], ['--drafts'], ['--lang', 'en'], ['--quiet'], ['--strict']])

    def spoil_state(self):
        if not self.state('estado'):
            return
        path = self.state('estado')[0]
        data = bytearray(path.read_bytes())
        how = self.random.randrange(4)
        if how == 0:
            path.unlink()
        elif how == 1:
            data[self.random.randrange(len(data))] ^= 1
            path.write_bytes(data)
        elif how == 2:
            path.write_bytes(data[:self.random.randrange(len(data))])
        else:
            path.write_bytes(b'oficio estado 99\nde otro programa\n')

    def spoil_output(self):
        files = [path for path in sorted(self.output.rglob('*')) if path.is_file() and '.oficio' not in path.parts]
        if files:
            path = self.random.choice(files)
            if self.random.random() < .5:
                path.unlink()
            else:
                status = path.stat()
                path.write_bytes(bytes(len(path.read_bytes())))
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def spoil_notes(self):
        if self.state('archivos'):
            path = self.state('archivos')[0]
            lines = path.read_text().split('\n')
            for place in self.random.sample(range(1, len(lines)), min(20, len(lines) - 1)):
                parts = lines[place].split('\t')
                if len(parts) == 3:
                    column = self.random.choice([1, 2])
                    parts[column] = self.random.choice(
                        ['', '0', '99999', 'x', parts[column][:-1], parts[column] + ' 1'])
                    lines[place] = '\t'.join(parts)
            path.write_text('\n'.join(lines))

    def spoil_records(self):
        kept = [self.state(ending) for ending in ('registros', 'hallazgos', 'puestos', 'palabras', 'piezas')]
        if any(kept):
            path = self.random.choice(self.random.choice([paths for paths in kept if paths]))
            data = bytearray(path.read_bytes())
            if self.random.random() < .3:
                data = data[:self.random.randrange(len(data))]
            else:
                for _ in range(30):
                    data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
            path.write_bytes(data)

    def touch(self):
        os.utime(self.random.choice(self.sources()))

    def clock_back(self):
        os.utime(self.random.choice(self.sources()), (0, self.random.randrange(10**9)))

    def test_a_check_against_a_baseline_sees_the_baseline_change(self):
        page = self.site / 'content/paginas/nueva.md'
        page.parent.mkdir(exist_ok=True)
        page.write_text('---\ntítulo: Página\n---\n\nDos  espacios.\n')
        self.assertIn('espacio-doble', self.check('cache')[1])
        self.options = ['--baseline', 'write']
        self.check('cache')
        self.options = ['--baseline', 'use']
        self.assertNotIn('espacio-doble', self.check('cache')[1])
        (self.site / 'oficio-linea-base.txt').write_text(
            (self.site / 'oficio-linea-base.txt').read_text().splitlines()[0] + '\n')
        self.assertIn('espacio-doble', self.check('cache')[1])

    def test_what_was_kept_and_not_used_for_two_months_goes(self):
        kept = self.root / 'decodificados/oficio'
        self.build(self.output)
        mine = list(kept.iterdir())
        self.assertLessEqual({'.registros', '.hallazgos', '.puestos', '.estado', '.archivos', '.piezas', '.palabras'},
            {path.suffix for path in mine})
        files = {name: kept / name for name in ('a.registros', 'b.estado', 'c.estado', 'nota.txt')}
        for path in files.values():
            path.write_text('de otro sitio')
        for path, days in [*((path, 70) for path in mine), (files['a.registros'], 70), (files['b.estado'], 70),
                (files['c.estado'], 50), (files['nota.txt'], 70)]:
            os.utime(path, (path.stat().st_mtime - days * 86_400,) * 2)
        # No document is decoded again, so the store is not written; it is used all the same.
        self.options = ['--drafts']
        self.build(self.output)
        self.assertEqual({*mine, files['c.estado'], files['nota.txt']}, set(kept.iterdir()))
        for path in mine:
            self.assertLess(time.time() - path.stat().st_mtime, 3600)

    def test_every_step_equals_a_build_from_nothing(self):
        self.kept = self.root / 'copia'
        shutil.copytree(self.site / 'content', self.kept)
        changes = [
            self.nothing, self.edit, self.edit, self.edit, self.swap_without_changing_size_or_time, self.add,
            self.rename, self.delete, self.restore, self.restore,
            self.attach, self.settings, self.theme, self.another_day, self.other_options, self.spoil_state,
            self.spoil_notes, self.spoil_records, self.spoil_output,
            self.touch, self.clock_back,
        ]
        made = spared = 0
        failed = False
        for step in range(STEPS):
            # Failures that are never mended would leave little to compare.
            change = self.restore if failed and self.random.random() < .6 else self.random.choice(changes)
            change()
            with self.subTest(step=step, seed=SEED, change=change.__name__):
                said = [self.check(cache) for cache in ('cache', 'cache', None)]
                self.assertEqual(said[2], said[0])
                self.assertEqual(said[2], said[1], 'what was kept is what would be said')
                before = tree(self.output)
                once = self.build(self.output)
                fresh = self.root / 'limpio'
                shutil.rmtree(fresh, ignore_errors=True)
                clean = self.build(fresh)
                self.assertEqual(clean.returncode, once.returncode, once.stderr + clean.stderr)
                failed = once.returncode != 0
                if failed:
                    self.assertEqual(before, tree(self.output), 'a build with errors leaves the last good one')
                    continue
                made += 1
                self.assertEqual(tree(fresh), tree(self.output))
                state = self.state('estado')[0]
                kept = (state.stat().st_ino, state.stat().st_ctime_ns, state.read_bytes())
                again = self.build(self.output)
                self.assertEqual(0, again.returncode)
                self.assertEqual(kept, (state.stat().st_ino, state.stat().st_ctime_ns, state.read_bytes()),
                    'the second build had nothing to do')
                said = [line for line in once.stderr.split('\n') if 'index.html:' not in line]
                self.assertEqual(said, [line for line in again.stderr.split('\n') if 'index.html:' not in line])
                self.assertEqual(tree(fresh), tree(self.output))
                spared += 1
        self.assertGreater(made, STEPS // 4)
        self.assertEqual(made, spared)
        self.assertTrue(list((self.root / 'cache/oficio').glob('*.estado')))


class IncrementalInstitution(Series):
    """The demonstration with its releases, edited as people edit. A page is rendered again if one of its dependencies
    changed."""

    def setUp(self):
        super().setUp()
        for name in ('content', 'themes'):
            shutil.copytree(pathlib.Path(__file__).resolve().parents[2] / name, self.site / name)
        # The site's own messages replace those of the theme.
        self.messages = self.site / 'themes/institucional/messages/es.yaml'
        self.options = ['--quiet']

    # Each function returns the lines of a source after an edit.

    def words(self, lines, path):
        places = [index for index, line in enumerate(lines) if len(line) > 20 and ':' not in line.split(' ')[0]
            and not line.startswith(('#', '---', '|--'))]
        if places:
            place = self.random.choice(places)
            words = lines[place].split(' ')
            at = [index for index, word in enumerate(words) if word.isalpha()]
            if at:
                words[self.random.choice(at)] = self.random.choice(WORDS)
                lines[place] = ' '.join(words)
        return lines

    def drop_row(self, lines, path):
        places = [index for index, line in enumerate(lines) if line.lstrip().startswith(('- ', '1. ', '2. ', '| '))]
        if places:
            del lines[self.random.choice(places)]
        return lines

    def copy_row(self, lines, path):
        places = [index for index, line in enumerate(lines) if line.lstrip().startswith(('- ', '2. ', '| '))]
        if places:
            place = self.random.choice(places)
            lines.insert(place, self.words([lines[place]], path)[0])
        return lines

    def another_value(self, lines, path):
        """Copies a value from another document: unit, boss, date, code, state or title."""
        others = [other for other in path.parent.glob('*' + path.suffix) if other != path]
        keys = [index for index, line in enumerate(lines) if line and line[0].isalpha() and ': ' in line
            and len(line) < 120]
        if others and keys:
            place = self.random.choice(keys)
            key = lines[place].split(':')[0] + ':'
            found = [line for line in self.random.choice(others).read_text().split('\n') if line.startswith(key)]
            if found:
                lines[place] = found[0]
        return lines

    def drop_value(self, lines, path):
        keys = [index for index, line in enumerate(lines) if line and line[0].isalpha() and ': ' in line
            and not line.startswith('título')]
        if keys:
            del lines[self.random.choice(keys)]
        return lines

    def refer(self, lines, path):
        others = [other.stem for other in self.sources() if other.suffix == '.md']
        places = [index for index, line in enumerate(lines) if len(line) > 40 and line[0].isalpha() and ':' not in line]
        if places:
            lines[self.random.choice(places)] += f' Véase [[{self.random.choice(others)}]].'
        return lines

    def test_pages_are_rendered_again_after_a_dependency_changed(self):
        self.assertEqual(0, self.build(self.output).returncode)
        made = 0
        for step in range(max(8, STEPS // 5)):
            changes = []
            for _ in range(self.random.choice([1, 1, 1, 3])):
                path = self.random.choice(self.sources())
                before = path.read_bytes()
                change = self.random.choice([self.words, self.words, self.words, self.drop_row, self.copy_row,
                    self.another_value, self.another_value, self.drop_value, self.refer])
                path.write_text('\n'.join(change(before.decode().split('\n'), path)))
                changes.append((change.__name__, path, before))
            if self.random.random() < .15:
                self.options = ['--quiet', *self.random.choice([[], ['--drafts'], ['--as-of', '2026-06-01']])]
            if self.random.random() < .05:
                self.messages.write_text(self.messages.read_text().replace('Puestos', 'Cargos'))
            with self.subTest(step=step, seed=SEED,
                    changes=[(name, str(path.relative_to(self.site))) for name, path, _ in changes],
                    options=self.options):
                once = self.build(self.output)
                fresh = self.root / 'limpio'
                shutil.rmtree(fresh, ignore_errors=True)
                clean = self.build(fresh)
                self.assertEqual((clean.returncode, clean.stderr.replace(str(fresh), str(self.output))),
                    (once.returncode, once.stderr))
                # A check that uses the caches of builds gives the same findings as one without.
                self.assertEqual(self.check(None), self.check('decodificados'))
                if once.returncode:
                    for _, path, before in reversed(changes):
                        path.write_bytes(before)
                    continue
                self.assertEqual(tree(fresh), tree(self.output))
                made += 1
        self.assertGreater(made, 2)
        self.assertTrue(list((self.root / 'decodificados/oficio').glob('*.registros')))
        self.assertTrue(self.state('palabras') and self.state('piezas'))


class IncrementalMarks(Series):
    def test_rows_of_a_clause_that_was_internal_for_a_while(self):
        clause = self.site / 'content/clausulas/comunes.md'
        text = ('---\ntítulo: Funciones comunes\n---\n\n## Filas\n\n- Observar el código de ética. {#etica}\n'
            '- Marcar CANARIO la entrada y la salida. {#asistencia}\n')
        jobs = {f'puestos/p{letter}.md': f'---\ntítulo: Puesto {letter}\nfunciones comunes: {{de: comunes}}\n---\n\n'
            f'## Funciones\n\n- Hacer {letter} cada día.\n' for letter in 'abc'}
        for path, words in {'site.yaml': 'institución: P\nacceso: público\n', 'clausulas/comunes.md': text,
                **jobs}.items():
            file = self.site / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(words, 'utf-8')
        for audience in ('public', 'internal', 'public'):
            self.options = ['--audience', audience]
            for words in (text, text.replace('---\n', '---\nacceso: interno\n', 1), text,
                    text.replace('- Marcar CANARIO la entrada y la salida. {#asistencia}\n', ''),
                    text.replace('Observar', 'Respetar')):
                clause.write_text(words, 'utf-8')
                fresh = self.root / 'limpio'
                shutil.rmtree(fresh, ignore_errors=True)
                self.assertEqual(0, self.build(self.output).returncode)
                self.assertEqual(0, self.build(fresh).returncode)
                one, other = tree(fresh), tree(self.output)
                self.assertEqual([], sorted(name for name in one.keys() | other.keys()
                    if one.get(name) != other.get(name)), 'these files differ from a build from nothing')


class IncrementalReorganisation(Series):
    """The demonstration, reorganised: documents come, go, and change their names, folders, types and forms. A page is
    made again where something that it names or lists is not what it was."""

    def setUp(self):
        super().setUp()
        for name in ('content', 'themes'):
            shutil.copytree(pathlib.Path(__file__).resolve().parents[2] / name, self.site / name)
        self.content = self.site / 'content'
        self.number, self.options = 0, ['--quiet']

    def documents(self, folder='*'):
        return sorted(path for path in self.content.glob(f'{folder}/*.md') if path.parent.name != 'historial')

    def one(self, folder='*'):
        return self.random.choice(self.documents(folder))

    def everywhere(self, old, new):
        """Writes another id in all sources."""
        for path in self.sources():
            text = path.read_text()
            changed = re.sub(rf'(?<![\w-]){re.escape(old)}(?![\w-])', new, text)
            if changed != text:
                path.write_text(changed)

    # Each changes something, and returns a few words about it.

    def add(self):
        self.number += 1
        model = self.one(self.random.choice(['puestos', 'protocolos', 'paginas', 'estandares', 'incorporacion']))
        lines = [line for line in model.read_text().split('\n')
            if not line.startswith(('código:', 'nombres anteriores:'))]
        place = next(index for index, line in enumerate(lines) if line.startswith('título:'))
        lines[place] = f'título: {self.random.choice("ABMSZ")} {self.random.choice(WORDS)} {self.number}'
        path = model.with_name(f'{self.random.choice("amz")}-nuevo-{self.number}.md')
        path.write_text('\n'.join(lines))
        return path

    def add_to_a_catalogue(self):
        self.number += 1
        path = self.content / self.random.choice(['glosario.yaml', 'unidades.yaml', 'competencias.yaml'])
        name = {'glosario.yaml': 'término', 'unidades.yaml': 'título', 'competencias.yaml': 'nombre'}[path.name]
        entry = f'  - id: nueva-{self.number}\n    {name}: Nueva {self.random.choice(WORDS)} {self.number}\n'
        text = path.read_text()
        places = [match.start() for match in re.finditer(r'^  - id:', text, re.M)] + [len(text)]
        place = self.random.choice(places)
        path.write_text(text[:place] + entry + text[place:])
        return path

    def delete(self):
        path = self.one()
        path.unlink()
        return path

    def delete_a_new_one(self):
        found = [path for path in self.documents() if '-nuevo-' in path.name]
        if not found:
            return self.add()
        path = self.random.choice(found)
        path.unlink()
        return path

    def rename_file_alone(self):
        path = self.one()
        self.number += 1
        return path.rename(path.with_name(f'{self.random.choice("amz")}-{path.stem}-{self.number}.md'))

    def rename(self):
        path = self.one()
        self.number += 1
        new = f'{self.random.choice("amz")}-otro-{self.number}'
        self.everywhere(path.stem, new)
        path.rename(path.with_name(new + '.md'))
        return f'{path} {new}'

    def move(self):
        path = self.one()
        folder = path.parent / self.random.choice(['aparte', 'zona'])
        folder.mkdir(exist_ok=True)
        return path.rename(folder / path.name)

    def move_back(self):
        found = sorted(self.content.glob('*/*/*.md'))
        found = [path for path in found if path.parent.parent.name != 'historial']
        if not found:
            return self.move()
        path = self.random.choice(found)
        return path.rename(path.parent.parent / path.name)

    def retitle(self):
        path = self.one()
        self.number += 1
        other = self.one()
        title = re.search(r'^título: .*$', other.read_text(), re.M)
        words = f'título: {self.random.choice("ACMZ")} {self.random.choice(WORDS)} {self.number}'
        # Now and then two documents have one title.
        if title and self.random.random() < .2:
            words = title[0]
        path.write_text(re.sub(r'^título: .*$', lambda _: words, path.read_text(), count=1, flags=re.M))
        return f'{path} {words}'

    def name_by_title(self):
        """A name that leads nowhere now, or to a document by another of its names."""
        path = self.one(self.random.choice(['paginas', 'protocolos']))
        other = self.one()
        title = re.search(r'^título: (.*)$', other.read_text(), re.M)
        names = [title[1] if title else other.stem, title[1].upper() if title else other.stem, f'Nueva {WORDS[0]} 1']
        name = self.random.choice(names)
        path.write_text(path.read_text() + f'\n\nVéase [[{name}]].\n')
        return f'{path} {name}'

    def another_code(self):
        path = self.one(self.random.choice(['protocolos', 'estandares', 'manuales']))
        self.number += 1
        path.write_text(re.sub(r'^código: .*$', f'código: PR-NUE-{self.number}', path.read_text(), flags=re.M))
        return path

    def former_name(self):
        path = self.one('puestos')
        text = path.read_text()
        if 'nombres anteriores:' not in text:
            path.write_text(text.replace('título:', f'nombres anteriores: [Antes {self.number}]\ntítulo:', 1))
        return path

    def another_type(self):
        path = self.one(self.random.choice(['paginas', 'estandares']))
        folder = self.content / ('estandares' if path.parent.name == 'paginas' else 'paginas')
        return path.rename(folder / path.name)

    def another_form(self):
        path = self.one('puestos')
        form = self.random.choice(['ficha-por-frecuencia', 'carta-de-puesto', 'perfil-prestaciones'])
        text = path.read_text()
        if re.search(r'^formato: ', text, re.M):
            path.write_text(re.sub(r'^formato: .*$', f'formato: {form}', text, flags=re.M))
        else:
            path.write_text(text.replace('título:', f'formato: {form}\ntítulo:', 1))
        return f'{path} {form}'

    def edit_form(self):
        path = self.random.choice(sorted((self.content / 'formatos').glob('*.yaml')))
        path.write_text(re.sub(r'^título: .*$', f'título: FICHA {self.random.randrange(100)}', path.read_text(),
            flags=re.M))
        return path

    def edit_clause(self):
        path = self.one('clausulas')
        lines = path.read_text().split('\n')
        rows = [index for index, line in enumerate(lines) if line.startswith('- ')]
        place = self.random.choice(rows)
        lines[place] = lines[place].replace(' ', f' {self.random.choice(WORDS)} ', 2)
        path.write_text('\n'.join(lines))
        return path

    def edit(self):
        path = self.one()
        lines = path.read_text().split('\n')
        prose = [index for index, line in enumerate(lines) if len(line) > 40 and line[0].isalpha() and ':' not in line]
        if prose:
            lines[self.random.choice(prose)] += f' {self.random.choice(WORDS).capitalize()}.'
        path.write_text('\n'.join(lines))
        return path

    def settings(self):
        path = self.content / 'site.yaml'
        path.write_text(re.sub(r'^institución: .*$', f'institución: Instituto {self.random.choice(WORDS)}',
            path.read_text(), flags=re.M))
        return path

    def attach(self):
        path = self.content / 'recursos' / f'plano-{self.random.randrange(3)}.txt'
        if path.exists():
            path.unlink()
        else:
            path.write_text('uno')
        return path

    def another_day(self):
        self.today = self.random.choice(['2026-11-01', '2026-11-21', '2027-03-01', '2028-01-15', '2025-06-01'])
        return self.today

    def mark(self):
        """Makes a document internal, or public again."""
        path = self.random.choice([path for path in self.sources() if path.suffix == '.md'])
        text = path.read_text('utf-8')
        if 'acceso: interno\n' in text:
            path.write_text(text.replace('acceso: interno\n', '', 1), 'utf-8')
        elif text.startswith('---\n'):
            path.write_text(text.replace('---\n', '---\nacceso: interno\n', 1), 'utf-8')
        return path

    def audience(self):
        self.options = ['--quiet', *self.random.choice(
            [[], ['--drafts'], ['--as-of', '2026-06-01'], ['--audience', 'public'], ['--audience', 'public']])]
        return self.options

    def release(self):
        document = self.one(self.random.choice(['protocolos', 'manuales', 'estandares']))
        made = subprocess.run([PROGRAM, 'release', document.stem, '--site', str(self.site), '--effective', '2026-11-20',
            '--authorized-by', 'Gerente de Prestaciones', '--note', 'Se revisa el texto', '--today', '2026-11-20'],
            capture_output=True, text=True, env=dict(os.environ, XDG_CACHE_HOME=str(self.root / 'publica')))
        return f'{document} {made.returncode}'

    # Faults of the store

    def store(self):
        return sorted(path for path in (self.root / 'decodificados/oficio').glob('*') if path.is_file())

    def spoil(self):
        """Damages, truncates, empties, deletes or exchanges some files of the store."""
        files = self.store()
        told = []
        for path in self.random.sample(files, min(len(files), self.random.choice([1, 3, len(files)]))):
            data = bytearray(path.read_bytes())
            how = self.random.choice(['damage', 'truncate', 'empty', 'delete', 'exchange'])
            told.append(f'{how} {path.suffix}')
            if how == 'delete':
                path.unlink()
            elif how == 'exchange':
                # A file of the same kind if there is another: that of a page range, or of the other audience.
                others = [other for other in self.store() if other.suffix == path.suffix and other != path]
                other = self.random.choice(others or self.store())
                kept = other.read_bytes()
                other.write_bytes(bytes(data))
                path.write_bytes(kept)
            elif data:
                if how == 'damage':
                    for _ in range(self.random.choice([1, 30])):
                        data[self.random.randrange(len(data))] ^= 1 << self.random.randrange(8)
                path.write_bytes(data[:{'truncate': self.random.randrange(len(data)), 'empty': 0}.get(how, len(data))])
        return told

    def take_an_old_store(self):
        """Puts back some files of the store as they were after an earlier build, and keeps those of now."""
        old = self.root / 'anterior'
        found = sorted(old.glob('*')) if old.is_dir() else []
        taken = self.random.sample(found, self.random.randint(0, len(found)))
        kept = {path: path.read_bytes() for path in taken}
        shutil.rmtree(old, ignore_errors=True)
        old.mkdir()
        for path in self.store():
            shutil.copy(path, old)
        for path, data in kept.items():
            (self.root / 'decodificados/oficio' / path.name).write_bytes(data)
        return [path.suffix for path in taken]

    def take_a_foreign_store(self):
        """Gives each file of the store the content that it has for another site with the same folders."""
        other = self.root / 'ajeno'
        if not other.exists():
            shutil.copytree(self.site, other, ignore=shutil.ignore_patterns('output'))
            for path in sorted((other / 'content').glob('p*/*.md')):
                path.write_text(path.read_text().replace(' de ', ' en '))
            self.start(other, other / 'output', self.root / 'ajeno-decodificado').communicate()
        own = {path.suffix: path for path in self.store()}
        for path in sorted((self.root / 'ajeno-decodificado/oficio').glob('*')):
            if path.suffix in own:
                own[path.suffix].write_bytes(path.read_bytes())
        return sorted(own)

    def kill(self):
        """Kills a build at a random instant. What it leaves is built over."""
        made = self.start(self.site, self.output, self.root / 'decodificados')
        seconds = self.random.random() * 2
        try:
            made.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            made.kill()
            made.communicate()
        return f'{made.returncode}'

    def start(self, site, output, cache):
        return subprocess.Popen(
            [PROGRAM, 'build', '--site', str(site), '--output', str(output), '--today', self.today, *self.options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=dict(os.environ, XDG_CACHE_HOME=str(cache)))

    def build(self, output):
        cache = self.root / ('decodificados' if output == self.output else 'nada')
        shutil.rmtree(self.root / 'nada', ignore_errors=True)
        made = self.start(self.site, output, cache)
        out, err = made.communicate()
        return subprocess.CompletedProcess(made.args, made.returncode, out, err)

    def test_pages_that_name_or_list_what_has_changed_are_made_again(self):
        self.today = '2026-11-21'
        self.assertEqual(0, self.build(self.output).returncode)
        changes = [self.add, self.add, self.add_to_a_catalogue, self.delete, self.delete_a_new_one,
            self.rename_file_alone, self.rename, self.rename, self.move, self.move_back, self.retitle, self.retitle,
            self.name_by_title, self.another_code, self.former_name, self.another_type, self.another_form,
            self.edit_form, self.edit_clause, self.edit, self.settings, self.attach, self.another_day,
            self.audience, self.mark, self.mark, self.release, self.release, self.spoil, self.take_an_old_store,
            self.take_a_foreign_store, self.kill]
        copy, fresh, made = self.root / 'copia', self.root / 'limpio', 0
        for step in range(max(8, STEPS // 2)):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.content, copy)
            kept = self.today, self.options
            told = []
            for _ in range(self.random.choice([1, 1, 1, 2])):
                change = self.random.choice(changes)
                told.append(f'{change.__name__}: {change()}'.replace(str(self.site), ''))
            with self.subTest(step=step, seed=SEED, changes=told, options=self.options, today=self.today):
                once = self.build(self.output)
                shutil.rmtree(fresh, ignore_errors=True)
                clean = self.build(fresh)
                self.assertEqual((clean.returncode, clean.stderr.replace(str(fresh), str(self.output))),
                    (once.returncode, once.stderr))
                if once.returncode == 0:
                    made += 1
                    one, other = tree(fresh), tree(self.output)
                    self.assertEqual([], sorted(name for name in one.keys() | other.keys()
                        if one.get(name) != other.get(name)), 'these files differ from a build from nothing')
            if once.returncode:
                shutil.rmtree(self.content)
                shutil.copytree(copy, self.content)
                self.today, self.options = kept
        print(f'IncrementalReorganisation: {made} of {step + 1} builds had no errors')
        self.assertGreater(made, step // 4)


if __name__ == '__main__':
    unittest.main()
