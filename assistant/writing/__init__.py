"""Files for people: a narrative of blocks and notes, written as Word, Markdown or HTML; cells of spreadsheets.

Also what every writer needs: places and dates named for people, and text from outside made literal. Knows nothing of
where the words come from: drafts, conversations and profiles are written by it alike.
"""
