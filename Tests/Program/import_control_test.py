"""`oficio import`: codes, versions and dates without labels, letters of items, jobs in titles, codes of two documents,
settings of other tools."""
import json
import unittest

import import_files_test
from import_files_test import paragraph, word


def page(*paragraphs):
    return '<html><body>' + ''.join(paragraphs) + '</body></html>'


class ImportControl(import_files_test.ImportCase):
    HEAD = paragraph('Protocolo de guardia', True)
    REST = (paragraph('Objetivo', True) + paragraph('Cubrir los turnos.') + paragraph('Desarrollo', True)
            + paragraph('Se llama al personal de turno.'))

    def source(self, files, *options):
        """The only source of an import into an empty site."""
        for path in (self.site / 'content').rglob('*.md'):
            path.unlink()
        self.run_import(files, *options)
        self.assertEqual(self.result.returncode, 0, self.out)
        (text,) = self.sources().values()
        return text

    def test_control_data_in_page_headers(self):
        cases = [
            ('PNT-LAB-021 — Rev. 3', 'PNT-LAB-021', '3'), ('PNT-LAB-021 Rev.3', 'PNT-LAB-021', '3'),
            ('Código: POL-RH-004 | Versión 2.1', 'POL-RH-004', '2.1'), ('POL-RH-007, versión 04', 'POL-RH-007', '04'),
            ('Hospital de Alba · PR-ENF-12 · v3 · Página 1 de 4', 'PR-ENF-12', 'v3'),
            ('Código: PR - 07 Versión: 2', 'PR - 07', '2'),
            # Neither a standard nor a plan of a year is a code, and of two codes nobody knows which.
            ('ISO-9001 — Rev. 3', None, '3'), ('POA-2025', None, None), ('MAN-CAL-01 / PR-CAL-07', None, None)]
        for header, code, version in cases:
            with self.subTest(header):
                text = self.source({'p.docx': word(self.HEAD + self.REST, paragraph(header))})
                for key, value in [('código', code), ('versión', version)]:
                    if value:
                        self.assertIn(f'\n{key}: {value}\n', text)
                    else:
                        self.assertNotIn(f'\n{key}:', text)

    def test_control_data_in_a_line_of_the_cover(self):
        for line, wanted in [
            ('Versión 5, aprobado el 12 de marzo de 2025', ['versión: 5', 'aprobación: 2025-03-12']),
            ('PR-ENF-12 — Versión 5 — vigente desde el 1 de abril de 2025',
             ['código: PR-ENF-12', 'versión: 5', 'vigencia: 2025-04-01']),
            ('PR-ENF-12 — Versión 5 — sin cambios', None),
            ('PR-ENF-12 | Versión 5 | Aprobada el 12 de marzo de 2025',
             ['código: PR-ENF-12', 'versión: 5', 'aprobación: 2025-03-12'])]:
            with self.subTest(line):
                text = self.source({'p.docx': word(self.HEAD + paragraph(line) + self.REST)})
                for key in wanted or []:
                    self.assertIn(f'\n{key}\n', text)
                # What is not understood as a whole stays as it is.
                self.assertEqual(line in text, wanted is None)

    def test_dates_in_sentences(self):
        section = paragraph('Aprobación', True)
        for before, sentence, wanted in [
            ('', 'La presente política fue aprobada por la Junta el 4 de mayo de 2024 y entró en vigencia el '
                 '1 de junio de 2024.', {'aprobación': '2024-05-04', 'vigencia': '2024-06-01'}),
            (section, 'Aprobado por el Comité en sesión del 3 de abril de 2023. Revisado el 10/05/2024.',
             {'aprobación': '2023-04-03', 'última revisión': '2024-05-10'}),
            ('', 'Esta política deroga la aprobada el 3 de mayo de 2019.', {}),
            ('', 'La presente política será aprobada el 3 de mayo de 2027.', {}),
            ('', 'El presupuesto fue aprobado por la Junta el 4 de mayo de 2024.', {}),
            ('', 'Este protocolo fue aprobado el 4 de mayo de 2024. Este protocolo fue aprobado el 5 de mayo de 2024.',
             {})]:
            with self.subTest(sentence):
                text = self.source({'p.docx': word(self.HEAD + self.REST + before + paragraph(sentence))})
                self.assertIn(sentence, text)
                for key in ('aprobación', 'vigencia', 'última revisión'):
                    if key in wanted:
                        self.assertIn(f'\n{key}: {wanted[key]}\n', text)
                    else:
                        self.assertNotIn(f'\n{key}:', text)
                if wanted:
                    report = (self.site / 'importacion/p-docx.html').read_text()
                    self.assertIn('sale de una frase o del título', report)

    def test_letters_of_items(self):
        """Other sentences refer to an item by its letter."""
        items = ['Usar los vehículos en asuntos propios.', 'Llevar a personas ajenas.', 'Ceder el volante.']
        typed = ''.join(paragraph(f'{letter}) {item}') for letter, item in zip('abc', items))
        listed = '<ol type="a">' + ''.join(f'<li>{item}</li>' for item in items) + '</ol>'
        roman = ''.join(paragraph(f'{number}. {item}') for number, item in zip(['I', 'II', 'III'], items))
        start = page('<h1>Política de vehículos</h1><h2>Prohibiciones</h2><p>Se prohíbe:</p>', listed)
        title = paragraph('Política de vehículos', True) + paragraph('Prohibiciones', True) + paragraph('Se prohíbe:')
        for name, content, marks in [
            ('p.docx', word(title + typed), ['a)', 'b)', 'c)']), ('p.html', start, ['a.', 'b.', 'c.']),
                ('r.docx', word(title + roman), ['I.', 'II.', 'III.'])]:
            with self.subTest(name + marks[0]):
                for path in self.files.iterdir():
                    path.unlink()
                text = self.source({name: content})
                self.assertIn('\n'.join(f'- {mark} {item}' for mark, item in zip(marks, items)), text)

    def test_the_job_in_the_title_of_a_checklist(self):
        tasks = import_files_test.table([
            ['Actividad', 'Responsable', 'Cumplido'], ['Entregar la llave', 'Tesorero', '☐'],
            ['Presentar al equipo', 'Tesorero', '☐']])
        for title, job in [
            ('Lista de inducción: Cajero', 'Cajero'), ('Inducción al puesto de Archivista', 'Archivista'),
            ('Lista de inducción — Analista de Compras', 'Analista de Compras'),
            ('Lista de inducción: Primer día', None), ('Lista de inducción: Colaborador nuevo', None),
                ('Lista de inducción del personal', None)]:
            with self.subTest(title):
                text = self.source({'p.docx': word(paragraph(title, True) + tasks)})
                self.assertIn(title, text)
                if job:
                    self.assertIn(f'\npara: {job}\n', text)
                else:
                    self.assertNotIn('\npara:', text)

    def test_codes_of_two_documents_are_told(self):
        def procedure(title, code):
            return paragraph(f'Procedimiento de {title}', True) + paragraph(f'Código: {code}') + self.REST

        (self.site / 'content/protocolos').mkdir()
        (self.site / 'content/protocolos/pago.md').write_text('---\ntítulo: Pago\ncódigo: PR-01\n---\n')
        self.run_import({
            'a.docx': word(procedure('cobro', 'PR-01')), 'b.docx': word(procedure('arqueo', 'PR-02')),
            'c.docx': word(procedure('cierre', 'PR-02')),
            'd.docx': word(self.HEAD + self.REST, paragraph('Código: PR-03')),
            'e.docx': word(paragraph('Protocolo de relevo', True) + self.REST, paragraph('Código: PR-03'))})
        self.assertEqual(self.result.returncode, 0, self.out)
        for name, words in [
            ('a', 'el código «PR-01» ya es de «Pago»'), ('c', 'el código «PR-02» ya es de «Procedimiento de arqueo»'),
            ('d', 'el código «PR-03» está en los encabezados de varios archivos'),
                ('e', 'el código «PR-03» está en los encabezados de varios archivos')]:
            self.assertRegex(self.result.stderr, f'/{name}.docx: {words}')
            self.assertIn(words, (self.site / f'importacion/{name}-docx.html').read_text())
        self.assertNotIn('/b.docx:', self.result.stderr)
        self.assertIn('4 por revisar', self.result.stdout)

    def test_settings_of_docusaurus(self):
        link = {'type': 'generated-index', 'description': 'Cómo se compra.'}
        category = {'label': 'Compras y contratos', 'link': link}
        self.run_import({
            's/docusaurus.config.js': '', 's/sidebars.js': 'module.exports = {};\n',
            's/docs/procedimientos/_category_.json': json.dumps(category, indent=2),
            's/docs/procedimientos/menor.md':
                '---\ntitle: Compra menor\ndescription: Cómo se compra hasta mil dólares.\n'
                'tags: [compras, caja chica]\n---\n\n## Objetivo\n\nComprar.\n'})
        self.assertEqual(self.result.returncode, 0, self.out)
        self.assertRegex(self.out, r'no se lee .*/_category_\.json.*: «Compras y contratos», «Cómo se compra\.»')
        self.assertRegex(self.out, r'no se lee .*/sidebars\.js')
        text = self.sources()['protocolos/compra-menor.md']
        self.assertIn('\n## Presentación\n\nCómo se compra hasta mil dólares.\n\n## Objetivo\n', text)
        self.assertNotIn('Sin colocar', text)
        report = (self.site / 'importacion/menor-md.html').read_text()
        self.assertIn('que no pasan a la fuente: tags', report)
        self.assertIn('caja chica', report)


if __name__ == '__main__':
    unittest.main()
