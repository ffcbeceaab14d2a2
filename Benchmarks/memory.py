"""What all processes hold after a day's work."""

import pages
from city import code_of, link_of
from processes import pss_mib
from shopper import Shopper


def measure(results, city, numbers, wanted_pages):
    fresh = pss_mib(city.processes())
    served = browse(city, wanted_pages)
    invoice(city, numbers[0])
    held = pss_mib(city.processes())
    if None in held.values():
        print("bench: memory is left out: only root sees it")
        return
    parts = ", ".join(f"{name} {held[name]:.0f}" for name in sorted(held))
    results.add(f"PSS of all processes, after {len(numbers)} orders and before the pages",
                [sum(fresh.values())], "MiB")
    results.add(f"PSS of all processes, after {served:,} pages, {len(numbers)} orders, an invoice",
                [sum(held.values())], "MiB", under=300.0, beside=parts)


def browse(city, wanted):
    """All kinds of pages, until there have been so many."""
    goods = [f"/goods/{number}" for (number,) in city.ask_shop("SELECT id FROM goods")]
    kinds = [goods, ["/", "/goods", "/goods?page=9", "/news", "/goods?q=%E3%81%AA%E3%81%97"]]
    served = 0
    while served < wanted:
        for paths in kinds:
            served += pages.wrk(city, paths, seconds=2, clients=16)["requests"]
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
