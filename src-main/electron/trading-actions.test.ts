import { describe, expect, it } from 'vitest'
import { silentLogger } from '../base/index.ts'
import { TradingActions, type TradingActionsOptions } from './trading-actions.ts'

function rig({ answer = 1, fails = false } = {}) {
  const done: string[] = []
  const shown: { message: string; detail?: string }[] = []
  const call =
    (name: string) =>
    async (input?: { reason?: string }): Promise<void> => {
      if (fails) throw new Error('The engine is not running at the moment.')
      done.push(input?.reason === undefined ? name : `${name}: ${input.reason}`)
    }
  const actions = new TradingActions({
    dialog: {
      showMessageBox: async (question) => {
        shown.push(question)
        return { response: answer, checkboxChecked: false }
      },
    },
    watch: {
      calls: {
        system: { pause: call('pause'), resume: call('resume'), kill: call('kill') },
      } as unknown as TradingActionsOptions['watch']['calls'],
      exposure: { openPositions: 1, workingOrders: 3, isExposed: true },
    },
    engine: { restart: call('restart') },
    logger: silentLogger,
  })
  return { actions, done, shown }
}

describe('TradingActions', () => {
  it('pauses and resumes without a question', async () => {
    const { actions, done, shown } = rig()
    await actions.pause()
    await actions.resume()
    expect([done, shown]).toEqual([['pause: paused by hand', 'resume'], []])
  })

  it('names what the kill switch would do, and does nothing unless it is confirmed', async () => {
    const { actions, done, shown } = rig()
    await actions.killSwitch()
    expect(shown[0]?.detail).toContain('1 position closed at market, 3 orders cancelled')
    expect(done).toEqual([])
    const confirmed = rig({ answer: 0 })
    await confirmed.actions.killSwitch()
    expect(confirmed.done).toEqual(['kill: kill switch, by hand'])
  })

  it('restarts the engine only when it is confirmed', async () => {
    const denied = rig()
    await denied.actions.restartEngine()
    const confirmed = rig({ answer: 0 })
    await confirmed.actions.restartEngine()
    expect([denied.done, confirmed.done]).toEqual([[], ['restart']])
  })

  it('says why something did not work', async () => {
    const { actions, shown } = rig({ fails: true })
    await actions.pause()
    expect(shown).toMatchObject([
      { message: 'Trading was not paused', detail: 'The engine is not running at the moment.' },
    ])
  })
})
