import Diagnostics
import OficioBasics

/// The frame and the style that all pages of a report share.
package enum ReportHTML {
    /// Returns a self-contained page: without scripts, pictures and links to other sites.
    static func page(_ title: String, _ body: String, _ language: Language) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language == .spanish ? "es" : "en")">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(title.escapedForHTML)</title>
        <style>\(pageStyle)\(style)</style>
        <body>
        <main class="informe">
        \(body)
        </main>
        </body>
        </html>

        """
    }

    /// The style of a page of its own.
    private static let pageStyle = """
        :root { color-scheme: light; }
        body { margin: 0 auto; padding: 1rem clamp(.75rem, 3vw, 1.5rem); max-width: 100rem; color: #1d2430; \
        background: #fff; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }

        """

    /// The style of the parts of a report. All rules lie within elements of the class `informe`, so the editor serves
    /// them as a file and shows reports in its own pages.
    package static let style = """
        .informe { --line: #c9ced6; --ink: #1d2430; --soft: #4d5968; --sure: #14632f; --look: #8a4b00; \
        --lost: #a3132b; }
        .informe, .informe * { box-sizing: border-box; }
        .informe h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        .informe h3 { font-size: 1rem; margin: 1rem 0 .25rem; overflow-wrap: anywhere; }
        .informe .side > h3:first-child { margin-top: 0; }
        .informe a { color: #0b4f9c; }
        .informe table { border-collapse: collapse; width: 100%; }
        .informe th, .informe td { text-align: left; vertical-align: top; padding: .3rem .6rem; \
        border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        .informe th { font-weight: 600; min-width: 6.5rem; overflow-wrap: break-word; }
        .informe .sums { max-width: 30rem; }
        .informe .number { text-align: right; font-variant-numeric: tabular-nums; }
        .informe .soft { color: var(--soft); }
        .informe .look { color: var(--look); }
        .informe .lost { color: var(--lost); }
        .informe .sure { color: var(--sure); }
        .informe .sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem; \
        align-items: start; }
        .informe .side { min-width: 0; max-height: 90vh; overflow: auto; border: 1px solid var(--line); \
        border-radius: .3rem; padding: .5rem; }
        .informe .piece, .informe .line { padding: .1rem .4rem; border-left: .25rem solid transparent; \
        overflow-wrap: anywhere; }
        .informe .piece.field { border-color: #3d9a5f; }
        .informe .piece.doubtful { border-color: #d98512; background: #fff6e8; }
        .informe .piece.unplaced { border-color: #cf2f48; background: #fdeff1; }
        .informe .piece.label, .informe .piece.mark { border-color: #8b97a8; color: var(--soft); }
        .informe .piece.furniture, .informe .piece.dropped { color: var(--soft); font-size: .875rem; }
        .informe .line { font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; min-height: 1.3rem; \
        padding-left: 3.25rem; text-indent: -2.85rem; }
        .informe .line .number { display: inline-block; width: 2.35rem; margin-right: .5rem; text-indent: 0; \
        color: var(--soft); }
        .informe :target { outline: 3px solid #0b4f9c; outline-offset: -3px; background: #eaf2fc; }
        .informe .fate { font-size: .8rem; color: var(--soft); }
        @media (max-width: 60rem) {
        .informe .sides { grid-template-columns: minmax(0, 1fr); }
        .informe .side { max-height: none; }
        }
        @media (max-width: 45rem) {
        .informe .wide { display: block; overflow-x: auto; }
        }

        """
}
