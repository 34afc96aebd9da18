import Diagnostics

/// Why nothing, or not everything, was written.
package enum WriteError: Error, Sendable, Equatable {
    /// The output would lie on the sources.
    case holdsSources(String)
    /// A file stands at a planned path that the program did not make.
    case foreignFile(String)
    /// The output would take the place of a folder of the system, or of everything that somebody has.
    case systemFolder(String)
    /// A file would lie outside the folder.
    case leavesFolder(String)
    /// A call failed: the path and the system's words.
    case failed(path: String, reason: String)
    /// Another command writes there: the path of the folder.
    case busy(String)
    /// A public build of a site that does not say what is public.
    case undeclaredAccess
    /// What the change was worked out from has changed meanwhile.
    case outOfDate(String)
    /// Something would have to be written through a symbolic link.
    case behindLink(String)
    /// A template goes on without end: pages that it is part of are not written.
    case endlessTemplate
    /// A file that is not written for a reason of the program's own: its path and why.
    case refused(path: String, Localized)
}
