"""`oficio check` finds defects in lists and tables that no field reads, in names of references, and in texts in
capitals."""
import os
import sys

from checked_site import PROGRAM, CheckedSite

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'Check'))
from fourth_set import fourth_set  # noqa: E402

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

    def test_marked_documents(self):
        score = fourth_set(PROGRAM, verbose=False)
        found, put = sum(score.found.values()), sum(score.put.values())
        right, new = sum(score.right.values()), sum(score.fresh.values())
        self.assertGreaterEqual(found / put, 0.9, (found, put))
        self.assertGreaterEqual(right / new, 0.95, (right, new))
