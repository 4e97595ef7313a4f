"""Builds of a session share what hangs on references and models alone: views, macros, meanings."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data import paths
from etl import build, load, modelling
from etl.bulk import months
from tests.warehouses import served_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from etl.bulk.store import Engine


def from_template(kept: Path) -> Callable[[Path, Engine], dict[str, int]]:
    """What stands for ``build._write``: the first build is the true one, and later ones refill it.

    That is the one served, where it was built from what lies here now.

    Every row is read, loaded and modelled as ever, every rule of a model asked. That such a
    warehouse is the one of a true build, test_publish promises. ``kept``: a folder for templates.
    """
    truly, served = build._write, paths.warehouse()
    templates = {_said_of_codes(): served_file(served)} if build.is_current(served) else {}

    def write(file: Path, engine: Engine) -> dict[str, int]:
        if months.newest():  # a build with bulk rows begins with a file of its own
            return truly(file, engine)
        if (template := templates.get(said := _said_of_codes())) is None:
            rows = truly(file, engine)
            templates[said] = Path(shutil.copy(file, kept / f"{said}.duckdb"))
            return rows
        fed = load.read_all()[1]
        shutil.copy(template, file)
        with modelling.attached(file, build.CONFIG) as con:
            load.load_fed(con, fed)
            con.begin()
            models = modelling.models()
            for model in models:
                try:
                    if not model.is_view:
                        con.execute(f"delete from {model.name}")
                        con.execute(f"insert into {model.name} {modelling._body(model.sql)}")
                    modelling._refuse(con, model)
                except (duckdb.ProgrammingError, duckdb.DataError) as error:
                    raise modelling._unbuildable(model.file, error) from error
            return build._finished(con, models)

    return write


def _said_of_codes() -> str:
    """What all references say: a test may change those of its project."""
    digest = hashlib.sha256()
    for file in sorted(one for one in paths.REFERENCE.rglob("*") if one.is_file()):
        digest.update(f"{file.relative_to(paths.REFERENCE)} {paths.is_demo()}".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
