import type { Timeframe } from '../domain/index.ts'
import type { Migration } from '../storage/index.ts'

/** Steps of the schema of `market.db`; a released step is never changed. */
export const MARKET_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'candles',
    up: `
      CREATE TABLE instruments (
        instrument_id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE TABLE candles (
        instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
        timeframe INTEGER NOT NULL,
        open_time_ms INTEGER NOT NULL,
        open REAL NOT NULL,
        high REAL NOT NULL,
        low REAL NOT NULL,
        close REAL NOT NULL,
        volume REAL NOT NULL,
        gap INTEGER NOT NULL,
        PRIMARY KEY (instrument_id, timeframe, open_time_ms)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 2,
    name: 'ICT records',
    up: `
      CREATE TABLE ict_records (
        instrument_id INTEGER NOT NULL REFERENCES instruments (instrument_id),
        record_id TEXT NOT NULL,
        timeframe INTEGER NOT NULL,
        kind TEXT NOT NULL,
        direction INTEGER NOT NULL,
        top REAL,
        bottom REAL,
        level REAL,
        formed_at_ms INTEGER NOT NULL,
        confirmed_at_ms INTEGER NOT NULL,
        mitigated_at_ms INTEGER,
        filled_at_ms INTEGER,
        invalidated_at_ms INTEGER,
        label TEXT,
        source_id TEXT,
        PRIMARY KEY (instrument_id, record_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX ict_records_by_time ON ict_records (instrument_id, timeframe, confirmed_at_ms, record_id);
    `,
  },
]

export const MARKET_STATEMENTS = {
  insertInstrument: 'INSERT INTO instruments (instrument_id, name) VALUES (?, ?)',
  insertCandle: `INSERT INTO candles
    (instrument_id, timeframe, open_time_ms, open, high, low, close, volume, gap) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  clearInstrument: 'DELETE FROM candles WHERE instrument_id = ?',
  /** What was published stays as it is; only later times that were not known are filled in. */
  upsertIctRecord: `INSERT INTO ict_records
    (instrument_id, record_id, timeframe, kind, direction, top, bottom, level, formed_at_ms, confirmed_at_ms,
      mitigated_at_ms, filled_at_ms, invalidated_at_ms, label, source_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
      mitigated_at_ms = coalesce(mitigated_at_ms, excluded.mitigated_at_ms),
      filled_at_ms = coalesce(filled_at_ms, excluded.filled_at_ms),
      invalidated_at_ms = coalesce(invalidated_at_ms, excluded.invalidated_at_ms)`,
  clearIctRecords: 'DELETE FROM ict_records WHERE instrument_id = ?',
} as const

export const SELECT_INSTRUMENTS = 'SELECT instrument_id, name FROM instruments'

/** Newest first, before a time. */
export const SELECT_CANDLES = `SELECT open_time_ms, open, high, low, close, volume, gap FROM candles
  WHERE instrument_id = ? AND timeframe = ? AND open_time_ms < ? ORDER BY open_time_ms DESC LIMIT ?`

/**
 * Newest first, before a time: so many, and what else was confirmed at the same bar as the last of them. The kinds are a JSON
 * array, or null for all.
 */
export const SELECT_ICT_RECORDS = `WITH wanted AS NOT MATERIALIZED (
    SELECT * FROM ict_records WHERE instrument_id = $instrument AND timeframe = $timeframe AND confirmed_at_ms < $beforeMs
      AND ($kinds IS NULL OR kind IN (SELECT value FROM json_each($kinds))))
  SELECT record_id, kind, direction, top, bottom, level, formed_at_ms, confirmed_at_ms,
    mitigated_at_ms, filled_at_ms, invalidated_at_ms, label, source_id FROM wanted
  WHERE confirmed_at_ms >= coalesce(
    (SELECT confirmed_at_ms FROM wanted ORDER BY confirmed_at_ms DESC, record_id DESC LIMIT 1 OFFSET $limit - 1), 0)
  ORDER BY confirmed_at_ms DESC, record_id DESC`

/** The newest of all times of the records of a series. */
export const SELECT_NEWEST_ICT_TIME = `SELECT max(max(confirmed_at_ms, coalesce(mitigated_at_ms, 0),
    coalesce(filled_at_ms, 0), coalesce(invalidated_at_ms, 0)))
  FROM ict_records WHERE instrument_id = ? AND timeframe = ?`

/** Of all instruments; each is looked up by the key's end. */
export const SELECT_NEWEST_OPEN_TIMES = `SELECT name,
  (SELECT max(open_time_ms) FROM candles WHERE candles.instrument_id = instruments.instrument_id AND timeframe = ?)
  FROM instruments`

/** The `timeframe` column: length in minutes. Never renumber, files hold it. */
export const TIMEFRAME_COLUMN: Readonly<Record<Timeframe, number>> = {
  '1m': 1,
  '5m': 5,
  '15m': 15,
  '1h': 60,
  '4h': 240,
  '1d': 1440,
}
