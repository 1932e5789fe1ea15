import { describe, expect, it } from 'vitest'
import type { ComponentView } from '../../src-contract/index.ts'
import { ComponentWatch } from './alert-component-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

const FEED: ComponentView = {
  name: 'market-data',
  phase: 2,
  critical: true,
  dependsOn: [],
  state: 'running',
  sinceMs: 0,
  restarts: 0,
  reason: null,
}

function rig() {
  const { book, standing, standingKeys } = bookRig()
  const watch = new ComponentWatch(book)
  const say = (view: Partial<ComponentView>): void => watch.handleState({ ...FEED, ...view })
  return { book, standing, standingKeys, say }
}

describe('ComponentWatch', () => {
  it('raises a degraded component with its reason and takes it back when it runs again', () => {
    const { say, standing, standingKeys } = rig()
    say({ state: 'degraded', reason: 'no fresh price for BTC' })
    expect(standing()[0]).toMatchObject({
      code: 'COMPONENT_DEGRADED',
      subject: 'market-data',
      severity: 'warning',
      detail: expect.stringContaining('no fresh price for BTC. '),
    })
    say({ state: 'running' })
    expect(standingKeys()).toEqual([])
  })

  it('raises a failed component as critical where trading cannot do without it', () => {
    const { say, standing } = rig()
    say({ state: 'faulted', reason: 'socket closed', restarts: 3 })
    say({ name: 'monitoring', critical: false, state: 'faulted', reason: null })
    expect(standing().map(({ subject, severity }) => [subject, severity])).toEqual([
      ['monitoring', 'warning'],
      ['market-data', 'critical'],
    ])
    expect(standing()[1]?.detail).toMatch(/socket closed\. Trading is halted.*restarted 3 times/)
    expect(standing()[0]?.detail).toMatch(/no reason\. Trading goes on.*not restarted yet/)
  })

  it('says one thing of a component at a time', () => {
    const { say, standingKeys } = rig()
    say({ state: 'degraded', reason: 'slow' })
    say({ state: 'faulted', reason: 'gone' })
    expect(standingKeys()).toEqual(['COMPONENT_FAULTED market-data'])
    say({ state: 'degraded', reason: 'slow' })
    expect(standingKeys()).toEqual(['COMPONENT_DEGRADED market-data'])
  })

  it('lets what was said stand while the component stops and starts', () => {
    const { say, standingKeys } = rig()
    say({ state: 'faulted', reason: 'gone' })
    for (const state of ['stopping', 'stopped', 'starting'] as const) say({ state })
    expect(standingKeys()).toEqual(['COMPONENT_FAULTED market-data'])
    say({ state: 'running' })
    expect(standingKeys()).toEqual([])
  })
})
