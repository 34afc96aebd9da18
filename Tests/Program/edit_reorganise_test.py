"""Reorganisations in the editor move, merge and split units and reassign jobs in one change, which one undo step
reverts."""
import html
import re
import subprocess
import unittest

from actions import BASE, Action, do, opened, review
from edit_site import ActionTest
from editing import PROGRAM

UNITS = '''# Las unidades de la casa.
elementos:
  - id: direccion
    título: Dirección   # la de siempre
  - id: caja
    título: Caja
    unidad superior: direccion
  # Se unirá.
  - id: cobros
    título: Cobros
    unidad superior: caja
  - id: archivo
    título: Archivo
'''
JOB = '---\ntítulo: {}\nunidad: {}   # suya\n---\n\n## Objetivo\n\nTrabajar en [[{}]].\n'


class Reorganise(ActionTest):
    def prepare(self):
        content = self.site / 'content'
        (content / 'unidades.yaml').write_text(UNITS)
        for place in range(6):
            unit = 'caja' if place % 2 else 'cobros'
            (content / f'puestos/p{place}.md').write_text(JOB.format(f'Puesto {place}', unit, unit.capitalize()))

    def form(self, **fields):
        form = opened(self.editor, 'reorganizar')
        form.fields |= fields
        return review(self.editor, form)

    def undo(self):
        page = self.editor.ask(BASE + 'guardados')[2]
        link = html.unescape(re.search(r'href="([^"]+lado=antes)"', page)[1])
        do(self.editor, Action(self.editor.ask(link)[2]))
        self.expect()

    def test_the_table_shows_the_present_units(self):
        form = opened(self.editor, 'reorganizar')
        self.assertEqual('caja', form.fields['sup:cobros'])
        self.assertEqual('', form.fields['sup:archivo'])
        self.assertEqual('cobros', form.fields['uni:p0'])
        self.assertIn('nada cambia', review(self.editor, form).refusal)

    def test_moved_and_reassigned(self):
        form = self.form(**{'sup:archivo': 'direccion', 'sup:cobros': '', 'uni:p0': 'archivo', 'uni:p1': 'archivo'})
        self.assertIn('2 unidades movidas, 2 puestos cambiados', form.page)
        self.assertNotIn('Errores que antes', form.page)
        self.expect()
        do(self.editor, form)
        self.expect(**{
            'unidades.yaml': UNITS.replace('Cobros\n    unidad superior: caja\n', 'Cobros\n')
                + '    unidad superior: direccion\n',
            'puestos/p0.md': JOB.format('Puesto 0', 'archivo', 'Cobros'),
            'puestos/p1.md': JOB.format('Puesto 1', 'archivo', 'Caja')})
        self.undo()

    def test_merged(self):
        form = self.form(**{'en:cobros': 'caja'})
        self.assertIn('1 unidad unida a otra', form.page)
        self.assertNotIn('Errores que antes', form.page)
        do(self.editor, form)
        text = self.text('unidades.yaml')
        self.assertNotIn('- id: cobros', text)
        self.assertTrue(text.endswith('  - id: archivo\n    título: Archivo\n'))
        for path in ('puestos/p0.md', 'puestos/p2.md', 'puestos/p4.md'):
            place = path[9]
            self.assertEqual(JOB.format(f'Puesto {place}', 'caja', 'caja'), self.text(path))
        self.assertEqual(self.before['puestos/p1.md'], self.files()['puestos/p1.md'])
        # The former names lead to the unit that took them.
        self.assertRegex(text, r'título: Caja\n(.*\n)*.*Cobros')
        check = subprocess.run([PROGRAM, 'check', '--site', self.site], capture_output=True, text=True)
        self.assertNotIn('cobros', check.stdout + check.stderr)
        self.undo()

    def test_a_unit_takes_its_parent(self):
        do(self.editor, self.form(**{'en:caja': 'cobros'}))
        text = self.text('unidades.yaml')
        self.assertNotIn('- id: caja', text)
        self.assertIn('título: Cobros\n    unidad superior: direccion\n', text)
        self.undo()

    def test_split(self):
        form = self.form(nuevas='Caja norte; direccion\nCaja sur; direccion\n',
            **{'uni:p1': 'caja-norte', 'uni:p3': 'caja-sur', 'uni:p5': 'caja-sur'})
        self.assertIn('2 unidades nuevas, 3 puestos cambiados', form.page)
        self.assertNotIn('Errores que antes', form.page)
        do(self.editor, form)
        self.assertTrue(self.text('unidades.yaml').startswith(UNITS))
        self.assertIn('título: Caja sur\n    unidad superior: direccion\n', self.text('unidades.yaml'))
        self.assertEqual(JOB.format('Puesto 3', 'caja-sur', 'Caja'), self.text('puestos/p3.md'))
        self.undo()

    def test_titles_codes_and_pasted_columns(self):
        form = self.form(nuevas='Caja norte\tDIRECCION', puestos='Puesto 1\tcaja norte\np3; Archivo\n',
            **{'uni:p0': 'Archivo', 'sup:archivo': 'dirección', 'en:cobros': 'Caja'})
        self.assertIn('1 unidad nueva, 1 unidad movida, 1 unidad unida a otra, 3 puestos cambiados', form.page)
        do(self.editor, form)
        self.assertIn('título: Caja norte\n    unidad superior: direccion\n', self.text('unidades.yaml'))
        self.assertEqual(JOB.format('Puesto 0', 'archivo', 'caja'), self.text('puestos/p0.md'))
        self.assertEqual(JOB.format('Puesto 1', 'caja-norte', 'Caja'), self.text('puestos/p1.md'))
        self.assertEqual(JOB.format('Puesto 3', 'archivo', 'Caja'), self.text('puestos/p3.md'))
        self.undo()

    def test_unclear_names(self):
        (self.site / 'content/puestos/p9.md').write_text(JOB.format('Puesto 1', 'caja', 'Caja'))
        self.assertIn('p1, p9', self.form(puestos='Puesto 1; archivo').refusal)
        self.assertIn('ningún puesto «Nadie»', self.form(puestos='Nadie; archivo').refusal)
        self.assertIn('falta la unidad', self.form(puestos='Puesto 2').refusal)

    def test_refusals(self):
        for fields, words in (({'sup:archivo': 'nada'}, 'ninguna unidad «nada»'), ({'en:caja': 'caja'}, 'ninguna otra'),
                              ({'en:caja': 'cobros', 'en:cobros': 'archivo'}, 'también se une'),
                              ({'en:caja': 'archivo', 'uni:p0': 'caja'}, 'se une a otra'),
                              ({'nuevas': 'Caja'}, 'ya hay una unidad'), ({'nuevas': ';'}, 'ya hay')):
            self.assertIn(words, self.form(**fields).refusal, fields)
        self.expect()


if __name__ == '__main__':
    unittest.main()
