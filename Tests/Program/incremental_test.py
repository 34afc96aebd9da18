"""A build after any change gives the bytes of a build from nothing; a build without a change does nothing.

OFICIO_STEPS=500 OFICIO_SEED=7 python3 -m unittest …  runs a longer series, or another one.
"""
import os
import pathlib
import shutil
import subprocess
import time
import unittest

from environment import SEED, STEPS
from series import PROGRAM, WORDS, Series, tree


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

    def draft(self):
        """A job that is not published, named by others."""
        self.number += 1
        path = self.site / f'content/puestos/borrador-{self.number}.md'
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'---\ntítulo: Borrador {self.number}\n---\n')
        for other in self.random.sample(self.sources(), 2):
            if other.suffix == '.md' and other != path:
                other.write_text(other.read_text() + f'\nVéase [[borrador-{self.number}]].\n')

    def retitle(self):
        """Another title, perhaps that of another document, so that names become ambiguous or lead elsewhere."""
        titled = [path for path in self.sources() if path.suffix == '.md' and '\ntítulo: ' in path.read_text()]
        if titled:
            path, other = self.random.choice(titled), self.random.choice(titled)
            title = next(line for line in other.read_text().split('\n') if line.startswith('título: '))
            if self.random.random() < .5:
                title += ' ' + self.random.choice(WORDS)
            path.write_text('\n'.join(title if line.startswith('título: ') else line
                for line in path.read_text().split('\n')))

    def move(self):
        """Another folder of the same type."""
        path = self.random.choice([path for path in self.sources() if path.suffix == '.md'])
        folder = path.parent / f'carpeta-{self.random.randrange(3)}'
        folder.mkdir(exist_ok=True)
        path.rename(folder / path.name)

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
            # The files of the index are made together.
            index = [path for path in files if path.parent.name == 'buscar']
            path = self.random.choice(index if index and self.random.random() < .4 else files)
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

    def test_cache_entries_expire_after_two_months_without_use(self):
        kept = self.root / 'decodificados/oficio'
        self.build(self.output)
        mine = list(kept.iterdir())
        self.assertLessEqual({'.registros', '.hallazgos', '.puestos', '.estado', '.archivos', '.piezas', '.palabras'},
            {path.suffix for path in mine})
        files = {name: kept / name for name in ('a.registros', 'b.estado', 'c.estado', 'd.lecturas',
            'nota.txt')}
        for path in files.values():
            path.write_text('de otro sitio')
        for path, days in [*((path, 70) for path in mine), (files['a.registros'], 70), (files['b.estado'], 70),
                (files['c.estado'], 50), (files['d.lecturas'], 70), (files['nota.txt'], 70)]:
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
            self.rename, self.delete, self.restore, self.restore, self.draft, self.retitle, self.move,
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


if __name__ == '__main__':
    unittest.main()
