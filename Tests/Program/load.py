"""Puts load on the preview: load.py PROGRAM [CLIENTS] [SECONDS]. Many clients read pages while sources are saved; no
request may fail.

Prints requests per second, the slowest response and the memory of the server. Ends with 1 if a request failed or the
server died.
"""
import http.client
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from environment import ROOT, SEED


def read_pages(port, paths, until, answers, failures, chance):
    connection = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
    while time.monotonic() < until:
        path = chance.choice(paths)
        start = time.monotonic()
        try:
            connection.request('GET', path)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                failures.append(f'{path}: {response.status}')
        except (OSError, http.client.HTTPException) as error:
            failures.append(f'{path}: {error!r}')
            connection.close()
        answers.append(time.monotonic() - start)
    connection.close()


def save_sources(site, until):
    path = next((site / 'content/puestos').glob('*.md'))
    text = path.read_text()
    number = 0
    while time.monotonic() < until:
        number += 1
        path.write_text(text + f'\n## Observaciones\n\nTexto {number}.\n')
        time.sleep(0.5)


def main():
    program = sys.argv[1]
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 30
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / 'site'
        site.mkdir()
        shutil.copytree(ROOT / 'content', site / 'content')
        shutil.copytree(ROOT / 'themes', site / 'themes')
        server = subprocess.Popen([program, 'serve', '--site', str(site), '--port', '0'], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        port = None
        while port is None:
            line = server.stdout.readline()
            if not line:
                sys.exit('the preview did not start')
            match = re.search(r'localhost:(\d+)', line)
            port = int(match[1]) if match else None
        threading.Thread(target=server.stdout.read, daemon=True).start()
        first = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
        first.request('GET', '/sitemap.xml')
        first.getresponse().read()
        paths = ['/', '/index.html', '/indice.html', '/buscar.html', '/organigrama.html']
        found = []
        for path in paths:
            first.request('GET', path)
            response = first.getresponse()
            response.read()
            if response.status == 200:
                found.append(path)
        answers, failures = [], []
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(
                target=read_pages, args=(port, found, until, answers, failures, random.Random(f'{SEED} {number}')))
            for number in range(clients)]
        threads.append(threading.Thread(target=save_sources, args=(site, until)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        alive = server.poll() is None
        memory = re.search(r'VmHWM:\s+(\d+)',
            pathlib.Path(f'/proc/{server.pid}/status').read_text())[1] if alive else '?'
        server.terminate()
        server.wait()
    print(f'{clients} clients, {seconds:.0f} s: {len(answers) / seconds:.0f} requests a second, slowest '
        f'{max(answers):.2f} s, {memory} KiB')
    for failure in failures[:10]:
        print('FAILED', failure)
    if failures or not alive or len(found) < 2:
        sys.exit(f'{len(failures)} requests failed; the server {"lives" if alive else "died"}')


main()
