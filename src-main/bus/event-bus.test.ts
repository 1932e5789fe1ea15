import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventMap, EventName } from '../domain/index.ts'
import type { BusEvent } from './delivery.ts'
import { EventBus } from './event-bus.ts'

const quiet = (): void => undefined
const reset = (accountId: string): EventMap['account.reset'] => ({ accountId })

describe('EventBus', () => {
  it('delivers to every listener of the name, in the order of subscription, and numbers from 1', () => {
    const bus = new EventBus(quiet)
    const heard: string[] = []
    bus.subscribe('account.reset', ({ accountId }, sequence) => heard.push(`a ${accountId} ${sequence}`))
    bus.subscribe('account.reset', ({ accountId }, sequence) => heard.push(`b ${accountId} ${sequence}`))
    bus.subscribe('trading-state.changed', () => heard.push('other'))
    bus.publish('account.reset', reset('x'))
    bus.channel('account.reset').publish(reset('y'))
    expect(heard).toEqual(['a x 1', 'b x 1', 'a y 2', 'b y 2'])
    expect(bus.sequence).toBe(2)
  })

  it('runs an event to completion before it delivers what a listener published', () => {
    const bus = new EventBus(quiet)
    const heard: string[] = []
    bus.subscribe('account.reset', () => {
      bus.publish('trading-state.changed', { state: 'halted', reason: 'reset' })
      heard.push('first')
    })
    bus.subscribe('account.reset', () => heard.push('second'))
    bus.subscribe('trading-state.changed', () => heard.push('third'))
    bus.publish('account.reset', reset('x'))
    expect(heard).toEqual(['first', 'second', 'third'])
  })

  it('knows how many events waited at once since it was last asked', () => {
    const bus = new EventBus(quiet)
    const peaks: number[] = []
    bus.subscribe('account.reset', () => {
      for (let index = 0; index < 3; index += 1) bus.publish('trading-state.changed', { state: 'halted', reason: 'x' })
    })
    bus.publish('account.reset', reset('x'))
    peaks.push(bus.takeWaitingPeak())
    bus.publish('trading-state.changed', { state: 'active', reason: 'x' })
    peaks.push(bus.takeWaitingPeak())
    expect(peaks).toEqual([3, 0])
  })

  it('keeps the other listeners and the next events from a listener that throws, and counts it', () => {
    const errors: string[] = []
    const bus = new EventBus((error, name) => errors.push(`${name}: ${String(error)}`))
    const heard: string[] = []
    bus.subscribe('account.reset', () => {
      throw new Error('panel gone')
    })
    bus.subscribe('account.reset', ({ accountId }) => heard.push(accountId))
    bus.publish('account.reset', reset('x'))
    bus.publish('account.reset', reset('y'))
    expect(heard).toEqual(['x', 'y'])
    expect(errors).toEqual(Array(2).fill('account.reset: Error: panel gone'))
    expect(bus.listenerErrors).toBe(2)
  })

  it('goes on where even the report of an error fails', () => {
    const bus = new EventBus(() => {
      throw new Error('log gone')
    })
    let heard = 0
    bus.subscribeAll(() => {
      throw new Error('observer gone')
    })
    bus.subscribe('account.reset', () => heard++)
    bus.publish('account.reset', reset('x'))
    bus.publish('account.reset', reset('y'))
    expect({ heard, errors: bus.listenerErrors }).toEqual({ heard: 2, errors: 4 })
  })

  it('tells an observer of everything name, number and payload', () => {
    const bus = new EventBus(quiet)
    const events: BusEvent[] = []
    const subscription = bus.subscribeAll((event) => events.push(event))
    bus.publish('account.reset', reset('x'))
    subscription.dispose()
    bus.publish('account.reset', reset('y'))
    expect(events).toEqual([{ sequence: 1, name: 'account.reset', payload: reset('x') }])
  })

  it('lets who subscribes during a delivery hear from the next event on', () => {
    const bus = new EventBus(quiet)
    const heard: string[] = []
    const first = bus.subscribe('account.reset', () => {
      first.dispose()
      bus.subscribe('account.reset', ({ accountId }) => heard.push(accountId))
    })
    bus.publish('account.reset', reset('x'))
    bus.publish('account.reset', reset('y'))
    expect(heard).toEqual(['y'])
  })

  it('ends one subscription of a function that is subscribed twice', () => {
    const bus = new EventBus(quiet)
    let heard = 0
    const listener = (): void => void heard++
    bus.subscribe('account.reset', listener)
    bus.subscribe('account.reset', listener).dispose()
    bus.publish('account.reset', reset('x'))
    expect(heard).toBe(1)
  })

  it('gives all listeners all events in one order, whatever they publish themselves', () => {
    const names: readonly EventName[] = ['account.reset', 'trading-state.changed', 'signal.ignored']
    const step = fc.record({
      name: fc.constantFrom(...names),
      answers: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.integer({ min: 0, max: 40 }), (steps, budget) => {
        const errors: unknown[] = []
        const bus = new EventBus((error) => errors.push(error))
        const published: number[] = []
        const heard: number[][] = [[], []]
        let left = budget
        let answers: readonly EventName[] = []
        const publish = (name: EventName): void => {
          const payload = { marker: published.push(published.length) - 1 }
          bus.publish(name, payload as unknown as EventMap[EventName])
        }
        for (const name of names) {
          bus.subscribe(name, (payload, sequence) => {
            const { marker } = payload as unknown as { marker: number }
            expect(sequence).toBe(marker + 1)
            heard[0]?.push(marker)
            for (const answer of answers) if (left-- > 0) publish(answer)
          })
          bus.subscribe(name, (payload) => heard[1]?.push((payload as unknown as { marker: number }).marker))
        }
        for (const { name, answers: next } of steps) {
          answers = next
          publish(name)
        }
        expect(errors).toEqual([])
        expect(heard).toEqual([published, published])
        expect(bus.sequence).toBe(published.length)
      }),
    )
  })
})
