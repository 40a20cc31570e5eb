"""The locked list and its cache, tampered with for real."""

import shutil
from pathlib import Path

from graph import database
from graph.database.jars import LIST, is_intact


def test_a_tampered_package_is_found_and_replaced(class_path: list[Path], tmp_path: Path) -> None:
    jar = min(database.locked_jars(), key=lambda jar: jar.size)
    original = next(path for path in class_path if path.name == jar.filename)
    shutil.copy(original, tmp_path)
    damaged = bytearray((tmp_path / jar.filename).read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / jar.filename).write_bytes(damaged)
    assert not is_intact(jar, tmp_path)

    arrived = []
    database.fetch([jar], tmp_path, arrived.append)

    assert arrived == [jar]
    assert is_intact(jar, tmp_path)


def test_a_whole_cache_asks_for_nothing(class_path: list[Path]) -> None:
    arrived: list[object] = []

    database.fetch(database.locked_jars(), class_path[0].parent, arrived.append)

    assert arrived == []


def test_the_list_names_no_address_and_every_file_once() -> None:
    names = [jar.filename for jar in database.locked_jars()]

    assert len(set(names)) == len(names) > 200
    assert "://" not in LIST.read_text(encoding="utf-8")
