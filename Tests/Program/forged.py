"""A copy of a history to forge, and the list of all forgeries."""
import copy
import hashlib
import json
import pathlib

from trust_site import VERIFIER_NAMES, compact, sealed

INDEX_NAMES = ('format', 'kind', 'recorded', 'ledgers', 'previous', 'keys', 'line', 'signatures')
RECEIPT = ('document', 'title', 'ledger', 'code', 'version', 'entry', 'release', 'name', 'identity', 'date')
FIRST_FORMAT = ('n', *VERIFIER_NAMES[3:9], 'log', *VERIFIER_NAMES[15:20], 'previous', 'key', 'line', 'signature')


class Forged:
    """A copy of a history, to be forged."""

    def __init__(self, root, main, other):
        self.root, self.main, self.other = pathlib.Path(root), main, other

    def path(self, name):
        return self.root / 'content' / name

    def file(self, name):
        return self.path('historial/indice' if name == 'indice' else f'historial/{name}/libro.jsonl')

    def folder(self, name):
        return self.path(f'historial/{name}')

    def lines(self, name):
        return [json.loads(line) for line in self.file(name).read_text().splitlines()]

    def put(self, name, lines):
        self.file(name).write_text(''.join(compact(line) + '\n' for line in lines))

    def bytes(self, name, change):
        self.file(name).write_bytes(change(self.file(name).read_bytes()))

    def snapshot(self, name, place=-1):
        return self.folder(name) / [line for line in self.lines(name) if 'snapshot' in line][place]['snapshot']

    def settings(self, change):
        self.path('site.yaml').write_text(change(self.path('site.yaml').read_text()))

    def rewrite(self, name, change, index=True):
        """Changes lines of a ledger and recomputes every hash after them: ledger, index, and the index's hash in the
        settings."""
        names = [path.parent.relative_to(self.path('historial')).as_posix()
            for path in self.path('historial').rglob('libro.jsonl')]
        ledgers = {each: self.lines(each) for each in names}
        indexed = self.path('historial/indice').is_file()
        told = self.lines('indice') if indexed else []
        change(told if name == 'indice' else ledgers[name])
        hashes = {}
        for each, lines in ledgers.items():
            made, before = [], {}
            for line in lines:
                former = line['line']
                line = {key: value for key, value in line.items() if key != 'index'}
                line['previous'] = before.get(line['previous'], line['previous'])
                if 'joins' in line:
                    line['joins'] = [before.get(joined, joined) for joined in line['joins']]
                line = self.ordered(line, VERIFIER_NAMES if 'format' in line else FIRST_FORMAT)
                before[former] = line['line']
                made.append(line)
            hashes.update(before)
            self.put(each, made)
        if not indexed or not index:
            return
        made, before = [], {}
        for line in told:
            former, line = line['line'], copy.deepcopy(line)
            line['previous'] = [before.get(parent, parent) for parent in line['previous']]
            for item in line['ledgers']:
                item['head'] = hashes.get(item['head'], item['head'])
            line = self.ordered(line, INDEX_NAMES)
            before[former] = line['line']
            made.append(line)
        self.put('indice', made)
        self.settings(lambda text: text.replace(told[0]['line'][:16], made[0]['line'][:16]))

    @staticmethod
    def ordered(line, names):
        signatures = {key: line[key] for key in ('signature', 'signatures') if key in line}
        line = sealed({key: line[key] for key in sorted(line, key=lambda key: names.index(key)
            if key in names else 99)})
        return {**line, **signatures}

    def add(self, name, count=None, **values):
        """Appends a line like the last one, and the line of the index for it."""
        def change(lines):
            line = {key: value for key, value in lines[-1].items()
                    if key not in ('snapshot', 'sha256', 'content', 'records', 'log', 'reason', 'takesBack')
                    or values.get('kind', '') in ('material', 'editorial') and key != 'reason'}
            lines.append({**line, 'n': len(lines) + 1, 'line': 'new', 'previous': lines[-1]['line'], **values})
        self.rewrite(name, change, index=False)
        if self.path('historial/indice').is_file():
            lines = self.lines(name)
            told = {'ledger': name, 'lines': count or len(lines), 'head': lines[-1]['line']}
            self.rewrite('indice', lambda index: index.append({**index[-1], 'line': 'new',
                'previous': [index[-1]['line']], 'ledgers': [told]}))


FORGERIES = []


def forgery(words='', only=None, known=True):
    """Registers a forgery. only: the histories to try it on (default all). known=False: without an index it cannot be
    detected."""
    def add(act):
        FORGERIES.append((act.__name__.replace('_', ' '), act, words, only, known))
        return act
    return add


INDEXED, SIGNED = ('indexed', 'signed'), ('signed',)


def resealed(line, change):
    """The text of a line after a change, with its hash recomputed."""
    text = change(compact({key: value for key, value in line.items()
        if key not in ('line', 'signature', 'signatures')}))
    return f'{text[:-1]},"line":"{hashlib.sha256(text.encode()).hexdigest()}"' + '}\n'


def last_version(lines):
    return [line for line in lines if line['kind'] in ('material', 'editorial')][-1]
