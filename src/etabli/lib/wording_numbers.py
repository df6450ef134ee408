"""Numbers, money and sizes as they are written in French and in English."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal

from .wording_typo import NBSP

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_SIZES = {"fr": ("octets", "Ko", "Mo", "Go", "To"), "en": ("bytes", "kB", "MB", "GB", "TB")}
_LITTLE = {
    "fr": ["zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
    "en": ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
}


def locale_of(language: str) -> str:
    """The locale whose conventions a language of the interface follows."""
    return _LOCALES.get(language[:2], "en_GB")


def _plain(text: str) -> str:
    return text.replace("\u202f", NBSP)


def number(value: int | float | Decimal, language: str) -> str:
    """1234.5 gives « 1 234,5 » in French, "1,234.5" in English."""
    return _plain(format_decimal(value, locale=locale_of(language)))


def money(value: int | float | Decimal, language: str, currency: str = "EUR") -> str:
    """An amount with its currency; cents are written only when there are some."""
    whole = Decimal(str(value)) == Decimal(str(value)).to_integral_value()
    return _plain(
        format_currency(
            value,
            currency,
            locale=locale_of(language),
            format=None if not whole else "#,##0\u00a0¤" if language[:2] == "fr" else "¤#,##0",
            currency_digits=not whole,
        )
    )


def size(count: int, language: str) -> str:
    """A number of bytes: « 1,8 Mo », "1.8 MB"."""
    units = _SIZES.get(language[:2], _SIZES["en"])
    amount, step = float(count), 0
    while amount >= 1000 and step < len(units) - 1:
        amount, step = amount / 1000, step + 1
    shown = round(amount, 1) if amount < 10 else round(amount)
    return f"{number(shown, language)}{NBSP}{units[step]}"


def little(count: int, language: str) -> str:
    """Counts up to ten in words, as in « Cinq choses vous attendent »."""
    words = _LITTLE.get(language[:2], _LITTLE["en"])
    return words[count] if 0 <= count < len(words) else number(count, language)


def plural(count: int, one: str, many: str, language: str) -> str:
    """One of two forms; in French zero is singular, in English it is plural."""
    single = abs(count) < 2 if language[:2] == "fr" else count == 1
    return one if single else many


def listing(words: list[str], language: str, *, most: int = 0) -> str:
    """« Ana, Ben et Chloé »; with ``most``, « Ana, Ben et 3 autres »."""
    french = language[:2] == "fr"
    if most and len(words) > most:
        rest = len(words) - most
        other = (
            plural(rest, "autre", "autres", "fr")
            if french
            else plural(rest, "other", "others", "en")
        )
        words = [*words[:most], f"{rest}{NBSP}{other}"]
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (" et " if french else " and ") + words[-1]
