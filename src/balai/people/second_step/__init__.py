"""The second step of signing in: authenticator apps, passkeys, recovery codes.

allauth does the checking; here are Balai's pages and words for it, and how its secrets are kept.
Which roles need a second step is the policy's business (`people.middleware.standing_in`).
"""
