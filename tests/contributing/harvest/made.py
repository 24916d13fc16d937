"""Lists as Regions publish them, and a Web server on this machine that serves them over https."""

import http.server
import json
import ssl
import subprocess
import threading
import time
from pathlib import Path

import pytest
import yaml

from tests.conftest import TODAY, catalogue_command
from tests.local_server import LocalServer

RESUME = "Apprendre à entretenir et à réparer {}, pour les personnes qui se forment à la mécanique du cycle."
CSV = {"titre": "Liste du vélo", "editeur": "Région Bretagne", "format": "csv", "region": "bretagne", "cle": "Numéro"}
COLUMNS = {"Nom du stage": "titre", "Volume": "duree_heures"}
ADDRESS = "https://www.bretagne.bzh/liste.csv"
VALUES = {"nature": "technique"}


def declare(catalogue, name="velo", **changes):
    """The declaration of a list in the catalogue."""
    data = {**CSV, "adresse": ADDRESS, "colonnes": COLUMNS, "valeurs": VALUES, **changes}
    path = catalogue / "collectes" / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return data


def harvest(catalogue, content, *options, name="velo"):
    """What the command does with this content of the list."""
    path = catalogue.parent / "liste"
    path.write_bytes(content)
    options = ("--file", path, "--today", TODAY.isoformat(), *options)
    return catalogue_command("harvest", name, *options, cwd=catalogue.parent)


def records(catalogue, region="bretagne"):
    return {path.stem: path for path in sorted((catalogue / "modules" / region).glob("*.yml"))}


def said(done):
    return (done.stdout + done.stderr).replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def entries(count, **changes):
    """Rows of a Region's own table."""
    rows = [
        {
            "Numéro": str(n),
            "Nom du stage": f"Entretien du vélo {_NAMES[n % len(_NAMES)]} {n}",
            "Résumé": RESUME.format(f"un vélo numéro {n}"),
            "Secteur": "Industrie",
            "Volume": str(7 + n % 30),
        }
        for n in range(1, count + 1)
    ]
    for n, changed in changes.items():
        rows[int(n.removeprefix("n")) - 1] |= changed
    return rows


_NAMES = ("cargo", "pliant", "électrique", "tandem", "couché", "hollandais", "tricycle")


def excel_csv(rows):
    """As Excel saves « CSV UTF-8 » in French."""
    lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def as_json(rows):
    """As a portal of open data gives it."""
    return json.dumps({"total": len(rows), "resultats": rows}, ensure_ascii=False).encode()


def lheo(titles, version="2.3"):
    """A certified course that refers to modules, and these modules, with contacts that nobody must read."""
    formations = "".join(
        f"""<formation numero="M{n}"><domaine-formation><code-ROME>I1304</code-ROME></domaine-formation>
        <intitule-formation>{title}</intitule-formation><objectif-formation>{RESUME.format(title)}</objectif-formation>
        <certifiante>0</certifiante><contact-formation><coordonnees><nom>Dupont</nom><courriel>a@b.fr</courriel>
        </coordonnees></contact-formation><url-formation><urlweb>https://www.bretagne.bzh/m{n}</urlweb></url-formation>
        <action><modalites-enseignement>1</modalites-enseignement><nombre-heures-total>21</nombre-heures-total></action>
        <organisme-formation-responsable><nom-organisme>Greta de Bretagne</nom-organisme>
        </organisme-formation-responsable></formation>"""
        for n, title in titles.items()
    )
    references = "".join(f"<sous-module><reference-module>M{n}</reference-module></sous-module>" for n in titles)
    course = f"""<formation numero="P1"><intitule-formation>Parcours</intitule-formation><certifiante>1</certifiante>
        <certification><code-RNCP>RNCP38880</code-RNCP></certification><sous-modules>{references}</sous-modules></formation>"""
    return f'<lheo xmlns="http://lheo.gouv.fr/{version}"><offres>{course}{formations}</offres></lheo>'.encode()


class Site:
    """Serves contents by path; `redirects` leads elsewhere, `slow` paths trickle, and `asked` counts.

    `headers` are sent besides, with whatever they announce of a content.
    """

    def __init__(self, folder: Path) -> None:
        key, cert = folder / "cle.pem", folder / "site.pem"
        subprocess.run(
            [
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                key,
                "-out",
                cert,
                "-days",
                "3650",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
        self.contents: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[tuple[str, int]] = []
        self.context = ssl.create_default_context(cafile=str(cert))
        server = LocalServer(("127.0.0.1", 0), self._handler())
        inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        inside.load_cert_chain(cert, key)
        server.socket = inside.wrap_socket(server.socket, server_side=True)
        self.server, self.address = server, f"https://localhost:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def code(self, path, mark):
        """What is answered to who asks for a path and has the content of this mark."""
        if path in self.redirects:
            return 302
        if path not in self.contents:
            return 404
        return 304 if mark == self.etag(path) else 200

    def etag(self, path):
        """The mark of a content."""
        return f'"{hash(self.contents.get(path, b""))}"'

    def _handler(self):
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                code = site.code(self.path, self.headers["If-None-Match"])
                site.asked.append((self.path, code))
                self.send_response(code)
                if code == 302:
                    self.send_header("Location", site.redirects[self.path])
                self.send_header("ETag", site.etag(self.path))
                for name, value in site.headers.get(self.path, {}).items():
                    self.send_header(name, value)
                self.end_headers()
                if code == 200:
                    _send(self.wfile, site.contents[self.path], slowly="lent" in self.path)

            def log_message(self, *_):
                pass

        return Handler


def _send(stream, content, *, slowly):
    try:
        for _ in range(50 if slowly else 0):
            stream.write(b"x")
            time.sleep(0.1)
        stream.write(content)
    except OSError:  # who asked has had enough
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A Web server on this machine, with a certificate that only these tests trust."""
    found = Site(tmp_path_factory.mktemp("site"))
    yield found
    found.server.shutdown()
