"""Checks attached files that contain programs or names of their makers, and the files of an output folder."""
import json
import os
import re
import shutil
import subprocess
import time
import unittest
import urllib.error
import urllib.request

from canaries import everything
from private_site import DOCUMENT, PROGRAM, TODAY, Site


class Output(Site):
    """The published folder tells nothing about the machine or the person that builds, and foreign files stay untouched.
    """

    def setUp(self):
        super().setUp()
        self.write('protocolos/cobro.md', DOCUMENT.format(front='', body=''))
        self.write('paginas/aviso.md', '---\ntítulo: Aviso\n---\n\nHoy no.\n')

    def hidden(self, output):
        return sorted(str(path.relative_to(output)) for path in output.rglob('*') if path.is_file()
            and path.relative_to(output).parts[0].startswith('.'))

    def test_only_the_list_of_published_files_is_hidden(self):
        for audience in ('internal', 'public'):
            output = self.build(audience=audience)
            self.assertEqual(['.oficio/archivos'], self.hidden(output))
            listed = (output / '.oficio/archivos').read_text().splitlines()[1:]
            published = sorted(str(path.relative_to(output)) for path in output.rglob('*') if path.is_file()
                and '.oficio' not in path.parts)
            self.assertEqual(published, sorted(listed), 'names of published files, and nothing else')
            for name, content in everything(output):
                for word in (str(self.root), os.path.expanduser('~/'), 'content/protocolos/cobro.md',
                        'content/paginas'):
                    # The page of rules has examples of its own.
                    self.assertFalse(word.lower().encode() in content and name != 'reglas.html', f'{name}: {word}')

    def test_another_machine_makes_the_same_bytes(self):
        """Builds with another folder, time and user give the same bytes."""
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nsin conexión: sí\n')
        self.write('puestos/cajero.md', '---\ntítulo: Cajero\n---\n\n## Objetivo\n\nCobrar.\n')
        self.write('recursos/nota.txt', 'nota')
        self.write('paginas/aviso.md', '---\ntítulo: Aviso\n---\n\nVea la [nota](../recursos/nota.txt).\n')
        self.release('cobro', '2026-01-01', '--authorized-by', 'Dirección')
        other = self.root / 'otro equipo' / 'de otra persona'
        shutil.copytree(self.site, other)
        for path in other.rglob('*'):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        trees = []
        for site, more in ((self.site, {}), (other,
                {'TZ': 'Asia/Tokyo', 'USER': 'zutano', 'LOGNAME': 'zutano', 'HOME': str(self.root / 'casa'),
                                                     'HOSTNAME': 'otra',
                                                     'LC_ALL': 'C'})):
            made = self.root / f'hecho-{len(trees)}'
            made.mkdir()
            environment = dict(os.environ, XDG_CACHE_HOME=str(self.root / f'cache-{len(trees)}'), **more)
            for command in (['build', '--output', made / 'interno'],
                            ['build', '--audience', 'public', '--output', made / 'público'],
                            *(['export', format, 'cobro', '--output', made / f'cobro.{format}']
                                for format in ('html', 'odt', 'docx', 'epub'))):
                done = subprocess.run([PROGRAM, *map(str, command), '--site', str(site), '--today', TODAY],
                    env=environment, capture_output=True, text=True, cwd=self.root)
                self.assertEqual(0, done.returncode, done.stderr)
            trees.append({str(path.relative_to(made)): path.read_bytes() for path in made.rglob('*') if path.is_file()})
            time.sleep(2.1)
        self.assertEqual(sorted(trees[0]), sorted(trees[1]))
        self.assertEqual([], [name for name in trees[0] if trees[0][name] != trees[1][name]])

    def test_files_of_earlier_programs_are_removed(self):
        output = self.build()
        for name in ('estado', 'piezas', 'palabras-0', 'palabras-listas'):
            (output / '.oficio' / name).write_text(str(self.site))
        # The list of the former output is understood: these files are the program's own, and the obsolete page goes.
        paths = (output / '.oficio/archivos').read_text().splitlines()[1:]
        (output / '.oficio/archivos').write_text('\n'.join(['oficio archivos 3',
            *(f'{path}\tx\ty\tz' for path in paths)]) + '\n')
        (self.site / 'content/paginas/aviso.md').unlink()
        self.build(cache='nueva')
        self.assertEqual(['.oficio/archivos'], self.hidden(output))
        self.assertNotIn('\t', (output / '.oficio/archivos').read_text())
        self.assertFalse((output / 'paginas/aviso.html').exists())

    def test_without_a_cache_or_elsewhere_it_knows_its_own_files(self):
        output = self.build()
        (output / 'paginas/ajeno.txt').write_text('ajeno')
        (output / '.well-known').mkdir()
        (output / '.well-known/security.txt').write_text('ajeno')
        elsewhere = self.root / 'otra-maquina'
        shutil.copytree(output, elsewhere)
        (self.site / 'content/paginas/aviso.md').unlink()
        self.build('otra-maquina', cache='otra')
        shutil.rmtree(self.root / 'cache')
        self.build()
        fresh = self.build('limpio', cache='tercera')
        for folder in (output, elsewhere):
            self.assertFalse((folder / 'paginas/aviso.html').exists(), 'its own file goes')
            self.assertEqual('ajeno', (folder / 'paginas/ajeno.txt').read_text())
            self.assertEqual('ajeno', (folder / '.well-known/security.txt').read_text())
            for path in fresh.rglob('*'):
                if path.is_file():
                    self.assertEqual(path.read_bytes(), (folder / path.relative_to(fresh)).read_bytes())

    def test_a_strangers_file_in_its_place_stops_the_build(self):
        output = self.build()
        self.write('paginas/nueva.md', '---\ntítulo: Nueva\n---\n\nTexto.\n')
        (output / 'paginas/nueva.html').write_text('ajeno')
        for cache in ('cache', 'otra'):
            made = self.run_it('build', '--output', output, '--audience', 'public', cache=cache)
            self.assertEqual(74, made.returncode)
            self.assertEqual('ajeno', (output / 'paginas/nueva.html').read_text())

    def test_a_build_without_any_cache(self):
        environment = {name: value for name, value in os.environ.items() if name not in ('HOME', 'XDG_CACHE_HOME')}
        for _ in range(2):
            made = subprocess.run([PROGRAM, 'build', '--site', self.site, '--output', self.root / 'salida', '--today',
                TODAY], env=environment, capture_output=True, text=True)
            self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual(['.oficio/archivos'], self.hidden(self.root / 'salida'))


class ActiveContent(Site):
    def reported(self):
        found = [json.loads(line) for line in self.run_it('check --format json').stdout.splitlines()]
        return {finding['file'].removeprefix('content/recursos/'): finding for finding in found
            if finding['code'] == 'recurso-activo'}

    def test_active_files_are_copied_only_if_the_site_lists_them(self):
        names = ['a.html', 'b.HTM', 'c.js', 'd.mjs', 'e.php', 'f.php.jpg', 'g.xhtml', 'h.svgz', 'i.jsp', 'j.cgi',
            'k/l.asp', 'm.xml', '.htaccess', 'web.config']
        for name in names:
            self.write(f'recursos/{name}', '<script>alert(1)</script>')
        for name in ('uno.pdf', 'dos.png', 'tres.txt'):
            self.write(f'recursos/{name}', 'inerte')
        self.write('paginas/a.md',
            '---\ntítulo: A\n---\n\nVéase [la página](../recursos/a.html) y [el texto](../recursos/tres.txt).\n')
        output = self.build(audience='internal')
        copied = sorted(str(path.relative_to(output / 'recursos')) for path in (output / 'recursos').rglob('*')
            if path.is_file())
        self.assertEqual(['dos.png', 'tres.txt', 'uno.pdf'], copied)
        self.assertEqual(set(names), set(self.reported()))
        page = (output / 'paginas/a.html').read_text()
        self.assertIn('la página', page)
        self.assertNotIn('recursos/a.html', page, 'no link leads to what is not there')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nrecursos: {permitir: [html, k/l.asp, .js]}\n')
        output = self.build(audience='internal')
        self.assertTrue(all((output / 'recursos' / name).is_file() for name in ('a.html', 'c.js', 'k/l.asp')))
        self.assertEqual(set(names) - {'a.html', 'c.js', 'k/l.asp'}, set(self.reported()))
        self.assertIn('href="../recursos/a.html"', (output / 'paginas/a.html').read_text())

    def test_endings_as_every_system_reads_them(self):
        """Windows ignores stops and blanks at the end of a name; macros and installers run on desktops."""
        names = ['a.html.', 'b.html..', 'c.php ', 'd.svgz.', 'e.docm', 'f.XLSM', 'g.pptm', 'h.reg', 'i.command',
            'j.appimage', 'k.ht\u200bml']
        for name in names:
            self.write(f'recursos/{name}', '<script>alert(1)</script>')
        self.write('recursos/l.svg.', '<svg xmlns="http://www.w3.org/2000/svg" onload="a()"><path d="M0 0h9"/></svg>')
        self.write('paginas/a.md', '# A\n')
        output = self.build(audience='internal')
        self.assertEqual(set(names) | {'l.svg.'}, set(self.reported()))
        copied = [path for path in (output / 'recursos').rglob('*') if path.is_file()]
        self.assertEqual(['l.svg.'], [path.name for path in copied])
        self.assertNotIn('onload', copied[0].read_text())

    def test_pages_under_the_names_of_pictures_and_documents(self):
        for name in ('a.png', 'b.pdf', 'c.docx', 'd.jpg', 'e.zip', 'f.html.png', 'g.woff2'):
            for text in ('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', '<?php x();', '#!/bin/sh'):
                self.write(f'recursos/{name}', text)
                self.assertEqual('error', self.reported()[name]['severity'], name)
            (self.site / f'content/recursos/{name}').unlink()
        # Texts may begin so.
        for name in ('a.txt', 'b.md', 'c.csv', 'd.json', 'e.css', 'f.kml'):
            self.write(f'recursos/{name}', '<p>')
        self.assertEqual({}, self.reported())

    def test_documents_that_start_programs_or_send_data(self):
        for action in ('/S/Launch/F(calc.exe)', '/S/SubmitForm/F(http://x)', '/S/GoToE/F(x)', '/S/ImportData/F(x)',
                       '/S/JavaScript/JS(app.alert)', '/S/L#61unch/F(x)'):
            self.write('recursos/a.pdf', f'%PDF-1.4\n1 0 obj <</OpenAction<<{action}>>>> endobj\n%%EOF\n')
            self.write('paginas/a.md', '# A\n\n[a](../recursos/a.pdf)\n')
            self.assertFalse((self.build() / 'recursos/a.pdf').exists(), action)
            self.assertIn('advertencia[metadatos-en-adjunto]', self.run_it('check').stdout, action)

    def test_files_of_the_theme(self):
        """Of the site's theme a build copies what it would copy of `recursos/`."""
        theme = '../themes/propio/assets/'
        self.write('paginas/a.md', '# A\n')
        script = '<script>alert(1)</script>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="a()">{script}<path d="M0 0h9"/></svg>'
        for name, text in (('a.html', script), ('b.php', script), ('sub/c.svg', svg), ('web.config', '<x/>'),
                           ('d.woff2', 'wOF2'), ('e.css', 'p{}')):
            self.write(theme + name, text)
        settings = 'institución: Prueba\nacceso: público\ntema: propio\n'
        self.write('site.yaml', settings)
        for audience in ('internal', 'public'):
            styles = self.build(audience, audience) / 'estilos'
            self.assertEqual(['sub/c.svg', 'd.woff2', 'e.css'],
                             [name for name in ('a.html', 'b.php', 'sub/c.svg', 'web.config', 'd.woff2', 'e.css')
                              if (styles / name).exists()])
            self.assertNotIn('script', (styles / 'sub/c.svg').read_text())
        told = {f'themes/propio/assets/{name}' for name in ('a.html', 'b.php', 'sub/c.svg', 'web.config')}
        self.assertEqual(told, set(self.reported()))
        self.write('site.yaml', settings + 'recursos: {permitir: [themes/propio/assets/a.html]}\n')
        self.assertTrue((self.build() / 'estilos/a.html').exists())
        self.assertNotIn('ajuste-invalido', self.run_it('check').stdout)
        self.write(theme + 'f.png', script)
        self.assertEqual('error', self.reported()['themes/propio/assets/f.png']['severity'])

    def test_a_page_that_its_name_hides_stops_the_build(self):
        xml = '<a xmlns="urn:x"><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></a>'
        for text in ('<!DOCTYPE html><p>', '\ufeff \n<SCRIPT>', '<?php x();', '#!/bin/sh', xml,
                '<html>'.encode('utf-16')):
            self.write('recursos/datos', text)
            self.assertEqual('error', self.reported()['datos']['severity'])
            self.assertEqual(1, self.run_it('build', '--output', self.root / 'salida').returncode)
        self.write('recursos/datos', 'uno,dos')
        self.assertEqual({}, self.reported())

    def test_feeds_with_scripts_stop_the_build(self):
        """Some browsers run scripts in XML of any kind."""
        for name in ('a.rss', 'b.atom', 'c.mml'):
            self.write(f'recursos/{name}',
                '<a xmlns="urn:x"><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></a>')
            self.assertEqual('error', self.reported()[name]['severity'])

    def test_permissions_that_are_not_understood(self):
        self.write('recursos/a.html', '<p>')
        for value in ('"*"', '["*.html"]', '[../a.html]', '["planos/"]', '[/a.html]', '["html "]', '[~]',
                '[{html: sí}]'):
            self.write('site.yaml', f'institución: Prueba\nacceso: público\nrecursos: {{permitir: {value}}}\n')
            made = self.run_it('build', '--output', self.root / 'salida')
            self.assertEqual(1, made.returncode, value)
            self.assertIn('error[ajuste-invalido]', made.stdout + made.stderr, value)
        for value, count in (('[htlm]', 1), ('[b.html, nada]', 2), ('[_headers]', 1), ('[html]', 0),
                ('[recursos/a.html]', 0), ('[]', 0)):
            self.write('site.yaml', f'institución: Prueba\nacceso: público\nrecursos: {{permitir: {value}}}\n')
            made = self.run_it('check')
            self.assertEqual(0, made.returncode, made.stdout)
            self.assertEqual(count, made.stdout.count('advertencia[ajuste-invalido]'), value + made.stdout)
            self.assertEqual(count, made.stdout.count('--> content/site.yaml:3:'), value + made.stdout)
        for name in ('LEEME', 'plano [1].mp4', '_headers', '.htaccess'):
            self.write(f'recursos/{name}', 'uno')
            self.write('paginas/b.md', f'---\ntítulo: B\n---\n\n[uno](<../recursos/{name}>)\n')
            self.write('site.yaml', f'institución: Prueba\nacceso: público\nrecursos: {{permitir: ["{name}"]}}\n')
            output = self.build()
            self.assertEqual('uno', (output / 'recursos' / name).read_text())

    def test_pictures_lose_scripts_and_references_to_other_hosts(self):
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}<path d="M0 '
            '0h9"/></svg>')
        harmless = [
            ('', '<style>.a{fill:url(#g)}</style><g class="a"/>'),
            ('', '<use xlink:href="#x"/><image href="data:image/png;base64,AAAA//8="/>'),
            ('', '<a href="#x"><text>onclick</text></a><animate attributeName="opacity" to="1"/>'),
        ]
        for number, (attributes, inside) in enumerate(harmless):
            self.write(f'recursos/bueno{number}.svg', svg.format(attributes, inside))
        hostile = [
            (' onload="alerta()"', ''), (' ONLOAD="alerta()"', ''), ('', '<script>alerta()</script>'),
            ('', '<SCRIPT href="https://fuera.example/alerta.js"/>'),
            ('', '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onclick="alerta()"/></foreignObject>'),
            ('', '<a xlink:href="java&#10;script:alerta()"><text>x</text></a>'),
            ('', '<a href="https://fuera.example/alerta"><text>x</text></a>'),
            ('', '<use href="https://fuera.example/alerta#x"/>'), ('', '<use href="otra-alerta.svg#x"/>'),
            ('', '<image href="//fuera.example/alerta.png"/>'),
            ('', '<image href="data:image/svg+xml,&lt;svg onload=alerta()>"/>'),
            ('', '<style>@import "https://fuera.example/alerta.css";</style>'),
            ('', '<style>.a{fill:u\\72l(https://fuera.example/alerta)}</style>'),
            ('', '<g style="background:url(https://fuera.example/alerta)"/>'),
            ('', '<g fill="url(https://fuera.example/alerta#g)"/>'),
            ('', '<set attributeName="onmouseover" to="alerta()"/>'),
            ('', '<animate attributeName="xlink:href" values="javascript:alerta()"/>'),
            ('', '<animate attributeName="x" to="javascript:alerta()"/>'),
            ('', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alerta()</h:script>'),
            ('', '<g xml:base="https://fuera.example/alerta/"/>'),
            ('', '<x:handler xmlns:x="http://www.w3.org/2001/xml-events">alerta()</x:handler>'),
            ('', '<image src="https://fuera.example/alerta.png"/>'),
        ]
        for number, (attributes, inside) in enumerate(hostile):
            self.write(f'recursos/malo{number}.svg', svg.format(attributes, inside))
        self.write('recursos/malo-a.svg', '<?xml-stylesheet href="https://fuera.example/alerta.css"?>'
            + svg.format('', ''))
        self.write('recursos/malo-b.svg', '<!DOCTYPE svg [<!ENTITY x "<script>alerta()</script>">]>'
            + svg.format('', '&x;'))
        self.write('recursos/malo-c.svg', '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alerta()">]>'
            + svg.format('', ''))
        self.write('recursos/malo-d.svg', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + svg.format('', '<text>&x; alerta</text>'.replace(' alerta', '')))
        output = self.build(audience='internal') / 'recursos'
        reported = self.reported()
        for path in sorted(output.glob('bueno*.svg')):
            self.assertEqual((self.site / 'content/recursos' / path.name).read_bytes(), path.read_bytes())
            self.assertNotIn(path.name, reported)
        bad = sorted(output.glob('malo*.svg'))
        self.assertEqual(len(hostile) + 4, len(bad))
        for path in bad:
            text = path.read_text()
            self.assertIn('M0 0h9', text, path.name)
            for word in ('alerta', 'fuera.example', 'root:', 'foreignObject', 'ENTITY', 'ATTLIST'):
                self.assertNotIn(word, text, path.name + (self.site / 'content/recursos' / path.name).read_text())
            self.assertIn(path.name, reported)
        self.write('recursos/roto.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>')
        self.assertEqual('error', self.reported()['roto.svg']['severity'])

    def test_the_preview_sends_attached_files_in_a_sandbox(self):
        for name in ('uno.pdf', 'dos.png', 'tres.html'):
            self.write(f'recursos/{name}', 'x')
        self.write('recursos/cuatro.svg',
            '<svg xmlns="http://www.w3.org/2000/svg" onload="alerta()"><path d="M0 0"/></svg>')
        process = subprocess.Popen([PROGRAM, 'serve', '--site', self.site, '--port', '0'], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        port = int(re.search(r'localhost:(\d+)', process.stdout.readline())[1])

        def ask(path):
            for _ in range(200):
                try:
                    return urllib.request.urlopen(f'http://localhost:{port}/{path}')
                except urllib.error.HTTPError as error:
                    return error
                except OSError:
                    time.sleep(.05)

        for path, sandbox in (('index.html', None), ('recursos/dos.png', 'sandbox'), ('recursos/cuatro.svg', 'sandbox'),
                ('recursos/uno.pdf', None)):
            answer = ask(path)
            self.assertEqual(200, answer.status, path)
            self.assertEqual('nosniff', answer.headers['X-Content-Type-Options'], path)
            self.assertEqual(sandbox, answer.headers['Content-Security-Policy'], path)
        self.assertNotIn(b'alerta', ask('recursos/cuatro.svg').read())
        self.assertEqual(404, ask('recursos/tres.html').status)

    def test_signed_copies_are_pdfs_or_pictures(self):
        self.write('protocolos/cobro.md', DOCUMENT.format(front='versión: "01"\nvigencia: 2026-01-01\n', body=''))
        files = {'a.html': b'<script>', 'b.pdf': b'<html>', 'c.html': b'%PDF-1.7', 'd.svg': b'<svg/>',
            'e.png': b'\xff\xd8\xff\xe0'}
        for name, content in files.items():
            (self.root / name).write_bytes(content)
            made = self.run_it('release cobro --effective 2026-01-01 --note x --authorized-by D', '--signed-copy',
                self.root / name)
            self.assertEqual(1, made.returncode, name)
            self.assertIn(name, made.stderr)
            self.assertFalse((self.site / 'content/historial/protocolos/cobro').exists())
        (self.root / 'bueno.pdf').write_bytes(b'%PDF-1.7\n')
        self.release('cobro', '2026-01-01', '--authorized-by', 'D', '--signed-copy', self.root / 'bueno.pdf')
        [copy] = (self.site / 'content/historial/protocolos/cobro').glob('*.pdf')
        output = self.build(audience='internal')
        self.assertTrue((output / 'historial/protocolos/cobro' / copy.name).is_file())
        # A file taken for another one is reported, besides not being the one that was recorded.
        copy.write_bytes(b'<html>')
        self.assertIn('recurso-activo', self.run_it('check').stdout)


if __name__ == '__main__':
    unittest.main()
