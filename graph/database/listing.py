"""Making the locked list of a release's packages anew, which needs the network and a minute or two.

Not here: reading the list and downloading what it names (`jars`).
"""

import csv
import functools
import hashlib
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from graph.database.errors import DatabaseProblem
from graph.database.jars import Jar, locked_jars
from graph.database.release import Release

if TYPE_CHECKING:
    from jgo.maven import Artifact, Dependency, MavenContext

COLUMNS = ("group", "artifact", "version", "classifier", "sha256", "bytes")


def update_list(release: Release, file: Path | None = None) -> list[Jar]:
    """Resolve the newest version of a release, write its list, and return what it holds.

    Args:
        release: the line of releases; `5.26` becomes the newest 5.26.x.
        file: where to write; the release's own list when left out.

    Raises:
        DatabaseProblem: the registry does not answer, or has no such release.
    """
    from jgo.maven import MavenContext  # 7 MiB, which only this needs

    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(repo_cache=Path(folder), timeout=60)
        try:
            version = _newest(context, release)
            jars = _resolved(context, version)
        except DatabaseProblem:
            raise
        except Exception as problem:  # the client raises plain exceptions of several libraries
            raise DatabaseProblem(
                f"The packages of Neo4j {release.name} could not be resolved ({problem}): check the network,"
                " then run the command again; the old list is as it was."
            ) from problem
    _write(jars, file or release.list)
    return jars


def _newest(context: "MavenContext", release: Release) -> str:
    from jgo.maven import compare_versions

    project = context.project("org.neo4j", "neo4j")
    project.update()
    names = [component.version for component in project.versions()]
    # A registry's index may lag behind its packages: never go back from what is listed already.
    names += [jar.version for jar in _listed(release) if jar.filename.startswith("org.neo4j~neo4j~")]
    of_release = [name for name in names if name.startswith(f"{release.name}.") and "-" not in name]
    if not of_release:
        raise DatabaseProblem(f"The registry has no Neo4j {release.name}: choose another --version.")
    return max(of_release, key=functools.cmp_to_key(compare_versions))


def _listed(release: Release) -> list[Jar]:
    return locked_jars(release.list) if release.list.exists() else []


def _resolved(context: "MavenContext", version: str) -> list[Jar]:
    root = context.create_dependency(f"org.neo4j:neo4j:{version}")
    inputs, others = context.resolver.resolve([root])
    wanted = [dependency for dependency in [*inputs, *others] if _is_run(dependency)]
    with ThreadPoolExecutor(8) as pool:
        jars = pool.map(_hashed, [dependency.artifact for dependency in wanted])
        return sorted(jars, key=lambda jar: (jar.group, jar.artifact, jar.classifier))


def _is_run(dependency: "Dependency") -> bool:
    return dependency.type == "jar" and dependency.scope in ("compile", "runtime", None)


def _hashed(artifact: "Artifact") -> Jar:
    content = artifact.resolve().read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    parts = (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)
    return Jar(*parts, digest, len(content))


def _write(jars: list[Jar], file: Path) -> None:
    staged = file.with_name(f"{file.name}.part")
    with staged.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, delimiter="\t", lineterminator="\n")
        rows.writerow(COLUMNS)
        for jar in jars:
            rows.writerow((jar.group, jar.artifact, jar.version, jar.classifier, jar.sha256, jar.size))
    staged.replace(file)
