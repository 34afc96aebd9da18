// Imports sample files and prints the values that differ from the expected ones: `match-probe [--source] SITE SAMPLES
// FILE…`.
import Diagnostics
import ImportExpectations
import OficioImport

private var arguments = Array(CommandLine.arguments.dropFirst())
private let showsSource = arguments.first == "--source"
if showsSource { arguments.removeFirst() }
private let (site, samples) = (arguments[0], arguments[1])
for name in arguments[2...] {
    do {
        let sample = try SampleImport(samples + "/files/" + name, site: site, without: ["puestos", "manuales"])
        let expectation = try Expectation(path: samples + "/expected/" + name + ".json")
        let results =
            expectation.records.isEmpty ? expectation.compare(sample.file) : expectation.compareRows(sample.file)
        let right = results.count { $0.isRight }
        for result in results where !result.isRight {
            print("  \(result.document) \(result.field)\n    expected \(result.expected)\n    found    \(result.found)")
        }
        for (number, record) in (sample.file.match?.records ?? []).enumerated() where !record.unplaced.isEmpty {
            for stretch in record.unplaced {
                print("  \(number) unplaced: \(sample.file.match?.outline.text(of: stretch) ?? "")")
            }
        }
        if showsSource, let match = sample.file.match {
            for record in match.records.prefix(2) {
                let labels = match.labels.forms[record.form]
                print("  type", labels.type.id, labels.form.id)
                for field in record.fields {
                    print(
                        "   ", labels.type.fields[field.path[0]].id, field.label, Int(field.confidence * 100),
                        field.doubts)
                }
            }
        }
        for problem in sample.file.ledger?.problems ?? [] { print("  LEDGER \(problem[.english])") }
        if showsSource {
            for number in sample.file.drafts.keys.sorted() {
                print(sample.file.drafts[number]?.path ?? "", "\n" + (sample.file.drafts[number]?.text ?? ""))
            }
        }
        print(
            """
            \(name): \(right) of \(results.count) fields, ledger \
            \(sample.file.ledger?.isExact == true ? "exact" : "NOT exact"), \(sample.file.ledger?.total ?? 0) \
            words
            """
        )
    } catch { print("\(name): \(error)") }
}
