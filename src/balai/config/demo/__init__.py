"""The demo: a node with the sample library, its people, and links that let one be each of them.

`python -m balai.config.demo` loads what is missing, through the same actions as everybody uses.
It runs in a process of its own, so that the server starts small.
"""
