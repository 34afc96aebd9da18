"""The theme's interface is data: with messages of a pseudo-language, no page shows a word of the theme that is not in
its messages, neither in the markup nor after the scripts have run."""
import html
import pathlib
import re
import shutil
import subprocess
import tempfile

from pages import PROGRAM, SITE, TODAY, PageTest

THEME = SITE / 'themes/institucional'
# Each page with what a person does there, so that scripts write.
PAGES = {'index.html': None, 'buscar.html?q=pension': '.hit', 'buscar.html?q=xyzzy': None,
    'buscar.html?q=pemsion': '.hit', 'puestos/director-ejecutivo.html': None, 'puestos/index.html': None,
    'comparar.html': 'select option:nth-child(3)', 'calendario.html': 'select option:nth-child(3)',
    'matriz.html': None, 'organizacion.html': None, 'lista-maestra.html': None,
    'incorporacion/incorporacion-jefaturas.html': None, 'acuses/manuales/man-atc-01.html': None,
    'protocolos/constancia-cotizaciones.html': None,
    'historial/protocolos/constancia-cotizaciones/04-cambios.html': None, 'novedades.html': None}
TEXTS = '''() => {
    const texts = [], walker = document.createTreeWalker(
        document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        if (node.nodeType === Node.TEXT_NODE) {
            if (!node.parentElement.closest('script, style, noscript')) { texts.push([node.data]); }
        } else {
            for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
                if (node.hasAttribute(name)) { texts.push([node.getAttribute(name), name]); }
            }
        }
    }
    return texts;
}'''


def pseudo(messages):
    """The messages in brackets that no other text has."""
    entries = re.findall(r'^(\w+): (.*(?:\n  .*)*)$', messages, re.M)
    lines = []
    for key, value in entries:
        value = re.sub(r'\n\s+', ' ', value)
        if value[:1] == '"':
            value = value[1:-1].replace('\\"', '"')
        elif value[:1] == "'":
            value = value[1:-1].replace("''", "'")
        lines.append(f"{key}: '⟦{value}⟧'".replace("'", "''").replace(": ''⟦", ": '⟦").replace("⟧''", "⟧'"))
    return '\n'.join(lines) + '\n'


def outside_brackets(texts):
    """The parts of texts that are not within the brackets, in which texts and elements may stand."""
    parts, depth = [], 0
    for text, *attribute in texts:
        own = 0 if attribute else depth
        part = ''
        for letter in text + '\0':
            if letter in '⟦\0':
                parts.append(part)
                part = ''
            own += (letter == '⟦') - (letter == '⟧')
            if own == 0 and letter != '⟧':
                part += letter
        depth = depth if attribute else own
    return [' '.join(part.split()) for part in parts if re.search(r'[^\W\d_]{2}', part)]


def words(text):
    return ' '.join(re.findall(r'\w+', re.sub(r'[*_`]', '', text).lower()))


def shown_words(page):
    """The words of a built page that are not messages."""
    texts = html.unescape(re.sub(r'<(script|style)\b.*?</\1>|<[^>]*>', '', page, flags=re.S))
    return ' '.join(words(part) for part in outside_brackets([[texts]]))


class PseudoLanguage(PageTest):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        site = pathlib.Path(cls.folder.name) / 'sitio'
        shutil.copytree(SITE / 'content', site / 'content')
        theme = site / 'themes/seudo'
        (theme / 'messages').mkdir(parents=True)
        cls.messages = pseudo((THEME / 'messages/es.yaml').read_text('utf-8'))
        (theme / 'messages/es.yaml').write_text(cls.messages, 'utf-8')
        (theme / 'theme.yaml').write_text('name: seudo\ntitle: Seudo\nversion: "1"\nextends: institucional\n')
        settings = site / 'content/site.yaml'
        settings.write_text(settings.read_text('utf-8').replace('tema: institucional', 'tema: seudo'), 'utf-8')
        cls.output = site / 'output'
        subprocess.run([PROGRAM, 'build', '--site', site, '--output', cls.output, '--today', TODAY, '--quiet'],
            check=True)
        cls.bases['seudo'] = cls.serve(cls.output)
        # Words of the sources, of the names of fields and types, and of the pages, where links have their titles.
        texts = [file.read_text('utf-8') for folder in (site / 'content', SITE / 'Sources/BuiltIn/files/types')
            for file in folder.rglob('*') if file.suffix in ('.md', '.yaml')]
        built = [shown_words(file.read_text('utf-8')) for file in cls.output.rglob('*.html')]
        cls.sources = ' ' + ' '.join([*map(words, texts), *built]) + ' '

    def test_each_message_is_translated(self):
        self.assertEqual(len(re.findall(r'^\w+:', (THEME / 'messages/es.yaml').read_text('utf-8'), re.M)),
            self.messages.count('⟦'))

    def test_markup_of_the_templates_has_no_words(self):
        found = []
        for file in sorted(THEME.rglob('*.mustache')):
            text = re.sub(r'<(style|script)\b.*?</\1>', '', file.read_text('utf-8'), flags=re.S)
            if not re.match(r'\s*(<|\{\{)', text) or file.stem.endswith(('.css', '.js')):
                continue
            shown = re.sub(r'<!--.*?-->|<(?:\{\{.*?\}\}|[^>])*>', '\n', text, flags=re.S)
            shown = re.sub(r'\{\{.*?\}\}+', '', shown, flags=re.S)
            found += [(file.name, line) for line in shown.split('\n') if re.search(r'[^\W\d_]{2}', line)]
            for name, value in re.findall(r'\b(aria-label|title|alt|placeholder)="([^"]*)"', text):
                if re.search(r'[^\W\d_]{2}', re.sub(r'\{\{.*?\}\}', '', value)):
                    found.append((file.name, f'{name}="{value}"'))
        self.assertEqual([], found)

    def test_scripts_write_only_messages_and_words_of_the_site(self):
        for path, awaited in PAGES.items():
            with self.subTest(path):
                still = self.open(path, 'seudo', java_script_enabled=False)
                before = set(outside_brackets(still.evaluate(TEXTS)))
                page = self.open(path, 'seudo')
                if awaited:
                    page.locator(awaited).first.wait_for(state='attached')
                texts = page.evaluate(TEXTS)
                self.assertTrue(any('⟦' in text for text, *_ in texts), 'the page has messages')
                self.assertEqual([], [text for text in outside_brackets(texts) if not self.is_of_site(text, before)])
                still.context.close()
                page.context.close()

    def is_of_site(self, text, before):
        """Whether a text was there before the scripts ran, is a date, or its phrases are words of the sources."""
        if text in before or re.fullmatch(r'\d{1,2} de \w+ de \d{4}', text):
            return True
        phrases = re.split(r'[,:›.·] | \(\d+\)$', text)
        return all(f' {words(phrase)} ' in self.sources for phrase in phrases if words(phrase))
