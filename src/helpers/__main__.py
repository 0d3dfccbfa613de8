"""The command line: ``python -m helpers build | run | score | export | verify | check``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers.case import Case
from helpers.read.folder import EmptyFolderError
from helpers.share.exports import FORMATS, export
from helpers.share.seal import verify
from helpers.suite.run import not_known, run_suite
from helpers.suite.score import BENCHMARKS, score_all


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 for success, 1 for a failed notebook, 2 for a wrong call."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers", description="News articles into tables, pictures and notebooks."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_build, _add_run, _add_score, _add_export, _add_verify, _add_check):
        add(commands)
    args = parser.parse_args(argv)
    try:
        return args.do(args)
    except (EmptyFolderError, ValueError) as error:
        print(f"helpers: {error}", file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        print(f"helpers: this format needs {error.name}: pip install {error.name}", file=sys.stderr)
        return 2


def _add_build(commands: argparse._SubParsersAction) -> None:
    p = commands.add_parser(
        "build",
        help="articles of a folder into tables",
        description="Read every article of a folder and write the tables.",
    )
    p.add_argument("folder", metavar="FOLDER", help="a folder of articles (.txt, .md, .html), or the name of a case")
    p.add_argument("--out", required=True, metavar="DIR", help="where the tables go (made if needed)")
    p.add_argument("--pipeline", metavar="NAME", help="another spaCy English pipeline, by name or folder")
    p.add_argument("--workers", type=int, default=1, metavar="N", help="processes (default 1)")
    p.add_argument("--quiet", action="store_true", help="no progress bar, no summary")
    p.set_defaults(do=_build)


def _build(args: argparse.Namespace) -> int:
    case = Case(args.folder, pipeline=args.pipeline, workers=args.workers, progress=not args.quiet)
    if not case.read.articles:
        reasons = "; ".join(f"{p.file}: {p.detail}" for p in case.read.problems[:3])
        raise EmptyFolderError(f"None of the files in {case.articles_folder} could be read as an article ({reasons}).")
    case.write(args.out)
    if not args.quiet:
        sizes = ", ".join(f"{len(data)} {name.replace('_', ' ')}" for name, data in case.tables.items() if len(data))
        print(f"{case.title}: {sizes}.\nTables in {Path(args.out)} (CSV and Parquet).")
        if gaps := not_known(case):
            print(gaps)
        for row in case.problems.itertuples():
            print(f"  {row.file}: {row.problem} ({row.detail})", file=sys.stderr)
    return 0


def _add_run(commands: argparse._SubParsersAction) -> None:
    p = commands.add_parser("run", help="build a case and execute every notebook on it")
    p.add_argument(
        "case", metavar="CASE", nargs="?", default="dual-use", help="a case or a folder of articles (default dual-use)"
    )
    p.add_argument("--out", metavar="DIR", help="where everything goes (default data/derived/<case>)")
    p.add_argument("--workers", type=int, default=1, metavar="N", help="processes for building (default 1)")
    p.set_defaults(do=_run)


def _run(args: argparse.Namespace) -> int:
    return run_suite(args.case, out=args.out, workers=args.workers)


def _add_score(commands: argparse._SubParsersAction) -> None:
    p = commands.add_parser(
        "score", help="score tables against answer keys and development data (needs the folder shared/)"
    )
    p.add_argument("--shared", metavar="DIR", help="folder with benchmarks/ and articles/ (default ../shared)")
    p.add_argument("--only", metavar="NAME", choices=BENCHMARKS, help="one benchmark only")
    p.add_argument("--verbose", action="store_true", help="list what was missed and what was wrong")
    p.set_defaults(do=_score)


def _score(args: argparse.Namespace) -> int:
    return score_all(shared=args.shared, only=args.only, verbose=args.verbose)


def _add_export(commands: argparse._SubParsersAction) -> None:
    told = "; ".join(f"{name}: {what}" for name, (_, _, _, what) in FORMATS.items())
    p = commands.add_parser("export", help="a case in another program's format", description=told)
    p.add_argument("format", metavar="FORMAT", choices=FORMATS, help=", ".join(FORMATS))
    p.add_argument("case", metavar="CASE", help="a case or a folder of articles")
    p.add_argument("--out", required=True, metavar="PATH", help="the file, or a folder for it")
    p.set_defaults(do=_export)


def _export(args: argparse.Namespace) -> int:
    print(export(Case(args.case), args.format, args.out))
    return 0


def _add_verify(commands: argparse._SubParsersAction) -> None:
    p = commands.add_parser("verify", help="make the tables anew and say which rows changed since, and why")
    p.add_argument("case", metavar="CASE", help="a case or a folder of articles")
    p.add_argument("--tables", required=True, metavar="DIR", help="where build has put the tables and seal.json")
    p.set_defaults(do=_verify)


def _verify(args: argparse.Namespace) -> int:
    changes = verify(Case(args.case), args.tables)
    for row in changes.itertuples():
        print(f"{row.table} {row.row_id} {row.change}: {row.because}" + (f" | {row.words}" if row.words else ""))
    print("The seal holds: nothing has changed." if changes.empty else f"{len(changes)} changes.")
    return 0 if changes.empty else 1


def _add_check(commands: argparse._SubParsersAction) -> None:
    p = commands.add_parser(
        "check", help="what to look at in a case: files not read, corrections not applied or disputed"
    )
    p.add_argument("case", metavar="CASE", help="a case or a folder of articles")
    p.set_defaults(do=_check)


def _check(args: argparse.Namespace) -> int:
    case = Case(args.case)
    for row in case.problems.itertuples():
        print(f"{row.file}: {row.problem} ({row.detail})")
    for row in case.conflicts.to_dict("records"):
        about = " ".join(x for x in (row["action"], row["table"], row["row_id"], row["field"]) if x)
        print(
            f"correction {row['correction_id']} by {row['author']}, {about}: {row['conflict'] or row['outcome']}; {row['detail']}"
        )
    n = len(case.problems) + len(case.conflicts)
    print(f"{case.title}: {n or 'nothing'} to look at; {len(case.corrections)} corrections.")
    return 1 if n else 0


if __name__ == "__main__":
    sys.exit(main())
