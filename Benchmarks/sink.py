"""The relay as the load meets it: Postfix's `smtp-sink`, which takes every mail and forgets it."""

import os
import subprocess

from city import free_ports, is_taken, wait_until


class Sink:
    """In the mailbox's place where orders are counted: that one reads and keeps each mail, on our processors."""

    def __init__(self):
        self.smtp = free_ports(1)
        user = ["-u", "postfix"] if os.getuid() == 0 else []
        self.process = subprocess.Popen(["/usr/sbin/smtp-sink", *user, f"127.0.0.1:{self.smtp}", "128"])
        wait_until(lambda: is_taken(self.smtp), "the relay")

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=10)
