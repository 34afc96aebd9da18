#!/usr/bin/env python3
"""Measures builds after what an institution changes every day: changes.py PROGRAM SIZE ROUNDS [HUGO]

The site is a generated one of SIZE documents on a tmpfs. For each change the table has the processor time (user and
system) and the peak memory of the build after it, the median of ROUNDS, and their share of Hugo's whole build of the
same text, which runs by turns. The documents that are added, renamed and deleted are named by no other; one retitled
document is, and the table says by how many. Sources change between builds only.
"""
import collections
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

BENCH = pathlib.Path(os.environ.get('OFICIO_MATERIAL',
    pathlib.Path(__file__).resolve().parents[3] / 'shared')).resolve() / 'bench'


def measured(command, environment):
    """Processor seconds and peak MiB of a command."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    said = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f'{command} ended with {process.returncode}:\n{said[-2000:]}')
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Changes:
    def __init__(self, program, size, folder):
        self.program, self.root, self.day = program, folder, 21
        self.site, self.output = folder / 'oficio', folder / 'output'
        subprocess.run([sys.executable, BENCH / 'corpus.py', self.site, str(size)], check=True, capture_output=True)
        self.jobs = sorted((self.site / 'content/puestos').rglob('*.md'))
        self.number, self.rows = 0, {}
        # How many documents name each job, by the name of its file.
        self.named = collections.Counter(word for path in (self.site / 'content').rglob('*.md')
            for word in set(re.findall(r'[\w-]+', path.read_text('utf-8'))) if word != path.stem)
        self.known = next((path for path in self.jobs if 10 <= self.named[path.stem] <= 20), self.jobs[0])

    def build(self, name):
        cache = dict(os.environ, XDG_CACHE_HOME=str(self.root / 'cache'))
        made = measured([self.program, 'build', '--site', self.site, '--output', self.output, '--quiet', '--today',
            f'2026-11-{self.day:02}'], cache)
        self.rows.setdefault(name, []).append(made)

    def retitle(self, path, title):
        text = path.read_text('utf-8')
        path.write_text(re.sub(r'^título: .*$', f'título: {title}', text, count=1, flags=re.M), 'utf-8')

    def round(self):
        for folder in (self.output, self.root / 'cache'):
            shutil.rmtree(folder, ignore_errors=True)
        self.number += 1
        self.build('from nothing')
        self.build('nothing changed')
        model = self.jobs[(self.number * 997) % len(self.jobs)]
        text = model.read_text('utf-8')
        lines = text.split('\n')
        place = max(index for index, line in enumerate(lines) if len(line) > 60 and line[0].isalpha())
        lines[place] += ' Cuídese el expediente.'
        model.write_text('\n'.join(lines), 'utf-8')
        self.build('one sentence edited')
        added = model.with_name(f'puesto-nuevo-{self.number}.md')
        # Without a code of its own it would be a draft, which is not published.
        added.write_text(re.sub(r'^código: .*$', f'código: PN-{self.number}', text, count=1, flags=re.M), 'utf-8')
        self.retitle(added, f'Puesto nuevo {self.number}')
        self.build('a document added')
        if not list(self.output.rglob(f'{added.stem}.html')):
            sys.exit(f'{added} was not published')
        self.retitle(added, f'Otro puesto {self.number}')
        self.build('retitled, named by no other')
        self.retitle(self.known, f'Con otro nombre {self.number}')
        self.build(f'retitled, named by {self.named[self.known.stem]}')
        renamed = added.rename(added.with_name(f'puesto-renombrado-{self.number}.md'))
        self.build('its file renamed')
        renamed.unlink()
        self.build('deleted')
        self.day += 1
        self.build('the next day')


def main():
    program, size, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    hugo = os.path.abspath(sys.argv[4]) if len(sys.argv) > 4 else None
    with tempfile.TemporaryDirectory(dir='/dev/shm' if os.path.isdir('/dev/shm') else None) as folder:
        root = pathlib.Path(folder)
        changes, whole = Changes(program, size, root), []
        if hugo:
            subprocess.run([sys.executable, BENCH / 'corpus.py', root / 'hugo', str(size), '--flavour', 'hugo'],
                check=True, capture_output=True)
        for _ in range(rounds):
            changes.round()
            if hugo:
                shutil.rmtree(root / 'public', ignore_errors=True)
                whole.append(measured([hugo, '--quiet', '--source', root / 'hugo', '--destination', root / 'public'],
                    dict(os.environ, HUGO_CACHEDIR=str(root / 'hugo-cache'))))
        peer = [statistics.median(column) for column in zip(*whole)] if whole else None
        print(f'| {size} documents, build after | processor time | memory | share of Hugo |\n|---|---|---|---|')
        for name, made in [*changes.rows.items(), *([('Hugo, the same text', whole)] if whole else [])]:
            time, memory = (statistics.median(column) for column in zip(*made))
            share = f'{time / peer[0]:.3f}, {memory / peer[1]:.2f}' if peer else ''
            print(f'| {name} | {time:.2f} s | {memory:.0f} MiB | {share} |')


main()
