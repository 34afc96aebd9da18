"""Office files with a job descriptor of text boxes, a procedure and a checklist."""
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from office_parts import header_table, legacybox, numbered, restart, save, symbol, table, textbox, vmlbox, w14box


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
