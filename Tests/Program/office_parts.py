"""Parts of office files, made with python-docx: fields, tables, boxes, comments, tracked changes."""
import io
import pathlib

from PIL import Image
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ALL = (
    W
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def save(document, folder, name):
    path = pathlib.Path(folder) / name
    document.save(path)
    return path


def png(color=(20, 90, 60), size=(120, 60)):
    b = io.BytesIO()
    Image.new('RGB', size, color).save(b, 'PNG')
    b.seek(0)
    return b


def field(p, instr, text):
    for t, x in (('begin', None), ('instr', instr), ('separate', None), ('text', text), ('end', None)):
        r = p.add_run()
        if t == 'instr':
            e = OxmlElement('w:instrText')
            e.set(qn('xml:space'), 'preserve')
            e.text = ' ' + x + ' '
            r._r.append(e)
        elif t == 'text':
            r.text = x
        else:
            e = OxmlElement('w:fldChar')
            e.set(qn('w:fldCharType'), t)
            r._r.append(e)


def table(d, rows, style='Table Grid', header=False, widths=None):
    t = d.add_table(rows=0, cols=max(len(r) for r in rows))
    t.style = style
    for n, r in enumerate(rows):
        c = t.add_row().cells
        for i, x in enumerate(r):
            c[i].text = x
            if n == 0 and header:
                for p in c[i].paragraphs:
                    for run in p.runs:
                        run.bold = True
    return t


def header_table(sec, code, title, ver, date):
    h = sec.header
    h.is_linked_to_previous = False
    t = h.add_table(3, 3, Cm(17))
    t.style = 'Table Grid'
    t.cell(0, 0).merge(t.cell(2, 0))
    t.cell(0, 1).merge(t.cell(2, 1))
    t.cell(0, 0).paragraphs[0].add_run().add_picture(png(), width=Cm(2))
    t.cell(0, 1).text = title
    t.cell(0, 2).text = 'Código: ' + code
    t.cell(1, 2).text = 'Versión: ' + ver + '\nVigencia: ' + date
    p = t.cell(2, 2).paragraphs[0]
    p.add_run('Página ')
    field(p, 'PAGE', '1')
    p.add_run(' de ')
    field(p, 'NUMPAGES', '9')


def comment(d, p, author, text):
    d.add_comment(p.runs, text=text, author=author, initials='X')


def tracked(p, ins=None, dele=None, author='Revisor'):
    if dele:
        e = parse_xml(
            f'<w:del {W} w:id="90" w:author="{author}" w:date="2025-03-01T10:00:00Z"><w:r><w:delText '
            f'xml:space="preserve">{dele}</w:delText></w:r></w:del>'
        )
        p._p.append(e)
    if ins:
        e = parse_xml(
            f'<w:ins {W} w:id="91" w:author="{author}" w:date="2025-03-01T10:00:00Z"><w:r><w:t '
            f'xml:space="preserve">{ins}</w:t></w:r></w:ins>'
        )
        p._p.append(e)


def w14box(p, text, ticked):
    s = (
        '<w:sdt %s><w:sdtPr><w14:checkbox><w14:checked '
        'w14:val="%d"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>%s</w:t></w:r></w:sdtContent></w:sdt>'
        % (ALL, ticked, '☒' if ticked else '☐')
    )
    p._p.append(parse_xml(s))
    p.add_run(' ' + text + '   ')


def legacybox(p, text, ticked):
    p._p.append(
        parse_xml(
            f'<w:r {W}><w:fldChar w:fldCharType="begin"><w:ffData><w:name '
            f'w:val="C"/><w:enabled/><w:checkBox><w:sizeAuto/><w:default '
            f'w:val="{ticked}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
        )
    )
    p._p.append(parse_xml(f'<w:r {W}><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'))
    p._p.append(parse_xml(f'<w:r {W}><w:fldChar w:fldCharType="end"/></w:r>'))
    p.add_run(' ' + text + '   ')


def symbol(p, text, code):
    p._p.append(parse_xml(f'<w:r {W}><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'))
    p.add_run(' ' + text + '   ')


def numbered(d, texts, numId):
    for t in texts:
        p = d.add_paragraph(t, style='List Number')
        pr = p._p.get_or_add_pPr()
        n = parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="{numId}"/></w:numPr>')
        pr.append(n)


def restart(d):
    num = d.part.numbering_part._element
    base = [n for n in num.findall(qn('w:num'))]
    # abstract of style List Number
    st = d.styles['List Number'].element.pPr.numPr.numId.val
    absid = [n for n in base if n.numId == st][0].abstractNumId.val
    new = num.add_num(absid)
    o = new.add_lvlOverride(0)
    o.add_startOverride(1)
    return new.numId


def textbox(text_paras, n=1, vml=True):
    ps = ''.join(f'<w:p><w:r><w:t xml:space="preserve">{t}</w:t></w:r></w:p>' for t in text_paras)
    fb = (
        f'<mc:Fallback><w:pict><v:shape '
        f'style="width:200pt;height:60pt"><v:textbox><w:txbxContent>{ps}</w:txbxContent></v:textbox></v:shape>'
        '</w:pict></mc:Fallback>'
        if vml
        else ''
    )
    return parse_xml(
        f'<w:r {ALL}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent cx="3000000" cy="600000"/><wp:docPr id="{n}" name="Cuadro {n}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="600000"/></a:xfrm><a:prstGeom '
        'prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f'<wps:txbx><w:txbxContent>{ps}</w:txbxContent></wps:txbx><wps:bodyPr/>'
        f'</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>{fb}</mc:AlternateContent></w:r>'
    )


def vmlbox(text_paras):
    ps = ''.join(f'<w:p><w:r><w:t xml:space="preserve">{t}</w:t></w:r></w:p>' for t in text_paras)
    return parse_xml(
        f'<w:r {ALL}><w:pict><v:rect '
        f'style="width:200pt;height:60pt"><v:textbox><w:txbxContent>{ps}</w:txbxContent></v:textbox></v:rect>'
        '</w:pict></w:r>'
    )


def hidden(p, t):
    r = p.add_run(t)
    r.font.hidden = True
