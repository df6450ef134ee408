"""Files to import, written by code, and real ones where they are beside the repository."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# Beside the repository, or beside the folder of its worktrees.
SHARED = next(
    (place / "shared" for place in ROOT.parents if (place / "shared").is_dir()), ROOT / "shared"
)

REAL_SLACK = sorted((SHARED / "samples" / "slack").glob("*/*.zip"))
REAL_INDEXES = sorted((SHARED / "samples" / "slack").glob("*/index-files"))
REAL_MESSAGES = sorted((SHARED / "corpora").glob("*/*.jsonl.gz"))


def user(uid: str, name: str, **more: Any) -> dict[str, Any]:
    """One entry of users.json."""
    profile = {"real_name": name} | more.pop("profile", {})
    return {"id": uid, "team_id": "T1", "name": name.lower(), "profile": profile} | more


def channel(cid: str, name: str, members: list[str], **more: Any) -> dict[str, Any]:
    """One entry of channels.json or groups.json."""
    return {"id": cid, "name": name, "created": 1700000000, "members": members} | more


def said(ts: str, who: str, text: str, **more: Any) -> dict[str, Any]:
    """One message of a day."""
    return {"type": "message", "user": who, "text": text, "ts": ts} | more


def zipped(path: Path, files: Mapping[str, Any]) -> Path:
    """A zip of these files; what is not bytes or text is written as JSON."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            text = content if isinstance(content, str | bytes) else json.dumps(content)
            archive.writestr(name, text)
    return path


ANA, BEN, CLO, BOT = "U01", "U02", "U03", "U04"

USERS = [
    user(
        ANA,
        "Ana Diaz",
        is_admin=True,
        profile={"title": "Directrice", "email": "ana@example.org"},
    ),
    user(BEN, "Ben Roy"),
    user(CLO, "Chloé Petit", deleted=True),
    user(BOT, "Veilleur", is_bot=True),
]

GENERAL = [
    said(
        "1700000100.000100",
        ANA,
        "Bonjour <@U02>, voir <https://example.org/a?t=xoxe-1|le plan>",
    ),
    said("1700000200.000100", BEN, "a rejoint", subtype="channel_join"),
    said(
        "1700000300.000100",
        BEN,
        "Je m'en *occupe*",
        edited={"user": BEN, "ts": "1700000400.000000"},
        reactions=[{"name": "tada", "users": [ANA, CLO], "count": 2}],
        thread_ts="1700000300.000100",
    ),
    said("1700000500.000100", ANA, "Merci !", thread_ts="1700000300.000100"),
    said(
        "1700000600.000100",
        BEN,
        "",
        files=[
            {
                "id": "F1",
                "name": "plan.pdf",
                "title": "Plan",
                "permalink": "https://t.slack.com/files/U02/F1/plan.pdf",
                "url_private": "https://files.slack.com/F1/plan.pdf?t=xoxe-1",
            }
        ],
    ),
    {
        "type": "message",
        "subtype": "file_comment",
        "text": "<@U01> commented on <@U02>’s file: bien",
        "ts": "1700000700.000100",
        "file": {"id": "F1"},
        "comment": {"user": ANA, "comment": "bien"},
    },
    {
        "type": "message",
        "subtype": "bot_message",
        "bot_id": "B9",
        "username": "construction",
        "text": "",
        "ts": "1700000800.000100",
        "attachments": [
            {
                "pretext": "Version 2",
                "title": "Journal",
                "title_link": "https://example.org/2",
            }
        ],
    },
    said(
        "1700000900.000100",
        BEN,
        "répond à un message disparu",
        thread_ts="1600000000.000100",
    ),
]


def small_export(path: Path) -> Path:
    """An export with a bit of everything: a channel, an archived one, a group, conversations."""
    return zipped(
        path,
        {
            "users.json": USERS,
            "channels.json": [
                channel("C1", "général", [ANA, BEN, BOT], creator=ANA),
                channel("C2", "chantier-clos", [BEN], creator=BEN, is_archived=True),
            ],
            "groups.json": [channel("G1", "direction", [ANA, CLO], creator=ANA)],
            "mpims.json": [channel("G2", "mpdm-ana--ben--chloe-1", [ANA, BEN, CLO])],
            "dms.json": [{"id": "D1", "created": 1700000000, "members": [ANA, BEN]}],
            "général/2023-11-14.json": GENERAL,
            "chantier-clos/2023-11-14.json": [said("1700001000.000100", BEN, "terminé")],
            "direction/2023-11-14.json": [said("1700001100.000100", ANA, "secret-direction")],
            "G2/2023-11-14.json": [said("1700001200.000100", CLO, "secret-a-trois")],
            "D1/2023-11-14.json": [said("1700001300.000100", BEN, "secret-a-deux")],
            "integration_logs.json": [],
        },
    )
