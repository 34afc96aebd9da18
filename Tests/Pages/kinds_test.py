"""One page of every kind and type: axe-core in both colour schemes, narrow and zoomed, without JavaScript, by keyboard,
under its own policy. With OFICIO_EVERY_PAGE set, every page of the demonstration."""
import os
import re
import unittest

from pages import PAGES, PageTest

def page_of_each_kind():
    """The shortest page of each kind, by the class of its body element, and for the common kind of each folder, since
    types without a template of their own share it. A new kind is included without a change here."""
    found = {}
    for path in sorted(PAGES.rglob('*.html'), key=lambda path: (path.stat().st_size, path)):
        text = path.read_text('utf-8')
        if 'content-security' not in text.lower():
            raise AssertionError(f'{path} has no policy')
        kind = re.search(r'<body class="kind-([\w-]+)', text)
        path = path.relative_to(PAGES)
        found.setdefault(kind.group(1), path.as_posix())
        if kind.group(1) == 'record':
            found.setdefault(f'record {path.parts[0]}', path.as_posix())
        if os.environ.get('OFICIO_EVERY_PAGE') and kind.group(1) != 'redirect':
            found.setdefault(f'{kind.group(1)} {path}', path.as_posix())
    return found


KINDS = page_of_each_kind()
# Pages whose content a script draws are opened with a query that gives them content.
QUERIES = {'compare': '?de=agente-ventanilla&a=supervisor-ventanilla', 'calendar': '?puesto=supervisor-ventanilla',
    'search': '?q=pensión'}
# A redirect is left out, because it leaves the page at once.
SHOWN = {path: path + QUERIES.get(kind.split()[0], '') for kind, path in KINDS.items() if kind != 'redirect'}
# All tables are pages of one kind; check each of them.
MORE = ['matriz.html', 'quien-hace.html?q=expedientes']


class Kinds(PageTest):
    def test_no_kind_of_the_theme_is_missing(self):
        wanted = {'home', 'record', 'job', 'protocol', 'checklist', 'manual', 'unit', 'form', 'list', 'index-az',
                  'glossary', 'organization', 'about', 'not-found',
                  'versions', 'redline', 'news', 'search', 'quality', 'table', 'onboarding', 'receipt', 'compare',
                  'calendar'}
        self.assertEqual(set(), wanted - set(KINDS))

    def test_axe_finds_nothing_in_either_scheme_and_nothing_is_wider_than_a_narrow_screen(self):
        for path in list(SHOWN.values()) + MORE:
            with self.subTest(path):
                page = self.open(path, color_scheme='light')
                page.wait_for_timeout(60)
                self.axe(page, path)
                page.emulate_media(color_scheme='dark')
                self.axe(page, f'{path} in the dark', {'runOnly': ['color-contrast']})
                # 320 pixels are the width of a 1280-pixel window at 400 %.
                page.set_viewport_size({'width': 320, 'height': 640})
                self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), 320)
                page.context.close()

    def test_every_page_reads_without_scripts(self):
        for path in list(SHOWN.values()) + MORE:
            with self.subTest(path):
                page = self.open(path, java_script_enabled=False)
                self.assertEqual(1, page.locator('h1').count())
                text = page.locator('main').inner_text()
                self.assertGreater(len(text), 40)
                page.context.close()

    def test_nothing_moves_and_everything_has_a_visible_focus(self):
        for path in list(SHOWN.values()):
            with self.subTest(path):
                page = self.open(path)
                self.assertEqual(0, page.evaluate("document.getAnimations().length"))
                for _ in range(12):
                    page.keyboard.press('Tab')
                    outline = page.evaluate("(() => { const e = document.activeElement; if (!e || e === document.body "
                        "|| e.matches('input.visually-hidden')) return 'x'; const s = getComputedStyle(e); return "
                        "s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ? 'x' : e.outerHTML.slice(0, "
                        "90); })()")
                    self.assertEqual('x', outline)
                page.context.close()

    def test_the_contents_of_a_long_sheet_lead_to_its_sections_and_hide_none_of_them(self):
        for width in (1280, 320):
            page = self.open('puestos/jefe-talento-humano.html', viewport={'width': width, 'height': 800})
            summary, links = page.locator('.page-contents summary'), page.locator('.page-contents a')
            self.assertEqual(page.locator('.sheet h2.section-title').count(), links.count())
            summary.focus()
            page.keyboard.press('Enter')
            self.axe(page, f'contents open, {width} pixels')
            self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), width)
            page.keyboard.press('Escape')
            self.assertFalse(links.first.is_visible())
            self.assertTrue(summary.evaluate('e => e === document.activeElement'))
            page.keyboard.press('Enter')
            links.nth(5).click()
            self.assertFalse(links.first.is_visible())
            place = page.url.split('#')[1]
            top, bottom = (page.locator(where).first.bounding_box() for where in (f'[id="{place}"]', '.page-contents'))
            self.assertGreaterEqual(top['y'], bottom['y'] + bottom['height'] - 1, 'the bar covers no heading')
            self.assertLess(top['y'], 200)
            page.context.close()
        self.assertEqual(0, self.open('puestos/auditor-interno.html').locator('.page-contents').count())

    def test_targets_are_large_enough_for_a_finger(self):
        # WCAG 2.2, 2.5.8: targets of at least 24 pixels, except links in sentences.
        for path in list(SHOWN.values()) + MORE:
            with self.subTest(path):
                page = self.open(path, viewport={'width': 360, 'height': 740}, has_touch=True)
                small = page.evaluate(
                    """Array.from(document.querySelectorAll('button, input, select, summary')).filter(e => {
                    const r = e.getBoundingClientRect();
                    const l = e.labels && e.labels[0] && e.labels[0].getBoundingClientRect();
                    return r.width && !e.matches('.visually-hidden') && (r.height < 24 || r.width < 24)
                        && !(l && l.height >= 24); }).map(e => e.outerHTML.slice(0, 90))""")
                self.assertEqual([], small)
                page.context.close()


if __name__ == '__main__':
    unittest.main()
