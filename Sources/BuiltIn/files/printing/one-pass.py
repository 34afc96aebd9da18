"""Prints an HTML page with WeasyPrint in one pass: print.py STYLES PAGE PDF.

The boxes at the foot of a sheet move to the bottom of its last page once their page is laid out, so that no second
layout is needed. Cells that span rows on two pages stand on both. Any other exit status than 0 means that the program
has to be called in the usual way."""
import gc
import sys

# The boxes of a document live to the end; searching them for garbage takes a quarter of the layout.
gc.disable()

from weasyprint import CSS, HTML, layout
from weasyprint.layout import block

SPACE, END = 'foot-space', 'foot-end'


def has_class(box, name):
    element = getattr(box, 'element', None)
    return element is not None and name in (element.get('class') or '').split()


def holds_end(box):
    return has_class(box, END) or any(map(holds_end, getattr(box, 'children', ())))


def collect(box, below, feet):
    """Adds to `feet`, for each sheet that ends in a box of a page, the boxes between the space above the foot and the
    end of the sheet, with the end. `below` are those found so far, None outside of a foot; returns them."""
    for child in getattr(box, 'children', ()):
        if has_class(child, SPACE):
            below = []
        elif has_class(child, END):
            if below:
                feet.append((below, child))
            below = None
        elif below is None or holds_end(child):
            below = collect(child, below, feet)
        else:
            below.append(child)
    return below


def is_below(box, height):
    """Whether a box in the flow of a page has a text, a picture or an empty block with a height below a height."""
    if not box.is_in_normal_flow():
        return False
    children = getattr(box, 'children', None)
    if children:
        return any(is_below(child, height) for child in children)
    return box.height != 0 and box.position_y + box.margin_height() > height + 1


def place_foot(page):
    """Moves the foot of a sheet to the bottom of the page on which the sheet ends."""
    feet = []
    # The other children of a page are the boxes in its margins.
    collect(page.children[0], None, feet)
    if not feet:
        return
    below, end = feet[-1]
    if len(feet) > 1 or is_below(page.children[0], end.position_y):
        sys.exit(3)
    room = page.content_box_y() + page.height - end.position_y
    if room > 0:
        for part in below:
            part.translate(dy=room)


def with_spanning_cells(table, skipped):
    """Returns a grid in which the first row of a page has the cells of rows on earlier pages that span it. `skipped` is
    where the page begins: {place of the row group: {place of the row: where its cells begin}}."""
    if not skipped or not has_class(table, 'grid'):
        return table
    (place, rows), = skipped.items()
    (first, cells), = (rows or {0: None}).items()
    if cells:
        return table
    group = table.children[place]
    spanning = []
    for above, row in enumerate(reversed(group.children[:first]), 1):
        for cell in row.children:
            if cell.rowspan > above:
                spanning.append(cell.deepcopy())
                spanning[-1].rowspan -= above
    if not spanning:
        return table
    table, group, row = table.copy(), group.copy(), group.children[first].copy()
    row.children = sorted([*spanning, *row.children], key=lambda cell: cell.grid_x)
    group.children = [*group.children[:first], row, *group.children[first + 1:]]
    table.children = [*table.children[:place], group, *table.children[place + 1:]]
    return table


def main(styles, page, target):
    # The layout of a document ends with the backgrounds of its pages, for which every box has to be at its place.
    usual, usual_table = layout.layout_backgrounds, block.table_layout
    pages = []

    def layout_backgrounds(page, *rest):
        pages.append(page)
        place_foot(page)
        usual(page, *rest)

    def table_layout(context, table, bottom_space, skip_stack, *rest):
        return usual_table(context, with_spanning_cells(table, skip_stack), bottom_space, skip_stack, *rest)

    layout.layout_backgrounds, block.table_layout = layout_backgrounds, table_layout
    HTML(page).write_pdf(target, stylesheets=[CSS(styles)], pdf_variant='pdf/ua-1')
    if not pages:  # another version of WeasyPrint does not call the function
        sys.exit(3)


main(*sys.argv[1:])
