"""`python -m build_tools` is the `catalogue` command."""

from build_tools.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
