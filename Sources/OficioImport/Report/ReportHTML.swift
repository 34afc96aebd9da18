import Diagnostics
import OficioBasics

/// Renders the parts that all pages of a report share.
enum ReportHTML {
    /// Returns a self-contained page: without scripts, pictures and links to other sites.
    static func page(_ title: String, _ body: String, _ language: Language) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language == .spanish ? "es" : "en")">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(title.escapedForHTML)</title>
        <style>\(style)</style>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static let style = """
        :root { color-scheme: light; --line: #c9ced6; --ink: #1d2430; --soft: #5b6675; --sure: #14632f; --look: \
        #8a4b00; --lost: #a3132b; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem; max-width: 100rem; color: var(--ink); font: 16px/1.5 system-ui, \
        sans-serif; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        a { color: #0b4f9c; } table { border-collapse: collapse; width: 100%; } @media (max-width: 45rem) { table { \
        display: block; overflow-x: auto; } } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; \
        border-bottom: 1px solid var(--line); }
        th { font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
        .soft { color: var(--soft); } .look { color: var(--look); } .lost { color: var(--lost); } .sure { color: \
        var(--sure); }
        .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; align-items: start; }
        .side { min-width: 0; max-height: 90vh; overflow: auto; border: 1px solid var(--line); border-radius: .3rem; \
        padding: .5rem; }
        .piece, .line { padding: .1rem .4rem; border-left: .25rem solid transparent; overflow-wrap: anywhere; }
        .piece.field { border-color: #3d9a5f; } .piece.doubtful { border-color: #d98512; background: #fff6e8; } \
        .piece.unplaced { border-color: #cf2f48; background: #fdeff1; }
        .piece.label, .piece.mark { border-color: #8b97a8; color: var(--soft); } .piece.furniture, \
        .piece.dropped { color: var(--soft); font-size: .875rem; }
        .line { font: 14px/1.5 ui-monospace, monospace; white-space: pre-wrap; min-height: 1.3rem; }
        .line .number { display: inline-block; width: 2.5rem; margin-right: .5rem; color: var(--soft); }
        :target { outline: 3px solid #0b4f9c; background: #eaf2fc; } .fate { font-size: .8rem; color: var(--soft); }
        @media (max-width: 60rem) { .sides { grid-template-columns: 1fr; } .side { max-height: none; } }
        """
}
