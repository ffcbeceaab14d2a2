"""The figures: a table for people, JSON for programs, a plot for both; and what they were the last time."""

import json
from datetime import datetime, timezone
from statistics import median

from machine import load

# Where something was taken only once, its spread is not known; this is what such figures vary by.
SPREAD_OF_ONE = 0.15


class Results:
    """Figures by part. Those of parts that were not measured now stay as they were kept."""

    def __init__(self, facts, folder):
        self.facts, self.folder, self.part = facts, folder, ""
        self.figures = []
        self.last = {figure["name"]: figure for figure in self.kept()}

    def kept(self):
        try:
            figures = json.loads((self.folder / "results.json").read_text())["figures"]
            return [figure for figure in figures if "part" in figure]
        except (OSError, ValueError, KeyError):
            return []

    def add(self, name, values, unit, under=None, beside="", against=None, ratios=None, at_least=None,
            p50=None, p99=None, p99_under=None):
        """A figure of one or more runs.

        `under`: the median must be less. `against`: what it is compared with, in words; `ratios`: to
        that, round by round, and `at_least` their median. `p50`, `p99`: milliseconds.
        """
        values = sorted(values)
        figure = {
            "part": self.part, "name": name, "unit": unit, "median": median(values), "least": values[0],
            "most": values[-1], "runs": len(values), "under": under, "beside": beside,
            "against": against, "ratio": median(ratios) if ratios else None, "at_least": at_least,
            "p50": p50, "p99": p99, "p99_under": p99_under, "load": round(load(), 1), "measured": now(),
        }
        if name in self.last:
            figure["change"] = change(self.last[name], figure)
        self.figures.append(figure)

    def drop(self, part):
        """Forgets what was taken of a part that broke: half of it would pass for all of it."""
        self.figures = [figure for figure in self.figures if figure["part"] != part]

    @property
    def all_reached(self):
        return all(verdict(figure) is not False for figure in self.figures)

    def table(self, figures=None):
        facts = self.facts
        lines = [
            f"{facts['cpu']}, {facts['cores']} cores, {facts['memory_mib'] // 1024} GiB, "
            f"Linux {facts['kernel']}",
            "",
            "| figure | median | least – most | p50 / p99 | against | ratio | wanted | reached | since last "
            "| beside it | load |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | :-: | ---: | --- | ---: |",
        ]
        return "\n".join(lines + [row(figure) for figure in figures or self.figures])

    def keep(self):
        """Writes results.json and results.md; gives back all figures, the older ones among them."""
        parts = {figure["part"] for figure in self.figures}
        figures = [figure for figure in self.kept() if figure["part"] not in parts] + self.figures
        kept = {"measured": now(), "machine": self.facts, "figures": figures}
        (self.folder / "results.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
        head = (f"# Last results\n\nMeasured until {now()} by `Benchmarks/run`; README.md tells how to read it.\n\n"
                "![ratios and what is wanted](results.svg)\n\n")
        (self.folder / "results.md").write_text(head + self.table(figures) + "\n")
        return figures


def now():
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def verdict(figure):
    """Whether all that is wanted was reached; None where nothing is."""
    wanted = [
        figure["median"] < figure["under"] if figure["under"] is not None else None,
        figure["ratio"] >= figure["at_least"] if figure.get("at_least") is not None else None,
        figure["p99"] < figure["p99_under"] if figure.get("p99_under") is not None else None,
    ]
    told = [answer for answer in wanted if answer is not None]
    return all(told) if told else None


def change(last, figure):
    """How much it has moved since the last time, in percent; None within the spread of both."""
    (low, high), (least, most) = spread(last), spread(figure)
    if least <= high and low <= most:
        return None
    return (figure["median"] / last["median"] - 1) * 100 if last["median"] else None


def spread(figure):
    if figure["runs"] > 1:
        return figure["least"], figure["most"]
    return figure["median"] * (1 - SPREAD_OF_ONE), figure["median"] * (1 + SPREAD_OF_ONE)


def row(figure):
    unit = figure["unit"]
    wanted = []
    if figure["under"] is not None:
        wanted.append(f"< {figure['under']:g} {unit}")
    if figure.get("at_least") is not None:
        wanted.append(f"≥ {figure['at_least']:.3g} ×")
    if figure.get("p99_under") is not None:
        wanted.append(f"p99 < {figure['p99_under']:g} ms")
    span = f"{short(figure['least'])} – {short(figure['most'])} ({figure['runs']})" if figure["runs"] > 1 else "–"
    times = f"{short(figure['p50'])} / {short(figure['p99'])} ms" if figure.get("p50") is not None else "–"
    ratio = f"{short(figure['ratio'])} ×" if figure.get("ratio") is not None else "–"
    moved = f"{figure['change']:+.0f} %" if figure.get("change") is not None else "–"
    reached = {True: "yes", False: "**no**", None: "–"}[verdict(figure)]
    return (f"| {figure['name']} | {short(figure['median'])} {unit} | {span} | {times} "
            f"| {figure.get('against') or '–'} | {ratio} | {', '.join(wanted) or '–'} | {reached} | {moved} "
            f"| {figure['beside']} | {figure['load']} |")


def short(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
