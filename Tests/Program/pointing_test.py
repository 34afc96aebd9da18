"""A public build contains no pointers to internal documents: paths in code, labels of links, columns that a type has
opened since."""
import unittest

from private_site import Site

STEPS = '\n## Pasos\n\n1. Saludar.\n'


class Pointing(Site):
    def page(self, text, path='paginas/a.md'):
        self.write(path, f'---\ntítulo: Aviso\n---\n\n{text}\n')
        return (self.build() / path.replace('.md', '.html')).read_text()

    def test_a_path_in_code_and_in_running_text(self):
        name = self.canary('id')
        self.write(f'protocolos/sec-{name}.md', f'---\ntítulo: Cierre\nacceso: interno\n---\n{STEPS}')
        self.write('protocolos/abierto.md', f'---\ntítulo: Apertura\n---\n{STEPS}')
        paths = [f'sec-{name}.md', f'../protocolos/sec-{name}.md', f'content/protocolos/sec-{name}.md',
                 f'protocolos/sec-{name}.html#pasos', f'protocolos/sec-{name}', f'protocol/sec-{name}',
                 f'C:\\sitio\\content\\protocolos\\sec-{name}.md', f'sec%2d{name}.md', f'SEC-{name}.MD']
        for path in paths:
            with self.subTest(path):
                page = self.page(f'Abra `{path}`, o sea {path}, y `abierto.md`.\n\n```\ncp {path} abierto.md /tmp\n'
                                 f'[[sec-{name}]]\n```\n')
                self.assert_hidden(self.root / 'salida')
                self.assertEqual(2, page.count('abierto.md'))
                self.assertRegex(page, r'cp (C:)?\(documento interno\) abierto.md /tmp')

    def test_paths_of_what_is_public_stay(self):
        self.write('protocolos/sec.md', f'---\ntítulo: Cierre\nacceso: interno\n---\n{STEPS}')
        self.write('protocolos/abierto.md', f'---\ntítulo: Apertura\n---\n{STEPS}')
        words = 'Ver `protocolos/abierto.md`, `a/b/c.md`, y/o protocolos/abierto.html; 1/2 e `index.html`.'
        page = self.page(words)
        for part in ('protocolos/abierto.md', 'a/b/c.md', 'y/o protocolos/abierto.html; 1/2', 'index.html'):
            self.assertIn(part, page)

    def test_a_picture_in_a_link(self):
        word = self.canary
        self.write(f'protocolos/sec.md', f'---\ntítulo: Clave {word("título")}\nacceso: interno\n---\n{STEPS}')
        self.write('recursos/mapa.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
        page = self.page(
            f'[![{word("título")}](../recursos/mapa.svg)](../protocolos/sec.md) '
            f'[![mapa](../recursos/mapa.svg "{word("título")}")](../protocolos/sec.md) '
            '[![plano de todos](../recursos/mapa.svg)](../protocolos/sec.md)')
        self.assert_hidden(self.root / 'salida')
        self.assertEqual(2, page.count('(documento interno)'))
        self.assertIn('alt="plano de todos"', page)

    def test_a_word_that_other_titles_share_tells_nothing(self):
        for number, title in enumerate(['Escribano de actas', 'Escribano de planos', 'Portero']):
            self.write(f'puestos/p{number}.md', f'---\ntítulo: {title}\n---\n\n## Objetivo\n\nx\n')
        self.write('puestos/sec.md', '---\ntítulo: Escribano mayor del tesoro\nacceso: interno\n---\n\n## Objetivo\n\n'
                   'x\n')
        page = self.page('Lo dice [[sec|su escribano]], [[sec|el del tesoro]].')
        self.assertIn('su escribano', page)
        self.assertNotIn('el del tesoro', page)
        self.write('puestos/sec.md', '---\ntítulo: Jefe del tesoro\nacceso: interno\n---\n\n## Objetivo\n\nx\n')
        self.assertNotIn('su jefe', self.page('Lo dice [[sec|su jefe]].'), 'no other title has the word')

    def declare(self, field, access=''):
        self.write('tipos/protocolo.yaml', f'extiende: protocolo\n{access}campos:\n  apunte | aside: {field}\n')

    def assert_stays_hidden(self, hidden, opened, said, text):
        """Releases a document while its type hides a field. The field stays hidden until a public mark or a new release
        opens it."""
        self.declare(hidden)
        self.write('protocolos/cobro.md', f'---\ntítulo: Cobro\nversión: "01"\nvigencia: 2026-01-01\n---\n{STEPS}\n'
                   f'## Apunte\n\n{text}\n')
        self.release('cobro', '2026-01-01')
        self.assert_hidden(self.build())
        self.declare(opened)
        self.assert_hidden(self.build())
        self.replace('protocolos/cobro.md', 'Saludar.', 'Saludar a todos.')
        self.assert_hidden(self.build())
        self.declare(said)
        self.assertTrue(self.canary.found(self.build()), 'the type says that it is public')
        self.declare(opened)
        self.release('cobro', '2026-02-01')
        self.assertIn('protocolos/cobro.html', self.canary.found(self.build())['apunte'])

    def test_a_field_that_its_type_opens_after_the_release(self):
        self.assert_stays_hidden('markdown interno', 'markdown', 'markdown público', self.canary('apunte') + '.')

    def test_a_short_field_that_its_type_opens_after_the_release(self):
        self.assert_stays_hidden('{tipo: texto, acceso: interno}', 'texto', '{tipo: texto, acceso: público}',
                                 self.canary('apunte'))

    def test_a_column_that_its_type_opens_after_the_release(self):
        rows = '\n    filas:\n      caso: texto\n      llave: '
        self.assert_stays_hidden(f'{rows}texto interno', f'{rows}texto', f'{rows}texto público',
                                 f'| Caso | Llave |\n|---|---|\n| Uno | {self.canary("apunte")} |')

    def test_a_type_that_is_opened_after_the_release(self):
        word = self.canary('apunte')
        self.declare('texto', 'acceso: interno\n')
        self.write('protocolos/cobro.md', f'---\ntítulo: {word}\nversión: "01"\nvigencia: 2026-01-01\n---\n{STEPS}')
        self.release('cobro', '2026-01-01')
        self.declare('texto')
        self.assert_hidden(self.build())
        self.declare('texto', 'acceso: público\n')
        self.assertTrue(self.canary.found(self.build()))

    FORM = (
        'tipo: formato\npara: protocolo\ntítulo: "Ficha puestos/jefe-boveda.html"\n'
        'encabezado: {{izquierda: "Sale de [[jefe-boveda]]", derecha: "{{página}} puestos/jefe-boveda.html"}}\n'
        'pie: {{derecha: "https://otro.example/?doc=jefe-boveda"}}\n'
        'secciones:\n  - título: "Vista por [[jefe-boveda]]"\n'
        '    texto: "Archivar con ../puestos/jefe-boveda.md y avisar a [[jefe-boveda]]. {}"\n'
        '  - {{título: Pasos, campo: pasos, vista: lista}}\n')

    def test_fixed_texts_of_forms_and_ids_of_steps(self):
        """No id, path or address of an internal document is in a form, a sheet, an export or an anchor; old versions
        have the form of their day."""
        self.write('puestos/jefe-boveda.md', '---\ntítulo: Custodio supremo\nacceso: interno\n---\n\n'
                   '## Objetivo\n\nx\n')
        self.write('formatos/f.yaml', self.FORM.format('Uno.'))
        self.write('protocolos/x.md', '---\ntítulo: Cobro\nformato: f\nautoriza: [{cargo: jefe-boveda}]\n'
                   'versión: "01"\nvigencia: 2026-01-01\n---\n\n## Pasos\n\n1. Abrir. {#jefe-boveda}\n'
                   '2. Cerrar la caja. {#cerrar}\n')
        self.release('x', '2026-01-01')
        self.write('formatos/f.yaml', self.FORM.format('Dos.'))
        self.replace('protocolos/x.md', 'Abrir.', 'Abrir bien.')
        self.release('x', '2026-02-01')
        output = self.build()
        for kind in ('html', 'docx', 'odt', 'epub'):
            made = self.run_it(f'export {kind} x --audience public', '--output', output)
            self.assertEqual(0, made.returncode, made.stderr)
        self.canary.words['puesto'] = 'jefe-boveda'
        self.canary.words['título'] = 'Custodio supremo'
        self.assert_hidden(output)
        page = (output / 'formatos/f.html').read_text()
        for words in ('Sale de (documento interno)', 'Vista por (documento interno)', 'Dos.'):
            self.assertIn(words, page)
        page = (output / 'protocolos/x.html').read_text()
        self.assertIn('id="cerrar"', page)


if __name__ == '__main__':
    unittest.main()
