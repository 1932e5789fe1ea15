import { describe, expect, it } from 'vitest'
import type { Order } from '../domain/index.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { closeTerms } from './testing/terms.ts'

const desk = useDesk()
const steps = new ExitSteps(desk)

function noAmends(): void {
  desk().venue.capabilities = { ...desk().venue.capabilities, amend: false }
}

/** Stops that stand at the venue, whatever is known of them here. */
function atVenue(): string[] {
  return desk()
    .venue.openOrders()
    .filter(({ request }) => request.type === 'stop')
    .map(({ request }) => `${request.quantity.toFixed()} ${request.triggerPrice?.toFixed() ?? ''}`)
    .sort()
}

function states(): Order['state']['kind'][] {
  return steps.legs('stopLoss').map(({ state }) => state.kind)
}

/** Long enough that a request which the venue does not know never arrived. */
async function ask(): Promise<void> {
  await desk().execution.recover()
  desk().clock.advanceBy(desk().venue.capabilities.requestLifetimeMs + 1)
  await desk().execution.recover()
  desk().settle()
}

/** A long position of 2 whose stop at 90 got no answer. */
function holdWithUnknownStop(outcome: 'taken' | 'lost'): void {
  const entry = desk().place({ ...closeTerms(2, 'sell'), role: 'entry', reduceOnly: false })
  desk().fill(entry, 2)
  desk().venue.unanswered = { command: 'submit', outcome }
  steps.move({ stop: 90 })
}

describe('a stop of unknown outcome', () => {
  it('covers for not placing another one', () => {
    holdWithUnknownStop('taken')
    expect(states()).toEqual(['unknown'])
    desk().fill(desk().place({ ...closeTerms(1, 'sell'), role: 'entry', reduceOnly: false }), 1)
    expect(atVenue()).toEqual(['1 90', '2 90'])
  })

  it('is taken for what it is once the venue says so, and nothing is placed twice', async () => {
    holdWithUnknownStop('taken')
    await ask()
    expect(states()).toEqual(['working'])
    expect(atVenue()).toEqual(['2 90'])
  })

  it('that never arrived is placed at once when the venue has been asked', async () => {
    holdWithUnknownStop('lost')
    expect(atVenue()).toEqual([])
    await ask()
    expect(states()).toEqual(['working'])
    expect(atVenue()).toEqual(['2 90'])
  })

  it('does not let the old one go, and no third one is placed when the stop is moved again', async () => {
    noAmends()
    steps.hold(2, { takeProfitPrice: undefined })
    desk().venue.unanswered = { command: 'submit', outcome: 'lost' }
    steps.move({ stop: 95 })
    expect(atVenue()).toEqual(['2 90'])
    steps.move({ stop: 96 })
    expect(atVenue()).toEqual(['2 90'])
    await ask()
    expect(atVenue()).toEqual(['2 96'])
  })

  it('lets the old one go once the venue has it', async () => {
    noAmends()
    steps.hold(2, { takeProfitPrice: undefined })
    desk().venue.unanswered = { command: 'submit', outcome: 'taken' }
    steps.move({ stop: 95 })
    expect(atVenue()).toEqual(['2 90', '2 95'])
    await ask()
    expect(atVenue()).toEqual(['2 95'])
  })

  it('does not survive its position', async () => {
    holdWithUnknownStop('taken')
    desk().fill(desk().place(closeTerms(2)), 2)
    await ask()
    expect(atVenue()).toEqual([])
    expect(desk().execution.openOrders()).toEqual([])
  })
})

describe('a cancel of an exit of unknown outcome', () => {
  it('leaves the leg counted: nothing is placed in its place, and no second cancel is sent before the venue was asked', async () => {
    noAmends()
    steps.hold(2, { takeProfitPrice: undefined })
    desk().venue.unanswered = { command: 'cancel', outcome: 'lost' }
    steps.move({ stop: 95 })
    expect(atVenue()).toEqual(['2 90', '2 95'])
    const cancels = (): number => desk().venue.commands.filter((each) => each.startsWith('cancel')).length
    expect(cancels()).toBe(1)
    desk().fill(desk().place({ ...closeTerms(1, 'sell'), role: 'entry', reduceOnly: false }), 1)
    expect(cancels()).toBe(1)
    await ask()
    expect(atVenue()).toEqual(['1 95', '2 95'])
  })

  it('is done when the venue says that it was', async () => {
    noAmends()
    steps.hold(2, { takeProfitPrice: undefined })
    desk().venue.unanswered = { command: 'cancel', outcome: 'taken' }
    steps.move({ stop: 95 })
    await ask()
    expect(atVenue()).toEqual(['2 95'])
    expect(states()).toEqual(['working'])
    expect(desk().failures).toEqual([])
  })
})

describe('a change in place of unknown outcome', () => {
  it.each(['taken', 'lost'] as const)(
    'that was %s: the stop stands all the time, and in the end where it was decided',
    async (outcome) => {
      steps.hold(2, { takeProfitPrice: undefined })
      desk().venue.unanswered = { command: 'amend', outcome }
      steps.move({ stop: 95 })
      expect(atVenue()).toEqual([outcome === 'taken' ? '2 95' : '2 90'])
      steps.move({ stop: 96 })
      expect(desk().venue.orders.size).toBe(2)
      await ask()
      expect(atVenue()).toEqual(['2 96'])
      expect(states()).toEqual(['working'])
    },
  )
})
