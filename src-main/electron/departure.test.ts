import { describe, expect, it } from 'vitest'
import type { DepartureView } from '../../src-contract/index.ts'
import { ManualClock, silentLogger } from '../base/index.ts'
import { DepartureGuard } from './departure.ts'
import type { DepartureText } from './departure-text.ts'
import { NO_EXPOSURE } from './exposure.ts'
import type { QuitAnswer, QuitDialog } from './quit-dialog.ts'
import { settle } from './testing/fake-engine-host.ts'

const NOTHING_OPEN: DepartureView = {
  onShutdown: 'cancelEntries',
  marketStandsStill: false,
  exposed: false,
  workingEntries: 0,
  positions: [],
}
const ORDERS_OPEN: DepartureView = { ...NOTHING_OPEN, exposed: true, workingEntries: 1 }
const EXPOSED = { openPositions: 1, workingOrders: 0, isExposed: true }

/** A question that the test answers. */
class FakeDialog implements QuitDialog {
  readonly asked: DepartureText[] = []
  readonly offered: boolean[] = []
  readonly calls: string[] = []
  answer: (answer: QuitAnswer) => void = () => undefined
  fault: Error | undefined

  ask(text: DepartureText, { offersTray }: { offersTray: boolean }): Promise<QuitAnswer> {
    if (this.fault) return Promise.reject(this.fault)
    this.asked.push(text)
    this.offered.push(offersTray)
    return new Promise((resolve) => (this.answer = resolve))
  }

  focus(): void {
    this.calls.push('focus')
  }

  close(): void {
    this.calls.push('close')
    this.answer('keep')
  }
}

function setUp(
  departure: () => Promise<DepartureView>,
  { exposure = NO_EXPOSURE, isTrayAvailable = true, flushLog = async (): Promise<void> => undefined } = {},
) {
  const clock = new ManualClock(0)
  const dialog = new FakeDialog()
  const log: string[] = []
  const stopped = Promise.withResolvers<void>()
  const guard = new DepartureGuard({
    app: { quit: () => void log.push('quit') },
    engine: {
      state: { kind: 'starting' },
      stop: (reason) => {
        log.push(`stop: ${reason}`)
        return stopped.promise
      },
    },
    watch: { account: undefined, exposure, positions: [], calls: { system: { departure } } },
    dialog,
    window: { hide: () => void log.push('hide'), destroy: () => void log.push('destroy') },
    isTrayAvailable: () => isTrayAvailable,
    clock,
    logger: silentLogger,
    flushLog,
  })
  /** Quits as Electron does. @returns whether it was prevented. */
  const beforeQuit = (): boolean => {
    let prevented = false
    guard.handleBeforeQuit({ preventDefault: () => (prevented = true) })
    return prevented
  }
  return { clock, dialog, log, guard, beforeQuit, endEngine: stopped.resolve }
}

describe('DepartureGuard', () => {
  it('stops the engine and quits without a question where nothing is open', async () => {
    const { dialog, log, guard, beforeQuit, endEngine } = setUp(async () => NOTHING_OPEN)
    expect(beforeQuit()).toBe(true)
    await settle()
    expect(log).toEqual(['stop: the program quits'])
    expect(guard.hasLeft).toBe(false)
    endEngine()
    await settle()
    expect(log).toEqual(['stop: the program quits', 'destroy', 'quit'])
    expect(guard.hasLeft).toBe(true)
    expect(beforeQuit()).toBe(false)
    expect(dialog.asked).toEqual([])
  })

  it.each([
    ['keep', []],
    ['tray', ['hide']],
  ] as const)('goes on where the answer is %s, and can be asked again', async (answer, expected) => {
    const { dialog, log, beforeQuit } = setUp(async () => ORDERS_OPEN)
    beforeQuit()
    await settle()
    dialog.answer(answer)
    await settle()
    expect(log).toEqual(expected)
    expect(beforeQuit()).toBe(true)
    await settle()
    expect(dialog.asked).toHaveLength(2)
  })

  it('stops the engine and quits where the answer is to quit', async () => {
    const { dialog, log, beforeQuit, endEngine } = setUp(async () => ORDERS_OPEN)
    beforeQuit()
    await settle()
    expect(dialog.asked[0]?.message).toBe('Quit with working orders?')
    dialog.answer('quit')
    endEngine()
    await settle()
    expect(log).toEqual(['stop: the program quits', 'destroy', 'quit'])
  })

  it('offers the tray only where there is one', async () => {
    const { dialog, beforeQuit } = setUp(async () => ORDERS_OPEN, { isTrayAvailable: false })
    beforeQuit()
    await settle()
    expect(dialog.offered).toEqual([false])
  })

  it('asks once, however often the user quits, and brings the question to the front', async () => {
    const { dialog, log, beforeQuit, endEngine } = setUp(async () => ORDERS_OPEN)
    beforeQuit()
    await settle()
    expect(beforeQuit()).toBe(true)
    expect(dialog.calls).toEqual(['focus'])
    dialog.answer('quit')
    await settle()
    expect(beforeQuit()).toBe(true)
    endEngine()
    await settle()
    expect(dialog.asked).toHaveLength(1)
    expect(log).toEqual(['stop: the program quits', 'destroy', 'quit'])
  })

  it('asks after a second and a half where the engine says nothing and something was open last', async () => {
    const { clock, dialog, beforeQuit } = setUp(() => new Promise(() => undefined), { exposure: EXPOSED })
    beforeQuit()
    await settle()
    expect(dialog.asked).toEqual([])
    clock.advanceBy(1_500)
    await settle()
    expect(dialog.asked[0]?.message).toBe('Quit without knowing what is open?')
  })

  it('quits where the engine is away and nothing was open last', async () => {
    const { dialog, log, beforeQuit, endEngine } = setUp(() => Promise.reject(new Error('away')))
    beforeQuit()
    endEngine()
    await settle()
    expect(dialog.asked).toEqual([])
    expect(log).toEqual(['stop: the program quits', 'destroy', 'quit'])
  })

  it('quits where the question cannot be asked', async () => {
    const { dialog, log, beforeQuit, endEngine } = setUp(async () => ORDERS_OPEN)
    dialog.fault = new Error('no display')
    beforeQuit()
    endEngine()
    await settle()
    expect(log.at(-1)).toBe('quit')
  })

  it('leaves at once when the system shuts down, with or without an open question', async () => {
    for (const isAsking of [false, true]) {
      const { dialog, log, guard, beforeQuit, endEngine } = setUp(async () => ORDERS_OPEN)
      if (isAsking) beforeQuit()
      await settle()
      const left = guard.leaveAtOnce('the system shuts down')
      expect(log).toEqual(['stop: the system shuts down'])
      expect(dialog.calls).toEqual(isAsking ? ['close'] : [])
      endEngine()
      await left
      await settle()
      expect(log).toEqual(['stop: the system shuts down', 'destroy', 'quit'])
    }
  })

  it('asks nothing more when the system shuts down while the engine is being asked', async () => {
    const view = Promise.withResolvers<DepartureView>()
    const { dialog, log, guard, beforeQuit, endEngine } = setUp(() => view.promise)
    beforeQuit()
    void guard.leaveAtOnce('the system shuts down')
    view.resolve(ORDERS_OPEN)
    endEngine()
    await settle()
    expect(dialog.asked).toEqual([])
    expect(log).toEqual(['stop: the system shuts down', 'destroy', 'quit'])
  })

  it('prepares an end that somebody else makes, and does not quit itself', async () => {
    const { dialog, log, guard, beforeQuit, endEngine } = setUp(async () => ORDERS_OPEN)
    const refused = guard.prepareToLeave()
    await settle()
    dialog.answer('keep')
    expect(await refused).toBe(false)
    const allowed = guard.prepareToLeave()
    await settle()
    dialog.answer('quit')
    endEngine()
    expect(await allowed).toBe(true)
    expect(log).toEqual(['stop: the program quits', 'destroy'])
    expect(beforeQuit()).toBe(false)
  })

  it('waits for the log, and for a disk that does not take it a second at most', async () => {
    const flushed = Promise.withResolvers<void>()
    const fine = setUp(async () => NOTHING_OPEN, { flushLog: () => flushed.promise })
    const stuck = setUp(async () => NOTHING_OPEN, { flushLog: () => new Promise(() => undefined) })
    for (const { beforeQuit, endEngine } of [fine, stuck]) {
      beforeQuit()
      endEngine()
      await settle()
    }
    expect([fine.log.at(-1), stuck.log.at(-1)]).toEqual(['destroy', 'destroy'])
    flushed.resolve()
    stuck.clock.advanceBy(1_000)
    await settle()
    expect([fine.log.at(-1), stuck.log.at(-1)]).toEqual(['quit', 'quit'])
  })

  it('still quits at once where somebody else was to end the program and has not', async () => {
    const { log, guard, endEngine } = setUp(async () => NOTHING_OPEN)
    const prepared = guard.prepareToLeave()
    await settle()
    const whileLeaving = guard.leaveAtOnce('signal SIGTERM')
    endEngine()
    await prepared
    await whileLeaving
    expect(log).toEqual(['stop: the program quits', 'destroy', 'quit'])
    await guard.leaveAtOnce('signal SIGTERM')
    expect(log.slice(2)).toEqual(['quit', 'quit'])
  })
})
