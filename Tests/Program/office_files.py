"""Office files with the traps of real ones, made with python-docx: a hospital's protocol under review, a job descriptor
of text boxes, a procedure, a checklist. Their words are invented."""
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, Pt
from office_forms import checklist, descriptor, procedimiento
from office_parts import (
    comment, header_table, hidden, legacybox, numbered, png, restart, save, symbol, table, tracked, w14box)


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


def write_all(folder):
    """Writes every file into a folder and returns the paths."""
    return [make(folder) for make in (protocolo, descriptor, procedimiento, checklist)]
