import Diagnostics
import OficioFiles

extension WriteError {
    /// Converts the error of a failed system call, with its absolute path.
    package init(_ error: DiskError) { self = .failed(path: error.path, reason: error.reason) }

    /// Converts the error of a system call below the site's folder, with its path relative to the site.
    init(_ error: DiskError, below root: String) {
        let path = error.path.hasPrefix(root + "/") ? String(error.path.dropFirst(root.count + 1)) : error.path
        if error.isLink {
            self = .behindLink(path)
        } else if error.alreadyExists {
            self = .outOfDate(path)
        } else if error.isBusy {
            self = .busy(path)
        } else if error.isNotFile {
            self = .refused(path: path, Localized(es: "no es un archivo", en: "it is not a file"))
        } else {
            self.init(error)
        }
    }

    /// Runs system calls below the site's folder and converts their errors.
    static func wrapping<Result>(below root: String, _ body: () throws(DiskError) -> Result) throws(WriteError)
        -> Result
    {
        do throws(DiskError) { return try body() } catch { throw WriteError(error, below: root) }
    }
}
