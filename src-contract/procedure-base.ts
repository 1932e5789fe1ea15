import { type ErrorMap, oc } from '@orpc/contract'
import { z } from 'zod'
import { ConfigFault } from './config.ts'
import { ERROR_TABLE, type ErrorCode } from './errors.ts'
import { type Role, RoleValue } from './primitives.ts'
import { DenialView } from './trading.ts'

/** What the contract says of a procedure beside its shapes. */
export interface ProcedureMeta extends Record<string, unknown> {
  /** Weakest role that may call it; none named means `admin`. */
  role?: Role
  /** Set on every procedure that trades: the input carries an idempotency key. */
  idempotent?: 'key'
  /** Fields of the input that hold a secret: no answer and no log may quote them, not even to say what is wrong. */
  secretFields?: readonly string[]
}

/** Status and message of an error, from the one table of errors. */
export const entry = (code: ErrorCode): { status: number; message: string } => ({
  status: ERROR_TABLE[code].status,
  message: ERROR_TABLE[code].message,
})

const base = oc.$meta<ProcedureMeta>({}).errors({
  UNAUTHORIZED: entry('UNAUTHORIZED'),
  FORBIDDEN: { ...entry('FORBIDDEN'), data: z.object({ need: RoleValue, have: RoleValue }) },
  ACCOUNT_NOT_TRADED: {
    ...entry('ACCOUNT_NOT_TRADED'),
    data: z.object({ account: z.string(), known: z.array(z.string()) }),
  },
  NOT_READY: entry('NOT_READY'),
  STOPPING: entry('STOPPING'),
} satisfies ErrorMap)

/** A procedure that everybody with a token may call. */
export const viewer = base.meta({ role: 'viewer' })
/** A procedure that trades or steers trading. */
export const trader = base.meta({ role: 'trader' })
/** A procedure that changes the engine itself. */
export const admin = base.meta({ role: 'admin' })

/** Errors of procedures that name an instrument. */
export const withInstrument = {
  UNKNOWN_INSTRUMENT: {
    ...entry('UNKNOWN_INSTRUMENT'),
    data: z.object({ instrumentId: z.string(), known: z.array(z.string()) }),
  },
}
/** Errors of procedures that name a strategy. */
export const withStrategy = {
  UNKNOWN_STRATEGY: {
    ...entry('UNKNOWN_STRATEGY'),
    data: z.object({ strategyId: z.string(), known: z.array(z.string()) }),
  },
}
/** Errors of procedures that change the configuration. */
export const withFaults = {
  CONFIG_INVALID: { ...entry('CONFIG_INVALID'), data: z.object({ faults: z.array(ConfigFault) }) },
}
/** Errors of procedures that send orders. */
export const withDenial = {
  DENIED: { ...entry('DENIED'), data: DenialView },
  PRICE_UNAVAILABLE: entry('PRICE_UNAVAILABLE'),
  IDEMPOTENCY_MISMATCH: entry('IDEMPOTENCY_MISMATCH'),
}

/** Errors of procedures that read or write secrets. */
export const withVault = { SECRETS_LOCKED: entry('SECRETS_LOCKED'), SECRETS_UNPROTECTED: entry('SECRETS_UNPROTECTED') }
/** Errors of procedures that take a passphrase. */
export const withPassphrase = {
  WRONG_PASSPHRASE: entry('WRONG_PASSPHRASE'),
  TOO_MANY_REQUESTS: { ...entry('TOO_MANY_REQUESTS'), data: z.object({ retryAfterMs: z.number() }) },
}

/** Input that names a strategy in its path. */
export const StrategyPath = z.object({ strategyId: z.string() })
/** How many rows an answer may have. */
export const Limit = z.coerce.number().int().min(1).max(1000).default(200)
/** Answer of a procedure that has nothing to show. */
export const Done = z.object({ done: z.literal(true) })
