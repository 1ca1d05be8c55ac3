"""``aecourse lab | doctor | progress | report``: the course from the terminal, in English or Chinese."""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from .. import __version__
from ..base.errors import CourseError
from ..base.language import LANGUAGES, Language, Phrase, checked_language, join, set_language
from . import workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 well, 1 something is wrong, 2 not understood, 130 stopped)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # whatever is in a path, it can be printed
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    course = _language_of(arguments)
    set_language(course if _can_print(course) else "en")
    given = _parser().parse_args(arguments, argparse.Namespace(course=course))
    try:
        return int(given.run(given))
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt as stopped:
        print(stopped.args[0] if stopped.args else Phrase("Stopped.", "已停止。"), file=sys.stderr)
        return 130


def system_language(environment: Mapping[str, str] | None = None) -> Language:
    """The language of this computer: Chinese if its settings say so, otherwise English."""
    environment = os.environ if environment is None else environment
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    system = (locale.getlocale()[0] or "").lower()  # Windows has none of these variables
    return "zh" if system.startswith(("zh", "chinese")) else "en"


def _language_of(arguments: Sequence[str]) -> Language:
    """The language to speak: as asked, as the course was last opened, or the computer's."""
    before = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    before.add_argument("--language", choices=LANGUAGES)
    before.add_argument("--folder", type=Path)
    try:
        given, _ = before.parse_known_args(arguments)
    except argparse.ArgumentError:
        return system_language()
    if given.language:
        return checked_language(given.language)
    folder = given.folder or workspace.find_course()
    return (workspace.language_of(folder) if folder else None) or system_language()


def _can_print(language: Language) -> bool:
    """Has this terminal the characters of *language*?  If it has no Chinese, English is better."""
    words = Phrase("course", "课程").text(language)
    try:
        for stream in (sys.stdout, sys.stderr):
            words.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _course_folder(given: str) -> Path:
    """The folder that ``--folder`` names; argparse tells what is wrong with it, and ends with 2."""
    folder = Path(given)
    place = next(one for one in (folder, *folder.absolute().parents) if os.path.lexists(one))
    if not os.path.isdir(place):  # noqa: PTH112 - a closed folder is none
        wrong = Phrase(
            f"{place} is not a folder. Name a folder of your own, or a new one.",
            f"{place} 不是文件夹。请指定自己的文件夹，或一个新的名称。",
        )
    elif not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        wrong = Phrase(
            f"you may not write in {place}. Name another folder.", f"没有权限写入 {place}。请指定其他文件夹。"
        )
    else:
        return folder
    raise argparse.ArgumentTypeError(str(wrong))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aecourse",
        description=str(
            Phrase(
                "How a cross-border store is scored: a course to work through.", "平台怎样考核跨境店铺：动手学的课程。"
            )
        ),
    )
    parser.add_argument("--version", action="version", version=f"aecourse {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    lab = commands.add_parser(
        "lab",
        help=str(
            Phrase("open the course in JupyterLab, in your own copy", "在 JupyterLab 中打开课程（使用你自己的副本）")
        ),
    )
    lab.add_argument(
        "--port", type=int, help=str(Phrase("the server's port (default: first free one)", "服务端口（默认自动选择）"))
    )
    lab.add_argument(
        "--no-browser",
        dest="browser",
        action="store_const",
        const=False,
        help=str(Phrase("print the address instead", "只显示访问地址，不打开浏览器")),
    )
    lab.add_argument(
        "more",
        nargs="*",
        metavar="-- ...",
        help=str(Phrase("further arguments for JupyterLab", "传给 JupyterLab 的其他参数")),
    )
    lab.set_defaults(run=_lab)

    doctor = commands.add_parser(
        "doctor", help=str(Phrase("check the installation, item by item", "逐项检查安装是否完好"))
    )
    doctor.set_defaults(run=_doctor)

    progress = commands.add_parser("progress", help=str(Phrase("show which exercises are solved", "查看练习完成情况")))
    progress.set_defaults(run=_progress)

    report = commands.add_parser(
        "report", help=str(Phrase("a report on your own store, from its orders", "用自己店铺的订单生成报告"))
    )
    _report_arguments(report)

    cards = commands.add_parser("cards", help=str(Phrase("cards to print for a class", "可打印的课堂卡片")))
    cards.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("cards.html"),
        metavar="PAGE",
        help=str(Phrase("where the page goes (default: cards.html)", "卡片保存为（默认 cards.html）")),
    )
    cards.set_defaults(run=_cards)

    for command in (lab, doctor, progress, report, cards):
        command.add_argument(
            "--language", choices=LANGUAGES, help=str(Phrase("English or Chinese", "en 为英文，zh 为中文"))
        )
        command.add_argument(
            "--folder",
            type=_course_folder,
            help=str(
                Phrase(
                    f"your course folder (default: {workspace.FOLDER} here or further up)",
                    f"你的课程文件夹（默认：本目录或上级目录中的 {workspace.FOLDER}）",
                )
            ),
        )
    return parser


def _report_arguments(report: argparse.ArgumentParser) -> None:
    report.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=str(Phrase("orders as exported: files, a folder or a zip", "导出的订单：文件、文件夹或 zip")),
    )
    report.add_argument(
        "--as-of",
        type=_date,
        metavar="DATE",
        help=str(
            Phrase("last day that counts (default: the last payment's)", "考核截止日（默认：最后一笔付款的日期）")
        ),
    )
    report.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("report.html"),
        metavar="PAGE",
        help=str(Phrase("where the page goes (default: report.html)", "报告保存为（默认 report.html）")),
    )
    report.add_argument(
        "--orders",
        type=Path,
        metavar="FOLDER",
        help=str(
            Phrase(
                "write the orders behind each metric there, XLSX and CSV", "把每个指标背后的订单写到这里（XLSX、CSV）"
            )
        ),
    )
    report.add_argument("--store", help=str(Phrase("the store's name", "店铺名称")))
    report.add_argument(
        "--mapping", help=str(Phrase("what the headings mean: an id or a TOML file", "列名对应：名称或 TOML 文件"))
    )
    report.add_argument(
        "--timezone", help=str(Phrase("zone of the file's times: Asia/Shanghai", "文件时间的时区，例如 Asia/Shanghai"))
    )
    report.add_argument(
        "--day-first",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=str(Phrase("whether 03/04/2024 is the third of April", "03/04/2024 是否为 4 月 3 日")),
    )
    report.add_argument(
        "--usd-per",
        type=_rate,
        action="append",
        metavar="RATE",
        help=str(
            Phrase(
                "US dollars for one unit of the currency: 0.14, or CNY=0.14 for each of several",
                "一个货币单位等于多少美元：0.14；有几种货币时逐个写，如 CNY=0.14",
            )
        ),
    )
    report.set_defaults(run=_report)


def _date(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        wrong = Phrase(
            f"{given!r} is not a date. Write it like 2024-09-30.", f"{given!r} 不是日期。请写成 2024-09-30 这样。"
        )
        raise argparse.ArgumentTypeError(str(wrong)) from None


def _rate(given: str) -> tuple[str, float]:
    """The currency ("" for whichever the file has) and its worth."""
    currency, _, worth = given.rpartition("=")
    try:
        return currency.strip(), float(worth)
    except ValueError:
        wrong = Phrase(
            f"{given!r} is no rate. Write it like 0.14 or CNY=0.14.",
            f"{given!r} 不是汇率。请写成 0.14 或 CNY=0.14 这样。",
        )
        raise argparse.ArgumentTypeError(str(wrong)) from None


_ANSWERS = {"timezone": "--timezone Asia/Shanghai", "day_first": "--day-first / --no-day-first"}
"""How what a reading asks for is answered in a terminal."""

_LISTED = 5  # rejected lines that the terminal tells; the page tells more, and read_orders all


def _report(given: argparse.Namespace) -> int:
    from ..base.files import write_whole
    from ..orders import read_orders
    from ..orders.reading.questions import Question
    from .report import gather, page
    from .report.files import write_offending_orders

    rates = dict(given.usd_per or [])
    if "" in rates and len(rates) > 1:
        raise CourseError(
            "--usd-per: one rate for the file, or one for each currency, such as CNY=0.14; not both.",
            "--usd-per：要么整个文件一个汇率，要么每种货币各写一个，如 CNY=0.14；不能混着写。",
        )
    try:
        reading = read_orders(
            given.files if len(given.files) > 1 else given.files[0],
            mapping=given.mapping,
            store=given.store,
            timezone=given.timezone,
            day_first=given.day_first,
            usd_per=rates.get("", rates or None),
        )
    except Question as question:
        answers = ", ".join(_ANSWERS[name] for name in question.answered_by)
        here = Phrase(f"In a terminal: {answers}", f"在终端里写作：{answers}")
        raise CourseError(join([question.phrase, here], "\n", "\n")) from None
    print(reading)
    for told in reading.first_rejected(_LISTED):
        print(told.sentence, file=sys.stderr)
    if (more := reading.counts["rejected"] - _LISTED) > 0:
        print(Phrase("… and {n:line} more", "……另有 {n:,} 行").format(n=more), file=sys.stderr)
    facts = gather(reading, given.as_of)
    written = [given.output]
    try:
        write_whole(given.output, page(facts, given.course).encode())
        if given.orders is not None:
            written += write_offending_orders(reading, facts, given.orders)
    except OSError as error:
        raise CourseError(
            f"The report cannot be written: {error.strerror or error} ({error.filename or given.output}).",
            f"报告无法写入：{error.strerror or error}（{error.filename or given.output}）。",
        ) from error
    for path in written:
        print(Phrase(f"Written: {path}", f"已写入：{path}"))
    return 0


def _cards(given: argparse.Namespace) -> int:
    from ..base.files import write_whole
    from .handouts import cards_html

    try:
        write_whole(given.output, cards_html(given.course).encode())
    except OSError as error:
        raise CourseError(
            f"The cards cannot be written: {error.strerror or error} ({given.output}).",
            f"卡片无法写入：{error.strerror or error}（{given.output}）。",
        ) from error
    print(
        Phrase(
            f"Written: {given.output}. Open it in a browser and print it on A4.",
            f"已写入：{given.output}。用浏览器打开，按 A4 打印。",
        )
    )
    return 0


def _lab(given: argparse.Namespace) -> int:
    from .lab import prepare

    language: Language = given.course
    folder = given.folder or workspace.find_course() or Path.cwd() / workspace.FOLDER
    report = workspace.deliver(folder, language=language)
    for phrase in report.phrases:
        print(phrase)
    launch = prepare(
        folder,
        language,
        browser=given.browser,
        port=given.port,
        keep_choice=given.language is None,
        trusted=report.as_delivered,
        more=given.more,
    )
    print(Phrase(f"Your copy of the lessons: {folder}", f"你的课程副本：{folder}"))
    print(
        Phrase("The course opens in your browser.", "课程将在浏览器中打开。")
        if launch.browser
        else Phrase("Open the address below in a browser to begin.", "请在浏览器中打开下面的地址开始学习。")
    )
    print(Phrase("Ctrl-C here ends it.", "在此按 Ctrl-C 结束。"), flush=True)
    return launch.run()


def _doctor(given: argparse.Namespace) -> int:
    from .doctor import closing_line, examine

    verdicts = []
    for verdict in examine(given.folder):
        print(verdict, flush=True)
        verdicts.append(verdict)
    print(closing_line(verdicts))
    return int(not all(verdict.ok for verdict in verdicts))


def _progress(given: argparse.Namespace) -> int:
    if given.folder is not None:
        os.environ["AECOURSE_PROGRESS"] = str(given.folder / "progress.json")
    elif folder := workspace.find_course():
        os.environ.setdefault("AECOURSE_PROGRESS", str(folder / "progress.json"))
    from ..exercises import progress

    print(repr(progress()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
