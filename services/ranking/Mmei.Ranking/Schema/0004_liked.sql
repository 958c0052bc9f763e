-- A dislike holds until the person says that they like the item after all.
ALTER TABLE ranking_rewards ADD COLUMN liked BIGINT NOT NULL DEFAULT 0;
