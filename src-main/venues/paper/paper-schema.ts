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
  {
    version: 2,
    name: 'fills by instrument and time, adjustments, marks, best prices',
    up: `
      ALTER TABLE account ADD COLUMN next_adjustment INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE orders ADD COLUMN best_price TEXT;
      ALTER TABLE fills ADD COLUMN instrument_id TEXT NOT NULL DEFAULT '';
      ALTER TABLE fills ADD COLUMN side TEXT NOT NULL DEFAULT '';
      UPDATE fills SET (instrument_id, side) = (
        SELECT json_extract(request, '$.instrumentId'), json_extract(request, '$.side') FROM orders
        WHERE orders.account_id = fills.account_id AND orders.order_id = fills.order_id
      );
      CREATE INDEX fills_of_instrument ON fills (account_id, instrument_id, time_ms);
      CREATE TABLE market (
        account_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        last_price REAL,
        mark_price REAL,
        funded_ms INTEGER,
        PRIMARY KEY (account_id, instrument_id)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO market (account_id, instrument_id, kind, last_price)
        SELECT account_id, instrument_id, 'linearPerpetual', last_price FROM prices;
      DROP TABLE prices;
      CREATE TABLE adjustments (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL,
        adjustment_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        instrument_id TEXT,
        quantity TEXT NOT NULL,
        price TEXT NOT NULL,
        cash TEXT NOT NULL,
        reason TEXT NOT NULL,
        time_ms INTEGER NOT NULL,
        UNIQUE (account_id, adjustment_id)
      ) STRICT;
      CREATE INDEX adjustments_by_time ON adjustments (account_id, time_ms);
    `,
  },
]

export const PAPER_STATEMENTS = {
  saveAccount: `INSERT OR REPLACE INTO account
    (account_id, currency, cash, series, next_order, next_trade, next_adjustment) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  savePosition:
    'INSERT OR REPLACE INTO positions (account_id, instrument_id, quantity, entry_price) VALUES (?, ?, ?, ?)',
  dropPosition: 'DELETE FROM positions WHERE account_id = ? AND instrument_id = ?',
  saveMarket: `INSERT OR REPLACE INTO market (account_id, instrument_id, kind, last_price, mark_price, funded_ms)
    VALUES (?, ?, ?, ?, ?, ?)`,
  saveOrder: `INSERT OR REPLACE INTO orders
    (account_id, order_id, venue_order_id, sequence, request, state, reason, phase, best_price, created_at_ms, updated_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addFill: `INSERT INTO fills
    (account_id, trade_id, trade_number, order_id, quantity, price, fee, fee_currency, liquidity, time_ms, instrument_id,
    side) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addAdjustment: `INSERT INTO adjustments
    (account_id, adjustment_id, kind, instrument_id, quantity, price, cash, reason, time_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  addFact: 'INSERT INTO facts (account_id, time_ms, kind, order_id, payload) VALUES (?, ?, ?, ?, ?)',
} as const

const ORDER_COLUMNS =
  'order_id, venue_order_id, sequence, request, state, reason, phase, best_price, created_at_ms, updated_at_ms'
const FILL_COLUMNS = 'trade_id, order_id, quantity, price, fee, fee_currency, liquidity, time_ms, instrument_id, side'

/** Every first parameter is the account. */
export const PAPER_QUERIES = {
  account: 'SELECT cash, series, next_order, next_trade, next_adjustment FROM account WHERE account_id = ?',
  positions: 'SELECT instrument_id, quantity, entry_price FROM positions WHERE account_id = ?',
  market: 'SELECT instrument_id, kind, last_price, mark_price, funded_ms FROM market WHERE account_id = ?',
  order: `SELECT ${ORDER_COLUMNS} FROM orders WHERE account_id = ? AND order_id = ?`,
  openOrders: `SELECT ${ORDER_COLUMNS} FROM orders
    WHERE account_id = ? AND state IN ('working', 'partiallyFilled') ORDER BY sequence`,
  fillsOfOrder: `SELECT ${FILL_COLUMNS} FROM fills WHERE account_id = ? AND order_id = ? ORDER BY trade_number`,
  fillsSince: `SELECT ${FILL_COLUMNS} FROM fills
    WHERE account_id = ? AND instrument_id = ? AND time_ms >= ? ORDER BY trade_number`,
  adjustmentsSince: `SELECT adjustment_id, kind, instrument_id, quantity, price, cash, reason, time_ms FROM adjustments
    WHERE account_id = ? AND time_ms >= ? ORDER BY sequence`,
} as const
