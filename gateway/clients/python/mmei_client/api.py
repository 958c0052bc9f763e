# Generated from the description of the API by generate.mjs: not to be edited.
# flake8: noqa
# isort: skip_file
# fmt: off
from dataclasses import dataclass
from typing import Any, Optional, Dict, List, Union, TypeVar, Type, cast, Callable
from enum import Enum


T = TypeVar("T")
EnumT = TypeVar("EnumT", bound=Enum)


def from_str(x: Any) -> str:
    assert isinstance(x, str)
    return x


def from_float(x: Any) -> float:
    assert isinstance(x, (float, int)) and not isinstance(x, bool)
    return float(x)


def to_float(x: Any) -> float:
    assert isinstance(x, (int, float))
    return x


def to_class(c: Type[T], x: Any) -> dict:
    assert isinstance(x, c)
    return cast(Any, x).to_dict()


def from_none(x: Any) -> Any:
    assert x is None
    return x


def from_union(fs, x):
    for f in fs:
        try:
            return f(x)
        except:
            pass
    assert False


def from_int(x: Any) -> int:
    assert isinstance(x, int) and not isinstance(x, bool)
    return x


def to_enum(c: Type[EnumT], x: Any) -> EnumT:
    assert isinstance(x, c)
    return x.value


def from_dict(f: Callable[[Any], T], x: Any) -> Dict[str, T]:
    assert isinstance(x, dict)
    return { k: f(v) for (k, v) in x.items() }


def from_bool(x: Any) -> bool:
    assert isinstance(x, bool)
    return x


def from_list(f: Callable[[Any], T], x: Any) -> List[T]:
    assert isinstance(x, list)
    return [f(y) for y in x]


@dataclass
class ArmAnswer:
    """The arm of an experiment that a decision was made in."""

    experiment: str
    name: str

    @staticmethod
    def from_dict(obj: Any) -> 'ArmAnswer':
        assert isinstance(obj, dict)
        experiment = from_str(obj.get("experiment"))
        name = from_str(obj.get("name"))
        return ArmAnswer(experiment, name)

    def to_dict(self) -> dict:
        result: dict = {}
        result["experiment"] = from_str(self.experiment)
        result["name"] = from_str(self.name)
        return result


@dataclass
class TimelessInterval:
    """An interval that holds however often it is looked at."""

    high: float
    low: float

    @staticmethod
    def from_dict(obj: Any) -> 'TimelessInterval':
        assert isinstance(obj, dict)
        high = from_float(obj.get("high"))
        low = from_float(obj.get("low"))
        return TimelessInterval(high, low)

    def to_dict(self) -> dict:
        result: dict = {}
        result["high"] = to_float(self.high)
        result["low"] = to_float(self.low)
        return result


@dataclass
class ArmDifference:
    """How much an outcome differs from that of the first arm."""

    interval: TimelessInterval
    mean: float

    @staticmethod
    def from_dict(obj: Any) -> 'ArmDifference':
        assert isinstance(obj, dict)
        interval = TimelessInterval.from_dict(obj.get("interval"))
        mean = from_float(obj.get("mean"))
        return ArmDifference(interval, mean)

    def to_dict(self) -> dict:
        result: dict = {}
        result["interval"] = to_class(TimelessInterval, self.interval)
        result["mean"] = to_float(self.mean)
        return result


@dataclass
class ArmOutcome:
    """A mean over people, with what is known of it at any time that somebody looks."""

    difference: Optional[ArmDifference] = None
    interval: Optional[TimelessInterval] = None
    mean: Optional[float] = None
    """Absent while nobody counts."""

    @staticmethod
    def from_dict(obj: Any) -> 'ArmOutcome':
        assert isinstance(obj, dict)
        difference = from_union([ArmDifference.from_dict, from_none], obj.get("difference"))
        interval = from_union([TimelessInterval.from_dict, from_none], obj.get("interval"))
        mean = from_union([from_float, from_none], obj.get("mean"))
        return ArmOutcome(difference, interval, mean)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.difference is not None:
            result["difference"] = from_union([lambda x: to_class(ArmDifference, x), from_none], self.difference)
        if self.interval is not None:
            result["interval"] = from_union([lambda x: to_class(TimelessInterval, x), from_none], self.interval)
        if self.mean is not None:
            result["mean"] = from_union([to_float, from_none], self.mean)
        return result


@dataclass
class ArmResult:
    """What came of one arm: means over the people who were followed to the end."""

    arm: str
    counted: int
    """Of these, who were followed to the end, and count."""

    diversity: ArmOutcome
    engagement_seconds: ArmOutcome
    exposed: int
    """People who were recommended something in this arm."""

    retention: ArmOutcome
    reward: ArmOutcome
    satisfaction: ArmOutcome

    @staticmethod
    def from_dict(obj: Any) -> 'ArmResult':
        assert isinstance(obj, dict)
        arm = from_str(obj.get("arm"))
        counted = from_int(obj.get("counted"))
        diversity = ArmOutcome.from_dict(obj.get("diversity"))
        engagement_seconds = ArmOutcome.from_dict(obj.get("engagementSeconds"))
        exposed = from_int(obj.get("exposed"))
        retention = ArmOutcome.from_dict(obj.get("retention"))
        reward = ArmOutcome.from_dict(obj.get("reward"))
        satisfaction = ArmOutcome.from_dict(obj.get("satisfaction"))
        return ArmResult(arm, counted, diversity, engagement_seconds, exposed, retention, reward, satisfaction)

    def to_dict(self) -> dict:
        result: dict = {}
        result["arm"] = from_str(self.arm)
        result["counted"] = from_int(self.counted)
        result["diversity"] = to_class(ArmOutcome, self.diversity)
        result["engagementSeconds"] = to_class(ArmOutcome, self.engagement_seconds)
        result["exposed"] = from_int(self.exposed)
        result["retention"] = to_class(ArmOutcome, self.retention)
        result["reward"] = to_class(ArmOutcome, self.reward)
        result["satisfaction"] = to_class(ArmOutcome, self.satisfaction)
        return result


class MoodGoal(Enum):
    """What the recommendation should do with the mood it found."""

    CALM = "calm"
    LIFT = "lift"
    MATCH = "match"


@dataclass
class ArmSetting:
    """What is different for the people of one arm; what is absent stays as it is for everybody."""

    name: str
    weight: float
    """The share of people, above 0; those of all arms sum to 1."""

    exploration: Optional[float] = None
    """As in `PUT /v1/policy/exploration`; required with a policy."""

    mood: Optional[MoodGoal] = None
    policy: Optional[str] = None
    """lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence, which has
    learned nothing, or apprentice.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'ArmSetting':
        assert isinstance(obj, dict)
        name = from_str(obj.get("name"))
        weight = from_float(obj.get("weight"))
        exploration = from_union([from_float, from_none], obj.get("exploration"))
        mood = from_union([MoodGoal, from_none], obj.get("mood"))
        policy = from_union([from_none, from_str], obj.get("policy"))
        return ArmSetting(name, weight, exploration, mood, policy)

    def to_dict(self) -> dict:
        result: dict = {}
        result["name"] = from_str(self.name)
        result["weight"] = to_float(self.weight)
        if self.exploration is not None:
            result["exploration"] = from_union([to_float, from_none], self.exploration)
        if self.mood is not None:
            result["mood"] = from_union([lambda x: to_enum(MoodGoal, x), from_none], self.mood)
        if self.policy is not None:
            result["policy"] = from_union([from_none, from_str], self.policy)
        return result


class AttributeType(Enum):
    """What a tenant may say of an item under a name of its own, by the types of JSON."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"


@dataclass
class AttributesAnswer:
    """Answer of `/v1/items:attributes`: what is declared of the attributes of a tenant's items."""

    attributes: Dict[str, AttributeType]
    only_declared: bool
    """Whether an item may have no others."""

    contradicting: Optional[int] = None
    """How many items of the catalog say otherwise, counted when it was declared; absent where
    it is only read. They stay as they are, and
    what they say in another type is unknown to a filter.
    """
    examples: Optional[List[str]] = None
    """The first of those, by their ids; at most 20."""

    @staticmethod
    def from_dict(obj: Any) -> 'AttributesAnswer':
        assert isinstance(obj, dict)
        attributes = from_dict(AttributeType, obj.get("attributes"))
        only_declared = from_bool(obj.get("onlyDeclared"))
        contradicting = from_union([from_int, from_none], obj.get("contradicting"))
        examples = from_union([lambda x: from_list(from_str, x), from_none], obj.get("examples"))
        return AttributesAnswer(attributes, only_declared, contradicting, examples)

    def to_dict(self) -> dict:
        result: dict = {}
        result["attributes"] = from_dict(lambda x: to_enum(AttributeType, x), self.attributes)
        result["onlyDeclared"] = from_bool(self.only_declared)
        if self.contradicting is not None:
            result["contradicting"] = from_union([from_int, from_none], self.contradicting)
        if self.examples is not None:
            result["examples"] = from_union([lambda x: from_list(from_str, x), from_none], self.examples)
        return result


@dataclass
class AttributesRequest:
    """Body of `PUT /v1/items:attributes`: what the tenant's items say under names of its own,
    and in which types.
    """
    attributes: Dict[str, AttributeType]
    """The type of each name; no two names differ in case alone. An empty object declares none."""

    only_declared: Optional[bool] = None
    """Whether an item may have no others."""

    @staticmethod
    def from_dict(obj: Any) -> 'AttributesRequest':
        assert isinstance(obj, dict)
        attributes = from_dict(AttributeType, obj.get("attributes"))
        only_declared = from_union([from_bool, from_none], obj.get("onlyDeclared"))
        return AttributesRequest(attributes, only_declared)

    def to_dict(self) -> dict:
        result: dict = {}
        result["attributes"] = from_dict(lambda x: to_enum(AttributeType, x), self.attributes)
        if self.only_declared is not None:
            result["onlyDeclared"] = from_union([from_bool, from_none], self.only_declared)
        return result


@dataclass
class ConsentRequest:
    """What the person agreed to. A face or a voice is read only where they agreed to it for a
    purpose; words are read unless they are refused.
    """
    audio: Optional[bool] = None
    """Whether they agreed that their voice is heard; not said, it is not."""

    image: Optional[bool] = None
    """Whether they agreed that their face is read; not said, it is not."""

    purpose: Optional[str] = None
    """What they agreed to, in the caller's words; an agreement without one does not count.
    People at work or in education are not
    observed.
    """
    text: Optional[bool] = None

    @staticmethod
    def from_dict(obj: Any) -> 'ConsentRequest':
        assert isinstance(obj, dict)
        audio = from_union([from_bool, from_none], obj.get("audio"))
        image = from_union([from_bool, from_none], obj.get("image"))
        purpose = from_union([from_none, from_str], obj.get("purpose"))
        text = from_union([from_bool, from_none], obj.get("text"))
        return ConsentRequest(audio, image, purpose, text)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.audio is not None:
            result["audio"] = from_union([from_bool, from_none], self.audio)
        if self.image is not None:
            result["image"] = from_union([from_bool, from_none], self.image)
        if self.purpose is not None:
            result["purpose"] = from_union([from_none, from_str], self.purpose)
        if self.text is not None:
            result["text"] = from_union([from_bool, from_none], self.text)
        return result


class PhysicalActivity(Enum):
    CYCLING = "cycling"
    DRIVING = "driving"
    RUNNING = "running"
    STILL = "still"
    WALKING = "walking"


@dataclass
class ContextRequest:
    """What may be known beside face, voice and words; each is optional."""

    activity: Optional[PhysicalActivity] = None
    device: Optional[str] = None
    heart_rate: Optional[float] = None
    """Beats per minute."""

    local_time: Optional[str] = None
    """The person's wall clock with its offset."""

    @staticmethod
    def from_dict(obj: Any) -> 'ContextRequest':
        assert isinstance(obj, dict)
        activity = from_union([PhysicalActivity, from_none], obj.get("activity"))
        device = from_union([from_none, from_str], obj.get("device"))
        heart_rate = from_union([from_float, from_none], obj.get("heartRate"))
        local_time = from_union([from_none, from_str], obj.get("localTime"))
        return ContextRequest(activity, device, heart_rate, local_time)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.activity is not None:
            result["activity"] = from_union([lambda x: to_enum(PhysicalActivity, x), from_none], self.activity)
        if self.device is not None:
            result["device"] = from_union([from_none, from_str], self.device)
        if self.heart_rate is not None:
            result["heartRate"] = from_union([to_float, from_none], self.heart_rate)
        if self.local_time is not None:
            result["localTime"] = from_union([from_none, from_str], self.local_time)
        return result


@dataclass
class BoostRequest:
    """Adds to the scores of items of which an expression is true, in the search and in the
    order.
    """
    by: float
    """In the units of a score, where how well an item fits a feeling is at most 1 and what was
    asked for in words at most 8, as the
    platform is set at first; negative to take off.
    """
    when: str
    """An expression, as in `filter`."""

    @staticmethod
    def from_dict(obj: Any) -> 'BoostRequest':
        assert isinstance(obj, dict)
        by = from_float(obj.get("by"))
        when = from_str(obj.get("when"))
        return BoostRequest(by, when)

    def to_dict(self) -> dict:
        result: dict = {}
        result["by"] = to_float(self.by)
        result["when"] = from_str(self.when)
        return result


class ContentKind(Enum):
    """What an AI-generated item is."""

    IMAGE = "image"
    MUSIC = "music"
    STORY = "story"
    VIDEO = "video"


@dataclass
class OptionsRequest:
    """How to recommend; each is optional."""

    boosts: Optional[List[BoostRequest]] = None
    """What is added to the scores of some items, or taken off, each for itself. An answer
    explains it in `boost` and `rules`.
    """
    deadline_ms: Optional[int] = None
    """Milliseconds until the answer must be there, with whatever arrived."""

    exclude_seen: Optional[bool] = None
    exclude_tags: Optional[List[str]] = None
    """Tags of which an item must have none."""

    explain: Optional[bool] = None
    filter: Optional[str] = None
    """An expression that must be true of an item: comparisons of `kind`, `tags`, `creator`,
    `language` and
    `attributes.NAME`, with `and`, `or`, `not` and brackets. What an item does not say is
    unknown, and neither a
    comparison with it nor the opposite is true.
    """
    items: Optional[List[str]] = None
    """Ids of the items to rank; without it the whole catalog is searched. Items that do not
    exist or are not indexed yet are left out.
    """
    k: Optional[int] = None
    """How many items."""

    kinds: Optional[List[ContentKind]] = None
    mood: Optional[MoodGoal] = None
    tags: Optional[List[str]] = None
    """Tags of which an item must have one; upper and lower case are the same."""

    @staticmethod
    def from_dict(obj: Any) -> 'OptionsRequest':
        assert isinstance(obj, dict)
        boosts = from_union([from_none, lambda x: from_list(BoostRequest.from_dict, x)], obj.get("boosts"))
        deadline_ms = from_union([from_int, from_none], obj.get("deadlineMs"))
        exclude_seen = from_union([from_bool, from_none], obj.get("excludeSeen"))
        exclude_tags = from_union([lambda x: from_list(from_str, x), from_none], obj.get("excludeTags"))
        explain = from_union([from_bool, from_none], obj.get("explain"))
        filter = from_union([from_none, from_str], obj.get("filter"))
        items = from_union([lambda x: from_list(from_str, x), from_none], obj.get("items"))
        k = from_union([from_int, from_none], obj.get("k"))
        kinds = from_union([from_none, lambda x: from_list(ContentKind, x)], obj.get("kinds"))
        mood = from_union([MoodGoal, from_none], obj.get("mood"))
        tags = from_union([lambda x: from_list(from_str, x), from_none], obj.get("tags"))
        return OptionsRequest(boosts, deadline_ms, exclude_seen, exclude_tags, explain, filter, items, k, kinds, mood, tags)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.boosts is not None:
            result["boosts"] = from_union([from_none, lambda x: from_list(lambda x: to_class(BoostRequest, x), x)], self.boosts)
        if self.deadline_ms is not None:
            result["deadlineMs"] = from_union([from_int, from_none], self.deadline_ms)
        if self.exclude_seen is not None:
            result["excludeSeen"] = from_union([from_bool, from_none], self.exclude_seen)
        if self.exclude_tags is not None:
            result["excludeTags"] = from_union([lambda x: from_list(from_str, x), from_none], self.exclude_tags)
        if self.explain is not None:
            result["explain"] = from_union([from_bool, from_none], self.explain)
        if self.filter is not None:
            result["filter"] = from_union([from_none, from_str], self.filter)
        if self.items is not None:
            result["items"] = from_union([lambda x: from_list(from_str, x), from_none], self.items)
        if self.k is not None:
            result["k"] = from_union([from_int, from_none], self.k)
        if self.kinds is not None:
            result["kinds"] = from_union([from_none, lambda x: from_list(lambda x: to_enum(ContentKind, x), x)], self.kinds)
        if self.mood is not None:
            result["mood"] = from_union([lambda x: to_enum(MoodGoal, x), from_none], self.mood)
        if self.tags is not None:
            result["tags"] = from_union([lambda x: from_list(from_str, x), from_none], self.tags)
        return result


@dataclass
class ObservationRequest:
    """Body of `POST /v1/observations`. At least one of text, image, audio."""

    audio: Optional[str] = None
    """A sound file, or a video of which the sound is heard; base64 in JSON, or the multipart
    part `audio`.
    """
    consent: Optional[ConsentRequest] = None
    context: Optional[ContextRequest] = None
    image: Optional[str] = None
    """JPEG, PNG, WebP, or a short WebM or MP4 video; base64 in JSON, or the multipart part
    `image`.
    """
    options: Optional[OptionsRequest] = None
    session_id: Optional[str] = None
    text: Optional[str] = None
    user_id: Optional[str] = None

    @staticmethod
    def from_dict(obj: Any) -> 'ObservationRequest':
        assert isinstance(obj, dict)
        audio = from_union([from_none, from_str], obj.get("audio"))
        consent = from_union([ConsentRequest.from_dict, from_none], obj.get("consent"))
        context = from_union([ContextRequest.from_dict, from_none], obj.get("context"))
        image = from_union([from_none, from_str], obj.get("image"))
        options = from_union([OptionsRequest.from_dict, from_none], obj.get("options"))
        session_id = from_union([from_none, from_str], obj.get("sessionId"))
        text = from_union([from_none, from_str], obj.get("text"))
        user_id = from_union([from_none, from_str], obj.get("userId"))
        return ObservationRequest(audio, consent, context, image, options, session_id, text, user_id)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.audio is not None:
            result["audio"] = from_union([from_none, from_str], self.audio)
        if self.consent is not None:
            result["consent"] = from_union([lambda x: to_class(ConsentRequest, x), from_none], self.consent)
        if self.context is not None:
            result["context"] = from_union([lambda x: to_class(ContextRequest, x), from_none], self.context)
        if self.image is not None:
            result["image"] = from_union([from_none, from_str], self.image)
        if self.options is not None:
            result["options"] = from_union([lambda x: to_class(OptionsRequest, x), from_none], self.options)
        if self.session_id is not None:
            result["sessionId"] = from_union([from_none, from_str], self.session_id)
        if self.text is not None:
            result["text"] = from_union([from_none, from_str], self.text)
        if self.user_id is not None:
            result["userId"] = from_union([from_none, from_str], self.user_id)
        return result


@dataclass
class BatchRow:
    """A line of `POST /v1/observations:batch`."""

    request: ObservationRequest
    id: Optional[str] = None
    """A name of the caller's own. A row that was answered is answered the same again, and not
    observed twice.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'BatchRow':
        assert isinstance(obj, dict)
        request = ObservationRequest.from_dict(obj.get("request"))
        id = from_union([from_none, from_str], obj.get("id"))
        return BatchRow(request, id)

    def to_dict(self) -> dict:
        result: dict = {}
        result["request"] = to_class(ObservationRequest, self.request)
        if self.id is not None:
            result["id"] = from_union([from_none, from_str], self.id)
        return result


@dataclass
class ValueInterval:
    """A mean reward with its bootstrap interval of 95 %."""

    high: float
    low: float
    value: float

    @staticmethod
    def from_dict(obj: Any) -> 'ValueInterval':
        assert isinstance(obj, dict)
        high = from_float(obj.get("high"))
        low = from_float(obj.get("low"))
        value = from_float(obj.get("value"))
        return ValueInterval(high, low, value)

    def to_dict(self) -> dict:
        result: dict = {}
        result["high"] = to_float(self.high)
        result["low"] = to_float(self.low)
        result["value"] = to_float(self.value)
        return result


@dataclass
class BesideBaseline:
    """A policy beside the baseline, which ranks by congruence and has learned nothing."""

    covered: float
    """The share of its first places that those in force might have shown too: of the others the
    log says nothing, and they count
    as nothing earned.
    """
    lift: ValueInterval
    match_rate: float
    """The share of decisions in which it puts first what the baseline does."""

    @staticmethod
    def from_dict(obj: Any) -> 'BesideBaseline':
        assert isinstance(obj, dict)
        covered = from_float(obj.get("covered"))
        lift = ValueInterval.from_dict(obj.get("lift"))
        match_rate = from_float(obj.get("matchRate"))
        return BesideBaseline(covered, lift, match_rate)

    def to_dict(self) -> dict:
        result: dict = {}
        result["covered"] = to_float(self.covered)
        result["lift"] = to_class(ValueInterval, self.lift)
        result["matchRate"] = to_float(self.match_rate)
        return result


class CandidateOrigin(Enum):
    """Where the candidates of a decision came from."""

    ASKED = "asked"
    FOUND = "found"
    NEWEST = "newest"
    POPULAR = "popular"


@dataclass
class CandidatesAnswer:
    """The items that could have been recommended by a decision."""

    count: int
    origin: CandidateOrigin
    threshold: Optional[float] = None
    """The lowest score of the search among them: items below it were not considered. Absent
    where all were.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'CandidatesAnswer':
        assert isinstance(obj, dict)
        count = from_int(obj.get("count"))
        origin = CandidateOrigin(obj.get("origin"))
        threshold = from_union([from_float, from_none], obj.get("threshold"))
        return CandidatesAnswer(count, origin, threshold)

    def to_dict(self) -> dict:
        result: dict = {}
        result["count"] = from_int(self.count)
        result["origin"] = to_enum(CandidateOrigin, self.origin)
        if self.threshold is not None:
            result["threshold"] = from_union([to_float, from_none], self.threshold)
        return result


@dataclass
class CatalogItem:
    """Body of `PUT /v1/items/{id}`, and a row of `POST /v1/items:import` (which carries the id)."""

    kind: ContentKind
    title: str
    attributes: Optional[Dict[str, Union[float, bool, str]]] = None
    """What else the tenant says of it, by names of its own, in the types that were declared
    (`/v1/items:attributes`); no two names
    differ in case alone.
    """
    creator: Optional[str] = None
    """Who made it, as a page shows it."""

    description: Optional[str] = None
    expires_at: Optional[str] = None
    """From then on the item is not recommended; later it is deleted. In the future; absent:
    never.
    """
    id: Optional[str] = None
    """Unique within the tenant. In PUT the path decides; a different one in the body is an
    error.
    """
    language: Optional[str] = None
    """The language of the item, as a tag of BCP 47: `en`, `pt-BR`."""

    media_url: Optional[str] = None
    """Where the item itself is: an absolute address, http or https."""

    tags: Optional[List[str]] = None
    """None of them blank."""

    thumbnail_url: Optional[str] = None
    """Where a small picture of it is: an absolute address, http or https."""

    @staticmethod
    def from_dict(obj: Any) -> 'CatalogItem':
        assert isinstance(obj, dict)
        kind = ContentKind(obj.get("kind"))
        title = from_str(obj.get("title"))
        attributes = from_union([from_none, lambda x: from_dict(lambda x: from_union([from_float, from_bool, from_str], x), x)], obj.get("attributes"))
        creator = from_union([from_none, from_str], obj.get("creator"))
        description = from_union([from_none, from_str], obj.get("description"))
        expires_at = from_union([from_none, from_str], obj.get("expiresAt"))
        id = from_union([from_none, from_str], obj.get("id"))
        language = from_union([from_none, from_str], obj.get("language"))
        media_url = from_union([from_none, from_str], obj.get("mediaUrl"))
        tags = from_union([lambda x: from_list(from_str, x), from_none], obj.get("tags"))
        thumbnail_url = from_union([from_none, from_str], obj.get("thumbnailUrl"))
        return CatalogItem(kind, title, attributes, creator, description, expires_at, id, language, media_url, tags, thumbnail_url)

    def to_dict(self) -> dict:
        result: dict = {}
        result["kind"] = to_enum(ContentKind, self.kind)
        result["title"] = from_str(self.title)
        if self.attributes is not None:
            result["attributes"] = from_union([from_none, lambda x: from_dict(lambda x: from_union([to_float, from_bool, from_str], x), x)], self.attributes)
        if self.creator is not None:
            result["creator"] = from_union([from_none, from_str], self.creator)
        if self.description is not None:
            result["description"] = from_union([from_none, from_str], self.description)
        if self.expires_at is not None:
            result["expiresAt"] = from_union([from_none, from_str], self.expires_at)
        if self.id is not None:
            result["id"] = from_union([from_none, from_str], self.id)
        if self.language is not None:
            result["language"] = from_union([from_none, from_str], self.language)
        if self.media_url is not None:
            result["mediaUrl"] = from_union([from_none, from_str], self.media_url)
        if self.tags is not None:
            result["tags"] = from_union([lambda x: from_list(from_str, x), from_none], self.tags)
        if self.thumbnail_url is not None:
            result["thumbnailUrl"] = from_union([from_none, from_str], self.thumbnail_url)
        return result


@dataclass
class ReindexStatus:
    """Another content model encodes the catalog, to serve once it has encoded all of it."""

    encoded: int
    """How many of the tenant's items it has encoded in their latest revision."""

    next_model: str
    """The one that is to take its place, as name@version."""

    serving_model: str
    """The content model whose vectors are searched meanwhile, as name@version."""

    waits_for: Optional[List[str]] = None
    """The fusion models that it was fitted with, where others are in force: until they no
    longer are, it waits.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'ReindexStatus':
        assert isinstance(obj, dict)
        encoded = from_int(obj.get("encoded"))
        next_model = from_str(obj.get("nextModel"))
        serving_model = from_str(obj.get("servingModel"))
        waits_for = from_union([lambda x: from_list(from_str, x), from_none], obj.get("waitsFor"))
        return ReindexStatus(encoded, next_model, serving_model, waits_for)

    def to_dict(self) -> dict:
        result: dict = {}
        result["encoded"] = from_int(self.encoded)
        result["nextModel"] = from_str(self.next_model)
        result["servingModel"] = from_str(self.serving_model)
        if self.waits_for is not None:
            result["waitsFor"] = from_union([lambda x: from_list(from_str, x), from_none], self.waits_for)
        return result


@dataclass
class CatalogStatus:
    """Answer of `GET /v1/items:status`: how far the index is behind the catalog."""

    indexed: int
    """Items whose latest revision can be recommended."""

    items: int
    reindex: Optional[ReindexStatus] = None

    @staticmethod
    def from_dict(obj: Any) -> 'CatalogStatus':
        assert isinstance(obj, dict)
        indexed = from_int(obj.get("indexed"))
        items = from_int(obj.get("items"))
        reindex = from_union([ReindexStatus.from_dict, from_none], obj.get("reindex"))
        return CatalogStatus(indexed, items, reindex)

    def to_dict(self) -> dict:
        result: dict = {}
        result["indexed"] = from_int(self.indexed)
        result["items"] = from_int(self.items)
        if self.reindex is not None:
            result["reindex"] = from_union([lambda x: to_class(ReindexStatus, x), from_none], self.reindex)
        return result


class Emotion(Enum):
    """The seven emotions, in the order of every probability vector on the wire and in every
    model.
    """
    ANGER = "anger"
    DISGUST = "disgust"
    FEAR = "fear"
    JOY = "joy"
    NEUTRAL = "neutral"
    SADNESS = "sadness"
    SURPRISE = "surprise"


@dataclass
class RecognitionOfEmotion:
    """The most probable label, how sure the platform is of it, and the whole distribution."""

    confidence: float
    """Calibrated, 0 to 1."""

    label: Emotion
    probabilities: Dict[str, float]
    """Sums to 1."""

    @staticmethod
    def from_dict(obj: Any) -> 'RecognitionOfEmotion':
        assert isinstance(obj, dict)
        confidence = from_float(obj.get("confidence"))
        label = Emotion(obj.get("label"))
        probabilities = from_dict(from_float, obj.get("probabilities"))
        return RecognitionOfEmotion(confidence, label, probabilities)

    def to_dict(self) -> dict:
        result: dict = {}
        result["confidence"] = to_float(self.confidence)
        result["label"] = to_enum(Emotion, self.label)
        result["probabilities"] = from_dict(to_float, self.probabilities)
        return result


class Intent(Enum):
    """The five intents, in the order of every probability vector on the wire and in every model."""

    COMFORT = "comfort"
    CREATE = "create"
    ENTERTAIN = "entertain"
    LEARN = "learn"
    RELAX = "relax"


@dataclass
class RecognitionOfIntent:
    """The most probable label, how sure the platform is of it, and the whole distribution."""

    confidence: float
    """Calibrated, 0 to 1."""

    label: Intent
    probabilities: Dict[str, float]
    """Sums to 1."""

    @staticmethod
    def from_dict(obj: Any) -> 'RecognitionOfIntent':
        assert isinstance(obj, dict)
        confidence = from_float(obj.get("confidence"))
        label = Intent(obj.get("label"))
        probabilities = from_dict(from_float, obj.get("probabilities"))
        return RecognitionOfIntent(confidence, label, probabilities)

    def to_dict(self) -> dict:
        result: dict = {}
        result["confidence"] = to_float(self.confidence)
        result["label"] = to_enum(Intent, self.label)
        result["probabilities"] = from_dict(to_float, self.probabilities)
        return result


@dataclass
class Explanation:
    """Why an item stands where it stands: congruence + intent + said + affinity + quality +
    policy + boost + diversity =
    score.
    """
    affinity: float
    boost: float
    """What `options.boosts` added, or took off; 0 where none of them is true of the item."""

    congruence: float
    """Emotional congruence under the mood goal in force."""

    diversity: float
    intent: float
    mood: MoodGoal
    policy: float
    quality: float
    """What everybody's feedback says of the item as such, beside the other items, with some
    hope for what is little known.
    """
    rules: List[str]
    """The boosts that are true of the item, as fields of the request: `options.boosts[0]`."""

    said: float
    """How near the item is to what was asked for in words, by how likely something was; 0 where
    nothing was.
    """
    similarity: Optional[float] = None
    """S(u,c) = F . E_c (eq. 7), -1 to 1: how near the item is to the person's state by itself.
    Part of congruence, not of the sum.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'Explanation':
        assert isinstance(obj, dict)
        affinity = from_float(obj.get("affinity"))
        boost = from_float(obj.get("boost"))
        congruence = from_float(obj.get("congruence"))
        diversity = from_float(obj.get("diversity"))
        intent = from_float(obj.get("intent"))
        mood = MoodGoal(obj.get("mood"))
        policy = from_float(obj.get("policy"))
        quality = from_float(obj.get("quality"))
        rules = from_list(from_str, obj.get("rules"))
        said = from_float(obj.get("said"))
        similarity = from_union([from_float, from_none], obj.get("similarity"))
        return Explanation(affinity, boost, congruence, diversity, intent, mood, policy, quality, rules, said, similarity)

    def to_dict(self) -> dict:
        result: dict = {}
        result["affinity"] = to_float(self.affinity)
        result["boost"] = to_float(self.boost)
        result["congruence"] = to_float(self.congruence)
        result["diversity"] = to_float(self.diversity)
        result["intent"] = to_float(self.intent)
        result["mood"] = to_enum(MoodGoal, self.mood)
        result["policy"] = to_float(self.policy)
        result["quality"] = to_float(self.quality)
        result["rules"] = from_list(from_str, self.rules)
        result["said"] = to_float(self.said)
        if self.similarity is not None:
            result["similarity"] = from_union([to_float, from_none], self.similarity)
        return result


@dataclass
class DecisionItem:
    """One item of a recorded decision."""

    explanation: Explanation
    id: str
    position: int
    """From 1, at the top."""

    propensity: float
    """The probability with which the policy put this item at this position."""

    score: float
    """The sum of the parts in the explanation."""

    kind: Optional[ContentKind] = None
    title: Optional[str] = None
    """As the catalog has it now; absent where the item is gone."""

    @staticmethod
    def from_dict(obj: Any) -> 'DecisionItem':
        assert isinstance(obj, dict)
        explanation = Explanation.from_dict(obj.get("explanation"))
        id = from_str(obj.get("id"))
        position = from_int(obj.get("position"))
        propensity = from_float(obj.get("propensity"))
        score = from_float(obj.get("score"))
        kind = from_union([ContentKind, from_none], obj.get("kind"))
        title = from_union([from_str, from_none], obj.get("title"))
        return DecisionItem(explanation, id, position, propensity, score, kind, title)

    def to_dict(self) -> dict:
        result: dict = {}
        result["explanation"] = to_class(Explanation, self.explanation)
        result["id"] = from_str(self.id)
        result["position"] = from_int(self.position)
        result["propensity"] = to_float(self.propensity)
        result["score"] = to_float(self.score)
        if self.kind is not None:
            result["kind"] = from_union([lambda x: to_enum(ContentKind, x), from_none], self.kind)
        if self.title is not None:
            result["title"] = from_union([from_str, from_none], self.title)
        return result


@dataclass
class MoodAnswer:
    """What the items should do with the mood, and who said so."""

    asked: bool
    """Whether the request asked for it."""

    goal: MoodGoal

    @staticmethod
    def from_dict(obj: Any) -> 'MoodAnswer':
        assert isinstance(obj, dict)
        asked = from_bool(obj.get("asked"))
        goal = MoodGoal(obj.get("goal"))
        return MoodAnswer(asked, goal)

    def to_dict(self) -> dict:
        result: dict = {}
        result["asked"] = from_bool(self.asked)
        result["goal"] = to_enum(MoodGoal, self.goal)
        return result


@dataclass
class PolicyAnswer:
    """Which policy decided."""

    explored: bool
    """Whether the slate differs from the one the policy's mean would have shown."""

    name: str
    version: int

    @staticmethod
    def from_dict(obj: Any) -> 'PolicyAnswer':
        assert isinstance(obj, dict)
        explored = from_bool(obj.get("explored"))
        name = from_str(obj.get("name"))
        version = from_int(obj.get("version"))
        return PolicyAnswer(explored, name, version)

    def to_dict(self) -> dict:
        result: dict = {}
        result["explored"] = from_bool(self.explored)
        result["name"] = from_str(self.name)
        result["version"] = from_int(self.version)
        return result


@dataclass
class TasteAnswer:
    """How much was known of a person's taste at a decision."""

    disliked: int
    """Items the person did not want again."""

    rated: int
    """Items whose rewards made up the taste."""

    @staticmethod
    def from_dict(obj: Any) -> 'TasteAnswer':
        assert isinstance(obj, dict)
        disliked = from_int(obj.get("disliked"))
        rated = from_int(obj.get("rated"))
        return TasteAnswer(disliked, rated)

    def to_dict(self) -> dict:
        result: dict = {}
        result["disliked"] = from_int(self.disliked)
        result["rated"] = from_int(self.rated)
        return result


class WhyNotCode(Enum):
    """Why an item is not on the slate of a decision."""

    BELOW_SLATE = "belowSlate"
    BLOCKED_TAG = "blockedTag"
    CREATOR_CAP = "creatorCap"
    DISLIKED = "disliked"
    EXCLUDED_KIND = "excludedKind"
    EXCLUDED_TAG = "excludedTag"
    EXPIRED = "expired"
    FILTERED_BY_EXPRESSION = "filteredByExpression"
    INDEX_AWAY = "indexAway"
    NOT_ASKED = "notAsked"
    NOT_A_CANDIDATE = "notACandidate"
    NOT_INDEXED = "notIndexed"
    SEEN = "seen"
    SHOWN = "shown"
    UNKNOWN = "unknown"


class LackProblem(Enum):
    """What has become of it."""

    CHANGED = "changed"
    GONE = "gone"
    TOO_LARGE = "tooLarge"


class ReplayInput(Enum):
    """What a decision follows from."""

    ITEM = "item"
    POLICY = "policy"
    RANKER = "ranker"
    RECORD = "record"


@dataclass
class ReplayLack:
    """Something a decision followed from that is not as it was."""

    problem: LackProblem
    what: ReplayInput
    id: Optional[str] = None
    """Of the item; of policy and ranker the version."""

    @staticmethod
    def from_dict(obj: Any) -> 'ReplayLack':
        assert isinstance(obj, dict)
        problem = LackProblem(obj.get("problem"))
        what = ReplayInput(obj.get("what"))
        id = from_union([from_str, from_none], obj.get("id"))
        return ReplayLack(problem, what, id)

    def to_dict(self) -> dict:
        result: dict = {}
        result["problem"] = to_enum(LackProblem, self.problem)
        result["what"] = to_enum(ReplayInput, self.what)
        if self.id is not None:
            result["id"] = from_union([from_str, from_none], self.id)
        return result


@dataclass
class WhyNotAnswer:
    """Why an item is not on the slate of a decision."""

    code: WhyNotCode
    item_id: str
    reason: str
    """The same in a sentence."""

    explanation: Optional[Explanation] = None
    lacks: Optional[List[ReplayLack]] = None
    """What is not as it was at the decision, so that rank and score may be others than they
    were; absent where all is.
    """
    needed: Optional[float] = None
    """The score that it did not reach: of the last item shown, or of the last candidate."""

    rank: Optional[int] = None
    """The place among all candidates, from 1; where it was one."""

    score: Optional[float] = None
    """Its score: in the ranking where it was a candidate, else in the search for candidates."""

    similarity: Optional[float] = None
    """S(u,c) = F . E_c (eq. 7), -1 to 1, where it was found out."""

    @staticmethod
    def from_dict(obj: Any) -> 'WhyNotAnswer':
        assert isinstance(obj, dict)
        code = WhyNotCode(obj.get("code"))
        item_id = from_str(obj.get("itemId"))
        reason = from_str(obj.get("reason"))
        explanation = from_union([Explanation.from_dict, from_none], obj.get("explanation"))
        lacks = from_union([lambda x: from_list(ReplayLack.from_dict, x), from_none], obj.get("lacks"))
        needed = from_union([from_float, from_none], obj.get("needed"))
        rank = from_union([from_int, from_none], obj.get("rank"))
        score = from_union([from_float, from_none], obj.get("score"))
        similarity = from_union([from_float, from_none], obj.get("similarity"))
        return WhyNotAnswer(code, item_id, reason, explanation, lacks, needed, rank, score, similarity)

    def to_dict(self) -> dict:
        result: dict = {}
        result["code"] = to_enum(WhyNotCode, self.code)
        result["itemId"] = from_str(self.item_id)
        result["reason"] = from_str(self.reason)
        if self.explanation is not None:
            result["explanation"] = from_union([lambda x: to_class(Explanation, x), from_none], self.explanation)
        if self.lacks is not None:
            result["lacks"] = from_union([lambda x: from_list(lambda x: to_class(ReplayLack, x), x), from_none], self.lacks)
        if self.needed is not None:
            result["needed"] = from_union([to_float, from_none], self.needed)
        if self.rank is not None:
            result["rank"] = from_union([from_int, from_none], self.rank)
        if self.score is not None:
            result["score"] = from_union([to_float, from_none], self.score)
        if self.similarity is not None:
            result["similarity"] = from_union([to_float, from_none], self.similarity)
        return result


@dataclass
class DecisionAnswer:
    """The record of a recommendation: what was known, what was asked for, what was decided and
    by what.
    """
    candidates: CandidatesAnswer
    decision_id: str
    degraded: bool
    """Whether something that was expected did not come, or a store was away."""

    emotion: RecognitionOfEmotion
    intent: RecognitionOfIntent
    items: List[DecisionItem]
    """From the top."""

    made_at: str
    models: Dict[str, str]
    """The models that took part, as name@version, by role: image, audio, text, fusion, content."""

    mood: MoodAnswer
    observation_id: str
    options: OptionsRequest
    policy: PolicyAnswer
    weights: Dict[str, float]
    """What each number about an item counted in a score: state (F . E_c), profile, intent,
    said, affinity, quality, policy, diversity.
    A boost counts as it is.
    """
    wish: float
    """How likely something was asked for in words, 0 to 1; 0 where nothing was said."""

    arm: Optional[ArmAnswer] = None
    session_id: Optional[str] = None
    taste: Optional[TasteAnswer] = None
    user_id: Optional[str] = None
    why_not: Optional[WhyNotAnswer] = None

    @staticmethod
    def from_dict(obj: Any) -> 'DecisionAnswer':
        assert isinstance(obj, dict)
        candidates = CandidatesAnswer.from_dict(obj.get("candidates"))
        decision_id = from_str(obj.get("decisionId"))
        degraded = from_bool(obj.get("degraded"))
        emotion = RecognitionOfEmotion.from_dict(obj.get("emotion"))
        intent = RecognitionOfIntent.from_dict(obj.get("intent"))
        items = from_list(DecisionItem.from_dict, obj.get("items"))
        made_at = from_str(obj.get("madeAt"))
        models = from_dict(from_str, obj.get("models"))
        mood = MoodAnswer.from_dict(obj.get("mood"))
        observation_id = from_str(obj.get("observationId"))
        options = OptionsRequest.from_dict(obj.get("options"))
        policy = PolicyAnswer.from_dict(obj.get("policy"))
        weights = from_dict(from_float, obj.get("weights"))
        wish = from_float(obj.get("wish"))
        arm = from_union([ArmAnswer.from_dict, from_none], obj.get("arm"))
        session_id = from_union([from_str, from_none], obj.get("sessionId"))
        taste = from_union([TasteAnswer.from_dict, from_none], obj.get("taste"))
        user_id = from_union([from_str, from_none], obj.get("userId"))
        why_not = from_union([WhyNotAnswer.from_dict, from_none], obj.get("whyNot"))
        return DecisionAnswer(candidates, decision_id, degraded, emotion, intent, items, made_at, models, mood, observation_id, options, policy, weights, wish, arm, session_id, taste, user_id, why_not)

    def to_dict(self) -> dict:
        result: dict = {}
        result["candidates"] = to_class(CandidatesAnswer, self.candidates)
        result["decisionId"] = from_str(self.decision_id)
        result["degraded"] = from_bool(self.degraded)
        result["emotion"] = to_class(RecognitionOfEmotion, self.emotion)
        result["intent"] = to_class(RecognitionOfIntent, self.intent)
        result["items"] = from_list(lambda x: to_class(DecisionItem, x), self.items)
        result["madeAt"] = from_str(self.made_at)
        result["models"] = from_dict(from_str, self.models)
        result["mood"] = to_class(MoodAnswer, self.mood)
        result["observationId"] = from_str(self.observation_id)
        result["options"] = to_class(OptionsRequest, self.options)
        result["policy"] = to_class(PolicyAnswer, self.policy)
        result["weights"] = from_dict(to_float, self.weights)
        result["wish"] = to_float(self.wish)
        if self.arm is not None:
            result["arm"] = from_union([lambda x: to_class(ArmAnswer, x), from_none], self.arm)
        if self.session_id is not None:
            result["sessionId"] = from_union([from_str, from_none], self.session_id)
        if self.taste is not None:
            result["taste"] = from_union([lambda x: to_class(TasteAnswer, x), from_none], self.taste)
        if self.user_id is not None:
            result["userId"] = from_union([from_str, from_none], self.user_id)
        if self.why_not is not None:
            result["whyNot"] = from_union([lambda x: to_class(WhyNotAnswer, x), from_none], self.why_not)
        return result


@dataclass
class EmotionChangeAnswer:
    """A point at which a session went over from one emotion into another."""

    emotion_change_answer_from: Emotion
    to: Emotion

    @staticmethod
    def from_dict(obj: Any) -> 'EmotionChangeAnswer':
        assert isinstance(obj, dict)
        emotion_change_answer_from = Emotion(obj.get("from"))
        to = Emotion(obj.get("to"))
        return EmotionChangeAnswer(emotion_change_answer_from, to)

    def to_dict(self) -> dict:
        result: dict = {}
        result["from"] = to_enum(Emotion, self.emotion_change_answer_from)
        result["to"] = to_enum(Emotion, self.to)
        return result


@dataclass
class ErasureReceipt:
    """What was erased of a person, by kind. All zeros: nothing was kept."""

    complete: bool
    """Whether every service has erased; false with a 202: ask again for what is left."""

    decisions: int
    """Decisions, with all items that were shown."""

    erased_at: str
    """What happened up to then is erased, and is not taken in when it arrives later."""

    erasure_id: str
    messages: int
    """Messages about the person that had not been sent."""

    policy_rewards: int
    """Rewards that were taken out of the policy, as if it had never seen them."""

    signals: int
    votes: int
    """Votes that were taken out of items' quality, to the last bit."""

    tastes: Optional[int] = None
    """Rewards of the person's taste; absent until ranking has answered."""

    @staticmethod
    def from_dict(obj: Any) -> 'ErasureReceipt':
        assert isinstance(obj, dict)
        complete = from_bool(obj.get("complete"))
        decisions = from_int(obj.get("decisions"))
        erased_at = from_str(obj.get("erasedAt"))
        erasure_id = from_str(obj.get("erasureId"))
        messages = from_int(obj.get("messages"))
        policy_rewards = from_int(obj.get("policyRewards"))
        signals = from_int(obj.get("signals"))
        votes = from_int(obj.get("votes"))
        tastes = from_union([from_int, from_none], obj.get("tastes"))
        return ErasureReceipt(complete, decisions, erased_at, erasure_id, messages, policy_rewards, signals, votes, tastes)

    def to_dict(self) -> dict:
        result: dict = {}
        result["complete"] = from_bool(self.complete)
        result["decisions"] = from_int(self.decisions)
        result["erasedAt"] = from_str(self.erased_at)
        result["erasureId"] = from_str(self.erasure_id)
        result["messages"] = from_int(self.messages)
        result["policyRewards"] = from_int(self.policy_rewards)
        result["signals"] = from_int(self.signals)
        result["votes"] = from_int(self.votes)
        if self.tastes is not None:
            result["tastes"] = from_union([from_int, from_none], self.tastes)
        return result


@dataclass
class EvaluationRequest:
    """Body of `POST /v1/policy:evaluate`: the policy in question."""

    exploration: float
    """As in `PUT /v1/policy/exploration`."""

    policy: str
    """lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence or apprentice."""

    decisions: Optional[int] = None
    """How many of the latest decisions to look at."""

    least_decisions: Optional[int] = None
    """Fewer decisions than these are not enough to be promotable."""

    least_lift: Optional[float] = None
    """Promotable only with a lift over the baseline of at least this, at the lower end of its
    interval; without it any will
    do.
    """
    least_match_rate: Optional[float] = None
    """Promotable only with a match rate of at least this; without it any will do."""

    @staticmethod
    def from_dict(obj: Any) -> 'EvaluationRequest':
        assert isinstance(obj, dict)
        exploration = from_float(obj.get("exploration"))
        policy = from_str(obj.get("policy"))
        decisions = from_union([from_int, from_none], obj.get("decisions"))
        least_decisions = from_union([from_int, from_none], obj.get("leastDecisions"))
        least_lift = from_union([from_float, from_none], obj.get("leastLift"))
        least_match_rate = from_union([from_float, from_none], obj.get("leastMatchRate"))
        return EvaluationRequest(exploration, policy, decisions, least_decisions, least_lift, least_match_rate)

    def to_dict(self) -> dict:
        result: dict = {}
        result["exploration"] = to_float(self.exploration)
        result["policy"] = from_str(self.policy)
        if self.decisions is not None:
            result["decisions"] = from_union([from_int, from_none], self.decisions)
        if self.least_decisions is not None:
            result["leastDecisions"] = from_union([from_int, from_none], self.least_decisions)
        if self.least_lift is not None:
            result["leastLift"] = from_union([to_float, from_none], self.least_lift)
        if self.least_match_rate is not None:
            result["leastMatchRate"] = from_union([to_float, from_none], self.least_match_rate)
        return result


@dataclass
class ExperimentAnswer:
    """An experiment as it was set."""

    arms: List[ArmSetting]
    follow_minutes: int
    name: str
    running: bool
    seed: int
    started_at: str
    results: Optional[List[ArmResult]] = None
    """What came of each arm, in their order; absent in lists and where it was just started."""

    stopped_at: Optional[str] = None
    """Absent while it runs."""

    @staticmethod
    def from_dict(obj: Any) -> 'ExperimentAnswer':
        assert isinstance(obj, dict)
        arms = from_list(ArmSetting.from_dict, obj.get("arms"))
        follow_minutes = from_int(obj.get("followMinutes"))
        name = from_str(obj.get("name"))
        running = from_bool(obj.get("running"))
        seed = from_int(obj.get("seed"))
        started_at = from_str(obj.get("startedAt"))
        results = from_union([lambda x: from_list(ArmResult.from_dict, x), from_none], obj.get("results"))
        stopped_at = from_union([from_str, from_none], obj.get("stoppedAt"))
        return ExperimentAnswer(arms, follow_minutes, name, running, seed, started_at, results, stopped_at)

    def to_dict(self) -> dict:
        result: dict = {}
        result["arms"] = from_list(lambda x: to_class(ArmSetting, x), self.arms)
        result["followMinutes"] = from_int(self.follow_minutes)
        result["name"] = from_str(self.name)
        result["running"] = from_bool(self.running)
        result["seed"] = from_int(self.seed)
        result["startedAt"] = from_str(self.started_at)
        if self.results is not None:
            result["results"] = from_union([lambda x: from_list(lambda x: to_class(ArmResult, x), x), from_none], self.results)
        if self.stopped_at is not None:
            result["stoppedAt"] = from_union([from_str, from_none], self.stopped_at)
        return result


@dataclass
class ExperimentList:
    """The experiments of a tenant, the latest first."""

    experiments: List[ExperimentAnswer]

    @staticmethod
    def from_dict(obj: Any) -> 'ExperimentList':
        assert isinstance(obj, dict)
        experiments = from_list(ExperimentAnswer.from_dict, obj.get("experiments"))
        return ExperimentList(experiments)

    def to_dict(self) -> dict:
        result: dict = {}
        result["experiments"] = from_list(lambda x: to_class(ExperimentAnswer, x), self.experiments)
        return result


@dataclass
class ExperimentRequest:
    """Body of `PUT /v1/experiments/{name}`."""

    arms: List[ArmSetting]
    """The first is what the others are compared with."""

    follow_minutes: Optional[int] = None
    """How long each person is followed from their first recommendation in the experiment; they
    count from then on.
    """
    seed: Optional[int] = None
    """With a person's id it decides their arm; without it one that follows from the
    experiment's name.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'ExperimentRequest':
        assert isinstance(obj, dict)
        arms = from_list(ArmSetting.from_dict, obj.get("arms"))
        follow_minutes = from_union([from_int, from_none], obj.get("followMinutes"))
        seed = from_union([from_int, from_none], obj.get("seed"))
        return ExperimentRequest(arms, follow_minutes, seed)

    def to_dict(self) -> dict:
        result: dict = {}
        result["arms"] = from_list(lambda x: to_class(ArmSetting, x), self.arms)
        if self.follow_minutes is not None:
            result["followMinutes"] = from_union([from_int, from_none], self.follow_minutes)
        if self.seed is not None:
            result["seed"] = from_union([from_int, from_none], self.seed)
        return result


@dataclass
class TakeOverRule:
    """When another policy takes the apprentice's place by itself: as soon as a look at what was
    earned finds it promotable, as
    `POST /v1/policy:evaluate` would.
    """
    exploration: float
    """As in `PUT /v1/policy/exploration`, of the policy that takes over."""

    least_decisions: Optional[int] = None
    """The first and the second look are at so many new decisions each, every later one at twice
    as many as the one before, to
    2000.
    """
    least_lift: Optional[float] = None
    """Only with a lift over the baseline of at least this, at the lower end of its interval."""

    least_match_rate: Optional[float] = None
    """Only with a match rate of at least this; without it any will do."""

    policy: Optional[str] = None
    """lin-ts unless another one is named."""

    @staticmethod
    def from_dict(obj: Any) -> 'TakeOverRule':
        assert isinstance(obj, dict)
        exploration = from_float(obj.get("exploration"))
        least_decisions = from_union([from_int, from_none], obj.get("leastDecisions"))
        least_lift = from_union([from_float, from_none], obj.get("leastLift"))
        least_match_rate = from_union([from_float, from_none], obj.get("leastMatchRate"))
        policy = from_union([from_none, from_str], obj.get("policy"))
        return TakeOverRule(exploration, least_decisions, least_lift, least_match_rate, policy)

    def to_dict(self) -> dict:
        result: dict = {}
        result["exploration"] = to_float(self.exploration)
        if self.least_decisions is not None:
            result["leastDecisions"] = from_union([from_int, from_none], self.least_decisions)
        if self.least_lift is not None:
            result["leastLift"] = from_union([to_float, from_none], self.least_lift)
        if self.least_match_rate is not None:
            result["leastMatchRate"] = from_union([to_float, from_none], self.least_match_rate)
        if self.policy is not None:
            result["policy"] = from_union([from_none, from_str], self.policy)
        return result


@dataclass
class ExplorationRequest:
    """Body of `PUT /v1/policy/exploration`."""

    exploration: float
    """At most 1 for epsilon-greedy, whose share of decisions it is."""

    policy: Optional[str] = None
    """lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence or apprentice;
    without it the one in force stays.
    """
    take_over: Optional[TakeOverRule] = None

    @staticmethod
    def from_dict(obj: Any) -> 'ExplorationRequest':
        assert isinstance(obj, dict)
        exploration = from_float(obj.get("exploration"))
        policy = from_union([from_none, from_str], obj.get("policy"))
        take_over = from_union([TakeOverRule.from_dict, from_none], obj.get("takeOver"))
        return ExplorationRequest(exploration, policy, take_over)

    def to_dict(self) -> dict:
        result: dict = {}
        result["exploration"] = to_float(self.exploration)
        if self.policy is not None:
            result["policy"] = from_union([from_none, from_str], self.policy)
        if self.take_over is not None:
            result["takeOver"] = from_union([lambda x: to_class(TakeOverRule, x), from_none], self.take_over)
        return result


@dataclass
class FaceAnswer:
    """Where in a picture a face is, from the brows to the chin; in shares of the picture's
    width and height, 0 to 1.
    """
    height: float
    width: float
    x: float
    """Of the upper left corner, from the left."""

    y: float
    """Of the upper left corner, from above."""

    @staticmethod
    def from_dict(obj: Any) -> 'FaceAnswer':
        assert isinstance(obj, dict)
        height = from_float(obj.get("height"))
        width = from_float(obj.get("width"))
        x = from_float(obj.get("x"))
        y = from_float(obj.get("y"))
        return FaceAnswer(height, width, x, y)

    def to_dict(self) -> dict:
        result: dict = {}
        result["height"] = to_float(self.height)
        result["width"] = to_float(self.width)
        result["x"] = to_float(self.x)
        result["y"] = to_float(self.y)
        return result


class Fallback(Enum):
    NEWEST = "newest"
    POPULAR = "popular"


@dataclass
class FeedbackReceipt:
    """Answer to feedback: it is durable now."""

    accepted: int
    """Signals stored by this request."""

    duplicates: int
    """Signals whose id was known already."""

    too_late: Optional[int] = None
    """Of the accepted, those from after the reward window of their decision: what the person
    has seen, likes or dislikes counts for them
    all the same; the policy does not learn from it.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'FeedbackReceipt':
        assert isinstance(obj, dict)
        accepted = from_int(obj.get("accepted"))
        duplicates = from_int(obj.get("duplicates"))
        too_late = from_union([from_int, from_none], obj.get("tooLate"))
        return FeedbackReceipt(accepted, duplicates, too_late)

    def to_dict(self) -> dict:
        result: dict = {}
        result["accepted"] = from_int(self.accepted)
        result["duplicates"] = from_int(self.duplicates)
        if self.too_late is not None:
            result["tooLate"] = from_union([from_int, from_none], self.too_late)
        return result


class SignalKind(Enum):
    COMPLETE = "complete"
    DISLIKE = "dislike"
    DWELL = "dwell"
    EMOTION = "emotion"
    LIKE = "like"
    REPLAY = "replay"
    SHARE = "share"
    SKIP = "skip"


@dataclass
class FeedbackSignal:
    """One thing a person did with a recommended item."""

    at: str
    decision_id: str
    id: str
    """The caller's id for this signal; the same id again changes nothing."""

    item_id: str
    kind: SignalKind
    observation_id: Optional[str] = None
    """emotion: the id of the later observation."""

    value: Optional[float] = None
    """dwell: seconds; complete: 0 to 1; the rest take none."""

    @staticmethod
    def from_dict(obj: Any) -> 'FeedbackSignal':
        assert isinstance(obj, dict)
        at = from_str(obj.get("at"))
        decision_id = from_str(obj.get("decisionId"))
        id = from_str(obj.get("id"))
        item_id = from_str(obj.get("itemId"))
        kind = SignalKind(obj.get("kind"))
        observation_id = from_union([from_none, from_str], obj.get("observationId"))
        value = from_union([from_float, from_none], obj.get("value"))
        return FeedbackSignal(at, decision_id, id, item_id, kind, observation_id, value)

    def to_dict(self) -> dict:
        result: dict = {}
        result["at"] = from_str(self.at)
        result["decisionId"] = from_str(self.decision_id)
        result["id"] = from_str(self.id)
        result["itemId"] = from_str(self.item_id)
        result["kind"] = to_enum(SignalKind, self.kind)
        if self.observation_id is not None:
            result["observationId"] = from_union([from_none, from_str], self.observation_id)
        if self.value is not None:
            result["value"] = from_union([to_float, from_none], self.value)
        return result


@dataclass
class FeedbackRequest:
    """Body of `POST /v1/feedback`: one or many signals."""

    signals: List[FeedbackSignal]

    @staticmethod
    def from_dict(obj: Any) -> 'FeedbackRequest':
        assert isinstance(obj, dict)
        signals = from_list(FeedbackSignal.from_dict, obj.get("signals"))
        return FeedbackRequest(signals)

    def to_dict(self) -> dict:
        result: dict = {}
        result["signals"] = from_list(lambda x: to_class(FeedbackSignal, x), self.signals)
        return result


@dataclass
class RejectedRow:
    """A row that was not imported."""

    line: int
    """Line in the body, from 1."""

    reason: str
    """What is wrong with it, naming the field."""

    @staticmethod
    def from_dict(obj: Any) -> 'RejectedRow':
        assert isinstance(obj, dict)
        line = from_int(obj.get("line"))
        reason = from_str(obj.get("reason"))
        return RejectedRow(line, reason)

    def to_dict(self) -> dict:
        result: dict = {}
        result["line"] = from_int(self.line)
        result["reason"] = from_str(self.reason)
        return result


@dataclass
class ImportReport:
    """Answer to an import: good rows are kept, every bad row is named."""

    accepted: int
    """Rows stored as new or changed items."""

    errors: List[RejectedRow]
    """The first rejected rows; int ImportReport.Rejected counts all of them."""

    rejected: int
    unchanged: int
    """Rows that equal what is stored already."""

    being_indexed: Optional[int] = None
    """Items of the catalog, of earlier imports too, that were still being indexed at the
    answer; until then none of them is recommended.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'ImportReport':
        assert isinstance(obj, dict)
        accepted = from_int(obj.get("accepted"))
        errors = from_list(RejectedRow.from_dict, obj.get("errors"))
        rejected = from_int(obj.get("rejected"))
        unchanged = from_int(obj.get("unchanged"))
        being_indexed = from_union([from_int, from_none], obj.get("beingIndexed"))
        return ImportReport(accepted, errors, rejected, unchanged, being_indexed)

    def to_dict(self) -> dict:
        result: dict = {}
        result["accepted"] = from_int(self.accepted)
        result["errors"] = from_list(lambda x: to_class(RejectedRow, x), self.errors)
        result["rejected"] = from_int(self.rejected)
        result["unchanged"] = from_int(self.unchanged)
        if self.being_indexed is not None:
            result["beingIndexed"] = from_union([from_int, from_none], self.being_indexed)
        return result


@dataclass
class ItemAnswer:
    """A catalog item as it is stored."""

    description: str
    id: str
    indexed: bool
    """Whether this revision is encoded and can be recommended."""

    kind: ContentKind
    revision: int
    tags: List[str]
    title: str
    attributes: Optional[Dict[str, Any]] = None
    """What else the tenant says of it; empty where nothing."""

    creator: Optional[str] = None
    expires_at: Optional[str] = None
    """From then on the item is not recommended; absent: never."""

    language: Optional[str] = None
    """A tag of BCP 47."""

    media_url: Optional[str] = None
    thumbnail_url: Optional[str] = None

    @staticmethod
    def from_dict(obj: Any) -> 'ItemAnswer':
        assert isinstance(obj, dict)
        description = from_str(obj.get("description"))
        id = from_str(obj.get("id"))
        indexed = from_bool(obj.get("indexed"))
        kind = ContentKind(obj.get("kind"))
        revision = from_int(obj.get("revision"))
        tags = from_list(from_str, obj.get("tags"))
        title = from_str(obj.get("title"))
        attributes = from_union([lambda x: from_dict(lambda x: x, x), from_none], obj.get("attributes"))
        creator = from_union([from_str, from_none], obj.get("creator"))
        expires_at = from_union([from_str, from_none], obj.get("expiresAt"))
        language = from_union([from_str, from_none], obj.get("language"))
        media_url = from_union([from_str, from_none], obj.get("mediaUrl"))
        thumbnail_url = from_union([from_str, from_none], obj.get("thumbnailUrl"))
        return ItemAnswer(description, id, indexed, kind, revision, tags, title, attributes, creator, expires_at, language, media_url, thumbnail_url)

    def to_dict(self) -> dict:
        result: dict = {}
        result["description"] = from_str(self.description)
        result["id"] = from_str(self.id)
        result["indexed"] = from_bool(self.indexed)
        result["kind"] = to_enum(ContentKind, self.kind)
        result["revision"] = from_int(self.revision)
        result["tags"] = from_list(from_str, self.tags)
        result["title"] = from_str(self.title)
        if self.attributes is not None:
            result["attributes"] = from_union([lambda x: from_dict(lambda x: x, x), from_none], self.attributes)
        if self.creator is not None:
            result["creator"] = from_union([from_str, from_none], self.creator)
        if self.expires_at is not None:
            result["expiresAt"] = from_union([from_str, from_none], self.expires_at)
        if self.language is not None:
            result["language"] = from_union([from_str, from_none], self.language)
        if self.media_url is not None:
            result["mediaUrl"] = from_union([from_str, from_none], self.media_url)
        if self.thumbnail_url is not None:
            result["thumbnailUrl"] = from_union([from_str, from_none], self.thumbnail_url)
        return result


@dataclass
class ListedItem:
    """An item of a list that needs no observation."""

    id: str
    kind: ContentKind
    title: str
    creator: Optional[str] = None
    """Who made it."""

    description: Optional[str] = None
    language: Optional[str] = None
    """The language of the item, as a tag of BCP 47."""

    media_url: Optional[str] = None
    """Where the item itself is."""

    similarity: Optional[float] = None
    """Of similar items: how near it is, -1 to 1."""

    thumbnail_url: Optional[str] = None
    """Where a small picture of it is."""

    @staticmethod
    def from_dict(obj: Any) -> 'ListedItem':
        assert isinstance(obj, dict)
        id = from_str(obj.get("id"))
        kind = ContentKind(obj.get("kind"))
        title = from_str(obj.get("title"))
        creator = from_union([from_str, from_none], obj.get("creator"))
        description = from_union([from_str, from_none], obj.get("description"))
        language = from_union([from_str, from_none], obj.get("language"))
        media_url = from_union([from_str, from_none], obj.get("mediaUrl"))
        similarity = from_union([from_float, from_none], obj.get("similarity"))
        thumbnail_url = from_union([from_str, from_none], obj.get("thumbnailUrl"))
        return ListedItem(id, kind, title, creator, description, language, media_url, similarity, thumbnail_url)

    def to_dict(self) -> dict:
        result: dict = {}
        result["id"] = from_str(self.id)
        result["kind"] = to_enum(ContentKind, self.kind)
        result["title"] = from_str(self.title)
        if self.creator is not None:
            result["creator"] = from_union([from_str, from_none], self.creator)
        if self.description is not None:
            result["description"] = from_union([from_str, from_none], self.description)
        if self.language is not None:
            result["language"] = from_union([from_str, from_none], self.language)
        if self.media_url is not None:
            result["mediaUrl"] = from_union([from_str, from_none], self.media_url)
        if self.similarity is not None:
            result["similarity"] = from_union([to_float, from_none], self.similarity)
        if self.thumbnail_url is not None:
            result["thumbnailUrl"] = from_union([from_str, from_none], self.thumbnail_url)
        return result


@dataclass
class ItemList:
    """Answer of the lists that need no observation; the first item comes first."""

    items: List[ListedItem]
    degraded: Optional[bool] = None
    """True while the index of the catalog is away: the list is from before. Absent otherwise."""

    @staticmethod
    def from_dict(obj: Any) -> 'ItemList':
        assert isinstance(obj, dict)
        items = from_list(ListedItem.from_dict, obj.get("items"))
        degraded = from_union([from_bool, from_none], obj.get("degraded"))
        return ItemList(items, degraded)

    def to_dict(self) -> dict:
        result: dict = {}
        result["items"] = from_list(lambda x: to_class(ListedItem, x), self.items)
        if self.degraded is not None:
            result["degraded"] = from_union([from_bool, from_none], self.degraded)
        return result


@dataclass
class ItemPage:
    """Answer of `GET /v1/items`: a page of the catalog, in the order of ids."""

    items: List[ItemAnswer]
    next: Optional[str] = None
    """The cursor of the next page; absent on the last one."""

    @staticmethod
    def from_dict(obj: Any) -> 'ItemPage':
        assert isinstance(obj, dict)
        items = from_list(ItemAnswer.from_dict, obj.get("items"))
        next = from_union([from_str, from_none], obj.get("next"))
        return ItemPage(items, next)

    def to_dict(self) -> dict:
        result: dict = {}
        result["items"] = from_list(lambda x: to_class(ItemAnswer, x), self.items)
        if self.next is not None:
            result["next"] = from_union([from_str, from_none], self.next)
        return result


@dataclass
class ItemPatch:
    """What changes of an item; null takes a member away."""

    attributes: Optional[Dict[str, Union[float, bool, str]]] = None
    """What else the tenant says of it, by names of its own, in the types that were declared
    (`/v1/items:attributes`); no two names
    differ in case alone.
    """
    creator: Optional[str] = None
    """Who made it, as a page shows it."""

    description: Optional[str] = None
    expires_at: Optional[str] = None
    """From then on the item is not recommended; later it is deleted. In the future; absent:
    never.
    """
    id: Optional[str] = None
    """Unique within the tenant. In PUT the path decides; a different one in the body is an
    error.
    """
    kind: Optional[ContentKind] = None
    language: Optional[str] = None
    """The language of the item, as a tag of BCP 47: `en`, `pt-BR`."""

    media_url: Optional[str] = None
    """Where the item itself is: an absolute address, http or https."""

    tags: Optional[List[str]] = None
    """None of them blank."""

    thumbnail_url: Optional[str] = None
    """Where a small picture of it is: an absolute address, http or https."""

    title: Optional[str] = None

    @staticmethod
    def from_dict(obj: Any) -> 'ItemPatch':
        assert isinstance(obj, dict)
        attributes = from_union([from_none, lambda x: from_dict(lambda x: from_union([from_float, from_bool, from_str], x), x)], obj.get("attributes"))
        creator = from_union([from_none, from_str], obj.get("creator"))
        description = from_union([from_none, from_str], obj.get("description"))
        expires_at = from_union([from_none, from_str], obj.get("expiresAt"))
        id = from_union([from_none, from_str], obj.get("id"))
        kind = from_union([ContentKind, from_none], obj.get("kind"))
        language = from_union([from_none, from_str], obj.get("language"))
        media_url = from_union([from_none, from_str], obj.get("mediaUrl"))
        tags = from_union([lambda x: from_list(from_str, x), from_none], obj.get("tags"))
        thumbnail_url = from_union([from_none, from_str], obj.get("thumbnailUrl"))
        title = from_union([from_str, from_none], obj.get("title"))
        return ItemPatch(attributes, creator, description, expires_at, id, kind, language, media_url, tags, thumbnail_url, title)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.attributes is not None:
            result["attributes"] = from_union([from_none, lambda x: from_dict(lambda x: from_union([to_float, from_bool, from_str], x), x)], self.attributes)
        if self.creator is not None:
            result["creator"] = from_union([from_none, from_str], self.creator)
        if self.description is not None:
            result["description"] = from_union([from_none, from_str], self.description)
        if self.expires_at is not None:
            result["expiresAt"] = from_union([from_none, from_str], self.expires_at)
        if self.id is not None:
            result["id"] = from_union([from_none, from_str], self.id)
        if self.kind is not None:
            result["kind"] = from_union([lambda x: to_enum(ContentKind, x), from_none], self.kind)
        if self.language is not None:
            result["language"] = from_union([from_none, from_str], self.language)
        if self.media_url is not None:
            result["mediaUrl"] = from_union([from_none, from_str], self.media_url)
        if self.tags is not None:
            result["tags"] = from_union([lambda x: from_list(from_str, x), from_none], self.tags)
        if self.thumbnail_url is not None:
            result["thumbnailUrl"] = from_union([from_none, from_str], self.thumbnail_url)
        if self.title is not None:
            result["title"] = from_union([from_str, from_none], self.title)
        return result


@dataclass
class KeptSnapshot:
    """A policy as it was."""

    feature_version: int
    in_force: bool
    """Whether it is in force now."""

    made_at: str
    reason: str
    """scheduled, asked or frozen."""

    rewards: int
    """Rewarded items that it was learned from."""

    version: int
    """Of the policy when it was kept."""

    parent: Optional[int] = None
    """The snapshot that was kept before it, and that it went on learning from; absent where
    there is none.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'KeptSnapshot':
        assert isinstance(obj, dict)
        feature_version = from_int(obj.get("featureVersion"))
        in_force = from_bool(obj.get("inForce"))
        made_at = from_str(obj.get("madeAt"))
        reason = from_str(obj.get("reason"))
        rewards = from_int(obj.get("rewards"))
        version = from_int(obj.get("version"))
        parent = from_union([from_int, from_none], obj.get("parent"))
        return KeptSnapshot(feature_version, in_force, made_at, reason, rewards, version, parent)

    def to_dict(self) -> dict:
        result: dict = {}
        result["featureVersion"] = from_int(self.feature_version)
        result["inForce"] = from_bool(self.in_force)
        result["madeAt"] = from_str(self.made_at)
        result["reason"] = from_str(self.reason)
        result["rewards"] = from_int(self.rewards)
        result["version"] = from_int(self.version)
        if self.parent is not None:
            result["parent"] = from_union([from_int, from_none], self.parent)
        return result


@dataclass
class LearnedWeight:
    """What a feature adds to the expected reward of an item."""

    doubt: float
    """1: as unsure as before the first reward; towards 0 with what is known."""

    feature: str
    """Such as `sadness x music`."""

    mean: float

    @staticmethod
    def from_dict(obj: Any) -> 'LearnedWeight':
        assert isinstance(obj, dict)
        doubt = from_float(obj.get("doubt"))
        feature = from_str(obj.get("feature"))
        mean = from_float(obj.get("mean"))
        return LearnedWeight(doubt, feature, mean)

    def to_dict(self) -> dict:
        result: dict = {}
        result["doubt"] = to_float(self.doubt)
        result["feature"] = from_str(self.feature)
        result["mean"] = to_float(self.mean)
        return result


@dataclass
class LearnedPolicy:
    """The policy in force for a tenant, and what it has learned."""

    exploration: float
    """How much it explores; what the number means depends on the policy, and 0 never explores."""

    feature_version: int
    """The layout of the features that it was learned on."""

    policy: str
    """lin-ts, lin-ucb, epsilon-greedy, softmax, square-cb, random, congruence or apprentice."""

    rewards: int
    """Rewarded items that it was learned from."""

    version: int
    """Counts up with each change; decisions name it. 0: nothing was learned or set yet."""

    weights: List[LearnedWeight]
    """One for each feature, in their order."""

    frozen: Optional[int] = None
    """The snapshot that is in force, whatever is learned meanwhile; absent where the latest
    policy is.
    """
    take_over: Optional[TakeOverRule] = None

    @staticmethod
    def from_dict(obj: Any) -> 'LearnedPolicy':
        assert isinstance(obj, dict)
        exploration = from_float(obj.get("exploration"))
        feature_version = from_int(obj.get("featureVersion"))
        policy = from_str(obj.get("policy"))
        rewards = from_int(obj.get("rewards"))
        version = from_int(obj.get("version"))
        weights = from_list(LearnedWeight.from_dict, obj.get("weights"))
        frozen = from_union([from_int, from_none], obj.get("frozen"))
        take_over = from_union([TakeOverRule.from_dict, from_none], obj.get("takeOver"))
        return LearnedPolicy(exploration, feature_version, policy, rewards, version, weights, frozen, take_over)

    def to_dict(self) -> dict:
        result: dict = {}
        result["exploration"] = to_float(self.exploration)
        result["featureVersion"] = from_int(self.feature_version)
        result["policy"] = from_str(self.policy)
        result["rewards"] = from_int(self.rewards)
        result["version"] = from_int(self.version)
        result["weights"] = from_list(lambda x: to_class(LearnedWeight, x), self.weights)
        if self.frozen is not None:
            result["frozen"] = from_union([from_int, from_none], self.frozen)
        if self.take_over is not None:
            result["takeOver"] = from_union([lambda x: to_class(TakeOverRule, x), from_none], self.take_over)
        return result


@dataclass
class Limits:
    """Answer of `GET /v1/limits`; enforced there and nowhere else."""

    audio_bytes: int
    audio_types: List[str]
    image_bytes: int
    image_types: List[str]
    import_bytes: int
    max_deadline_ms: int
    max_k: int
    min_deadline_ms: int
    request_bytes: int
    signals_per_request: int
    text_characters: int
    items_per_request: Optional[int] = None
    """How many items one request may name to be ranked."""

    reward_window_seconds: Optional[int] = None
    """How long after a decision the policy learns from signals on it, by their time; what a
    person dislikes or has seen counts for ever.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'Limits':
        assert isinstance(obj, dict)
        audio_bytes = from_int(obj.get("audioBytes"))
        audio_types = from_list(from_str, obj.get("audioTypes"))
        image_bytes = from_int(obj.get("imageBytes"))
        image_types = from_list(from_str, obj.get("imageTypes"))
        import_bytes = from_int(obj.get("importBytes"))
        max_deadline_ms = from_int(obj.get("maxDeadlineMs"))
        max_k = from_int(obj.get("maxK"))
        min_deadline_ms = from_int(obj.get("minDeadlineMs"))
        request_bytes = from_int(obj.get("requestBytes"))
        signals_per_request = from_int(obj.get("signalsPerRequest"))
        text_characters = from_int(obj.get("textCharacters"))
        items_per_request = from_union([from_int, from_none], obj.get("itemsPerRequest"))
        reward_window_seconds = from_union([from_int, from_none], obj.get("rewardWindowSeconds"))
        return Limits(audio_bytes, audio_types, image_bytes, image_types, import_bytes, max_deadline_ms, max_k, min_deadline_ms, request_bytes, signals_per_request, text_characters, items_per_request, reward_window_seconds)

    def to_dict(self) -> dict:
        result: dict = {}
        result["audioBytes"] = from_int(self.audio_bytes)
        result["audioTypes"] = from_list(from_str, self.audio_types)
        result["imageBytes"] = from_int(self.image_bytes)
        result["imageTypes"] = from_list(from_str, self.image_types)
        result["importBytes"] = from_int(self.import_bytes)
        result["maxDeadlineMs"] = from_int(self.max_deadline_ms)
        result["maxK"] = from_int(self.max_k)
        result["minDeadlineMs"] = from_int(self.min_deadline_ms)
        result["requestBytes"] = from_int(self.request_bytes)
        result["signalsPerRequest"] = from_int(self.signals_per_request)
        result["textCharacters"] = from_int(self.text_characters)
        if self.items_per_request is not None:
            result["itemsPerRequest"] = from_union([from_int, from_none], self.items_per_request)
        if self.reward_window_seconds is not None:
            result["rewardWindowSeconds"] = from_union([from_int, from_none], self.reward_window_seconds)
        return result


class RejectionCode(Enum):
    EMPTY = "empty"
    FAILED = "failed"
    NO_FACE = "noFace"
    NO_SPEECH = "noSpeech"
    OVERLOADED = "overloaded"
    TOO_LARGE = "tooLarge"
    UNDECODABLE = "undecodable"
    UNSUPPORTED = "unsupported"


class QualityWarning(Enum):
    """Why what was perceived in a medium may be wrong."""

    BLURRED = "blurred"
    CLIPPED = "clipped"
    DARK = "dark"
    LITTLE_SPEECH = "littleSpeech"
    SHORTENED = "shortened"
    UNMEASURED_LANGUAGE = "unmeasuredLanguage"


@dataclass
class QualityAnswer:
    """How fit a medium was for perceiving a person in it. Null stands for what does not apply
    to its kind.
    """
    blur: Optional[float] = None
    """Of a picture: 0 sharp to 1 without any edge."""

    clipped_share: Optional[float] = None
    """Of a sound: the share of its samples that the recording cut off, 0 to 1."""

    darkness: Optional[float] = None
    """Of a picture: 0 bright to 1 black."""

    face: Optional[FaceAnswer] = None
    faces: Optional[int] = None
    """Of a picture: how many faces are in it, of which the largest is read. Of a video: the
    most in one of its frames.
    """
    language: Optional[str] = None
    """Of a text: the language that its words were taken for, as ISO 639-1; null where that is
    undecided.
    """
    parts: Optional[int] = None
    """Parts that were perceived each by itself and then averaged: windows of a sound, frames of
    a video.
    """
    seconds: Optional[float] = None
    """Of a sound: how much of it was perceived."""

    speech_share: Optional[float] = None
    """Of a sound: the share of it in which somebody speaks, 0 to 1."""

    warnings: Optional[List[QualityWarning]] = None

    @staticmethod
    def from_dict(obj: Any) -> 'QualityAnswer':
        assert isinstance(obj, dict)
        blur = from_union([from_float, from_none], obj.get("blur"))
        clipped_share = from_union([from_float, from_none], obj.get("clippedShare"))
        darkness = from_union([from_float, from_none], obj.get("darkness"))
        face = from_union([FaceAnswer.from_dict, from_none], obj.get("face"))
        faces = from_union([from_int, from_none], obj.get("faces"))
        language = from_union([from_str, from_none], obj.get("language"))
        parts = from_union([from_int, from_none], obj.get("parts"))
        seconds = from_union([from_float, from_none], obj.get("seconds"))
        speech_share = from_union([from_float, from_none], obj.get("speechShare"))
        warnings = from_union([lambda x: from_list(QualityWarning, x), from_none], obj.get("warnings"))
        return QualityAnswer(blur, clipped_share, darkness, face, faces, language, parts, seconds, speech_share, warnings)

    def to_dict(self) -> dict:
        result: dict = {}
        if self.blur is not None:
            result["blur"] = from_union([to_float, from_none], self.blur)
        if self.clipped_share is not None:
            result["clippedShare"] = from_union([to_float, from_none], self.clipped_share)
        if self.darkness is not None:
            result["darkness"] = from_union([to_float, from_none], self.darkness)
        if self.face is not None:
            result["face"] = from_union([lambda x: to_class(FaceAnswer, x), from_none], self.face)
        if self.faces is not None:
            result["faces"] = from_union([from_int, from_none], self.faces)
        if self.language is not None:
            result["language"] = from_union([from_str, from_none], self.language)
        if self.parts is not None:
            result["parts"] = from_union([from_int, from_none], self.parts)
        if self.seconds is not None:
            result["seconds"] = from_union([to_float, from_none], self.seconds)
        if self.speech_share is not None:
            result["speechShare"] = from_union([to_float, from_none], self.speech_share)
        if self.warnings is not None:
            result["warnings"] = from_union([lambda x: from_list(lambda x: to_enum(QualityWarning, x), x), from_none], self.warnings)
        return result


class ModalityStatus(Enum):
    """What became of one modality of an observation."""

    MISSING = "missing"
    REJECTED = "rejected"
    USED = "used"
    WITHHELD = "withheld"


@dataclass
class ModalityAnswer:
    """What became of one modality."""

    status: ModalityStatus
    code: Optional[RejectionCode] = None
    quality: Optional[QualityAnswer] = None
    reason: Optional[str] = None
    """Why it was not used."""

    weight: Optional[float] = None
    """Its share in the emotion answered; present when used."""

    @staticmethod
    def from_dict(obj: Any) -> 'ModalityAnswer':
        assert isinstance(obj, dict)
        status = ModalityStatus(obj.get("status"))
        code = from_union([RejectionCode, from_none], obj.get("code"))
        quality = from_union([QualityAnswer.from_dict, from_none], obj.get("quality"))
        reason = from_union([from_str, from_none], obj.get("reason"))
        weight = from_union([from_float, from_none], obj.get("weight"))
        return ModalityAnswer(status, code, quality, reason, weight)

    def to_dict(self) -> dict:
        result: dict = {}
        result["status"] = to_enum(ModalityStatus, self.status)
        if self.code is not None:
            result["code"] = from_union([lambda x: to_enum(RejectionCode, x), from_none], self.code)
        if self.quality is not None:
            result["quality"] = from_union([lambda x: to_class(QualityAnswer, x), from_none], self.quality)
        if self.reason is not None:
            result["reason"] = from_union([from_str, from_none], self.reason)
        if self.weight is not None:
            result["weight"] = from_union([to_float, from_none], self.weight)
        return result


@dataclass
class RecommendedItem:
    """One recommended item."""

    id: str
    kind: ContentKind
    position: int
    """From 1, at the top."""

    propensity: float
    """The probability with which the policy puts this item at this position."""

    score: float
    """The sum of the parts in the explanation."""

    title: str
    creator: Optional[str] = None
    """Who made it."""

    description: Optional[str] = None
    explanation: Optional[Explanation] = None
    language: Optional[str] = None
    """The language of the item, as a tag of BCP 47."""

    media_url: Optional[str] = None
    """Where the item itself is."""

    thumbnail_url: Optional[str] = None
    """Where a small picture of it is."""

    @staticmethod
    def from_dict(obj: Any) -> 'RecommendedItem':
        assert isinstance(obj, dict)
        id = from_str(obj.get("id"))
        kind = ContentKind(obj.get("kind"))
        position = from_int(obj.get("position"))
        propensity = from_float(obj.get("propensity"))
        score = from_float(obj.get("score"))
        title = from_str(obj.get("title"))
        creator = from_union([from_str, from_none], obj.get("creator"))
        description = from_union([from_str, from_none], obj.get("description"))
        explanation = from_union([Explanation.from_dict, from_none], obj.get("explanation"))
        language = from_union([from_str, from_none], obj.get("language"))
        media_url = from_union([from_str, from_none], obj.get("mediaUrl"))
        thumbnail_url = from_union([from_str, from_none], obj.get("thumbnailUrl"))
        return RecommendedItem(id, kind, position, propensity, score, title, creator, description, explanation, language, media_url, thumbnail_url)

    def to_dict(self) -> dict:
        result: dict = {}
        result["id"] = from_str(self.id)
        result["kind"] = to_enum(ContentKind, self.kind)
        result["position"] = from_int(self.position)
        result["propensity"] = to_float(self.propensity)
        result["score"] = to_float(self.score)
        result["title"] = from_str(self.title)
        if self.creator is not None:
            result["creator"] = from_union([from_str, from_none], self.creator)
        if self.description is not None:
            result["description"] = from_union([from_str, from_none], self.description)
        if self.explanation is not None:
            result["explanation"] = from_union([lambda x: to_class(Explanation, x), from_none], self.explanation)
        if self.language is not None:
            result["language"] = from_union([from_str, from_none], self.language)
        if self.media_url is not None:
            result["mediaUrl"] = from_union([from_str, from_none], self.media_url)
        if self.thumbnail_url is not None:
            result["thumbnailUrl"] = from_union([from_str, from_none], self.thumbnail_url)
        return result


@dataclass
class SessionAnswer:
    """The session of an observation, as far back as the platform remembers it."""

    current: Emotion
    emotion: RecognitionOfEmotion
    id: str
    observations: int
    """Observations so far, this one among them; 1 when the session is new or was forgotten."""

    changed: Optional[EmotionChangeAnswer] = None

    @staticmethod
    def from_dict(obj: Any) -> 'SessionAnswer':
        assert isinstance(obj, dict)
        current = Emotion(obj.get("current"))
        emotion = RecognitionOfEmotion.from_dict(obj.get("emotion"))
        id = from_str(obj.get("id"))
        observations = from_int(obj.get("observations"))
        changed = from_union([EmotionChangeAnswer.from_dict, from_none], obj.get("changed"))
        return SessionAnswer(current, emotion, id, observations, changed)

    def to_dict(self) -> dict:
        result: dict = {}
        result["current"] = to_enum(Emotion, self.current)
        result["emotion"] = to_class(RecognitionOfEmotion, self.emotion)
        result["id"] = from_str(self.id)
        result["observations"] = from_int(self.observations)
        if self.changed is not None:
            result["changed"] = from_union([lambda x: to_class(EmotionChangeAnswer, x), from_none], self.changed)
        return result


@dataclass
class ObservationAnswer:
    """What the person feels and wants, and what fits."""

    decision_id: str
    degraded: bool
    """Whether a modality that was sent had not arrived by the deadline, or `fallback` says what
    stood in.
    """
    emotion: RecognitionOfEmotion
    intent: RecognitionOfIntent
    items: List[RecommendedItem]
    modalities: Dict[str, ModalityAnswer]
    """Every modality that was sent; the weights of those used sum to 1."""

    models: Dict[str, str]
    """The models that took part, as name@version, by role: image, audio, text, fusion, content,
    nextContent.
    """
    mood: MoodAnswer
    observation_id: str
    policy: PolicyAnswer
    timings_ms: Dict[str, float]
    """Milliseconds by stage: total, image, audio, text, join, fusion, ranking."""

    fallback: Optional[Fallback] = None
    items_being_indexed: Optional[int] = None
    """How many items of the catalog are still being indexed, and so may be missing here; absent
    where none is.
    """
    session: Optional[SessionAnswer] = None

    @staticmethod
    def from_dict(obj: Any) -> 'ObservationAnswer':
        assert isinstance(obj, dict)
        decision_id = from_str(obj.get("decisionId"))
        degraded = from_bool(obj.get("degraded"))
        emotion = RecognitionOfEmotion.from_dict(obj.get("emotion"))
        intent = RecognitionOfIntent.from_dict(obj.get("intent"))
        items = from_list(RecommendedItem.from_dict, obj.get("items"))
        modalities = from_dict(ModalityAnswer.from_dict, obj.get("modalities"))
        models = from_dict(from_str, obj.get("models"))
        mood = MoodAnswer.from_dict(obj.get("mood"))
        observation_id = from_str(obj.get("observationId"))
        policy = PolicyAnswer.from_dict(obj.get("policy"))
        timings_ms = from_dict(from_float, obj.get("timingsMs"))
        fallback = from_union([Fallback, from_none], obj.get("fallback"))
        items_being_indexed = from_union([from_int, from_none], obj.get("itemsBeingIndexed"))
        session = from_union([SessionAnswer.from_dict, from_none], obj.get("session"))
        return ObservationAnswer(decision_id, degraded, emotion, intent, items, modalities, models, mood, observation_id, policy, timings_ms, fallback, items_being_indexed, session)

    def to_dict(self) -> dict:
        result: dict = {}
        result["decisionId"] = from_str(self.decision_id)
        result["degraded"] = from_bool(self.degraded)
        result["emotion"] = to_class(RecognitionOfEmotion, self.emotion)
        result["intent"] = to_class(RecognitionOfIntent, self.intent)
        result["items"] = from_list(lambda x: to_class(RecommendedItem, x), self.items)
        result["modalities"] = from_dict(lambda x: to_class(ModalityAnswer, x), self.modalities)
        result["models"] = from_dict(from_str, self.models)
        result["mood"] = to_class(MoodAnswer, self.mood)
        result["observationId"] = from_str(self.observation_id)
        result["policy"] = to_class(PolicyAnswer, self.policy)
        result["timingsMs"] = from_dict(to_float, self.timings_ms)
        if self.fallback is not None:
            result["fallback"] = from_union([lambda x: to_enum(Fallback, x), from_none], self.fallback)
        if self.items_being_indexed is not None:
            result["itemsBeingIndexed"] = from_union([from_int, from_none], self.items_being_indexed)
        if self.session is not None:
            result["session"] = from_union([lambda x: to_class(SessionAnswer, x), from_none], self.session)
        return result


@dataclass
class PendingObservationAnswer:
    """An observation that was taken and is not answered yet; `Location` says where its answer
    will be.
    """
    observation_id: str

    @staticmethod
    def from_dict(obj: Any) -> 'PendingObservationAnswer':
        assert isinstance(obj, dict)
        observation_id = from_str(obj.get("observationId"))
        return PendingObservationAnswer(observation_id)

    def to_dict(self) -> dict:
        result: dict = {}
        result["observationId"] = from_str(self.observation_id)
        return result


@dataclass
class PolicyEvaluation:
    """What the policy in question would have earned at the first place, by what those in force
    logged.
    """
    beside_baseline: BesideBaseline
    decisions: int
    """How many decisions count."""

    effective_sample_size: float
    """So many decisions of the policy's own would be as telling."""

    estimates: Dict[str, ValueInterval]
    """By estimator: ips, snips, dm, dr, switchDr."""

    exploration: float
    gain: ValueInterval
    largest_weight: float
    logged: ValueInterval
    policy: str
    promotable: bool
    """Whether it may be put in force by what is known."""

    reason: str
    """Why, or why not."""

    skipped: int
    """Decisions that cannot be made again as they were, as an item of theirs was changed or
    deleted since.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'PolicyEvaluation':
        assert isinstance(obj, dict)
        beside_baseline = BesideBaseline.from_dict(obj.get("besideBaseline"))
        decisions = from_int(obj.get("decisions"))
        effective_sample_size = from_float(obj.get("effectiveSampleSize"))
        estimates = from_dict(ValueInterval.from_dict, obj.get("estimates"))
        exploration = from_float(obj.get("exploration"))
        gain = ValueInterval.from_dict(obj.get("gain"))
        largest_weight = from_float(obj.get("largestWeight"))
        logged = ValueInterval.from_dict(obj.get("logged"))
        policy = from_str(obj.get("policy"))
        promotable = from_bool(obj.get("promotable"))
        reason = from_str(obj.get("reason"))
        skipped = from_int(obj.get("skipped"))
        return PolicyEvaluation(beside_baseline, decisions, effective_sample_size, estimates, exploration, gain, largest_weight, logged, policy, promotable, reason, skipped)

    def to_dict(self) -> dict:
        result: dict = {}
        result["besideBaseline"] = to_class(BesideBaseline, self.beside_baseline)
        result["decisions"] = from_int(self.decisions)
        result["effectiveSampleSize"] = to_float(self.effective_sample_size)
        result["estimates"] = from_dict(lambda x: to_class(ValueInterval, x), self.estimates)
        result["exploration"] = to_float(self.exploration)
        result["gain"] = to_class(ValueInterval, self.gain)
        result["largestWeight"] = to_float(self.largest_weight)
        result["logged"] = to_class(ValueInterval, self.logged)
        result["policy"] = from_str(self.policy)
        result["promotable"] = from_bool(self.promotable)
        result["reason"] = from_str(self.reason)
        result["skipped"] = from_int(self.skipped)
        return result


@dataclass
class Problem:
    status: int
    title: str
    trace_id: str
    """What to quote to the operator."""

    type: str
    detail: Optional[str] = None
    errors: Optional[Dict[str, List[str]]] = None
    instance: Optional[str] = None

    @staticmethod
    def from_dict(obj: Any) -> 'Problem':
        assert isinstance(obj, dict)
        status = from_int(obj.get("status"))
        title = from_str(obj.get("title"))
        trace_id = from_str(obj.get("traceId"))
        type = from_str(obj.get("type"))
        detail = from_union([from_str, from_none], obj.get("detail"))
        errors = from_union([lambda x: from_dict(lambda x: from_list(from_str, x), x), from_none], obj.get("errors"))
        instance = from_union([from_str, from_none], obj.get("instance"))
        return Problem(status, title, trace_id, type, detail, errors, instance)

    def to_dict(self) -> dict:
        result: dict = {}
        result["status"] = from_int(self.status)
        result["title"] = from_str(self.title)
        result["traceId"] = from_str(self.trace_id)
        result["type"] = from_str(self.type)
        if self.detail is not None:
            result["detail"] = from_union([from_str, from_none], self.detail)
        if self.errors is not None:
            result["errors"] = from_union([lambda x: from_dict(lambda x: from_list(from_str, x), x), from_none], self.errors)
        if self.instance is not None:
            result["instance"] = from_union([from_str, from_none], self.instance)
        return result


@dataclass
class ReplayDifference:
    """A part of a decision that came out otherwise."""

    part: str
    """item, explored, similarity, propensity, or a part of the score."""

    position: int
    """From 1; 0 where it is not about a place."""

    recorded: Optional[str] = None
    """As it was decided; absent where the place was empty."""

    replayed: Optional[str] = None
    """As it came out now; absent where the place is empty."""

    @staticmethod
    def from_dict(obj: Any) -> 'ReplayDifference':
        assert isinstance(obj, dict)
        part = from_str(obj.get("part"))
        position = from_int(obj.get("position"))
        recorded = from_union([from_str, from_none], obj.get("recorded"))
        replayed = from_union([from_str, from_none], obj.get("replayed"))
        return ReplayDifference(part, position, recorded, replayed)

    def to_dict(self) -> dict:
        result: dict = {}
        result["part"] = from_str(self.part)
        result["position"] = from_int(self.position)
        if self.recorded is not None:
            result["recorded"] = from_union([from_str, from_none], self.recorded)
        if self.replayed is not None:
            result["replayed"] = from_union([from_str, from_none], self.replayed)
        return result


class ReplayOutcome(Enum):
    """How a decision comes out when it is made again."""

    DIFFERENT = "different"
    IDENTICAL = "identical"
    IMPOSSIBLE = "impossible"


@dataclass
class ReplayAnswer:
    """A decision made again, compared with what was decided."""

    decision_id: str
    differences: List[ReplayDifference]
    """What came out otherwise, from the top; at most a hundred."""

    lacks: List[ReplayLack]
    """What is not as it was at the decision; why an outcome is not identical."""

    outcome: ReplayOutcome

    @staticmethod
    def from_dict(obj: Any) -> 'ReplayAnswer':
        assert isinstance(obj, dict)
        decision_id = from_str(obj.get("decisionId"))
        differences = from_list(ReplayDifference.from_dict, obj.get("differences"))
        lacks = from_list(ReplayLack.from_dict, obj.get("lacks"))
        outcome = ReplayOutcome(obj.get("outcome"))
        return ReplayAnswer(decision_id, differences, lacks, outcome)

    def to_dict(self) -> dict:
        result: dict = {}
        result["decisionId"] = from_str(self.decision_id)
        result["differences"] = from_list(lambda x: to_class(ReplayDifference, x), self.differences)
        result["lacks"] = from_list(lambda x: to_class(ReplayLack, x), self.lacks)
        result["outcome"] = to_enum(ReplayOutcome, self.outcome)
        return result


@dataclass
class RollbackRequest:
    """Body of `POST /v1/policy:rollback`."""

    version: int
    """A version of `GET /v1/policy/snapshots`."""

    @staticmethod
    def from_dict(obj: Any) -> 'RollbackRequest':
        assert isinstance(obj, dict)
        version = from_int(obj.get("version"))
        return RollbackRequest(version)

    def to_dict(self) -> dict:
        result: dict = {}
        result["version"] = from_int(self.version)
        return result


@dataclass
class SnapshotList:
    """The policies that are kept, the latest first."""

    snapshots: List[KeptSnapshot]

    @staticmethod
    def from_dict(obj: Any) -> 'SnapshotList':
        assert isinstance(obj, dict)
        snapshots = from_list(KeptSnapshot.from_dict, obj.get("snapshots"))
        return SnapshotList(snapshots)

    def to_dict(self) -> dict:
        result: dict = {}
        result["snapshots"] = from_list(lambda x: to_class(KeptSnapshot, x), self.snapshots)
        return result


@dataclass
class UserMood:
    """How a person felt, over the decisions that are kept of them."""

    decisions: int
    """How many decisions it is taken from: the latest, 200 at most."""

    mean: Dict[str, float]
    """The mean of what was recognised, each by its confidence; sums to 1."""

    volatility: Optional[float] = None
    """How much it changes from one observation of a session to the next, 0 (not at all) to 1
    (one sure emotion to another): the mean total
    variation distance. Absent where no session has two.
    """

    @staticmethod
    def from_dict(obj: Any) -> 'UserMood':
        assert isinstance(obj, dict)
        decisions = from_int(obj.get("decisions"))
        mean = from_dict(from_float, obj.get("mean"))
        volatility = from_union([from_float, from_none], obj.get("volatility"))
        return UserMood(decisions, mean, volatility)

    def to_dict(self) -> dict:
        result: dict = {}
        result["decisions"] = from_int(self.decisions)
        result["mean"] = from_dict(to_float, self.mean)
        if self.volatility is not None:
            result["volatility"] = from_union([to_float, from_none], self.volatility)
        return result


@dataclass
class UserAnswer:
    """What is kept of a person: their taste, their mood, and how much led to it. Of somebody
    unknown: nothing.
    """
    disliked: List[str]
    """What they dislike: they are never shown it again."""

    id: str
    liked: List[str]
    """Of these, what they like."""

    seen: List[str]
    """Items that the person has acted on."""

    decisions: Optional[int] = None
    """How many decisions are kept."""

    last: Optional[str] = None
    """When they last did."""

    mood: Optional[UserMood] = None
    since: Optional[str] = None
    """When the person first did something with an item, as far as it is kept."""

    @staticmethod
    def from_dict(obj: Any) -> 'UserAnswer':
        assert isinstance(obj, dict)
        disliked = from_list(from_str, obj.get("disliked"))
        id = from_str(obj.get("id"))
        liked = from_list(from_str, obj.get("liked"))
        seen = from_list(from_str, obj.get("seen"))
        decisions = from_union([from_int, from_none], obj.get("decisions"))
        last = from_union([from_str, from_none], obj.get("last"))
        mood = from_union([UserMood.from_dict, from_none], obj.get("mood"))
        since = from_union([from_str, from_none], obj.get("since"))
        return UserAnswer(disliked, id, liked, seen, decisions, last, mood, since)

    def to_dict(self) -> dict:
        result: dict = {}
        result["disliked"] = from_list(from_str, self.disliked)
        result["id"] = from_str(self.id)
        result["liked"] = from_list(from_str, self.liked)
        result["seen"] = from_list(from_str, self.seen)
        if self.decisions is not None:
            result["decisions"] = from_union([from_int, from_none], self.decisions)
        if self.last is not None:
            result["last"] = from_union([from_str, from_none], self.last)
        if self.mood is not None:
            result["mood"] = from_union([lambda x: to_class(UserMood, x), from_none], self.mood)
        if self.since is not None:
            result["since"] = from_union([from_str, from_none], self.since)
        return result


@dataclass
class UserConsentAnswer:
    """What a person agreed to, for all their observations, until they withdraw it; neither,
    where nothing is stored.
    """
    audio: bool
    """Whether their voice may be heard."""

    image: bool
    """Whether their face may be read."""

    purpose: Optional[str] = None
    """What they agreed to, in the caller's words; absent where nothing is stored."""

    stored_at: Optional[str] = None
    """When it was stored, for who has to show it; absent where nothing is."""

    @staticmethod
    def from_dict(obj: Any) -> 'UserConsentAnswer':
        assert isinstance(obj, dict)
        audio = from_bool(obj.get("audio"))
        image = from_bool(obj.get("image"))
        purpose = from_union([from_str, from_none], obj.get("purpose"))
        stored_at = from_union([from_str, from_none], obj.get("storedAt"))
        return UserConsentAnswer(audio, image, purpose, stored_at)

    def to_dict(self) -> dict:
        result: dict = {}
        result["audio"] = from_bool(self.audio)
        result["image"] = from_bool(self.image)
        if self.purpose is not None:
            result["purpose"] = from_union([from_str, from_none], self.purpose)
        if self.stored_at is not None:
            result["storedAt"] = from_union([from_str, from_none], self.stored_at)
        return result


@dataclass
class UserConsentRequest:
    """What a person agreed to, for all their observations: body of `PUT /v1/users/{id}/consent`."""

    purpose: str
    """What they agreed to, in the caller's words. People at work or in education are not
    observed.
    """
    audio: Optional[bool] = None
    """Whether their voice may be heard."""

    image: Optional[bool] = None
    """Whether their face may be read."""

    @staticmethod
    def from_dict(obj: Any) -> 'UserConsentRequest':
        assert isinstance(obj, dict)
        purpose = from_str(obj.get("purpose"))
        audio = from_union([from_bool, from_none], obj.get("audio"))
        image = from_union([from_bool, from_none], obj.get("image"))
        return UserConsentRequest(purpose, audio, image)

    def to_dict(self) -> dict:
        result: dict = {}
        result["purpose"] = from_str(self.purpose)
        if self.audio is not None:
            result["audio"] = from_union([from_bool, from_none], self.audio)
        if self.image is not None:
            result["image"] = from_union([from_bool, from_none], self.image)
        return result
