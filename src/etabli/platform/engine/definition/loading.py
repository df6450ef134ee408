"""From a folder, or from values, to a definition that holds together."""

from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError

from etabli.platform.engine.definition.checks.everything import check
from etabli.platform.engine.definition.explaining import faults_of
from etabli.platform.engine.definition.faults import DefinitionError, Fault, Problem
from etabli.platform.engine.definition.format import Definition
from etabli.platform.engine.definition.reading import MOST_BYTES, Source, read_yaml
from etabli.platform.engine.definition.strict import Strict

DEFINITION_FILE = "app.yaml"

M = TypeVar("M", bound=Strict)


def load(folder: FilePath) -> Definition:
    """The definition of an app's folder. Raises DefinitionError with every problem found."""
    path = folder / DEFINITION_FILE
    source = read_yaml(_bytes(path), str(path))
    definition = build(source, Definition)
    faults = [*check(definition), *_files(definition, folder)]
    if faults:
        raise DefinitionError(placed(source, faults))
    return definition


def load_values(values: dict[str, Any], origin: str = "app.yaml") -> Definition:
    """The definition in plain values, as the browser's editor sends. Raises DefinitionError."""
    source = Source(origin, values)
    definition = build(source, Definition)
    faults = list(check(definition))
    if faults:
        raise DefinitionError(placed(source, faults))
    return definition


def build(source: Source, model: type[M]) -> M:
    """What a file read says, as a model. Raises DefinitionError."""
    known: dict[int, frozenset[str]] = {}
    try:
        return model.model_validate(source.tree, context=known)
    except ValidationError as error:
        raise DefinitionError(placed(source, faults_of(error, source.tree, known))) from None


def placed(source: Source, faults: Any) -> list[Problem]:
    """Faults with the file and the line where they stand."""
    return [Problem(source.file, source.line(fault.path), fault.fr, fault.en) for fault in faults]


def _bytes(path: FilePath) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        problem = Problem(
            str(path),
            1,
            f"Ce fichier ne peut pas être lu ({error.strerror}).",
            f"This file cannot be read ({error.strerror}).",
        )
        raise DefinitionError([problem]) from None


def _files(definition: Definition, folder: FilePath) -> list[Fault]:
    """The files a definition names and the folder does not hold; and a folder misnamed."""
    faults = []
    if folder.name != definition.app:
        faults.append(
            Fault(
                ("app",),
                f"Le dossier s’appelle « {folder.name} » et l’app « {definition.app} ». "
                "Donnez-leur le même nom.",
                f"The folder is called “{folder.name}” and the app “{definition.app}”. "
                "Give them the same name.",
            )
        )
    named = {"demo": definition.demo}
    if definition.help:
        named |= {"help": definition.help.fr, "help ": definition.help.en}
    for key, name in named.items():
        if name is not None and not (folder / name).is_file():
            faults.append(
                Fault(
                    (key.strip(),),
                    f"Le fichier « {name} » n’est pas dans le dossier de l’app.",
                    f"The file “{name}” is not in the app’s folder.",
                )
            )
    return faults
