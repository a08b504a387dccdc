"""The chain of functions behind a derived form."""

from functools import cache, partial

import pytest
from made_up import unjudged

from derive.chain import chain, reason
from derive.grains.steps import born, gaps, model
from derive.papers import equation, paper


def names(function):
    return [link.__name__ for link in chain(function)]


def test_a_function_without_predecessors_is_its_own_chain():
    assert chain(model.tunnelling_correlator) == [model.tunnelling_correlator]


def test_links_stand_in_the_order_of_their_dependence():
    links = names(gaps.metal_gap)
    assert links[-1] == "metal_gap"
    order = ["nambu_matrix", "grain_matrix", "metal_greens_function", "greens_function", "closed"]
    positions = [links.index(name) for name in order]
    assert positions == sorted(positions)
    assert len(links) == len(set(links))


def test_a_cache_is_looked_through():
    assert chain(cache(born.self_energy)) == chain(born.self_energy)


def test_functions_used_inside_nested_functions_and_as_attributes_are_found():
    def outer():
        def inner():
            return born.metal_integrand()

        return inner()

    assert chain(outer) == [*chain(born.metal_integrand), outer]
    assert chain(lambda: outer()) == [*chain(born.metal_integrand), outer]


def test_a_function_of_another_module_that_holds_no_steps_contributes_what_it_calls():
    def follows():
        return unjudged(gaps.metal_gap())

    names = [link.__name__ for link in chain(follows)]
    assert names == [*(link.__name__ for link in chain(gaps.metal_gap)), "follows"]


def test_a_partial_and_an_enclosed_function_contribute_what_they_call():
    enclosed = gaps.metal_gap_function
    assert chain(lambda: enclosed()) == chain(enclosed)
    assert chain(partial(map, enclosed)) == chain(enclosed)


@pytest.mark.parametrize("label", paper().labels)
def test_every_equation_has_a_chain_of_documented_derivation_functions(label):
    links = chain(equation(label).derived)
    assert links
    assert {link.__module__.rpartition(".")[0] for link in links} == {"derive.grains.steps"}
    assert equation(label).derived.__name__ == links[-1].__name__


@pytest.mark.parametrize("label", paper().labels)
def test_every_link_says_why_in_a_sentence(label):
    assert all(
        reason(link).endswith(".") and len(reason(link)) > 8
        for link in chain(equation(label).derived)
    )


def test_a_sentence_does_not_end_at_an_abbreviation():
    def link():
        """By Eq. (9), of Eqs. (20)
        too.  And more."""

    assert reason(link) == "By Eq. (9), of Eqs. (20) too."
    assert reason(lambda: None) == ""
