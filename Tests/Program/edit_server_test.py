"""`oficio serve --edit` by program: forms are opened, filled in and saved, and files compared byte for byte."""
import json
import re
import unittest
import urllib.parse

from edit_site import JOB, EditedJob
from editing import Form


class Editing(EditedJob):
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

    def test_groups_are_shown_and_an_emptied_one_is_reported(self):
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

    def test_search(self):
        for words in ('cajera', 'CJ-01', 'caje'):
            page = self.editor.ask('/-oficio/editar/?q=' + words)[2]
            self.assertIn('cajera.md', page, words)
            self.assertNotIn('jefe.md', page, words)

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
