const HOUR_MS = 3_600_000

/**
 * Takes `account_id`. Notes which samples stand for their hour: the lowest, the highest, both ends of its deepest fall and the
 * last, and the very first of all. Goes on with the hour that was noted last.
 */
export const ROLL_UP_EQUITY = `
  INSERT OR IGNORE INTO equity_kept (account_id, time_ms)
  WITH
    account AS (SELECT ? AS id),
    fresh AS (
      SELECT account_id, time_ms, equity, time_ms / ${HOUR_MS} AS hour,
        max(equity) OVER (PARTITION BY time_ms / ${HOUR_MS} ORDER BY time_ms) AS peak
      FROM account JOIN equity_samples ON account_id = id
      WHERE time_ms >= ${HOUR_MS} * coalesce(
        (SELECT max(time_ms) / ${HOUR_MS} FROM equity_kept WHERE account_id = id), 0)
    ),
    -- A bare column beside min() or max() comes from the row that has it.
    falls AS (
      SELECT account_id, hour, time_ms, peak, min(equity / peak) FROM fresh WHERE peak > 0 GROUP BY hour
    )
  SELECT account_id, time_ms FROM (SELECT account_id, time_ms, min(equity) FROM fresh GROUP BY hour)
  UNION SELECT account_id, time_ms FROM (SELECT account_id, time_ms, max(equity) FROM fresh GROUP BY hour)
  UNION SELECT account_id, max(time_ms) FROM fresh GROUP BY hour
  UNION SELECT account_id, time_ms FROM falls
  UNION SELECT falls.account_id, min(fresh.time_ms) FROM falls
    JOIN fresh ON fresh.hour = falls.hour AND fresh.time_ms <= falls.time_ms AND fresh.equity = falls.peak
    GROUP BY falls.hour
  UNION SELECT id, min(time_ms) FROM account JOIN equity_samples ON account_id = id HAVING min(time_ms) IS NOT NULL`
