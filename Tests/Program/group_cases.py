"""Headings and tables of functions in job descriptions, with the group under which a form by frequency prints them.
Used by `groups_test`."""

# (heading, label of the form)
FREQUENCIES = [
    ('Diaria', 'Diaria'), ('Diario', 'Diaria'), ('Diarias', 'Diaria'), ('Diarios', 'Diaria'), ('DIARIAS', 'Diaria'),
    ('Diariamente', 'Diaria'), ('A diario', 'Diaria'), ('Cotidianas', 'Diaria'), ('Todos los días', 'Diaria'),
    ('Cada día', 'Diaria'), ('Día a día', 'Diaria'), ('Tareas diarias', 'Diaria'), ('FUNCIONES DIARIAS', 'Diaria'),
    ('Funciones diarias:', 'Diaria'), ('1. Diaria', 'Diaria'), ('1.1 Diarias', 'Diaria'), ('a) Diarias', 'Diaria'),
    ('I. DIARIAS', 'Diaria'), ('Función diaria', 'Diaria'), ('Actividades diarias del puesto', 'Diaria'),
    ('Frecuencia: diaria', 'Diaria'), ('Con frecuencia diaria', 'Diaria'), ('De forma diaria', 'Diaria'),
    ('Periodicidad diaria', 'Diaria'), ('Diaria (D)', 'Diaria'), ('Daily', 'Diaria'), ('Daily tasks', 'Diaria'),
    ('On a daily basis', 'Diaria'), ('Every day', 'Diaria'), ('Permanentes', 'Permanente'),
    ('Funciones continuas', 'Permanente'), ('De carácter permanente', 'Permanente'), ('Semanales', 'Semanal'),
    ('Semanalmente', 'Semanal'), ('Tareas semanales', 'Semanal'), ('Una vez por semana', 'Semanal'),
    ('Cada semana', 'Semanal'), ('Weekly duties', 'Semanal'), ('Quincenales', 'Quincenal'),
    ('Cada quince días', 'Quincenal'), ('Cada 15 días', 'Quincenal'), ('MENSUALES', 'Mensual'),
    ('De forma mensual', 'Mensual'), ('Con periodicidad mensual', 'Mensual'), ('Mensualmente', 'Mensual'),
    ('Una vez al mes', 'Mensual'), ('Responsabilidades mensuales', 'Mensual'), ('Monthly', 'Mensual'),
    ('Bimestrales', 'Bimestral'), ('Cada dos meses', 'Bimestral'), ('Trimestrales', 'Trimestral'),
    ('Cada tres meses', 'Trimestral'), ('Quarterly', 'Trimestral'), ('Cuatrimestrales', 'Cuatrimestral'),
    ('Semestrales', 'Semestral'), ('Cada seis meses', 'Semestral'), ('Anuales', 'Anual'), ('Cada año', 'Anual'),
    ('Actividades que se realizan anualmente', 'Anual'), ('Yearly', 'Anual'), ('Eventuales', 'Eventual'),
    ('Funciones eventuales', 'Eventual'), ('Cuando se requiera', 'Eventual'), ('Según necesidad', 'Eventual'),
    ('As needed', 'Eventual'), ('Ocasionales', 'Ocasional'), ('Esporádicas', 'Ocasional'),
    ('De vez en cuando', 'Ocasional'),
]
# Headings that name no frequency, or more than one: a form prints them as they are.
NAMES = [
    'Generales', 'Específicas', 'FUNCIONES GENERALES', 'Funciones específicas', 'Técnicas', 'Administrativas',
    'Atención al público', 'De supervisión', 'Otras funciones', '2. Principales', 'Informe mensual de ventas',
    'Periódicas', 'Core functions', 'Diarias y semanales',
]
# (header, rows, kind); the kind is `None` for rows whose frequencies the form knows.
TABLES = [
    ('N.° | Función | Frecuencia', ['1 | Abrir la sala. | Diaria', '2 | Rendir parte. | Mensual'], None),
    ('Nro. | Actividad | Periodicidad', ['1 | Abrir la sala. | Diario', '2 | Rendir parte. | Mensual'], None),
    ('Ítem | Tarea | Frecuencia', ['1. | Abrir la sala. | Diarias', '2. | Rendir parte. | Mensuales'], None),
    ('# | Responsabilidad | Cada cuánto', ['1 | Abrir la sala. | Cada día', '2 | Rendir parte. | Cada mes'], None),
    ('No | Funciones | Frecuencia de ejecución', ['1 | Abrir la sala. | diaria', '2 | Rendir parte. | mensual'], None),
    ('Función | Frecuencia', ['Abrir la sala. | Diaria', 'Rendir parte. | Mensual'], None),
    ('Actividad | Periodicidad', ['Abrir la sala. | Diario', 'Rendir parte. | Mensual'], None),
    ('Frecuencia | Función', ['Diaria | Abrir la sala.', 'Mensual | Rendir parte.'], None),
    ('Periodicidad | Actividades', ['Diario | Abrir la sala.', 'Mensual | Rendir parte.'], None),
    ('Tarea | D | S | M', ['Abrir la sala. | X | | ', 'Rendir parte. | | | X'], None),
    ('N.º | Función | Diaria | Semanal | Mensual', ['1 | Abrir la sala. | x | | ', '2 | Rendir parte. | | | x'], None),
    ('Actividad | D | Q | M | A', ['Abrir la sala. | ✓ | - | - | -', 'Rendir parte. | - | - | ✓ | -'], None),
    ('Task | Frequency', ['Abrir la sala. | Daily', 'Rendir parte. | Monthly'], None),
    ('No. | Duty | How often', ['1 | Abrir la sala. | Every day', '2 | Rendir parte. | Once a month'], None),
    ('Descripción de la función | Frecuencia', ['Abrir la sala. | Diariamente', 'Rendir parte. | Mensualmente'], None),
    ('Tarea | Frecuencia', ['Abrir la sala. | D', 'Rendir parte. | M'], 'codes'),
    ('N.° | Función | %', ['1 | Abrir la sala. | 60 %', '2 | Rendir parte. | 40 %'], 'no frequency'),
    ('Función | Porcentaje de tiempo | Frecuencia', ['Abrir la sala. | 60 | Diaria', 'Rendir parte. | 40 | Mensual'],
        'own column'),
]


def table(header, rows):
    """The Markdown of a table."""
    return '\n'.join(f'| {line} |' for line in [header, '|'.join('---' for _ in header.split('|')), *rows]) + '\n'
