"""Sites with an editor, and helpers to send its forms."""
import pathlib
import re
import shutil
import tempfile
import time
import unittest
import urllib.parse

import environment
from actions import BASE, opened
from editing import Editor

ROOT = environment.ROOT
JOB = """---
título: Cajera
código: CJ-01   # el del cuadro
clase: 03
reporta a: jefe
vigencia: 2026-01-31
---

## Objetivo

Cobrar en ventanilla.

## Funciones

| Tarea | Frecuencia |
|---|---|
| Abrir la caja | D |
| Cobrar        | D |
| Cerrar la caja | D |

## Nota propia

No tocar.
"""
BOSS = '---\ntítulo: Jefe\n---\n\n## Objetivo\n\nDirigir la oficina.\n'
SITE = {
    'site.yaml': 'institución: Archivo\nacceso: público\n',
    'puestos/jefe.md': '---\ntítulo: Jefe\n---\n\n## Objetivo\n\nDirigir.\n',
    'puestos/cajera.md': '---\ntítulo: Cajera   # la de siempre\ncódigo: CJ-01\nreporta a: jefe\n---\n\n'
                         '## Objetivo\n\nCobrar con [[jefe]].\n',
    'puestos/auxiliar.md': '---\ntítulo: Auxiliar\nreporta a: cajera\n---\n\n## Objetivo\n\nAyudar a [[Cajera]].\n',
    'unidades.yaml': '# Las unidades.\nelementos:\n  - id: caja\n    título: Caja\n  # La segunda.\n'
                     '  - id: archivo\n    título: Archivo\n',
}


class EditTest(unittest.TestCase):
    """A test with a folder, the editor on a site in it, and a session."""
    source = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.site = cls.root / 'sitio'
        cls.make_site()
        cls.editor = Editor(cls.site, cls.root / 'estado')
        cls.editor.enter()

    @classmethod
    def make_site(cls):
        shutil.copytree(cls.source, cls.site / 'content')

    @classmethod
    def tearDownClass(cls):
        cls.editor.stop()
        cls.folder.cleanup()

    def saved(self, form, action='guardar'):
        status, headers, page = self.editor.send(form, action)
        self.assertEqual(303, status, re.findall(r'<li class="error">(.*?)</li>', page))
        self.assertIn('guardado=1', headers['Location'])


class EditedJob(EditTest):
    """A test with the editor on a site of two jobs; each test begins with the source `JOB`."""

    @classmethod
    def make_site(cls):
        for path, text in (('site.yaml', 'institución: Archivo\nacceso: público\n'), ('puestos/jefe.md', BOSS)):
            file = cls.site / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    def setUp(self):
        self.file = self.site / 'content/puestos/cajera.md'
        self.file.write_text(JOB)
        self.listed('Cajera')

    def listed(self, words):
        """Waits until the list has the words: the server notices new files a moment later."""
        for _ in range(100):
            if words in self.editor.ask('/-oficio/editar/')[2]:
                return
            time.sleep(.05)
        self.fail(f'the list never has «{words}»')

    def form(self):
        return self.editor.form('puestos/cajera.md')

    def expect(self, *changes):
        text = JOB
        for old, new in changes:
            self.assertEqual(1, text.count(old), old)
            text = text.replace(old, new)
        self.assertEqual(text, self.file.read_text())


class ActionTest(unittest.TestCase):
    """A test with a site of its own and the editor on it."""
    options = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        for path, text in SITE.items():
            file = self.site / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        self.prepare()
        self.editor = Editor(self.site, self.root / 'estado', '--edit', *self.options)
        self.addCleanup(self.editor.stop)
        self.editor.enter()
        self.before = self.files()

    def prepare(self):
        pass

    def files(self):
        """The bytes of all sources by their paths below `content/`. Leaves out the hidden texts of a change that was
        stopped before its journal, which the next change removes."""
        content = self.site / 'content'
        return {str(path.relative_to(content)): path.read_bytes() for path in content.rglob('*')
                if path.is_file() and not path.name.endswith('.oficio-nuevo')}

    def text(self, path):
        return (self.site / 'content' / path).read_text()

    def expect(self, **changed):
        """Compares all files with those at the start; `None` stands for a file that is gone."""
        wanted = {**self.before, **{path: text and text.encode() for path, text in changed.items()}}
        self.assertEqual({path: text for path, text in wanted.items() if text is not None}, self.files())

    def on(self, path, doc, **more):
        return opened(self.editor, path, doc='content/' + doc, **more)

    def named(self, name):
        """Tells the editor who edits."""
        page = self.editor.ask(BASE)[2]
        token = re.search(r'name="ficha" value="(\w+)"', page)[1]
        body = urllib.parse.urlencode({'ficha': token, 'nombre': name}).encode()
        status, headers, _ = self.editor.ask(BASE + 'nombre', body)
        self.assertEqual(303, status)
        self.editor.cookie += '; ' + headers['Set-Cookie'].split(';')[0]
