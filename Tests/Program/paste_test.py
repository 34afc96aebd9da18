"""Job sheets pasted from a word processor: `oficio check --fix` makes documents of them and loses no word."""
import html
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
NUMBERED = """MUNICIPIO DE PRUEBA
FICHA DEL CARGO

1. DATOS GENERALES
Nombre del cargo:\tGuardalmacén
Código:\tG-01
Jefe inmediato:\tJefa de Compras
Cargos que supervisa:\tAuxiliar, Ayudante
Elaborado por: Ana Paz\tAutorizado por: Junta

2. PROPÓSITO DEL CARGO
Guardar y entregar los materiales, de 8:00 a 16:00.

3. FUNCIONES DEL CARGO
\uf0b7\tRecibir los materiales.
\uf0b7\tEntregarlos con vale.

4. REQUISITOS DEL CARGO
Escolaridad: Bachillerato.
Experiencia: Un año.
Conocimientos:
\uf0b7\tInventarios.
"""
BOLD = """**PORTERO**

**Objetivo:**

Cuidar la puerta.

**Funciones y responsabilidades**

1) Abrir.
2) Cerrar.

**Requisitos**

**Educación:** Noveno grado.
"""
TABLE = """Recepcionista

OBJETIVO

Recibir a quien llega.

FUNCIONES

N°\tFunción\tFrecuencia
1\tContestar llamadas\tDiaria
2\tArchivar cartas\tSemanal

REQUISITOS

a)\tEducación: Bachillerato
b)\tExperiencia: 1 año
"""
SECTIONS = """AYUNTAMIENTO DE PRUEBA
MANUAL DE PUESTOS

I. IDENTIFICACIÓN
Nombre del puesto: Vigilante
Unidad: Seguridad
Turno: Rotativo
No. de plazas: Dos (2)

II. FUNCIONES DEL PUESTO
DIARIAS
\uf0b7\tRevisar los acce\u00adsos:
o\tel portón,
o\tla caseta.
\uf0b7\tPor equipo: anotar quién lo lleva.
SEMANALES
\uf0b7\tEntregar el parte.

III. OTRAS FUNCIONES
3.1\tCubrir ausencias.
3.2\tApoyar en eventos:
a)\tferias,
b)\tdesfiles.

IV. REQUISITOS
Formación académica\tExperiencia
Bachillerato. Curso de vigilancia.\tUn año en vigilancia.

V. CONDICIONES DE TRABAJO
Ambiente físico: Intemperie.
Riesgos: Asaltos.

__________\t__________
Elaboró\tAutorizó
Ana Paz\tJuan Gil
Analista\tDirector

CONTROL DE CAMBIOS
Rev.\tFecha\tCambio\tResponsable
0\t15/03/2024\tPrimera edición\tAna Paz
"""
NAMES = """Nombre del puesto
Enfermera de turno

Objetivo del puesto
Atender a quien llega.

Jefe inmediato
Supervisora de Sala

Funciones generales
- Clasificar a los pacientes.
- Registrar en el expediente.

Perfil del puesto
Escolaridad
Licenciatura en enfermería.
Conocimientos
- Reanimación
- Bombas de infusión
Actitudes
- Respeto
"""
TITLES = """1. Identificación del Puesto
Nombre del puesto:\tAsesora
Personal a cargo:\tNo tiene

2. Responsabilidades principales
2.1. Contratos
\uf0a7\tRevisarlos antes de la firma.
2.2. Litigio
\uf0a7\tPreparar los escritos.

3. Requisitos
3.1 Formación: Licenciatura en Derecho
3.2 Idiomas: Inglés

4. Historia de la plaza
Se creó en 2010.

5. Competencias
Análisis (nivel 3)
Redacción (nivel 4)

6. Firmas
Elaborado por: Ana Paz
Fecha de elaboración: 14/08/2023
"""

HOSPITAL = """HOSPITAL DE PRUEBA
Código: G-03\tVersión: 04\tPágina 2 de 9

I. IDENTIFICACIÓN DEL EMPLEO
Denominación del empleo:\tArchivista clínico

II. PROPÓSITO PRINCIPAL
Custodiar las historias.

III. FUNCIONES ESENCIALES
1.\tRecibir solicitudes.
2.\tAtender copias:
\ta.\tver quién pide;
\tb.\tanotar la entrega.
3.\tInformar.

IV. EXPERIENCIA
Un año.

Elaborado por:\tAprobado por:
Ana Paz\tConcejo
Analista\tActa 12
"""


def words(text):
    return sorted(re.findall(r'[^\W\d_]{2,}', text))


# Text with headings of its own for a document of each type.
BELOW = {
    'puesto': 'OBJETIVO\nCobrar.\n\nFUNCIONES\nDiarias\n1.\tAbrir la caja.\n2.\tCobrar.\nMensuales\n1.\tInformar.\n',
    'protocolo': '1. Objetivo\nCobrar bien.\n\n2. Alcance\nToda la caja.\n\n3. Pasos\n3.1 Abrir la caja.\n'
        '3.2 Contar.\n',
    'estándar': 'OBJETIVO\nAtender.\n\nENUNCIADOS\nEnunciado\tMeta\nSaludar\t100 %\nResponder\t24\n',
    'incorporación': 'PRESENTACIÓN\nBienvenida.\n\nACTIVIDADES\n1.\tCrear la cuenta.\n2.\tRecorrer la oficina.\n',
    'competencia': 'DEFINICIÓN\nCalma.\n\nCOMPORTAMIENTOS\n•\tEscucha.\n•\tNo grita.\n',
    'cláusula': 'FILAS\nDiaria\n1.\tCumplir las normas.\n2.\tCuidar los bienes.\n',
    'término': 'DEFINICIÓN\nCódigo.\n\nSINÓNIMOS\n•\tCota\n•\tClave\n',
    'sede': 'HORARIO\nDe 8:00 a 16:00.\n\nTELÉFONOS\n•\t2200 0100\n•\t2200 0101\n',
}


class Paste(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / 'content/puestos').mkdir(parents=True)
        (self.root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')
        self.file = self.root / 'content/puestos/a.md'

    def run_program(self, *more):
        return subprocess.run([PROGRAM, *more, '--site', self.root, '--today', '2026-11-21'], capture_output=True,
            text=True)

    def fixed(self, text, added=''):
        self.file.write_text(text, 'utf-8')
        self.run_program('check', '--fix')
        fixed = self.file.read_text('utf-8')
        self.assertEqual(words(text.replace('\u00ad', '') + added), words(fixed))
        again = self.run_program('check').stdout
        self.assertNotIn('texto-suelto', again)
        self.assertNotIn('pegado-de-word', again)
        return fixed

    def test_numbered_headings_and_facts(self):
        fixed = self.fixed(NUMBERED)
        for line in ('## 1. DATOS GENERALES', 'MUNICIPIO DE PRUEBA', 'FICHA DEL CARGO', 'Código: G-01',
                     'Cargos que supervisa: [Auxiliar, Ayudante]', 'Elaborado por: Ana Paz', 'Autorizado por: Junta',
                     '## 2. PROPÓSITO DEL CARGO', '- Recibir los materiales.', '### Escolaridad', 'Bachillerato.',
                     '### Conocimientos', '- Inventarios.'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)
        self.assertIn('de 8:00 a 16:00.', fixed)

    def test_bold_headings(self):
        fixed = self.fixed(BOLD)
        for line in ('# PORTERO', '## Objetivo', '## Funciones y responsabilidades', '### Educación', 'Noveno grado.'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)

    def test_tables_set_with_tabs_and_lettered_facts(self):
        fixed = self.fixed(TABLE)
        for line in ('# Recepcionista', '## FUNCIONES', '| N° | Función | Frecuencia |',
                '| 2 | Archivar cartas | Semanal |', '### Educación', '### Experiencia'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)

    def test_letters_in_capitals_without_text_below_are_a_list(self):
        fixed = self.fixed('MUNICIPIO DE PRUEBA\n\nI. IDENTIFICACIÓN\n1.1 NOMBRE DEL CARGO: AUXILIAR\n\nII. FUNCIONES\n'
            '2.1 RECIBIR LOS BIENES.\n2.2 ENTREGARLOS.\n\nIII. COMPETENCIAS\nA) RESPONSABILIDAD\nB) ORDEN\n'
            'C) TRABAJO EN EQUIPO\n\nIV. CONDICIONES DE TRABAJO\nCARGA PESO.\n')
        self.assertIn('## III. COMPETENCIAS\n\n- RESPONSABILIDAD\n- ORDEN\n- TRABAJO EN EQUIPO\n\n'
                      '## IV. CONDICIONES DE TRABAJO\n', fixed)

    def test_the_name_of_an_english_form_is_no_section(self):
        (self.root / 'content/site.yaml').write_text('institution: Test\nlanguage: en\n', 'utf-8')
        fixed = self.fixed('Job Description\n\nJob title: Pool Attendant\nReports to: Pool Manager\nGrade: 3\n\n'
            'Purpose of the job\n\nTo keep bathers safe.\n\nMain duties\n\n•\tWatch the pool.\n'
            '•\tTest the water.\n', ' Identification')
        for line in ('Job title: Pool Attendant', 'Reports to: Pool Manager', 'Grade: 3', '## Main duties'):
            self.assertIn('\n' + line + '\n', fixed)

    def test_pasted_bullets_have_one_finding(self):
        self.file.write_text('# Uno\n\n## Funciones\n\no\tAbrir la puerta.\no\tCerrarla.\n\n## Contactos internos\n\n'
            'Con\tPara\nArchivo\tPedir\nCaja\tCobrar\n', 'utf-8')
        done = self.run_program('check', '--format', 'json')
        self.assertEqual({'pegado-de-word'}, set(re.findall('"code":"(.*?)"', done.stdout)))

    def test_words_that_a_soft_hyphen_cuts_at_the_end_of_a_line(self):
        self.file.write_text('# Uno\n\n## Objetivo\n\nPrimera línea con una inter\u00ad\nrupción y el pú\u00ad\n'
            'blico, y un guion\u00ad\n- Otra.\n', 'utf-8')
        self.run_program('check', '--fix')
        self.assertEqual('# Uno\n\n## Objetivo\n\nPrimera línea con una interrupción y el público, y un guion\n'
                         '- Otra.\n', self.file.read_text('utf-8'))

    def page(self):
        """The words of the published page, which must not report missing parts."""
        done = self.run_program('build', '--quiet')
        self.assertEqual(0, done.returncode, done.stderr)
        text = re.search(r'<main.*</main>', (self.root / 'output/puestos/a.html').read_text('utf-8'), re.S)[0]
        text = html.unescape(re.sub(r'<[^>]+>', ' ', text)).replace('\u00ad', '')
        self.assertNotIn('N/A', text)
        return ' '.join(text.split())

    def assert_order(self, page, *words):
        places = [page.rindex(word) for word in words]
        self.assertEqual(sorted(places), places)

    def test_sections_with_groups_tables_signatures_and_log(self):
        # The block of signatures gets a heading and names for its columns. The marks «o» and 3.1 are list markers and
        # go.
        fixed = self.fixed(SECTIONS, ' Firmas Rótulo Nombre Cargo')
        for line in ('Unidad: Seguridad', 'Turno: Rotativo', 'AYUNTAMIENTO DE PRUEBA', '## II. FUNCIONES DEL PUESTO',
                     '### DIARIAS', '  - el portón,',
                     '- Por equipo: anotar quién lo lleva.', '### SEMANALES', '1. Cubrir ausencias.',
                     '2. Apoyar en eventos:', '   - a) ferias,',
                     '### Formación académica', '### Experiencia', '| Elaboró | Ana Paz | Analista |',
                     '## CONTROL DE CAMBIOS',
                     '| 0 | 2024-03-15 | Primera edición | Ana Paz |'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)
        self.assert_order(self.page(), 'AYUNTAMIENTO', 'DIARIAS', 'el portón', 'Por equipo: anotar', 'SEMANALES',
                          'Cubrir ausencias', 'desfiles', 'Un año en vigilancia',
                          'Riesgos: Asaltos', 'Analista', 'Primera edición')

    def test_facts_in_one_line_lettered_items_and_labels_to_sign_at(self):
        fixed = self.fixed(HOSPITAL, ' Firmas Rótulo Nombre Cargo')
        for line in ('Código: G-03', 'Versión: 04', 'Página 2 de 9', '2. Atender copias:', '   - a. ver quién pide;',
                     '3. Informar.', '| Elaborado por | Ana Paz | Analista |'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)
        self.assert_order(self.page(), 'Recibir', 'Atender copias', 'ver quién pide', 'anotar', 'Informar', 'Un año',
                          'Concejo')

    def test_names_of_fields_alone_on_their_lines(self):
        fixed = self.fixed(NAMES)
        for line in ('Nombre del puesto: Enfermera de turno', 'Jefe inmediato: Supervisora de Sala',
                '## Funciones generales', '### Escolaridad', '### Actitudes'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)
        self.assert_order(self.page(), 'Atender a quien llega', 'Clasificar', 'Perfil del puesto', 'Licenciatura',
            'Bombas', 'Respeto')

    def test_headings_with_numbers_in_lower_case(self):
        fixed = self.fixed(TITLES)
        for line in ('Personal a cargo: No tiene', '### 2.1. Contratos', '## 3. Requisitos', '### Formación',
                     'Licenciatura en Derecho', '## 4. Historia de la plaza',
                     '- Redacción {nivel=4}', '## 6. Firmas', 'Elaborado por: Ana Paz',
                     'Fecha de elaboración: 2023-08-14'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)
        self.assert_order(self.page(), '2.1. Contratos', 'Revisarlos', '2.2. Litigio', 'Requisitos', 'Inglés',
            'Historia de la plaza', 'Análisis')

    def test_parts_numbered_below_their_section(self):
        """A part is a heading below its section, also where it names a field of its own."""
        fixed = self.fixed('PERFIL\n\nI.- IDENTIFICACIÓN DEL CARGO\nCargo: Bibliotecaria\nGrado: 10\n\n'
            'II.- OBJETIVO DEL CARGO\nPrestar.\n\nIII.- FUNCIONES DEL CARGO\n• Prestar libros.\n• Ordenar.\n\n'
            'IV.- CARACTERÍSTICAS DEL ENTORNO\nIV.1.- Clientes internos\nLas jefaturas.\n'
            'IV.2.- Clientes externos\n• Escuelas.\n• Vecinos.\n\nV.- COMPETENCIAS\nV.1.- Funciones generales\n'
            '• Atender.\n')
        for line in ('## IV.- CARACTERÍSTICAS DEL ENTORNO', '### IV.1.- Clientes internos', 'Las jefaturas.',
                     '### IV.2.- Clientes externos', '- Escuelas.', '## V.1.- Funciones generales'):
            self.assertIn('\n' + line + '\n', fixed)
        self.assertNotIn('«IV.- CARACTERÍSTICAS DEL ENTORNO» está vacía', self.run_program('check').stdout)

    def test_parts_below_a_section_with_the_number_zero(self):
        (self.root / 'content/site.yaml').write_text('institución: Prueba\nlengua: en\n', 'utf-8')
        for sign in ('a) ', '• ', ''):
            with self.subTest(sign):
                fixed = self.fixed('ROLE PROFILE\n\nPost title: Records Officer\nGrade: SO1\n\n1.0 MAIN PURPOSE\n\n'
                    'To keep the records.\n\n2.0 KEY ACCOUNTABILITIES\n\n2.1 Records management\n'
                    f'{sign}Keep the schedule up to date.\n2.2 Information requests\n{sign}Log each request.\n'
                    f'{sign.replace("a", "b")}Draft replies.\n\n3.0 DIMENSIONS\nBudget: None\nStaff: None\n',
                    ' Identification')
                for line in ('### 2.1 Records management', '### 2.2 Information requests'):
                    self.assertIn('\n' + line + '\n', fixed)

    def test_text_above_the_headings_of_the_template(self):
        """The fix removes the empty headings of `oficio add` if the pasted text has its own."""
        self.run_program('add', 'puesto', 'Vigilante')
        template = self.root / 'content/puestos/vigilante.md'
        head, rest = template.read_text('utf-8').split('\n---\n', 1)
        self.file.write_text(f'{head}\n---\n\n{SECTIONS}\n{rest}', 'utf-8')
        template.unlink()
        self.run_program('check', '--fix')
        fixed = self.file.read_text('utf-8')
        self.assertNotIn('\n## Funciones\n', fixed)
        self.assertIn('\n## II. FUNCIONES DEL PUESTO\n', fixed)
        self.assertNotIn('campo-repetido', self.run_program('check').stdout)

    def test_text_below_the_headings_of_the_template(self):
        """What is pasted at the end of what `oficio add` made is read as above its headings, with its examples or
        without, and a text of the last section stays there."""
        for type, text in BELOW.items():
            records = []
            for write in (lambda head, rest: f'{head}\n---\n\n{text}\n{rest}',
                          lambda head, rest: f'{head}\n---\n{rest}\n{text}',
                          lambda head, rest: f'{head}\n---\n' + re.sub(r'(?s)<!--.*?-->', '', rest) + '\n' + text):
                folder = self.root / 'content'
                for file in [file for file in folder.rglob('*.md')]:
                    file.unlink()
                self.run_program('add', type, 'Uno')
                file = next(folder.rglob('*.md'))
                file.write_text(write(*file.read_text('utf-8').split('\n---\n', 1)), 'utf-8')
                self.run_program('check', '--fix')
                fixed = file.read_text('utf-8')
                records.append(re.sub(r'(?s)<!--.*?-->|\n+', '\n', fixed.split('\n---\n', 1)[1]).split())
            with self.subTest(type):
                self.assertEqual(records[0], records[1])
                self.assertEqual(records[0], records[2])
                self.assertIn('##', records[0])

    def test_text_of_the_last_section_alone_stays(self):
        self.run_program('add', 'puesto', 'Vigilante')
        template = self.root / 'content/puestos/vigilante.md'
        text = template.read_text('utf-8') + '\nSe trabaja de pie.\n\n**De noche**\n\n- Con linterna.\n'
        template.write_text(text, 'utf-8')
        self.run_program('check', '--fix')
        self.assertEqual(text, template.read_text('utf-8'))

    def test_a_name_that_the_site_lacks_stops_nothing(self):
        self.file.write_text(
            '---\ntítulo: Uno\nreporta a: Tesorera Municipal\nunidad: Tesorería\n---\n\n## Objetivo\n\nCobrar.\n',
            'utf-8')
        page = self.page()
        self.assertIn('Tesorera Municipal', page)
        self.assertIn('«oficio add puesto "Tesorera Municipal"» crea el documento', self.run_program('check').stdout)
        self.file.write_text('---\ntítulo: Uno\nreporta a: tesorera-municipal\n---\n\n## Objetivo\n\nCobrar.\n',
            'utf-8')
        self.assertEqual(1, self.run_program('build', '--quiet').returncode)

    def test_prose_without_headings_gets_one_heading_and_no_other_change(self):
        text = 'Esta es una carta: dice cosas.\n\nY sigue con más cosas, sin ningún título.\n'
        self.file.write_text(text, 'utf-8')
        self.run_program('check', '--fix')
        self.assertEqual('## Presentación\n\n' + text, self.file.read_text('utf-8'))


if __name__ == '__main__':
    unittest.main()
