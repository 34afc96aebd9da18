"""Names of fields from the program's own lists: each is understood as a heading and as a key, and none stops a build.
"""
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
NAMES = pathlib.Path(__file__).resolve().parents[2] / 'Sources/BuiltIn/files/names'


def listed(name):
    """The names in a file of names, each with its source."""
    lines = (NAMES / name).read_text('utf-8').splitlines()
    return [re.match(r'    - (.*?)\s+# (.+)', line) or line for line in lines if line.startswith('    - ')]


class Names(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.write('site.yaml', 'institución: Prueba\n')

    def write(self, path, text):
        path = self.root / 'content' / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def check(self):
        done = subprocess.run(
            [PROGRAM, 'check', '--site', self.folder.name, '--format', 'json', '--today', '2026-11-21', '--quiet'],
            capture_output=True, text=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def page(self, path):
        subprocess.run([PROGRAM, 'build', '--site', self.folder.name, '--today', '2026-11-21', '--quiet'], check=True)
        text = (self.root / 'output' / path).read_text('utf-8')
        return html.unescape(re.sub(r'<[^>]+>', ' ', re.search(r'<main.*</main>', text, re.S)[0]))

    def test_every_name_tells_its_source(self):
        for name in ('puesto.yaml', 'comun.yaml'):
            self.assertEqual([], [line for line in listed(name) if isinstance(line, str)])

    def test_every_name_is_understood_as_a_heading(self):
        names = [match[1].replace(' …', ' de más') for match in listed('puesto.yaml')]
        self.assertGreater(len(names), 500)
        for number, name in enumerate(names):
            for form, heading in (('a', name.upper()), ('b', f'{number}. {name[:1].upper()}{name[1:]} del puesto')):
                self.write(f'puestos/{form}{number}.md',
                    f'# Puesto {form}{number}\n\n## {heading}\n\nTexto {number}{form} de la sección.\n')
        found = self.check()
        self.assertEqual([], [f['message'] for f in found if f['severity'] == 'error'])
        unknown = {f['message'] for f in found if f['code'] in ('titulo-desconocido', 'campo-desconocido')}
        self.assertEqual(set(), unknown)

    def test_every_name_is_understood_as_a_key(self):
        names = [match[1] for file in ('puesto.yaml', 'comun.yaml') for match in listed(file) if '…' not in match[1]]
        for number, name in enumerate(names):
            self.write(f'puestos/p{number}.md', f'---\n{name}: N/A\n---\n')
        self.assertEqual([], [f['message'] for f in self.check() if f['code'] == 'campo-desconocido'])

    def fields(self, folder='puestos'):
        """The fields of each job in the data files, and the headings of its own sections."""
        subprocess.run([PROGRAM, 'build', '--site', self.folder.name, '--today', '2026-11-21', '--quiet', '--drafts'],
            check=True, capture_output=True)
        records = json.loads((self.root / f'output/datos/{folder}.json').read_text('utf-8'))['records']
        return {record['id']: record for record in records}

    def test_headings_and_keys_that_real_forms_use_land_in_their_field(self):
        """Headings and keys of real forms, chosen by hand: (field, heading or key)."""
        headings = [
            ('objective', 'II. PROPÓSITO PRINCIPAL'), ('objective', 'Naturaleza del puesto'),
            ('objective', 'Purpose of the role'), ('objective', 'Nature of work'),
            ('functions', 'III. DESCRIPCIÓN DE FUNCIONES ESENCIALES'),
            ('functions', 'Descripción específica de funciones'), ('functions', 'Roles y responsabilidades'),
            ('functions', 'Examples of work performed'), ('functions', 'Typical tasks'),
            ('functions', 'What you will do'), ('education', 'Último grado de estudios'),
            ('education', 'Carreras afines'), ('education', 'Educational background'),
            ('experience', 'Tiempo mínimo de experiencia'),
            ('requirements', 'Alternativa'), ('requirements', 'Essential criteria'),
            ('languages', 'Conocimiento de idiomas'), ('tools', 'Máquinas y herramientas'),
            ('other-training', 'Formación no formal'), ('working-hours', 'Régimen horario'),
            ('contract-type', 'Calidad jurídica'),
            ('legal-framework', 'Fundamento jurídico'), ('career-path', 'Posibilidades de ascenso'),
            ('supervision-exercised', 'Supervisión a ejercer'),
            ('effort', 'Carga mental'), ('risks', 'Exposición a riesgos'), ('results', 'Evidencias'),
            ('working-conditions', 'Work context'), ('salary', 'Sistema de remuneración'),
            ('desirable-knowledge', 'Conocimientos complementarios deseables'),
            ('requirements', 'Alternativa de estudio y experiencia'),
            ('career-path', 'Puestos a los que puede ascender'),
            ('legal-framework', 'Disposiciones legales a cumplir'),
            ('consequence-of-error', 'Errores y consecuencias'),
            ('responsibilities', 'Grado de responsabilidad'), ('supervises', 'Puestos bajo su responsabilidad'),
            ('functions', 'Trabajos realizados'), ('working-hours', 'Dedicación y jornada'),
            ('functions', 'III.2 Las funciones principales'), ('education', 'Formac. académica'),
            ('experience', 'Exp. laboral'), ('requirements', 'Key selection criteria'),
            ('functions', 'Principal accountabilities'), ('working-conditions', 'General conditions of employment'),
            ('responsibilities', 'Your responsibilities'), ('requirements', "What we're looking for"),
        ]
        for number, (_, heading) in enumerate(headings):
            self.write(f'puestos/h{number}.md', f'# Puesto h{number}\n\n## {heading}\n\n- Texto {number}.\n')
        keys = [
            ('hierarchical-level', 'Rango', 'Jefatura'), ('group', 'Rama de cargo', 'Archivo'),
            ('contract-type', 'Tipo de relación laboral', 'Base'),
            ('location', 'Provincia', 'Sur'), ('salary', 'Sueldo mensual', 'Según escala'),
            ('institution', 'Dependencia o entidad', 'Archivo'),
            ('cost-centre', 'Unidad presupuestaria', '12'), ('incumbent', 'Titular del puesto', 'Ana'),
            ('supervises', 'Direct reports', 'h0'),
            ('declared-direct-reports', 'Direct reports', '3'), ('objective', 'Propósito', 'Servir.'),
            ('reports-to', 'Puesto del jefe inmediato', 'h0'),
            ('grade', 'Subnivel', 'CA2-1'), ('reports-to', 'Cargo jefatura directa', 'h0'),
            ('group', 'Grupo/Subgrupo', 'C2'), ('location', 'Ámbito geográfico', 'Sur'),
            ('version', 'Rev.', '2'), ('last-reviewed', 'Fecha última actualización', '2026-01-02'),
            ('effective', 'Vigencia desde', '2026-01-02'), ('reports-to', 'Autoridad lineal superior', 'h0'),
            ('supervises', 'Ejerce autoridad sobre', 'h0'), ('code', 'Número de ítem', '12'),
            ('hierarchical-level', 'Nivel funcionarial', 'Técnico'), ('contract-type', 'Vínculo laboral', 'Base'),
            ('replaced-by', 'Cargo que lo reemplaza', 'h0'),
            ('number-of-positions', 'No. plazas', '2'), ('number-of-positions', 'Cant. de plazas', '2'),
            ('created', 'Fecha de elab.', '2026-01-02'), ('approved-on', 'F. de aprobación', '2026-01-02'),
            ('last-reviewed', 'Ult. actualización', '2026-01-02'), ('version', 'Vers.', '2'),
            ('class', 'Clase ancha', 'Técnico'), ('generic-title', 'Clase genérica', 'Técnico'),
            ('cost-centre', 'Código presupuestal', 'P13'), ('grade', 'Tramo', 'Avanzado'),
        ]
        for number, (_, key, value) in enumerate(keys):
            self.write(f'puestos/k{number}.md', f'---\n{key}: {value}\n---\n')
        found = self.fields()
        wrong = [(field, heading, list(found[f'h{n}']['fields'])) for n, (field, heading) in enumerate(headings)
            if field not in found[f'h{n}']['fields']]
        wrong += [(field, key, list(found[f'k{n}']['fields'])) for n, (field, key, _) in enumerate(keys)
                  if field not in found[f'k{n}']['fields'] and field != 'incumbent']
        self.assertEqual([], wrong)

    def test_keys_of_the_cover_of_a_protocol(self):
        keys = [('unit', 'Área responsable', 'archivo'), ('scope', 'Ámbito de aplicación', 'Todo'),
                ('next-review', 'Próxima revisión', '2020-01-02'),
                ('process', 'Proceso', 'Apoyo'), ('document-type', 'Tipo de documento', 'Guía'),
                ('supersedes', 'Sustituye a', 'PR-0'), ('code', 'Document ID', 'PR-9'),
                ('approving-act', 'Resolución aprobatoria', '12-2026'), ('unit', 'Department', 'archivo')]
        self.write('unidades.yaml', 'elementos:\n  - {id: archivo, título: Archivo}\n')
        for number, (_, key, value) in enumerate(keys):
            self.write(f'protocolos/k{number}.md', f'---\ntítulo: K {number}\n{key}: {value}\n---\n\n## Proceso\n\n'
                       f'Uno.\n')
        found = self.fields('protocolos')
        self.assertEqual([], [key for n, (field, key, _) in enumerate(keys) if field not in found[f'k{n}']['fields']])
        self.assertEqual(['content/protocolos/k2.md'],
                         [f['file'] for f in self.check() if f['code'] == 'revision-vencida'])

    def test_words_that_begin_like_a_name_name_no_field(self):
        for number, heading in enumerate(['Beneficio para la comunidad', 'Programa de trabajo', 'Equipo directivo',
                'Normas de vestimenta', 'Datos abiertos', 'Fin de semana']):
            self.write(f'puestos/p{number}.md', f'# Puesto p{number}\n\n## {heading}\n\nTexto.\n')
        self.assertEqual([[]] * 6, [[field for field in record['fields'] if field != 'title']
            for record in self.fields().values()])

    def test_no_heading_stops_the_build_of_a_complete_job(self):
        """Each heading stands over a paragraph, a list and a table, in a job that lacks nothing."""
        for number, heading in enumerate(['Título', 'Rol del puesto', 'Conocimientos', 'Funciones técnicas',
                'Supervisa a', 'Aprobación', 'Edad', 'Contactos internos', 'Lema']):
            for kind, text in {'a': 'Unas palabras.', 'b': '- Uno.\n- Dos.',
                    'c': '| Cosa | Dato |\n|---|---|\n| Uno | Dos |'}.items():
                self.write(f'puestos/{kind}{number}.md',
                    f'---\ntítulo: P {kind}{number}\n---\n\n## Objetivo\n\nServir.\n\n## {heading}\n\n{text}\n')
        self.assertEqual([], [(f['file'], f['message']) for f in self.check() if f['severity'] == 'error'])

    def test_a_table_of_functions_as_people_write_it(self):
        self.write('puestos/a.md', '# Uno\n\n## Tareas\n\n| N.º | Actividad | Periodicidad |\n|---|---|---|\n| 1 | '
            'Abrir la sala. | Diaria |\n| 2 | Cerrarla. | Anual |\n')
        self.write('puestos/b.md',
            '# Dos\n\n## Funciones\n\n| Cosa | Meta |\n|---|---|\n| Abrir la sala. | Siempre |\n')
        self.write('puestos/c.md',
            '# Tres\n\n## Funciones\n\n| Función | Meta |\n|---|---|\n| Abrir la sala. | A diario |\n')
        found = {f['file'].split('/')[-1]: f for f in self.check() if f['code'] == 'campo-desconocido'}
        self.assertEqual(['b.md'], list(found))
        self.assertEqual('warning', found['b.md']['severity'])
        rows = self.fields()['a']['fields']['functions']
        self.assertEqual(['Abrir la sala.', 'Cerrarla.'], [row['task'] for row in rows if 'task' in row])
        self.assertIn('Siempre', self.page('puestos/b.html'))
        self.assertIn('Meta: A diario', self.page('puestos/c.html'))

    def test_the_authors_heading_is_shown_where_no_form_fixes_it(self):
        self.write('puestos/a.md', '# Uno\n\n## 1. Propósito del cargo\n\nServir.\n\n## QUEHACERES\n\n- Abrir.\n')
        page = self.page('puestos/a.html')
        for words in ('1. Propósito del cargo', 'QUEHACERES'):
            self.assertIn(words, page)
        self.write('formatos/ficha.yaml', 'tipo: formato\npara: puesto\ntítulo: Ficha\nsecciones:\n  - {título: '
            'MISIÓN, vista: texto, campo: objetivo}\n')
        self.write('puestos/a.md', '---\ntítulo: Uno\nformato: ficha\n---\n\n## Razón de ser\n\nServir.\n')
        self.assertIn('MISIÓN', self.page('puestos/a.html'))
        self.assertIn('«Razón de ser» se imprime como «MISIÓN», según el formato', [f['message'] for f in self.check()])

    def test_the_authors_heading_stays_in_a_release(self):
        self.write('puestos/a.md', '---\ntítulo: Uno\ncódigo: P-1\nversión: 1\nvigencia: 2026-01-01\n---\n\n## '
            'Quehaceres\n\n- Abrir.\n\n## Objetivo\n\nServir.\n')
        done = subprocess.run(
            [PROGRAM, 'release', 'puestos/a', '--effective', '2026-01-01', '--site', self.folder.name, '--today',
                '2026-01-01'], capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn('Quehaceres', self.page('puestos/a.html'))
        self.assertNotIn('cambio-sin-publicar', [f['code'] for f in self.check()])

    def test_an_unknown_section_stands_in_its_place(self):
        self.write('puestos/cajero.md', '# Cajero\n\n## Objetivo\n\nUNO.\n\n## Historia de la caja\n\nDOS.\n\n## '
            'Experiencia\n\nTRES.\n\n## Lema\n\nCUATRO.\n')
        text = self.page('puestos/cajero.html')
        places = [text.index(word) for word in ('UNO', 'Historia de la caja', 'DOS', 'TRES', 'Lema', 'CUATRO')]
        # The list of contents names the sections before the text, so the last occurrence counts.
        places = [text.rindex(word) for word in ('UNO', 'DOS', 'TRES', 'CUATRO')]
        self.assertEqual(sorted(places), places)
        self.assertIn('Historia de la caja', text)

    def test_two_sections_of_a_field_stand_where_they_were_written(self):
        """Each under its heading and once, with the text around its rows; a link to the second one leads there."""
        self.write('puestos/a.md', '# Uno\n\n## Funciones\n\n- ABRIR.\n\n## Riesgos\n\nCAÍDAS.\n\n## Tareas de '
            'apoyo\n\n- LIMPIAR.\n\n## Experiencia general\n\nDOS AÑOS.\n\n## Lema\n\n[Apoyo](#tareas-de-apoyo) '
            'SERVIR.\n\n## Experiencia específica\n\nUN AÑO.\n')
        self.assertEqual([], [f for f in self.check() if f['code'] in ('campo-repetido', 'ancla-desconocida')])
        self.page('puestos/a.html')
        text = (self.root / 'output/puestos/a.html').read_text('utf-8')
        main = re.sub('(?s)<nav.*?</nav>', '', text[text.index('<main'):])
        self.assertEqual(['ABRIR', 'CAÍDAS', 'LIMPIAR', 'DOS AÑOS', 'SERVIR', 'UN AÑO'],
            re.findall('ABRIR|CAÍDAS|LIMPIAR|DOS AÑOS|SERVIR|UN AÑO', main))
        self.assertEqual(['Funciones', 'Riesgos', 'Tareas de apoyo', 'Experiencia general', 'Lema',
            'Experiencia específica'], [html.unescape(re.sub('<[^>]*>', '', title)).strip()
                for title in re.findall(r'(?s)<h2[^>]*>(.*?)</h2>', main)][:6])
        anchor = re.search('href="#([^"]*)"[^>]*>Apoyo', main)[1]
        self.assertIn(f'id="{anchor}"', main)

    def test_two_sections_of_steps_are_printed_together(self):
        self.write('protocolos/a.md', '# Uno\n\n## Pasos\n\n1. Abrir.\n\n## Costo\n\nNada.\n\n## Procedimiento'
            '\n\n1. Cerrar.\n')
        found = [f for f in self.check() if f['code'] == 'campo-repetido']
        self.assertEqual([('content/protocolos/a.md', 11)], [(f['file'], f['line']) for f in found])

    def test_one_of_two_keys_of_a_field_counts(self):
        self.write('puestos/a.md', '---\nrol: Asesor\ntítulo: Cajero\n---\n\n## Objetivo\n\nCobrar.\n')
        found = [f for f in self.check() if f['code'] == 'campo-repetido']
        self.assertEqual([('warning', 2, '«rol» y «título» son el mismo campo: vale «título»')],
            [(f['severity'], f['line'], f['message']) for f in found])
        page = self.page('puestos/a.html')
        self.assertIn('Cajero', page)
        self.assertNotIn('Asesor', page)

    def test_no_name_is_suggested_for_another_word(self):
        self.write('site.yaml', 'institución: Prueba\nidioma: en\n')
        self.write('puestos/a.md', '---\ntitle: Cashier\nrevised date: 2024-01-01\n---\n\n## Mission\n\nTo sell.\n')
        found = [f for f in self.check() if f['code'] == 'campo-desconocido']
        self.assertEqual(1, len(found))
        self.assertNotIn('Review date', json.dumps(found))

    def test_text_between_competencies_stays_there(self):
        self.write('puestos/a.md', '# Uno\n\n## Competencias\n\nAntes.\n\n1. Orden\n\nEntre una y otra.\n\n'
            '2. Liderazgo\n\n> Cita.\n\n- Autocontrol\n\nDespués.\n')
        text = self.page('puestos/a.html')
        places = [text.rindex(word) for word in
            ('Antes', 'Orden', 'Entre una', 'Liderazgo', 'Cita', 'Autocontrol', 'Después')]
        self.assertEqual(sorted(places), places)

    def test_two_headings_of_functions_are_printed_as_groups(self):
        self.write('puestos/cajero.md', '# Cajero\n\n## Funciones generales\n\n- Planificar.\n\n## Funciones '
            'específicas\n\n- Firmar.\n- Archivar.\n')
        text = ' '.join(self.page('puestos/cajero.html').split())
        for words in ('Funciones generales Planificar.', 'Funciones específicas Firmar. Archivar.'):
            self.assertIn(words, text)

    def test_headings_of_functions_stand_above_frequencies(self):
        """Each case has the source below the title, and headings (with level) and items of its page, in order."""
        cases = [
            ('## Funciones generales\n\n- Planear.\n\n## Funciones específicas\n\n### Diarias\n\n- Abrir.\n'
             '- Cerrar.\n\n### Mensuales\n\n- Informar.\n',
             'h2 Funciones|h3 Funciones generales|Planear.|h3 Funciones específicas|h4 Diarias|Abrir.|Cerrar.|h4 '
             'Mensuales|Informar.'),
            ('## Funciones específicas\n\n### Diarias\n\nNo aplica.\n\n### Mensuales\n\n- Informar.\n\n'
             '## Funciones eventuales\n\n- Suplir.\n',
             'h2 Funciones|h3 Funciones específicas|h4 Diarias|No aplica.|h4 Mensuales|Informar.|h3 Funciones '
             'eventuales|Suplir.'),
            ('## Funciones generales\n\n- Planear.\n\n## Funciones específicas\n\n- Abrir. {frecuencia=diaria}\n'
             '- Informar. {frecuencia=mensual}\n',
             'h2 Funciones|h3 Funciones generales|Planear.|h3 Funciones específicas|h4 Diaria|Abrir.|h4 '
             'Mensual|Informar.'),
            # Alternating codes give one table, in the order of the source.
            ('## Funciones\n\n- Abrir. {frecuencia=diaria}\n- Informar. {frecuencia=mensual}\n'
             '- Cerrar. {frecuencia=diaria}\n',
             'h2 Funciones|Tarea|Frecuencia|Abrir.|diaria|Informar.|mensual|Cerrar.|diaria'),
        ]
        for number, (source, _) in enumerate(cases):
            self.write(f'puestos/p{number}.md', f'# Puesto {number}\n\n{source}')
        self.page('puestos/p0.html')
        for number, (source, wanted) in enumerate(cases):
            text = (self.root / f'output/puestos/p{number}.html').read_text('utf-8')
            body = re.search(r'<h2[^>]*>.*?(?=<button|<h2[^>]*>Este puesto|</main>)', text, re.S)[0]
            found = re.findall(r'<(h[2-4]|li|th|td|p|div class="part-value")(?=[ >])[^>]*>(.*?)</',
                               re.sub(r'<caption.*?</caption>|<(?:span|code|a)[^>]*>', '', body, flags=re.S), re.S)
            shown = [(f'{tag} ' if tag[0] == 'h' and tag[1:].isdigit() else '')
                     + ' '.join(html.unescape(re.sub('<[^>]*>', '', words)).split()) for tag, words in found]
            self.assertEqual(wanted, '|'.join(words for words in shown if words.strip() and not words.endswith(' ')),
                             f'p{number}')

    def test_a_released_section_stays_what_it_was(self):
        """In a protocol, a heading that was released as a section and is a name of a field now gives no unreleased
        change."""
        body = (
            '---\ntítulo: Cobro\ncódigo: PR-1\nversión: 1\nvigencia: 2026-01-01\nrevisión cada: 1 año y 6 meses\n---\n'
            '\n## Objetivos\n\nCobrar.\n\n## Elaborado por\n\nAna.\n')
        self.write('protocolos/cobro.md', body)
        run = lambda *words: subprocess.run([PROGRAM, *words, '--site', self.folder.name, '--today', '2026-02-01'],
            capture_output=True, text=True)
        done = run('release', 'protocolos/cobro', '--effective', '2026-02-01')
        self.assertEqual(0, done.returncode, done.stderr)
        snapshot = next((self.root / 'content/historial').rglob('*.json')).read_text('utf-8')
        self.assertIn('"heading":"Objetivos"', snapshot)
        self.assertIn('"heading":"Elaborado por"', snapshot)
        self.assertIn('"duration":[1,"years"]', snapshot)
        self.assertNotIn('"after"', snapshot)
        self.assertNotIn('cambio-sin-publicar', run('check').stdout)


if __name__ == '__main__':
    unittest.main()
