"""Canaries: made-up words, one for each place of a site, and a search for them in every byte that a program has
written."""
import base64
import io
import pathlib
import random
import re
import subprocess
import zipfile
import zlib

from environment import SEED

CONSONANTS, VOWELS = 'bdfgklmprtvz', 'aeiou'
# Matches may overlap: letters before a canary may look like the beginning of one.
WHOLE = re.compile(f'(?=((?:[{CONSONANTS}][{VOWELS}]){{5}}kx))'.encode())
INNER = re.compile(f'(?=((?:[{VOWELS}][{CONSONANTS}]){{3}}))'.encode())


class Canaries:
    """Made-up words keyed by their place. No two share a beginning, so that none hides behind another in an index."""

    def __init__(self, seed=SEED + 10):
        self.random = random.Random(seed)
        self.words = {}

    def __call__(self, place):
        while place not in self.words:
            word = ''.join(self.random.choice(CONSONANTS) + self.random.choice(VOWELS) for _ in range(5)) + 'kx'
            if not any(word[:5] in known or known[:5] in word or word[3:9] == known[3:9]
                    for known in self.words.values()):
                self.words[place] = word
        return self.words[place]

    def found(self, folder, places=None):
        """The places whose words are in files below a folder, each with those files."""
        wanted = {place: word for place, word in self.words.items() if places is None or place in places}
        whole = {word.encode(): place for place, word in wanted.items()}
        # The search index holds stems in front coding: a stem is stored without the beginning that it shares with the
        # one before.
        inner = {word[3:9].encode(): place for place, word in wanted.items()}
        hits = {}
        for name, content in everything(folder):
            found = {whole[word] for word in WHOLE.findall(content) if word in whole}
            if '/buscar/' in '/' + name and name.endswith('+'):
                found |= {inner[part] for part in INNER.findall(content) if part in inner}
            for place in found:
                hits.setdefault(place, []).append(name)
        return hits


def everything(folder):
    """Every file as (name, lower-case bytes), hidden ones too. The bytes include the name, members of archives, streams
    of PDFs and decoded Base64."""
    folder = pathlib.Path(folder)
    for path in sorted(folder.rglob('*') if folder.is_dir() else [folder]):
        if path.is_file():
            name = str(path.relative_to(folder)) if folder.is_dir() else path.name
            yield from decoded(name, path.read_bytes())
            if path.suffix == '.pdf':
                for command in (['pdftotext', path, '-'], ['pdfinfo', path]):
                    yield f'{name}!{command[0]}', subprocess.run(command, capture_output=True).stdout.lower()


def decoded(name, content):
    yield name, name.encode().lower() + b'\n' + content.lower()
    for run in re.findall(rb'[A-Za-z0-9+/]{12,}={0,2}', content):
        try:
            yield name + '+', base64.b64decode(run + b'=' * (-len(run) % 4)).lower()
        except ValueError:
            pass
    if content[:2] == b'PK':
        archive = zipfile.ZipFile(io.BytesIO(content))
        for member in archive.namelist():
            yield from decoded(f'{name}!{member}', archive.read(member))
    if content[:5] == b'%PDF-':
        for stream in re.findall(rb'stream\r?\n(.*?)endstream', content, re.S):
            try:
                yield name + '!stream', zlib.decompress(stream).lower()
            except zlib.error:
                pass
