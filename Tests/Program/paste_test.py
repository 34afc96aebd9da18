"""Job sheets pasted as they come out of a word processor: `oficio check --fix` makes documents of them and loses no word."""
import pathlib
import os
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


def words(text):
    return sorted(re.findall(r'[^\W\d_]{2,}', text))


class Paste(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / 'content/puestos').mkdir(parents=True)
        (self.root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')
        self.file = self.root / 'content/puestos/a.md'

    def run_program(self, *more):
        return subprocess.run([PROGRAM, *more, '--site', self.root, '--today', '2026-11-21'], capture_output=True, text=True)

    def fixed(self, text):
        self.file.write_text(text, 'utf-8')
        self.run_program('check', '--fix')
        fixed = self.file.read_text('utf-8')
        self.assertEqual(words(text), words(fixed))
        again = self.run_program('check').stdout
        self.assertNotIn('texto-suelto', again)
        self.assertNotIn('pegado-de-word', again)
        return fixed

    def test_numbered_headings_and_facts(self):
        fixed = self.fixed(NUMBERED)
        for line in ('# MUNICIPIO DE PRUEBA', 'Código: G-01', 'Cargos que supervisa: [Auxiliar, Ayudante]', 'Elaborado por: Ana Paz', 'Autorizado por: Junta',
                     '## 2. PROPÓSITO DEL CARGO', '- Recibir los materiales.', '### Escolaridad', 'Bachillerato.', '### Conocimientos', '- Inventarios.'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)
        self.assertIn('de 8:00 a 16:00.', fixed)

    def test_bold_headings(self):
        fixed = self.fixed(BOLD)
        for line in ('# PORTERO', '## Objetivo', '## Funciones y responsabilidades', '### Educación', 'Noveno grado.'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)

    def test_tables_set_with_tabs_and_lettered_facts(self):
        fixed = self.fixed(TABLE)
        for line in ('# Recepcionista', '## FUNCIONES', '| N° | Función | Frecuencia |', '| 2 | Archivar cartas | Semanal |', '### Educación', '### Experiencia'):
            self.assertIn('\n' + line + '\n', '\n' + fixed)

    def test_prose_without_headings_is_left_alone(self):
        text = 'Esta es una carta: dice cosas.\n\nY sigue con más cosas, sin ningún título.\n'
        self.file.write_text(text, 'utf-8')
        self.run_program('check', '--fix')
        self.assertEqual(text, self.file.read_text('utf-8'))


if __name__ == '__main__':
    unittest.main()
