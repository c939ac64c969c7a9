"""The ground floor on Django: base model, journal, tasks with leases, ports and registries.

It knows nothing of sources or lessons. What the apps above share at run time is registered here
when Balai starts, so that a lower app never calls a higher one.
"""
