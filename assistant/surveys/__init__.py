"""Results of surveys: which questions of different surveys ask the same (`questions`), and their list (`command`).

Computes no figure; what a group's surveys show is told in `assistant.patterns`.
"""
