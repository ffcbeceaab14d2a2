"""Gives the peer our city's goods and people: `fill.py CITY.json`, as measure.py writes it."""

import json
import random
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sites.models import Site
from django.utils import timezone
from oscar.core.loading import get_model
from PIL import Image, ImageDraw

User = get_user_model()
Category, Product, ProductCategory, ProductClass, ProductImage = (
    get_model("catalogue", name)
    for name in ("Category", "Product", "ProductCategory", "ProductClass", "ProductImage"))
Partner, StockRecord = get_model("partner", "Partner"), get_model("partner", "StockRecord")
Country = get_model("address", "Country")
Order, Line, ShippingAddress = (get_model("order", name) for name in ("Order", "Line", "ShippingAddress"))
PICTURES = 60


def fill(city):
    draw_pictures()
    fill_goods(city)
    japan = Country.objects.create(
        iso_3166_1_a2="JP", iso_3166_1_a3="JPN", iso_3166_1_numeric="392", name="日本",
        printable_name="日本", is_shipping_country=True)
    fill_orders(city, fill_people(city["members"]), japan)


def draw_pictures():
    """It makes thumbnails of photographs; ours are drawings of lines."""
    chance = random.Random(1)
    folder = Path(settings.MEDIA_ROOT) / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        picture = Image.new("RGB", (800, 600), tuple(chance.randint(60, 230) for _ in range(3)))
        pen = ImageDraw.Draw(picture)
        for _ in range(60):
            x, y, size = chance.randint(0, 800), chance.randint(0, 600), chance.randint(20, 400)
            pen.ellipse([x, y, x + size, y + size], outline=tuple(chance.randint(0, 255) for _ in range(3)))
        picture.save(folder / f"{number}.jpg", quality=80)


def fill_goods(city):
    kind = ProductClass.objects.create(name="品", requires_shipping=True, track_stock=True)
    shops = {shop: Partner.objects.create(name=name, code=f"shop-{shop}") for shop, name in city["shops"]}
    aisles = {slug: Category.add_root(name=name, slug=slug) for slug, name in city["categories"]}
    for number, shop, category, name, description, price in city["goods"]:
        goods = Product.objects.create(
            structure="standalone", product_class=kind, title=name, slug=f"goods-{number}",
            upc=f"goods-{number}", description=description)
        ProductCategory.objects.create(product=goods, category=aisles[category])
        ProductImage.objects.create(product=goods, original=f"images/{number % PICTURES}.jpg")
        StockRecord.objects.create(
            product=goods, partner=shops[shop], partner_sku=f"goods-{number}", price_currency="JPY",
            price=Decimal(price), num_in_stock=10_000_000)


def fill_people(members):
    User.objects.bulk_create(
        (User(username=f"member-{number}", email=email, first_name=given, last_name=family, password="!")
         for number, (family, given, email, _, _) in enumerate(members)), batch_size=2000)
    return list(User.objects.order_by("id"))


def fill_orders(city, users, japan):
    goods = list(StockRecord.objects.select_related("product", "partner").order_by("id"))
    members, site, now = city["members"], Site.objects.get(), timezone.now()
    addresses = ShippingAddress.objects.bulk_create(
        (address(members[member], japan) for member, _, _ in city["orders"]), batch_size=2000)
    orders = Order.objects.bulk_create(
        (Order(number=f"old-{number}", site=site, user=users[member], shipping_address=addresses[number],
               currency="JPY", total_incl_tax=goods[place].price, total_excl_tax=goods[place].price,
               status="Complete", date_placed=now - timedelta(days=days))
         for number, (member, place, days) in enumerate(city["orders"])), batch_size=2000)
    Line.objects.bulk_create(
        (line(order, goods[place]) for order, (_, place, _) in zip(orders, city["orders"])), batch_size=2000)


def address(member, japan):
    family, given, _, postcode, street = member
    return ShippingAddress(first_name=given, last_name=family, line1=street, line4="いなば市",
                           postcode=postcode, country=japan, search_text=street)


def line(order, stock):
    product = stock.product
    return Line(order=order, partner=stock.partner, partner_name=stock.partner.name,
                partner_sku=stock.partner_sku, stockrecord=stock, product=product, title=product.title,
                upc=product.upc, quantity=1, line_price_incl_tax=stock.price,
                line_price_excl_tax=stock.price, line_price_before_discounts_incl_tax=stock.price,
                line_price_before_discounts_excl_tax=stock.price, status="Complete", num_allocated=0)


fill(json.loads(Path(sys.argv[1]).read_text()))
