"""Rows of the editor in a browser: by keyboard, pasted from a spreadsheet, undone, two hundred at once."""
import re

from edit_page import EditPage


class Rows(EditPage):
    def test_rows_by_keyboard(self):
        page = self.form()
        tasks = self.tasks(page)
        first, second, count = tasks.nth(0).input_value(), tasks.nth(1).input_value(), tasks.count()
        tasks.nth(0).press('Enter')
        self.assertTrue(tasks.nth(1).evaluate('cell => cell === document.activeElement'))
        page.keyboard.press('Alt+ArrowUp')
        self.assertEqual([second, first], [tasks.nth(place).input_value() for place in (0, 1)])
        self.assertTrue(tasks.nth(0).evaluate('cell => cell === document.activeElement'))
        page.keyboard.press('Alt+ArrowDown')
        tasks.nth(count - 1).press('Enter')
        self.assertEqual(count + 1, tasks.count())
        page.keyboard.type('Contar')
        page.keyboard.press('Tab')
        self.assertEqual('frequency', page.evaluate('document.activeElement.dataset.columna'))
        page.click('[data-campo="functions"] .deshacer')
        self.assertEqual((count + 1, ''), (tasks.count(), tasks.nth(count).input_value()))
        page.click('[data-campo="functions"] .deshacer')
        self.assertEqual(count, tasks.count())
        self.checked(page)
        self.assertEqual(self.text, self.file.read_text())

    def test_a_block_from_a_spreadsheet_fills_cells(self):
        page = self.form()
        cells = page.locator('[data-campo="key-functions"] tbody [data-columna]')
        columns, count = 3, cells.count()
        before = [cells.nth(place).input_value() for place in range(count)]
        cells.nth(count - columns).evaluate('''cell => {
            const data = new DataTransfer();
            data.setData('text/plain', 'Uno\\t1%\\tA\\r\\nDos\\t2%\\tB\\r\\nTres\\t3%\\tC\\r\\n');
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }''')
        self.assertEqual(before[:-columns] + ['Uno', '1%', 'A', 'Dos', '2%', 'B', 'Tres', '3%', 'C'],
            [cells.nth(place).input_value() for place in range(cells.count())])
        self.checked(page)
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        for words in ('Uno', 'Dos', 'Tres'):
            self.assertIn(words, self.file.read_text())

    def paste(self, cell, text):
        cell.evaluate("""(cell, text) => {
            const data = new DataTransfer();
            data.setData('text/plain', text);
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""", text)

    def test_a_pasted_block_loses_no_word(self):
        columns = 3
        for block, rows in (
                # More columns than the grid has.
                ('Uno\t1%\tA\tSobra\nDos\t2%\tB\t', [['Uno', '1%', 'A · Sobra'], ['Dos', '2%', 'B']]),
                # Names of columns in another order, one unknown, one of numbers.
                ('N.º\t{1}\tNota suya\t{0}\n1\t1%\tojo\tUno\n2\t2%\t\tDos',
                 [['Uno', '1%', 'Nota suya: ojo'], ['Dos', '2%', '']]),
                ('1.\tUno\t1%\n2.\tDos\t2%', [['Uno', '1%', ''], ['Dos', '2%', '']]),
                ('•\tUno\n•\tDos', [['Uno', '', ''], ['Dos', '', '']]),
                # Numbers that are no numbering are values.
                ('5\tUno\n9\tDos', [['5', 'Uno', ''], ['9', 'Dos', '']])):
            page = self.form()
            grid = page.locator('[data-campo="key-functions"]')
            names = grid.locator('thead th').all_inner_texts()
            grid.locator('.mas').click()
            cells = grid.locator('tbody [data-columna]')
            count = cells.count()
            self.paste(cells.nth(count - columns), block.format(*names))
            found = [cells.nth(place).input_value() for place in range(count - columns, cells.count())]
            self.assertEqual(sum(rows, []), found, block)
            self.assertEqual('Sobra' in block or 'suya' in block, grid.locator('.sobra').count() == 1)

    def test_a_cell_with_a_line_break_is_one_cell(self):
        page = self.form()
        cells = page.locator('[data-campo="key-functions"] tbody [data-columna]')
        count = cells.count()
        cells.nth(count - 3).evaluate('''cell => {
            const data = new DataTransfer();
            data.setData('text/plain', '"Uno ""y"" medio\\r\\nen dos"\\t1%\\tA\\r\\n5" de largo\\t2%\\t""\\r\\n');
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }''')
        self.assertEqual(['Uno "y" medio en dos', '1%', 'A', '5" de largo', '2%', ''],
            [cells.nth(place).input_value() for place in range(count - 3, cells.count())])

    def test_rows_are_removed_and_moved_by_keyboard_alone(self):
        page = self.form()
        tasks = self.tasks(page)
        first, second, count = tasks.nth(0).input_value(), tasks.nth(1).input_value(), tasks.count()
        tasks.nth(0).focus()
        for _ in range(40):
            page.keyboard.press('Tab')
            if (page.evaluate('document.activeElement.value') or '').startswith('bajar:'):
                break
        page.keyboard.press('Enter')
        self.assertEqual([second, first], [tasks.nth(place).input_value() for place in (0, 1)])
        page.keyboard.press('Tab')
        page.keyboard.press('Tab')
        self.assertTrue(page.evaluate('document.activeElement.value').startswith('quitar:'))
        page.keyboard.press('Enter')
        self.assertEqual(count - 1, tasks.count())
        self.assertNotIn(first, [tasks.nth(place).input_value() for place in range(count - 1)])

    def test_undo_takes_back_what_was_typed_before_the_row(self):
        page = self.form()
        # Findings that appear above move the button while it is clicked.
        self.checked(page)
        before, first = self.tasks(page).count(), self.tasks(page).first.input_value()
        page.click('[data-campo="functions"] .mas')
        self.tasks(page).first.focus()
        page.keyboard.press('End')
        page.keyboard.type(' Y más.')
        undo = page.locator('[data-campo="functions"] .deshacer')
        undo.click()
        self.assertEqual((before + 1, first), (self.tasks(page).count(), self.tasks(page).first.input_value()))
        undo.click()
        self.assertEqual((before, first), (self.tasks(page).count(), self.tasks(page).first.input_value()))

    def test_two_hundred_rows_stay_whole_and_in_order(self):
        """A block of 200 rows is pasted, moved, undone and saved. Times are measured by hand."""
        page = self.form()
        self.checked(page)
        cells = page.locator('[data-campo="key-functions"] tbody [data-columna]')
        cells.nth(cells.count() - 3).evaluate('''cell => {
            const data = new DataTransfer();
            const lines = Array.from({length: 200}, (_, row) => `Tarea ${row}\\t1%\\tR${row}`);
            data.setData('text/plain', lines.join('\\n'));
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }''')
        names = 'field => Array.from(document.querySelectorAll(`[data-campo="key-functions"] tbody tr ' \
            '[data-columna="task"], [data-campo="key-functions"] tbody tr td:nth-child(2) [data-columna]`))' \
            '.map(cell => cell.value)'
        self.assertEqual([f'Tarea {row}' for row in range(200)], page.evaluate(names)[-200:])
        page.locator('[data-campo="key-functions"] tbody [data-columna]').last.press('Alt+ArrowUp')
        self.assertEqual(['Tarea 199', 'Tarea 198'], page.evaluate(names)[-2:])
        page.click('[data-campo="key-functions"] .deshacer')
        self.assertEqual(['Tarea 198', 'Tarea 199'], page.evaluate(names)[-2:])
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'), timeout=60000)
        places = [self.file.read_text().index(f'Tarea {row}') for row in range(200)]
        self.assertEqual(sorted(places), places)

    def test_a_long_grid_lays_out_row_by_row_and_stays_a_table(self):
        page = self.form()
        self.checked(page)
        grid = page.locator('[data-campo="key-functions"]')
        self.assertEqual(0, grid.locator('.larga').count(), 'a short grid is a table')
        self.paste(grid.locator('tbody [data-columna]').first,
            '\n'.join(f'Tarea {row}\t1%\tR{row}' for row in range(60)))
        self.assertEqual('grid', grid.locator('.larga tbody tr').first.evaluate('row => getComputedStyle(row).display'))
        self.until(page, '() => !document.querySelector(".diferida")')
        # Head and rows have the same columns, and rows stay rows of a table for screen readers.
        places = """row => Array.from(row.children).filter(cell => cell.offsetWidth)
            .map(cell => Math.round(cell.getBoundingClientRect().left))"""
        self.assertEqual(grid.locator('thead tr').evaluate(places), grid.locator('tbody tr').first.evaluate(places))
        tree = page.context.new_cdp_session(page).send('Accessibility.getFullAXTree')['nodes']
        roles = [node['role']['value'] for node in tree if not node.get('ignored')]
        self.assertGreaterEqual(roles.count('row'), 60)
        self.assertGreaterEqual(roles.count('cell'), 60 * 4)
        self.axe(page, 'a long grid')
        for key in ('Enter', 'Alt+ArrowUp'):
            grid.locator('tbody [data-columna]:visible').nth(90).press(key)
            self.assertTrue(page.evaluate(
                """() => { const box = document.activeElement.getBoundingClientRect();
                return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }"""), key)
