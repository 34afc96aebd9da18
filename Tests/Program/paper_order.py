"""The order of words on the pages of a PDF."""
import html
import re
import subprocess


def said(path):
    """The text in the order of the file: without `-raw` a short line beside a table stands behind it."""
    return subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, text=True, check=True).stdout


def places(path, mark):
    """The first place of each word that a pattern finds: its page and its distance from the top."""
    boxes = subprocess.run(['pdftotext', '-bbox', path, '-'], capture_output=True, text=True, check=True).stdout
    found = {}
    for number, page in enumerate(boxes.split('<page ')):
        for top, word in re.findall(r'<word [^>]*yMin="([\d.]+)"[^>]*>([^<]*)</word>', page):
            for name in mark.findall(html.unescape(word)):
                found.setdefault(name, (number, float(top)))
    return found


def problems(path, mark, sections, beside):
    """What stands elsewhere than it should. `sections` has the words of each section in their order. A word follows the
    one before it in the file, or stands below it: a program that prints may write the rest of a table, on its second
    page, after other text of that page. The sections in `beside` are columns of one box; others stand one below the
    other."""
    wanted = {word for words in sections.values() for word in words}
    order = list(dict.fromkeys(word for word in mark.findall(said(path)) if word in wanted))
    where = places(path, mark)
    wrong = [(word, 'is missing') for word in sorted(wanted) if word not in order or word not in where]
    if wrong:
        return wrong
    last = None
    for name, words in sections.items():
        wrong += [(name, after, 'stands before', before) for before, after in zip(words, words[1:])
            if order.index(before) > order.index(after) and where[before] >= where[after]]
        if name in beside:
            continue
        if last and min(where[word] for word in words) < last[1]:
            wrong.append((name, 'begins above the end of', last[0]))
        last = name, max(where[word] for word in words)
    return wrong
