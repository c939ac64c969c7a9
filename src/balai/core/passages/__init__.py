"""Text with its places: documents, blocks, passages, and anchors that relocate or refuse."""
