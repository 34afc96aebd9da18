"""Drafts of entries of a collection, and of documents that are gone: no typed word is offered to another document, and
none is lost."""
import html
import re
import time
import unittest
import urllib.parse

from actions import do, opened, review
from edit_actions_test import SITE, ActionTest
from editing import Form

UNITS = 'content/unidades.yaml'


class Drafts(ActionTest):
    def entry(self, number):
        return self.editor.open(f'/-oficio/editar/documento?doc={urllib.parse.quote(UNITS, safe="")}&n={number}')

    def typed(self, form, name, words):
        form.set('v:' + name, words)
        self.editor.ask(form.action.replace('documento?', 'revisar?'), form.body('revisar'))

    def offered(self, form):
        page = self.editor.ask(form.action)[2]
        return [link for link in Form(page).links if link and 'borrador=' in link]

    def insert_before(self):
        file = self.site / UNITS
        file.write_text(file.read_text().replace('elementos:\n', 'elementos:\n  - id: nueva\n    título: Nueva\n'))
        self.editor.ask('/-oficio/editar/')

    def units(self):
        return (self.site / UNITS).read_text()

    def test_a_draft_stays_with_its_entry(self):
        self.typed(self.entry(1), 'title', 'Archivo central')
        self.insert_before()
        self.assertEqual([], self.offered(self.entry(1)), 'the entry before is another one now')
        link, = self.offered(self.entry(2))
        draft = self.editor.open(link)
        self.assertEqual('Archivo central', draft.value('v:title'))
        status, _, page = self.editor.send(draft, 'guardar')
        if status == 200:
            # The file has changed since: the merged form is reviewed and saved.
            self.assertEqual(303, self.editor.send(Form(page), 'guardar')[0])
        self.assertIn('  - id: archivo\n    título: Archivo central\n', self.units())
        self.assertIn('  - id: nueva\n    título: Nueva\n', self.units())
        self.assertIn('  - id: caja\n    título: Caja\n', self.units())
        self.assertEqual([], self.offered(self.entry(2)))

    def test_a_form_is_saved_in_its_entry(self):
        form = self.entry(1)
        form.set('v:title', 'Archivo central')
        self.insert_before()
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual(200, status)
        self.assertEqual(303, self.editor.send(Form(page), 'guardar')[0])
        self.assertIn('  - id: archivo\n    título: Archivo central\n', self.units())
        self.assertIn('  - id: caja\n    título: Caja\n', self.units())

    def test_a_discarded_draft_is_that_of_its_entry(self):
        self.typed(self.entry(0), 'title', 'Caja mayor')
        self.typed(self.entry(1), 'title', 'Archivo central')
        self.insert_before()
        form = self.entry(2)
        link, = self.offered(form)
        action = html.unescape(link)
        name = re.search(r'borrador=(\d+)', link)[1]
        status, headers, _ = self.editor.ask(action,
            urllib.parse.urlencode({'antes': '', 'accion': 'descartar:' + name}).encode())
        self.assertEqual(303, status)
        self.assertIn('n=2', headers['Location'])
        self.assertEqual([], self.offered(self.entry(2)))
        self.assertEqual(1, len(self.offered(self.entry(1))))

    def test_another_id_takes_the_drafts_along(self):
        self.typed(self.entry(1), 'title', 'Archivo central')
        form = opened(self.editor, 'renombrar', doc=UNITS, n=1)
        form.fields['id'] = 'archivo-central'
        do(self.editor, review(self.editor, form))
        self.assertEqual(1, len(self.offered(self.entry(1))))

    def wait(self, condition):
        for _ in range(200):
            if condition():
                return
            time.sleep(.1)
        self.fail('the list has not changed')

    def gone(self):
        """The links to the drafts of documents that are gone. The list shows files as the preview has read them."""
        self.wait(lambda: 'guardados#borradores' in self.editor.ask('/-oficio/editar/')[2])
        return [link for link in Form(self.editor.ask('/-oficio/editar/guardados')[2]).links
                if link and 'borrador=' in link]

    def test_the_draft_of_a_deleted_document_is_offered(self):
        self.typed(self.editor.form('puestos/auxiliar.md'), 'objective', 'Ayudar en todo, sin que se pierda.')
        (self.site / 'content/puestos/auxiliar.md').unlink()
        link, = self.gone()
        draft = self.editor.open(link)
        self.assertEqual('Ayudar en todo, sin que se pierda.', draft.value('v:objective'))
        status, _, page = self.editor.send(draft, 'guardar')
        self.assertEqual(200, status)
        self.assertIn('Ayudar en todo', page)
        # Once the document is back, the draft is among those of its form, and can be saved.
        (self.site / 'content/puestos/auxiliar.md').write_text(SITE['puestos/auxiliar.md'])
        form = self.editor.form('puestos/auxiliar.md')
        link, = self.offered(form)
        self.assertEqual(303, self.editor.send(self.editor.open(link), 'guardar')[0])
        self.assertIn('sin que se pierda', self.text('puestos/auxiliar.md'))
        self.wait(lambda: 'guardados#borradores' not in self.editor.ask('/-oficio/editar/')[2])

    def test_the_draft_of_a_deleted_entry_is_offered(self):
        self.typed(self.entry(0), 'title', 'Caja mayor')
        do(self.editor, opened(self.editor, 'borrar', doc=UNITS, n=0))
        self.assertNotIn('Caja', self.units())
        link, = self.gone()
        draft = self.editor.open(link)
        self.assertEqual('Caja mayor', draft.value('v:title'))
        status, _, page = self.editor.send(draft, 'guardar')
        self.assertEqual(200, status)
        self.assertIn('Caja mayor', page)
        self.assertNotIn('Caja', self.units())

    def test_the_only_entry_of_a_collection(self):
        (self.site / UNITS).write_text('elementos:\n  - id: caja\n    título: Caja\n')
        self.editor.ask('/-oficio/editar/')
        form = self.editor.open('/-oficio/editar/documento?doc=' + urllib.parse.quote(UNITS, safe=''))
        self.assertEqual('Caja', form.value('v:title'))
        self.typed(form, 'title', 'Caja mayor')
        link, = self.offered(form)
        self.assertIn('Sin guardar', self.editor.ask('/-oficio/editar/')[2])
        self.assertEqual(303, self.editor.send(self.editor.open(link), 'guardar')[0])
        self.assertEqual('elementos:\n  - id: caja\n    título: Caja mayor\n', self.units())


if __name__ == '__main__':
    unittest.main()
