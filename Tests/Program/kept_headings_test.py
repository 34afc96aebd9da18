"""Headings over rows, over facts and over several documents: none is lost, and each stands above what it names. States
of documents agree with what they describe."""
import html
import re

from checked_site import CheckedSite

FORM = ('tipo: formato\npara: puesto\ntítulo: Ficha\nsecciones:\n'
    '  - {título: DATOS, vista: ficha, campos: [[código: ""]]}\n  - {título: FIN, vista: texto, campo: objetivo}\n')


class KeptHeadings(CheckedSite):
    def page(self, path):
        done = self.run_program('build', '--drafts', '--quiet')
        self.assertEqual(0, done.returncode, done.stderr)
        text = (self.root / 'output' / path).read_text('utf-8')
        return ' '.join(html.unescape(re.sub(r'<[^>]+>', ' ', re.search(r'<main.*</main>', text, re.S)[0])).split())

    def assert_order(self, path, *words):
        page = self.page(path)
        self.assertEqual([1] * len(words), [min(1, page.count(word)) for word in words], page)
        places = []
        for word in words:
            places.append(page.index(word, places[-1] if places else 0))

    # Functions

    def test_a_heading_over_a_table_that_is_not_understood(self):
        table = '| Uno | dos más |\n|---|---|\n| equis | zeta |\n'
        for name, rest in (('code', '```\ncódigo\n```\n'), ('a list', '- Otra tarea.\n')):
            with self.subTest(name):
                self.write('puestos/a.md', f'# A\n\n## Tareas de apoyo\n\n### Grupo raro\n\n{table}\n{rest}')
                self.assert_order('puestos/a.html', 'Grupo raro', 'dos más', 'zeta', *re.findall(r'\w{5,}', rest))

    def test_headings_within_headings(self):
        self.write('puestos/a.md', '# A\n\n## Funciones\n\n### Mostrador\n\n#### Cajas\n\n- Cobrar.\n\n#### Sobres\n\n'
            '- Contar.\n')
        self.assert_order('puestos/a.html', 'Mostrador', 'Cajas', 'Cobrar.', 'Sobres', 'Contar.')
        self.assertEqual([], self.found('seccion-vacia'))

    def test_a_heading_over_rows_with_names_of_their_own(self):
        self.write('puestos/a.md', '# A\n\n## Funciones\n\n### Mostrador\n\n| Función | Actividad | Frecuencia |\n'
            '|---|---|---|\n| Cajas | Cobrar | Diaria |\n| Sobres | Contar | Diaria |\n')
        self.assert_order('puestos/a.html', 'Mostrador', 'Cajas', 'Cobrar', 'Sobres', 'Contar')

    def test_a_heading_without_rows_is_printed_and_reported(self):
        for rows in ('-\n', '| Actividad | Frecuencia |\n|---|---|\n|  |  |\n'):
            with self.subTest(rows):
                self.write('puestos/a.md', f'# A\n\n## Funciones\n\n### Mostrador\n\n{rows}\n### Bodega\n\n- Barrer.\n')
                self.assert_order('puestos/a.html', 'Mostrador', 'Bodega', 'Barrer.')
                self.assertIn('Mostrador', ' '.join(f['message'] for f in self.found('borrador')))

    def test_a_name_of_rows_below_a_group_beside_names_that_hold_groups(self):
        self.write('puestos/a.md', '# A\n\n## Funciones\n\n### Cajas\n\n#### Diarias\n\n- Cobrar.\n\n### Bodega\n\n'
            '> Cita.\n\n##### Estantes\n\n- Barrer.\n\n##### Cajones\n\n- Ordenar.\n')
        self.assert_order('puestos/a.html', 'Cajas', 'Diarias', 'Cobrar.', 'Bodega', 'Cita.', 'Estantes', 'Barrer.',
            'Cajones', 'Ordenar.')
        self.assertEqual(1, len(re.findall('<h[2-6][^>]*>(?:<[^>]*>)*Bodega',
            (self.root / 'output/puestos/a.html').read_text('utf-8'))))

    # Facts

    def test_lines_of_facts_are_facts_of_their_own(self):
        for path, heading, other in (('puestos/a.md', 'Identificación', 'Clase: 03'),
                                     ('protocolos/a.md', 'Información general', 'Versión: 02')):
            with self.subTest(path):
                file = self.write(path, f'---\ntítulo: Uno\n---\n\n## {heading}\n\nCódigo: C-1\n{other}\n\n'
                    '## Objetivo\n\nIr.\n')
                self.run_program('check', '--fix')
                self.assertEqual(
                    f'---\ntítulo: Uno\nCódigo: C-1\n{other}\n---\n\n## {heading}\n\n## Objetivo\n\nIr.\n',
                    file.read_text('utf-8'))
                self.assertEqual([], self.found('seccion-vacia'))
                self.assert_order(path.replace('.md', '.html'), heading, 'C-1', 'Ir.')
                file.unlink()

    def test_headings_over_facts_stay_and_print_them(self):
        self.write('protocolos/a.md', 'PROCEDIMIENTO DE COMPRA\n\nDATOS GENERALES\nCódigo: PR-9\nProceso: Compras\n\n'
            'OBJETIVO\nComprar.\n\nPASOS\n1. Pedir.\n2. Anotar.\n\nAPROBACIÓN DEL DOCUMENTO\nElaboró:\tAna Pérez\n'
            'Aprobó:\tEva Sol\n\nCUADRO DE CONTROL\nPróxima revisión: 2028-01-02\n')
        self.run_program('check', '--fix')
        text = (self.root / 'content/protocolos/a.md').read_text('utf-8')
        self.assertNotIn('\n# ', text.split('\n---\n')[0])
        for heading in ('DATOS GENERALES', 'APROBACIÓN DEL DOCUMENTO', 'CUADRO DE CONTROL'):
            self.assertIn(f'\n## {heading}\n', text)
        self.assertIn('Próxima revisión: 2028-01-02\n', text.split('---\n')[1])
        self.assert_order('protocolos/a.html', 'DATOS GENERALES', 'PR-9', 'Compras', 'Comprar.', 'Anotar.',
            'APROBACIÓN DEL DOCUMENTO', 'Ana Pérez', 'Eva Sol', 'CUADRO DE CONTROL')
        found = self.found('seccion-vacia')
        self.assertEqual(1, len(found))
        self.assertIn('los datos están bajo «DATOS GENERALES»', found[0]['message'])

    def test_people_below_the_heading_of_signatures(self):
        self.write('puestos/a.md',
            '---\ntítulo: Uno\nElaborado por: Ana Paz\n---\n\n## Objetivo\n\nIr.\n\n## FIRMAS\n')
        self.assertEqual([], self.found('seccion-vacia'))
        self.assert_order('puestos/a.html', 'Ir.', 'FIRMAS', 'Ana Paz')

    def test_a_letterhead_in_the_box_stands_above_its_facts(self):
        self.write('puestos/a.md', '---\ntítulo: Uno\nclase: "03"\n---\n\n## DATOS DEL PUESTO\n\nALCALDÍA\n\n'
            '## Objetivo\n\nIr.\n')
        self.assert_order('puestos/a.html', 'DATOS DEL PUESTO', 'ALCALDÍA', 'Clase 03', 'Ir.')

    def test_a_form_with_other_words_over_the_facts_is_noted(self):
        self.write('formatos/ficha.yaml', FORM)
        text = '---\ntítulo: Uno\nformato: ficha\ncódigo: C-1\n---\n\n## {}\n\n## Objetivo\n\nIr.\n'
        self.write('puestos/a.md', text.format('Identificación'))
        self.assertEqual(['«Identificación» se imprime como «DATOS», según el formato'],
            [f['message'] for f in self.found('titulo-parecido') if f['line'] == 7])
        self.write('puestos/a.md', text.format('1. Datos'))
        self.assertEqual([], [f for f in self.found('titulo-parecido') if f['line'] == 7])
        self.write('formatos/ficha.yaml', FORM.replace('título: DATOS, ', ''))
        self.write('puestos/a.md', text.format('Identificación'))
        self.assertIn('no se imprime', ' '.join(f['message'] for f in self.found('titulo-parecido')))

    # Several documents in one text

    def test_several_jobs_in_one_text_are_named_and_left_alone(self):
        parts = [
            f'{name}\n\nDependencia: Rectoría\nJefe inmediato: {head}\nObjetivo: {aim}\nFunciones:\n1. Uno.\n2. Dos.'
            for name, head, aim in (('RECTOR', 'Alcalde', 'Dirigir.'), ('SECRETARIA', 'Rector', 'Anotar.'),
                ('PORTERO', 'Rector', 'Abrir.'))]
        named = ['Nombre del cargo: ' + part.capitalize().replace('Nombre', 'nombre') for part in parts]
        for name, text in (('capitals', '\n\n'.join(['ESCUELA', *parts])), ('facts', '\n\n'.join(named))):
            with self.subTest(name):
                file = self.write('puestos/a.md', text + '\n')
                found = self.found('texto-suelto')
                self.assertEqual(1, len(found))
                self.assertIn('el texto trae varios documentos: «', found[0]['message'])
                self.assertIn('oficio add puesto', found[0]['label'])
                self.run_program('check', '--fix')
                self.assertNotIn('---', file.read_text('utf-8'))
                self.assertIn('holds several documents', self.found('texto-suelto', 'en')[0]['message'])
        self.write('puestos/a.md', parts[0] + '\n')
        self.assertNotIn('varios documentos', self.found('texto-suelto')[0]['message'])

    # States

    def test_states_agree_with_what_they_describe(self):
        self.write('tipos/norma.yaml', 'id: norma\nnombre: norma\nplural: normas\ncarpeta: normas\ncontrolado: sí\n'
            'campos:\n  título: texto\n  objetivo: markdown\n')
        text = '---\ntítulo: Uno\nversión: 1\nvigencia: 2026-01-01\nestado: {}\n---\n\n## Objetivo\n\nIr.\n'
        states = {'derogada': 'derogad', 'withdrawn': 'derogad', 'repealed': 'derogad', 'retirado': 'derogad',
            'superseded': 'sustituid', 'reemplazada': 'sustituid', 'vigente': 'vigente'}
        for state, stem in states.items():
            for folder, ending in (('protocolos', 'o'), ('normas', 'a')):
                self.write(f'{folder}/{state}.md', text.format(state))
        self.assertEqual([], self.found('estado-desconocido'))
        self.page('index.html')
        for state, stem in states.items():
            for folder, ending in (('protocolos', 'o'), ('normas', 'a')):
                page = (self.root / f'output/{folder}/{state}.html').read_text('utf-8')
                label = re.search(r'class="state state-\w+">([^<]*)<', page)[1]
                self.assertEqual(stem if stem == 'vigente' else stem + ending, label)
        self.assertNotIn('Estado', self.page('protocolos/derogada.html'))
        self.assertIn('retirado', self.page('protocolos/retirado.html'))
        self.write('protocolos/vijente.md', text.format('vijente'))
        self.assertEqual('error', self.found('estado-desconocido')[0]['severity'])
