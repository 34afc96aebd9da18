import Diagnostics
import OficioFiles
import OficioHistory
import OficioReceipts
import OficioSource

/// The space on the disk that a site takes, by what the files are for.
package struct DiskUse: Sendable {
    /// A part of the site, or of what commands keep about it.
    package enum Part: String, CaseIterable, Sendable {
        /// Documents, settings, types and forms.
        case documents
        /// Attached files (`recursos/`).
        case attachments
        /// Releases.
        case history
        /// Receipts.
        case registers
        /// Themes.
        case themes
        /// Files beside the sources that belong to none of the other parts.
        case others
        /// States of files before and after each change by the editor.
        case states
        /// Forms that were not saved.
        case drafts
        /// Files that a browser sent and nobody has accepted yet.
        case received
        /// Folders that builds wrote.
        case output
        /// The repository of Git.
        case git
        /// Caches of all sites of the user.
        case caches
    }

    /// The size of a part.
    package struct Size: Sendable {
        /// The number of files.
        package private(set) var files = 0
        /// The number of bytes.
        package private(set) var bytes = 0

        mutating func add(_ size: Int) {
            files += 1
            bytes += size
        }
    }

    /// The sizes of the parts that have files.
    package private(set) var sizes: [Part: Size] = [:]

    /// Measures a site, its saved states, and the user's caches.
    package init(_ root: String, state: String?, caches: String?) throws(FileError) {
        for entry in try Files.entries(in: root) {
            let path = root + "/" + entry.name
            if entry.name == ".git" {
                try count(path, as: .git)
            } else if entry.name == "content", let folders = try? Files.entries(in: path) {
                for inside in folders {
                    let place = path + "/" + inside.name
                    let isHistory = "content/" + inside.name == Ledger.folder
                    try count(place, as: isHistory ? .history : inside.name == "recursos" ? .attachments : .documents)
                }
            } else if SiteFiles.isOutput(path) {
                try count(path, as: .output)
            } else {
                let isRegister = entry.name == FileSystem.folder(of: ReceiptRegister.path)
                try count(path, as: isRegister ? .registers : entry.name == "themes" ? .themes : .others)
            }
        }
        if let state, let entries = try? Files.entries(in: state) {
            for entry in entries {
                let part: Part =
                    entry.name == "borradores" ? .drafts : entry.name == SiteFiles.received ? .received : .states
                try count(state + "/" + entry.name, as: part)
            }
        }
        if let caches { try count(caches, as: .caches) }
    }

    /// Adds the files at a path, without following links. A file that is removed meanwhile counts as none.
    private mutating func count(_ path: String, as part: Part) throws(FileError) {
        if Files.isLink(path) { return }
        guard let status = Files.status(path) else { return }
        switch status.kind {
        case .file: sizes[part, default: Size()].add(status.size)
        case .folder:
            let inner: Part = part == .others && SiteFiles.isOutput(path) ? .output : part
            for entry in (try? Files.entries(in: path)) ?? [] where !entry.isLink {
                try count(path + "/" + entry.name, as: inner)
            }
        case .other: return
        }
    }
}
