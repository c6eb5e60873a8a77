"""The demonstration: a town made, planned and published in a folder of its own, ready to be served."""
