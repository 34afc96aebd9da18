"""Office files with the traps of real ones, made with python-docx: a hospital's protocol under review, a job descriptor
of text boxes, a procedure, a checklist. Their words are invented."""

import io
import pathlib

from docx import Document
from docx.shared import Pt, Cm
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml, OxmlElement
from docx.oxml.ns import qn
from PIL import Image

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


# 1 hospital protocol
def protocolo(folder):
    d = Document()
    s = d.sections[0]
    header_table(s, 'ENF-PT-014', 'PROTOCOLO DE PREVENCIÓN DE CAÍDAS EN PACIENTES HOSPITALIZADOS', '04', '15/03/2024')
    s.footer.paragraphs[0].text = (
        'Documento controlado. Prohibida su reproducción sin autorización del Comité de Calidad.'
    )
    d.core_properties.author = 'María Quiroga'
    d.core_properties.title = 'Plantilla protocolo'
    p = d.add_paragraph()
    r = p.add_run('HOSPITAL REGIONAL SAN RAFAEL')
    r.bold = True
    p = d.add_paragraph()
    r = p.add_run('PROTOCOLO DE PREVENCIÓN DE CAÍDAS EN PACIENTES HOSPITALIZADOS')
    r.bold = True
    r.font.size = Pt(16)
    # 1
    t = table(
        d,
        [
            ['Tipo de documento', 'Protocolo', 'Proceso', 'Hospitalización'],
            ['Servicio responsable', 'Enfermería', 'Clasificación', 'Asistencial'],
            ['Fecha de elaboración', '10/02/2024', 'Fecha de revisión', '28/02/2024'],
        ],
    )
    d.add_paragraph()
    # 2 signatures
    table(
        d,
        [
            ['Elaboró', 'Revisó', 'Aprobó'],
            [
                'Lic. Ana Torres\nJefa de Enfermería',
                'Dr. Luis Peña\nComité de Calidad',
                'Dra. Rosa Lima\nDirectora Médica',
            ],
            ['Fecha: 10/02/2024', 'Fecha: 28/02/2024', 'Fecha: 15/03/2024'],
        ],
        header=True,
    )
    p = d.add_paragraph()
    r = p.add_run('1. OBJETIVO')
    r.bold = True
    p = d.add_paragraph(
        'Establecer las medidas para prevenir caídas de pacientes hospitalizados, mediante la valoración del riesgo al '
        'ingreso'
    )
    tracked(p, ins=' y cada turno', dele=' y cada día')
    p.add_run('.')
    comment(d, p, 'Revisor de Calidad', '¿Cada turno o cada 12 horas? Aclarar.')
    p = d.add_paragraph()
    r = p.add_run('2. ALCANCE')
    r.bold = True
    p = d.add_paragraph('Aplica a todos los servicios de hospitalización de adultos y pediatría. ')
    hidden(p, 'NOTA INTERNA: excluye urgencias por acuerdo del comité.')
    p = d.add_paragraph()
    r = p.add_run('3. DEFINICIONES')
    r.bold = True
    # 3
    table(
        d,
        [
            ['Término', 'Definición'],
            ['Caída', 'Evento no intencional que lleva a la persona al suelo u otro nivel inferior.'],
            ['Escala de Morse', 'Instrumento que valora el riesgo de caída con seis ítems.'],
            ['Evento adverso', 'Daño no intencional causado por la atención.'],
        ],
        header=True,
    )
    p = d.add_paragraph()
    r = p.add_run('4. RESPONSABLES')
    r.bold = True
    # 4 merged
    t = table(
        d,
        [
            ['Cargo', 'Responsabilidad', 'Frecuencia'],
            ['Enfermera jefe', 'Verificar la valoración del riesgo', 'Cada turno'],
            ['', 'Notificar los eventos', 'Cuando ocurran'],
            ['Auxiliar de enfermería', 'Acompañar al paciente al baño', 'Permanente'],
        ],
        header=True,
    )
    t.cell(1, 0).merge(t.cell(2, 0))
    p = d.add_paragraph()
    r = p.add_run('5. MATERIALES Y EQUIPOS')
    r.bold = True
    # 5
    table(
        d,
        [
            ['N°', 'Material', 'Cantidad'],
            ['1', 'Manilla de identificación de color amarillo', '1 por paciente'],
            ['2', 'Barandas', '2 por cama'],
            ['3', 'Timbre de llamado', '1 por cama'],
        ],
        header=True,
    )
    p = d.add_paragraph()
    r = p.add_run('6. DESCRIPCIÓN DEL PROCEDIMIENTO')
    r.bold = True
    # 6 steps
    t = table(
        d,
        [
            ['N°', 'Actividad', 'Responsable', 'Registro'],
            [
                '1',
                'Valorar el riesgo de caída con la escala de Morse al ingreso.',
                'Enfermera jefe',
                'Hoja de valoración',
            ],
            [
                '2',
                'Colocar la manilla amarilla si el puntaje es igual o mayor que 45.',
                'Auxiliar de enfermería',
                'Historia clínica',
            ],
            [
                '3',
                'Educar al paciente y a su familia:\n- Uso del timbre\n- Calzado antideslizante',
                'Enfermera jefe',
                'Formato ENF-FO-021',
            ],
            ['4', 'Reevaluar en cada turno.', 'Enfermera jefe', 'Hoja de valoración'],
        ],
        header=True,
    )
    c = t.cell(2, 1)
    inner = c.add_table(2, 2)
    inner.cell(0, 0).text = 'Puntaje'
    inner.cell(0, 1).text = 'Color'
    inner.cell(1, 0).text = '45 o más'
    inner.cell(1, 1).text = 'Amarillo'
    p = d.add_paragraph()
    r = p.add_run('7. ESCALA DE MORSE')
    r.bold = True
    # 7
    t = table(
        d,
        [
            ['Variable', 'Observación', 'Valor'],
            ['Antecedente de caídas', 'No', '0'],
            ['', 'Sí', '25'],
            ['Diagnóstico secundario', 'No', '0'],
            ['', 'Sí', '15'],
            ['Total', '', ''],
        ],
        header=True,
    )
    t.cell(1, 0).merge(t.cell(2, 0))
    t.cell(3, 0).merge(t.cell(4, 0))
    t.cell(5, 0).merge(t.cell(5, 1))
    p = d.add_paragraph('Nota: ', 'Normal')
    p.runs[0].bold = True
    p.add_run('el puntaje se anota en la hoja de enfermería')
    fn = p.add_run('.')
    # 8 checklist
    p = d.add_paragraph()
    r = p.add_run('8. LISTA DE VERIFICACIÓN')
    r.bold = True
    t = table(
        d,
        [
            ['Criterio', 'Sí', 'No', 'N/A', 'Observaciones'],
            ['¿Se valoró el riesgo al ingreso?', '', '', '', ''],
            ['¿Las barandas están elevadas?', '', '', '', ''],
            ['¿El timbre está al alcance?', '', '', '', ''],
            ['¿El piso está seco y libre de obstáculos?', 'X', '', '', 'Piso 3 en obra'],
        ],
        header=True,
    )
    w14box(t.cell(1, 1).paragraphs[0], '', 1)
    w14box(t.cell(1, 2).paragraphs[0], '', 0)
    w14box(t.cell(1, 3).paragraphs[0], '', 0)
    legacybox(t.cell(2, 1).paragraphs[0], '', 1)
    legacybox(t.cell(2, 2).paragraphs[0], '', 0)
    legacybox(t.cell(2, 3).paragraphs[0], '', 0)
    symbol(t.cell(3, 1).paragraphs[0], '', 'F0FE')
    symbol(t.cell(3, 2).paragraphs[0], '', 'F0A8')
    symbol(t.cell(3, 3).paragraphs[0], '', 'F0A8')
    # 9 grades of risk
    p = d.add_paragraph()
    r = p.add_run('9. CLASIFICACIÓN DEL RIESGO')
    r.bold = True
    p = d.add_paragraph('Riesgo del paciente: ')
    w14box(p, 'Bajo', 0)
    w14box(p, 'Medio', 0)
    w14box(p, 'Alto', 1)
    p = d.add_paragraph('Acompañante: [X] Sí  [ ] No')
    table(
        d,
        [
            ['Riesgo', 'Puntaje', 'Medidas'],
            ['Bajo', '0 a 24', 'Cuidados básicos'],
            ['Medio', '25 a 44', 'Barandas y timbre'],
            ['Alto', '45 o más', 'Manilla, acompañante y ronda cada dos horas'],
        ],
        header=True,
    )
    p = d.add_paragraph()
    r = p.add_run('10. INDICADORES')
    r.bold = True
    table(
        d,
        [
            ['Indicador', 'Fórmula', 'Meta'],
            ['Tasa de caídas', '(N.º de caídas / días de estancia) × 1000', '< 1'],
            ['Valoración al ingreso', '(Pacientes valorados / ingresos) × 100', '≥ 95 %'],
        ],
        header=True,
    )
    p = d.add_paragraph()
    r = p.add_run('11. DOCUMENTOS RELACIONADOS')
    r.bold = True
    table(
        d,
        [
            ['Código', 'Nombre'],
            ['ENF-FO-021', 'Hoja de educación al paciente'],
            ['CAL-PR-003', 'Procedimiento de reporte de eventos adversos'],
        ],
        header=True,
    )
    p = d.add_paragraph()
    r = p.add_run('12. BIBLIOGRAFÍA')
    r.bold = True
    numbered(
        d,
        [
            'Morse J. Preventing patient falls. Springer, 2009.',
            'Ministerio de Salud. Guía técnica de buenas prácticas. 2010.',
        ],
        restart(d),
    )
    p = d.add_paragraph()
    r = p.add_run('13. CONTROL DE CAMBIOS')
    r.bold = True
    table(
        d,
        [
            ['Versión', 'Fecha', 'Descripción del cambio', 'Responsable'],
            ['03', '12/05/2022', 'Se incluye la escala de Morse.', 'Ana Torres'],
            ['04', '15/03/2024', 'Se agrega la lista de verificación.', 'Ana Torres'],
        ],
        header=True,
    )
    sec = d.add_section(WD_SECTION.NEW_PAGE)
    sec.orientation = WD_ORIENT.LANDSCAPE
    sec.page_width, sec.page_height = sec.page_height, sec.page_width
    p = d.add_paragraph()
    r = p.add_run('ANEXO 1. FLUJOGRAMA')
    r.bold = True
    d.add_picture(png((200, 30, 30), (300, 200)), width=Cm(8))
    pr = d.inline_shapes[-1]._inline.docPr
    pr.set('descr', 'Flujograma de valoración del riesgo')
    table(d, [['Turno', 'Lunes', 'Martes'], ['Mañana', 'Ana', 'Luis'], ['Tarde', 'Rosa', 'Ana']])
    return save(d, folder, 'protocolo-revisado.docx')


# 2 job descriptor with text boxes
def descriptor(folder):
    d = Document()
    s = d.sections[0]
    header_table(s, 'TH-FT-009', 'DESCRIPTOR DE CARGO', '02', '01/02/2023')
    p = d.add_paragraph()
    p._p.append(textbox(['DESCRIPTOR DE CARGO'], 1))
    p = d.add_paragraph()
    p._p.append(textbox(['Nombre del cargo: Analista de Nómina', 'Código: TH-022'], 2))
    p._p.append(vmlbox(['Área: Gestión Humana', 'Jefe inmediato: Jefe de Gestión Humana']))
    p = d.add_paragraph()
    p._p.append(textbox(['MISIÓN DEL CARGO'], 3))
    d.add_paragraph(
        'Liquidar la nómina de la entidad con exactitud y dentro de los plazos, conforme a la normativa laboral.'
    )
    p = d.add_paragraph()
    p._p.append(textbox(['FUNCIONES PRINCIPALES'], 4))
    n = restart(d)
    numbered(
        d,
        [
            'Liquidar la nómina mensual y las prestaciones sociales.',
            'Registrar las novedades de personal en el sistema.',
            'Elaborar la planilla de seguridad social.',
        ],
        n,
    )
    p = d.add_paragraph()
    p._p.append(textbox(['FUNCIONES OCASIONALES'], 5))
    n = restart(d)
    numbered(d, ['Atender los requerimientos de la revisoría fiscal.', 'Apoyar el cierre contable anual.'], n)
    p = d.add_paragraph()
    p._p.append(vmlbox(['REQUISITOS']))
    t = table(
        d,
        [
            ['Formación académica', 'Contador público o administrador de empresas'],
            ['Experiencia', 'Dos años en liquidación de nómina'],
            ['Idiomas', ''],
            ['Conocimientos específicos', 'Legislación laboral; Excel avanzado; seguridad social'],
        ],
    )
    p = t.cell(2, 1).paragraphs[0]
    w14box(p, 'Español', 1)
    w14box(p, 'Inglés', 0)
    p = d.add_paragraph('Personal a cargo: ')
    legacybox(p, 'Sí', 0)
    legacybox(p, 'No', 1)
    p = d.add_paragraph('Salario ........................\t$ 3.200.000')
    p = d.add_paragraph('Horario:\tLunes a viernes, 8:00 a 17:00')
    sec = d.add_section(WD_SECTION.CONTINUOUS)
    cols = sec._sectPr.find(qn('w:cols'))
    if cols is None:
        cols = OxmlElement('w:cols')
        sec._sectPr.append(cols)
    cols.set(qn('w:num'), '2')
    p = d.add_paragraph()
    r = p.add_run('COMPETENCIAS')
    r.bold = True
    for x in ['Orientación al detalle', 'Trabajo en equipo', 'Confidencialidad', 'Comunicación']:
        d.add_paragraph(x, style='List Bullet')
    return save(d, folder, 'descriptor-nomina.docx')


# 3 procedure, to be converted to .doc
def procedimiento(folder):
    d = Document()
    s = d.sections[0]
    header_table(s, 'GF-PR-007', 'PROCEDIMIENTO DE CAJA MENOR', '03', '20/08/2021')
    d.add_heading('PROCEDIMIENTO DE CAJA MENOR', 0)
    d.add_heading('1. OBJETIVO', 1)
    d.add_paragraph('Definir las actividades para constituir, usar y legalizar la caja menor.')
    d.add_heading('2. ALCANCE', 1)
    d.add_paragraph('Inicia con la solicitud de constitución y termina con el reembolso.')
    d.add_heading('3. NORMATIVA', 1)
    for x in ['Resolución 1255 de 2020', 'Decreto 1068 de 2015']:
        d.add_paragraph(x, style='List Bullet')
    d.add_heading('4. DESARROLLO', 1)
    d.add_heading('4.1 Constitución', 2)
    n = restart(d)
    numbered(d, ['Solicitar la constitución al Director Financiero.', 'Expedir la resolución.', 'Abrir la cuenta.'], n)
    d.add_heading('4.2 Legalización', 2)
    n = restart(d)
    numbered(d, ['Reunir los soportes.', 'Diligenciar el formato GF-FO-011.', 'Radicar antes del día 25.'], n)
    for x in ['a) Con factura electrónica', 'b) Con documento equivalente']:
        p = d.add_paragraph(x)
        p.paragraph_format.left_indent = Cm(2)
    d.add_heading('5. PUNTOS DE CONTROL', 1)
    table(
        d,
        [
            ['Actividad', 'Control', 'Responsable'],
            ['Legalización', 'Revisión de soportes', 'Tesorero'],
            ['Reembolso', 'Conciliación bancaria', 'Contador'],
        ],
        header=True,
    )
    p = d.add_paragraph()
    r = p.add_run('Importante: ')
    r.bold = True
    p.add_run('Ningún pago puede superar el ')
    r = p.add_run('10 %')
    r.bold = True
    p.add_run(' del fondo.')
    d.add_heading('6. ANEXOS', 1)
    d.add_paragraph('Formato GF-FO-011 Legalización de caja menor.')
    return save(d, folder, 'procedimiento-caja.docx')


# 5 checklist
def checklist(folder):
    d = Document()
    d.add_heading('LISTA DE CHEQUEO DE INGRESO DE PERSONAL', 0)
    p = d.add_paragraph('Código: TH-LC-003\tVersión: 01\tFecha: 05/01/2024')
    p = d.add_paragraph('Nombre del trabajador: ______________________  Cargo: ______________')
    p = d.add_paragraph()
    r = p.add_run('ANTES DEL INGRESO')
    r.bold = True
    for k, x in enumerate(
        [
            'Hoja de vida actualizada',
            'Copia del documento de identidad',
            'Certificados de estudio',
            'Examen médico de ingreso',
        ]
    ):
        p = d.add_paragraph()
        if k == 0:
            w14box(p, x, 1)
        elif k == 1:
            legacybox(p, x, 0)
        elif k == 2:
            symbol(p, x, 'F0A8')
        else:
            p.add_run('☐ ' + x)
    p = d.add_paragraph()
    r = p.add_run('PRIMER DÍA')
    r.bold = True
    for x in ['[ ] Entrega de carné', '[x] Recorrido por las instalaciones', '( ) Entrega de equipo']:
        d.add_paragraph(x)
    p = d.add_paragraph('Observaciones: ............................................')
    p = d.add_paragraph('Firma del responsable: ____________________')
    return save(d, folder, 'lista-ingreso.docx')


def write_all(folder):
    """Writes every file into a folder and returns the paths."""
    return [make(folder) for make in (protocolo, descriptor, procedimiento, checklist)]
