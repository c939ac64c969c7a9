"""Who is who: accounts, organisations, roles, invitations and sign-in.

An account is the only thing in Balai that stands for a person. Sign-in itself is allauth's.
"""
