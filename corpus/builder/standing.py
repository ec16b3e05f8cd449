"""The standing text of the three formats: what every report of a kind carries whatever the school.

The headings are those of real reports; the sentences are the project's own, and so are the contact details, whose
numbers belong to a range kept for fiction. Holds no layout.
"""

from __future__ import annotations

from datetime import date

FICTION = (
    "This is a fictional report. It was made for the sample group of the Inspection Assistant. "
    "No real school is described in it, nor any real trust, place or person, and Ofsted did not write it."
)
END_LINE = "© Inspection Assistant sample group"

LAST_PAGE: tuple[str, ...] = (
    "The Office for Standards in Education, Children’s Services and Skills (Ofsted) inspects and regulates so that "
    "children, young people and learners of every age get the education, training and care that they deserve. Its "
    "work takes in childcare, children’s social care, schools, colleges, the training of teachers, apprenticeships, "
    "adult learning, and education in prisons and other secure places. It also looks at how well councils serve "
    "children, and at the help that is given to children who are looked after or need protection.",
    "Copies of this document can be had in other formats, such as large print or Braille. Ask on 01632 960100, or "
    "write to reports@sample-group.example.",
    "The words of this document may be used again, free of charge, in any format or medium, as long as it stays "
    "clear that they are fictional. The terms are those of the project that it belongs to.",
    "This publication can be found among the sample reports of the Inspection Assistant.",
)
ADDRESS: tuple[str, ...] = (
    "The Sample Group",
    "Inspection Assistant",
    "T: 01632 960100",
    "Textphone: 01632 960101",
    "E: reports@sample-group.example",
    "W: www.sample-group.example",
)

COMPLAINTS = (
    "Anyone who wishes to complain about the inspection or about this report should follow the steps that are set "
    "out in the guidance on raising concerns and making a complaint about Ofsted. The guidance can be read online, "
    "and a copy will be sent on request: telephone 01632 960100, or email reports@sample-group.example."
)
DISADVANTAGED_2015 = (
    "Where this report speaks of ‘disadvantaged pupils’, it means those for whom the school receives pupil premium "
    "funding: pupils who have claimed free school meals at some time in the last six years, and pupils who are, or "
    "have been, in the care of a local authority."
)
PARENT_VIEW_2015: tuple[str, ...] = (
    "Parents and carers can give their opinion of their child’s school at any time through Parent View. Ofsted "
    "looks at what they say when it decides which schools to inspect and when, and again during the inspection.",
    "Parent View also shows what other parents and carers think about schools in England.",
)

FEEDBACK: tuple[str, ...] = (
    "Ofsted Parent View is the place to say what you think of your child’s school and to see what other parents and "
    "carers think. The answers help Ofsted to decide which schools to inspect and when, and inspectors read them as "
    "part of an inspection.",
    "The Department for Education explains what to do if you wish to complain about a school.",
)
FURTHER: tuple[str, ...] = (
    "Published information about the performance of the school can be searched for online.",
    "In this report, ‘disadvantaged pupils’ are pupils with special educational needs and/or disabilities (SEND); "
    "pupils whom the law describes as in need of help and protection; pupils whom a social worker supports on behalf "
    "of a local authority; and any others who count towards the school’s pupil premium, for instance because they "
    "have claimed free school meals in the last six years, or have been in, or have left, local authority care.",
)
_GRADED_INSPECTION = (
    "This was a graded inspection, carried out under section 5 of the Education Act 2005. In a graded inspection, "
    "the key judgements (quality of education; behaviour and attitudes; personal development; and leadership and "
    "management) each receive a grade, as does early years or sixth-form provision where a school has it."
)
_NO_OVERALL_GRADE = " Since September 2024, graded inspections of schools have led to no overall effectiveness grade."
_NO_OVERALL_GRADE_FROM = date(2024, 9, 1)


def graded_inspection(start: date) -> str:
    """Say what a graded inspection is, on a given day."""
    return _GRADED_INSPECTION + (_NO_OVERALL_GRADE if start >= _NO_OVERALL_GRADE_FROM else "")


SAFEGUARDING_STATEMENT = {
    "met": (
        "The safeguarding standards are met. Those who lead and govern the school carry out the duties that "
        "safeguarding lays on them. Everyone is alert to concerns, speaks up about them and knows what happens next, "
        "so that pupils are safer and feel so."
    ),
    "not met": (
        "The safeguarding standards are not met. Those who lead and govern the school do not carry out all of the "
        "duties that safeguarding lays on them, so that pupils may not be safe."
    ),
}
SAFEGUARDING_INTRODUCTION = "An inspection of safeguarding in a school ends in one of two outcomes:"
SAFEGUARDING_MEANINGS: tuple[tuple[str, str], ...] = (
    ("Met:", "There is a culture of safeguarding that is open and positive, and every legal duty is fulfilled."),
    (
        "Not met:",
        "The culture of safeguarding is not open and positive, or there are legal duties that are not fulfilled.",
    ),
)
FACTS_INTRODUCTION = (
    "Inspectors had these figures to hand during the inspection. Newer ones may have come out since then."
)
GRADE_MEANINGS: dict[str, str] = {
    "Exceptional": "The school’s practice is among the best in the country, and others have much to learn from it.",
    "Strong standard": "The school does well. What leaders achieve goes beyond the standard that is expected of them.",
    "Expected standard": (
        "The school gives pupils the standard of education and care that is expected of it, as the law and "
        "professional guidance describe it."
    ),
    "Needs attention": (
        "The school falls short of the expected standard in places, but its leaders are likely to be able to put "
        "this right."
    ),
    "Urgent improvement": "The school must improve without delay before it gives pupils what is expected of it.",
}
SECTION_NOTES: dict[str, str] = {
    "Disadvantaged pupils’ performance": (
        "Disadvantaged pupils are children looked after, and pupils who were entitled to free school meals at some "
        "time in the last six years."
    ),
    "Disadvantaged pupils’ performance gap": (
        "Disadvantaged pupils are children looked after, and pupils who were entitled to free school meals at some "
        "time in the last six years. The gap sets the results of the school’s disadvantaged pupils beside those of "
        "all other pupils in the country."
    ),
}
FIGURE_MEANINGS: tuple[tuple[str, str], ...] = (
    ("total pupils", "How many pupils are on the school’s roll now, beside other schools of this phase in England."),
    ("school capacity", "How many pupils the school has room for, beside other schools of this phase in England."),
    ("free school meals", "The share of pupils who were entitled to free school meals in any of the last six years."),
    (
        "education, health and care",
        "The share of pupils with an education, health and care plan, who need more help than special educational "
        "needs support can give.",
    ),
    ("sen) support", "The share of pupils whom the school records as receiving special educational needs support."),
    (
        "deprivation",
        "How deprived the area around the school is, worked out from its address and the English Indices of "
        "Deprivation (2019).",
    ),
    ("resourced provision", "Whether the school has a resourced provision or a SEND unit, if either applies."),
    ("type of specialist", "The kind of special educational need for which the school makes provision, if any."),
)


def figure_meaning(label: str) -> str | None:
    """Explain a figure of `School and pupil context`; None where nothing is known of such a figure."""
    return next((meaning for part, meaning in FIGURE_MEANINGS if part in label.lower()), None)
