import OficioSchema
import TestSupport
import Testing

@testable import OficioSite

/// One page of each kind in `PageRegistry`: sources in, markup out.
@Suite struct PageKindTests {
    /// Kinds without a page here: `PageTests` has those of single documents, and a single file is a whole page with its
    /// styles.
    private static let elsewhere: Set<String> = ["RecordPage", "SingleFile"]

    private static let pages: [(kind: String, path: String, snapshot: String)] = [
        ("HistoryPlan", "historial/protocolos/cobro/index.html", "versions.html"),
        ("HistoryPlan", "historial/protocolos/cobro/02-cambios.html", "redline.html"),
        ("HistoryPlan", "novedades.html", "news.html"),
        ("ListPage", "glosario/index.html", "glossary.html"),
        ("FormPage", "formatos/ficha.html", "form.html"),
        ("HomePage", "index.html", "home.html"),
        ("IndexPage", "indice.html", "index-az.html"),
        ("SearchPage", "buscar.html", "search.html"),
        ("RulesPage", "reglas.html", "rules.html"),
        ("QualityPage", "calidad.html", "quality.html"),
        ("AboutPage", "acerca.html", "about.html"),
        ("NotFoundPage", "404.html", "not-found.html"),
        ("OrganizationPage", "organizacion.html", "organization.html"),
        ("FunctionsPages", "quien-hace.html", "functions.html"),
        ("CompetencyMatrixPages", "matriz.html", "matrix.html"),
        ("MasterListPage", "lista-maestra.html", "master-list.html"),
        ("AcknowledgementPage", "acuses/protocolos/cobro.html", "receipt.html"),
        ("JobsPage", "comparar.html", "compare.html"),
        ("JobsPage", "calendario.html", "calendar.html"),
        ("OnboardingPage", "incorporacion/puestos/cajero.html", "onboarding.html"),
        ("RedirectPage", "puestos/recaudador.html", "redirect.html"),
        ("AccessibilityPage", "accesibilidad.html", "accessibility.html"),
    ]

    /// A site with a page of each kind: one protocol with two versions, two jobs, a checklist, a form.
    private static func site() throws -> SmallSite {
        let released = try ReleasedSite([
            (
                "content/site.yaml",
                """
                institución: Archivo de Prueba
                accesibilidad:
                  contacto: archivo@prueba.example
                  fecha: 2026-05-04
                  niveles: {1.1.1: cumple, 1.4.3: {nivel: en parte, nota: "El logotipo tiene poco contraste."}}

                """
            ),
            ("content/unidades.yaml", "elementos:\n  - id: caja\n    título: Caja\n"),
            (
                "content/glosario.yaml",
                "elementos:\n  - término: Arqueo\n    definición: Recuento del dinero.\n    no usar: [cuadre]\n"
            ),
            (
                "content/competencias.yaml",
                """
                elementos:
                  - id: orden
                    título: Orden
                    niveles:
                      - {nivel: "1", comportamiento: Guarda.}
                      - {nivel: "2", comportamiento: Clasifica.}
                """
            ),
            (
                "content/puestos/cajero.md",
                """
                ---
                título: Cajero
                código: P-01
                formato: ficha
                unidad: caja
                reporta a: jefe
                ids anteriores: [recaudador]
                ---

                ## Funciones

                - Cobrar en ventanilla. {frecuencia=diaria}

                ## Competencias

                - [[orden]] {nivel=2}

                """
            ),
            ("content/puestos/jefe.md", "---\ntítulo: Jefe de Caja\nunidad: caja\n---\n\n## Propósito\n\nDirigir.\n"),
            (
                "content/protocolos/cobro.md",
                """
                ---
                título: Cobro
                código: PR-01
                versión: 01
                vigencia: 2026-01-02
                dirigido a: cajero
                ---

                ## Pasos

                1. Pedir el recibo.
                2. Cobrar.

                """
            ),
            (
                "content/incorporacion/primer-dia.md",
                "---\ntítulo: Primer día\npara: cajero\n---\n\n## Actividades\n\n- Recibir la llave.\n"
            ),
            (
                "content/formatos/ficha.yaml",
                "tipo: formato\npara: puesto\ntítulo: Ficha\nsecciones:\n  - {título: Funciones, vista: lista, campo: "
                    + "funciones}\n"
            ),
        ])
        try released.release("cobro", effective: "2026-01-02")
        try released.edit("content/protocolos/cobro.md", "Pedir el recibo.", "Pedir el recibo y la cédula.")
        try released.release("cobro", effective: "2026-06-01")
        return SmallSite(released.folder)
    }

    @Test func `a page of each kind is as recorded`() throws {
        let site = try Self.site()
        for (kind, path, snapshot) in Self.pages {
            let markup = site.main(of: path)
            #expect(markup != nil, "\(kind) plans no \(path)")
            if let markup { #expect(try Snapshot.difference(markup, snapshot) == nil, "\(kind)") }
        }
    }

    @Test func `every kind has a page here or elsewhere`() {
        let kinds = Set(PageRegistry.kinds.map { String(describing: $0) })
        #expect(kinds == Set(Self.pages.map(\.kind)).union(Self.elsewhere))
        #expect(Set(PageRegistry.dataNames).count == PageRegistry.dataNames.count)
    }
}
