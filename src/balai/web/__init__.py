"""The look: base templates, components, style sheets and small scripts.

Nothing here knows a record or decides who may see one. Pages are given frozen dataclasses with
plain fields; each template says at its head which. Everything works without a script, and no
address outside the node is ever asked for anything.
"""
