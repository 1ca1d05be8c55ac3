"""The capstone: a store to take apart, a plan to write, and what the plan was worth."""

from .cases import Case, OwnCase, PlantedCase, capstone
from .catalogue import CAUSES, DIAGNOSTIC_METRICS, DIMENSIONS, MEASURES, REASONS
from .forecasting import PlanForecast
from .plans import Plan, PlanLine
from .scoring import Score
from .segments import Segment

__all__ = [
    "CAUSES",
    "DIAGNOSTIC_METRICS",
    "DIMENSIONS",
    "MEASURES",
    "REASONS",
    "Case",
    "OwnCase",
    "Plan",
    "PlanForecast",
    "PlanLine",
    "PlantedCase",
    "Score",
    "Segment",
    "capstone",
]
