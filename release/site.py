"""
The documentation site: `python -m release.site` writes `build/site/html`; `zensical.toml` says what its pages are.

The site is Chinese; it is built once more in English, for what stands around the words of the English pages.

Pages of `docs/` link to files beside it, which are no pages: what a page links to is put below `repo/` in the site, Markdown as a page, a folder as a
page of its files, anything else as it is.  Zensical then builds, and fails where a link leads nowhere.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BUILD = ROOT / "build" / "site"
# Longer folders are listed by name: nobody reads 300 rule files on a page.
_SHOWN = 20
# What the settings say in English, whose file is in `build`.
_IN_ENGLISH = (
    ('language = "zh"', 'language = "en"'),
    ('docs_dir = "build/', 'docs_dir = "'),
    ('site_dir = "build/site/html"', 'site_dir = "site/html-en"'),
)
_FENCE = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(\]\(|<img src=\")([^)#\s\"]+)")
_LANGUAGES = {".yaml": "yaml", ".toml": "toml", ".json": "json", ".md": "markdown", ".py": "python"}


def main() -> int:
    """
    Put the pages together and build the site; the exit code is Zensical's.
    """
    gather(BUILD / "pages")
    settings = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    for old, new in _IN_ENGLISH:
        settings = settings.replace(old, new)
    english = ROOT / "build" / "zensical-en.toml"
    english.write_text(settings, encoding="utf-8")
    for config in (english, ROOT / "zensical.toml"):
        # As a process: its working directory is the project's, and its words go to whoever runs this.
        command = [
            sys.executable,
            "-m",
            "zensical",
            "build",
            "--clean",
            "--strict",
            "--config-file",
            str(config),
        ]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            return code
    for page in english_pages(BUILD / "pages"):
        shutil.copyfile(BUILD / "html-en" / page, BUILD / "html" / page)
    return 0


def english_pages(folder: Path) -> list[Path]:
    """
    The pages, as they lie in the site, that are in English: of those below `folder` that the site has in Chinese, too.
    """
    found = [each.relative_to(folder) for each in sorted(folder.rglob("*.md"))]
    return [
        each.with_suffix(".html")
        for each in found
        if "en" in each.parts or (folder / each).with_suffix(".zh.md").exists()
    ]


def gather(folder: Path) -> None:
    """
    All pages, and what they link to, below `folder`, which is emptied before.
    """
    shutil.rmtree(folder, ignore_errors=True)
    wanted = [each for each in sorted(DOCS.rglob("*")) if each.is_file()]
    known = set(wanted)
    while wanted:
        source = wanted.pop()
        target = folder / staged(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            text, linked = _listing(source), list[Path]()
        elif source.suffix == ".md":
            text, linked = _page(source)
        else:
            shutil.copyfile(source, target)
            continue
        target.write_text(text, encoding="utf-8")
        new = [each for each in linked if each not in known]
        known.update(new)
        wanted += new


def staged(source: Path) -> Path:
    """
    Where a file of the repository lies among the pages; a folder is its README or a page of its own.
    """
    if source == DOCS / "README.md":
        return Path("index.md")
    if source.is_dir():
        readme = source / "README.md"
        return staged(readme) if readme.exists() else Path("repo") / source.relative_to(ROOT) / "files.md"
    return (
        source.relative_to(DOCS) if source.is_relative_to(DOCS) else Path("repo") / source.relative_to(ROOT)
    )


def _page(source: Path) -> tuple[str, list[Path]]:
    linked: list[Path] = []

    def led(found: re.Match[str]) -> str:
        before, link = found.groups()
        if re.match(r"[a-z]+:", link):
            return found.group()
        target = Path(os.path.normpath(source.parent / link))
        if not target.exists():
            # Left as it is: Zensical says where it stands.
            return found.group()
        readme = target / "README.md"
        linked.append(readme if target.is_dir() and readme.exists() else target)
        return before + Path(os.path.relpath(staged(target), staged(source).parent)).as_posix()

    text = source.read_text(encoding="utf-8")
    if source.parent.parent == DOCS / "rules":
        # Pages of rules have no links; there, [甲/乙](丙/丁) are alternatives of a phrase.
        text = text.replace("](", "]\\(")
    parts = _FENCE.split(text)
    return "".join(part if number % 2 else _LINK.sub(led, part) for number, part in enumerate(parts)), linked


def _listing(folder: Path) -> str:
    files = [each for each in sorted(folder.rglob("*")) if each.is_file() and "__pycache__" not in each.parts]
    head = f"# {folder.relative_to(ROOT).as_posix()}\n\n"
    if len(files) > _SHOWN or any(each.suffix not in _LANGUAGES for each in files):
        return head + "".join(f"* `{each.relative_to(folder).as_posix()}`\n" for each in files)
    return head + "\n".join(
        f"## {each.relative_to(folder).as_posix()}\n\n````{_LANGUAGES[each.suffix]}\n{each.read_text(encoding='utf-8')}````\n"
        for each in files
    )


if __name__ == "__main__":
    raise SystemExit(main())
