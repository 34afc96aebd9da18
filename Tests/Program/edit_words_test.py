"""What the editor says and shows first: its own words instead of commands, the state of the ledger, required fields,
values from the catalogue; and releases that take something back."""
import html
import json
import re
import time
import unittest

from actions import BASE, do, opened, review
from edit_actions_test import ActionTest
from edit_release_test import run
from editing import Form

FORM = '''tipo: formato
para: puesto
título: Ficha
secciones:
  - {título: Formación, vista: texto, campo: formación, obligatorio: sí}
  - {título: Objetivo, vista: texto, campo: objetivo}
  - {título: Competencias, vista: tabla, campo: competencias}
'''
CATALOGUE = '''elementos:
  - id: orden
    título: Orden y cuidado
    niveles:
      - {nivel: 1, denominación: Inicial, comportamientos: [Ordena lo suyo.]}
      - {nivel: 2, denominación: Autónomo, comportamientos: [Ordena lo de todos.]}
  - id: trato
    título: Buen trato
    niveles:
      - {nivel: 2, denominación: Autónomo, comportamientos: [Saluda.]}
'''
PASTED = '''---
título: Archivista
reporta a: Alguien Nuevo
---

OBJETIVO DEL PUESTO
Guardar los expedientes de la casa en orden.

FUNCIONES PRINCIPALES
1. Ordenar los expedientes.
2. Prestar los expedientes.
'''
# A command, or an option.
TERMINAL = re.compile(r'oficio (?:add|build|check|explain|import|release|repair|serve|verify)|(?<![\w!<-])--[a-z]')


class Words(ActionTest):
    def prepare(self):
        content = self.site / 'content'
        for path, text in (('formatos/ficha.yaml', FORM), ('competencias.yaml', CATALOGUE),
                           ('puestos/archivista.md', PASTED)):
            (content / path).parent.mkdir(exist_ok=True)
            (content / path).write_text(text)
        with open(content / 'puestos/jefe.md', 'a') as file:
            file.write('\n## Formación\n\nBachillerato.\n')

    def checked(self, path):
        form = self.editor.form(path)
        return json.loads(self.editor.ask(form.action.replace('documento?', 'revisar?'), form.body('revisar'))[2])

    def test_findings_speak_of_the_editor(self):
        messages = [found['message'] for path in ('puestos/archivista.md', 'puestos/auxiliar.md')
                    for found in self.checked(path)['findings']]
        self.assertTrue(messages)
        for message in messages:
            self.assertIsNone(TERMINAL.search(message), message)
        self.assertTrue([message for message in messages if '«Documento nuevo»' in message], messages)

    def test_findings_link_to_their_explanation(self):
        """The link leads to the page of rules, in the page as sent and in the answer to the script."""
        found = self.checked('puestos/auxiliar.md')['findings']
        self.assertTrue(found)
        for one in found:
            address, _, rule = one['reference'].partition('#')
            self.assertIn(f'id="{rule}"', self.editor.ask(address, Host=f'localhost:{self.editor.port}')[2], one)
        form = self.editor.form('puestos/auxiliar.md')
        page = self.editor.send(form, 'revisar')[2]
        self.assertIn(f'<a href="{found[0]["reference"]}" target="_blank" rel="noopener">Explicación</a>', page)

    def test_a_heading_pasted_at_the_end_is_found_while_typing(self):
        """Only the document that is edited is read for it."""
        file = self.site / 'content/puestos/cajera.md'
        file.write_text(file.read_text() + '\nCuidar la caja.\n\nFORMACIÓN ACADÉMICA\n\nBachillerato.\n')
        for _ in range(2):
            messages = [found['message'] for found in self.checked('puestos/cajera.md')['findings']]
            self.assertIn('«FORMACIÓN ACADÉMICA» parece un título', ' '.join(messages))

    def test_findings_stay_when_files_move(self):
        """Results of the last check are kept in memory; a new file before the others moves the places of all files."""
        paths = ['puestos/archivista.md', 'puestos/auxiliar.md', 'puestos/cajera.md']
        before = [self.checked(path)['findings'] for path in paths]
        self.assertTrue(all(before[:2]), before)
        new = self.site / 'content/clausulas/aa.md'
        new.parent.mkdir()
        new.write_text('---\ntítulo: Primera de todas\n---\n\n## Filas\n\n1. Cuidar los bienes.\n')
        for _ in range(200):
            if 'Primera de todas' in self.editor.ask(BASE)[2]:
                break
            time.sleep(.1)
        self.assertEqual(before, [self.checked(path)['findings'] for path in paths])
        new.unlink()

    def test_refusals_speak_of_the_editor(self):
        def refusal(path, doc='puestos/jefe.md', **fields):
            form = self.on(path, doc)
            form.fields |= fields
            words = html.unescape(review(self.editor, form).refusal or '')
            self.assertIsNone(TERMINAL.search(words), words)
            return words

        self.assertIn('«Rige desde»', refusal('publicar'))
        do(self.editor, self.released(rige='2026-11-01'))
        self.assertTrue(refusal('anotar-interno', motivo='Para que conste.'))
        form = self.on('derogar', 'puestos/jefe.md')
        form.fields |= {'rige': '2026-11-20', 'autoriza': 'Directora'}
        do(self.editor, review(self.editor, form))
        file = self.site / 'content/puestos/jefe.md'
        file.write_text(file.read_text().replace('Dirigir.', 'Dirigir la oficina.'))
        self.assertIn('«Reponer»', refusal('publicar', rige='2026-12-01'))
        self.assertIn('«Por qué»', refusal('reponer', rige='2026-11-21'))

    def released(self, doc='puestos/jefe.md', **fields):
        form = self.on('publicar', doc)
        form.fields |= {'autoriza': 'Directora', **fields}
        return review(self.editor, form)

    def test_a_required_field_is_seen_first(self):
        form = self.editor.form('puestos/cajera.md')
        page = self.editor.ask(form.action)[2]
        shown = page[:page.index('<details class="vacios">')] if 'class="vacios"' in page else page
        self.assertRegex(shown, r'name="v:education"[^>]*aria-required="true"')
        self.assertRegex(shown, r'<label for="k-education">Formación</label> <span class="obligatorio">')
        # What a document in force lacks is said at its field.
        do(self.editor, self.released(rige='2026-11-01', notas='Se crea.'))
        form = self.editor.form('puestos/jefe.md')
        form.set('v:education', '')
        found = json.loads(self.editor.ask(form.action.replace('documento?', 'revisar?'), form.body('revisar'))[2])
        missing = [found for found in found['findings'] if 'falta «Formación»' in found['message']]
        self.assertEqual(['education'], [found['name'] for found in missing], found)
        self.assertNotIn('---', missing[0]['message'])

    def test_competencies_and_levels_are_chosen(self):
        (self.site / 'content/puestos/jefe.md').write_text(
            '---\ntítulo: Jefe\ncompetencias:\n  - {id: orden, nivel: 1}\n---\n\n## Objetivo\n\nDirigir.\n')
        form = self.editor.form('puestos/jefe.md')
        page = self.editor.ask(form.action)[2]
        cells = re.findall(r'<input type="text"[^>]*name="c:o0:([^:]+):competencies"[^>]*data-lista="([^"]+)"', page)
        lists = dict(cells)
        self.assertEqual('ref-competency', lists['competency'])
        self.assertIn('<option value="orden">Orden y cuidado</option>', page)
        levels = re.search(rf'<datalist id="d-{re.escape(lists["level"])}">(.*?)</datalist>', page)[1]
        self.assertEqual('<option value="1">Inicial</option><option value="2">Autónomo</option>', levels)
        row = next(name for name, value in form.fields if name.startswith('c:o0:competency:'))
        form.set(row, 'trato')
        form.set(row.replace(':competency:', ':level:'), '2')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        self.assertIn('  - {id: trato, nivel: 2}\n', self.text('puestos/jefe.md'))

    def state(self, title, words):
        """Waits until the list shows a state of a document."""
        for _ in range(200):
            page = self.editor.ask(BASE)[2]
            line = next(line for line in page.split('\n') if f'>{title}</a>' in line)
            if words in line:
                return line
            time.sleep(.1)
        self.fail(line)

    def test_the_list_shows_the_state_of_the_ledger(self):
        do(self.editor, self.released(rige='2026-11-01'))
        self.state('Jefe', '>vigente<')
        form = self.editor.form('puestos/jefe.md')
        form.set('v:objective', 'Dirigir la oficina.')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        line = self.state('Jefe', 'sin publicar')
        self.assertIn('vigente · cambios sin publicar', line)
        self.assertNotIn('borrador', line)

    def test_what_was_released_is_taken_back(self):
        do(self.editor, self.released(rige='2026-11-01', notas='Se crea.'))

        def done(path, says, **fields):
            form = self.on(path, 'puestos/jefe.md')
            form.fields |= fields
            after = self.editor.ask(do(self.editor, review(self.editor, form)))[2]
            self.assertIn(says, after)
            run(self.site, 'verify')

        done('derogar', 'Documento derogado desde el 2026-11-20', rige='2026-11-20', autoriza='Directora')
        self.state('Jefe', 'derogad')
        done('reponer', 'vuelve a regir desde el 2026-11-21', rige='2026-11-21', motivo='La derogación fue un error.',
            autoriza='Directora')
        self.state('Jefe', '>vigente<')
        form = self.editor.form('puestos/jefe.md')
        form.set('v:objective', 'Dirigir la oficina.')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        do(self.editor, self.released(rige='2026-12-24', notas='Se precisa.'))
        done('anular', 'Quedó sin efecto lo último', motivo='Se publicó antes de tiempo.', autoriza='Directora')
        ledger = self.text('historial/puestos/jefe/libro.jsonl')
        for words in ('La derogación fue un error.', 'Se publicó antes de tiempo.'):
            self.assertIn(words, ledger)

    def test_internal_parts_are_recorded(self):
        """A part of a released document is marked later; recording it keeps it internal without the source."""
        path = self.site / 'content/puestos/jefe.md'
        path.write_text(path.read_text() + '\n## Claves\n\nLa palabra girasol abre la caja.\n')
        do(self.editor, self.released(rige='2026-11-01', notas='Se crea.'))
        path.write_text(path.read_text().replace('## Claves', '## Claves {acceso=interno}'))
        before = self.files()
        form = self.on('anotar-interno', 'puestos/jefe.md')
        form.fields |= {'motivo': 'La clave no es para todos.', 'autoriza': 'Directora'}
        form = review(self.editor, form)
        self.assertIsNone(form.refusal)
        self.assertIn('La clave no es para todos.', form.page)
        self.assertEqual(before, self.files(), 'a review writes nothing')
        do(self.editor, form)
        run(self.site, 'verify')
        ledger = self.text('historial/puestos/jefe/libro.jsonl').splitlines()
        self.assertEqual(2, len(ledger))
        self.assertIn('La clave no es para todos.', ledger[1])
        self.assertNotIn('girasol', ledger[1])
        # Once recorded, there is nothing more to record.
        form = self.on('anotar-interno', 'puestos/jefe.md')
        form.fields |= {'motivo': 'Otra vez.', 'autoriza': 'Directora'}
        self.assertTrue(review(self.editor, form).refusal)
        # The public site keeps it internal after the part has left the source.
        text = path.read_text()
        path.write_text(text[:text.index('\n## Claves')])
        output = self.root / 'salida'
        run(self.site, 'build', '--audience', 'public', '--output', output)
        shown = b''.join(file.read_bytes() for file in output.rglob('*') if file.is_file())
        self.assertNotIn(b'girasol', shown)
        self.assertIn(b'Jefe', shown)

    def test_a_row_of_the_log_is_corrected(self):
        do(self.editor, self.released(rige='2026-11-01', notas='Se crea el puetso.'))
        form = self.editor.form('puestos/jefe.md')
        field = next(name for name, value in form.fields if value == 'Se crea el puetso.')
        form.set(field, 'Se crea el puesto.')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        form = self.on('corregir', 'puestos/jefe.md')
        form.fields |= {'motivo': 'Errata de imprenta.', 'autoriza': 'Directora'}
        after = self.editor.ask(do(self.editor, review(self.editor, form)))[2]
        self.assertIn('Anotada la corrección de la bitácora', after)
        run(self.site, 'verify')
        run(self.site, 'check')
        self.assertIn('Errata de imprenta.', self.text('historial/puestos/jefe/libro.jsonl'))


if __name__ == '__main__':
    unittest.main()
