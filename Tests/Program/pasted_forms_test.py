"""Forms pasted from a word processor: tables of facts, people who sign, competencies in lines, other names of sections,
and repeated facts. The tests compare the findings of `oficio check` and the results of `oficio check --fix`."""
import re
import unittest

from checked_site import CheckedSite

COVER = (('Nombre del puesto', 'Cajero'), ('Código', 'C-01'), ('Unidad', 'Caja General'), ('Clase', '03'))
FACTS = ['Nombre del puesto: Cajero', 'Código: C-01', 'Unidad: Caja General', 'Clase: 03']
REST = '\nOBJETIVO\nCobrar aranceles.\n\nFUNCIONES\nCobrar.\nCuadrar.\n'


class PastedForms(CheckedSite):
    def head(self, text):
        self.assertTrue(text.startswith('---\n'), text)
        return text.split('---\n')[1].splitlines()

    def assert_lines(self, text, *lines):
        for line in lines:
            self.assertIn('\n' + line + '\n', '\n' + text + '\n')

    # Tables of facts

    def test_a_table_of_facts_is_the_front_matter(self):
        pairs = [f'{label}\t{value}' for label, value in COVER]
        fours = [f'{pairs[0]}\t{pairs[1]}', f'{pairs[2]}\t{pairs[3]}']
        pipes = ['| ' + row.replace('\t', ' | ') + ' |' for row in fours]
        for name, rows in {
            'two columns': pairs, 'four columns': fours, 'colons': [f'{label}:\t{value}' for label, value in COVER],
            'header': ['Campo\tDetalle'] + pairs,
            'pipes': [pipes[0], '|---|---|---|---|', pipes[1]],
            'pipes without a header': ['| | | | |', '|---|---|---|---|'] + pipes,
            'above': ['\t'.join(label for label, _ in COVER), '\t'.join(value for _, value in COVER)],
        }.items():
            with self.subTest(name):
                fixed = self.fixed('\n'.join(rows) + '\n' + REST)
                self.assertEqual(FACTS, self.head(fixed))
                self.assertNotIn('texto-suelto', {f['code'] for f in self.found()})

    def test_what_a_form_has_no_field_for_stays_in_the_text(self):
        fixed = self.fixed('Nombre del puesto\tCajero\tPágina\t1 de 2\nCódigo\tC-01\tSello\tAzul\n' + REST)
        self.assertEqual(['Nombre del puesto: Cajero', 'Código: C-01'], self.head(fixed))
        self.assert_lines(fixed, 'Página: 1 de 2', 'Sello: Azul')

    def test_tables_below_a_heading_are_reported_and_moved(self):
        table = '| Campo | Detalle |\n|---|---|\n| Código | C-01 |\n| Clase | 03 |\n'
        for path, heading in (('puestos/a.md', 'Identificación'), ('protocolos/a.md', 'Datos generales')):
            with self.subTest(path):
                rows = table if 'puestos' in path else table.replace('Clase', 'Versión')
                file = self.write(path, f'---\ntítulo: Uno\n---\n\n## {heading}\n\n{rows}\n## Objetivo\n\nIr.\n')
                found = self.found('datos-sin-leer')
                self.assertEqual(1, len(found))
                self.assertIn('«Código»', found[0]['message'])
                self.assertIn('“Código”', self.found('datos-sin-leer', 'en')[0]['message'])
                self.run_program('check', '--fix')
                text = file.read_text('utf-8')
                self.assertIn('Código: C-01', self.head(text))
                self.assertIn('\n## ' + heading, text.split('\n---\n', 1)[1])
                self.assertNotIn('|', text)
                self.assertEqual([], self.found('datos-sin-leer'))
                file.unlink()

    def test_the_heading_of_the_box_stands_over_its_facts(self):
        for heading in ('DATOS DEL PUESTO', '1. Identificación del puesto'):
            with self.subTest(heading):
                self.fixed(f'{heading}\nNombre del puesto: Cajera\nCódigo: C-01\nReporta a: Tesorera\n{REST}')
                self.assertEqual([], [f for f in self.found() if f['code'] in ('seccion-vacia', 'titulo-desconocido')])
                self.run_program('build', '--drafts')
                page = (self.root / 'output/puestos/a.html').read_text('utf-8').split('<main', 1)[1]
                page = re.sub(r'<h2[^>]*>\s*', '## ', re.sub(r'<(?!h2)[^>]*>', ' ', page))
                places = [page.index(words) for words in ('## ' + heading, 'Tesorera', 'Cobrar aranceles.')]
                self.assertEqual(sorted(places), places)

    def test_steps_below_the_name_of_who_does_them(self):
        steps = '### Cajera\n\n1. Recibe.\n2. Cobra.\n\n### Jefe de Caja\n\n3. Firma.\n'
        file = self.write('protocolos/a.md', f'---\ntítulo: Uno\n---\n\n## Pasos\n\n{steps}')
        found = self.found('paso-sin-responsable')
        self.assertEqual(2, len(found))
        self.assertIn('«Cajera»', found[0]['message'])
        self.assertIn('{responsable=Cajera}', found[0]['label'])
        self.run_program('check', '--fix')
        self.assert_lines(file.read_text('utf-8'), '2. Cobra. {responsable=Cajera}',
            '3. Firma. {responsable="Jefe de Caja"}')
        self.assertEqual([], self.found('paso-sin-responsable'))
        # Phases are nobody.
        self.write('protocolos/a.md', '---\ntítulo: Uno\n---\n\n## Pasos\n\n'
            + steps.replace('Cajera', 'Solicitud').replace('Jefe de Caja', 'Fase 2'))
        self.assertEqual([], self.found('paso-sin-responsable'))

    def test_a_line_for_the_employee_to_sign_on_needs_no_name(self):
        self.write('puestos/a.md', '---\ntítulo: Uno\n---\n\n## Firmas\n\n| Rótulo | Nombre | Cargo |\n|---|---|---|\n'
            '| Autorizó | Ana Paz | Gerente |\n| Firma del empleado | | |\n| Revisó | | |\n')
        found = self.found('firma-incompleta')
        self.assertEqual([11], [f['line'] for f in found])

    def test_a_log_of_one_row_is_no_form(self):
        self.write('protocolos/a.md', '---\ntítulo: Uno\n---\n\n## Objetivo\n\nIr.\n\n## Control de cambios\n\n'
            '| Versión | Fecha | Código |\n|---|---|---|\n| 01 | 2020-01-15 | P-1 |\n')
        self.assertEqual([], self.found('datos-sin-leer'))

    def test_a_table_of_rows_is_no_form(self):
        text = self.fixed('OBJETIVO\nIr.\n\nCONTACTOS INTERNOS\nContacto\tPara qué\nCaja\tCobrar\nBodega\tPedir\n')
        self.assert_lines(text, '| Contacto | Para qué |', '| Caja | Cobrar |')

    # Facts that stand twice

    def test_a_fact_that_stands_twice_in_two_ways(self):
        for body, label in (
            ('## Identificación\n\n| Clase | 04 |\n|---|---|\n| Código | C-01 |\n', '«Clase»'),
            ('## Identificación\n\nCódigo: C-02\n', '«Código»'),
            ('## Identificación\n\n| Puesto | Cajera |\n|---|---|\n| Clase | 03 |\n', '«Puesto»'),
        ):
            with self.subTest(label):
                self.write('puestos/a.md', f'---\ntítulo: Cajero\nclase: 03\ncódigo: C-01\n---\n\n{body}')
                found = self.found('dato-contradicho')
                self.assertEqual(1, len(found), found)
                self.assertIn(label, found[0]['message'])
                self.assertEqual(1, len(found[0]['notes']))
        self.write('puestos/a.md', '---\ntítulo: Cajero\nclase: 03\ncódigo: C-01\n---\n\n## Identificación\n\n'
            '| Clase | 03 |\n|---|---|\n| Código | c-01 |\n')
        self.assertEqual([], self.found('dato-contradicho'))

    def test_a_second_code_of_a_pasted_cover(self):
        self.fixed('---\ncódigo: PR-07\n---\n\nPROTOCOLO DE ATENCIÓN\nCódigo: PR-09\nVersión: 02\n\n1. OBJETIVO\nIr.\n',
            'protocolos/a.md')
        found = self.found('dato-contradicho')
        self.assertEqual(1, len(found))
        self.assertIn('PR-09', found[0]['message'])
        self.assertIn('PR-07', found[0]['message'])

    def test_names_of_one_unit(self):
        job = '---\ntítulo: Cajero\nunidad: Caja\ndependencia: {}\n---\n\n## Objetivo\n\nIr.\n'
        self.write('puestos/a.md', job.format('Finanzas'))
        found = self.found('campo-repetido')
        self.assertEqual(['«dependencia» y «unidad» son el mismo campo: vale «unidad»'],
            [f['message'] for f in found])
        self.write('puestos/a.md', job.format('Caja'))
        self.assertEqual(['warning'], [f['severity'] for f in self.found('campo-repetido')])
        self.fixed('Nombre del puesto: Cajero\nUnidad: Caja\nDependencia: Finanzas\n\nOBJETIVO\nIr.\n')
        self.assertEqual(1, len(self.found('dato-contradicho')))

    def test_a_letterhead_below_the_name_of_the_form(self):
        fixed = self.fixed('DESCRIPCIÓN DEL PUESTO\nHospital Regional Santa Lucía - Recursos Humanos\n\n'
            'Nombre del puesto: Cajero\nJefe inmediato: Tesorero\n\nOBJETIVO\nCobrar.\n')
        self.assert_lines(fixed, 'Nombre del puesto: Cajero', 'Jefe inmediato: Tesorero', '## OBJETIVO')
        self.assertNotIn('## DESCRIPCIÓN DEL PUESTO', fixed)

    def test_facts_between_bars(self):
        fixed = self.fixed('PERFIL DE PUESTO\nCódigo | RH-1 | Versión | 2\nPuesto | Cajero | Área | Tesorería\n'
            'Jefe inmediato | Tesorero\n\nOBJETIVO\nCobrar.\n')
        self.assert_lines(fixed, 'Código: RH-1', 'Puesto: Cajero', 'Jefe inmediato: Tesorero', '## OBJETIVO')

    def test_a_line_of_letterhead_and_facts(self):
        fixed = self.fixed('Descripción de puesto\nHospital Regional\tCódigo: RH-14\tVersión: 03\n'
            'Puesto\tEnfermera\tÁrea\tHospitalización\nJefe inmediato\tJefatura de Enfermería\tPersonal a cargo\t'
            '12 auxiliares\n\nObjetivo del puesto\nCuidar.\n')
        self.assert_lines(fixed, 'Código: RH-14', 'Puesto: Enfermera', 'Jefe inmediato: Jefatura de Enfermería')
        self.assertNotIn('# 12 auxiliares', fixed)

    def test_a_table_of_contents_and_numbers_without_full_stops(self):
        fixed = self.fixed('COMPRA POR CAJA CHICA\tPágina 1 de 4\nCódigo: PR-7     Versión: 2\n\nCONTENIDO\n'
            '1  Objetivo ........ 2\n2  Alcance ......... 2\n3  Registros ....... 3\n\n1  Objetivo\nComprar.\n\n'
            'COMPRA POR CAJA CHICA\tPágina 2 de 4\n\n2  Alcance\nTodas.\n\n3  Registros\nVale provisional.\n',
            'protocolos/a.md')
        self.assert_lines(fixed, '# COMPRA POR CAJA CHICA', '## 1. Objetivo', '## 2. Alcance', '## 3. Registros',
            'Vale provisional.')
        for words in ('....', 'CONTENIDO', 'Página'):
            self.assertNotIn(words, fixed)

    def test_contents_without_their_headings_stay(self):
        fixed = self.fixed('PROCEDIMIENTO DE COBRO\n\nCONTENIDO\n1. Objetivo ...... 2\n2. Alcance ....... 2\n'
            '3. Glosario ...... 3\n\n1. OBJETIVO\nCobrar.\n\n2. ALCANCE\nTodas.\n', 'protocolos/a.md')
        self.assertIn('Glosario ......', fixed)

    def test_a_heading_that_is_not_the_title(self):
        self.write('puestos/a.md', '---\ntítulo: Cajero\n---\n\n# Cajera\n\n## Objetivo\n\nIr.\n')
        found = self.found('campo-repetido')
        self.assertEqual(['el título es «Cajero» arriba y «Cajera» aquí'], [f['message'] for f in found])
        self.assertEqual([], self.found('seccion-vacia'))

    # Requirements and competencies

    def test_a_label_below_a_heading_of_requirements(self):
        fixed = self.fixed('OBJETIVO\nIr.\n\nREQUISITOS DEL PUESTO\nFormación\nTítulo: Licenciatura\n'
            'Experiencia\nTiempo: dos años\nIdiomas: Inglés\n')
        self.assert_lines(fixed, '### Formación', 'Título: Licenciatura', '### Experiencia', 'Tiempo: dos años',
            '### Idiomas', 'Inglés')
        self.assertEqual([], self.found('seccion-vacia'))

    def test_titles_numbered_below_their_section(self):
        fixed = self.fixed('Nombre del puesto: Cajero\nCódigo: C-01\n\nI.- OBJETIVO\nCobrar.\n\nII.- REQUISITOS\n'
            'II.1.- Requisitos legales (obligatorios)\nLos del artículo 12.\nII.2.- Formación educacional\n'
            'Bachiller.\nII.3.- Otras exigencias\nNinguna.\n\nIII.- CONDICIONES DE TRABAJO\nOficina.\n')
        self.assert_lines(fixed, '## II.- REQUISITOS', '### II.1.- Requisitos legales (obligatorios)',
            '### II.2.- Formación educacional', '### II.3.- Otras exigencias', '## III.- CONDICIONES DE TRABAJO')
        fixed = self.fixed('Job title: Clerk\nGrade: 4\n\n1.0 MAIN PURPOSE OF THE JOB\n1.1 To keep records.\n'
            '1.2 To advise.\n\n2.0 KEY ACCOUNTABILITIES\n\n2.1 Records\na) Keep the schedule.\nb) Log requests.\n'
            '\n2.2 Requests\na) Answer them.\nb) File them.\n\n3.0 SPECIAL CONDITIONS\nEvening work.\n')
        self.assert_lines(fixed, '## 1.0 MAIN PURPOSE OF THE JOB', '## 2.0 KEY ACCOUNTABILITIES', '### 2.1 Records',
            '### 2.2 Requests', '## 3.0 SPECIAL CONDITIONS')

    def test_a_label_that_only_begins_like_a_field_is_no_key(self):
        fixed = self.fixed('Nombre del puesto\tCajero\nCódigo\tC-01\nRenta líquida aproximada\t$ 900\n' + REST)
        self.assertEqual(['Nombre del puesto: Cajero', 'Código: C-01'], self.head(fixed))
        self.assert_lines(fixed, '## Renta líquida aproximada', '$ 900')
        self.assertEqual([], self.found('campo-desconocido'))

    def test_a_competency_that_begins_like_a_field(self):
        fixed = self.fixed('Nombre del puesto: Cajero\nCódigo: C-01\n\nOBJETIVO\nCobrar.\n\nCOMPETENCIAS\n'
            'Autocontrol: Mantiene la calma.\nComunicación efectiva: Escucha y se explica.\nIniciativa: Propone.\n')
        self.assert_lines(fixed, '### Autocontrol', '### Comunicación efectiva', '### Iniciativa')

    def test_competencies_in_plain_lines(self):
        fixed = self.fixed('I. OBJETIVO\nIr.\n\nII. COMPETENCIAS\nAutocontrol\nMantiene la calma.\n'
            'Responde con respeto.\nTrabajo en equipo: Colabora con los demás.\n')
        self.assert_lines(fixed, '### Autocontrol', '- Mantiene la calma.', '- Responde con respeto.',
            '### Trabajo en equipo', '- Colabora con los demás.')
        names = [f['message'] for f in self.found('competencia-sin-catalogo')]
        self.assertEqual(2, len(names), names)
        fixed = self.fixed('I. OBJETIVO\nIr.\n\nII. COMPETENCIAS\nLiderazgo (nivel 3)\nAutocontrol: Alto\n')
        self.assert_lines(fixed, '- Liderazgo {nivel=3}', '- Autocontrol {nivel=Alto}')

    def competencies(self, body):
        self.write('puestos/a.md', '---\ntítulo: Uno\n---\n\n## Objetivo\n\nIr.\n\n## Competencias\n\n' + body)
        done = self.run_program('build', '--quiet')
        self.assertEqual(0, done.returncode, done.stderr)
        job = next((self.root / 'output').rglob('puestos.json'))
        return job.read_text('utf-8')

    def test_a_paragraph_behind_a_list_that_reads_like_an_entry(self):
        for body, expected in (('Cobrar.\n', 1), ('Los informes van aparte.\n', 0), ('Cobrar.\n\nRendir.\n', 2)):
            with self.subTest(body):
                self.write('puestos/a.md', f'---\ntítulo: Uno\n---\n\n## Funciones\n\n- Contar.\n- Pagar.\n\n{body}')
                found = self.found('prosa-sin-filas')
                self.assertEqual(expected, sum(1 + len(f['notes']) for f in found), found)
        self.assertIn('reads like one more entry', self.found('prosa-sin-filas', 'en')[0]['message'])

    def test_behaviours_in_lines_and_in_a_table(self):
        self.write('puestos/a.md', '---\ntítulo: Uno\n---\n\n## Competencias\n\n### Autocontrol\n\n'
            'Mantiene la calma.\nResponde con respeto.\n')
        self.assertEqual(['estas 2 líneas se leen como una sola entrada'],
            [f['message'] for f in self.found('prosa-sin-filas')])
        self.run_program('check', '--fix')
        text = (self.root / 'content/puestos/a.md').read_text('utf-8')
        self.assert_lines(text, '- Mantiene la calma.', '- Responde con respeto.')
        data = self.competencies('| Denominación de la competencia | Nivel | Comportamiento observable |\n'
            '|---|---|---|\n| Autocontrol | Alto | Mantiene la calma. |\n')
        self.assertIn('"Mantiene la calma."', data)
        self.assertEqual([], self.found('campo-desconocido'))

    # Sections

    def test_general_and_specific_functions(self):
        for colon in ('', ':'):
            with self.subTest(colon):
                upper = str.upper if not colon else str
                fixed = self.fixed(f'{upper("Objetivo")}{colon}\nCobrar los aranceles.\n'
                    f'{upper("Funciones generales")}{colon}\nPlanificar.\nRendir cuentas.\n'
                    f'{upper("Funciones específicas")}{colon}\nCobrar.\nCuadrar la caja.\n'
                    f'{upper("Requisitos mínimos")}{colon}\nEscolaridad: Bachiller\n')
                self.assert_lines(fixed, '## ' + upper('Funciones generales'), '## ' + upper('Funciones específicas'),
                    '## ' + upper('Requisitos mínimos'), '- Rendir cuentas.', '- Cuadrar la caja.')
                self.assertEqual([], self.found('campo-repetido'))

    def test_a_log_and_the_steps_of_a_pasted_procedure(self):
        fixed = self.fixed('PROCEDIMIENTO DE COBRO\n\n1. OBJETIVO\nCobrar.\n\n2. DESARROLLO\n1. Recibir.\n'
            '2. Cobrar.\n\n3. CONTROL DE CAMBIOS\nVersión\tFecha\tDescripción del cambio\n01\t15/01/2020\tCreación\n',
            'protocolos/a.md')
        self.assert_lines(fixed, '## 2. DESARROLLO {campo=pasos}',
            '## 3. CONTROL DE CAMBIOS {campo=modificaciones}', '| 01 | 2020-01-15 | Creación |')
        self.assertEqual([], self.found('titulo-parecido'))

    def test_other_names_of_sections_in_a_procedure(self):
        file = self.write('protocolos/a.md', '---\ntítulo: Uno\n---\n\n## A) Objetivo\n\nIr.\n\n'
            '## Desarrollo\n\n1. Ir.\n\n## Referencias\n\nLey.\n\n## Historial de cambios\n\n'
            'No hubo cambios este año.\n\n## Elaboró\n\nAna Paz\n')
        found = {f['message']: f.get('label', '') for f in self.found('titulo-parecido')}
        self.assertEqual({f'«{name}» se publica como sección aparte' for name in
            ('A) Objetivo', 'Desarrollo', 'Historial de cambios', 'Elaboró')}, set(found))
        self.assertIn('Versión, Fecha y Descripción', found['«Historial de cambios» se publica como sección aparte'])
        self.assertIn('elabora:', found['«Elaboró» se publica como sección aparte'])
        self.run_program('check', '--fix')
        self.assert_lines(file.read_text('utf-8'), '## A) Objetivo {campo=objetivo}', '## Desarrollo {campo=pasos}',
            '## Referencias', '## Historial de cambios')

    def test_a_released_procedure_keeps_its_section(self):
        file = self.write('protocolos/a.md', '---\ntítulo: Uno\nversión: 1\nvigencia: 2026-01-01\n---\n\n'
            '## Objetivo\n\nIr.\n\n## Desarrollo\n\n1. Ir.\n')
        done = self.run_program('release', 'a', '--effective', '2026-11-21', '--authorized-by', 'Junta')
        self.assertEqual(0, done.returncode, done.stderr)
        self.run_program('check', '--fix')
        self.assertIn('\n## Desarrollo\n', file.read_text('utf-8'))
        self.assertEqual(1, len(self.found('titulo-parecido')))

    def test_columns_of_steps_with_other_names(self):
        self.write('protocolos/a.md', '---\ntítulo: Uno\n---\n\n## Pasos\n\n'
            '| No. | Responsable | Actividad | Tiempo |\n|---|---|---|---|\n| 1 | Cajera | Recibe la hoja. | 1 día |\n')
        self.assertEqual([], self.found('campo-desconocido'))
        self.assertEqual(0, self.run_program('build', '--quiet').returncode)
        page = (self.root / 'output/protocolos/a.html').read_text('utf-8')
        self.assertIn('Recibe la hoja.', page)

    def test_letters_and_numerals_in_front_of_headings(self):
        fixed = self.fixed('I. OBJETIVO\nIr.\n\nIV. REQUISITOS\n1.- Requisitos legales\nSer mayor de edad.\n'
            '2.- Formación\nBachiller.\n\nV. CONOCIMIENTOS\nA.) Técnicos requeridos para el puesto\nCaja.\n'
            'C.) Conocimientos de ofimática\nHojas de cálculo.\n')
        self.assert_lines(fixed, '### 1.- Requisitos legales', '### 2.- Formación',
            '### A.) Técnicos requeridos para el puesto', '### C.) Conocimientos de ofimática')

    # People who sign

    def test_people_who_sign_a_procedure(self):
        people = [('ELABORÓ', 'REVISÓ', 'APROBÓ'), ('Ana Pérez', 'Luis Gómez', 'Rosa Díaz'),
            ('Analista', 'Jefe de Caja', 'Directora'), ('15/01/2024', '20/01/2024', '31/01/2024')]
        labels = ('', 'Nombre', 'Cargo', 'Fecha')
        columns = ['\t'.join(row) for row in people]
        named = [columns[0]] + ['\t'.join(f'{label}: {cell}' for cell in row)
            for label, row in zip(labels[1:], people[1:])] + ['Firma:\tFirma:\tFirma:']
        across = ['\t'.join(row) for row in zip(*people)]
        lines = [line for who, name, role, day in zip(*people)
            for line in (who + ':', 'Nombre: ' + name, 'Cargo: ' + role, 'Fecha: ' + day, 'Firma: ________')]
        for name, rows in {'columns': columns, 'labels': named, 'rows': across, 'lines': lines,
                           'header': ['\t'.join(('', 'Nombre', 'Cargo', 'Fecha'))] + across}.items():
            with self.subTest(name):
                fixed = self.fixed('PROCEDIMIENTO DE COBRO\n\n1. OBJETIVO\nIr.\n\n2. PASOS\n1. Ir.\n2. Cobrar.\n\n'
                    + '\n'.join(rows) + '\n', 'protocolos/a.md')
                head = self.head(fixed)
                for line in ('ELABORÓ: [{nombre: Ana Pérez, cargo: Analista}]', 'Creación: 2024-01-15',
                             'APROBÓ: [{nombre: Rosa Díaz, cargo: Directora}]', 'Aprobación: 2024-01-31'):
                    self.assertIn(line, head)
                self.assert_lines(fixed, '# PROCEDIMIENTO DE COBRO')

    def test_people_who_sign_a_job(self):
        fixed = self.fixed('Nombre del puesto: Cajero\nUnidad: Caja\n' + REST
            + '\n\tNombre\tCargo\tFirma\nElaboró\tAna Paz\tAnalista\t\nAprobó\t________\tDirectora\t\n')
        self.assert_lines(fixed, '## Firmas', '| Elaboró | Ana Paz | Analista |', '| Aprobó |  | Directora |')

    def test_those_who_answer_are_not_those_who_sign(self):
        fixed = self.fixed('PROCEDIMIENTO DE COBRO\nCódigo: P-1\n\n1. OBJETIVO\nIr.\n\n2. RESPONSABLES\n'
            'Analista: revisa.\n', 'protocolos/a.md')
        self.assertEqual(['Código: P-1'], self.head(fixed))
        self.assert_lines(fixed, 'Analista: revisa.')

    # Dates

    def dated(self, text):
        return self.fixed(f'---\ntítulo: Uno\nvigencia: "{text}"\n---\n\n## Objetivo\n\nIr.\n', 'protocolos/a.md')

    def test_dates_as_offices_type_them(self):
        for text, day in (
            ('1º de febrero del 2024', '2024-02-01'), ('1° de febrero de 2024', '2024-02-01'),
            ('01.II.2024', '2024-02-01'), ('1-feb-24', '2024-02-01'), ('2024/02/01', '2024-02-01'),
            ('1 de febrero, 2024', '2024-02-01'), ('a los 3 días del mes de marzo de 2023', '2023-03-03'),
            ('dos de marzo de dos mil veintitrés', '2023-03-02'), ('February 1st, 2024', '2024-02-01'),
            ('01 de 02 de 2024', '2024-02-01'), ('15 de enero de 2,024', '2024-01-15'),
        ):
            with self.subTest(text):
                fixed = self.dated(text)
                self.assertIn(f'\nvigencia: {day}\n', fixed)

    def test_dates_that_are_not_clear_are_told_and_left(self):
        for text, advice in (
            ('01/02/2024', ('2024-02-01 si el primer número es el día', '2024-01-02 si es el mes')),
            ('13-04-21', ('2021-04-13', '2013-04-21 si es el año')),
            ('febrero de 2024', ('falta el día',)), ('feb-24', ('falta el día o el año',)),
            ('31/02/2024', ('el calendario no tiene ese día',)), ('2024', ('faltan el mes y el día',)),
            ('San Salvador, 3 de marzo de 2023', ('2023-03-03',)),
        ):
            with self.subTest(text):
                fixed = self.dated(text)
                self.assertIn(f'"{text}"', fixed)
                label = self.found('borrador')[0]['label']
                for words in advice:
                    self.assertIn(words, label)
                self.assertFalse(re.search(r'[áéíóúñ]', self.found('borrador', 'en')[0]['label']))


if __name__ == '__main__':
    unittest.main()
