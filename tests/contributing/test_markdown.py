"""What a record or a stranger says inside a comment is shown and calls nobody."""

import pytest

from build_tools.contributing.markdown import COMMENT_MAX, harmless, markdown_code, markdown_text

HIDDEN = "&#8203;"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Réparer un vélo", "Réparer un vélo"),
        ("«\u00a014\u00a0h\u00a0»\u202f!", "«\u00a014\u00a0h\u00a0»\u202f!"),
        ("avec @quelqu-un", f"avec @{HIDDEN}quelqu-un"),
        ("voir #12 et GH-3", f"voir #{HIDDEN}12 et GH-{HIDDEN}3"),
        ("https://exemple.fr et www.exemple.fr", f"https://{HIDDEN}exemple.fr et www.{HIDDEN}exemple.fr"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("[ici](x)", r"\[ici\](x)"),
        ("![](x)", r"!\[\](x)"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("une | cellule", r"une \| cellule"),
        ("$x$ &amp; &#64;", "&#36;x&#36; &amp;amp; &amp;#" + HIDDEN + "64;"),
        ("deux\n# lignes", "deux # lignes"),
        ("\u202egauche", r"\\u202egauche"),
    ],
)
def test_a_text_stands_on_one_line_and_calls_nobody(text, shown):
    assert markdown_text(text) == shown


def test_code_cannot_be_left():
    assert markdown_code("a`b|c\n# d") == "`a'b¦c # d`"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<details><summary>a</summary>\n\n- b\n</details>", "<details><summary>a</summary>\n\n- b\n</details>"),
        ("<!-- catalogue-rapport -->", "<!-- catalogue-rapport -->"),
        ("| a | b |\n|---|---|", "| a | b |\n|---|---|"),
        ("<script>x</script>", "&lt;script>x&lt;/script>"),
        ("<details onclick=x>", "&lt;details onclick=x>"),
        ("<!-- a --><!-- > <b>-->", "<!-- a -->&lt;!-- > &lt;b>-->"),
        ("[cliquez](https://exemple.fr)", f"[cliquez]{HIDDEN}(https://{HIDDEN}exemple.fr)"),
        (r"[cliquez\](x)", rf"[cliquez\]{HIDDEN}(x)"),
        ("![](x)", f"![]{HIDDEN}(x)"),
        ("[a]: x", f"[a]{HIDDEN}: x"),
        ("<https://exemple.fr>", f"&lt;https://{HIDDEN}exemple.fr>"),
        ("@equipe &#64;equipe &commat;equipe", f"@{HIDDEN}equipe &amp;#{HIDDEN}64;equipe &amp;commat;equipe"),
    ],
)
def test_markdown_of_a_stranger_keeps_its_shape_and_loses_its_calls(written, kept):
    assert harmless(written) == kept


def test_what_is_harmless_stays_as_it_is():
    text = harmless(f"- {markdown_text('@a #1 <b> $ & [x](y) https://exemple.fr')}\n")
    assert harmless(text) == text


def test_a_comment_that_is_too_long_is_cut_between_lines_and_says_so():
    cut = harmless("une ligne\n" * 10_000)
    assert len(cut) < COMMENT_MAX + 100
    assert cut.endswith("une ligne\n\n… (suite dans le résumé de la vérification)\n")
