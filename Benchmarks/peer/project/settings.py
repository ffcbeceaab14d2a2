"""django-oscar as its documentation sets it up, for production: no debugging, PostgreSQL, cached templates."""

import os
from pathlib import Path

from oscar.defaults import *

HOME = Path(os.environ["PEER_HOME"])
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "for-measuring-only"
SITE_ID = 1
ROOT_URLCONF = "urls"
DATABASES = {"default": {
    "ENGINE": "django.db.backends.postgresql", "NAME": "peer", "USER": "ichi",
    "HOST": os.environ["PEER_DATABASE"], "ATOMIC_REQUESTS": True, "CONN_MAX_AGE": 600,
}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語")]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
MEDIA_ROOT, MEDIA_URL = HOME / "media", "/media/"
STATIC_ROOT, STATIC_URL = HOME / "static", "/static/"

TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.contrib.auth.context_processors.auth",
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.template.context_processors.media",
        "django.template.context_processors.static",
        "django.contrib.messages.context_processors.messages",
        "oscar.apps.search.context_processors.search_form",
        "oscar.apps.checkout.context_processors.checkout",
        "oscar.apps.communication.notifications.context_processors.notifications",
        "oscar.core.context_processors.metadata",
    ]},
}]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
]
ROOMS = """analytics.apps.AnalyticsConfig checkout.apps.CheckoutConfig address.apps.AddressConfig
    shipping.apps.ShippingConfig catalogue.apps.CatalogueConfig catalogue.reviews.apps.CatalogueReviewsConfig
    communication.apps.CommunicationConfig partner.apps.PartnerConfig basket.apps.BasketConfig
    payment.apps.PaymentConfig offer.apps.OfferConfig order.apps.OrderConfig customer.apps.CustomerConfig
    search.apps.SearchConfig voucher.apps.VoucherConfig wishlists.apps.WishlistsConfig
    dashboard.apps.DashboardConfig dashboard.reports.apps.ReportsDashboardConfig
    dashboard.users.apps.UsersDashboardConfig dashboard.orders.apps.OrdersDashboardConfig
    dashboard.catalogue.apps.CatalogueDashboardConfig dashboard.offers.apps.OffersDashboardConfig
    dashboard.partners.apps.PartnersDashboardConfig dashboard.pages.apps.PagesDashboardConfig
    dashboard.ranges.apps.RangesDashboardConfig dashboard.reviews.apps.ReviewsDashboardConfig
    dashboard.vouchers.apps.VouchersDashboardConfig
    dashboard.communications.apps.CommunicationsDashboardConfig
    dashboard.shipping.apps.ShippingDashboardConfig"""
INSTALLED_APPS = [
    *(f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages",
                                            "staticfiles", "sites", "flatpages")),
    "oscar.config.Shop", *(f"oscar.apps.{name}" for name in ROOMS.split()),
    "widget_tweaks", "haystack", "treebeard", "sorl.thumbnail", "django_tables2",
]
AUTHENTICATION_BACKENDS = [
    "oscar.apps.customer.auth_backends.EmailBackend", "django.contrib.auth.backends.ModelBackend",
]
HAYSTACK_CONNECTIONS = {"default": {
    "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "PATH": HOME / "whoosh", "INCLUDE_SPELLING": False,
}}
LOGGING = {
    "version": 1, "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
}

OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_DEFAULT_CURRENCY = "JPY"
OSCAR_INITIAL_ORDER_STATUS = OSCAR_INITIAL_LINE_STATUS = "Pending"
OSCAR_PRODUCTS_PER_PAGE = 24
OSCAR_SHOP_NAME = "いなばの市"
