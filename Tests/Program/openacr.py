"""What the published format OpenACR 0.1.0 and its catalogue 2.5-edition-wcag-2.2-en ask of a report, in the words of
JSON Schema (https://github.com/GSA/openacr, `schema/openacr-0.1.0.json`; dedicated to the public under CC0 1.0). Unlike
the published schema, keys that it does not name are refused, and the levels, components and criteria are those of the
catalogue."""
import json
import re

TEXT = {'type': 'string'}
CRITERIA = {
    'success_criteria_level_a': '''1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2
        2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.1 4.1.2''',
    'success_criteria_level_aa': '''1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6
        2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3''',
}


def mapping(required=(), **properties):
    return {'type': 'object', 'required': list(required), 'additionalProperties': False, 'properties': properties}


def sequence(items):
    return {'type': 'array', 'items': items}


def chapter(numbers):
    adherence = mapping(['level'], notes=TEXT, level={'enum': ['supports', 'partially-supports', 'does-not-support',
        'not-applicable', 'not-evaluated']})
    component = mapping(['name'], adherence=adherence, name={'enum': ['web', 'electronic-docs', 'software',
        'authoring-tool', 'none']})
    criterion = mapping(['num'], num={'enum': numbers.split()}, components=sequence(component))
    return mapping(notes=TEXT, disabled={'type': 'boolean'}, criteria=sequence(criterion))


CONTACT = mapping(['email'], name=TEXT, company_name=TEXT, address=TEXT, email=TEXT, phone=TEXT, website=TEXT)
SCHEMA = mapping(['title', 'product', 'author'], title=TEXT, author=CONTACT, vendor=CONTACT,
    product=mapping(['name'], name=TEXT, version=TEXT, description=TEXT), report_date=TEXT, last_modified_date=TEXT,
    version={'type': 'integer'}, notes=TEXT, evaluation_methods_used=TEXT, legal_disclaimer=TEXT, license=TEXT,
    repository=TEXT, feedback=TEXT, catalog={'const': '2.5-edition-wcag-2.2-en'},
    chapters=mapping(**{name: chapter(numbers) for name, numbers in CRITERIA.items()}))


def read(text):
    """The value of a report as the program writes it: mappings, sequences of mappings, and texts on one line, in double
    quotes or of letters, digits, points and hyphens alone. Any other line is an error."""
    lines = []
    for line in text.splitlines():
        found = re.fullmatch(r'( *)(- )?(\w+):(?: (".*"|[\w.-]+))?', line)
        assert found, f'a line that is not read: {line}'
        depth, item, key, value = found.groups()
        lines.append((len(depth), bool(item), key, value and (json.loads(value) if value[0] == '"' else value)))

    def block(place):
        depth, is_list = lines[place][:2]
        inner = depth + 2 if is_list else depth
        items = []
        while place < len(lines) and (lines[place][0] == depth and lines[place][1] == is_list
                or is_list and lines[place][0] == inner):
            level, starts, key, value = lines[place]
            if starts or not items:
                items.append({})
            assert key not in items[-1], f'{key} twice'
            place += 1
            if value is None:
                value, place = block(place)
            items[-1][key] = value
        return (items if is_list else items[0]), place

    value, end = block(0)
    assert end == len(lines), f'line {end + 1} belongs to nothing'
    return value
