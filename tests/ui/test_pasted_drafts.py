"""What is pasted into Check is read as what it is."""

import pytest

from assistant.ui.check import ending_of


@pytest.mark.parametrize(
    ("pasted", "ending"),
    [
        ("# A note on Ash\n\nPupils read well.", ".md"),
        ("Pupils read well.\n\n## Attendance\n\nIt is high.", ".md"),
        ("Pupils read well.\nThey are #1 in the county.", ".txt"),
        ("#Hashtag weeks help pupils.", ".txt"),
    ],
)
def test_a_pasted_text_with_marked_headings_is_markdown(pasted, ending):
    assert ending_of(pasted) == ending
