"""The second lock on rendered text: what HTML may leave this shelf."""

import nh3

_TAGS = (
    "a blockquote br code div em figure h2 h3 hr img li mark ol p pre s span strong "
    "table tbody td th thead tr ul"
)
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    attributes={
        "a": {"href", "rel"},
        "code": {"data-language"},
        "div": {"data-tone", "tabindex"},
        "h2": {"id"},
        "h3": {"id"},
        "img": {"src", "alt", "width", "height", "loading"},
        "ol": {"start"},
        "th": {"colspan", "rowspan", "scope"},
        "td": {"colspan", "rowspan"},
    },
    allowed_classes={
        "a": {"mention", "mention--me", "ref", "ref--file", "ref--named"},
        "span": {"ref", "ref--closed", "task__box"},
        "div": {"callout", "table-scroll", "task__body"},
        "ul": {"tasks"},
        "li": {"task", "task--done"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitised(html: str) -> str:
    """HTML reduced to the tags, attributes, classes and schemes that documents are written with."""
    return _CLEANER.clean(html)
