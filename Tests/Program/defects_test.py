"""`oficio check` finds defects in lists and tables that no field reads, in names of references, and in texts in
capitals."""
import os
import sys

from checked_site import PROGRAM, CheckedSite

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'Check'))
from written_sets import written_set  # noqa: E402

JOB = '---\ntítulo: {}\n---\n\n'


class Defects(CheckedSite):
    def lines(self, code):
        return [(found['file'].removeprefix('content/'), found['line']) for found in self.found(code)]

    def job(self, text, name='a', title='Cajero'):
        self.write(f'puestos/{name}.md', JOB.format(title) + text)

    def test_shares_of_time_add_up_under_any_heading(self):
        for heading, column in [('Distribución de la jornada', 'Porcentaje'), ('Funciones', 'Tiempo'),
                                ('Funciones principales', '% de tiempo'), ('Asignación del tiempo', 'Tiempo')]:
            for values, wrong in [(['60%', '20%', '10%'], True), (['60%', '30%', '10%'], False),
                                  (['0.6', '0.3', '0.2'], True)]:
                rows = '\n'.join(f'| {words} | {value} |' for words, value in
                    zip(['Cobrar recibos.', 'Pagar planillas.', 'Archivar copias.'], values))
                with self.subTest(heading=heading, values=values):
                    self.job(f'## {heading}\n\n| Función | {column} |\n|---|---|\n{rows}\n')
                    self.assertEqual(bool(self.found('tiempo-no-suma')), wrong)

    def test_minutes_and_amounts_are_no_shares(self):
        self.job('## Trámites\n\n| Función | Tiempo |\n|---|---|\n| Cobrar | 20 |\n| Pagar | 30 |\n')
        self.assertEqual(self.found('tiempo-no-suma'), [])

    def test_a_second_section_of_functions_is_read(self):
        functions = '- Cobrar los servicios.\n- Cuadrar la caja del día.\n- Entregar el comprobante de pago.\n'
        self.job(f'## Funciones\n\n{functions}\n## Tareas\n\n- Archivo de los recibos.\n'
            '- Contar el efectivo al cierre de la tarde.\n- Contar el efectivo al cierre de la tarde.\n')
        self.assertEqual(self.lines('funcion-sin-infinitivo'), [('puestos/a.md', 13)])
        self.assertEqual(self.lines('funcion-repetida'), [('puestos/a.md', 15)])
        self.job('## Tareas\n\n- Contar el efectivo al cierre de la tarde.\n', 'b', 'Guardia')
        self.assertIn(('puestos/b.md', 7), self.lines('funcion-copiada'))

    def test_a_list_of_other_things_is_no_list_of_functions(self):
        self.job('## Equipo asignado\n\n- Una caja.\n- Un sello.\n- Una silla.\n- Una mesa.\n')
        self.assertEqual(self.found('funcion-sin-infinitivo'), [])

    def test_a_name_in_a_reference_is_compared(self):
        self.write('puestos/a.md', '---\ntítulo: Cajero\nunidad: Unidad de Servicios Generales\n---\n')
        self.write('puestos/b.md', '---\ntítulo: Guardia\nunidad: Unidad Servicios Generales\n---\n')
        self.assertEqual(self.lines('nombre-de-varios-modos'), [('puestos/b.md', 3)])

    def test_the_spelling_that_is_used_more_often_counts(self):
        self.job('## Objetivo\n\nCobrar en el Centro de Pagos Único y avisar al Centro de Pagos Único.\n')
        self.job('## Objetivo\n\nVigilar el Centro de Pago Único.\n', 'b', 'Guardia')
        self.assertEqual(self.lines('nombre-de-varios-modos'), [('puestos/b.md', 7)])

    def test_endings_by_and_for_make_variants(self):
        for usual, other in [('Sistema de Administración Financiera', 'Sistema de Administración Financiero'),
                             ('Módulo de Cuentas por Cobrar', 'Módulo Cuentas por Cobrar'),
                             ('Centro de Atención Ciudadana', 'Centro Atención Ciudadana')]:
            with self.subTest(other=other):
                self.job(f'## Objetivo\n\nUsar el {usual} y revisar el {usual}.\n')
                self.job(f'## Objetivo\n\nVigilar el {other}.\n', 'b', 'Guardia')
                self.assertEqual(self.lines('nombre-de-varios-modos'), [('puestos/b.md', 7)])

    def test_a_system_in_lower_case_without_its_preposition(self):
        self.job('## Objetivo\n\nUsar el sistema de atención al cliente y el centro de salud cercano.\n')
        self.job('## Objetivo\n\nVigilar el sistema atención de clientes (CRM) y el centro educativo cercano.\n', 'b',
            'Guardia')
        self.assertEqual(self.lines('nombre-de-varios-modos'), [('puestos/b.md', 7)])

    def test_posts_of_a_woman_and_a_man_are_no_variants(self):
        self.job('## Objetivo\n\nAvisar a la Asistente Administrativa de Compras.\n')
        self.job('## Objetivo\n\nAvisar al Asistente Administrativo de Compras.\n', 'b', 'Guardia')
        self.assertEqual(self.found('nombre-de-varios-modos'), [])

    def test_an_entry_is_repeated_in_a_section_of_the_author(self):
        for again in ['Toalla de papel.', 'Toallas de papel', 'La toalla de papel']:
            with self.subTest(again=again):
                self.write('protocolos/a.md', JOB.format('Lavado')
                    + f'## Materiales\n\n- Toalla de papel\n- Jabón\n- {again}\n')
                self.assertEqual(self.lines('entrada-repetida'), [('protocolos/a.md', 9)])

    def test_a_cut_sentence_is_found_in_a_section_of_the_author(self):
        self.write('estandares/a.md', JOB.format('Espera')
            + '## Medición propia\n\nCada mes se revisa una muestra y se compara con el registro del\n')
        self.assertEqual(self.lines('frase-cortada'), [('estandares/a.md', 7)])

    def test_a_key_without_a_value_is_blank_whatever_it_is(self):
        for line in ['puntos:', 'puntos: ""', 'turno: null', 'turno: ~', 'folio:']:
            with self.subTest(line=line):
                self.write('puestos/a.md', f'---\ntítulo: Cajero\n{line}\n---\n')
                self.assertEqual(self.lines('campo-en-blanco'), [('puestos/a.md', 3)])

    def test_capitals_raise_no_false_alarm(self):
        self.job('## OBJETIVO\n\nTODO EL PERSONAL CONOCE LAS NORMAS.\n\n## FUNCIONES\n\n'
            '- NOMBRAR Y HACER CESAR AL PERSONAL.\n- TRABAJAR POR LA VÍA LEGAL.\n', title='JEFE')
        self.assertEqual(self.found('sin-rellenar') + self.found('mayuscula-sin-tilde'), [])

    def test_short_nouns_and_references_in_capitals_lack_their_accent(self):
        self.write('puestos/a.md', '---\ntítulo: CAJERO\nreporta a: JEFE DE ADMINISTRACION\n---\n\n## FUNCIONES\n\n'
            '- RESPONDER LOS RECLAMOS EN UN DIA.\n')
        self.assertEqual(self.lines('mayuscula-sin-tilde'), [('puestos/a.md', 3), ('puestos/a.md', 8)])

    def test_experience_cannot_be_needed_and_not_needed(self):
        for words, wrong in [('Tres años; no se requiere experiencia previa.', True), ('Tres años.', False),
                             ('No requiere; es deseable un año.', False)]:
            with self.subTest(words=words):
                self.job(f'## Experiencia\n\n{words}\n')
                self.assertEqual(bool(self.found('experiencia-no-cuadra')), wrong)

    def test_ages_in_words_and_ranges(self):
        for words, wrong in [('De 18 a 30 años.', True), ('No tener más de cuarenta años.', True),
                             ('De 18 a 30 meses de servicio.', False), ('Veinte años de experiencia.', False)]:
            with self.subTest(words=words):
                self.job(f'## Experiencia\n\n{words}\n')
                self.assertEqual(bool(self.found('requisito-discriminatorio')), wrong)

    def test_steps_with_semicolons_are_one_step(self):
        steps = ['Pedir la cédula; firmar la hoja de control.', 'Abrir la caja. Contar el efectivo del fondo.']
        self.write('protocolos/a.md', JOB.format('Cobro') + '## Pasos\n\n' + ''.join(f'1. {s}\n' for s in steps))
        self.assertEqual(self.lines('dos-funciones-en-una'), [('protocolos/a.md', 8)])

    def test_an_empty_section_is_blank_in_every_type(self):
        wanted = []
        for folder, sections in [('puestos', ['Objetivo', 'Funciones', 'Riesgos']),
                                 ('protocolos', ['Pasos', 'Alcance']), ('estandares', ['Enunciados', 'Indicadores']),
                                 ('clausulas', ['Filas']), ('incorporacion', ['Actividades']),
                                 ('glosario', ['Definición'])]:
            for number, section in enumerate(sections):
                path = f'{folder}/a{number}.md'
                self.write(path, f'---\ntítulo: {folder} {number}\n---\n\n## {section}\n')
                wanted.append((path, 5))
        # A document whose required section is empty is a draft, and the finding says so at that section.
        self.assertEqual(sorted(self.lines('seccion-vacia') + self.lines('borrador')), sorted(wanted))

    def test_a_draft_and_an_empty_form_are_reported_once(self):
        self.write('puestos/a.md', '---\ntítulo: Cajero\nestado: borrador\n---\n\n## Objetivo\n\n## Riesgos\n\n'
            'Ruido.\n')
        self.job('## Objetivo\n\n## Funciones\n\n## Formación\n\n## Experiencia\n\nUn año.\n', 'b', 'Guardia')
        self.assertEqual(self.lines('seccion-vacia'), [])
        self.assertEqual(len(self.found('borrador')), 2)

    def test_a_question_without_an_answer_is_blank(self):
        self.write('protocolos/a.md', JOB.format('Cobro')
            + '## Preguntas frecuentes\n\n### ¿Se cobra en cheque?\n\nNo.\n\n### ¿Quién firma?\n')
        self.assertEqual(self.lines('seccion-vacia'), [('protocolos/a.md', 11)])

    def test_a_label_in_bold_without_a_value_is_blank(self):
        self.job('## Relaciones propias\n\n**Con:** Despacho.\n\n**Para:**\n')
        self.assertEqual(self.lines('sin-rellenar'), [('puestos/a.md', 9)])

    def test_figures_and_words_that_are_missing(self):
        for words, wrong in [('Esperar ... minutos antes de abrir.', True), ('Cobrar el xx % del recibo.', True),
                             ('Cobrar los recibos... y cerrar la caja.', False), ('Cobrar el siglo XX % a %.', False),
                             ('Cobrar los recibos del día (COMPLETAR).', True), ('Cobrar recibos (control).', False),
                             ('Pendiente de respuesta de Tesorería.', True), ('Por acordar con la Junta.', True),
                             ('etc.', True), ('Cobrar en la caja TBD antes del cierre.', True),
                             ('Publicar en TBDF y en la ATBD.', False), ('Pendientes de cobro del mes.', False)]:
            with self.subTest(words=words):
                self.job(f'## Funciones\n\n- {words}\n- Archivar los comprobantes.\n')
                self.assertEqual(bool(self.found('sin-rellenar')), wrong)
        self.write('incorporacion/a.md', JOB.format('Ingreso') + '## Primer día\n\n- Recibir la clave de [persona].\n')
        self.assertIn(('incorporacion/a.md', 7), self.lines('sin-rellenar'))

    def test_a_legend_in_words_explains_the_codes_of_its_document(self):
        table = '| Control | Cada cuánto |\n|---|---|\n| Arqueo. | D |\n| Cierre. | M |\n| Inventario. | {} |\n\n'
        for code, legend, unknown, idle in [
                ('Q', 'D = Diario, M = Mensual.', True, False),
                ('D', 'Frecuencia: D = Diario; M = Mensual; A = Anual.', False, True),
                ('D/M', 'D = Diario, M = Mensual.', False, False),
                ('D', 'Dedicar X = 2 horas e Y = 3 horas.', False, False)]:
            with self.subTest(code=code, legend=legend):
                self.write('protocolos/a.md', JOB.format('Cobro') + '## Controles\n\n' + table.format(code) + legend)
                self.assertEqual(self.lines('codigo-sin-leyenda'), [('protocolos/a.md', 11)] if unknown else [])
                self.assertEqual(self.lines('codigo-sin-uso'), [('protocolos/a.md', 13)] if idle else [])

    def test_other_wordings_of_not_applicable_are_compared(self):
        self.job('## Riesgos\n\nN/A\n\n## Bienes a cargo\n\nNo corresponde\n')
        self.assertEqual(self.lines('no-aplica-mezclado'), [('puestos/a.md', 11)])

    def test_names_of_another_language_in_capitals_lack_no_accent(self):
        for words, wrong in [('DISNEY TELEVISION NETWORK', False), ('LA TELEVISION NACIONAL', True),
                             ('MARIA SKŁODOWSKA', False), ('LA SEÑORA MARIA LÓPEZ', True),
                             ('LA ADMINISTRACION WINDOWS', True)]:
            with self.subTest(words=words):
                self.job(f'## Objetivo\n\nATENDER A {words} EN LA OFICINA.\n')
                self.assertEqual(bool(self.found('mayuscula-sin-tilde')), wrong)

    def test_other_prepositions_make_no_variant_of_a_name(self):
        for usual, other, wrong in [('Biblia de Lutero', 'Biblia para Lutero', False),
                                    ('Sistema de Compras', 'Sistema para Compras', True)]:
            with self.subTest(other=other):
                self.job(f'## Objetivo\n\nLeer la {usual} y citar la {usual}.\n')
                self.job(f'## Objetivo\n\nCitar la {other}.\n', 'b', 'Guardia')
                self.assertEqual(bool(self.found('nombre-de-varios-modos')), wrong)

    def test_marked_documents(self):
        for name in ('fourth', 'fifth', 'sixth'):
            with self.subTest(name):
                score = written_set(PROGRAM, verbose=False, name=name)
                found, put = sum(score.found.values()), sum(score.put.values())
                right, new = sum(score.right.values()), sum(score.fresh.values())
                self.assertGreaterEqual(found / put, 0.9, (found, put))
                self.assertGreaterEqual(right / new, 0.95, (right, new))
