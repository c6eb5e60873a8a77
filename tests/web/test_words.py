"""The words of the interface: every one translated, with the same values; formats as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.messages.pofile import read_po

from scheduler.diff import diff
from scheduler.message import message
from scheduler.plan import Plan, Stop, Tenancy, TrailRun
from web import formats, i18n
from web.telling import translate

from .catalogue import Word, named, words


@pytest.fixture(scope="module")
def every_word() -> list[Word]:
    return list(words())


@pytest.fixture(autouse=True)
def french():
    i18n.use_language("fr")
    yield
    i18n.use_language("fr")


def test_every_word_has_its_french(every_word):
    catalogue = i18n.merged_catalogue("fr")
    missing = []
    for word in every_word:
        found = catalogue.get(word.id if isinstance(word.id, str) else word.id[0], word.context)
        texts = [] if found is None else [found.string] if isinstance(found.string, str) else [*found.string]
        if not texts or not all(texts):
            missing.append(f"{word.where}: {word.id!r}")
    assert missing == []


def test_translations_ask_for_the_same_values():
    wrong = []
    for entry in i18n.merged_catalogue("fr"):
        if not entry.id or not entry.string:
            continue
        english = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        french = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        wanted = set().union(*map(named, english))
        # "Votre ville", "Vos 3 villes": the singular may leave the number out, the plural leaves nothing out
        if named(french[-1]) != wanted or any(not named(text) <= wanted for text in french):
            wrong.append((english[0], french))
    assert wrong == []


def test_two_rooms_never_translate_the_same_words_differently():
    said: dict[tuple[str, str | None], tuple[str, object]] = {}
    clashes = []
    for path in sorted((i18n.FOLDER / "fr").glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file):
                if not entry.id:
                    continue
                key = (str(entry.id), entry.context)
                first = said.setdefault(key, (path.name, entry.string))
                if first[1] != entry.string:
                    clashes.append((key[0], first, (path.name, entry.string)))
    assert clashes == []


def test_french_typography():
    """No-break spaces before : ; ? and inside guillemets; no exclamation marks."""
    wrong = []
    for entry in i18n.merged_catalogue("fr"):
        for text in entry.string if isinstance(entry.string, tuple) else (entry.string or "",):
            if any(bad in text for bad in (" :", " ;", " ?", " !", "« ", " »", "!")):
                wrong.append(text)
    assert wrong == []


def test_english_and_french_formats():
    june = date(2027, 6, 12)
    for language, told in (
        (
            "fr",
            (
                "sam. 12 juin",
                "samedi 12 juin 2027",
                "18 h 30",
                "18 h",
                "1 250 €",
                "12,50 €",
                "62 m²",
                "8 semaines",
            ),
        ),
        (
            "en",
            ("Sat 12 Jun", "Saturday 12 June 2027", "18:30", "18:00", "€1,250", "€12.50", "62 m²", "8 weeks"),
        ),
    ):
        i18n.use_language(language)
        found = (
            formats.day(june),
            formats.day_long(june),
            formats.clock("18:30"),
            formats.clock(18 * 60),
            formats.euros(125_000),
            formats.euros(1250),
            formats.area(62),
            formats.weeks(8),
        )
        assert tuple(one.replace("\u00a0", " ").replace("\u202f", " ") for one in found) == told
        assert not any(" " in one for one in found), "figures and their units never part at the end of a line"


def test_the_first_of_a_month_and_moments_of_the_town():
    assert formats.day(date(2027, 5, 1)) == "sam.\u00a01er\u00a0mai"
    winter = datetime(2027, 1, 10, 17, 5, tzinfo=UTC)
    assert formats.moment(winter, "Europe/Paris") == "dim.\u00a010\u00a0janv. à 18\u00a0h\u00a005"


def test_sentences_of_the_scheduler_are_told_with_names_and_figures():
    names = {("project", "ambre"): "Café Ambre", ("premises", "h-2"): "2 rue des Halles"}.get
    told = translate(
        message(
            "{project} moves from {premises} to {premises_2}, {shift}",
            project="ambre",
            premises="h-2",
            premises_2="q-1",
            shift=message("two weeks later"),
        ),
        lambda kind, key: names((kind, key)) or key,
    )
    assert told.startswith("Café Ambre") and "2 rue des Halles" in told and "deux semaines plus tard" in told
    price = translate(message("{path}: {reason}", path=Decimal("1250.00"), reason=date(2027, 6, 12)))
    assert price.replace("\u202f", " ").replace("\u00a0", " ") == "1 250 : sam. 12 juin"


def test_a_stay_is_told_with_its_last_day_as_boards_draw_it():
    stay = Tenancy(project="a", premises="b", start=date(2027, 3, 1), end=date(2027, 3, 29))
    (opening,) = diff(Plan(), Plan(tenancies=(stay,))).added
    span = {"project": "a", "premises": "b", "start": stay.start, "end": stay.end}
    away = "{project} at {premises} from {start} to {end}: the premises are not available all that time"
    for told in (translate(opening.message), translate(message(away, **span))):
        assert "du lun. 1er mars au dim. 28 mars" in told.replace("\u00a0", " ")


def test_a_trail_is_told_with_the_names_of_its_stops():
    names = {"place": "Place du Marché", "quai": "Quai neuf"}
    before, after = (
        Plan(trails=(TrailRun(trail="t", start=date(2027, 4, 9), stops=stops),))
        for stops in ((Stop(spot="place"),), (Stop(spot="place"), Stop(spot="quai", installation="Lune")))
    )
    (change,) = diff(before, after).moved
    told = translate(change.message, lambda kind, key: names.get(key, key)).replace("\u00a0", " ")
    assert told == "t, dès le ven. 9 avr. : passe aussi par Quai neuf, montre Lune à Quai neuf"


@pytest.mark.parametrize("typed", ["2027-02-30", "٢٠٢٧-٠١-٠١", "9999-99-99", "77:99", "٢٣:٠٠"])
def test_what_looks_like_a_day_or_an_hour_is_told_as_it_was_typed(typed):
    assert translate(message("{end}", end=typed)) == typed
    assert translate(message("from {start} to {end}", start=typed, end=typed)).count(typed) == 2


def test_a_span_that_ends_on_the_first_day_of_the_calendar_is_told():
    assert (
        translate(message("from {start} to {end}", start="0001-01-01", end="0001-01-01")).count("janv.") == 2
    )


def test_a_broken_pattern_is_told_rather_than_raised():
    assert translate(message("{a} and {b}", a=1, b=2)) == "1 and 2"


@pytest.mark.parametrize(
    ("asked", "kept", "account", "accepted", "chosen"),
    [
        ("en", "fr", "fr", "fr", "en"),
        (None, "en", "fr", "fr", "en"),
        (None, None, "en", "fr", "en"),
        (None, None, None, "en-GB,en;q=0.8", "en"),
        (None, None, None, "de", "fr"),
        ("xx", None, None, "", "fr"),
    ],
)
def test_the_language_of_a_page(app, asked, kept, account, accepted, chosen):
    headers = {"Accept-Language": accepted}
    with app.test_request_context("/", headers=headers) as context:
        got = i18n.chosen_language(account, asked, kept, context.request.accept_languages, "fr")
    assert got == chosen
