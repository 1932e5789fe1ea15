/** Tables of the metrics in `research.db`. A metric's name stands once; every minute of it is one short row. */
export const METRIC_TABLES = {
  name: 'metrics by the minute',
  up: `
    CREATE TABLE metric_names (
      metric_number INTEGER PRIMARY KEY,
      metric_id TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE metric_minutes (
      metric_number INTEGER NOT NULL REFERENCES metric_names (metric_number),
      minute_ms INTEGER NOT NULL,
      samples INTEGER NOT NULL,
      mean REAL NOT NULL,
      max REAL NOT NULL,
      PRIMARY KEY (metric_number, minute_ms)
    ) STRICT, WITHOUT ROWID;
  `,
} as const

export const METRIC_STATEMENTS = {
  nameMetric: 'INSERT OR IGNORE INTO metric_names (metric_id) VALUES (?)',
  /** A minute that a restart cut in two becomes one row again. */
  addMetricMinute: `INSERT INTO metric_minutes (metric_number, minute_ms, samples, mean, max)
    SELECT metric_number, ?, ?, ?, ? FROM metric_names WHERE metric_id = ?
    ON CONFLICT DO UPDATE SET
      mean = (mean * samples + excluded.mean * excluded.samples) / (samples + excluded.samples),
      max = max(max, excluded.max),
      samples = samples + excluded.samples`,
  /** At most so many rows at once, of all metrics; each is found by the beginning of its key. */
  pruneMetricMinutes: `DELETE FROM metric_minutes WHERE (metric_number, minute_ms) IN (
    SELECT old.metric_number, old.minute_ms FROM metric_names
    CROSS JOIN metric_minutes AS old ON old.metric_number = metric_names.metric_number
    WHERE old.minute_ms < ? LIMIT ?)`,
} as const

/** Minutes of a metric from a time on, joined to stretches of one length. */
export const SELECT_METRIC_STRETCHES = `SELECT minute_ms - minute_ms % @stepMs AS start_ms,
    sum(samples), sum(mean * samples) / sum(samples), max(max)
  FROM metric_minutes
  WHERE metric_number = (SELECT metric_number FROM metric_names WHERE metric_id = @metricId) AND minute_ms >= @fromMs
  GROUP BY start_ms ORDER BY start_ms`
