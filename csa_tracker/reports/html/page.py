"""A paper as one web page."""

from __future__ import annotations

from collections.abc import Iterator

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import (
    Bars,
    Block,
    Cards,
    Contents,
    Facts,
    Form,
    Heading,
    HeatMap,
    Paper,
    Points,
    Prose,
    Question,
    Table,
    Timeline,
)
from csa_tracker.reports.html.charts import bars_chart, timeline_chart
from csa_tracker.reports.html.marks import mark, mark_shapes
from csa_tracker.reports.html.tables import TableHeads, heat_map, table
from csa_tracker.reports.html.text import anchor, lines, text
from csa_tracker.values import Brag
from resources import read_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def build_html(paper: Paper) -> bytes:
    """Return the paper as a page of UTF-8 that needs nothing else; equal papers give equal bytes."""
    heads = TableHeads()
    body = "".join(_body(paper, heads))
    title = f"{paper.plan_name}: {paper.title}"
    whole = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f'<title>{text(title)}</title><meta name="author" content="{text(paper.author)}">'
        f"<style>{read_text('reports/paper.css')}{heads.rules()}</style></head><body>{body}</body></html>\n"
    )
    return whole.encode("utf-8")


def _body(paper: Paper, heads: TableHeads) -> Iterator[str]:
    yield mark_shapes()
    yield f'<header><p class="marking">{text(paper.marking)}</p></header><main>'
    yield f'<p class="kicker">{text(paper.kicker)}</p><h1>{text(paper.title)}</h1>'
    yield f'<p class="plan">{text(paper.plan_name)}</p>'
    yield _facts(paper.facts)
    yield from _contents(paper.blocks)
    sections = 0
    for number, block in enumerate(_without_contents(paper.blocks)):
        if isinstance(block, Heading) and block.level == 2:
            sections += 1
            page = ' class="page"' if block.new_page else ""
            yield f'<h2 id="{anchor(sections)}"{page}>{text(block.text)}</h2>'
        else:
            yield from _block(block, heads, number)
    yield f'</main><footer><p class="marking">{text(paper.marking)}</p></footer>'


def _without_contents(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks without the list of pages and the heading over it: a web page has its own list at its head."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if not isinstance(block, Contents) and not isinstance(following, Contents):
            yield block


def _contents(blocks: tuple[Block, ...]) -> Iterator[str]:
    titles = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    if len(titles) > 2:
        yield '<nav aria-label="Sections"><ul>'
        yield from (
            f'<li><a href="#{anchor(number)}">{text(title)}</a></li>' for number, title in enumerate(titles, start=1)
        )
        yield "</ul></nav>"


def _block(block: Block, heads: TableHeads, number: int) -> Iterator[str]:  # noqa: C901 (one case a kind of block)
    match block:
        case Heading():
            yield f"<h3>{text(block.text)}</h3>"
        case Prose():
            yield f'<p class="quiet">{lines(block.text)}</p>' if block.quiet else f"<p>{lines(block.text)}</p>"
        case Points():
            yield f'<ul class="points">{"".join(f"<li>{lines(item)}</li>" for item in block.items)}</ul>'
        case Facts():
            yield _facts(block.pairs)
        case Cards():
            yield _cards(block)
        case Bars():
            yield bars_chart(block)
        case HeatMap():
            yield from heat_map(block)
        case Timeline():
            yield timeline_chart(block)
        case Table():
            yield from table(block, heads)
        case Form():
            yield from _form(block, number)


def _facts(pairs: tuple[tuple[str, str], ...]) -> str:
    return (
        '<dl class="facts">'
        + "".join(f"<div><dt>{text(label)}</dt><dd>{lines(value)}</dd></div>" for label, value in pairs)
        + "</dl>"
    )


def _cards(block: Cards) -> str:
    changes = dict(block.changes)
    return '<ul class="cards">' + "".join(_card(block, brag, changes.get(brag, "")) for brag in BRAG_ORDER) + "</ul>"


def _card(block: Cards, brag: Brag, change: str) -> str:
    look = RATING_LOOKS[brag]
    grey = brag is Brag.GREY
    details = [f"{count:,} {word.lower()}" for word, count in block.grey_words] if grey else [look.colour_name]
    if change:
        details.append(change)
    word = "Grey" if grey else look.word
    more = "".join(f'<span class="quiet">{text(detail)}</span>' for detail in details)
    return (
        f'<li style="--edge:{look.colours.edge}"><span class="top">{mark(brag)}<span class="count">'
        f'{block.counts.of(brag):,}</span></span><span class="word">{word}</span>{more}</li>'
    )


def _form(block: Form, number: int) -> Iterator[str]:
    yield f'<section class="form" aria-labelledby="form-{number}">'
    yield f'<h3 id="form-{number}">{text(block.ref)} {text(block.title)}</h3>{_facts(block.facts)}'
    for index, question in enumerate(block.questions):
        yield _question(question, f"form-{number}-{index}")
    yield "</section>"


def _question(question: Question, name: str) -> str:
    label = text(question.label)
    if not question.choices:
        box = f'<textarea id="{name}" rows="{question.lines}"></textarea>'
        return f'<label class="ask" for="{name}">{label}</label>{box}'
    choices = "".join(
        f'<label><input type="radio" name="{name}" value="{text(word)}"> {text(word)}</label>'
        for word in question.choices
    )
    return f"<fieldset><legend>{label}</legend>{choices}</fieldset>"
