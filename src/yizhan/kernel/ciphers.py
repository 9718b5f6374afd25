# SPDX-License-Identifier: Apache-2.0
"""Algorithms that values are encrypted with, by the name that stands in every encrypted value (MM-05).

Each seals and opens with authentication: a value that was changed, or moved to another column, does not open.
"""

import os
from collections.abc import Mapping
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_TAG = 16


class Damaged(Exception):  # noqa: N818 -- an answer to whoever opens, not a fault of the program
    """What was to be opened is not what was sealed."""


class Algorithm(Protocol):
    """Authenticated encryption under keys of one length."""

    key_length: int

    def seal(self, key: bytes, content: bytes, place: bytes) -> bytes:
        """Encrypt, bound to a place; no two answers are the same."""
        ...

    def open(self, key: bytes, sealed: bytes, place: bytes) -> bytes:
        """Decrypt what was sealed for this place. Raises `Damaged`."""
        ...


class _Aes256:
    """AES-256 in GCM."""

    key_length = 32

    def seal(self, key: bytes, content: bytes, place: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(key).encrypt(nonce, content, place)

    def open(self, key: bytes, sealed: bytes, place: bytes) -> bytes:
        try:
            return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
        except (InvalidTag, ValueError) as fault:
            raise Damaged from fault


class _Sm4:
    """SM4 (GB/T 32907) in GCM, for houses that have to use national algorithms."""

    key_length = 16

    def seal(self, key: bytes, content: bytes, place: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        work = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(place)
        return nonce + work.update(content) + work.finalize() + work.tag

    def open(self, key: bytes, sealed: bytes, place: bytes) -> bytes:
        try:
            work = Cipher(algorithms.SM4(key), modes.GCM(sealed[:_NONCE], sealed[-_TAG:])).decryptor()
            work.authenticate_additional_data(place)
            return work.update(sealed[_NONCE:-_TAG]) + work.finalize()
        except (InvalidTag, ValueError) as fault:
            raise Damaged from fault


ALGORITHMS: Mapping[str, Algorithm] = {"aes-256-gcm": _Aes256(), "sm4-gcm": _Sm4()}
