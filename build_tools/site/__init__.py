"""The published site: MkDocs' theme built once, and a page rendered for every record and term."""
