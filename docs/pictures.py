#!/usr/bin/env python3
"""Builds the guide with its pictures: pages of the sites that its commands make, as a browser shows them.

usage: pictures.py PROGRAM GUIDE OUTPUT

A page of the guide says where a picture belongs: `<!-- imagen: puestos/conserje.html La ficha publicada -->`
(`picture:` in English; `editor:puestos/archivista.md` is the form of that source in `oficio serve --edit`). The blocks
above it are followed in a new site, as the tests do; the site is built, and
Chromium takes the picture. The guide is built from a copy that holds the pictures. Where Chromium is absent it is built
without them, and that is said."""
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse

DAY = '2026-11-21'
SIZE = (1000, 720)
STEP = re.compile(r'^```(\w+)(?: (\S+))?\n(.*?)^```$|^<!-- (?:imagen|picture): (\S+) (.*?) -->$', re.S | re.M)


# The first needs a third of the processor time of the others and makes the same bytes.
BROWSERS = ('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome')


def browser():
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def shoot(chromium, address, picture):
    """Takes a picture of a page at an address; ends with a message if the browser makes none."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [chromium, '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', f'--user-data-dir={profile}',
             f'--window-size={SIZE[0]},{SIZE[1]}', '--virtual-time-budget=10000', f'--screenshot={picture}', address],
            check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not picture.is_file() or picture.stat().st_size < 2000:
        sys.exit(f'{address}: no picture was made')


class Page:
    """A page of the guide and a site, in which its blocks are followed in order."""

    def __init__(self, program, chromium, text, language, stem):
        self.program, self.chromium, self.text, self.stem = program, chromium, text, stem
        self.name = {'es': 'sitio', 'en': 'site'}[language]
        self.language, self.pictures = language, {}

    def run(self, *words, folder):
        return subprocess.run(
            [self.program, *words, '--today', DAY], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, 'XDG_CACHE_HOME': str(self.root / 'cache')})

    def illustrated(self):
        """The page's text with a picture in place of each comment."""
        with tempfile.TemporaryDirectory() as folder:
            self.root = pathlib.Path(folder)
            self.site = self.root / self.name
            if '$ oficio new' not in self.text:
                self.run('new', self.name, '--lang', self.language, folder=self.root)
            return STEP.sub(self.follow, self.text)

    def follow(self, match):
        kind, path, body, shown, words = match.groups()
        if shown:
            return self.picture(shown, words)
        if path:
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).write_text(body, 'utf-8')
        if kind == 'console':
            for command in re.findall(r'^\$ oficio (.*)$', body, re.M):
                self.run(*shlex.split(command), folder=self.site if self.site.exists() else self.root)
        return match[0]

    def picture(self, shown, words):
        file = f'{self.stem}-{len(self.pictures) + 1}.png'
        target = self.root / file
        if shown.startswith('editor:'):
            self.edit(shown.removeprefix('editor:'), target)
        else:
            self.build(shown, target)
        self.pictures[file] = target.read_bytes()
        return f'![{words}](../recursos/{file})'

    def edit(self, source, target):
        """Takes a picture of the form of a source in the editor."""
        if not (self.site / 'content' / source).is_file():
            sys.exit(f'{self.stem}: there is no source {source}')
        server = subprocess.Popen(
            [self.program, 'serve', '--edit', '--port', '0', '--today', DAY], cwd=self.site, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, 'XDG_CACHE_HOME': str(self.root / 'cache'), 'XDG_STATE_HOME': str(self.root / 'state')})
        try:
            server.stdout.readline()
            entrance = re.search(r'http://\S+', server.stdout.readline())[0]
            shoot(self.chromium, f'{entrance}&doc={urllib.parse.quote("content/" + source, safe="")}', target)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
            server.stdout.close()

    def build(self, shown, target):
        """Takes a picture of a page of the built site."""
        output = self.root / 'shown'
        done = self.run('build', '--drafts', '--output', str(output), folder=self.site)
        if not (output / shown).is_file():
            sys.exit(f'{self.stem}: there is no page {shown}\n{done.stderr}')
        # Its script compares DAY with the real day, and would show the notice of a site that was built long ago.
        (output / 'guiones/dia.js').write_text('', 'utf-8')
        shoot(self.chromium, (output / shown).as_uri(), target)


def main(program, guide, output):
    program, guide = str(pathlib.Path(program).resolve()), pathlib.Path(guide)
    chromium = browser()
    language = 'en' if re.search(r'^(?:lengua|language): en', (guide / 'content/site.yaml').read_text('utf-8'),
        re.M) else 'es'
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / guide.name
        shutil.copytree(guide, copy, ignore=shutil.ignore_patterns('output'))
        taken = 0
        if chromium:
            (copy / 'content/recursos').mkdir(exist_ok=True)
            for file in sorted((copy / 'content/paginas').glob('*.md')):
                page = Page(program, chromium, file.read_text('utf-8'), language, file.stem)
                if not re.search(r'^<!-- (?:imagen|picture): ', page.text, re.M):
                    continue
                file.write_text(page.illustrated(), 'utf-8')
                for name, content in page.pictures.items():
                    (copy / 'content/recursos' / name).write_bytes(content)
                taken += len(page.pictures)
        else:
            print(f'{guide}: Chromium is not installed, the guide is built without its pictures', file=sys.stderr)
        done = subprocess.run([program, 'build', '--site', copy, '--output', output, '--strict'])
        print(f'{guide}: {taken} pictures', file=sys.stderr)
        return done.returncode


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
