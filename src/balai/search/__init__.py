"""Finding: the index beside the records, and one search by words and by meaning.

The index follows the journal: after a record changed, a task reads its texts through the
registry and replaces its entries. Every search joins the policy's table in its own query; the
vectors kept in memory only propose.
"""
