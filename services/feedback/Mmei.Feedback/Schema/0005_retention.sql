-- What is old is found by its time, tenant by tenant.
CREATE INDEX feedback_decisions_made ON feedback_decisions (tenant_id, made_at);

-- 1: no decision here shows the item of the signal, as far as is known.
ALTER TABLE feedback_signals ADD COLUMN orphan BIGINT NOT NULL DEFAULT 0;
CREATE INDEX feedback_signals_orphan ON feedback_signals (tenant_id, at) WHERE orphan = 1;

-- The sums of the rewards whose items are deleted: with those of the items that are here, what the posterior is made of.
ALTER TABLE feedback_policies ADD COLUMN archive {binary};
