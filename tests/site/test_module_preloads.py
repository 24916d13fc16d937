"""Pages name ahead what their scripts import."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from build_tools.site.module_preloads import MissingScriptError, add_module_preloads, imported

SCRIPTS = {
    "page.js": """// import { never } from "./commentaire.js";
import { a } from "./a.js";
import {
  b,
  c,
} from "./besoin/b.js";
import "./effets.js";
/** @typedef {import("./type.js").Type} Type */
const later = () => import("./plus-tard.js");
const text = 'from "./texte.js"';
""",
    "a.js": 'export { c } from "./besoin/c.js";\nexport const a = 1;\n',
    "besoin/b.js": 'import { a } from "../a.js";\nexport const b = a;\n',
    "besoin/c.js": "export const c = 1;\n",
    "effets.js": "let done = true;\n",
    "entete.js": 'import { a } from "./a.js";\n',
}
BODY = (
    '<body>\n<script type="module" src="../assets/javascripts/entete.js"></script>\n'
    '<script type="module" async src="../assets/javascripts/page.js"></script>\n</body>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "assets" / "javascripts"
    for name, text in SCRIPTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "dessous").mkdir()
    return tmp_path


def _completed(site: Path, html: str) -> str:
    page = site / "dessous" / "index.html"
    page.write_text(html, encoding="utf-8")
    add_module_preloads(site)
    return page.read_text(encoding="utf-8")


def _named(html: str) -> list[str]:
    return re.findall(r'<link rel="modulepreload"[^>]* href="\.\./assets/javascripts/([^"]+)"', html)


def test_a_script_comes_with_what_it_imports_each_once_the_nearest_first(site: Path) -> None:
    found = imported(site, PurePosixPath("assets/javascripts/page.js"))
    names = ["page.js", "a.js", "besoin/b.js", "effets.js", "besoin/c.js"]
    assert [path.relative_to("assets/javascripts").as_posix() for path in found] == names


def test_each_script_is_followed_by_what_no_other_before_it_names(site: Path) -> None:
    html = _completed(site, f"<head></head>{BODY}")
    assert _named(html) == ["a.js", "besoin/c.js", "besoin/b.js", "effets.js"]
    assert html.index("entete.js") < html.index('"../assets/javascripts/a.js"') < html.index("page.js")


def test_what_the_body_asks_for_waits_for_the_styles_and_what_the_head_asks_for_does_not(site: Path) -> None:
    script = '<script type="module" src="../assets/javascripts/entete.js"></script>'
    assert "fetchpriority" not in _completed(site, f"<head>{script}</head><body></body>")
    assert _completed(site, f"<head></head><body>{script}</body>").count('fetchpriority="low"') == 2


def test_a_page_without_such_scripts_stays_as_it_is(site: Path) -> None:
    html = '<head></head><body><script src="../assets/javascripts/page.js"></script><p>é</p></body>'
    assert _completed(site, html) == html


@pytest.mark.parametrize("name", ["absent.js", "besoin", "../../dehors.js", "../styles.js"])
def test_a_script_that_the_site_has_not_is_told_with_its_page(site: Path, name: str) -> None:
    for outside in (site.parent / "dehors.js", site / "assets" / "styles.js"):
        outside.write_text("", encoding="utf-8")
    with pytest.raises(MissingScriptError, match=rf"« dessous/index\.html » : le script « .*{re.escape(name)} »"):
        _completed(site, f'<body><script type="module" src="../assets/javascripts/{name}"></script></body>')


def test_so_is_one_that_a_script_imports(site: Path) -> None:
    (site / "assets" / "javascripts" / "a.js").write_text('import "./absent.js";\n', encoding="utf-8")
    with pytest.raises(MissingScriptError, match=r"assets/javascripts/absent\.js"):
        _completed(site, f"<head></head>{BODY}")
