import OficioBuild
import OficioHistory
import OficioSchema
import OficioSource

/// The options of the editor: where it stores saved states, how it releases, and whether it commits to Git.
package struct EditorOptions: Sendable {
    /// The user's folder for saved states.
    let stateFolder: String
    /// The day that a release records; `nil` for the day that the server shows.
    let recordingDay: (@Sendable () -> CalendarDate)?
    /// The keys that sign releases.
    let keys: [SigningKey]
    /// Commits every change to Git; `nil` if the editor does not commit.
    let git: GitCommits?

    /// Creates options.
    package init(
        stateFolder: String, recordingDay: (@Sendable () -> CalendarDate)? = nil, keys: [SigningKey] = [],
        git: GitCommits? = nil
    ) {
        self.stateFolder = stateFolder
        self.recordingDay = recordingDay
        self.keys = keys
        self.git = git
    }
}
