"""The lesson build: from one text a lesson to executed notebooks in two languages, proved.

``source`` reads a lesson, ``notebook`` makes the notebook of one language of it, ``run`` executes
and writes it.  ``pairs``, ``code`` and ``finished`` find faults: in the two languages of a lesson,
in its code and exercises, and in the notebooks that lie in the repository.
"""
