"""Keys derived from the secret key, one per purpose."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def sealer(purpose: str) -> MultiFernet:
    """Seals with the current secret key, opens with former ones too (SECRET_KEY_FALLBACKS)."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(key: str | bytes, purpose: str) -> bytes:
    """32 bytes in base64, as Fernet wants them."""
    made = hmac.new(force_bytes(key), f"etabli.{purpose}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made)
