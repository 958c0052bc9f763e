"""What the model cards and manifests say about each model beside its measured figures."""

from dataclasses import dataclass

LICENCE = (
    "Weights for research and non-commercial use: they are trained on FER2013 (research use), RAVDESS (CC BY-NC-SA 4.0), "
    "GoEmotions (Apache-2.0, CC BY 4.0), MELD (GPL-3.0), BRIGHTER (CC BY 4.0) or on outputs of models that are."
)

_FER = "FER2013 Kaggle challenge, research use"
_RAVDESS = "CC BY-NC-SA 4.0 (Livingstone and Russo 2018)"
_GO = "Apache-2.0, CC BY 4.0 (Demszky et al. 2020)"
_MELD = "GPL-3.0 (Poria et al. 2019)"
_BRIGHTER = "CC BY 4.0 (Muhammad et al. 2025)"
_OWN = "written for this project"

_READING = (
    "A model's reading of an expression is not knowledge of a feeling: people show the same feeling differently, and posed or "
    "scripted data know little of that. Do not use it to judge, select or monitor people."
)


@dataclass(frozen=True)
class Card:
    what: str
    data: dict[str, str]
    """The licence of each data set; the run says how many samples of each it trained on."""

    note: str
    measured: str
    limits: str


CARDS = {
    "face-vit": Card(
        (
            "A small Vision Transformer with a residual convolutional stem on 48 x 48 grey faces, each standardised to its own light: 25"
            " tokens, and emotion logits of its own. The answers to a face and to its mirror image are averaged."
        ),
        {"FER2013": _FER},
        (
            "75 % of the faces train it, 10 % are kept for fusion, 7.5 % each for validation and tests; exact duplicates share a part."
            " Half of what it is shown is as the face detector cuts it out of a larger picture. It learned from two runs of a network twice"
            " as wide beside the labels (`teachers`), on one GPU."
        ),
        "On the validation faces, with the last weights (none were selected on validation).",
        f"Frontal faces only, as the face detector cuts them. Disgust is rare in its data. {_READING}",
    ),
    "speech-wav2vec2": Card(
        (
            "Wav2Vec2's transformer in a small configuration on raw 16 kHz speech, trained from scratch: at most 32 tokens of up to four"
            " seconds. Fixed band filters at three resolutions and small convolutions take the place of its convolutions. emotion_logits"
            " adds calm to neutral; acted_logits has calm apart, last."
        ),
        {"RAVDESS": _RAVDESS},
        (
            "Actors 1 to 14 train it, 15 and 16 are kept for fusion, 17 and 18 for validation, 19 and 20 for tests. Design and rates were"
            " chosen on actors 13 to 18."
        ),
        "On the validation actors' clips, with the last weights (none were selected on validation).",
        f"Fourteen North American actors who speak two sentences: expect much less of other voices, languages and rooms. {_READING}",
    ),
    "text-bert": Card(
        (
            "all-MiniLM-L6-v2 (Apache-2.0; six BERT layers, 384 wide, 30,522 WordPieces), fine-tuned: one token a piece, 32 at most."
            " emotion_logits are of what somebody writes, dialogue_logits of what somebody says to somebody. Pieces of type 1 (after the"
            ' first [SEP]) may tell what was said before, as "Speaker: words" and the next "Speaker:"; they give no tokens. wish points to'
            " where content-bert places what is asked for; its length is how likely something is asked for. Weights are bytes, and so are"
            " the activations that they are multiplied with, each row with a scale of its own."
        ),
        {"GoEmotions": _GO, "MELD": _MELD, "BRIGHTER": _BRIGHTER, "everyday sentences": _OWN, "wishes in words": _OWN},
        (
            "GoEmotions' labels are grouped to Ekman's, neutral beside another group is dropped; a comment of several groups teaches each"
            " of them, and is left out of figures. A line of MELD is read by itself and with the five lines before it. BRIGHTER's texts"
            " are English, German, Spanish and Brazilian Portuguese; one without an emotion is neutral. 12 % of comments, dialogues and"
            " texts are kept from it. Two more heads, not exported, learn GoEmotions' fine labels and the intent of sentences that say one."
            " A wish is taught to have the meaning that content-bert gives to it."
        ),
        (
            "On half of the published dev parts, with the last weights (none were selected on validation), before the weights were rounded."
            " meld.inContext: with the five lines before. brighter: texts of one emotion at most. everyday: 28 sentences,"
            " intent.accuracy: 50"
            " phrasings, wish: those and 54 more, none of which training saw; wish.imagined: how often one is seen in a comment."
        ),
        (
            "64 pieces at most. Four languages are measured; its words are those of Reddit comments, one TV series, and short texts of four"
            f" countries. {_READING}"
        ),
    ),
    "mmei": Card(
        (
            "Cross-modal transformer: attention within and across modalities (eq. 2), attention-scored weights (eq. 3), an emotion and an"
            " intent head (eq. 4, 5). A fourth input may tell what up to eight earlier observations of the session came to, newest first (7"
            " and 5 probabilities, seconds ago), and signals: the local hour, device, heart rate, activity. It adds evidence to both heads"
            " and shifts F; whatever is masked says nothing, and without all of it the answer is that of the modalities."
        ),
        {"AIGC-INT records": f"sources: FER2013, RAVDESS, GoEmotions, MELD. {LICENCE}", "generated catalogue items": _OWN},
        (
            "AIGC-INT (reports/aigc_int.md): a record puts together a face, a clip and words of different people that carry one emotion;"
            " some modalities show another emotion, some are missing, and the words say the intent in part of the records. Faces, and half"
            " of the clips and sentences of training, are ones that the frozen encoders did not train on; the other half are read by"
            " encoders that were fitted without them, whose tokens a linear map brings into the frozen encoders' own. L = L_recog + "
            "L_rec (eq. 6). In training"
            " every modality is hidden now and then, and is taken from another record that shows the same of it; one clip of seven is a"
            " synthetic voice, which says nothing of what is felt. The fourth input is fitted afterwards, the rest being frozen, on"
            " simulated sessions and signals (reports/context.md)."
        ),
        (
            "On AIGC-INT's test records, of people, faces, actors and sentences that training never saw. Temperatures for each subset of"
            " modalities are fitted on the validation records. accuracy, precision, recall, f1 (macro), cross_entropy and ece are means of"
            " emotion's and intent's. inContext: as the records' sessions went, with signals."
        ),
        f"Composed records are not people: figures on them do not say how well it reads a person. {_READING}",
    ),
    "content-bert": Card(
        (
            "all-MiniLM-L6-v2 (Apache-2.0), fine-tuned, says what a catalogue item is about (meaning, near what people say who ask for it);"
            " a head on it places the item where the people it suits are (embedding, eq. 7) and names the emotion and the intent that it"
            " carries. Weights are bytes, as those of text-bert."
        ),
        {
            "AIGC-INT records": "made for this project",
            "generated catalogue items": _OWN,
            "real titles": "listings of three streaming services, no licence stated; used for training alone",
        },
        (
            "First sentences that ask for a genre, for an intent or for something about an item, against 10,500 real titles with genres and"
            " 6,000 generated items: of the items of a batch, those that fit must be nearest. Then the head alone, together with fusion, on"
            " how relevant each record's candidates were to the person (a listwise loss on each record's own candidates), on what generated"
            " items were written for, and on what a title's genres mostly carry. Of the candidates two thirds are generated items, one"
            " third real titles, whose worth to a person goes by their genres."
        ),
        (
            "On AIGC-INT's test records: ranking of each record's 30 candidates, ten of them real titles that training did not see, by"
            " <F, E> (eq. 7); relevant is a grade of 2 or 3, gain 2^grade - 1, k 10. Its precision on real titles that training did not "
            "see is in reports/aims.md."
        ),
        (
            "64 pieces of an item are read. What it knows of wishes it knows from sentences written for this project, mostly"
            " English; what an"
            " audience makes of an item it has never been told: train it on your own catalogue for that."
        ),
    ),
}
