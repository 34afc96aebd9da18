"""Drafts of entries of a collection, and of documents that are gone: no typed word is offered to another document, and
none is lost."""
import concurrent.futures
import html
import json
import os
import re
import time
import unittest
import urllib.parse

from actions import Action, do, opened, review
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

    def rename(self, doc, id, **where):
        form = opened(self.editor, 'renombrar', doc=doc, **where)
        form.fields['id'] = id
        do(self.editor, review(self.editor, form))

    def stored(self, words):
        """Whether a draft on the disk has the words."""
        return any(words.encode() in path.read_bytes() for path in self.root.glob('estado/**/borradores/*/*'))

    def test_a_later_draft_survives_a_rename_and_its_undo(self):
        form = self.entry(1)
        self.typed(form, 'title', 'Archivo central')
        self.rename(UNITS, 'archivo-central', n=1)
        # The form that is still open stores its draft under the former id.
        self.typed(form, 'title', 'Archivo centralísimo zqunico')
        self.rename(UNITS, 'archivo', n=1)
        self.assertTrue(self.stored('zqunico'))
        links = self.offered(self.entry(1))
        self.assertEqual(1, len(links))
        self.assertEqual('Archivo centralísimo zqunico', self.editor.open(links[0]).value('v:title'))

    def test_the_draft_of_an_only_entry_follows_its_id(self):
        (self.site / UNITS).write_text('elementos:\n  - id: caja\n    título: Caja\n')
        self.editor.ask('/-oficio/editar/')
        link = '/-oficio/editar/documento?doc=' + urllib.parse.quote(UNITS, safe='')
        self.typed(self.editor.open(link), 'title', 'Caja mayor')
        self.rename(UNITS, 'caja-dos')
        self.assertEqual(1, len(self.offered(self.editor.open(link))))

    def test_undoing_a_rename_takes_the_drafts_back(self):
        self.rename('content/puestos/auxiliar.md', 'ayudante')
        self.typed(self.editor.form('puestos/ayudante.md'), 'objective', 'Ayudar en todo.')
        page = self.editor.ask('/-oficio/editar/guardados')[2]
        link = html.unescape(re.search(r'href="([^"]+lado=antes)"', page)[1])
        do(self.editor, Action(self.editor.ask(link)[2]))
        self.assertEqual(1, len(self.offered(self.editor.form('puestos/auxiliar.md'))))

    def test_a_form_that_was_open_for_months_keeps_its_draft(self):
        form = self.editor.form('puestos/auxiliar.md')
        form.set('borrador', str(int(form.value('borrador')) - 91 * 24 * 3600 * 1000))
        self.typed(form, 'objective', 'Ayudar después de tres meses.')
        self.assertEqual(1, len(self.offered(self.editor.form('puestos/auxiliar.md'))))
        # Its age is the age of what was typed.
        file, = self.root.glob('estado/**/borradores/*/*')
        old = time.time() - 91 * 24 * 3600
        os.utime(file, (old, old))
        self.assertEqual([], self.offered(self.editor.form('puestos/auxiliar.md')))

    def test_forms_of_one_moment_have_drafts_of_their_own(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            forms = list(pool.map(self.editor.form, ['puestos/auxiliar.md'] * 24))
        self.assertEqual(24, len({form.value('borrador') for form in forms}))

    def test_a_word_for_a_field_that_is_gone_is_shown(self):
        form = self.editor.form('puestos/auxiliar.md')
        form.fields += [['v:zqcampo', 'Palabras sin campo.'], ['c:o7:task:functions', 'Palabras sin fila.']]
        before = self.files()
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual((200, before), (status, self.files()))
        for words in ('Palabras sin campo.', 'Palabras sin fila.'):
            self.assertIn(words, page)
            self.assertTrue(self.stored(urllib.parse.quote_plus(words)), words)
        # The form that comes back has no such field, and can be saved.
        self.assertEqual(303, self.editor.send(Form(page), 'guardar')[0])

    def test_a_form_of_an_ended_session_is_shown(self):
        form = self.editor.form('puestos/auxiliar.md')
        form.set('v:objective', 'Palabras <b> de otra sesión.')
        before = self.files()
        for headers, shown in (({'Cookie': None}, True), ({'Cookie': None, 'Origin': 'http://evil.test'}, False),
                               ({'Cookie': None, 'Origin': None}, False)):
            status, _, page = self.editor.ask(form.action, form.body('guardar'), **headers)
            self.assertEqual((403, before), (status, self.files()))
            self.assertEqual(shown, 'Palabras &lt;b&gt; de otra sesión.' in page, headers)
        self.assertFalse(self.stored('sesi'))
        # Other requests say no more than before.
        check = form.action.replace('documento?', 'revisar?')
        self.assertNotIn('Palabras', self.editor.ask(check, form.body('revisar'), Cookie=None)[2])

    def test_a_form_is_read_as_it_was_made(self):
        for name in ('una', 'otra'):
            file = self.site / f'content/formatos/{name}.yaml'
            file.parent.mkdir(exist_ok=True)
            file.write_text('tipo: formato\npara: puesto\ntítulo: Ficha\nsecciones:\n'
                            '  - título: Objetivo\n    vista: texto\n    campo: objetivo\n')
        path = self.site / 'content/puestos/auxiliar.md'
        path.write_text(SITE['puestos/auxiliar.md'].replace('---\n\n', 'formato: una\n---\n\n'))
        self.wait(lambda: self.editor.form('puestos/auxiliar.md').value('formato') == 'una')
        form = self.editor.form('puestos/auxiliar.md')
        path.write_text(path.read_text().replace('formato: una', 'formato: otra'))
        form.set('v:objective', 'Ayudar siempre.')
        page = self.editor.send(form, 'guardar')[2]
        self.assertEqual(('Ayudar siempre.', 'una'), (Form(page).value('v:objective'), Form(page).value('formato')))

    def test_a_heading_without_rows_is_not_lost(self):
        path = self.site / 'content/puestos/auxiliar.md'
        path.write_text(SITE['puestos/auxiliar.md'] + '\n## Funciones\n\n### Diaria\n\n- Abrir.\n- Cerrar.\n')
        self.editor.ask('/-oficio/editar/')
        form = self.editor.form('puestos/auxiliar.md')
        column = next(name for name, _ in form.fields if name.startswith('c:o0:') and name.endswith(':functions')
                      and 'task' not in name and form.value(name) == 'Diaria').split(':')[2]
        form.fields += [['r:functions', 'n9'], [f'c:n9:{column}:functions', 'Mensual']]
        before = self.files()
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual((200, before), (status, self.files()))
        self.assertIn('escriba el texto que va bajo «Mensual»', page)
        self.assertTrue(self.stored('Mensual'))


class Clock(ActionTest):
    def save(self, objective):
        form = self.editor.form('puestos/cajera.md')
        form.set('v:objective', objective)
        status, headers, _ = self.editor.send(form, 'guardar')
        self.assertEqual(303, status)
        return headers['Location']

    def entries(self):
        folder = next((self.root / 'estado').rglob('guardados'))
        return sorted(folder.iterdir(), key=lambda path: json.loads(path.read_text()).get('order', 0))

    def test_undo_after_the_clock_was_set_back(self):
        self.save('Uno.')
        # The first save happened while the clock was a day ahead.
        entry, = self.entries()
        value = json.loads(entry.read_text())
        value['time'] += 24 * 3600 * 1000
        value['order'] = value['time']
        entry.write_text(json.dumps(value))
        page = self.editor.ask(self.save('Dos.'))[2]
        undo = next(link for link in Form(page).links if link and 'estado=' in link)
        self.assertEqual('Uno.', self.editor.open(undo).value('v:objective'))
        first = re.search(r'href="([^"]+lado=antes)"', self.editor.ask('/-oficio/editar/guardados')[2])[1]
        do(self.editor, Action(self.editor.ask(html.unescape(first))[2]))
        self.assertIn('Uno.', self.text('puestos/cajera.md'))

    def test_texts_without_an_entry_go(self):
        self.save('Uno.')
        texts = self.entries()[0].parent.parent / 'textos'
        old, new = texts / ('a' * 64), texts / ('b' * 64)
        for path in (old, new):
            path.write_text('Texto de un cambio que no se hizo.')
        day = time.time() - 2 * 24 * 3600
        os.utime(old, (day, day))
        known = {path.name for path in texts.iterdir()} - {old.name}
        self.save('Dos.')
        self.assertFalse(old.exists())
        self.assertLessEqual(known, {path.name for path in texts.iterdir()})


if __name__ == '__main__':
    unittest.main()
