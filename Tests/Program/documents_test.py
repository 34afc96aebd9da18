"""Every path, type, member, target and suite that a document for developers names exists, the table of modules agrees
with the package, declarations for other modules have doc comments, and lines have at most 120 columns.

A name in code marks is a path where it has a slash or an ending of a file, a type where it begins with a capital
letter, and a member where it is in mixed case. Other words in code marks are examples.
"""
import pathlib
import re
import subprocess
import unittest

THIS = pathlib.Path(__file__).resolve()
ROOT = THIS.parents[2]
DOCUMENTS = ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/editing-sources.md', 'docs/glossary.md',
             'docs/importing.md', 'Tests/README.md', 'Sources/OficioSearch/README.md']
# Names that stand for a file of a site or of the system, or for one that the reader chooses.
ELSEWHERE = re.compile(
    r'content/|~|output/|recursos/|historial/|themes/NAME|datos/|buscar/|guiones/|^[fklmpqrtw](-[*N])?\.js|https?:'
    r'|\.\./shared')
ENDINGS = re.compile(r'\.(swift|py|sh|md|js|css|yaml|c|h|tsv|txt|json)$')
# Files with long lines: data, files that are never changed, published files, and sources of sites, whose paragraphs may
# be single lines.
LONG_LINES = re.compile(
    r'^(content/|docs/gui[ad]e?/|Sources/BuiltIn/files/starter/|Tests/(Frozen|Published|Check/(fourth|fifth|sixth))/'
    r'|Tests/Fuzz/corpus/|Tests/OficioHistoryTests/Frozen/|Tests/OficioSiteTests/Snapshots/)|\.(png|svg|tsv|txt)$')
# The first line of a declaration with an anchor: YAML keeps a key on one line.
ONE_LINE = 'Sources/BuiltIn/files/types/puesto.yaml'
DECLARED = re.compile(
    r'\b(?:struct|enum|class|protocol|typealias|extension|actor)\s+(?:`)?([A-Z]\w*)(?:\.(\w+))?')
# A declaration that other modules see.
SHARED = re.compile(
    r'^\s*(?:@\w+(?:\([^)]*\))? )*(?:package|public) '
    r'(?:(?:static|final|mutating|indirect|(?:private|fileprivate)\(set\)) )*'
    r'(?:func|var|let|struct|class|enum|protocol|init|actor|typealias|subscript|case)\b')
MEMBER = re.compile(r'\b(?:func|var|let|case|typealias|struct|enum|class|init)\s+`?(\w+)')


def tracked():
    names = subprocess.run(['git', 'ls-files', '--cached', '--others', '--exclude-standard'], cwd=ROOT,
        capture_output=True, text=True, check=True).stdout.split('\n')
    return [name for name in names if name and (ROOT / name).exists()]


def enumerated(text):
    """Returns the cases of enumerations in a Swift file."""
    return {case for line in re.findall(r'\bcase ([\w, ]+)', text) for case in re.findall(r'\w+', line)}


class DocumentsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = tracked()
        cls.places = {'/' + name for name in cls.files}
        for name in cls.files:
            cls.places |= {'/' + str(folder) + '/' for folder in pathlib.Path(name).parents if str(folder) != '.'}
        swift = [(ROOT / name).read_text() for name in cls.files if name.endswith('.swift')]
        cls.types = {part for text in swift for match in DECLARED.finditer(text) for part in match.groups() if part}
        # Types of Swift itself, and targets with sources elsewhere.
        cls.types |= {'Sendable'} | set(re.findall(r'name: "(\w+)"', (ROOT / 'Package.swift').read_text()))
        cls.modules = {name.split('/')[1] for name in cls.files if name.startswith(('Sources/', 'Tests/'))}
        cls.members = {match[1] for text in swift for match in MEMBER.finditer(text)}
        cls.enumerated = set().union(*map(enumerated, swift))
        # The members that the files with a declaration or an extension of a type declare, by the type's name.
        cls.members_by_type = {}
        for text in swift:
            found = {match[1] for match in MEMBER.finditer(text)} | enumerated(text)
            for name in {part for match in DECLARED.finditer(text) for part in match.groups() if part}:
                cls.members_by_type.setdefault(name, set()).update(found)
        cls.scripts = '\n'.join((ROOT / name).read_text() for name in cls.files if name.endswith(('.py', '.sh', '.js'))
            and ROOT / name != THIS)
        cls.targets = set(re.findall(r'^([\w-]+):', (ROOT / 'Makefile').read_text(), re.M))

    def exists(self, path):
        """Whether a path names a file of the tree, or ends like one: a document may leave out the first folders."""
        path = path.replace('…', '*').rstrip('.')
        pattern = re.sub(r'\*+|NAME', '[^/]*', re.escape(path.rstrip('/')).replace(r'\*', '*'))
        suffix = '/' if path.endswith('/') else r'(?:\.swift|\.py|/)?'
        return any(re.search(rf'/{pattern}{suffix}$', place) for place in self.places)

    def faults(self, text):
        for number, line in enumerate(text.split('\n'), 1):
            for name in re.findall(r'`([^`]+)`', line):
                for word, fault in self.words(name):
                    yield f'{number}: `{name}`: {fault} {word}'

    def words(self, name):
        if ELSEWHERE.search(name) or re.fullmatch(r'[A-Z]\w+\.\w+', name) and name in self.scripts:
            return
        if name.startswith('make '):
            if name.split()[1] not in self.targets:
                yield name.split()[1], 'the Makefile has no target'
            return
        if match := re.match(r'swift test --filter (\w+)', name):
            if match[1] not in self.types | self.modules:
                yield match[1], 'there is no suite'
            return
        first = name.split()[0]
        if re.fullmatch(r'OFICIO_\w+', first.split('=')[0]):
            return
        if ('/' in first or ENDINGS.search(first)) and not re.search(r'[<>{}|"()]', name):
            if re.search(r'^[\w./+*…-]+$', first) and not self.exists(first):
                yield first, 'there is no file or folder'
        elif match := re.fullmatch(r'([A-Z][a-z]\w+|[A-Z]{2,}[a-z]\w+)(?:…Tests|…)?(?:\.(\w*).*|\(.*)?', name):
            beginning = '…' in name
            known = self.types | self.modules | {pathlib.Path(file).stem for file in self.files}
            if not (any(type.startswith(match[1]) for type in known) if beginning else match[1] in known):
                yield match[1], 'no type or module has the name'
            elif match[2] and not beginning and not ENDINGS.search(name) \
                    and match[2] not in self.members_by_type.get(match[1], set()) | self.types:
                yield match[2], f'{match[1]} has no member'
        elif match := re.fullmatch(r'([a-z]+[A-Z]\w*)(?:\(.*\))?', name):
            if match[1] not in self.members | self.enumerated and match[1] not in self.scripts:
                yield match[1], 'no declaration has the name'

    def test_every_name_exists(self):
        for document in DOCUMENTS:
            with self.subTest(document=document):
                self.assertEqual([], list(self.faults((ROOT / document).read_text())))

    def test_every_link_leads_to_a_file(self):
        for document in [name for name in self.files if name.endswith('.md') and not name.startswith('content/')]:
            if document.startswith(('docs/guia/', 'docs/guide/')):
                continue
            text = re.sub(r'```.*?```|`[^`]*`', '', (ROOT / document).read_text(), flags=re.S)
            for target in re.findall(r'\]\(([^)#\s]+)', text):
                if not re.match(r'[a-z]+:', target):
                    with self.subTest(document=document, target=target):
                        self.assertTrue(((ROOT / document).parent / target).exists())

    def test_a_wrong_name_is_a_fault(self):
        for wrong in ('Sources/OficioSite/Pages/NoSuchPage.swift', 'NoSuchType', 'PageRegistry.noSuchMember',
                      'PageRegistry.render', 'noSuchMember', 'make no-such-target',
                      'swift test --filter NoSuchTests', 'Program/no_such_test'):
            with self.subTest(wrong=wrong):
                self.assertTrue(list(self.faults(f'see `{wrong}`')))

    def test_the_table_of_modules_agrees_with_the_package(self):
        package = (ROOT / 'Package.swift').read_text()
        table = (ROOT / 'docs/architecture.md').read_text().split('## Modules')[1].split('\n## ')[0]
        rows = re.findall(r'^\| `(\w+)` \|', table, re.M)
        targets = {}
        target = r'\.(?:executableT|t)arget\(\s*name: "(\w+)"(.*?)(?=\n        \.\w*[tT]arget\(|\n    \])'
        for name, rest in re.findall(target, package, re.S):
            found = re.search(r'dependencies: \[(.*?)\]', rest, re.S)
            if 'path: "Tests/' not in rest:
                targets[name] = set(re.findall(r'"(\w+)"', found[1])) if found else set()
        self.assertEqual(set(targets), set(rows))
        for name, dependencies in targets.items():
            above = set(rows[:rows.index(name)])
            self.assertEqual(set(), dependencies & set(rows) - above, f'{name} imports a module below it')
            sources = [(ROOT / file).read_text() for file in self.files
                       if file.startswith(f'Sources/{name}/') and file.endswith('.swift')]
            imported = {module for text in sources
                        for module in re.findall(r'^(?:@\w+ |\w+ )?import (?:\w+ )?(\w+)', text, re.M)}
            modules = set(targets) | set(re.findall(r'name: "(C[A-Z]\w+)"', package))
            self.assertEqual(dependencies, imported & modules, name)

    def test_shared_declarations_have_doc_comments(self):
        count = 0
        for name in self.files:
            if not (name.startswith('Sources/') and name.endswith('.swift')):
                continue
            lines = (ROOT / name).read_text().split('\n')
            for number, line in enumerate(lines):
                if SHARED.match(line):
                    count += 1
                    before = [above for above in lines[:number] if not above.lstrip().startswith('@')]
                    self.assertTrue(before[-1].lstrip().startswith('///'), f'{name}:{number + 1}: {line.strip()}')
        self.assertGreater(count, 3000)

    def test_lines_have_at_most_120_columns(self):
        for name in self.files:
            if LONG_LINES.search(name) or (ROOT / name).is_dir():
                continue
            for number, line in enumerate((ROOT / name).read_text().split('\n'), 1):
                # A table of Markdown has a row on one line.
                if len(line) > 120 and not (name.endswith('.md') and line.lstrip().startswith('|')):
                    self.assertEqual(ONE_LINE, name, f'line {number} has {len(line)} columns')

    def test_every_variable_is_read(self):
        swift = '\n'.join((ROOT / name).read_text() for name in self.files if name.endswith('.swift'))
        for name in re.findall(r'`OFICIO_(\w+)`', (ROOT / 'Tests/README.md').read_text()):
            self.assertTrue(f'OFICIO_{name}' in swift or f"'{name}'" in self.scripts, name)


if __name__ == '__main__':
    unittest.main()
