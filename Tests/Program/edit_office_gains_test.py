"""`oficio serve --edit --proxy`: nobody gains by a change of their own what other units keep."""
import time

from edit_office import PERMISSIONS, write_permissions
from edit_office_test import OfficeTest

ARCHIVE = 'content/puestos/archivera.md'
RELEASE = {'acto': 'Acuerdo 1', 'rige': '2026-11-21'}


class Gains(OfficeTest):
    def refused(self, person, path, field, value):
        before = self.files()
        form = person.form(path)
        form.set(field, value)
        status, headers, page = person.send(form)
        self.assertNotIn('guardado=1', headers.get('Location', ''), page[:500])
        self.assertEqual(before, self.files())

    def test_a_link_opens_no_hidden_attachment(self):
        self.assertEqual(404, self.edo.ask('/recursos/lista-secreta.pdf')[0])
        self.refused(self.edo, 'puestos/cajera.md', 'v:objective', 'Ver [a](../recursos/lista-secreta.pdf).')
        self.assertEqual(404, self.edo.ask('/recursos/lista-secreta.pdf')[0])

    def test_a_new_unit_gives_no_role(self):
        write_permissions(self.site, PERMISSIONS + '  - persona: esc\n    edita: [caja]\n    publica: [vieja]\n')
        person = type(self.edo)(self.office, 'esc')
        self.assertEqual(200, person.page()[0])
        before = self.files()
        answer = person.act('nuevo', clase='unit/', titulo='Vieja', id='vieja', unidad='caja')
        self.assertNotEqual(303, answer[0], answer[2][:3000])
        self.assertEqual(before, self.files())

    def test_a_unit_that_cannot_be_known_is_no_lack_of_one(self):
        write_permissions(self.site, PERMISSIONS + '  - persona: sin\n    edita: [caja, sin unidad]\n')
        person = type(self.edo)(self.office, 'sin')
        file, units = self.site / ARCHIVE, self.site / 'content/unidades.yaml'
        text, known = file.read_text(), units.read_text()
        for path, damaged in (
                (file, text.replace('unidad: archivo', 'unidad: archvo')),
                (file, text.replace('unidad: archivo', 'unidad: [archivo')),
                (units, known.replace('elementos:', 'elementos: [')),
                (units, known + '  - id: archivo\n    título: Otro archivo\n')):
            with self.subTest(damaged[:60]):
                path.write_text(damaged)
                # The program looks for changed files every half second.
                time.sleep(1.5)
                self.assertNotIn('zafirina', person.page()[2].casefold())
                self.assertEqual(404, person.page('documento', doc=ARCHIVE)[0])
                file.write_text(text)
                units.write_text(known)

    def test_a_new_document_takes_no_released_history(self):
        self.assertEqual(303, self.ada.act('publicar', doc=ARCHIVE, **RELEASE)[0])
        (self.site / ARCHIVE).unlink()
        time.sleep(1.5)
        answer = self.edo.act('nuevo', clase='job/', titulo='Archivera', id='archivera', unidad='caja')
        self.assertNotEqual(303, answer[0])
        self.assertFalse((self.site / ARCHIVE).exists())
        self.assertEqual(404, self.edo.ask('/historial/puestos/archivera/01.html')[0])

    def test_the_log_of_a_release_is_corrected_by_who_may_publish(self):
        self.assertEqual(303, self.ada.act('publicar', doc='content/puestos/cajera.md', **RELEASE)[0])
        self.refused(self.edo, 'puestos/cajera.md', 'c:o0:description:log', 'Falsa.')
        self.saved(self.edo, 'puestos/cajera.md')
        self.saved(self.pia, 'puestos/cajera.md', 'c:o0:description:log', 'Corregida.')
