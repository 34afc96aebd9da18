import Diagnostics
import OficioBasics
import OficioBuild
import OficioFiles

extension Command {
    static let disk = Command(
        name: "disk", words: Localized(same: ""),
        summary: Localized(
            es: "dice cuánto disco ocupa cada parte del sitio y qué se puede quitar",
            en: "says how much disk each part of the site takes and what may be removed"),
        options: [.format]
    ) { call in
        try call.requireSite()
        let format = try call.arguments.choice("format", among: ["text", "json"]) ?? "text"
        let use = try DiskUse(
            call.site, state: call.savedStatesFolder(call.site), caches: call.console.cacheFolder)
        let space = FileSystem.space(at: call.site)
        if format == "json" {
            var members = DiskUse.Part.allCases.compactMap { part in
                use.sizes[part].map { size in
                    (
                        part.rawValue,
                        JSONText.object([("files", .integer(size.files)), ("bytes", .integer(size.bytes))])
                    )
                }
            }
            if let space {
                members.append(("disk", .object([("free", .integer(space.free)), ("all", .integer(space.all))])))
            }
            call.console.out(JSONText.object(members).compact + "\n")
            return .done
        }
        let rows = DiskUse.Part.allCases.compactMap { part in
            use.sizes[part].map { (part.title[call.language], DiskSize($0.bytes).text[call.language], $0.files, part) }
        }
        let width = rows.map { $0.0.count }.max() ?? 0
        for (title, size, files, part) in rows {
            let count = Localized.count(files, es: ("archivo", "archivos"), en: ("file", "files"))[call.language]
            call.console.out(
                title + String(repeating: " ", count: width - title.count) + "  "
                    + String(repeating: " ", count: max(0, 10 - size.count)) + size + "  \(count)\n    "
                    + part.advice[call.language] + "\n")
        }
        if let space {
            let words = Localized(
                es: "libre en el disco: \(DiskSize(space.free).text.spanish) de \(DiskSize(space.all).text.spanish)\n",
                en: "free on the disk: \(DiskSize(space.free).text.english) of \(DiskSize(space.all).text.english)\n")
            call.console.out(words[call.language])
        }
        return .done
    }
}

/// A number of bytes in words.
struct DiskSize {
    private let bytes: Int

    init(_ bytes: Int) { self.bytes = bytes }

    /// The size with one decimal, in units of 1000.
    var text: Localized {
        var (tenths, unit) = (bytes * 10, 0)
        let units = ["B", "kB", "MB", "GB", "TB"]
        while tenths >= 10_000, unit < units.count - 1 { (tenths, unit) = ((tenths + 500) / 1000, unit + 1) }
        if unit == 0 { return Localized(same: "\(bytes) B") }
        return Localized(
            es: "\(tenths / 10),\(tenths % 10) \(units[unit])", en: "\(tenths / 10).\(tenths % 10) \(units[unit])")
    }
}

extension DiskUse.Part {
    fileprivate var title: Localized {
        switch self {
        case .documents: Localized(es: "documentos y ajustes", en: "documents and settings")
        case .attachments: Localized(es: "archivos adjuntos", en: "attached files")
        case .history: Localized(es: "historial", en: "history")
        case .registers: Localized(es: "acuses", en: "receipts")
        case .themes: Localized(es: "temas", en: "themes")
        case .others: Localized(es: "otros archivos", en: "other files")
        case .states: Localized(es: "estados guardados", en: "saved states")
        case .drafts: Localized(es: "borradores", en: "drafts")
        case .received: Localized(es: "archivos recibidos", en: "received files")
        case .output: Localized(es: "sitio generado", en: "built site")
        case .git: Localized(es: "repositorio de Git", en: "Git repository")
        case .caches: Localized(es: "cachés de todos los sitios", en: "caches of all sites")
        }
    }

    fileprivate var advice: Localized {
        switch self {
        case .documents, .themes, .others: Localized(es: "no se quita: son las fuentes", en: "keep: the sources")
        case .attachments:
            Localized(
                es: "se quitan con el editor o a mano, si ningún documento los nombra",
                en: "remove by the editor or by hand, if no document names them")
        case .history: Localized(es: "no se quita: es lo publicado", en: "keep: it is what was released")
        case .registers: Localized(es: "no se quita: es la prueba", en: "keep: it is the evidence")
        case .states:
            Localized(es: "se quitan solos a los 90 días", en: "remove themselves after 90 days")
        case .drafts:
            Localized(
                es: "no se quitan: nadie los guardó todavía; caducan a los 90 días",
                en: "keep: nobody has saved them yet; they expire after 90 days")
        case .received:
            Localized(
                es: "se puede quitar: alguien los subió y no los aceptó; se quitan solos al día",
                en: "may be removed: somebody sent them and did not accept them; they go after a day")
        case .output:
            Localized(
                es: "se puede quitar: «oficio build» lo hace de nuevo",
                en: "may be removed: “oficio build” makes it again")
        case .git: Localized(es: "lo cuida Git: «git gc»", en: "Git looks after it: “git gc”")
        case .caches:
            Localized(
                es: "se puede quitar: la próxima orden tarda más", en: "may be removed: the next command takes longer")
        }
    }
}
