import OficioFiles
import OficioSource
import Glibc

/// Runs a program on one file without access to anything else: no network, no other files, an empty
/// home folder.
///
/// It uses the kernel's namespaces (`unshare` of util-linux). The program sees the folders of
/// installed programs, read only, its fonts, and one folder with the file.
struct IsolatedProgram {
    /// The folder that the program sees as `/task`.
    let work: String
    private let root: String
    private let unshare: String

    enum End: Equatable {
        case finished
        case tooLong
        /// The program could not be isolated, so it was not run.
        case notIsolated
    }

    /// Prepares the isolation of a program in a folder; returns nil if `unshare` is not installed, or the folders
    /// cannot be made.
    init?(_ scratch: ScratchFolder, search: String) {
        guard let unshare = ChildProcess.find(["unshare"], in: search) else { return nil }
        self.unshare = unshare
        root = scratch.path + "/root"
        work = scratch.path + "/work"
        do {
            try FileSystem.makeFolder(root, mode: 0o700)
            try FileSystem.makeFolder(work, mode: 0o700)
        } catch {
            return nil
        }
    }

    /// Makes the file system that the program sees, and runs the program. `$1` is the empty root,
    /// `$2` the work folder; the program and its arguments follow. Exits with 97 if it cannot do
    /// so.
    private static let script = """
        root=$1 work=$2
        shift 2
        see() {
          if [ -L "$1" ]; then ln -s "$(readlink "$1")" "$root$1"
          elif [ -d "$1" ]; then mkdir -p "$root$1" && mount --rbind "$1" "$root$1" && mount -o remount,bind,ro \
        "$root$1" 2>/dev/null || true
          elif [ -e "$1" ]; then mkdir -p "$root${1%/*}" && touch "$root$1" && mount --bind "$1" "$root$1"
          fi
        }
        mount -t tmpfs -o size=1g none "$root" || exit 97
        for place in /usr /bin /sbin /lib /lib64 /lib32 /etc/fonts /etc/libreoffice /etc/ld.so.cache /etc/alternatives \
        \\
          /dev/null /dev/zero /dev/random /dev/urandom; do see $place || exit 97; done
        mkdir -p "$root/tmp" "$root/proc" "$root/task" || exit 97
        mount -t proc proc "$root/proc" || exit 97
        mount --bind "$work" "$root/task" || exit 97
        ulimit -c 0
        ulimit -f 2000000
        ulimit -v 8000000
        cd "$root" || exit 97
        exec chroot "$root" /usr/bin/env -i HOME=/task PATH=/usr/bin:/bin LANG=C.UTF-8 SAL_USE_VCLPLUGIN=svp "$@"
        """

    /// Runs a program by its name in the isolated file system. Its output goes to `work/log`.
    func run(_ arguments: [String], seconds: Int) -> End {
        let end = ChildProcess.run(
            [
                unshare, "--map-root-user", "--net", "--mount", "--ipc", "--pid", "--fork", "--kill-child", "/bin/sh",
                "-c", Self.script, "sh", root, work,
            ] + arguments, output: work + "/log", seconds: seconds)
        switch end {
        case .tooLong: return .tooLong
        case .notStarted: return .notIsolated
        // unshare itself exits with 1 if the system allows no namespaces. Whether LibreOffice
        // succeeded shows in the file that it leaves.
        case .exited(let status): return status >> 8 & 0xFF == 97 ? .notIsolated : .finished
        }
    }
}
