import Diagnostics
import OficioBasics
import OficioSource

extension WriteError {
    /// The error as a message, without the name of the program.
    package var message: Localized {
        switch self {
        case .holdsSources(let path):
            Localized(
                es: "«\(path)» guarda las fuentes del sitio; elija otra carpeta de salida",
                en: "“\(path)” holds the site's sources; choose another output folder")
        case .systemFolder(let path):
            Localized(
                es: """
                    «\(path)» es una carpeta del sistema o de una persona; elija, o cree dentro, una carpeta solo \
                    para el sitio
                    """,
                en: """
                    “\(path)” is a folder of the system or of a person; choose, or make inside it, a folder for the \
                    site alone
                    """
            )
        case .foreignFolder(let path, let file):
            Localized(
                es: """
                    «\(path)» no es una carpeta de Oficio y ya guarda «\(file.visibleName)»; la primera vez, vacíela o \
                    elija una carpeta nueva solo para el sitio. No se escribió nada
                    """,
                en: """
                    “\(path)” is no folder of Oficio and already holds “\(file.visibleName)”; the first time, empty it \
                    or choose a new folder for the site alone. Nothing was written
                    """
            )
        case .leavesFolder(let path):
            Localized(
                es: "«\(path.visibleName)» quedaría fuera de la carpeta de salida. No se escribió nada",
                en: "“\(path.visibleName)” would lie outside the output folder. Nothing was written")
        case .foreignFile(let path):
            Localized(
                es: "«\(path)» no lo hizo Oficio y estorba; muévalo o elija otra carpeta. No se escribió nada",
                en: """
                    “\(path)” was not made by Oficio and is in the way; move it or choose another folder. Nothing \
                    was written
                    """
            )
        case .busy(let folder):
            Localized(
                es: "otra orden está escribiendo en «\(folder)»; espere a que termine y vuelva a intentarlo",
                en: "another command is writing in “\(folder)”; wait for it and try again")
        case .undeclaredAccess:
            Localized(
                es: """
                    antes de publicar para todos, diga en «content/site.yaml» qué es lo normal: «acceso: público» o \
                    «acceso: interno». No se escribió nada
                    """,
                en: """
                    before you publish for everybody, say in “content/site.yaml” what is usual: “access: public” or \
                    “access: internal”. Nothing was written
                    """
            )
        case .outOfDate(let path):
            Localized(
                es: "«\(path)» cambió mientras se preparaba el cambio; no se escribió nada, vuelva a intentarlo",
                en: "“\(path)” changed while the change was prepared; nothing was written, try again")
        case .endlessTemplate:
            Localized(
                es: "una plantilla del tema no acaba nunca: «oficio build» dice cuál. No se escribió nada",
                en: "a template of the theme never ends: “oficio build” says which. Nothing was written")
        case .refused(let path, let why):
            Localized(es: "no se escribió «\(path)»: \(why.spanish)", en: "“\(path)” was not written: \(why.english)")
        case .behindLink(let path):
            Localized(
                es: """
                    «\(path)» está tras un enlace simbólico, y Oficio no escribe a través de ninguno; ponga el \
                    archivo o la carpeta en su lugar
                    """,
                en: """
                    “\(path)” lies behind a symbolic link, and Oficio writes through none; put the file or the \
                    folder itself in its place
                    """
            )
        case .failed(let path, let reason):
            Localized(
                es: "no se pudo escribir «\(path)»: \(SystemMessages.message(reason).spanish)",
                en: "could not write “\(path)”: \(SystemMessages.message(reason).english)")
        }
    }
}
