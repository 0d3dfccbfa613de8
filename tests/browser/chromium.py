"""A headless Chromium, driven by real mouse and key events over its DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.request import Request, urlopen

import websocket

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-port=0",
)
KEYS = {"Enter": 13, "Escape": 27, "Tab": 9, "Backspace": 8, "Delete": 46, "ArrowDown": 40, "ArrowUp": 38}
KEYS |= {"ArrowLeft": 37, "ArrowRight": 39}
MODIFIERS = {"alt": 1, "control": 2, "shift": 8}


def find_chromium() -> str | None:
    """The program, if there is one that starts."""
    for name in NAMES:
        program = shutil.which(name)
        if program and subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0:
            return program
    return None


def wait_until(done, seconds: float, what: str):
    """What ``done()`` gives as soon as it is true; an AssertionError that says what was waited for when it never is."""
    end = time.monotonic() + seconds
    while not (result := done()):
        assert time.monotonic() < end, f"waited {seconds:.0f} s for {what}"
        time.sleep(0.1)
    return result


class Browser:
    """One process with an empty profile; each page is a tab of it."""

    def __init__(self, program: str, profile: Path) -> None:
        self.process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        told = profile / "DevToolsActivePort"
        lines = wait_until(
            lambda: told.is_file() and told.read_text().splitlines()[1:] and told.read_text(), 60, "Chromium"
        )
        self.port = int(lines.splitlines()[0])

    def open(self, url: str, *, width: int, height: int) -> Page:
        """A new tab at this address."""
        request = Request(f"http://127.0.0.1:{self.port}/json/new?about:blank", method="PUT")
        with urlopen(request) as answer:
            target = json.load(answer)
        page = Page(target["webSocketDebuggerUrl"])
        page.resize(width, height)
        page.call("Page.navigate", url=url)
        return page

    def close(self) -> None:
        """End the process and its children."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Page:
    """One tab. Clicks and keys go through the browser's own input, so what lies over a button gets the click."""

    def __init__(self, address: str) -> None:
        self.socket = websocket.create_connection(address, timeout=60, suppress_origin=True)
        self.sent = 0
        self.asked: list[str] = []
        self.call("Network.enable")
        self.call("Page.enable")
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)

    def call(self, method: str, **params) -> dict:
        """One command of the protocol, and its result. Addresses that the page asks for meanwhile are kept in `asked`."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while (message := json.loads(self.socket.recv())).get("id") != self.sent:
            if message.get("method") == "Network.requestWillBeSent":
                self.asked.append(message["params"]["request"]["url"])
            if message.get("method") == "Network.webSocketCreated":
                self.asked.append(message["params"]["url"])
        assert "error" not in message, f"{method}: {message.get('error')}"
        return message["result"]

    def evaluate(self, script: str):
        """The value of a JavaScript expression, awaited."""
        told = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, f"{script}: {told['exceptionDetails']}"
        return told["result"].get("value")

    def wait(self, script: str, seconds: float, what: str):
        """The value of an expression as soon as it is true."""
        return wait_until(lambda: self.evaluate(script), seconds, what)

    def click(self, selector: str, text: str = "", *, seconds: float = 20) -> None:
        """Click into the middle of the first element in sight that the selector finds and that has this text."""
        middle = f"""(() => {{
            for (const found of document.querySelectorAll({json.dumps(selector)})) {{
                if ({json.dumps(text)} && found.textContent.trim() !== {json.dumps(text)}) continue;
                if (!found.getClientRects().length) continue;
                found.scrollIntoView({{block: "nearest"}});
                const box = found.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }}
        }})()"""
        x, y = self.wait(middle, seconds, f"something to click: {selector} {text}".strip())
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def mark(self, selector: str) -> None:
        """Draw the mouse with its button down over the first line of what the selector finds."""
        script = f"(() => {{ const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect(); return [box.x, box.y]; }})()"
        x, y = self.evaluate(script)
        for kind, to in (("mousePressed", 2), ("mouseMoved", 60), ("mouseMoved", 180), ("mouseReleased", 180)):
            self.call("Input.dispatchMouseEvent", type=kind, x=x + to, y=y + 12, button="left", clickCount=1)

    def press(self, key: str, *modifiers: str) -> None:
        """Press and release one key, with what has the focus."""
        bits = sum(MODIFIERS[m] for m in modifiers)
        code = key if key in KEYS else ("Key" + key.upper() if key.isalpha() else "")
        number = KEYS.get(key) or (ord(key.upper()) if key.isalnum() or key == " " else 0)
        told = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": bits}
        text = "\r" if key == "Enter" else key if len(key) == 1 and not bits & 3 else ""
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **told)
        self.call("Input.dispatchKeyEvent", type="keyUp", **told)

    def type(self, text: str) -> None:
        """Type into what has the focus, letter by letter."""
        for letter in text:
            self.press(letter)

    def resize(self, width: int, height: int) -> None:
        """Set the size of the window's inside."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def screenshot(self, path: Path) -> Path:
        """What is in sight, as a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
        return path

    def outside(self) -> list[str]:
        """Addresses beyond this machine that the page asked for."""
        return [
            url for url in self.asked if not re.match(r"(?:https?|wss?)://127\.0\.0\.1[:/]|data:|blob:|about:", url)
        ]

    def close(self) -> None:
        """Close the tab, whatever it has not saved."""
        self.call("Page.close")
        self.socket.close()
