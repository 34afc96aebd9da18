"""`oficio import` of files made here: what becomes of them in the sources, and what hostile ones cannot do."""
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zlib
from xml.sax.saxutils import escape

import update_test
from import_memory_test import W, document, packed, pdf, workbook

RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
HEADER = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml'
MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

# A picture of one grey point.
PICTURE = bytes.fromhex(
    '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081'
    'dd436af40000000049454e44ae426082')


def paragraph(text, bold=False):
    return (f'<w:p><w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}'
            f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>')


def table(rows):
    """A table of texts; a cell may be a pair of text and columns spanned."""
    def cell(value):
        text, columns = value if isinstance(value, tuple) else (value, 1)
        span = f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>' if columns > 1 else ''
        return f'<w:tc>{span}{paragraph(text)}</w:tc>'

    grid = '<w:tblGrid>' + '<w:gridCol/>' * max(len(row) for row in rows) + '</w:tblGrid>'
    return '<w:tbl>' + grid + ''.join('<w:tr>' + ''.join(map(cell, row)) + '</w:tr>' for row in rows) + '</w:tbl>'


def word(body, header='', notes=(), relations=''):
    """The bytes of a DOCX with a main text, a page header and footnotes."""
    parts = {
        '[Content_Types].xml':
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
            f'<Override PartName="/word/header1.xml" ContentType="{HEADER}"/></Types>',
        'word/document.xml':
            f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr>'
            '<w:headerReference w:type="default" r:id="h"/></w:sectPr></w:body></w:document>',
        'word/header1.xml': f'<w:hdr xmlns:w="{W}">{header or paragraph("")}</w:hdr>',
        'word/_rels/document.xml.rels':
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="h" Type="{R}/header" Target="header1.xml"/>'
            f'<Relationship Id="n" Type="{R}/footnotes" Target="footnotes.xml"/>{relations}</Relationships>',
        'word/footnotes.xml': f'<w:footnotes xmlns:w="{W}">' + ''.join(
            f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>' for number, text in enumerate(notes, 1))
            + '</w:footnotes>'}
    return packed(parts)


class ImportCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.site = self.folder / 'site'
        (self.site / 'content').mkdir(parents=True)
        (self.site / 'content/site.yaml').write_text('institución: Alcaldía de San Marcos\n')
        self.files = self.folder / 'archivos'
        self.files.mkdir()

    def run_import(self, files, *options, prefix=()):
        """Writes files and imports their folder. Returns the result of the program."""
        for name, content in files.items():
            path = self.files / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.result = subprocess.run(
            [*prefix, update_test.PROGRAM, 'import', self.files, '--site', self.site, *options], capture_output=True,
            text=True, timeout=240)
        self.out = self.result.stdout + self.result.stderr
        return self.result

    def sources(self):
        """The text of each source that was written, by its path below `content`."""
        content = self.site / 'content'
        return {str(path.relative_to(content)): path.read_text() for path in content.rglob('*.md')}

    def fates(self):
        """The words of the main text by their fate, as the report says."""
        lines = (self.site / 'importacion/piezas.jsonl').read_text().splitlines()
        counts = collections.Counter()
        for piece in map(json.loads, lines):
            counts[piece['fate']] += piece['words']
        return counts


class Documents(ImportCase):
    def procedure(self, title, code):
        steps = table([['N.º', 'Actividad', 'Responsable'], ['1', f'Recibir lo de {title}.', 'Cajero'],
                       ['2', f'Anotar lo de {title}.', 'Tesorero']])
        return word(
            paragraph(title, True) + paragraph('Objetivo', True) + paragraph(f'Ordenar lo de {title}.')
            + paragraph('Procedimiento', True) + steps, paragraph(f'Código: {code} Versión: 2'))

    def test_the_id_of_a_long_title_is_short_enough_for_a_file(self):
        for title in ('a' * 3000, 'ñ' * 200, 'palabra' * 60 + ' final'):
            self.run_import({f'{len(title)}.docx': self.procedure(title, 'PR-1')})
            self.assertIn(self.result.returncode, (0, 1), self.out[-300:])
        names = [path.rsplit('/', 1)[1] for path in self.sources()]
        self.assertEqual(3, len(names))
        for name in names:
            self.assertLess(len(name.encode()), 200)

    def test_two_procedures_with_one_code_in_their_page_headers(self):
        """The code belongs to neither of them then; taking it away leaves the steps in their place."""
        self.run_import({'a.docx': self.procedure('Pago de tributos', 'PR-07'),
                         'b.docx': self.procedure('Pago de multas', 'PR-07')})
        self.assertEqual(self.result.returncode, 0, self.out)
        sources = self.sources()
        self.assertEqual(len(sources), 2, self.out)
        for text in sources.values():
            self.assertNotIn('PR-07', text)
            self.assertRegex(text, r'## Pasos\n\n\| Acción \| Responsable \|\n\|---\|---\|\n\| Recibir lo de ')

    def job(self, title, mission, functions):
        return (paragraph(title.upper(), True)
                + table([['Nombre del puesto', title], ['Unidad', 'Tesorería'], ['Jefe inmediato', 'Tesorero']])
                + paragraph('Objetivo del puesto', True) + paragraph(mission) + paragraph('Funciones', True)
                + ''.join(map(paragraph, functions)) + paragraph('Experiencia', True) + paragraph('Dos años.'))

    def test_the_cover_of_a_manual_of_several_jobs(self):
        cover = (
            paragraph('ALCALDÍA DE SAN MARCOS', True) + paragraph('MANUAL DE DESCRIPCIÓN DE PUESTOS', True)
            + paragraph('Código: MP-RH-01') + paragraph('Versión: 3')
            + paragraph('Fecha de aprobación: 12 de marzo de 2024')
            + table([['Elaboró', 'Aprobó'], ['Ana Paz', 'Rosa Mora'], ['Jefa de Recursos Humanos', 'Alcaldesa']])
            + paragraph('Acuerdo municipal número 14.')
            + paragraph('ÍNDICE', True) + paragraph('1. Cajero ..... 3') + paragraph('2. Contador ..... 4')
            + paragraph('INTRODUCCIÓN', True) + paragraph('Este manual reúne los puestos de la Alcaldía.'))
        self.run_import({'manual.docx': word(
            cover + self.job('Cajero', 'Cobrar los tributos.', ['Abrir la caja.', 'Recibir los pagos.'])
            + self.job('Contador', 'Llevar la contabilidad.', ['Registrar los asientos.', 'Cerrar el mes.']),
            paragraph('MP-RH-01 Versión 3'))})
        self.assertEqual(self.result.returncode, 0, self.out)
        sources = self.sources()
        self.assertEqual(sorted(sources), ['manuales/mp-rh-01.md', 'puestos/cajero.md', 'puestos/contador.md'])
        manual = sources['manuales/mp-rh-01.md']
        for line in ['título: MANUAL DE DESCRIPCIÓN DE PUESTOS', 'código: MP-RH-01', 'versión: 3',
                     'aprobación: 2024-03-12', '  - {nombre: Ana Paz, cargo: Jefa de Recursos Humanos}',
                     '  - {nombre: Rosa Mora, cargo: Alcaldesa}', 'miembros:\n  - cajero\n  - contador',
                     '## Presentación\n\nEste manual reúne los puestos de la Alcaldía.']:
            self.assertIn(line, manual)
        unplaced = manual.split('## Sin colocar')[1]
        self.assertIn('Acuerdo municipal número 14.', unplaced)
        self.assertNotIn('ÍNDICE', manual)
        for name in ('cajero', 'contador'):
            self.assertNotRegex(sources[f'puestos/{name}.md'], 'MP-RH-01|Ana Paz|2024|Sin colocar')

    def test_the_job_of_a_checklist(self):
        tasks = table([['Actividad', 'Responsable', 'Plazo', 'Cumplido'],
                       ['Entregar la llave', 'Tesorero', '1 día', '☐'],
                       ['Presentar al equipo', 'Tesorero', '2 días', '☐']])
        for place, head in [('a line', paragraph('Cargo: Cajero')), ('a cell', table([['Cargo', 'Cajero']]))]:
            with self.subTest(place):
                shutil.rmtree(self.site / 'content/incorporacion', ignore_errors=True)
                self.run_import({'lista.docx': word(
                    paragraph('LISTA DE INDUCCIÓN DE PERSONAL NUEVO', True) + head
                    + paragraph('Nombre: ____________ Fecha: ______') + tasks)})
                text = self.sources()['incorporacion/lista-induccion-personal-nuevo.md']
                self.assertRegex(text, r'\npara: [Cc]ajero\n')
                self.assertNotIn('Sin colocar', text)

    def test_headings_in_two_rows_and_notes_of_other_sections(self):
        note = '<w:p><w:r><w:t>Ordenar el préstamo</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
        steps = table([['N.º', 'Actividad', ('Quién', 2)], ['', '', 'Responsable', 'Registro'],
                       ['1', 'Recibir la solicitud.', 'Archivista', 'Boleta'],
                       ['2', 'Buscar el expediente.', 'Auxiliar', 'Libro']])
        self.run_import({'p.docx': word(
            paragraph('Procedimiento de préstamo', True) + paragraph('Objetivo', True) + note
            + paragraph('Descripción del procedimiento', True) + steps, notes=['Ley de Archivos, artículo 12.'])})
        text = next(iter(self.sources().values()))
        self.assertIn('| Acción | Responsable | Registro |\n|---|---|---|\n'
                      '| Recibir la solicitud. | Archivista | Boleta |', text)
        self.assertRegex(text, r'Ordenar el préstamo\[\^1\]\n\n\[\^1\]: Ley de Archivos, artículo 12\.\n\n## Pasos')

    def test_labels_before_tabs(self):
        def tabbed(*texts):
            return '<w:p><w:r>' + '<w:tab/>'.join(f'<w:t>{text}</w:t>' for text in texts) + '</w:r></w:p>'

        self.run_import({'i.docx': word(
            paragraph('INSTRUCTIVO DE VEHÍCULOS', True) + tabbed('Código:', 'TR-IN-02', 'Versión:', '1')
            + tabbed('Elaborado por:', 'Carlos Díaz, Jefe de Transporte') + paragraph('Objetivo', True)
            + paragraph('Cuidar los vehículos.'))})
        text = next(iter(self.sources().values()))
        for line in ['código: TR-IN-02', 'versión: 1', '- {nombre: Carlos Díaz, cargo: Jefe de Transporte}']:
            self.assertIn(line, text)

    def test_headings_in_capitals_of_a_pdf_without_tags(self):
        lines = ['Nombre del puesto: Cajero', 'Jefe inmediato: Tesorero', 'OBJETIVO DEL PUESTO',
                 'Cobrar los tributos de la ciudad con orden y con respeto.', 'EXPERIENCIA', 'Dos meses.',
                 'FUNCIONES', 'Abrir la caja.', 'Cerrar la caja.']
        shown = ' '.join(f'({line}) Tj T*' for line in lines)
        self.run_import({'puesto.pdf': pdf(1, zlib.compress(f'BT /F1 11 Tf 60 780 Td 14 TL {shown} ET'.encode()))})
        text = self.sources()['puestos/cajero.md']
        self.assertIn('\n\nCobrar los tributos de la ciudad con orden y con respeto.\n\n## Experiencia\n\nDos meses.\n',
                      text)
        self.assertIn('- Abrir la caja.\n- Cerrar la caja.', text)

    def test_numbers_are_not_signed(self):
        """A table of authorised and occupied posts is no table of signatures."""
        self.run_import({'p.docx': word(
            table([['Nombre del puesto', 'Cajero'], ['Unidad', 'Tesorería'], ['Jefe inmediato', 'Tesorero']])
            + table([['Autorizadas', 'Ocupadas'], ['3', '2']])
            + paragraph('Objetivo del puesto', True) + paragraph('Cobrar.') + paragraph('Funciones', True)
            + paragraph('Abrir la caja.') + paragraph('Cerrar la caja.'))})
        self.assertNotIn('autoriza', self.sources()['puestos/cajero.md'])

    def test_references_to_jobs_of_one_title(self):
        """Where several jobs have the title, one entry stands for it, and a list of titles stays a list."""
        def job(title, supervised, mission):
            return word(
                table([['Nombre del puesto', title], ['Unidad', 'Tesorería'], ['Supervisa a', supervised]])
                + paragraph('Objetivo del puesto', True) + paragraph(mission) + paragraph('Funciones', True)
                + paragraph('Abrir la caja.') + paragraph('Cerrar la caja.'))

        self.run_import({
            'a.docx': job('Cajero', 'Nadie', 'Cobrar los tributos.'),
            'b.docx': job('Cajero', 'Nadie', 'Cobrar las multas.'),
            'c.docx': job('Archivista', 'Nadie', 'Guardar los recibos.'),
            'd.docx': job('Tesorero', 'Cajero. Archivista.', 'Cuidar los fondos.'),
            'e.docx': job('Subtesorero', 'Cajero', 'Suplir al tesorero.')})
        self.assertEqual(self.result.returncode, 0, self.out)
        sources = self.sources()
        self.assertIn('\nsupervisa:\n  - cajero-3\n  - archivista\n', sources['puestos/tesorero.md'])
        self.assertIn('\nsupervisa: cajero-3\n', sources['puestos/subtesorero.md'])
        described = (self.site / 'content/puestos-por-describir.yaml').read_text()
        self.assertEqual(described.count('título: Cajero\n'), 1, described)
        # A later import finds the entry.
        shutil.rmtree(self.files)
        self.run_import({'f.docx': job('Auditor', 'Cajero', 'Revisar las cuentas.')})
        self.assertIn('\nsupervisa: cajero-3\n', self.sources()['puestos/auditor.md'])

    def test_files_that_differ_in_words_without_a_field(self):
        """The second file is no repetition of the first, because its further words would be in no source."""
        def job(more):
            return ('<h1>PERFIL DE PUESTO</h1><p><b>Puesto:</b> Cajero</p><p><b>Reporta a:</b> Tesorero</p>'
                    '<p><b>Misión</b></p><p>Cobrar.</p><p><b>Funciones</b></p>'
                    f'<ul><li>Abrir la caja.</li><li>Cerrar la caja.</li></ul>{more}')

        self.run_import({'a.html': job(''), 'b.html': job('<p><b>Aficiones</b></p><p>Coleccionar sellos.</p>')})
        self.assertIn('Coleccionar sellos.', ''.join(self.sources().values()), self.out)

    def test_competencies_in_cells_with_names_of_fields(self):
        def cell(name):
            return (f'<td><p><b>{name}</b></p><ul><li>Hace lo primero de {name}.</li>'
                    f'<li>Hace lo otro de {name}.</li></ul></td>')

        names = ['Autocontrol', 'Comunicación', 'Iniciativa', 'Organización', 'Flexibilidad', 'Responsabilidad']
        rows = [f'<tr>{cell(left)}{cell(right)}</tr>' for left, right in zip(names[::2], names[1::2])]
        self.run_import({'p.html':
            '<h1>PERFIL DE PUESTO</h1><p><b>Puesto:</b> Cajero</p><p><b>Reporta a:</b> Tesorero</p>'
            '<p><b>Objetivo del puesto</b></p><p>Cobrar.</p>'
            f'<p><b>Competencias</b></p><table>{"".join(rows)}</table>'})
        text = self.sources()['puestos/cajero.md']
        found = re.findall(r'\n### (.+)\n\n- Hace lo primero de \1\.\n- Hace lo otro de \1\.', text)
        self.assertEqual(found, names, text)

    def test_a_box_with_a_title_over_labels(self):
        box = ('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
               + ''.join(map(paragraph, ['REQUISITOS', 'Formación: Bachiller', 'Experiencia: Dos años']))
               + '</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>')
        self.run_import({'p.docx': word(
            table([['Nombre del puesto', 'Cajero'], ['Unidad', 'Tesorería'], ['Jefe inmediato', 'Tesorero']])
            + paragraph('Funciones', True) + paragraph('Abrir la caja.') + paragraph('Cerrar la caja.') + box)})
        text = self.sources()['puestos/cajero.md']
        self.assertIn('## Funciones\n\n- Abrir la caja.\n- Cerrar la caja.\n\n## Formación\n\nBachiller\n', text)

    def test_two_columns_of_time(self):
        rows = ''.join(f'<row r="{number}">' + ''.join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in zip('ABCD', texts)
            if text) + '</row>' for number, texts in enumerate([
                ['Lista de inducción'], ['Cargo:', 'Cajero'], ['Semana', 'Actividad', 'Responsable', 'Plazo'],
                ['1', 'Recorrer la caja', 'Tesorero', '1 día'], ['', 'Recibir la clave', 'Tesorero', '2 días'],
                ['2', 'Hacer el curso', 'Tesorero', '10 días']], 1))
        for _ in range(6):
            shutil.rmtree(self.site / 'content/incorporacion', ignore_errors=True)
            self.run_import({'lista.xlsx': workbook(rows)})
            text = self.sources()['incorporacion/lista-induccion.md']
            self.assertRegex(text, r'\npara: [Cc]ajero\n')
            self.assertRegex(text, r'### Semana 1\n\n\|.*\n\|.*\n\| Recorrer la caja \| [Tt]esorero \| 1 día \|\n'
                                   r'\| Recibir la clave \| [Tt]esorero \| 2 días \|\n\n### Semana 2\n')
            self.assertNotIn('Sin colocar', text)

    def test_links_in_functions(self):
        self.run_import({
            'docs/puestos/a.md': '---\ntitle: Cajero\nreports_to: Tesorero\n---\n\n## Funciones\n\n- Abrir la caja.\n'
                                 '- Cumplir [lo de caja](../politicas/caja.md).\n',
            'docs/politicas/caja.md': '# Política de caja\n\n## Objetivo\n\nCuidar.\n\n## Normas\n\n1. Siempre.\n'})
        self.assertIn('- Cumplir [lo de caja](../protocolos/politica-caja.md).\n', self.sources()['puestos/cajero.md'])

    def test_a_notice_among_functions(self):
        self.run_import({'docs/puestos/b.md':
            '---\ntitle: Bibliotecario\nreports_to: Jefe de Biblioteca\n---\n\n## Objetivo\n\nAtender.\n\n'
            '## Funciones\n\n- Prestar libros.\n- Ordenar estantes.\n\n:::tip Consejo\nHable bajo.\n:::\n'})
        text = self.sources()['puestos/bibliotecario.md']
        self.assertIn('## Funciones\n\n- Prestar libros.\n- Ordenar estantes.\n', text)
        self.assertIn('Hable bajo.', text.split('## Sin colocar')[1])


    def test_two_pairs_in_each_row(self):
        self.run_import({'p.docx': word(
            paragraph('MUNICIPALIDAD DE VILLA NUEVA', True) + paragraph('TÉCNICO DE CATASTRO', True)
            + table([[('I. IDENTIFICACIÓN', 4)], ['Código del puesto', 'VN-03', 'Clasificación', 'Técnico II'],
                     ['Unidad administrativa', 'Catastro', 'Jefe inmediato', 'Jefa de Catastro'],
                     ['Plazas', '2', 'Jornada', 'De ocho a cuatro']])
            + paragraph('II. MISIÓN DEL PUESTO', True) + paragraph('Medir.')
            + paragraph('III. FUNCIONES', True) + paragraph('Medir los predios.') + paragraph('Dibujar el mapa.'))})
        text = self.sources()['puestos/tecnico-catastro.md']
        for line in ['código: VN-03', 'unidad: catastro', 'reporta a: jefa-catastro', 'número de puestos: 2']:
            self.assertIn(f'\n{line}\n', text)
        self.assertNotIn('Sin colocar', text)

    def test_the_head_of_a_checklist_with_gaps(self):
        tasks = table([['Hecho', 'Actividad', 'Responsable'], ['☐', 'Preparar el contrato', 'Tesorero'],
                       ['☐', 'Crear el usuario', 'Tesorero']])
        self.run_import({'lista.docx': word(
            paragraph('LISTA DE INDUCCIÓN DE PERSONAL NUEVO', True)
            + table([['Nombre del colaborador:', '', 'Puesto:', 'Cajero'],
                     ['Fecha de ingreso:', '', 'Jefe inmediato:', 'Tesorero']]) + tasks)})
        text = self.sources()['incorporacion/lista-induccion-personal-nuevo.md']
        self.assertRegex(text, r'\npara: [Cc]ajero\n')

    def test_facts_above_a_table_and_page_numbers(self):
        rows = [['Código: LV-QX-04', '', 'Versión 2', '', 'Fecha: 12/01/2024'],
                ['N.º', 'Ítem', 'Responsable', 'Cumple', 'No cumple'], ['1', 'Piso limpio', 'Auxiliar', '', ''],
                ['2', 'Mesa limpia', 'Circulante', '', '']]
        cells = ''.join(f'<row r="{number}">' + ''.join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in zip('ABCDE', texts)
            if text) + '</row>' for number, texts in enumerate([['Lista de verificación de quirófano'], *rows], 1))
        self.run_import({
            'lista.xlsx': workbook(cells),
            'p.docx': word(
                paragraph('PROCEDIMIENTO DE COMPRA', True)
                + table([['Código', 'PR-01', 'Página', '1 de 3'], ['Edición', '2', 'Emisión', '5/08/2023']])
                + paragraph('Propósito', True) + paragraph('Comprar.'))})
        sources = self.sources()
        sheet = next(text for path, text in sources.items() if 'quirofano' in path)
        for line in ['código: LV-QX-04', 'versión: 2']:
            self.assertIn(line, sheet)
        self.assertNotIn('1 de 3', sources['protocolos/procedimiento-compra.md'])

    def test_two_labels_of_one_field(self):
        """The proposed form has both, so that neither text is left over."""
        self.run_import({'p.docx': word(
            table([['Nombre del puesto', 'Cajero'], ['Unidad', 'Tesorería'], ['Jefe inmediato', 'Tesorero']])
            + paragraph('FUNCIONES', True) + paragraph('Abrir la caja.') + paragraph('Cerrar la caja.')
            + paragraph('REQUISITOS MÍNIMOS', True)
            + table([['Educación', 'Bachiller.'], ['Formación', 'Curso de caja.'], ['Experiencia', 'Un año.']]))})
        text = self.sources()['puestos/cajero.md']
        self.assertIn('Bachiller.\n\nCurso de caja.', text)
        self.assertNotIn('Sin colocar', text)

    def test_capitals_end_a_list(self):
        lines = ['Nombre del puesto: Cajero', 'Jefe inmediato: Tesorero', 'OBJETIVO DEL PUESTO', 'Cobrar los tributos.',
                 'FUNCIONES', 'Abrir la caja.', 'Cerrar la caja.', 'REQUISITOS MÍNIMOS', 'Experiencia: Dos meses.']
        self.run_import({'puesto.html': ''.join(f'<p>{line}</p>' for line in lines)})
        text = self.sources()['puestos/cajero.md']
        self.assertIn('- Cerrar la caja.\n\n## Experiencia\n', text)
        self.assertNotRegex(text, '- REQUISITOS')

    def test_functions_without_headings(self):
        """A band over rows of a number, a function and its frequency."""
        self.run_import({'p.docx': word(table([
            [('1. DATOS GENERALES', 3)], ['Título del puesto', ('Instructor', 2)],
            ['Puesto al que reporta', ('Jefe de Talleres', 2)], [('2. OBJETIVO DEL PUESTO', 3)], [('Enseñar.', 3)],
            [('3. FUNCIONES', 3)], ['1', 'Planificar las clases.', 'Semanal'], ['2', 'Dar las clases.', 'Diaria'],
            [('4. PERFIL', 3)], ['Competencias', ('Liderazgo, Paciencia, Trabajo bajo presión', 2)]]))})
        text = self.sources()['puestos/instructor.md']
        self.assertIn('| Planificar las clases. | Semanal |\n| Dar las clases. | Diaria |', text)
        self.assertIn('- liderazgo\n- paciencia\n- trabajo-bajo-presion', text)


class ForeignSites(ImportCase):
    def test_hugo(self):
        self.run_import({
            's/hugo.toml': '', 's/static/img/mapa.png': PICTURE,
            's/content/procedimientos/_index.md': '---\ntitle: Procedimientos\n---\nLista.\n',
            's/content/procedimientos/alta.md': '---\ntitle: Alta\nlastmod: 2024-05-05\n---\n\n## Objetivo\n\nDar.\n',
            's/content/puestos/cajero.md': '---\ntitle: Cajero\nlastmod: 2024-05-06\nauthors: Ana\n---\n\n'
                '## Objetivo\n\nCobrar.\n\n## Funciones\n\n- Cobrar.\n- Cerrar.\n',
            's/content/procedimientos/triage/index.md':
                '---\ntitle: Triage\ndraft: true\n---\n\n## Objetivo\n\nVer [alta]({{< relref "../alta#a" >}}) y '
                '[otro](nada.md).\n\n## Pasos\n\n1. Uno.\n2. Dos.\n\n{{% notice warning "Atención" %}}\nCuidado.\n'
                '{{% /notice %}}\n\n{{< tabs >}}\n{{% tab "Adultos" %}}\nManchester.\n{{% /tab %}}\n{{< /tabs >}}\n\n'
                '{{< highlight bash >}}\necho hola\n{{< /highlight >}}\n\n{{< figure src="/img/mapa.png" alt="M" '
                'title="Mapa" >}}\n\n{{< button href="https://x.org/f" >}}Abrir{{< /button >}}\n\n{{< raro "x" >}}\n'})
        self.assertEqual(self.result.returncode, 0, self.out)
        sources = self.sources()
        self.assertIn('paginas/procedimientos.md', sources)
        text = sources['protocolos/triage.md']
        for part in ['[alta](alta.md#a)', '> [!WARNING]\n> **Atención**\n>\n> Cuidado.', '**Adultos**\n\nManchester.',
                     '```\necho hola\n```', '.png) Mapa', '[Abrir](https://x.org/f)', 'raro "x"']:
            self.assertIn(part, text)
        report = ''.join(path.read_text() for path in (self.site / 'importacion').glob('*.html'))
        self.assertIn('el enlace «nada.md» no lleva a ningún archivo importado', report)
        self.assertIn('última revisión: 2024-05-05', sources['protocolos/alta.md'])
        self.assertIn('última revisión: 2024-05-06', sources['puestos/cajero.md'])
        self.assertNotIn('Sin colocar', sources['puestos/cajero.md'])

    def test_mkdocs(self):
        self.run_import({
            's/mkdocs.yml': 'nav:\n  - Inicio: index.md\n  - Préstamo a domicilio: procedimientos/p.md\n',
            's/docs/index.md': '# Biblioteca\n\n## Objetivo del sitio\n\nVer [préstamo](procedimientos/p.md).\n',
            's/docs/procedimientos/p.md': '## Objetivo\n\nPrestar.\n',
            's/docs/puestos/b.md': '# Bibliotecario\n\n| Campo | Valor |\n|---|---|\n| Jefe inmediato | Director |\n'
                                   '| Unidad | Biblioteca |\n\n## Funciones\n\n- Prestar.\n- Ordenar.\n'})
        sources = self.sources()
        self.assertIn('[préstamo](../protocolos/prestamo-domicilio.md)', sources['paginas/biblioteca.md'])
        self.assertNotIn('Sin colocar', sources['puestos/bibliotecario.md'])

    def test_docusaurus(self):
        self.run_import({
            's/docusaurus.config.js': '', 's/static/img/flujo.png': PICTURE,
            's/docs/intro.md': '---\nsidebar_position: 1\n---\n\n# Bienvenida\n\nLea [compras](./compras/c.md).\n\n'
                               "<img src={require('@site/static/img/flujo.png').default} alt=\"Flujo\" />\n",
            's/docs/compras/c.md': '---\ntitle: Compras\n---\n\n## Pasos\n\n1. Pedir.\n2. Cotizar.\n\n<Tabs>\n  '
                                   '<TabItem value="a" label="Bienes">\n    Tres.\n  </TabItem>\n</Tabs>\n\n'
                                   ':::info[Dato con *énfasis*]\nPrimero.\n:::\n\n{/* comentario */}\n'})
        sources = self.sources()
        text = next(text for path, text in sources.items() if path.endswith('compras.md'))
        self.assertIn('2. Cotizar.\n\n**Bienes**\n\nTres.', text)
        self.assertIn('**Dato con** ***énfasis***', text)
        self.assertNotIn('comentario', text)
        self.assertRegex(sources['paginas/bienvenida.md'], r'!\[Flujo\]\(\.\./recursos/importado/')


class Hostile(ImportCase):
    """Nothing that a file refers to is opened or fetched, nothing is run, and what is refused is refused in words."""
    SECRET = 'secreto-de-la-maquina'

    def relation(self, kind, target):
        return f'<Relationship Id="x" Type="{R}/{kind}" Target="{escape(target)}" TargetMode="External"/>'

    def hostile(self):
        secret = self.folder / 'secreto.txt'
        secret.write_text(self.SECRET)
        blip = ('<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
                'r:link="x"/></w:drawing></w:r></w:p>')
        field = f'<w:p><w:fldSimple w:instr=" INCLUDETEXT {secret} "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
        inner = paragraph('Objetivo: ordenar')
        for _ in range(100):
            inner = f'<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>'
        nested = word(inner + paragraph('fin'))
        service = f'<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://127.0.0.1:9/{{}}")</f><v>x</v></c></row>'
        entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{secret}">]>'
        outer = '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'
        body = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'
        rtf = (r'{\rtf1\ansi{\field{\*\fldinst INCLUDETEXT "%s"}{\fldrslt x}}'
               r'{\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:9/a.png" \\d}{\fldrslt y}} Objetivo: ordenar\par}')
        return {
            'imagen.docx': word(blip + paragraph('Objetivo'), relations=self.relation(
                'image', 'http://127.0.0.1:9/a.png')),
            'local.docx': word(field + paragraph('Objetivo'), relations=self.relation('image', f'file://{secret}')),
            'plantilla.docx': word(paragraph('Objetivo'), relations=self.relation(
                'attachedTemplate', 'http://127.0.0.1:9/a.dotm')),
            'hondo.docx': nested,
            'servicio.xlsx': workbook(service),
            'entidad.docx': document(entity + body.format(paragraph('Objetivo').replace('Objetivo', '&e;'))),
            'externa.docx': document(outer + body.format(paragraph('Objetivo'))),
            'bomba.docx': document(b' ' * (400 << 20)),
            'entidades.docx': document('<!DOCTYPE r [<!ENTITY a "' + 'a' * 1000 + '">' + ''.join(
                f'<!ENTITY a{n} "' + f'&a{n - 1 or ""};' * 10 + '">' for n in range(1, 12)) + ']>'
                + body.format(paragraph('Objetivo').replace('Objetivo', '&a11;'))),
            'pagina.html': f'<img src="http://127.0.0.1:9/a.png"><iframe src="file://{secret}"></iframe><p>Objetivo',
            'campos.rtf': rtf % secret,
        }

    REFUSED = ['bomba.docx', 'entidad.docx', 'entidades.docx', 'externa.docx']

    def test_refused_in_words(self):
        self.run_import(self.hostile())
        self.assertIn(self.result.returncode, (0, 1), self.out)
        for name in self.REFUSED:
            self.assertRegex(self.out, rf'{name}: \S+ \S+ \S+', name)
        texts = [*self.sources().values(), self.out]
        texts += [path.read_text() for path in (self.site / 'importacion').glob('*.jsonl')]
        self.assertFalse([text for text in texts if self.SECRET in text])
        self.assertNotIn('a' * 500, self.out)

    def test_nothing_fetched(self):
        """Neither the program nor what it starts connects to an address or opens the local file; LibreOffice, for the
        RTF file, runs without a network and talks to itself at most."""
        if not shutil.which('strace'):
            if os.environ.get('CI'):
                self.fail('strace is missing')
            self.skipTest('strace is missing: the system calls of an import are not watched')
        trace = self.folder / 'trace'
        self.run_import(self.hostile(), '--dry-run', prefix=(
            'strace', '-f', '-qq', '-e', 'trace=connect,sendto,open,openat', '-o', trace))
        self.assertIn(self.result.returncode, (0, 1), self.out)
        lines = trace.read_text(errors='replace').splitlines()
        self.assertGreater(len(lines), 10)
        self.assertEqual([line for line in lines if re.search(r'AF_INET', line) and 'connect(' in line], [])
        self.assertEqual([line for line in lines if 'secreto.txt' in line and 'ENOENT' not in line], [])


if __name__ == '__main__':
    unittest.main()
