// Coverage-guided fuzzing with libFuzzer. The variable OFICIO_FUZZ names the target; `make fuzz` runs all of them. See
// Tests/Fuzz/README.md.
import FuzzTargets
import Glibc

private let target = getenv("OFICIO_FUZZ").map { String(cString: $0) } ?? ""
guard feed(target, []) else {
    print(
        "OFICIO_FUZZ=source|job|protocol|records|form|type|template|ledger|receipt|request|word|open|sheet|cells"
            + "|package|page|table|markdown"
    )
    exit(64)
}

private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

/// libFuzzer's own loop (https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>, _ callback: Callback
) -> CInt

private var count = CommandLine.argc
private var arguments = CommandLine.unsafeArgv
exit(
    runDriver(&count, &arguments) { data, size in
        _ = feed(target, Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
    })
