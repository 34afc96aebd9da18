"""The editor keeps unsaved text: drafts, changes by others, conflicts, saved states."""
import re
import time
import unittest

from edit_site import JOB, EditedJob
from editing import Form


class Conflicts(EditedJob):
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


if __name__ == '__main__':
    unittest.main()
