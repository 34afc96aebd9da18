#!/usr/bin/env python3
"""Verifies the history of an Oficio site without Oficio: python3 oficio_verify.py SITE [--today DATE] [--expect HASH] [--trust FILE]

Follows docs/formats.md. Needs Python's standard library and, where lines are signed, the program openssl. Reads only.
Prints what does not hold, a line each, and ends with status 1 if anything does not.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

VERSIONS = ('material', 'editorial')
KINDS = VERSIONS + ('withdrawal', 'reinstatement', 'erratum', 'join')
HEX = re.compile(r'^[0-9a-f]{64}$')
DAY = re.compile(r'^\d{4}-\d\d-\d\d$')


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def once(pairs):
    """JSON objects whose members are named once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError('a member is named twice')
    return found


def compact(value):
    """JSON as docs/formats.md describes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(',', ':'))
    text = text.replace('\\b', '\\u0008').replace('\\f', '\\u000c')
    for character in '<\x7f\u2028\u2029':
        text = text.replace(character, f'\\u{ord(character):04x}')
    return text


def numbers(version):
    """A version as a sequence of integers: 05 = 5. = 5, and 1.10 comes after 1.9; empty where it has none."""
    parts = [int(run) for run in re.findall(r'[0-9]+', version)]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return parts


def is_plain(name):
    """Whether a name is one of a file in the document's own folder."""
    return bool(name) and not name.startswith('.') and not re.search(r'[/\\\x00-\x1f]', name)


class Key:
    """A public key and the days on which it counts."""

    def __init__(self, key, first=None, last=None, revoked=None):
        self.key, self.first, self.last, self.revoked = key, first, last, revoked

    def counts(self, day):
        return not (self.first and day < self.first or self.last and day > self.last or self.revoked and day >= self.revoked)


def is_signature(signature, digits, key):
    """Ed25519, through openssl."""
    if not HEX.match(key) or not re.match(r'^[0-9a-f]{128}$', signature):
        return False
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / 'key').write_bytes(bytes.fromhex('302a300506032b6570032100' + key))
        (folder / 'signature').write_bytes(bytes.fromhex(signature))
        (folder / 'message').write_bytes(digits.encode())
        done = subprocess.run(
            ['openssl', 'pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', folder / 'key', '-rawin',
             '-in', folder / 'message', '-sigfile', folder / 'signature'], capture_output=True)
        return done.returncode == 0


class Settings:
    """What content/site.yaml says of the history, read without a YAML library: the keys as this page writes them."""

    def __init__(self, text):
        self.keys = []
        for line in text.splitlines():
            line = line.split(' #')[0]
            single = re.search(r'(?:clave pública|public key)\s*:\s*[\'"]?([^\s\'"},]+)', line)
            if single:
                self.keys.append(Key(single[1]))
            member = re.search(r'(?:\bclave|\bkey)\s*:\s*[\'"]?([^\s\'"},]+)', line)
            if member and not single:
                self.keys.append(Key(member[1]))
            for pattern, name in ((r'desde|from', 'first'), (r'hasta|until', 'last'), (r'revocada|revoked', 'revoked')):
                value = re.search(rf'\b(?:{pattern})\s*:\s*[\'"]?(\d{{4}}-\d\d-\d\d)', line)
                if value and self.keys:
                    setattr(self.keys[-1], name, value[1])
        index = re.search(r'^(?:índice del historial|history index)\s*:\s*[\'"]?([^\s\'"]+)', text, re.M)
        self.index = index and ('' if index[1].lower() in ('sí', 'si', 'yes', 'true') else index[1].lower())


class Line:
    """A line of a ledger or of the index, its bytes as they are."""

    def __init__(self, data):
        text = data.decode()
        self.values = json.loads(text, object_pairs_hook=once)
        if compact(self.values) != text:
            raise ValueError('not compact JSON')
        self.hash = self.values['line']
        # `line` covers the line as it would read without itself and what stands behind it.
        end = text.rindex(',"line":"' + self.hash + '"')
        if sha256((text[:end] + '}').encode()) != self.hash:
            raise ValueError('another hash')
        behind = list(self.values)[list(self.values).index('line') + 1:]
        if behind not in ([], ['signature'], ['signatures']):
            raise ValueError('something stands behind the hash')
        if not DAY.match(self.values['recorded']):
            raise ValueError('no date')
        if 'signature' in self.values or 'key' in self.values:
            self.signatures = [(self.values.get('key', ''), self.values.get('signature', ''))]
        else:
            self.signatures = [(item['key'], item['signature']) for item in self.values.get('signatures', [])]
            if [key for key, _ in self.signatures] != self.values.get('keys', []):
                raise ValueError('lacks a signature that it promises')

    def __getitem__(self, name):
        return self.values.get(name, '')

    @property
    def parents(self):
        previous = self['previous']
        return [name for name in (previous if isinstance(previous, list) else [previous]) if name] + list(self['joins'] or [])


class History:
    def __init__(self, site, today, trusted=None):
        self.site = pathlib.Path(site)
        self.today = today
        self.root = self.site / 'content/historial'
        settings = self.site / 'content/site.yaml'
        self.settings = Settings(settings.read_text() if settings.is_file() else '')
        if trusted is not None:
            self.settings.keys = trusted
        self.problems = []
        self.remarks = []

    def problem(self, place, words):
        self.problems.append(f'{place}: {words}')

    # Reading

    def lines(self, path):
        """The lines of a file, and what does not hold in the file itself."""
        place = path.relative_to(self.site)
        data = path.read_bytes()
        texts = data.split(b'\n')
        if texts[-1]:
            self.problem(place, 'the last line is cut short')
        else:
            texts.pop()
        if not texts:
            self.problem(place, 'is empty')
        found = []
        for number, text in enumerate(texts, 1):
            try:
                found.append(Line(text))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                self.problem(f'{place}, line {number}', f'has been altered ({error})')
        return found, len(texts)

    def heads(self, lines):
        followed = {parent for line in lines for parent in line.parents}
        return [line.hash for line in lines if line.hash not in followed]

    # Signatures

    def verdict(self, line, keys):
        day = line['recorded']
        counting = [key.key for key in keys if key.counts(day)]
        if not line.signatures:
            return 'missing' if counting else 'unsigned'
        if any(not value for _, value in line.signatures):
            return 'missing'
        if not all(is_signature(value, line.hash, key) for key, value in line.signatures):
            return 'wrong'
        if any(key in counting for key, _ in line.signatures):
            return 'signed'
        if counting or any(key in [known.key for known in keys] for key, _ in line.signatures):
            return 'wrong'
        return 'undeclared'

    # Verifying

    def verify(self):
        for key in self.settings.keys:
            if not HEX.match(key.key):
                self.problem('content/site.yaml', f'“{key.key}” is no public key')
        self.index, self.index_lines = [], 0
        path = self.root / 'indice'
        if path.exists():
            self.index, self.index_lines = self.lines(path)
        self.ledgers = {}
        own = ('.gitattributes', 'indice', 'pendiente.json', '.pendiente')
        for kind in sorted(self.root.iterdir()) if self.root.is_dir() else []:
            if kind.name in own:
                continue
            if not kind.is_dir():
                self.problem(kind.relative_to(self.site), 'no ledger names this file')
                continue
            for folder in sorted(kind.iterdir()):
                if not folder.is_dir():
                    self.problem(folder.relative_to(self.site), 'no ledger names this file')
                elif not (folder / 'libro.jsonl').is_file():
                    if any(folder.iterdir()):
                        self.problem(folder.relative_to(self.site), 'its ledger is missing')
                else:
                    self.ledgers[f'{kind.name}/{folder.name}'] = self.lines(folder / 'libro.jsonl')
        if (self.root / 'pendiente.json').exists():
            self.remarks.append('a release is pending')
        covered = self.verify_index()
        for name, (lines, _) in self.ledgers.items():
            self.verify_ledger(name, lines, covered)
        self.verify_receipts()
        return self.problems

    def verify_index(self):
        """Compares the ledgers with the index; the hashes of ledger lines that a signed line of it stands for."""
        place = 'content/historial/indice'
        if not self.index_lines:
            witness = self.settings.index is not None
            witness = witness or any(line['format'] == 2 for lines, _ in self.ledgers.values() for line in lines)
            if witness and not (self.root / 'indice').exists():
                self.problem(place, 'is missing, and the history says that there is one')
            elif not witness:
                self.remarks.append('no index: nobody can tell whether a document is missing')
            return set()
        known = set()
        for number, line in enumerate(self.index, 1):
            first = line['kind'] == 'start' and not line.parents
            if not (first or line.parents and known.issuperset(line.parents)) or line.hash in known:
                self.problem(f'{place}, line {number}', 'follows no line above it')
            known.add(line.hash)
        if self.settings.index and not any(not line.parents and line.hash.startswith(self.settings.index) for line in self.index):
            self.problem(place, 'is not the index that content/site.yaml names')
        for name, (lines, _) in self.ledgers.items():
            if any(line['index'] and line['index'] not in known for line in lines):
                self.problem(place, f'lacks a line that {name} names')
        if len(self.heads(self.index)) > 1:
            self.remarks.append('two branches released apart and are not joined')
        verdicts = [self.verdict(line, self.settings.keys) for line in self.index]
        signed = set()
        for line, verdict in reversed(list(zip(self.index, verdicts))):
            if verdict == 'signed' or line.hash in signed:
                signed.update([line.hash, *line.parents])
        for number, (line, verdict) in enumerate(zip(self.index, verdicts), 1):
            if verdict in ('wrong', 'undeclared') or verdict == 'missing' and line.hash not in signed:
                self.problem(f'{place}, line {number}', f'its signature: {verdict}')
        stated = {}
        for line in self.index:
            for item in line['ledgers']:
                stated.setdefault(item['ledger'], []).append((item['head'], item['lines'], line.hash in signed))
        heads = {head for items in stated.values() for head, _, _ in items}
        covered = set()
        for name, items in sorted(stated.items()):
            # A document that got another id took its ledger along.
            found = name if name in self.ledgers else next(
                (other for other, (lines, _) in self.ledgers.items() if {line.hash for line in lines} & {item[0] for item in items}), None)
            if found is None:
                self.problem(f'content/historial/{name}', 'its ledger is missing')
                continue
            lines, count = self.ledgers[found]
            own = {line.hash: line for line in lines}
            if any(head not in own or number > count for head, number, _ in items):
                self.problem(f'content/historial/{found}/libro.jsonl', 'lacks lines that the index knows')
            last = max((own[head]['n'] for head, _, is_signed in items if is_signed and head in own), default=0)
            covered.update(line.hash for line in lines if line['n'] <= last)
        for name, (lines, _) in self.ledgers.items():
            if not heads.issuperset(self.heads(lines)):
                self.problem(f'content/historial/{name}/libro.jsonl', 'has lines that the index does not know')
        return covered

    def former_ids(self, identity):
        """Former ids of a document, from the front matter of its source."""
        for path in (self.site / 'content').rglob(f'{identity}.md'):
            found = re.search(r'^(?:ids anteriores|former ids)\s*:\s*\[?([^\]\n]*)', path.read_text(), re.M)
            if found:
                return [word.strip(' "\'') for word in found[1].split(',')]
        return []

    def set_aside(self, lines):
        own = {line.hash: line for line in lines}

        def ancestors(starts):
            found, todo = set(), list(starts)
            while todo:
                name = todo.pop()
                if name in own and name not in found:
                    found.add(name)
                    todo += own[name].parents
            return found
        gone = set()
        for line in lines:
            if line['joins']:
                gone |= ancestors(line['joins']) - ancestors([line['previous']])
        return gone

    def verify_ledger(self, name, lines, covered):
        place = f'content/historial/{name}/libro.jsonl'
        folder = self.root / name
        identity = name.split('/')[1]
        ids = [identity, *self.former_ids(identity)]
        known, named, former = {}, set(), None
        gone = self.set_aside(lines)
        tomorrow = (datetime.date.fromisoformat(self.today) + datetime.timedelta(days=1)).isoformat()
        if len(self.heads(lines)) > 1:
            self.problem(place, 'was released in two branches')
        for number, line in enumerate(lines, 1):
            where = f'{place}, line {number}'
            numbers_before = [known.get(parent) for parent in line.parents]
            before = max(numbers_before, default=0) if None not in numbers_before else None
            if (number == 1) != (not line.parents) or before is None or line['n'] != before + 1 or line.hash in known:
                self.problem(where, 'follows no line above it')
            known[line.hash] = line['n']
            document = line['document'] or (line['records'] or [''])[0]
            if document and document.split('/')[1] not in ids:
                self.problem(where, f'the ledger is that of another document: {document}')
            if line['kind'] not in KINDS or line['format'] not in ('', 2) or not DAY.match(line['effective']):
                self.problem(where, 'is no line of this format')
            if line['recorded'] > tomorrow:
                self.problem(where, 'was recorded on a day that has not come')
            if line['kind'] in VERSIONS and line.hash not in gone:
                if former and numbers(former) and numbers(line['version']) and numbers(line['version']) <= numbers(former):
                    self.problem(where, f'version {line["version"]} comes after {former}')
                former = line['version']
            verdict = self.verdict(line, self.settings.keys)
            if verdict == 'wrong' or verdict == 'missing' and line.hash not in covered or verdict == 'undeclared' and line['format'] == 2:
                self.problem(where, f'its signature: {verdict}')
            files = [(line['snapshot'], line['sha256'])] if line['snapshot'] else []
            files += [(item['file'], item['sha256']) for item in (line['attachment'], line['act']) if item and 'file' in item]
            for file, digest in files:
                if not is_plain(file):
                    self.problem(where, f'names a file outside its folder: {file}')
                    continue
                named.add(file)
                path = folder / file
                if not path.is_file():
                    self.problem(path.relative_to(self.site), 'is missing')
                elif sha256(path.read_bytes()) != digest:
                    self.problem(path.relative_to(self.site), 'has been altered')
                elif file == line['snapshot']:
                    self.verify_snapshot(path, line)
        for path in sorted(folder.iterdir()):
            if path.name not in named and path.name not in ('libro.jsonl', 'pendiente.json') and not path.name.endswith('.oficio-nuevo'):
                self.problem(path.relative_to(self.site), 'no ledger names this file')

    def verify_snapshot(self, path, line):
        content = json.loads(path.read_bytes(), object_pairs_hook=once)['content']
        if sha256(compact(content).encode()) != line['content']:
            self.problem(path.relative_to(self.site), 'its content has another hash than the ledger tells')

    def verify_receipts(self):
        path = self.site / 'acuses/registro.jsonl'
        known = {line.hash for lines, _ in self.ledgers.values() for line in lines}
        for text in path.read_bytes().splitlines() if path.is_file() else []:
            try:
                receipt = json.loads(text)['receipt']
            except (ValueError, KeyError):
                continue
            if receipt['release'] not in known:
                self.problem('acuses/registro.jsonl', f'somebody signed for {receipt["title"]}, version {receipt["version"]}, which the history does not have')

    @property
    def digests(self):
        """Every hash that was the history's at some time: those of the index, or of all ledgers."""
        if self.index:
            return [line.hash for line in self.index]
        text = ''.join(
            f'{sha256((self.root / name / "libro.jsonl").read_bytes())}  content/historial/{name}\n' for name in sorted(self.ledgers))
        return [sha256(text.encode())]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('site')
    parser.add_argument('--today', default=datetime.date.today().isoformat())
    parser.add_argument('--expect', help='a hash that was written down')
    parser.add_argument('--trust', help='a file of public keys, one a line, kept outside the site')
    arguments = parser.parse_args()
    trusted = None
    if arguments.trust:
        trusted = [Key(line.split()[0]) for line in pathlib.Path(arguments.trust).read_text().splitlines() if line.strip() and not line.startswith('#')]
    history = History(arguments.site, arguments.today, trusted)
    problems = history.verify()
    if arguments.expect and arguments.expect not in history.digests:
        problems.append('--expect: the history is not that of this hash, nor does it go on from it')
    if trusted is not None:
        signed = [line for line in history.index if line.hash in history.heads(history.index)] or [
            lines[-1] for lines, _ in history.ledgers.values() if lines]
        problems += [f'--trust: {line.hash} is not signed with a trusted key' for line in signed if history.verdict(line, trusted) != 'signed']
    for problem in problems:
        print(problem)
    for remark in history.remarks:
        print(remark, file=sys.stderr)
    if not arguments.expect and not arguments.trust:
        print('a history rewritten whole cannot be told from inside: use --expect or --trust', file=sys.stderr)
    print(f'{len(history.ledgers)} ledgers: {"all as released" if not problems else f"{len(problems)} alterations"}', file=sys.stderr)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
