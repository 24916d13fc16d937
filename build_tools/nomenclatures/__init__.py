"""Official nomenclatures brought into the catalogue's own vocabularies."""
