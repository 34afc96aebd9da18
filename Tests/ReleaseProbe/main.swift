// Makes one release, and ends or waits in the middle of it. Tests of transactions run it as a process of their own.
//
//     release-probe SITE DOC kill N        is killed before step N; exits with 0 if there are fewer steps
//     release-probe SITE DOC hold FILE     creates FILE before the first step and waits until it is deleted
//     release-probe SITE DOC nobody FOLDER runs as a user who may not write into FOLDER; exits with 3 if it fails
//     release-probe SITE DOC limit BYTES   lets no file grow beyond BYTES, as a full disk does; exits with 3
//                                          if it fails
import Diagnostics
import Glibc
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema

let arguments = CommandLine.arguments
guard arguments.count == 5, let today = CalendarDate(iso: "2026-11-21") else { exit(64) }
let (root, document, mode, value) = (arguments[1], arguments[2], arguments[3], arguments[4])
let lock: ReleaseLock
do { lock = try ReleaseLock(root) } catch {
    print(error)
    exit(3)
}
let site = SiteLoader.loadHolding(root)
var request = ReleaseRequest(document: document)
request.effective = today
let plan = try ReleasePlanner(root: root, site: site, history: History(of: site), today: today).plan(request)

var steps = 0
@MainActor func beforeStep(_ name: String) {
    steps += 1
    switch mode {
    case "kill": if steps == Int(value) { kill(getpid(), SIGKILL) }
    case "hold" where steps == 1:
        close(open(value, O_WRONLY | O_CREAT, 0o644))
        while access(value, F_OK) == 0 { usleep(2_000) }
    default: break
    }
}
if mode == "nobody" {
    chmod(value, 0o555)
    if getuid() == 0 { setuid(65_534) }
}
if mode == "limit" {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: rlim_t(value) ?? 0, rlim_max: rlim_t(value) ?? 0)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}
do {
    try ReleaseTransaction(lock, beforeStep: beforeStep).commit(plan)
} catch {
    print(error)
    exit(3)
}
