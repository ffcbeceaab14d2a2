"""What all processes hold after a day's work."""

import sys

import orders
import pages
import versus
import wrk
from city import code_of, link_of
from processes import pss_mib
from shopper import Shopper


# Guests without e-mail, for whom the courier makes letters on paper.
LETTERS = 12


def measure(results, city, seconds, wanted_pages):
    count, number = place(city, seconds)
    fresh = pss_mib(city.processes())
    served = browse(city, wanted_pages)
    invoice(city, number)
    held = pss_mib(city.processes())
    if None in held.values():
        print("bench: memory is left out: only root sees it", file=sys.stderr)
        return
    parts = ", ".join(f"{name} {held[name]:.0f}" for name in sorted(held))
    results.add("PSS of all processes, after orders and before the pages", [sum(fresh.values())], "MiB",
                beside=f"{count} orders")
    results.add("PSS of all processes, after pages, orders, an invoice", [sum(held.values())], "MiB", under=300.0,
                beside=f"{served:,} pages, {count} orders; {parts}")


def place(city, seconds):
    """How many orders were placed by sixteen clients, and the number of one more."""
    run = versus.ways("ours.lua", "checkout")(city, seconds)
    goods = [number for (number,) in city.ask_shop(orders.GOODS)]
    for letter in range(LETTERS):
        orders.buy(city, goods, f"letter-{letter}", email=False)
    number = orders.buy(city, goods, "invoice")
    orders.settle(city)
    return run.done + LETTERS + 1, number


def browse(city, wanted):
    """All kinds of pages, until there have been so many."""
    goods = [f"/goods/{number}" for (number,) in city.ask_shop("SELECT id FROM goods")]
    kinds = [goods, ["/", "/goods", "/goods?page=9", "/news", "/goods?q=%E3%81%AA%E3%81%97"]]
    served = 0
    while served < wanted:
        for paths in kinds:
            served += wrk.pages(city.base, pages.HOST.format(city.base), paths, seconds=2).requests
    return served


def invoice(city, number):
    """A receipt: the counter's first use of its PDF library."""
    for step in "accepted", "paid":
        city.command("ichi", "order", "advance", number, step)
    mail = next(mail for mail in city.mailbox.mails() if number in mail["text"])
    guest = Shopper(city)
    page = guest.get(link_of(mail))
    page = guest.submit(page, page.form("/order-links"))
    code = code_of(city.mailbox.wait(mail["to"][0], "コード"))
    page = guest.submit(page, page.form(page.path), code=code)
    paper = guest.submit(page, page.form("/invoices"), name="")
    assert paper.body.startswith(b"%PDF"), f"no receipt: {paper.status} {paper.heading}"
