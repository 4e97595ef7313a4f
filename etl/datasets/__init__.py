"""One file a data set: DATASET, parse, and fetch where there is something to fetch."""

import importlib
import pkgutil

from etl.schema import Dataset, DatasetFile


def collected() -> list[DatasetFile]:
    """Data sets that the project carries as snapshots, by name."""
    return [one for one in _all() if not hasattr(one.module, "fetch")]


def fetched() -> list[DatasetFile]:
    """Data sets that are fetched from their publishers, by name."""
    return [one for one in _all() if hasattr(one.module, "fetch")]


def _all() -> list[DatasetFile]:
    """Every file of this folder: adding one is all it takes. Raises TypeError."""
    found = []
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if not isinstance(module.DATASET, Dataset):
            raise TypeError(f"etl/datasets/{info.name}.py: DATASET is no Dataset")
        found.append(DatasetFile(info.name, module.DATASET, module))
    return sorted(found, key=lambda one: one.name)
