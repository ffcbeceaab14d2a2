"""The shop for gunicorn.

wrk hands its script one of several headers with the same name, whatever cookies are in the others. Names of
headers are the same in small and large letters (RFC 9110), so every cookie gets a spelling of its own.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
from django.core.wsgi import get_wsgi_application

SPELLINGS = ["Set-Cookie", "set-cookie", "SET-COOKIE", "Set-cookie", "sEt-cookie", "seT-cookie", "set-Cookie"]
shop = get_wsgi_application()


def application(environ, start_response):
    def start(status, headers, *more):
        spellings = iter(SPELLINGS)
        return start_response(status, [(next(spellings), value) if name == "Set-Cookie" else (name, value)
                                       for name, value in headers], *more)
    return shop(environ, start)
