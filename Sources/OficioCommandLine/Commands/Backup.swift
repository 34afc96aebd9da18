import Diagnostics
import OficioBuild
import OficioEditor
import OficioSchema
import OficioSource

extension Option {
    static let secrets = Option(
        name: "secrets", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "guarda aparte, en ese archivo, las claves del sitio y las de «--key»",
            en: "saves the keys of the site and those of “--key” apart, in that file"))
    static let list = Option(
        name: "list", value: nil,
        help: Localized(
            es: "comprueba el respaldo y da sus archivos, sin escribir nada",
            en: "checks the backup and lists its files, without writing anything"))
    static let verifyOnly = Option(
        name: "verify", value: nil,
        help: Localized(
            es: "comprueba el respaldo, sin escribir nada", en: "checks the backup, without writing anything"))
}

extension Command {
    static let backup = Command(
        name: "backup", words: Localized(es: "ARCHIVO.tar.gz", en: "FILE.tar.gz"),
        summary: Localized(
            es: "guarda en un archivo el sitio, su historial, los acuses, los estados guardados y los borradores",
            en: "saves the site, its history, the receipts, the saved states and the drafts in one file"),
        options: [.secrets, .key]
    ) { call in
        try call.requireSite()
        guard let name = call.arguments.words.first, call.arguments.words.count == 1 else {
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio backup ARCHIVO.tar.gz»", en: "write “oficio backup FILE.tar.gz”"))
        }
        let keyFiles = call.arguments.lists["key"] ?? []
        let secrets = call.arguments.values["secrets"].map(call.absolute)
        if secrets == nil, !keyFiles.isEmpty {
            throw UsageError(
                message: Localized(es: "«--key» va con «--secrets»", en: "“--key” goes with “--secrets”"))
        }
        let path = call.absolute(name)
        if secrets == path {
            throw UsageError(
                message: Localized(
                    es: "«--secrets» es otro archivo: las claves se guardan aparte",
                    en: "“--secrets” is another file: keys are kept apart"))
        }
        let backup = Backup(
            call.site, state: call.savedStatesFolder(call.site), SiteSettings.readSettings(call.site).history,
            version: Program.version, day: try call.today())
        let outcome = try backup.write(path, keys: secrets, keyFiles: keyFiles.map(call.absolute))
        for path in outcome.leftKeys {
            let words = Localized(
                es: "fuera del respaldo, por llevar una clave o contraseñas: \(path) («--secrets» lo guarda aparte)",
                en: "not in the backup, as it holds a key or passwords: \(path) (“--secrets” saves it apart)")
            call.console.err(words[call.language] + "\n")
        }
        if call.isQuiet { return .done }
        for (path, why) in outcome.omitted {
            let words = Localized(
                es: "fuera del respaldo: \(path) (\(why.spanish))", en: "not in the backup: \(path) (\(why.english))")
            call.console.err(words[call.language] + "\n")
        }
        call.console.err("\(name): \(Self.summary(outcome.manifest)[call.language])\n")
        if let keys = outcome.keys, let secrets = call.arguments.values["secrets"] {
            call.console.err("\(secrets): \(Self.summary(keys)[call.language])\n")
        }
        return .done
    }

    static let restore = Command(
        name: "restore", words: Localized(es: "ARCHIVO.tar.gz CARPETA", en: "FILE.tar.gz FOLDER"),
        summary: Localized(
            es: "restaura un respaldo en una carpeta nueva o vacía, después de comprobarlo entero",
            en: "restores a backup into a new or empty folder, after checking all of it"),
        options: [.list, .verifyOnly]
    ) { call in
        let words = call.arguments.words
        let onlyReads = !call.arguments.flags.isDisjoint(with: ["list", "verify"])
        guard words.count == (onlyReads ? 1 : 2) else {
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio restore ARCHIVO.tar.gz CARPETA», o «--list» o «--verify» y el archivo",
                    en: "write “oficio restore FILE.tar.gz FOLDER”, or “--list” or “--verify” and the file"))
        }
        let restore = Restore(call.absolute(words[0]))
        if onlyReads {
            let manifest = try restore.verify()
            if call.arguments.flags.contains("list") {
                for file in manifest.files { call.console.out("\(file.hash)  \(file.size)  \(file.path)\n") }
            }
            if !call.isQuiet { call.console.err("\(words[0]): \(Self.summary(manifest)[call.language])\n") }
            return .done
        }
        var target = call.absolute(words[1])
        while target.count > 1, target.hasSuffix("/") { target.removeLast() }
        let outcome = try restore.restore(into: target, state: call.savedStatesFolder(target))
        if call.isQuiet { return .done }
        call.console.err("\(words[1]): \(Self.summary(outcome.manifest)[call.language])\n")
        if outcome.kept > 0 {
            let words = Localized(
                es: "ya estaban, y quedan como estaban: estados guardados y borradores, \(outcome.kept)",
                en: "there already, and left as they are: saved states and drafts, \(outcome.kept)")
            call.console.err(words[call.language] + "\n")
        }
        if outcome.manifest.kind == .site {
            let advice = Localized(
                es: "compruébelo: oficio verify --site \(words[1])", en: "check it: oficio verify --site \(words[1])")
            call.console.err(advice[call.language] + "\n")
        }
        return .done
    }

    private static func summary(_ manifest: BackupManifest) -> Localized {
        let files = Localized.count(manifest.files.count, es: ("archivo", "archivos"), en: ("file", "files"))
        let size = DiskSize(manifest.size).text
        return Localized(
            es: "\(files.spanish), \(size.spanish), del \(manifest.day); cada uno con su huella comprobada",
            en: "\(files.english), \(size.english), of \(manifest.day); the hash of each was checked")
    }
}

extension Invocation {
    /// Returns the folder of the saved states and drafts of a site, which may not exist; `nil` if the user has no
    /// state folder.
    func savedStatesFolder(_ site: String) -> String? {
        console.stateFolder.map { EditorOptions.siteFolder(of: site, in: $0) }
    }
}
