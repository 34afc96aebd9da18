"""The actions of `oficio serve --edit` besides saving a form: new document, rename, delete, saved states, author. Every
test runs the program and compares files byte for byte."""
import html
import http.client
import json
import random
import re
import shutil
import subprocess
import threading
import time
import unittest
import urllib.parse

import environment
from actions import BASE, Action, do, opened, review, send
from edit_site import SITE, ActionTest
from editing import PROGRAM, Editor, Form


class New(ActionTest):
    def test_a_document_is_that_of_oficio_add(self):
        form = opened(self.editor, 'nuevo')
        self.assertEqual('job', form.fields['clase'].split('/')[0])
        form.fields |= {'titulo': '  Cajera   de «noche»: turno\u0007 2 '}
        form = review(self.editor, form)
        self.assertEqual('cajera-de-noche-turno-2', form.fields['id'], 'the id is suggested')
        self.expect()
        where = do(self.editor, form)
        made = self.text('puestos/cajera-de-noche-turno-2.md')
        self.assertEqual(200, self.editor.ask(where)[0])
        self.expect(**{'puestos/cajera-de-noche-turno-2.md': made})
        (self.site / 'content/puestos/cajera-de-noche-turno-2.md').unlink()
        subprocess.run([PROGRAM, 'add', 'puesto', 'Cajera de «noche»: turno 2', '--site', self.site], check=True,
            capture_output=True)
        self.assertEqual(self.text('puestos/cajera-de-noche-turno-2.md'), made)

    def test_what_is_typed_replaces_the_example(self):
        form = opened(self.editor, 'nuevo')
        form.fields['titulo'] = 'Una nueva'
        page = self.editor.ask(do(self.editor, review(self.editor, form)))[2]
        self.assertIn('Ejemplo: ### Diaria 1. Atender', page, 'the example is help')
        form = Form(page)
        self.assertFalse([name for name, value in form.fields if name[:2] in ('v:', 'c:') and '<!--' in value])
        functions = page[page.index('data-campo="functions"'):]
        self.assertRegex(functions[:functions.index('</table>')], r'name="c:n1:task:functions"')
        before = self.text('puestos/una-nueva.md')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        self.assertEqual(before, self.text('puestos/una-nueva.md'), 'an untouched form changes nothing')
        form.set('v:objective', 'Cobrar.')
        form.set('c:n1:task:functions', 'Abrir la caja')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        text = self.text('puestos/una-nueva.md')
        self.assertIn('\n## Objetivo\n\nCobrar.\n\n## ', text)
        self.assertRegex(text, r'\n## Funciones\n\n(-|1\.) Abrir la caja\n\n## ')
        self.assertEqual(before.count('<!--') - 2, text.count('<!--'))
        # A comment of the author's own is a text, and stays one.
        file = self.site / 'content/puestos/una-nueva.md'
        file.write_text(text.replace('Cobrar.', '<!-- Preguntar a la jefa. -->'))
        self.assertIn('Preguntar', self.editor.form('puestos/una-nueva.md').value('v:objective'))

    def test_every_type_can_be_made(self):
        for kind in opened(self.editor, 'nuevo').options:
            form = opened(self.editor, 'nuevo')
            form.fields |= {'clase': kind, 'titulo': 'Uno nuevo', 'id': ''}
            where = do(self.editor, review(self.editor, form))
            self.assertEqual(200, self.editor.ask(where)[0], kind)

    def test_invalid_new_documents_are_refused(self):
        for fields, words in (({'titulo': ''}, 'falta el título'), ({'titulo': 'Jefe'}, 'ya existe'),
                              ({'titulo': 'X', 'id': '../x'}, 'minúsculas'), ({'titulo': 'X', 'id': 'A b'}, 'a-b'),
                              ({'titulo': 'X', 'clase': 'nada/x'}, 'tipo')):
            form = opened(self.editor, 'nuevo')
            form.fields |= fields
            form = review(self.editor, form)
            self.assertIn(words, form.refusal, fields)
            self.assertNotIn('hacer', form.buttons)
            self.assertEqual(200, send(self.editor, form, 'hacer')[0])
        self.expect()

    def test_only_what_was_shown_is_written(self):
        form = opened(self.editor, 'nuevo')
        form.fields['titulo'] = 'Una'
        form = review(self.editor, form)
        form.fields |= {'titulo': 'Otra', 'id': 'otra'}
        status, _, page = send(self.editor, form, 'hacer')
        self.assertEqual(200, status)
        self.assertIn('ya no es lo que usted vio', page)
        self.expect()
        self.assertIn('puestos/otra.md', do(self.editor, Action(page)).replace('%2F', '/'))


class Rename(ActionTest):
    def test_title_and_id_with_references(self):
        form = self.on('renombrar', 'puestos/cajera.md')
        self.assertEqual(('Cajera', 'cajera'), (form.fields['titulo'], form.fields['id']))
        form.fields |= {'titulo': 'Cajera principal', 'id': 'cajera-principal'}
        form = review(self.editor, form)
        self.assertIn('1 archivo más', form.page)
        self.expect()
        where = do(self.editor, form)
        self.assertIn('cajera-principal.md', where)
        self.assertEqual(200, self.editor.ask(where)[0])
        made = self.text('puestos/cajera-principal.md')
        self.assertIn('título: Cajera principal   # la de siempre\n', made)
        self.assertIn('Cajera]', re.sub(r'[\'"]', '', made), 'the former title is kept')
        self.assertIn('cajera]', re.sub(r'[\'"]', '', made), 'the former id is kept')
        self.expect(**{'puestos/cajera.md': None, 'puestos/cajera-principal.md': made,
            'puestos/auxiliar.md': SITE['puestos/auxiliar.md'].replace('a: cajera', 'a: cajera-principal').replace(
                '[[Cajera]]', '[[Cajera principal]]')})
        # One step back undoes all of it.
        page = self.editor.ask(BASE + 'guardados')[2]
        link = html.unescape(re.search(r'href="([^"]+lado=antes)"', page)[1])
        self.assertEqual('/-oficio/editar/guardados', do(self.editor, Action(self.editor.ask(link)[2])))
        self.expect()

    def test_drafts_follow_a_rename(self):
        draft = self.editor.form('puestos/cajera.md')
        draft.set('v:objective', 'Borrador que no se pierde.')
        self.editor.ask(draft.action.replace('documento?', 'revisar?'), draft.body('revisar'))
        self.assertIn('sin guardar en un borrador', self.on('borrar', 'puestos/cajera.md').page)
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields['id'] = 'cajero'
        do(self.editor, review(self.editor, form))
        form = self.editor.form('puestos/cajero.md')
        link, = (link for link in form.links if link and 'borrador=' in link)
        draft = self.editor.open(link)
        self.assertEqual('Borrador que no se pierde.', draft.value('v:objective'))
        status, headers, page = self.editor.send(draft, 'guardar')
        if status == 200:
            # The rename has changed other fields of the same file.
            status, headers, page = self.editor.send(Form(page), 'guardar')
        self.assertEqual(303, status)
        self.assertIn('Borrador que no se pierde.', self.text('puestos/cajero.md'))

    def test_an_entry_of_a_collection(self):
        form = self.on('renombrar', 'unidades.yaml', n=0)
        form.fields['titulo'] = 'Tesorería'
        do(self.editor, review(self.editor, form))
        text = self.text('unidades.yaml')
        self.assertIn('  - id: caja\n    título: Tesorería\n', text)
        self.assertTrue(text.endswith('  # La segunda.\n  - id: archivo\n    título: Archivo\n'))

    def test_refusals(self):
        for fields, words in (({}, 'ya tiene'), ({'titulo': ''}, 'falta'), ({'id': 'jefe'}, 'ya hay'),
                              ({'id': '../../x'}, 'minúsculas')):
            form = self.on('renombrar', 'puestos/cajera.md')
            form.fields |= fields
            self.assertIn(words, review(self.editor, form).refusal)
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields['titulo'] = 'Otra'
        form = review(self.editor, form)
        (self.site / 'content/puestos/auxiliar.md').write_text(SITE['puestos/auxiliar.md'] + '\nMás.\n')
        status, _, page = send(self.editor, form, 'hacer')
        self.assertEqual(200, status, 'another file has changed since')
        self.assertIn('ya no es lo que usted vio', page)
        for doc in ('content/site.yaml', 'content/../fuera.md', '', 'content/puestos/nada.md',
                    'content/historial/x.md'):
            self.assertEqual(404, self.editor.ask(BASE + 'renombrar?doc=' + urllib.parse.quote(doc, safe=''))[0])


class Delete(ActionTest):
    def test_a_deleted_document_comes_back(self):
        self.named('Ana Ruiz')
        form = self.on('borrar', 'puestos/cajera.md')
        self.assertIn('referencias quedarán rotas', form.page)
        self.assertIn('>Auxiliar</a>', form.page)
        self.expect()
        where = do(self.editor, form)
        self.expect(**{'puestos/cajera.md': None})
        page = self.editor.ask(where)[2]
        self.assertIn('Borrado: Cajera — Ana Ruiz', page)
        self.assertIn('Documentos borrados', page)
        link = html.unescape(re.search(r'href="([^"]+)">Devolverlo a su sitio', page)[1])
        form = Action(self.editor.ask(link)[2])
        self.expect(**{'puestos/cajera.md': None})
        do(self.editor, form)
        self.expect()
        page = self.editor.ask(where)[2]
        self.assertNotIn('Documentos borrados', page)
        self.assertIn('Restaurado: Cajera — Ana Ruiz', page)

    def test_an_entry_of_a_collection(self):
        do(self.editor, self.on('borrar', 'unidades.yaml', n=0))
        text = SITE['unidades.yaml'].replace('  - id: caja\n    título: Caja\n', '')
        self.expect(**{'unidades.yaml': text})

    def test_a_released_document_stays(self):
        subprocess.run([PROGRAM, 'release', 'jefe', '--effective', '2026-01-01', '--site', self.site, '--today',
            '2026-11-20'], check=True, capture_output=True)
        before = self.files()
        form = self.on('borrar', 'puestos/jefe.md')
        self.assertIn('primero se deroga', form.refusal)
        self.assertEqual(200, send(self.editor, form, 'hacer')[0])
        self.assertEqual(before, self.files())


class Saved(ActionTest):
    def save(self, path, **values):
        form = self.editor.form(path)
        for name, value in values.items():
            form.set('v:' + name, value)
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])

    def test_states_follow_a_rename(self):
        self.save('puestos/cajera.md', objective='Primero.')
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields['id'] = 'cajero'
        do(self.editor, review(self.editor, form))
        self.save('puestos/cajero.md', objective='Segundo.')
        page = self.editor.ask(BASE + 'versiones?doc=content%2Fpuestos%2Fcajero.md')[2]
        states = re.findall(r'estado=(\w{64})', page)
        texts = [self.editor.open(f'{BASE}documento?doc=content%2Fpuestos%2Fcajero.md&estado={state}')
                 .value('v:objective') for state in states]
        for words in ('Segundo.', 'Primero.', 'Cobrar con [[jefe]].'):
            self.assertIn(words, texts)

    def test_author_of_a_save(self):
        self.named('  Ana\r\nRuiz <a@b> \u202e ')
        self.assertIn('Edita: Ana Ruiz a@b', self.editor.ask(BASE)[2])
        self.save('puestos/cajera.md', objective='Uno.')
        self.assertIn('Guardado: Cajera — Ana Ruiz a@b', self.editor.ask(BASE + 'guardados')[2])
        self.assertIn('— Ana Ruiz a@b', self.editor.ask(BASE + 'versiones?doc=content%2Fpuestos%2Fcajera.md')[2])

    def test_states_of_a_former_format_are_read(self):
        self.save('puestos/cajera.md', objective='Uno.')
        folder = next((self.root / 'estado').rglob('guardados'))
        entry, = folder.iterdir()
        new = json.loads(entry.read_text())
        file = new['files'][0]
        entry.write_text(json.dumps({'format': 'oficio-guardado-1', 'time': new['time'], **file}))
        link = html.unescape(re.search(r'href="([^"]+lado=antes)"', self.editor.ask(BASE + 'guardados')[2])[1])
        do(self.editor, Action(self.editor.ask(link)[2]))
        self.expect()

    def undo(self, side='antes', place=0):
        page = self.editor.ask(BASE + 'guardados')[2]
        links = re.findall(f'href="([^"]+lado={side})"', page)
        return Action(self.editor.ask(html.unescape(links[place]))[2])

    def test_undo_keeps_later_work(self):
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields |= {'titulo': 'Cajera dos', 'id': 'cajera-dos'}
        do(self.editor, review(self.editor, form))
        self.save('puestos/auxiliar.md', objective='Palabras de otra persona.')
        self.save('puestos/cajera-dos.md', objective='Tarea posterior.')
        before = self.files()
        form = self.undo(place=-1)
        self.assertIn('puestos/cajera-dos.md', form.refusal)
        self.assertEqual(200, send(self.editor, form, 'hacer')[0])
        self.assertEqual(before, self.files())
        # Newest first, everything can be undone. Undoing is a change of its own.
        for place in (0, 2, 4):
            do(self.editor, self.undo(place=place))
        self.expect()

    def test_undo_joins_changes_of_other_lines(self):
        file = self.site / 'content/puestos/cajera.md'
        file.write_text(SITE['puestos/cajera.md'] + '\n## Funciones\n\n1. Abrir.\n2. Cerrar.\n')
        self.save('puestos/cajera.md', objective='Uno.')
        form = self.editor.form('puestos/cajera.md')
        form.set('c:o1:task:functions', 'Cerrar con llave.')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        do(self.editor, self.undo(place=-1))
        self.assertEqual(SITE['puestos/cajera.md'] + '\n## Funciones\n\n1. Abrir.\n2. Cerrar con llave.\n',
            file.read_text())
        do(self.editor, self.undo('despues', place=-1))
        self.assertEqual(1, file.read_text().count('Uno.'))
        self.save('puestos/cajera.md', objective='Tres.')
        before = self.files()
        for side in ('antes', 'despues'):
            self.assertIn('puestos/cajera.md', self.undo(side, place=-1).refusal)
        self.assertEqual(before, self.files())

    def test_ninety_days(self):
        self.save('puestos/cajera.md', objective='Uno.')
        folder = next((self.root / 'estado').rglob('guardados'))
        entry, = folder.iterdir()
        old = json.loads(entry.read_text())
        old['time'] -= 91 * 24 * 3600 * 1000
        entry.write_text(json.dumps(old))
        self.save('puestos/cajera.md', objective='Dos.')
        texts = [text.read_text() for text in (folder.parent / 'textos').iterdir()]
        self.assertEqual(2, len(texts))
        self.assertFalse(entry.exists())
        self.assertNotIn(SITE['puestos/cajera.md'], texts)

    def test_damaged_texts_are_not_restored(self):
        self.save('puestos/cajera.md', objective='Uno.')
        for text in next((self.root / 'estado').rglob('textos')).iterdir():
            text.write_text('otra cosa')
        link = html.unescape(re.search(r'href="([^"]+lado=antes)"', self.editor.ask(BASE + 'guardados')[2])[1])
        self.assertIn('ya no está guardado', Action(self.editor.ask(link)[2]).refusal)
        for name in ('x', '../../../etc/passwd', '1-2'):
            query = urllib.parse.urlencode({'estado': name, 'lado': 'antes'})
            self.assertEqual(404, self.editor.ask(f'{BASE}restaurar?{query}')[0])


class Killed(ActionTest):
    def test_a_killed_rename_is_done_or_not(self):
        """The program is killed at random instants of a rename of several files. After the next start all files are
        as before, or all as after."""
        chance = random.Random(environment.SEED)
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields |= {'titulo': 'Cajera principal', 'id': 'cajera-principal'}
        do(self.editor, review(self.editor, form))
        after = self.files()
        for _ in range(8):
            shutil.rmtree(self.site / 'content')
            for path, text in self.before.items():
                file = self.site / 'content' / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text)
            editor = Editor(self.site, self.root / 'estado')
            editor.enter()
            form = opened(editor, 'renombrar', doc='content/puestos/cajera.md')
            form.fields |= {'titulo': 'Cajera principal', 'id': 'cajera-principal'}
            form = review(editor, form)
            sender = threading.Thread(target=self.quietly, args=(editor, form))
            sender.start()
            time.sleep(chance.random() * .15)
            editor.process.kill()
            editor.process.wait()
            editor.process.stdout.close()
            editor.terminal.close()
            sender.join()
            # Starting the editor finishes or undoes the change.
            Editor(self.site, self.root / 'estado').stop()
            self.assertIn(self.files(), (self.before, after))

    @staticmethod
    def quietly(editor, form):
        try:
            send(editor, form, 'hacer')
        except (OSError, http.client.HTTPException):
            pass


class Staged(ActionTest):
    def test_new_texts_of_a_change_that_had_not_begun_go(self):
        """A kill before the journal is written leaves them under hidden names."""
        self.editor.stop()
        for path in ('puestos/.cajera-principal.md', '.unidades.yaml'):
            (self.site / 'content' / (path + '.oficio-nuevo')).write_text('nuevo')
        Editor(self.site, self.root / 'estado').stop()
        self.expect()


if __name__ == '__main__':
    unittest.main()
