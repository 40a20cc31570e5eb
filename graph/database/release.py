"""The lines of Neo4j's releases that this program can run, and what differs between them.

Not here: their packages (`neo4j-<release>.tsv`, read by `jars`), and running one (`server`).
"""

from dataclasses import dataclass
from pathlib import Path

from graph.database.errors import DatabaseProblem


@dataclass(frozen=True)
class Release:
    """One line of releases: its name, Java's entry point, and settings that only it knows."""

    name: str
    main: str
    own_settings: tuple[str, ...] = ()

    @property
    def list(self) -> Path:
        """The locked list of its packages."""
        return Path(__file__).with_name(f"neo4j-{self.name}.tsv")

    @property
    def order(self) -> tuple[int, ...]:
        """What tells an older release from a newer one."""
        return order_of(self.name)


# Without the quiet period's setting a stop waits 10 s; it is internal, so look for it at each upgrade.
NEWEST = Release(
    "2026.09",
    "org.neo4j.server.Neo4jCommunity",
    (
        "server.fleet_discovery.enabled=false",
        "dbms.fleet_manager.enabled=false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s",
    ),
)
LTS = Release(
    "5.26",
    "org.neo4j.server.CommunityEntryPoint",
    ("internal.dbms.bolt.netty_server_shutdown_quiet_period=0",),
)
RELEASES = {release.name: release for release in (LTS, NEWEST)}


def release_named(name: str) -> Release:
    """The release of this name.

    Raises:
        DatabaseProblem: this program runs no such release.
    """
    if name not in RELEASES:
        raise DatabaseProblem(
            f"There is no list of packages for Neo4j {name}: choose {' or '.join(RELEASES)}."
        )
    return RELEASES[name]


def order_of(name: str) -> tuple[int, ...]:
    """A release's name as numbers, which sort as the releases do: 5.26 comes before 2026.09."""
    return tuple(int(part) for part in name.split("."))
