import Diagnostics
import OficioBuild
import OficioFiles
import OficioHistory
import OficioSchema
import OficioSource

extension Command {
    static let key = Command(
        name: "key", words: Localized(es: "ARCHIVO", en: "FILE"),
        summary: Localized(
            es: "hace una clave nueva con que firmar publicaciones, en un archivo que solo su dueño lee",
            en: "makes a new key to sign releases with, in a file that only its owner reads"),
        options: []
    ) { call in
        guard let name = call.arguments.words.first, call.arguments.words.count == 1 else {
            throw UsageError(message: Localized(es: "se escribe «oficio key ARCHIVO»", en: "write “oficio key FILE”"))
        }
        let path = call.absolute(name)
        if let site = Self.site(holding: path) {
            throw UsageError(
                message: Localized(
                    es: "«\(path)» está dentro del sitio \(site): una clave se guarda fuera, donde nadie más la lea",
                    en: "“\(path)” lies within the site \(site): a key is kept outside, where nobody else reads it"))
        }
        guard Files.status(path) == nil else {
            throw UsageError(
                message: Localized(
                    es: "«\(path)» ya existe, y no se sobrescribe",
                    en: "“\(path)” exists already, and is not overwritten"))
        }
        let key = SigningKey.random()
        try AtomicFile.create(path, with: Array((key.text + "\n").utf8), mode: 0o600, isDurable: true)
        let today = try call.today().iso
        call.console.out(key.publicKey + "\n")
        call.console.err(
            Localized(
                es: """
                    clave nueva en \(path): quien la tenga firma por la institución; guarde una copia fuera de este \
                    equipo.
                    Anote la pública en site.yaml:
                      historial:
                        claves:
                          - {clave: \(key.publicKey), desde: \(today)}

                    """,
                en: """
                    new key in \(path): whoever has it signs for the institution; keep a copy away from this machine.
                    Enter the public one in site.yaml:
                      history:
                        keys:
                          - {key: \(key.publicKey), from: \(today)}

                    """)[call.language])
        return .done
    }

    /// Returns the folder of the site that contains a path, or the site's `content` folder if that contains it; `nil`
    /// if no site contains it. A folder is one of the two if it has settings or a history.
    private static func site(holding path: String) -> String? {
        var folder = Files.resolved(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])) ?? path
        while let slash = folder.lastIndex(of: "/") {
            for mark in ["/content/site.yaml", "/content/historial", "/site.yaml", "/historial/indice"]
            where Files.status(folder + mark) != nil {
                return folder
            }
            folder = String(folder[..<slash])
        }
        return nil
    }
}
