"""The forms of numbers that registers and standards define, checked by python-stdnum.

Each form is a concept of ``ontology/number-forms.ttl``, which names the standard it is from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stdnum import bic, iban, imo, isin, lei
from stdnum.ar import cuit
from stdnum.cn import uscc
from stdnum.es import nie
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)
from stdnum.it import codicefiscale
from stdnum.mx import curp
from stdnum.ro import cnp
from stdnum.ru import inn, ogrn
from stdnum.tr import tckimlik
from stdnum.ve import rif

from kg.checks.outcomes import Judge, Outcome

_FAULTS: tuple[tuple[type[ValidationError], Outcome], ...] = (
    (InvalidChecksum, Outcome.CHECK),
    (InvalidComponent, Outcome.PART),
    (InvalidLength, Outcome.LENGTH),
    (InvalidFormat, Outcome.CHARACTERS),
)


def _judged_by(validate: Callable[[str], str]) -> Judge:
    def judge(number: str) -> Outcome:
        try:
            validate(number)
        except ValidationError as error:
            return next(outcome for fault, outcome in _FAULTS if isinstance(error, fault))
        return Outcome.PASSED

    return judge


NUMBER_FORMS: Mapping[str, Judge] = {
    "bic": _judged_by(bic.validate),
    "cnp": _judged_by(cnp.validate),
    "cuit": _judged_by(cuit.validate),
    "curp": _judged_by(curp.validate),
    "iban": _judged_by(iban.validate),
    "imo": _judged_by(imo.validate),
    "inn": _judged_by(inn.validate),
    "isin": _judged_by(isin.validate),
    "italian-fiscal-code": _judged_by(codicefiscale.validate),
    "lei": _judged_by(lei.validate),
    "nie": _judged_by(nie.validate),
    "ogrn": _judged_by(ogrn.validate),
    "rif": _judged_by(rif.validate),
    "turkish-id": _judged_by(tckimlik.validate),
    "uscc": _judged_by(uscc.validate),
}
"""A judge for each form, by the local name of its concept."""
