"""A small site with the editor, open in a browser."""
import pathlib
import shutil
import tempfile

from editing import Editor
from pages import SITE, PageTest

JOB = 'puestos/supervisor-ventanilla'


class EditPage(PageTest):
    """A test with the editor on a site of one job, in a browser that has the session."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        # A small site, so that checks take no time.
        for path in ('site.yaml', 'unidades.yaml', f'{JOB}.md'):
            (cls.root / 'sitio/content' / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SITE / 'content' / path, cls.root / 'sitio/content' / path)
        shutil.copytree(SITE / 'content/formatos', cls.root / 'sitio/content/formatos')
        cls.editor = Editor(cls.root / 'sitio', cls.root / 'estado')
        cls.bases |= {'editor': cls.editor.origin + '/-oficio/editar/', 'site': f'http://localhost:{cls.editor.port}/'}
        cls.file = cls.root / f'sitio/content/{JOB}.md'
        cls.text = cls.file.read_text()
        # Every context enters once; the token goes into the address of the first page.
        cls.editor.enter()
        cls.cookie = cls.editor.cookie.split('=')

    @classmethod
    def tearDownClass(cls):
        cls.editor.stop()
        cls.folder.cleanup()
        super().tearDownClass()

    def setUp(self):
        # In one step, so that the preview never reads half a file.
        if self.file.read_text() != self.text:
            (self.root / 'antes').write_text(self.text)
            (self.root / 'antes').rename(self.file)
        for drafts in (self.root / 'estado').glob('**/borradores'):
            shutil.rmtree(drafts)

    def enter(self, path, how='editor', **options):
        """A page in a browser that has the session."""
        # The first page must not be one of the preview, which loads itself again when a file changes.
        page = self.open('editor.css', 'editor', **options)
        page.context.add_cookies([{
            'name': self.cookie[0], 'value': self.cookie[1], 'domain': '127.0.0.1', 'path': '/-oficio/editar',
            'httpOnly': True, 'sameSite': 'Strict'}])
        page.goto(self.bases[how] + path)
        return page

    def form(self, **options):
        return self.enter(f'documento?doc=content%2F{JOB.replace("/", "%2F")}.md', **options)

    def tasks(self, page):
        return page.locator('[data-campo="functions"] tbody [data-columna="task"]')

    def checked(self, page):
        """Waits until a check of what is typed has been shown."""
        self.until(page, '() => document.getElementById("guardar")?.hidden === false')
