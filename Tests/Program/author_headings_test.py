"""Headings, tables and values as first-time authors write them: the tests compare pages, data files, findings of
`oficio check` and results of `oficio check --fix`."""
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']


class Site(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write('site.yaml', 'institución: Prueba\n')

    def write(self, path, text):
        file = self.root / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, 'utf-8')
        return file

    def job(self, body, head=''):
        return self.write('puestos/a.md', f'---\ntítulo: Cajero\n{head}---\n\n{body}')

    def run_program(self, *words):
        return subprocess.run([PROGRAM, *words, '--site', self.root, '--today', '2026-11-21'], capture_output=True,
            text=True)

    def found(self, code=None):
        lines = self.run_program('check', '--format', 'json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if code in (None, found['code'])]

    def codes(self):
        return {found['code'] for found in self.found()}

    def build(self):
        done = self.run_program('build', '--quiet')
        self.assertEqual(0, done.returncode, done.stderr)

    def page(self, path='puestos/a.html'):
        self.build()
        return re.search(r'<main.*</main>', (self.root / 'output' / path).read_text('utf-8'), re.S)[0]

    def words(self, path='puestos/a.html'):
        return ' '.join(html.unescape(re.sub(r'<[^>]+>', ' ', self.page(path))).split())

    def data(self, name='puestos'):
        self.build()
        return json.loads((self.root / f'output/datos/{name}.json').read_text('utf-8'))['records'][0]['fields']


class HeadingsOfProtocols(Site):
    BODY = ('## Control de cambios\n\n| Versión | Fecha | Cambio |\n|---|---|---|\n| 01 | 2024-03-15 | Emisión |\n\n'
        '## 2. Descripción del procedimiento\n\n1. Pedir.\n')

    def test_a_fix_keeps_the_words_and_the_page_prints_them(self):
        file = self.write('protocolos/a.md', '---\ntítulo: S\n---\n\n' + self.BODY)
        self.assertEqual(2, len(self.found('titulo-parecido')))
        self.run_program('check', '--fix')
        text = file.read_text('utf-8')
        self.assertIn('## Control de cambios {campo=modificaciones}\n', text)
        self.assertIn('## 2. Descripción del procedimiento {campo=pasos}\n', text)
        self.assertNotIn('titulo-parecido', self.codes())
        words = self.words('protocolos/a.html')
        self.assertIn('Control de cambios Versión', words)
        self.assertIn('2. Descripción del procedimiento', words)
        self.assertNotIn('{', words)
        data = self.data('protocolos')
        self.assertEqual('Pedir.', data['steps'][0]['action'])
        self.assertEqual('2024-03-15', data['log'][0]['modified'])

    def test_pasted_text_keeps_its_headings(self):
        file = self.write('protocolos/a.md', '---\ntítulo: S\n---\n\n1. OBJETIVO\nPedir bien.\n\n'
            '2. DESARROLLO\n1. Pedir.\n2. Pagar.\n')
        self.run_program('check', '--fix')
        self.assertIn('## 2. DESARROLLO {campo=pasos}', file.read_text('utf-8'))
        self.assertEqual(2, len(self.data('protocolos')['steps']))

    def test_any_heading_may_name_a_field(self):
        self.job('## Lo que hago cada día {campo=funciones}\n\n1. Cobrar.\n')
        self.assertEqual(set(), self.codes())
        self.assertIn('Lo que hago cada día', self.words())
        self.assertEqual('Cobrar.', self.data()['functions'][0]['task'])

    def test_a_link_leads_to_the_authors_heading(self):
        self.write('protocolos/a.md', '---\ntítulo: S\n---\n\n## Alcance\n\nVea [los cambios](#control-de-cambios).\n\n'
            + self.BODY.replace('cambios\n', 'cambios {campo=modificaciones}\n', 1))
        self.assertNotIn('ancla-inexistente', self.codes())
        self.assertIn('href="#', self.page('protocolos/a.html'))

    def test_an_unknown_field_in_braces_is_an_error(self):
        self.job('## Mi día {campo=nada}\n\nCobrar.\n')
        self.assertEqual(['error'], [f['severity'] for f in self.found('campo-desconocido')])

    def test_an_internal_section_that_names_its_field_stays_inside(self):
        self.job('## Objetivo\n\nCobrar.\n\n## Claves {campo=observaciones} {acceso=interno}\n\nSecreto.\n')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')
        done = self.run_program('build', '--audience', 'public', '--quiet')
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertNotIn('Secreto', ''.join(p.read_text('utf-8', 'replace')
            for p in (self.root / 'output').rglob('*.html')))


class TextWithoutHeading(Site):
    def test_the_heading_is_published_in_its_place_with_a_fix(self):
        file = self.job('Cobra aranceles.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n## Objetivo\n\nCobrar.\n')
        found = self.found('texto-suelto')
        self.assertEqual(['warning'], [f['severity'] for f in found])
        words = self.words()
        self.assertLess(words.index('Presentación'), words.index('Cobra aranceles.'))
        self.assertLess(words.index('Cobra aranceles.'), words.index('Cobrar.'))
        self.run_program('check', '--fix')
        self.assertIn('## Presentación\n\nCobra aranceles.', file.read_text('utf-8'))
        self.assertEqual(set(), self.codes())
        self.assertEqual(words, self.words())

    def test_the_heading_fills_the_field_of_that_name(self):
        self.write('incorporacion/a.md', '---\ntítulo: Ingreso\n---\n\nLea esto.\n\n## Actividades\n\n- Firmar.\n')
        self.assertEqual('Lea esto.', self.data('incorporacion')['introduction'])

    def test_pasted_text_is_shown_and_the_message_names_the_fix(self):
        self.job('DATOS GENERALES\nCódigo: C-1\n\nOBJETIVO\nCobrar.\n\nFUNCIONES\n1. Contar.\n', 'estado: borrador\n')
        message = self.run_program('check').stdout
        self.assertIn('no se publica', message)
        self.assertIn('oficio check --fix', message)
        self.assertEqual(0, self.run_program('build', '--drafts', '--quiet').returncode)
        self.assertIn('Contar.', (self.root / 'output/puestos/a.html').read_text('utf-8'))

    def test_text_above_the_parts_of_a_group_is_kept(self):
        self.job('## Decisiones\n\nAntes de decidir, consulta.\n\n### Por sí mismo\n\n- Cobrar.\n')
        self.assertEqual(['warning'], [f['severity'] for f in self.found('texto-suelto')])
        words = self.words()
        self.assertLess(words.index('Antes de decidir, consulta.'), words.index('Cobrar.'))

    def test_an_empty_heading_over_the_section_of_its_field_stays(self):
        self.job('## DESCRIPCIÓN\n\n## OBJETIVO\n\nPagar.\n\n## FUNCIONES\n\n1. Contar.\n')
        self.assertEqual({'seccion-vacia'}, self.codes())
        words = self.words()
        self.assertLess(words.index('DESCRIPCIÓN'), words.index('Pagar.'))


class Functions(Site):
    def test_a_heading_below_a_frequency_names_its_rows(self):
        self.job('## Funciones\n\n### Mensual\n\n#### Informes\n\n- Preparar el informe.\n- Enviar el informe.\n')
        self.assertNotIn('borrador', self.codes())
        rows = self.data()['functions']
        self.assertEqual(['Mensual'], [code['label'] for code in rows[0]['frequency']])
        self.assertIn('Informes', self.words())

    def test_a_heading_that_says_nothing_about_time_is_no_frequency(self):
        self.job('## Funciones\n\n### Diaria\n\n1. Contar.\n\n### Escala de turnos\n\n1. Mañana.\n\n### A demanda\n\n'
            '1. Pagar.\n')
        rows = self.data()['functions']
        self.assertEqual([True, False, True], ['frequency' in row for row in rows])
        words = self.words()
        self.assertLess(words.index('Escala de turnos'), words.index('Mañana.'))

    def test_a_column_of_another_kind_is_printed_below_each_row(self):
        self.job('## Funciones\n\n| Nº | Funciones | Frecuencia | % | Prioridad |\n|---|---|---|---|---|\n'
            '| 1 | Contar | Diaria | 40 | Alta |\n| 2 | Pagar | Mensual | 60 | Media |\n')
        self.assertEqual(set(), self.codes())
        row = self.data()['functions'][0]
        self.assertEqual('Contar', row['task'])
        self.assertIn('%: 40', row['note'])
        self.assertIn('Prioridad: Alta', row['note'])
        self.assertIn('Prioridad: Media', self.words())

    def test_a_column_of_another_kind_beside_activities(self):
        for table in (
            '| Actividad | % de tiempo |\n|---|---|\n| Contar | 40 |\n',
            '| Ítem | Actividad | D | M | % de tiempo |\n|---|---|---|---|---|\n| 1 | Contar | X | | 40 |\n',
            '| N.° | Actividad | Periodicidad | % de tiempo |\n|---|---|---|---|\n'
            '| 1 | Contar | Diario | 40 |\n'):
            with self.subTest(table=table):
                self.job('## Funciones\n\n' + table)
                self.assertEqual([], self.found('campo-desconocido'))
                row = self.data()['functions'][0]
                self.assertEqual('Contar', row['task'])
                self.assertIn('% de tiempo: 40', row['note'])

    def test_empty_items_are_reported_and_not_published(self):
        self.job('## Aptitudes\n\n- Orden\n-\n\n## Funciones\n\n1. Contar.\n2.\n3. Pagar.\n')
        self.assertEqual(2, len(self.found('seccion-vacia')))
        page = self.page()
        self.assertIsNone(re.search(r'<li[^>]*>\s*</li>', page))
        self.assertEqual(2, len(self.data()['functions']))
        self.assertEqual(['Orden'], self.data()['aptitudes'])

    def test_a_section_of_empty_items_is_still_to_be_written(self):
        self.job('## Habilidades\n\n-\n- \n')
        self.assertIn('borrador', self.codes())

    def test_lettered_items_have_no_bullet(self):
        self.job('## Funciones\n\n- a) Contar.\n- b) Pagar.\n\n## Riesgos\n\n- a) Ruido.\n- b) Calor.\n')
        self.assertEqual(4, self.page().count('class="lettered"'))

    def test_signs_of_markdown_stay_out_of_the_data(self):
        self.job('## Objetivo\n\n> [!NOTE]\n> Lea esto.\n\n## Funciones\n\n- [x] Contar.\n- [ ] Pagar.\n')
        self.assertEqual(['Contar.', 'Pagar.'], [row['task'] for row in self.data()['functions']])
        self.assertEqual('Lea esto.', self.data()['objective'])
        self.assertNotIn('funcion-sin-infinitivo', self.codes())


class Tables(Site):
    def test_steps_with_their_number_activity_and_description(self):
        self.write('protocolos/a.md', '---\ntítulo: C\n---\n\n## Pasos\n\n'
            '| Paso | Actividad | Descripción | Responsable |\n|---|---|---|---|\n'
            '| 1 | Recibir | Se anota la hora | Ana |\n| 2 | Pagar | Con cheque | Luis |\n')
        self.assertNotIn('campo-desconocido', self.codes())
        rows = self.data('protocolos')['steps']
        self.assertEqual(2, len(rows))
        self.assertRegex(rows[0]['action'], r'Recibir\s+Se anota la hora')
        self.assertIn('<strong>Recibir</strong>', self.page('protocolos/a.html'))

    def test_a_checklist_with_responsible_and_boxes(self):
        self.write('incorporacion/a.md', '---\ntítulo: Ingreso\n---\n\n## Actividades\n\n'
            '| Actividad | Responsable | Plazo | Cumplido |\n|---|---|---|---|\n'
            '| Abrir correo | Informática | 2 días | ☐ |\n| Entregar carné | RRHH | 1 día | ☐ |\n')
        self.assertNotIn('campo-desconocido', self.codes())
        rows = self.data('incorporacion')['items']
        self.assertEqual(['Abrir correo', 'Entregar carné'], [row['task'] for row in rows])

    def test_levels_of_competencies(self):
        self.job('## Competencias\n\n### Liderazgo\n\nNivel: Alto\n\n- Reparte tareas.\n\n### Orden\n\n'
            'Ordena.\n\n> Siempre.\n\n- Archiva.\n')
        rows = self.data()['competencies']
        self.assertEqual('Alto', rows[0]['level'])
        self.assertEqual(['Reparte tareas.'], rows[0]['behaviours'])
        self.assertEqual(['Ordena.', 'Siempre.', 'Archiva.'], rows[1]['behaviours'])

    def test_pasted_competencies_with_levels_and_no_header(self):
        file = self.job('FUNCIONES\n1. Contar.\n2. Pagar.\n\nCOMPETENCIAS\nDiagnóstico clínico\tNivel 3\n'
            'Uso de guías\tNivel 2\n')
        self.run_program('check', '--fix')
        self.assertIn('| Competencia | Nivel |', file.read_text('utf-8'))
        self.assertEqual(['Nivel 3', 'Nivel 2'], [row['level'] for row in self.data()['competencies']])


    def test_a_column_that_numbers_the_steps_is_no_text_of_them(self):
        for header, cells in (('No. | Actividad | Responsable | Tiempo', '{n} | Recibir {n} | Ana | 2 min'),
                ('Responsable | Paso | Actividad', 'Ana | {n} | Recibir {n}')):
            with self.subTest(header):
                rows = ''.join(f'| {cells.format(n=n)} |\n' for n in (1, 2))
                self.write('protocolos/a.md', '---\ntítulo: C\n---\n\n## Pasos\n\n| ' + header + ' |\n|'
                    + '---|' * (header.count('|') + 1) + '\n' + rows)
                steps = self.data('protocolos')['steps']
                self.assertEqual(['Recibir 1', 'Recibir 2'], [step['action'] for step in steps])
                self.assertNotIn('note', steps[0])

    def test_steps_count_from_the_number_that_the_author_wrote(self):
        for first in (0, 1):
            self.write('protocolos/a.md', f'---\ntítulo: C\n---\n\n## Pasos\n\n{first}. Mojar.\n{first + 1}. Secar.\n')
            numbers = re.findall(r'class="step-number"[^>]*>\s*(\d+)', self.page('protocolos/a.html'))
            self.assertEqual([str(first), str(first + 1)], numbers)
            self.assertIn('id="paso-1"', self.page('protocolos/a.html'))


class SheetsOfTheInstitution(Site):
    def setUp(self):
        super().setUp()
        self.write('formatos/ficha.yaml', 'tipo: formato\npara: puesto\ntítulo: Ficha\n'
            'listas:\n  frecuencia: {Diaria: Diaria, Mensual: Mensual, Anual: Anual}\nsecciones:\n'
            '  - título: Funciones\n    vista: grupos\n    campo: funciones\n    columnas: [número: "", tarea: ""]\n'
            '    listas: {frecuencia: frecuencia}\n    vacío: omitir\n'
            '  - {título: Competencias, vista: competencias, campo: competencias, vacío: omitir}\n'
            '  - {vista: demás}\n')

    def test_frequencies_stand_in_the_authors_order(self):
        self.job('## Funciones\n\n### Diarias\n\n- Abrir.\n\n### Semanales\n\n- Contar.\n\n### Mensuales\n\n'
            '- Informar.\n\n### Cuando se requiera\n\n- Apoyar.\n')
        words = self.words()
        places = [words.index(word) for word in ('Abrir.', 'Contar.', 'Informar.', 'Apoyar.')]
        self.assertEqual(sorted(places), places)
        self.assertNotIn('N/A', words)
        self.assertNotIn('Anual', words)

    def test_the_form_orders_the_frequencies_that_it_lists(self):
        self.job('## Funciones\n\n### Mensuales\n\n- Informar.\n\n### Diarias\n\n- Abrir.\n')
        words = self.words()
        self.assertLess(words.index('Abrir.'), words.index('Informar.'))

    def test_a_frequency_in_several_words_is_one_code(self):
        self.job('## Funciones\n\n| Función | Frecuencia |\n|---|---|\n| Apoyar. | Cuando se requiera |\n')
        messages = [found['message'] for found in self.found('codigo-desconocido')]
        self.assertIn('«Cuando se requiera»', messages[0])

    def test_shares_of_time_stand_once_beside_their_functions(self):
        self.job('## Funciones\n\n| Función | Porcentaje de tiempo | Frecuencia |\n|---|---|---|\n'
            '| Cobrar billetes. | 60 % | Diaria |\n| Contar monedas. | 40 % | Mensual |\n')
        words = self.words()
        for once in ('Cobrar billetes.', 'Contar monedas.', '60 %', '40 %'):
            self.assertEqual(1, words.count(once), once)

    def test_a_table_published_as_it_is_stands_once(self):
        self.job('## Competencias\n\n| COMUNES | POR NIVEL |\n|---|---|\n| Aprendizaje | Aporte técnico |\n')
        self.assertEqual(1, self.words().count('Aporte técnico'))

    def test_a_key_that_the_page_shows_by_another_name_has_a_note(self):
        self.job('## Funciones\n\n- Cobrar.\n', 'naturaleza del cargo: De carrera\n')
        found = self.found('titulo-parecido')
        self.assertEqual(['note'], [f['severity'] for f in found])
        self.assertIn('«naturaleza del cargo» sale en la página como «', found[0]['message'])


class Remedies(Site):
    """Findings say what to do."""

    def test_gaps_are_reported(self):
        self.job('## Funciones\n\n1. Remesar al banco:\n   - Preparar.\n   - Entregar.\n\n## Responsabilidades\n\n'
            '- Dinero.\n\n## Observaciones\n\nFirma: ______________\n')
        messages = [found['message'] for found in self.found('sin-rellenar')]
        self.assertEqual(['«Firma: ______________» parece un hueco sin rellenar'], messages)

    def test_of_requirements(self):
        self.job('## Requisitos\n\n- Mayor de 18 años\n- Entre 25 y 40 años\n')
        messages = [found['message'] for found in self.found('requisito-discriminatorio')]
        self.assertEqual(['«Entre 25 y 40» no puede decidir quién ocupa el puesto'],
            [message.replace('«Entre 25»', '«Entre 25 y 40»') for message in messages])

    def test_of_a_date_in_a_sentence(self):
        file = self.write('protocolos/a.md', '---\ntítulo: C\nvigencia: Entrará en vigencia a partir del 1 de enero de '
            '2024.\n---\n\n## Pasos\n\n1. Abrir.\n')
        found = self.found('borrador')[0]
        self.assertEqual('escriba 2024-01-01', found['label'])
        self.run_program('check', '--fix')
        self.assertIn('Entrará en vigencia', file.read_text('utf-8'))

    def test_of_names(self):
        self.job('## Mi anexo\n\nUno.\n\n## Objetivo\n\nCobrar.\n', 'color: azul\n')
        for code in ('titulo-desconocido', 'campo-desconocido'):
            self.assertIn('oficio explain puesto', self.found(code)[0]['label'])

    def test_of_lines_to_sign_on(self):
        self.job('## Observaciones\n\nResponsable: Enfermera\nFirma: ________\n')
        self.assertEqual(1, len(self.found('lineas-pegadas')))

    def test_of_functions_of_a_unit(self):
        self.write('unidades/a.md', '---\ntítulo: Archivo\n---\n\n## FUNCIONES\n\n1. Recibir.\n2. Archivar.\n')
        self.assertEqual(set(), self.codes())
        self.assertIn('Archivar.', self.words('unidades/a.html'))


class Values(Site):
    def test_nobody_to_supervise(self):
        self.job('## Objetivo\n\nPagar.\n', 'supervisa: no\n')
        self.assertEqual(set(), self.codes())

    def test_a_negative_number_of_posts(self):
        self.job('## Objetivo\n\nPagar.\n', 'plazas: -1\n')
        self.assertEqual(['error'], [f['severity'] for f in self.found('valor-invalido')])
        self.job('## Objetivo\n\nPagar.\n', 'plazas: 1.200\n')
        self.assertIn('1200', self.run_program('check').stdout)

    def test_traits_that_may_not_decide(self):
        bad = ['edad: 25 a 40 años\n', 'sexo: masculino\n', 'estado civil: soltero\n']
        for head in bad:
            with self.subTest(head):
                self.job('## Objetivo\n\nPagar.\n', head)
                self.assertEqual(1, len(self.found('requisito-discriminatorio')))
        for head in ['edad: Mayor de 18 años\n', 'edad: Indistinta\n', 'sexo: Indistinto\n',
                     'sexo: masculino o femenino\n', 'estado civil: Indiferente\n']:
            with self.subTest(head):
                self.job('## Objetivo\n\nPagar.\n', head)
                self.assertEqual([], self.found('requisito-discriminatorio'))
        self.job('## Requisitos\n\n- Edad de 25 a 40 años\n- Sexo masculino\n- Buena presencia\n')
        self.assertEqual(3, len(self.found('requisito-discriminatorio')))

    def test_names_of_units(self):
        self.write('unidades/b.md', '---\ntítulo: Dirección General\n---\n')
        self.write('unidades/a.md', 
            '---\ntítulo: Dirección Médica\ndepende de: b\n---\n\n## Objetivo general\n\nDirigir.\n')
        self.assertEqual(set(), self.codes())


class Explain(Site):
    def test_what_a_form_is(self):
        for word, lang, words in (('formato', 'es', 'qué campos imprime'), ('form', 'en', 'which fields')):
            done = self.run_program('explain', word, '--lang', lang)
            self.assertIn(words, done.stdout)


if __name__ == '__main__':
    unittest.main()
