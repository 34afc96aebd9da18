"""A half-filled document is a draft: builds leave it out with one warning. A ledger takes precedence over `estado`."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
FORM = """tipo: formato
para: puesto
título: Ficha
secciones:
  - {título: Misión, vista: texto, campo: misión, obligatorio: sí}
  - {título: Funciones, vista: lista, campo: funciones, obligatorio: sí}
"""
WHOLE = '---\ntítulo: {}\nformato: ficha\n---\n\n## Misión\n\nServir.\n\n## Funciones\n\n- Atender.\n'
HALF = '---\ntítulo: Cajero\nformato: ficha\nreporta a: jefa\n---\n'


class Drafts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.write('site.yaml', 'institución: Prueba\nacceso: público\n')
        self.write('formatos/ficha.yaml', FORM)
        self.write('puestos/jefa.md', WHOLE.format('Jefa'))

    def write(self, path, text):
        path = self.root / 'content' / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def run_program(self, *words):
        command = [PROGRAM, *words, '--site', str(self.root), '--today', '2026-11-21']
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, 'NO_COLOR': '1'})

    def check(self):
        return [json.loads(line) for line in self.run_program('check', '--format', 'json').stdout.splitlines()]

    def build(self, *words):
        done = self.run_program('build', *words)
        self.assertEqual(0, done.returncode, done.stderr)
        return done

    def page(self, path):
        file = self.root / 'output' / path
        return file.read_text('utf-8') if file.exists() else None

    def test_documents_without_a_required_field_are_left_out_with_one_warning(self):
        self.write('puestos/cajero.md', HALF)
        found = [f for f in self.check() if f.get('record', '').endswith('/cajero') and f['severity'] != 'note']
        self.assertEqual([('campo-obligatorio', 'warning')], [(f['code'], f['severity']) for f in found])
        for name in ('Misión', 'Funciones'):
            self.assertIn(name, found[0]['message'])
        self.build()
        self.assertIsNone(self.page('puestos/cajero.html'))
        self.assertIsNotNone(self.page('puestos/jefa.html'))
        self.build('--drafts')
        self.assertIn('state-draft', self.page('puestos/cajero.html'))
        self.write('puestos/cajero.md', HALF + '\n## Misión\n\nCobrar.\n\n## Funciones\n\n- Cobrar.\n')
        self.build()
        self.assertNotIn('state-draft', self.page('puestos/cajero.html'))

    def test_no_error_of_a_draft_stops_the_site(self):
        self.write('puestos/cajero.md', HALF.replace('jefa', 'nadie-con-este-nombre').replace('---\n',
            '---\nclave rara: 1\n', 1))
        self.assertEqual([], [f for f in self.check() if f['severity'] == 'error'])
        self.build()

    def test_a_declared_draft_is_left_out_and_references_to_it_are_words(self):
        self.write('puestos/cajero.md', WHOLE.format('Cajero').replace('formato', 'estado: borrador\nformato', 1))
        self.write('puestos/jefa.md', WHOLE.format('Jefa').replace('Servir.', 'Guiar al [[cajero]].'))
        self.write('paginas/inicio.md', '---\ntítulo: Avisos\n---\n\nVéase [[cajero|la ficha]] y [[cajero]].\n')
        found = self.check()
        self.assertEqual([('borrador', 'warning')],
            [(f['code'], f['severity']) for f in found if f['severity'] != 'note'])
        self.build()
        self.assertIsNone(self.page('puestos/cajero.html'))
        for page in ('puestos/jefa.html', 'paginas/inicio.html'):
            self.assertIn('Cajero', self.page(page))
            self.assertNotIn('cajero.html', self.page(page))

    def test_the_title_of_an_internal_draft_is_in_no_public_file(self):
        self.write('puestos/otra.md', WHOLE.format('Otra').replace('Servir', 'Ver [[Plan Reservado XYZZY]] y [[jefa]]'))
        draft = WHOLE.format('Plan Reservado XYZZY').replace('formato', 'estado: borrador\nacceso: interno\nformato', 1)
        self.write('puestos/cajero.md', draft)
        self.write('puestos/jefa.md', WHOLE.format('Jefa').replace('Servir.', 'Guiar al [[cajero]].'))
        self.build('--audience', 'public')
        self.assertIsNotNone(self.page('puestos/jefa.html'))
        for file in (self.root / 'output').rglob('*'):
            if file.is_file():
                self.assertFalse(b'XYZZY' in file.read_bytes(), file)

    def test_a_member_of_a_draft_manual_is_left_out_with_it(self):
        self.write('manuales/m.md', '---\ntítulo: Manual\nestado: borrador\nmiembros: [jefa]\n---\n')
        self.build()
        self.assertIsNone(self.page('manuales/m.html'))
        self.assertIsNone(self.page('puestos/jefa.html'))

    def test_the_ledger_decides_over_the_state(self):
        done = self.run_program('release', 'jefa', '--effective', '2026-01-01', '--authorized-by', 'Junta')
        self.assertEqual(0, done.returncode, done.stderr)
        source = self.root / 'content/puestos/jefa.md'
        source.write_text(source.read_text('utf-8').replace('título:', 'estado: borrador\ntítulo:', 1), 'utf-8')
        self.assertNotIn('borrador', [f['code'] for f in self.check()])
        self.build()
        self.assertNotIn('state-draft', self.page('puestos/jefa.html'))
        self.assertIn('Servir.', self.page('puestos/jefa.html'))

    def test_a_released_document_that_lacks_a_field_is_an_error(self):
        self.run_program('release', 'jefa', '--effective', '2026-01-01', '--authorized-by', 'Junta')
        source = self.root / 'content/puestos/jefa.md'
        source.write_text(source.read_text('utf-8').replace('## Misión\n\nServir.\n\n', ''), 'utf-8')
        self.assertIn(('campo-obligatorio', 'error'), [(f['code'], f['severity']) for f in self.check()])

    def test_a_draft_keeps_no_other_document_from_its_release(self):
        self.write('puestos/cajero.md', HALF + '\n## Misión\n')
        done = self.run_program('release', 'jefa', '--effective', '2026-01-01', '--authorized-by', 'Junta')
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertNotEqual(0, self.run_program('release', 'cajero', '--effective', '2026-01-01').returncode)

    def test_a_document_without_a_title_is_a_draft_in_every_type(self):
        folders = ('paginas', 'glosario', 'unidades', 'clausulas', 'competencias', 'sedes', 'documentos-externos',
                   'protocolos', 'estandares', 'manuales', 'incorporacion', 'puestos')
        for number, text in enumerate(('', '---\n---\n', '---\ntítulo:\n---\n\nTexto.\n', '## Algo\n\nTexto.\n')):
            for folder in folders:
                self.write(f'{folder}/x-{folder}-{number}.md', text)
        self.write('sedes.yaml', 'elementos:\n  - código: S-1\n  - título: Centro\n')
        whole = WHOLE.format('Jefa').replace('formato:', 'unidad: x-unidades-0\nformato:')
        self.write('puestos/jefa.md', whole.replace(
            'Servir.', 'Ver [[x-paginas-0]], [[x-glosario-1]], [una](../clausulas/x-clausulas-3.md) y [[x-sedes-0]].')
            + '\n## Funciones comunes\n\n[[x-clausulas-0]]\n\n## Competencias\n\n- [[x-competencias-0]]\n')
        found = self.check()
        self.assertEqual([], [(f['file'], f['message']) for f in found if f['severity'] == 'error'])
        drafts = {f['file']: f for f in found if f['code'] == 'campo-obligatorio'}
        for number in range(4):
            for folder in folders:
                self.assertIn('es un borrador', drafts[f'content/{folder}/x-{folder}-{number}.md']['message'])
        self.assertIn('es un borrador', drafts['content/sedes.yaml']['message'])
        self.build()
        self.assertIsNotNone(self.page('puestos/jefa.html'))
        self.assertEqual([], [str(file) for file in (self.root / 'output').rglob('x-*.html')])
        self.build('--drafts')
        self.assertIn('state-draft', self.page('paginas/x-paginas-0.html'))

    def test_a_draft_with_the_name_of_another_document_leaves_references_alone(self):
        self.write('puestos/jefa.md', WHOLE.format('Jefa').replace('Servir.', 'Aplicar el [[cobro]].'))
        self.write('protocolos/cobro.md', '---\ntítulo: Cobro\n---\n\n## Objetivo\n\nCobrar.\n')
        self.write('estandares/cobro.md', '---\ntítulo: Cobro\nestado: borrador\n---\n\n## Objetivo\n\nPagar.\n')
        self.assertEqual([], [f['message'] for f in self.check() if f['severity'] == 'error'])
        self.build()
        self.assertIn('protocolos/cobro.html', self.page('puestos/jefa.html'))
        self.write('estandares/cobro.md', '---\ntítulo: Cobro\n---\n\n## Objetivo\n\nPagar.\n')
        self.assertEqual(['referencia-desconocida'], [f['code'] for f in self.check() if f['severity'] == 'error'])

    def test_unreleased_documents_can_still_be_left_out(self):
        self.write('site.yaml', 'institución: Prueba\nhistorial: {sin publicar: omitir}\n')
        self.build()
        self.assertIsNone(self.page('puestos/jefa.html'))


if __name__ == '__main__':
    unittest.main()
