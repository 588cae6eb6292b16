"""Every paper, guideline and decision that the catalogue rests on, cited once.

`reviewed` says how far a figure was checked: read in the source, recalled, or ours. No clinician
has signed the figures off yet.
"""

from __future__ import annotations

from assessment.catalogue.types import Reviewed, Source

# Range of motion
RYF_WEYMANN_1995 = Source(
    key="ryf-weymann-1995",
    citation="Ryf and Weymann, neutral-zero method, Injury 1995;26(S1):1",
    reviewed=Reviewed.RECALLED_HIGH,
)
NORKIN_WHITE = Source(
    key="norkin-white",
    citation="Norkin and White, Measurement of Joint Motion, 5th edition, 2016",
    reviewed=Reviewed.RECALLED_HIGH,
)
KNEE_EXTENSION_DEVICES = Source(
    key="knee-extension-devices",
    citation="Knee extension of ACL patients with three devices (n = 92), doi:10.1055/a-2321-0516",
    reviewed=Reviewed.VERIFIED,
)
HANCOCK_2018 = Source(
    key="hancock-2018",
    citation="Hancock et al. 2018, knee goniometry methods, PMC6195503",
    reviewed=Reviewed.VERIFIED,
)
STILLMAN_2004 = Source(
    key="stillman-2004",
    citation="Stillman, quadriceps lag in healthy knees, Aust J Physiother 2004;50(4)",
    reviewed=Reviewed.VERIFIED,
)

# Calculations
WEIR_2005 = Source(
    key="weir-2005",
    citation="Weir, test-retest reliability and the standard error of measurement, J Strength Cond "
    "Res 2005;19:231; two-sided quantiles of the normal distribution",
    reviewed=Reviewed.RECALLED_HIGH,
)
UNIT_DEFINITIONS = Source(
    key="unit-definitions",
    citation="Exact by definition: international yard and pound agreement of 1959, standard "
    "gravity of the 3rd General Conference on Weights and Measures 1901",
    reviewed=Reviewed.RECALLED_HIGH,
)

# Girth
HARRELSON_1998 = Source(
    key="harrelson-1998",
    citation="Harrelson et al., J Sport Rehabil 1998;7:300",
    reviewed=Reviewed.VERIFIED,
)
LAUPATTARAKASEM_2012 = Source(
    key="laupattarakasem-2012",
    citation="Laupattarakasem et al. 2012, jmatonline.com article 5218",
    reviewed=Reviewed.VERIFIED,
)
KRAHN_2025 = Source(
    key="krahn-2025",
    citation="Krahn et al. 2025, thigh girth and quadriceps symmetry, doi:10.26603/001c.138312",
    reviewed=Reviewed.VERIFIED,
)
PICHONNAZ_2015 = Source(
    key="pichonnaz-2015",
    citation="Pichonnaz et al. 2015, swelling and circumference, PMC4422299",
    reviewed=Reviewed.VERIFIED,
)

# Strength
DANIELS_WORTHINGHAM = Source(
    key="daniels-worthingham",
    citation="Hislop et al., Daniels and Worthingham's Muscle Testing, 9th edition, 2014",
    reviewed=Reviewed.RECALLED_HIGH,
)
BOHANNON_2005 = Source(
    key="bohannon-2005",
    citation="Bohannon, manual muscle testing, Clin Rehabil 2005;19:662",
    reviewed=Reviewed.RECALLED_HIGH,
)
CHAMORRO_2017 = Source(
    key="chamorro-2017",
    citation="Chamorro et al. 2017, hand-held dynamometry of the leg, doi:10.1515/med-2017-0052",
    reviewed=Reviewed.VERIFIED,
)
LEE_2020 = Source(
    key="lee-2020",
    citation="Lee et al., Ann Rehabil Med 2020;44(6)",
    reviewed=Reviewed.VERIFIED,
)
PIVA_2006 = Source(
    key="piva-2006",
    citation="Piva et al. 2006, reliability of impairment measures in patellofemoral pain, "
    "PMC1557500; standard error of measurement 1.8 kgf converted to MDC95",
    reviewed=Reviewed.VERIFIED,
)
KRAUSE_2014 = Source(
    key="krause-2014",
    citation="Krause et al., hand-held dynamometry and examiner strength, J Sport Rehabil 2014",
    reviewed=Reviewed.VERIFIED,
)
CHAMORRO_AS_MANUAL = Source(
    key="vastus-manual-35",
    citation="Vastus design decision (35 % of the mean), from the pooled limits of agreement of "
    "33.6 % in Chamorro et al. 2017, doi:10.1515/med-2017-0052",
    reviewed=Reviewed.DESIGN,
)
LEE_AS_FIXED = Source(
    key="vastus-fixed-25",
    citation="Vastus design decision (25 % of the mean), from the same-rater MDC of 24.1 % in "
    "Lee et al., Ann Rehabil Med 2020;44(6)",
    reviewed=Reviewed.DESIGN,
)
CHAMORRO_AS_ISOKINETIC = Source(
    key="vastus-isokinetic-15",
    citation="Vastus design decision (15 % of the mean), from limits of agreement under 15 % of "
    "the mean in Chamorro et al. 2017, doi:10.1515/med-2017-0052",
    reviewed=Reviewed.DESIGN,
)

# Likelihood
DEEKS_ALTMAN_2004 = Source(
    key="deeks-altman-2004",
    citation="Deeks and Altman, likelihood ratios, BMJ 2004;329:168",
    reviewed=Reviewed.RECALLED_HIGH,
)

# Symmetry of the limbs
WELLSANDT_2017 = Source(
    key="wellsandt-2017",
    citation="Wellsandt et al., limb symmetry indexes can overestimate knee function after ACL "
    "injury, J Orthop Sports Phys Ther 2017;47:334",
    reviewed=Reviewed.VERIFIED,
)

# Numeric rating of symptoms
NPRS_FORMAT = Source(
    key="numeric-rating",
    citation="Vastus design decision 2026: eleven-point numeric rating, a generic format with our "
    "own prompt",
    reviewed=Reviewed.DESIGN,
)
FARRAR_2001 = Source(
    key="farrar-2001",
    citation="Farrar et al., clinically important changes of pain, Pain 2001;94:149",
    reviewed=Reviewed.RECALLED_HIGH,
)
PIVA_2009 = Source(
    key="piva-2009",
    citation="Piva et al. 2009, responsiveness in patellofemoral pain, doi:10.2340/16501977-0295",
    reviewed=Reviewed.VERIFIED,
)

# Effusion, gait, squat, patella
STURGILL_2009 = Source(
    key="sturgill-2009",
    citation="Sturgill et al., the stroke test of effusion, J Orthop Sports Phys Ther 2009;39:845",
    reviewed=Reviewed.VERIFIED,
)
STURGILL_AS_TWO_GRADES = Source(
    key="vastus-effusion-2-grades",
    citation="Vastus design decision (two grades), from the rater agreement in Sturgill et al., "
    "J Orthop Sports Phys Ther 2009;39:845",
    reviewed=Reviewed.DESIGN,
)
MARICAR_2016 = Source(
    key="maricar-2016",
    citation="Maricar et al. 2016, reliability of tests for knee effusion, PMC4823277",
    reviewed=Reviewed.VERIFIED,
)
EASTLACK_1991 = Source(
    key="eastlack-1991",
    citation="Eastlack et al., agreement on observed gait deviations, Phys Ther 1991;71:465",
    reviewed=Reviewed.RECALLED_HIGH,
)
LHSC_WEIGHT_BEARING = Source(
    key="lhsc-weight-bearing",
    citation="London Health Sciences Centre, weight-bearing terms for health professionals, "
    "lhsc.on.ca",
    reviewed=Reviewed.VERIFIED,
)
CROSSLEY_2011 = Source(
    key="crossley-2011",
    citation="Crossley et al., single-leg squat performance, Am J Sports Med 2011;39:866",
    reviewed=Reviewed.RECALLED_MEDIUM,
)
LATERAL_STEP_DOWN = Source(
    key="lateral-step-down",
    citation="Lateral step-down test, as printed by johnsnyderdpt.com and in PMC5095938, table 3",
    reviewed=Reviewed.VERIFIED,
)
KOLOWICH_1990 = Source(
    key="kolowich-1990",
    citation="Kolowich et al., patellar glide in quadrants, Am J Sports Med 1990;18:359",
    reviewed=Reviewed.RECALLED_HIGH,
)
HIEMSTRA_2021 = Source(
    key="hiemstra-2021",
    citation="Hiemstra et al. 2021, agreement on signs of patellar instability, PMC8220568",
    reviewed=Reviewed.VERIFIED,
)

# Activation and muscle mass
KENT_BRAUN_1996 = Source(
    key="kent-braun-1996",
    citation="Kent-Braun and Le Blanc, quantitation of central activation failure, Muscle Nerve "
    "1996;19:861",
    reviewed=Reviewed.RECALLED_HIGH,
)
KRISHNAN_2010 = Source(
    key="krishnan-williams-2010",
    citation="Krishnan and Williams 2010, activation by burst and by interpolated twitch",
    reviewed=Reviewed.VERIFIED,
)

# Function
ALGHADIR_2015 = Source(
    key="alghadir-2015",
    citation="Alghadir et al. 2015, timed up and go in knee osteoarthritis, "
    "doi:10.1186/s12891-015-0637-8",
    reviewed=Reviewed.VERIFIED,
)
GILL_2022 = Source(
    key="gill-2022",
    citation="Gill et al. 2022, 30-second chair stand in early knee osteoarthritis, "
    "dro.deakin.edu.au 20597538",
    reviewed=Reviewed.VERIFIED,
)
WRIGHT_2011 = Source(
    key="wright-2011",
    citation="Wright et al., physical performance measures of hip osteoarthritis, "
    "J Orthop Sports Phys Ther 2011;41:319",
    reviewed=Reviewed.RECALLED_HIGH,
)
Y_BALANCE_SRALAB = Source(
    key="y-balance-sralab",
    citation="Shirley Ryan AbilityLab, lower quarter Y-balance test, sralab.org; MDC95 converted "
    "from the standard errors of measurement printed there",
    reviewed=Reviewed.VERIFIED,
)
PLISKY_2006 = Source(
    key="plisky-2006",
    citation="Plisky et al., star excursion balance and injury, J Orthop Sports Phys Ther "
    "2006;36:911",
    reviewed=Reviewed.RECALLED_HIGH,
)

# Patient-reported outcome measures: scores only
COLLINS_2016 = Source(
    key="collins-2016",
    citation="Collins et al. 2016, KOOS: systematic review and meta-analysis, "
    "doi:10.1016/j.joca.2016.03.010",
    reviewed=Reviewed.VERIFIED,
)
KOOS_SCORING_2012 = Source(
    key="koos-scoring-2012",
    citation="KOOS scoring guide of 2012",
    reviewed=Reviewed.VERIFIED,
)
ROOS_LOHMANDER_2003 = Source(
    key="roos-lohmander-2003",
    citation="Roos and Lohmander, the KOOS from joint injury to osteoarthritis, Health Qual Life "
    "Outcomes 2003;1:64",
    reviewed=Reviewed.RECALLED_HIGH,
)


def _rule(number: int, condition: str, citation: str, reviewed: Reviewed) -> Source:
    return Source(
        key=f"RF-{number:02}",
        citation=f"Red-flag rule RF-{number:02}, {condition}: {citation}",
        reviewed=reviewed,
    )


# Red-flag rules that the screen's questions feed; the levels and the logic of each are ours.
RF_01 = _rule(
    1,
    "knee fracture, Ottawa criteria",
    "Ottawa Knee Rule, as printed by reference.medscape.com and guidelinecentral.com",
    Reviewed.VERIFIED,
)
RF_02 = _rule(
    2,
    "knee fracture, Pittsburgh criteria",
    "Am Fam Physician 1999;60:2599",
    Reviewed.VERIFIED,
)
RF_03 = _rule(
    3,
    "open fracture, deformity, high energy",
    "NHS Lothian referral guideline, acute trauma of the knee, apps.nhslothian.scot/refhelp",
    Reviewed.VERIFIED,
)
RF_04 = _rule(
    4,
    "fracture not excluded by a rule",
    "American College of Radiology Appropriateness Criteria, acute trauma to the knee, "
    "bohrium.com 26541130",
    Reviewed.VERIFIED,
)
RF_05 = _rule(
    5,
    "extensor mechanism",
    "EMRA, Diagnose This Condition, emra.org",
    Reviewed.VERIFIED,
)
RF_06 = _rule(
    6,
    "septic arthritis of a native knee",
    "British Society for Rheumatology guideline on the hot swollen joint 2006, kel163a",
    Reviewed.VERIFIED,
)
RF_07 = _rule(
    7,
    "infection after surgery or of a prosthesis",
    "Bristol, North Somerset and South Gloucestershire periprosthetic infection pathway, "
    "remedy.bnssg.icb.nhs.uk",
    Reviewed.VERIFIED,
)
RF_08 = _rule(
    8,
    "cellulitis, infected bursa, osteomyelitis",
    "medical screening of knee, leg, ankle and foot, JOSPT red-flag list, scribd.com 366824726",
    Reviewed.VERIFIED,
)
RF_09 = _rule(
    9,
    "deep vein thrombosis",
    "NICE guideline NG158; clinical practice guideline on venous thromboembolism 2022",
    Reviewed.VERIFIED,
)
RF_10 = _rule(
    10,
    "pulmonary embolism",
    "clinical practice guideline on venous thromboembolism 2022",
    Reviewed.VERIFIED,
)
RF_11 = _rule(
    11,
    "acute compartment syndrome",
    "StatPearls, acute compartment syndrome, article 19772; BOAST guideline, as summarised by "
    "guidelinegenius.com",
    Reviewed.VERIFIED,
)
RF_12 = _rule(
    12,
    "vascular injury, acute limb ischaemia",
    "Boyce et al., J Am Acad Orthop Surg 2015;23:761",
    Reviewed.VERIFIED,
)
RF_13 = _rule(
    13,
    "knee dislocation",
    "Boyce et al., J Am Acad Orthop Surg 2015;23:761",
    Reviewed.VERIFIED,
)
RF_14 = _rule(
    14,
    "cauda equina",
    "GIRFT national cauda equina pathway; Physiotherapy, March 2024",
    Reviewed.VERIFIED,
)
RF_15 = _rule(
    15,
    "femoral neuropathy, progressive motor loss",
    "Medscape Reference 1141793, femoral mononeuropathy",
    Reviewed.VERIFIED,
)
RF_16 = _rule(
    16,
    "bone or soft-tissue malignancy",
    "NICE guideline NG12, suspected cancer in children and adults",
    Reviewed.VERIFIED,
)
RF_17 = _rule(
    17,
    "unremitting night pain, unexplained weight loss",
    "NHS Gloucestershire knee pathways, g-care.glos.nhs.uk",
    Reviewed.VERIFIED,
)
RF_19 = _rule(
    19,
    "limping child",
    "Royal Cornwall Hospitals limping child guideline 2021",
    Reviewed.VERIFIED,
)
RF_21 = _rule(
    21,
    "inflammatory or crystal arthropathy",
    "NICE quality standard QS33; NICE guideline NG226",
    Reviewed.VERIFIED,
)
RF_22 = _rule(
    22, "locked knee", "NHS Gloucestershire knee pathways, g-care.glos.nhs.uk", Reviewed.VERIFIED
)
RF_24 = _rule(
    24,
    "acute haemarthrosis",
    "NHS Lothian referral guideline, acute trauma of the knee, apps.nhslothian.scot/refhelp",
    Reviewed.VERIFIED,
)
RF_25 = _rule(
    25,
    "bone stress injury of the femoral neck",
    "femoral neck stress fracture review, PMC6226070",
    Reviewed.VERIFIED,
)
RF_29 = _rule(29, "safeguarding", "NICE guideline CG89", Reviewed.VERIFIED)

# Claims of the glossary
CHESTER_2008 = Source(
    key="chester-2008",
    citation="Chester et al., onset of vastus medialis and lateralis in anterior knee pain, "
    "BMC Musculoskelet Disord 2008;9:64",
    reviewed=Reviewed.VERIFIED,
)
BISHOP_2018 = Source(
    key="bishop-2018",
    citation="Bishop et al., equations for asymmetry, Strength Cond J 2018;40(4)",
    reviewed=Reviewed.VERIFIED,
)
MCCLURE_2015 = Source(
    key="mcclure-2015",
    citation="McClure and Michener, staged approach for the shoulder, Phys Ther 2015;95:791",
    reviewed=Reviewed.VERIFIED,
)
SINGLE_LEG_SQUAT_2017 = Source(
    key="single-leg-squat-2017",
    citation="Agreement on single-leg squat, BMC Musculoskelet Disord 2017, "
    "doi:10.1186/s12891-017-1660-8",
    reviewed=Reviewed.VERIFIED,
)
CHAIR_STAND_SHEET = Source(
    key="chair-stand-sheet",
    citation="30-second chair stand, as the CDC and Rikli and Jones describe it, quoted by "
    "wis.it.com",
    reviewed=Reviewed.VERIFIED,
)
BINKLEY_1999 = Source(
    key="binkley-1999",
    citation="Binkley et al., Lower Extremity Functional Scale, Phys Ther 1999;79:371",
    reviewed=Reviewed.VERIFIED,
)
KAMPER_2009 = Source(
    key="kamper-2009",
    citation="Kamper et al. 2009, global rating of change scales",
    reviewed=Reviewed.VERIFIED,
)
