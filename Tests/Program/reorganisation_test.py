"""A build after documents were added, renamed, moved, marked or released equals a build from nothing."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from environment import SEED, STEPS
from series import PROGRAM, WORDS, Series, tree


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
