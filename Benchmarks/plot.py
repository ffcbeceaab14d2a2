"""The ratios as a picture: a bar for what was reached, a line for what is wanted, on a scale of powers of ten."""

from html import escape
from math import ceil, floor, log10

from results import short, verdict

LEFT, WIDTH, ROW, TOP = 430, 520, 24, 46


def write(figures, file):
    rows = [figure for figure in figures if figure.get("ratio")]
    if not rows:
        return
    values = [figure["ratio"] for figure in rows] + [figure["at_least"] for figure in rows if figure.get("at_least")]
    first, last = floor(log10(min(values))), ceil(log10(max(values) * 1.05))
    height = TOP + ROW * len(rows) + 14

    def x(value):
        return LEFT + WIDTH * (log10(value) - first) / max(1, last - first)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 80} {height}" '
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{LEFT + WIDTH + 80}" height="{height}" fill="#fff"/>',
        '<text x="12" y="20" font-size="15" font-weight="bold">How many times the peer, or the limit named; '
        'the line is what is wanted</text>',
    ]
    for power in range(first, last + 1):
        at = x(10 ** power)
        parts.append(f'<path d="M{at:.1f} {TOP - 8}V{height - 10}" stroke="#ccc"/>'
                     f'<text x="{at:.1f}" y="{TOP - 12}" text-anchor="middle" fill="#555">{10 ** power:g}</text>')
    for place, figure in enumerate(rows):
        parts += bar(figure, TOP + ROW * place, x, x(10 ** first))
    file.write_text("\n".join(parts + ["</svg>"]) + "\n")


def bar(figure, y, x, zero):
    end = x(figure["ratio"])
    colour = {True: "#2f6b3c", False: "#b3261e", None: "#7a7a7a"}[verdict(figure)]
    yield f'<text x="{LEFT - 10}" y="{y + 16}" text-anchor="end">{escape(figure["name"])}</text>'
    yield f'<rect x="{zero:.1f}" y="{y + 4}" width="{max(1, end - zero):.1f}" height="{ROW - 9}" fill="{colour}"/>'
    yield f'<text x="{end + 6:.1f}" y="{y + 16}" fill="{colour}">{short(figure["ratio"])}</text>'
    if figure.get("at_least"):
        at = x(figure["at_least"])
        yield f'<path d="M{at:.1f} {y + 1}v{ROW - 3}" stroke="#111" stroke-width="2.5"/>'
