"""What was touched, whose and when, is told exactly: what the clients typed and were shown, and no more."""

from words import SENDER

NAME = {"familyName", "givenName"}
HOUSE = {"postcode", "prefecture", "city", "street"}
GIFT = {"giftName", "giftMessage"}
# Where anything of a gift is written, its form answers for all of its fields, those that stay empty too.
TOLD_OF_GIFT = GIFT | {*SENDER, "senderBuilding"}


def filled(typed, kind):
    return {name for name, value in typed.get(kind, {}).items() if value}


def test_an_order_for_oneself_touches_what_was_typed_and_nothing_else(told):
    orderer, others = told.people(told.plain_number)
    typed = filled(told.plain, "orderer") | {"emailKeeper"}
    assert typed == NAME | HOUSE | {"phone", "email", "emailKeeper"} and not others
    assert told.touched(0, 1) == {orderer: (typed, typed)}
    assert told.touched(0, 1, "--process", "counter") == {orderer: (typed, typed)}
    assert told.touched(0, 1, "--process", "courier") == {orderer: (NAME | {"email", "emailKeeper"}, set())}


def test_an_order_for_another_touches_both_each_with_his_own(told):
    orderer, (other,) = told.people(told.gift_number)
    his = filled(told.gift, "orderer")
    hers = filled(told.gift, "new") | filled(told.gift, "gift")
    assert "email" not in his and GIFT <= hers
    assert told.touched(1, 2) == {
        orderer: (his, his),
        other: (hers, filled(told.gift, "new") | TOLD_OF_GIFT),
    }
    assert told.touched(1, 2, "--process", "courier") == {orderer: (NAME | HOUSE, set())}


def test_who_looks_again_opens_and_types_nothing(told):
    orderer, _ = told.people(told.plain_number)
    typed = filled(told.plain, "orderer") | {"emailKeeper"}
    assert told.touched(2, 3, "--process", "counter") == {orderer: (typed, set())}
    assert told.touched(2, 3) == {orderer: (typed, set())}


def test_a_member_is_told_of_even_after_leaving(told):
    """By the ledger name alone: whose it was, nothing says any more."""
    typed = filled(told.member.typed, "registration")
    (name, touched), = told.touched(3, 4).items()
    assert touched == (NAME | {"email"}, typed) and typed == NAME | HOUSE | {"phone", "email"}
    # The code's mail greets nobody by name: who has just registered is not opened for it.
    assert told.touched(3, 4, "--process", "courier") == {name: ({"email"}, set())}
    assert told.touched(4, 5) == {name: (typed - {"email"}, set())}
    assert told.touched(5, 6, "--process", "counter") == {name: (NAME | HOUSE | {"email"}, set())}
    assert told.city.ask_vault("SELECT handle FROM subject WHERE ledger_name = ?", name) == []


def test_the_last_mail_counts_as_a_person_of_its_own(told):
    """It bears its address itself, since the member is erased: two names for one, and nobody missing."""
    (_, touched), = told.touched(5, 6, "--process", "courier").items()
    assert touched == (NAME | {"email"}, set())
    assert len(told.touched(5, 6)) == 2


def test_times_join_without_gap_and_hold_nothing_outside(told):
    parts = [told.scope(begin, begin + 1) for begin in range(6)]
    whole = told.scope(0, 6)
    assert sum(part["lines"] for part in parts) == whole["lines"] > 0
    assert told.touched(0, 3).keys() == told.touched(0, 1).keys() | told.touched(1, 2).keys()
    by_process = [told.scope(0, 6, "--process", name)["lines"] for name in ("counter", "courier")]
    assert 0 < sum(by_process) <= whole["lines"]
    before = told.city.json("ichi-vault", "scope", "--from", "2026-01-01", "--to", told.edges[0])
    assert before["lines"] == 0 and before["persons"] == []


def test_the_json_has_the_shape_that_help_tells(told):
    scope = told.scope(0, 1, "--process", "counter")
    assert set(scope) == {"from", "to", "process", "lines", "indexed", "indexFaults",
                          "unreadable", "damages", "persons"}
    assert set(told.scope(0, 1)) == set(scope) - {"process"}
    assert scope["to"] - scope["from"] >= 1000 and scope["process"] == "counter"
    assert (scope["unreadable"], scope["damages"]) == (0, [])
    for person in scope["persons"]:
        assert set(person) == {"ledgerName", "handle", "opened", "passed"}
    told_in_help = told.city.command("ichi-vault", "scope", "--help")
    assert all(name in told_in_help for name in (*scope, *scope["persons"][0]))
    erased = told.scope(3, 4)["persons"][0]
    assert set(erased) == {"ledgerName", "opened", "passed"}
