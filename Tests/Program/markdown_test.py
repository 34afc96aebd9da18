"""What an author writes in Markdown stands on the page once, in its order and with its meaning."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
SETTINGS = 'institución: Instituto de Prueba\nlengua: es\n'
PICTURE = (pathlib.Path(__file__).resolve().parents[1] / 'Frozen/abierto/content/recursos/pantalla.png').read_bytes()
PROTOCOL = '---\ntítulo: Atender\ncódigo: P-1\nversión: 01\nvigencia: 2026-01-05\n---\n\n## Objetivo\n\nAtender.\n\n'


class Written(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = pathlib.Path(folder.name) / 'site'
        self.output = pathlib.Path(folder.name) / 'output'
        self.write('site.yaml', SETTINGS)

    def write(self, path, text):
        target = self.site / 'content' / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            target.write_bytes(text)
        else:
            target.write_text(text)

    def run_it(self, command, *more):
        return subprocess.run(
            [PROGRAM, command, '--site', self.site, '--today', '2026-11-29', *more], capture_output=True, text=True)

    def findings(self):
        lines = self.run_it('check', '--format', 'json').stdout.splitlines()
        return [json.loads(line) for line in lines if line.startswith('{')]

    def found(self, code):
        return [finding for finding in self.findings() if finding['code'] == code]

    def build(self):
        built = self.run_it('build', '--output', self.output)
        self.assertEqual(0, built.returncode, built.stderr + built.stdout)

    def page(self, path):
        self.build()
        text = (self.output / path).read_text()
        return text[text.index('<main'):text.index('<aside')] if '<aside' in text else text[text.index('<main'):]

    def assert_order(self, page, *words):
        """Each word stands once, behind the one before it."""
        place = -1
        for word in words:
            self.assertEqual(1, page.count(word), f'{word} in {page}')
            self.assertGreater(page.index(word), place, word)
            place = page.index(word)


class Order(Written):
    def test_text_between_steps_stays_in_the_step_above_it(self):
        self.write('recursos/mapa.png', PICTURE)
        self.write(
            'protocolos/p.md', PROTOCOL + '## Pasos\n\nANTES\n\n1. UNO\n\n![MAPA](../recursos/mapa.png)\n\n2. DOS\n\n> CITA\n\n'
            '3. TRES\n\n| COLUMNA |\n|---|\n| CELDA |\n\nDESPUÉS\n')
        page = self.page('protocolos/p.html')
        self.assert_order(page, 'ANTES', 'UNO', 'alt="MAPA"', 'DOS', 'CITA', 'TRES')
        self.assertEqual(1, len(re.findall('<h2[^>]*>(?:<span[^>]*></span>)?Pasos', page)))
        data = json.loads((self.output / 'datos/protocolos.json').read_text())['records'][0]['fields']['steps']
        self.assertEqual('DOS CITA', data[1]['action'])

    def test_headings_of_steps_are_the_steps(self):
        self.write(
            'protocolos/p.md', PROTOCOL + '## Pasos\n\n### Paso 1. ABRIR\n\nTexto A.\n\n### Paso 2. BUSCAR\n\nTexto B:\n\n- SUB1\n- SUB2\n\n'
            '### Paso 3. CERRAR\n\nTexto C.\n')
        page = self.page('protocolos/p.html')
        self.assertEqual(3, page.count('class="step"'))
        self.assert_order(page, 'ABRIR', 'Texto A.', 'BUSCAR', 'Texto B:', '<li>SUB1</li>', '<li>SUB2</li>', 'CERRAR', 'Texto C.')

    def test_phases_keep_their_steps(self):
        self.write(
            'protocolos/p.md', PROTOCOL + '## Pasos\n\n### RECEPCIÓN\n\nEn ventanilla.\n\n1. UNO\n2. DOS\n\n### ENTREGA\n\n1. TRES\n')
        page = self.page('protocolos/p.html')
        self.assert_order(page, '>RECEPCIÓN</h3>', 'En ventanilla.', 'UNO', 'DOS', '>ENTREGA</h3>', 'TRES')
        self.assertEqual(3, page.count('class="step"'))

    def test_questions_are_headings_with_answers(self):
        self.write(
            'protocolos/p.md', PROTOCOL + '## Preguntas frecuentes\n\n### ¿CUÁNTO cuesta?\n\nDEPENDE:\n\n- NADA\n- POCO\n\n### ¿DÓNDE?\n\nAQUÍ.\n')
        page = self.page('protocolos/p.html')
        self.assert_order(page, 'CUÁNTO', 'DEPENDE', '<li>NADA</li>', '<li>POCO</li>', 'DÓNDE', 'AQUÍ.')
        self.assertEqual(2, page.count('<dt>'))

    def test_sections_stand_as_written(self):
        self.write(
            'protocolos/p.md', PROTOCOL + '## Propio\n\nPROPIO.\n\n## Excepciones\n\nEXCEPCIÓN.\n\n## Pasos\n\n1. PASO.\n\n## Otro\n\nOTRO.\n\n'
            '## Alcance\n\nALCANCE.\n')
        self.assert_order(self.page('protocolos/p.html'), 'Atender.', 'PROPIO.', 'EXCEPCIÓN.', 'PASO.', 'OTRO.', 'ALCANCE.')

    def test_sections_of_a_job_stand_as_written(self):
        self.write(
            'puestos/j.md', '---\ntítulo: Cajero\n---\n\n## Funciones\n\n- FUNCIÓN.\n\n## Historia\n\nHISTORIA.\n\n## Objetivo\n\nOBJETIVO.\n')
        self.assert_order(self.page('puestos/j.html'), 'FUNCIÓN.', 'HISTORIA.', 'OBJETIVO.')

    def test_equal_headings_have_ids_of_their_own(self):
        self.write('protocolos/p.md', PROTOCOL + '## Anexo\n\nA.\n\n## Anexo\n\nB.\n\n## ¿?\n\nC.\n\n## 😀\n\nD.\n')
        ids = re.findall(' id="([^"]*)"', self.page('protocolos/p.html'))
        self.assertEqual(sorted(set(ids)), sorted(ids))


if __name__ == '__main__':
    unittest.main()
