// Makes one release, and ends or waits in the middle of it. Tests of transactions run it as a process of their own.
//
//     release-probe SITE DOC kill N      killed before the N-th step; exit 0 where there are fewer
//     release-probe SITE DOC hold FILE   makes FILE before the first step and waits until it is gone
//     release-probe SITE DOC nobody FOLDER as a user who may not write into FOLDER; exit 3 where it failed
//     release-probe SITE TYPE content -  releases nothing: prints each document of a type as a line of JSON
//     release-probe SITE DOC limit BYTES no file may grow beyond BYTES, as on a full disk; exit 3 where it failed
import Diagnostics
import Glibc
import OficioBuild
import OficioHistory
import OficioModel
import OficioSchema

let arguments = CommandLine.arguments
guard arguments.count == 5, let today = CalendarDate(iso: "2026-11-21") else { exit(64) }
let (root, document, mode, value) = (arguments[1], arguments[2], arguments[3], arguments[4])
if mode == "content" {
    let corpus = SiteLoader.loadHolding(root).corpus
    let encoder = RecordEncoder(corpus)
    for record in corpus.records where corpus.schema.types[record.type].id == document {
        var bytes: [UInt8] = []
        encoder.record(record).write(to: &bytes)
        print(String(decoding: bytes, as: UTF8.self))
    }
    exit(0)
}
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
