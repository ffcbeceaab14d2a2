"""The figures: a table for people, JSON for programs."""

import json
from datetime import datetime, timezone
from statistics import median

from machine import load


class Results:
    def __init__(self, facts):
        self.facts = facts
        self.figures = []

    def add(self, name, values, unit, under=None, beside=""):
        values = sorted(values)
        self.figures.append({
            "name": name, "unit": unit, "median": median(values), "least": values[0],
            "most": values[-1], "runs": len(values), "under": under, "beside": beside,
            "load": round(load(), 1),
        })

    @property
    def all_reached(self):
        return all(reached(figure) for figure in self.figures)

    def table(self):
        facts = self.facts
        lines = [
            f"{facts['cpu']}, {facts['cores']} cores, {facts['memory_mib'] // 1024} GiB, "
            f"Linux {facts['kernel']}",
            "",
            "| figure | median | wanted | reached | least – most | beside it | load |",
            "| --- | ---: | ---: | :-: | ---: | --- | ---: |",
        ]
        return "\n".join(lines + [row(figure) for figure in self.figures])

    def keep(self, folder):
        at = datetime.now(timezone.utc).isoformat(timespec="seconds")
        kept = {"measured": at, "machine": self.facts, "figures": self.figures}
        (folder / "results.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
        head = f"# Last results\n\nMeasured {at} by `Benchmarks/run`; README.md tells how to read it.\n\n"
        (folder / "results.md").write_text(head + self.table() + "\n")


def reached(figure):
    return figure["under"] is None or figure["median"] < figure["under"]


def row(figure):
    unit = figure["unit"]
    wanted = "–" if figure["under"] is None else f"< {figure['under']:g} {unit}"
    verdict = "–" if figure["under"] is None else "yes" if reached(figure) else "**no**"
    span = f"{short(figure['least'])} – {short(figure['most'])} ({figure['runs']})"
    if figure["runs"] == 1:
        span = "–"
    return (f"| {figure['name']} | {short(figure['median'])} {unit} | {wanted} | {verdict} | {span} "
            f"| {figure['beside']} | {figure['load']} |")


def short(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
