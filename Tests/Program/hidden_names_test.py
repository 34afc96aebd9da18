"""The name of an internal document in the settings, a form, a message or the theme is not published. In a type it stops
the public build."""
import json
import unittest

from private_site import DOCUMENT, Site

NEUTRAL = '(documento interno)'


class Declarations(Site):
    def setUp(self):
        super().setUp()
        self.name = f'Jefe de la {self.canary("nombre").capitalize()}'
        self.write('puestos/a.md', f'---\nid: x1\ntítulo: {self.name}\nacceso: interno\n---\n')
        self.write('protocolos/p.md', DOCUMENT.format(front='formato: hoja\n', body=''))
        self.write('formatos/hoja.yaml', self.form('Pasos'))
        self.write('../themes/propio/theme.yaml', 'name: propio\ntitle: Propio\nversion: "1"\nextends: institucional\n')

    def form(self, title, more=''):
        return ('tipo: formato\npara: protocolo\n' + more + 'secciones:\n'
                f'  - {{título: "{title}", campo: pasos, vista: tabla}}\n')

    def settings(self, more=''):
        self.write('site.yaml', f'institución: Prueba\nacceso: público\ntema: propio\n{more}')

    def told(self):
        found = map(json.loads, self.run_it('check --format json').stdout.splitlines())
        return [one for one in found if one.get('code') == 'nombre-interno']

    def assert_replaced(self, count=1):
        output = self.build()
        self.assert_hidden(output)
        self.assertIn(NEUTRAL, ''.join(page.read_text() for page in output.rglob('*.html')))
        found = self.told()
        self.assertEqual(count, len(found), found)
        self.assertIn('dice en su lugar', found[0]['message'])
        return output

    def test_settings(self):
        for place, more in enumerate((
                f'identidad: {{pie: ["Uno", "Ver al {self.name}"]}}\n',
                f'palabras: {{Procedimientos: "{self.name}"}}\n',
                f'sigla: "{self.name}"\n',
                f'búsqueda: {{sinónimos: [["{self.name}", caja]]}}\nidentidad: {{pie: ["Ver al {self.name}"]}}\n')):
            with self.subTest(more):
                self.settings(more)
                self.assert_replaced(more.count(self.name))
        self.write('site.yaml', f'institución: "{self.name}"\nacceso: público\n')
        self.assert_replaced()
        for name in ('html', 'odt', 'docx', 'epub'):
            made = self.run_it(f'export {name} cobro --audience public', '--output', self.root / f'e.{name}')
            self.assertEqual(0, made.returncode, made.stderr)
            self.assert_hidden(self.root / f'e.{name}')
        self.assertIn(self.name, (self.build('dentro', 'internal') / 'index.html').read_text())

    def test_attached_files_and_folders_with_its_id(self):
        """The whole name of a file or a folder is that of an internal document, also without a capital letter."""
        word = self.canary('id')
        self.write('paginas/i.md', f'---\nid: {word}\ntítulo: Otra cosa\nacceso: interno\n---\n\nUno.\n')
        for name in (f'{word}.txt', f'{word}/plano.txt', f'uno/{word}/plano.txt', f'{word}.borrador.txt'):
            with self.subTest(name):
                self.write(f'recursos/{name}', 'plano')
                self.write('paginas/a.md', f'# A\n\n[plano](../recursos/{name})\n')
                self.assert_hidden(self.build(), {'id'})
                self.assertEqual([f'content/recursos/{name}'], [one['file'] for one in self.told()])
                (self.site / f'content/recursos/{name}').unlink()
        self.write('recursos/planos.txt', 'plano')
        self.write('paginas/a.md', '# A\n\n[plano](../recursos/planos.txt)\n')
        self.assertTrue((self.build() / 'recursos/planos.txt').exists())

    def test_an_internal_site_with_a_public_document(self):
        self.write('protocolos/p.md', DOCUMENT.format(front='formato: hoja\nacceso: público\n', body=''))
        self.write('site.yaml', f'institución: Prueba\nacceso: interno\nidentidad: {{pie: ["{self.name}"]}}\n')
        self.assert_replaced()

    def test_forms(self):
        self.settings()
        for form in (self.form(self.name), self.form('Pasos', f'pie: {{derecha: "{self.name}"}}\n')):
            self.write('formatos/hoja.yaml', form)
            self.assert_replaced()

    def test_the_theme(self):
        self.settings()
        theme = '../themes/propio/'
        self.write(theme + 'messages/es.yaml', f'homeDoorJob: "Puesto del {self.name}"\n')
        self.write(theme + 'partials/own.mustache', f'<p>Lo firma {self.name}</p>')
        self.write(theme + 'templates/notice.mustache', f'<p>{self.name}</p>')
        self.write(theme + 'assets/nota.txt', self.name)
        self.write(theme + 'styles/propio.css', f'p::after {{content: "{self.name}"}}\n')
        self.write(theme + 'scripts/propio.js', f'const quien = "{self.name}";\n')
        self.write(theme + 'theme.yaml', 'name: propio\ntitle: Propio\nversion: "1"\nextends: institucional\n'
                   'styles: [base.css, propio.css]\nscripts: [site.js, propio.js]\n')
        output = self.build()
        self.assert_hidden(output)
        found = self.told()
        self.assertEqual({'es.yaml', 'own.mustache', 'notice.mustache', 'nota.txt', 'propio.css', 'propio.js'},
                         {one['file'].rsplit('/')[-1] for one in found})
        self.assertEqual({(1, 13)}, {(one['line'], one['column']) for one in found if 'own' in one['file']})

    def test_a_document_that_becomes_internal(self):
        """A build over an earlier one makes the bytes of a build from nothing."""
        self.settings(f'búsqueda: {{sinónimos: [["{self.name}", caja]]}}\nidentidad: {{pie: ["Ver al {self.name}"]}}\n'
                      'dirección web: https://a.example/\n'
                      'sin conexión: {guardar: sí, descargar: sí}\n')
        self.write('../themes/propio/messages/es.yaml', f'homeDoorJob: "Puesto del {self.name}"\n')
        self.write('../themes/propio/scripts/site.js', f'const quien = "{self.name}";\n')
        self.write('formatos/hoja.yaml', self.form('Pasos', f'pie: {{derecha: "{self.name}"}}\n'))
        self.replace('puestos/a.md', 'acceso: interno\n', '')
        self.assertIn('nombre', self.canary.found(self.build()))
        self.replace('puestos/a.md', '---\nid', '---\nacceso: interno\nid')
        self.assert_hidden(self.build())
        self.build('nueva', cache='otra')
        def tree(name):
            root = self.root / name
            return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob('*')
                    if path.is_file() and '.oficio' not in path.parts}
        self.assertEqual(tree('nueva'), tree('salida'))

    def test_the_file_of_an_attachment(self):
        self.settings()
        stem = self.name.lower().replace(' ', '-')
        self.write(f'recursos/{stem}.txt', 'Hola')
        self.write('recursos/otro.txt', 'Hola')
        page = f'---\ntítulo: Aviso\n{{}}---\n\n[uno](../recursos/{stem}.txt) y [otro](../recursos/otro.txt)\n'
        self.write('paginas/a.md', page.format('acceso: interno\n'))
        self.assertEqual([], self.told())
        self.write('paginas/a.md', page.format(''))
        output = self.build()
        self.assert_hidden(output)
        self.assertTrue((output / 'recursos/otro.txt').exists())
        self.assertIn('uno (archivo que no se publica)', (output / 'paginas/a.html').read_text())
        [found] = self.told()
        self.assertEqual(f'content/recursos/{stem}.txt', found['file'])
        self.settings(f'recursos: {{permitir: ["{stem}.txt"]}}\n')
        self.assertEqual([], self.told())
        self.assertTrue((self.build() / f'recursos/{stem}.txt').exists())

    def test_types(self):
        self.write('formatos/hoja.yaml', self.form('Pasos'))
        cases = [
            ('tipos/t.yaml', f'extiende: protocolo\ncampos:\n  visto bueno del {self.name} | clearance: texto\n'),
            ('tipos/t.yaml', 'nombre: acta | minutes\nplural: actas | minutes\ncampos:\n  título | title: texto\n'
             f'  firma: {{clase: texto, ayuda: "La pone el {self.name}"}}\n'),
            (f'formatos/{self.name.lower().replace(" ", "-")}.yaml', self.form('Pasos')),
        ]
        for path, text in cases:
            with self.subTest(text):
                self.write('site.yaml', 'institución: Prueba\nacceso: público\n')
                self.write(path, text)
                made = self.run_it('build --audience public', '--output', self.root / 'salida')
                self.assertEqual(1, made.returncode, made.stdout + made.stderr)
                self.assertIn('la compilación pública se detiene', made.stdout + made.stderr)
                self.assertFalse((self.root / 'salida/index.html').exists())
                made = self.run_it('export html cobro --audience public', '--output', self.root / 'e.html')
                self.assertNotEqual(0, made.returncode)
                self.assertFalse((self.root / 'e.html').exists())
                (self.site / 'content' / path).unlink()


if __name__ == '__main__':
    unittest.main()
