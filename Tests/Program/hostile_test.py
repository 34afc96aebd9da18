"""Extreme and misleading sources, themes and arguments: the program ends with a message, never with a crash."""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import time
import unittest

from incremental_test import PROGRAM

SITE = {'content/site.yaml': 'institución: Archivo Municipal\nacceso: público\n'}
PAGE = '---\ntítulo: Aviso\n---\n\n{}\n'
JOB = '---\ntítulo: {}\n---\n\n## Objetivo\n\nAtender.\n'


class Hostile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        self.output = self.root / 'publicado'

    def write(self, files):
        shutil.rmtree(self.site, ignore_errors=True)
        for path, text in {**SITE, **files}.items():
            file = self.site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def call(self, command, *more, before=None, folder=None, home=None, today='2026-11-29', timeout=60):
        environment = {**os.environ, 'XDG_CACHE_HOME': str(self.root / 'cache')}
        if home:
            environment['HOME'] = str(home)
        return subprocess.run(
            [PROGRAM, command, '--site', str(self.site), '--today', today, *more], capture_output=True, text=True,
            timeout=timeout, preexec_fn=before,
            cwd=folder, env=environment)

    def build(self, **options):
        return self.call('build', '--output', str(self.output), **options)

    def check(self, files, *more, **options):
        self.write(files)
        return self.call('check', *more, **options)

    def assert_error(self, made, code, words=''):
        self.assertEqual(1, made.returncode, made.stdout + made.stderr)
        self.assertIn(f'error[{code}]', made.stdout + made.stderr)
        self.assertIn(words, made.stdout + made.stderr)

    def assert_warning(self, made, code, place, count=1):
        self.assertEqual(count, made.stdout.count(f'advertencia[{code}]'), made.stdout)
        self.assertIn(f'--> {place}', made.stdout)

    # Folders, themes, places

    def test_a_type_has_a_folder_of_its_own(self):
        kind = 'nombre: acta | minutes\nplural: actas | minutes\ncarpeta: "{}"\ncampos:\n  título | title: texto\n'
        for folder in ('', '.', '..', '../fuera', '/abs', 'a/b', 'historial', 'recursos', 'tipos', 'datos', 'buscar',
                       '.oficio', 'pdf', 'index.html', 'PUESTOS', 'con',
                       'x:y', 'x\\u0007y', 'x\\u202Ey', 'a' * 300):
            self.write({'content/tipos/acta.yaml': kind.format(folder), 'content/puestos/uno.md': JOB.format('Uno')})
            for made in (self.call('check'), self.build()):
                with self.subTest(folder=folder):
                    self.assert_error(made, 'tipo-invalido', 'content/tipos/acta.yaml:3:10')
            self.assertFalse(self.output.exists())
        self.write({'content/tipos/acta.yaml': kind.format('actas de junta'),
            'content/actas de junta/uno.md': '---\ntítulo: Uno\n---\n'})
        self.assertEqual(0, self.build().returncode)
        self.assertTrue((self.output / 'actas de junta/uno.html').exists())

    def test_a_theme_names_files_of_its_own(self):
        (self.root / 'ajeno.js').write_text('ajeno')
        for line in ('scripts: [../x.js]', 'scripts: [../../../ajeno.js]', 'scripts: [/abs.js]',
                     'scripts: ["", site.js]', 'scripts: ["site.js/"]', 'scripts: site.js',
                     'lazy-scripts: [a/../../b.js]', 'page-scripts: {search: [../x.js]}',
                     'page-scripts: {"": [site.js]}', 'styles: [../../content/site.yaml]',
                     'book: ../../../ajeno.js', 'icon: ../x.svg', 'scripts: [no-existe.js]',
                     'tokens: {color: "--x: url(//e)"}', 'escripts: [site.js]', 'styles: [{a: b}]'):
            self.write({'content/site.yaml': SITE['content/site.yaml'] + 'tema: propio\n',
                'themes/propio/theme.yaml': line + '\n'})
            with self.subTest(line=line):
                self.assert_error(self.build(), 'tema-invalido', 'themes/propio/theme.yaml:1')
                self.assertFalse(self.output.exists())

    def test_a_theme_does_not_replace_the_search_engine(self):
        """The page and `oficio search` run the program's own engine. A theme that lists one, as themes once had to,
        does no harm."""
        own = {'content/site.yaml': SITE['content/site.yaml'] + 'tema: propio\n',
               'themes/propio/theme.yaml':
               'lazy-scripts: [search-engine.js]\npage-scripts: {search: [search-engine.js], unit: [offline.js]}\n'}
        self.write(own)
        made = self.build()
        self.assertEqual(0, made.returncode, made.stderr)
        published = (self.output / 'guiones/search-engine.js').read_bytes()
        self.assertEqual(1, (self.output / 'buscar.html').read_text('utf-8').count('guiones/search-engine.js'))
        self.write({**own, 'themes/propio/scripts/search-engine.js': 'window.OficioEngine = null;\n'})
        self.assert_error(self.build(), 'tema-invalido', 'themes/propio/scripts/search-engine.js')
        self.assertEqual(published, (self.output / 'guiones/search-engine.js').read_bytes())

    def test_a_theme_is_named_by_a_word(self):
        for name in ('../content', '/etc', '""', '..', 'no-existe', '"a\\nb"'):
            self.write({'content/site.yaml': SITE['content/site.yaml'] + f'tema: {name}\n'})
            with self.subTest(name=name):
                self.assert_error(self.build(), 'ajuste-invalido', 'content/site.yaml:3:7')

    def test_a_link_of_a_theme_does_not_publish_what_lies_elsewhere(self):
        (self.root / 'ajeno.svg').write_text('ajeno')
        self.write({'content/site.yaml': SITE['content/site.yaml'] + 'tema: propio\n',
            'themes/propio/assets/a.svg': '<svg/>'})
        (self.site / 'themes/propio/assets/b.svg').symlink_to(self.root / 'ajeno.svg')
        (self.site / 'themes/propio/assets/c.svg').symlink_to('../../../content/site.yaml')
        made = self.build()
        self.assert_error(made, 'tema-invalido', 'themes/propio/assets/b.svg')
        self.assertIn('themes/propio/assets/c.svg', made.stderr)

    def test_nested_sections_of_a_template(self):
        for text in ('{{#a}}' * 20_000 + '{{/a}}' * 20_000, '{{#a}}' * 20_000, '{{^a}}{{$b}}' * 10_000):
            self.write({'content/site.yaml': SITE['content/site.yaml'] + 'tema: propio\n',
                'themes/propio/templates/home.mustache': text})
            start = time.monotonic()
            self.assert_error(self.call('check'), 'plantilla-invalida', 'anidadas')
            self.assertLess(time.monotonic() - start, 20)

    def test_templates_that_call_themselves_without_end(self):
        theme = {'content/site.yaml': SITE['content/site.yaml'] + 'tema: propio\n',
            'content/paginas/aviso.md': PAGE.format('Hola.')}
        endless = [
            ({'partials/a.mustache': 'x\n{{> a}}', 'templates/home.mustache': '{{> a}}'}, 'partials/a.mustache:2:5'),
            ({'partials/a.mustache': '{{> b}}', 'partials/b.mustache': 'x\n\n{{> a}}{{> a}}'},
                'partials/b.mustache:3:5'),
            ({'partials/layout/page.mustache': '{{<layout/page}}{{/layout/page}}'},
                'partials/layout/page.mustache:1:4'),
        ]
        for files, place in endless:
            self.write({**theme, **{f'themes/propio/{path}': text for path, text in files.items()}})
            for made in (self.call('check'), self.build()):
                with self.subTest(place=place):
                    self.assert_error(made, 'plantilla-invalida', f'--> themes/propio/{place}')
            self.assertFalse(self.output.exists())

    def test_templates_that_the_data_never_end(self):
        theme = {'content/site.yaml': SITE['content/site.yaml'] + 'tema: propio\n',
            'content/paginas/aviso.md': PAGE.format('Hola.')}
        self.write({path: text for path, text in theme.items() if path != 'content/site.yaml'})
        self.assertEqual(0, self.build().returncode)
        good = (self.output / 'index.html').read_bytes()
        deep = {f'partials/n{n}.mustache': f'{{{{> n{n + 1}}}}}{{{{> n{n + 1}}}}}' for n in range(40)}
        for files, place in (
                ({'partials/a.mustache': '{{#page}}\n{{> a}}{{/page}}', 'templates/home.mustache': '{{> a}}'},
                    'partials/a.mustache:2:5'),
                ({'partials/a.mustache': '{{^nada}}{{> a}}{{> a}}{{/nada}}', 'templates/home.mustache': '{{> a}}'},
                    'partials/a.mustache:1:14'),
                ({**deep, 'partials/n40.mustache': 'x', 'templates/home.mustache': '{{> n0}}'},
                    'partials/n0.mustache:1:5')):
            self.write({**theme, **{f'themes/propio/{path}': text for path, text in files.items()}})
            start = time.monotonic()
            made = self.build()
            with self.subTest(place=place):
                self.assert_error(made, 'plantilla-invalida', f'--> themes/propio/{place}')
                self.assertEqual(good, (self.output / 'index.html').read_bytes(), 'the last good page stays')
                self.assertLess(time.monotonic() - start, 40)
        made = self.call('export', 'html', 'aviso', '--output', str(self.root / 'aviso.html'))
        self.assertEqual(0, made.returncode, 'a page without that template is whole')
        self.write({**theme, 'themes/propio/partials/a.mustache': '{{#page}}{{> a}}{{/page}}',
                    'themes/propio/templates/single.mustache': '{{> a}}',
                    'themes/propio/templates/record.mustache': '{{> a}}',
                    'themes/propio/templates/page.mustache': '{{> a}}',
                    'themes/propio/templates/notice.mustache': '{{> a}}'})
        for format in ('html', 'odt'):
            made = self.call('export', format, 'aviso', '--output', str(self.root / f'otro.{format}'))
            self.assertEqual(74, made.returncode, made.stderr)
            self.assertFalse((self.root / f'otro.{format}').exists())

    def test_a_site_is_not_written_among_the_files_of_others(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Hola.')})
        (self.site / 'otra').mkdir()
        for place in ('/', '/etc', '/usr', '/home', '/root', '/var', '/etc/oficio', '/usr/bin/x/../y', '//',
                '/home/../etc', '/proc', '/tmp'):
            made = self.call('build', '--output', place)
            with self.subTest(place=place):
                self.assertEqual(74, made.returncode, made.stderr)
                self.assertIn('es una carpeta del sistema o de una persona', made.stderr)
        home = self.root / 'casa'
        home.mkdir()
        made = self.call('build', '--output', str(home), home=home)
        self.assertEqual(74, made.returncode, made.stderr)
        self.assertEqual([], list(home.iterdir()))
        (self.root / 'enlace').symlink_to(self.site)
        for place in (self.site, self.root, self.site / 'content', self.site / 'content/nueva',
                      self.site / 'otra/../content', self.site / 'themes', self.root / 'enlace',
                      self.root / 'enlace/content/nueva'):
            made = self.call('build', '--output', str(place))
            with self.subTest(place=place):
                self.assertEqual(74, made.returncode, made.stderr)
                self.assertIn('guarda las fuentes del sitio', made.stderr)

    # Bounds

    def memory(self, megabytes):
        return lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    def test_tables_are_bounded_by_their_cells(self):
        def table(columns, rows, head=''):
            return PAGE.format('\n'.join([head + '|' + 'a|' * columns, head + '|' + '-|' * columns]
                + [head + '|x'] * rows))
        for text in (table(4000, 4000), table(600_000, 1), table(2000, 2000, '> '),
                table(3000, 300, '- ').replace('\n- |x', '\n  |x')):
            self.assert_error(self.check({'content/paginas/aviso.md': text}, before=self.memory(1500)),
                'limite-superado', 'celdas')
        self.assertEqual(0, self.check({'content/paginas/aviso.md': table(40, 2000)}).returncode)

    def test_rows_of_tables_are_bounded(self):
        """The time that cmark takes for a table row grows with the square of its cells, including those that it drops.
        """
        for text in ('|' * 60_000 + '\n' + '|-' * 30_000, '|a|b|\n|-|-|\n' + '|x' * 5000, 'a|' * 5000 + '\n|-|-|',
                     '> |a|b|\n> |-|-|\n> ' + '|x' * 5000):
            self.assert_error(self.check({'content/paginas/aviso.md': PAGE.format(text)}), 'limite-superado',
                              'una fila')
        self.assertEqual(0, self.check({'content/paginas/aviso.md': PAGE.format('|' * 60_000)}).returncode)

    def test_time_grows_with_the_text(self):
        """Each of these inputs took minutes when its time grew with the square of the text.

        Together they now take some twelve seconds of a debug program.
        """
        entries = ''.join('  - {título: Igual}\n' for _ in range(6000))
        notes = range(4000)
        references = '\n'.join(f'[^{n}]' for n in notes)
        self.write({
            'content/paginas/runs.md': PAGE.format('http://' * 100_000 + '\n\nhttp://a.b/' + ')' * 300_000),
            'content/paginas/links.md': PAGE.format(' '.join(f'[[x{n}]]' for n in range(4000)))
            .replace('---\ntítulo', '---\nestado: borrador\ntítulo'),
            'content/paginas/headings.md': PAGE.format('## Igual\n\nb\n\n' * 8000),
            'content/paginas/notes.md': PAGE.format(
                references + '\n\n' + '\n\n'.join(f'[^{n}]: n [^{(n + 1) % 4000}]' for n in notes)),
            'content/paginas/definitions.md': PAGE.format('[a]: \n' * 10_000),
            'content/unidades.yaml': 'elementos:\n' + entries,
        })
        made = self.call('check', '--quiet', before=self.seconds(60), timeout=600)
        self.assertEqual(0, made.returncode, made.stderr[-500:])
        self.assertEqual(4000, made.stdout.count('[referencia-desconocida]'), 'a draft does not stop the check')
        (self.site / 'content/paginas/links.md').unlink()
        (self.site / 'content/unidades.yaml').unlink()
        made = self.build(before=self.seconds(60), timeout=600)
        self.assertEqual(0, made.returncode, made.stderr[-500:])

    def seconds(self, limit):
        """Sets a limit of processor time, which does not depend on the load of the machine."""
        return lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    def test_link_definitions_are_bounded_by_the_text_that_they_give(self):
        address = 'https://ejemplo.org/' + 'y' * 50_000
        for text in (f'[a]: {address}\n\n' + '[a] ' * 20_000, f'[Á  b]:\n{address}\n\n' + '[á\nb] ' * 20_000,
                     f'> [a]: {address}\n\n' + '[x][a]' * 20_000,
                     f'[a\nb]: {address}\n\n' + '![x][a b] ' * 20_000, f'[a]: x\n  "{"t" * 50_000}"\n\n'
                     + '[a][] ' * 20_000):
            made = self.check({'content/paginas/aviso.md': PAGE.format(text)}, before=self.memory(1500))
            self.assert_error(made, 'limite-superado', 'direcciones')
        self.assert_error(
            self.check({'content/paginas/aviso.md': PAGE.format('\n'.join(f'[d{n}]: x' for n in range(120_000)))}),
            'limite-superado', 'define')
        made = self.check({'content/paginas/aviso.md': PAGE.format(f'[a]: {address}\n\n' + '[a] ' * 100)})
        self.assertEqual(0, made.returncode, made.stdout)

    def test_text_of_yaml_has_the_same_bounds(self):
        text = 'x\n\n|' + 'a|' * 4000 + '\n|' + '-|' * 4000 + '\n' + '|x\n' * 4000
        made = self.check({'content/puestos/uno.md': '---\ntítulo: Uno\nobjetivo: |\n'
            + ''.join(f'  {line}\n' for line in text.splitlines()) + '---\n'}, before=self.memory(1500))
        self.assert_error(made, 'limite-superado', 'celdas')

    def test_a_search_of_very_many_words(self):
        self.write({'content/puestos/cajero.md': JOB.format('Cajero de ventanilla')})
        queries = self.root / 'consultas.txt'
        for words in ('cajero ' + ' '.join(f'palabra{n}' for n in range(20_000)), 'cajero ' * 20_000, 'a-1.' * 30_000):
            queries.write_text(words)
            start = time.monotonic()
            made = self.call('search', '--queries', str(queries))
            self.assertEqual(0, made.returncode, made.stderr)
            self.assertIn('"shortened":true', made.stdout)
            self.assertLess(time.monotonic() - start, 20)
        made = self.call('search', 'cajero ' * 1000)
        self.assertIn('puestos/cajero.html', made.stdout)
        self.assertIn('primeras palabras', made.stdout)
        self.assertNotIn('primeras palabras', self.call('search', 'cajero').stdout)

    def test_a_stack_of_sixty_four_kibibytes(self):
        def small():
            resource.setrlimit(resource.RLIMIT_STACK, (65_536, 65_536))
        nested = '> ' * 60 + '- x\n\n' + '[' * 5000 + '*a **b ' * 200
        self.write({'content/paginas/aviso.md': PAGE.format(nested),
            'content/puestos/uno.md': '---\ntítulo: Uno\naptitudes: ' + '[' * 5000 + '\n---\n'})
        made = self.call('check', before=small)
        self.assert_error(made, 'limite-superado')
        self.write({'content/paginas/aviso.md': PAGE.format(nested), 'content/puestos/uno.md': JOB.format('Uno')})
        self.assertEqual(0, self.build(before=small).returncode)
        self.assertTrue((self.output / 'paginas/aviso.html').exists())
        self.assertEqual(0, self.call('search', 'atender', before=small).returncode)

    def test_a_file_that_may_not_grow_is_a_write_that_failed(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Hola. ' * 20_000)})
        made = self.build(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
        self.assertEqual(74, made.returncode, made.stderr)
        self.assertIn('más grande de lo que el sistema permite', made.stderr)

    def test_output_that_cannot_be_written_is_an_error(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Vea [[lo que no hay]].')})
        with open('/dev/full', 'w') as full:
            made = subprocess.run([PROGRAM, 'check', '--site', str(self.site)], stdout=full, stderr=subprocess.PIPE,
                text=True, timeout=60)
        self.assertEqual(74, made.returncode, made.stderr)
        self.assertIn('no queda espacio', made.stderr)

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

    # Silent losses

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

    # What is not what it seems

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
        self.check({'content/paginas/aviso.md': PAGE.format('De lunes a\x0bviernes\x07.')}, '--fix')
        # A vertical tab is Word's line break inside a paragraph.
        self.assertIn('De lunes a\\\nviernes.', (self.site / 'content/paginas/aviso.md').read_text())

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

    # Words

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
