"""What guidance rests on: papers and guidelines on subcategories, returns and codes, and decisions.

Many were read as an abstract or a summary only; `reviewed` says so. A decision of ours is no
evidence, and stands for a number that nobody published.
"""

from __future__ import annotations

from assessment.catalogue.types import Reviewed, Source


def _decision(key: str, says: str) -> Source:
    return Source(
        key=f"vastus-{key}",
        citation=f"Vastus design decision 2026: {says}",
        reviewed=Reviewed.DESIGN,
    )


# Patellofemoral pain
WILLY_2019 = Source(
    key="willy-2019",
    citation="Willy et al., patellofemoral pain: clinical practice guideline, J Orthop Sports Phys "
    "Ther 2019;49:CPG1 (the four subcategories are grade F, expert opinion, and not validated)",
    reviewed=Reviewed.VERIFIED,
)
REDMOND_2008 = Source(
    key="redmond-2008",
    citation="Redmond et al., normative values for the Foot Posture Index, J Foot Ankle Res 2008;"
    "1:6",
    reviewed=Reviewed.RECALLED_HIGH,
)
MILLS_2012 = Source(
    key="mills-2012",
    citation="Mills et al., foot mobility and orthoses in patellofemoral pain, Br J Sports Med "
    "2012;46:193",
    reviewed=Reviewed.RECALLED_MEDIUM,
)
LOCAL_SYMMETRY = _decision(
    "local-symmetry",
    "a limb symmetry index below 90 % points to a deficit of muscle performance, as is often used "
    "locally; nobody published one cut-off",
)
FOOT_LIMITS = _decision(
    "foot-limits",
    "limits of foot measures catch a wrong unit and slips of the keyboard; they are no norms",
)

# Osteoarthritis
NICE_NG226 = Source(
    key="nice-ng226",
    citation="NICE guideline NG226, osteoarthritis in over 16s: diagnosis and management, 2022",
    reviewed=Reviewed.VERIFIED,
)

# Returns
RAMBAUD_2018 = Source(
    key="rambaud-2018",
    citation="Rambaud et al., criteria for return to running after ACL reconstruction: scoping "
    "review, Br J Sports Med 2018;52:1437",
    reviewed=Reviewed.VERIFIED,
)
RAMBAUD_SUMMARY = Source(
    key="rambaud-2018-summary",
    citation="Rambaud et al. 2018 as summarised by A. Bjerregaard, "
    "physioblogandreasbjerregaard.com, 2018",
    reviewed=Reviewed.VERIFIED,
)
GRINDEM_2016 = Source(
    key="grindem-2016",
    citation="Grindem et al., simple decision rules and reinjury after ACL reconstruction "
    "(Delaware-Oslo), Br J Sports Med 2016;50:804",
    reviewed=Reviewed.VERIFIED,
)
KYRITSIS_2016 = Source(
    key="kyritsis-2016",
    citation="Kyritsis et al., discharge criteria before return to sport and graft rupture, Br J "
    "Sports Med 2016;50:946",
    reviewed=Reviewed.VERIFIED,
)
GOKELER_2016 = Source(
    key="gokeler-2016",
    citation="Gokeler et al. 2016, return to sports tests at 6 months after ACL reconstruction, "
    "PMC5315711",
    reviewed=Reviewed.VERIFIED,
)
WELLING_2018 = Source(
    key="welling-2018",
    citation="Welling et al. 2018, return to sports criteria 6 and 9 months after ACL "
    "reconstruction, PMC6267144",
    reviewed=Reviewed.VERIFIED,
)
HOP_ENTRY = Source(
    key="hop-entry-protocols",
    citation="Phased ACL rehabilitation protocol, sites.google.com/tcd.ie/mcphasedaclrehab, and "
    "University of Delaware ACL guidelines, readkong.com: one clinic's protocols, read in 2026",
    reviewed=Reviewed.VERIFIED,
)
MENETREY_2014 = Source(
    key="menetrey-2014",
    citation="Menetrey et al. 2014, return to sport after patellar dislocation or surgery for "
    "instability, PMC4169614",
    reviewed=Reviewed.VERIFIED,
)
INSTABILITY_TESTING = Source(
    key="patellar-instability-2023",
    citation="Testing after patellar instability 2023, BMC Musculoskelet Disord, "
    "doi:10.1186/s12891-023-06767-2",
    reviewed=Reviewed.VERIFIED,
)
MALLIARAS_2015 = Source(
    key="malliaras-2015",
    citation="Malliaras et al., patellar tendinopathy, J Orthop Sports Phys Ther 2015;45:887",
    reviewed=Reviewed.RECALLED_HIGH,
)
APTA_TKA_2020 = Source(
    key="apta-tka-2020",
    citation="Jette et al., physical therapist management of total knee arthroplasty: guideline, "
    "Phys Ther 2020;100:1603",
    reviewed=Reviewed.VERIFIED,
)
KIRSCHBAUM_2020 = Source(
    key="kirschbaum-2020",
    citation="Kirschbaum et al., braking after right knee replacement, Knee Surg Sports Traumatol "
    "Arthrosc 2020, doi:10.1007/s00167-020-06105-2",
    reviewed=Reviewed.VERIFIED,
)
GROOT_2017 = Source(
    key="groot-2017",
    citation="Groot et al. 2017, return to work after ACL reconstruction, "
    "springermedizin.at/11068350",
    reviewed=Reviewed.VERIFIED,
)
TIME_BEFORE_HOPS = _decision(
    "time-before-hops",
    "no hop test before 12 weeks after ACL reconstruction, the median time at which studies begin "
    "running",
)
RETURN_CRITERIA = _decision(
    "return-criteria",
    "criteria of a return that nobody published are asked of the clinician or use the nearest "
    "published step, and the stricter end of a range that is given",
)

# Following up
MEDICARE_PROGRESS = Source(
    key="cms-benefit-manual-15-220",
    citation="Medicare Benefit Policy Manual, chapter 15, section 220.3, old.bansdoc.gov.bd (older "
    "stored edition): progress report once every 10 treatment days; older text of questions."
    "cms.gov 2003 adds 30 calendar days",
    reviewed=Reviewed.VERIFIED,
)
