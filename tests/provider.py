"""Somebody who knows visitors: a small OpenID Connect provider on loopback, for tests.

It signs everybody in as who its ``person`` says, at once and without asking for a password.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, PASSWORD = "monitor", secrets.token_hex(16)


class Provider:
    """Its application, whom it knows, and what it was asked."""

    def __init__(self, **person: object) -> None:
        self.person = person
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self._granted: dict[str, dict[str, str]] = {}
        self.app = Starlette(routes=[
            Route("/.well-known/openid-configuration", self._about),
            Route("/authorize", self._authorize),
            Route("/token", self._token, methods=["POST"]),
            Route("/keys", lambda _: JSONResponse({"keys": [self._key.as_dict(private=False)]})),
        ])  # fmt: skip

    @staticmethod
    def secrets(where: str, dashboard: str) -> str:
        """The section [auth] of a dashboard's secrets.toml."""
        return (f'[auth]\nredirect_uri = "{dashboard}/oauth2callback"\n'
                f'cookie_secret = "{secrets.token_hex(32)}"\nclient_id = "{CLIENT}"\n'
                f'client_secret = "{PASSWORD}"\n'
                f'server_metadata_url = "{where}/.well-known/openid-configuration"\n')  # fmt: skip

    @staticmethod
    def _own(request: Request) -> str:
        return str(request.base_url).rstrip("/")

    async def _about(self, request: Request) -> Response:
        own = self._own(request)
        return JSONResponse({
            "issuer": own, "authorization_endpoint": f"{own}/authorize",
            "token_endpoint": f"{own}/token", "jwks_uri": f"{own}/keys",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        })  # fmt: skip

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_hex(16)
        self._granted[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?code={code}&state={asked['state']}", 302)

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        said = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        asked = self._granted.pop(str(form["code"]), {})
        proof = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        proven = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        if said != f"{CLIENT}:{PASSWORD}" or asked.get("code_challenge") != proven:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self._own(request), "sub": "1", "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], **self.person,
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self._key)
        return JSONResponse({"access_token": secrets.token_hex(8), "token_type": "Bearer",
                             "expires_in": 300, "id_token": token})  # fmt: skip
