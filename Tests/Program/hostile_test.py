"""Extreme and misleading sources, themes and arguments: the program ends with a message, never with a crash."""
import resource
import subprocess
import time
import shutil
import unittest

from hostile_site import JOB, PAGE, SITE, HostileCase
from series import PROGRAM


class Hostile(HostileCase):
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

    def test_a_link_in_the_output_leads_nowhere(self):
        """A build neither writes nor removes anything through a link that took the place of one of its folders."""
        self.write({'content/paginas/aviso.md': PAGE.format('Hola.')})
        output, other = self.site / 'output', self.root / 'ajena'
        self.assertEqual(0, self.call('build').returncode)
        other.mkdir()
        (other / 'aviso.html').write_text('mío')
        for change in ('Adiós.', None):
            shutil.rmtree(output / 'paginas')
            (output / 'paginas').symlink_to(other)
            source = self.site / 'content/paginas/aviso.md'
            source.write_text(PAGE.format(change)) if change else source.unlink()
            made = self.call('build')
            self.assertEqual(74, made.returncode, made.stderr)
            self.assertIn('enlace simbólico', made.stderr)
            self.assertEqual(['aviso.html'], [path.name for path in other.iterdir()])
            self.assertEqual('mío', (other / 'aviso.html').read_text())
            (output / 'paginas').unlink()
            (output / 'paginas').mkdir()
        self.assertEqual(0, self.call('build').returncode)

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
            'content/paginas/unclosed-notes.md': PAGE.format('[^' * 100_000),
            'content/paginas/loose-notes.md': PAGE.format(' '.join(f'[^{n}]' for n in range(10_000))),
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

    def test_a_disk_without_room_for_the_first_file_leaves_a_folder_to_build_into(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Hola.')})
        for size in (0, 50, 2000):
            made = self.build(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
            self.assertEqual(74, made.returncode, made.stderr)
            self.assertEqual(0, self.build().returncode, size)
            shutil.rmtree(self.output)

    def test_output_that_cannot_be_written_is_an_error(self):
        self.write({'content/paginas/aviso.md': PAGE.format('Vea [[lo que no hay]].')})
        with open('/dev/full', 'w') as full:
            made = subprocess.run([PROGRAM, 'check', '--site', str(self.site)], stdout=full, stderr=subprocess.PIPE,
                text=True, timeout=60)
        self.assertEqual(74, made.returncode, made.stderr)
        self.assertIn('no queda espacio', made.stderr)


if __name__ == '__main__':
    unittest.main()
