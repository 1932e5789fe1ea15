import { describe, expect, it } from 'vitest'
import { TradingStateWatch } from './alert-trading-state-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

function rig() {
  const { book, standing, standingKeys } = bookRig()
  return { watch: new TradingStateWatch(book), standing, standingKeys }
}

describe('TradingStateWatch', () => {
  it('raises a halt as critical and reducing as a warning, each with its reason', () => {
    const { watch, standing } = rig()
    watch.handleState('reducing', 'paused by hand')
    expect(standing()).toMatchObject([
      {
        code: 'TRADING_REDUCING',
        severity: 'warning',
        subject: null,
        detail: expect.stringMatching(/^paused by hand\. /),
      },
    ])
    watch.handleState('halted', 'kill switch')
    expect(standing()).toMatchObject([
      { code: 'TRADING_HALTED', severity: 'critical', detail: expect.stringMatching(/^kill switch\. /) },
    ])
  })

  it('takes both back when trading is active again', () => {
    const { watch, standingKeys } = rig()
    watch.handleState('halted', 'kill switch')
    watch.handleState('active', 'resumed by hand')
    expect(standingKeys()).toEqual([])
    watch.handleState('reducing', 'paused')
    watch.handleState('active', 'resumed by hand')
    expect(standingKeys()).toEqual([])
  })

  it('says only the milder thing where a halt becomes reducing', () => {
    const { watch, standingKeys } = rig()
    watch.handleState('halted', 'a')
    watch.handleState('reducing', 'b')
    expect(standingKeys()).toEqual(['TRADING_REDUCING'])
  })
})
