import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { VENUE_PROFILES } from '../../src-main/venues/ccxt/profiles/profiles.ts'
import { MARKET_VENUES, TRADING_VENUES } from '../../src-main/venues/registry.ts'

export type SuiteKind = 'market' | 'trading'

/** A conformance suite that a venue has to pass. */
export interface SuiteRow {
  readonly venue: string
  readonly kind: SuiteKind
  /** As `describeMarketVenue` and `describeTradingVenue` name it. */
  readonly suite: string
  /** Why nothing can run it here; absent: it has to run. */
  readonly reason?: string
}

const PAYLOADS = join(import.meta.dirname, '../integration/ccxt/payloads')

/** Exchanges that nothing on the loopback answers like, by file of ccxt, with their names. */
const NOT_ON_LOOPBACK: Readonly<Record<string, string>> = {
  bybit: 'Bybit',
  okx: 'OKX',
  kraken: 'Kraken',
  coinbase: 'Coinbase',
}

/** Every venue that can be configured, with each suite that is meant for it. */
export function suiteRows(): SuiteRow[] {
  const absent = Object.keys(NOT_ON_LOOPBACK).filter(
    (name) => !VENUE_PROFILES.some(({ exchange }) => exchange === name),
  )
  if (absent.length > 0) throw new Error(`a reason is given for what is no exchange of a profile: ${absent.join(', ')}`)
  return [
    ...MARKET_VENUES.map(({ id }) => ownRow('market', id)),
    ...TRADING_VENUES.map(({ id }) => ownRow('trading', `${id} in memory`)),
    ...TRADING_VENUES.filter(({ isDurable }) => isDurable).map(({ id }) => ownRow('trading', `${id} on disk`)),
    ...VENUE_PROFILES.flatMap(({ venueId, exchange }) => {
      const reason = reasonOf(exchange)
      const stated = reason === undefined ? {} : { reason }
      return [
        { ...ownRow('market', venueId), ...stated },
        { ...ownRow('trading', venueId), ...stated },
      ]
    }),
  ]
}

function ownRow(kind: SuiteKind, venue: string): SuiteRow {
  return { venue, kind, suite: `${kind} venue ${venue}` }
}

/** @throws Error where what the reason refers to is not there. */
function reasonOf(exchange: string): string | undefined {
  const name = NOT_ON_LOOPBACK[exchange]
  if (name === undefined) return undefined
  if (!existsSync(join(PAYLOADS, exchange))) throw new Error(`no answers of ${name} are kept in ${PAYLOADS}`)
  return `no venue on the loopback answers like ${name}; its recorded answers are read by profiles-*.test.ts`
}
