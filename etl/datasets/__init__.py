"""One file a data set: DATASET; of published ones parse, and fetch where there is something to."""

import importlib
import pkgutil

from etl.schema import Dataset, DatasetFile


def collected() -> list[DatasetFile]:
    """Data sets of rows that were collected by hand, by name."""
    return [one for one in _all() if not one.dataset.table]


def published() -> list[DatasetFile]:
    """Data sets that are tables of their publishers, kept state by state, by name."""
    return [one for one in _all() if one.dataset.table]


def fetched() -> list[DatasetFile]:
    """Published data sets that can be fetched; the others have their bundled state alone."""
    return [one for one in published() if hasattr(one.module, "fetch")]


def _all() -> list[DatasetFile]:
    """Every file of this folder: adding one is all it takes. Raises TypeError."""
    files = []
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if not isinstance(module.DATASET, Dataset):
            raise TypeError(f"etl/datasets/{info.name}.py: DATASET is no Dataset")
        files.append(DatasetFile(info.name, module.DATASET, module))
    return sorted(files, key=lambda one: one.name)
