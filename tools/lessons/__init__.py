"""The lesson build: from one text a lesson to executed notebooks in two languages, proved.

``source`` reads a lesson, ``task`` an exercise or question in it, by the ``vocabulary`` that is also
the schema for authors.  ``notebook`` makes the notebook of one language, ``run`` executes and writes
it, ``content`` writes out what the lesson asks.  ``pairs``, ``code``, ``content`` and ``finished``
find faults: in the two languages, in code and exercises, in what the exercises name, and in the
notebooks that lie in the repository.
"""
