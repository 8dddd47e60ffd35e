-- As much as an issue writes goes with each beat: one row alone still fits where no license does.
ALTER TABLE heartbeat ADD COLUMN room BLOB;
