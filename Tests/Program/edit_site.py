"""A site with an editor, and helpers to send its forms."""
import pathlib
import re
import shutil
import tempfile
import unittest

import environment
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
