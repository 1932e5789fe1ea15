import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Relay } from '../../support/relay.ts'
import { pause } from '../../support/engine-process.ts'
import { type ConnectionWishes, UNHURRIED } from './testing/exchange-rig.ts'
import { urlsAt } from './testing/account-bench.ts'
import { type OpenedDesk, useTrading } from './testing/trading-rig.ts'

const OUTAGE_MS = 2_000
/** Four failures fit into the outage, and the pause after the fourth is four seconds at most. */
const BACK_WITHIN_MS = 5_000
const BREAKER_FAILURES = 5

describe.each(['spot', 'usdm'] as const)('An outage of Binance %s that is over in seconds', (side) => {
  const rig = useTrading()
  let relay: Relay
  beforeEach(async () => {
    relay = new Relay(rig.venue.port)
    await relay.open()
  })
  afterEach(() => relay.close())

  const wishes = (): ConnectionWishes => ({ ...UNHURRIED[side], urls: urlsAt(relay.port)[side] })

  /** So many requests that the circuit breaker opens. */
  const askInVain = async ({ venue }: OpenedDesk): Promise<void> => {
    for (let count = 0; count < BREAKER_FAILURES; count++)
      await expect(venue.queryAccount()).rejects.toThrow(/not reached|could not be|network/i)
  }

  it('leaves the stream of the account away for a few seconds more, though the circuit breaker has opened', async () => {
    const desk = await rig.desk(side, wishes())
    await relay.close()
    await askInVain(desk)
    await pause(OUTAGE_MS)
    await relay.open()
    const openedMs = performance.now()
    await vi.waitUntil(() => desk.connections.at(-1)?.kind === 'connected', { timeout: 40_000, interval: 20 })
    expect(performance.now() - openedMs).toBeLessThan(BACK_WITHIN_MS)
    expect(desk.connections.map(({ kind }) => kind)).toEqual(['connected', 'interrupted', 'connected'])
  })

  it('keeps orders back no longer than until something is answered', async () => {
    const desk = await rig.desk(side, wishes())
    await desk.venue.queryAccount()
    await relay.close()
    await askInVain(desk)
    const early = desk.submit({ id: 'early', limit: '59000' })
    await vi.waitUntil(() => desk.kinds(early).length > 0)
    expect(desk.facts.at(-1)).toMatchObject({ kind: 'rejected', reason: expect.stringContaining('No host of') })
    await relay.open()
    await desk.venue.queryAccount()
    const late = desk.submit({ id: 'late', limit: '59000' })
    await vi.waitUntil(() => desk.kinds(late).length > 0)
    expect(desk.facts.at(-1)).toMatchObject({ orderId: late, kind: 'accepted' })
  })
})
