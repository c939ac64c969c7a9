"""The pages of those who look after people, organisations and the node, page by page."""
