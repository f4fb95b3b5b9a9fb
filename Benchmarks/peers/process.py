"""Peers as processes that answer lines."""
import json
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent


def module(name, *arguments):
    """The command that runs a module of this package in the Python that runs this."""
    return [sys.executable, "-m", f"peers.{name}", *map(str, arguments)]


class Peer:
    """A process that is ready, and answers each line by a line of JSON."""

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(
            command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.answer()

    def ask(self, line):
        """The answer to a command."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        reply = json.loads(line) if line else {"error": f"ended with {self.process.wait()}"}
        if "error" in reply:
            sys.exit(f"{self.name}: {reply['error']}; it was started by: {' '.join(self.process.args)}")
        return reply

    def memory(self):
        """The most resident memory that it ever had, in bytes; 0 where the system doesn't tell."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)

    def end(self):
        """Closes its input, at which it ends."""
        self.process.stdin.close()
        self.process.wait()
