"""Malformed ids, values, comments, references and characters give an error message, never a crash."""
import json
import unittest

from hostile_site import JOB, PAGE, HostileCase


class HostileValues(HostileCase):
    def test_an_id_is_short_enough_for_a_page(self):
        for files in ({'content/puestos/' + 'a' * 240 + '.md': JOB.format('Uno')},
                      {'content/puestos/uno.md': JOB.format('Uno\nid: ' + 'a' * 300)},
                      {'content/sedes.yaml': 'elementos:\n  - título: ' + 'sede' * 80 + '\n'},
                      {'content/puestos/uno.md': JOB.format(f'Uno\nids anteriores: [{"b" * 260}]')},
                      {'content/recursos/' + 'a' * 245 + '.txt': 'x'}):
            self.write(files)
            with self.subTest(files=list(files)):
                self.assert_error(self.build(), 'limite-superado')
        self.write({'content/puestos/uno.md': JOB.format('Uno\nid: ' + 'a' * 200)})
        self.assertEqual(0, self.build().returncode)

    def test_a_value_that_a_comment_cuts(self):
        made = self.check({
            'content/sedes.yaml': 'elementos:\n  - título: Sede Norte\n    dirección: Calle 8 # 20-15, local 3\n',
            'content/puestos/uno.md':
            '---\ntítulo: Jefe #2 de sala\naptitudes:\n  - Orden #1 "siempre"\npropósito: {qué hace: x}\n---\n'})
        self.assert_warning(made, 'valor-cortado', 'content/sedes.yaml:3:23', 3)
        self.assertIn('--> content/puestos/uno.md:2:13', made.stdout)
        self.assertIn('--> content/puestos/uno.md:4:10', made.stdout)
        fixes = self.call('check', '--format', 'json').stdout
        self.assertIn('\\"Calle 8 # 20-15, local 3\\"', fixes)
        self.assertIn('\\"Orden #1 \\\\\\"siempre\\\\\\"\\"', fixes)

    def test_a_reference_that_a_comment_cuts(self):
        made = self.check({
            'content/unidades.yaml': 'elementos:\n  - {id: caja, título: Caja}\n  - {id: caja-2, título: "Caja #2"}\n',
            'content/puestos/uno.md': '---\ntítulo: Uno\nunidad: Caja #2\n---\n\n## Objetivo\n\nAtender.\n'})
        self.assert_warning(made, 'valor-cortado', 'content/puestos/uno.md:3:13')

    def test_tags_and_anchors_are_no_words_of_a_text(self):
        job = '---\ntítulo: Uno\n{}\n---\n'
        for line, word in (('objetivo: !Ojo con la puerta', '!Ojo'), ('objetivo: ! Ojo', '!'),
                           ('objetivo: !!binary aGVsbG8=', '!!binary'), ('objetivo: !<tag:x> y', '!<tag:x>'),
                           ('objetivo: &Asociados de Caja', '&Asociados'), ('objetivo: &a !b c', '!b'),
                           ('aptitudes: [!x a, b]', '!x'), ('aptitudes: !!set {a}', '!!set'),
                           ('propósito: {qué hace: &x Cobrar}', '&x'), ('aptitudes: &lista [a, b]', '&lista'),
                           ('objetivo: &a x\naptitudes: [&a y, *a]', '&a')):
            made = self.check({'content/puestos/uno.md': job.format(line)})
            with self.subTest(line=line):
                self.assertIn('advertencia[valor-cortado]', made.stdout)
                self.assertIn(f'«{word}» es un', made.stdout)
        self.check({'content/puestos/uno.md': job.format('objetivo: !Ojo con la "puerta"')})
        self.assertIn('\\"!Ojo con la \\\\\\"puerta\\\\\\"\\"', self.call('check', '--format', 'json').stdout)
        for line in ('objetivo: !!str 5', 'objetivo: &a Cobrar\naptitudes: [*a]', 'objetivo: "!Ojo"',
                     'objetivo: Ojo! con & y !x'):
            made = self.check({'content/puestos/uno.md': job.format(line)})
            self.assertNotIn('valor-cortado', made.stdout, line)

    def test_aliases_are_bounded_by_their_text(self):
        made = self.check({'content/puestos/uno.md': '---\ntítulo: Uno\nobjetivo: &a "' + 'x' * 100_000
            + '"\naptitudes: [' + '*a,' * 5000 + ']\n---\n'}, before=self.memory(1500))
        self.assert_error(made, 'limite-superado', 'MiB de texto')

    def test_a_value_of_settings_that_a_comment_cuts(self):
        files = {
            'content/site.yaml': 'institución: Centro #1 de Salud\nsigla: CS # 2 letras\nacceso: público # 3 sedes\n'
                'cifras: {tiempo meta: 100} # 1\n'
                                 'identidad:\n  pie:\n    - Carrera 7 # 12-34, piso 3\nzona horaria: UTC # 5 horas '
                                 'más\ntema: propio # 2\n',
            'content/tipos/acta.yaml':
            'nombre: acta #1\nplural: actas\ncarpeta: actas\ncampos:\n  título | title: texto # 1 línea\n',
            'content/formatos/ficha.yaml':
            'para: puesto # 1\ntítulo: Ficha #3\npapel: carta # 2 caras\npie: {izquierda: x}\nsecciones:\n'
                                           '  - título: Sección # 4\n    vista: texto # 5\n    campo: objetivo # 6\n   '
                                           ' fin: Fin # 7\n',
            'content/puestos/uno.md': JOB.format('Uno'),
            'themes/propio/messages/es.yaml': 'home: Inicio #1\n',
            'themes/propio/theme.yaml': 'title: Tema #2\n',
        }
        self.write(files)
        made = self.call('check', '--format', 'json')
        places = {(found['file'], found['line']) for found in map(json.loads, made.stdout.splitlines())
            if found['code'] == 'valor-cortado'}
        self.assertEqual({
            ('content/site.yaml', 1), ('content/site.yaml', 2), ('content/site.yaml', 7),
            ('content/tipos/acta.yaml', 1), ('content/formatos/ficha.yaml', 2),
            ('content/formatos/ficha.yaml', 6), ('content/formatos/ficha.yaml', 9),
            ('themes/propio/messages/es.yaml', 1), ('themes/propio/theme.yaml', 1)}, places)
        for quoted in ('"Centro #1 de Salud"', '"Carrera 7 # 12-34, piso 3"', '"acta #1"', '"Sección # 4"',
                '"Inicio #1"'):
            self.assertIn(json.dumps(quoted, ensure_ascii=False)[1:-1], made.stdout)

    def test_comments_that_stand_apart_are_comments(self):
        made = self.check({
            'content/sedes.yaml': 'elementos:   # 3 sedes\n  - título: Sede Norte # pendiente\n    dirección: "Calle 8 '
                '# 20-15"  # 2 plantas\n    # 4 salas\n',
            'content/puestos/uno.md': '---\ntítulo: Uno  # 2 personas\nclase: 03 # 3 es la más baja\nnúmero de '
                'puestos: 3 # 2 vacantes\n---\n\n## Objetivo\n\nAtender # 3.\n'})
        # «clase» is a text, so a cut value is a finding; behind a number, the rest is a comment.
        self.assert_warning(made, 'valor-cortado', 'content/puestos/uno.md:3:10')

    def test_links_that_are_defined_and_not_used(self):
        made = self.check({'content/paginas/aviso.md': PAGE.format(
            'Vea la [tabla] y\n[esto]: no es una definición.\n\n```\n[código]: x\n```\n\n<!--\n[oculto]: x\n-->\n\n'
            '[tabla]: https://ejemplo.org/t\n[sobra]: https://ejemplo.org/s "Título"\n'
            '[TABLA]: https://ejemplo.org/otra\n')})
        self.assert_warning(made, 'enlace-sin-uso', 'content/paginas/aviso.md:17:1', 2)
        self.assertIn('--> content/paginas/aviso.md:18:1', made.stdout)

    def test_titles_and_languages_are_published(self):
        self.write({
            'content/recursos/plano.png': b'\x89PNG\r\n\x1a\n', 'content/puestos/uno.md': JOB.format('Uno'),
            'content/paginas/aviso.md': PAGE.format(
                '[uno](../puestos/uno.md "Lo de uno") y [fuera](https://ejemplo.org/ "Lo de fuera")\n\n'
                '![plano](../recursos/plano.png "Lo del plano")\n\n'
                '``` sql solo lectura\nselect 1\n```\n')})
        self.assertEqual(0, self.build().returncode)
        page = (self.output / 'paginas/aviso.html').read_text()
        for title in ('Lo de uno', 'Lo de fuera', 'Lo del plano', 'sql solo lectura'):
            self.assertIn(f'title="{title}"', page)
        self.assertIn('<code class="language-sql"', page)

    def test_words_beside_a_reference_are_reported(self):
        """Pages show only the reference. Words beside it give a warning with their place, in every field of references.
        """
        base = {'content/puestos/jefe.md': JOB.format('Jefe'),
            'content/unidades.yaml': 'elementos: [{id: caja, título: Caja}]\n'}
        protocol = '---\ntítulo: Cobro\n{}---\n\n## Pasos\n\n1. Ir.{}\n'
        for value, line in (('responsable: "[[jefe]] y otros"', 3), ('responsable: "Ante [[jefe]]"', 3),
                            ('dirigido a: ["[[jefe]], y otros"]', 3),
                            ('escalamiento: [{caso: x, a quién: "[[jefe]] y otros"}]', 3),
                            ('pasos: [{acción: x, responsable: "[[jefe]] o quien esté"}]', 3)):
            made = self.check({**base, 'content/protocolos/cobro.md': protocol.format(value + '\n', '')})
            self.assert_warning(made, 'palabras-junto-a-referencia', f'content/protocolos/cobro.md:{line}:')
            self.assertIn('[[jefe|', made.stdout, 'what to write instead')
        made = self.check({**base, 'content/protocolos/cobro.md': protocol.format('',
            ' {responsable="[[jefe]] y otros"}')})
        self.assert_warning(made, 'palabras-junto-a-referencia', 'content/protocolos/cobro.md:7:')
        for key in ('reporta a: "[[jefe]] y otros"', 'unidad: "[[caja]] y otras"', 'supervisa: ["[[jefe]] y otros"]'):
            made = self.check({**base, 'content/puestos/cajero.md': JOB.format(f'Cajero\n{key}')})
            self.assert_warning(made, 'palabras-junto-a-referencia', 'content/puestos/cajero.md:3:')
        for value in ('responsable: "[[jefe]]."', 'responsable: "[[jefe|jefe y otros]]"',
                'dirigido a: "[[jefe]] y [[jefe]]"', 'responsable: jefe'):
            made = self.check({**base, 'content/protocolos/cobro.md': protocol.format(value + '\n', '')})
            self.assertNotIn('palabras-junto-a-referencia', made.stdout, value)

    def test_a_list_in_the_place_of_a_text_is_reported(self):
        kind = ('nombre: acta | minutes\nplural: actas | minutes\ncarpeta: actas\ncampos:\n  título | title: texto\n  '
            'quién: refs(puesto) o texto\n'
                '  cada: códigos(frecuencias)\n  claves: listado\n')
        for value in ('quién: [jefe, {otro: x}]', 'quién: [jefe, [x, y]]', 'cada: [D, {otro: x}]', 'cada: [D, [x]]',
                      'claves: {a: [x]}', 'claves: {a: {b: x}}', 'claves: [a, {b: x}]',
                      'claves: [a, [b]]'):
            made = self.check({'content/tipos/acta.yaml': kind,
                'content/actas/a.md': f'---\ntítulo: A\n{value}\n---\n'})
            self.assert_error(made, 'valor-invalido', 'content/actas/a.md:3:')

    def test_no_day_is_recorded_that_is_far_away(self):
        """Every later release would need a later day."""
        self.write({'content/protocolos/cobro.md': '---\ntítulo: Cobro\n---\n\n## Pasos\n\n1. Ir.\n'})
        keys = ['release', 'cobro', '--effective', '2026-11-29', '--note', 'x', '--authorized-by', 'D']
        for command in (keys, ['repair']):
            made = self.call(*command, today='9999-12-31')
            self.assertEqual(64, made.returncode, made.stderr)
            self.assertIn('9999-12-31', made.stderr)
        self.assertFalse((self.site / 'content/historial').exists())
        self.assertEqual(0, self.call(*keys).returncode)

    def test_invisible_characters_are_reported_once_per_kind(self):
        made = self.check(
            {
                'content/paginas/aviso.md': PAGE.format(
                    'Código \u202e321\u202c y nú\u200bmero\u200b.\n\nOtro \u2066x\u2069.')})
        self.assert_warning(made, 'caracter-invisible', 'content/paginas/aviso.md:5:8', 2)
        self.assertIn('U+202E), y 3 más en el archivo', made.stdout)
        self.assertIn('U+200B), y otro más en el archivo', made.stdout)
        made = self.check({'content/sedes.yaml': 'elementos:\n  - título: "Sede \\u202Eetron"\n',
            'content/paginas/aviso.md': PAGE.format('a&#x200B;b')})
        self.assert_warning(made, 'caracter-invisible', 'content/sedes.yaml:2:13', 2)
        made = self.check({'content/paginas/aviso.md': '\ufeff' + PAGE.format('👩\u200d👩\u200d👧 y 🏳️\u200d🌈, مرحبا.')})
        self.assertEqual(0, made.returncode)
        self.assertNotIn('caracter-invisible', made.stdout)

    def test_control_characters(self):
        for files, place in (({'content/paginas/aviso.md': PAGE.format('a\x0bb')}, 'content/paginas/aviso.md:5:2'),
                             ({'content/paginas/aviso.md': PAGE.format('a\x1b[31mb')}, 'content/paginas/aviso.md:5:2'),
                             ({'content/paginas/aviso.md': PAGE.format('a\x7fb\x85c')}, 'content/paginas/aviso.md:5:2'),
                             ({'content/paginas/aviso.md': PAGE.format('a&#7;b')}, 'content/paginas/aviso.md:5:1'),
                             ({'content/sedes.yaml': 'elementos:\n  - título: "Sede\\e[31m roja"\n'},
                                 'content/sedes.yaml:2:13'),
                             ({'content/sedes.yaml': 'elementos:\n  - título: "Sede\\0"\n'},
                                 'content/sedes.yaml:2:13')):
            made = self.check(files)
            self.assert_error(made, 'caracter-de-control', f'--> {place}')
            self.assertNotIn('\x1b', made.stdout)
        made = self.check({'content/paginas/aviso.md': PAGE.format('De lunes a\x0bviernes.')})
        self.assertNotIn('pegado-de-word', made.stdout)
        self.check({'content/paginas/aviso.md': PAGE.format('De lunes a\x0bviernes\x07.')}, '--fix')
        # A vertical tab is Word's line break inside a paragraph.
        self.assertIn('De lunes a\\\nviernes.', (self.site / 'content/paginas/aviso.md').read_text())

    def test_references_to_no_character(self):
        for text in ('a&#0;b', 'a&#xD800;b', 'a&#xFFFE;b', 'a&#x110000;b'):
            made = self.check({'content/paginas/aviso.md': PAGE.format(text)})
            with self.subTest(text=text):
                self.assert_error(made, 'caracter-de-control', '--> content/paginas/aviso.md:5:1')
                self.assertIn('no da ningún carácter', made.stdout)

    def test_codes_addresses_and_former_names_that_look_like_others(self):
        office = 'elementos:\n  - título: Sede\n    {}\n'
        for files, place in (
                ({'content/puestos/uno.md': JOB.format('Uno\ncódigo: "РА-01"')}, 'content/puestos/uno.md:3:'),
                ({'content/puestos/uno.md': JOB.format('Uno\ncódigo: РА-01')}, 'content/puestos/uno.md:3:'),
                ({'content/sedes.yaml': office.format('correo: jо@ejemplo.org')}, 'content/sedes.yaml:3:'),
                ({'content/puestos/uno.md': JOB.format('Uno\nids anteriores: [саjero]')}, 'content/puestos/uno.md:3:'),
                ({'content/puestos/uno.md': JOB.format('Uno\nnombres anteriores: [Саjero]')},
                    'content/puestos/uno.md:3:')):
            made = self.check(files)
            with self.subTest(files=files):
                self.assert_warning(made, 'letras-mezcladas', place)

    def test_letters_that_look_like_others(self):
        made = self.check({'content/puestos/cajero.md': JOB.format('Cajero'),
            'content/puestos/саjero.md': JOB.format('Otro')})
        self.assert_error(made, 'ids-parecidos', '--> content/puestos/саjero.md')
        self.assert_warning(made, 'letras-mezcladas', 'content/puestos/саjero.md')
        made = self.check({'content/puestos/cajero.md': JOB.format('Cаjero de Tesоrería')})
        self.assert_warning(made, 'letras-mezcladas', 'content/puestos/cajero.md:2:9')
        self.assertIn('también: Tesоrería', made.stdout)
        made = self.check({'content/puestos/cajero.md': JOB.format('Cajero'),
            'content/paginas/aviso.md': PAGE.format('Москва, Αθήνα, Δt, 5 µm, α y β.')})
        self.assertNotIn('letras-mezcladas', made.stdout)

    def test_names_that_not_every_system_keeps(self):
        for name, words in (('aux', 'dispositivo'), ('COM1', 'dispositivo'), ('nul.tar', 'dispositivo'),
                            ('punto.', None), ('a:b', 'Windows'), ('a?b', 'Windows'), ('a\u202eb', 'U+202E'),
                            ('a\nb', 'U+000A'), ('a\\b', 'barra')):
            made = self.check({f'content/paginas/{name}.md': PAGE.format('x')})
            with self.subTest(name=name):
                self.assertEqual(1 if words else 0, made.stdout.count('advertencia[nombre-no-portable]'), made.stdout)
                self.assertIn(words or '', made.stdout)
                self.assertNotIn('\u202e', made.stdout)
        made = self.check({'content/recursos/planos ./a.txt': 'x', 'content/puestos/uno.md': JOB.format('Uno\nid: con'),
            'content/puestos/dos.md': JOB.format('Dos')})
        self.assertEqual(2, made.stdout.count('advertencia[nombre-no-portable]'), made.stdout)
        self.assertIn('--> content/recursos/planos .', made.stdout)
        self.assertIn('--> content/puestos/uno.md', made.stdout)

    def test_names_in_a_theme_that_not_every_system_keeps(self):
        settings = {'content/site.yaml': 'institución: I\nacceso: público\ntema: {}\n',
            'content/puestos/uno.md': JOB.format('Uno')}
        for theme, path, place in (('propio', 'assets/con.svg', 'themes/propio/assets/con.svg'),
                ('propio', 'assets/aux/a.svg', 'themes/propio/assets/aux/a.svg'),
                ('propio', 'assets/a\u202eb.svg', 'themes/propio/assets/a'), ('NUL', 'assets/a.svg', 'themes/NUL')):
            made = self.check({**settings, 'content/site.yaml': settings['content/site.yaml'].format(theme),
                f'themes/{theme}/{path}': '<svg xmlns="http://www.w3.org/2000/svg"/>'})
            with self.subTest(path=path):
                self.assert_warning(made, 'nombre-no-portable', place)

    def test_messages_of_libraries_are_in_the_language_of_the_site(self):
        import re
        odd = ['a: [', 'a: {', 'a: "x', "a: 'x", 'a: "\\q"', 'a: "\\uZZ"', 'a: "\\uD800"', 'a: |x\n b', 'a: |0\n b',
               'a: !<x', 'a: !a!b c', 'a: &', 'a: *', 'a: &é x', '%X\n---\n',
               '%YAML 9.9\n---\na: b', '%YAML 1.1\n%YAML 1.1\n---\na: b', '%TAG x\n---\na: b', 'a: - b', 'a: b: c',
               '- a\nb: c', 'a: @x', 'a: `x', 'a\nb: c', 'a: ,', ': :', '? :',
               'a: ]', '}', 'a: b\n\tc: d', 'a: "x"y', '- [a, b', '{a: b', 'a: %x', '"a": "b" c', '!!', 'a: !',
               '&a &b c', '*a : b', 'a: b\n...\nc', '--- a\n--- b']
        for text in odd:
            for language in ('es', 'en'):
                self.write({'content/sedes.yaml': text + '\n'})
                made = self.call('check', '--lang', language)
                with self.subTest(text=text):
                    self.assertIn(made.returncode, (0, 1))
                    if language == 'es':
                        self.assertNotRegex(made.stdout, r'\b(did not|found|expected|while|could not|allowed)\b')
                    else:
                        self.assertNotRegex(made.stdout, r'\b(se esperaba|falta|línea|clave|hay|aquí)\b')


if __name__ == '__main__':
    unittest.main()
