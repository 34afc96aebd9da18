"""Shapes of text that a word processor pastes. `oficio check --fix` keeps every word, its order, its state (ticked or
not) and its structure, or leaves the text and reports what is unclear."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
# Each shape with the result of `--fix`; None if it stays as it is.
SHAPES = {
    'tab-first-only': ('Cargo\tNombre\tFirma\nJefe\t\t\nAuxiliar\t\t',
        '| Cargo | Nombre | Firma |\n| --- | --- | --- |\n| Jefe |  |  |\n| Auxiliar |  |  |'),
    'tab-empty-mid': ('N.°\tTarea\tResponsable\n1\tRecibir\tAna\n2\t\tJuan\n3\tArchivar\t',
        '| N.° | Tarea | Responsable |\n| --- | --- | --- |\n| 1 | Recibir | Ana |\n| 2 |  | Juan |\n'
        '| 3 | Archivar |  |'),
    'tab-empty-first': ('Área\tRiesgo\tMedida\nAlmacén\tCaídas\tOrden\n\tGolpes\tCasco',
        '| Área | Riesgo | Medida |\n| --- | --- | --- |\n| Almacén | Caídas | Orden |\n|  | Golpes | Casco |'),
    'tab-two-col': ('Documento\tPlazo\nSolicitud\t5 días\nCopia\t2 días',
        '| Documento | Plazo |\n| --- | --- |\n| Solicitud | 5 días |\n| Copia | 2 días |'),
    'tab-two-col-first-only': ('Documento\tObservación\nSolicitud\t\nCopia\t',
        '| Documento | Observación |\n| --- | --- |\n| Solicitud |  |\n| Copia |  |'),
    'tab-break-quoted': ('Tarea\tDetalle\tPlazo\n"Recibir\nRevisar"\tEn ventanilla\t1 día\nArchivar\tEn bodega\t2 días',
        '| Tarea | Detalle | Plazo |\n| --- | --- | --- |\n| Recibir<br>Revisar | En ventanilla | 1 día |\n'
        '| Archivar | En bodega | 2 días |'),
    'tab-break-vt': ('Tarea\tDetalle\tPlazo\nRecibir\x0brevisar\tEn ventanilla\t1 día\nArchivar\tEn bodega\t2 días',
        '| Tarea | Detalle | Plazo |\n| --- | --- | --- |\n| Recibir<br>revisar | En ventanilla | 1 día |\n'
        '| Archivar | En bodega | 2 días |'),
    'tab-break-ls': ('Tarea\tDetalle\tPlazo\nRecibir\u2028revisar\tEn ventanilla\t1 día\nArchivar\tEn bodega\t2 días',
        '| Tarea | Detalle | Plazo |\n| --- | --- | --- |\n| Recibir<br>revisar | En ventanilla | 1 día |\n'
        '| Archivar | En bodega | 2 días |'),
    'tab-break-bare': ('Tarea\tDetalle\tPlazo\nRecibir\nrevisar\tEn ventanilla\t1 día\nArchivar\tEn bodega\t2 días',
        '| Tarea | Detalle | Plazo |\n| --- | --- | --- |\n| Recibir<br>revisar | En ventanilla | 1 día |\n'
            '| Archivar | En bodega | 2 días |'),
    'tab-break-between': ('Tarea\tDetalle\tPlazo\nRecibir\tEn ventanilla\tHoy\nRevisar todo\n'
        'Archivar\tEn bodega\tA veces sí', None),
    'tab-break-colon': ('Tarea\tFrecuencia\nRealizar las siguientes:\ncobros\ny pagos\tDiaria\nElaborar el informe:\n'
        '- de caja\n- de ventas\tMensual\nArchivar.\tAnual',
        '| Tarea | Frecuencia |\n| --- | --- |\n| Realizar las siguientes:<br>cobros<br>y pagos | Diaria |\n'
            '| Elaborar el informe:<br>- de caja<br>- de ventas | Mensual |\n| Archivar. | Anual |'),
    'tab-break-number': ('N.º\tTarea\tFrecuencia\n1\tRealizar:\nCobros\nPagos\tDiaria\n2\tInformar:\n• caja\n'
        '• ventas\tMensual\n3\tArchivar.\tAnual',
        '| N.º | Tarea | Frecuencia |\n| --- | --- | --- |\n| 1 | Realizar:<br>Cobros<br>Pagos | Diaria |\n'
            '| 2 | Informar:<br>• caja<br>• ventas | Mensual |\n| 3 | Archivar. | Anual |'),
    'tab-break-marked': ('Tarea\tFrecuencia\n1.\tRealizar lo siguiente:\ncobros\ny pagos\tDiaria\n'
        '2.\tInformar\tMensual',
        '| Tarea | Frecuencia |\n| --- | --- |\n| 1. Realizar lo siguiente:<br>cobros<br>y pagos | Diaria |\n'
            '| 2. Informar | Mensual |'),
    'tab-marks-in-cells': ('Tarea\tFrecuencia\n1.\tCobrar\tDiaria\n2.\tInformar\tMensual',
        '| Tarea | Frecuencia |\n| --- | --- |\n| 1. Cobrar | Diaria |\n| 2. Informar | Mensual |'),
    'tab-bullets-in-first-cells': ('Tarea\tFrecuencia\n• Cobrar\tDiaria\n• Informar\tMensual',
        '| Tarea | Frecuencia |\n| --- | --- |\n| • Cobrar | Diaria |\n| • Informar | Mensual |'),
    'tab-break-last': ('Tarea\tDetalle\nCobrar\tEn caja y\nen bodega\nInformar por escrito\nal jefe\tPor correo',
        '| Tarea | Detalle |\n| --- | --- |\n| Cobrar | En caja y<br>en bodega |\n'
            '| Informar por escrito<br>al jefe | Por correo |'),
    'tab-then-list': ('Documento\tPlazo\nSolicitud\t5 días\n• Se entrega sellada.\n• Se archiva.',
        '| Documento | Plazo |\n| --- | --- |\n| Solicitud | 5 días |\n\n- Se entrega sellada.\n- Se archiva.'),
    'num-picture': ('1. Recibir.\n1.1 Anotar.\n\n![Libro](../recursos/libro.png)\n\n1.2 Sellar.\n\n> Nota.\n\n'
        '1.3 Firmar.\n\n2. Entregar.',
        '1. Recibir.\n   1. Anotar.\n\n      ![Libro](../recursos/libro.png)\n\n   2. Sellar.\n\n      > Nota.\n\n'
            '   3. Firmar.\n\n2. Entregar.'),
    'step-nested': ('Paso 1 Recibir.\n1.1 Anotar.\n1.2 Sellar.\nPaso 2 Entregar.\n2.1 Firmar.\n2.1.1 Fechar.',
        '- Paso 1 Recibir.\n  - 1.1 Anotar.\n  - 1.2 Sellar.\n- Paso 2 Entregar.\n  - 2.1 Firmar.\n'
            '    - 2.1.1 Fechar.'),
    'step-nested-tabs': ('PASO 1:\tRecibir.\n1.1.\tAnotar.\nPASO 2:\tEntregar.\n2.1.\tFirmar.',
        '- PASO 1: Recibir.\n  - 1.1. Anotar.\n- PASO 2: Entregar.\n  - 2.1. Firmar.'),
    'step-lists': ('Paso 1. Recibir\n•\tcopia\n•\toriginal\nPaso 2 – Entregar\n1. Firmar.\n2. Sellar.',
        '- Paso 1. Recibir\n  - copia\n  - original\n- Paso 2 – Entregar\n  1. Firmar.\n  2. Sellar.'),
    'step-alone': ('Paso 1 de la guía anterior.', None),
    'tab-ragged': ('Tarea\tDetalle\tPlazo\nRecibir\tEn ventanilla\nArchivar\tEn bodega\t2 días\tsiempre', None),
    'tab-pipes': ('Tarea\tValor\tPlazo\nRecibir\ta|b\t1\nCobrar\tc\t2',
        '| Tarea | Valor | Plazo |\n| --- | --- | --- |\n| Recibir | a\\|b | 1 |\n| Cobrar | c | 2 |'),
    'tab-bullets-in-cells': ('Puesto\tTareas\tPlazo\nJefe\t• Dirigir\t1\nAuxiliar\t• Archivar\t2',
        '| Puesto | Tareas | Plazo |\n| --- | --- | --- |\n| Jefe | • Dirigir | 1 |\n| Auxiliar | • Archivar | 2 |'),
    'box-tab': ('☐\tEntrega la copia.\n☑\tFirma el acta.\n☒\tDevuelve el carné.',
        '- ☐ Entrega la copia.\n- ☑ Firma el acta.\n- ☒ Devuelve el carné.'),
    'box-space': ('☐ Entrega la copia.\n☑ Firma el acta.\n☒ Devuelve el carné.',
        '- ☐ Entrega la copia.\n- ☑ Firma el acta.\n- ☒ Devuelve el carné.'),
    'box-glued': ('☐Entrega la copia.\n☑Firma el acta.', '- [ ] Entrega la copia.\n- [x] Firma el acta.'),
    'box-wingdings': ('\uf06f\tEntrega la copia.\n\uf0a8\tFirma el acta.\n\uf0fe\tDevuelve el carné.\n'
                      '\uf0fd\tDeja el llavero.',
        '- ☐ Entrega la copia.\n- ☐ Firma el acta.\n- ☑ Devuelve el carné.\n- ☒ Deja el llavero.'),
    'box-wingdings-tick': ('\uf0fc\tEntrega la copia.\n\uf0fb\tFirma el acta.',
        '- ✓ Entrega la copia.\n- ✗ Firma el acta.'),
    'box-bracket': ('[ ] Entrega la copia.\n[x] Firma el acta.\n[X] Devuelve el carné.',
        '- [ ] Entrega la copia.\n- [x] Firma el acta.\n- [x] Devuelve el carné.'),
    'box-bracket-empty': ('[] Entrega la copia.\n[] Firma el acta.', '- [ ] Entrega la copia.\n- [ ] Firma el acta.'),
    'box-bracket-tab': ('[ ]\tEntrega la copia.\n[x]\tFirma el acta.',
        '- [ ] Entrega la copia.\n- [x] Firma el acta.'),
    'box-bracket-alone': ('[ ]\nEntrega la copia.\n[x]\nFirma el acta.',
        '- [ ] Entrega la copia.\n- [x] Firma el acta.'),
    'box-paren': ('( ) Entrega la copia.\n(x) Firma el acta.\n(X) Devuelve el carné.',
        '- [ ] Entrega la copia.\n- [x] Firma el acta.\n- [x] Devuelve el carné.'),
    'box-inline': ('Sexo: ☐ Mujer ☑ Hombre\nEstado: \uf06f Sí \uf0fe No',
        'Sexo: ☐ Mujer ☑ Hombre\\\nEstado: ☐ Sí ☑ No'),
    'box-inline-tabs': ('Sexo:\t☐ Mujer\t☑ Hombre', 'Sexo: ☐ Mujer ☑ Hombre'),
    'box-end': ('Copia del título ☐\nPartida ☑', '- Copia del título ☐\n- Partida ☑'),
    'box-squares': ('□ Entrega la copia.\n■ Firma el acta.', '- [ ] Entrega la copia.\n- [x] Firma el acta.'),
    'box-ticks': ('✓ Entrega la copia.\n✗ Firma el acta.\n✔ Devuelve.\n✘ Nada.',
        '- ✓ Entrega la copia.\n- ✗ Firma el acta.\n- ✔ Devuelve.\n- ✘ Nada.'),
    'box-in-list': ('- ☐ Entrega la copia.\n- ☑ Firma el acta.\n- \uf0fe Devuelve.',
        '- [ ] Entrega la copia.\n- [x] Firma el acta.\n- [x] Devuelve.'),
    'num-nested': ('1.\tRecibir.\n1.1.\tAnotar.\n1.2.\tSellar.\n2.\tEntregar.\n2.1.\tFirmar.',
        '1. Recibir.\n   1. Anotar.\n   2. Sellar.\n2. Entregar.\n   1. Firmar.'),
    'num-nested-space': ('1. Recibir.\n1.1. Anotar.\n1.2. Sellar.\n2. Entregar.\n2.1. Firmar.',
        '1. Recibir.\n   1. Anotar.\n   2. Sellar.\n2. Entregar.\n   1. Firmar.'),
    'num-nested-nodot': ('1 Recibir.\n1.1 Anotar.\n1.2 Sellar.\n2 Entregar.',
        '1. Recibir.\n   1. Anotar.\n   2. Sellar.\n2. Entregar.'),
    'num-three': ('1.\tRecibir.\n1.1.\tAnotar.\n1.1.1.\tFecha.\n1.1.2.\tHora.\n2.\tEntregar.',
        '1. Recibir.\n   1. Anotar.\n      1. Fecha.\n      2. Hora.\n2. Entregar.'),
    'num-only-nested': ('3.1.\tRecibir.\n3.2.\tEntregar.', '1. Recibir.\n2. Entregar.'),
    'num-dash': ('1.- Recibir.\n2.- Entregar.', '1. Recibir.\n2. Entregar.'),
    'num-paren': ('1) Recibir.\n2) Entregar.', None),
    'num-degree': ('1º Recibir.\n2º Entregar.', '1. Recibir.\n2. Entregar.'),
    'num-letters': ('a) Recibir.\nb) Entregar.', '- a) Recibir.\n- b) Entregar.'),
    'num-letters-dot': ('a.\tRecibir.\nb.\tEntregar.', '- a. Recibir.\n- b. Entregar.'),
    'num-caps': ('A) Recibir.\nB) Entregar.', '- A) Recibir.\n- B) Entregar.'),
    'num-roman': ('i. Recibir.\nii. Entregar.\niii. Firmar.', '- i. Recibir.\n- ii. Entregar.\n- iii. Firmar.'),
    'num-roman-caps': ('I. Recibir.\nII. Entregar.', '- I. Recibir.\n- II. Entregar.'),
    'num-inner-letters': ('1.\tRecibir:\n\ta)\tcopia,\n\tb)\toriginal.\n2.\tEntregar.',
        '1. Recibir:\n   - a) copia,\n   - b) original.\n2. Entregar.'),
    'num-start': ('4. Recibir.\n5. Entregar.', None),
    'bul-three': ('\uf0b7\tRecibir:\no\tcopias:\n\uf0a7\tsimples,\n\uf0a7\tcertificadas;\no\toriginales.\n'
                  '\uf0b7\tEntregar.',
        '- Recibir:\n  - copias:\n    - simples,\n    - certificadas;\n  - originales.\n- Entregar.'),
    'bul-three-indent': ('\uf0b7\tRecibir:\n\to\tcopias:\n\t\t\uf0a7\tsimples,\n\t\t\uf0a7\tcertificadas;\n'
                         '\to\toriginales.\n\uf0b7\tEntregar.',
        '- Recibir:\n  - copias:\n    - simples,\n    - certificadas;\n  - originales.\n- Entregar.'),
    'bul-three-unicode': ('•\tRecibir:\no\tcopias:\n▪\tsimples,\n▪\tcertificadas;\no\toriginales.\n•\tEntregar.',
        '- Recibir:\n  - copias:\n    - simples,\n    - certificadas;\n  - originales.\n- Entregar.'),
    'bul-space': ('• Recibir.\n• Entregar.', '- Recibir.\n- Entregar.'),
    'bul-glued': ('•Recibir.\n•Entregar.', '- Recibir.\n- Entregar.'),
    'bul-middot': ('·         Recibir.\n·         Entregar.', '- Recibir.\n- Entregar.'),
    'bul-dash': ('– Recibir.\n– Entregar.', '- Recibir.\n- Entregar.'),
    'bul-arrow': ('➢\tRecibir.\n➢\tEntregar.', '- Recibir.\n- Entregar.'),
    'bul-font-arrow': ('\uf0d8\tRecibir.\n\uf0d8\tEntregar.', '- Recibir.\n- Entregar.'),
    'bul-blank-lines': ('\uf0b7\tRecibir.\n\n\uf0b7\tEntregar.\n\n\uf0b7\tFirmar.',
        '- Recibir.\n\n- Entregar.\n\n- Firmar.'),
    'bul-continued': ('\uf0b7\tRecibir la solicitud y\nanotarla en el libro.\n\uf0b7\tEntregar.',
        '- Recibir la solicitud y\n  anotarla en el libro.\n- Entregar.'),
    'blank-under': ('Nombre: ____________________ Fecha: ____/____/____',
        'Nombre: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ Fecha: '
        '\\_\\_\\_\\_/\\_\\_\\_\\_/\\_\\_\\_\\_'),
    'blank-date': ('Fecha: ____/____/________', 'Fecha: \\_\\_\\_\\_/\\_\\_\\_\\_/\\_\\_\\_\\_\\_\\_\\_\\_'),
    'blank-words': ('Yo, ________________, con DNI ______________, recibo __ y __ copias.', None),
    'blank-sign': ('____________________\t____________________\nFirma\tSello',
        '____________________\t____________________\nFirma Sello'),
    'blank-dots': ('Nombre: ....................................\nFecha: ...../...../.....', None),
    'blank-star': ('Costo: *** por ***\nSalas 2*3*4', None),
    'soft-hyphen': ('La re\xadso\xadlu\xadción de la ofi\xadcina.', 'La resolución de la oficina.'),
    'nbsp': ('Art.\xa05 de la Ley\xa029, 10\xa0%.', 'Art. 5 de la Ley 29, 10 %.'),
    'nb-hyphen': ('El auto\u2011bús 2024\u201125.', 'El auto-bús 2024-25.'),
    'hash-no-blank': ('##Alcance\n\nToda la oficina.', '## Alcance\n\nToda la oficina.'),
    'hash-tag': ('#1 en la lista', None),
    'inner-tab': ('Nombre:\tAna\nCargo:\tJefa', 'Nombre: Ana\\\nCargo: Jefa'),
    'indent4': ('    Recibir la solicitud.\n    Entregar.', None),
    'quote-bullets': ('> •\tRecibir.\n> •\tEntregar.', '> - Recibir.\n> - Entregar.'),
    'list-with-code': ('- Uno:\n\n  ```\n  a\tb\n  ```\n- Dos\n  •\ttres\n  •\tcuatro',
        '- Uno:\n\n  ```\n  a\tb\n  ```\n- Dos\n  - tres\n  - cuatro'),
    'crlf': ('•\tRecibir.\r\n•\tEntregar.\r\n', '- Recibir.\n- Entregar.\r\n'),
    'goes-on': ('1.\tRecibir.\n•\tcopia\n•\toriginal\n2.\tEntregar.',
        '1. Recibir.\n   - copia\n   - original\n2. Entregar.'),
    'same-sign': ('•\tRecibir\n\t•\tcopia\n\t•\toriginal\n•\tEntregar',
        '- Recibir\n  - copia\n  - original\n- Entregar'),
    'dialogue': ('— Buenos días, dijo.', None),
    'counts': ('2 copias\n3 fotos', None),
    'decimals': ('1.5 horas\n2.5 horas', None),
    'lone-letter': ('A. Objetivo', None),
    'link-box': ('[x](https://ejemplo.org) y [1] nota', None),
    'paren-x': ('(x) es la incógnita.', None),
    'box-cells': ('Documento\tSí\tNo\nTítulo\t\uf0fe\t\uf06f\nPartida\t☐\t☑',
        '| Documento | Sí | No |\n| --- | --- | --- |\n| Título | ☑ | ☐ |\n| Partida | ☐ | ☑ |'),
    'after-list': ('•\tRecibir.\nDespués se entrega.', '- Recibir.\n\nDespués se entrega.'),
    'text-then-list': ('Los pasos son:\n3.-\tRecibir.\n4.-\tEntregar.', 'Los pasos son:\n\n3. Recibir.\n4. Entregar.'),
    'inch': ('Medida\tValor\tNota\nAncho\t5"\tfijo\nAlto\t7"\tfijo',
        '| Medida | Valor | Nota |\n| --- | --- | --- |\n| Ancho | 5" | fijo |\n| Alto | 7" | fijo |'),
    'table-heading': ('Requisitos\nDocumento\tCopias\nDNI\t2',
        'Requisitos\n\n| Documento | Copias |\n| --- | --- |\n| DNI | 2 |'),
    'arrow-sign': ('Recepción \uf0e0 Archivo', 'Recepción → Archivo'),
    'markdown-list': ('- Uno\n  - Dos\n- Tres', None),
    'task-list': ('- [ ] Uno\n- [x] Dos', None),
    'ten': ('9.-\tNueve.\n10.-\tDiez.\n11.-\tOnce.', '9. Nueve.\n10. Diez.\n11. Once.'),
    'emphasis': ('Esto es __fuerte__ y _suave_ y a_b_c.', None),
    'vt-para': ('Primera línea\x0bsegunda línea', 'Primera línea\\\nsegunda línea'),
}
UNCLEAR = ('tab-break-between', 'tab-ragged')
BELOW_HEADING = '---\ntítulo: "{name}"\n---\n\n## Uno\n\n{text}\n'
WITHOUT_HEADINGS = ('FICHA DE {name}\n\nNombre del puesto: {name}\nJefe inmediato: Nadie\n\nOBJETIVO\n\nCuidar.\n\n'
    'FUNCIONES\n\n{text}\n')


def words(text):
    """The words and the two-digit figures, in order. Numbers of list items do not count."""
    text = text.replace('\u00ad', '').replace('<br>', ' ')
    text = re.sub(r'^(\s*)\(?\d{1,2}[.)\-°º]+[-)]?\s', r'\1', text, flags=re.M)
    return re.findall(r'[^\W\d_]{2,}|\d{2,}', text)


def states(text):
    """Whether each box is ticked, in order."""
    signs = re.findall(r'\[ ?\]|\[[xX]\]|\( ?\)|\([xX]\)|[☐□☑☒■✓✔✗✘]|[\uf06f\uf0a8\uf0fe\uf0fd\uf0fc\uf0fb]', text)
    return [sign.strip('[]() ') not in ('', '☐', '□', '\uf06f', '\uf0a8') for sign in signs]


class Shapes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / 'content').mkdir()
        (self.root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')

    def run_program(self, *more):
        return subprocess.run([PROGRAM, *more, '--site', self.root, '--today', '2026-11-21'], capture_output=True,
            text=True)

    def write(self, folder, template):
        """Writes a document for each shape and returns the files."""
        files = {}
        for name, (text, _) in SHAPES.items():
            files[name] = self.root / 'content' / folder / f'{name}.md'
            files[name].parent.mkdir(exist_ok=True)
            source = template.replace('{name}', name.upper()).replace('{text}', text)
            files[name].write_bytes(source.encode())
        return files

    def fix(self, files):
        """The text of each file before and after the fix. A second run must change nothing."""
        before = {name: file.read_bytes().decode() for name, file in files.items()}
        self.run_program('check', '--fix')
        after = {name: file.read_bytes().decode() for name, file in files.items()}
        self.run_program('check', '--fix')
        again = {name: file.read_bytes().decode() for name, file in files.items()}
        self.assertEqual(after, again)
        return before, after

    def findings(self):
        lines = self.run_program('check', '--format', 'json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if found['code'] == 'pegado-de-word']

    def test_text_below_a_heading(self):
        files = self.write('paginas', BELOW_HEADING)
        before, after = self.fix(files)
        for name, (text, expected) in SHAPES.items():
            with self.subTest(name):
                self.assertEqual(words(before[name]), words(after[name]))
                self.assertEqual(states(text), states(after[name].split('## Uno\n\n')[1]))
                body = after[name].split('## Uno\n\n')[1].rstrip('\n')
                self.assertEqual((text if expected is None else expected).rstrip('\n'), body)

    def test_unclear_shapes_are_reported(self):
        self.write('paginas', BELOW_HEADING)
        self.run_program('check', '--fix')
        left = {pathlib.Path(found['file']).stem: found['message'] for found in self.findings()}
        self.assertEqual(sorted(UNCLEAR), sorted(left))
        for message in left.values():
            self.assertIn('no se sabe qué celdas van juntas', message)

    def test_a_document_without_headings(self):
        files = self.write('puestos', WITHOUT_HEADINGS)
        before, after = self.fix(files)
        for name, (text, _) in SHAPES.items():
            with self.subTest(name):
                self.assertNotEqual(before[name], after[name])
                self.assertEqual(sorted(words(before[name] + ' Identificación')), sorted(words(after[name])))
                # The text below the last heading stays in order.
                self.assertEqual(words(text), words(after[name])[-len(words(text)):])
                self.assertEqual(states(text), states(after[name]))


if __name__ == '__main__':
    unittest.main()
