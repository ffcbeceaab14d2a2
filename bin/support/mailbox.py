#!/usr/bin/env python3
"""The demonstration's outside world: a mailbox that takes every mail and shows it on a page.

Never for real mail: it asks nobody who he is, and shows everything to whoever opens the page.
It listens on this machine only, keeps the newest mails in memory, and forgets all at the end.

    mailbox.py --smtp 2525 --http 2580
    mailbox.py --smtp 0 --http 0            takes free ports, and prints which

The page:    http://127.0.0.1:2580/
For tests:   http://127.0.0.1:2580/mails.json?to=kana@example.jp   newest first

Some mailboxes answer as the real world does on a bad day:
    later@…    451, try again later          nobody@…   550, no such mailbox
    spam@…     554, after the whole message  slow@…     takes, but waits two seconds
"""
import argparse, asyncio, email, email.policy, html, json, signal, socket, ssl, sys, threading
from collections import deque
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

JAPAN = timezone(timedelta(hours=9))
LARGEST_MAIL_BYTES = 4_000_000


class Mail:
    """One mail, read once when it comes."""

    def __init__(self, number, sender, recipients, raw):
        self.number, self.sender, self.recipients, self.raw = number, sender, recipients, raw
        self.received = datetime.now(JAPAN)
        self.message = email.message_from_bytes(raw, policy=email.policy.default)
        self.text = self._body("plain")
        self.html = self._body("html")
        self.attachments = [
            (part.get_filename() or "file", part.get_content_type(), part.get_payload(decode=True) or b"")
            for part in self.message.iter_attachments()
        ] if self.message.is_multipart() else []

    def _body(self, kind):
        part = self.message.get_body(preferencelist=(kind,))
        try:
            return part.get_content() if part else None
        except (LookupError, ValueError):
            return None

    @property
    def subject(self):
        return str(self.message.get("Subject", ""))

    def json(self):
        return {
            "number": self.number, "from": self.sender, "to": self.recipients,
            "subject": self.subject, "messageID": str(self.message.get("Message-ID", "")),
            "received": self.received.isoformat(timespec="milliseconds"),
            "headers": [[name, str(value)] for name, value in self.message.items()],
            "text": self.text, "html": self.html,
            "attachments": [
                {"name": name, "type": kind, "bytes": len(content), "path": f"/mails/{self.number}/{index}"}
                for index, (name, kind, content) in enumerate(self.attachments)
            ],
        }


class Box:
    """The newest mails; the oldest go when it is full."""

    def __init__(self, size):
        self.mails, self.lock, self.count = deque(maxlen=size), threading.Lock(), 0

    def put(self, sender, recipients, raw):
        with self.lock:
            self.count += 1
            self.mails.appendleft(Mail(self.count, sender, recipients, raw))

    def newest(self, to=None):
        with self.lock:
            return [m for m in self.mails if not to or to.lower() in (r.lower() for r in m.recipients)]

    def find(self, number):
        return next((m for m in self.newest() if m.number == number), None)

    def clear(self):
        with self.lock:
            self.mails.clear()


class Door:
    """What SMTP asks."""

    def __init__(self, box):
        self.box = box

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "later":
            return "451 4.2.0 Mailbox busy, try again later"
        if name == "nobody":
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        names = [address.split("@")[0] for address in envelope.rcpt_tos]
        if "spam" in names:
            return "554 5.7.1 Refused for its content"
        self.box.put(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content)
        if "slow" in names:
            await asyncio.sleep(2)
        return "250 Taken"


CSS = """
:root{--ink:#1a1a1c;--grey:#595959;--line:#d9d9d9;--blue:#0017c1}
*{box-sizing:border-box}
body{margin:0;font:16px/1.75 'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans',Meiryo,sans-serif;color:var(--ink);background:#f2f2f2}
header{background:#1a1a1c;color:#fff;padding:12px 24px}
header h1{font-size:18px;margin:0}
header p{margin:0;font-size:14px;color:#f8d66b}
main{max-width:1000px;margin:0 auto;padding:24px}
a{color:var(--blue)}
a:focus-visible,input:focus-visible,button:focus-visible{outline:4px solid #000;outline-offset:2px;background:#ffd43d}
.mail{display:block;background:#fff;border:1px solid var(--line);border-radius:8px;padding:12px 20px;margin:0 0 8px;text-decoration:none;color:inherit}
.mail:hover{border-color:var(--blue)}
.mail b{color:var(--blue)}
.mail small,dt{color:var(--grey)}
form{margin:0 0 16px;display:flex;gap:8px;flex-wrap:wrap}
input,button{font:inherit;padding:8px 16px;min-height:44px;border:1px solid var(--grey);border-radius:8px;background:#fff}
button{background:var(--blue);color:#fff;border-color:var(--blue)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 16px;background:#fff;padding:16px 20px;border:1px solid var(--line);border-radius:8px}
dd{margin:0;overflow-wrap:anywhere}
section h2{font-size:16px;margin:24px 0 8px}
pre,iframe{width:100%;background:#fff;border:1px solid var(--line);border-radius:8px;padding:16px 20px;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}
iframe{height:900px;padding:0}
"""


def page(title, body):
    return f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{html.escape(title)}</title>
<link rel="stylesheet" href="/style.css"></head><body>
<header><h1>見本の受信箱</h1><p>デモ用です。実在の方へは、何も送られていません。</p></header>
<main>{body}</main></body></html>"""


def list_page(mails, to):
    rows = "".join(
        f'<a class="mail" href="/mails/{m.number}"><b>{html.escape(m.subject or "(件名なし)")}</b><br>'
        f'<small>{m.received:%H:%M:%S} 宛先 {html.escape(", ".join(m.recipients))}'
        f'{" 添付あり" if m.attachments else ""}</small></a>'
        for m in mails
    ) or "<p>まだメールは届いていません。</p>"
    form = (
        f'<form><label>宛先 <input name="to" type="email" value="{html.escape(to or "")}"></label>'
        f'<button>しぼりこむ</button></form><p>{len(mails)}通(新しい順) <a href="/">読み込み直す</a></p>'
    )
    return page("見本の受信箱", form + rows)


def mail_page(mail):
    facts = [("件名", mail.subject), ("差出人", str(mail.message.get("From", mail.sender))),
             ("宛先", ", ".join(mail.recipients)), ("受信", f"{mail.received:%Y-%m-%d %H:%M:%S}"),
             ("Message-ID", str(mail.message.get("Message-ID", "")))]
    body = '<p><a href="/">一覧へもどる</a></p><dl>' + "".join(
        f"<dt>{label}</dt><dd>{html.escape(value)}</dd>" for label, value in facts) + "</dl>"
    for index, (name, kind, content) in enumerate(mail.attachments):
        body += (f'<p>添付: <a href="/mails/{mail.number}/{index}">{html.escape(name)}</a>'
                 f'({html.escape(kind)}, {len(content):,}バイト)</p>')
    if mail.html:
        # A sandbox without scripts and forms; links open in a tab of their own.
        body += (f'<section><h2>HTML</h2><iframe title="メールの本文(HTML)" '
                 f'sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/{mail.number}/html"></iframe></section>')
    if mail.text is not None:
        body += f"<section><h2>テキスト</h2><pre>{linked(mail.text)}</pre></section>"
    body += f'<p><a href="/mails/{mail.number}/source">もとの形(ソース)</a></p>'
    return page(mail.subject, body)


def linked(text):
    words = []
    for line in text.splitlines():
        if line.startswith(("http://", "https://")):
            address = html.escape(line.strip())
            line = f'<a href="{address}" target="_blank" rel="noopener">{address}</a>'
        else:
            line = html.escape(line)
        words.append(line)
    return "\n".join(words)


def handler(box):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            url = urlsplit(self.path)
            to = parse_qs(url.query).get("to", [None])[0]
            parts = url.path.strip("/").split("/")
            if url.path == "/":
                return self.answer(list_page(box.newest(to), to))
            if url.path == "/style.css":
                return self.answer(CSS, "text/css; charset=utf-8")
            if url.path == "/mails.json":
                mails = json.dumps([m.json() for m in box.newest(to)], ensure_ascii=False)
                return self.answer(mails, "application/json; charset=utf-8")
            if parts[0] == "mails" and len(parts) in (2, 3) and parts[1].isdecimal():
                return self.mail(box.find(int(parts[1])), parts[2] if len(parts) == 3 else None)
            self.missing()

        def do_DELETE(self):
            if self.path != "/mails":
                return self.missing()
            box.clear()
            self.answer("", status=204)

        def mail(self, mail, part):
            if mail is None:
                return self.missing()
            if part is None:
                return self.answer(mail_page(mail))
            if part == "html" and mail.html:
                body = mail.html.replace("<head>", '<head><base target="_blank">', 1)
                return self.answer(body, policy="sandbox allow-popups allow-popups-to-escape-sandbox; "
                                   "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
            if part == "source":
                return self.answer(mail.raw, "text/plain; charset=utf-8")
            if part.isdecimal() and int(part) < len(mail.attachments):
                name, kind, content = mail.attachments[int(part)]
                kind = kind if kind == "application/pdf" else "application/octet-stream"
                return self.answer(content, kind, file=name)
            self.missing()

        def missing(self):
            self.answer(page("ありません", "<p>そのメールはありません。<a href='/'>一覧へもどる</a></p>"), status=404)

        def answer(self, body, kind="text/html; charset=utf-8", status=200, file=None, policy=None):
            content = body if isinstance(body, bytes) else body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-store")
            if file:
                self.send_header("Content-Disposition", f"inline; filename*=UTF-8''{quote(file)}")
            elif kind.startswith("text/html"):
                self.send_header("Content-Security-Policy", policy or "default-src 'none'; style-src 'self'; "
                                 "frame-src 'self'; form-action 'self'; base-uri 'none'")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    return Handler


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # A browser that went away.


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smtp", type=int, default=2525, metavar="PORT", help="where mail comes in (2525)")
    parser.add_argument("--http", type=int, default=2580, metavar="PORT", help="where the page is (2580)")
    parser.add_argument("--certificate", metavar="PEM", help="offer STARTTLS with this key and certificate")
    parser.add_argument("--login", metavar="USER:PASSWORD", help="take mail from this user only")
    parser.add_argument("--keep", type=int, default=500, metavar="N", help="mails to keep (500)")
    arguments = parser.parse_args()

    box = Box(arguments.keep)
    try:
        web = QuietServer(("127.0.0.1", arguments.http), handler(box))
    except OSError as error:
        sys.exit(f"mailbox: port {arguments.http} cannot be used: {error.strerror}. Choose another with --http.")
    smtp = Controller(Door(box), hostname="127.0.0.1", port=arguments.smtp or free_port(),
                      data_size_limit=LARGEST_MAIL_BYTES, ident="ichi-mailbox",
                      tls_context=tls(arguments.certificate), auth_required=bool(arguments.login),
                      auth_require_tls=False, authenticator=login(arguments.login))
    try:
        smtp.start()
    except OSError as error:
        sys.exit(f"mailbox: port {arguments.smtp} cannot be used: {error.strerror}. Choose another with --smtp.")
    print(f"ready smtp://127.0.0.1:{smtp.port} http://127.0.0.1:{web.server_port}/", flush=True)
    stop_on_terminate()
    try:
        web.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass
    finally:
        web.server_close()
        smtp.stop()


def tls(certificate):
    if not certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate)
    except (OSError, ssl.SSLError) as error:
        sys.exit(f"mailbox: {certificate} cannot be used: {error}.")
    return context


def login(pair):
    def check(server, session, envelope, mechanism, data):
        given = [getattr(data, name, b"") for name in ("login", "password")]
        return AuthResult(success=b":".join(given).decode() == pair, handled=False)
    return check


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def stop_on_terminate():
    def stop(*_):
        raise KeyboardInterrupt
    signal.signal(signal.SIGTERM, stop)


if __name__ == "__main__":
    main()
