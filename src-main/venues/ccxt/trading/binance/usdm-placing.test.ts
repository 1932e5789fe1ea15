import { describe, expect, it } from 'vitest'
import type { PositionMode, VenueOrderRequest } from '../../../../domain/index.ts'
import { testOrder } from '../../../testing/orders.ts'
import { VenueError } from '../../connection/venue-error.ts'
import { wordOf } from '../testing/words.ts'
import { UsdmPlacing } from './usdm-placing.ts'

const REDUCING: VenueOrderRequest = { ...testOrder({ side: 'sell' }), positionEffect: 'reduce' }
const OPENING: VenueOrderRequest = { ...testOrder({ side: 'sell' }), positionEffect: 'open' }

function refusal(venueCode: string, isOutcomeUnknown = false): VenueError {
  return new VenueError({ kind: 'refused', what: `Refused ${venueCode}.`, advice: '', venueCode, isOutcomeUnknown })
}

/** @param refusals of the first orders that come; the later ones are taken. */
function placing(mode: PositionMode, refusals: readonly VenueError[], switchedTo = mode) {
  const sent: string[] = []
  const refused = [...refusals]
  const take =
    (kind: string) =>
    async ({ positionEffect }: VenueOrderRequest, as: PositionMode) => {
      sent.push(`${kind} ${as} ${positionEffect}`)
      const next = refused.shift()
      if (next) throw next
      return wordOf()
    }
  const orders = { placePlain: take('plain'), placeAlgo: take('algo') }
  const modes = { forOrder: async () => mode, readForOrder: async () => switchedTo }
  return { placing: new UsdmPlacing(orders, modes), sent }
}

describe('placing an order of Binance USD-M', () => {
  it('goes to the endpoint of its type, in the mode of the account', async () => {
    const { placing: desk, sent } = placing('hedge', [])
    await desk.place(OPENING)
    await desk.place({ ...REDUCING, type: 'stop' })
    expect(sent).toEqual(['plain hedge open', 'algo hedge reduce'])
  })

  it('opens the other side where there is less to reduce than its owner has, because others stand against it', async () => {
    const { placing: desk, sent } = placing('hedge', [refusal('-2022')])
    await desk.place(REDUCING)
    expect(sent).toEqual(['plain hedge reduce', 'plain hedge open'])
  })

  it.each<[string, PositionMode, VenueOrderRequest, VenueError]>([
    ['an exit', 'hedge', { ...REDUCING, reduceOnly: true }, refusal('-2022')],
    ['what opens', 'hedge', OPENING, refusal('-2022')],
    ['an account in one-way mode', 'oneWay', REDUCING, refusal('-2022')],
    ['what may have been taken', 'hedge', REDUCING, refusal('-2022', true)],
    ['another refusal', 'hedge', REDUCING, refusal('-2019')],
    ['a mode that is no other', 'hedge', REDUCING, refusal('-4061')],
  ])('never sends a second time: %s', async (...row) => {
    const [, mode, request, error] = row
    const { placing: desk, sent } = placing(mode, [error])
    await expect(desk.place(request)).rejects.toBe(error)
    expect(sent).toHaveLength(1)
  })

  it.each<[PositionMode, PositionMode]>([
    ['oneWay', 'hedge'],
    ['hedge', 'oneWay'],
  ])('sends what reduces in the other mode once the account was switched from %s to %s', async (before, after) => {
    const { placing: desk, sent } = placing(before, [refusal('-4061')], after)
    await desk.place(REDUCING)
    expect(sent).toEqual([`plain ${before} reduce`, `plain ${after} reduce`])
  })

  it('refuses what opens once the account was switched, and says so', async () => {
    const { placing: desk, sent } = placing('oneWay', [refusal('-4061')], 'hedge')
    await expect(desk.place(OPENING)).rejects.toMatchObject({
      what: 'The account was switched from one-way mode to hedge mode at Binance, and the order did not fit any more; it can be placed again now. Refused -4061.',
      isOutcomeUnknown: false,
    })
    expect(sent).toHaveLength(1)
  })
})
