"""Official nomenclatures."""
