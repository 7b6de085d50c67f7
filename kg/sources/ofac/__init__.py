"""OFAC's lists: what their formats share stands here, each format has a folder of its own."""
