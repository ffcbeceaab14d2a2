"""Pages rendered from the database, asked for by `wrk` over connections that stay."""

import json
import subprocess
import tempfile
from statistics import median

from machine import load

# Walks through the paths and says at the end, in JSON, what it saw.
SCRIPT = """
local paths = { %s }
local n = 0
wrk.headers["Host"] = "%s"
function request()
    n = n + 1
    return wrk.format("GET", paths[n %% #paths + 1])
end
function done(summary, latency)
    local e = summary.errors
    io.write(string.format('{"requests":%%d,"failed":%%d,"median":%%f,"p99":%%f,"seconds":%%f}',
        summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
        latency:percentile(50), latency:percentile(99), summary.duration / 1e6), "\\n")
end
"""


def measure(results, limits, city, seconds):
    goods = [f"/goods/{number}" for (number,) in city.ask_shop(
        "SELECT id FROM goods WHERE state = 'on-sale' ORDER BY id LIMIT 400")]
    categories = [f"/categories/{slug}" for (slug,) in city.ask_shop(
        "SELECT category FROM goods GROUP BY category HAVING count(*) >= 24 ORDER BY category")]
    asset = asset_of(city)
    constant = repeat(city, [asset], seconds)
    beside = f"constant answer {median(constant):.2f} ms; TCP there and back {limits['tcp']:.0f} µs"
    results.add("product page, one client", repeat(city, goods, seconds), "ms", under=2.0,
                beside=beside)
    results.add("category page of 24 goods, one client", repeat(city, categories, seconds), "ms")
    results.add("search 「なし」, one client", repeat(city, ["/goods?q=%E3%81%AA%E3%81%97"], seconds),
                "ms")
    results.add("front page, one client", repeat(city, ["/"], seconds), "ms")
    both = [wrk(city, goods, seconds, clients=16) for _ in range(3)]
    flat = [wrk(city, [asset], seconds, clients=16) for _ in range(3)]
    results.add("product pages a second, 16 clients", [rate(run) for run in both], "/s",
                beside=f"constant answers {median(rate(run) for run in flat):,.0f} /s")


def repeat(city, paths, seconds, times=3):
    """Milliseconds at the median, of each of several runs."""
    return [wrk(city, paths, seconds)["median"] / 1000 for _ in range(times)]


def rate(run):
    return run["requests"] / run["seconds"]


def wrk(city, paths, seconds, clients=1):
    script = SCRIPT % (", ".join(f'"{path}"' for path in paths), f"market.localhost:{city.base}")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(
            ["wrk", "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "-s", file.name,
             f"http://127.0.0.1:{city.base}"],
            capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["failed"] == 0, f"{answer['failed']} pages failed of {paths[:3]}"
    return answer


def asset_of(city):
    """A style sheet of the front page: bytes that lie in memory, under the same headers."""
    import re
    import urllib.request
    ask = urllib.request.Request(f"http://127.0.0.1:{city.base}/",
                                 headers={"Host": f"market.localhost:{city.base}"})
    with urllib.request.urlopen(ask) as answer:
        return re.search(r'<link[^>]+href="(/[^"]+\.css[^"]*)"', answer.read().decode())[1]
