"""What was done at this visit, and what was taught and agreed."""

from __future__ import annotations

from assessment.catalogue.answers import prose
from assessment.catalogue.types import Section

DONE = "Done today"
TAUGHT = "Taught and agreed"

INTERVENTIONS = Section(
    code="interventions",
    label="Interventions",
    measures=(
        prose("exercise", "Exercise", "Which, with sets, repetitions, load and rest.", group=DONE),
        prose(
            "neuromuscular_training",
            "Neuromuscular retraining",
            "Quadriceps activation, stimulation with its settings, biofeedback, balance.",
            group=DONE,
        ),
        prose(
            "movement_retraining",
            "Movement retraining",
            "Gait, running, stairs, squat, landing: what was cued, and how.",
            group=DONE,
        ),
        prose("manual_therapy", "Manual therapy", "Where, what, how long.", group=DONE),
        prose(
            "taping_bracing",
            "Taping and bracing",
            "Kind and direction; what it changed at once.",
            group=DONE,
        ),
        prose("other_intervention", "Anything else done", "Cold, heat, and the like.", group=DONE),
        prose(
            "education",
            "Education and advice",
            "What was explained, and what the patient made of it.",
            group=TAUGHT,
        ),
        prose(
            "home_programme",
            "Home programme",
            "Exercises with dose, how often, and when to stop.",
            group=TAUGHT,
        ),
    ),
)
