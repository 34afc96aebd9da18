#!/usr/bin/env python3
"""Times `oficio import --dry-run` beside pandoc on the same Word files, in turn: imports.py PROGRAM SITE [ROUNDS].

One file of some 200 pages, and a folder of 50 exported documents, for which pandoc runs once a file. Each line says
the median of the CPU seconds of both and their ratio; pandoc writes Markdown, and no report. A last line says the CPU
seconds and the elapsed ones of a folder of 500, which is imported once."""
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
EXPORTS = 5
COPIES = 10
MANY = 500
SECTIONS = 480


def cpu(commands):
    """The CPU seconds of some commands and their children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def long_file(path, model):
    """Writes a DOCX of many sections, each a heading, paragraphs, a list and a table, with the parts of another."""
    def paragraph(text, properties=''):
        return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    sentence = 'La persona encargada revisa el expediente y anota en la hoja lo que falta antes de enviarlo. ' * 4
    body = paragraph('Procedimiento de archivo', '<w:outlineLvl w:val="0"/>')
    for number in range(SECTIONS):
        body += paragraph(f'Parte {number}', '<w:outlineLvl w:val="1"/>') + paragraph(sentence) * 3
        row = ''.join(f'<w:tc>{paragraph(f"Celda {cell} de {number}")}</w:tc>' for cell in range(4))
        body += f'<w:tbl><w:tblGrid>{"<w:gridCol/>" * 4}</w:tblGrid>' + f'<w:tr>{row}</w:tr>' * 6 + '</w:tbl>'
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(model) as source, zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, document if name == 'word/document.xml' else source.read(name))


def main(program, site, rounds):
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        (folder / 'site/content').mkdir(parents=True)
        (folder / 'site/content/site.yaml').write_text('institución: Prueba\n')
        names = sorted(file.stem for file in (site / 'content/protocolos').glob('*.md'))[:EXPORTS]
        (folder / 'many').mkdir()
        for name in names:
            for copy in range(COPIES):
                path = folder / f'many/{name}-{copy}.docx'
                if copy:
                    shutil.copy(folder / f'many/{name}-0.docx', path)
                else:
                    subprocess.run([program, 'export', 'docx', name, '--site', site, '--output', path],
                                   stdout=subprocess.DEVNULL, check=True)
        files = sorted((folder / 'many').iterdir())
        long_file(folder / 'long.docx', files[0])

        def ours(path):
            return [[program, 'import', path, '--site', folder / 'site', '--dry-run', '--report', folder / 'report']]

        def theirs(paths):
            return [['pandoc', '-t', 'gfm', '-o', folder / 'out.md', path] for path in paths]

        for title, own, other in [
            ('one DOCX of 200 pages', ours(folder / 'long.docx'), theirs([folder / 'long.docx'])),
            (f'{len(files)} DOCX', ours(folder / 'many'), theirs(files)),
        ]:
            times = [(cpu(own), cpu(other)) for _ in range(rounds)]
            first, second = (statistics.median(column) for column in zip(*times))
            print(f'{title}: oficio {first:.2f} s, pandoc {second:.2f} s of CPU, ratio {first / second:.2f}')
        (folder / 'more').mkdir()
        for number in range(MANY):
            shutil.copy(files[number % len(files)], folder / f'more/{number}-{files[number % len(files)].name}')
        start = time.monotonic()
        seconds = cpu(ours(folder / 'more'))
        print(f'{MANY} DOCX: oficio {seconds:.1f} s of CPU, {time.monotonic() - start:.1f} s elapsed')
    finally:
        shutil.rmtree(folder)


if __name__ == '__main__':
    if not shutil.which('pandoc'):
        print('LEFT OUT: pandoc is absent.')
    else:
        main(sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3)
