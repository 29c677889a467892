"""
Pages whose text is turned, made upright for reading; places stay those of the page as it is shown.
"""

from disclint.source import Page, Stroke


def turned(box: Stroke, page: Page) -> Stroke:
    """
    A box on a page after turning back by as many quarters as the page's text is turned.
    """
    x0, y0, x1, y1 = box
    if page.turn == 1:
        return y0, page.width - x1, y1, page.width - x0
    if page.turn == 2:
        return page.width - x1, page.height - y1, page.width - x0, page.height - y0
    if page.turn == 3:
        return page.height - y1, x0, page.height - y0, x1
    return box
