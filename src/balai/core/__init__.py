"""The pure core: what Balai exists for, without Django, input or output, clock or chance.

Everything it needs (terms, token states, identifiers' entropy) comes as an argument, so that
the same input always gives the same result and each rule can be tested by properties.
"""
