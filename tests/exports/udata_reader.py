"""What the code of data.gouv.fr itself (udata) makes of a DCAT file: python udata_reader.py FILE, JSON on the output.

It runs in an environment of its own (see test_udata.py): udata, and a database in memory in place of MongoDB.
"""

import importlib
import json
import logging
import sys

import mongoengine.connection
import mongomock
import pymongo
from rdflib import Graph

LICENCES = {"notspecified": None, "lov2": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"}
SECRETS = ("SECRET_KEY", "API_TOKEN_SECRET", "SECURITY_PASSWORD_SALT")


def main(path):
    """Print the dataset and the services as udata keeps them."""
    logging.disable()
    mongoengine.connection.MongoClient = pymongo.MongoClient = mongomock.MongoClient  # before udata connects
    own = {"MONGODB_HOST": "mongodb://localhost/essai", "SERVER_NAME": "data.exemple.fr", "CACHE_TYPE": "NullCache"}
    secrets = dict.fromkeys(SECRETS, "essai" * 8)
    settings = type("Settings", (_of("settings", "Defaults"),), {**own, **secrets, "DEFAULT_LANGUAGE": "fr"})
    with _of("app", "create_app")(settings).app_context():
        for name, address in LICENCES.items():
            _of("core.dataset.models", "License")(id=name, title=name, url=address).save()
        json.dump(_read(Graph().parse(path, format="turtle")), sys.stdout, default=str)


def _of(module, name):
    return getattr(importlib.import_module(f"udata.{module}"), name)


def _read(graph):
    dcat, rdf = _of("rdf", "DCAT"), _of("rdf", "RDF")
    dataset = _of("core.dataset.rdf", "dataset_from_rdf")(graph, node=next(graph.subjects(rdf.type, dcat.Dataset)))
    dataset.validate()
    named = set(graph.objects(predicate=dcat.accessService))
    service, services = (
        _of("core.dataservices.models", "Dataservice"),
        _of("core.dataservices.rdf", "dataservice_from_rdf"),
    )
    apart = [node for node in graph.subjects(rdf.type, dcat.DataService) if node not in named]
    return {
        "license": dataset.license.id,
        "frequency": dataset.frequency.value,
        "quality": dataset.compute_quality(),
        "resources": [_resource(resource) for resource in dataset.resources],
        "services": [
            {"base": found.base_api_url, "description": found.machine_documentation_url}
            for found in (services(graph, service(), node, [dataset]) for node in apart)
        ],
    }


def _resource(resource):
    return {
        "url": resource.url,
        "format": resource.format,
        "size": resource.filesize,
        "schema": resource.schema.url if resource.schema else None,
    }


if __name__ == "__main__":
    main(sys.argv[1])
