"""The pages of the vocabulary and the shapes show every term, and how terms hang together."""

from __future__ import annotations

import re
from pathlib import Path

from kg.iri import SHAPES, VOCABULARY
from kg.site.diagram import diagram
from kg.site.shape_terms import shape_groups, shapes_about
from kg.site.vocabulary import vocabulary_statements
from kg.vocab import SX

OF_PARTIES = {SX.name, SX.address, SX.feature}
DRAWN = diagram(vocabulary_statements(), OF_PARTIES)


def test_every_class_stands_in_the_diagram_once() -> None:
    classes = {
        subject[1:-1]
        for subject, _, object_ in vocabulary_statements()
        if object_.endswith("owl#Class>") and subject[1:].startswith(VOCABULARY)
    }

    named = [row.thing.iri for box in DRAWN.boxes for row in box.rows if row.look != "link"]

    assert sorted(named) == sorted(classes)
    assert len(named) >= 19


def test_boxes_lie_apart_and_arrows_run_level_from_one_to_the_next() -> None:
    spans = [
        (box.left, box.left + DRAWN.box_width, box.top, box.top + box.height) for box in DRAWN.boxes
    ]

    for number, one in enumerate(spans):
        for other in spans[number + 1 :]:
            apart = one[0] >= other[1] or other[0] >= one[1] or one[2] >= other[3]
            assert apart or other[2] >= one[3], (one, other)
    for line in DRAWN.lines:
        left, right = sorted((line.start, line.end))
        assert any(span[1] == left and span[2] < line.top < span[3] for span in spans), line
        assert any(span[0] == right and span[2] < line.top < span[3] for span in spans), line
    assert len({(line.start, line.end, line.top) for line in DRAWN.lines}) == len(DRAWN.lines)


def test_a_property_is_drawn_as_an_arrow_or_written_in_a_box_and_never_both() -> None:
    arrows = [link.iri for line in DRAWN.lines for link in line.links]
    rows = [row.thing.iri for box in DRAWN.boxes for row in box.rows if row.look == "link"]

    told = {VOCABULARY + name for name in ("designates", "program", "legalBasis", "name", "from")}
    assert told <= set(arrows)
    assert VOCABULARY + "controls" in rows
    assert not set(arrows) & set(rows)


def test_the_diagram_follows_from_the_ontology_alone() -> None:
    assert diagram(sorted(vocabulary_statements(), reverse=True), OF_PARTIES) == DRAWN


def test_the_page_of_the_vocabulary_shows_the_diagram_with_a_text_beside_it(site: Path) -> None:
    page = (site / "ns/index.html").read_text(encoding="utf-8")

    picture = page[page.index("<svg") : page.index("</svg>")]
    assert 'role="group" aria-label="The classes of the vocabulary' in picture
    links = re.findall(r'<a href="[^"#]*#([^"]+)"', picture)
    assert len(links) > 40
    assert all(f'id="{name}"' in page for name in links)


def test_every_shape_says_what_it_is_asked_of_or_part_of(site: Path) -> None:
    page = (site / "shapes/index.html").read_text(encoding="utf-8")
    shapes = [shape for group in shape_groups().values() for shape in group]

    assert len(shapes) > 230
    for shape in shapes:
        words = " ".join(row[0] for row in shape.rows)
        assert f'id="{shape.iri.removeprefix(SHAPES)}"' in page
        assert shape.severity == "" or "asked of" in words or "part of" in words, shape.iri
    assert "asked of every" in page
    assert "^sx:" in page or "/skosxl:" in page or "path" in page


def test_a_term_knows_the_shapes_about_it() -> None:
    names = {shape.iri.removeprefix(SHAPES) for shape in shapes_about()[SX.Person]}

    assert "Party" in names
