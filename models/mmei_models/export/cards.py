"""What the model cards and manifests say about each model beside its measured figures."""

from dataclasses import dataclass

LICENCE = (
    "Weights for research and non-commercial use: they are trained on FER2013 (research use), RAVDESS (CC BY-NC-SA 4.0), "
    "GoEmotions (Apache-2.0, CC BY 4.0), MELD (GPL-3.0) or on outputs of models that are."
)

_FER = "FER2013 Kaggle challenge, research use"
_RAVDESS = "CC BY-NC-SA 4.0 (Livingstone and Russo 2018)"
_GO = "Apache-2.0, CC BY 4.0 (Demszky et al. 2020)"
_MELD = "GPL-3.0 (Poria et al. 2019)"
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
            " Trained in two runs: 30 epochs at a rate of 0.001, then on from the first run's export (`start`)."
        ),
        "On the validation faces, with the last weights (none were selected on validation).",
        f"Frontal, cropped faces only: it does not look for faces. Disgust is rare in its data. {_READING}",
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
            "A four-layer BERT with a factorised embedding and a WordPiece vocabulary of its own: one token a piece, 32 at most."
            " emotion_logits are of what somebody writes, dialogue_logits of what somebody says to somebody. Pieces of type 1 (after the"
            ' first [SEP]) may tell what was said before, as "Speaker: words" and the next "Speaker:"; they give no tokens.'
        ),
        {"GoEmotions": _GO, "MELD": _MELD, "wishes in words": _OWN},
        (
            "First masked-language modelling on the training texts. GoEmotions' labels are grouped to Ekman's, neutral beside another group"
            " is dropped; a comment of several groups teaches each of them, and is left out of figures. A line of MELD is read by itself"
            " and with the five lines before it. 12 % of comments and dialogues are kept for fusion. Two more heads, not exported, learn"
            " GoEmotions' fine labels and the intent of sentences that say one."
        ),
        (
            "On half of the published dev parts, with the last weights (none were selected on validation). meld.inContext: with the five"
            " lines before. intent.accuracy: 50 phrasings that training never saw."
        ),
        f"English only, 64 pieces at most, trained from scratch on Reddit comments and one TV series. {_READING}",
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
            " some modalities show another emotion, some are missing, and the words say the intent in part of the records. Its sources are"
            " ones that the frozen encoders did not train on. L = L_recog + L_rec (eq. 6). In training every modality is hidden now and"
            " then, and is taken from another record that shows the same of it. The fourth input is fitted afterwards, the rest being"
            " frozen, on simulated sessions and signals (reports/context.md)."
        ),
        (
            "On AIGC-INT's test records, of people, faces, actors and sentences that training never saw. Temperatures for each subset of"
            " modalities are fitted on the validation records. accuracy, precision, recall, f1 (macro), cross_entropy and ece are means of"
            " emotion's and intent's. inContext: as the records' sessions went, with signals."
        ),
        f"Composed records are not people: figures on them do not say how well it reads a person. {_READING}",
    ),
    "content-bert": Card(
        "A two-layer BERT of its own that embeds catalogue items (eq. 7), with the emotion and the intent that an item suits.",
        {"AIGC-INT records": "made for this project", "generated catalogue items": _OWN},
        (
            "First trained on what 6,000 other generated items say of themselves; then together with fusion on how relevant each record's"
            " candidates were to the person: a listwise loss on each record's own candidates, and the items' own labels."
        ),
        (
            "On AIGC-INT's test records: ranking of each record's 30 candidates by <F, E> (eq. 7); relevant is a grade of 2 or 3, gain"
            " 2^grade - 1, k 10."
        ),
        (
            "It knows the words that the item generator uses and little beyond; real catalogues and real audience feedback need a new"
            " training."
        ),
    ),
}
