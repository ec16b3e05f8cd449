"""What is put into a Word file stands there as it was written, but for what XML cannot hold."""

from assistant.writing.xml_parts import legal


def test_only_what_xml_cannot_hold_is_left_out():
    assert legal("a\x00b\x0bc\ud800d\uffff\te\nf") == "abcd\te\nf"
    assert legal("Well done 🎉, 𝑥 of 12") == "Well done 🎉, 𝑥 of 12"
