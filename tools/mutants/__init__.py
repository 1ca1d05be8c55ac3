"""Mutation testing: small faults are put into the code, one at a time, and the tests must notice.

``make mutants ROOM=scoring`` runs a room of :file:`rooms.toml`.  ``changes`` makes the faults, ``trial``
runs the tests against one, ``__main__`` goes through a room and tells what survived.
"""
