"""Laws of the numbers in translations: what is the same number, and what is not."""

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.checks.amounts import separators
from pipeline.checks.base import Finding
from pipeline.checks.numbers import check_numbers
from pipeline.languages import parse_language
from tests.pairs import pair

TAGS = (
    *(
        "ar",
        "bn",
        "es",
        "fa",
        "fr",
        "gu",
        "hi",
        "pa",
        "pl",
        "ps",
        "pt",
        "ro",
        "so",
        "ta",
        "ti",
        "tr",
        "ur",
        "zh-Hans",
        "zh-Hant",
    ),
    *("am", "de", "it", "ja", "ko", "lt", "ru", "si", "sq", "sw", "th", "uk", "vi"),
)
ZEROS = "0٠۰०০૦੦௦༠๐０"


def found(source: str, translation: str, tag: str) -> list[Finding]:
    """Return what is wrong with the numbers themselves, not with the way in which they are written."""
    return [each for each in check_numbers(pair(tag, source, translation)) if each.code != "number-format"]


@dataclass(frozen=True)
class Style:
    """How numbers are written: with which digits, and what between thousands and before decimals."""

    zero: str
    thousands: str
    decimal: str

    def write(self, number: str) -> str:
        """Return an English number, such as 1,234.5, in this style."""
        separated = number.translate({ord(","): self.thousands, ord("."): self.decimal})
        return separated.translate({ord("0") + digit: chr(ord(self.zero) + digit) for digit in range(10)})


tags = st.sampled_from(TAGS)
styles = st.builds(
    Style,
    zero=st.sampled_from(ZEROS),
    thousands=st.sampled_from(["", ",", ".", " ", "\u00a0", "\u202f", "’", "٬"]),
    decimal=st.sampled_from([",", ".", "٫"]),
).filter(lambda style: style.thousands != style.decimal)
wholes = st.integers(2, 3_000_000).map("{:,}".format)
numbers = wholes | st.builds("{}.{}".format, wholes, st.integers(1, 999).filter(lambda decimals: decimals % 10))
texts = st.text(st.sampled_from("0123456789.:;/-+%()½ ٠۵五月 ahmstp"), max_size=40)


@given(st.lists(numbers, min_size=1, max_size=4), styles, tags)
def test_the_same_numbers_in_other_digits_with_other_separators_are_no_finding(
    written: list[str], style: Style, tag: str
) -> None:
    assert found("; x ".join(written), "; x ".join(map(style.write, written)), tag) == []


@given(numbers, tags)
def test_a_number_as_its_language_writes_it_is_no_finding(number: str, tag: str) -> None:
    translation = separators.written(number, parse_language(tag))
    assert list(check_numbers(pair(tag, number, translation))) == []


@given(numbers, styles, tags, st.data())
def test_one_wrong_digit_in_the_only_number_is_an_error(number: str, style: Style, tag: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([place for place, character in enumerate(number) if character.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != number[place]]))
    wrong = number[:place] + digit + number[place + 1 :]
    assert [each.code for each in found(f"x {number} x", f"x {style.write(wrong)} x", tag)] == ["number-changed"]


@example("%0s", "ar")
@given(texts, tags)
def test_a_text_has_the_numbers_of_itself(text: str, tag: str) -> None:
    assert found(text, text, tag) == []


@given(texts | st.text(), texts | st.text(), tags)
def test_any_two_texts_can_be_compared(source: str, translation: str, tag: str) -> None:
    assert all(each.words and each.hint for each in found(source, translation, tag))
