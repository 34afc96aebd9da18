"""Lists in one cell or one line, whatever separates their items."""
import unittest

from import_files_test import ImportCase, paragraph, table, word

ITEMS = ['Abrir la caja', 'Recibir los pagos', 'Cerrar la caja']
# Each way to write the three items in one cell.
WAYS = {
    'semicolons': '; '.join(ITEMS), 'semicolons and a full stop': '; '.join(ITEMS) + '.',
    'bullets': '• ' + ' • '.join(ITEMS), 'bullets between': ' • '.join(ITEMS),
    'dashes': '- ' + ' - '.join(ITEMS), 'numbers': ' '.join(f'{n}) {item}' for n, item in enumerate(ITEMS, 1)),
    'numbers with full stops': ' '.join(f'{n}. {item}' for n, item in enumerate(ITEMS, 1)),
    'letters': ' '.join(f'{letter}) {item}' for letter, item in zip('abc', ITEMS)),
    'lines': '\n'.join(ITEMS), 'lines with semicolons': ';\n'.join(ITEMS),
    'verbs in small letters': 'abrir la caja; recibir los pagos; cerrar la caja',
}
# Texts that only look like lists.
WHOLE = ['Atender al público; si la caja está cerrada, avisa al jefe de turno antes de las ocho',
         'Revisar los artículos 1. y 2) del reglamento', 'Cobrar de 8 - 12 en caja']


class Lists(ImportCase):
    def functions(self, text):
        block = text.split('## Funciones\n')[1].split('\n##')[0]
        return [line[2:].rstrip('.;').lower() for line in block.splitlines() if line.startswith('- ')]

    def test_a_cell_of_a_table(self):
        for name, cell in WAYS.items():
            with self.subTest(name):
                row = f'"{name}","Tesorero","{cell}"\n'
                for path in (self.site / 'content').glob('puestos*'):
                    self.folder.joinpath('alt').mkdir(exist_ok=True)
                    path.rename(self.folder / 'alt' / f'{name}-{path.name}')
                self.run_import({'catalogo.csv': 'Puesto,Reporta a,Funciones\n' + row})
                (path,) = (self.site / 'content/puestos').glob('*.md')
                self.assertEqual(self.functions(path.read_text()), [item.lower() for item in ITEMS], path.read_text())

    def test_a_cell_of_a_form(self):
        for name, cell in WAYS.items():
            with self.subTest(name):
                (self.site / 'content/puestos/cajero.md').unlink(missing_ok=True)
                self.run_import({'p.docx': word(
                    table([['Nombre del puesto', 'Cajero'], ['Unidad', 'Tesorería'], ['Jefe inmediato', 'Tesorero'],
                           ['Objetivo', 'Cobrar.']])
                    + paragraph('Funciones', True)
                    + (''.join(map(paragraph, cell.split('\n'))) if '\n' in cell else table([[cell]])))})
                text = self.sources()['puestos/cajero.md']
                self.assertEqual(self.functions(text), [item.lower() for item in ITEMS], text)

    def test_sentences_stay_whole(self):
        for text in WHOLE:
            with self.subTest(text):
                (self.site / 'content/puestos/cajero.md').unlink(missing_ok=True)
                self.run_import({'catalogo.csv': f'Puesto,Reporta a,Funciones\nCajero,Tesorero,"{text}"\n'})
                self.assertIn(text.replace('2)', '2)').split(';')[0], self.sources()['puestos/cajero.md'])
                self.assertEqual(len(self.functions(self.sources()['puestos/cajero.md'])), 1)

    def test_commas_in_references(self):
        """Commas separate references that lead somewhere; a comma within one name does not."""
        rows = [('Cajero', ''), ('Archivista', ''), ('Jefe de Compras, Contratos y Almacén', ''),
                ('Tesorero', 'Cajero, Archivista'), ('Gerente', 'Jefe de Compras, Contratos y Almacén'),
                ('Auditor', 'Cajero; Archivista'), ('Contralor', 'Unidad de Bienes, Seguros y Archivo'),
                ('Alcalde', 'Cajero, Archivista y Gerente')]
        self.run_import({'catalogo.csv': 'Puesto,Misión,Supervisa a\n' + ''.join(
            f'"{title}","Hacer lo de {title}","{below}"\n' for title, below in rows)})
        sources = self.sources()
        both = 'supervisa:\n  - cajero\n  - archivista\n'
        self.assertIn(both, sources['puestos/tesorero.md'])
        self.assertIn(both, sources['puestos/auditor.md'])
        self.assertIn(both + '  - gerente\n', sources['puestos/alcalde.md'])
        self.assertIn('supervisa: jefe-compras-contratos-almacen\n', sources['puestos/gerente.md'])
        described = (self.site / 'content/puestos-por-describir.yaml').read_text()
        self.assertEqual(described.count('  - id:'), 1, described)
        self.assertIn('Unidad de Bienes, Seguros y Archivo', described)


if __name__ == '__main__':
    unittest.main()
