/** Tables of the alerts in `research.db`. */
export const ALERT_TABLES = {
  name: 'alerts and price alerts',
  up: `
    CREATE TABLE alerts (
      alert_id TEXT PRIMARY KEY,
      code TEXT NOT NULL,
      severity TEXT NOT NULL,
      title TEXT NOT NULL,
      detail TEXT NOT NULL,
      subject TEXT,
      instrument_id TEXT,
      raised_at_ms INTEGER NOT NULL,
      count INTEGER NOT NULL,
      last_at_ms INTEGER NOT NULL,
      acknowledged_at_ms INTEGER,
      resolved_at_ms INTEGER
    ) STRICT;
    CREATE TABLE price_alerts (
      price_alert_id TEXT PRIMARY KEY,
      instrument_id TEXT NOT NULL,
      price TEXT NOT NULL,
      direction TEXT NOT NULL,
      note TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      since_open_time_ms INTEGER NOT NULL,
      since_extreme REAL
    ) STRICT;
  `,
} as const

export const ALERT_STATEMENTS = {
  putAlert: `INSERT INTO alerts (alert_id, code, severity, title, detail, subject, instrument_id, raised_at_ms, count,
      last_at_ms, acknowledged_at_ms, resolved_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET severity = excluded.severity, title = excluded.title, detail = excluded.detail,
      count = excluded.count, last_at_ms = excluded.last_at_ms, acknowledged_at_ms = excluded.acknowledged_at_ms,
      resolved_at_ms = excluded.resolved_at_ms`,
  dropAlert: 'DELETE FROM alerts WHERE alert_id = ?',
  clearAlerts: 'DELETE FROM alerts',
  putPriceAlert: `INSERT INTO price_alerts (price_alert_id, instrument_id, price, direction, note, created_at_ms,
      since_open_time_ms, since_extreme) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  dropPriceAlert: 'DELETE FROM price_alerts WHERE price_alert_id = ?',
  clearPriceAlerts: 'DELETE FROM price_alerts',
} as const

/** In the order in which they were raised. */
export const SELECT_ALERTS = `SELECT alert_id AS alertId, code, severity, title, detail, subject,
    instrument_id AS instrumentId, raised_at_ms AS raisedAtMs, count, last_at_ms AS lastAtMs,
    acknowledged_at_ms AS acknowledgedAtMs, resolved_at_ms AS resolvedAtMs
  FROM alerts ORDER BY rowid`

/** In the order in which they were made. */
export const SELECT_PRICE_ALERTS = `SELECT price_alert_id AS priceAlertId, instrument_id AS instrumentId, price, direction,
    note, created_at_ms AS createdAtMs, since_open_time_ms AS openTimeMs, since_extreme AS extreme
  FROM price_alerts ORDER BY rowid`
