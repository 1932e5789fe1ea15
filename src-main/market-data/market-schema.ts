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
]

export const MARKET_STATEMENTS = {
  insertInstrument: 'INSERT INTO instruments (instrument_id, name) VALUES (?, ?)',
  insertCandle: `INSERT INTO candles
    (instrument_id, timeframe, open_time_ms, open, high, low, close, volume, gap) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  clearInstrument: 'DELETE FROM candles WHERE instrument_id = ?',
} as const

export const SELECT_INSTRUMENTS = 'SELECT instrument_id, name FROM instruments'

/** Newest first, before a time. */
export const SELECT_CANDLES = `SELECT open_time_ms, open, high, low, close, volume, gap FROM candles
  WHERE instrument_id = ? AND timeframe = ? AND open_time_ms < ? ORDER BY open_time_ms DESC LIMIT ?`

/** Of all instruments; each is looked up by the key's end. */
export const SELECT_NEWEST_OPEN_TIME = `SELECT max(newest) FROM (
  SELECT (SELECT max(open_time_ms) FROM candles WHERE candles.instrument_id = instruments.instrument_id AND timeframe = ?)
    AS newest FROM instruments)`

/** The `timeframe` column: length in minutes. Never renumber, files hold it. */
export const TIMEFRAME_COLUMN: Readonly<Record<Timeframe, number>> = {
  '1m': 1,
  '5m': 5,
  '15m': 15,
  '1h': 60,
  '4h': 240,
  '1d': 1440,
}
