"""The command line's contract: what scripts may send (`inputs`), what is printed (`objects`), and its keys (`keys`).

Shapes values and asks nothing of the library. Packages with objects of their own have a module `contract`.
"""
