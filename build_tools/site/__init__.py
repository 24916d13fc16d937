"""The published site: MkDocs' chrome built once, and a page stamped for every record and term."""
