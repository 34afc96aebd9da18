import OficioSource

/// Nests list items that were written with a deeper indentation than the list above, past a picture or a text without
/// indentation. The nested items continue the inner list of the last item above.
///
///    1. Abrir el sistema.
///       1. Entrar.
///
///    ![Pantalla](pantalla.png)
///
///       2. Poner la clave.
///    2. Cerrar.
///
/// CommonMark reads *Poner la clave* as an item of the outer list.
enum IndentedItems {
    /// Returns the blocks with indented items, and the text before them, nested in the items that they belong to; nil
    /// if no item is indented.
    static func nestingIndentedItems(_ blocks: [Block]) -> [Block]? {
        var out: [Block] = []
        // The index in `out` of the list above, `nil` after a heading.
        var above: Int?
        var hasChanged = false
        for block in blocks {
            if case .heading = block { above = nil }
            guard case .list(let list) = block else {
                out.append(block)
                continue
            }
            guard let place = above, place < out.count - 1, case .list(let outer) = out[place],
                let last = outer.items.last
            else {
                above = out.count
                out.append(block)
                continue
            }
            let inner = list.items.prefix { $0.indent >= last.indent + 2 }
            guard !inner.isEmpty, isInner(list, last, of: outer) else {
                above = out.count
                out.append(block)
                continue
            }
            hasChanged = true
            let nested = ListBlock(start: list.start, items: Array(inner), span: list.span)
            let item = ListBlock.Item(
                blocks: last.blocks + out[(place + 1)...] + [.list(nested)], span: last.span, indent: last.indent)
            out.removeSubrange((place + 1)...)
            out[place] = .list(
                ListBlock(
                    start: outer.start,
                    items: outer.items.dropLast() + [item] + list.items.dropFirst(inner.count), span: outer.span))
        }
        return hasChanged ? out : nil
    }

    /// Whether the number of a list continues the inner list of an item, or begins one, and does not continue the
    /// outer list.
    private static func isInner(_ list: ListBlock, _ last: ListBlock.Item, of outer: ListBlock) -> Bool {
        let inner = last.blocks.compactMap { block -> ListBlock? in
            if case .list(let list) = block { list } else { nil }
        }.last
        guard let start = list.start else { return inner == nil || inner?.start == nil }
        guard let inner else { return start == 1 }
        guard let first = inner.start else { return start == 1 }
        return start == first + inner.items.count || start == 1
    }
}
