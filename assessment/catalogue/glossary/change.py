"""Whether a change is real: measurement error, comparability, what a visit is compared with."""

from __future__ import annotations

from assessment.catalogue.sources import DEEKS_ALTMAN_2004, LIKELIHOOD_SIZES
from assessment.catalogue.types import Term

CHANGE = (
    Term(
        code="measurement_error",
        label="Measurement error",
        text="How far two readings of something that has not changed usually lie apart. It belongs "
        "to a method, to the people it was studied in, and to whether one person or two took the "
        "readings. Where nobody has published it, Vastus says so and judges no change.",
        see=("minimal_detectable_change", "within_error", "standard_error"),
    ),
    Term(
        code="standard_error",
        label="Standard error of measurement",
        names=("SEM",),
        text="The spread of repeated readings of the same thing, in the unit of the measure. The "
        "minimal detectable change is worked out from it.",
        see=("measurement_error", "minimal_detectable_change"),
    ),
    Term(
        code="minimal_detectable_change",
        label="Minimal detectable change",
        names=("MDC", "MDC90", "MDC95", "smallest detectable change"),
        text="The smallest change that exceeds measurement error. MDC90 and MDC95 say how sure: in "
        "90 or 95 of 100 people who stay the same, chance alone makes a smaller change. MDC95 is "
        "the stricter. Neither says that treatment caused the change.",
        see=("measurement_error", "minimal_clinically_important_difference", "within_error"),
    ),
    Term(
        code="minimal_clinically_important_difference",
        label="Minimal clinically important difference",
        names=("MCID", "minimal important change"),
        text="The smallest change within a person that patients in a study called important. It "
        "can be smaller than the measurement error, so it never proves a change; and it says "
        "nothing about the difference between two sides or two people.",
        see=("minimal_detectable_change", "global_rating_of_change"),
    ),
    Term(
        code="within_error",
        label="No change beyond measurement error",
        names=("within measurement error",),
        text="The readings differ by less than the measurement error. It does not mean that "
        "nothing changed, only that these two readings cannot show it.",
        see=("measurement_error", "minimal_detectable_change"),
    ),
    Term(
        code="not_comparable",
        label="Not comparable",
        text="Two readings were taken so differently (method, device, angle, landmark, mean or "
        "best) that their difference means nothing. Both are shown, with the reason, and nothing "
        "is subtracted.",
        see=("fixation", "measurement_error"),
    ),
    Term(
        code="baseline",
        label="Baseline",
        everyday=True,
        text="The first signed visit of the episode at which this was measured on this side: what "
        "later visits are compared with. What was carried, not tested or did not count is no "
        "baseline.",
        see=("last_visit", "reassessment", "episode_of_care"),
    ),
    Term(
        code="last_visit",
        label="Last",
        everyday=True,
        text="The most recent signed visit before this one at which this was measured on this "
        "side. Its value stands beside the field and is never put into it.",
        see=("baseline", "carried"),
    ),
    Term(
        code="statistic",
        label="Best or mean of the trials",
        words=("best of the trials", "mean of the trials"),
        text="Which number stands for a set of trials. Best and mean are different measures: a "
        "visit with one is not compared with a visit with the other.",
        see=("not_comparable", "coefficient_of_variation"),
    ),
    Term(
        code="likelihood_ratio",
        label="Likelihood ratio",
        names=("LR",),
        words=("likelihood ratios", "LR+", "LR-"),
        text="How much a test result moves the odds of a condition: LR+ after a positive result, "
        "LR- after a negative one. Above 1 the condition gets more likely, below 1 less; between "
        "0.5 and 2 a result changes little. It turns into a probability only together with how "
        "likely the condition was before the test, and never into a diagnosis.",
        sources=(LIKELIHOOD_SIZES, DEEKS_ALTMAN_2004),
        see=("red_flag", "sensitivity_specificity", "special_test"),
    ),
    Term(
        code="sensitivity_specificity",
        label="Sensitivity and specificity",
        names=("sensitivity", "specificity"),
        text="How many of those who have a condition test positive, and how many of those without "
        "it test negative. They describe the test in people whose answer is known, so neither is "
        "the chance that this patient has the condition. They depend on who was studied.",
        sources=(LIKELIHOOD_SIZES,),
        see=("likelihood_ratio",),
    ),
    Term(
        code="special_test",
        label="Special test",
        text="A manoeuvre that is meant to bring on a sign of one structure: positive, negative or "
        "equivocal, on each side. A test that could not be done has a reason instead. What a "
        "result is worth stands beside it; several tests are never added up unless somebody "
        "studied just that sum.",
        explains=("patellofemoral_cluster", "squat_pain_test", "resisted_extension_test"),
        see=("likelihood_ratio", "sensitivity_specificity"),
    ),
    Term(
        code="usual_limits",
        label="Usual and possible values",
        text="A value outside what is possible is refused. One outside what is usual is kept and "
        "asked about: confirm it, and the chart says that it was unusual and confirmed. Unless a "
        "source stands beside them the limits are decisions of Vastus, not norms.",
        see=("measurement_error",),
    ),
)
