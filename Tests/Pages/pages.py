"""Helpers of the browser tests: Debian's Chromium, the built pages over HTTP and as files, axe-core."""
import functools
import http.server
import os
import pathlib
import threading
import unittest

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PAGES = pathlib.Path(os.environ['PAGES'])
PROGRAM = os.environ['PROGRAM']
SITE = pathlib.Path(__file__).resolve().parents[2]
TODAY = '2026-11-21'
# Chromium without a window: the same engine for a third of the processor time.
CHROMIUM = '/usr/bin/chromium-headless-shell'


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """Ignores the error of a client that left a page before it was loaded."""


class PageTest(unittest.TestCase):
    """A test class with one browser and one server. A page must not log an error."""

    @classmethod
    def setUpClass(cls):
        # Serve under a sub-path: only the page for unknown addresses may rely on the root of the host.
        cls.servers = []
        cls.bases = {'http': cls.serve(PAGES.parent) + PAGES.name + '/', 'rooted': cls.serve(PAGES),
            'file': PAGES.as_uri() + '/'}
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=['--no-sandbox'])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        for server in cls.servers:
            server.shutdown()
            server.server_close()

    @classmethod
    def serve(cls, folder):
        server = Server(('127.0.0.1', 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.servers.append(server)
        return f'http://127.0.0.1:{server.server_port}/'

    def open(self, path, how='http', **options):
        options.setdefault('viewport', {'width': 1280, 'height': 900})
        context = self.browser.new_context(locale='es', reduced_motion='reduce', **options)
        self.addCleanup(context.close)
        page = context.new_page()
        problems = []
        page.on('pageerror', lambda error: problems.append(str(error)))
        page.on('console', lambda message: problems.append(message.text) if message.type == 'error' else None)
        self.addCleanup(lambda: self.assertEqual([], problems))
        page.goto(self.bases['rooted' if how == 'http' and path == '404.html' else how] + path)
        return page

    def until(self, page, script, argument=None):
        """Waits until a JavaScript function returns true. The policy of the page forbids `wait_for_function`."""
        for _ in range(250):
            if page.evaluate(script, argument):
                return
            page.wait_for_timeout(20)
        self.fail(f'never true: {script} ({argument})')

    def axe(self, page, what, options=None):
        results = Axe().run(page, options={'resultTypes': ['violations'], **(options or {})})
        found = [f"{v['id']}: {v['nodes'][0]['html'][:120]} ({v['nodes'][0]['failureSummary'][:200]})"
            for v in results.response['violations']]
        self.assertEqual([], found, what)
