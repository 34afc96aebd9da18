import Diagnostics

extension LocatedDocument {
    /// The place of a piece of text, in steps that a person can follow in the program that shows
    /// the file.
    ///
    /// Numbers count from 1. Tables and paragraphs are counted within what holds them: the main
    /// text, a cell, a note.
    package struct Address: Hashable, Sendable {
        /// One step of an address. Numbers count from 1.
        package enum Step: Hashable, Sendable {
            case section(Int)
            case page(Int)
            case sheet(String)
            /// A cell of a spreadsheet: *B7*.
            case cellName(String)
            /// A line of a text file, such as CSV.
            case line(Int)
            case column(Int)
            case header(Int)
            case footer(Int)
            /// A part of a web page around the document.
            case around(Int)
            case footnote(Int)
            case endnote(Int)
            case comment(Int)
            case textBox(Int)
            case table(Int)
            case row(Int)
            /// A cell, by its order in the row and not by its column in the grid.
            case cell(Int)
            case paragraph(Int)
            case picture(Int)
        }

        /// The steps from the outside in.
        package var steps: [Step]

        /// Creates an address; without steps it means the whole file.
        package init(_ steps: [Step] = []) { self.steps = steps }

        /// Returns the address with a further step, for a place within the place of this address.
        package func adding(_ step: Step) -> Address { Address(steps + [step]) }

        /// The address in words: *tabla 2, fila 3, celda 1*; empty for the whole file.
        package var description: Localized {
            Localized(
                es: steps.map(\.words.spanish).joined(separator: ", "),
                en: steps.map(\.words.english).joined(separator: ", "))
        }
    }
}

extension LocatedDocument.Address.Step {
    /// The step in words: *fila 3*.
    package var words: Localized {
        switch self {
        case .section(let n): Localized(es: "sección \(n)", en: "section \(n)")
        case .page(let n): Localized(es: "página \(n)", en: "page \(n)")
        case .sheet(let name): Localized(es: "hoja «\(name)»", en: "sheet “\(name)”")
        case .cellName(let name): Localized(es: "celda \(name)", en: "cell \(name)")
        case .line(let n): Localized(es: "línea \(n)", en: "line \(n)")
        case .column(let n): Localized(es: "columna \(n)", en: "column \(n)")
        case .header(let n): Localized(es: "encabezado \(n)", en: "header \(n)")
        case .footer(let n): Localized(es: "pie de página \(n)", en: "footer \(n)")
        case .around(let n): Localized(es: "alrededor del documento \(n)", en: "around the document \(n)")
        case .footnote(let n): Localized(es: "nota al pie \(n)", en: "footnote \(n)")
        case .endnote(let n): Localized(es: "nota final \(n)", en: "endnote \(n)")
        case .comment(let n): Localized(es: "comentario \(n)", en: "comment \(n)")
        case .textBox(let n): Localized(es: "cuadro de texto \(n)", en: "text box \(n)")
        case .table(let n): Localized(es: "tabla \(n)", en: "table \(n)")
        case .row(let n): Localized(es: "fila \(n)", en: "row \(n)")
        case .cell(let n): Localized(es: "celda \(n)", en: "cell \(n)")
        case .paragraph(let n): Localized(es: "párrafo \(n)", en: "paragraph \(n)")
        case .picture(let n): Localized(es: "imagen \(n)", en: "picture \(n)")
        }
    }
}
