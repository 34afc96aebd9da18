import OficioHistory
import TestSupport
import Testing

/// Takes a manual of three jobs through five versions. The log must name each material change once, and nothing else.
@Suite struct VersionLogTests {
    private func job(_ title: String, _ boss: String) -> String {
        """
        ---
        título: \(title)
        clase: "03"
        reporta a: \(boss)
        funciones comunes: {de: comunes}
        competencias:
          - {id: trato, nivel: 1}
        ---

        ## Objetivo

        Atender al público de la sala con orden y sin demora.

        ## Funciones claves

        | Función | % tiempo |
        |---|---|
        | Recibir solicitudes. | 30% |
        | Ordenar el archivo. | 70% |

        ## Funciones periódicas

        ### Diaria

        1. Abrir la sala a las siete de la mañana.
        2. Contar el efectivo de la caja chica.
        3. Revisar los turnos pendientes del día.

        ### Semanal

        1. Entregar el informe de asistencia al jefe.

        ### Mensual

        N/A

        ## Bienes

        - Computadora de escritorio
        - Silla ergonomica, giratoria

        ## Valores

        N/A

        ## Experiencia

        1 año en atención al público.
        """
    }

    private func site() throws -> ReleasedSite {
        try ReleasedSite([
            ("content/site.yaml", "institución: Prueba\n"),
            ("content/competencias.yaml", "tipo: competencia\nelementos:\n  - {id: trato, título: Trato amable}\n"),
            (
                "content/clausulas/comunes.md",
                "---\ntítulo: Funciones comunes\n---\n\n## Filas\n\n- Cumplir el reglamento interno. {#reglamento}\n"
            ),
            ("content/puestos/jefe.md", "---\ntítulo: Jefe de Sala\n---\n"),
            ("content/puestos/gerente.md", "---\ntítulo: Gerente de Área\n---\n"),
            ("content/puestos/cajero.md", job("Cajero", "jefe")),
            ("content/puestos/guia.md", job("Guía de Sala", "jefe")),
            ("content/puestos/archivista.md", job("Archivista", "jefe")),
            ("content/puestos/mensajero.md", job("Mensajero", "jefe")),
            (
                "content/manuales/m.md",
                """
                ---
                título: Manual de Sala
                código: M-1
                versión: "01"
                vigencia: 2020-01-01
                miembros: [cajero, guia, archivista]
                ---

                """
            ),
        ])
    }

    /// Expects that every piece is in exactly one row of the log, and that every row holds one.
    private func expect(_ log: [String], _ pieces: [[String]]) {
        for piece in pieces {
            #expect(
                log.count { row in piece.allSatisfy { row.contains($0) } } == 1,
                "\(piece)\n  in \(log.joined(separator: "\n     "))")
        }
        for row in log {
            #expect(pieces.contains { piece in piece.allSatisfy { row.contains($0) } }, "nobody asked for: \(row)")
        }
    }

    @Test func `five versions with twenty edits`() throws {
        let site = try site()
        try site.release("m", effective: "2020-01-01")

        // The edits: a rewording, a new function, a removed one, one that moves to another frequency, and a spelling
        // that no log mentions.
        try site.edit("content/puestos/cajero.md", "con orden y sin demora", "con orden y buen trato")
        try site.edit(
            "content/puestos/guia.md", "### Mensual\n\nN/A",
            "### Mensual\n\n1. Presentar el resumen de quejas recibidas.")
        try site.edit("content/puestos/archivista.md", "2. Contar el efectivo de la caja chica.\n3. ", "2. ")
        try site.edit("content/puestos/cajero.md", "3. Revisar los turnos pendientes del día.\n", "")
        try site.edit(
            "content/puestos/cajero.md", "1. Entregar el informe de asistencia al jefe.",
            "1. Entregar el informe de asistencia al jefe.\n2. Revisar los turnos pendientes del día.")
        try site.edit("content/puestos/archivista.md", "Silla ergonomica, giratoria", "Silla ergonómica giratoria")
        expect(
            try site.release("m", effective: "2021-01-01"),
            [
                ["Cajero. Objetivo", "«sin demora»", "«buen trato»"],
                ["Guía de Sala. Funciones", "se agrega «Presentar el resumen de quejas recibidas»"],
                ["Archivista. Funciones", "se suprime «Contar el efectivo de la caja chica»"],
                ["Cajero. Funciones", "«Revisar los turnos pendientes del día»", "«Diaria»", "«Semanal»"],
            ])

        // The edits: a level, a new member, a shared clause that reaches every job, and a change of order alone.
        try site.edit("content/puestos/guia.md", "{id: trato, nivel: 1}", "{id: trato, nivel: 3}")
        try site.edit(
            "content/manuales/m.md", "miembros: [cajero, guia, archivista]",
            "miembros: [cajero, guia, archivista, mensajero]")
        try site.edit(
            "content/clausulas/comunes.md", "Cumplir el reglamento interno.", "Cumplir el reglamento interno y la ley.")
        try site.edit(
            "content/puestos/guia.md",
            "1. Abrir la sala a las siete de la mañana.\n2. Contar el efectivo de la caja chica.",
            "1. Contar el efectivo de la caja chica.\n2. Abrir la sala a las siete de la mañana.")
        expect(
            try site.release("m", effective: "2022-01-01"),
            [
                ["Guía de Sala. Competencias", "«Trato amable»", "de «1» a «3»"], ["Se agrega puesto «Mensajero»"],
                ["Cajero. Funciones comunes", "se añade «y la ley»"],
                ["Guía de Sala. Funciones comunes", "se añade «y la ley»"],
                ["Archivista. Funciones comunes", "se añade «y la ley»"],
            ])

        // The edits: a title, a boss, a grade that looks like a number, a percentage, and a member that leaves.
        try site.edit("content/puestos/guia.md", "título: Guía de Sala", "título: Orientador de Sala")
        try site.edit("content/puestos/cajero.md", "reporta a: jefe", "reporta a: gerente")
        try site.edit("content/puestos/cajero.md", "clase: \"03\"", "clase: \"3\"")
        try site.edit(
            "content/puestos/mensajero.md", "| Recibir solicitudes. | 30% |", "| Recibir solicitudes. | 35% |")
        try site.edit("content/manuales/m.md", "guia, archivista, mensajero", "guia, mensajero")
        expect(
            try site.release("m", effective: "2023-01-01"),
            [
                ["Orientador de Sala. Título", "«Guía de Sala»", "«Orientador de Sala»"],
                ["Cajero. Reporta a", "«Jefe de Sala»", "«Gerente de Área»"],
                ["Cajero. Clase", "«03»", "«3»"], ["Mensajero. Funciones claves", "«30%»", "«35%»"],
                ["Se suprime puesto «Archivista»"],
            ])

        // The edits: list entries, a new section, a figure, and a text where there was none.
        try site.edit(
            "content/puestos/cajero.md", "- Computadora de escritorio",
            "- Computadora de escritorio\n- Contadora de billetes")
        try site.edit("content/puestos/mensajero.md", "- Computadora de escritorio\n", "")
        try site.edit(
            "content/puestos/guia.md", "## Experiencia", "## Toma de decisiones\n\nAsigna los turnos.\n\n## Experiencia"
        )
        try site.edit("content/puestos/mensajero.md", "1 año en atención", "2 años en atención")
        try site.edit("content/puestos/cajero.md", "## Valores\n\nN/A", "## Valores\n\nCustodia del fondo rotativo.")
        expect(
            try site.release("m", effective: "2024-01-01"),
            [
                ["Cajero. Bienes", "se agrega «Contadora de billetes»"],
                ["Mensajero. Bienes", "se suprime «Computadora de escritorio»"],
                ["Orientador de Sala. Toma de decisiones", "se agrega «Asigna los turnos»"],
                ["Mensajero. Experiencia", "«1 año» por «2 años»"],
                ["Cajero. Valores", "«N/A»", "«Custodia del fondo rotativo"],
            ])
        #expect(History(site.folder.path).ledgers.first?.entries.map(\.version) == ["01", "02", "03", "04", "05"])
        #expect(History(site.folder.path).verify().isEmpty)
    }

    @Test func `a change of form alone is an editorial release`() throws {
        let site = try site()
        try site.release("m", effective: "2020-01-01")
        try site.edit("content/puestos/cajero.md", "Silla ergonomica, giratoria", "Silla ergonómica giratoria")
        let log = try site.release("m", effective: "2021-01-01")
        #expect(log == ["Correcciones de forma (Cajero, Bienes)."])
        #expect(History(site.folder.path).ledgers.first?.entries.map(\.kind) == [.material, .editorial])
    }
}
