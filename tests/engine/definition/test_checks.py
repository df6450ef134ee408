"""A definition that does not hold together is refused with a sentence for each fault."""

from pathlib import Path

import pytest

from tests.engine.definition.writing import GOOD, changed, loaded, problems


def test_a_good_definition_is_accepted(tmp_path: Path) -> None:
    app = loaded(tmp_path)
    assert app.fields["kind"].uid == "kind"
    assert app.views["board"].kind == "kanban"


FAULTS = [
    # keys, words, names
    ("icon: wrench", "icon: wrench\nrules: {}", "not executed by this version"),
    ("assignable: {}", "assignable: {}\n  offline: {}", "not executed by this version"),
    ("kind: table", "kind: map", "not executed by this version"),
    ("kind: table", "kind: calendar", "A calendar says “starts”"),
    ("name: {fr: Quoi, en: What}", "name: {fr: Quoi}", "The key “en” is missing"),
    ("name: {fr: Quoi, en: What}", "name: {fr: Quoi, en: ''}", "Too short"),
    ("name: {fr: Quoi, en: What}", "name: Quoi", "takes a list of"),
    ("version: 1.0.0", "version: 1.0", "not a version"),
    ("version: 1.0.0", "version: 1.0.0\nengine: 2", "is not possible here"),
    ("app: repairs", "app: réparations", "cannot be a name"),
    ("app: repairs", "app: mending", "The folder is called “repairs”"),
    ("family: field", "family: fild", "Did you mean “field”?"),
    ("icon: wrench", "icon: wrench\nhue: rose", "There is no hue “rose”"),
    ("type: money", "type: monney", "Did you mean “money”?"),
    ("  helper: {type: person", "  due: {type: person", "already means something"),
    ("type: money,", "type: money, currency: FRF,", "not known here"),
    ("      light:", "      Light:", "cannot be a name"),
    ("    filter: true", "    filter: yes", "takes true or false"),
    ("    filter: true", "    filter: true\n    default: gas", "stands for nothing"),
    # title, number, summary
    ("icon: wrench", 'icon: wrench\ntitle: "{kin}"', "Did you mean “kind”?"),
    ("icon: wrench", 'icon: wrench\ntitle: "{cost}"', "is restricted"),
    ("icon: wrench", "icon: wrench\ntitle: Réparation", "must say at least one field"),
    ("  title: {type: text, required: true", "  name_: {type: text", "Add a field “title”"),
    ("icon: wrench", 'icon: wrench\nnumber: "R-{year}"', "{seq} once"),
    ("icon: wrench", "icon: wrench\nsummary: [cost]", "is restricted"),
    # states and moves
    ("to: done, who", "to: finished, who", "stands for nothing"),
    ("from: new, to", "from: nwe, to", "Did you mean “new”?"),
    ("en: Done}, final: true}", "en: Done}}", "Nothing leaves “done”"),
    (
        "moves:\n",
        "moves:\n  x: {name: {fr: X, en: X}, from: any, to: done, who: owner, main: true}\n",
        "already the main button",
    ),
    ("who: [assignee], main", "who: [assignee], require: [prise], main", "stands for nothing"),
    ("who: [assignee], main", "who: [assignee], set: {kind: gas}, main", "does not fit"),
    ("who: [assignee], main", "who: [assignee], set: {assignee: actor, kind: water}, main", ""),
    ("measures:", "  _: 1\nmeasures:", "cannot be a name"),
    # people
    ("who: [assignee], main", "who: [asignee], main", "Did you mean “assignee”?"),
    ("who: [assignee], main", 'who: ["assignee@nwe"], main', "Did you mean “new”?"),
    ("who: [assignee], main", 'who: ["every one"], main', "names nobody"),
    ("who: [assignee], main", "who: [manager(helper)], main", "names nobody"),
    ("measures:", "notify: {created: [manager(helpr)]}\nmeasures:", "Did you mean “helper”?"),
    ("who: [assignee], main", "who: [helper, assignee], main", ""),
    (
        "states:\n",
        "may: {view: [animator, assignee]}\nstates:\n",
        "would create an item and not see",
    ),
    ("states:\n", "may: {view: [author, animator]}\nstates:\n", "“assignee” would be awaited"),
    ("states:\n", "may: {create: author}\nstates:\n", "Before it is created"),
    ("states:\n", "may: {view: [awaited, author]}\nstates:\n", "cannot decide"),
    ("  assignable: {}\n", "", "stands for nothing"),
    (
        "cost: {type: money, read: [animator]",
        "cost: {type: money, write: [member], read: [animator]",
        "would fill this field and not read it",
    ),
    (
        "cost: {type: money, read: [animator]",
        "cost: {type: money, required: true, write: [owner]",
        "whoever creates the item cannot fill it",
    ),
    # views and conditions
    ("card: [kind, assignee]", "card: [kind, price]", "stands for nothing"),
    ("card: [kind, assignee]", "card: [cost]", "restricted"),
    ("card: [kind, assignee]", "columns: [kind]", "has no “columns”"),
    ("by: state, ", "", "A board says “by”"),
    ("by: state", "by: helper", "stands for nothing"),
    ("sort: [-created]", "sort: [kind]", "Give it “sort: true”"),
    ("sort: [-created]", "sort: [-created], default: true", "already the view that opens"),
    ("  open: {", "  nouveau: {", "already an address"),
    ("'water'\"", "'water' && helper == me\"", "Give it “filter: true”"),
    ("'water'\"", "'water' && knid == 'x'\"", "Did you mean “kind”?"),
    ("'water'\"", "'water' &&\"", ""),
    ("'water'\"", '3"', "not of the same kind"),
    ("!final && kind == 'water'", "kind + 'x'", "true or false"),
    ("!final && kind == 'water'", "kind.startsWith('w')", "beyond that"),
    ("states:\n", "forms: {create: {fields: [kind]}}\nstates:\n", "leaves out a required field"),
    # measures, behaviours, tests
    ("time_in('new')", "time_in('old')", "stands for nothing"),
    ("time_in('new')", "time('new')", "measures nothing"),
    ("target: P2D", "target: 3", "is a duration"),
    ("target: P2D", "target: two days", "is not a duration"),
    ("median: time_in('new'), ", "", "one of “count”"),
    ("within: P2D", "within: 2 jours", "is not a duration"),
    ("assignable: {}", "assignable: {}\n  schedulable: {period: kind}", "stands for nothing"),
    ("assignable: {}", "assignable: {}\n  answerable: {accepted: kept}", "stands for nothing"),
    ("assignable: {}", "assignable: {}\n  publishable: {on: [finished]}", "stands for nothing"),
    ("measures:", "tests: [{as: nobody, expect: can_view}]\nmeasures:", "stands for nothing"),
    ("measures:", "tests: [{as: guest, expect: seen}]\nmeasures:", "stands for nothing"),
    ("measures:", "help: {}\nmeasures:", "not in the app’s folder"),
    ("measures:", "demo: ../x.yaml\nmeasures:", "right form"),
]


@pytest.mark.parametrize(("before", "after", "said"), FAULTS)
def test_a_fault_is_said(tmp_path: Path, before: str, after: str, said: str) -> None:
    found = problems(tmp_path, changed(before, after))
    if said == "" and '&&"' not in after:
        assert not found
        return
    assert [one for one in found if said in one.en], found
    for one in found:
        assert one.fr
        assert one.line > 1 or "app" in before


def test_a_gone_state_is_not_a_dead_end_for_old_items(tmp_path: Path) -> None:
    retired = "  old: {name: {fr: Ancienne, en: Old}, retired: true}\n  done: {"
    move = "moves:\n  free: {name: {fr: X, en: X}, from: old, to: new, who: owner}\n"
    text = changed("  done: {", retired).replace("moves:\n", move)
    assert not problems(tmp_path, text)


def test_columns_run_out_with_a_sentence(tmp_path: Path) -> None:
    more = "".join(
        f"  n{at}: {{type: number, sort: true, name: {{fr: N, en: N}}}}\n" for at in range(6)
    )
    found = problems(tmp_path, changed("  helper:", f"{more}  helper:"))
    assert len(found) == 2
    assert "4 number or tick fields at most" in found[0].en


def test_what_lists_cannot_use_is_refused(tmp_path: Path) -> None:
    text = changed("helper: {type: person", "helper: {type: checklist, sort: true")
    assert "can be neither filtered nor sorted" in problems(tmp_path, text)[0].en


def test_a_long_condition_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD.replace("!final", "!final" + " && !final" * 400))
