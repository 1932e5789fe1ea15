import { z } from 'zod'
import { compactDecimal, type Decimal, timeMs } from '../../../../base/index.ts'
import { VenueError } from '../../connection/venue-error.ts'

const NUMBER = /^-?\d+(\.\d+)?$/

/** A decimal as the exchange wrote it; ccxt hands numbers over as texts, so that none is ever a float. */
export const amount = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => NUMBER.test(text), 'must be a decimal number')
  .transform((text) => compactDecimal(text))

/** An amount that is missing, empty or zero where there is none. */
export const optionalAmount = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform((value) => (value === undefined || value === null || value === '' ? '0' : String(value)))
  .refine((text) => NUMBER.test(text), 'must be a decimal number')
  .transform((text) => compactDecimal(text))

/** An id that the exchange may write as a number. */
export const identifier = z.union([z.string().min(1), z.number().int()]).transform(String)

/** Milliseconds. */
export const moment = z
  .union([z.string(), z.number()])
  .transform(Number)
  .refine((value) => Number.isSafeInteger(value) && value >= 0, 'must be milliseconds')
  .transform((value) => timeMs(value))

export const side = z.enum(['BUY', 'SELL']).transform((word) => (word === 'BUY' ? 'buy' : 'sell'))

/** Absent, as `BOTH`, where the account has one position an instrument. */
export const positionSide = z.enum(['BOTH', 'LONG', 'SHORT']).optional()

export const flag = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .optional()
  .transform((value) => value === true || value === 'true')

/** Where no fee was taken no currency is named, and any will do. */
export function feeCurrencyOf(named: string | null | undefined, fee: Decimal): string {
  if (named) return named
  return fee.isZero() ? 'USDT' : read(z.string(), named, 'a fee without its currency')
}

/** A list of which each row is read. */
export const rows = z.array(z.unknown())

/**
 * @param what is read, for the error: "an order".
 * @throws VenueError `unreadable`; what was asked for may have been done.
 */
export function read<Schema extends z.ZodType>(schema: Schema, payload: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(payload)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw unreadable(what, issue ? `${issue.path.join('.') || 'the whole'}: ${issue.message}` : 'no reason is known')
}

export function unreadable(what: string, fault: string): VenueError {
  return new VenueError({
    kind: 'unreadable',
    what: `Binance sent ${what} that cannot be read (${fault}).`,
    advice: 'It is asked again before anything is assumed.',
    isOutcomeUnknown: true,
  })
}
