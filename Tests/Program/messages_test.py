"""Every message in both languages: counts have a singular, quotation marks fit the language, no word is of the other
one, and the messages about each rule's example read well."""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
PACKAGE = pathlib.Path(__file__).resolve().parents[2]
SPANISH = r'\b(?:el|los|las|del|una|unos|que|con|para|está|más|ningún|ninguna|puesto|falta|línea|documento)\b'
ENGLISH = r'\b(?:the|of|and|with|there|which|is|are|this|that|nobody|missing|line|document)\b'


def argument(text, start):
    """The source of a call's argument from an offset to its comma or bracket, and the offset after it."""
    depth, place = 0, start
    while place < len(text):
        sign = text[place]
        if sign == '"':
            place = string_end(text, place)
            continue
        if sign in '([{':
            depth += 1
        elif sign in ')]}' or sign == ',' and depth == 0:
            if depth == 0:
                break
            depth -= sign != ','
        place += 1
    return text[start:place], place


def string_end(text, place):
    """The offset after a string literal with its interpolations."""
    if text.startswith('"""', place):
        return text.index('"""', place + 3) + 3
    place += 1
    while text[place] != '"':
        if text.startswith('\\(', place):
            place, depth = place + 2, 1
            while depth:
                if text[place] == '"':
                    place = string_end(text, place)
                    continue
                depth += {'(': 1, ')': -1}.get(text[place], 0)
                place += 1
            continue
        place += 2 if text[place] == '\\' else 1
    return place + 1


def literals(source):
    """The string literals of an argument. Each interpolation is a `\\u0001` with its source in brackets after it."""
    place = 0
    while (place := source.find('"', place)) >= 0:
        end = string_end(source, place)
        marks = 3 if source.startswith('"""', place) else 1
        inner, words, last = source[place + marks:end - marks], '', 0
        while (at := inner.find('\\(', last)) >= 0:
            depth, close = 1, at + 2
            while depth:
                if inner[close] == '"':
                    close = string_end(inner, close)
                    continue
                depth += {'(': 1, ')': -1}.get(inner[close], 0)
                close += 1
            words += inner[last:at] + '\x01' + inner[at + 2:close - 1] + '\x02'
            last = close
        yield words + inner[last:]
        place = end


def messages():
    """(place, Spanish source, English source) of every message of the program."""
    for path in sorted((PACKAGE / 'Sources').rglob('*.swift')):
        text = path.read_text('utf-8')
        for match in re.finditer(r'Localized\(\s*es:\s*', text):
            spanish, end = argument(text, match.end())
            english = re.match(r',\s*en:\s*', text[end:])
            if english:
                yield f'{path.name}:{text.count(chr(10), 0, match.start()) + 1}', spanish, argument(text, end
                    + english.end())[0]


def bare(text):
    """The text without interpolations and quotations: names, commands and keys may be of either language."""
    text = re.sub('\x01[^\x02]*\x02', '…', text)
    return re.sub(r'«[^»]*»|“[^”]*”|\([^)]*\)', '…', text)


class Catalogue(unittest.TestCase):
    def test_the_catalogue_is_read(self):
        self.assertGreater(len(list(messages())), 800)

    def test_quotation_marks_are_those_of_the_language(self):
        wrong = []
        for place, spanish, english in messages():
            # Texts that people write into files, and the readings of a receipt, may hold both.
            wrong += [(place, words) for words in literals(spanish) if '“' in words and 'comillas' not in words]
            wrong += [(place, words) for words in literals(english) if '«' in words and '», «' not in words]
        self.assertEqual([], wrong)

    def test_no_message_holds_words_of_the_other_language(self):
        wrong = []
        for place, spanish, english in messages():
            wrong += [(place, words) for words in literals(spanish) if re.search(ENGLISH, bare(words))]
            wrong += [(place, words) for words in literals(english) if re.search(SPANISH + '|[áéíóúñ¿¡]', bare(words))]
        self.assertEqual([], wrong)

    def test_counts_have_a_singular(self):
        """A number before a plural would read *1 libros* for one. Nouns that are never counted as one are listed here.
        """
        more_than_one = {
            'posts', 'puestos',  # ReportsTo: two at least.
            'lines', 'líneas',  # RunTogetherPairs: two at least.
            'ramas', 'branches',  # RepairPlanner: two at least.
            'celdas', 'cells', 'entradas', 'entries',  # SurplusCells, UnequalLists: two at least.
            'espacios', 'spaces',  # StrayCharacters: two at least.
            'palabras', 'words',  # SentenceRules: as many as make a sentence long.
            'frecuencias', 'frequencies',  # SeveralFrequencies: two at least.
            'partes', 'parts',  # ZIPArchive: more than the limit.
            # Limits.
            'MiB', 'niveles', 'levels', 'caracteres', 'characters', 'bytes', 'segundos', 'seconds', 'valores', 'values',
            'enlaces', 'links', 'elementos', 'elements', 'atributos', 'attributes', 'párrafos', 'paragraphs',
            'does', 'is', 'was', 'lies', 'lacks', 'goes',  # Verbs behind a number, a date, a version or a name.
            'es', 'files', 'lists',  # Behind a date, an ending, a command.
            'veces', 'times', 'cambios', 'changes', 'rows', 'filas', 'jobs',  # In a conditional for one.
        }
        wrong = []
        for place, spanish, english in messages():
            for words in [*literals(spanish), *literals(english)]:
                for match in re.finditer('\x01([^\x02]*)\x02 ([a-záéíóúñ]+s)\\b', words, re.I):
                    expression, noun = match[1], match[2]
                    if '?' not in expression and noun not in more_than_one and \
                            not re.search(r'== 1', spanish + english):
                        wrong.append((place, noun, expression))
        self.assertEqual([], wrong)


class Examples(unittest.TestCase):
    """The findings of each rule's example, in both languages."""

    def rules(self):
        listed = subprocess.run([PROGRAM, 'explain', '--lang', 'es'], capture_output=True, text=True, check=True).stdout
        return sorted(set(re.findall(r'^  ([a-z0-9-]+):', listed, re.M)))

    def example(self, code):
        words = subprocess.run([PROGRAM, 'explain', code, '--lang', 'es'], capture_output=True, text=True).stdout
        found = re.search(r'Se señala:\n(.*?)(?:\n\S|\Z)', words, re.S)
        files = {}
        for line in found[1].splitlines() if found else []:
            if re.match(r'  \S', line):
                files[line.strip()] = ''
            elif files:
                files[list(files)[-1]] += line[4:] + '\n'
        return files

    def test_findings_of_every_example_read_well(self):
        codes = self.rules()
        self.assertGreater(len(codes), 80)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(self.said, codes))
        self.assertEqual([], [problem for _, problems in answers for problem in problems])
        self.assertGreater(sum(count for count, _ in answers), 60)

    def said(self, code):
        """How often the rule reports its example, and the messages that read badly in either language."""
        count, problems = 0, []
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / 'content').mkdir()
            (root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')
            for path, text in self.example(code).items():
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, 'utf-8')
            for language in ('es', 'en'):
                done = subprocess.run(
                    [PROGRAM, 'check', '--site', root, '--lang', language, '--format', 'json', '--today', '2026-11-21',
                        '--quiet'],
                    capture_output=True, text=True)
                for line in done.stdout.splitlines():
                    finding = json.loads(line)
                    count += finding['code'] == code and language == 'es'
                    problems += [(code, words) for words in self.words(finding) if self.reads_badly(words, language)]
        return count, problems

    def words(self, finding):
        fixes = [fix.get('summary') or fix.get('message', '') for fix in finding.get('fixes', [])]
        return [words for words in (finding['message'], finding.get('label') or '', *fixes) if isinstance(words, str)]

    def reads_badly(self, words, language):
        plain = bare(words)
        if re.search(r'\b1 (?:\w+(?:os|as|es)|lines|jobs|rows|entries|words)\b', plain):
            return True
        if language == 'es':
            return bool(re.search(ENGLISH
                + r'|“|\b[Nn]ingún (?:\w+a|\w+ción|\w+dad)\b|\b[Nn]inguna (?:puesto|protocolo|documento)\b', plain))
        return bool(re.search(SPANISH + '|[áéíóúñ«¿]', plain))


class Counts(unittest.TestCase):
    """Counts agree with their noun for one and for two: in findings, in the summary, in what a fix and a build say."""

    def said(self, count, language):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            many = range(count)
            files = {'site.yaml': 'institución: Prueba\n'}
            body = '## Objetivo\n\nServir.\n\n## Funciones\n\n- Abrir la sala de lectura.\n\n## Lema\n\nUno.\n'
            for number in range(count + 1):
                files[f'puestos/p{number}.md'] = f'# Puesto {"ABC"[number]}\n\n' + body
            files['puestos/jefe.md'] = '---\ntítulo: Jefe\nsupervisa: [p0, p1]\npuestos bajo su cargo: ' \
                + str(count + 3) + '\n---\n\n## Objetivo\n\nMandar.\n'
            text = ''.join(f'[TOC]\n\nUno\u00a0dos\u200b tres.\n\n\uf0b7\tCosa {n}.\n\n' for n in many)
            files['paginas/g.md'] = '---\ntítulo: Guía\n---\n\n' + text + '| A |\n|---|\n| 1 |' + ' 2 |' * count + '\n'
            for path, words in files.items():
                file = root / 'content' / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(words, 'utf-8')
            words = ''
            for command in (['check'], ['check', '--fix'], ['check', '--fix', '--dry-run'], ['build'], ['log'],
                            ['verify']):
                done = subprocess.run([PROGRAM, *command, '--site', root, '--lang', language, '--today', '2026-11-21'],
                                      capture_output=True, text=True)
                words += done.stdout + done.stderr
            return '\n'.join(line for line in words.splitlines() if not re.match(r'\s*(?:\d+ )?\|', line))

    def test_counts_of_one_and_two_read_well(self):
        for language in ('es', 'en'):
            with self.subTest(language):
                one, two = self.said(1, language), self.said(2, language)
                # A code such as `celdas-de-mas` after a count is not a noun.
                plural = r'.*(?<![\d.,:-])1 (?!vez\b|this\b)[a-záéíóúñ]{2,}s\b(?!-).*'
                self.assertEqual([], re.findall(plural, one + two))
                self.assertEqual([],
                                 re.findall(r'.*(?<![\d.,:-])2 '
                                            r'(?:documento|error|advertencia|nota|lugar|puesto|archivo|arreglo|vez'
                                            r'|document|warning|note|place|job|file|fix|time)\b.*', one + two))
                self.assertRegex(two,
                                 r'\b2 (?:documentos|errores|advertencias|lugares|puestos|veces'
                                 r'|places|jobs|times|warnings)\b')


class Nouns(unittest.TestCase):
    """References that lead nowhere name the type with its gender."""

    def test_every_type_has_its_gender(self):
        fields = {'unidad': ('unidad', 'ninguna unidad'), 'reporta a': ('fulano', 'ningún puesto ni unidad'),
            'supervisa': ('fulano', 'ningún puesto')}
        for key, (value, words) in fields.items():
            with tempfile.TemporaryDirectory() as folder:
                root = pathlib.Path(folder)
                (root / 'content/puestos').mkdir(parents=True)
                (root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')
                (root / 'content/puestos/a.md').write_text(
                    f'---\ntítulo: Uno\n{key}: {value}\n---\n\n## Objetivo\n\nUno.\n', 'utf-8')
                done = subprocess.run(
                    [PROGRAM, 'check', '--site', root, '--format', 'json', '--today', '2026-11-21', '--quiet'],
                    capture_output=True, text=True)
                self.assertIn(words + ' «', done.stdout)


if __name__ == '__main__':
    unittest.main()
