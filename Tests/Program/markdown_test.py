"""Everything that an author writes in Markdown is on the page once, in order, and with its meaning."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
SETTINGS = 'institución: Instituto de Prueba\nlengua: es\n'
PICTURE = (pathlib.Path(__file__).resolve().parents[1] / 'Frozen/abierto/content/recursos/pantalla.png').read_bytes()
PROTOCOL = '---\ntítulo: Atender\ncódigo: P-1\nversión: 01\nvigencia: 2026-01-05\n---\n\n## Objetivo\n\nAtender.\n\n'


class Written(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = pathlib.Path(folder.name) / 'site'
        self.output = pathlib.Path(folder.name) / 'output'
        self.write('site.yaml', SETTINGS)

    def write(self, path, text):
        target = self.site / 'content' / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            target.write_bytes(text)
        else:
            target.write_text(text)

    def run_it(self, command, *more):
        return subprocess.run(
            [PROGRAM, command, '--site', self.site, '--today', '2026-11-29', *more], capture_output=True, text=True)

    def findings(self):
        lines = self.run_it('check', '--format', 'json').stdout.splitlines()
        return [json.loads(line) for line in lines if line.startswith('{')]

    def found(self, code):
        return [finding for finding in self.findings() if finding['code'] == code]

    def build(self):
        built = self.run_it('build', '--output', self.output)
        self.assertEqual(0, built.returncode, built.stderr + built.stdout)

    def page(self, path):
        self.build()
        text = (self.output / path).read_text()
        return text[text.index('<main'):text.index('<aside')] if '<aside' in text else text[text.index('<main'):]

    def assert_order(self, page, *words):
        """Expects each word once, after the one before it."""
        place = -1
        for word in words:
            self.assertEqual(1, page.count(word), f'{word} in {page}')
            self.assertGreater(page.index(word), place, word)
            place = page.index(word)


class Order(Written):
    def test_text_between_steps_stays_in_the_step_above_it(self):
        self.write('recursos/mapa.png', PICTURE)
        self.write(
            'protocolos/p.md', PROTOCOL
            + '## Pasos\n\nANTES\n\n1. UNO\n\n![MAPA](../recursos/mapa.png)\n\n2. DOS\n\n> CITA\n\n'
            '3. TRES\n\n| COLUMNA |\n|---|\n| CELDA |\n\nDESPUÉS\n')
        page = self.page('protocolos/p.html')
        self.assert_order(page, 'ANTES', 'UNO', 'alt="MAPA"', 'DOS', 'CITA', 'TRES')
        self.assertEqual(1, len(re.findall('<h2[^>]*>(?:<span[^>]*></span>)?Pasos', page)))
        data = json.loads((self.output / 'datos/protocolos.json').read_text())['records'][0]['fields']['steps']
        self.assertEqual({'text': 'ANTES'}, data[0])
        self.assertEqual('DOS CITA', data[2]['action'])

    def test_headings_of_steps_are_the_steps(self):
        self.write(
            'protocolos/p.md', PROTOCOL
            + '## Pasos\n\n### Paso 1. ABRIR\n\nTexto A.\n\n### Paso 2. BUSCAR\n\nTexto B:\n\n- SUB1\n- SUB2\n\n'
            '### Paso 3. CERRAR\n\nTexto C.\n')
        page = self.page('protocolos/p.html')
        self.assertEqual(3, page.count('class="step"'))
        self.assert_order(page, 'ABRIR', 'Texto A.', 'BUSCAR', 'Texto B:', '<li>SUB1</li>', '<li>SUB2</li>', 'CERRAR',
            'Texto C.')

    def test_phases_keep_their_steps(self):
        self.write(
            'protocolos/p.md', PROTOCOL
            + '## Pasos\n\n### RECEPCIÓN\n\nEn ventanilla.\n\n1. UNO\n2. DOS\n\n### ENTREGA\n\n1. TRES\n')
        page = self.page('protocolos/p.html')
        self.assert_order(page, '>RECEPCIÓN</h3>', 'En ventanilla.', 'UNO', 'DOS', '>ENTREGA</h3>', 'TRES')
        self.assertEqual(3, page.count('class="step"'))

    def test_questions_are_headings_with_answers(self):
        self.write(
            'protocolos/p.md', PROTOCOL
            + '## Preguntas frecuentes\n\n### ¿CUÁNTO cuesta?\n\nDEPENDE:\n\n- NADA\n- POCO\n\n### ¿DÓNDE?\n\nAQUÍ.\n')
        page = self.page('protocolos/p.html')
        self.assert_order(page, 'CUÁNTO', 'DEPENDE', '<li>NADA</li>', '<li>POCO</li>', 'DÓNDE', 'AQUÍ.')
        self.assertEqual(2, page.count('<dt>'))

    def test_sections_stand_as_written(self):
        self.write(
            'protocolos/p.md', PROTOCOL
            + '## Propio\n\nPROPIO.\n\n## Excepciones\n\nEXCEPCIÓN.\n\n## Pasos\n\n1. PASO.\n\n## Otro\n\nOTRO.\n\n'
            '## Alcance\n\nALCANCE.\n')
        self.assert_order(self.page('protocolos/p.html'), 'Atender.', 'PROPIO.', 'EXCEPCIÓN.', 'PASO.', 'OTRO.',
            'ALCANCE.')

    def test_sections_of_a_job_stand_as_written(self):
        self.write(
            'puestos/j.md', '---\ntítulo: Cajero\n---\n\n## Funciones\n\n- FUNCIÓN.\n\n## Historia\n\nHISTORIA.\n\n## '
                'Objetivo\n\nOBJETIVO.\n')
        self.assert_order(self.page('puestos/j.html'), 'FUNCIÓN.', 'HISTORIA.', 'OBJETIVO.')

    def test_functions_under_no_frequency_stay_behind_the_groups(self):
        self.write('puestos/p.md', '# P\n\n## Funciones\n\n### Diarias\n\n- Abrir UNO.\n\n### Semanales\n\n- Barrer '
            'DOS.\n\n## Otras funciones\n\n- Cubrir TRES.\n')
        self.assert_order(self.page('puestos/p.html'), 'UNO', 'DOS', 'TRES')

    def test_the_heading_of_a_section_of_fields_stands_above_them(self):
        self.write('puestos/p.md',
            '# P\n\n## Objetivo\n\nUNO.\n\n## PERFIL DE LA PLAZA\n\n### Formación\n\nDOS.\n\n'
            '### Experiencia\n\nTRES.\n')
        page = self.page('puestos/p.html')
        places = [page.rindex(word) for word in ('UNO', 'PERFIL DE LA PLAZA', 'DOS', 'TRES')]
        self.assertEqual(sorted(places), places)

    def test_a_released_version_keeps_its_order(self):
        text = (
            PROTOCOL + '## Propio\n\nPROPIO.\n\n## Excepciones\n\nEXCEPCIÓN.\n\n## Pasos\n\n1. UNO\n\n> CITA\n\n2. '
                'DOS\n\n## Alcance\n\nALCANCE.\n')
        self.write('protocolos/p.md', text.replace('versión: 01\nvigencia: 2026-01-05\n', ''))
        released = self.run_it('release', 'protocolos/p', '--effective', '2026-11-01', '--note', 'Creación',
            '--authorized-by', 'Dirección')
        self.assertEqual(0, released.returncode, released.stdout + released.stderr)
        source = self.site / 'content/protocolos/p.md'
        order = ('PROPIO.', 'EXCEPCIÓN.', 'UNO', 'CITA', 'DOS', 'ALCANCE.')
        self.assert_order(self.page('protocolos/p.html'), *order)
        # From now on the page shows the snapshot and not the source.
        source.write_text(source.read_text().replace('ALCANCE.', 'OTRO.'))
        self.assert_order(self.page('protocolos/p.html'), *order)
        self.assertEqual(0, self.run_it('verify').returncode)

    def test_equal_headings_have_ids_of_their_own(self):
        self.write('protocolos/p.md', PROTOCOL + '## Anexo\n\nA.\n\n## Anexo\n\nB.\n\n## ¿?\n\nC.\n\n## 😀\n\nD.\n')
        ids = re.findall(' id="([^"]*)"', self.page('protocolos/p.html'))
        self.assertEqual(sorted(set(ids)), sorted(ids))


class Meaning(Written):
    def body(self, text):
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\n' + text)
        return self.page('paginas/g.html')

    def test_a_fault_is_one_finding(self):
        self.write('paginas/p.md',
            '---\ntítulo: P\n---\n\n[TOC]\n\n{{ variable }}\n\nPulse <kbd>Intro</kbd>.\n\n> [!CAUTION]\n> Quema.\n')
        self.assertEqual(['etiqueta-html', 'sin-rellenar', 'sintaxis-ajena'],
            sorted(finding['code'] for finding in self.findings()))

    def test_brackets_of_links_are_no_gap(self):
        """The address of a link or a picture may stand elsewhere; other brackets beside it are still gaps."""
        links = '[guía]: https://a.example/\n[plano]: https://a.example/\n'
        for text, count in (('Vea la [hoja][guía] y la [guía].', 0), ('- Vea **la [hoja][guía]**.', 0),
                            ('Vea la [guía][].', 0), ('Vea la [hoja][guía] de [nombre].', 1)):
            self.write('protocolos/p.md', f'---\ntítulo: P\n---\n\n## Notas\n\n{text}\n\n{links}')
            found = [one for one in self.findings() if one['code'] == 'sin-rellenar']
            self.assertEqual(count, len(found), text)

    def test_callouts(self):
        page = self.body('> [!WARNING]\n> CUIDE la caja.\n\n> [!nota] OJO\n> MIRE.\n\n> Cita [!NOTE] común.\n')
        self.assertIn('callout-warning" role="note"><p class="callout-title">Atención</p><p>CUIDE la caja.</p></div>',
            page)
        self.assertIn('callout-note" role="note"><p class="callout-title">OJO</p><p>MIRE.</p></div>', page)
        self.assertIn('<blockquote><p>Cita [!NOTE] común.</p></blockquote>', page)

    def test_tasks(self):
        page = self.body('- [ ] PENDIENTE\n- [x] HECHA\n- [a] OTRA\n')
        self.assertRegex(page, 'type="checkbox" disabled aria-label="pendiente"> PENDIENTE')
        self.assertRegex(page, 'type="checkbox" disabled checked aria-label="hecho"> HECHA')
        self.assertIn('<li>[a] OTRA</li>', page)

    def test_bare_addresses(self):
        page = self.body('Vea https://a.example/x_(y)?z=1. O www.b.example, o escriba a sala@c.example; no '
            '[https://d.example](https://e.example).\n')
        for href in ('https://a.example/x_(y)?z=1', 'http://www.b.example', 'mailto:sala@c.example',
                'https://e.example'):
            self.assertEqual(1, page.count(f'href="{href}"'), href)
        self.assertNotIn('href="https://d.example', page)

    def test_footnotes_lead_there_and_back(self):
        page = self.body('Uno.[^b] Dos.[^a]\n\n[^a]: NOTA A.\n[^b]: NOTA B.\n\nTres.[^nada]\n')
        self.assertIn('Uno.<sup class="footnote-mark"><a href="#nota-1" id="nota-1-ref"', page)
        self.assertIn('id="nota-1"><a href="#nota-1-ref" role="doc-backlink">1.</a> NOTA B.', page)
        self.assertIn('id="nota-2"><a href="#nota-2-ref" role="doc-backlink">2.</a> NOTA A.', page)
        self.assertIn('Tres.[^nada]', page)

    def test_footnotes_that_go_on_below_their_paragraph(self):
        """What stands indented below a note is read as before, so that released documents stay, and reported."""
        self.write('paginas/a.md',
            '---\ntítulo: Uno\n---\n\nTexto.[^1] Más.[^2] Y.[^n] Z.[^m]\n\n[^1]: Primera.\n\n'
            '    Segundo párrafo.\n\nAlgo.\n\n[^2]: Esta otra:\n    1. tres\n    2. cuatro\n\n'
            '[^n]: Corta.\n[^m]: Larga\n    sin lista.\n\n```\n[^9]: código\n\n    más\n```\n\nFin.\n')
        # A note inside an item of a list, and the item's next paragraph, have the same indent.
        self.write('paginas/b.md', '---\ntítulo: Dos\n---\n\n1.  Uno.[^1]\n\n    [^1]: Nota.\n\n    Sigue el paso.\n')
        self.assertEqual([9, 14], [one['line'] for one in self.found('nota-suelta')])
        self.assertIn('como código', self.found('nota-suelta')[0]['message'])
        self.assertIn('sin sangría', self.found('nota-suelta')[0]['label'])

    def test_marks_of_footnotes_in_short_facts(self):
        self.write('puestos/a.md', '---\ntítulo: Dos[^1]\n---\n\n## Objetivo\n\nCobrar.\n\n[^1]: Nota.\n')
        found = self.found('nota-suelta')
        self.assertEqual([('content/puestos/a.md', 2)], [(f['file'], f['line']) for f in found])
        self.assertIn('se publica tal cual', found[0]['message'])

    def test_links_lead_to_phases_and_groups(self):
        self.write('protocolos/p.md', PROTOCOL + '## Pasos\n\n### Fase uno: RECIBIR\n\n1. UNO\n\n### Fase dos\n\n'
                   '2. DOS\n')
        self.write(
            'puestos/j.md', '# Cajero\n\n## Funciones generales\n\n- Planear.\n\n## Funciones específicas\n\n'
            '### Diarias\n\n- Abrir.\n\n'
            '### Mensuales\n\n- Informar.\n')
        links = ['protocolos/p.md#fase-uno-recibir', 'protocolos/p.md#fase-dos', 'puestos/j.md#mensuales']
        page = self.body(' '.join(f'[x](../{link})' for link in links) + '\n')
        self.assertEqual([], self.found('seccion-enlazada-inexistente'))
        for path, fragment in re.findall('href="../([^"#]*)#([^"]*)"', page):
            self.assertEqual(1, (self.output / path).read_text().count(f' id="{fragment}"'), fragment)

    def test_columns_stand_where_the_author_put_them(self):
        page = self.body('| A | B | C |\n|---|--:|:-:|\n| 1 | 2 | 3 |\n')
        self.assertIn('<td>1</td><td class="align-right">2</td><td class="align-center">3</td>', page)

    def test_links_lead_to_sections(self):
        self.write('protocolos/p.md', PROTOCOL
            + '## Pasos\n\n1. UNO\n\n## Anexo técnico\n\nA.\n\n### Casos\n\nB.\n\n## Anexo técnico\n\nC.\n')
        links = ['pasos', 'procedimiento', 'anexo-técnico', 'anexo-tecnico', 'anexo-t%C3%A9cnico', 'anexo-tecnico-1',
            'casos', 'objetivo', 'paso-1']
        page = self.body(' '.join(f'[x](../protocolos/p.md#{link})' for link in links)
            + ' [y](#más-abajo)\n\n## Más abajo\n\nZ.\n')
        target = (self.output / 'protocolos/p.html').read_text()
        fragments = re.findall('href="../protocolos/p.html#([^"]*)"', page)
        self.assertEqual(len(links), len(fragments), fragments)
        for fragment in fragments:
            self.assertEqual(1, target.count(f' id="{fragment}"'), fragment)
        own = re.search('href="#([^"]*)">y<', page)[1]
        self.assertEqual(1, page.count(f' id="{own}"'))


class Lost(Written):
    """Text that would be lost or run together has a finding, most with a fix."""

    def fix(self):
        self.run_it('check', '--fix')

    def test_a_table_without_its_line_gets_it(self):
        self.write('protocolos/p.md', PROTOCOL
            + '## Pasos\n\n| Acción | Responsable |\n| Recibir. | Cajera |\n| Cobrar. | Cajera |\n')
        self.assertEqual(1, len(self.found('tabla-sin-raya')))
        self.fix()
        self.assertEqual([], self.found('tabla-sin-raya'))
        self.assertEqual(2, self.page('protocolos/p.html').count('class="step"'))

    def test_rows_without_a_bar_at_their_end_or_with_blank_lines_between(self):
        for rows, wanted in (
            ('| Función | Frecuencia\n| Recibir | Diaria\n', '| Función | Frecuencia\n|---|---|\n| Recibir | Diaria\n'),
            ('| Función | Frecuencia |\n\n| Recibir | Diaria |\n\n| Contar | Mensual |\n',
             '| Función | Frecuencia |\n|---|---|\n| Recibir | Diaria |\n| Contar | Mensual |\n'),
            # A row with more cells than the head would be an error in a table.
            ('| Función | Frecuencia |\n| Recibir | Diaria | más |\n', None)):
            with self.subTest(rows=rows):
                self.write('puestos/a.md', f'---\ntítulo: Uno\n---\n\n## Funciones\n\n{rows}')
                file = self.site / 'content/puestos/a.md'
                self.assertEqual(1, len(self.found('tabla-sin-raya')))
                self.run_it('check', '--fix')
                text = file.read_text('utf-8')
                self.assertIn('\n\n' + (wanted or rows), text)
                self.assertEqual(0 if wanted else 1, len(self.found('tabla-sin-raya')))
                self.assertEqual([], [f for f in self.findings() if f['severity'] == 'error'])

    def test_a_table_without_outer_bars_gets_its_line(self):
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\nNombre | Extensión\nAna | 22\nLuis | 33\n\n'
                   'Tel. 1 | Fax 2\nCorreo | web\n')
        self.assertEqual([5], [finding['line'] for finding in self.found('tabla-sin-raya')])
        self.fix()
        self.assertEqual(1, self.page('paginas/g.html').count('<table'))

    def test_other_syntax_is_reported_once_and_says_what_to_write(self):
        lines = ['[[TOC]]', '{% include x %}', '{: .grande }', ': Cuenta de la casa.', '$$ x^2 $$', 'Uno.^[Nota.]',
                 '![[mapa.png]]', '\\newpage']
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\n' + '\n\n'.join(lines) + '\n')
        found = self.findings()
        self.assertEqual({'sintaxis-ajena'}, {finding['code'] for finding in found}, found)
        self.assertEqual(list(range(5, 5 + 2 * len(lines), 2)), sorted(finding['line'] for finding in found))
        self.assertEqual([], [finding['message'] for finding in found if not finding.get('label')])

    def test_a_picture_inside_a_link_is_no_foreign_markup(self):
        self.write('paginas/g.md',
                   '---\ntítulo: Guía\n---\n\n[![La sede](https://a.example/s.png)](https://a.example)\n')
        self.assertEqual([], self.found('sintaxis-ajena'))

    def test_empty_headings_inside_texts(self):
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\n## Una\n\n### Dos\n\nTexto.\n\n## VACÍA\n\n## Tres\n\n'
                   'Texto.\n\n### ÚLTIMA\n')
        self.assertEqual([11, 17], [finding['line'] for finding in self.found('seccion-vacia')])

    def test_a_table_between_steps_is_text_and_typed_items_are_one_fault(self):
        self.write('protocolos/p.md', PROTOCOL + '## Pasos\n\n1. UNO\n\n| Campo | Valor |\n|---|---|\n'
                   '| Fecha | HOY |\n\n2. DOS\n')
        self.write('puestos/j.md', '---\ntítulo: Cajero\n---\n\n## Funciones\n\nLas siguientes:\n\na) Cobrar.\n'
                   'b) Pagar.\n')
        self.assertEqual(['pegado-de-word'], [f['code'] for f in self.findings() if f['severity'] != 'note'])
        self.fix()
        self.assert_order(self.page('protocolos/p.html'), 'UNO', '>Campo</th>', 'HOY', 'DOS')

    def test_attributes_of_headings_come_off(self):
        """In a job the attribute goes at once; in a protocol, whose released headings stay the same, the fix removes
        it."""
        text = '# P\n\n## Objetivo {: #meta .grande }\n\nServir.\n\n## Alcance {-}\n\nTodo.\n'
        self.write('protocolos/p.md', text)
        self.write('puestos/j.md', text.replace('Alcance', 'Observaciones'))
        self.assertEqual(4, len(self.found('llaves-en-titulo')))
        self.build()
        self.fix()
        for path in ('puestos/j.html', 'protocolos/p.html'):
            self.assertNotIn('{', re.sub('<[^>]*>', '', self.page(path)))

    def test_pasted_lists_become_lists(self):
        self.write(
            'puestos/j.md',
            '---\ntítulo: Cajero\n---\n\n## Funciones\n\n\uf0b7\tAtender.\n\uf0b7\tCobrar.\n\to\tEn efectivo.\n\n'
            '## Responsabilidades\n\n1.- Firmar.\n2.- Sellar.\n3.- Archivar.\n')
        self.assertEqual(2, len(self.found('pegado-de-word')))
        self.fix()
        self.assertEqual([], self.findings())
        self.build()
        data = json.loads((self.output / 'datos/puestos.json').read_text())['records'][0]['fields']
        self.assertEqual(['Atender.', 'Cobrar.'],
            [row['task'] if 'task' in row else row['function'] for row in data['functions']])

    def test_signs_of_a_word_processor_are_one_finding_a_kind(self):
        lines = '\n\n'.join(f'Línea\u00a0{number} con guion\u2011duro y ca\u00adja.' for number in range(20))
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\n' + lines + '\n')
        self.assertEqual(['espacios de no separación: 20', 'guiones opcionales o de no separación: 40'],
                         [finding['message'] for finding in self.found('pegado-de-word')])
        self.fix()
        text = (self.site / 'content/paginas/g.md').read_text()
        self.assertIn('Línea 0 con guion-duro y caja.', text)

    def test_ordinary_text_is_left_alone(self):
        self.write(
            'paginas/g.md', '---\ntítulo: Guía\n---\n\n– ¿Y bien?\n\n1.500 personas vinieron.\n\n- a · b\n- c\n\n```\n'
                '• código\n\ttab\n```\n\n'
            '2024.- Año del trámite.\n\nNota: una sola línea.\n\nEl «a) y b)» del texto: ambos.\n')
        self.assertEqual([], self.findings())

    def test_pairs_stay_on_lines_of_their_own(self):
        self.write('protocolos/p.md', PROTOCOL
            + '## Resultado\n\nEntrega: constancia\n**Plazo:** dos días\nCosto: nada\n')
        self.assertEqual(1, len(self.found('lineas-pegadas')))
        self.fix()
        self.assertEqual([], self.found('lineas-pegadas'))
        self.assertIn('constancia<br><strong>Plazo:</strong> dos días<br>Costo', self.page('protocolos/p.html'))

    def test_prose_where_rows_are_expected(self):
        self.write('puestos/j.md', '---\ntítulo: Cajero\n---\n\n## Funciones\n\nAtender y cobrar.\n')
        self.assertEqual(1, len(self.found('prosa-sin-filas')))

    def test_fences_pictures_anchors_and_notes(self):
        self.write(
            'paginas/g.md',
            '---\ntítulo: Guía\n---\n\n![x](https://e.example/x.png) [y](#nada) z[^1]\n\n```\nuno\n\n## Dos\n')
        codes = {finding['code'] for finding in self.findings()}
        self.assertLessEqual({'imagen-remota', 'seccion-enlazada-inexistente', 'nota-suelta', 'valla-sin-cerrar'},
            codes)


if __name__ == '__main__':
    unittest.main()
