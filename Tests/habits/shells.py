#!/usr/bin/env python3
"""Types command lines into real shells in a terminal, presses Tab, and looks at what came of it.

    Tests/habits/shells.py FOLDER      FOLDER has holdfast; HOLDFAST_DATABASE is set

Prints "ok - …" or "not ok - …" for each, and the counts at the end.
"""

import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import fcntl
import time

FOLDER = os.path.abspath(sys.argv[1])
HOSTILE = "a $(touch pwned) 'b' \"c\" `d`; *"
counts = {"ok": 0, "not ok": 0}


def check(what, condition, seen):
    counts["ok" if condition else "not ok"] += 1
    print(f"{'ok' if condition else 'not ok'} - completion: {what}", flush=True)
    if not condition:
        print("    " + repr(seen))


class Shell:
    """A shell in a terminal of 200 columns and 60 rows."""

    def __init__(self, arguments, setup):
        self.folder = tempfile.mkdtemp()
        environment = dict(os.environ, PATH=FOLDER + ":" + os.environ["PATH"], TERM="vt100", HOME=self.folder,
                           PS1="$ ", LC_ALL="C.UTF-8")
        # Of another test's terminal.
        environment.pop("COLUMNS", None)
        self.process, self.master = pty.fork()
        if self.process == 0:
            os.chdir(self.folder)
            os.execvpe(arguments[0], arguments, environment)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
        for line in setup + ["p() { printf '{%s}' \"$@\" 'en''d'; }"]:
            self.type(line + "\r")
        self.type("echo REA''DY\r")
        self.until("READY")

    def type(self, text):
        os.write(self.master, text.encode())

    def read(self, seconds):
        """What comes until nothing has come for so long."""
        text = b""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                part = os.read(self.master, 65536)
            except OSError:
                break
            if not part:
                break
            text += part
        return text.decode(errors="replace")

    def until(self, wanted):
        text = ""
        end = time.time() + 30
        while wanted not in text and time.time() < end:
            text += self.read(0.1)
        return text

    def words(self, line):
        """The words of a line after Tab."""
        self.type(line + "\t")
        self.settle()
        # To its beginning, to have it printed instead of run.
        self.type("\x01p \r")
        text = self.until("{end}")
        return re.findall(r"{([^{}]*)}", text.replace("\r", ""))[:-1]

    def settle(self):
        """Until the shell has answered a Tab."""
        end = time.time() + 10
        text = self.read(0.4)
        while not text and time.time() < end:
            text = self.read(0.4)
        return text

    def offers(self, line):
        """What is listed for a line after Tab, twice."""
        self.type(line + "\t")
        text = self.read(0.6)
        self.type("\t")
        text += self.read(0.6)
        # Away with the line.
        self.type("\x15\x03")
        self.read(0.3)
        return text

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.master)
        shutil.rmtree(self.folder)


def in_a_terminal(name, arguments, setup, describes):
    shell = Shell(arguments, setup)
    for line, wanted in [
        ("holdfast statu", ["holdfast", "status"]),
        ("holdfast log --exercise wall-si", ["holdfast", "log", "--exercise", "wall-sit"]),
        ("holdfast log --exercise=wall-si", ["holdfast", "log", "--exercise=wall-sit"]),
        ("holdfast log --json --no-p", ["holdfast", "log", "--json", "--no-pager"]),
        ("holdfast log --side l", ["holdfast", "log", "--side", "left"]),
        ("holdfast show last~3", ["holdfast", "show", "last~3"]),
        ("holdfast help undo", ["holdfast", "help", "undo"]),
        ("holdfast completion fi", ["holdfast", "completion", "fish"]),
        ("holdfast log yester", ["holdfast", "log", "yesterday"]),
    ]:
        seen = shell.words(line)
        check(f"{name}: {line}", seen == wanted, seen)
    # A name that somebody chose is text, whatever is in it.
    seen = shell.words("holdfast log --station a")
    check(f"{name}: a name of any characters", seen == ["holdfast", "log", "--station", HOSTILE], seen)
    check(f"{name}: which is run by nobody", not os.path.exists(shell.folder + "/pwned"), os.listdir(shell.folder))
    open(shell.folder + "/take one.evemu", "w").close()
    seen = shell.words("holdfast replay tak")
    check(f"{name}: files", seen == ["holdfast", "replay", "take one.evemu"], seen)
    seen = shell.words("holdfast check --config=tak")
    check(f"{name}: files behind =", seen == ["holdfast", "check", "--config=take one.evemu"], seen)
    seen = shell.offers("holdfast show ")
    check(f"{name}: ids of sets", "last~1" in seen and "\x07" not in seen[-3:], seen)
    if describes:
        check(f"{name}: with what they are", "wall-sit, " in seen, seen)
        seen = shell.offers("holdfast log --exercise side-p")
        check(f"{name}: names of exercises", "Side plank" in seen, seen)
    seen = shell.offers("holdfast --database /nowhere show x")
    check(f"{name}: nothing to offer is no error", "rror" not in seen and "holdfast:" not in seen, seen)
    shell.close()


def in_fish():
    def complete(line, setup=""):
        run = subprocess.run(
            ["fish", "--no-config", "-c", f"{setup}holdfast completion fish | source; complete -C $argv[1]", line],
            env=dict(os.environ, PATH=FOLDER + ":" + os.environ["PATH"], LC_ALL="C.UTF-8"),
            capture_output=True, text=True, cwd=folder)
        return [line.split("\t") for line in run.stdout.splitlines()] + ([[run.stderr]] if run.stderr else [])

    with tempfile.TemporaryDirectory() as folder:
        for line, wanted in [
            ("holdfast statu", ["status"]),
            ("holdfast log --exercise wall-s", ["wall-sit"]),
            ("holdfast log --exercise=wall-s", ["--exercise=wall-sit"]),
            ("holdfast log --json --no-p", ["--no-pager"]),
            ("holdfast log --side l", ["left"]),
            ("holdfast show last~3", ["last~3"]),
            ("holdfast completion fi", ["fish"]),
        ]:
            seen = complete(line)
            check(f"fish: {line}", [offer[0] for offer in seen][: len(wanted)] == wanted, seen)
        seen = complete("holdfast log --exercise wall-s")
        check("fish: names of exercises", seen[0] == ["wall-sit", "Wall sit"], seen)
        seen = complete("holdfast show last~1")
        check("fish: what sets are", "wall-sit, " in seen[0][-1], seen)
        seen = complete("holdfast log --station a")
        check("fish: a name of any characters", [HOSTILE] in seen, seen)
        check("fish: which is run by nobody", os.listdir(folder) == [], os.listdir(folder))
        open(folder + "/take.evemu", "w").close()
        seen = complete("holdfast replay tak")
        check("fish: files", [offer[0] for offer in seen] == ["take.evemu"], seen)
        seen = complete("holdfast check --config=tak")
        check("fish: files behind =", [offer[0] for offer in seen] == ["--config=take.evemu"], seen)
        seen = complete("holdfast --database /nowhere show x")
        check("fish: nothing to offer is no error", seen == [], seen)


in_a_terminal(
    "bash", ["bash", "--norc", "--noprofile", "-i"],
    ["bind 'set enable-bracketed-paste off'", "bind 'set page-completions off'",
     "bind 'set completion-query-items 0'", "source <(holdfast completion bash)"], describes=False)
in_a_terminal(
    "zsh", ["zsh", "-f", "-i"],
    ["PS1='$ '; unsetopt zle_bracketed_paste prompt_sp 2>/dev/null; LISTMAX=9999",
     "autoload -Uz compinit && compinit -D -u", "source <(holdfast completion zsh)"], describes=True)
in_fish()
print(f"{counts['ok']} {counts['not ok']}")
