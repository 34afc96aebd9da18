"""Measures the cost of a query in a browser: files and bytes as a host sends them (gzip), time to the first ten
results, time per keystroke.

usage: cost.py PAGES QUERIES N        QUERIES: JSON lines with "query", or one query per line;
                                      N of them are asked, spread over the list
"""
import gzip
import json
import pathlib
import re
import statistics
import sys
from urllib.parse import quote, urlparse

from playwright.sync_api import sync_playwright

from quiet import serve


def median(values):
    return statistics.median(values) if values else 0


def high(values):
    return sorted(values)[int(len(values) * .95)] if values else 0


def main():
    pages = pathlib.Path(sys.argv[1])
    lines = [line.strip() for line in open(sys.argv[2], encoding='utf-8') if line.strip()]
    queries = [json.loads(line)['query'] if line.startswith('{') else line
        for line in lines][:: max(1, len(lines) // int(sys.argv[3]))]
    base = serve(pages)
    sizes = {}

    def size(path):
        if path not in sizes:
            sizes[path] = len(gzip.compress((pages / path.lstrip('/')).read_bytes(), 6))
        return sizes[path]

    files, index, texts, first, keys = [], [], [], [], {1: [], 4: []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path='/usr/bin/chromium', args=['--no-sandbox'])
        for query in queries:
            context = browser.new_context()
            page = context.new_page()
            seen = []
            page.on('request', lambda request: seen.append(urlparse(request.url).path))
            page.goto(base + 'buscar.html?q=' + quote(query))
            for _ in range(500):
                if page.evaluate('document.querySelector("[data-search-page]").getAttribute("data-ready") !== null'):
                    break
                page.wait_for_timeout(5)
            first.append(page.evaluate('Math.max(...performance.getEntriesByType("resource").filter(e => '
                '!/[/](f-|k[.]js|favicon)/.test(e.name)).map(e => e.responseEnd))'))
            # Filters come after the results.
            parts = [path for path in seen if '/buscar/' in path and not re.search(r'/(f-|k[.]js)', path)]
            cards = [path for path in parts if '/t-' in path]
            files.append(len(parts) - len(cards) + 1)
            index.append(sum(size(path) for path in parts if path not in cards) + size('guiones/search-engine.js'))
            texts.append(sum(size(path) for path in cards))
            for factor in keys:
                client = context.new_cdp_session(page)
                client.send('Emulation.setCPUThrottlingRate', {'rate': factor})
                took = page.evaluate('''async query => {
                  const input = document.getElementById('buscar-pagina'), shards = {}, times = [];
                  window.oficioDato = (name, data) => { shards[name] = data; };
                  const load = (name, done) => {
                    const script = document.createElement('script');
                    script.src = 'buscar/' + name + '.js';
                    script.onload = () => done(name in shards ? shards[name] : null); script.onerror = () => done(null);
                    document.head.append(script);
                  };
                  const engine = new OficioEngine(window.oficioIndice, load);
                  const ask = text => new Promise(done => engine.search(text, { limit: 10, open: true }, done));
                  for (let round = 0; round < 2; round += 1) {
                    for (let end = Math.max(1, query.length - 5); end <= query.length; end += 1) {
                      await ask(query.slice(0, end));
                      if (!round) { continue; }
                      const start = performance.now();
                      await ask(query.slice(0, end));
                      times.push(performance.now() - start);
                    }
                  }
                  return times;
                }''', query)
                keys[factor] += took
            context.close()
        browser.close()
    print(f'{len(queries)} cold queries: {median(files):.0f} files (95 %: {high(files)}) and '
        f'{median(index) / 1024:.1f} KiB (95 %: {high(index) / 1024:.1f}) with engine and start; '
          f'texts of ten results {median(texts) / 1024:.1f} KiB (95 %: {high(texts) / 1024:.1f})')
    print(f'cold page to its results {median(first):.0f} ms (95 %: {high(first):.0f}); a keystroke, shards there, '
        f'{median(keys[1]):.1f} ms (95 %: {high(keys[1]):.1f}), '
          f'processor four times slower {median(keys[4]):.1f} ms (95 %: {high(keys[4]):.1f})')


main()
