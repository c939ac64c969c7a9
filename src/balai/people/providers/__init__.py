"""Signing in through an organisation's own provider, over OpenID Connect.

One small client, for one flow (authorisation code with PKCE, state and nonce). allauth's own is
not used: it asks other hosts without the guard of `foundation/outside.py`, keeps what a provider
says of a person, and reads a token that came over TLS without its signature and its nonce.
"""
