-- The valence of the session's smoothed emotion at the decision; null without a session.
ALTER TABLE feedback_decisions ADD COLUMN session_valence DOUBLE PRECISION;
