-- The rule by which another policy takes over, as JSON, since when it holds, and the version of the policy with which it was set.
ALTER TABLE feedback_policy_control ADD COLUMN take_over TEXT;
ALTER TABLE feedback_policy_control ADD COLUMN take_over_version BIGINT;
ALTER TABLE feedback_policy_control ADD COLUMN take_over_since BIGINT;
