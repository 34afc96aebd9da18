import Foundation

/// Small sites in the layout of Hugo, MkDocs, Docusaurus and Jekyll, made for the tests.
struct ForeignSites {
    let root: String

    init() throws {
        root = NSTemporaryDirectory() + "oficio-foreign-" + UUID().uuidString
        try hugo()
        try mkdocs()
        try docusaurus()
        try jekyll()
    }

    func remove() { try? FileManager.default.removeItem(atPath: root) }

    private func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

    private func write(_ path: String, _ data: Data) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }

    /// A picture of one grey point, with metadata that names its author.
    static let picture: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
        0,
        0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 11, 0x74, 0x45, 0x58, 0x74, 0x41, 0x75, 0x74, 0x68, 0x6F, 0x72, 0,
        0x41,
        0x6E, 0x61, 0x2E, 0, 0, 0, 0, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0,
        0x81,
        0xDD, 0x43, 0x6A, 0xF4, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    private func hugo() throws {
        let base = "hugo/content/direccion-operaciones"
        try write("hugo/hugo.toml", "title = \"Intranet\"\n")
        try write("hugo/static/img/flujo.png", Data(Self.picture))
        try write(
            base + "/_index.md",
            "+++\ntitle = \"Dirección de Operaciones\"\nweight = 10\n+++\n\nAtiende las bodegas y el transporte.\n")
        for (number, title) in ["Bodeguero", "Conductor", "Despachador", "Coordinador de Bodega"].enumerated() {
            try write(
                base + "/cargos/cargo-\(number).md",
                """
                +++
                title = "\(title)"
                weight = \(number)
                date = 2024-03-0\(number + 1)T08:00:00-05:00
                reports_to = "Director de Operaciones"
                code = "OP-0\(number)"
                tags = ["bodega", "operación"] # para el buscador
                [params]
                aniversario = "cada marzo"
                +++

                ## Misión

                Mover la mercancía sin daños.

                ## Funciones

                - Recibir la mercancía.
                - Registrar las entradas.

                {{< note >}}
                Trabaja los **sábados**; véase [recepción]({{< ref "recepcion.md" >}}).
                {{< /note >}}

                """)
        }
        try write(
            base + "/procedimientos/recepcion.md",
            """
            ---
            title: "Procedimiento de recepción"
            date: 2023-05-02
            lastmod: 2024-01-15
            author: Luis Mora
            version: "2.0"
            aliases: [/recepcion-vieja/]
            ---

            ## Objetivo

            Recibir sin faltantes. Lo hace el [bodeguero](../cargos/cargo-0.md).

            {{< figure src="/img/flujo.png" alt="Flujo de recepción" caption="Figura 1." >}}

            ## Pasos

            | N° | Actividad | Responsable |
            |----|-----------|-------------|
            | 1 | Revisar la guía | Bodeguero |
            | 2 | Contar los bultos | Bodeguero |

            {{% alert title="Cuidado" color="warning" %}}
            No se recibe sin guía.
            {{% /alert %}}

            {{< youtube w7Ft2ymGmfc >}}

            <!-- pendiente: revisar con calidad -->

            """)
        for number in 0..<6 {
            try write(
                "hugo/content/blog/nota-\(number).md",
                """
                +++
                title = "Nota \(number)"
                date = 2024-0\(number + 1)-01
                +++

                El día \(number) hay inventario. [Cómo](/direccion-operaciones/procedimientos/recepcion/)

                """)
        }
    }

    /// A navigation with pages in another order than their names, one of which has its title only here.
    private static let navigation = """
        site_name: Manual
        markdown_extensions:
          - pymdownx.emoji:
              emoji_index: !!python/name:materialx.emoji.twemoji
        nav:
          - Inicio: index.md
          - Departamento de Archivo:
              - procedimientos/p2.md
              - Cómo se presta: procedimientos/p1.md
          - Horario del archivo: sueltos/sin-titulo.md
          - procedimientos/p0.md
        """

    private func mkdocs() throws {
        try write("mkdocs/mkdocs.yml", Self.navigation)
        try write("mkdocs/docs/sueltos/sin-titulo.md", "Se abre a las ocho.\n")
        try write("mkdocs/docs/img/mapa.png", Data(Self.picture))
        try write("mkdocs/docs/index.md", "# Manual de archivo\n\nVéase [préstamo](procedimientos/p0.md#requisitos).\n")
        for number in 0..<11 {
            try write(
                "mkdocs/docs/procedimientos/p\(number).md",
                """
                ---
                title: Préstamo \(number)
                description: Cómo se presta.
                owner: Jefe de Archivo
                status: new
                ---

                # Préstamo \(number)

                ## Objetivo

                Regular el préstamo[^ley].

                !!! warning "Documentos reservados"
                    No se prestan.

                    Se consultan *en sala*.

                ??? tip
                    Pida cita.

                === "En línea"

                    Escriba a `archivo`.

                ![Mapa](../img/mapa.png)

                - [x] Formulario AR-01
                - [ ] Formulario AR-02

                [^ley]: Ley General de Archivos, artículo 12.

                """)
        }
    }

    private func docusaurus() throws {
        try write("docusaurus/docusaurus.config.js", "module.exports = {}\n")
        try write("docusaurus/static/img/logo.png", Data(Self.picture))
        try write(
            "docusaurus/docs/intro.mdx",
            """
            ---
            id: intro
            title: Presentación
            sidebar_position: 1
            ---
            import Tabs from '@theme/Tabs';

            Bienvenida. ![Logo](/img/logo.png)

            :::tip[Consejo]
            Lea primero [Cajera](roles/r0.md).
            :::

            <Tabs>
            <TabItem value="caja" label="Caja">

            Texto de caja.

            </TabItem>
            </Tabs>

            """)
        for number in 0..<10 {
            try write(
                "docusaurus/docs/roles/r\(number).md",
                """
                ---
                title: Cajera \(number)
                sidebar_label: Cajera
                reportsTo: Jefa de Finanzas
                level: 3
                ---

                ## Objective

                Atender la caja con exactitud.

                ## Responsibilities

                - Cobrar
                - Cuadrar

                :::danger Importante
                Nunca deje la caja sola.
                :::

                """)
        }
    }

    private func jekyll() throws {
        try write("jekyll/_config.yml", "title: x\n")
        for number in 0..<10 {
            try write(
                "jekyll/_protocolos/2024-01-1\(number)-atencion.md",
                """
                ---
                layout: page
                title:  "Protocolo de atención \(number)"
                categories: atencion
                codigo: AT-0\(number)
                versión: 1
                ---
                {: .no_toc }

                Texto para {{ site.title }}.

                {% include nota.html texto="Importante" %}

                ## Alcance
                {: .fs-6 }

                Ventanillas.

                | Caso | Qué hacer |
                |:-----|:---------:|
                | Sin cita | Dar turno |

                """)
        }
    }
}
