"""What accidents and attackers put into files: name → (bytes, the rule that must refuse them)."""

_STAIRS = range(700)

NASTY = {
    "crochets": (b"[" * 100_000, "yaml-profondeur"),
    "accolades": (b"{" * 100_000, "yaml-profondeur"),
    "tirets": (b"- " * 100_000, "yaml-profondeur"),
    "cles-complexes": (b"? " * 100_000, "yaml-profondeur"),
    "listes-en-ligne": (b"[a, " * 60_000, "yaml-profondeur"),
    "blocs-en-ligne": (b"{a: " * 60_000, "yaml-profondeur"),
    "listes-sur-des-lignes": (b"[\n" * 100_000, "yaml-profondeur"),
    "blocs-en-escalier": (b"\n".join(b" " * step + b"a:" for step in _STAIRS), "yaml-profondeur"),
    "tirets-en-escalier": (b"\n".join(b" " * step + b"-" for step in _STAIRS), "yaml-profondeur"),
    "cles-en-escalier": (b"\n".join(b" " * step + b"?" for step in _STAIRS), "yaml-profondeur"),
    "etiquettes": (b"!a " * 80_000, "yaml-etiquette"),
    "objet-python": (b"titre: !!python/object/apply:os.system [echo]\n", "yaml-etiquette"),
    "ancres": (b"&a " * 80_000, "yaml-alias"),
    "bombe-d-alias": (
        b"".join(b"%c: &%c [*%c, *%c]\n" % (i, i, i - 1, i - 1) for i in range(98, 123)),
        "yaml-alias",
    ),
    "alias-de-soi-meme": (b"a: &a\n  <<: *a\n", "yaml-alias"),
    "300-ko": (b"titre: " + b"x" * 300_000, "yaml-taille"),
    "octets-nuls": (b"\0" * 1000, "yaml-syntaxe"),
    "octet-nul-dans-un-texte": (b"titre: a\0b\n", "yaml-syntaxe"),
    "octet-nul-echappe": (b'titre: "a\\0b"\n', "yaml-syntaxe"),
    "utf-16": ("titre: Vélos\n".encode("utf-16"), "yaml-encodage"),
    "octets-au-hasard": (bytes(range(1, 256)) * 8, "yaml-encodage"),
    "directive": (b"%YAML 9.9\n---\ntitre: x\n", "yaml-syntaxe"),
    "rien": (b"", "yaml-vide"),
}
