# Generated from the description of the API by generate.mjs: not to be edited.
# flake8: noqa
# isort: skip_file
# fmt: off
from typing import Any, Dict, Optional, Union

from .api import AttributesAnswer, AttributesRequest, CatalogItem, CatalogStatus, ContentKind, DecisionAnswer, ErasureReceipt, EvaluationRequest, ExperimentAnswer, ExperimentList, ExperimentRequest, ExplorationRequest, FeedbackReceipt, FeedbackRequest, ImportReport, ItemAnswer, ItemList, ItemPage, LearnedPolicy, Limits, ObservationAnswer, PendingObservationAnswer, PolicyEvaluation, ReplayAnswer, RollbackRequest, SnapshotList, UserAnswer, UserConsentAnswer, UserConsentRequest
from .transport import Transport, part


class Calls(Transport):
    """The calls of the API, each by its name in the description."""

    def get_limits(self) -> Limits:
        """The limits in force."""
        return self.one("GET", "/v1/limits", Limits.from_dict)

    def observe_many(self, rows: str, content_type: str = "application/x-ndjson") -> str:
        """Many observations, one a line."""
        return self.text("POST", "/v1/observations:batch", body=rows, content_type=content_type)

    def get_user(self, id: str) -> UserAnswer:
        """What is kept of a person: taste and mood."""
        return self.one("GET", f"/v1/users/{part(id)}", UserAnswer.from_dict)

    def erase_user(self, id: str) -> ErasureReceipt:
        """Erases a person everywhere, with a receipt."""
        return self.one("DELETE", f"/v1/users/{part(id)}", ErasureReceipt.from_dict)

    def evaluate_policy(self, body: EvaluationRequest, *, idempotency_key: Optional[str] = None) -> PolicyEvaluation:
        """What another policy would have earned at the first place, and whether it may be put in force."""
        return self.one("POST", "/v1/policy:evaluate", PolicyEvaluation.from_dict, body=body.to_dict(), headers={"Idempotency-Key": idempotency_key})

    def promote_policy(self, body: EvaluationRequest, *, force: Optional[bool] = None, idempotency_key: Optional[str] = None) -> PolicyEvaluation:
        """Puts a policy in force if it may be by what is known; a moment later rankers have it."""
        return self.one("POST", "/v1/policy:promote", PolicyEvaluation.from_dict, body=body.to_dict(), query={"force": force}, headers={"Idempotency-Key": idempotency_key})

    def send_feedback(self, body: FeedbackRequest, *, idempotency_key: Optional[str] = None) -> FeedbackReceipt:
        """What people did with recommended items; durable once answered."""
        return self.one("POST", "/v1/feedback", FeedbackReceipt.from_dict, body=body.to_dict(), headers={"Idempotency-Key": idempotency_key})

    def get_observation(self, id: str) -> Union[ObservationAnswer, PendingObservationAnswer]:
        """The answer to an observation that was asked for with `Prefer: respond-async`."""
        return self.one_of("GET", f"/v1/observations/{part(id)}", {200: ObservationAnswer.from_dict, 202: PendingObservationAnswer.from_dict})

    def put_item(self, id: str, body: CatalogItem, *, if_match: Optional[str] = None) -> ItemAnswer:
        """Adds an item to the catalog, or replaces it."""
        return self.one("PUT", f"/v1/items/{part(id)}", ItemAnswer.from_dict, body=body.to_dict(), headers={"If-Match": if_match})

    def patch_item(self, id: str, body: Dict[str, Any], *, if_match: Optional[str] = None) -> ItemAnswer:
        """Changes some members of an item."""
        return self.one("PATCH", f"/v1/items/{part(id)}", ItemAnswer.from_dict, body=body, content_type="application/merge-patch+json", headers={"If-Match": if_match})

    def get_item(self, id: str) -> ItemAnswer:
        """One item of the catalog."""
        return self.one("GET", f"/v1/items/{part(id)}", ItemAnswer.from_dict)

    def delete_item(self, id: str) -> None:
        """Removes an item; it is recommended no more."""
        return self.nothing("DELETE", f"/v1/items/{part(id)}")

    def list_items(self, *, cursor: Optional[str] = None, limit: Optional[int] = None, kind: Optional[ContentKind] = None) -> ItemPage:
        """The catalog, page by page."""
        return self.one("GET", "/v1/items", ItemPage.from_dict, query={"cursor": cursor, "limit": limit, "kind": kind})

    def get_catalog_status(self) -> CatalogStatus:
        """How far the index is behind the catalog."""
        return self.one("GET", "/v1/items:status", CatalogStatus.from_dict)

    def get_attributes(self) -> AttributesAnswer:
        """What is declared of the items' attributes."""
        return self.one("GET", "/v1/items:attributes", AttributesAnswer.from_dict)

    def put_attributes(self, body: AttributesRequest) -> AttributesAnswer:
        """Declares the types of the items' attributes, in place of what was declared."""
        return self.one("PUT", "/v1/items:attributes", AttributesAnswer.from_dict, body=body.to_dict())

    def import_items(self, rows: str, content_type: str = "application/x-ndjson", *, wait: Optional[bool] = None, idempotency_key: Optional[str] = None) -> ImportReport:
        """Adds or replaces many items: NDJSON or CSV. Good rows are kept, every bad row comes back with its line and reason."""
        return self.one("POST", "/v1/items:import", ImportReport.from_dict, body=rows, content_type=content_type, query={"wait": wait}, headers={"Idempotency-Key": idempotency_key})

    def export_items(self, *, format: Optional[str] = None) -> str:
        """The whole catalog as NDJSON or CSV."""
        return self.text("GET", "/v1/items:export", query={"format": format})

    def list_latest_items(self, *, k: Optional[int] = None, kind: Optional[ContentKind] = None, user_id: Optional[str] = None, exclude_seen: Optional[bool] = None) -> ItemList:
        """The items that entered the catalog last."""
        return self.one("GET", "/v1/items:latest", ItemList.from_dict, query={"k": k, "kind": kind, "userId": user_id, "excludeSeen": exclude_seen})

    def list_popular_items(self, *, k: Optional[int] = None, mood: Optional[str] = None, emotion: Optional[str] = None, kind: Optional[ContentKind] = None, user_id: Optional[str] = None, exclude_seen: Optional[bool] = None) -> ItemList:
        """The items that people like and that fit a mood."""
        return self.one("GET", "/v1/items:popular", ItemList.from_dict, query={"k": k, "mood": mood, "emotion": emotion, "kind": kind, "userId": user_id, "excludeSeen": exclude_seen})

    def list_similar_items(self, id: str, *, k: Optional[int] = None, kind: Optional[ContentKind] = None, user_id: Optional[str] = None, exclude_seen: Optional[bool] = None) -> ItemList:
        """The items most like one."""
        return self.one("GET", f"/v1/items/{part(id)}/similar", ItemList.from_dict, query={"k": k, "kind": kind, "userId": user_id, "excludeSeen": exclude_seen})

    def get_decision(self, id: str, *, why_not: Optional[str] = None) -> DecisionAnswer:
        """The record of a recommendation; with `whyNot`, why an item is not in it."""
        return self.one("GET", f"/v1/decisions/{part(id)}", DecisionAnswer.from_dict, query={"whyNot": why_not})

    def replay_decision(self, id: str, *, idempotency_key: Optional[str] = None) -> ReplayAnswer:
        """Makes a recommendation again and compares it with what was decided, bit for bit."""
        return self.one("POST", f"/v1/decisions/{part(id)}:replay", ReplayAnswer.from_dict, headers={"Idempotency-Key": idempotency_key})

    def store_consent(self, id: str, body: UserConsentRequest) -> UserConsentAnswer:
        """What a person agreed to, once for all their observations."""
        return self.one("PUT", f"/v1/users/{part(id)}/consent", UserConsentAnswer.from_dict, body=body.to_dict())

    def get_consent(self, id: str) -> UserConsentAnswer:
        """What a person agreed to; to neither, where nothing is stored."""
        return self.one("GET", f"/v1/users/{part(id)}/consent", UserConsentAnswer.from_dict)

    def withdraw_consent(self, id: str) -> None:
        """Withdraws what a person agreed to, from the next observation on."""
        return self.nothing("DELETE", f"/v1/users/{part(id)}/consent")

    def get_policy(self) -> LearnedPolicy:
        """The policy in force, with its weights by name."""
        return self.one("GET", "/v1/policy", LearnedPolicy.from_dict)

    def set_exploration(self, body: ExplorationRequest, *, force: Optional[bool] = None) -> LearnedPolicy:
        """Changes which policy explores and how much, live; what was learned stays."""
        return self.one("PUT", "/v1/policy/exploration", LearnedPolicy.from_dict, body=body.to_dict(), query={"force": force})

    def list_policy_snapshots(self) -> SnapshotList:
        """The policies that are kept, the latest first."""
        return self.one("GET", "/v1/policy/snapshots", SnapshotList.from_dict)

    def keep_policy_snapshot(self, *, idempotency_key: Optional[str] = None) -> SnapshotList:
        """Keeps the latest policy."""
        return self.one("POST", "/v1/policy/snapshots", SnapshotList.from_dict, headers={"Idempotency-Key": idempotency_key})

    def freeze_policy(self, *, idempotency_key: Optional[str] = None) -> LearnedPolicy:
        """Holds the latest policy in force; learning goes on, and comes into force with `:unfreeze`."""
        return self.one("POST", "/v1/policy:freeze", LearnedPolicy.from_dict, headers={"Idempotency-Key": idempotency_key})

    def unfreeze_policy(self, *, idempotency_key: Optional[str] = None) -> LearnedPolicy:
        """Puts the latest policy in force again."""
        return self.one("POST", "/v1/policy:unfreeze", LearnedPolicy.from_dict, headers={"Idempotency-Key": idempotency_key})

    def roll_back_policy(self, body: RollbackRequest, *, idempotency_key: Optional[str] = None) -> LearnedPolicy:
        """Holds a snapshot in force, as `:freeze` holds the latest policy."""
        return self.one("POST", "/v1/policy:rollback", LearnedPolicy.from_dict, body=body.to_dict(), headers={"Idempotency-Key": idempotency_key})

    def list_experiments(self) -> ExperimentList:
        """The experiments, the latest first, without their results."""
        return self.one("GET", "/v1/experiments", ExperimentList.from_dict)

    def start_experiment(self, name: str, body: ExperimentRequest) -> ExperimentAnswer:
        """Starts an experiment: each person is in one of its arms from then on, and stays there."""
        return self.one("PUT", f"/v1/experiments/{part(name)}", ExperimentAnswer.from_dict, body=body.to_dict())

    def get_experiment(self, name: str) -> ExperimentAnswer:
        """An experiment with what came of each arm."""
        return self.one("GET", f"/v1/experiments/{part(name)}", ExperimentAnswer.from_dict)

    def stop_experiment(self, name: str, *, idempotency_key: Optional[str] = None) -> ExperimentAnswer:
        """Ends an experiment: everybody is recommended to alike again."""
        return self.one("POST", f"/v1/experiments/{part(name)}:stop", ExperimentAnswer.from_dict, headers={"Idempotency-Key": idempotency_key})
