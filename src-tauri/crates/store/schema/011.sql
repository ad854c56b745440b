-- The log by a state alone: rows that went well are nearly all of them and found at once, the others were looked for in all.
CREATE INDEX delivery_by_rare_state ON delivery (state) WHERE state <> 'accepted';
