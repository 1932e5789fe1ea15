import { afterEach, beforeEach } from 'vitest'
import type { VenueSide } from '../side.ts'
import { startVenue, type VenueSimulator } from '../venue.ts'
import type { VenueOptions } from '../venue-options.ts'
import { type CcxtClient, type ClientOptions, openClient } from './ccxt-client.ts'

/** The same instrument as ccxt names it on each side. */
export const BTC: Record<VenueSide, string> = { spot: 'BTC/USDT', usdm: 'BTC/USDT:USDT' }

/** A venue for each test, and its clients; all of it is closed behind the test. */
export interface Rig {
  readonly venue: VenueSimulator
  open(side: VenueSide, options?: ClientOptions): Promise<CcxtClient>
}

/** @param optionsOf the venue's options, made anew for each test. */
export function useVenue(optionsOf: () => VenueOptions = () => ({})): Rig {
  let venue: VenueSimulator | undefined
  const clients: CcxtClient[] = []
  const errors: unknown[] = []
  beforeEach(async () => {
    venue = await startVenue({ historyMinutes: 300, onError: (error) => errors.push(error), ...optionsOf() })
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close()
    await venue?.close()
    venue = undefined
    if (errors.length > 0) throw new AggregateError(errors.splice(0), 'the simulator itself failed')
  })
  return {
    get venue() {
      if (!venue) throw new Error('the venue is there within a test only')
      return venue
    },
    async open(side, options) {
      const client = await openClient(this.venue, side, options)
      clients.push(client)
      return client
    },
  }
}

/**
 * Calls a `watch` method, waits until the venue sees it listen, does something, and gives what the client was told.
 *
 * @param stream as {@link StreamDoor.heard} names it.
 */
export async function told<Result>(
  { venue }: Rig,
  [side, stream]: readonly [VenueSide, string],
  { watch, when }: { readonly watch: () => Promise<Result>; readonly when: () => unknown },
): Promise<Result> {
  const news = watch()
  // It is awaited below; until then its failure must not count as unhandled.
  news.catch(() => undefined)
  await venue.connections.heard(side, stream)
  await when()
  return news
}
