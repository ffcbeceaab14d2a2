"""A vault and its courier over a city's data, each a process, and whoever speaks to the vault in a process's name.

The vault is asked over Unix sockets, as systemd gives them: a drill opens a channel as whoever has taken over the counter
would. What the courier posts to its webhook is kept.
"""

import http.server
import os
import secrets
import socket
import struct
import subprocess
import threading

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from city import ROOT, wait_until

OFFICER = "officer@inaba.example"
CALLERS = ["counter", "courier", "office", "importer"]
ASK, ANSWER, REFUSAL = 1, 2, 3


def packed(text):
    """A text as messages have it: its length, and its bytes."""
    return struct.pack(">q", len(text.encode())) + text.encode()


class Hook(http.server.BaseHTTPRequestHandler):
    """Takes what is posted."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((dict(self.headers), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Keepers:
    """Both run when it is made; `close` ends them."""

    def __init__(self, city):
        self.city = city
        self.hook = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        self.hook.posts = []
        threading.Thread(target=self.hook.serve_forever, daemon=True).start()
        self.secret = secrets.token_hex(16)
        secret = city.elsewhere / "hook-secret"
        secret.write_text(self.secret + "\n")
        self.sockets = {name: city.folder / f"{name}.sock" for name in CALLERS}
        self.vault_log = city.folder / "alarm-vault.log"
        self.processes = []
        assert "told from now on" in city.command("ichi-vault", "alarm", "tell", OFFICER)
        self.start_vault()
        self.courier = self.start(
            "courier.log", "courier", ICHI_VAULT=f"unix:{self.sockets['courier']}",
            ICHI_ALARM_WEBHOOK=f"http://127.0.0.1:{self.hook.server_port}/alarms",
            ICHI_ALARM_WEBHOOK_SECRET=str(secret))

    def start_vault(self, **environment):
        listeners = []
        for path in self.sockets.values():
            path.unlink(missing_ok=True)
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(path))
            listener.listen()
            listeners.append(listener)

        def inherit():
            for number, listener in enumerate(listeners):
                os.dup2(listener.fileno(), 60 + number)
            for number in range(len(listeners)):
                os.dup2(60 + number, 3 + number)

        program = self.city.programs / "ichi-vault"
        # The process that execs keeps its number, which LISTEN_PID has to be.
        script = f'LISTEN_PID=$$ exec "{program}" vault --data "{self.city.data}"'
        self.vault = subprocess.Popen(
            ["sh", "-c", script], cwd=ROOT, preexec_fn=inherit, close_fds=False,
            stderr=open(self.vault_log, "a"),
            env={**self.city.environment, "LISTEN_FDS": str(len(listeners)),
                 "LISTEN_FDNAMES": ":".join(CALLERS), **environment})
        for listener in listeners:
            listener.close()
        self.processes.append(self.vault)

    def start(self, log, *command, **environment):
        process = subprocess.Popen(
            [self.city.programs / "ichi-vault", *command, "--data", self.city.data], cwd=ROOT,
            stderr=open(self.city.folder / log, "a"), env={**self.city.environment, **environment})
        self.processes.append(process)
        return process

    def restart_vault(self, **environment):
        self.vault.terminate()
        self.vault.wait(timeout=20)
        self.start_vault(**environment)

    def say(self, caller, name, *texts):
        """One message of texts alone, in a channel of its own; its answer's kind, and the payload or the word."""
        return self.ask(caller, name, b"".join(map(packed, texts)))

    def ask(self, caller, name, payload):
        """The same for a message that is packed already."""
        return self.send(caller, struct.pack(">BQB", ASK, 1, len(name)) + name.encode() + payload)

    def send(self, caller, body):
        with socket.socket(socket.AF_UNIX) as stream:
            stream.settimeout(20)
            stream.connect(str(self.sockets[caller]))
            stream.sendall(struct.pack(">I", len(body)) + body)
            answer = b""
            while len(answer) < 4 or len(answer) < 4 + struct.unpack_from(">I", answer)[0]:
                part = stream.recv(1 << 16)
                if not part:
                    return None
                answer += part
        kind, payload = answer[4], answer[14:]
        return (kind, payload) if kind == ANSWER else (kind, payload.decode())

    def lift(self):
        for freeze in self.city.standing_freezes():
            self.city.command("ichi-vault", "freeze", "lift", freeze["id"], "--by", "山田")

    def settle(self):
        """Until the vault answers. It has other settings than under the launcher: that is told, and accepted."""
        wait_until(self.answers, "the vault")
        wait_until(lambda: self.city.mailbox.mails(OFFICER), "the mail about its settings")
        self.city.command("ichi-vault", "changes", "accept", "--by", "山田")

    def answers(self):
        try:
            return self.say("counter", "status")[0] == ANSWER
        except OSError:
            return False

    def alarms(self):
        return self.city.json("ichi-vault", "alarm", "list")

    def forget(self):
        """The next of a kind is a new one, as after its ten minutes."""
        self.city.write_vault("UPDATE alarm SET since = since - 3600000, last = last - 3600000")

    def honey(self):
        """The mailboxes of who never existed, which the vault alone can read: opened with its key."""
        secret = (self.city.data / "vault-keys/epoch-1.key").read_bytes()
        key = AESGCM(HKDF(hashes.SHA256(), 32, None, b"ichi notes v1").derive(secret))
        found = []
        for name, record in self.city.ask_vault("SELECT id, record FROM honey"):
            record = bytes(record)
            plain = key.decrypt(record[8:20], record[20:], b"honey " + name.encode())
            texts, rest = [], plain.rstrip(b"\0")[:-1]
            while rest:
                length, = struct.unpack_from(">q", rest)
                texts.append(rest[8:8 + length].decode())
                rest = rest[8 + length:]
            found.append(texts[2])
        return found

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(timeout=20)
        self.hook.shutdown()
