#!/usr/bin/env python3
"""Verifies the history of an Oficio site without Oficio: python3 oficio_verify.py SITE [--today DATE] [--expect HASH]
[--trust FILE]

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
KINDS = VERSIONS + ('withdrawal', 'reinstatement', 'annulment', 'erratum', 'mark', 'join')
FOLDERS = {'protocol': 'protocolos', 'standard': 'estandares', 'manual': 'manuales', 'job': 'puestos',
    'checklist': 'incorporacion'}
HEX = re.compile(r'^[0-9a-f]{64}$')
UNFIT = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]')


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def once(pairs):
    """Builds a JSON object; raises an error if a name appears twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError('a member is named twice')
    return found


def compact(value):
    """Returns a value as compact JSON, as docs/formats.md describes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(',', ':'))
    text = re.sub(r'\\.', lambda found: {r'\b': r'\u0008', r'\f': r'\u000c'}.get(found[0], found[0]), text)
    for character in '<\x7f\u2028\u2029':
        text = text.replace(character, f'\\u{ord(character):04x}')
    return text


def is_day(text):
    """Whether a text is a valid date in ISO 8601."""
    try:
        return bool(re.fullmatch(r'[0-9]{4}-[0-9]{2}-[0-9]{2}', text)) and bool(datetime.date.fromisoformat(text))
    except (TypeError, ValueError):
        return False


def is_text(value):
    return type(value) is str


def is_said(value):
    """Whether an optional member has a value."""
    return is_text(value) and value != ''


def is_number(value):
    return type(value) is int and abs(value) < 2 ** 63


def array(kind, least=1):
    """Returns a test for an array of at least `least` items of a kind."""
    return lambda value: type(value) is list and len(value) >= least and all(map(kind, value))


def members(*shape):
    """Returns a test for an object with exactly these members, in this order; those in brackets may be left out."""
    def fits(value):
        names = list(value) if type(value) is dict else [None]
        for name, kind in shape:
            if names and names[0] == name.strip('[]'):
                if not kind(value[names.pop(0)]):
                    return False
            elif not name.startswith('['):
                return False
        return not names
    return fits


SIGNATURES = array(members(('key', is_text), ('signature', is_text)))
ATTACHMENT = (('file', is_text), ('sha256', is_text))
BEFORE = (('kind', lambda value: value in KINDS), ('version', is_text), ('effective', is_day), ('recorded', is_day),
          ('[reconstructed]', lambda value: value is True),
          ('[authorized]', array(is_text)))
CONTENT = (('[snapshot]', is_said), ('[sha256]', is_text), ('[content]', is_text), ('[records]', array(is_text, 0)),
    ('[attachment]', members(*ATTACHMENT)))
FORMAT_1 = members(
    ('n', is_number), *BEFORE, ('[log]', array(is_text)), *CONTENT, ('previous', is_text), ('[key]', is_said),
    ('line', is_text), ('[signature]', is_said))
FORMAT_2 = members(
    ('format', lambda value: is_number(value) and value == 2), ('n', is_number), ('document', is_said), *BEFORE,
    ('[act]', lambda value: members(('title', is_text), ('[date]', is_day))(value)
        or members(('title', is_text), ('[date]', is_day), *ATTACHMENT)(value)),
    ('[log]', array(is_text)), ('[reason]', is_said), ('[successor]', is_said), ('[takesBack]', is_number),
    ('[corrections]', array(members(('version', is_text), ('field', is_text), ('was', is_text), ('now', is_text)))),
    *CONTENT,
    ('[index]', is_said), ('previous', is_text), ('[joins]', array(is_text)), ('[keys]', array(is_text)),
    ('line', is_text), ('[signatures]', SIGNATURES))
INDEX = members(
    ('format', lambda value: value == 'oficio-indice-1'),
    ('kind', lambda value: value in ('start', 'release', 'repair')), ('recorded', is_day),
    ('ledgers', array(members(('ledger', is_text), ('lines', is_number), ('head', is_text)), 0)),
    ('previous', array(is_text, 0)), ('[keys]', array(is_text)),
    ('line', is_text), ('[signatures]', SIGNATURES))
# The members of each kind of line, besides those of every line.
SAYS = {
    **dict.fromkeys(VERSIONS, {'reconstructed', 'authorized', 'act', 'log', 'reason', 'snapshot', 'attachment'}),
    'withdrawal': {'authorized', 'act', 'log', 'reason', 'successor', 'attachment'},
    'reinstatement': {'authorized', 'act', 'reason', 'takesBack', 'attachment'},
    'annulment': {'authorized', 'act', 'reason', 'takesBack', 'attachment'},
    'erratum': {'authorized', 'act', 'reason', 'corrections', 'snapshot', 'attachment'},
    'mark': {'authorized', 'act', 'reason', 'snapshot', 'attachment'}, 'join': {'joins'}}
SAID = set().union(*SAYS.values())


def numbers(version):
    """Returns the numbers of a version, for comparing versions: 05 = 5. = 5, and 1.10 comes after 1.9; empty if it has
    none."""
    parts = [int(run) for run in re.findall(r'[0-9]+', version)]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return parts


def is_plain(name):
    """Whether a name is a plain file name, without a folder."""
    return bool(name) and not name.startswith('.') and not re.search(r'[/\\\x00-\x1f]', name)


class Key:
    """A public key and the days on which it is valid."""

    def __init__(self, key, first=None, last=None, revoked=None):
        self.key, self.first, self.last, self.revoked = key, first, last, revoked

    def counts(self, day):
        return not (self.first and day < self.first or self.last and day > self.last or self.revoked
            and day >= self.revoked)


def is_signature(signature, digits, key):
    """Verifies an Ed25519 signature with openssl."""
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
    """The history settings of content/site.yaml, read without a YAML library: keys in blocks or in braces."""

    def __init__(self, text):
        self.keys = []
        text = re.sub(r'(^|\s)#[^\n]*', r'\1', text)
        block = re.search(r'^(?:historial|history)\s*:(.*?)(?=^\S|\Z)', text, re.M | re.S)
        block = block[1] if block else ''
        for key in re.findall(r'(?:clave pública|public key)[\'"]?\s*:\s*[\'"]?([^\s\'"},]+)', block):
            self.keys.append(Key(key))
        listed = re.search(r'\b(?:claves|keys)[\'"]?\s*:(.*)', block, re.S)
        for item in self.items(listed[1]) if listed else []:
            value = {}
            for pattern, name in (('clave|key', 'key'), ('desde|from', 'first'), ('hasta|until', 'last'),
                    ('revocada|revoked', 'revoked')):
                found = re.search(rf'\b(?:{pattern})[\'"]?\s*:\s*[\'"]?([^\s\'"}},]+)', item)
                value[name] = found and found[1]
            key = Key(value['key'] or item.strip(' -[]\'"\n,'))
            for name in ('first', 'last', 'revoked'):
                # Treat a key with an unreadable day as revoked.
                if value[name]:
                    setattr(key, name, value[name]) if is_day(value[name]) else setattr(key, 'revoked', '0001-01-01')
            self.keys.append(key)
        index = re.search(r'^(?:índice del historial|history index)\s*:\s*[\'"]?([^\s\'"]+)', text, re.M)
        self.index = index and ('' if index[1].lower() in ('sí', 'si', 'yes', 'true') else index[1].lower())

    @staticmethod
    def items(text):
        """Returns the items of a YAML list, in brackets or with hyphens, or a single value."""
        if '{' in text:
            return re.findall(r'\{[^}]*\}', text)
        if '[' in text:
            return text[text.index('[') + 1:text.index(']')].split(',')
        parts = re.split(r'^\s*-\s', text, flags=re.M)
        return [part for part in parts[1:] or parts if part.strip()]


class Line:
    """A line of a ledger or of the index, with its exact bytes."""

    def __init__(self, data, is_index=False):
        text = data.decode()
        self.values = json.loads(text, object_pairs_hook=once)
        if compact(self.values) != text:
            raise ValueError('not compact JSON')
        shape = INDEX if is_index else FORMAT_2 if 'format' in self.values else FORMAT_1
        self.hash = self.values['line']
        # The hash covers the line without its own member and without the signatures after it.
        end = text.rindex(',"line":"' + self.hash + '"')
        if sha256((text[:end] + '}').encode()) != self.hash:
            raise ValueError('another hash')
        if not shape(self.values) or len({name in self.values for name in ('snapshot', 'sha256', 'content', 'records')}
                if shape is not INDEX else [0]) > 1:
            raise ValueError('members that such a line does not have')
        if shape is FORMAT_1 and self.values['kind'] not in (*VERSIONS, 'withdrawal'):
            raise ValueError('a kind that format 1 does not have')
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
        return [name for name in (previous if isinstance(previous, list) else [previous]) if name] + list(self['joins']
            or [])


class History:
    def __init__(self, site, today, trusted=None):
        self.site = pathlib.Path(site)
        self.today = today
        self.tomorrow = (datetime.date.fromisoformat(today) + datetime.timedelta(days=1)).isoformat()
        self.root = self.site / 'content/historial'
        settings = next((path for path in (self.site / 'content/site.yaml', self.site / 'content/site.yml')
            if path.is_file()), self.site / 'content/site.yaml')
        self.settings = Settings(settings.read_text() if settings.is_file() else '')
        if trusted is not None:
            self.settings.keys = trusted
        self.problems = []
        self.remarks = []

    def problem(self, place, words):
        self.problems.append(f'{place}: {words}')

    # Reading

    def lines(self, path):
        """Returns the parsed lines of a file and their number, and reports damaged lines. Leaves out the lines that a
        pending release adds."""
        place = path.relative_to(self.site)
        data = path.read_bytes()
        if str(place.parent) in self.pending:
            data = b''.join(data.splitlines(True)[:self.pending[str(place.parent)]])
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
                found.append(Line(text, path.name == 'indice'))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                self.problem(f'{place}, line {number}', f'has been altered ({error})')
        return found, len(texts)

    def read_journal(self):
        """Reads the journal of a pending release: the ledgers with their lines before it, and the files that it adds.
        """
        path = self.root / 'pendiente.json'
        if not path.exists():
            return {}, set()
        try:
            journal = json.loads(path.read_bytes(), object_pairs_hook=once)
            if journal['format'] != 'oficio-pendiente-2':
                raise ValueError
            moves = {move['target']: move for move in journal['moves']}
            index = moves.get('content/historial/indice')
            there = self.root / 'indice'
            if index and there.exists() and sha256(there.read_bytes()) == index['sha256']:
                return {}, set()
            return {item['folder']: item['lines'] for item in journal['documents']}, set(moves)
        except (ValueError, KeyError, TypeError, RecursionError):
            self.problem('content/historial/pendiente.json', 'is the journal of no release')
            return {}, set()

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
        self.pending, self.arriving = self.read_journal()
        path = self.root / 'indice'
        if path.exists():
            self.index, self.index_lines = self.lines(path)
        self.ledgers = {}
        for path in sorted(self.root.rglob('*')) if self.root.is_dir() else []:
            if path.is_symlink():
                self.problem(path.relative_to(self.site), 'is a symbolic link')
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
                elif self.pending.get(str(folder.relative_to(self.site))) == 0:
                    continue
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
        """Compares the ledgers with the index. Returns the hashes of the ledger lines that signed lines of the index
        cover."""
        place = 'content/historial/indice'
        if not self.index_lines:
            witness = self.settings.index is not None
            witness = witness or any(line['format'] == 2 for lines, _ in self.ledgers.values() for line in lines)
            begins = any(self.pending.values()) or not self.pending
            witness = witness and (begins or self.settings.index is not None and not self.is_beginning())
            if witness and not (self.root / 'indice').exists():
                self.problem(place, 'is missing, and the history says that there is one')
            elif not witness:
                self.remarks.append('no index: nobody can tell whether a document is missing')
            return set()
        known, days = set(), {}
        for number, line in enumerate(self.index, 1):
            first = line['kind'] == 'start' and not line.parents
            if not (first or line['kind'] != 'start' and line.parents and known.issuperset(line.parents)) \
                    or line.hash in known:
                self.problem(f'{place}, line {number}', 'follows no line above it')
            known.add(line.hash)
            paths = [item['ledger'].split('/') for item in line['ledgers']]
            if any(len(parts) != 2 or not all(map(is_plain, parts)) for parts in paths) \
                    or any(item['lines'] < 1 for item in line['ledgers']) \
                    or line['kind'] not in ('start', 'release', 'repair') or line['format'] != 'oficio-indice-1' \
                    or not paths and line['kind'] != 'repair' \
                    or any(days.get(parent, '') > line['recorded'] for parent in line.parents):
                self.problem(f'{place}, line {number}', 'is no line that a release writes')
            days[line.hash] = line['recorded']
            if line['recorded'] > self.tomorrow:
                self.problem(f'{place}, line {number}', 'was recorded on a day that has not come')
        if self.settings.index and not any(not line.parents and line.hash.startswith(self.settings.index)
                for line in self.index):
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
        after = set()
        for line, verdict in zip(self.index, verdicts):
            if verdict == 'unsigned' and signed and line.hash not in signed:
                self.problem(place, 'has a branch that nobody signed')
            if verdict == 'signed' or after.intersection(line.parents):
                after.add(line.hash)
        for number, (line, verdict) in enumerate(zip(self.index, verdicts), 1):
            # After a signed line every line must be signed, whatever day it names.
            if verdict in ('wrong', 'undeclared') or verdict == 'missing' and line.hash not in signed \
                    or verdict in ('missing', 'unsigned') and line.hash in after:
                self.problem(f'{place}, line {number}', f'its signature: {verdict}')
        stated = {}
        for line in self.index:
            for item in line['ledgers']:
                stated.setdefault(item['ledger'], []).append((item['head'], item['lines'], line.hash in signed))
        heads = {head for items in stated.values() for head, _, _ in items}
        covered = set()
        for name, items in sorted(stated.items()):
            # A document that got another id kept its ledger.
            found = name if name in self.ledgers else next(
                (other for other, (lines, _) in self.ledgers.items() if other.split('/')[0] == name.split('/')[0]
                    and {line.hash for line in lines} & {item[0] for item in items}), None)
            if found is None:
                self.problem(f'content/historial/{name}', 'its ledger is missing')
                continue
            lines, _ = self.ledgers[found]
            own = {line.hash: line for line in lines}
            position = {line.hash: place for place, line in enumerate(lines, 1)}
            # In a ledger that was joined, lines of another branch may precede the head.
            if any(head not in own or not own[head]['n'] <= number <= position[head] for head, number, _ in items):
                self.problem(f'content/historial/{found}/libro.jsonl', 'lacks lines that the index knows')
            # A signed line of the index covers every line of its ledgers, up to the one that it names.
            signed_heads = {head for head, _, is_signed in items if is_signed}
            for line in reversed(lines):
                if line.hash in signed_heads or line.hash in covered:
                    covered.update([line.hash, *line.parents])
        for name, (lines, _) in self.ledgers.items():
            if not heads.issuperset(self.heads(lines)):
                self.problem(f'content/historial/{name}/libro.jsonl', 'has lines that the index does not know')
        return covered

    def is_beginning(self):
        """Whether the pending release creates the index that the settings name."""
        try:
            moves = {move['target']: move for move in json.loads((self.root / 'pendiente.json').read_bytes())['moves']}
            index, settings = moves['content/historial/indice'], moves['content/site.yaml']
            staged = (self.root / '.pendiente' / index['staged']).read_bytes()
            first = Line(staged.split(b'\n')[0])
            return sha256(staged) == index['sha256'] \
                and sha256((self.site / 'content/site.yaml').read_bytes()) == settings['sha256'] \
                and first.hash.startswith(self.settings.index)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def former_ids(self, identity):
        """Returns the former ids of a document, from the front matter of its source."""
        for path in (self.site / 'content').rglob(f'{identity}.md'):
            found = re.search(r'^(?:ids anteriores|former ids)\s*:\s*\[?([^\]\n]*)', path.read_text(), re.M)
            if found:
                words = [word.strip(' "\'') for word in found[1].split(',')]
                # A former id that another document bears now belongs to that document.
                return [word for word in words if not any((self.site / 'content').rglob(f'{word}.md'))]
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
        gone, flawed = set(), set()
        for line in lines:
            if line['joins']:
                kept, others = ancestors([line['previous']]), ancestors(line['joins'])
                if line['previous'] in others or kept.intersection(line['joins']):
                    flawed.add(line.hash)
                gone |= others - kept
        return gone, flawed

    def verify_ledger(self, name, lines, covered):
        place = f'content/historial/{name}/libro.jsonl'
        folder = self.root / name
        identity = name.split('/')[1]
        ids = [identity, *self.former_ids(identity)]
        known, named, former = {}, set(), None
        gone, flawed = self.set_aside(lines)
        latest, above, follows_signed = None, [], set()
        documents = [line['document'] or (line['records'] or [''])[0] for line in lines if line.hash not in gone]
        document = next((name for name in reversed(documents) if name), '')
        if document and document.split('/')[1] not in ids:
            self.problem(place, f'the ledger is that of another document: {document}')
        if FOLDERS.get(document.split('/')[0], name.split('/')[0]) != name.split('/')[0]:
            self.problem(place, 'lies below the folder of another type')
        if len(self.heads(lines)) > 1:
            self.problem(place, 'was released in two branches')
        for number, line in enumerate(lines, 1):
            where = f'{place}, line {number}'
            numbers_before = [known.get(parent) for parent in line.parents]
            before = max(numbers_before, default=0) if None not in numbers_before else None
            if (number == 1) != (not line.parents) or before is None or line['n'] != before + 1 or line.hash in known:
                self.problem(where, 'follows no line above it')
            known[line.hash] = line['n']
            if line['kind'] not in KINDS or line['format'] not in ('', 2) or not line['effective']:
                self.problem(where, 'is no line of this format')
            if line.hash in flawed:
                self.problem(where, 'joins branches that there are not')
            if line['recorded'] > self.tomorrow:
                self.problem(where, 'was recorded on a day that has not come')
            if line['kind'] in VERSIONS and line.hash not in gone:
                if former and numbers(former) and numbers(line['version']) \
                        and numbers(line['version']) <= numbers(former):
                    self.problem(where, f'version {line["version"]} comes after {former}')
                former = line['version'] if numbers(line['version']) else former
            if line.hash not in gone:
                former_document = above[-1]['document'] if above else ''
                # A document that got another id is named by it in its next line with content, or in the last lines.
                if line['format'] == 2 and not line['snapshot'] and line['document'] not in (document, former_document):
                    self.problem(where, f'is a line of another document: {line["document"]}')
                flaw = self.flaw(line, above, latest)
                if flaw:
                    self.problem(where, flaw)
                above.append(line)
                annulled = {one['takesBack'] for one in above if one['kind'] == 'annulment'}
                latest = next((one for one in reversed(above) if one['kind'] in VERSIONS and one['n'] not in annulled),
                    None)
            verdict = self.verdict(line, self.settings.keys)
            is_behind_signed = not follows_signed.isdisjoint(line.parents)
            if is_behind_signed and verdict in ('missing', 'unsigned'):
                self.problem(where, 'is not signed, and a line that it follows is')
            if is_behind_signed or verdict == 'signed':
                follows_signed.add(line.hash)
            if verdict == 'wrong' or verdict == 'missing' and line.hash not in covered or verdict == 'undeclared' \
                    and line['format'] == 2:
                self.problem(where, f'its signature: {verdict}')
            files = [(line['snapshot'], line['sha256'])] if line['snapshot'] else []
            files += [(item['file'], item['sha256']) for item in (line['attachment'], line['act']) if item
                and 'file' in item]
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
            if str(path.relative_to(self.site)) in self.arriving:
                continue
            if path.name not in named and path.name not in ('libro.jsonl', 'pendiente.json') \
                    and not path.name.endswith('.oficio-nuevo'):
                self.problem(path.relative_to(self.site), 'no ledger names this file')

    def flaw(self, line, above, latest):
        """The reason why no release writes this line after those above it; None if one might."""
        if above and line['format'] == '' and above[-1]['format'] == 2:
            return 'is of an older format than the line above it'
        if line['format'] == '':
            return None
        if above and line['recorded'] < above[-1]['recorded']:
            return 'was recorded before the line above it'
        texts = [line['version'], line['reason'], line['successor'], *(line['authorized'] or []), *(line['log'] or [])]
        if any(UNFIT.search(text) for text in texts) or len(line['version']) > 60:
            return 'holds characters that no release writes'
        if (line['kind'] == 'join') != bool(line['joins']):
            return 'joins branches that there are not'
        content = line['snapshot'] and line['content'] and (line['records'] or [''])[0] == line['document']
        if SAID.difference(SAYS[line['kind']]).intersection(line.values):
            return 'says what a line of its kind does not say'
        annulled = {one['takesBack'] for one in above if one['kind'] == 'annulment'}
        taken = {one['takesBack'] for one in above if one['kind'] == 'reinstatement' and one['n'] not in annulled}
        end = next((one for one in reversed(above) if one['kind'] == 'withdrawal' and one['n'] not in annulled | taken),
            None)
        if line['kind'] in VERSIONS and not content:
            return 'is a version without content'
        if line['kind'] in VERSIONS and end and end['effective'] <= line['effective']:
            return 'is a version of what is withdrawn'
        if line['kind'] in (*VERSIONS, 'withdrawal') and latest and line['effective'] < latest['effective']:
            return 'takes effect before the version above it'
        same = latest is not None and latest['version'] == line['version']
        if line['kind'] == 'erratum' and not (content and same and line['corrections'] and line['reason']):
            return 'is an erratum that corrects nothing'
        if line['kind'] == 'withdrawal' and (end or not same):
            return 'withdraws a version that there is not'
        if line['kind'] == 'reinstatement' and (end is None or end['n'] != line['takesBack'] or not same):
            return 'takes back what is not withdrawn'
        if line['kind'] == 'mark' and not (line['snapshot'] and line['content'] and line['records']
                and line['effective'] == line['recorded']
                and any(one['kind'] in VERSIONS and one['version'] == line['version'] for one in above)):
            return 'records no mark'
        if line['kind'] == 'annulment':
            target = next((one for one in above if one['n'] == line['takesBack']), None)
            if not line['reason'] or line['effective'] != line['recorded'] or target is None \
                    or target['kind'] not in (*VERSIONS, 'withdrawal', 'reinstatement') \
                    or target['version'] != line['version'] \
                    or target['effective'] <= line['effective'] or target['n'] in annulled:
                return 'annuls what is not to come'
        return None

    def verify_snapshot(self, path, line):
        snapshot = json.loads(path.read_bytes(), object_pairs_hook=once)
        content = snapshot['content']
        if line['format'] == 2 and any(snapshot[name] != line[name] for name in ('document', 'version', 'effective')):
            self.problem(path.relative_to(self.site), 'is the snapshot of another line')
        if line['kind'] == 'erratum':
            self.verify_erratum(path, content, line)
        if sha256(compact(content).encode()) != line['content']:
            self.problem(path.relative_to(self.site), 'its content has another hash than the ledger tells')

    def verify_erratum(self, path, content, line):
        """Checks that an erratum has the content of its version, except rows of the modification log."""
        def rest(value):
            records = [{**record, 'fields': [field for field in record['fields'] if field['field'] != 'log']}
                for record in value['records']]
            return compact([records, value['competencies']])
        lines = self.ledgers['/'.join(path.parts[-3:-1])][0]
        own = {one.hash: one for one in lines}
        former = own.get(line['previous'])
        while former and not (former['snapshot'] and former['version'] == line['version'] and former['kind'] != 'mark'):
            former = own.get(former['previous'])
        if former and (path.parent / former['snapshot']).is_file():
            before = json.loads((path.parent / former['snapshot']).read_bytes())['content']
            if rest(before) != rest(content):
                self.problem(path.relative_to(self.site), 'is an erratum that changes more than the modification log')

    def verify_receipts(self):
        path = self.site / 'acuses/registro.jsonl'
        known = {line.hash for lines, _ in self.ledgers.values() for line in lines}
        for text in path.read_bytes().splitlines() if path.is_file() else []:
            try:
                receipt = json.loads(text)['receipt']
            except (ValueError, KeyError):
                continue
            if receipt['release'] not in known:
                self.problem('acuses/registro.jsonl', f'somebody signed for {receipt["title"]}, version '
                    f'{receipt["version"]}, which the history does not have')

    @property
    def digests(self):
        """Returns all hashes that have identified the history: those of the index, or of all ledgers."""
        if self.index:
            return [line.hash for line in self.index]
        text = ''.join(
            f'{sha256((self.root / name / "libro.jsonl").read_bytes())}  content/historial/{name}\n'
            for name in sorted(self.ledgers))
        return [sha256(text.encode())]


def moment(site):
    """Returns a fingerprint of the files that a release moves: its journal, and the index, which it moves last."""
    found = []
    for name in ('pendiente.json', 'indice'):
        try:
            status = (pathlib.Path(site) / 'content/historial' / name).stat()
            found.append((status.st_ino, status.st_size, status.st_mtime_ns))
        except OSError:
            found.append(None)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('site')
    parser.add_argument('--today', default=datetime.date.today().isoformat())
    parser.add_argument('--expect', help='a hash that was written down')
    parser.add_argument('--trust', help='a file of public keys, one a line, kept outside the site')
    arguments = parser.parse_args()
    trusted = None
    if arguments.trust:
        trusted = [Key(line.split()[0]) for line in pathlib.Path(arguments.trust).read_text().splitlines()
            if line.strip() and not line.startswith('#')]
    for _ in range(20):
        before = moment(arguments.site)
        history = History(arguments.site, arguments.today, trusted)
        try:
            problems = history.verify()
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            problems = history.problems + [f'cannot be read: {error}']
        # If a release moved files meanwhile, the reading mixes two states, so read again.
        if moment(arguments.site) == before:
            break
    if arguments.expect and arguments.expect not in history.digests:
        problems.append('--expect: the history is not that of this hash, nor does it go on from it')
    if trusted is not None:
        signed = [line for line in history.index if line.hash in history.heads(history.index)] or [
            lines[-1] for lines, _ in history.ledgers.values() if lines]
        problems += [f'--trust: {line.hash} is not signed with a trusted key' for line in signed
            if history.verdict(line, trusted) != 'signed']
    for problem in problems:
        print(problem)
    for remark in history.remarks:
        print(remark, file=sys.stderr)
    if not arguments.expect and not arguments.trust:
        print('a history rewritten whole cannot be told from inside: use --expect or --trust', file=sys.stderr)
    def count(number, noun):
        return f'{number} {noun}' if number == 1 else f'{number} {noun}s'

    outcome = count(len(problems), 'alteration') if problems else 'all as released'
    print(f'{count(len(history.ledgers), "ledger")}: {outcome}',
        file=sys.stderr)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
