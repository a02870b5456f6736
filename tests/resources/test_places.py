"""Areas with their GSS codes, partnerships and responsible authorities."""

from __future__ import annotations

from tests.resources.reference import by_id, of

DISTRICTS = {
    "E07000117": "Burnley",
    "E07000118": "Chorley",
    "E07000119": "Fylde",
    "E07000120": "Hyndburn",
    "E07000121": "Lancaster",
    "E07000122": "Pendle",
    "E07000123": "Preston",
    "E07000124": "Ribble Valley",
    "E07000125": "Rossendale",
    "E07000126": "South Ribble",
    "E07000127": "West Lancashire",
    "E07000128": "Wyre",
}
UNITARIES = {"E06000008": "Blackburn with Darwen", "E06000009": "Blackpool"}
PARTNERSHIPS = {
    "BUR": "E07000117",
    "CHO": "E07000118",
    "FYL": "E07000119",
    "HYN": "E07000120",
    "LNC": "E07000121",
    "PEN": "E07000122",
    "PRE": "E07000123",
    "RIB": "E07000124",
    "ROS": "E07000125",
    "SRI": "E07000126",
    "WLA": "E07000127",
    "WYR": "E07000128",
    "BWD": "E06000008",
    "BPL": "E06000009",
    "PAN": "E23000003",
}


def _areas(tier: str) -> dict[object, object]:
    return {row.fields["gss_code"]: row.fields["name"] for row in of("area") if row.fields["tier"] == tier}


def test_every_area_has_its_gss_code_name_and_tier() -> None:
    assert _areas("district") == DISTRICTS
    assert _areas("unitary") == UNITARIES
    assert _areas("county") == {"E10000017": "Lancashire"}
    assert _areas("region") == {"E12000002": "North West"}
    assert len(of("area")) == 17


def test_the_footprint_of_all_councils_has_a_name_unlike_the_county() -> None:
    """The police force area is also called Lancashire; one name for two areas could not be read back from a file."""
    assert _areas("police_force_area") == {"E23000003": "Pan-Lancashire"}
    names = [row.fields["name"] for row in of("area")]
    assert len(names) == len(set(names))


def test_areas_roll_up_from_district_to_county_to_the_footprint() -> None:
    parents = {
        row.key: by_id()[str(row.fields["parent"])].key if "parent" in row.fields else None for row in of("area")
    }
    assert {parents[code] for code in DISTRICTS} == {"E10000017"}
    assert {parents[code] for code in UNITARIES} == {"E23000003"}
    assert parents["E10000017"] == "E23000003"
    assert parents["E23000003"] == "E12000002"
    assert parents["E12000002"] is None


def test_each_partnership_has_its_code_and_covers_its_area() -> None:
    covered = {}
    for row in of("partnership_area"):
        partnership = by_id()[str(row.fields["partnership"])]
        covered[partnership.fields["code"]] = by_id()[str(row.fields["area"])].key
    assert covered == PARTNERSHIPS
    assert [row.fields["code"] for row in of("partnership")] == list(PARTNERSHIPS)


def test_a_partnership_is_named_after_its_area() -> None:
    names = {row.fields["code"]: row.fields["name"] for row in of("partnership")}
    for code, gss in PARTNERSHIPS.items():
        place = {**DISTRICTS, **UNITARIES}.get(gss, "Lancashire")
        assert names[code] == f"{place} Community Safety Partnership"


def test_every_responsible_authority_is_listed() -> None:
    kinds: dict[object, list[object]] = {}
    for row in of("organisation"):
        assert row.key == str(row.fields["name"]).casefold()
        kinds.setdefault(row.fields["kind"], []).append(row.fields["name"])
    assert kinds == {
        "district_council": [
            "Burnley Borough Council",
            "Chorley Council",
            "Fylde Borough Council",
            "Hyndburn Borough Council",
            "Lancaster City Council",
            "Pendle Borough Council",
            "Preston City Council",
            "Ribble Valley Borough Council",
            "Rossendale Borough Council",
            "South Ribble Borough Council",
            "West Lancashire Borough Council",
            "Wyre Council",
        ],
        "county_council": ["Lancashire County Council"],
        "unitary_council": ["Blackburn with Darwen Borough Council", "Blackpool Council"],
        "police": ["Lancashire Constabulary"],
        "fire_and_rescue": ["Lancashire Fire and Rescue Service"],
        "probation": ["Probation Service"],
        "integrated_care_board": ["Lancashire and South Cumbria Integrated Care Board"],
        "police_and_crime_commissioner": ["Office of the Police and Crime Commissioner"],
    }
