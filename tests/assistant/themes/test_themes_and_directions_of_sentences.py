"""What a sentence speaks of, and in which direction, with the words that show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.themes.learned import (
    RULE,
    WEAK,
    SentenceInContext,
    features,
    likeliest,
    likelihoods,
    read_directions,
    trust_in,
)
from assistant.themes.mentions import asked_for, pieces_of
from assistant.themes.paragraphs import paragraph_directions, section_direction
from assistant.themes.phrases import Phrases
from assistant.themes.themes import shipped_themes
from assistant.themes.theming import Themer
from assistant.themes.values import Direction
from assistant.themes.wording import direction_of
from ingest.documents import Locator, Span
from ingest.inspections import Inspection, Judgement, NextStep, ReportFormat, Scale

THEMER = Themer(shipped_themes())


def themes(text, heading=None):
    return {shown.theme for shown in THEMER.themes(text, heading)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pupils quickly learn to decode words.", {"reading"}),
        ("Persistent absence is too high.", {"attendance"}),
        ("Parents say that their children are happy.", {"parents"}),
        ("Early career teachers praise their mentors.", {"staff-training"}),
        ("The hall has been painted.", set()),
    ],
)
def test_a_sentence_speaks_of_the_themes_whose_cues_it_holds(text, expected):
    assert themes(text) == expected


@pytest.mark.parametrize(
    ("text", "not_this"),
    [
        ("They set up a loan library of 70 devices.", "reading"),
        ("A library of resources helps subject leaders.", "reading"),
        ("A mock assessment centre puts Year 11 through tasks used by recruiters.", "assessment"),
        ("A mock assessment centre puts Year 11 through tasks used by recruiters.", "staff-training"),
        ("The educational psychologist makes an assessment of need.", "assessment"),
        ("Complaints by parents are put in writing.", "writing"),
        ("The trust continues to send its director of education to the school.", "send"),
        ("Senior leaders conduct checks each term.", "behaviour"),
        ("Staff value the career development that the trust offers.", "careers"),
        ("Staff are trained to help those with vision impairments.", "leadership"),
        ("The transition into the trust was smooth.", "transition"),
        ("This results in confusion.", "achievement"),
        ("Work on the hall is in progress.", "achievement"),
        ("The school values its caretaker.", "personal-development"),
        ("Young carers meet each week.", "parents"),
    ],
)
def test_everyday_senses_of_a_cue_are_not_its_theme(text, not_this):
    assert not_this not in themes(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The library of books in each classroom is well used.", "reading"),
        ("The conduct of pupils is exemplary.", "behaviour"),
        ("GCSE results in mathematics rose.", "achievement"),
        ("Attainment in writing is low.", "writing"),
    ],
)
def test_the_sense_of_a_cue_that_is_meant_still_shows_the_theme(text, theme):
    assert theme in themes(text)


def test_what_shows_a_theme_is_said():
    assert [shown.why for shown in THEMER.themes("Persistent absence is too high.")] == ["says ‘absence’"]


def test_everything_under_a_themes_heading_belongs_to_it():
    assert themes("There is a sand tray.", "Early years provision") == {"early-years"}
    assert themes("There is a sand tray.", "Next steps") == set()


def test_a_star_ends_a_word_anyhow_and_alone_stands_for_a_few_words():
    phrases = Phrases(["gaps in * knowledge", "spell*"])
    assert phrases.search("There are gaps in pupils’ number knowledge.")
    assert phrases.search("Spelling is taught daily.")
    assert not phrases.search("misspelt")
    with pytest.raises(ValueError, match="Give at least one"):
        Phrases([])
    with pytest.raises(ValueError, match="Begin it with a word"):
        Phrases(["* knowledge"])


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Pupils behave well.", Direction.STRENGTH),
        ("Teachers do not check understanding well enough.", Direction.NEED),
        ("Leaders should improve attendance.", Direction.NEED),
        ("Pupils enjoy reading, but too few read widely.", Direction.MIXED),
        ("Although writing is strong, spelling is weak.", Direction.MIXED),
        ("There are 14 classes.", Direction.NEUTRAL),
        ("Staff help pupils who need to catch up effectively.", Direction.STRENGTH),
    ],
)
def test_the_words_of_a_sentence_give_its_direction(text, direction):
    assert direction_of(text)[0] is direction


@pytest.mark.parametrize(
    ("text", "direction", "words"),
    [
        ("There is no consistent follow-up.", Direction.NEED, "no consistent"),
        ("Leaders work without a clear plan.", Direction.NEED, "without a clear"),
        ("There is little effective challenge.", Direction.NEED, "little effective"),
        ("Spelling is less secure than reading.", Direction.NEED, "less secure"),
        ("Lessons are seldom disturbed.", Direction.STRENGTH, "seldom disturbed"),
        ("Staff rarely need to raise their voices.", Direction.STRENGTH, "rarely need to"),
        ("Lessons are never lost to poor behaviour.", Direction.STRENGTH, "never lost to poor behaviour"),
        ("No pupil is left behind.", Direction.STRENGTH, "No pupil is left behind"),
        ("There is no lack of ambition.", Direction.STRENGTH, "no lack of"),
        ("Pupils seldom redraft.", Direction.NEED, "seldom"),
        ("Teachers rarely ask pupils to explain.", Direction.NEED, "rarely"),
        ("There is no doubt that leaders are effective.", Direction.STRENGTH, "effective"),
        ("Conduct around the school is orderly.", Direction.STRENGTH, "orderly"),
        ("Bad habits take root.", Direction.NEED, "Bad"),
        ("Pupils do a little better than others.", Direction.STRENGTH, "better than"),
        ("Attainment is below the national average.", Direction.NEED, "Attainment is below the national"),
        ("Absence is below average.", Direction.STRENGTH, "Absence is below average"),
    ],
)
def test_a_denial_turns_praise_into_a_need_and_trouble_into_praise(text, direction, words):
    assert direction_of(text) == (direction, f"says ‘{words}’")


def test_an_exception_says_the_opposite_of_what_goes_before_it():
    praise, exception = "Pupils read fluently and with enjoyment.", "Writing is the clear exception to this."
    assert directions_of(praise, exception) == [Direction.STRENGTH, Direction.NEED]
    assert directions_of("Teaching is weak.", "The head of art is an exception: she knows what needs to come.") == [
        Direction.NEED,
        Direction.STRENGTH,
    ]
    good = (Direction.STRENGTH, "stands in the section")
    assert directions_of("Writing is the exception.", section=good) == [Direction.NEED]
    assert directions_of("Writing is the exception.", "Too few pupils write well.") == [Direction.NEED, Direction.NEED]
    assert directions_of(praise, "There is no exception to this.") == [Direction.STRENGTH, Direction.STRENGTH]


def test_a_grade_gives_no_direction():
    assert direction_of("Inclusion was graded as Expected standard.")[0] is Direction.NEUTRAL


@given(st.text(max_size=200))
def test_any_text_has_one_direction_and_a_reason(text):
    direction, why = direction_of(text)
    assert direction in Direction
    assert why


def test_a_sentence_that_does_not_say_goes_on_from_the_one_before():
    said = [(d, "its words") for d in (Direction.NEUTRAL, Direction.NEED, Direction.NEUTRAL, Direction.MIXED)]
    directions = paragraph_directions([*said, (Direction.NEUTRAL, "its words")])
    assert [d for d, _ in directions] == [
        Direction.NEUTRAL,
        Direction.NEED,
        Direction.NEED,
        Direction.MIXED,
        Direction.NEUTRAL,
    ]
    assert directions[2][1] == "goes on from a sentence that speaks of a need"


def test_a_next_step_asks_for_what_it_says_and_not_for_what_it_is_meant_to_bring_about():
    step = (
        "Teachers do not check understanding. As a result, reading suffers. Leaders should train staff, "
        "so that pupils attend."
    )
    assert asked_for(step) == "Teachers do not check understanding. Leaders should train staff"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Persistent absence has tumbled in two years.", Direction.STRENGTH),
        ("Attendance has fallen since 2023.", Direction.NEED),
        ("Suspensions have risen sharply.", Direction.NEED),
        ("The number of incidents has halved.", Direction.STRENGTH),
        ("Only 38 of the 91 pupils get this help.", Direction.NEED),
        ("Only two years ago, the choir was founded.", Direction.NEUTRAL),
    ],
)
def test_what_rose_or_fell_speaks_by_whether_it_is_wanted(text, direction):
    assert direction_of(text)[0] is direction


def test_a_section_under_a_printed_grade_speaks_for_sentences_that_do_not_say():
    place = Locator("a" * 64, 1, Span(0, 5))
    strong = Judgement("Inclusion", "Strong standard", Scale.REPORT_CARD, None, place)
    middle = Judgement("Achievement", "Expected standard", Scale.REPORT_CARD, None, place)
    report = Inspection("a" * 64, ReportFormat.REPORT_CARD, 1.0, "made", judgements=(strong, middle))
    section = section_direction("Inclusion", report)
    assert section == (
        Direction.STRENGTH,
        "stands in the section on ‘Inclusion’, which the report calls ‘Strong standard’",
    )
    assert section_direction("Achievement", report) is None
    assert section_direction("Other", report) is None
    said = [(Direction.NEUTRAL, "its words"), (Direction.NEED, "says ‘weak’"), (Direction.NEUTRAL, "its words")]
    texts = ["The base has ten places.", "Writing is weak.", "This is new."]
    assert [d for d, _ in paragraph_directions(said, texts, section)] == [
        Direction.STRENGTH,
        Direction.NEED,
        Direction.NEED,
    ]
    assert paragraph_directions(said, [*texts[:2], "The choir sang."], section)[2][0] is Direction.STRENGTH


def test_the_opening_of_a_paragraph_takes_the_direction_in_which_all_that_follows_agrees():
    opening, strength = (Direction.NEUTRAL, "its words"), (Direction.STRENGTH, "says ‘well’")
    assert paragraph_directions([opening, strength])[0] == (
        Direction.STRENGTH,
        "opens a paragraph that speaks of a strength throughout",
    )
    assert paragraph_directions([opening, strength, (Direction.NEED, "says ‘weak’")])[0][0] is Direction.NEUTRAL


def directions_of(*sentences, heading="", section=None):
    own = [direction_of(text) for text in sentences]
    return [direction for direction, _ in read_directions(sentences, own, section, heading)]


def test_a_sentence_without_a_word_of_praise_is_read_by_words_that_praise_elsewhere():
    text = "Pupils who fall behind read to a trained adult every day."
    assert direction_of(text)[0] is Direction.NEUTRAL
    assert directions_of(text, "Staff meet each morning.")[0] is Direction.STRENGTH


def test_what_the_words_are_like_is_told_as_such():
    said = read_directions(["Leaders do not know why."], [(Direction.NEUTRAL, "its words do not say")], None, "")
    assert said == [(Direction.NEED, "words and place are those of sentences that speak of a need")]


def test_the_likelihoods_of_the_directions_sum_to_one_and_follow_the_weights():
    at = SentenceInContext(["Attendance is high."], [Direction.NEUTRAL], 0, Direction.NEUTRAL)
    found = likelihoods(at, {"high": (2.0, 0.0, 0.0, 0.0)})
    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=found.get) is Direction.STRENGTH
    assert set(likelihoods(at, {}).values()) == {0.25}


def test_every_figure_is_the_same_feature():
    features_of = {
        figure: features(SentenceInContext([f"It rose to {figure}%."], [Direction.NEUTRAL], 0, Direction.NEUTRAL))
        for figure in ("4", "87.5", "1,200")
    }
    assert features_of["4"] == features_of["87.5"] == features_of["1,200"]


def test_a_sentence_that_points_back_goes_on_against_its_section():
    said = [(Direction.STRENGTH, "says ‘fallen’"), (Direction.NEUTRAL, "")]
    texts = ["Suspensions have fallen.", "Leaders achieved this by listening."]
    section = (Direction.NEED, "stands in a section")
    assert paragraph_directions(said, texts, section)[1][0] is Direction.STRENGTH
    assert paragraph_directions(said, [texts[0], "Lessons start at nine."], section)[1] == section


def test_a_bullet_of_a_step_is_read_by_itself():
    text = "Improve teaching so that pupils achieve: check what pupils know"
    lead = "Improve teaching so that pupils achieve:"
    places = (Locator("a", 1, Span(0, len(lead))), Locator("a", 1, Span(50, 50 + len("check what pupils know"))))
    step = NextStep("next step", text, places)
    assert pieces_of(step) == [lead, "check what pupils know"]
    assert [asked_for(piece) for piece in pieces_of(step)] == ["Improve teaching", "check what pupils know"]
    assert pieces_of(NextStep("next step", text, places[:1])) == [text]


def test_the_rules_count_for_less_where_they_are_silent_or_look_ahead():
    silent = (Direction.NEUTRAL, "its words do not say in which direction")
    following = paragraph_directions([silent, (Direction.NEED, "says ‘weak’")])[0]
    assert trust_in(silent) == trust_in(following) == WEAK
    assert trust_in((Direction.NEED, "says ‘weak’")) == RULE > WEAK
    unsure = {Direction.STRENGTH: 0.45, Direction.NEED: 0.1, Direction.MIXED: 0.05, Direction.NEUTRAL: 0.4}
    assert likeliest(unsure, Direction.NEUTRAL, WEAK) is Direction.STRENGTH
    assert likeliest(unsure, Direction.NEUTRAL, RULE) is Direction.NEUTRAL
