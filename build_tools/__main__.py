"""`python -m build_tools` is the `catalogue` command."""

from build_tools.cli import leave

if __name__ == "__main__":
    leave()
