"""A long random series in the editor, over the real documents: two people save, draft, rename, create, delete, restore
and undo, files change on disk meanwhile, and the program is killed. Every acknowledged word stays in a file, a saved
state or a draft; what a save refuses, its page still holds; a file that nobody touched keeps its bytes."""
import html
import http.client
import json
import pathlib
import random
import re
import shutil
import string
import tempfile
import threading
import time
import unittest
import urllib.parse

import environment
from actions import BASE, Action, opened, send
from editing import Editor, Form

MOVED = ('frequency', 'phase', '###', 'former')


@environment.needs(environment.SEEDS_SITE)
class Series(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        shutil.copytree(environment.SEEDS_SITE / 'content', self.site / 'content')
        for path in [self.site, *self.site.rglob('*')]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        self.chance = random.Random(environment.SEED)
        # Words that the program has acknowledged, each with the step that made it.
        self.words, self.touched, self.forms, self.counts = {}, set(), [], {}
        self.start()
        self.addCleanup(lambda: self.kill())

    def start(self):
        self.editor = Editor(self.site, self.root / 'estado')
        self.editor.enter()

    def kill(self):
        self.editor.process.kill()
        self.editor.process.wait()
        self.editor.process.stdout.close()
        self.editor.terminal.close()

    def files(self):
        content = self.site / 'content'
        return {str(path.relative_to(content)): path.read_bytes() for path in content.rglob('*')
                if path.is_file() and not path.name.endswith('.oficio-nuevo')}

    def word(self):
        return 'zq' + ''.join(self.chance.choice(string.ascii_lowercase) for _ in range(12))

    def states(self):
        """The files of the newest saved state, and their number."""
        entries = sorted(path for path in self.root.glob('estado/**/guardados/*')
                         if not path.name.endswith('.oficio-nuevo'))
        return len(entries), json.loads(entries[-1].read_text()) if entries else None

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def recorded(self, before, number):
        """Every change of files since `before` is in a new saved state; returns the files that have changed."""
        after = self.files()
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        if changed:
            count, state = self.states()
            self.assertGreater(count, number, 'the change has a saved state')
            self.assertEqual(changed, {file['path'].removeprefix('content/') for file in state['files']})
        self.touched |= changed
        return changed

    def document(self):
        return self.chance.choice(self.editor.documents())

    def form(self):
        """A form that was opened before, by either person, or a fresh one."""
        if len(self.forms) < 6 or self.chance.random() < .3:
            link = self.document()
            status, _, page = self.editor.ask(link)
            # The list shows files as the preview has read them.
            if status == 404:
                return None
            self.assertEqual(200, status, link)
            self.forms.append(Form(page))
            if len(self.forms) > 6:
                self.forms.pop(0)
        return self.chance.choice(self.forms)

    def type(self, form):
        """Types a word into a field; returns the word, `None` if the form has no field for one."""
        fields = [field for field in form.fields if field[0][:2] in ('v:', 'c:') and ' ' in field[1]
                  and not any(part in field[0] for part in MOVED)]
        if not fields:
            return None
        word, field = self.word(), self.chance.choice(fields)
        form.typed = [*getattr(form, 'typed', []), word]
        field[1] = self.chance.choice([f'{field[1].rstrip()} {word}', f'{word} {field[1].lstrip()}'])
        return word

    def save(self):
        form = self.form()
        word = form and self.type(form)
        if not word:
            return
        before, number = self.files(), self.states()[0]
        status, _, page = self.editor.send(form, 'guardar')
        for _ in range(2):
            if status != 200:
                break
            self.count('unsaved')
            self.assertEqual(before, self.files(), 'what is not saved writes nothing')
            for typed in form.typed:
                self.assertIn(typed, html.unescape(page), 'the page holds what it does not save')
            merged = Form(page)
            # What has no field in the present file is shown apart, and the person lets it go by saving again.
            merged.typed = [typed for typed in form.typed if any(typed in value for _, value in merged.fields)]
            for typed in set(form.typed) - set(merged.typed):
                self.count('conflicts')
                self.words.pop(typed, None)
            if not merged.action:
                break
            # The person looks at the merged form and saves again.
            self.forms[self.forms.index(form)] = form = merged
            status, _, page = self.editor.send(form, 'guardar')
        if status != 303:
            self.assertEqual(200, status)
            self.forms.remove(form)
            return
        self.count('saved')
        changed = self.recorded(before, number)
        self.assertLessEqual(len(changed), 1)
        self.words |= dict.fromkeys(form.typed, 'save')
        self.forms.remove(form)

    def draft(self):
        form = self.form()
        word = form and self.type(form)
        if not word:
            return
        before = self.files()
        status, _, _ = self.editor.ask(form.action.replace('documento?', 'revisar?'), form.body('revisar'))
        self.assertEqual((200, before), (status, self.files()))
        # The draft goes when its form is saved or typed back, so the word is then in the file or was taken out.
        found = any(word.encode() in path.read_bytes() for path in self.root.glob('estado/**/borradores/*/*'))
        self.assertTrue(found, 'a check keeps what is typed')
        self.words[word] = 'draft'
        self.count('drafts')

    def act(self, form, what, files=None):
        """Reviews an action and does it, unless it is refused."""
        if 'revisar' in form.buttons and 'hacer' not in form.buttons:
            status, _, page = send(self.editor, form, 'revisar', files)
            self.assertEqual(200, status)
            form = Action(page)
        before, number = self.files(), self.states()[0]
        if form.refusal or 'hacer' not in form.buttons:
            self.count('refused')
            return
        status, _, page = send(self.editor, form, 'hacer')
        if status != 303:
            self.assertEqual((200, before), (status, self.files()), 'what is refused writes nothing')
            return
        self.recorded(before, number)
        self.count(what)

    def open_action(self, path, link=None):
        query = urllib.parse.urlsplit(link).query if link else ''
        status, _, page = self.editor.ask(BASE + path + ('?' + query if query else ''))
        return Action(page) if status == 200 else None

    def rename(self):
        form = self.open_action('renombrar', self.document())
        if form:
            form.fields['titulo'] += ' ' + self.word()
            if self.chance.random() < .5:
                form.fields['id'] = self.word()
            self.act(form, 'renamed')

    def delete(self):
        form = self.open_action('borrar', self.document())
        if form:
            self.act(form, 'deleted')

    def create(self):
        form = opened(self.editor, 'nuevo')
        form.fields['titulo'] = 'Nuevo ' + self.word()
        self.act(form, 'created')

    def restore(self):
        page = self.editor.ask(BASE + 'guardados')[2]
        links = re.findall(r'href="([^"]+lado=\w+)"', page)
        if links:
            status, _, page = self.editor.ask(html.unescape(self.chance.choice(links[:12])))
            self.assertEqual(200, status)
            self.act(Action(page), 'restored')

    def undo(self):
        """Opens the text before the last save of a document, and saves it."""
        link = self.document().replace('documento', 'versiones')
        links = [link for link in Form(self.editor.ask(link)[2]).links if link and 'estado=' in link]
        if not links:
            return
        status, _, page = self.editor.ask(self.chance.choice(links))
        if status != 200:
            return
        before, number = self.files(), self.states()[0]
        if self.editor.send(Form(page), 'guardar')[0] == 303:
            self.recorded(before, number)
            self.count('undone')

    def change_on_disk(self):
        """Somebody with another program adds a line, in one step."""
        path = self.chance.choice(sorted((self.site / 'content').glob('puestos/*.md')))
        word, text = self.word(), path.read_text()
        beside = path.with_name('.antes')
        if self.chance.random() < .5:
            text += f'\n## Observaciones de {word}\n\nTexto.\n'
        else:
            text = text.replace('\n## ', f'\n{word}.\n\n## ', 1) if '\n## ' in text else text
        beside.write_text(text)
        beside.rename(path)
        self.touched.add(str(path.relative_to(self.site / 'content')))
        if word in text:
            self.words[word] = 'disk'
        self.count('disk')

    def kill_during_a_save(self):
        form = self.form()
        word = form and self.type(form)
        if not word:
            return
        before, answers = self.files(), []

        def quietly():
            try:
                answers.append(self.editor.send(form, 'guardar')[0])
            except (OSError, http.client.HTTPException):
                pass

        sender = threading.Thread(target=quietly)
        sender.start()
        time.sleep(self.chance.random() * .08)
        self.kill()
        sender.join()
        self.start()
        self.forms.remove(form)
        after = self.files()
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        self.assertLessEqual(len(changed), 1)
        self.touched |= changed
        for path in changed:
            texts = [text.read_bytes() for text in self.root.glob('estado/**/textos/*')]
            self.assertIn(before[path], texts, 'the text before a save that was killed is kept')
        if 303 in answers:
            self.words[word] = 'killed save'
        self.count('kills')

    def kept(self):
        """The bytes of everything that keeps words."""
        stored = [path.read_bytes() for path in self.root.glob('estado/**/*') if path.is_file()]
        return b'\n'.join([*self.files().values(), *stored])

    def test_no_acknowledged_word_is_lost(self):
        whole = self.files()
        steps = [self.save] * 8 + [self.draft] * 3 + [self.change_on_disk] * 3 + [self.restore] * 2 + [
            self.undo, self.rename, self.delete, self.create, self.kill_during_a_save]
        for number in range(environment.STEPS * 2):
            step = self.chance.choice(steps)
            with self.subTest(number=number, step=step.__name__, seed=environment.SEED):
                step()
        kept = self.kept()
        lost = {word: step for word, step in self.words.items() if word.encode() not in kept}
        # A draft goes with the save or the deletion of what was typed over it, and only then.
        self.assertEqual({}, {word: step for word, step in lost.items() if step != 'draft'}, self.counts)
        self.assertEqual({}, lost)
        for path, text in whole.items():
            if path not in self.touched:
                self.assertEqual(text, (self.site / 'content' / path).read_bytes(), path)
        self.assertGreater(len(whole.keys() - self.touched), 3, 'some files were never touched')
        self.assertGreater(self.counts.get('saved', 0), environment.STEPS // 8, self.counts)
        print(f'{self.counts}, {len(self.words)} words', end=' ', flush=True)
        self.kill()
        self.start()
        self.assertEqual([], list(self.site.rglob('*.oficio-nuevo')))
        self.assertEqual(200, self.editor.ask(BASE)[0])


if __name__ == '__main__':
    unittest.main()
