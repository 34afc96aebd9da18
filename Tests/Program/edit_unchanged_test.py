"""Opening and saving forms of real sites changes nothing, random edits read back as typed, and a killed save loses
nothing."""
import collections
import difflib
import html
import http.client
import json
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

import environment
from edit_site import JOB, ROOT, EditTest
from editing import PROGRAM, Editor, Form


class Unchanged:
    """Every document of a site, opened and saved without a change."""

    def test_nothing_changes(self):
        files = {path: path.read_bytes() for path in self.site.rglob('*') if path.is_file()}
        links = self.editor.documents()
        self.assertGreater(len(links), 50)
        for link in links:
            self.saved(self.editor.open(link))
        self.assertEqual(files, {path: path.read_bytes() for path in self.site.rglob('*') if path.is_file()})
        self.assertFalse((self.root / 'estado').exists(), 'what does not change is not kept')

    def test_findings_are_those_of_the_check(self):
        """A check while typing selects the findings of one document; none is lost, and none comes from elsewhere."""
        made = subprocess.run([PROGRAM, 'check', '--format', 'json', '--site', self.site, '--today', '2026-11-21'],
                              capture_output=True, text=True)
        wanted = collections.Counter(
            (found['file'], found['severity']) for found in map(json.loads, made.stdout.splitlines()))
        found = collections.Counter()
        for link in self.editor.documents():
            path = str(self.editor.file(link).relative_to(self.site))
            form = self.editor.open(link)
            if path.endswith('.md'):
                answer = self.editor.ask(form.action.replace('documento?', 'revisar?'), form.body('revisar'))[2]
                found.update((path, one['severity']) for one in json.loads(answer)['findings'])
        self.assertEqual({key: count for key, count in wanted.items() if key[0].endswith('.md')
                          and '/historial/' not in key[0]}, dict(found))
        self.assertTrue(found)

    def test_every_line_of_text_is_shown_once(self):
        """The lines of the body, without their marks, against the texts of all controls."""
        count = 0
        for link in self.editor.documents():
            file = self.editor.file(link)
            if file.suffix != '.md':
                continue
            page = self.editor.ask(link)[2]
            texts = [value for name, value in Form(page).fields if name[:2] in ('v:', 'c:')]
            texts += map(html.unescape, re.findall(r'<pre>(.*?)</pre>', page, re.S))
            lines = [line.strip() for line in file.read_text().split('\n---\n', 1)[-1].split('\n')]
            lines = [re.sub(r'^([-*+]|\d+[.)])\s+|\s*\{[^{}]*\}$', '', line) for line in lines
                     if len(line) > 25 and line[0] not in '#|<']
            for line, times in collections.Counter(lines).items():
                count += 1
                shown = sum(text.count(line) for text in texts)
                self.assertGreaterEqual(shown, 1, f'{file.name} does not show: {line}')
                self.assertLessEqual(shown, times, f'{file.name} shows more than once: {line}')
        self.assertGreater(count, 100)


class Demonstration(Unchanged, EditTest):
    source = ROOT / 'content'

    def test_random_edits_read_back_as_typed(self):
        """Random values for random fields. Afterwards the form holds what was typed, and only the lines of the
        field's old and new value differ."""
        chance = random.Random(environment.SEED)
        links = self.editor.documents()
        written = refused = 0
        for _ in range(environment.STEPS // 2):
            link = chance.choice(links)
            file = self.editor.file(link)
            before, form = file.read_bytes(), self.editor.open(link)
            # Cells that a heading gives move their row, which the test of rows covers.
            fields = [name for name, value in form.fields if name[:2] in ('v:', 'c:') and value
                      and ':frequency:' not in name and ':phase:' not in name and ':###:' not in name
                      and 'former' not in name]
            if not fields:
                continue
            name = chance.choice(fields)
            old = form.value(name)
            new = chance.choice([
                old + ' y «más»', 'No', 'a: b', 'x # 1', 'Ñandú | 3,5 %', '0' + old[:20], old + ' ' + old, '- uno',
                '2026-02-30', '"' + old[:10], "l'été", '{a}', '[b]'])
            form.set(name, new)
            status, _, page = self.editor.send(form, 'guardar')
            if status == 200:
                # It cannot be written so: nothing changes, and the form still holds what was typed.
                self.assertEqual(before, file.read_bytes())
                self.assertEqual(new, Form(page).value(name), name)
                self.assertIn('class="error"', page)
                refused += 1
                continue
            written += 1
            # Rows have their numbers in place of the keys that one page gives them.
            name = re.sub(r'^c:o(\d+):', r'c:\1:', name)
            wanted, found = dict(form.shown), dict(self.editor.open(link).shown)
            wanted = {key: value.strip() for key, value in wanted.items()}
            found = {key: value.strip() for key, value in found.items()}
            different = {key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key)}
            self.assertLessEqual(different, {name}, f'{file.name} {name}: {new!r}')
            self.assertEqual(new.strip(), found.get(name, ''), f'{file.name} {name}')
            changes = [op for op in difflib.SequenceMatcher(
                None, before.splitlines(), file.read_bytes().splitlines(), False).get_opcodes() if op[0] != 'equal']
            self.assertEqual(1, len(changes), f'{file.name} {name}: {new!r}')
            # In one step, so that the server never reads half a file.
            beside = file.with_name('.antes')
            beside.write_bytes(before)
            beside.rename(file)
        self.assertGreater(written, environment.STEPS // 4, f'{refused} were refused')


class Seeds(Unchanged, EditTest):
    source = environment.SEEDS_SITE / 'content'

    @classmethod
    def setUpClass(cls):
        if not environment.present(environment.SEEDS_SITE):
            raise unittest.SkipTest('the material is absent')
        super().setUpClass()


class English(EditTest):
    """A site in English has an editor in English."""

    @classmethod
    def make_site(cls):
        for path, text in (
                ('site.yaml', 'institution: Archive\nlanguage: en\naccess: public\n'),
                ('puestos/cashier.md', '---\ntitle: Cashier\nreports to: nobody\n---\n\n## Objective\n\nTake cash.\n')):
            file = cls.site / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    def test_every_word_is_english(self):
        link, = self.editor.documents()
        form = self.editor.open(link)
        pages = [self.editor.ask('/-oficio/editar/')[2], self.editor.send(form, 'revisar')[2],
                 self.editor.ask(link.replace('documento', 'versiones'))[2]]
        form.set('v:objective', 'Take all cash.')
        self.saved(form)
        pages += [self.editor.ask(link + '&guardado=1')[2], self.editor.ask(link, Cookie=None)[2]]
        for page in pages:
            self.assertIn('<html lang="en">', page)
            words = re.sub(r'<[^>]*>', ' ', re.sub(r'<form id="ficha"[^>]*>', '', page))
            for spanish in ('Guardar', 'Revisar', 'Versiones', 'Documentos', 'Buscar', 'fila', 'Añadir', 'texto'):
                self.assertNotIn(spanish, words)
        self.assertIn('Review the changes', pages[1])
        self.assertIn('Objective', pages[1])
        page = self.editor.ask('/puestos/cashier.html', Host=f'localhost:{self.editor.port}')[2]
        self.assertIn('>Edit</a>', page)


class Killed(unittest.TestCase):
    def test_a_killed_save_leaves_the_old_file_or_the_new_one(self):
        """The program is killed at random instants of a save. The text is in the file or not, and whole; if it is, the
        former one can be restored."""
        chance = random.Random(environment.SEED)
        new = JOB.replace('Cobrar en ventanilla.', 'Cobrar. ' * 500)
        with tempfile.TemporaryDirectory() as folder:
            site, state = pathlib.Path(folder) / 'sitio', pathlib.Path(folder) / 'estado'
            file = site / 'content/puestos/cajera.md'
            file.parent.mkdir(parents=True)
            (site / 'content/site.yaml').write_text('institución: Archivo\nacceso: público\n')
            for _ in range(10):
                file.write_text(JOB)
                editor = Editor(site, state)
                try:
                    editor.enter()
                    form = editor.form('puestos/cajera.md')
                    form.set('v:objective', 'Cobrar. ' * 500)
                    sender = threading.Thread(target=self.send, args=(editor, form))
                    sender.start()
                    time.sleep(chance.random() * .06)
                finally:
                    editor.process.kill()
                    editor.process.wait()
                    editor.process.stdout.close()
                sender.join()
                text = file.read_text()
                self.assertIn(text.replace('Cobrar. ' * 499 + 'Cobrar.\n', 'Cobrar. ' * 500 + '\n'), (JOB, new))
                if text != JOB:
                    kept = [kept.read_text() for kept in state.rglob('textos/*') if kept.suffix != '.oficio-nuevo']
                    self.assertIn(JOB, kept)
                    self.assertIn(text, kept)

    def send(self, editor, form):
        try:
            editor.send(form, 'guardar')
        except (OSError, http.client.HTTPException):
            pass


class Closed(unittest.TestCase):
    """Nothing of the editor exists without `--edit`."""

    def test_no_route_and_no_button(self):
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder) / 'sitio'
            shutil.copytree(ROOT / 'content', site / 'content')
            editor = Editor(site, pathlib.Path(folder) / 'estado', '--lang', 'es')
            try:
                for path in ('', 'documento?doc=content%2Fglosario.yaml', 'entrar?clave=x', 'abrir', 'revisar',
                             'versiones', 'editor.js', 'editor.css'):
                    self.assertEqual(404, editor.ask('/-oficio/editar/' + path)[0], path)
                    self.assertEqual(405, editor.ask('/-oficio/editar/' + path, b'accion=guardar')[0], path)
                page = editor.ask('/puestos/')[2]
                self.assertNotIn('oficio-editar', page)
            finally:
                editor.stop()


if __name__ == '__main__':
    unittest.main()
