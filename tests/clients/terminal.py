"""A review at a real terminal: `terminal.py ADDSUP`, or `terminal.py --insta` for insta's own.

Run in a desk where the sheet of drafts/a.txt has three pending changes.
"""

import os
import pty
import select
import subprocess
import sys
import time


class Terminal:
    """A program at a terminal of its own."""

    def __init__(self, *arguments):
        self.process, self.handle = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm", COLUMNS="100", LINES="40")
            os.execvp(arguments[0], arguments)
        self.seen = ""

    def until(self, words, seconds=30):
        """Reads until the words are on the screen; what came since the last call, or nothing."""
        end = time.time() + seconds
        while words not in self.seen and time.time() < end:
            if select.select([self.handle], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.handle, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.seen, f"{words!r} is not in {self.seen!r}"
        before, self.seen = self.seen.split(words, 1)
        return before

    def type(self, keys):
        os.write(self.handle, keys.encode())

    def end(self):
        """Waits for the end: the exit code."""
        while True:
            try:
                if not os.read(self.handle, 65536):
                    break
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def sheet(name="snapshots/drafts/a.txt.snap"):
    with open(name, encoding="utf-8") as file:
        return file.read()


def pending():
    return os.path.exists("snapshots/drafts/a.txt.snap.new")


def review(addsup):
    before = sheet()
    # Accept the first, pass over the second, and hang up: only the first is decided.
    terminal = Terminal(addsup, "review", "--ui-lang", "en", "drafts")
    shown = terminal.until("quit (q) > ")
    assert "change 1 of 3" in shown and "1.200" in shown and "breaks" in shown, shown
    terminal.type("what\n")
    terminal.until("none of the answers")
    terminal.until("quit (q) > ")
    terminal.type("a\n")
    assert "change 1 of 2" in terminal.until("quit (q) > ")
    terminal.type("s\n")
    assert "change 2 of 2" in terminal.until("quit (q) > ")
    os.kill(terminal.process, 9)
    terminal.end()
    after = sheet()
    assert after != before and '"1.200"' in after and '"1.600"' in after and '"9 juin"' in after, after
    # It goes on where it was: reject one, and quit.
    terminal = Terminal(addsup, "review", "--ui-lang", "en", "drafts")
    assert "change 1 of 2" in terminal.until("quit (q) > ")
    terminal.type("r\n")
    assert "change 1 of 1" in terminal.until("quit (q) > ")
    terminal.type("q\n")
    terminal.until("rejected: 1")
    assert terminal.end() == 0
    assert sheet() == after and pending()
    # Another run takes the rest meanwhile: nothing is decided on what is no longer there.
    terminal = Terminal(addsup, "review", "--ui-lang", "en", "drafts")
    terminal.until("quit (q) > ")
    subprocess.run([addsup, "review", "--accept", "drafts"], check=True, stdout=subprocess.DEVNULL)
    taken = sheet()
    terminal.type("r\n")
    terminal.until("changed meanwhile")
    assert terminal.end() == 0
    assert sheet() == taken and not pending()
    # All of a file, and nothing left.
    subprocess.run([addsup, "snapshot", "drafts"], check=True, stdout=subprocess.DEVNULL)
    terminal = Terminal(addsup, "review", "--ui-lang", "fr", "drafts")
    terminal.until("quitter (q) > ")
    terminal.type("A\n")
    terminal.until("encore en attente\u00a0: 0")
    assert terminal.end() == 0 and not pending()
    subprocess.run([addsup, "snapshot", "--check", "drafts"], check=True, stdout=subprocess.DEVNULL)


def insta():
    terminal = Terminal("cargo", "insta", "review")
    terminal.until("skip")
    terminal.type("a")
    assert terminal.end() == 0 and not pending()


if sys.argv[1] == "--insta":
    insta()
else:
    review(sys.argv[1])
