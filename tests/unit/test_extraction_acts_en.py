"""The lexicon of acts in English: what a sentence tells, in many words, and what is no event at all."""

from __future__ import annotations

import pytest
from extraction_helpers import told_types

TOLD = {
    "demolition": [
        "Bulldozers razed 40 shacks in the valley on Tuesday.",
        "Workers with crowbars tore the roof off and pulled the walls of six houses down.",
        "By nightfall the whole row had been flattened.",
        "The municipality's machines levelled the settlement in two hours.",
        "About 60 homes were reduced to rubble.",
        "The city's demolition squad smashed two houses.",
        "Fifteen dwellings were knocked down before lunch.",
        "Excavators ripped through the first row of houses.",
        "The demolition of 30 houses began at dawn.",
        "Bailiffs carried out the demolition of four buildings.",
        "They destroyed our homes and took away the bricks.",
        "Diggers chewed through seven cottages.",
        "The camp was cleared and the tents were burned.",
        "City workers dismantled about twenty stalls and eight shacks.",
    ],
    "eviction": [
        "Court officers evicted a family of five from a flat.",
        "Twelve families were thrown onto the street.",
        "Police dragged a widow out of her home and sealed the door.",
        "Marshals carried their furniture to the pavement and changed the locks.",
        "The tenants were removed from the hostel by force.",
        "Eviction of the residents of the dormitory started on Monday.",
    ],
    "demolition_attempt": [
        "Bailiffs tried to demolish three houses but residents stopped them.",
        "Officials arrived with bulldozers to pull down ten homes.",
        "An attempt to raze the quarter failed on Friday.",
        "A second attempt to demolish the house was made in the afternoon.",
        "The bailiffs came for the corner house at six.",
        "Authorities failed to demolish the five houses.",
        "Workers began to take the roof off a house when neighbours stopped them.",
        "Bulldozers sent to level the settlement were turned back by a crowd.",
        "The bailiffs moved on to a second house.",
    ],
    "police_operation": [
        "Police surrounded the settlement before dawn.",
        "Some 300 officers sealed off all roads into the quarter.",
        "Riot police moved into the shanty town.",
        "Troops cordoned off the neighbourhood.",
        "Two busloads of police arrived at the village.",
        "Police set up checkpoints at the entrances to the settlement.",
        "Hundreds of police officers were deployed in the area.",
    ],
    "order": [
        "A court ordered the demolition of 14 houses.",
        "The district court ruled that the families must leave.",
        "The city council approved the demolition of the quarter.",
        "Residents received eviction notices.",
        "Owners were given ten days to vacate their homes.",
        "Notices were posted on the doors of 30 houses.",
        "The akimat declared the houses illegal.",
        "The mayor signed a decree on the removal of the settlement.",
        "Officials marked forty houses for demolition with red paint.",
    ],
    "blockade": [
        "Women lay down in front of the bulldozers.",
        "Residents formed a human chain around the house.",
        "Villagers blocked the road and would not let the machines pass.",
        "About 100 people stood in the path of the excavators.",
        "The family locked themselves in.",
        "Neighbours sat down on the road.",
        "Residents stopped the bulldozers.",
        "People linked arms and refused to let the bailiffs through.",
        "Protesters blocked a highway for three hours.",
    ],
    "barricade": [
        "Residents built barricades of tyres and furniture.",
        "Youths set tyres on fire at the entrance.",
        "They dug trenches across the lane.",
        "Barricades went up overnight.",
        "Burning tyres blocked the road.",
        "The men felled trees and blocked the track with logs.",
    ],
    "clash": [
        "Police fired tear gas and rubber bullets.",
        "Residents threw stones at police.",
        "Clashes broke out between police and residents.",
        "Riot police beat residents with batons.",
        "Officers used water cannon against the crowd.",
        "Fighting erupted at the gate.",
        "Police charged the crowd.",
        "Residents fought police with sticks.",
        "Police broke through the barricade.",
        "Bailiffs and residents scuffled.",
    ],
    "protest": [
        "Some 200 residents rallied outside the akimat.",
        "Residents held a rally in the central square.",
        "About 50 people picketed the court.",
        "Hundreds marched to the city hall.",
        "Women staged a sit-in at the ministry.",
        "A demonstration took place in front of the parliament.",
        "Evicted families camped outside the governor's office.",
    ],
    "hunger_strike": [
        "Six women went on hunger strike.",
        "The residents declared a hunger strike.",
        "Four men have been refusing food since Monday.",
        "The hunger strike entered its fifth day.",
    ],
    "meeting": [
        "Residents held a meeting in the school.",
        "The residents met in the evening to decide what to do.",
        "A general assembly elected a committee.",
        "Residents gave a press conference.",
        "The villagers gathered at the mosque and chose five delegates.",
    ],
    "negotiation": [
        "Residents negotiated with the akim for two hours.",
        "Talks were held between the two sides.",
        "The deputy mayor met a delegation of residents.",
        "The commander promised to withdraw his men if the road was cleared.",
        "Residents talked the driver out of starting the engine.",
    ],
    "legal_action": [
        "Residents filed a lawsuit against the city.",
        "The families appealed the ruling.",
        "They lodged a complaint with the prosecutor.",
        "Owners have gone to court.",
        "Lawyers for the residents challenged the order in court.",
    ],
    "solidarity": [
        "Students from the university joined the residents.",
        "Neighbours brought food and blankets.",
        "Activists came to support the families.",
        "The crane operator refused to work.",
        "Residents of a nearby village collected money for the families.",
    ],
    "withdrawal": [
        "The police left at four.",
        "The bailiffs retreated.",
        "The machines were withdrawn in the evening.",
        "Police pulled back after two hours.",
        "The column turned round and drove away.",
        "Officials called off the operation.",
    ],
    "arrest": [
        "Police arrested eleven people.",
        "Three activists were detained.",
        "A community leader was taken into custody.",
        "Two men were charged with resisting police.",
        "Twenty residents were questioned.",
        "The activist was picked up at his home.",
    ],
    "trial": [
        "The trial of five residents opened.",
        "A court sentenced him to three years.",
        "The court acquitted two defendants.",
        "The hearing was adjourned.",
        "A judge rejected the residents' appeal.",
        "The court released four of the accused.",
        "The court suspended the demolition.",
    ],
    "casualty": [
        "A woman died of a heart attack.",
        "A policeman was killed.",
        "Two residents were injured.",
    ],
    "statement": [
        "Amnesty International condemned the evictions.",
        "The UN rapporteur called on the government to stop the evictions.",
    ],
}

NOT_TOLD = [
    "The city plans to demolish 200 homes.",
    "Officials threatened to evict the families by force.",
    "No houses were demolished.",
    "Police did not use force.",
    "Residents vowed to block the road.",
    "If the bulldozers come, we will build barricades.",
    "The mayor denied that homes had been demolished.",
    "Residents fear that their homes will be demolished.",
    "The houses could be demolished next week.",
    "The demolition was due to begin on Monday.",
    "Residents demanded that the police leave.",
    "They called for a rally on Sunday.",
    "The houses slated to be torn down stand on a gas main.",
    "The families are to be evicted in June.",
    "Nobody was arrested.",
    "The court is expected to rule on Tuesday.",
    "Residents want the court to annul the order.",
    "Bulldozers stood idle at the edge of the settlement.",
    "Her house should have been demolished years ago.",
    "Police said they would withdraw tomorrow.",
    "A rally planned for Saturday was banned.",
    "The owners must demolish the houses themselves.",
    "Had the bulldozers come, people would have resisted.",
    "We have been living under the threat of demolition for years.",
    "He said the police had no plan to storm the village.",
]


@pytest.mark.parametrize(
    ("event_type", "sentence"), [(kind, one) for kind, some in TOLD.items() for one in some]
)
def test_sentence_tells_its_event(event_type: str, sentence: str) -> None:
    assert event_type in told_types(sentence, "en")


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_plan_fear_denial_and_threat_tell_nothing(sentence: str) -> None:
    assert told_types(sentence, "en") == []
