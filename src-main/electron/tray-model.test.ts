import { describe, expect, it } from 'vitest'
import { accountAt, NOTHING_OPEN, RUNNING, statusAt } from './testing/views.ts'
import { type TrayActions, type TrayFacts, trayModel } from './tray-model.ts'

function recorder(): { actions: TrayActions; done: string[] } {
  const done: string[] = []
  const note = (name: string) => (): void => void done.push(name)
  const actions = {
    show: note('show'),
    pauseTrading: note('pause'),
    resumeTrading: note('resume'),
    killSwitch: note('kill'),
    quit: note('quit'),
  }
  return { actions, done }
}

const LIVE: TrayFacts = {
  account: accountAt({ equity: 10_250.5, profitToday: -120.25, profitTodayFraction: -0.0116 }),
  status: statusAt({ environment: 'paper' }),
  exposure: { openPositions: 1, workingOrders: 2, isExposed: true },
  engine: RUNNING,
}

const labels = (facts: TrayFacts): string[] =>
  trayModel(facts, recorder().actions).menu.flatMap(({ label }) => label ?? [])

describe('the tray', () => {
  it('tells equity, profit of the day, trading state and what is open', () => {
    expect(labels(LIVE).slice(0, 5)).toEqual([
      'Wheelhouse: paper',
      'Equity 10,250.50 USDT',
      'Profit today −120.25 USDT (−1.16\u2009%)',
      'Trading active',
      '1 position, 2 orders working',
    ])
    const { toolTip, title, icon } = trayModel(LIVE, recorder().actions)
    expect(toolTip.split('\n')).toEqual(labels(LIVE).slice(0, 5))
    expect([title, icon]).toEqual(['−120.25', 'active'])
  })

  it('says why trading does not go on, shortened to what a menu can hold', () => {
    const halted = { ...LIVE, status: statusAt({ tradingState: 'halted', tradingReason: 'x'.repeat(200) }) }
    const line = labels(halted)[3] ?? ''
    expect(line).toMatch(/^Trading halted: x+…$/)
    expect(line.length).toBe(80)
    expect(trayModel(halted, recorder().actions).icon).toBe('halted')
  })

  it('keeps what is open in sight while the engine is away', () => {
    const away: TrayFacts = {
      ...LIVE,
      account: undefined,
      status: undefined,
      engine: { kind: 'restarting', reason: 'it exited with code 1', nextTryMs: 0, attempt: 1 },
    }
    expect(labels(away).slice(0, 3)).toEqual([
      'Wheelhouse',
      'The engine is started again: it exited with code 1',
      'Last known: 1 position, 2 orders working',
    ])
    expect(trayModel(away, recorder().actions).icon).toBe('away')
  })

  it.each([
    ['active', ['tray-pause', 'tray-kill']],
    ['reducing', ['tray-resume', 'tray-kill']],
    ['halted', ['tray-resume', 'tray-kill']],
    [undefined, []],
  ] as const)('offers while trading is %s: %j', (tradingState, expected) => {
    const status = tradingState === undefined ? undefined : statusAt({ tradingState })
    const { menu } = trayModel({ ...LIVE, status }, recorder().actions)
    const offered = new Set(['tray-pause', 'tray-resume', 'tray-kill'])
    expect(menu.filter(({ id, enabled }) => offered.has(id ?? '') && enabled).map(({ id }) => id)).toEqual(expected)
  })

  it('does what its items say', () => {
    const { actions, done } = recorder()
    const { menu } = trayModel({ ...LIVE, exposure: NOTHING_OPEN }, actions)
    for (const { click } of menu) (click as (() => void) | undefined)?.()
    expect(done).toEqual(['show', 'pause', 'resume', 'kill', 'quit'])
  })
})
