"""`oficio import --update` of documents without a form of their own, and of what word processors change by
themselves."""
import copy
import unittest

import update_test
from update_test import W


def typed_after(export, paragraph, words):
    """Types a paragraph after another one, like it and without a control."""
    new = copy.deepcopy(paragraph)
    for child in list(new):
        if child.tag != W + 'pPr':
            new.remove(child)
    run = update_test.ElementTree.SubElement(new, W + 'r')
    update_test.ElementTree.SubElement(run, W + 't').text = words
    parent = export.parents[paragraph]
    parent.insert(list(parent).index(paragraph) + 1, new)
    export.parents[new] = parent


class Types(update_test.UpdateCase):
    def paragraph(self, export, words):
        return next(node for node in export.root.iter(W + 'p') if words in export.text(node))

    def applied(self, path, count):
        """Applies the changes of a file: all apply, and afterwards none is left."""
        status, found = self.update(path, '--apply')
        self.assertEqual([change['state'] for change in found], ['applies'] * count, self.out)
        _, rest = self.update(path)
        # The page header still has the former version; it is no field.
        rest = [change for change in rest if not change['at'].startswith('encabezado')]
        self.assertEqual((status, rest), (0, []), self.out)

    def test_tasks_of_a_checklist(self):
        path = self.export('incorporacion-jefaturas')
        export = update_test.Export(path)
        export.replace(self.paragraph(export, 'Firmar el acta'), 'contar fondos', 'contar los fondos')
        export.replace(self.paragraph(export, 'Prueba de acceso de cada'), 'cada sistema', 'todos los sistemas')
        due = next(node for node in export.controls('/due$') if export.text(node) == '3 semanas')
        export.set(due, '2 semanas')
        # One after a task that ends with a table, one after a task that ends with its time limit.
        typed_after(export, self.paragraph(export, 'Dar de alta las firmas'), 'Preparar el puesto de trabajo.')
        typed_after(export, self.paragraph(export, 'Plazo: 1 día'), 'Recorrer la oficina.')
        table = export.above(export.control('items/alta-firmas/evidence$'), 'tbl')
        parent = export.parents[table]
        new = self.paragraph(export, 'Preparar el puesto')
        parent.remove(new)
        parent.insert(list(parent).index(table) + 1, new)
        # The paragraph that was typed has the look of the line before it; a task is an item of the list.
        last = self.paragraph(export, 'Recorrer la oficina')
        last.remove(last.find(W + 'pPr'))
        last.insert(0, copy.deepcopy(self.paragraph(export, 'Declarar por escrito').find(W + 'pPr')))
        export.save()
        self.applied(path, 5)
        source = self.read('incorporacion/incorporacion-jefaturas.md')
        self.assertIn('contar los fondos', source)
        self.assertIn('evidencia="Prueba de acceso de todos los sistemas"', source)
        self.assertRegex(source, r'Acta con acuerdos y fechas \| 2 semanas \|')
        self.assertRegex(source, r'alta-firmas[^\n]*\n- Preparar el puesto de trabajo\.\n- Avisar al equipo')
        self.assertRegex(source, r'Firmar el acta[^\n]*\n\| Recorrer la oficina\.')

    def test_a_deleted_control_of_a_row_empties_its_cell(self):
        path = self.export('incorporacion-atencion')
        export = update_test.Export(path)
        evidence = next(node for node in export.controls('/evidence$') if export.text(node) == 'Copia del mensaje')
        export.remove(evidence)
        export.save()
        _, found = self.update(path, '--apply')
        self.assertEqual([(change['kind'], change['state']) for change in found], [('removed', 'applies')], self.out)
        # Only the label of the cell is left in the file.
        self.assertEqual([change['kind'] for change in self.update(path)[1]], ['outside'], self.out)
        source = self.read('incorporacion/incorporacion-atencion.md')
        self.assertNotIn('Copia del mensaje', source)
        self.assertIn('Enviar a la persona un mensaje', source)

    def test_control_data_and_lists_of_a_protocol(self):
        path = self.export('persona-alterada')
        export = update_test.Export(path)
        for control in export.controls('^oficio:version$'):
            export.set(control, '04')
        limits = export.controls('/time-limit$')
        self.assertGreater(len(limits), 5)
        export.set(limits[0], '4 minutos')
        export.replace(self.paragraph(export, 'La persona grita'), 'La persona grita', 'Alguien grita')
        export.save()
        self.applied(path, 3)
        source = self.read('protocolos/persona-alterada.md')
        self.assertIn('\nversión: 04\n', source)
        self.assertRegex(source, r'Dejar hablar[^\n]*\| 4 minutos \|')
        self.assertIn('\n- Alguien grita, golpea el mostrador, insulta o llora sin poder hablar.\n- Amenaza', source)

    def test_items_added_to_and_removed_from_a_list_in_a_text(self):
        path = self.export('persona-alterada')
        export = update_test.Export(path)
        control = export.control('^oficio:when-to-use$')
        paragraphs = list(control.iter(W + 'p'))
        self.assertEqual(len(paragraphs), 3)
        typed_after(export, paragraphs[0], 'Rompe cosas.')
        # Word keeps the end of the bookmark.
        paragraphs[1].append(paragraphs[2].find(W + 'bookmarkEnd'))
        export.parents[paragraphs[2]].remove(paragraphs[2])
        export.save()
        self.applied(path, 1)
        self.assertRegex(self.read('protocolos/persona-alterada.md'),
                         r'\n- La persona grita[^\n]*\n- Rompe cosas\.\n- Amenaza[^\n]*\n\n##')

    def test_page_numbers_counted_anew(self):
        path = self.export('man-pre-02')
        export = update_test.Export(path)
        fields = list(export.root.iter(W + 'fldSimple'))
        self.assertTrue(fields)
        for number, field in enumerate(fields):
            for text in field.iter(W + 't'):
                text.text = str(number + 7)
        export.save()
        self.assertEqual(self.update(path), (0, []), self.out)


if __name__ == '__main__':
    unittest.main()
