"""Reads the records of a site as words: the output of `release-probe SITE TYPE content -` without ids of rows and
marks, so that two notations of the same content are equal."""
import json
import re
import subprocess

import environment

PROBE = environment.PROBES / 'release-probe'
# What the site decides, and what no document prints.
LEFT_OUT = {'state', 'form', 'former-ids'}
TYPES = ['protocol', 'standard', 'checklist', 'page', 'clause', 'job', 'manual', 'unit', 'office', 'competency',
         'external-document', 'term']


def records(site, kind):
    """The records of a type by id, as the probe prints them."""
    result = subprocess.run([PROBE, site, kind, 'content', '-'], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout + result.stderr
    return {record['id']: record for record in map(json.loads, result.stdout.splitlines())}


def titles(site):
    """The title of every document by its id."""
    return {name: next((words(field.get('text', ''), {}) for field in record['fields']
                        if field['field'] in ('title', 'term')), name)
            for kind in TYPES for name, record in records(site, kind).items()}


def words(value, titles):
    """The words of a text, of blocks or of anything in them, as one line; a reference has those that it shows."""
    return ' '.join(re.findall(r'[^\W_]+', spoken(value, titles)))


def spoken(value, titles):
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        joint = '' if any(isinstance(part, str) or 'ref' in part or 'strong' in part or 'em' in part or 'link' in part
                          or 'code' in part for part in value if not isinstance(part, list)) else ' '
        return joint.join(spoken(part, titles) for part in value)
    if not isinstance(value, dict):
        return ''
    if 'ref' in value:
        return value.get('label') or titles.get(value['ref'], value['ref'])
    if 'md' in value:
        return spoken(value['in'], titles)
    return ' '.join(spoken(part, titles) for key, part in value.items()
                    if key not in ('id', 'as', 'h', 'start', 'link', 'title', 'ref', 'group', 'access'))


def plain(field, titles):
    """The value of a field or a cell."""
    if 'references' in field:
        return [reference.get('to') or words(reference['as'], titles) for reference in field['references']]
    if 'rows' in field:
        rows = field['rows']
        result = [{cell['field']: plain(cell, titles) for cell in row['cells']} for row in rows['rows']]
        around = words([rows.get(key, []) for key in rows if key not in ('rows', 'groups')], titles)
        return result + ([around] if around else [])
    if 'list' in field:
        return [words(item['blocks'], titles) for item in field['list']]
    if 'codes' in field:
        return [code[1] for code in field['codes']]
    if 'code-list' in field:
        return [code[1] for code in field['code-list']['codes']]
    for key in ('date', 'duration'):
        if key in field:
            return field[key]
    return words([part for key, part in field.items() if key not in ('field', 'as')], titles)


def record(value, titles):
    """A record as its fields by id, and its other sections."""
    found = {field['field']: plain(field, titles) for field in value['fields'] if field['field'] not in LEFT_OUT}
    extra = words([part for key, part in value.items() if key not in ('type', 'id', 'fields')], titles)
    if extra:
        found['sections'] = extra
    return found


def differences(before, after):
    """The fields that are not the same, as lines."""
    return [f'{name}: {before.get(name)!r} became {after.get(name)!r}' for name in sorted({*before, *after})
            if before.get(name) != after.get(name)]
