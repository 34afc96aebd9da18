"""Tables for spreadsheets: an XLSX file beside every CSV file with the same cells, and the separator of the site."""
import csv
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

PROGRAM = os.environ['PROGRAM']
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
JOB = '''---
título: {title}
código: "{code}"
versión: "05"
vigencia: 2026-01-01
---

## Funciones

- {function}
'''
FUNCTIONS = ['Abrir «la puerta»; cerrarla, siempre.', '=SUMA(A1)', "'=citado", "'cita' sencilla", '+3 % de mejora',
    'Sin cambio & con marca', 'Año y ñandú']


def cells(path):
    """The rows of the first sheet of a workbook, read as the standard says."""
    with zipfile.ZipFile(path) as archive:
        sheet = xml.etree.ElementTree.fromstring(archive.read('xl/worksheets/sheet1.xml'))
    rows = []
    for row in sheet.iter(SHEET + 'row'):
        found = {}
        for cell in row.iter(SHEET + 'c'):
            assert cell.get('t') == 'inlineStr' and cell.find(SHEET + 'f') is None
            letters = cell.get('r').rstrip('0123456789')
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            text = ''.join(part.text or '' for part in cell.iter(SHEET + 't'))
            found[column - 1] = text.replace('_x005F_', '_')
        rows.append([found.get(place, '') for place in range(max(found, default=-1) + 1)])
    return rows


class Tables(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = pathlib.Path(folder.name)
        self.write('site.yaml', 'institución: Casa\nlengua: es\n')
        for place, function in enumerate(FUNCTIONS):
            self.write(f'puestos/p{place}.md', JOB.format(title=f'Puesto {place}', code=f'0{place}',
                function=function))

    def write(self, name, text):
        path = self.site / 'content' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, 'utf-8')

    def build(self):
        done = subprocess.run([PROGRAM, 'build', '--site', str(self.site), '--today', '2026-11-21', '--color',
            'never'], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def table(self, name, separator=';'):
        with open(self.site / 'output/datos' / (name + '.csv'), encoding='utf-8-sig', newline='') as file:
            return list(csv.reader(file, delimiter=separator))

    def test_every_csv_has_an_xlsx_with_the_same_cells(self):
        self.assertEqual(0, self.build()[0])
        names = sorted(path.stem for path in (self.site / 'output/datos').glob('*.csv'))
        self.assertEqual(['funciones', 'lista-maestra', 'obsoletos'], names)
        for name in names:
            rows = cells(self.site / f'output/datos/{name}.xlsx')
            plain = self.table(name)
            self.assertEqual(len(plain), len(rows))
            for want, have in zip(plain, rows):
                # The CSV file marks what a spreadsheet would take for a formula; cells of text need no mark.
                want = [cell[1:] if cell.startswith(("'=", "'+", "''=")) else cell for cell in want]
                self.assertEqual(want, have + [''] * (len(want) - len(have)))
        found = {row[0] for row in cells(self.site / 'output/datos/funciones.xlsx')}
        self.assertEqual(set(), set(FUNCTIONS) - found)
        page = (self.site / 'output/quien-hace.html').read_text('utf-8')
        self.assertIn('href="datos/funciones.xlsx"', page)
        self.assertIn('href="datos/funciones.csv"', page)

    def test_the_workbook_changes_with_its_table_and_only_then(self):
        self.build()
        book, other = (self.site / f'output/datos/{name}.xlsx' for name in ('funciones', 'lista-maestra'))
        before = other.stat().st_mtime_ns
        self.write('puestos/p0.md', JOB.format(title='Puesto 0', code='00', function='Otra cosa.'))
        self.build()
        self.assertIn('Otra cosa.', {row[0] for row in cells(book)})
        self.assertEqual(before, other.stat().st_mtime_ns)
        whole = cells(book)
        book.write_bytes(b'damaged')
        self.write('puestos/nuevo.md', JOB.format(title='Nuevo', code='99', function='Una más.'))
        self.build()
        self.assertEqual(len(whole) + 1, len(cells(book)))

    def test_only_the_site_changes_the_separator(self):
        for word, separator in (('","', ','), ('coma', ','), ('tabulador', '\t'), ('punto y coma', ';'), ('";"', ';')):
            self.write('site.yaml', f'institución: Casa\nlengua: es\nseparador csv: {word}\n')
            self.assertEqual(0, self.build()[0])
            rows = self.table('funciones', separator)
            self.assertEqual(len(FUNCTIONS) + 1, len(rows))
            self.assertEqual({len(rows[0])}, {len(row) for row in rows})
            self.assertEqual(set(), set(FUNCTIONS) - {row[0] for row in cells(
                self.site / 'output/datos/funciones.xlsx')})
        self.write('site.yaml', 'institución: Casa\nlengua: es\nseparador csv: barra\n')
        self.assertIn('«barra» no separa celdas', self.build()[1])


if __name__ == '__main__':
    unittest.main()
