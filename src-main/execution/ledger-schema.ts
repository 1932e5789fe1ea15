import type { Migration } from '../storage/index.ts'
import { ROLL_UP_EQUITY } from './equity-roll-up.ts'

/** Of an order that has not ended. The index of open orders has the same comparisons: SQLite uses it for no others. */
export const IS_OPEN =
  "state <> 'filled' AND state <> 'cancelled' AND state <> 'rejected' AND state <> 'expired' AND state <> 'unsent'"

/**
 * `ledger.db`. `facts` is the truth: rows are added and never changed. The other tables are projected from each fact
 * in its own transaction. Money, prices and quantities are decimal text, times are integer milliseconds UTC.
 */
export const LEDGER_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'facts and what is projected from them',
    up: `
      CREATE TABLE facts (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        time_ms INTEGER NOT NULL,
        account_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        order_id TEXT,
        payload TEXT NOT NULL CHECK (json_valid(payload))
      ) STRICT;
      CREATE INDEX facts_by_kind ON facts (account_id, kind);
      CREATE INDEX facts_by_order ON facts (order_id) WHERE order_id IS NOT NULL;
      CREATE TRIGGER facts_are_not_changed BEFORE UPDATE ON facts
        BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
      CREATE TRIGGER facts_are_not_deleted BEFORE DELETE ON facts
        BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

      CREATE TABLE orders (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL,
        order_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        source TEXT NOT NULL,
        role TEXT NOT NULL,
        parent_order_id TEXT,
        idempotency_key TEXT NOT NULL,
        side TEXT NOT NULL,
        type TEXT NOT NULL,
        quantity TEXT NOT NULL,
        limit_price TEXT,
        trigger_price TEXT,
        time_in_force TEXT NOT NULL,
        reduce_only INTEGER NOT NULL,
        stop_loss_price TEXT,
        take_profit_price TEXT,
        reason TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        state TEXT NOT NULL,
        state_reason TEXT,
        venue_order_id TEXT,
        filled_quantity TEXT NOT NULL,
        filled_notional TEXT NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        UNIQUE (account_id, order_id)
      ) STRICT;
      CREATE INDEX orders_open ON orders (account_id, state)
        WHERE state IN ('pending', 'submitted', 'working', 'partiallyFilled', 'cancelling');
      CREATE INDEX orders_by_parent ON orders (account_id, parent_order_id) WHERE parent_order_id IS NOT NULL;

      CREATE TABLE fills (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL,
        trade_id TEXT NOT NULL,
        order_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        side TEXT NOT NULL,
        quantity TEXT NOT NULL,
        price TEXT NOT NULL,
        fee TEXT NOT NULL,
        fee_currency TEXT NOT NULL,
        liquidity TEXT NOT NULL,
        realised_pnl TEXT NOT NULL,
        time_ms INTEGER NOT NULL,
        UNIQUE (account_id, trade_id)
      ) STRICT;
      CREATE INDEX fills_by_order ON fills (account_id, order_id);

      CREATE TABLE entries (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        quantity TEXT NOT NULL,
        price TEXT NOT NULL,
        realised_pnl TEXT NOT NULL,
        fee TEXT NOT NULL,
        order_id TEXT,
        time_ms INTEGER NOT NULL,
        UNIQUE (account_id, entry_id)
      ) STRICT;
      CREATE INDEX entries_by_position ON entries (account_id, instrument_id, owner, seq);

      CREATE TABLE positions (
        account_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        quantity TEXT NOT NULL,
        entry_price TEXT NOT NULL,
        realised_pnl TEXT NOT NULL,
        fees TEXT NOT NULL,
        opened_at_ms INTEGER NOT NULL,
        PRIMARY KEY (account_id, instrument_id, owner)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE postings (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        transaction_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        account TEXT NOT NULL,
        currency TEXT NOT NULL,
        amount TEXT NOT NULL,
        time_ms INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE balances (
        account_id TEXT NOT NULL,
        account TEXT NOT NULL,
        currency TEXT NOT NULL,
        amount TEXT NOT NULL,
        PRIMARY KEY (account_id, account, currency)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE equity_samples (
        account_id TEXT NOT NULL,
        time_ms INTEGER NOT NULL,
        equity REAL NOT NULL,
        cash REAL NOT NULL,
        PRIMARY KEY (account_id, time_ms)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 2,
    name: 'exits of open positions that were decided after their entries were made',
    up: `
      CREATE TABLE position_exits (
        account_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        role TEXT NOT NULL,
        price TEXT,
        moved_by TEXT NOT NULL,
        before_order_number INTEGER NOT NULL,
        PRIMARY KEY (account_id, instrument_id, owner, role)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 3,
    name: 'orders of more kinds, amendments, and commands whose outcome is not known',
    up: `
      ALTER TABLE orders ADD COLUMN trailing TEXT CHECK (trailing IS NULL OR json_valid(trailing));
      ALTER TABLE orders ADD COLUMN expire_at_ms INTEGER;
      ALTER TABLE orders ADD COLUMN post_only INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE orders ADD COLUMN handling TEXT NOT NULL DEFAULT 'venue';
      ALTER TABLE orders ADD COLUMN oco_group TEXT;
      ALTER TABLE orders ADD COLUMN exit_plan TEXT CHECK (exit_plan IS NULL OR json_valid(exit_plan));
      ALTER TABLE orders ADD COLUMN amendment TEXT CHECK (amendment IS NULL OR json_valid(amendment));
      ALTER TABLE orders ADD COLUMN state_command TEXT;
      ALTER TABLE orders ADD COLUMN state_since_ms INTEGER;
      DROP INDEX orders_open;
      CREATE INDEX orders_open ON orders (account_id, state)
        WHERE state IN ('pending', 'submitted', 'working', 'partiallyFilled', 'cancelling', 'unknown');
      CREATE INDEX orders_by_group ON orders (account_id, oco_group) WHERE oco_group IS NOT NULL;
    `,
  },
  {
    version: 4,
    name: 'samples of equity that stand for their hour',
    up: `
      CREATE TABLE equity_kept (
        account_id TEXT NOT NULL,
        time_ms INTEGER NOT NULL,
        PRIMARY KEY (account_id, time_ms)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 5,
    name: 'orders that name the long or the short position',
    up: `
      ALTER TABLE orders ADD COLUMN position_effect TEXT;
    `,
  },
  {
    version: 6,
    name: 'open orders found by comparisons, which cost a write less than a list of states',
    up: `
      DROP INDEX orders_open;
      CREATE INDEX orders_open ON orders (account_id, state) WHERE
        state <> 'filled' AND state <> 'cancelled' AND state <> 'rejected' AND state <> 'expired' AND state <> 'unsent';
    `,
  },
  {
    version: 7,
    name: 'row numbers without a table of their own, which cost each write a page of it',
    up: `
      DROP TRIGGER facts_are_not_changed;
      DROP TRIGGER facts_are_not_deleted;
      ALTER TABLE facts RENAME TO numbered_facts;
      CREATE TABLE facts (
        seq INTEGER PRIMARY KEY,
        time_ms INTEGER NOT NULL,
        account_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        order_id TEXT,
        payload TEXT NOT NULL
      ) STRICT;
      INSERT INTO facts SELECT * FROM numbered_facts;
      DROP TABLE numbered_facts;
      CREATE INDEX facts_by_kind ON facts (account_id, kind);
      CREATE INDEX facts_by_order ON facts (order_id) WHERE order_id IS NOT NULL;
      CREATE TRIGGER facts_are_not_changed BEFORE UPDATE ON facts
        BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
      CREATE TRIGGER facts_are_not_deleted BEFORE DELETE ON facts
        BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

      ALTER TABLE orders RENAME TO numbered_orders;
      CREATE TABLE orders (
        seq INTEGER PRIMARY KEY,
        account_id TEXT NOT NULL,
        order_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        source TEXT NOT NULL,
        role TEXT NOT NULL,
        parent_order_id TEXT,
        idempotency_key TEXT NOT NULL,
        side TEXT NOT NULL,
        type TEXT NOT NULL,
        quantity TEXT NOT NULL,
        limit_price TEXT,
        trigger_price TEXT,
        time_in_force TEXT NOT NULL,
        reduce_only INTEGER NOT NULL,
        stop_loss_price TEXT,
        take_profit_price TEXT,
        reason TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL,
        state TEXT NOT NULL,
        state_reason TEXT,
        venue_order_id TEXT,
        filled_quantity TEXT NOT NULL,
        filled_notional TEXT NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        trailing TEXT CHECK (trailing IS NULL OR json_valid(trailing)),
        expire_at_ms INTEGER,
        post_only INTEGER NOT NULL DEFAULT 0,
        handling TEXT NOT NULL DEFAULT 'venue',
        oco_group TEXT,
        exit_plan TEXT CHECK (exit_plan IS NULL OR json_valid(exit_plan)),
        amendment TEXT CHECK (amendment IS NULL OR json_valid(amendment)),
        state_command TEXT,
        state_since_ms INTEGER,
        position_effect TEXT,
        UNIQUE (account_id, order_id)
      ) STRICT;
      INSERT INTO orders SELECT * FROM numbered_orders;
      DROP TABLE numbered_orders;
      CREATE INDEX orders_open ON orders (account_id, state) WHERE ${IS_OPEN};
      CREATE INDEX orders_by_parent ON orders (account_id, parent_order_id) WHERE parent_order_id IS NOT NULL;
      CREATE INDEX orders_by_group ON orders (account_id, oco_group) WHERE oco_group IS NOT NULL;

      ALTER TABLE fills RENAME TO numbered_fills;
      CREATE TABLE fills (
        seq INTEGER PRIMARY KEY,
        account_id TEXT NOT NULL,
        trade_id TEXT NOT NULL,
        order_id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        side TEXT NOT NULL,
        quantity TEXT NOT NULL,
        price TEXT NOT NULL,
        fee TEXT NOT NULL,
        fee_currency TEXT NOT NULL,
        liquidity TEXT NOT NULL,
        realised_pnl TEXT NOT NULL,
        time_ms INTEGER NOT NULL,
        UNIQUE (account_id, trade_id)
      ) STRICT;
      INSERT INTO fills SELECT * FROM numbered_fills;
      DROP TABLE numbered_fills;
      CREATE INDEX fills_by_order ON fills (account_id, order_id);

      ALTER TABLE entries RENAME TO numbered_entries;
      CREATE TABLE entries (
        seq INTEGER PRIMARY KEY,
        account_id TEXT NOT NULL,
        entry_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        quantity TEXT NOT NULL,
        price TEXT NOT NULL,
        realised_pnl TEXT NOT NULL,
        fee TEXT NOT NULL,
        order_id TEXT,
        time_ms INTEGER NOT NULL,
        UNIQUE (account_id, entry_id)
      ) STRICT;
      INSERT INTO entries SELECT * FROM numbered_entries;
      DROP TABLE numbered_entries;
      CREATE INDEX entries_by_position ON entries (account_id, instrument_id, owner, seq);

      ALTER TABLE postings RENAME TO numbered_postings;
      CREATE TABLE postings (
        seq INTEGER PRIMARY KEY,
        transaction_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        account TEXT NOT NULL,
        currency TEXT NOT NULL,
        amount TEXT NOT NULL,
        time_ms INTEGER NOT NULL
      ) STRICT;
      INSERT INTO postings SELECT * FROM numbered_postings;
      DROP TABLE numbered_postings;
    `,
  },
  {
    version: 8,
    name: 'orders that wait until another one of their group has gone',
    up: `
      ALTER TABLE orders ADD COLUMN awaits_funds INTEGER NOT NULL DEFAULT 0;
    `,
  },
]

/** Statements of the journal's writer, by name. */
export const LEDGER_STATEMENTS = {
  insertFact: 'INSERT INTO facts (time_ms, account_id, kind, order_id, payload) VALUES (?, ?, ?, ?, ?)',
  /** An order as it is decided: nothing has been filled, and no venue knows it. */
  insertOrder: `
    INSERT INTO orders (
      account_id, order_id, instrument_id, owner, source, role, parent_order_id, idempotency_key, side, type, quantity,
      limit_price, trigger_price, time_in_force, reduce_only, stop_loss_price, take_profit_price, reason, created_at_ms,
      trailing, expire_at_ms, post_only, handling, oco_group, exit_plan, position_effect, awaits_funds,
      updated_at_ms, state, filled_quantity, filled_notional
    ) VALUES (${Array.from({ length: 28 }, () => '?').join(', ')}, 'pending', '0', '0')`,
  /** What changes in the life of an order. */
  updateOrder: `
    UPDATE orders SET
      state = ?, state_reason = ?, state_command = ?, state_since_ms = ?, venue_order_id = ?, filled_quantity = ?,
      filled_notional = ?, updated_at_ms = ?, quantity = ?, limit_price = ?, trigger_price = ?, amendment = ?
    WHERE account_id = ? AND order_id = ?`,
  insertFill: `
    INSERT INTO fills (
      account_id, trade_id, order_id, instrument_id, owner, side, quantity, price, fee, fee_currency, liquidity,
      realised_pnl, time_ms
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  insertEntry: `
    INSERT INTO entries (
      account_id, entry_id, kind, instrument_id, owner, quantity, price, realised_pnl, fee, order_id, time_ms
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  upsertPosition: `
    INSERT OR REPLACE INTO positions (
      account_id, instrument_id, owner, quantity, entry_price, realised_pnl, fees, opened_at_ms
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  upsertExit: `
    INSERT OR REPLACE INTO position_exits (
      account_id, instrument_id, owner, role, price, moved_by, before_order_number
    ) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  endExits: 'DELETE FROM position_exits WHERE account_id = ? AND instrument_id = ? AND owner = ?',
  clearExits: 'DELETE FROM position_exits WHERE account_id = ?',
  insertPosting: `
    INSERT INTO postings (transaction_id, account_id, account, currency, amount, time_ms) VALUES (?, ?, ?, ?, ?, ?)`,
  upsertBalance: 'INSERT OR REPLACE INTO balances (account_id, account, currency, amount) VALUES (?, ?, ?, ?)',
  insertEquitySample: 'INSERT OR REPLACE INTO equity_samples (account_id, time_ms, equity, cash) VALUES (?, ?, ?, ?)',
  rollUpEquity: ROLL_UP_EQUITY,
} as const

export type LedgerStatement = keyof typeof LEDGER_STATEMENTS
