"""EMAIL_URL, read."""

import pytest

from etabli.site.configuration import DamagedConfiguration, configuration_of
from etabli.site.mail_address import BadMailAddress, mail_of


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.test", "mail.test", 25, False, False),
        ("smtp://mail.test:2525?tls=1", "mail.test", 2525, True, False),
        ("smtp+tls://mail.test", "mail.test", 587, True, False),
        ("smtps://mail.test", "mail.test", 465, False, True),
    ],
)
def test_addresses(url, host, port, tls, ssl):
    found = mail_of(url)
    assert (found["host"], found["port"], found["tls"], found["ssl"]) == (host, port, tls, ssl)


def test_login_password_and_sender():
    found = mail_of("smtp+tls://ana%40town:p%2Fss@mail.test:588?from=etabli%40town.test")
    assert (found["login"], found["password"]) == ("ana@town", "p/ss")
    assert found["from"] == "etabli@town.test"
    assert mail_of("file:") == {}


@pytest.mark.parametrize("url", ["mail.test", "smtp://", "http://mail.test", "smtp://mail.test:x"])
def test_what_cannot_be_read_is_said_without_the_password(url, tmp_path, monkeypatch):
    with pytest.raises(BadMailAddress):
        mail_of(url)
    monkeypatch.setenv("EMAIL_URL", "smtpx://ana:secret@mail.test")
    with pytest.raises(DamagedConfiguration) as refused:
        configuration_of(tmp_path)
    assert "secret" not in str(refused.value)


def test_the_environment_stands_before_the_file(tmp_path, monkeypatch):
    configuration_of(tmp_path, make=True)
    with (tmp_path / "etabli.toml").open("a", encoding="utf-8") as file:
        file.write('\n[mail]\nhost = "old.test"\nfrom = "etabli@town.test"\n')
    assert configuration_of(tmp_path).mail["host"] == "old.test"
    monkeypatch.setenv("EMAIL_URL", "smtp://new.test")
    found = configuration_of(tmp_path).mail
    assert (found["host"], found["from"]) == ("new.test", "etabli@town.test")
