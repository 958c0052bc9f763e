-- What people agreed to, face and voice each. Withdrawn, there is no row: nothing is kept of who once agreed.
CREATE TABLE feedback_consents (
    tenant_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    image BIGINT NOT NULL,
    audio BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    stored_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
