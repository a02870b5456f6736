"""Both agreements are complete and in their exact words; the words are written out here, not read from the data."""

from __future__ import annotations

from datetime import date

import pytest

from tests.resources.reference import Row, codes, labels, of, rows, topics

EXACT_LABELS = {
    ("csa-2017", "key_issue"): [
        "Violence against the person",
        "Domestic abuse",
        "Child sexual exploitation (CSE)",
        "Anti-social behaviour (ASB)",
        "Road safety",
    ],
    ("csa-2017", "factor"): ["Alcohol use / misuse", "Drug use / misuse", "Previous offending"],
    ("csa-2017", "determinant"): ["deprivation", "social inequality", "poor mental health"],
    ("csa-2017", "threat"): [
        "the distribution and supply of drugs",
        "violence between groups",
        "exploitation of vulnerable people",
    ],
    ("csa-2017", "theme"): [],
    ("csa-2017", "cause"): [],
    ("csa-2025", "key_issue"): [
        "Domestic Abuse",
        "Violence Against Women and Girls",
        "Serious Violence (including gun and gang crime, and knife crime)",
        "Exploitation – criminal and sexual",
        "Serious Organised Crime",
        "Road Safety",
        "Anti-Social Behaviour",
        "Cyber Crime",
        "Terrorism",
    ],
    ("csa-2025", "theme"): [
        "reducing vulnerability and building resilience",
        "prevention and early intervention",
        "reducing reoffending",
        "public health approach",
        "improving mental health",
        "tackling drug and alcohol abuse",
        "data, information sharing and community feedback",
        "drawing on community and lived experience to plan and develop our services",
    ],
    ("csa-2025", "cause"): [
        "childhood experiences",
        "education",
        "unemployment",
        "health care",
        "housing",
        "income",
        "communities",
    ],
    ("csa-2025", "factor"): [],
    ("csa-2025", "determinant"): [],
    ("csa-2025", "threat"): [],
}

COMMITMENT_STARTS = {
    "csa-2017": [
        "Closer collaboration with other partnerships (including the Safeguarding Boards",
        "Continually developing and improving links and activities with all local authorities",
        "Working with the Office of the Police and Crime Commissioner (OPCC)",
        "A commitment to taking an 'early help' approach",
        "Effective commissioning of services is central",
        "A work programme of intelligence assessments",
        "The use of good practice and incorporate evaluations",
        "Support the appropriate and effective sharing of information",
    ],
    "csa-2025": [
        "Collaboration with other strategic partnerships",
        "Working in partnership to continue the review of governance",
        "Continually developing and improving links and activities with all local authorities",
        "Working with the Office of the Police and Crime Commissioner (OPCC)",
        "A commitment to taking a preventative and 'early help' approach",
        "Undertaking more research to better understand the issues",
        "Supporting the appropriate and effective sharing of information",
        "Working together to engage and communicate with our local communities",
    ],
}


def _titles(entity: str, agreement: str) -> list[object]:
    return [row.fields["title"] for row in of(entity) if row.key.startswith(f"{agreement}|")]


def _text(row: Row, field: str) -> str:
    return str(row.fields[field])


@pytest.mark.parametrize(("agreement", "kind"), EXACT_LABELS)
def test_topics_have_the_exact_labels_in_order(agreement: str, kind: str) -> None:
    assert labels(agreement, kind) == EXACT_LABELS[agreement, kind]


def test_codes_of_key_issues_and_themes_are_the_stable_words() -> None:
    assert codes("csa-2025", "key_issue") == [
        "domestic-abuse",
        "violence-against-women-and-girls",
        "serious-violence",
        "exploitation",
        "serious-organised-crime",
        "road-safety",
        "anti-social-behaviour",
        "cyber-crime",
        "terrorism",
    ]
    assert codes("csa-2025", "theme") == [
        "vulnerability-resilience",
        "prevention-early-intervention",
        "reducing-reoffending",
        "public-health-approach",
        "mental-health",
        "drugs-alcohol",
        "data-sharing-feedback",
        "lived-experience",
    ]


@pytest.mark.parametrize("agreement", ["csa-2017", "csa-2025"])
def test_the_eight_commitments_keep_their_full_text_beside_a_short_label(agreement: str) -> None:
    commitments = topics(agreement, "commitment")
    assert len(commitments) == 8
    for row, start in zip(commitments, COMMITMENT_STARTS[agreement], strict=True):
        assert _text(row, "note").startswith(start)
        assert _text(row, "note").endswith(".")
        assert len(_text(row, "short_label")) <= len(_text(row, "label")) < len(_text(row, "note"))


def test_only_terrorism_is_owned_elsewhere_and_it_carries_its_footnote() -> None:
    (terrorism,) = [row for row in of("topic") if row.fields["owned_elsewhere"]]
    assert terrorism.key == "csa-2025|terrorism"
    assert terrorism.fields["note"] == (
        "Terrorism is also a key issue that is referenced in the CSA – however it is dealt with by a specialist unit "
        "within the Police; Counter Terrorism (Prevent) is a specified authority responsibility as set out in the "
        "Prevent Duty (Counter Terrorism Security Act 2015- section 26)."
    )


def test_the_agreements_state_their_title_strapline_owner_and_period() -> None:
    old, new = of("agreement")
    assert old.fields["title"] == "Lancashire Community Safety Agreement 2017 - 18"
    assert old.fields["strapline"] == (
        "Working together to make Lancashire a better place for this and future generations; by targeting "
        "vulnerability, increasing resilience and reducing crime"
    )
    assert old.fields["owner"] == "Lancashire Chief Executives Group, as the Community Safety Strategy Group"
    assert (old.fields["starts_on"], old.fields["ends_on"]) == (date(2017, 4, 1), date(2018, 3, 31))
    assert new.fields["title"] == "Lancashire Community Safety Agreement 2025 – 2028"
    assert new.fields["strapline"] == (
        "Working together across Lancashire to protect the vulnerable, protect our communities from harm and empower "
        "our communities to feel safe"
    )
    assert new.fields["owner"] == "Lancashire Community Safety Partnership Board, as the County Strategy Group"
    assert (new.fields["starts_on"], new.fields["ends_on"]) == (date(2025, 4, 1), date(2028, 3, 31))
    assert (old.fields["status"], new.fields["status"]) == ("ended", "in_force")
    assert "June 2025 v1" in _text(new, "note")


def test_strategies_of_2017_keep_their_titles_as_printed() -> None:
    assert _titles("strategy", "csa-2017") == [
        "The Police and Crime Plan",
        "Towards Zero Lancashire:  Road Safety Strategy for Lancashire",
        "Pan-Lancashire Domestic Abuse Strategy",
        "Alcohol Harm Reduction Action Plan (draft)",
        "Child Sexual Exploitation Multi-Agency Strategy 2015- 2018",
        "Prevent",
        "Serious Harm Reduction Strategy",
        "Hate Crime Strategy (draft)",
    ]
    drafts = [row for row in of("strategy") if row.fields.get("status") == "draft"]
    assert len(drafts) == 2


def test_the_one_plan_that_2025_names_is_there() -> None:
    assert _titles("strategy", "csa-2025") == ["Police and Crime Plan"]


def test_planned_research_of_2025_is_complete() -> None:
    assert _titles("research_item", "csa-2025") == [
        "domestic abuse",
        "VAWG",
        "rape and serious sexual offending",
        "serious organised crime profiles",
    ]


def test_a_code_names_one_topic_of_an_agreement_and_is_a_plain_word() -> None:
    for agreement in ("csa-2017", "csa-2025"):
        used = [_text(row, "code") for row in of("topic") if row.key.startswith(f"{agreement}|")]
        assert len(used) == len(set(used))
        assert all(code.replace("-", "").isalpha() and code == code.lower() for code in used)


def test_no_text_has_stray_spaces_or_scars_of_the_source() -> None:
    scars = ("bookmark", "(#)", "**", "[", "\\", "\t", "\n", "\u00a0")
    texts = [value for row in rows() for value in row.fields.values() if isinstance(value, str)]
    assert texts
    assert [text for text in texts if text != text.strip() or any(scar in text for scar in scars)] == []
