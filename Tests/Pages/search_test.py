"""The search box and the page of results in a browser: completion, filters, keyboard, highlighting."""
import json
import re
import subprocess
import tempfile
import time
import unittest
from urllib.parse import quote

from pages import PAGES, PROGRAM, SITE, TODAY, PageTest

CASES = [line for line in (SITE / 'Tests/Search/cases.txt').read_text('utf-8').splitlines() if line
    and not line.startswith('#')]


class Box(PageTest):
    def settled(self, page):
        """Waits until the last keystroke is answered. On a busy machine earlier answers arrive in between."""
        before = None
        for _ in range(40):
            now = page.locator('.suggestions').inner_text()
            if now == before:
                return
            before = now
            page.wait_for_timeout(400)

    def test_typing_lists_and_arrows_choose(self):
        for how in ('http', 'file'):
            with self.subTest(how):
                page = self.open('protocolos/fe-de-vida.html', how)
                box = page.get_by_role('combobox', name='Buscar en el sitio')
                box.click()
                page.keyboard.type('constansia de cotisaciones', delay=5)
                page.wait_for_selector('.suggestion')
                self.until(page, "() => document.getElementById('buscar').getAttribute('aria-expanded') === 'true' && "
                    "!document.querySelector('.suggestions-all').hidden")
                self.settled(page)
                self.assertIsNone(box.get_attribute('aria-activedescendant'), 'nothing is chosen before an arrow')
                page.keyboard.press('ArrowDown')
                first = page.locator('[role=option]').first
                self.assertEqual(first.get_attribute('id'), box.get_attribute('aria-activedescendant'))
                self.assertEqual('true', first.get_attribute('aria-selected'))
                page.keyboard.press('ArrowUp')
                self.assertIsNone(box.get_attribute('aria-activedescendant'))
                page.keyboard.press('ArrowDown')
                page.keyboard.press('Enter')
                page.wait_for_selector('mark.hit-mark')
                self.assertIn('onstancia', page.title())

    def test_options_are_named_by_title_and_facts(self):
        page = self.open('index.html')
        page.fill('#buscar-inicio', 'PR-ATC-03')
        page.wait_for_selector('.suggestion')
        page.get_by_role('option', name='Constancia de cotizaciones').first.wait_for()

    def test_escape_closes_and_focus_stays(self):
        page = self.open('index.html')
        page.fill('#buscar-inicio', 'pensión')
        page.wait_for_selector('.suggestion')
        page.keyboard.press('Escape')
        self.assertFalse(page.locator('.suggestions').is_visible())
        self.assertEqual('buscar-inicio', page.evaluate('document.activeElement.id'))

    def test_slash_comes_to_the_box_and_is_a_slash_inside_it(self):
        page = self.open('protocolos/fe-de-vida.html')
        page.keyboard.press('/')
        self.assertEqual('buscar', page.evaluate('document.activeElement.id'))
        page.keyboard.type('a/b')
        self.assertEqual('a/b', page.input_value('#buscar'))

    def test_the_slash_key_can_be_turned_off(self):
        """WCAG 2.1.4: a reader can turn off a shortcut of a single character."""
        page = self.open('protocolos/fe-de-vida.html')
        page.get_by_role('button', name='No', exact=True).click()
        page.reload()
        page.keyboard.press('/')
        self.assertNotEqual('buscar', page.evaluate('document.activeElement.id'))
        page.keyboard.press('Control+k')
        self.assertEqual('buscar', page.evaluate('document.activeElement.id'))
        page.get_by_role('button', name='Sí', exact=True).click()
        page.evaluate('document.activeElement.blur()')
        page.keyboard.press('/')
        self.assertEqual('buscar', page.evaluate('document.activeElement.id'))

    def test_a_screen_reader_hears_the_count(self):
        page = self.open('index.html')
        page.click('#buscar-inicio')
        page.keyboard.type('pensión')
        self.until(page, "() => Array.from(document.querySelectorAll('[aria-live=polite]')).some(r => /\\d+ "
            "documentos/.test(r.textContent))")

    def test_enter_without_a_choice_opens_all_results(self):
        for how in ('http', 'file'):
            page = self.open('protocolos/fe-de-vida.html', how)
            page.fill('#buscar', 'pensión de vejez')
            page.keyboard.press('Enter')
            page.wait_for_selector('.hit')
            self.assertIn('buscar.html?q=', page.url)


class Results(PageTest):
    def wait(self, page, query):
        self.until(page, 'q => document.querySelector("[data-search-page]").getAttribute("data-ready") === q', query)

    def test_the_order_is_that_of_the_command_line(self):
        with tempfile.NamedTemporaryFile('w', encoding='utf-8', suffix='.txt') as queries:
            queries.write('\n'.join(CASES))
            queries.flush()
            command = [PROGRAM, 'search', '--site', str(SITE), '--today', TODAY, '--format', 'json', '--queries',
                queries.name]
            lines = subprocess.run(command, text=True, capture_output=True, check=True).stdout.splitlines()
        for how in ('http', 'file'):
            page = self.open('buscar.html', how)
            for query, line in zip(CASES, lines, strict=True):
                page.goto(self.bases[how] + 'buscar.html?q=' + quote(query))
                self.wait(page, query)
                shown = page.eval_on_selector_all('.hit-title a',
                    "links => links.map(a => a.getAttribute('href').replace(/[?#].*/, ''))")
                self.assertEqual([r['url'] for r in json.loads(line)['results']], shown, f'{how}: {query}')

    def test_filters_narrow_and_the_back_button_widens(self):
        page = self.open('buscar.html?q=pensi%C3%B3n')
        self.wait(page, 'pensión')
        before = page.inner_text('[data-status]')
        page.get_by_role('checkbox', name='Protocolo').check()
        self.until(page, 'old => document.querySelector("[data-status]").textContent !== old', before)
        self.assertIn('tipo=Protocolo', page.url)
        self.assertTrue(all('protocolos/' in href
            for href in page.eval_on_selector_all('.hit-title a', 'a => a.map(x => x.getAttribute("href"))')))
        page.go_back()
        self.until(page, 'old => document.querySelector("[data-status]").textContent === old', before)

    def test_a_result_opens_at_its_place_with_its_words_marked(self):
        for how in ('http', 'file'):
            page = self.open('buscar.html?q=' + quote('firmar la constancia de más de diez años'), how)
            page.wait_for_selector('.hit')
            page.click('.hit-title a')
            page.wait_for_selector('mark.hit-mark')
            self.assertGreater(page.locator('mark.hit-mark').count(), 2)
            page.get_by_role('button', name='Quitar el resaltado').click()
            self.assertEqual(0, page.locator('mark.hit-mark').count())

    def test_keyboard_and_voice_go_on_from_the_section_that_was_found(self):
        page = self.open('protocolos/fe-de-vida.html?h=viv')
        page.wait_for_selector('mark.hit-mark')
        between = page.evaluate("""() => {
          const heading = document.activeElement, first = document.querySelector('#contenido mark.hit-mark');
          if (!/^H[1-4]$/.test(heading.tagName)
            || !(heading.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)) { return heading.tagName; }
          return Array.from(document.querySelectorAll('#contenido :is(h1, h2, h3, h4)')).filter(h => h !== heading
            && heading.compareDocumentPosition(h) & Node.DOCUMENT_POSITION_FOLLOWING
            && h.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING).length;
        }""")
        self.assertEqual(0, between, 'the last heading before the first word that is marked')

    def test_zero_results_help(self):
        page = self.open('buscar.html?q=mesoterapia')
        self.wait(page, 'mesoterapia')
        self.assertEqual('Ningún resultado', page.inner_text('[data-status]'))
        self.assertIn('mesoterapia', page.inner_text('[data-notes]'))
        self.assertTrue(page.get_by_role('link', name='Protocolos').first.is_visible())

    def test_a_failed_search_can_be_reported(self):
        page = self.open('buscar.html?q=mesoterapia')
        self.wait(page, 'mesoterapia')
        mail = page.get_by_role('link', name='Avisar por correo').get_attribute('href')
        self.assertTrue(mail.startswith('mailto:?subject=Falta%20en%20el%20manual%3A%20mesoterapia&body='), mail)
        self.assertIn(quote(page.url, safe=''), mail)
        page.goto(self.bases['http'] + 'buscar.html?q=' + quote('fe de vida'))
        self.wait(page, 'fe de vida')
        self.assertEqual(0, page.locator('.search-report').count())

    def test_a_result_is_printed_and_its_address_copied(self):
        for how in ('http', 'file'):
            with self.subTest(how):
                page = self.open('buscar.html?q=' + quote('fe de vida'), how)
                # Without HTTPS the clipboard API is missing; the page then copies a selection.
                page.context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined }); "
                    "window.print = () => { window.printed = (window.printed || 0) + 1; }")
                page.reload()
                self.wait(page, 'fe de vida')
                copy = page.locator('.hit-actions button').first
                self.assertEqual('Copiar el enlace Fe de vida', copy.evaluate('button => button.textContent'))
                copy.click()
                self.assertIn('Copiado', copy.inner_text())
                page.fill('#buscar-pagina', '')
                page.focus('#buscar-pagina')
                page.keyboard.press('Control+v')
                self.assertTrue(page.input_value('#buscar-pagina').startswith(self.bases[how]
                    + 'protocolos/fe-de-vida.html'), page.input_value('#buscar-pagina'))
                page.go_back()
                page = self.open('buscar.html?q=' + quote('fe de vida'), how)
                page.context.add_init_script('window.print = () => { window.printed = (window.printed || 0) + 1; }')
                self.wait(page, 'fe de vida')
                page.get_by_role('link', name='Imprimir Fe de vida').first.click()
                self.until(page, '() => window.printed === 1')
                self.assertEqual(self.bases[how] + 'protocolos/fe-de-vida.html', page.url)

    def test_a_theme_with_another_script_still_shows_results(self):
        page = self.open('index.html')
        page.route('**/guiones/site.js', lambda route: route.fulfill(status=200, content_type='text/javascript',
            body=''))
        for query, shown in (('fe de vida', '.hit-actions a'), ('mesoterapia', '.search-report a')):
            page.goto(self.bases['http'] + 'buscar.html?q=' + quote(query))
            self.wait(page, query)
            self.assertGreater(page.locator(shown).count(), 0)
            self.assertEqual(0, page.locator('.search-main .button:visible', has_text='Copiar').count())

    def test_the_readers_own_unit_is_the_first_to_narrow_by(self):
        page = self.open('buscar.html?q=' + quote('pensión'))
        units = page.locator('[data-facet=units] label')
        units.first.wait_for()
        self.assertNotIn('Centro de Contacto', units.first.inner_text())
        page.goto(self.bases['http'] + 'puestos/operador-centro-contacto.html')
        page.get_by_role('button', name='Este es mi puesto').click()
        page.goto(self.bases['http'] + 'buscar.html?q=' + quote('pensión'))
        units.first.wait_for()
        self.assertRegex(units.first.inner_text(), r'^Centro de Contacto \(mi unidad\)')
        units.first.locator('input').check()
        self.until(page, '() => location.search.includes("unidad=Centro+de+Contacto")')

    def test_recent_searches_can_be_forgotten(self):
        page = self.open('buscar.html')
        page.fill('#buscar-pagina', 'fe de vida')
        page.keyboard.press('Enter')
        self.wait(page, 'fe de vida')
        page.goto(self.bases['http'] + 'buscar.html')
        self.assertTrue(page.locator('[data-recents] a', has_text='fe de vida').is_visible())
        page.get_by_role('button', name='Borrar las búsquedas recientes').click()
        self.assertFalse(page.locator('[data-recents]').is_visible())

    def test_markup_in_a_query_stays_text(self):
        page = self.open('buscar.html?q=' + quote('<img src=x onerror=alert(1)> "pensión'))
        page.wait_for_selector('[data-status]:not(:empty)')
        self.assertEqual(0, page.locator('.search-main img').count())

    def test_a_missing_index_gives_a_message(self):
        page = self.open('index.html')
        page.route('**/buscar/m.js*', lambda route: route.fulfill(status=200, content_type='text/javascript', body=''))
        page.goto(self.bases['http'] + 'buscar.html')
        page.fill('#buscar-pagina', 'pensión')
        page.wait_for_selector('[data-status]:not(:empty)')
        self.assertIn('no está disponible', page.inner_text('[data-status]'))

    def test_parts_that_come_late_or_not_at_once_are_waited_for(self):
        """Scripts of the head may arrive in any order, and one that fails is requested once more."""
        seen = []

        def late(route):
            time.sleep(.3)
            route.continue_()

        def second(route):
            seen.append(route)
            if len(seen) > 1:
                route.continue_()
            else:
                route.fulfill(status=200, content_type='text/javascript', body='')

        for name, how in (('guiones/search.js', late), ('guiones/search-engine.js', late), ('buscar/m.js', late),
                ('guiones/search-engine.js', second)):
            with self.subTest(name, how=how.__name__):
                page = self.open('index.html')
                page.route('**/' + name, how)
                page.goto(self.bases['http'] + 'buscar.html?q=' + quote('fe de vida'))
                self.wait(page, 'fe de vida')
                self.assertEqual('Fe de vida', page.inner_text('.hit-title >> nth=0'))

    def test_a_build_since_the_page_was_opened_is_noticed(self):
        """The shards named by the loaded index are gone: the page loads the index again, once, and repeats the query.
        """
        old = re.sub(r' [0-9a-z]{6}x*"', ' 000000"', (PAGES / 'buscar/m.js').read_text('utf-8'))
        page = self.open('index.html')
        page.route('**/buscar/m.js', lambda route: route.fulfill(status=200, content_type='text/javascript', body=old))
        page.route('**/buscar/*-000000.js*', lambda route: route.fulfill(status=200, content_type='text/javascript',
            body=''))
        page.goto(self.bases['http'] + 'buscar.html?q=' + quote('fe de vida'))
        self.wait(page, 'fe de vida')
        self.assertEqual('Fe de vida', page.inner_text('.hit-title >> nth=0'))

    def test_an_index_of_another_format_is_read_again(self):
        """The browser's cache may hold an engine or a manifest from before an update of the site."""
        old = re.sub(r'"format":\d+', '"format":1', (PAGES / 'buscar/m.js').read_text('utf-8')).replace('"ranking"',
            '"former"')
        page = self.open('index.html')
        page.route('**/buscar/m.js', lambda route: route.fulfill(status=200, content_type='text/javascript', body=old))
        page.goto(self.bases['http'] + 'buscar.html?q=' + quote('fe de vida'))
        self.wait(page, 'fe de vida')
        self.assertEqual('Fe de vida', page.inner_text('.hit-title >> nth=0'))

    def test_without_javascript_the_index_is_at_hand(self):
        page = self.open('protocolos/fe-de-vida.html', java_script_enabled=False)
        page.fill('#buscar', 'pensión')
        page.keyboard.press('Enter')
        page.wait_for_load_state()
        page.click('noscript a')
        page.wait_for_load_state()
        self.assertIn('indice.html', page.url)


    def test_arrows_move_between_results_and_the_first_is_one_tab_away(self):
        page = self.open('buscar.html?q=constancia')
        page.wait_for_selector('.hit')
        titles = page.locator('.hit-title a')
        focused = 'all => all.indexOf(document.activeElement)'
        page.focus('#buscar-pagina')
        page.keyboard.press('Tab')
        self.assertEqual(0, titles.evaluate_all(focused))
        for key, place in (('ArrowDown', 1), ('ArrowDown', 2), ('ArrowUp', 1), ('ArrowUp', 0)):
            page.keyboard.press(key)
            self.assertEqual(place, titles.evaluate_all(focused), key)
        page.keyboard.press('ArrowUp')
        self.assertEqual('buscar-pagina', page.evaluate('document.activeElement.id'))
        page.keyboard.press('ArrowDown')
        self.assertEqual(0, titles.evaluate_all(focused))


class Accessibility(PageTest):
    def test_axe_finds_nothing(self):
        for scheme in ('light', 'dark'):
            page = self.open('buscar.html?q=pensi%C3%B3n', color_scheme=scheme)
            page.wait_for_selector('.hit')
            self.axe(page, f'results, {scheme}')
            page = self.open('index.html', color_scheme=scheme)
            page.fill('#buscar-inicio', 'pensión')
            page.wait_for_selector('.suggestion')
            page.keyboard.press('ArrowDown')
            self.axe(page, f'box, {scheme}')

    def test_320_pixels_do_not_scroll_sideways(self):
        for path in ('buscar.html?q=pensi%C3%B3n', 'index.html'):
            page = self.open(path, viewport={'width': 320, 'height': 640})
            page.wait_for_timeout(300)
            self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), 320, path)


if __name__ == '__main__':
    unittest.main()
