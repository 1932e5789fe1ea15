import { describe, expect, it } from 'vitest'
import { STREAM_KINDS, type StreamKind } from '../../../../src-contract/index.ts'
import { VENUE_PROFILES } from './profiles.ts'
import { VENUE_NOTES } from './testing/venue-notes.ts'
import type { VenueProfile } from './venue-profile.ts'

const INTRODUCTION = `# Venues

<!-- Written by \`npm run docs:venues\` from the profiles in src-main/venues/ccxt/profiles: edit those, not this page. -->

The exchanges that an account can be at, through [ccxt](https://github.com/ccxt/ccxt) 4.5.84, and what each offers. An account names one by its id:
\`{ "accounts": { "main": { "venue": "binance", "environment": "testnet" } } }\`.

- **What a venue does not offer** the engine does in its place where it can: it waits for the price of a stop, ends an order in time, replaces one
  that cannot be amended. It can do so only while it runs. A stop that stands at the venue protects also when this machine is off.
- **Orders are sent to Binance**, spot and USD-M. The other exchanges give prices, with trading on paper; what the tables say of their orders is what
  they offer, and an account there answers that orders cannot be sent.
- **How far this is proven**: Binance from end to end against the [venue simulator](venue-simulator.md). The others by the answers that their public
  documentation shows, read by ccxt's own classes (\`e2e/integration/ccxt\`).
- **Long and short apart**: an account at Binance USD-M is traded in hedge mode as well as in one-way mode, see [trading-core.md](trading-core.md#hedge-mode).
- **Trailing stops** are followed by the engine everywhere, so that a distance means the same at every venue.
- **Other addresses** than those below are set with \`urls\`, see [configuration.md](configuration.md).

`

const WAITING_TYPES = ['stop', 'stopLimit', 'takeProfit', 'takeProfitLimit'] as const

/** One row a venue. */
type Column = readonly [title: string, cell: (profile: VenueProfile) => string]

const yes = (isSo: boolean): string => (isSo ? 'yes' : '–')
const code = (text: string): string => `\`${text}\``

const MARKETS: readonly Column[] = [
  ['market', ({ kind }) => (kind === 'spot' ? 'spot' : 'perpetuals')],
  ['counted in', ({ accountCurrency }) => accountCurrency],
  ['environments', (profile) => environmentsOf(profile).join(', ')],
  ['key', ({ needsPassphrase }) => (needsPassphrase ? 'key, secret, passphrase' : 'key, secret')],
  ['long and short apart', ({ hedgeMode }) => yes(hedgeMode)],
]

const ORDERS: readonly Column[] = [
  ['stands at the venue', ({ capabilities }) => capabilities.orderTypes.join(', ')],
  ['the engine waits for', (profile) => waitingHere(profile).join(', ') || '–'],
  ['times in force', ({ capabilities }) => capabilities.timesInForce.join(', ')],
  ['post-only', ({ capabilities }) => yes(capabilities.postOnly)],
  ['reduce-only', ({ capabilities }) => yes(capabilities.reduceOnly)],
  ['amended in place', ({ capabilities }) => yes(capabilities.amend)],
]

const STREAMS: readonly Column[] = STREAM_KINDS.map((kind) => [kind, (profile) => followed(profile, kind)])

const LIMITS: readonly Column[] = [
  ['requests at once', ({ rateLimit }) => String(rateLimit.capacity)],
  ['requests a second', ({ rateLimit }) => String(rateLimit.refillPerSecond)],
  ['a request lives', ({ capabilities }) => `${capabilities.requestLifetimeMs / 1_000} s`],
  ['bars a request', ({ candlesPerRequest }) => String(candlesPerRequest)],
  ['bars back', ({ candleHistory }) => (candleHistory === null ? 'all' : String(candleHistory))],
  ['longest order id', ({ clientOrderId }) => String(clientOrderId.maxLength)],
]

describe('the documentation of the venues', () => {
  it('is what the profiles say; mend it with npm run docs:venues', async () => {
    const page = [
      INTRODUCTION,
      section('Markets', MARKETS),
      section('Orders', ORDERS),
      'Market orders need no time in force; GTD is ended by the engine where the venue does not know it.\n\n',
      section('How news come', STREAMS),
      section('Limits', LIMITS),
      'Requests are counted in the cost that ccxt gives them. Some of what the venue allows is left for other programs.\n\n',
      addresses(),
      notes(),
    ].join('')
    await expect(page).toMatchFileSnapshot('../../../../docs/venues.md')
  })

  it('has notes on every exchange and on no other', () => {
    const exchanges = new Set(VENUE_PROFILES.map(({ exchange }) => exchange))
    expect(Object.keys(VENUE_NOTES).toSorted()).toEqual([...exchanges].toSorted())
  })
})

function section(title: string, columns: readonly Column[]): string {
  const head = ['id', ...columns.map(([name]) => name)]
  const rows = VENUE_PROFILES.map((profile) => [code(profile.venueId), ...columns.map(([, cell]) => cell(profile))])
  return `## ${title}\n\n${table([head, ...rows])}\n`
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  const widths = head.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`
  const rule = widths.map((width) => '-'.repeat(width))
  return [head, rule, ...body].map(line).join('')
}

function addresses(): string {
  const rows = VENUE_PROFILES.flatMap(({ venueId, services }) =>
    services.map(({ part, hosts }) => [
      code(venueId),
      code(part),
      hosts.live.map(code).join(' '),
      hosts.testnet.map(code).join(' ') || '–',
    ]),
  )
  return `## Addresses\n\n${table([['id', 'part', 'live', 'testnet'], ...rows])}\n`
}

function notes(): string {
  const sections = Object.entries(VENUE_NOTES).map(([exchange, lines]) => {
    const labels = VENUE_PROFILES.filter((profile) => profile.exchange === exchange).map(({ label }) => label)
    return `### ${labels.join(', ')}\n\n${lines.map((line) => `- ${line}\n`).join('')}`
  })
  return `## What is particular\n\n${sections.join('\n')}`
}

function environmentsOf({ services }: VenueProfile): string[] {
  const needed = services.filter(({ isOptional }) => isOptional !== true)
  return (['testnet', 'live'] as const).filter((environment) =>
    needed.every(({ hosts }) => hosts[environment].length > 0),
  )
}

function waitingHere({ capabilities }: VenueProfile): string[] {
  return WAITING_TYPES.filter((type) => !capabilities.orderTypes.includes(type))
}

function followed({ kind, streams }: VenueProfile, stream: StreamKind): string {
  return stream === 'mark' && kind === 'spot' ? '–' : streams[stream]
}
