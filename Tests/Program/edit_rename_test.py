"""References follow a rename however they are written, and nothing that only looks like one changes."""
import unittest

from actions import do, review
from edit_actions_test import SITE, ActionTest

READER = '''---
título: Lectora
---

## Objetivo

Leer con [[cajera]], con [ella][r], con [otra] y con [la de aquí](<cajera.md>), no `[[cajera]]` ni [x\\](cajera.md).
Tampoco ``](cajera.md)``, pero sí [esta](cajera.md#objetivo "Cajera").

```
[[cajera]] y [x](cajera.md)
```

[r]: cajera.md
[otra]: <cajera.md#objetivo> "Con título"

## Nota propia

Ver [r] y [[puesto/cajera|la cajera]].

```
[r]: cajera.md
```
'''
AFTER = (READER.replace('con [[cajera]], con', 'con [[caja-uno]], con').replace('(<cajera.md>)', '(<caja-uno.md>)')
         .replace('[esta](cajera.md#', '[esta](caja-uno.md#')
         .replace('```\n\n[r]: cajera.md', '```\n\n[r]: caja-uno.md')
         .replace('<cajera.md#', '<caja-uno.md#').replace('[[puesto/cajera|', '[[puesto/caja-uno|'))


class Rename(ActionTest):
    def prepare(self):
        (self.site / 'content/puestos/lectora.md').write_text(READER)

    def test_only_references_change(self):
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields['id'] = 'caja-uno'
        do(self.editor, review(self.editor, form))
        self.assertEqual(AFTER, self.text('puestos/lectora.md'))
        self.assertIn('[[Cajera]]', self.text('puestos/auxiliar.md'))

    def test_a_title_in_code_stays(self):
        file = self.site / 'content/puestos/lectora.md'
        file.write_text('---\ntítulo: Lectora\n---\n\n## Objetivo\n\nVer `[[Cajera]]` y [[Cajera]].\n')
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields['titulo'] = 'Cajera principal'
        do(self.editor, review(self.editor, form))
        self.assertIn('\nVer `[[Cajera]]` y [[Cajera principal]].\n', file.read_text())


class Reserved(ActionTest):
    """No document gets an id that Windows reserves for a device."""

    def test_new_and_renamed_documents(self):
        for name in ('con', 'nul', 'com1', 'lpt9', 'aux'):
            form = self.on('renombrar', 'puestos/cajera.md')
            form.fields['id'] = name
            self.assertIn('Windows reserva', review(self.editor, form).page)
            form = self.on('nuevo', '')
            form.fields |= {'titulo': name.capitalize(), 'id': name}
            self.assertIn('Windows reserva', review(self.editor, form).page)
            # An empty id comes from the title.
            form = self.on('nuevo', '')
            form.fields |= {'titulo': name.capitalize(), 'id': ''}
            self.assertIn('Windows reserva', review(self.editor, form).page)
        self.expect()

    def test_new_units(self):
        form = self.on('reorganizar', '')
        form.fields['nuevas'] = 'Nul'
        self.assertIn('Windows reserva', review(self.editor, form).refusal)
        self.expect()


if __name__ == '__main__':
    unittest.main()
