"""Every rule by its code: a plain function from facts to the ways in which it fires."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from assessment.clinical.screening import (
    budapest,
    circulation,
    extensor,
    fractures,
    hips,
    infection,
    joints_and_bones,
    nerves,
    tumours,
)
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.outcome import Step

Decide = Callable[[ScreenFacts], tuple[Step, ...]]

DECIDES: Mapping[str, Decide] = MappingProxyType(
    {
        "RF-01": fractures.rf_01,
        "RF-02": fractures.rf_02,
        "RF-03": fractures.rf_03,
        "RF-04": fractures.rf_04,
        "RF-05": extensor.rf_05,
        "RF-06": infection.rf_06,
        "RF-07": infection.rf_07,
        "RF-08": infection.rf_08,
        "RF-09": circulation.rf_09,
        "RF-10": circulation.rf_10,
        "RF-11": circulation.rf_11,
        "RF-12": circulation.rf_12,
        "RF-13": circulation.rf_13,
        "RF-14": nerves.rf_14,
        "RF-15": nerves.rf_15,
        "RF-16": tumours.rf_16,
        "RF-17": tumours.rf_17,
        "RF-18": hips.rf_18,
        "RF-19": hips.rf_19,
        "RF-20": hips.rf_20,
        "RF-21": joints_and_bones.rf_21,
        "RF-22": extensor.rf_22,
        "RF-23": extensor.rf_23,
        "RF-24": fractures.rf_24,
        "RF-25": hips.rf_25,
        "RF-26": joints_and_bones.rf_26,
        "RF-27": budapest.rf_27,
        "RF-28": joints_and_bones.rf_28,
        "RF-29": joints_and_bones.rf_29,
        "RF-30": joints_and_bones.rf_30,
        "RF-31": circulation.rf_31,
        "RF-32": joints_and_bones.rf_32,
    }
)
