"""Versions in the browser: comparing any two, hiding the marks, and the notice of a site that is out of date."""
import unittest

from pages import PageTest

VERSIONS = 'historial/manuales/man-atc-01/index.html'


class Compare(PageTest):
    def test_any_two_versions_inline_and_side_by_side(self):
        for how in ('http', 'file'):
            page = self.open(VERSIONS, how)
            page.select_option('#comparar-de', label='Versión 03')
            page.select_option('#comparar-a', label='Versión 05')
            page.get_by_role('button', name='Comparar').click()
            page.wait_for_selector('.compare-result ins')
            self.assertTrue(page.locator('.compare-result del', has_text='Anfitrión').count())
            self.assertEqual('Versión 03 → Versión 05', page.inner_text('.compare-status'))
            page.select_option('#comparar-vista', 'side')
            page.wait_for_selector('.compare-row')
            # The address opens the same comparison.
            self.assertIn('#comparar=1-3', page.url)

    def test_a_comparison_backwards_swaps_additions_and_deletions(self):
        page = self.open(VERSIONS + '#comparar=3-1')
        page.wait_for_selector('.compare-result del')
        self.assertTrue(page.locator('.compare-result ins', has_text='Anfitrión').count())

    def test_a_version_does_not_differ_from_itself(self):
        page = self.open(VERSIONS + '#comparar=2-2')
        page.wait_for_selector('.compare-status:not(:empty)')
        self.assertIn('sin diferencias', page.inner_text('.compare-status'))


class Marks(PageTest):
    def test_changes_are_underlined_and_can_be_hidden(self):
        page = self.open('puestos/agente-ventanilla.html')
        mark = page.locator('ins.change:not(.changes-legend *)').first
        legend = page.locator('.changes-legend')
        self.assertTrue(legend.is_visible())
        line = 'e => getComputedStyle(e).textDecorationLine'
        self.assertEqual('underline', mark.evaluate(line))
        button = page.get_by_role('button', name='Subrayar lo que cambió')
        button.click()
        self.assertEqual('none', mark.evaluate(line))
        self.assertEqual('false', button.get_attribute('aria-pressed'))
        self.assertFalse(legend.is_visible())


class Age(PageTest):
    def test_a_reader_is_warned_after_the_next_change(self):
        for day, visible in (('2026-11-22T10:00:00', False), ('2027-03-02T10:00:00', True)):
            context = self.browser.new_context()
            self.addCleanup(context.close)
            page = context.new_page()
            page.clock.set_fixed_time(day)
            page.goto(self.bases['http'] + 'protocolos/constancia-cotizaciones.html')
            self.assertEqual(visible, page.locator('.stale-banner').is_visible(), day)
            self.assertIn('Estado al 21 de noviembre de 2026', page.inner_text('.site-footer'))


class Accessibility(PageTest):
    def test_axe_finds_nothing_and_nothing_scrolls_sideways(self):
        for path in (VERSIONS, 'historial/manuales/man-atc-01/05-cambios.html', 'historial/manuales/man-atc-01/03.html',
                'novedades.html', 'calidad.html'):
            for scheme in ('light', 'dark'):
                page = self.open(path, color_scheme=scheme)
                self.axe(page, f'{path}, {scheme}')
            page = self.open(path, viewport={'width': 320, 'height': 640})
            self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), 320, path)


if __name__ == '__main__':
    unittest.main()
