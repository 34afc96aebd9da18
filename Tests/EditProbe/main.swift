// Renames one document and ends in the middle of it. Tests of transactions run it as a process of their own.
//
//     edit-probe SITE TYPE/ID NEW kill N   is killed before step N; exits with 0 if there are fewer steps,
//                                          with 3 if the rename failed
//     edit-probe SITE requests             applies edits that standard input asks for; see `Requests`
import Glibc
import OficioBuild
import OficioEditing
import OficioModel

let arguments = CommandLine.arguments
if arguments.count == 3, arguments[2] == "requests" {
    Requests(schema: SiteLoader.load(arguments[1]).corpus.schema).run()
    exit(0)
}
guard arguments.count == 6, arguments[4] == "kill" else { exit(64) }
let (root, name, id) = (arguments[1], arguments[2], arguments[3])
let site = SiteLoader.load(root)
guard let record = site.corpus.index(of: RecordID(name)) else { exit(64) }

var steps = 0
@MainActor func beforeStep(_ name: String) {
    steps += 1
    if steps == Int(arguments[5]) { kill(getpid(), SIGKILL) }
}
do {
    let changes = try DocumentRename(site, record: record, id: id).changes().get()
    guard case .written = try SourceTransaction(root: root, beforeStep: beforeStep).commit(changes) else { exit(3) }
} catch {
    print(error)
    exit(3)
}
