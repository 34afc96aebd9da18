import Diagnostics

/// The reason why a command wrote nothing, or not everything.
package enum WriteError: Error, Sendable, Equatable {
    /// The output folder would overlap the sources.
    case holdsSources(String)
    /// The program did not write the file that exists at a planned path.
    case foreignFile(String)
    /// The output folder has a file, named by `file`, and nothing that the program wrote.
    case foreignFolder(String, file: String)
    /// The output folder is a system folder or a user's home folder.
    case systemFolder(String)
    /// A planned file would be outside of the output folder.
    case leavesFolder(String)
    /// A system call failed, with the path and the system's reason.
    case failed(path: String, reason: String)
    /// Another command is writing to the folder at the given path.
    case busy(String)
    /// A public build is refused because the site does not declare its access.
    case undeclaredAccess
    /// A file, given by its path, was changed after the command read it.
    case outOfDate(String)
    /// A file would have to be written through a symbolic link.
    case behindLink(String)
    /// A template never ends, so the pages that use it are not written.
    case endlessTemplate
    /// The program refuses to write a file, with its path and the reason.
    case refused(path: String, Localized)
}
