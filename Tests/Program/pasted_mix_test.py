"""Random texts in the style of job sheets and procedures: headings with and without numbers, lists with several marks,
lines cut at the margin, labels, notes and people who sign. `oficio check --fix` keeps every word once, in order and
with its meaning."""
import os
import pathlib
import random
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
COUNT = 240
MARKS = ('\uf0b7\t', '• ', '- ', '{n}. ', '{n}) ', '{n}.-\t', '{l}) ')
# Headings that the type knows and that hold rows, and others that name no field.
KNOWN = {'puestos': ('FUNCIONES', 'TAREAS', 'RESPONSABILIDADES'),
    'protocolos': ('DESARROLLO', 'REQUISITOS', 'EXCEPCIONES')}
OTHERS = ('FLUJOGRAMA', 'ESCALA DE TURNOS', 'METAS DEL AÑO', 'CASOS ESPECIALES', 'EQUIPO A SU CARGO')
LABELS = {'puestos': ('Salario', 'Jornada', 'Formación', 'Riesgos'), 'protocolos': ('Costo', 'Resultado', 'Alcance')}


class Text:
    """A pasted text, and what each of its words is: `word -> (kind, number of the section)`."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.folder = self.random.choice(('puestos', 'protocolos'))
        self.numbered = self.random.choice((None, None, '{n}. ', '{r}. '))
        self.lines = []
        self.kinds = {}
        self.count = self.section = 0
        sections = self.random.sample(KNOWN[self.folder], 2) + self.random.sample(OTHERS, 2)
        first, *rest = sections
        self.random.shuffle(rest)
        for name in [first] + rest:
            self.add_section(name)
        if self.random.random() < .5:
            self.add_people()

    def word(self, kind):
        self.count += 1
        word = f'voz{self.count}x'
        self.kinds[word] = (kind, self.section)
        return word

    def add(self, line):
        self.lines.append(line)

    def add_section(self, name):
        if self.lines:
            self.add('')
        self.section += 1
        self.kinds[name] = ('heading', self.section)
        roman = ('I', 'II', 'III', 'IV')[self.section - 1]
        self.add((self.numbered or '').format(n=self.section, r=roman) + name)
        if name in OTHERS and self.random.random() < .5:
            self.add_prose()
        else:
            self.add_list()
            if self.random.random() < .6:
                self.random.choice((self.add_label, self.add_note))()

    def add_list(self):
        mark = self.random.choice(MARKS)
        is_cut = self.random.random() < .3
        for number in range(1, self.random.randint(3, 5)):
            self.add(mark.format(n=number, l='abcdef'[number - 1]) + f'Ordenar {self.word("item")} según la norma'
                + ('' if is_cut else '.'))
            if is_cut:
                self.add(f'de la oficina {self.word("rest")} y archivar.')

    def add_prose(self):
        """A paragraph of three lines, cut in the middle of its sentence."""
        start = f'El personal del servicio {self.word("prose")} cumple con lo que dispone la ley'
        self.add(start)
        self.add(f'de la materia y con las demás normas {self.word("more")} que dicta la institución')
        self.add(f'para la atención de las personas {self.word("more")}.')

    def add_label(self):
        self.add('')
        label = self.random.choice(LABELS[self.folder])
        if ('label', label) not in self.kinds.values():
            self.kinds[f'etiqueta {self.count}'] = ('label', label)
            self.add(f'{label}: {self.word("value")} al mes')

    def add_note(self):
        self.add('')
        self.add(f'Los informes {self.word("prose")} se entregan en papel.')

    def add_people(self):
        self.add('')
        for label in ('Elaborado por', 'Aprobado por'):
            self.add(f'{label}: Ana {self.word("person")}')


class PastedMix(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name)
        (cls.root / 'content').mkdir()
        (cls.root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')
        cls.texts = {}
        for seed in range(COUNT):
            text = Text(seed)
            file = cls.root / f'content/{text.folder}/t{seed}.md'
            file.parent.mkdir(exist_ok=True)
            file.write_text(f'---\ntítulo: Documento {seed}\n---\n\n' + '\n'.join(text.lines) + '\n', 'utf-8')
            cls.texts[seed] = (text, file)
        command = [PROGRAM, 'check', '--fix', '--site', cls.root, '--today', '2026-11-21']
        for _ in range(2):
            subprocess.run(command, capture_output=True)

    def each(self, check):
        """Calls `check` with each text, and with the front matter and the body that the fix made of it."""
        for seed, (text, file) in self.texts.items():
            with self.subTest(seed, text='\n'.join(text.lines)):
                check(text, *file.read_text('utf-8').split('\n---\n', 1))

    def test_every_word_stands_once_and_in_order(self):
        def check(text, head, body):
            words = re.findall(r'voz\d+x', head + body)
            self.assertEqual(sorted(words), sorted(w for w in text.kinds if w.startswith('voz')))
            inside = re.findall(r'voz\d+x', body)
            self.assertEqual(inside, sorted(inside, key=lambda word: int(word[3:-1])))
            # Only who signs may leave the text.
            moved = {text.kinds[word][0] for word in words if word not in inside}
            self.assertLessEqual(moved, {'person'})

        self.each(check)

    def test_every_word_is_what_it_was(self):
        def check(text, _, body):
            lines = body.splitlines()
            section = None
            seen = {}
            for line in lines:
                if line.startswith('## '):
                    section = line
                for word in re.findall(r'voz\d+x', line):
                    seen[word] = (line, section)
            for word, (kind, number) in text.kinds.items():
                if word not in seen:
                    continue
                line, section = seen[word]
                if kind == 'item':
                    self.assertRegex(line, r'^(- (\w\) )?|\d+\. )Ordenar')
                elif kind in ('prose', 'value'):
                    self.assertNotRegex(line, r'^\s*(-|\d+\.) ' if kind == 'prose' else r'^\s*\d+\. ')
                elif kind in ('more', 'rest'):
                    self.assertIn('El personal' if kind == 'more' else 'Ordenar', line)

        self.each(check)

    def test_every_heading_is_one_and_holds_its_own(self):
        def check(text, _, body):
            headings = [line for line in body.splitlines() if line.startswith('## ')]
            names = [name for name, (kind, _) in text.kinds.items() if kind == 'heading']
            found = []
            for heading in headings:
                heading = heading.removesuffix(' {campo=pasos}')
                name = next((name for name in names if heading.endswith(' ' + name)), None)
                if name:
                    found.append(name)
            self.assertEqual(names, found, body)

        self.each(check)

    def test_a_label_below_a_list_is_no_item_of_it(self):
        def check(text, _, body):
            for word in (word for word, (kind, _) in text.kinds.items() if kind == 'value'):
                line = next(line for line in body.splitlines() if word in line)
                above = body[:body.index(line)].rstrip().splitlines()[-1]
                self.assertTrue(above.startswith('#') or ':' in line, body)
                self.assertFalse(re.match(r'\s*(- |\d+\. )\w+: ', line), body)

        self.each(check)


if __name__ == '__main__':
    unittest.main()
