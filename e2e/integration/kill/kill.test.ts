import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { EngineProcess, newFolder, pause } from '../../support/engine-process.ts'
import { judge } from './judge.ts'
import { KILL_WINDOWS, type KillPlan, planText } from './kill-windows.ts'

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 20)
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
/** A kill that does not come by itself in this time comes from outside. */
const ROUND_LIMIT_MS = 15_000
/** How long the restarted engine runs before it is asked to stop, so that its own trading is judged too. */
const QUIET_MS = 300

const PROGRAM = 'e2e/integration/kill/engine-under-test.ts'

/**
 * Trades often, on a book so thin that orders fill in parts; leaves everything as it is when it stops. What it loses
 * that way stops nothing: a session that only reduces could not be told from one that a restart has halted.
 */
const BUSY_MARKET = {
  WHEELHOUSE_GATEWAY_PORT: '0',
  WHEELHOUSE_MARKET_SIMULATED_SPEED: '1000',
  WHEELHOUSE_PAPER_MAX_BOOK_SHARE: '0.05',
  WHEELHOUSE_EXECUTION_ON_SHUTDOWN: 'leave',
  WHEELHOUSE_RISK_MAX_DAILY_LOSS_FRACTION: '1',
  WHEELHOUSE_RISK_GUARDS_DAILY_LOSS_ENABLED: 'false',
  WHEELHOUSE_RISK_GUARDS_WEEKLY_LOSS_ENABLED: 'false',
  WHEELHOUSE_RISK_GUARDS_DRAWDOWN_ENABLED: 'false',
  WHEELHOUSE_RISK_GUARDS_STOP_LOSSES_ENABLED: 'false',
  WHEELHOUSE_STRATEGIES: JSON.stringify({
    'ema-cross': { enabled: true, parameters: { fastPeriod: 2, slowPeriod: 4, atrPeriod: 5, stopAtrMultiple: 1.5 } },
  }),
}
const CALM_MARKET = { ...BUSY_MARKET, WHEELHOUSE_MARKET_SIMULATED_SPEED: '1' }

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

describe(`a process killed ${ROUNDS} times while it trades (KILL_SEED=${SEED})`, () => {
  const folder = newFolder()
  const next = random(SEED)
  const hits = new Map<string, number>()
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** The first rounds visit each window once; the others choose, or are killed from outside at any moment. */
  const planOf = (round: number): KillPlan | undefined => {
    const window = KILL_WINDOWS[round < KILL_WINDOWS.length ? round : Math.floor(next() * (KILL_WINDOWS.length + 2))]
    return window && { window, occurrence: 1 + Math.floor(next() * 8) }
  }

  it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'round %i: ledger and venue agree after the restart',
    async (round) => {
      const where = await runAndKill(planOf(round))
      hits.set(where, (hits.get(where) ?? 0) + 1)
      const restarted = await EngineProcess.start({ program: PROGRAM, home: folder, environment: CALM_MARKET })
      const status = await restarted.get<{ tradingState: string; tradingReason: string | null }>('/status')
      await pause(QUIET_MS)
      const { code } = await restarted.stop()
      const verdict = judge(folder)
      expect({ round, where, code, ...status, faults: verdict.faults }).toMatchObject({
        code: 0,
        tradingState: 'active',
        faults: [],
      })
    },
    60_000,
  )

  it('was killed at least once inside each window, and traded all the while', () => {
    const verdict = judge(folder)
    console.info(`kills: ${JSON.stringify(Object.fromEntries(hits))}; ${verdict.orders} orders, ${verdict.fills} fills`)
    expect(KILL_WINDOWS.filter((window) => !hits.has(window))).toEqual([])
    expect(verdict.fills).toBeGreaterThan(ROUNDS)
  })

  async function runAndKill(plan: KillPlan | undefined): Promise<string> {
    const environment = { ...BUSY_MARKET, ...(plan ? { KILL_PLAN: planText(plan) } : {}) }
    const engine = new EngineProcess({ program: PROGRAM, home: folder, environment })
    const fromOutside = setTimeout(() => engine.child.kill('SIGKILL'), plan ? ROUND_LIMIT_MS : 800 + next() * 2_500)
    const { stdout, stderr, signal } = await engine.exited
    clearTimeout(fromOutside)
    expect({ signal, stderr: signal === 'SIGKILL' ? '' : stderr }).toEqual({ signal: 'SIGKILL', stderr: '' })
    return /killed in (\w+)/.exec(stdout)?.[1] ?? 'outside'
  }
})
