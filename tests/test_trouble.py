"""
Full disks, folders that may not be written to, files that vanish or change, clocks that stand wrong, two who work at once:
nothing is lost or half-written, and the user is told what, where, why and what to do.
"""

import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve
from bench.reports import drafted, office
from click.testing import CliRunner, Result

from disclint import audits, disk
from disclint.audits import Audit, Roster, Terms, folders
from disclint.cache import place
from disclint.cli import main
from disclint.errors import UsageError
from disclint.session.configured import Configuration
from disclint.session.run import Run
from tests.lspclient import Client
from tests.test_audit import report, write
from tests.trouble import ROOT, clock, closed, disclint, room_for

FAULTY = ROOT / "examples" / "2021-faulty.html"
PACK = ROOT / "examples" / "custom-pack" / "linjiang"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCLINT_LANG", raising=False)
    shutil.copyfile(FAULTY, "报告.html")
    Path("报告.docx").write_bytes(office.by_python_docx(drafted(1, "TBL4-SUM-RECON/total", edition="2021")))
    shutil.copytree(PACK, "规则包")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


def is_told(said: str, *names: str) -> bool:
    return said.startswith("disclint: ") and "\n  处理: " in said and all(each in said for each in names)


# Full disks.

WRITING = {
    "json": (("check", "报告.html", "--output-format", "json", "-o", "out.json"), "out.json"),
    "html": (("check", "报告.html", "--output-format", "html", "-o", "out.html"), "out.html"),
    "xlsx": (("check", "报告.html", "--output-format", "xlsx:out.xlsx"), "out.xlsx"),
    "two": (("check", "报告.html", "--output-format", "html:out.html", "--output-format", "sarif:out.sarif"), "out.html"),
    "baseline": (("check", "报告.html", "--baseline", "out.json", "--update-baseline"), "out.json"),
    "parse": (("parse", "报告.html", "-o", "out.json"), "out.json"),
    "comments": (("annotate", "报告.docx", "-o", "out.docx"), "out.docx"),
    "page": (("annotate", "报告.html", "-o", "out.html"), "out.html"),
    "lock": (("pack", "lock", "规则包"), "规则包/disclint.lock"),
    "rules": (("rules", "--markdown", "-o", "pages"), "pages/README.md"),
}  # fmt: skip


@pytest.mark.parametrize("arguments", WRITING.values(), ids=WRITING)
def test_where_the_disk_is_full_the_old_file_stays(arguments: tuple[Sequence[str], str]) -> None:
    command, name = arguments
    target = Path(name)
    target.parent.mkdir(exist_ok=True)
    assert run(*command).exit_code in (0, 1)
    before = {each: each.read_bytes() for each in Path().rglob("*") if each.is_file()}
    for size in (0, min(1000, target.stat().st_size - 1)):
        with room_for(size):
            found = run(*command)
        assert found.exit_code == 2, found.output
        assert is_told(found.stderr, "文件超过允许的大小"), found.stderr
        assert any(each in found.stderr for each in (target.name, "out.sarif", "pages", "TMPDIR"))
        assert {each: each.read_bytes() for each in Path().rglob("*") if each.is_file()} == before
    assert run(*command).exit_code in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "made"), [(("init",), "disclint.toml"), (("pack", "new", "新的"), "新的/pack.yaml")]
)
def test_where_the_disk_is_full_nothing_is_begun(arguments: Sequence[str], made: str) -> None:
    with room_for(10):
        found = run(*arguments)
    assert found.exit_code == 2
    assert is_told(found.stderr, Path(made).parts[0])
    assert not Path(made).exists()
    assert run(*arguments).exit_code == 0
    assert Path(made).stat().st_size > 10


def test_without_room_for_a_cache_everything_is_found(tmp_path: Path) -> None:
    environ = {"DISCLINT_CACHE": str(tmp_path / "cache")}
    plain = disclint("check", "报告.html", folder=tmp_path, environ={"DISCLINT_CACHE": "off"})
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000));"
        "from disclint.cli import main; sys.exit(main(['check', '报告.html']))"
    )
    given = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DISCLINT_LANG": "zh", **environ}
    full = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=given)  # fmt: skip
    assert (full.returncode, full.stdout) == (plain.returncode, plain.stdout) == (1, full.stdout)
    assert not list((tmp_path / "cache" / "disclint").iterdir())
    (tmp_path / "cache" / "disclint").chmod(0o500)
    shut = disclint("check", "报告.html", folder=tmp_path, environ=environ)
    assert (shut.returncode, shut.stdout, shut.stderr) == (1, plain.stdout, plain.stderr)
    doctor = disclint("doctor", folder=tmp_path, environ=environ)
    assert "没有权限" in doctor.stdout


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "年报"
    folder.mkdir()
    for number, name in enumerate(("水利", "教育", "民政", "审计", "财政", "统计")):
        for year in (2023, 2024):
            write(folder, f"{year}-{number}.txt", report(f"丙县{name}局", year, new=number, after=number % 3))
    return folder


def audit(reports: Path, out: Path, jobs: int = 1, **more: object) -> Audit:
    paths = [str(each) for each in sorted(reports.iterdir())]
    return evolve(Audit(paths, out, Terms({}, named=False), Roster(), jobs), **more)


def tables(out: Path) -> dict[str, bytes]:
    return {
        each.relative_to(out).as_posix(): each.read_bytes()
        for each in sorted(out.rglob("*"))
        if each.is_file() and "sqlite" not in each.name
    }


def is_whole(out: Path) -> bool:
    base = sqlite3.connect(f"{(out / 'state.sqlite').as_uri()}?mode=ro", uri=True)
    try:
        return base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        base.close()


@pytest.mark.parametrize("size", [0, 30_000, 200_000])
def test_an_audit_on_a_full_disk_keeps_what_was_done(reports: Path, tmp_path: Path, size: int) -> None:
    out, fresh = tmp_path / "out", audit(reports, tmp_path / "fresh", lists=True)
    fresh.run()
    first = audit(reports, out, lists=True)
    first.paths = list(first.paths)[:4]
    first.run()
    before = tables(out)
    whole = audit(reports, out, lists=True, fresh=True)
    with room_for(size), pytest.raises(UsageError) as caught:
        whole.run()
    for lang in ("zh", "en"):
        assert str(out) in caught.value.said(lang) + caught.value.to_do(lang)
    assert is_whole(out)
    # The tables of the audit before, or of this one, and each of them whole.
    found = tables(out)
    assert {each for each in before if ".new" not in each} <= {*found}
    assert next(audits.query(out, "SELECT count(*) FROM reports").rows)[0] in (4, 12)
    again = audit(reports, out, lists=True)
    assert evolve(again.run(), kept=0) == evolve(fresh.run(), kept=0)
    assert list(again.results()) == list(fresh.results())
    assert not [each for each in tables(out) if ".new" in each or ".old" in each]


SMALL = """
set -e
mount -t tmpfs -o size=8m tmpfs "$1"
"$2" -m disclint audit 年报/2023* -o "$1/out" -j 1 --isolated --fail-on never >"$3/first.txt"
dd if=/dev/zero of="$1/large" bs=1k 2>/dev/null || true
set +e
"$2" -m disclint audit 年报 -o "$1/out" -j 1 --isolated >"$3/full.txt" 2>"$3/told.txt"; echo $? >"$3/code.txt"
"$2" -m disclint check 报告.html -o "$1/page.html" --output-format html 2>>"$3/told.txt"; echo $? >>"$3/code.txt"
set -e
test ! -e "$1/page.html"
"$2" -m disclint audit -o "$1/out" --sql 'SELECT count(*) AS n FROM reports' >"$3/kept.txt"
rm "$1/large"
"$2" -m disclint audit 年报 -o "$1/out" -j 1 --isolated --fail-on never >"$3/again.txt"
"$2" -m disclint audit -o "$1/out" --sql 'SELECT count(*) AS n FROM reports' >"$3/all.txt"
"""


@pytest.mark.usefixtures("reports")
def test_a_disk_that_is_full_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    small, said = tmp_path / "small", tmp_path / "said"
    small.mkdir()
    said.mkdir()
    mounts = ["unshare", "--mount", *(["--user", "--map-root-user"] if os.geteuid() else [])]
    if (
        shutil.which("unshare") is None
        or subprocess.run(
            [*mounts, "mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", small],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DISCLINT_LANG": "zh"}
    done = subprocess.run(
        [*mounts, "sh", "-c", SMALL, "sh", small, sys.executable, said],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    read = {each.name: each.read_text("utf-8") for each in said.iterdir()}
    assert read["code.txt"].split() == ["2", "2"], read["told.txt"]
    audited, checked = read["told.txt"].split("disclint: ")[1:]
    for each in (audited, checked):
        assert "磁盘已满" in each
        assert "\n  处理: " in each
    assert "Traceback" not in read["told.txt"]
    assert (read["kept.txt"], read["all.txt"]) == ("n\n6\n", "n\n12\n")


def test_standard_output_may_be_full(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    for named in ((), ("--output-format", "text", "--output-format", "json:out.json")):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "disclint", "check", "报告.html", *named], stdout=full, stderr=subprocess.PIPE, text=True,
                check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DISCLINT_LANG": "zh"},
            )  # fmt: skip
        assert done.returncode == 2
        assert is_told(done.stderr, "标准输出", "磁盘已满")
        assert not (tmp_path / "out.json").exists()


# Folders that may not be written to.


def test_where_nothing_may_be_written_it_is_said(reports: Path, tmp_path: Path) -> None:
    shut = tmp_path / "关着的"
    shut.mkdir()
    for each in (shut, tmp_path / "规则包"):
        assert each.is_dir()
    audit(reports, shut / "以前").run()
    before = tables(shut)
    with closed(shut / "以前", shut, tmp_path / "规则包"):
        for arguments in (
            ("check", "报告.html", "-o", shut / "a.txt"),
            ("annotate", "报告.docx", "-o", shut / "a.docx"),
            ("audit", reports, "-o", shut / "新的", "--isolated", "-j", 1),
            ("audit", reports, "-o", shut / "以前", "--isolated", "-j", 1),
            ("audit", reports, "-o", tmp_path / "out", "--dashboard", shut / "a.html", "--isolated", "-j", 1),
            ("pack", "lock", "规则包"),
            ("pack", "new", shut / "包"),
            ("init", shut),
            ("rules", "--markdown", "-o", shut / "pages"),
        ):
            done = disclint(*arguments, folder=tmp_path)
            assert done.returncode == 2, done.stderr
            last = done.stderr[done.stderr.rindex("disclint: ") :]
            assert is_told(last), last
            assert re.search("没有权限|不能写入", last), last
        assert next(audits.query(shut / "以前", "SELECT count(*) FROM reports").rows) == (12,)
    assert tables(shut) == before
    assert audit(reports, shut / "以前").run().kept == 12


def test_a_folder_that_may_not_be_read_is_said_and_the_others_are_checked(
    reports: Path, tmp_path: Path
) -> None:
    (reports / "锁着的").mkdir()
    (reports / "锁着的").chmod(0)
    (reports / "2023-0.txt").chmod(0)
    done = disclint("check", reports, "--select", "IO", "--output-format", "concise", folder=tmp_path)
    whole = disclint(
        "audit", reports, "-o", "out", "--isolated", "--fail-on", "never", "-j", 1, folder=tmp_path
    )
    (reports / "锁着的").chmod(0o700)
    (reports / "2023-0.txt").chmod(0o600)
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("IO-UNREADABLE") == 2
    assert done.stdout.count("没有权限") == 2
    assert whole.returncode == 0, whole.stderr
    assert next(audits.query(tmp_path / "out", "SELECT count(*) FROM reports WHERE status = 'ok'").rows) == (11,)  # fmt: skip


def test_the_language_server_needs_no_disk(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    environ = {
        **os.environ,
        "TMPDIR": str(shut),
        "TEMP": str(shut),
        "TMP": str(shut),
        "DISCLINT_CACHE": str(shut),
    }
    uri = (tmp_path / "报告.html").as_uri()
    with Client(tmp_path, environment=environ) as client:
        client.open(uri, FAULTY.read_text(encoding="utf-8"))
        assert client.published(uri)


def test_old_files_are_not_converted_without_room_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile  # noqa: PLC0415

    from disclint.session import converting  # noqa: PLC0415

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    monkeypatch.setattr(converting, "converter", lambda: converting.Converter(sys.executable))
    Path("旧.rtf").write_bytes(rb"{\rtf1\ansi 2024}")
    Path("旧二.rtf").write_bytes(rb"{\rtf1\ansi 2023}")
    for named in (["旧.rtf"], ["旧.rtf", "旧二.rtf"]):
        found = run("check", *named, "--output-format", "concise")
        assert found.exit_code == 1
        assert found.stdout.count("磁盘已满") == len(named)


# What vanishes or changes meanwhile.


def test_what_vanishes_while_files_are_checked_is_a_finding(reports: Path) -> None:
    paths = sorted(reports.iterdir())
    results = Run(Configuration()).all(paths)
    next(results)
    paths[1].unlink()
    paths[2].write_text("没有写完", "utf-8")
    paths[3].unlink()
    paths[3].mkdir()
    found = [next(results) for _ in paths[1:]]
    assert [each.status for each in found] == ["unreadable", "declined", "unreadable", *["ok"] * 8]
    assert found[0].diagnostics[0].rule == "IO-UNREADABLE"


def _gone(path: Path) -> None:
    path.unlink()


def _rewritten(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("0 |", "7 |", 1), "utf-8")


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(("change", "jobs"), [(_gone, 1), (_rewritten, 2), (_a_folder, 1)])
def test_what_changes_during_an_audit_is_said_and_done_the_next_time(
    reports: Path, tmp_path: Path, change: Callable[[Path], None], jobs: int
) -> None:
    target = reports / "2024-2.txt"
    changed: list[str] = []

    def heard(stage: str, _done: int, _all: int, _kept: int) -> None:
        if stage == "comparing" and not changed:
            changed.append(stage)
            change(target)

    whole = audit(reports, tmp_path / "out", jobs, heard=heard)
    summary = whole.run()
    assert summary.moved == (str(target),)
    assert len(list(whole.results())) == 12
    assert is_whole(tmp_path / "out")
    again, fresh = audit(reports, tmp_path / "out", jobs), audit(reports, tmp_path / "fresh", jobs)
    assert evolve(again.run(), kept=0) == fresh.run()
    assert list(again.results()) == list(fresh.results())


def test_what_vanishes_before_it_is_read_is_unreadable(reports: Path, tmp_path: Path) -> None:
    whole = audit(reports, tmp_path / "out")
    (reports / "2024-2.txt").unlink()
    assert [path for path, _ in whole.run().unreadable] == [str(reports / "2024-2.txt")]
    shutil.rmtree(reports)
    assert len(audit_of(whole, tmp_path / "other").unreadable) == 12


def audit_of(whole: Audit, out: Path) -> audits.Summary:
    return evolve(whole, folder=out).run()


# Clocks.


def test_a_file_of_the_same_size_and_time_is_another(reports: Path, tmp_path: Path) -> None:
    target = reports / "2024-2.txt"
    time.sleep(0.1)
    audit(reports, tmp_path / "out").run()
    before = target.stat()
    target.write_bytes(target.read_bytes().replace("民政".encode(), "交通".encode(), 1))
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (target.stat().st_size, target.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    whole = audit(reports, tmp_path / "out")
    assert whole.run().kept == 11
    assert "丙县交通局" in {each.agency for each in whole.results()}


@pytest.mark.parametrize("at", [0, 1_000_000_000, 4_102_444_800], ids=["1970", "2001", "2100"])
def test_an_audit_goes_by_content_whatever_the_clock_says(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: float
) -> None:
    for number, each in enumerate(sorted(reports.iterdir())):
        os.utime(each, (at + number, at + number))
    with clock(at, monkeypatch):
        whole = audit(reports, tmp_path / "out", lists=at > 0)
        assert whole.run().kept == 0
        assert whole.run().kept == 12
        _rewritten(reports / "2024-2.txt")
        os.utime(reports / "2024-2.txt", (at, at))
        assert whole.run().kept == 11


def test_documents_are_of_the_time_that_the_clock_says_or_not_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = ("check", "报告.html", "--output-format", "xlsx:out.xlsx")
    with clock(0, monkeypatch):
        assert run("annotate", "报告.docx", "-o", "out.docx").exit_code == 1
        found = run(*book)
    assert found.exit_code == 2
    assert is_told(found.stderr, "时钟显示 1970 年")
    assert not Path("out.xlsx").exists()
    with clock(4_102_444_800, monkeypatch):
        assert run("annotate", "报告.docx", "-o", "later.docx").exit_code == 1
        assert run(*book).exit_code == 1
    for name in ("out.docx", "later.docx", "out.xlsx"):
        with ZipFile(name) as archive:
            assert archive.testzip() is None
    assert run("check", "out.docx").exit_code == 1


def test_what_the_cache_keeps_does_not_hang_on_the_clock(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    for number in range(20):
        place.write(str(folder), f"later-{number}", b"x")
    for number, each in enumerate(sorted(folder.iterdir())):
        os.utime(each, (time.time() + 1e8 + number, time.time() + 1e8 + number))
    for name in ("new", "newer"):
        place.write(str(folder), name, b"y")
        assert place.read(str(folder), name) == b"y"
    kept = {each.name for each in folder.iterdir()}
    assert {"new", "newer"} <= kept
    assert len(kept) == 12
    (folder / "left.tmp").write_bytes(b"x")
    os.utime(folder / "left.tmp", (time.time() + 1e8, time.time() + 1e8))
    place.write(str(folder), "newest", b"z")
    assert not (folder / "left.tmp").exists()


# Several at once, and those who are killed.


def test_two_audits_do_not_share_a_folder(reports: Path, tmp_path: Path) -> None:
    told: list[str] = []

    def heard(stage: str, done: int, _all: int, _kept: int) -> None:
        if stage == "comparing" and done == 0:
            second = disclint(
                "audit", reports, "-o", "out", "--fresh", "--isolated", "-j", 1, folder=tmp_path
            )
            told.append(second.stderr)
            assert second.returncode == 2
            with pytest.raises(UsageError):
                audit(reports, tmp_path / "out").run()

    whole = audit(reports, tmp_path / "out", heard=heard)
    summary = whole.run()
    assert is_told(told[0], str(Path("out")), "另一个审核正在使用")
    assert (summary.done, summary.moved) == (12, ())
    assert audit(reports, tmp_path / "out").run().kept == 12


def test_who_was_killed_keeps_nobody_out(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    script = (
        "import os, signal, sys; from pathlib import Path; from disclint.audits import Audit, Terms\n"
        "heard = lambda stage, *_: stage == sys.argv[3] and os.kill(os.getpid(), signal.SIGKILL)\n"
        "paths = sorted(map(str, Path(sys.argv[1]).iterdir()))\n"
        "Audit(paths, Path(sys.argv[2]), Terms({}, named=False), heard=heard, lists=True, dashboard=Path(sys.argv[4])).run()"
    )
    fresh = audit(reports, tmp_path / "fresh", lists=True)
    fresh.run()
    board = tmp_path / "board.html"
    for stage in ("writing", "listing", "drawing"):
        done = subprocess.run(
            [sys.executable, "-c", script, reports, out, stage, board], check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
        assert done.returncode == -signal.SIGKILL
        assert is_whole(out)
        assert not board.exists()
        again = audit(reports, out, lists=True)
        assert again.run().kept == 12
        assert list(again.results()) == list(fresh.results())
        assert tables(out).keys() - {folders.LOCK} == tables(tmp_path / "fresh").keys() - {folders.LOCK}


def test_runs_at_once_on_one_cache_and_one_output(tmp_path: Path) -> None:
    given = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DISCLINT_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "disclint", "check", "报告.html", "-o", "out.txt"]
    running = [subprocess.Popen(command, env=given) for _ in range(3)]
    assert [each.wait() for each in running] == [1, 1, 1]
    assert "TBL3-SUM-ROW" in Path("out.txt").read_text("utf-8")
    assert not list(tmp_path.rglob("*.tmp"))
    again = subprocess.run([*command[:-2]], env=given, check=False, capture_output=True, text=True)
    assert again.stdout == Path("out.txt").read_text("utf-8")


# Who may read it.


def test_what_is_in_reports_is_nobody_elses(reports: Path, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        assert run("check", "报告.html", "-o", "out.txt").exit_code == 1
        assert run("annotate", "报告.docx", "-o", "out.docx").exit_code == 1
        whole = audit(reports, tmp_path / "out", 2, lists=True, dashboard=tmp_path / "board.html")
        whole.run()
    finally:
        os.umask(before)
    # What lies in the folder may be copied out of it.
    for each in (Path("out.txt"), Path("out.docx"), tmp_path / "board.html", *(tmp_path / "out").rglob("*")):
        assert stat.S_IMODE(each.stat().st_mode) & 0o077 == 0, each
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == disk.PRIVATE_FOLDER


LINKED = (
    "state.sqlite",
    "audit.duckdb",
    "parquet",
    "parquet.new",
    "整改清单",
    "整改清单.new",
    "statistics",
    "audit.lock",
)


@pytest.mark.parametrize("name", LINKED)
def test_no_link_leads_out_of_the_folder_of_an_audit(reports: Path, tmp_path: Path, name: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_bytes(b"kept")
    for target in (elsewhere, elsewhere / "kept.txt", elsewhere / "nowhere"):
        (out / name).symlink_to(target)
        with pytest.raises(UsageError) as caught:
            audit(reports, out, lists=True).run()
        assert name in caught.value.said("zh")
        (out / name).unlink()
    assert [each.name for each in elsewhere.iterdir()] == ["kept.txt"]
    assert (elsewhere / "kept.txt").read_bytes() == b"kept"


def test_no_link_leads_an_output_away(reports: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"kept")
    Path("link.html").symlink_to(secret)
    (tmp_path / "board-reports").symlink_to(tmp_path)
    for arguments in (
        ("check", "报告.html", "-o", "link.html"),
        ("annotate", "报告.html", "-o", "link.html"),
        ("check", "报告.html", "--baseline", "link.html", "--update-baseline"),
        ("audit", reports, "-o", "out", "--isolated", "--dashboard", "link.html", "-j", 1),
    ):
        found = run(*arguments)
        assert found.exit_code == 2
        assert is_told(found.stderr[found.stderr.rindex("disclint: ") :]), found.stderr
        assert secret.read_bytes() == b"kept"
    assert Path("link.html").is_symlink()


def test_standard_output_may_be_named(tmp_path: Path) -> None:
    if not Path("/dev/stdout").exists():
        pytest.skip("no /dev/stdout")
    command = [sys.executable, "-m", "disclint", "check", "报告.html", "-o", "/dev/stdout"]
    given = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with (tmp_path / "said.txt").open("w") as file:
        assert subprocess.run(command, stdout=file, env=given, check=False).returncode == 1
    piped = subprocess.run(command, stdout=subprocess.PIPE, env=given, check=False, text=True)
    assert (tmp_path / "said.txt").read_text("utf-8") == piped.stdout != ""
    assert Path("/dev/stdout").is_symlink()
