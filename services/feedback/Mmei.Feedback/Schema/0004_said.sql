-- What was last told of a person by their signals on the item, whenever they came; null until there is something. Opinion: 0 none, 1 dislike, 2 like.
ALTER TABLE feedback_items ADD COLUMN said_reward DOUBLE PRECISION;
ALTER TABLE feedback_items ADD COLUMN said_opinion BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feedback_items ADD COLUMN said_at BIGINT;
