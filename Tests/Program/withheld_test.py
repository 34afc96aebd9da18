"""Text that a release shows and the source later makes internal without a trace is withheld from the public and
reported. Text that a type hides stays hidden in earlier releases."""
import json
import unittest

from private_site import Site

HEAD = '---\ntítulo: Cobro\nversión: "01"\nvigencia: 2026-01-01\n'
STEPS = '## Pasos\n\n1. Saludar a quien llega.\n2. Pedir el recibo.\n'
PAGE = 'protocolos/cobro.html'


class Withheld(Site):
    def source(self, body, front=''):
        self.write('protocolos/cobro.md', f'{HEAD}{front}---\n\n{body}')

    def released(self, body, front=''):
        self.source(body, front)
        self.release('cobro', '2026-01-01')

    def findings(self):
        lines = self.run_it('check --format json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if found['code'] == 'parte-retenida']

    def assert_withheld(self, body, front='', told='Seguridad', shown=('Saludar a quien llega',)):
        """Changes the released source. No removed word may be public, now or after the next release."""
        text = (self.site / 'content/protocolos/cobro.md').read_text()
        log = text[text.index('modificaciones:'):text.index('\n---\n')] + '\n'
        self.source(body, log + front)
        output = self.build()
        self.assert_hidden(output)
        for words in shown:
            self.assertIn(words, (output / PAGE).read_text())
        found = self.findings()
        self.assertEqual(1, len(found), found)
        self.assertIn(f'«{told}»', found[0]['message'])
        self.assertEqual('content/protocolos/cobro.md', found[0]['file'])
        self.release('cobro', '2026-02-01')
        self.assertEqual([], self.findings())
        self.assert_hidden(self.build())

    def test_a_section_with_another_name_and_other_words(self):
        word = self.canary
        self.released(f'{STEPS}\n## Claves {word("título")}\n\n{word("sección")} abre.\n')
        self.assert_withheld(f'{STEPS}\n## Seguridad {{acceso=interno}}\n\nHay un sobre.\n')

    def test_a_section_that_became_an_internal_field(self):
        self.released(f'{STEPS}\n## Claves\n\n{self.canary("sección")} abre.\n')
        self.assert_withheld(STEPS, front='costo: Un sobre.\noficio: interno costo\n', told='Costo')

    def test_a_field_that_became_an_internal_section(self):
        self.released(STEPS, front=f'costo: "{self.canary("campo")} pesos"\n')
        self.assert_withheld(f'{STEPS}\n## Seguridad {{acceso=interno}}\n\nHay un sobre.\n')

    def test_a_removed_row(self):
        self.released(STEPS + f'3. Abrir con {self.canary("paso")}.\n')
        self.assert_withheld(f'{STEPS}\n## Seguridad {{acceso=interno}}\n\nHay un sobre.\n')

    def test_a_removed_paragraph_and_item(self):
        self.released(f'{STEPS}\n## Notas\n\nEs de todos.\n\n{self.canary("párrafo")} abre.\n\n- Luz.\n'
                      f'- {self.canary("punto")}.\n')
        self.assert_withheld(f'{STEPS}\n## Notas\n\nEs de todos.\n\n- Luz.\n\n## Seguridad {{acceso=interno}}\n\n'
                             f'Un sobre.\n',
                             shown=['Es de todos', 'Luz'])

    def test_a_shortened_row_whose_rest_became_internal(self):
        self.released(f'## Pasos\n\n1. Saludar a quien llega.\n2. Abrir con {self.canary("clave")}.\n')
        self.assert_withheld('## Pasos\n\n1. Saludar a quien llega.\n2. Abrir con la clave.\n\n## Seguridad '
                             f'{{acceso=interno}}\n\nLa clave es {self.canary("clave")}.\n')

    def test_text_that_moves_into_an_internal_part(self):
        self.released(f'{STEPS}\n## Notas\n\nEs de todos. {self.canary("nota")}.\n\n## Seguridad {{acceso=interno}}\n\n'
                      f'Un sobre.\n')
        self.assert_withheld(f'{STEPS}\n## Notas\n\nEs de todos.\n\n## Seguridad {{acceso=interno}}\n\nUn sobre. '
                             f'{self.canary("nota")}.\n')

    def test_a_part_that_a_release_made_internal(self):
        """A release after an ignored finding: the version in between stays withheld."""
        self.released(f'{STEPS}\n## Claves\n\n{self.canary("sección")} abre.\n')
        self.replace('protocolos/cobro.md', f'## Claves\n\n{self.canary("sección")} abre.',
                     '## Seguridad {acceso=interno}\n\nHay un sobre.')
        self.release('cobro', '2026-02-01')
        self.replace('protocolos/cobro.md', '## Seguridad {acceso=interno}\n\nHay un sobre.', '')
        self.release('cobro', '2026-03-01')
        self.assert_hidden(self.build())

    def test_a_document_with_another_id(self):
        self.released(f'{STEPS}\n## Claves\n\n{self.canary("sección")} abre.\n')
        content = self.site / 'content'
        (content / 'protocolos/cobro.md').rename(content / 'protocolos/pago.md')
        (content / 'historial/protocolos/cobro').rename(content / 'historial/protocolos/pago')
        self.replace('protocolos/pago.md', 'título: Cobro\n', 'título: Cobro\nids anteriores: [cobro]\n')
        self.replace('protocolos/pago.md', '## Claves', '## Claves {acceso=interno}')
        made = self.run_it('build --audience public', '--output', self.root / 'salida')
        self.assert_hidden(self.root / 'salida', ['sección'])
        self.assertEqual(0, made.returncode, made.stdout + made.stderr)

    def test_a_member_with_another_id(self):
        self.write('puestos/uno.md', f'---\ntítulo: Cajero\n---\n\n## Objetivo\n\nCobrar.\n')
        self.write('puestos/dos.md', f'---\ntítulo: Guarda {self.canary("título")}\n---\n\n## Objetivo\n\n'
                   f'{self.canary("objetivo")}.\n')
        self.write('manuales/m.md', '---\ntítulo: Manual\nversión: "01"\nvigencia: 2026-01-01\nmiembros: [uno, dos]\n'
                   '---\n\n'
                   '## Presentación\n\nx\n')
        self.release('m', '2026-01-01')
        (self.site / 'content/puestos/dos.md').unlink()
        self.write('puestos/tres.md', '---\ntítulo: Sereno\nacceso: interno\n---\n\n## Objetivo\n\nOtra cosa.\n')
        self.replace('manuales/m.md', 'miembros: [uno, dos]', 'miembros: [uno, tres]')
        self.assert_hidden(self.build())
        self.release('m', '2026-02-01')
        self.assert_hidden(self.build())

    def moved(self, steps, secret, kept=()):
        """Releases steps, moves them into an internal document in its words, and builds for the public; the words of
        the steps are canaries."""
        self.released('## Pasos\n\n1. Saludar a quien llega.\n' + ''.join(f'2. {step}\n' for step in steps))
        for step in steps:
            self.replace('protocolos/cobro.md', f'2. {step}\n', '')
        self.write('protocolos/boveda.md', f'---\ntítulo: Bóveda\nacceso: interno\n---\n\n## Pasos\n\n{secret}\n')
        output = self.build()
        self.assertIn('Saludar a quien llega', (output / PAGE).read_text())
        for words in kept:
            self.assertIn(words, (output / PAGE).read_text())
        return output

    def test_short_steps_that_move_to_an_internal_document(self):
        one, two, three = map(self.canary, ('uno', 'dos', 'tres'))
        output = self.moved([f'Abrir {one}.', f'{two}.', f'Girar {three}.'],
                            f'1. Abrir {one}\n2. **{two}**\n3. {three}: girar.')
        self.assert_hidden(output)
        [found] = self.findings()
        self.assertIn('«Bóveda»', found['message'])
        self.release('cobro', '2026-02-01')
        self.assert_hidden(self.build())

    def test_a_step_whose_words_move_in_another_order(self):
        word = self.canary
        steps = [f'Con la llave {word("uno")} se abre la {word("dos")} del fondo.',
                 f'Anotar {word("tres")} cada mañana temprano junto al {word("cuatro")} del libro grande.']
        output = self.moved(
    steps, f'1. La {word("dos")} del fondo se abre, al llegar, con su llave {word("uno")}.\n'
    f'2. Junto al {word("cuatro")} grande del libro, cada mañana, anotar siempre {word("tres")}.\n')
        self.assert_hidden(output)
        self.assertEqual(1, len(self.findings()))

    def test_words_that_the_public_reads_elsewhere_are_not_withheld(self):
        self.write('puestos/cajero.md', '---\ntítulo: Cajero principal\n---\n\n## Objetivo\n\nCerrar caja.\n')
        self.moved(['Cerrar caja.',
    'Cajero principal.',
    'Ir al banco.'],
    '1. Cerrar caja.\n2. Cajero principal.\n3. Ver al jefe.',
    kept=['Cerrar caja',
    'Cajero principal',
     'Ir al banco'])
        self.assertEqual([], self.findings())

    def test_an_edit_without_a_new_internal_part_withholds_nothing(self):
        internal = '\n## Seguridad {acceso=interno}\n\nHay un sobre.\n'
        self.released(f'{STEPS}\n## Notas\n\nEs de todos.\n\n## Otra\n\nSe cierra tarde.\n{internal}')
        self.replace('protocolos/cobro.md', '## Otra\n\nSe cierra tarde.', '')
        self.replace('protocolos/cobro.md', 'Es de todos', 'Nadie la lee')
        self.replace('protocolos/cobro.md', 'Hay un sobre', 'Hay dos sobres')
        page = (self.build() / PAGE).read_text()
        for words in ('Es de todos', 'Se cierra tarde', 'Pedir el recibo'):
            self.assertIn(words, page)
        self.assertEqual([], self.findings())

    def test_a_new_internal_part_alone_withholds_nothing(self):
        self.released(f'{STEPS}\n## Notas\n\nEs de todos.\n')
        with (self.site / 'content/protocolos/cobro.md').open('a') as file:
            file.write('\n## Seguridad {acceso=interno}\n\nHay un sobre.\n')
        page = (self.build() / PAGE).read_text()
        for words in ('Es de todos', 'Pedir el recibo', 'Saludar a quien llega'):
            self.assertIn(words, page)
        self.assertEqual([], self.findings())


if __name__ == '__main__':
    unittest.main()
