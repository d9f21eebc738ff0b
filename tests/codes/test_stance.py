from __future__ import annotations

import pytest

from fgtools.codes.stance import stance
from fgtools.safe import stored


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("We need one person at the council who answers the phone.", "request"),
        ("They should just mend the gate, please.", "request"),
        ("I'd like somebody to come out and look at the plots.", "request"),
        ("If they could just put a second tap in.", "request"),
        ("It'd be lovely to have a shed with a lock.", "request"),
        ("Give us a rota and stick to it.", "request"),
        ("The new water rota works really well.", "enabler"),
        ("Having Saturday mornings off is the best thing they ever did.", "enabler"),
        ("I love the woman who runs the seed swap.", "enabler"),
        ("I wouldn't leave because of the people on my row.", "enabler"),
        ("I can't fault the committee.", "enabler"),
        ("Not bad at all, the committee really helped.", "enabler"),
        ("There's never enough water and nobody answers.", "barrier"),
        ("Too many slugs this year.", "barrier"),
        ("It isn't really helpful when they lock the gate.", "barrier"),
        ("It doesn't work well for anybody.", "barrier"),
        ("The rota's lovely, but you can't get in and nobody mends the gate.", "barrier"),
        ("I don't need another form to fill in.", "barrier"),
        ("They should have told us, it was awful.", "barrier"),
        ("Mine is the plot by the railway.", "none"),
        ("She teaches children with special needs.", "none"),
        ("", "none"),
    ],
)
def test_the_stance_of_an_utterance_follows_its_words(said: str, expected: str) -> None:
    assert stance(stored(said)) == expected
