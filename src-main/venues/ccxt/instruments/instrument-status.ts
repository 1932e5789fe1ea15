import type { Market } from 'ccxt'
import type { InstrumentStatus } from '../../../domain/index.ts'

type ListedMarket = NonNullable<Market>

/** What exchanges call a symbol that does not trade any more, or will not much longer; lower case. */
const DELISTED_WORDS = new Set([
  'settling',
  'close',
  'pre_settle',
  'pre_delivering',
  'delivering',
  'delivered',
  'delisted',
])

/**
 * An exchange's own word on a symbol, in ours. What trades is what ccxt calls active; of the rest only the words for an end
 * are taken for one, so that a new word for a pause quarantines nothing for good.
 */
export function statusOf({ active, info }: ListedMarket): InstrumentStatus {
  const { status, contractStatus } = info as { readonly status?: unknown; readonly contractStatus?: unknown }
  if (DELISTED_WORDS.has(String(status ?? contractStatus).toLowerCase())) return 'delisted'
  return active === false ? 'maintenance' : 'trading'
}
