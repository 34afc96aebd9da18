"""Puts a canary into every field of every type: public builds and exports contain no internal one."""
import json
import re
import unittest

from private_site import Site

# A record needs these fields to be read at all; they cannot be internal by themselves.
FRONT = {'título', 'término', 'acceso', 'formato', 'estado', 'versión', 'vigencia', 'código', 'miembros', 'id', 'tipo',
    'oficio'}


class EveryField(Site):
    maxDiff = None
    def setUp(self):
        super().setUp()
        self.overrides = {}
        self.write('site.yaml',
            'institución: Prueba\nacceso: público\ndirección web: https://ejemplo.example/\nsin conexión: sí\n')
        self.write('tipos/obra.yaml', 'nombre: obra | work\nplural: obras | works\ncarpeta: obras\ncontrolado: sí\n'
            'extra: conservar\ncampos:\n  título | title: texto\n'
                   '  plano | plan: markdown\n  piezas | pieces:\n    filas:\n      pieza | piece: texto principal\n   '
                   '   precio | price: texto\n')
        made = self.run_it('export jsonschema', '--output', self.root / 'esquemas')
        self.assertEqual(0, made.returncode, made.stderr)
        self.schemas = {path.stem: json.loads(path.read_text())
            for path in sorted((self.root / 'esquemas').glob('*.json')) if path.stem != 'yaml'}
        self.folders = {'clause': 'clausulas', 'competency': 'competencias', 'external-document': 'documentos-externos',
                        'standard': 'estandares', 'obra': 'obras',
                        'checklist': 'incorporacion', 'manual': 'manuales', 'page': 'paginas', 'protocol': 'protocolos',
                        'job': 'puestos', 'office': 'sedes',
                        'term': 'glosario', 'unit': 'unidades'}
        self.assertLessEqual(set(self.schemas), set(self.folders))

    def fields(self, type):
        """The JSON Schema of each field, keyed by its first name."""
        found = {}
        for name, schema in self.schemas[type]['properties'].items():
            if schema.get('description') and schema['description'] not in {known.get('description')
                    for known in found.values()}:
                found[name] = schema
        return found

    def value(self, schema, place):
        """A value that the schema allows, with a canary wherever a text may stand."""
        for choice in schema.get('anyOf', []):
            if choice.get('type') in ('array', 'object'):
                return self.value(choice, place)
        if 'anyOf' in schema:
            free = [choice for choice in schema['anyOf'] if 'enum' not in choice]
            return self.value((free or schema['anyOf'])[0], place)
        kinds = schema.get('type', 'string')
        if kinds == 'array':
            return [self.value(schema.get('items', {}), place)]
        if kinds == 'object':
            members, labels = {}, set()
            for name, member in schema.get('properties', {}).items():
                if name != 'id' and member.get('description') not in labels:
                    labels.add(member.get('description'))
                    members[name] = self.value(member, f'{place}/{name}')
            return members or {'x': self.canary(f'{place}/x')}
        if schema.get('enum'):
            return schema['enum'][0]
        if schema.get('pattern') or schema.get('format'):
            return '2026-01-01'
        if place.endswith('/unidad superior'):
            return 'raiz'
        return self.overrides.get(place) or self.canary(place) + ('@ejemplo.example'
            if place.endswith('/correo') else '')

    def document(self, type, front, fields):
        title = 'término' if type == 'term' else 'título'
        lines = [f'{title}: {front.pop("título")}'] + [f'{key}: {value}' for key, value in front.items()]
        lines += [f'{json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}' for name,
            value in fields.items()]
        return '---\n' + '\n'.join(lines) + '\n---\n'

    def all_fields(self, type, kind):
        return {name: self.value(schema, f'{kind} {type}/{name}') for name, schema in self.fields(type).items()
            if name not in FRONT}

    # Replacements for a canary that a field refuses, by the message of the refusal.
    FITTING = [
        ('porcentaje', '30%'), ('entero', '3'), ('cada cuánto', '2 años'), ('duración', '3 días'), ('plazo', '3 días'),
        ('fecha', '2026-01-01'), ('códigos con su significado', {'d': 'Día 1'}), ('no está en la lista', 'd'),
        ('dirección', 'https://ejemplo.example/'), ('competencia', 'id competency'), ('unidad', 'id unit'),
        ('puesto', 'id job'), ('sede', 'id office'),
        ('estándar', 'id standard'), ('cláusula', 'id clause'), ('documento externo', 'id external-document'),
        ('documento', 'id protocol'),
    ]

    def fit(self):
        """Checks the site and replaces refused values; returns the errors for which no replacement fits."""
        errors = [json.loads(line) for line in self.run_it('check --format json').stdout.splitlines()]
        errors = [found for found in errors if found['severity'] == 'error']
        places = {word: place for place, word in self.canary.words.items()}
        left = []
        for found in errors:
            word = re.search(r'«([a-z]{10}kx)»', found['message'])
            fitting = next((value for words, value in self.FITTING if words in found['message']), None)
            if word and word[1] in places and fitting:
                self.overrides[places[word[1]]] = self.canary(fitting) if str(fitting).startswith('id ') else fitting
            else:
                left.append(f'{found["file"]}:{found["line"]} {found["code"]} {found["message"]}')
        return left, bool(errors)

    def write_all(self, isMarked=True):
        """Writes two documents of each type: one with every field internal, and one that is internal as a whole. Types
        with sections get internal sections too.

        Without marks all of them are public.
        """
        mark = (lambda text: text) if isMarked else (lambda text: '')
        control = {'versión': '"01"', 'vigencia': '2026-01-01'}
        self.write('unidades.yaml', 'elementos: [{id: raiz, título: Raíz}]\n')
        for type in self.schemas:
            folder = self.folders[type]
            fields = self.all_fields(type, 'campo')
            marks = {'oficio': f'{{interno: {json.dumps(list(fields), ensure_ascii=False)}}}'} if isMarked else {}
            code = dict(control, código=f'V-{type}') if type in self.CONTROLLED else {}
            self.write(f'{folder}/visible-{type}.md',
                self.document(type, {'título': f'Visible {type}', **marks, **code}, fields))
            code = dict(control, código=self.canary(f'entero {type}/código')) if code else {}
            access = {'acceso': 'interno'} if isMarked else {}
            self.write(f'{folder}/{self.canary(f"id {type}")}.md', self.document(
                type, {'título': self.canary(f'entero {type}/título'), **access, **code},
                self.all_fields(type, 'entero')))
            if type in ('protocol', 'standard', 'obra'):
                sections = ''.join(
                    f'## Apartado {number}{mark(" {acceso=interno}")}\n\n{self.canary(f"sección {type} {number}")}\n\n'
                    for number in range(2))
                self.write(f'{folder}/secciones-{type}.md', f'---\ntítulo: Secciones {type}\ncódigo: S-{type}\n'
                    f'versión: "01"\nvigencia: 2026-01-01\n---\n\n{sections}')

    CONTROLLED = ('job', 'protocol', 'standard', 'manual', 'obra', 'checklist')

    def write_what_fits(self, **options):
        isOpen = True
        for _ in range(4):
            if isOpen:
                self.write_all(**options)
                left, isOpen = self.fit()
        self.assertEqual(([], False), (left, isOpen))
        for place in self.overrides:
            self.canary.words.pop(place)

    def test_no_word_of_any_type_is_public(self):
        self.write_what_fits()
        inside = self.canary.found(self.build('interno', 'internal'))
        self.assertGreater(len(self.canary.words), 250)
        self.assertGreater(len(inside), len(self.canary.words) * 0.9)
        for output in ('salida', 'interno'):
            self.assert_hidden(self.build(output))
        for type in self.schemas:
            for format in ('html', 'odt', 'docx', 'epub'):
                made = self.run_it(f'export {format} visible-{type} --audience public', '--output',
                    self.root / f'hecho/{type}.{format}')
                self.assertEqual(0, made.returncode, made.stderr)
                made = self.run_it(f'export {format} {self.canary(f"id {type}")} --audience public', '--output',
                    self.root / f'hecho/no-{type}.{format}')
                self.assertEqual(64, made.returncode, made.stderr)
        self.assertEqual(4 * len(self.schemas), len(list((self.root / 'hecho').iterdir())))
        self.assert_hidden(self.root / 'hecho')

    def test_what_was_published_and_released_is_taken_back(self):
        self.write_what_fits(isMarked=False)
        documents = [f'visible-{type}' for type in self.CONTROLLED] + [self.canary(f'id {type}')
            for type in self.CONTROLLED] + [
            f'secciones-{type}' for type in ('protocol', 'standard', 'obra')]
        for document in documents:
            made = self.run_it(f'release {document} --effective 2026-01-01 --note nota --authorized-by Dirección',
                today='2026-01-01')
            self.assertEqual(0, made.returncode, made.stderr)
        shown = self.canary.found(self.build())
        self.assertGreater(len(shown), len(self.canary.words) * 0.8)
        self.assertTrue(any('historial/' in name for names in shown.values() for name in names))
        logs = {path: path.read_text() for path in (self.site / 'content').rglob('*.md')}
        for path, text in logs.items():
            type = path.stem.removeprefix('visible-')
            if path.stem.startswith('visible-'):
                names = json.dumps([name for name in self.all_fields(type, 'campo')], ensure_ascii=False)
                text = text.replace('---\n', f'---\noficio: {{interno: {names}}}\n', 1)
            elif path.stem.startswith('secciones-'):
                text = re.sub(r'(?m)^(## Apartado \d)', r'\1 {acceso=interno}', text)
            else:
                text = text.replace('---\n', '---\nacceso: interno\n', 1)
            path.write_text(text)
        self.assert_hidden(self.build())
        self.assert_hidden(self.build('nueva', cache='otra'))


if __name__ == '__main__':
    unittest.main()
