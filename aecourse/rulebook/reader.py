"""Reading regimes and tables: every fault of a file is found before anything of it is used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from ..base.language import Phrase
from .faults import Faults, Raw, phrase
from .metrics import METRICS
from .model import Alternative, Parameter, Regime, Source, Table
from .online import limit_in, misnamed
from .values import Fixed, fixed, misfit
from .vocabulary import CONFIDENCES, TOLD, UNITS, WINDOWS

TABLE_KEYS = ("id", "name", "summary", "parameters")
REGIME_KEYS = (*TABLE_KEYS, "short", "metrics", "outcome", "check")
MAY_LACK = ("short", "check")
"""The keys of a regime that may be left out."""

PARAMETER_KEYS = (
    "value",
    "unknown",
    "same_as",
    "unit",
    "window",
    "sources",
    "confidence",
    "meaning",
    "note",
    "illustrative",
    "alternatives",
    "told",
    "instead",
    "names",
)
CHECK_KEYS = ("day", "months", "first", "product")
ALTERNATIVE_KEYS = ("value", "sources", "note")


def table_from(raw: Raw, sources: Mapping[str, Source], faults: Faults) -> Table:
    """The dated table in *raw*; what is wrong goes to *faults*."""
    faults.unknown_keys("", raw, TABLE_KEYS)
    identity, name, summary = _head(raw, faults)
    parameters = parameters_from(raw, sources, {}, faults)
    _check_dates(parameters, faults)
    return Table(identity, name, summary, Fixed(parameters))


def regime_from(
    raw: Raw,
    sources: Mapping[str, Source],
    tables: Mapping[str, Raw],
    faults: Faults,
    outcomes: Collection[str] | None = None,
) -> Regime:
    """The regime in *raw*.

    *tables* (still raw) serve parameters that are ``same_as`` one of them; *outcomes* are the kinds of
    outcome that it may name (``None``: any, for whoever judges by it knows them).
    """
    faults.unknown_keys("", raw, REGIME_KEYS)
    identity, name, summary = _head(raw, faults)
    parameters = parameters_from(raw, sources, tables, faults)
    _check_span(parameters, faults)
    _check_dates(parameters, faults)
    _check_told(parameters, faults)
    metrics = raw.get("metrics", [])
    if not isinstance(metrics, list) or not metrics:
        faults.add("metrics", "needs at least one metric id", "至少需要一个指标")
        metrics = []
    for metric in metrics:
        if not isinstance(metric, str) or limit_in(metric) is None:
            faults.word("metrics", metric, METRICS, "metric", "指标")
    reason = misnamed(parameters, tuple(map(str, metrics)))
    if reason is not None:
        faults.add("metrics", reason.en, reason.zh)
    outcome = raw.get("outcome", "")
    if outcomes is not None:
        faults.word("outcome", outcome, outcomes, "outcome", "考核结果类型")
    check = _check_from(raw.get("check", {}), parameters, faults)
    return Regime(
        identity,
        name,
        summary,
        Fixed(parameters),
        metrics=tuple(map(str, metrics)),
        outcome=str(outcome),
        check=Fixed(check),
        short=phrase(raw["short"], "short", faults) if "short" in raw else name,
    )


def _check_span(parameters: Mapping[str, Parameter], faults: Faults) -> None:
    """From when to when a regime holds, as far as texts reach, and on which clock."""
    for key, unit in (("effective_from", "date"), ("clock", "time_zone")):
        found = parameters.get(key)
        if found is None or found.is_unknown or found.unit != unit or not _is_single(found):
            faults.add(
                f"parameters.{key}",
                f"every regime needs a single one, in unit {unit}",
                f"每套规则都必须有且只有一个值，单位 {unit}",
            )
    end = parameters.get("effective_to")
    if end is not None and (end.unit != "date" or not _is_single(end)):
        faults.add("parameters.effective_to", "must be one date", "必须是一个日期")
    for key in ("last_seen", "changed_by"):
        day = parameters.get(key)
        if day is not None and (day.unit != "date" or day.is_unknown or not _is_single(day)):
            faults.add(f"parameters.{key}", "must be one date", "必须是一个日期")


def _head(raw: Raw, faults: Faults) -> tuple[str, Phrase, Phrase]:
    identity = raw.get("id")
    if not isinstance(identity, str) or not identity.isidentifier():
        faults.add(
            "id",
            f"{identity!r} is not a word of letters, digits and _",
            f"{identity!r} 不是由字母、数字和 _ 组成的标识",
        )
    elif f"{identity}.toml" != faults.file.rsplit("/", 1)[-1]:
        faults.add("id", f"{identity!r} differs from the file's name", f"{identity!r} 与文件名不一致")
    return (str(identity), phrase(raw.get("name"), "name", faults), phrase(raw.get("summary"), "summary", faults))


def parameters_from(
    raw: Raw, sources: Mapping[str, Source], tables: Mapping[str, Raw], faults: Faults
) -> dict[str, Parameter]:
    """The parameters of a file by key; what is wrong goes to *faults*."""
    entries = raw.get("parameters", {})
    if not isinstance(entries, Mapping) or not entries:
        faults.add("parameters", "there are none", "没有任何参数")
        return {}
    found = {}
    for key, entry in entries.items():
        where = f"parameters.{key}"
        if not isinstance(entry, Mapping):
            faults.add(where, "is not a table", "不是一个表")
            continue
        faults.unknown_keys(where, entry, PARAMETER_KEYS)
        whole = _with_model(where, entry, tables, faults)
        if whole is not None:
            found[key] = _parameter(key, whole, sources, faults)
    return found


def _with_model(
    where: str, entry: Mapping[str, Any], tables: Mapping[str, Raw], faults: Faults
) -> Mapping[str, Any] | None:
    """*entry* laid over the parameter that it is ``same_as``, written ``table.key``."""
    if "same_as" not in entry:
        return entry
    table, _, key = str(entry["same_as"]).partition(".")
    model = tables.get(table, {}).get("parameters", {}).get(key)
    if model is None:
        text = entry["same_as"]
        faults.add(f"{where}.same_as", f"no table has {text!r}", f"没有任何规则表含有 {text!r}")
        return None
    own = {name: value for name, value in entry.items() if name != "same_as"}
    return {**model, **own}


def _parameter(key: str, raw: Mapping[str, Any], sources: Mapping[str, Source], faults: Faults) -> Parameter:
    where = f"parameters.{key}"
    unit, window, confidence = (raw.get(name, "") for name in ("unit", "window", "confidence"))
    unit_known = faults.word(f"{where}.unit", unit, UNITS, "unit", "单位")
    faults.word(f"{where}.window", window, WINDOWS, "window", "期间")
    faults.word(f"{where}.confidence", confidence, CONFIDENCES, "confidence", "可信度")
    is_unknown = raw.get("unknown") is True
    named = _source_ids(where, raw.get("sources"), sources, faults)
    _check_given(where, raw, is_unknown, confidence, faults)
    others = raw.get("alternatives", [])
    if not isinstance(others, list):
        faults.add(f"{where}.alternatives", "is not a list of tables", "不是由表组成的列表")
        others = []
    alternatives = tuple(_alternative(f"{where}.alternatives", other, sources, faults) for other in others)
    if unit_known:
        values = [("value", raw["value"])] if "value" in raw else []
        values += [("illustrative", raw["illustrative"])] if "illustrative" in raw else []
        values += [("alternatives", other.value) for other in alternatives]
        for name, value in values:
            reason = misfit(value, unit)
            if reason is not None:
                faults.add(f"{where}.{name}", reason.en, reason.zh)
    _check_evidence(where, raw, str(confidence), named, sources, faults)
    told = raw.get("told")
    if told is not None:
        faults.word(f"{where}.told", told, TOLD, "reason for being told only", "仅作说明的原因")
    return Parameter(
        key,
        None if is_unknown else fixed(raw.get("value")),
        str(unit),
        str(window),
        named,
        str(confidence),
        phrase(raw.get("meaning"), f"{where}.meaning", faults),
        phrase(raw["note"], f"{where}.note", faults) if "note" in raw else None,
        fixed(raw.get("illustrative")),
        alternatives,
        is_unknown,
        None if told is None else str(told),
        _words(f"{where}.instead", raw.get("instead", []), faults),
        _words(f"{where}.names", raw.get("names", []), faults),
    )


def _words(where: str, raw: Any, faults: Faults) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(word, str) for word in raw):
        faults.add(where, "is not a list of names", "不是由名称组成的列表")
        return ()
    return tuple(raw)


def _check_told(parameters: Mapping[str, Parameter], faults: Faults) -> None:
    """What is named in the place of a parameter that is only told must act."""
    for key, parameter in parameters.items():
        where = f"parameters.{key}.instead"
        if parameter.instead and parameter.told is None:
            faults.add(where, "stands only beside `told`", "只能与 `told` 并列")
        for name in parameter.instead:
            if name not in parameters or parameters[name].told is not None:
                faults.add(where, f"{name!r} is not a parameter here that acts", f"{name!r} 不是本规则中起作用的参数")


def _check_given(where: str, raw: Mapping[str, Any], is_unknown: bool, confidence: Any, faults: Faults) -> None:
    """Whether the parameter has a value, or else says openly that it has none."""
    if "unknown" in raw and not is_unknown:
        faults.add(f"{where}.unknown", "can only be true, or be left out", "只能写 true，或不写")
    if is_unknown:
        if "value" in raw:
            faults.add(f"{where}.value", "an unknown parameter has no value", "未知参数不应有数值")
        if confidence != "unknown":
            faults.add(f"{where}.confidence", "must be 'unknown' here", "此处必须为 'unknown'")
        return
    if "value" not in raw:
        faults.add(
            f"{where}.value",
            "is missing; write `unknown = true` where the public does not know it",
            "缺失；公开资料没有的数值，请写 `unknown = true`",
        )
    elif confidence == "unknown":
        faults.add(f"{where}.confidence", "a known value is not 'unknown'", "已知数值不能标为 'unknown'")
    if "illustrative" in raw:
        faults.add(f"{where}.illustrative", "stands only beside an unknown value", "只能与未知数值并列")


def _check_evidence(
    where: str,
    raw: Mapping[str, Any],
    confidence: str,
    named: tuple[str, ...],
    sources: Mapping[str, Source],
    faults: Faults,
) -> None:
    """Whether the confidence is borne out by what stands beside it."""
    kinds = {sources[name].kind for name in named if name in sources}
    if confidence == "confirmed_official" and kinds and not kinds & {"official", "api"}:
        faults.add(f"{where}.confidence", "none of the sources is the platform's own", "来源中没有平台官方页面或接口")
    if confidence == "article_only" and kinds - {"article"}:
        faults.add(f"{where}.confidence", "a source besides the articles is given", "另有原文章之外的来源")
    if confidence == "conflicting" and not raw.get("alternatives"):
        faults.add(f"{where}.alternatives", "a conflict needs its other side", "来源矛盾时必须列出另一方")
    if confidence in ("inference", "derived") and "note" not in raw:
        faults.add(f"{where}.note", "say how the value was inferred", "请说明数值如何推断得出")


def _source_ids(where: str, raw: Any, sources: Mapping[str, Source], faults: Faults) -> tuple[str, ...]:
    key = f"{where}.sources"
    if not isinstance(raw, list) or not raw:
        faults.add(key, "a parameter needs at least one source", "每个参数至少需要一个来源")
        return ()
    for name in raw:
        if not isinstance(name, str) or name not in sources:
            faults.add(key, f"there is no source {name!r} in sources.toml", f"sources.toml 中没有来源 {name!r}")
    return tuple(map(str, raw))


def _alternative(where: str, raw: Any, sources: Mapping[str, Source], faults: Faults) -> Alternative:
    entry: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    faults.unknown_keys(where, entry, ALTERNATIVE_KEYS)
    return Alternative(
        fixed(entry.get("value")),
        _source_ids(where, entry.get("sources"), sources, faults),
        phrase(entry.get("note"), f"{where}.note", faults),
    )


_IN_ORDER = (
    "announced",
    "published",
    "effective_from",
    "first_check",
    "penalties_from",
    "last_seen",
    "changed_by",
    "effective_to",
)


def _check_dates(parameters: Mapping[str, Parameter], faults: Faults) -> None:
    """A rule is published, begins, is first checked, punishes and ends in this order."""
    dated = [
        (key, parameters[key].value)
        for key in _IN_ORDER
        if key in parameters
        and parameters[key].unit == "date"
        and _is_single(parameters[key])
        and misfit(parameters[key].value, "date") is None
    ]
    latest: tuple[str, Any] = ("", date.min)
    for key, day in dated:
        before, first = latest
        if day < first:
            faults.add(f"parameters.{key}", f"{day} lies before {before} {first}", f"{day} 早于 {before} 的 {first}")
        else:
            latest = (key, day)


def _is_single(parameter: Parameter) -> bool:
    return not isinstance(parameter.value, (tuple, Mapping))


def _check_from(raw: Any, parameters: Mapping[str, Parameter], faults: Faults) -> dict[str, str]:
    """The parameters that hold the check days, by role."""
    if not isinstance(raw, Mapping):
        faults.add("check", "is not a table", "不是一个表")
        return {}
    faults.unknown_keys("check", raw, CHECK_KEYS)
    units = {"day": "day_of_month", "months": "month_of_year", "product": "day_of_month"}
    found = {}
    for role, key in raw.items():
        if role not in CHECK_KEYS:
            continue
        unit = units.get(role, "date")
        parameter = parameters.get(str(key))
        fits = parameter is not None and not parameter.is_unknown and parameter.unit == unit
        if parameter is None or not fits or (role == "first" and not _is_single(parameter)):
            faults.add(
                f"check.{role}",
                f"{key!r} is not a known parameter in unit {unit}",
                f"{key!r} 不是单位为 {unit} 的已知参数",
            )
        else:
            found[role] = str(key)
    if raw and "day" not in raw:
        faults.add("check.day", "is missing", "缺失")
    return found
