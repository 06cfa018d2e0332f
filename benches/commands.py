"""Times the commands beside a yardstick, in turns so that a busy moment touches both: python3 benches/commands.py PROGRAM.

It wants a session of its own with GNOME Keyring in it, as `dbus-run-session -- python3 benches/commands.py PROGRAM` gives
one, and the programs secret-tool and curl. Everything it keeps is in a folder that goes at the end. --all verifies a thousand
accounts too; --plot FILE.svg draws the ratios beside what they may be.
"""

import concurrent.futures
import http.client
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROUNDS = 41
ACCOUNTS = 1000
AT_A_TIME = 4
TOKEN = {"access_token": "eyJhbGciOiJSUzI1NiJ9." + "x" * 800, "token_type": "Bearer", "expires_in": 599}


class Talkdesk(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        body = json.dumps(body).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(TOKEN)

    def do_GET(self):
        self.answer({"id": "1", "name": "acme"})

    def do_HEAD(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Talkdesk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def took(command, **more):
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.perf_counter() - began


RATIOS = []


def compare(what, ours, yardstick, limit, rounds=ROUNDS):
    """The medians of both, and of their ratio, which may be `limit`."""
    pairs = [(ours(), yardstick()) for _ in range(rounds)]
    own, its = (statistics.median(times) for times in zip(*pairs))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{what}: {own * 1000:.1f} ms, yardstick {its * 1000:.1f} ms, ratio {ratio:.2f} of {limit}", flush=True)
    RATIOS.append((what, ratio, limit))


def plot(path):
    """A bar a ratio, with a line at its limit."""
    rows = []
    for place, (what, ratio, limit) in enumerate(RATIOS):
        top = 44 * place
        rows.append(f'<text x="8" y="{top + 18}">{what}: {ratio:.2f}</text>')
        rows.append(f'<rect x="8" y="{top + 24}" width="{200 * ratio:.0f}" height="10" fill="#0f766e"/>')
        rows.append(f'<rect x="{8 + 200 * limit:.0f}" y="{top + 20}" width="2" height="18" fill="#b45309"/>')
    size = f'width="560" height="{44 * len(RATIOS) + 8}"'
    style = '<rect width="100%" height="100%" fill="#fff"/><g font-family="sans-serif" font-size="13" fill="#10181b">'
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}\n' + "\n".join(rows) + "\n</g></svg>\n")


def add(program, number, port):
    at = f"http://127.0.0.1:{port}"
    client = json.dumps({"id": f"{number:032x}", "secret": f"{number:086d}"}).encode()
    command = [program, "add", f"acme{number}", "--token-host", at, "--api-host", at]
    subprocess.run(command, input=client, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return f"acme{number}@127.0.0.1:{port}"


def bare_client(port):
    """The same two requests, over connections of their own, as `verify` makes them for each account."""
    for method, path in (("POST", "/oauth/token"), ("GET", "/account")):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request(method, path, body="grant_type=client_credentials" if method == "POST" else None)
        connection.getresponse().read()
        connection.close()


def all_by_a_bare_client(port):
    began = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(bare_client, [port] * ACCOUNTS))
    return time.perf_counter() - began


def main(program):
    port = serve()
    account = add(program, 0, port)
    item = ["secret-tool", "lookup", "service", "talkdesk-setup", "username", account]
    fresh = [program, "token", account, "--fresh"]
    kept = [program, "token", account]
    curl = ["curl", "--silent", "--user", "a:b", "--data", "grant_type=client_credentials", f"http://127.0.0.1:{port}/oauth/token"]
    took(fresh)
    compare("A kept token, beside secret-tool", lambda: took(kept), lambda: took(item), 1.5)
    compare("A new token, beside curl and secret-tool", lambda: took(fresh), lambda: 1.3 * took(curl) + took(item), 1)
    if "--all" in sys.argv:
        for number in range(1, ACCOUNTS):
            add(program, number, port)
        reads = lambda: all_by_a_bare_client(port)
        read = sum(took(item) for _ in range(20)) / 20 * ACCOUNTS
        verify = lambda: took([program, "verify", "--all"])
        compare(f"verify --all over {ACCOUNTS}, beside a bare client and the keychain's time", verify, lambda: 1.3 * reads() + read, 1, rounds=3)
    if "--plot" in sys.argv:
        plot(sys.argv[sys.argv.index("--plot") + 1])


def in_a_folder(program):
    with tempfile.TemporaryDirectory() as home:
        for name, folder in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state"), ("XDG_DATA_HOME", "data")):
            os.environ[name] = os.path.join(home, folder)
        os.environ["XDG_RUNTIME_DIR"] = home
        keyring = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
        subprocess.run(keyring, input=b"password", check=True, stdout=subprocess.DEVNULL)
        main(program)


in_a_folder(os.path.abspath(sys.argv[1]))
