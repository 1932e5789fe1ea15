import type { Migration } from '../../storage/index.ts'

/** Schema of `paper.db`. Decimals are text; times are ms UTC on the session clock. */
export const PAPER_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'books of the paper venue',
    up: `
      CREATE TABLE account (
        account_id TEXT PRIMARY KEY,
        currency TEXT NOT NULL,
        cash TEXT NOT NULL,
        series TEXT NOT NULL,
        next_order INTEGER NOT NULL,
        next_trade INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE positions (
        account_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        quantity TEXT NOT NULL,
        entry_price TEXT NOT NULL,
        PRIMARY KEY (account_id, instrument_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE prices (
        account_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        last_price REAL NOT NULL,
        PRIMARY KEY (account_id, instrument_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE orders (
        account_id TEXT NOT NULL,
        order_id TEXT NOT NULL,
        venue_order_id TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        request TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT,
        phase TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        PRIMARY KEY (account_id, order_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX open_orders ON orders (account_id, sequence) WHERE state IN ('working', 'partiallyFilled');
      CREATE TABLE fills (
        account_id TEXT NOT NULL,
        trade_id TEXT NOT NULL,
        trade_number INTEGER NOT NULL,
        order_id TEXT NOT NULL,
        quantity TEXT NOT NULL,
        price TEXT NOT NULL,
        fee TEXT NOT NULL,
        fee_currency TEXT NOT NULL,
        liquidity TEXT NOT NULL,
        time_ms INTEGER NOT NULL,
        PRIMARY KEY (account_id, trade_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX fills_of_order ON fills (account_id, order_id, trade_number);
      CREATE TABLE facts (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL,
        time_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        order_id TEXT NOT NULL,
        payload TEXT NOT NULL
      ) STRICT;
    `,
  },
]

export const PAPER_STATEMENTS = {
  saveAccount: `INSERT OR REPLACE INTO account (account_id, currency, cash, series, next_order, next_trade)
    VALUES (?, ?, ?, ?, ?, ?)`,
  savePosition:
    'INSERT OR REPLACE INTO positions (account_id, instrument_id, quantity, entry_price) VALUES (?, ?, ?, ?)',
  dropPosition: 'DELETE FROM positions WHERE account_id = ? AND instrument_id = ?',
  savePrice: 'INSERT OR REPLACE INTO prices (account_id, instrument_id, last_price) VALUES (?, ?, ?)',
  saveOrder: `INSERT OR REPLACE INTO orders
    (account_id, order_id, venue_order_id, sequence, request, state, reason, phase, created_at_ms, updated_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addFill: `INSERT INTO fills
    (account_id, trade_id, trade_number, order_id, quantity, price, fee, fee_currency, liquidity, time_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addFact: 'INSERT INTO facts (account_id, time_ms, kind, order_id, payload) VALUES (?, ?, ?, ?, ?)',
} as const
