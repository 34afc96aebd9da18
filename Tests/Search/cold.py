"""Times a cold page up to its first ten results: our search beside Pagefind's over the same pages, in turn, each in a
new browser context.

usage: cold.py PAGES BUNDLE QUERIES        BUNDLE: output of `pagefind --output-path`; QUERIES: one per line
"""
import pathlib
import statistics
import sys
import tempfile
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from quiet import serve

# The steps of Pagefind's documentation: load its module, search, load the data of ten results, show them.
PEER = '''<!DOCTYPE html><html lang="es"><meta charset="utf-8"><title>Pagefind</title><body><ol></ol>
<script type="module">
const pagefind = await import('./bundle/pagefind.js');
const found = await pagefind.search(new URLSearchParams(location.search).get('q'));
for (const data of await Promise.all(found.results.slice(0, 10).map(r => r.data()))) {
  const li = document.createElement('li'); li.innerHTML = data.meta.title + ' ' + data.excerpt;
  document.querySelector('ol').append(li);
}
window.there = performance.now();
</script></body></html>'''
OURS = '''new MutationObserver(() => {
  const page = document.querySelector('[data-search-page]');
  if (page && page.getAttribute('data-ready') !== null && !window.there) { window.there = performance.now(); }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] })'''
# `wait_for_function` evaluates a string, which the policy of the page forbids.
THERE = (
    '() => new Promise(done => { const timer = setInterval(() => { if (window.there) { clearInterval(timer); '
    'done(window.there); } }, 10); })')
EMPTY = 'addEventListener("DOMContentLoaded", () => { window.there = performance.now(); })'


def main():
    pages, bundle, queries = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), [q.strip()
        for q in open(sys.argv[3], encoding='utf-8') if q.strip()]
    took = {'Pagefind': [], 'oficio': [], 'the page without a query': []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (pathlib.Path(folder) / 'bundle').symlink_to(bundle)
        (pathlib.Path(folder) / 'index.html').write_text(PEER, 'utf-8')
        peer, ours = serve(folder), serve(pages)
        browser = playwright.chromium.launch(executable_path='/usr/bin/chromium', args=['--no-sandbox'])
        for query in queries * 3:
            for name, url, script in (('Pagefind', f'{peer}index.html?q={quote(query)}', ''),
                                      ('oficio', f'{ours}buscar.html?q={quote(query)}', OURS),
                                      ('the page without a query', f'{ours}buscar.html', EMPTY)):
                context = browser.new_context()
                page = context.new_page()
                page.add_init_script(script)
                page.goto(url)
                took[name].append(page.evaluate(THERE))
                context.close()
        browser.close()
    print('cold page to ten results, median: '
        + ', '.join(f'{name} {statistics.median(times):.0f} ms' for name, times in took.items()))


main()
