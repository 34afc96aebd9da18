"""Documents as lines, for mutations: the list items and table rows below each heading."""
import re
import unicodedata

ITEM = re.compile(r"^(\s*(?:[-*]|\d+\.)\s+)(.+?)\s*$")
HEADING = re.compile(r"^(#{2,3})\s+(.+?)\s*$")


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


class Document:
    def __init__(self, path, text):
        self.path = path
        self.lines = text.split("\n")
        self.type = path.split("/")[1] if path.count("/") > 1 else ""

    @property
    def text(self):
        return "\n".join(self.lines)

    def front(self):
        """The indices of the lines of the front matter, without its fences."""
        if not self.lines or self.lines[0] != "---":
            return range(0, 0)
        end = next((n for n, line in enumerate(self.lines) if n and line == "---"), 0)
        return range(1, end)

    def sections(self):
        """(heading, first line, end) of each level-two section, including its sub-sections."""
        marks = [(n, m.group(2)) for n, line in enumerate(self.lines) if (m := HEADING.match(line))
            and m.group(1) == "##"]
        ends = [n for n, _ in marks[1:]] + [len(self.lines)]
        return [(fold(title), n + 1, end) for (n, title), end in zip(marks, ends)]

    def items(self, *headings):
        """(line, text before the words, words) of the list items below headings with these beginnings; of all sections
        if none is given."""
        found = []
        for title, start, end in self.sections():
            if headings and not title.startswith(headings):
                continue
            for n in range(start, end):
                match = ITEM.match(self.lines[n])
                if match:
                    found.append((n, match.group(1), match.group(2)))
        return found

    def tables(self, *headings):
        """(heading, line of the header, lines of the rows) of each table."""
        found = []
        for title, start, end in self.sections():
            if headings and not title.startswith(headings):
                continue
            rows = [n for n in range(start, end) if self.lines[n].startswith("|")]
            if len(rows) > 2:
                found.append((title, rows[0], rows[2:]))
        return found

    def cells(self, line):
        return [c.strip() for c in re.split(r"(?<!\\)\|", self.lines[line])[1:-1]]

    def set_cells(self, line, cells):
        self.lines[line] = "| " + " | ".join(cells) + " |"

    def tasks(self):
        """(line, words, write) of every function in lists and tables; write(words) replaces the words."""
        found = []
        for n, before, words in self.items("funciones", "tareas"):
            found.append((n, words, lambda text, n=n, before=before: self.lines.__setitem__(n, before + text)))
        for title, header, rows in self.tables("funciones"):
            names = [fold(c) for c in self.cells(header)]
            column = next((names.index(c) for c in ("tarea", "funcion") if c in names), 0)
            for n in rows:
                cells = self.cells(n)
                if column < len(cells) and cells[column]:
                    def write(text, n=n, cells=cells, column=column):
                        self.set_cells(n, cells[:column] + [text] + cells[column + 1:])
                    found.append((n, cells[column], write))
        return found


def shout(text):
    """The document in capitals, as public registers print them: running text only, without keys, links and headings."""
    lines, inside = [], False
    for number, line in enumerate(text.split("\n")):
        if number == 0 or line == "---":
            inside = number == 0 or (inside and line != "---")
            lines.append(line)
        elif inside or line.startswith("#"):
            lines.append(line)
        else:
            parts = re.split(r"(\[\[[^\]|\\]*(?=[\]|\\])|https?://\S+|%)", line)
            lines.append("".join(p if p.startswith(("[[", "http")) else p.upper() for p in parts))
    return "\n".join(lines)
