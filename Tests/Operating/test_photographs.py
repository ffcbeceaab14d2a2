"""`ichi pictures` with the real programs: what it takes, what it refuses, and what is left after a kill."""

import os
import re
import shutil
import subprocess

import pytest

from camera import PLACE, hold_upright, take, vips
from city import City
from ground import needs_root, small_disk
from shopper import Visitor

SIGNS = {"avif": (4, b"ftypavif"), "webp": (8, b"WEBP"), "jpg": (0, b"\xff\xd8\xff")}
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
TRACES = [PLACE.encode(), b"Exif", b"EXIF", b"http://ns.adobe.com", b"ICC_PROFILE", b"colr\0\0\0\0prof"]


@pytest.fixture(scope="module")
def city():
    with City() as city:
        yield city


@pytest.fixture(scope="module")
def telephone(tmp_path_factory):
    return hold_upright(take(tmp_path_factory.mktemp("camera") / "pear.jpg"))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """So small that its six files are made in a moment."""
    return hold_upright(take(tmp_path_factory.mktemp("camera") / "stamp.jpg", 480, 360))


def taken(city):
    return sorted(path.name for path in (city.data / "pictures").iterdir() if path.suffix != ".svg")


def rows(city):
    return city.ask_shop("SELECT goods, position, file, alt FROM goods_picture WHERE goods < 20 ORDER BY 1, 2")


def fetch(city, path):
    answer = Visitor(city).get(city.market + path)
    assert answer.status == 200, f"{path}: {answer.status}"
    return answer.headers, answer.body


def test_a_photograph_is_on_its_page_at_once(city, telephone):
    before = fetch(city, "/goods/3")[1].decode()
    assert "<picture>" not in before and "image/avif" not in before
    words = city.command("ichi", "pictures", "take", telephone, "--goods", "3", "--place", "1", "--alt", "箱の梨")
    assert words.startswith("登録しました: 1枚目 photo-1200x1600-"), words

    page = fetch(city, "/goods/3")[1].decode()
    names = set(re.findall(r'/pictures/(photo-[^ ",]+)', page))
    assert 'alt="箱の梨" width="1200" height="1600" loading="eager"' in page
    assert len([name for name in names if name.endswith(".avif")]) == 4
    assert sorted(names) == taken(city), "what lies there is what the page offers"
    for name in names:
        headers, content = fetch(city, f"/pictures/{name}")
        assert headers["content-type"] == TYPES[name.rsplit(".", 1)[1]]
        start, sign = SIGNS[name.rsplit(".", 1)[1]]
        assert content[start:start + len(sign)] == sign, name
        assert not [trace for trace in TRACES if trace in content], name
        assert headers["cache-control"] == "public, max-age=31536000, immutable"


def test_again_it_changes_nothing(city, telephone):
    before = rows(city), taken(city)
    words = city.command("ichi", "pictures", "take", telephone, "--goods", "3")
    assert words.startswith("登録済みです"), words
    assert (rows(city), taken(city)) == before


def last(city, goods):
    """The place of the last picture."""
    return str(sum(row[0] == goods for row in rows(city)))


def test_what_is_taken_off_is_gone(city, small):
    city.command("ichi", "pictures", "remove", "1", "--goods", "3")
    assert taken(city) == [] and "<picture>" not in fetch(city, "/goods/3")[1].decode()
    for goods in (4, 5):
        city.command("ichi", "pictures", "take", small, "--goods", str(goods))
    for goods, left in [(4, 6), (5, 0)]:
        place = last(city, goods)
        assert f"{place}枚目 photo-360x480-" in city.command("ichi", "pictures", "list", "--goods", str(goods))
        city.command("ichi", "pictures", "remove", place, "--goods", str(goods))
        assert len(taken(city)) == left


def refused(city, path, *options, words):
    before = rows(city), taken(city)
    code, said, complaint = city.outcome("ichi", "pictures", "take", path, *(options or ["--goods", "5"]))
    assert (code, said) == (1, ""), complaint
    lines = [line for line in complaint.splitlines() if line]
    assert len(lines) == 1 and words in lines[0], complaint
    assert (rows(city), taken(city)) == before, "something was left"


def test_what_is_no_photograph(city, small, tmp_path):
    def file(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    refused(city, file("empty.jpg", b""), words="空です")
    refused(city, file("letter.jpg", "拝啓".encode() * 100), words="写真ではありません")
    refused(city, file("drawing.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), words="SVG")
    refused(city, file("cut.jpg", small.read_bytes()[:5_000]), words="壊れている")
    refused(city, tmp_path / "none.jpg", words="ファイルがありません")
    refused(city, tmp_path, words="ファイルとして読めません")
    large = file("large.jpg", small.read_bytes())
    os.truncate(large, 25_000_001)
    refused(city, large, words="25MBまで")
    os.mkfifo(tmp_path / "pipe.jpg")
    refused(city, tmp_path / "pipe.jpg", words="ファイルとして読めません")


def test_a_bomb_is_not_unpacked(city, tmp_path):
    vips(tmp_path, "black", "bomb.png", 20_000, 20_000)
    assert (tmp_path / "bomb.png").stat().st_size < 1_000_000
    refused(city, tmp_path / "bomb.png", words="20000×20000")


def test_what_it_would_be_of_is_not_there(city, small):
    refused(city, small, "--goods", "999999", words="商品 999999 はありません")
    refused(city, small, "--shop", "../etc", words="お店 ../etc はありません")
    refused(city, small, "--goods", "5", "--place", "9", words="9枚目はありません")
    refused(city, small, "--goods", "5", "--alt", "二\n行", words="1行にしてください")


def test_the_name_of_the_file_does_not_matter(city, small, tmp_path):
    odd = tmp_path / "-n [Q=1,strip] $(touch x) 梨.txt"
    shutil.copy(small, odd)
    assert "photo-360x480-" in city.command("ichi", "pictures", "take", f"{tmp_path}/../{tmp_path.name}/{odd.name}", "--goods", "6")
    city.command("ichi", "pictures", "remove", last(city, 6), "--goods", "6")


@pytest.mark.parametrize("arrow", ["photograph.made", "photograph.in"])
def test_killed_on_the_way_it_shows_nothing_and_goes_on(city, small, tmp_path, arrow):
    before = rows(city)
    (tmp_path / arrow).touch()
    city.extra["ICHI_KILL_ARMED"] = str(tmp_path)
    code, _, complaint = city.outcome("ichi", "pictures", "take", small, "--goods", "7")
    del city.extra["ICHI_KILL_ARMED"]
    assert code == -9 and f"killed at {arrow}" in complaint
    assert rows(city) == before
    city.command("ichi", "pictures", "take", small, "--goods", "7")
    assert len(taken(city)) == 6, "nothing of the first attempt is left beside"
    city.command("ichi", "pictures", "remove", last(city, 7), "--goods", "7")
    assert rows(city) == before and taken(city) == []


def test_without_libvips_it_says_what_to_install(city, small, tmp_path):
    """An empty file that nobody may run stands where its program was."""
    if os.geteuid() != 0:
        pytest.skip("only root can cover a program")
    cover = tmp_path / "none"
    cover.write_text("")
    script = f'mount --bind {cover} /usr/bin/vipsheader && exec "$@"'
    before = rows(city), taken(city)
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", city.programs / "ichi", "pictures", "take", small,
         "--goods", "5", "--data", city.data], capture_output=True, text=True, env=city.environment)
    assert done.returncode == 1 and "apt-get install libvips-tools" in done.stderr, done.stderr
    assert (rows(city), taken(city)) == before


@needs_root
def test_on_a_full_disk_nothing_is_half_there(telephone):
    with small_disk(64) as disk, City(disk) as city:
        before = rows(city)
        filler = disk / "filler"
        with open(filler, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 300_000)
        code, _, complaint = city.outcome("ichi", "pictures", "take", telephone, "--goods", "3")
        assert code == 1 and "ディスクに空きがありません" in complaint, complaint
        assert rows(city) == before and taken(city) == []
        filler.unlink()
        assert "登録しました" in city.command("ichi", "pictures", "take", telephone, "--goods", "3")


def test_a_name_that_is_nobodys_is_not_found(city):
    for name in ["photo-1200x1600-0123456789abcdef.avif", "photo-1x1-320-0000000000000000.webp", "x.heic", "..%2Fsite.json"]:
        assert Visitor(city).get(f"{city.market}/pictures/{name}").status == 404, name
