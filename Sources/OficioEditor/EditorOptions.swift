import OficioBuild
import OficioHistory
import OficioSchema
import OficioSource

/// The options of the editor: where it stores saved states, how it releases, and whether it commits to Git.
package struct EditorOptions: Sendable {
    /// The user's folder for saved states.
    package let stateFolder: String
    /// Returns the day on which a release is recorded; `nil` for the day that the server shows.
    let recordingDay: (@Sendable () -> CalendarDate)?
    /// The keys with which the editor signs releases.
    let keys: [SigningKey]
    /// The Git repository to which the editor commits every change; `nil` if the editor does not commit.
    let git: GitCommits?
    /// The office that the editor serves behind a reverse proxy; `nil` for an editor of one person.
    let office: OfficeOptions?

    /// Creates the options of the editor.
    package init(
        stateFolder: String, recordingDay: (@Sendable () -> CalendarDate)? = nil, keys: [SigningKey] = [],
        git: GitCommits? = nil, office: OfficeOptions? = nil
    ) {
        self.stateFolder = stateFolder
        self.recordingDay = recordingDay
        self.keys = keys
        self.git = git
        self.office = office
    }

    /// Returns the folder of the saved states and drafts of the site in the folder `root`, which need not exist.
    /// `state` is the user's state folder of the program.
    package static func siteFolder(of root: String, in state: String) -> String {
        SavedStates(of: root, in: state).folder
    }
}
