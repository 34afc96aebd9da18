"""`oficio check` reports words that only resemble an access mark, and other notations that an author may take for one.
"""
import json
import unittest

from private_site import DOCUMENT, Site


class Unmarked(Site):
    SAID = [
        'Claves (interno)', 'Claves [interno]', 'Claves (uso interno)', 'INTERNO: claves', 'Claves: interno',
        'Claves — confidencial', '[INTERNO] Claves', 'Uso interno', 'Claves (solo jefes)',
        'Claves (no publicar)', 'Keys (internal)', '**Claves** *(interno)*', 'CLAVES (INTERNA)',
        'Notas internas', 'Observaciones privadas', 'Internal notes', '🔒 Claves', 'Claves (información confidencial)',
        'Claves (para uso exclusivo interno)', 'Claves (internal use only)',
    ]
    NOT_SAID = [
        'Clientes (internos)', 'Control interno', 'Puerta de acceso: interna o externa', 'Relaciones internas',
        'Relaciones (internas)', 'Auditoría interna', 'Información confidencial', 'Manejo de información confidencial',
        'Reglamento (interno)', 'Teléfono (interno)', 'Acceso restringido', 'Experiencia (sector privado)', 'Internas',
    ]
    LINES = [
        'CONFIDENCIAL', '**Confidencial**', 'Solo para uso interno.', '> CONFIDENCIAL',
        '- La clave es 4711 (uso interno)',
        '### Claves (interno)', '| a | b |\n|---|---|\n| clave (uso interno) | 3 |', 'Documento de uso interno',
        '```yaml\nacceso: interno\n```',
    ]
    # The others of SAID and LINES are errors.
    WARNED = {
        '🔒 Claves', 'Claves (información confidencial)', '```yaml\nacceso: interno\n```',
    }
    PLAIN_LINES = [
        'La bóveda es de uso interno y nadie entra.', '- Interno\n- Externo\n- Gerencia',
        '| Tipo | Interno |\n|---|---|\n| a | Confidencial |', 'Interno: Gerencia; externo: público',
        '1. Público\n2. Interno\n3. Confidencial', 'Se escribe `(uso interno)`.',
    ]

    def findings(self):
        lines = self.run_it('check --format json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if found['code'] == 'interno-sin-marca']

    def documents(self, texts, place, build):
        for number, text in enumerate(texts):
            self.write(f'{place}{number}.md', build(text))
        return {f'content/{place}{number}.md': text for number, text in enumerate(texts)}

    def test_words_that_seem_to_hide_something_are_reported_and_ordinary_words_are_not(self):
        def section(heading):
            return DOCUMENT.format(front='', body=f'## {heading}\n\nTexto.\n')

        def title(words):
            return f'---\ntítulo: "{words}"\n---\n\n## Pasos\n\n1. Ir.\n'

        def page(text):
            return f'---\ntítulo: Aviso\n---\n\n{text}\n\nOtra cosa.\n'

        said = self.documents(self.SAID, 'protocolos/dicho-', section)
        said |= self.documents(['Acta (confidencial)', 'INTERNO: Acta', 'Acta [interno]'], 'protocolos/acta-', title)
        said |= self.documents(self.LINES, 'paginas/linea-', page)
        self.documents(self.NOT_SAID, 'protocolos/otro-', section)
        self.documents(['Auditor interno', 'Secretario privado', 'Reglamento interno'], 'protocolos/titulo-', title)
        self.documents(self.PLAIN_LINES, 'paginas/otra-', page)
        # Text that is hidden already, or is meant to be.
        hidden = f'## Claves (interno)\n\n{self.canary("oculto")}\n'
        self.write('protocolos/oculto-1.md', DOCUMENT.format(front='acceso: interno\n', body=hidden))
        self.write('protocolos/oculto-2.md',
                   DOCUMENT.format(front='', body=hidden.replace('o)', 'o) {acceso=interno}')))
        self.write('puestos/oculto.md', '---\ntítulo: Guarda\noficio: interno experiencia\n'
                   'experiencia: "2 años (uso interno)"\n---\n')
        meant = 'oficio: permitir interno-sin-marca — es el nombre del formulario\n'
        self.write('protocolos/pensado.md', DOCUMENT.format(front=meant, body='## Claves (interno)\n\nTexto.\n'))
        found = self.findings()
        self.assertEqual({path: 'warning' if text in self.WARNED else 'error' for path, text in said.items()},
                         {finding['file']: finding['severity'] for finding in found})
        for finding in found:
            self.assertRegex(finding['label'], 'acceso[:=] ?interno')
        self.assertEqual(1, self.run_it('build', '--output', self.root / 'salida').returncode)
        for path in said:
            (self.site / path).unlink()
        self.assert_hidden(self.build())

    def test_a_field_is_hidden_by_any_of_its_names(self):
        for number, name in enumerate(['vacantes', 'número de puestos', 'number of positions', 'VACANTES']):
            self.write(f'puestos/p{number}.md', f'---\ntítulo: Puesto {number}\noficio: interno {name}\n'
                       f'vacantes: 73519{number}\n---\n')
        output = self.build()
        pages = ''.join(file.read_text('utf-8', 'ignore') for file in output.rglob('*') if file.is_file())
        self.assertNotIn('73519', pages)
        self.write('puestos/p0.md', '---\ntítulo: Puesto\noficio: interno vacanttes\nvacantes: 3\n---\n')
        self.assertIn('campo-desconocido', self.run_it('check').stdout)

    def test_a_type_with_the_name_of_another_hides_nothing_in_silence(self):
        self.write('tipos/puesto.yaml', 'nombre: puesto\ncampos:\n  salario: texto interno\n')
        self.write('puestos/p.md', '---\ntítulo: Puesto\nsalario: 735190\n---\n')
        made = self.run_it('build', '--output', self.root / 'salida', '--audience', 'public')
        self.assertEqual(1, made.returncode)
        self.assertIn('«extiende: puesto»', made.stdout + made.stderr)
        self.write('tipos/puesto.yaml', 'extiende: puesto\ncampos:\n  salario: texto interno\n')
        output = self.build()
        self.assertNotIn('735190', ''.join(
            file.read_text('utf-8', 'ignore') for file in output.rglob('*') if file.is_file()))

    def test_names_of_folders_and_files_and_drafts_in_titles(self):
        named = ['interno/a', 'borradores/a', '_a', 'claves (confidencial)', 'claves-confidencial', 'a/privado/b']
        for name in named + ['auditor-interno', 'control interno/a', 'a', 'internos-y-externos']:
            self.write(f'paginas/{name}.md', f'---\ntítulo: Hoja {name.translate({ord(c): " " for c in "/_-()"})}\n'
                       f'---\n\nTexto.\n')
        self.write('paginas/uno.md', '---\ntítulo: Cobro (borrador)\n---\n\nTexto.\n')
        self.write('paginas/dos.md', '---\ntítulo: "BORRADOR: Pago"\n---\n\nTexto.\n')
        self.write('paginas/tres.md', '---\ntítulo: El borrador de la caja\n---\n\nTexto.\n')
        self.assertEqual({f'content/paginas/{name}.md' for name in [*named, 'uno', 'dos']},
                         {finding['file'] for finding in self.findings()})

    def test_the_fix_hides_it(self):
        word = self.canary('clave')
        self.write('protocolos/a.md', DOCUMENT.format(front='', body=f'## Claves (interno)\n\n{word}\n'))
        self.write('protocolos/b.md', f'---\ntítulo: Acta (confidencial)\n---\n\n## Pasos\n\n1. {word}.\n')
        self.assertEqual(1, self.run_it('build', '--audience', 'public', '--output', self.root / 'salida').returncode)
        self.assertFalse((self.root / 'salida').exists())
        self.assertEqual(2, len(self.findings()))
        for finding in self.findings():
            [fix] = finding['fixes']
            [edit] = fix['edits']
            self.assertFalse(fix['safe'], 'somebody has to look')
            path = finding['file'].removeprefix('content/')
            lines = (self.site / 'content' / path).read_text().split('\n')
            line, column = edit['line'] - 1, edit['column'] - 1
            self.assertEqual((edit['line'], edit['column']), (edit['endLine'], edit['endColumn']))
            lines[line] = lines[line][:column] + edit['replacement'] + lines[line][column:]
            self.write(path, '\n'.join(lines))
        self.assertEqual([], self.findings())
        self.assert_hidden(self.build())

    def test_internal_documents_have_no_findings(self):
        self.write('site.yaml', 'institución: Prueba\nacceso: interno\n')
        self.write('protocolos/a.md', DOCUMENT.format(front='', body='## Claves (interno)\n\nTexto.\n'))
        self.write('protocolos/b.md',
                   DOCUMENT.format(front='acceso: público\n', body='## Claves (interno)\n\nTexto.\n'))
        self.assertEqual(['content/protocolos/b.md'], [finding['file'] for finding in self.findings()])


class Drafts(Site):
    def test_a_draft_of_any_type_is_left_out(self):
        c = self.canary
        self.write('paginas/a.md', f'---\ntítulo: {c("título de página")}\nestado: borrador\n---\n\n'
                   f'{c("texto de página")}\n')
        self.write('paginas/b.md', '---\ntítulo: B\n---\n\nVéase [esto](a.md).\n')
        self.write('glosario.yaml', f'elementos:\n  - {{término: caja, definición: Lugar.}}\n'
                   f'  - {{término: {c("término")}, definición: x, estado: Borrador}}\n')
        self.write('unidades.yaml',
                   f'elementos: [{{id: x, título: {c("unidad")}, estado: borrador, propósito: {c("propósito")}}}]\n')
        self.write('puestos/cajero.md', '---\ntítulo: Cajero\nunidad: x\n---\n\n## Objetivo\n\nCobrar en la caja.\n')
        # A reference shows the title without a link, as with any draft.
        self.assert_hidden(self.build(), ['texto de página', 'término', 'propósito'])
        inside = self.build('interno', 'internal')
        self.assertFalse((inside / 'paginas/a.html').exists())
        self.assert_hidden(inside, ['texto de página', 'propósito'])
        self.assertEqual(3, self.run_it('check').stdout.count('advertencia[borrador]'))
        made = self.run_it('build --drafts', '--output', self.root / 'con')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual(set(c.words), set(c.found(self.root / 'con')))


if __name__ == '__main__':
    unittest.main()
