"""What opens the course: command line, the learner's folder, JupyterLab, progress, glossary."""
