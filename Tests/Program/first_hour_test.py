"""Mistakes of first-time authors that once passed without a finding or stopped a build. The tests compare the findings
and the results of `oficio check --fix`."""
import json
import os
import pathlib
import re
import subprocess
import unittest

from checked_site import CheckedSite


class FirstHour(CheckedSite):
    def test_a_heading_without_a_blank(self):
        file = self.write('protocolos/a.md', '---\ntítulo: Uno\n---\n\n##Alcance\n\nTodo.\n###Detalle\nMás.\n\n'
            '##2. Pasos\n\n1. Ir.\n\n```\n##código\n```\n\n#1 en la lista\n')
        self.assertEqual(3, len(self.found('titulo-sin-espacio')))
        self.run_program('check', '--fix')
        fixed = file.read_text('utf-8')
        for line in ('## Alcance', '### Detalle', '## 2. Pasos', '##código', '#1 en la lista'):
            self.assertIn('\n' + line + '\n', fixed)
        self.assertEqual([], self.found('titulo-sin-espacio'))

    def test_files_in_encodings_of_windows(self):
        text = '---\ntítulo: Atención al público\n---\n\n## Objetivo\n\nDar «respuesta» — en años.\n'
        for encoding, name in (('cp1252', 'Windows-1252'), ('utf-16', 'UTF-16')):
            with self.subTest(encoding):
                file = self.write('protocolos/a.md', text, encoding)
                found = [f for f in self.found() if f['file'].endswith('a.md')]
                self.assertEqual(['codificacion-invalida'], [f['code'] for f in found])
                self.assertIn(name, found[0]['message'])
                self.assertIn('Notepad', self.found('codificacion-invalida', 'en')[0]['message'])
                self.run_program('check', '--fix')
                self.assertEqual(text, file.read_text('utf-8').replace('\r\n', '\n'))

    def test_an_encoding_that_is_not_certain_is_left(self):
        for name, data in (('dos', 'título: Atención\n'.encode('cp850')),
                           ('mezcla', 'título: Señal\n'.encode() + 'código: Ñ\n'.encode('cp1252'))):
            with self.subTest(name):
                file = self.root / 'content/protocolos/a.md'
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(b'---\n' + data + b'---\n')
                before = file.read_bytes()
                self.run_program('check', '--fix')
                self.assertEqual(before, file.read_bytes())
                self.assertIn('no está en UTF-8', self.found('codificacion-invalida')[0]['message'])

    def test_a_theme_with_a_capital_letter(self):
        self.write('site.yaml', 'institución: Prueba\ntema: Folio\n')
        self.assertEqual([], self.found('ajuste-invalido'))
        self.write('site.yaml', 'institución: Prueba\ntema: Folium\n')
        self.assertEqual(1, len([f for f in self.found() if f['file'].endswith('site.yaml')]))

    def test_double_brackets_with_a_section(self):
        self.write('protocolos/reclamo.md', '---\ntítulo: Reclamo\n---\n\n## Pasos\n\n1. Ir.\n')
        file = self.write('paginas/a.md', '---\ntítulo: Uno\n---\n\nVea [[reclamo#pasos]], [[reclamo#pasos|esto]] y '
            '[[#dos]].\n\n## Dos\n\nTres.\n')
        messages = {f['message'] for f in self.found('referencia-desconocida')}
        self.assertEqual(2, len(messages))
        self.assertTrue(all('no enlaza una sección' in message for message in messages), messages)
        self.run_program('check', '--fix')
        self.assertIn('Vea [Reclamo](../protocolos/reclamo.md#pasos), [esto](../protocolos/reclamo.md#pasos) y '
            '[dos](#dos).', file.read_text('utf-8'))
        self.assertEqual([], self.found('referencia-desconocida') + self.found('seccion-enlazada-inexistente'))
        self.assertEqual(0, self.run_program('build', '--quiet').returncode)

    def test_one_code_in_two_types(self):
        self.write('protocolos/a.md', '---\ntítulo: Uno\ncódigo: PR-01\n---\n')
        self.write('estandares/b.md', '---\ntítulo: Dos\ncódigo: PR-01\n---\n')
        found = self.found('codigo-repetido')
        self.assertEqual(['warning'], [f['severity'] for f in found])
        self.assertIn('Dos' if '(estándar)' in found[0]['message'] else 'Uno', found[0]['message'])
        self.write('protocolos/c.md', '---\ntítulo: Tres\ncódigo: PR-01\n---\n')
        self.assertIn('error', [f['severity'] for f in self.found('codigo-repetido')])

    def test_a_second_code_in_pasted_text_stays_in_the_text(self):
        file = self.write('protocolos/a.md', 'PROTOCOLO DE ATENCIÓN\nCódigo: PR-07\nVersión: 02\nCódigo: PR-09\n\n'
            '1. OBJETIVO\nAtender.\n')
        self.run_program('check', '--fix')
        fixed = file.read_text('utf-8')
        for line in ('# PROTOCOLO DE ATENCIÓN', 'Código: PR-07', 'Código: PR-09'):
            self.assertIn('\n' + line + '\n', fixed)
        self.assertEqual(0, self.run_program('build', '--quiet').returncode)
        self.assertIn('PR-09', (self.root / 'output/protocolos/a.html').read_text('utf-8'))

    def test_sections_of_a_procedure_that_are_its_own(self):
        self.write('protocolos/a.md', '---\ntítulo: Uno\n---\n\n## RESPONSABLES\n\nJefa: firma.\n\n'
            '## CONTROL DE CAMBIOS\n\n| Versión | Descripción |\n|---|---|\n| 01 | Creación |\n')
        found = self.found('titulo-parecido')
        self.assertEqual(['«CONTROL DE CAMBIOS» se publica como sección aparte'], [f['message'] for f in found])
        self.assertIn('{campo=modificaciones}', json.dumps(found, ensure_ascii=False))
        self.run_program('check', '--fix', '--only', 'titulo-parecido')
        self.assertIn('\n## CONTROL DE CAMBIOS {campo=modificaciones}\n',
            (self.root / 'content/protocolos/a.md').read_text('utf-8'))

    def test_main_responsibilities_where_functions_are_missing(self):
        self.write('formatos/f.yaml', 'tipo: formato\npara: puesto\ntítulo: F\nsecciones:\n'
            '  - {título: Funciones, vista: lista, campo: funciones, obligatorio: sí}\n')
        self.write('puestos/a.md', '---\ntítulo: Uno\nformato: f\n---\n\n## Principales responsabilidades\n\n- Ir.\n')
        words = json.dumps(self.found('campo-obligatorio'), ensure_ascii=False)
        self.assertIn('si son las funciones, escriba «## Funciones»', words)

    def test_a_misspelt_key_of_a_field_that_is_there(self):
        file = self.write('puestos/a.md', '---\ntítulo: Uno\nreporta a: Dirección\nreprta a: Gerencia\n---\n')
        self.run_program('check', '--fix')
        self.assertIn('\nreprta a: Gerencia\n', file.read_text('utf-8'))
        self.assertEqual([], self.found('clave-repetida'))
        self.assertEqual(1, len(self.found('campo-desconocido')))

    def test_frequencies_above_pasted_functions(self):
        for words in ('Diarias', 'Tareas diarias', '*Diarias*', 'Cada seis meses'):
            for sign in ('•\t', '\uf0b7\t', '3.1. '):
                with self.subTest(words=words, sign=sign):
                    file = self.write('puestos/a.md', '---\ntítulo: Uno\n---\n\nMISIÓN\nServir.\n\nFUNCIONES\n'
                        f'{words}\n{sign}Abrir.\nMensuales\n{sign}Rendir.\n\nEXPERIENCIA\nUn año.\n')
                    self.run_program('check', '--fix')
                    text = file.read_text('utf-8')
                    self.assertIn('\n### ' + words + '\n', text)
                    self.assertIn('\n### Mensuales\n', text)

    def page(self, path):
        """The text of a published page."""
        output = self.root / 'output'
        built = self.run_program('build', '--output', output)
        self.assertEqual(0, built.returncode, built.stderr)
        return (output / path).read_text('utf-8')

    def test_paths_with_blanks(self):
        name = 'mi foto (1).png'
        picture = pathlib.Path(__file__).resolve().parents[1] / 'Frozen/abierto/content/recursos/pantalla.png'
        (self.root / 'content/recursos').mkdir()
        (self.root / 'content/recursos' / name).write_bytes(picture.read_bytes())
        file = self.write('paginas/mi guía.md', f'---\ntítulo: Guía\n---\n\n![Una](../recursos/{name} "Puerta")\n\n'
            'Vea [esta](mi guía.md#uno) y [otra](ver más abajo). `[x](mi guía.md)`\n\n## Uno\n\n'
            f'| Foto |\n|---|\n| ![Dos](../recursos/{name}) |\n')
        self.assertEqual([5, 7, 13], sorted(found['line'] for found in self.found('ruta-con-espacios')))
        self.run_program('check', '--fix')
        self.assertEqual([], self.found('ruta-con-espacios'))
        fixed = file.read_text('utf-8')
        for words in (
            f'(<../recursos/{name}> "Puerta")', '(<mi guía.md#uno>)', '(ver más abajo)', '`[x](mi guía.md)`'
        ):
            self.assertIn(words, fixed)
        page = self.page('paginas/mi-guia.html')
        self.assertEqual(2, page.count('src="../recursos/mi%20foto%20%281%29.png"'))
        self.assertIn('#t-uno">esta</a>', page)

    def test_two_footnotes_with_one_mark(self):
        self.write('puestos/j.md', '---\ntítulo: Cajero\n---\n\n## Misión\n\nCobrar[^1].\n\n[^1]: Decreto uno.\n\n'
            '## Funciones\n\n- Cuadrar[^1].\n\n[^1]: Decreto dos.\n\n## Experiencia\n\nUn año[^2], o dos[^2].\n\n'
            '[^2]: Probado.\n')
        self.assertEqual([15], [found['line'] for found in self.found('nota-suelta')])
        page = self.page('puestos/j.html')
        self.assertIn('Decreto dos', page)
        ids = re.findall(r' id="([^"]*)"', page)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertNotIn('', ids)
        self.assertLessEqual(set(re.findall(r'href="#(nota[^"]*)"', page)), set(ids))

    def test_signs_of_other_programs(self):
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\n> [!Cosa]\n> Algo.\n\nMida x^2^ y H~2~O.\n\n'
            'Tarda ~5 minutos, o ~6. Escriba `x^2^` y `a ==b== c`.\n\n'
            '![Plano](file:///C:/plano.png)\n\n> [!NOTE]\n> Bien.\n')
        self.assertEqual([5, 8, 8], sorted(found['line'] for found in self.found('sintaxis-ajena')))
        self.assertEqual([12], [found['line'] for found in self.found('imagen-remota')])

    def test_a_finding_about_tildes_says_what_is_published(self):
        lines = {'Use H~2~O.': True, 'De 5~10 a 20~30 días.': True, 'Es ~nulo~ hoy.': False, 'Unos ~5 o ~6.': False,
                 'Es ~~nulo~~, a~~b~~c.': False, 'De 5\\~10 a 20\\~30.': False, 'Un 5~10 solo.': False}
        for number, (line, isFound) in enumerate(lines.items()):
            self.write(f'paginas/p{number}.md', f'---\ntítulo: P {number}\n---\n\n{line}\n')
        told = {found['file'] for found in self.found('sintaxis-ajena') if 'se publica tachado' in found['message']}
        self.run_program('build', '--quiet')
        for number, (line, isFound) in enumerate(lines.items()):
            with self.subTest(line):
                page = self.page(f'paginas/p{number}.html')
                self.assertEqual(isFound, f'content/paginas/p{number}.md' in told)
                self.assertEqual(isFound or 'nulo~' in line or '~~' in line, '<del' in page or '<s>' in page)

    def test_a_document_is_named_by_the_path_of_its_source(self):
        self.write('puestos/cajero.md', '---\ntítulo: Jefe de caja\n---\n\n## Objetivo\n\nCobrar.\n')
        out = self.root / 'out.html'
        for name in ('cajero', 'puestos/cajero', 'puestos/cajero.md', 'content/puestos/cajero.md',
                     './content/puestos/cajero.md', str(self.root / 'content/puestos/cajero.md'),
                     'content\\puestos\\cajero.md'):
            with self.subTest(name):
                out.unlink(missing_ok=True)
                done = self.run_program('export', 'html', name, '--output', out)
                self.assertEqual((0, True), (done.returncode, out.exists()), done.stderr)
                self.assertNotIn('no hay ningún documento', self.run_program('diff', name).stderr)
        self.assertIn('no hay ningún documento', self.run_program('export', 'html', 'puestos/nadie').stderr)

    def test_a_task_in_a_cell(self):
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\n| Tarea | Hecha |\n| --- | --- |\n| - [ ] Abrir | no |\n'
            '| Cerrar | [x] |\n')
        found = self.found('sintaxis-ajena')
        self.assertEqual([7], [finding['line'] for finding in found])
        self.assertIn('dentro de una celda', found[0]['message'])

    def test_stars_that_make_no_bold_type(self):
        lines = {'** Dos cosas': True, 'Uno ** dos.': True, '**Nota: **traiga su cédula.': True,
                 '**Nota:** traiga.': False, 'El **uno** y el **dos**.': False, '(**uno**) y «**dos**».': False,
                 'Escriba `a ** b`.': False, '**Sigue\nen la otra.**': False, 'Dos \\*\\* estrellas.': False,
                 '***Todo***': False}
        for number, line in enumerate(lines):
            self.write(f'paginas/p{number}.md', f'---\ntítulo: P {number}\n---\n\n{line}\n')
        told = {found['file'] for found in self.found('sintaxis-ajena') if '«**»' in found['message']}
        self.run_program('build', '--quiet')
        for number, (line, isFound) in enumerate(lines.items()):
            with self.subTest(line):
                self.assertEqual(isFound, f'content/paginas/p{number}.md' in told)
                main = self.page(f'paginas/p{number}.html').split('<main')[1].split('</main')[0]
                self.assertEqual(isFound or '`' in line or '\\*' in line, '**' in main)

    def test_a_hard_sentence_names_words_of_the_language(self):
        self.write('site.yaml', 'institución: Prueba\nlenguaje claro: sí\n')
        self.write('puestos/a.md', '---\ntítulo: Uno\n---\n\n## Objetivo\n\nGarantizar la implementación '
            'institucional de procedimientos administrativos según [[archivista#funciones]] y '
            'documentación/administrativa@interdepartamental.org mediante mecanismos sistematizados.\n')
        message = self.found('frase-dificil')[0]['message']
        self.assertNotIn('archivista', message)
        self.assertNotIn('interdepartamental', message)

    def test_a_state_in_english_is_no_fact_of_the_job(self):
        self.write('site.yaml', 'institution: Test\nlanguage: en\n')
        self.write('puestos/a.md', '---\ntitle: One\nstatus: draft\n---\n\n## Purpose\n\nServe.\n')
        self.write('puestos/b.md', '---\ntitle: Two\nstatus: Exempt\n---\n\n## Purpose\n\nServe.\n')
        self.write('protocolos/c.md', '---\ntitle: Three\nstatus: draft\n---\n\n## Purpose\n\nServe.\n')
        self.assertEqual(['content/protocolos/c.md', 'content/puestos/a.md'],
                         sorted(found['file'] for found in self.found('borrador')))

    def test_a_heading_over_a_list_is_no_single_fact(self):
        for folder in ('puestos', 'unidades', 'competencias'):
            self.write(f'{folder}/a.md',
                f'---\ntítulo: De {folder}\n---\n\n## Referencias\n\n- Ley uno.\n- Ley dos.\n')
        found = [(f['code'], f['severity']) for f in self.found() if f['line'] == 5]
        self.assertEqual([('titulo-desconocido', 'warning')] * 3, found)

    def test_an_answer_in_the_line_of_its_question(self):
        self.write('protocolos/a.md', '---\ntítulo: Uno\n---\n\n## Preguntas frecuentes\n\n1. ¿Cuánto cuesta? Nada.\n'
            '2. **¿Dónde pago?** En caja:\n   - norte;\n   - sur.\n3. ¿Cuándo? Los lunes. No los martes.\n'
            '4. ¿Quién paga?\n\n   El dueño.\n5. ¿Qué? ¿Cómo?\n')
        page = ' '.join(self.page('protocolos/a.html').split())
        found = re.findall(r'<dt>(.*?)</dt><dd>(.*?)</dd>', page)
        self.assertEqual(
            [('¿Cuánto cuesta?', 'Nada.'), ('¿Dónde pago?', 'En caja: norte; sur.'),
             ('¿Cuándo?', 'Los lunes. No los martes.'), ('¿Quién paga?', 'El dueño.'), ('¿Qué? ¿Cómo?', '')],
            [tuple(' '.join(re.sub('<[^>]+>', ' ', part).split()) for part in pair) for pair in found])
        self.assertEqual(1, len([f for f in self.found('seccion-vacia')]))

    def test_settings_under_two_names_and_addresses_without_a_host(self):
        for line, column in (('lengua: es\nidioma: en', 1), ('dirección web: https://', 16),
                             ('dirección web: https://a b', 16), ('dirección web: http:///x', 16)):
            with self.subTest(line):
                self.write('site.yaml', 'institución: Prueba\n' + line + '\n')
                self.assertEqual([column], [found['column'] for found in self.found('ajuste-invalido')])

    def test_pale_colours_of_the_theme(self):
        for line, count in (('tema: {nombre: folio, color: "#ffff00"}', 1),
                            ('tema: {nombre: folio, color: "#0b5d3b"}', 0),
                            ('tema: {nombre: folio, color oscuro: "#101010"}', 1)):
            with self.subTest(line):
                self.write('site.yaml', 'institución: Prueba\n' + line + '\n')
                self.assertEqual(count, len(self.found('contraste-insuficiente')))

    def test_the_same_before_a_noun_is_plain(self):
        self.write('site.yaml', 'institución: Prueba\nlenguaje claro: sí\n')
        self.write('paginas/g.md', '---\ntítulo: Guía\n---\n\nAtienda a todos del mismo modo.\n\n'
            'Lea el acta y la fecha del mismo.\n\nFirme el acta y el anexo del mismo y archívelos.\n')
        self.assertEqual([7, 9], sorted(found['line'] for found in self.found('formula-de-oficina')))

    def test_a_member_of_a_draft_manual_is_told_where_the_state_is(self):
        self.write('puestos/a.md', '---\ntítulo: Cajero\n---\n\n## Misión\n\nCobrar.\n\n## Funciones\n\n- Cobrar.\n')
        self.write('manuales/m.md',
            '---\ntítulo: Manual\nestado: borrador\nmiembros: [a]\n---\n\n## Presentación\n\nUno.\n')
        labels = {found['file']: found['label'] for found in self.found('borrador')}
        self.assertIn('de ese manual', labels['content/puestos/a.md'])
        self.assertIn('para publicarlo', labels['content/manuales/m.md'])

    def test_one_policy_for_headings_that_name_no_field(self):
        body = '\n## Objetivo\n\nCobrar.\n\n## Historia de la caja\n\nAbrió en 1950.\n\n## Objetvo\n\nOtro.\n'
        for folder in ('protocolos', 'estandares', 'puestos', 'unidades', 'glosario'):
            self.write(f'{folder}/{folder}-a.md', f'---\ntítulo: De {folder}\n---\n' + body)
        self.write('paginas/a.md', '---\ntítulo: Uno\n---\n' + body)
        found = self.found()
        self.assertEqual([], [f['message'] for f in found if f['severity'] == 'error'])
        for folder in ('protocolos', 'estandares', 'puestos', 'unidades', 'glosario'):
            codes = [f['code'] for f in found if f['file'].startswith(f'content/{folder}/')
                     and 'Historia de la caja' in f['message']]
            self.assertEqual(['titulo-desconocido'], codes, folder)
        for folder in ('protocolos', 'estandares'):
            codes = [f['code'] for f in found if f['file'].startswith(f'content/{folder}/')
                     and 'Objetvo' in f['message']]
            self.assertEqual(['titulo-parecido'], codes, folder)
            self.assertIn('con un aviso', self.run_program('explain', folder).stdout)
        # A page is free prose: its headings are its author's own.
        self.assertEqual([], [f for f in found if f['file'] == 'content/paginas/a.md' and f['severity'] != 'note'])

    def test_an_unknown_heading_with_internal_words_has_one_finding(self):
        head = '---\ntítulo: Uno\n{}---\n\n## Objetivo\n\nCobrar.\n'
        body = '\n## Historia de la bóveda (interno)\n\nAbc.\n\n## Notas: interno\n\nAbc.\n'
        for folder in ('puestos', 'protocolos', 'unidades'):
            self.write(f'{folder}/{folder}-a.md', head.format('') + body)
            with self.subTest(folder):
                found = [(f['line'], f['code']) for f in self.found() if f['file'].startswith(f'content/{folder}/')]
                found = [(line, code) for line, code in found if line > 8]
                self.assertEqual([(9, 'interno-sin-marca'), (13, 'interno-sin-marca')], sorted(found))
        # Where the document permits the words, the heading is still unknown.
        permitted = 'oficio: permitir interno-sin-marca — son de dominio público\n'
        self.write('puestos/puestos-a.md', head.format(permitted) + body)
        found = [f['code'] for f in self.found() if f['file'] == 'content/puestos/puestos-a.md' and f['line'] > 9]
        self.assertEqual(['titulo-desconocido'] * 2, found)

    def test_fonts_of_the_identity(self):
        for font, severity, words in (
                ("'Georgia, serif'", None, ''), ("'var(--serif)'", None, ''),
                ("Georgiaa", 'warning', '¿quiso decir «Georgia»?'),
                ("Neue Haas", 'warning', '«Neue Haas, serif»'), ("banana", 'warning', 'puede faltar'),
                ("'Neue Haas, Georgia'", 'note', 'allí se usa «Georgia»'),
                ("'Source Sans 3, serif'", 'error', '"\'Source Sans 3\', serif"'),
                ("'Georgia,, serif'", 'error', 'sobra una coma')):
            for setting in ('identidad: {letra: %s}', 'tema: {nombre: folio, letra: %s}'):
                with self.subTest(font, setting=setting):
                    self.write('site.yaml', 'institución: Prueba\n' + setting.replace('{', '\n  ').replace(
                        ', letra', '\n  letra').replace('}', '') % font + '\n')
                    found = self.found('ajuste-invalido')
                    self.assertEqual([severity] if severity else [], [f['severity'] for f in found])
                    self.assertIn(words, ''.join(f['message'] + f.get('label', '') for f in found))
        style = self.root / 'themes/propio/styles/propio.css'
        style.parent.mkdir(parents=True)
        style.write_text("@font-face { font-family: 'Neue Haas'; src: url(n.woff2); }\n")
        (self.root / 'themes/propio/theme.yaml').write_text('styles: [tokens.css, base.css, propio.css]\n')
        self.write('site.yaml', 'institución: Prueba\ntema: propio\nidentidad:\n  letra: Neue Haas\n')
        self.assertEqual([], self.found('ajuste-invalido'))

    def test_two_versions_that_git_could_not_merge(self):
        self.write('paginas/a.md', '---\ntítulo: Uno\n---\n\n## Dos\n\n<<<<<<< HEAD\nTres.\n=======\nCuatro.\n'
            '>>>>>>> rama\n\nEl signo << y `<<<<<<< HEAD` son texto.\n')
        found = self.found('sintaxis-ajena')
        self.assertEqual([(7, 'error')], [(f['line'], f['severity']) for f in found])
        self.assertIn('two versions', self.found('sintaxis-ajena', 'en')[0]['message'])
        self.assertNotEqual(0, self.run_program('build').returncode)

    def test_a_check_names_the_command_that_explains_the_gravest_finding(self):
        self.write('paginas/a.md', '---\ntítulo: Uno\notra: x\n---\n\n## Dos\n\nVea [[nada]] y ==tres==.\n')
        self.assertTrue(self.run_program('check').stderr.endswith(': oficio explain campo-desconocido\n'))
        self.assertNotIn('oficio explain', self.run_program('check', '--quiet').stderr)
        self.write('paginas/a.md', '---\ntítulo: Uno\n---\n\n## Dos\n\nTres.\n')
        self.assertNotIn('oficio explain', self.run_program('check').stderr)

    def test_a_command_inside_the_site_finds_it(self):
        self.write('site.yaml', 'institución: Prueba\nlengua: en\n')
        self.write('puestos/a.md', '---\ntítulo: Uno\n---\n\n## Objetivo\n\nCobrar.\n')
        for folder in ('content', 'content/puestos'):
            done = subprocess.run(
                [os.environ['PROGRAM'], 'check'], cwd=self.root / folder, capture_output=True, text=True)
            self.assertEqual((0, '1 document: '), (done.returncode, done.stderr[:12]))
        (self.root / 'content/site.yaml').unlink()
        done = subprocess.run([os.environ['PROGRAM'], 'check'], cwd=self.root / 'content', capture_output=True)
        self.assertEqual(64, done.returncode)

    def test_a_language_that_does_not_exist(self):
        done = self.run_program('check', '--lang', 'fr')
        self.assertEqual(64, done.returncode)
        self.assertIn('es, en', done.stderr)


if __name__ == '__main__':
    unittest.main()
