"""`oficio serve --edit` as a program that knows the rules and one that does not: forms that are opened, filled in and
saved, files compared byte for byte, conflicts, saved states, forged requests."""
import base64
import http.client
import json
import random
import re
import select
import shutil
import tempfile
import threading
import time
import unittest
import urllib.parse

import environment
from edit_site import BOSS, JOB, EditTest
from editing import Editor, Form


class Editing(EditTest):
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

    # Fields

    def test_one_field_changes_only_its_bytes(self):
        for name, old, new, change in (
                ('v:code', 'CJ-01', 'CJ-02', ('CJ-01   #', 'CJ-02   #')),
                ('v:title', 'Cajera', 'Cajera principal', ('Cajera\n', 'Cajera principal\n')),
                ('c:o0:text:reports-to', 'jefe', 'jefa', ('reporta a: jefe', 'reporta a: jefa')),
                ('v:effective', '2026-01-31', '', ('vigencia: 2026-01-31\n', '')),
                ('v:objective', 'Cobrar en ventanilla.', 'Cobrar.\n\nY dar vuelto.',
                 ('Cobrar en ventanilla.', 'Cobrar.\n\nY dar vuelto.')),
                ('v:## Nota propia', 'No tocar.', 'Tocar.', ('No tocar.', 'Tocar.'))):
            self.file.write_text(JOB)
            form = self.form()
            self.assertEqual(old, form.value(name))
            form.set(name, new)
            self.saved(form)
            self.expect(change)

    def test_a_new_field_is_added(self):
        form = self.form()
        form.set('v:effective', '')
        form.set('v:version', '05')
        self.saved(form)
        self.expect(('vigencia: 2026-01-31\n', 'versión: 05\n'))

    def test_rows(self):
        cells = ('c:o0:task:functions', 'c:o1:task:functions', 'c:o2:task:functions')
        form = self.form()
        self.assertEqual(['Abrir la caja', 'Cobrar', 'Cerrar la caja'], [form.value(cell) for cell in cells])
        form.set(cells[1], 'Cobrar | facturar')
        self.saved(form)
        self.expect(('| Cobrar        |', '| Cobrar \\| facturar        |'))
        self.file.write_text(JOB)
        # Buttons of the form without script: a new row, then up, then another one away.
        form = Form(self.editor.send(self.form(), 'fila:functions')[2])
        form.set('c:n1:task:functions', 'Contar')
        form = Form(self.editor.send(form, 'subir:n1:functions')[2])
        form = Form(self.editor.send(form, 'quitar:o0:functions')[2])
        self.assertEqual(JOB, self.file.read_text(), 'the buttons of rows write nothing')
        self.saved(form)
        lines = self.file.read_text().splitlines()
        rows = [re.split(r'\s*\|\s*', line)[1] for line in lines if line.startswith('|')][2:]
        self.assertEqual(['Cobrar', 'Contar', 'Cerrar la caja'], rows)
        self.assertIn('| Cobrar        | D |', lines)

    def test_a_control_character_is_refused_in_words_and_comes_back(self):
        form = self.form()
        form.set('v:objective', 'Cobrar\x07 en ventanilla.')
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual(200, status)
        self.assertIn('carácter de control (U+0007)', page)
        self.assertEqual('Cobrar\x07 en ventanilla.', Form(page).value('v:objective'))
        self.assertEqual(JOB, self.file.read_text())

    def test_many_new_rows_are_written_at_once(self):
        form = self.form()
        at = [name for name, _ in form.fields].index('c:o2:frequency:functions') + 1
        rows = [(f'Tarea {number}', 'D') for number in range(400)]
        form.fields[at:at] = [
            field for number, (task, often) in enumerate(rows, 1) for field in (
                ['r:functions', f'n{number}'], [f'c:n{number}:task:functions', task],
                [f'c:n{number}:frequency:functions', often])]
        self.saved(form)
        self.expect(('| Cerrar la caja | D |\n', '| Cerrar la caja | D |\n' + ''.join(
            f'| {task} | {often} |\n' for task, often in rows)))

    def test_a_long_form_holds_nobody_up(self):
        """Others are answered while a form with very many rows is checked."""
        form = self.form()
        at = [name for name, _ in form.fields].index('c:o2:frequency:functions') + 1
        form.fields[at:at] = [
            field for number in range(1, 3001) for field in (
                ['r:functions', f'n{number}'], [f'c:n{number}:task:functions', f'Tarea {number}'])]
        body = form.body('revisar')
        long = http.client.HTTPConnection('127.0.0.1', self.editor.port, timeout=300)
        self.addCleanup(long.close)
        long.request('POST', form.action.replace('documento?', 'revisar?'), body, {
            'Origin': self.editor.origin, 'Cookie': self.editor.cookie,
            'Content-Type': 'application/x-www-form-urlencoded'})
        self.assertEqual(200, self.editor.ask('/-oficio/editar/editor.css')[0])
        self.assertEqual(200, self.editor.ask('/-oficio/editar/')[0])
        self.assertEqual([], select.select([long.sock], [], [], 0)[0], 'the long check is still going on')

    def test_drafts_on_disk(self):
        form = self.form()
        form.set('v:objective', 'Cobrar siempre.')
        name = form.value('borrador')
        check = form.action.replace('documento?', 'revisar?')
        self.editor.ask(check, form.body('revisar'))
        page = self.editor.ask(form.action)[2]
        self.assertEqual('Cobrar en ventanilla.', Form(page).value('v:objective'), 'the current text comes first')
        link = next(link for link in Form(page).links if link and f'borrador={name}' in link)
        self.assertIn('Sin guardar', self.editor.ask('/-oficio/editar/')[2])
        draft = self.editor.open(link)
        self.assertEqual(('Cobrar siempre.', name), (draft.value('v:objective'), draft.value('borrador')))
        self.assertEqual(JOB, self.file.read_text())
        # Saved, it is gone; discarded, too; and undoing by hand leaves none.
        self.saved(draft)
        self.assertNotIn(f'borrador={name}', self.editor.ask(form.action)[2])
        for end in ('descartar', 'undo'):
            self.file.write_text(JOB)
            form = self.form()
            form.set('v:objective', 'Cobrar a veces.')
            self.editor.ask(check, form.body('revisar'))
            name = form.value('borrador')
            self.assertIn(f'borrador={name}', self.editor.ask(form.action)[2])
            if end == 'undo':
                form.set('v:objective', 'Cobrar en ventanilla.')
                self.editor.ask(check, form.body('revisar'))
            else:
                self.assertEqual(303, self.editor.send(form, f'descartar:{name}')[0])
            self.assertNotIn(f'borrador={name}', self.editor.ask(form.action)[2])
        self.assertEqual(404, self.editor.ask(form.action + '&borrador=../../etc/passwd')[0])

    def test_the_page_with_unsaved_text(self):
        form = self.form()
        form.set('v:objective', 'Cobrar con una sonrisa.')
        status, headers, _ = self.editor.send(form, 'ver')
        self.assertEqual(303, status)
        host = f'localhost:{self.editor.port}'
        address = headers['Location'].removeprefix(f'http://{host}')
        self.assertIn('Cobrar con una sonrisa.', self.editor.ask(address, Host=host, Cookie=None)[2])
        self.assertEqual(404, self.editor.ask(address.replace('/vista/', '/vista/0'), Host=host, Cookie=None)[0])
        self.assertNotIn('sonrisa', self.editor.ask('/puestos/cajera.html', Host=host, Cookie=None)[2])
        self.assertEqual(JOB, self.file.read_text())

    def test_the_list_finds_by_state(self):
        page = self.editor.ask('/-oficio/editar/?q=cajera')[2]
        state = re.search(r'<span class="estado">(.*?)</span>', page)[1]
        for words, count in ((state, 1), ('cajera ' + state, 1), ('cajera inexistente', 0)):
            page = self.editor.ask('/-oficio/editar/?q=' + urllib.parse.quote(words))[2]
            self.assertEqual(count, page.count('>Cajera<'), words)

    def test_review_shows_findings_and_changes(self):
        form = self.form()
        form.set('c:o0:text:reports-to', 'jefe-ausente')
        form.set('v:effective', '2026-02-31')
        status, _, page = self.editor.send(form, 'revisar')
        self.assertEqual(200, status)
        self.assertEqual(JOB, self.file.read_text())
        beside = re.search(r'data-campo="reports-to".*?<tr class="hallazgo">(.*?)</tr>', page, re.S)[1]
        self.assertIn('jefe-ausente', beside)
        self.assertIn('<del>jefe</del>', page)
        self.assertIn('<ins>jefe-ausente</ins>', page)
        found = json.loads(self.editor.ask(form.action.replace('documento', 'revisar'), form.body('revisar'))[2])
        self.assertLessEqual({'reports-to', 'effective'}, {finding['name'] for finding in found['findings']})
        # Errors do not forbid saving.
        self.saved(form)
        self.expect(('reporta a: jefe', 'reporta a: jefe-ausente'), ('2026-01-31', '2026-02-31'))

    def test_a_fix_is_a_button(self):
        self.file.write_text(JOB.replace('vigencia: 2026-01-31', 'vigencia: 31/01/2026'))
        form = Form(self.editor.send(self.form(), 'revisar')[2])
        fix = next(value for value in form.buttons if value and value.startswith('arreglar:'))
        form = Form(self.editor.send(form, fix)[2])
        self.assertIn('31/01/2026', self.file.read_text())
        self.saved(form)
        self.expect()

    def test_what_cannot_be_written_is_not_lost(self):
        form = self.form()
        form.set('v:objective', 'Uno.\n\n## Otro título\n\nDos.')
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual((200, JOB), (status, self.file.read_text()))
        self.assertEqual('Uno.\n\n## Otro título\n\nDos.', Form(page).value('v:objective'))

    def test_what_cannot_be_written_is_listed_with_a_link(self):
        form = self.form()
        form.set('v:objective', 'Uno.\n\n## Otro título')
        page = self.editor.send(form, 'revisar')[2]
        changes = re.search(r'<div id="cambios">(.*?)</div>', page, re.S)[1]
        self.assertNotIn('Nada cambia', changes)
        place, words = re.search(r'<a href="#([^"]+)">Objetivo</a>: ([^<]+)', changes).groups()
        self.assertIn(f'id="{place}"', page)
        self.assertIn('línea 3, «## Otro título»', words)
        found = json.loads(self.editor.ask(form.action.replace('documento', 'revisar'), form.body('revisar'))[2])
        self.assertEqual([place], [field['place'] for field in found['refused']])
        notice = re.search(r'<p class="aviso"[^>]*>(.*?)</p>', self.editor.send(form, 'guardar')[2], re.S)[1]
        self.assertIn(f'<a href="#{place}">Objetivo</a>', notice)

    def test_a_section_that_is_a_field_is_shown_once(self):
        self.file.write_text(JOB.replace('## Objetivo', '## II. MISIÓN DEL PUESTO').replace(
            '## Nota propia', '## IV. PERFIL DEL PUESTO\n\n### Formación académica\n\nBachiller.\n\n## Nota propia'))
        form = self.form()
        page = self.editor.ask(form.action)[2]
        for words in ('Cobrar en ventanilla.', 'Bachiller.'):
            self.assertEqual(1, [value for _, value in form.shown].count(words), words)
            self.assertEqual(1, page.count(words), words)
        box = page.split('IV. PERFIL DEL PUESTO', 1)[1].split('class="campo"', 1)[0]
        place = re.search(r'Se edita en: <a href="#([^"]+)">Formación</a>', box)[1]
        self.assertIn(f'id="{place}"', page)

    def test_groups_are_shown_and_one_left_empty_is_told(self):
        groups = '### A. Diarias\n\n1. Abrir.\n\n### B. Semanales\n\n1. Contar.\n'
        self.file.write_text(JOB[:JOB.index('| Tarea')] + groups)
        form = self.form()
        self.assertEqual(['A. Diarias', 'B. Semanales'],
            re.findall(r'<tr class="grupo"><td[^>]*>(.*?)</td>', self.editor.ask(form.action)[2]))
        form = Form(self.editor.send(form, 'tras:o0:functions')[2])
        form.set('c:n1:task:functions', 'Cobrar.')
        page = self.editor.send(Form(self.editor.send(form, 'quitar:o1:functions')[2]), 'revisar')[2]
        self.assertRegex(page, '<li class="warning">bajo «B. Semanales» ya no queda ninguna fila')
        self.saved(Form(page))
        self.assertTrue(self.file.read_text().rstrip().endswith(
            '### A. Diarias\n\n1. Abrir.\n2. Cobrar.\n\n### B. Semanales'), self.file.read_text())

    def test_every_button_of_a_row_is_reached_by_keyboard(self):
        page = self.editor.ask(self.form().action)[2]
        buttons = re.findall(r'<button[^>]*value="(?:subir|bajar|tras|quitar):[^>]*>', page)
        # Three rows and the template of a new one.
        self.assertEqual(4 * 4, sum(':functions"' in button for button in buttons))
        self.assertFalse([button for button in buttons if 'tabindex' in button])

    # Other people

    def test_changes_in_other_fields_are_joined(self):
        form = self.form()
        form.set('v:code', 'CJ-02')
        self.file.write_text(JOB.replace('Cobrar en ventanilla.', 'Cobrar siempre.'))
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual(200, status)
        self.expect(('Cobrar en ventanilla.', 'Cobrar siempre.'))
        self.saved(Form(page))
        self.expect(('Cobrar en ventanilla.', 'Cobrar siempre.'), ('CJ-01', 'CJ-02'))

    def test_a_conflict_shows_three_sides(self):
        form = self.form()
        form.set('v:objective', 'Cobrar mucho.')
        form.set('c:o0:task:functions', 'Abrir')
        changed = JOB.replace('Cobrar en ventanilla.', 'Cobrar siempre.').replace('| Cerrar la caja | D |\n', '')
        self.file.write_text(changed)
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual((200, changed), (status, self.file.read_text()), 'nothing is overwritten')
        box = re.search(r'data-campo="objective".*?class="conflicto">(.*?)</div>', page, re.S)[1]
        self.assertEqual(['Cobrar mucho.', 'Cobrar siempre.', 'Cobrar en ventanilla.'],
            re.findall(r'<pre>(.*?)</pre>', box))
        mine = Form(page)
        self.assertEqual('Cobrar mucho.', mine.value('v:objective'))
        theirs = Form(self.editor.send(mine, 'archivo:objective')[2])
        self.assertEqual('Cobrar siempre.', theirs.value('v:objective'))
        self.assertEqual('Abrir', theirs.value('c:o0:task:functions'))
        self.saved(mine)
        self.assertIn('Cobrar mucho.', self.file.read_text())
        self.assertIn('| Abrir | D |', self.file.read_text())

    def test_a_deleted_document_keeps_what_was_typed(self):
        form = self.form()
        form.set('v:objective', 'Cobrar mucho.')
        self.file.unlink()
        time.sleep(.5)
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual(200, status)
        self.assertEqual('Cobrar mucho.', Form(page).value('v:objective'))
        self.assertFalse(self.file.exists())

    def test_an_entry_of_a_catalogue_is_found_again(self):
        """Somebody puts an entry before another while its form is open."""
        file = self.site / 'content/glosario.yaml'
        entries = 'elementos:\n  - término: Arqueo\n    definición: Cuenta.\n'
        other = '  - término: Caja\n    definición: Lugar.\n'
        file.write_text(entries + other)
        self.listed('Arqueo')
        form = self.editor.open('/-oficio/editar/documento?doc=content%2Fglosario.yaml&n=1')
        form.set('v:definition', 'Lugar del dinero.')
        new = '  - término: Aval\n    definición: Lugar.\n'
        file.write_text(entries + new + other)
        status, _, page = self.editor.send(form, 'guardar')
        self.assertEqual(200, status)
        merged = Form(page)
        self.assertIn('n=2', merged.action)
        self.assertEqual('Caja', merged.value('v:term'))
        self.listed('Aval')
        self.saved(merged)
        self.assertEqual(entries + new + other.replace('Lugar.', 'Lugar del dinero.'), file.read_text())
        file.unlink()

    def test_saved_states_can_be_restored(self):
        for words in ('Primero.', 'Segundo.'):
            form = self.form()
            form.set('v:objective', words)
            self.saved(form)
        link = '/-oficio/editar/versiones?doc=content%2Fpuestos%2Fcajera.md'
        states = [state for state in Form(self.editor.ask(link)[2]).links if 'estado=' in state]
        self.assertGreaterEqual(len(states), 4)
        first = self.editor.open(states[3])
        self.assertEqual('Cobrar en ventanilla.', first.value('v:objective'))
        self.assertIn('Segundo.', self.file.read_text())
        self.saved(first)
        self.expect()
        self.assertEqual(404, self.editor.ask(f'{link}&estado=x'.replace('versiones', 'documento'))[0])

    def test_search(self):
        for words in ('cajera', 'CJ-01', 'caje'):
            page = self.editor.ask('/-oficio/editar/?q=' + words)[2]
            self.assertIn('cajera.md', page, words)
            self.assertNotIn('jefe.md', page, words)

    # Requests

    def test_only_the_browser_with_the_token_gets_in(self):
        editor, form = self.editor, self.form()
        body, link = form.body('guardar'), form.action
        self.assertEqual(403, editor.ask(editor.entrance.removeprefix(editor.origin))[0], 'a token opens once')
        # The terminal then shows an address for another browser; both sessions stay open.
        again = re.findall(r'http://\S+clave=\S+', editor.messages)[-1].removeprefix(editor.origin)
        status, headers, _ = editor.ask(again, Cookie=None)
        self.assertEqual(303, status)
        other = headers['Set-Cookie'].split(';')[0]
        name = other.split('=')[0]
        for cookie in (other, editor.cookie, f'{name}=falsa; {other}'):
            self.assertEqual(200, editor.ask(link, Cookie=cookie)[0], 'each browser has its session')
        self.assertEqual(403, editor.ask('/-oficio/editar/entrar?clave=' + '0' * 64)[0])
        self.assertEqual(403, editor.ask(link, Cookie=None)[0])
        self.assertEqual(403, editor.ask(link, Cookie=f'oficio-{editor.port}=' + '0' * 64)[0])
        self.assertEqual(403, editor.ask(link, body, Cookie=None)[0])
        for headers in ({'Origin': None}, {'Origin': 'null'}, {'Origin': 'http://mal.example'},
                        {'Origin': f'http://localhost:{editor.port}'}, {'Origin': 'http://127.0.0.1:1'},
                        {'Sec_Fetch_Site': 'cross-site'}, {'Sec_Fetch_Site': 'same-site'}):
            self.assertEqual(403, editor.ask(link, body, **headers)[0], headers)
        for host in ('mal.example', f'mal.example:{editor.port}', f'localhost:{editor.port}', '127.0.0.1'):
            self.assertEqual(421, editor.ask(link, body, Host=host)[0], host)
            self.assertIn(editor.ask(link, Host=host)[0], (404, 421), host)
        self.assertEqual(415, editor.ask(link, body, Content_Type='text/plain')[0])
        for method in ('PUT', 'DELETE', 'OPTIONS'):
            self.assertEqual(405, editor.ask(link, method=method)[0])
        self.assertEqual(405, editor.ask('/-oficio/editar/versiones', body)[0])
        self.assertEqual(405, editor.ask('/puestos/', body)[0])
        # A GET with all the fields writes nothing.
        self.assertEqual(200, editor.ask(link + '&' + urllib.parse.urlencode({'v:code': 'X', 'accion': 'guardar'}))[0])
        self.assertEqual(JOB, self.file.read_text())

    def test_what_the_editor_sends(self):
        _, headers, page = self.editor.ask(self.form().action)
        policy = headers['Content-Security-Policy']
        for words in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'"):
            self.assertIn(words, policy)
        self.assertEqual('no-store', headers['Cache-Control'])
        self.assertNotIn('unsafe', policy)
        entering = Editor(self.site, self.root / 'otro')
        self.addCleanup(entering.stop)
        cookie = entering.ask(entering.entrance.removeprefix(entering.origin))[1]['Set-Cookie']
        self.assertIn('HttpOnly', cookie)
        self.assertIn('SameSite=Strict', cookie)

    def test_paths_stay_in_the_sources(self):
        body = self.form().body('guardar')
        (self.root / 'fuera.md').write_text(JOB)
        for path in ('content/../../fuera.md', '../fuera.md', str(self.root / 'fuera.md'), 'content/site.yaml',
                     'content/puestos/../puestos/cajera.md', 'content/historial/x.md', 'content/puestos/nuevo.md', '',
                     'content/puestos/cajera.md%00'):
            link = '/-oficio/editar/documento?doc=' + urllib.parse.quote(path, safe='%')
            self.assertEqual(404, self.editor.ask(link)[0], path)
            status, _, page = self.editor.ask(link, body)
            self.assertIn(status, (200, 404), path)
            self.assertNotIn('root:', page)
        self.assertEqual(404, self.editor.ask('/-oficio/editar/documento?doc=content%2Fpuestos%2Fcajera.md&n=5')[0])
        self.assertEqual(JOB, (self.root / 'fuera.md').read_text())
        self.assertFalse((self.site / 'content/puestos/nuevo.md').exists())

    def test_bodies_that_are_too_long_or_damaged(self):
        form = self.form()
        for expected, length in ((413, ('Content-Length', '9000000')), (411, ('Transfer-Encoding', 'chunked'))):
            connection = http.client.HTTPConnection('127.0.0.1', self.editor.port, timeout=10)
            connection.putrequest('POST', form.action)
            for name, value in (('Cookie', self.editor.cookie), ('Origin', self.editor.origin),
                                ('Content-Type', 'application/x-www-form-urlencoded'), length):
                connection.putheader(name, value)
            connection.endheaders()
            self.assertEqual(expected, connection.getresponse().status)
            connection.close()
        for body in (b'', b'accion=guardar', b'antes=%', b'antes=%FF&accion=guardar', b'antes=!!&accion=guardar'):
            self.assertEqual(400, self.editor.ask(form.action, body)[0], body)
        # A body that ends early changes nothing: what is not sent stays as it was.
        self.saved_without_fields(form)
        chance = random.Random(environment.SEED)
        whole = form.body('revisar')
        for _ in range(20):
            damaged = bytearray(whole)
            for _ in range(3):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            self.assertIn(self.editor.ask(form.action, bytes(damaged))[0], (200, 400))
        self.assertEqual(JOB, self.file.read_text())

    def saved_without_fields(self, form):
        body = urllib.parse.urlencode({'antes': form.value('antes'), 'accion': 'guardar'}).encode()
        self.assertEqual(303, self.editor.ask(form.action, body)[0])
        self.assertEqual(JOB, self.file.read_text())
        self.assertEqual(JOB, base64.b64decode(form.value('antes')).decode())

    def test_words_of_sources_are_words(self):
        """Script in every place of a document stays text on the editor's pages."""
        evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
        self.file.write_text(JOB.replace('título: Cajera', "título: '" + evil.replace("'", "''") + "'").replace(
            'Cobrar en ventanilla.', '</textarea>' + evil).replace('| Abrir la caja |', f'| {evil} |').replace(
            '## Nota propia', f'## {evil}'))
        self.listed('&lt;script&gt;')
        form = self.form()
        for page in (self.editor.ask('/-oficio/editar/')[2], self.editor.ask(form.action)[2],
                     self.editor.send(form, 'revisar')[2],
                     self.editor.ask(form.action.replace('documento', 'versiones'))[2]):
            self.assertNotIn('<img', page)
            self.assertEqual(['<script src="/-oficio/editar/editor.js" defer>'], re.findall(r'<script[^>]*>', page))
        self.assertIn('</textarea>', form.value('v:objective'))

    # Pages of the site

    def test_pages_link_to_their_form(self):
        status, _, page = self.editor.ask('/puestos/jefe.html', Host=f'localhost:{self.editor.port}', Cookie=None)
        self.assertEqual(200, status)
        link = re.search(r'id="oficio-editar"><a href="http://127.0.0.1:\d+([^"]+)">Editar<', page)[1]
        status, _, page = self.editor.ask(link.replace('&amp;', '&'), Cookie=None, Sec_Fetch_Site='cross-site')
        self.assertEqual(200, status)
        self.assertIn('url=/-oficio/editar/documento?doc=content%2Fpuestos%2Fjefe.md', page)
        self.assertEqual(302, self.editor.ask('/puestos/jefe.html')[0], 'pages have an origin of their own')


if __name__ == '__main__':
    unittest.main()
