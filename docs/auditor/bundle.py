#!/usr/bin/env python3
"""Checks a folder of evidence: every proof in it, and the money from single usages up to what is paid.

    bundle.py KEYS FOLDER [PLAYS]

KEYS is a file with the public keys that you trust, FOLDER what `audit export` wrote; of PLAYS usages it
is printed what they say, once all holds. A line is printed
for each kind of evidence; the exit code is 0 if all of it holds, 1 if something does not, 2 if
something cannot be read. Beside it stand verify.py and digest.py; nothing else is needed.

What is checked, in this order: that no file was changed since the export; that both checkpoints are
signed and that the log of the close is the beginning of the newer one; that each statement is the one
that the close sealed; that each event and each block of usages is in the log; that each usage is in
its block, and is of the line that it is counted in; that the usages of each line come to its units;
that each step from there to the line, to the party's part of the pool, to the total and to what is
paid gives what it says, with numbers that stand in the facts that they are said to come from.
"""
import sys

sys.dont_write_bytecode = True  # a folder that is checked stays as it is

import csv
import datetime
import hashlib
import os
import re
import struct
from collections import defaultdict
from fractions import Fraction as Exact

import digest
import verify
from verify import Wrong, b64, parsed, sha

TRILLION = 10**12
NUMBER = re.compile(r"-?[0-9]{1,4000}(\.[0-9]{1,400})?(/[1-9][0-9]{0,3999})?")
PLACES = 30


def Fraction(value=0, other=None):
    """A number as the ledger writes them: no exponents, which could be of any size."""
    if isinstance(value, str):
        if NUMBER.fullmatch(value) is None or "." in value and "/" in value:
            raise ValueError("'%.40s' is no number" % value)
    elif isinstance(value, float):
        raise ValueError("'%s' is no exact number" % value)
    return Exact(value) if other is None else Exact(value, other)


def plain_file(folder, name):
    """Where a file is; a link, a pipe or a device could be of any size, or of somewhere else."""
    path = os.path.join(folder, name)
    if os.path.islink(folder) or os.path.islink(path) or not os.path.isfile(path):
        raise Wrong("%s is no plain file of the folder" % name)
    return path


def rows(folder, name):
    plain_file(folder, name)
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield parsed(line)
            except ValueError as e:
                raise ValueError("line %d of %s: %s" % (number, name, e))


def read(folder, name):
    with open(plain_file(folder, name), encoding="utf-8") as file:
        return file.read()


# ---- files, checkpoints, statements

def check_files(folder):
    listed = {}
    for line in read(folder, "SHA256SUMS").splitlines():
        total, name = line.split("  ", 1)
        listed[name] = total
    there = set()
    for at, _, names in os.walk(folder):
        there.update(os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/") for name in names)
    there.discard("SHA256SUMS")
    for name in sorted(there ^ set(listed)):
        raise Wrong("%s %s" % (name, "is missing" if name in listed else "was put in"))
    for name in sorted(listed):
        with open(plain_file(folder, name), "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != listed[name]:
                raise Wrong("%s was changed" % name)
    return "%d files, as they were written" % len(listed)


def check_log(folder, keys):
    before, now = read(folder, "checkpoint-of-close"), read(folder, "checkpoint")
    proof = parsed(read(folder, "consistency.json"))
    if proof["before"] != before or proof["checkpoint"] != now:
        raise Wrong("consistency.json is of other checkpoints than those beside it")
    said = verify.check_consistency(proof, keys)
    return verify.Checkpoint(now, keys), said


def check_statements(folder, keys, statements, found):
    at = os.path.join(folder, "statements")
    names = sorted(it for it in os.listdir(at) if it.endswith(".json") and not it.endswith(".proof.json"))
    if not names:
        raise Wrong("there is no statement")
    close = read(folder, "checkpoint-of-close")
    numbers = set()
    for name in names:
        documents = parsed(read(at, name))
        if len(documents) != 1:
            raise Wrong("%s holds %d statements" % (name, len(documents)))
        statement, proof = documents[0], parsed(read(at, name[:-len(".json")] + ".proof.json"))
        for field in ("period", "party", "currency"):
            if statement[field] != proof["statement"][field]:
                raise Wrong("%s is of %s, its proof of %s" % (name, statement[field], proof["statement"][field]))
        if digest.digest(statement) != proof["statement"]["digest"]:
            raise Wrong("the figures of %s are not those that were sealed" % name)
        if proof["checkpoint"] != close:
            raise Wrong("the proof of %s is against another checkpoint than that of the close" % name)
        verify.check_statement(proof, keys)
        closed = parsed(b64(proof["payload"]))
        if verify.Checkpoint(close, keys).size != proof["index"] + 1:
            raise Wrong("checkpoint-of-close is not that of the close")
        found["cutOff"] = closed["cutOff"]
        if verify.is_numbered(closed):
            numbers.add((proof["statement"]["number"], proof["statement"]["of"]))
        check_figures(name, statement)
        check_csv(at, name[:-len(".json")] + ".csv", statement)
        statements.append(statement)
    statements.sort(key=lambda it: it["currency"])
    if len({(it["period"], it["party"]) for it in statements}) != 1:
        raise Wrong("the statements are of several parties or months")
    if numbers and numbers != {(it, len(names)) for it in range(1, len(names) + 1)}:
        raise Wrong("%d of the party's %d statements of the month are here" % (len(names), max(numbers)[1]))
    return "%d of %s for %s, as the close sealed them%s" % (
        len(statements), statements[0]["party"], statements[0]["period"],
        ", and there are no more" if numbers else "; whether there are more is not sealed")


def check_csv(folder, name, statement):
    """The table must say what the sealed document says."""
    with open(plain_file(folder, name), encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        table = list(reader)
    if len(set(reader.fieldnames or [])) != len(reader.fieldnames or []):
        raise Wrong("%s has a column twice" % name)
    if len(table) != len(statement["lines"]):
        raise Wrong("%s has %d lines, and the statement %d" % (name, len(table), len(statement["lines"])))
    for number, (row, line) in enumerate(zip(table, statement["lines"]), 1):
        for column, text in row.items():
            said = line.get(column, statement.get(column))
            if unquoted(text) != ("" if said is None else str(said)):
                raise Wrong("%s, line %d: %s is '%s', and the statement has '%s'" % (name, number, column, text, said))


def unquoted(text):
    """A text that a spreadsheet would take for a formula has an apostrophe before it."""
    return text[1:] if text[:1] == "'" else text


def check_figures(name, statement):
    """What is under no digest must follow from what is."""
    for it in statement["lines"] + statement.get("held", []):
        if rounded(Fraction(it["exact"]), 12, True) != Fraction(it["amount"]):
            raise Wrong("%s: %s is not the amount of a line of %s" % (name, it["amount"], it["exact"]))
    if sum(Fraction(it["amount"]) for it in statement["pools"]) != Fraction(statement["total"]):
        raise Wrong("%s: its pools do not come to its total" % name)
    if "due" not in statement:
        return
    deducted = sum(Fraction(it["amount"]) for it in statement["deductions"])
    due, payable = Fraction(statement["due"]), Fraction(statement["payable"])
    if Fraction(statement["total"]) + deducted != due:
        raise Wrong("%s: its deductions do not lead from its total to what is due" % name)
    if due + Fraction(statement["broughtForward"]) + Fraction(statement["setOff"]) \
            != payable + Fraction(statement["carriedForward"]):
        raise Wrong("%s: what is due, brought forward and set off is not what is payable and carried forward" % name)
    net = payable - Fraction(statement["tax"]["amount"] if "tax" in statement else 0)
    paid = statement["exchange"]["amount"] if "exchange" in statement else statement["payout"]
    if net != Fraction(paid) and ("exchange" in statement or statement["payoutCurrency"] == statement["currency"]):
        raise Wrong("%s: what is payable, less tax, is not what is paid" % name)


# ---- events, blocks, usages

def check_events(folder, checkpoint, events):
    said, closed = 0, 0
    of_older = {}
    for it in rows(folder, "events.ndjson"):
        if "entry" not in it:
            of_older[it["place"]] = it["fact"], None
            continue
        entry = verify.check_entry(it, checkpoint)
        if entry["name"] != it["name"] or entry["stream"] != it["fact"] or entry["place"] != it["place"]:
            raise Wrong("the event at place %d is another than it says" % entry["place"])
        payload = verify.opened(it, entry, "payload") if "payload" in it else None
        said, closed = said + (payload is not None), closed + (payload is None)
        events[entry["place"]] = (entry["stream"], payload)
    for place, it in of_older.items():
        events.setdefault(place, it)
    return "%d in the log of %d with what they say, %d without, as that is another party's%s" % (
        said, checkpoint.size, closed,
        "; %d more are of before there were salts, and taken as said" % len(of_older) if of_older else "")


def check_blocks(folder, checkpoint, blocks, cut_off):
    for it in rows(folder, "blocks.ndjson"):
        entry = verify.check_entry(it, checkpoint)
        if entry["usages"] is None:
            raise Wrong("the event at place %d holds no usages" % entry["place"])
        if entry["place"] > cut_off:
            raise Wrong("the block at place %d came after the close's cut-off at %d" % (entry["place"], cut_off))
        blocks[entry["place"]] = entry["usages"], entry["root"]
    return "%d in the log of %d" % (len(blocks), checkpoint.size)


def read_header(data):
    it = verify.Bytes(data)
    if it.number(">B") != 1:
        raise ValueError("a usage of a version that is not known here")
    said = {"usageId": it.text(), "second": it.number(">q"), "nano": it.number(">i"), "useType": it.text(),
            "offering": it.text(), "territory": it.text(), "listener": it.optional(), "quantity": it.number(">q")}
    said["modelVersion"], said["containsAI"], said["output"] = it.optional(), it.optional(), it.optional()
    for _ in range(4):
        it.optional()
    said["contributions"] = it.number(">i")
    it.end()
    return said


def read_contribution(data):
    it = verify.Bytes(data)
    if it.number(">B") != 1:
        raise ValueError("a contribution of a version that is not known here")
    said = {"index": it.number(">i"), "party": it.number(">B"), "target": it.text(), "role": it.text(),
            "given": it.number(">q"), "used": it.number(">q")}
    it.end()
    return said


def check_usage(usage, line, blocks, party):
    """Its units, in trillionths, once it is proven and is of the line."""
    name = "usage %s of line %d" % (usage["usageId"], usage["line"])
    if usage["place"] not in blocks:
        raise Wrong("%s: there is no block at place %d" % (name, usage["place"]))
    count, root = blocks[usage["place"]]
    parts = [b64(it) for it in usage["parts"]]
    opened = {}
    for it in usage["opened"]:
        if sha(b"\x00" + verify.salt(it["salt"]) + b64(it["bytes"])) != parts[it["part"]]:
            raise Wrong("%s: part %d is not what its hash was made of" % (name, it["part"]))
        opened[it["part"]] = b64(it["bytes"])
    if any(len(it) != 32 for it in parts) or not verify.included(
            sha(b"\x02" + b"".join(parts)), usage["row"], count, [b64(it) for it in usage["pathInBlock"]], root):
        raise Wrong("%s is not in the block at place %d" % (name, usage["place"]))
    header = read_header(opened[0])
    for field, said in (("usageId", usage["usageId"]), ("quantity", usage["quantity"]),
                        ("offering", line["offering"]), ("useType", line["useType"]),
                        ("territory", line["territoryOfUse"])):
        if header[field] != said:
            raise Wrong("%s: its %s is %s, not %s" % (name, field, header[field], said))
    used = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=header["second"])
    if used.strftime("%Y-%m") != line["usedIn"] or usage["usedAt"][:19] != used.isoformat()[:19]:
        raise Wrong("%s was used in %s, and its line is of %s" % (name, used.isoformat(), line["usedIn"]))
    weight = Fraction(usage["weight"]) * TRILLION
    if usage["output"] is None:
        contribution = read_contribution(opened[usage["contribution"] + 1])
        target = party if line["asset"] is None else line["asset"]
        if contribution["target"] != target or contribution["party"] != (line["asset"] is None):
            raise Wrong("%s: its contribution %d is of %s" % (name, usage["contribution"], contribution["target"]))
        if contribution["index"] != usage["contribution"] or contribution["used"] != weight:
            raise Wrong("%s: its contribution has another weight" % name)
    elif header["output"] != usage["output"] or header["contributions"]:
        raise Wrong("%s is no play of output %s" % (name, usage["output"]))
    units = header["quantity"] * weight
    if units != Fraction(usage["units"]) * TRILLION:
        raise Wrong("%s: quantity times weight is not its units" % name)
    return units


def check_usages(folder, blocks, lines, party):
    sums, seen, count, outputs = defaultdict(Fraction), set(), 0, 0
    for it in rows(folder, "usages.ndjson"):
        if it["line"] not in lines:
            raise Wrong("usage %s is of line %d, which is not there" % (it["usageId"], it["line"]))
        one = (it["line"], it["known"], it["place"], it["row"], it["contribution"])
        if one in seen:
            raise Wrong("usage %s is counted twice in line %d" % (it["usageId"], it["line"]))
        seen.add(one)
        sums[it["line"], it["known"]] += check_usage(it, lines[it["line"]]["line"], blocks, party)
        count += 1
        outputs += it["output"] is not None
    for number, it in lines.items():
        come = (sums[number, "now"] - sums[number, "before"]) / TRILLION
        if come != Fraction(it["line"]["units"]):
            raise Wrong("the usages of line %d come to %s units, and the statement has %s" % (
                number, come, it["line"]["units"]))
    said = "%d in their blocks, which come to the units of all lines" % count
    return said + (", %d plays of outputs by the weights that are said" % outputs if outputs else "")


# ---- the steps

def rounded(value, decimals, half_up):
    if not 0 <= decimals <= PLACES:
        raise Wrong("nothing is rounded to %d decimals" % decimals)
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator) if half_up else int(scaled)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def fold(operation):
    def of(values):
        result = values[0]
        for it in values[1:]:
            result = operation(result, it)
        return result
    return of


OPERATIONS = {
    "take": lambda v: v[0],
    "sum": fold(lambda a, b: a + b),
    "product": fold(lambda a, b: a * b),
    "difference": fold(lambda a, b: a - b),
    "quotient": fold(lambda a, b: a / b),
    "percent": lambda v: v[0] * v[1] / 100,
    "greatest": max,
    "least": min,
    "round": lambda v: rounded(v[0], int(v[1]), True),
    "cut": lambda v: rounded(v[0], int(v[1]), False),
    "less": lambda v: Fraction(v[0] < v[1]),
}


def numbers(value, to):
    """All numbers that a fact says, also in what it holds as text."""
    if isinstance(value, dict):
        for it in value.values():
            numbers(it, to)
    elif isinstance(value, list):
        for it in value:
            numbers(it, to)
    elif isinstance(value, int) and not isinstance(value, bool):
        to.add(Fraction(value))
    elif isinstance(value, str) and NUMBER.fullmatch(value) and not ("." in value and "/" in value):
        to.add(Fraction(value))
    elif isinstance(value, str) and value[:1] == "{":
        try:
            numbers(parsed(value), to)
        except (ValueError, RecursionError):
            pass  # a text that only looks like one
    return to


def redo(explained, events, known_numbers, cut_off):
    """What each step gives, as part.step."""
    name = "line %d" % explained["line"]["line"]
    facts = {it["number"]: it for it in explained["facts"]}
    values, from_facts, as_said = {}, 0, 0
    for part in explained["parts"]:
        for step in part["steps"]:
            operands = []
            for it in step["operands"]:
                value = Fraction(it["value"])
                if it["step"] is not None:
                    said = values.get(part["part"] + "." + it["step"], values.get(it["step"]))
                    if value != said:
                        raise Wrong("%s: %s takes %s from %s, which gave %s" % (
                            name, step["step"], value, it["step"], said))
                # What a settlement took names the contract, and is itself under the seal.
                if it["fact"] is not None and part["part"] != "statement":
                    from_facts += check_number(name, value, it, facts[it["fact"]], events, known_numbers, cut_off)
                as_said += it["step"] is None and it["fact"] is None
                operands.append(value)
            value = OPERATIONS[step["operation"]](operands)
            if value != Fraction(step["value"]):
                raise Wrong("%s: %s says %s and comes to %s" % (name, step["step"], step["value"], value))
            if part["part"] + "." + step["step"] in values:
                raise Wrong("%s has two steps %s" % (name, step["step"]))
            values[part["part"] + "." + step["step"]] = value
            if step["step"] == "line" and all(
                    it["step"] is None and it["fact"] is None for it in step["operands"]):
                raise Wrong("%s: its amount is taken from nowhere" % name)
    return values, from_facts, as_said


def check_number(name, value, operand, fact, events, known_numbers, cut_off):
    """Whether a fact whose content is here says the number."""
    if "/" not in fact["fact"]:
        return 0  # a comparable licence of another, which has no name here
    if fact["place"] not in events or fact["place"] > cut_off:
        raise Wrong("%s: %s is not at place %d of the log that was closed" % (name, fact["fact"], fact["place"]))
    stream, payload = events[fact["place"]]
    if stream != fact["fact"]:
        raise Wrong("%s: place %d is %s, not %s" % (name, fact["place"], stream, fact["fact"]))
    if payload is None:
        if fact["fact"].split("/")[0] in OPEN:
            raise Wrong("%s: what %s says is not shown" % (name, fact["fact"]))
        return 0
    if fact["place"] not in known_numbers:
        known_numbers[fact["place"]] = numbers(parsed(payload), set())
    if value not in known_numbers[fact["place"]] and -value not in known_numbers[fact["place"]]:
        raise Wrong("%s: %s, %s, is not what %s says" % (name, operand["name"], value, fact["fact"]))
    return 1


# Facts that concern everybody, and are always shown.
OPEN = ("revenue", "rate", "offering", "policy", "tax")

SAME = ("adjusts", "offering", "territory", "territoryOfUse", "useType", "asset", "licence", "part", "usedIn", "exact")


def check_lines(folder, statements, events, lines, cut_off):
    of_statements = []
    for statement in statements:
        for kind in ("lines", "held"):
            of_statements += [(statement, it, kind == "held") for it in statement.get(kind, [])]
    pools, known_numbers, steps, from_facts, as_said = {}, {}, 0, 0, 0
    for explained in rows(folder, "lines.ndjson"):
        line = explained["line"]
        number = line["line"]
        if number in lines or not 1 <= number <= len(of_statements):
            raise Wrong("line %d is explained twice, or is in no statement" % number)
        statement, recorded, held = of_statements[number - 1]
        if any(line.get(it) != recorded.get(it) for it in SAME) or line["held"] != held \
                or line["currency"] != statement["currency"] or Fraction(line["units"]) != Fraction(recorded["units"]):
            raise Wrong("line %d is explained as another than stands in the statement" % number)
        values, of_facts, said = redo(explained, events, known_numbers, cut_off)
        steps, from_facts, as_said = steps + len(values), from_facts + of_facts, as_said + said
        last = "adjustment" if line.get("adjusts") else "calculation"
        if values[last + ".line"] != Fraction(recorded["exact"]):
            raise Wrong("line %d comes to %s, and the statement has %s" % (
                number, values[last + ".line"], recorded["exact"]))
        lines[number] = {"line": line}
        pool = tuple(line.get(it) for it in ("currency", "adjusts", "licence", "part", "offering", "territory"))
        if pools.setdefault(pool, values[last + ".party.amount"]) != values[last + ".party.amount"]:
            raise Wrong("line %d: its pool gives two amounts" % number)
        check_paid(statement, values, number)
    if len(lines) != len(of_statements):
        raise Wrong("%d of %d lines are explained" % (len(lines), len(of_statements)))
    check_pools(statements, pools)
    for statement in statements:
        total = sum((it for pool, it in pools.items() if pool[0] == statement["currency"]), Fraction())
        if total != Fraction(statement["total"]):
            raise Wrong("the pools come to %s %s, and the statement has %s" % (
                total, statement["currency"], statement["total"]))
    return ("%d in %d steps, which come to each total and payout; %d numbers stand in facts that are shown, %d are "
            "taken as said: counts over all parties, and what rules lay down" % (len(lines), steps, from_facts, as_said))


def check_pools(statements, pools):
    """What the statement shows of each pool is what its lines were rounded to."""
    for statement in statements:
        for it in statement["pools"]:
            pool = (statement["currency"],) + tuple(
                it.get(field) for field in ("adjusts", "licence", "part", "offering", "territory"))
            if pool in pools and pools[pool] != Fraction(it["amount"]):
                raise Wrong("pool %s gives %s, and the statement has %s" % (
                    " ".join(str(field) for field in pool if field), pools[pool], it["amount"]))


def check_paid(statement, values, number):
    for step, field in (("total", "total"), ("due", "due"), ("payable", "payable"), ("payout", "payout")):
        value = values.get("statement.statement." + step)
        if value is not None and field in statement and value != Fraction(statement[field]):
            raise Wrong("line %d: %s comes to %s, and the statement has %s" % (number, step, value, statement[field]))


# ---- all of it

def check(folder, keys):
    """Each kind of evidence, and what it says or what is wrong with it; what depends on what is wrong is left out."""
    found = {}
    statements, events, blocks, lines = [], {}, {}, {}

    def log():
        found["checkpoint"], said = check_log(folder, keys)
        return said

    for name, needs, work in (
            ("files", (), lambda: check_files(folder)),
            ("log", (), log),
            ("statements", ("log",), lambda: check_statements(folder, keys, statements, found)),
            ("events", ("log",), lambda: check_events(folder, found["checkpoint"], events)),
            ("blocks", ("statements",),
             lambda: check_blocks(folder, found["checkpoint"], blocks, found["cutOff"])),
            ("lines", ("statements", "events"), lambda: check_lines(folder, statements, events, lines, found["cutOff"])),
            ("usages", ("lines", "blocks"),
             lambda: check_usages(folder, blocks, lines, statements[0]["party"]))):
        if any(it not in found for it in needs):
            yield "WRONG", name, "cannot be checked, as %s is wrong" % " or ".join(
                it for it in needs if it not in found)
            continue
        try:
            said = work()
            found[name] = True
            yield "ok", name, said
        except Wrong as e:
            yield "WRONG", name, e
        except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, MemoryError,
                struct.error, csv.Error, StopIteration, RecursionError) as e:
            yield "UNREADABLE", name, "%s: %s" % (type(e).__name__, e)


def show_plays(folder, most):
    for number, it in enumerate(rows(folder, "usages.ndjson")):
        if number == most:
            break
        said = "; ".join(verify.read_part(part["part"], b64(part["bytes"])) for part in it["opened"])
        print("line %d\t%s units\t%s" % (it["line"], it["units"], said))


def main(arguments):
    if len(arguments) not in (2, 3) or not "".join(arguments[2:]).isdecimal() and len(arguments) == 3:
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        keys = verify.read_keys(arguments[0])
    except (OSError, ValueError) as e:
        print("cannot read the keys: %s" % e, file=sys.stderr)
        return 2
    sys.stdout.reconfigure(errors="backslashreplace")
    code = 0
    for how, name, said in check(arguments[1], keys):
        print("%s\t%s\t%s" % (how, name, said))
        code = max(code, {"ok": 0, "WRONG": 1, "UNREADABLE": 2}[how])
    if code == 0 and len(arguments) == 3:
        show_plays(arguments[1], int(arguments[2]))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
