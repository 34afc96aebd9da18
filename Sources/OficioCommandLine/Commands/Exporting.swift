import Diagnostics
import OficioBuild
import OficioSchema
import OficioSource

extension Command {
    static let export = Command(
        name: "export", words: Localized(same: "jsonschema"),
        summary: Localized(
            es: "escribe esquemas con que los editores completan y comprueban al escribir", en: "writes schemas with which editors complete and check while typing"),
        options: [.output]
    ) { call in
        guard call.arguments.words == ["jsonschema"] else {
            throw UsageError(message: Localized(es: "se escribe «oficio export jsonschema»", en: "write “oficio export jsonschema”"))
        }
        try call.requireSite()
        let folder = call.arguments.values["output"].map { call.absolute($0) } ?? call.site + "/.esquemas"
        for file in JSONSchemaExport(call.site).files {
            let path = folder + "/" + file.name
            if (try? Files.read(path)) == file.bytes { continue }
            try NewFile.replace(path, with: file.bytes)
            call.console.out(path + "\n")
        }
        return .done
    }
}
