import Foundation
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema
import TestSupport
import Testing

/// No file of a public build holds an internal word.
@Suite struct PublicBuildTests {
    /// Made-up words, one for each internal place. No two have a beginning in common, so that none hides behind another
    /// one's prefix in the search index.
    private static let secrets = [
        "documento": "qwaryzol", "título": "xulborim", "sección": "kizzamoth", "campo": "wozzurek", "tipo": "jurkanyx",
        "extra": "yddrovel", "encabezado": "zzimbarq",
        "adjunto": "ubbrolyk", "versión": "hhagnolit", "miembro": "oqqurnat", "persona": "iqqelsom",
        "cláusula": "gwwartol", "bitácora": "nxxulpad",
        "columna": "fjjorbax",
        "externa": "vkkordum",
    ]

    private func site() throws -> ReleasedSite {
        func s(_ place: String) throws -> String { try #require(Self.secrets[place]) }
        let site = try ReleasedSite([
            ("content/site.yaml", "institución: Prueba\nacceso: público\ndirección web: https://ejemplo.example/\n"),
            (
                "content/tipos/puesto.yaml",
                "extiende: puesto\ncampos:\n  medidas de seguridad | security measures: markdown interno\n"
            ),
            (
                "content/tipos/acta.yaml",
                """
                tipo: tipo
                nombre: acta | minutes
                plural: actas | minutes
                carpeta: actas
                acceso: interno
                campos:
                  título | title: texto
                  texto | text: markdown

                """
            ),
            (
                "content/tipos/equipo.yaml",
                """
                tipo: tipo
                nombre: equipo | equipment
                plural: equipos | equipment
                carpeta: equipos
                campos:
                  título | title: texto
                  partes | parts:
                    filas:
                      parte | part: texto principal
                      clave | key: texto interno

                """
            ),
            (
                "content/equipos/caja.md",
                "---\ntítulo: Caja fuerte\npartes: [{parte: Puerta, clave: \(s("columna"))}]\n---\n"
            ),
            ("content/actas/uno.md", "---\ntítulo: Acta \(s("tipo"))\n---\n\n## Texto\n\nNada.\n"),
            (
                "content/puestos/cajero.md",
                """
                ---
                título: Cajero
                reporta a: secreto
                medidas de seguridad: Clave \(s("campo")).
                oficio: [interno experiencia]
                experiencia: \(s("encabezado"))
                funciones comunes: {de: reservadas}
                ---

                ## Objetivo

                Cobrar con ayuda de [[secreto]] y de [otra persona](secreto.md), según [[acta/uno]].

                ## Formación {acceso=interno}

                Curso \(s("sección")).

                ## Funciones

                ### Diaria

                - Cobrar.
                - Consultar a [[secreto|la jefatura]].
                """
            ),
            (
                "content/puestos/secreto.md",
                """
                ---
                título: Jefe \(s("título"))
                acceso: interno
                objetivo: \(s("documento")) ![plano](../recursos/\(s("adjunto")).txt)
                ---

                """
            ),
            ("content/puestos/oculto.md", "---\ntítulo: Puesto \(s("miembro"))\nacceso: interno\n---\n"),
            (
                "content/clausulas/reservadas.md",
                "---\ntítulo: Comunes\nacceso: interno\n---\n\n## Filas\n\n- Guardar \(s("cláusula")).\n"
            ),
            (
                "content/manuales/man.md",
                """
                ---
                título: Manual
                código: M-1
                versión: "01"
                vigencia: 2026-01-01
                miembros: [cajero, oculto]
                ---

                """
            ),
            (
                "content/protocolos/cobro.md",
                """
                ---
                título: Cobro
                código: P-1
                versión: "01"
                vigencia: 2026-01-01
                autoriza: [{nombre: Eva \(s("persona")), cargo: Gerente}]
                dirigido a: [cajero, secreto]
                escalamiento: [{caso: Falta dinero, a quién: secreto}]
                modificaciones:
                  - {versión: "01", modificado: 2026-01-01, descripción: ["Se crea por \(s("bitácora"))."]}
                ---

                ## Pasos

                1. Recibir. {responsable=secreto}

                ## Nota interna {acceso=interno}

                \(s("extra"))
                """
            ),
            ("content/recursos/\(s("adjunto")).txt", s("adjunto")), ("content/recursos/plano.txt", "plano"),
            ("content/paginas/inicio.md", "---\ntítulo: Inicio\n---\n\nVéase [el plano](../recursos/plano.txt).\n"),
        ])
        try site.folder.write([
            ("content/puestos/limpio.md", "---\ntítulo: Conserje\nobjetivo: Abrir con \(s("versión")).\n---\n"),
            (
                "content/manuales/otro.md",
                """
                ---
                título: Otro manual
                código: M-2
                versión: "01"
                vigencia: 2026-01-01
                acceso: interno
                miembros: [limpio]
                ---

                """
            ),
        ])
        try site.release("man", effective: "2026-01-01", notes: ["Se crea por \(s("bitácora"))"])
        try site.release("cobro", effective: "2026-01-01")
        try site.release("otro", effective: "2026-01-01")
        // The section is public now; the words that it held while it was internal stay hidden.
        try site.edit("content/puestos/limpio.md", s("versión"), "llave")
        try site.edit("content/manuales/otro.md", "acceso: interno\n", "")
        try site.release("otro", effective: "2026-02-01")
        try site.edit("content/puestos/cajero.md", "Cobrar con ayuda", "Cobrar bien con ayuda")
        try site.edit(
            "content/puestos/cajero.md", "Curso \(s("sección")).", "Curso \(s("sección")) y \(s("externa")).")
        try site.release("man", effective: "2026-03-01")
        return site
    }

    private func build(_ site: ReleasedSite, isPublic: Bool, _ output: String = "sitio-web") throws -> String {
        var options = BuildOptions()
        options.edition.isPublic = isPublic
        let (found, outcome) = try Pipeline.build(
            site.folder.path, output: site.folder.path + "/" + output,
            today: try #require(CalendarDate(iso: "2026-06-01")), stopsAtWarnings: false, options: options)
        #expect(outcome != nil, "\(found.diagnostics.filter { $0.severity == .error }.map(\.message.spanish))")
        return site.folder.path + "/" + output
    }

    /// The files that hold one of the words, ignoring case, in their bytes or in their names.
    private func files(under folder: String, holding words: [String]) throws -> [String] {
        var found: [String] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let text =
                (path + "\n"
                + String(decoding: FileManager.default.contents(atPath: folder + "/" + path) ?? Data(), as: UTF8.self))
                .lowercased()
            for word in words where text.contains(word) { found.append("\(path): \(word)") }
        }
        return found
    }

    @Test func `no internal word is anywhere in a public build, and all are in an internal one`() throws {
        let site = try site()
        let inside = try build(site, isPublic: false, "interno")
        for (place, word) in Self.secrets {
            #expect(try !files(under: inside, holding: [word]).isEmpty, "\(place): the search itself must find it")
        }
        let folder = try build(site, isPublic: true)
        // The name of who authorised stands on the document, and in no data file.
        let persona = try #require(Self.secrets["persona"])
        let leaks = try files(under: folder, holding: Self.secrets.values.filter { $0 != persona })
        #expect(leaks.isEmpty, "\(leaks)")
        #expect(try files(under: folder + "/datos", holding: [persona]) == [])
        for path in [
            "protocolos/cobro.html", "puestos/cajero.html", "recursos/plano.txt", "historial/manuales/man/index.html",
        ] {
            #expect(FileManager.default.fileExists(atPath: folder + "/" + path), "\(path)")
        }
        for path in [
            "calidad.html", "reglas.html", "acerca.html", "puestos/secreto.html", "actas/index.html", "acuses",
        ] {
            #expect(!FileManager.default.fileExists(atPath: folder + "/" + path), "\(path)")
        }
        let job = String(
            decoding: FileManager.default.contents(atPath: folder + "/puestos/cajero.html") ?? Data(), as: UTF8.self)
        #expect(job.contains("la jefatura") && job.contains("(documento interno)") && job.contains("otra persona"))
        #expect(!job.contains("secreto"), "no address of what is left out")
    }

    @Test func `a public build in the place of an internal one leaves nothing of it`() throws {
        let site = try site()
        _ = try build(site, isPublic: false)
        let folder = try build(site, isPublic: true)
        let persona = try #require(Self.secrets["persona"])
        #expect(try files(under: folder, holding: Self.secrets.values.filter { $0 != persona }) == [])
        let fresh = try build(site, isPublic: true, "nuevo")
        for path in try FileManager.default.subpathsOfDirectory(atPath: fresh) where !path.hasPrefix(".oficio") {
            #expect(
                FileManager.default.contents(atPath: fresh + "/" + path)
                    == FileManager.default.contents(atPath: folder + "/" + path), "\(path)")
        }
    }

    @Test func `a site without a public audience is not published for the public`() throws {
        let site = try ReleasedSite([
            ("content/site.yaml", "institución: Prueba\n"), ("content/puestos/a.md", "---\ntítulo: A\n---\n"),
        ])
        #expect(throws: WriteError.undeclaredAccess) { try build(site, isPublic: true) }
        #expect(!site.folder.exists("sitio-web"))
    }

    @Test func `with internal as the default only documents marked public are published`() throws {
        let site = try ReleasedSite([
            ("content/site.yaml", "institución: Prueba\nacceso: interno\n"),
            ("content/puestos/a.md", "---\ntítulo: Uno\n---\n"),
            ("content/puestos/b.md", "---\ntítulo: Dos\nacceso: público\nreporta a: a\n---\n"),
        ])
        let folder = try build(site, isPublic: true)
        #expect(
            FileManager.default.fileExists(atPath: folder + "/puestos/b.html")
                && !FileManager.default.fileExists(atPath: folder + "/puestos/a.html"))
        #expect(try files(under: folder, holding: [">uno<"]) == [])
    }
}
