"""Every paper, guideline and decision that the catalogue rests on, cited once.

`reviewed` says how far a figure was checked: read in the source, recalled, or ours. No clinician
has signed the figures off yet.
"""

from __future__ import annotations

from assessment.catalogue.types import Reviewed, Source

# Follow-up
REASSESSMENT = Source(
    key="vastus-reassessment",
    citation="Vastus design decision 2026: when what is measured again, and how a course of "
    "several visits is read",
    reviewed=Reviewed.DESIGN,
)

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


THOMEE_1997 = Source(
    key="thomee-1997",
    citation="Thomeé, pain-monitoring model in patellofemoral pain, Phys Ther 1997;77:1690",
    reviewed=Reviewed.RECALLED_HIGH,
)
ESCULIER_2013 = Source(
    key="esculier-2013",
    citation="Esculier et al. 2013, patient-reported measures in patellofemoral pain, "
    "cosmin.nl catalogue 127",
    reviewed=Reviewed.VERIFIED,
)
CROSSLEY_2004 = Source(
    key="crossley-2004",
    citation="Crossley et al. 2004, outcome measures of anterior knee pain, "
    "doi:10.1016/S0003-9993(03)00613-0",
    reviewed=Reviewed.VERIFIED,
)
AKPS_POINTS = Source(
    key="akps-points",
    citation="Points of the Anterior Knee Pain Scale as printed in PMC10362729 (2023), table 2",
    reviewed=Reviewed.VERIFIED,
)
LYSHOLM_POINTS = Source(
    key="lysholm-points",
    citation="Points and bands of the Lysholm score as printed in PMC10362729 (2023), table 1",
    reviewed=Reviewed.VERIFIED,
)
TEGNER_LYSHOLM_1985 = Source(
    key="tegner-lysholm-1985",
    citation="Tegner and Lysholm, rating systems of knee ligament injuries, Clin Orthop "
    "1985;198:43",
    reviewed=Reviewed.RECALLED_HIGH,
)
BRIGGS_2009 = Source(
    key="briggs-2009",
    citation="Briggs et al., Lysholm score and Tegner activity scale 25 years later, "
    "Am J Sports Med 2009;37:890",
    reviewed=Reviewed.RECALLED_HIGH,
)
LYSHOLM_IMPORTANT = Source(
    key="lysholm-important-2022",
    citation="Important change of the Lysholm score after ACL reconstruction (2022), "
    "doi:10.1055/s-0042-1756330",
    reviewed=Reviewed.VERIFIED,
)
CROSSLEY_2018 = Source(
    key="crossley-2018",
    citation="Crossley et al., the patellofemoral subscale of the KOOS, Br J Sports Med "
    "2018;52:1130",
    reviewed=Reviewed.RECALLED_HIGH,
)
KOOS_PF_SPANISH = Source(
    key="koos-pf-spanish-2021",
    citation="Spanish version of the KOOS-PF (2021), doi:10.1186/s13104-021-05619-3",
    reviewed=Reviewed.VERIFIED,
)
KOOS_12 = Source(
    key="koos-12",
    citation="KOOS-12 as presented at koos.nu/koos12pres.html, read in 2026",
    reviewed=Reviewed.VERIFIED,
)
IKDC_SCORING = Source(
    key="ikdc-scoring",
    citation="Scoring of the IKDC subjective knee form of 2000, public implementations "
    "hymelam/questionnaire-scoring_ikdc and awell-health/awell-score",
    reviewed=Reviewed.VERIFIED,
)
IRRGANG_2006 = Source(
    key="irrgang-2006",
    citation="Irrgang et al., responsiveness of the IKDC subjective knee form, "
    "Am J Sports Med 2006;34:1567",
    reviewed=Reviewed.RECALLED_HIGH,
)
LEFS_NORMS = Source(
    key="lefs-norms-2017",
    citation="Normative data of the Lower Extremity Functional Scale (2017), "
    "doi:10.1080/17453674.2017.1309886",
    reviewed=Reviewed.VERIFIED,
)
WEBSTER_2021 = Source(
    key="webster-feller-2021",
    citation="Webster and Feller 2021, important change of the ACL-RSI, "
    "doi:10.1177/23259671211031240",
    reviewed=Reviewed.VERIFIED,
)
SHORT_ACL_RSI = Source(
    key="acl-rsi-short",
    citation="Short ACL-RSI scale (2018), as printed by medicalalgorithms.com",
    reviewed=Reviewed.VERIFIED,
)
WOBY_2005 = Source(
    key="woby-2005",
    citation="Woby et al., psychometric properties of the TSK-11, Pain 2005;117:137, PMID 16055269",
    reviewed=Reviewed.VERIFIED,
)
WOBY_AS_MDC95 = Source(
    key="woby-2005-mdc95",
    citation="Woby et al., Pain 2005;117:137: MDC95 worked out from the standard error of "
    "measurement of 2.54 printed there",
    reviewed=Reviewed.VERIFIED,
)
JAESCHKE_1989 = Source(
    key="jaeschke-1989",
    citation="Jaeschke et al., ascertaining the minimal clinically important difference, "
    "Control Clin Trials 1989;10:407",
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
RF_18 = _rule(
    18,
    "slipped capital femoral epiphysis",
    "Am Fam Physician 2017;95:779",
    Reviewed.VERIFIED,
)
RF_19 = _rule(
    19,
    "limping child",
    "Royal Cornwall Hospitals limping child guideline 2021",
    Reviewed.VERIFIED,
)
RF_20 = _rule(
    20,
    "hip as the source of knee pain",
    "Devon formulary and referral, knee pain, northeast.devonformularyguidance.nhs.uk",
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
RF_23 = _rule(
    23,
    "dislocation of the kneecap",
    "NHS Gloucestershire knee pathways, g-care.glos.nhs.uk",
    Reviewed.VERIFIED,
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
RF_26 = _rule(
    26,
    "bone stress injury, low energy availability",
    "bone stress injury reviews, PMC8073721 and PMC8192811",
    Reviewed.VERIFIED,
)
RF_27 = _rule(
    27,
    "complex regional pain syndrome",
    "Budapest clinical criteria, PMC5511749, table 1",
    Reviewed.VERIFIED,
)
RF_28 = _rule(
    28,
    "exertional rhabdomyolysis",
    "Baxter and Moore, acute exertional rhabdomyolysis, J Orthop Sports Phys Ther, cupdf.com",
    Reviewed.VERIFIED,
)
RF_29 = _rule(29, "safeguarding", "NICE guideline CG89", Reviewed.VERIFIED)
RF_30 = _rule(
    30,
    "osteonecrosis, insufficiency fracture",
    "clinref.com, red flags of the knee and leg",
    Reviewed.RECALLED_MEDIUM,
)
RF_31 = _rule(
    31,
    "peripheral arterial disease",
    "medical screening of knee, leg, ankle and foot, JOSPT red-flag list, scribd.com 366824726",
    Reviewed.VERIFIED,
)
RF_32 = _rule(
    32,
    "not improving as expected",
    "knee ligament sprain clinical practice guideline 2017, guidelinecentral.com 8350",
    Reviewed.VERIFIED,
)
OTTAWA_CHILDREN = Source(
    key="ottawa-children",
    citation="Ottawa knee rule in children: Bulloch 2003, metajournal.com 138812; from 5 years by "
    "fpnotebook.com",
    reviewed=Reviewed.VERIFIED,
)
PITTSBURGH_EXCLUSIONS = Source(
    key="pittsburgh-exclusions",
    citation="Pittsburgh knee rule: exclusions and window of 6 days, Seaberg 1994, recalled; an "
    "encyclopaedic page agrees",
    reviewed=Reviewed.RECALLED_MEDIUM,
)
PULSE_NICE = Source(
    key="pulse-wells-pe",
    citation="Heart rate above 100 per minute, an item of the Wells score of pulmonary embolism, "
    "nice1pagers.info, NICE CG144",
    reviewed=Reviewed.VERIFIED,
)
ABI_2004 = Source(
    key="abi-2004",
    citation="Ankle-brachial index after knee dislocation 2004, PMID 15211135",
    reviewed=Reviewed.VERIFIED,
)
WELLS_1997 = Source(
    key="wells-1997",
    citation="Wells et al., Lancet 1997;350:1795: cut-offs of the three groups",
    reviewed=Reviewed.VERIFIED,
)

# Test intensity
ACL_TESTED_AT_6_WEEKS = Source(
    key="pottkotter-2020",
    citation="Cohorts tested isometric quadriceps strength 6 weeks after ACL reconstruction: "
    "Pottkotter et al. 2020, PMC7727404",
    reviewed=Reviewed.VERIFIED,
)
ACL_OPEN_CHAIN = Source(
    key="janssen-2018",
    citation="Open-chain exercise after ACL reconstruction with a hamstring graft: Janssen et al. "
    "2018, PMC5905729",
    reviewed=Reviewed.VERIFIED,
)

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

# Hip, muscle length, ankle, loss against the other side
IKDC_EXAMINATION = Source(
    key="ikdc-2000-examination",
    citation="IKDC knee examination form 2000, passive motion deficit",
    reviewed=Reviewed.RECALLED_HIGH,
)
KRAUSE_HIP_ROTATION = Source(
    key="krause-hip-rotation",
    citation="Krause et al., hip internal rotation by digital inclinometer, Knee Surg Sports "
    "Traumatol Arthrosc, p. 2562-2567, as listed by mayoclinic.pure.elsevier.com",
    reviewed=Reviewed.VERIFIED,
)
ROACH_2013 = Source(
    key="roach-2013",
    citation="Roach et al. 2013, hip motion by goniometer and digital inclinometer, PMC3811733",
    reviewed=Reviewed.VERIFIED,
)
PEELER_2008 = Source(
    key="peeler-anderson-2008",
    citation="Peeler and Anderson 2008, modified Thomas test, PMC2547866; standard error of "
    "measurement of 7° converted to MDC95",
    reviewed=Reviewed.VERIFIED,
)
VIGOTSKY_2016 = Source(
    key="vigotsky-2016",
    citation="Vigotsky et al. 2016, modified Thomas test and pelvic tilt, PMC4991856",
    reviewed=Reviewed.VERIFIED,
)
PIVA_2006_LENGTH = Source(
    key="piva-2006-length",
    citation="Piva et al. 2006, reliability of impairment measures in patellofemoral pain, "
    "PMC1557500; upper end of the standard errors of the length tests, 4.3°, converted to MDC95",
    reviewed=Reviewed.VERIFIED,
)
PIVA_2006_ROTATION = Source(
    key="piva-2006-external-rotation",
    citation="Piva et al. 2006, reliability of impairment measures in patellofemoral pain, "
    "PMC1557500; standard error of measurement 2.4 kgf converted to MDC95",
    reviewed=Reviewed.VERIFIED,
)
KNEE_EXTENSION_TESTS_2013 = Source(
    key="knee-extension-tests-2013",
    citation="Active and passive knee extension tests in acute hamstring injury 2013, "
    "PMID 23735425",
    reviewed=Reviewed.VERIFIED,
)
KNEE_EXTENSION_TESTS_2015 = Source(
    key="knee-extension-tests-2015",
    citation="Active knee extension and straight-leg raise in tight hamstrings 2015, PMID 25364856",
    reviewed=Reviewed.VERIFIED,
)
POWDEN_2015 = Source(
    key="powden-2015",
    citation="Powden et al. 2015, weight-bearing lunge test: review of twelve studies, "
    "PMID 25704110",
    reviewed=Reviewed.VERIFIED,
)
RABIN_2015 = Source(
    key="rabin-2015",
    citation="Rabin et al. 2015, ankle dorsiflexion of both sides in healthy men, "
    "studylib.net 10810860",
    reviewed=Reviewed.VERIFIED,
)
SACHS_1989 = Source(
    key="sachs-1989",
    citation="Sachs et al., patellofemoral problems after ACL reconstruction, Am J Sports Med "
    "1989;17:760",
    reviewed=Reviewed.RECALLED_MEDIUM,
)
ISAK_GIRTH = Source(
    key="isak-corrected-girth",
    citation="International Society for the Advancement of Kinanthropometry (ISAK), International "
    "Standards for Anthropometric Assessment (2011): corrected girth",
    reviewed=Reviewed.RECALLED_HIGH,
)
WELLS_CALF = Source(
    key="wells-2003-calf",
    citation="Wells et al. 2003, score for deep vein thrombosis, item on the calf; as printed by "
    "thrombosisjournal s12959-015-0050-4, table 1",
    reviewed=Reviewed.VERIFIED,
)

# Hip strength, ratios, estimates, activation
KEEP_2016 = Source(
    key="keep-2016",
    citation="Keep et al. 2016, hip extension strength in prone standing by hand-held "
    "dynamometer, PMC4961312",
    reviewed=Reviewed.VERIFIED,
)
COOMBS_GARBUTT_2002 = Source(
    key="coombs-garbutt-2002",
    citation="Coombs and Garbutt 2002, ratio of hamstrings to quadriceps, jssm.org",
    reviewed=Reviewed.VERIFIED,
)
ROSENE_2001 = Source(
    key="rosene-2001",
    citation="Rosene et al. 2001, hamstrings to quadriceps ratio rises with speed, PMC155432",
    reviewed=Reviewed.VERIFIED,
)
KELLIS_2023 = Source(
    key="kellis-2023",
    citation="Kellis et al. 2023, hamstrings to quadriceps ratio and injury, PMC10199143",
    reviewed=Reviewed.VERIFIED,
)
MAXIMUM_FORMULAS = Source(
    key="one-repetition-formulas",
    citation="Formulas of Epley (1985) and Brzycki (1993), as printed by cdchester.co.uk and "
    "rstudio-pubs 708250",
    reviewed=Reviewed.VERIFIED,
)
STACKHOUSE_2000 = Source(
    key="stackhouse-2000",
    citation="Stackhouse et al. 2000, activation and effort of the quadriceps, studylib.net "
    "10804739",
    reviewed=Reviewed.VERIFIED,
)

# Hops, stairs, step-down, pain on a line
REID_2007 = Source(
    key="reid-2007",
    citation="Reid et al. 2007, hop tests after ACL reconstruction, Phys Ther 2007;87:337; read "
    "was only the span of the four MDC90, 7.05 to 12.96 %",
    reviewed=Reviewed.RECALLED_HIGH,
)
LOUDON_2002 = Source(
    key="loudon-2002",
    citation="Loudon et al. 2002, functional tests in patellofemoral pain, PMID 12937582",
    reviewed=Reviewed.VERIFIED,
)
ALMEIDA_2010 = Source(
    key="almeida-2010",
    citation="Almeida et al. 2010, stair test on 11 steps after knee arthroplasty, PMID 20510986",
    reviewed=Reviewed.VERIFIED,
)
KENNEDY_2005 = Source(
    key="kennedy-2005",
    citation="Kennedy et al., performance measures before and after arthroplasty, BMC "
    "Musculoskelet Disord 2005;6:3",
    reviewed=Reviewed.RECALLED_HIGH,
)
VAS_FORMAT = Source(
    key="pain-on-a-line",
    citation="Vastus design decision 2026: a mark on a line of 100 mm, a generic format with "
    "our own prompt",
    reviewed=Reviewed.DESIGN,
)
TUBACH_2005 = Source(
    key="tubach-2005",
    citation="Tubach et al., important improvement in knee and hip osteoarthritis, Ann Rheum Dis "
    "2005;64:29",
    reviewed=Reviewed.RECALLED_HIGH,
)

# Special tests
NUNES_2013 = Source(
    key="nunes-2013",
    citation="Nunes et al. 2013, clinical tests for patellofemoral pain: systematic review, "
    "PMID 23232069",
    reviewed=Reviewed.VERIFIED,
)
COOK_2010 = Source(
    key="cook-2010",
    citation="Cook et al. 2010, diagnostic accuracy in patellofemoral pain, PMC2841549",
    reviewed=Reviewed.VERIFIED,
)
DOBERSTEIN_2008 = Source(
    key="doberstein-2008",
    citation="Doberstein et al. 2008, the Clarke sign, PMC2267328",
    reviewed=Reviewed.VERIFIED,
)
NIJS_2006 = Source(
    key="nijs-2006",
    citation="Nijs et al. 2006, five tests of patellofemoral pain, PMID 15950517",
    reviewed=Reviewed.VERIFIED,
)
AHMAD_2009 = Source(
    key="ahmad-2009",
    citation="Ahmad et al. 2009, moving patellar apprehension test, vivo.weill.cornell.edu "
    "19193601",
    reviewed=Reviewed.VERIFIED,
)
SOKAL_2022 = Source(
    key="sokal-2022",
    citation="Sokal et al. 2022, tests of the anterior cruciate ligament: meta-analysis, Knee Surg "
    "Sports Traumatol Arthrosc 2022;30:3287",
    reviewed=Reviewed.VERIFIED,
)
VAN_ECK_2013 = Source(
    key="van-eck-2013",
    citation="van Eck et al. 2013, tests of an acute complete ACL rupture: meta-analysis, "
    "PMID 23085822",
    reviewed=Reviewed.VERIFIED,
)
ACL_APPRAISAL_2006 = Source(
    key="acl-appraisal-2006",
    citation="Aust J Physiother 2006, appraisal of a meta-analysis of tests of the ACL, "
    "doi:10.1016/S0004-9514(06)70069-1",
    reviewed=Reviewed.VERIFIED,
)
RUBINSTEIN_1994 = Source(
    key="rubinstein-1994",
    citation="Rubinstein et al. 1994, examination of the posterior cruciate ligament, PMID 7943523",
    reviewed=Reviewed.VERIFIED,
)
KOPKOW_2013 = Source(
    key="kopkow-2013",
    citation="Kopkow et al. 2013, tests of the posterior cruciate ligament: systematic review, J "
    "Orthop Sports Phys Ther 2013;43:804",
    reviewed=Reviewed.VERIFIED,
)
DIAL_TEST = Source(
    key="dial-test-figure",
    citation="Dial test at 30° and 90°, PMC5420825 (2017), figure 3",
    reviewed=Reviewed.VERIFIED,
)
KASTELEIN_2008 = Source(
    key="kastelein-2008",
    citation="Kastelein et al. 2008, medial collateral ligament lesions in general practice",
    reviewed=Reviewed.RECALLED_HIGH,
)
LAXITY_GRADES = Source(
    key="laxity-grades",
    citation="Grades of collateral laxity in millimetres, as in textbooks (American Medical "
    "Association 1968)",
    reviewed=Reviewed.RECALLED_HIGH,
)
SMITH_2015 = Source(
    key="smith-2015",
    citation="Smith et al. 2015, tests of the meniscus: meta-analysis, "
    "ebm.bmj.com/content/20/3/88; read was the sensitivity of McMurray's test alone",
    reviewed=Reviewed.RECALLED_HIGH,
)
GOOSSENS_2015 = Source(
    key="goossens-2015",
    citation="Goossens et al. 2015, Thessaly and McMurray tests in suspected tears, J Orthop "
    "Sports Phys Ther 2015;45:18",
    reviewed=Reviewed.RECALLED_HIGH,
)
NOBLE_REVIEW = Source(
    key="noble-no-study",
    citation="Noble compression test: no validity study found, ptpainite.com/nobles-test, read "
    "in 2026",
    reviewed=Reviewed.VERIFIED,
)
LIKELIHOOD_SIZES = Source(
    key="jaeschke-1994",
    citation="Jaeschke et al., users' guides: using the results of a diagnostic test, JAMA "
    "1994;271:703",
    reviewed=Reviewed.RECALLED_HIGH,
)
# What tests ask of a knee
ACCESSMEDICINE_KNEE = Source(
    key="accessmedicine-knee",
    citation="Knee examination, accessmedicine.mhmedical.com 251101489, read in part: angles of "
    "the Lachman, drawer and pivot shift tests",
    reviewed=Reviewed.VERIFIED,
)

# What is commonly restricted after operations
SPORTSCHICAGO_ACL = Source(
    key="sportschicago-acl",
    citation="Protocol after ACL reconstruction with meniscal repair, "
    "sportssurgerychicago.com, read in part 2026: one surgeon's",
    reviewed=Reviewed.VERIFIED,
)
CTO_BPTB = Source(
    key="cto-bptb",
    citation="Protocol after ACL reconstruction, ctorthopaedic.com, read in part 2026: one "
    "clinic's",
    reviewed=Reviewed.VERIFIED,
)
CTO_MENISCUS = Source(
    key="cto-meniscus",
    citation="Protocol after meniscal repair, ctorthopaedic.com, read in part 2026: one clinic's",
    reviewed=Reviewed.VERIFIED,
)
LAPRADE_2017 = Source(
    key="laprade-2017",
    citation="LaPrade et al. 2017, rehabilitation after meniscal root repair",
    reviewed=Reviewed.RECALLED_MEDIUM,
)
PATTON_MPFL = Source(
    key="patton-mpfl",
    citation="Protocol after MPFL reconstruction, andrewgpattonmd.com, read in part 2026: one "
    "surgeon's",
    reviewed=Reviewed.VERIFIED,
)
SACORTHO_TTO = Source(
    key="sacortho-tto",
    citation="Protocol after tibial tubercle osteotomy, sacorthosports.com, read in part 2026:"
    " one clinic's",
    reviewed=Reviewed.VERIFIED,
)
CHICAGO_TENDON = Source(
    key="chicago-tendon",
    citation="Protocol after quadriceps or patellar tendon repair, sportssurgerychicago.com, "
    "read in part 2026: one surgeon's",
    reviewed=Reviewed.VERIFIED,
)
GUNDERSEN_ORIF = Source(
    key="gundersen-orif",
    citation="Protocol after fixation of a patella fracture, scribd.com 540550225: one clinic's",
    reviewed=Reviewed.VERIFIED,
)
KRYCH_2020 = Source(
    key="krych-2020",
    citation="Krych et al., rehabilitation after cartilage procedures of the knee, J Am Acad "
    "Orthop Surg 2020;28:914",
    reviewed=Reviewed.VERIFIED,
)
KNEEJOINTSURG = Source(
    key="kneejointsurgery",
    citation="Protocol after cartilage repair, kneejointsurgery.com, read in part 2026: one "
    "surgeon's",
    reviewed=Reviewed.VERIFIED,
)
APTA_TKA = Source(
    key="apta-tka",
    citation="Physical therapist management of total knee arthroplasty, guideline, "
    "guidelinecentral.com/guideline/300177",
    reviewed=Reviewed.VERIFIED,
)

# The patient's own activities
PSFS_FORM = Source(
    key="psfs-form",
    citation="Patient-specific functional scale, form of precisionphysio.com.au read in 2026: "
    "scoring, and minimum detectable change at 90 % of the mean score (2) and of one activity (3)",
    reviewed=Reviewed.VERIFIED,
)
ABBOTT_SCHMITT_2014 = Source(
    key="abbott-schmitt-2014",
    citation="Abbott and Schmitt, minimum important differences of the patient-specific functional "
    "scale, J Orthop Sports Phys Ther 2014, doi:10.2519/jospt.2014.5248",
    reviewed=Reviewed.VERIFIED,
)
