import { beforeEach, describe, expect, it } from 'vitest'
import { HAND, price, quantity } from '../domain/index.ts'
import { PROTECTION_RETRY_MS } from './refused-exits.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { bracketTerms, BTC, closeTerms } from './testing/terms.ts'

const desk = useDesk()
beforeEach(() => {
  desk().venue.capabilities = { ...desk().venue.capabilities, amend: false }
})
const steps = new ExitSteps(desk)

describe('a move that the venue refuses', () => {
  const refuseStops = (count: number): void => {
    let left = count
    desk().venue.rejectNext = (request) => {
      if (request.type !== 'stop' || left === 0) return undefined
      left -= 1
      return 'not now'
    }
  }

  it('leaves the old stop standing, is told, and is tried again', () => {
    steps.hold(2)
    const [old] = steps.legs('stopLoss')
    refuseStops(1)
    steps.move({ stop: 95 })
    expect(steps.legs('stopLoss')).toEqual([old])
    expect(desk().failures.map(({ reason }) => reason)).toEqual(['not now'])
    desk().clock.advanceBy(PROTECTION_RETRY_MS)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 95', 'takeProfit 2 120'])
  })

  it('is not tried in a loop', () => {
    steps.hold(2)
    const before = desk().venue.commands.length
    refuseStops(Number.POSITIVE_INFINITY)
    steps.move({ stop: 95 })
    expect(desk().venue.commands.length - before).toBe(1)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('gives way to the next move at once', () => {
    steps.hold(2)
    refuseStops(1)
    steps.move({ stop: 95 })
    steps.move({ stop: 94 })
    expect(desk().protection()).toEqual(['stopLoss 2 94', 'takeProfit 2 120'])
  })

  it('because the price has come through it closes the position, and keeps the old stop until the venue has the close', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    refuseStops(1)
    steps.decide({ stop: 95 })
    desk().lastPrice = 94
    desk().journal.step()
    desk().venue.deliver()
    expect(desk().protection()).toEqual(['close 2 market', 'stopLoss 2 90'])
    desk().settle()
    expect(desk().protection()).toEqual(['close 2 market'])
    desk().fill(desk().protectiveOrder('close'), 2, 94)
    expect(desk().execution.openOrders()).toEqual([])
  })
})

describe('an old stop that the venue ends while the new one is on its way', () => {
  it('is told, and is no reason to close at market', () => {
    steps.hold(2, { takeProfitPrice: undefined })
    const old = desk().protectiveOrder('stopLoss')
    desk().lastPrice = 89
    steps.decide({ stop: 80 })
    desk().venue.end(old, 'expired', 'delisting')
    desk().settle()
    expect(desk().failures.map(({ reason }) => reason)).toEqual(['delisting'])
    expect(desk().protection()).toEqual(['stopLoss 2 80'])
  })
})

describe('a crash', () => {
  it('before the move is on disk leaves the exits as they were', async () => {
    steps.hold(2)
    steps.decide({ stop: 95 })
    await steps.restart()
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
  })

  it('after that finishes it, wherever it came', async () => {
    for (let stored = 1; stored <= 6; stored++) {
      steps.hold(1, { takeProfitPrice: undefined })
      steps.decide({ stop: 95 })
      for (let step = 0; step < stored; step++) {
        desk().journal.step(1)
        desk().venue.deliver(1)
      }
      await steps.restart()
      expect(desk().protection()).toEqual(['stopLoss 1 95'])
      desk().fill(desk().place(closeTerms(1)), 1)
    }
  })

  it('keeps what is asked for entries that fill after it', async () => {
    const entry = desk().place(bracketTerms(3))
    desk().fill(entry, 1)
    steps.move({ stop: 95 })
    await steps.restart()
    desk().fill(entry, 2)
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'stopLoss 2 95', 'takeProfit 1 120', 'takeProfit 2 120'])
  })
})

describe('an exit that somebody cancelled', () => {
  const cancelStop = (): void => {
    desk().execution.cancel(desk().protectiveOrder('stopLoss'), 'cancelled by hand')
    desk().settle()
  }

  it('is placed again by a move, after a restart too', async () => {
    steps.hold(2)
    cancelStop()
    expect(desk().protection()).toEqual(['takeProfit 2 120'])
    steps.move({ stop: 95 })
    expect(desk().protection()).toEqual(['stopLoss 2 95', 'takeProfit 2 120'])
    await steps.restart()
    desk().fill(desk().place(closeTerms(1)), 1)
    expect(desk().protection()).toEqual(['stopLoss 1 95', 'takeProfit 1 120'])
  })

  it('after a move is given up, after a restart too', async () => {
    steps.holdBare(2)
    steps.move({ stop: 95 })
    cancelStop()
    await steps.restart()
    expect(desk().protection()).toEqual([])
    expect(desk().execution.exitParts({ instrumentId: BTC, owner: HAND }, 'stopLoss')).toEqual([
      { quantity: quantity(2), price: undefined },
    ])
  })

  it('stays given up where only the other one is moved', async () => {
    steps.hold(2)
    cancelStop()
    steps.move({ target: 130 })
    await steps.restart()
    expect(desk().protection()).toEqual(['takeProfit 2 130'])
  })
})

describe('nothing is decided', () => {
  it('where nothing is held', () => {
    expect(() => steps.decide({ stop: 95 })).toThrow('hand holds nothing in fake:BTC-PERP.')
    expect(desk().journal.pending).toBe(0)
  })

  it('before the venue has been asked', () => {
    steps.hold(2)
    desk().restart()
    expect(() => steps.decide({ stop: 95 })).toThrow('the venue has not been asked about earlier orders yet')
  })

  it('where it cannot be written down', () => {
    steps.hold(2)
    desk().journal.append = () => {
      throw new Error('the disk is full')
    }
    expect(() => steps.decide({ stop: 95 })).toThrow('the disk is full')
    expect(desk().execution.exitParts({ instrumentId: BTC, owner: HAND }, 'stopLoss')).toEqual([
      { quantity: quantity(2), price: price(90) },
    ])
  })
})
